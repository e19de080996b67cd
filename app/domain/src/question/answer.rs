//! What a candidate says, on the wire, in the database and in a form.

use super::Kind;
use crate::{digest::sha256_hex, text::storable};
use serde::{Deserialize, Serialize};

/// An answer in the order *shown*. An empty one is a value too: the candidate took the answer back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase", try_from = "Written")]
pub enum Answer {
    Single {
        option: Option<u8>,
    },
    Multiple {
        options: Vec<u8>,
    },
    TrueFalse {
        value: Option<bool>,
    },
    Numeric {
        text: String,
    },
    Short {
        text: String,
    },
    /// A typed text, or the shown place of the chosen one as a number.
    Cloze {
        gaps: Vec<String>,
    },
    /// The place, from 0, given to each entry shown.
    Ordering {
        positions: Vec<Option<u8>>,
    },
    /// The shown place of the partner given to each entry.
    Matching {
        partners: Vec<Option<u8>>,
    },
    Essay {
        text: String,
    },
}

/// An answer as it is written: the fields of all types beside each other. So it is read in one pass; a reader that has to know the type first keeps
/// everything before it a second time, and is the largest function of the exam's program.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    r#type: Kind,
    option: Option<u8>,
    options: Option<Vec<u8>>,
    value: Option<bool>,
    text: Option<String>,
    gaps: Option<Vec<String>>,
    positions: Option<Vec<Option<u8>>>,
    partners: Option<Vec<Option<u8>>>,
}

impl TryFrom<Written> for Answer {
    type Error = &'static str;

    /// A field that the type needs must be there, and one that it does not have must not.
    fn try_from(w: Written) -> Result<Self, &'static str> {
        let (missing, strange) = ("a field of this type of answer is missing", "a field that this type of answer does not have");
        let count = |fields: [bool; 7]| fields.into_iter().filter(|is_there| *is_there).count();
        let fields = count([
            w.option.is_some(),
            w.options.is_some(),
            w.value.is_some(),
            w.text.is_some(),
            w.gaps.is_some(),
            w.positions.is_some(),
            w.partners.is_some(),
        ]);
        let (answer, own) = match w.r#type {
            Kind::Single => (Self::Single { option: w.option }, usize::from(w.option.is_some())),
            Kind::TrueFalse => (Self::TrueFalse { value: w.value }, usize::from(w.value.is_some())),
            Kind::Multiple => (Self::Multiple { options: w.options.ok_or(missing)? }, 1),
            Kind::Numeric => (Self::Numeric { text: w.text.ok_or(missing)? }, 1),
            Kind::Short => (Self::Short { text: w.text.ok_or(missing)? }, 1),
            Kind::Essay => (Self::Essay { text: w.text.ok_or(missing)? }, 1),
            Kind::Cloze => (Self::Cloze { gaps: w.gaps.ok_or(missing)? }, 1),
            Kind::Ordering => (Self::Ordering { positions: w.positions.ok_or(missing)? }, 1),
            Kind::Matching => (Self::Matching { partners: w.partners.ok_or(missing)? }, 1),
        };
        if fields == own { Ok(answer) } else { Err(strange) }
    }
}

/// What an answer to an item must look like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    pub kind: Kind,
    /// Options, gaps, entries to order or to match.
    pub entries: usize,
    /// For each gap, how many choices (0: typed); for a matching, how many partners.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<usize>,
}

/// Why a value cannot be an answer to this item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerRefusal {
    /// The answer is of another type than the item.
    WrongType,
    /// An option, place or partner that the item does not have, or the wrong number of them.
    OutOfRange,
    /// Longer than [`Answer::ESSAY_BYTES`] or [`Answer::TEXT_BYTES`].
    TooLong,
    /// A NUL or another character that no keyboard types.
    BadText,
}

impl Answer {
    /// The longest essay, in bytes of UTF-8.
    pub const ESSAY_BYTES: usize = 65_536;
    /// The longest typed answer of any other type.
    pub const TEXT_BYTES: usize = 1_024;

