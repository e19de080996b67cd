//! What staff have for a candidate who sits: what they wrote, or the time that they gave or took, which each page says in its own language.

use crate::time::Span;

/// A word of staff, as the page of the exam shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// What they wrote.
    Wrote(String),
    /// So much more time; less where it is negative.
    Time(Span),
}

/// Begins the text of time: no field of a form takes this sign.
const TIME: char = '\u{2}';

impl Word {
    pub fn to_text(&self) -> String {
        match self {
            Self::Wrote(text) => text.clone(),
            Self::Time(span) => format!("{TIME}{}", span.ms()),
        }
    }

    pub fn from_text(text: &str) -> Self {
        let time = text.strip_prefix(TIME).and_then(|ms| ms.parse().ok());
        time.map_or_else(|| Self::Wrote(text.into()), |ms| Self::Time(Span::from_ms(ms)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back_as_they_were_written() {
        for word in [
            Word::Wrote("请看黑板".into()),
            Word::Wrote("600000".into()),
            Word::Time(Span::from_minutes(10)),
            Word::Time(Span::from_ms(-1)),
        ] {
            assert_eq!(Word::from_text(&word.to_text()), word);
        }
    }
}
