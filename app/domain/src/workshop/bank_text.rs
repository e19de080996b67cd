//! A bank as its author wrote it: where its items stand in the text, and what stands behind their headings. Never here: how that is found in Markdown.

use crate::question::{Difficulty, Kind};
use std::{collections::BTreeMap, ops::Range};

/// The items of a bank's text, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BankText {
    /// What the bank says once for all its items, by its key.
    pub defaults: BTreeMap<String, String>,
    pub items: Vec<ItemText>,
}

/// An item in the text of its bank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemText {
    pub id: String,
    pub kind: Option<Kind>,
    /// The words of its heading.
    pub stem: String,
    /// What stands behind the heading, by its key.
    pub attributes: BTreeMap<String, String>,
    /// Its text, from the heading on.
    pub text: Range<usize>,
    /// The same with what parts it from what follows.
    pub whole: Range<usize>,
}

impl BankText {
    /// What an item says of itself, else what the bank says.
    pub fn says<'b>(&'b self, item: &'b ItemText, key: &str) -> Option<&'b str> {
        item.attributes.get(key).or_else(|| self.defaults.get(key)).map(String::as_str)
    }

    pub fn difficulty(&self, item: &ItemText) -> Difficulty {
        self.says(item, "difficulty").and_then(Difficulty::from_code).unwrap_or(Difficulty::Medium)
    }
}

impl ItemText {
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        let tags = self.attributes.get("tags").map(String::as_str).unwrap_or_default();
        tags.split([',', '，']).map(str::trim).filter(|tag| !tag.is_empty())
    }

    pub fn points(&self) -> &str {
        self.attributes.get("points").map_or("1", String::as_str)
    }
}

/// Which items of a bank are meant; what is not said leaves all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemFilter {
    pub kind: Option<Kind>,
    pub difficulty: Option<Difficulty>,
    pub tag: String,
    /// The id of a function of the standard.
    pub function: String,
    /// In the words of the heading, or in the id.
    pub words: String,
}

impl ItemFilter {
    pub fn fits(&self, bank: &BankText, item: &ItemText) -> bool {
        let words = self.words.trim().to_lowercase();
        self.kind.is_none_or(|kind| item.kind == Some(kind))
            && self.difficulty.is_none_or(|difficulty| bank.difficulty(item) == difficulty)
            && (self.tag.is_empty() || item.tags().any(|tag| tag == self.tag))
            && (self.function.is_empty() || bank.says(item, "function") == Some(self.function.as_str()))
            && (words.is_empty() || item.stem.to_lowercase().contains(&words) || item.id.contains(&words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(id: &str, attributes: &[(&str, &str)]) -> ItemText {
        let attributes = attributes.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect();
        ItemText { id: id.into(), kind: Some(Kind::Single), stem: "What is AI?".into(), attributes, ..ItemText::default() }
    }

    #[test]
    fn a_filter_asks_the_item_and_then_its_bank() {
        let bank = BankText {
            defaults: BTreeMap::from([("difficulty".to_string(), "hard".to_string()), ("function".to_string(), "data".to_string())]),
            items: vec![item("a", &[("tags", "网络， unit")]), item("b", &[("difficulty", "easy"), ("function", "label")])],
        };
        let found = |filter: ItemFilter| bank.items.iter().filter(|i| filter.fits(&bank, i)).map(|i| i.id.as_str()).collect::<Vec<_>>();
        assert_eq!(found(ItemFilter::default()), ["a", "b"]);
        assert_eq!(found(ItemFilter { difficulty: Some(Difficulty::Hard), ..ItemFilter::default() }), ["a"]);
        assert_eq!(found(ItemFilter { function: "label".into(), ..ItemFilter::default() }), ["b"]);
        assert_eq!(found(ItemFilter { tag: "unit".into(), ..ItemFilter::default() }), ["a"]);
        assert_eq!(found(ItemFilter { words: " ai".into(), ..ItemFilter::default() }), ["a", "b"]);
        assert!(found(ItemFilter { kind: Some(Kind::Essay), ..ItemFilter::default() }).is_empty());
    }
}
