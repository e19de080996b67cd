//! What is known while the rules of an item run.

use super::{Answers, Outcomes, Scoring, Unknown, Value};

/// What the rules know while they run.
pub(super) struct Run<'s, 'e> {
    pub scoring: &'s Scoring<'e>,
    pub answers: &'s Answers,
    pub outcomes: Outcomes,
}

impl Run<'_, '_> {
    /// Takes a step of those that all answers have together.
    ///
    /// # Errors
    ///
    /// [`Unknown`] if none is left.
    pub fn step(&self) -> Result<(), Unknown> {
        let left = self.scoring.steps.get();
        self.scoring.steps.set(left.saturating_sub(1));
        if left == 0 { Err(Unknown("…".into())) } else { Ok(()) }
    }

    pub fn variable(&self, id: &str) -> Value {
        match self.scoring.response(id) {
            Some(d) => d.value(self.answers.get(id).map_or(&[], Vec::as_slice)),
            None => self.outcomes.get(id).cloned().unwrap_or(Value::Null),
        }
    }
}
