//! An item: a question with its words in both languages and what a blueprint needs to know of it.

use super::{Arrangement, Criterion, Gap, GapPrompt, Prompt, Question};
use crate::{
    assessment::PlanKind,
    course::Html,
    digest::Stream,
    lang::{Bilingual, Lang, Title},
    level::Level,
    points::Points,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The author's id of an item: a slug, unique within its course, never reused.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ItemKey(pub String);

impl ItemKey {
    /// What an operation names that goes on to a step of the paper: `~3`, which no author can write.
    pub fn step(step: u32) -> Self {
        Self(format!("~{step}"))
    }

    /// The step, if it is the name of one.
    pub fn as_step(&self) -> Option<u32> {
        self.0.strip_prefix('~')?.parse().ok()
    }
}

impl fmt::Display for ItemKey {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The content hash of an item's source text: what a paper pins.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemVersion(pub String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Difficulty {
    Easy,
    Medium,
    Hard,
}

impl Difficulty {
    pub const ALL: [Self; 3] = [Self::Easy, Self::Medium, Self::Hard];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Easy => "easy",
            Self::Medium => "medium",
            Self::Hard => "hard",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|d| d.code() == code)
    }
}

/// An item with its key. Deliberately not `Serialize`.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub key: ItemKey,
    pub version: ItemVersion,
    /// Self-contained text from which the item can be read again, kept by the store under its version.
    pub source: String,
    pub points: Points,
    pub difficulty: Difficulty,
    pub function: Option<String>,
    pub level: Option<Level>,
    pub tags: Vec<String>,
    /// The bank it comes from; a practice item of a lesson has none and is never drawn.
    pub bank: Option<String>,
    /// The kind of plan that may draw it; any, where the author said nothing.
    pub used_in: Option<PlanKind>,
    /// Shown beside the field of a numeric item.
    pub unit: Option<String>,
    /// Its options stay in the author's order: one of them speaks of the others.
    pub fixed: bool,
    pub question: Question,
    pub wording: Bilingual<Wording>,
}

/// The words of an item in one language, in the author's order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wording {
    /// For a cloze, gap `i` stands in it as an empty `<span data-gap="i"></span>`.
    pub stem: Html,
    /// Plain text of the stem's first line, for lists and titles.
    pub title: String,
    /// Options, entries to order, or the left side of a matching.
    pub options: Vec<Html>,
    /// Feedback for an option, where the author gave one.
    pub feedback: Vec<Option<Html>>,
    /// The right side of a matching: partners, then distractors.
    pub partners: Vec<Html>,
    /// The choices of each cloze gap; empty for a gap to type in.
    pub gaps: Vec<Vec<String>>,
    pub rubric: Vec<Criterion>,
    pub explanation: Option<Html>,
}

impl Item {
    /// Fixes the order in which this item is shown, from the paper's seed. Entries to order, partners and gap choices are always
    /// shuffled (their author's order is the key); options only if the plan says so.
    pub fn arrange(&self, seed: u64, shuffle_options: bool) -> Arrangement {
        let shuffle_options = shuffle_options && !self.fixed;
        let mut stream = Stream::new(seed, &self.key.0);
        let mut order = |n: usize, shuffle: bool| {
            let mut order: Vec<u8> = (0..n).map(|i| i as u8).collect();
            if shuffle {
                stream.shuffle(&mut order);
            }
            order
        };
        Arrangement(match &self.question {
            Question::Single(q) => vec![order(q.options, shuffle_options)],
            Question::Multiple(q) => vec![order(q.options, shuffle_options)],
            Question::Ordering(q) => vec![order(q.entries, true)],
            Question::Matching(q) => vec![order(q.pairs + q.distractors, true)],
            Question::Cloze(q) => q.gaps.iter().map(|g| order(g.choices(), true)).collect(),
            Question::TrueFalse(_) | Question::Numeric(_) | Question::Short(_) | Question::Essay(_) => vec![],
        })
    }

    /// What lists call it.
    pub fn title(&self, wished: Lang) -> Title {
        Title { text: self.wording.get(wished).title.clone(), foreign: self.wording.foreign(wished) }
    }

    /// What a candidate sees: the words in the order shown, and nothing of the key.
    pub fn prompt(&self, arrangement: &Arrangement, lang: Lang) -> Prompt {
        let words = self.wording.get(lang);
        // what an arrangement's first list is for
        let (options, partners) = match self.question {
            Question::Matching(_) => (words.options.clone(), arrangement.in_order(0, &words.partners)),
            Question::Single(_) | Question::Multiple(_) | Question::Ordering(_) => (arrangement.in_order(0, &words.options), vec![]),
            Question::TrueFalse(_) | Question::Numeric(_) | Question::Short(_) | Question::Cloze(_) | Question::Essay(_) => {
                (vec![], vec![])
            }
        };
        let gaps = match &self.question {
            Question::Cloze(q) => q
                .gaps
                .iter()
                .enumerate()
                .map(|(i, gap)| match gap {
                    Gap::Text(_) => GapPrompt::Text,
                    Gap::Choice(_) => GapPrompt::Choice(arrangement.in_order(i, words.gaps.get(i).map_or(&[], Vec::as_slice))),
                })
                .collect(),
            _ => vec![],
        };
        Prompt {
            key: self.key.clone(),
            lang: self.wording.lang(lang),
            shape: self.question.shape(),
            points: self.points,
            stem: words.stem.clone(),
            title: words.title.clone(),
            options,
            partners,
            gaps,
            unit: self.unit.clone(),
        }
    }
}
