//! What is said about an answer while there is time to change it. It tells nothing of the key.

use super::Answer;
use crate::text::number::{self, NotNumber};

/// What is odd about an answer, or lacks in it. It is kept as it is, and would earn little or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// A typed number cannot be read.
    Number(NotNumber),
    /// Two entries were given the same place.
    SamePlace,
    /// Some of its parts are open, and not all of them.
    Unfinished,
}

impl Remark {
    /// Whether nobody can tell what was meant.
    pub fn is_unreadable(self) -> bool {
        !matches!(self, Self::Unfinished)
    }
}

/// What there is to say about an answer to an item with this unit beside its field.
pub fn remark(unit: Option<&str>, answer: &Answer) -> Option<Remark> {
    match answer {
        _ if answer.is_empty() => None,
        Answer::Numeric { text } => number::plainly(text, unit).err().map(Remark::Number),
        _ if answer.doubles() => Some(Remark::SamePlace),
        _ => (!answer.is_complete()).then_some(Remark::Unfinished),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_doubled_or_unfinished_is_remarked_and_nothing_else() {
        let number = |text: &str| Answer::Numeric { text: text.into() };
        for (answer, unit, said) in [
            (number("1290.5"), Some("KB"), None),
            (number("1290.5 KB"), Some("KB"), None),
            (number("1290.5 MB"), Some("KB"), Some(Remark::Number(NotNumber::Unit))),
            (number("12,5"), None, Some(Remark::Number(NotNumber::Comma))),
            (number("abc"), None, Some(Remark::Number(NotNumber::Other))),
            (number("25/2"), None, Some(Remark::Number(NotNumber::Other))),
            (number(" "), None, None),
            (Answer::Short { text: "abc".into() }, None, None),
            (Answer::Ordering { positions: vec![None, None] }, None, None),
            (Answer::Ordering { positions: vec![Some(1), Some(0)] }, None, None),
            (Answer::Ordering { positions: vec![Some(0), None, Some(1), None] }, None, Some(Remark::Unfinished)),
            (Answer::Ordering { positions: vec![Some(0), None, Some(0)] }, None, Some(Remark::SamePlace)),
            (Answer::Matching { partners: vec![Some(0), Some(0)] }, None, None),
            (Answer::Matching { partners: vec![None, Some(0)] }, None, Some(Remark::Unfinished)),
            (Answer::Cloze { gaps: vec![String::new(), String::new()] }, None, None),
            (Answer::Cloze { gaps: vec!["a".into(), String::new()] }, None, Some(Remark::Unfinished)),
        ] {
            assert_eq!(remark(unit, &answer), said, "{answer:?}");
        }
    }
}
