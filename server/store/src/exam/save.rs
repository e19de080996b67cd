//! An operation on its way in, and what became of it.

use crate::AttemptSummary;
use zhixing_domain::{
    attempt::{Operation, OperationOutcome, Target},
    id::{AccountId, AttemptId},
    question::Answer,
    time::Timestamp,
};

/// One operation on its way in.
#[derive(Clone, Debug)]
pub struct SaveRequest {
    pub attempt: AttemptId,
    /// Who asks; an attempt of somebody else is as if it did not exist.
    pub account: AccountId,
    pub operation: Operation,
    /// What it is about, from the paper; `None` if the paper has no such item.
    pub place: Option<Target>,
    pub received_at: Timestamp,
    /// The value's text form and its digest, made once.
    pub(super) text: String,
    pub(super) digest: String,
    /// The room for values is used up: what is not current keeps only its digest.
    pub(super) lean: bool,
}

impl SaveRequest {
    pub fn new(attempt: AttemptId, account: AccountId, operation: Operation, place: Option<Target>, received_at: Timestamp) -> Self {
        let text = operation.value.to_text();
        let digest = Answer::digest_of(&text);
        Self { attempt, account, operation, place, received_at, text, digest, lean: false }
    }

    /// How many bytes its value takes.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// The room for values is used up.
    pub fn into_lean(self) -> Self {
        Self { lean: true, ..self }
    }

    /// What an event keeps of its value: nothing but the digest where the room is used up and the value counts, for then it is the answer.
    pub(super) fn kept(&self, outcome: OperationOutcome) -> &str {
        if self.lean && matches!(outcome, OperationOutcome::Applied { .. }) { "" } else { &self.text }
    }
}

/// What became of it. `attempt` is missing when there is no such attempt for this account.
#[derive(Clone, Debug)]
pub struct SaveReply {
    pub outcome: Option<OperationOutcome>,
    pub attempt: Option<AttemptSummary>,
    /// Of the value as it was read: what an acknowledgement carries for the client to compare.
    pub digest: String,
}
