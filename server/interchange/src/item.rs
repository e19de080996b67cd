//! An item as another system wrote it, in our terms. Its texts are Markdown already; what each answer is worth there is kept, so that a writer can tell
//! what ours does not carry.
//!
//! Never here: how a format is written, what an answer earns with us.

use std::sync::Arc;
use zhixing_domain::{points::Points, question::Kind};

/// What stands in a stem for a gap: the n-th is the n-th of [`ForeignKey::Cloze`].
pub const GAP: char = '\u{fffc}';

/// An item of a foreign bank.
#[derive(Clone, Debug, PartialEq)]
pub struct ForeignItem {
    /// Where it begins, from 1.
    pub line: usize,
    /// Its id there, as it is written; empty where it has none.
    pub id: String,
    /// What its bank calls it; empty where that says no more than the stem.
    pub name: String,
    /// Markdown. Pictures are `![…](media/NAME)`, gaps are [`GAP`].
    pub stem: String,
    pub key: ForeignKey,
    /// Nothing where the bank does not say.
    pub points: Option<Points>,
    /// Markdown, shown with the answer.
    pub explanation: Option<String>,
    /// The folder that the bank keeps it in, parted by `/`.
    pub category: Option<String>,
    pub tags: Vec<String>,
    /// `easy`, `medium` or `hard`.
    pub difficulty: Option<String>,
    /// Its options stay in the author's order.
    pub fixed: bool,
    /// What only courseware of ours says of an item: those of [`OURS`] that it has, in that order.
    pub ours: Vec<(&'static str, String)>,
}

/// Attributes that no other system knows.
pub(crate) const OURS: [&str; 3] = ["function", "level", "use"];

/// The nine types with their keys.
#[derive(Clone, Debug, PartialEq)]
pub enum ForeignKey {
    /// The options of which one is right: the one that is worth most.
    Single(Vec<Choice>),
    /// The options of which those are right that are worth something.
    Multiple(Vec<Choice>),
    TrueFalse {
        key: bool,
        /// What is said to who answers true, and false.
        feedback: [Option<String>; 2],
    },
    Numeric {
        accept: Vec<Accepted<MarkedNumber>>,
        unit: Option<String>,
    },
    Short {
        accept: Vec<Accepted<String>>,
        case_matters: bool,
    },
    Cloze(Vec<ForeignGap>),
    /// In the right order.
    Ordering(Vec<String>),
    Matching {
        pairs: Vec<(String, String)>,
        /// Partners that belong to nothing.
        distractors: Vec<String>,
    },
    /// The rubric: criterion, points, what earns them. Empty where the bank has none.
    Essay(Vec<(String, Points, String)>),
}

impl ForeignKey {
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Single(_) => Kind::Single,
            Self::Multiple(_) => Kind::Multiple,
            Self::TrueFalse { .. } => Kind::TrueFalse,
            Self::Numeric { .. } => Kind::Numeric,
            Self::Short { .. } => Kind::Short,
            Self::Cloze(_) => Kind::Cloze,
            Self::Ordering(_) => Kind::Ordering,
            Self::Matching { .. } => Kind::Matching,
            Self::Essay(_) => Kind::Essay,
        }
    }
}

/// An option.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Markdown.
    pub text: String,
    /// What it is worth: 1 is all, 0 nothing, below 0 a penalty.
    pub worth: f64,
    pub feedback: Option<String>,
}

/// An answer that is accepted, and what for.
#[derive(Clone, Debug, PartialEq)]
pub struct Accepted<T> {
    pub answer: T,
    /// 1 is all; ours accepts only those.
    pub worth: f64,
    pub feedback: Option<String>,
}

/// A number that is accepted. Both ends count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MarkedNumber {
    Around {
        value: f64,
        tolerance: f64,
    },
    Between {
        low: f64,
        high: f64,
    },
    /// Every number.
    Any,
}

/// A gap of a cloze; its words are plain text.
#[derive(Clone, Debug, PartialEq)]
pub enum ForeignGap {
    Typed(Vec<Accepted<String>>),
    Number(Vec<Accepted<MarkedNumber>>),
    Chosen(Vec<Choice>),
}

/// A picture that comes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankPicture {
    /// As a file in `media/` may be called.
    pub name: String,
    /// Once, however many files of an upload show it.
    pub bytes: Arc<Vec<u8>>,
}

impl<T> Accepted<T> {
    /// An answer that is worth all.
    pub fn full(answer: T) -> Self {
        Self { answer, worth: 1.0, feedback: None }
    }
}

impl ForeignItem {
    /// Every text that people read in it: whether it is Markdown, and whether several paragraphs have a place there.
    pub(crate) fn each_text(&mut self, each: &mut dyn FnMut(&mut String, bool, bool)) {
        each(&mut self.stem, true, true);
        self.explanation.iter_mut().for_each(|text| each(text, true, true));
        match &mut self.key {
            ForeignKey::Single(options) | ForeignKey::Multiple(options) => each_of(options, each, true),
            ForeignKey::Short { accept, .. } => accept.iter_mut().for_each(|accepted| each(&mut accepted.answer, false, false)),
            ForeignKey::Ordering(entries) => entries.iter_mut().for_each(|text| each(text, true, false)),
            ForeignKey::Matching { pairs, distractors } => {
                let pairs = pairs.iter_mut().flat_map(|(left, right)| [left, right]);
                pairs.chain(distractors).for_each(|text| each(text, true, false));
            }
            ForeignKey::Cloze(gaps) => gaps.iter_mut().for_each(|gap| match gap {
                ForeignGap::Typed(accept) => accept.iter_mut().for_each(|accepted| each(&mut accepted.answer, false, false)),
                ForeignGap::Chosen(options) => each_of(options, each, false),
                ForeignGap::Number(_) => {}
            }),
            ForeignKey::TrueFalse { feedback, .. } => feedback.iter_mut().flatten().for_each(|text| each(text, true, false)),
            ForeignKey::Essay(rubric) => rubric.iter_mut().for_each(|(_, _, what)| each(what, true, false)),
            ForeignKey::Numeric { .. } => {}
        }
    }

    /// An item with nothing but its stem and its key.
    pub fn new(line: usize, stem: impl Into<String>, key: ForeignKey) -> Self {
        Self {
            line,
            id: String::new(),
            name: String::new(),
            stem: stem.into(),
            key,
            points: None,
            explanation: None,
            category: None,
            tags: vec![],
            difficulty: None,
            fixed: false,
            ours: vec![],
        }
    }
}

fn each_of(choices: &mut [Choice], each: &mut dyn FnMut(&mut String, bool, bool), is_markdown: bool) {
    for choice in choices {
        each(&mut choice.text, is_markdown, false);
        choice.feedback.iter_mut().for_each(|text| each(text, true, false));
    }
}
