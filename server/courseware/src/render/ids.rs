//! Ids of headings, unique within a page.

use std::collections::{BTreeMap, BTreeSet};

/// The ids that are taken, and the number tried last for words that come again.
#[derive(Clone, Debug)]
pub(crate) struct Ids {
    taken: BTreeSet<String>,
    last: BTreeMap<String, usize>,
}

/// The frame of every page has these.
const FRAME: [&str; 8] = ["main", "top", "nav", "toc", "search", "content", "body", "menu"];

impl Default for Ids {
    fn default() -> Self {
        Self { taken: FRAME.map(String::from).into(), last: BTreeMap::new() }
    }
}

impl Ids {
    /// Takes an id; false if it was taken before.
    pub fn take(&mut self, id: &str) -> bool {
        self.taken.insert(id.into())
    }

    /// The ids of headings.
    pub fn all(&self) -> BTreeSet<String> {
        self.taken.iter().filter(|id| !FRAME.contains(&id.as_str())).cloned().collect()
    }

    /// Takes an id made from words: letters of any script and digits stay, everything between becomes one hyphen.
    pub fn of_words(&mut self, words: &str) -> String {
        let mut slug = String::new();
        for c in words.chars().flat_map(char::to_lowercase).take(60) {
            if c.is_alphanumeric() {
                slug.push(c);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        let slug = match slug.trim_matches('-') {
            "" => "section",
            slug => slug,
        };
        if self.taken.insert(slug.into()) {
            return slug.into();
        }
        let last = self.last.entry(slug.into()).or_insert(1);
        loop {
            *last += 1;
            let id = format!("{slug}-{last}");
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_make_ids_that_keep_chinese_letters() {
        let mut ids = Ids::default();
        let words = ["先问清需求", "先问清需求", "Pass the gate, first!", "$$", "main"];
        assert_eq!(words.map(|w| ids.of_words(w)), ["先问清需求", "先问清需求-2", "pass-the-gate-first", "section", "main-2"]);
    }
}
