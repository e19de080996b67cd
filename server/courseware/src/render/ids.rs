//! Ids of headings, unique within a page.

use std::collections::BTreeSet;

/// The ids that are taken.
#[derive(Clone, Debug)]
pub(crate) struct Ids(BTreeSet<String>);

/// The frame of every page has these.
const FRAME: [&str; 8] = ["main", "top", "nav", "toc", "search", "content", "body", "menu"];

impl Default for Ids {
    fn default() -> Self {
        Self(FRAME.map(String::from).into())
    }
}

impl Ids {
    /// Takes an id; false if it was taken before.
    pub fn take(&mut self, id: &str) -> bool {
        self.0.insert(id.into())
    }

    /// The ids of headings.
    pub fn all(&self) -> BTreeSet<String> {
        self.0.iter().filter(|id| !FRAME.contains(&id.as_str())).cloned().collect()
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
        let free = |id: &String| !self.0.contains(id);
        let id = std::iter::once(slug.to_string()).chain((2..).map(|n| format!("{slug}-{n}"))).find(free).unwrap_or_default();
        self.0.insert(id.clone());
        id
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