    pub fn kind(&self) -> Kind {
        match self {
            Self::Single { .. } => Kind::Single,
            Self::Multiple { .. } => Kind::Multiple,
            Self::TrueFalse { .. } => Kind::TrueFalse,
            Self::Numeric { .. } => Kind::Numeric,
            Self::Short { .. } => Kind::Short,
            Self::Cloze { .. } => Kind::Cloze,
            Self::Ordering { .. } => Kind::Ordering,
            Self::Matching { .. } => Kind::Matching,
            Self::Essay { .. } => Kind::Essay,
        }
    }

    /// Nothing: what an operation says that goes on to a step of the paper ([`ItemKey::step`](super::ItemKey::step)).
    pub const fn nothing() -> Self {
        Self::Short { text: String::new() }
    }

    /// Whether the candidate has said nothing, or taken it back.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Single { option } => option.is_none(),
            Self::Multiple { options } => options.is_empty(),
            Self::TrueFalse { value } => value.is_none(),
            Self::Numeric { text } | Self::Short { text } | Self::Essay { text } => text.trim().is_empty(),
            Self::Cloze { gaps } => gaps.iter().all(|g| g.trim().is_empty()),
            Self::Ordering { positions: p } | Self::Matching { partners: p } => p.iter().all(Option::is_none),
        }
    }

    /// Whether no part of it is open: every gap filled, every entry matched, every place given once.
    pub fn is_complete(&self) -> bool {
        match self {
            Self::Cloze { gaps } => gaps.iter().all(|g| !g.trim().is_empty()),
            Self::Matching { partners } => partners.iter().all(Option::is_some),
            Self::Ordering { positions } => positions.iter().all(Option::is_some) && !self.doubles(),
            Self::Single { .. }
            | Self::Multiple { .. }
            | Self::TrueFalse { .. }
            | Self::Numeric { .. }
            | Self::Short { .. }
            | Self::Essay { .. } => !self.is_empty(),
        }
    }

    /// Whether two entries were given the same place.
    pub(super) fn doubles(&self) -> bool {
        let Self::Ordering { positions } = self else { return false };
        positions.iter().enumerate().any(|(i, place)| place.is_some() && positions[..i].contains(place))
    }

    /// The one text form: what is stored and digested.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    pub fn from_text(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// 32 hexadecimal digits over the text form: an acknowledgement carries it, and a client compares.
    pub fn digest(&self) -> String {
        Self::digest_of(&self.to_text())
    }

    /// The digest of a text form that is at hand already.
    pub fn digest_of(text: &str) -> String {
        sha256_hex(text.as_bytes())[..32].into()
    }

    /// The same without characters that cannot be stored; nothing where there are none.
    pub fn storable(&self) -> Option<Self> {
        let texts = match self {
            Self::Numeric { text } | Self::Short { text } | Self::Essay { text } => std::slice::from_ref(text),
            Self::Cloze { gaps } => gaps,
            Self::Single { .. } | Self::Multiple { .. } | Self::TrueFalse { .. } | Self::Ordering { .. } | Self::Matching { .. } => {
                return None;
            }
        };
        if texts.iter().all(|text| text.chars().all(storable::is_storable)) {
            return None;
        }
        let line = |text: &String| storable::line(text).into_owned();
        Some(match self {
            Self::Numeric { text } => Self::Numeric { text: line(text) },
            Self::Short { text } => Self::Short { text: line(text) },
            Self::Cloze { gaps } => Self::Cloze { gaps: gaps.iter().map(line).collect() },
            Self::Essay { text } => Self::Essay { text: storable::lines(text).into_owned() },
            other => other.clone(),
        })
    }

    /// Checks the answer against the item's shape.
    ///
    /// # Errors
    ///
    /// The first of [`AnswerRefusal`] that is met.
    pub fn check(&self, shape: &Shape) -> Result<(), AnswerRefusal> {
        use AnswerRefusal::{OutOfRange, WrongType};
        if self.kind() != shape.kind {
            return Err(WrongType);
        }
        let within = |n: &u8| usize::from(*n) < shape.entries;
        let fits = match self {
            Self::Single { option } => option.iter().all(within),
            Self::Multiple { options } => options.iter().all(within) && options.windows(2).all(|w| w[0] < w[1]),
            Self::TrueFalse { .. } => true,
            Self::Numeric { text } | Self::Short { text } => return text_fits(text, Self::TEXT_BYTES),
            Self::Essay { text } => return text_fits(text, Self::ESSAY_BYTES),
            Self::Cloze { gaps } => {
                for gap in gaps {
                    text_fits(gap, Self::TEXT_BYTES)?;
                }
                let fits = |(gap, n): (&String, &usize)| *n == 0 || gap.is_empty() || gap.parse().is_ok_and(|c: usize| c < *n);
                gaps.len() == shape.entries && gaps.iter().zip(&shape.choices).all(fits)
            }
            Self::Ordering { positions } => positions.len() == shape.entries && positions.iter().flatten().all(within),
            Self::Matching { partners } => {
                let most = shape.choices.first().copied().unwrap_or(0);
                partners.len() == shape.entries && partners.iter().flatten().all(|p| usize::from(*p) < most)
            }
        };
        if fits { Ok(()) } else { Err(OutOfRange) }
    }

    /// Reads an answer from a form: `field(None)` gives the values of the item's own field, `field(Some(i))` of its `i`-th part.
    pub fn from_fields(shape: &Shape, field: impl Fn(Option<usize>) -> Vec<String>) -> Self {
        let first = |i| field(i).into_iter().next().unwrap_or_default();
        let line = |text: String| storable::line(&text).into_owned();
        let places = || (0..shape.entries).map(|i| first(Some(i)).parse().ok()).collect();
        match shape.kind {
            Kind::Single => Self::Single { option: first(None).parse().ok() },
            Kind::Multiple => {
                let chosen: Vec<u8> = field(None).iter().filter_map(|v| v.parse().ok()).collect();
                Self::Multiple { options: (0..=u8::MAX).filter(|option| chosen.contains(option)).collect() }
            }
            Kind::TrueFalse => Self::TrueFalse { value: first(None).parse().ok() },
            Kind::Numeric => Self::Numeric { text: line(first(None)) },
            Kind::Short => Self::Short { text: line(first(None)) },
            Kind::Cloze => Self::Cloze { gaps: (0..shape.entries).map(|i| line(first(Some(i)))).collect() },
            Kind::Ordering => Self::Ordering { positions: places() },
            Kind::Matching => Self::Matching { partners: places() },
            Kind::Essay => Self::Essay { text: storable::lines(&first(None).replace("\r\n", "\n")).into_owned() },
        }
    }
}

