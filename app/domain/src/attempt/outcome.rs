//! The words of the wire for what became of an operation: the server says them, and pages read them with the same crate.

use super::{OperationOutcome, Quarantine, Refusal};
use crate::question::AnswerRefusal;

/// One word for each kind of [`OperationOutcome`]. Two outcomes that must not be told apart have the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OutcomeCode {
    Applied,
    Late,
    NotRunning,
    Paused,
    Superseded,
    OtherWriter,
    Passed,
    NotReached,
    UnknownItem,
    IdReused,
    TooLong,
    BadText,
    WrongType,
    OutOfRange,
}

impl OutcomeCode {
    pub const ALL: [Self; 14] = [
        Self::Applied,
        Self::Late,
        Self::NotRunning,
        Self::Paused,
        Self::Superseded,
        Self::OtherWriter,
        Self::Passed,
        Self::NotReached,
        Self::UnknownItem,
        Self::IdReused,
        Self::TooLong,
        Self::BadText,
        Self::WrongType,
        Self::OutOfRange,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Late => Quarantine::Late.code(),
            Self::NotRunning => Quarantine::NotRunning.code(),
            Self::Paused => Quarantine::Paused.code(),
            Self::Superseded => Quarantine::Superseded.code(),
            Self::OtherWriter => Quarantine::OtherWriter.code(),
            Self::Passed => Quarantine::Passed.code(),
            Self::NotReached => Quarantine::NotReached.code(),
            Self::UnknownItem => "unknown_item",
            Self::IdReused => "id_reused",
            Self::TooLong => "too_long",
            Self::BadText => "bad_text",
            Self::WrongType => "wrong_type",
            Self::OutOfRange => "out_of_range",
        }
    }

    /// Nothing for a word that this build does not know.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|o| o.code() == code)
    }
}

impl From<OperationOutcome> for OutcomeCode {
    fn from(outcome: OperationOutcome) -> Self {
        match outcome {
            OperationOutcome::Applied { .. } => Self::Applied,
            OperationOutcome::Kept(Quarantine::Late) => Self::Late,
            OperationOutcome::Kept(Quarantine::NotRunning) => Self::NotRunning,
            OperationOutcome::Kept(Quarantine::Superseded) => Self::Superseded,
            OperationOutcome::Kept(Quarantine::OtherWriter) => Self::OtherWriter,
            OperationOutcome::Kept(Quarantine::Paused) => Self::Paused,
            OperationOutcome::Kept(Quarantine::Passed) | OperationOutcome::Refused(Refusal::Passed) => Self::Passed,
            OperationOutcome::Kept(Quarantine::NotReached) | OperationOutcome::Refused(Refusal::NotOpen) => Self::NotReached,
            OperationOutcome::Refused(Refusal::UnknownItem) => Self::UnknownItem,
            OperationOutcome::Refused(Refusal::IdReused) => Self::IdReused,
            OperationOutcome::Refused(Refusal::Invalid(AnswerRefusal::TooLong)) => Self::TooLong,
            OperationOutcome::Refused(Refusal::Invalid(AnswerRefusal::BadText)) => Self::BadText,
            OperationOutcome::Refused(Refusal::Invalid(AnswerRefusal::WrongType)) => Self::WrongType,
            OperationOutcome::Refused(Refusal::Invalid(AnswerRefusal::OutOfRange)) => Self::OutOfRange,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_reads_back_and_a_word_of_tomorrow_is_none() {
        for outcome in OutcomeCode::ALL {
            assert_eq!(OutcomeCode::from_code(outcome.code()), Some(outcome));
        }
        assert_eq!(OutcomeCode::from_code("a_word_of_tomorrow"), None);
    }

    #[test]
    fn what_is_kept_has_the_word_of_its_reason() {
        for why in Quarantine::ALL {
            assert_eq!(OutcomeCode::from(OperationOutcome::Kept(why)).code(), why.code());
        }
    }
}
