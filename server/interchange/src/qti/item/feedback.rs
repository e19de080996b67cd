//! What is said after an answer: what belongs to the right one explains the item, what belongs to one option stays with it.

use super::judge::Judge;
use crate::qti::{
    Desk,
    body::{self, Fields},
    scoring::{Answers, Value},
    words,
    xml::Element,
};

pub(crate) struct Feedback<'s, 'e> {
    judge: &'s Judge<'s, 'e>,
    said: Vec<&'e Element>,
    /// The response that options belong to.
    id: String,
}

impl<'s, 'e> Feedback<'s, 'e> {
    pub fn of(item: &'e Element, judge: &'s Judge<'s, 'e>, id: &str) -> Self {
        // what stands in an option belongs to it
        let within: Vec<&Element> = item.named("simpleChoice").into_iter().flat_map(Element::below).collect();
        let own = |e: &&Element| within.iter().any(|w| std::ptr::eq(*w, *e));
        let said = item.below().into_iter().filter(|e| matches!(e.name.as_str(), "modalFeedback" | "feedbackBlock") && !own(e)).collect();
        Self { judge, said, id: id.into() }
    }

    /// What is shown after these answers; nothing where that cannot be foreseen.
    fn shown(&self, answers: &Answers) -> Option<Vec<&'e Element>> {
        let outcomes = self.judge.scoring.outcomes(answers).ok()?;
        let shows = |e: &&&Element| {
            let values = outcomes.get(e.attr("outcomeIdentifier")).map(Value::values).unwrap_or_default();
            values.iter().any(|v| v == e.attr("identifier")) == (e.attr("showHide") != "hide")
        };
        Some(self.said.iter().filter(shows).copied().collect())
    }

    fn after(&self, answer: &[String]) -> Vec<&'e Element> {
        let mut answers = self.judge.right.clone();
        answers.insert(self.id.clone(), answer.to_vec());
        self.shown(&answers).unwrap_or_default()
    }

    /// What is said to this answer and neither to the right one nor to none.
    pub fn for_answer(&self, answer: &[String], desk: &mut Desk) -> Option<String> {
        if self.said.is_empty() || self.judge.right(&self.id) == answer {
            return None;
        }
        let general: Vec<&Element> = self.after(self.judge.right(&self.id)).into_iter().chain(self.after(&[])).collect();
        let own: Vec<&Element> = self.after(answer).into_iter().filter(|e| !general.iter().any(|g| std::ptr::eq(*g, *e))).collect();
        if own.is_empty() {
            return None;
        }
        Some(body::read(&own, Fields::Aside, desk).markdown).filter(|text| !text.trim().is_empty())
    }

    /// What is said to the right answers; `kept` is what options have already.
    pub fn explanation(&self, kept: bool, desk: &mut Desk) -> Option<String> {
        let right = match self.shown(&self.judge.right) {
            Some(right) => right,
            // not foreseen: what does not say by its name that it is for the wrong ones
            None => {
                let wrong = |e: &&&Element| ["incorrect", "wrong", "false"].iter().any(|w| e.attr("identifier").to_lowercase().contains(w));
                self.said.iter().filter(|e| !wrong(e)).copied().collect()
            }
        };
        let lost: Vec<&&Element> = self.said.iter().filter(|e| !right.iter().any(|r| std::ptr::eq(*r, **e))).collect();
        if let Some(first) = lost.iter().find(|e| !kept && !e.plain().is_empty()) {
            desk.told.push(words::wrong_feedback(first.line));
        }
        let parts: Vec<String> =
            right.iter().map(|e| body::read(&[*e], Fields::Aside, desk).markdown).filter(|t| !t.trim().is_empty()).collect();
        (!parts.is_empty()).then(|| parts.join("\n\n"))
    }
}
