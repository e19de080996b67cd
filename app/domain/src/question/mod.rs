//! Items: what is asked, what the key is, and what an answer earns. One file a type.
//!
//! [`Question`] carries the key and has no `Serialize`: it cannot reach a browser. [`Prompt`] is what a candidate sees and [`Answer`] what a
//! candidate says. Answers speak in the order *shown*, which the paper's [`Arrangement`] maps back.

mod answer;
pub mod cloze;
mod essay;
mod item;
mod matching;
mod multiple;
mod numeric;
mod ordering;
mod prompt;
mod remark;
mod short;
mod single;
mod truefalse;

pub use answer::{Answer, AnswerRefusal, Shape};
pub use cloze::{Cloze, Gap};
pub use essay::{Criterion, Essay};
pub use item::{Difficulty, Item, ItemKey, ItemVersion, Wording};
pub use matching::Matching;
pub use multiple::Multiple;
pub use numeric::{Numeric, Range};
pub use ordering::Ordering;
pub use prompt::{Arrangement, GapPrompt, Prompt};
pub use remark::{Remark, remark};
pub use short::Short;
pub use single::Single;
pub use truefalse::TrueFalse;

use crate::points::Credit;
use serde::{Deserialize, Serialize};

/// The types of item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Single,
    Multiple,
    TrueFalse,
    Numeric,
    Short,
    Cloze,
    Ordering,
    Matching,
    Essay,
}

impl Kind {
    pub const ALL: [Self; 9] = [
        Self::Single,
        Self::Multiple,
        Self::TrueFalse,
        Self::Numeric,
        Self::Short,
        Self::Cloze,
        Self::Ordering,
        Self::Matching,
        Self::Essay,
    ];

    /// The word in Markdown, on the wire and in file names.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Multiple => "multiple",
            Self::TrueFalse => "truefalse",
            Self::Numeric => "numeric",
            Self::Short => "short",
            Self::Cloze => "cloze",
            Self::Ordering => "ordering",
            Self::Matching => "matching",
            Self::Essay => "essay",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    /// Whether a person has to mark it.
    pub const fn needs_marker(self) -> bool {
        matches!(self, Self::Essay)
    }
}

/// A question with its key. Deliberately not `Serialize`.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    Single(Single),
    Multiple(Multiple),
    TrueFalse(TrueFalse),
    Numeric(Numeric),
    Short(Short),
    Cloze(Cloze),
    Ordering(Ordering),
    Matching(Matching),
    Essay(Essay),
}

impl Question {
    pub fn kind(&self) -> Kind {
        match self {
            Self::Single(_) => Kind::Single,
            Self::Multiple(_) => Kind::Multiple,
            Self::TrueFalse(_) => Kind::TrueFalse,
            Self::Numeric(_) => Kind::Numeric,
            Self::Short(_) => Kind::Short,
            Self::Cloze(_) => Kind::Cloze,
            Self::Ordering(_) => Kind::Ordering,
            Self::Matching(_) => Kind::Matching,
            Self::Essay(_) => Kind::Essay,
        }
    }

    /// What an answer must look like, without saying which is right.
    pub fn shape(&self) -> Shape {
        match self {
            Self::Single(q) => Shape { kind: Kind::Single, entries: q.options, choices: vec![] },
            Self::Multiple(q) => Shape { kind: Kind::Multiple, entries: q.options, choices: vec![] },
            Self::TrueFalse(_) => Shape { kind: Kind::TrueFalse, entries: 2, choices: vec![] },
            Self::Numeric(_) => Shape { kind: Kind::Numeric, entries: 1, choices: vec![] },
            Self::Short(_) => Shape { kind: Kind::Short, entries: 1, choices: vec![] },
            Self::Cloze(q) => Shape { kind: Kind::Cloze, entries: q.gaps.len(), choices: q.gaps.iter().map(Gap::choices).collect() },
            Self::Ordering(q) => Shape { kind: Kind::Ordering, entries: q.entries, choices: vec![] },
            Self::Matching(q) => Shape { kind: Kind::Matching, entries: q.pairs, choices: vec![q.pairs + q.distractors] },
            Self::Essay(_) => Shape { kind: Kind::Essay, entries: 1, choices: vec![] },
        }
    }

    /// The credit an answer earns by machine; `None` where a person has to mark. No answer earns nothing, also an essay's.
    pub fn credit(&self, arrangement: &Arrangement, answer: &Answer) -> Option<Credit> {
        if answer.is_empty() {
            return Some(Credit::NONE);
        }
        Some(match (self, answer) {
            (Self::Single(q), Answer::Single { option: Some(shown) }) => q.credit(arrangement.canonical(0, *shown)),
            (Self::Multiple(q), Answer::Multiple { options }) => {
                q.credit(&options.iter().filter_map(|shown| arrangement.canonical(0, *shown)).collect::<Vec<_>>())
            }
            (Self::TrueFalse(q), Answer::TrueFalse { value: Some(value) }) => Credit::all_or_nothing(q.key == *value),
            (Self::Numeric(q), Answer::Numeric { text }) => q.credit(text),
            (Self::Short(q), Answer::Short { text }) => q.credit(text),
            (Self::Cloze(q), Answer::Cloze { gaps }) => q.credit(arrangement, gaps),
            (Self::Ordering(q), Answer::Ordering { positions }) => q.credit(arrangement, positions),
            (Self::Matching(q), Answer::Matching { partners }) => q.credit(arrangement, partners),
            (Self::Essay(_), Answer::Essay { .. }) => return None,
            // an answer to something else earns nothing; each type is named, so that a new one has its arm above
            (
                Self::Single(_)
                | Self::Multiple(_)
                | Self::TrueFalse(_)
                | Self::Numeric(_)
                | Self::Short(_)
                | Self::Cloze(_)
                | Self::Ordering(_)
                | Self::Matching(_)
                | Self::Essay(_),
                _,
            ) => Credit::NONE,
        })
    }

    /// An answer that earns full credit, in the order shown; for review pages. An essay has none.
    pub fn right_answer(&self, arrangement: &Arrangement) -> Option<Answer> {
        Some(match self {
            Self::Single(q) => Answer::Single { option: arrangement.shown(0, q.key) },
            Self::Multiple(q) => {
                let mut options: Vec<u8> = q.keys.iter().filter_map(|k| arrangement.shown(0, *k)).collect();
                options.sort_unstable();
                Answer::Multiple { options }
            }
            Self::TrueFalse(q) => Answer::TrueFalse { value: Some(q.key) },
            Self::Numeric(q) => Answer::Numeric { text: q.accept.first().map(Range::to_string).unwrap_or_default() },
            Self::Short(q) => Answer::Short { text: q.accept.first().cloned().unwrap_or_default() },
            Self::Cloze(q) => Answer::Cloze { gaps: q.right(arrangement) },
            Self::Ordering(q) => Answer::Ordering { positions: q.right(arrangement) },
            Self::Matching(q) => Answer::Matching { partners: q.right(arrangement) },
            Self::Essay(_) => return None,
        })
    }
}
