//! What was done to a file in one step with others, or without changing it: kept beside its version, so that the step can be told and taken back by its words.

use super::item_change::ItemChange;
use serde::{Deserialize, Serialize};

/// What a version says of itself. Kinds and fields are for ever: rows are read by them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepSaid {
    /// Words stood in so many places of this file.
    Replaced { words: String, instead: String, places: usize },
    /// So many items of this file changed.
    ItemsChanged {
        items: usize,
        add: Vec<String>,
        remove: Vec<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        points: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        difficulty: Option<String>,
        /// The path of the bank that they went to.
        #[serde(skip_serializing_if = "Option::is_none")]
        to: Option<String>,
    },
    /// The step before it was taken back.
    TakenBack,
    /// No step: why it was saved, as its author wrote.
    Because { words: String },
    /// The English of these parts is right, by the beginning of the mark of each, those of before among them; `all`: none is older any more. The earliest builds wrote whole
    /// marks, and only the parts of that look.
    StillRight { parts: Vec<String>, all: bool },
}

impl StepSaid {
    pub fn of_items(items: usize, change: &ItemChange, to: Option<&String>) -> Self {
        Self::ItemsChanged {
            items,
            add: change.add.clone(),
            remove: change.remove.clone(),
            points: change.points.map(|points| points.to_string()),
            difficulty: change.difficulty.map(|difficulty| difficulty.code().to_string()),
            to: to.cloned(),
        }
    }

    /// As a row has it.
    pub fn code(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    pub fn from_code(code: &str) -> Option<Self> {
        serde_json::from_str(code).ok()
    }

    /// The same of another file of the step, with both together; nothing where they are no step of one kind.
    #[must_use]
    pub fn with(&self, other: &Self) -> Option<Self> {
        let mut sum = self.clone();
        match (&mut sum, other) {
            (Self::Replaced { places, .. }, Self::Replaced { places: more, .. }) => *places += more,
            (Self::ItemsChanged { items, .. }, Self::ItemsChanged { items: more, .. }) => *items += more,
            _ => return None,
        }
        Some(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_version_says_reads_back_also_what_was_written_first() {
        let change = ItemChange { add: vec!["甲".into()], ..ItemChange::default() };
        for said in [
            StepSaid::Replaced { words: "旧".into(), instead: String::new(), places: 2 },
            StepSaid::of_items(3, &change, Some(&"a/items/b.md".to_string())),
            StepSaid::TakenBack,
            StepSaid::Because { words: "读者说看不懂".into() },
            StepSaid::StillRight { parts: vec!["d".into()], all: true },
        ] {
            assert_eq!(StepSaid::from_code(&said.code()), Some(said));
        }
        let row = r#"{"replaced":{"words":"旧","instead":"新","places":2}}"#;
        let both = StepSaid::from_code(row).and_then(|said| said.with(&said));
        assert_eq!(both, Some(StepSaid::Replaced { words: "旧".into(), instead: "新".into(), places: 4 }));
        assert_eq!(StepSaid::from_code("other"), None);
    }
}