fn text_fits(text: &str, most: usize) -> Result<(), AnswerRefusal> {
    if text.len() > most {
        return Err(AnswerRefusal::TooLong);
    }
    if text.chars().all(storable::is_storable) { Ok(()) } else { Err(AnswerRefusal::BadText) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(kind: Kind, entries: usize, choices: &[usize]) -> Shape {
        Shape { kind, entries, choices: choices.to_vec() }
    }

    #[test]
    fn the_text_form_reads_back_and_refuses_strangers() {
        for answer in
            [Answer::Single { option: Some(2) }, Answer::TrueFalse { value: None }, Answer::Cloze { gaps: vec!["a".into(), "1".into()] }]
        {
            assert_eq!(Answer::from_text(&answer.to_text()), Some(answer));
        }
        for bad in
            [r#"{"type":"single","option":[1]}"#, r#"{"type":"single","option":1,"score":9}"#, r#"{"type":"single","option":-1}"#, "7"]
        {
            assert_eq!(Answer::from_text(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_answer_must_fit_the_item() {
        use AnswerRefusal::*;
        let single = shape(Kind::Single, 4, &[]);
        for (answer, shape, result) in [
            (Answer::Single { option: Some(3) }, &single, Ok(())),
            (Answer::Single { option: Some(4) }, &single, Err(OutOfRange)),
            (Answer::TrueFalse { value: Some(true) }, &single, Err(WrongType)),
            (Answer::Multiple { options: vec![1, 1] }, &shape(Kind::Multiple, 4, &[]), Err(OutOfRange)),
            (Answer::Cloze { gaps: vec!["x".into(), "3".into()] }, &shape(Kind::Cloze, 2, &[0, 3]), Err(OutOfRange)),
            (Answer::Matching { partners: vec![Some(4), None] }, &shape(Kind::Matching, 2, &[5]), Ok(())),
            (Answer::Short { text: "a\0".into() }, &shape(Kind::Short, 1, &[]), Err(BadText)),
            (Answer::Essay { text: "x".repeat(65_537) }, &shape(Kind::Essay, 1, &[]), Err(TooLong)),
        ] {
            assert_eq!(answer.check(shape), result, "{answer:?}");
        }
    }

    #[test]
    fn an_answer_is_complete_when_none_of_its_parts_is_open() {
        let gaps = |texts: &[&str]| Answer::Cloze { gaps: texts.iter().map(|t| t.to_string()).collect() };
        let places = |positions: &[Option<u8>]| Answer::Ordering { positions: positions.to_vec() };
        // one partner may be given to two entries
        let partners = |partners: &[Option<u8>]| Answer::Matching { partners: partners.to_vec() };
        for (answer, complete) in [
            (gaps(&["a", "1"]), true),
            (gaps(&["a", " "]), false),
            (gaps(&["", ""]), false),
            (places(&[Some(1), Some(0), Some(2)]), true),
            (places(&[Some(1), None, Some(2)]), false),
            (places(&[Some(1), Some(0), Some(1)]), false),
            (places(&[None, None]), false),
            (partners(&[Some(3), Some(3)]), true),
            (partners(&[Some(3), None]), false),
            (Answer::Multiple { options: vec![1] }, true),
            (Answer::Single { option: None }, false),
            (Answer::TrueFalse { value: Some(false) }, true),
            (Answer::Essay { text: "x".into() }, true),
            (Answer::Numeric { text: " ".into() }, false),
        ] {
            assert_eq!(answer.is_complete(), complete, "{answer:?}");
        }
    }

    #[test]
    fn what_cannot_be_stored_is_left_out_alike_in_a_form_and_in_a_value() {
        for (kind, typed, kept) in
            [(Kind::Short, "a\u{b}b\0", "ab"), (Kind::Numeric, "1\u{7f}2", "12"), (Kind::Essay, "a\u{b}b\u{1}\u{2028}c", "a\nb\nc")]
        {
            let one = |text: &str| match kind {
                Kind::Short => Answer::Short { text: text.into() },
                Kind::Numeric => Answer::Numeric { text: text.into() },
                _ => Answer::Essay { text: text.into() },
            };
            assert_eq!(Answer::from_fields(&shape(kind, 1, &[]), |_| vec![typed.into()]), one(kept));
            assert_eq!(one(typed).storable(), Some(one(kept)));
            assert_eq!(one(kept).storable(), None);
            assert_eq!(one(kept).check(&shape(kind, 1, &[])), Ok(()));
        }
        let gaps = |gap: &str| Answer::Cloze { gaps: vec![gap.into()] };
        assert_eq!(gaps("x\u{c}y").storable(), Some(gaps("xy")));
    }

    #[test]
    fn a_form_gives_the_same_answer_as_the_api() {
        let fields = |i: Option<usize>| match i {
            None => vec!["2".to_string(), "0".into()],
            Some(i) => vec![i.to_string()],
        };
        assert_eq!(Answer::from_fields(&shape(Kind::Multiple, 3, &[]), fields), Answer::Multiple { options: vec![0, 2] });
        assert_eq!(Answer::from_fields(&shape(Kind::Ordering, 2, &[]), fields), Answer::Ordering { positions: vec![Some(0), Some(1)] });
    }
}
