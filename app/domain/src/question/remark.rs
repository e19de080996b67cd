//! What is said about an answer while there is time to change it. It tells nothing of the key.

use super::Answer;
use crate::text::number::{self, NotNumber};

/// Why a typed number cannot be read. The answer is kept as it is, and would earn nothing.
pub type Remark = NotNumber;

/// What there is to say about an answer to an item with this unit beside its field.
pub fn remark(unit: Option<&str>, answer: &Answer) -> Option<Remark> {
    match answer {
        Answer::Numeric { text } if !answer.is_empty() => number::plainly(text, unit).err(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_is_remarked_and_nothing_else() {
        let number = |text: &str| Answer::Numeric { text: text.into() };
        for (answer, unit, said) in [
            (number("1290.5"), Some("KB"), None),
            (number("1290.5 KB"), Some("KB"), None),
            (number("1290.5 MB"), Some("KB"), Some(Remark::Unit)),
            (number("12,5"), None, Some(Remark::Comma)),
            (number("abc"), None, Some(Remark::Other)),
            (number("25/2"), None, Some(Remark::Other)),
            (number(" "), None, None),
            (Answer::Short { text: "abc".into() }, None, None),
        ] {
            assert_eq!(remark(unit, &answer), said, "{answer:?}");
        }
    }
}
