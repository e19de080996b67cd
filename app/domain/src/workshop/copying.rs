//! What a copy of a text says otherwise than the text itself: ids of items, which stand once in a course, and the names of files beside it. Never here:
//! who may copy what, and where the files are.

use super::{
    bank_text::BankText,
    item_change::{edited, set_id},
};
use std::collections::{BTreeMap, BTreeSet};

/// The most letters of an id that a number is put behind.
const ID: usize = 60;

/// Another id for each of those that are taken where the copy goes.
pub fn new_ids<'i>(taken: &BTreeSet<String>, ids: impl IntoIterator<Item = &'i str>) -> BTreeMap<String, String> {
    let own: BTreeSet<&str> = ids.into_iter().collect();
    let mut given: BTreeSet<String> = BTreeSet::new();
    let mut new = BTreeMap::new();
    for id in own.iter().filter(|id| taken.contains(**id)) {
        let stem: String = id.chars().take(ID).collect();
        let free = |other: &String| !taken.contains(other) && !own.contains(other.as_str()) && !given.contains(other);
        if let Some(other) = (2..).map(|n| format!("{}-{n}", stem.trim_end_matches('-'))).find(free) {
            given.insert(other.clone());
            new.insert((*id).to_string(), other);
        }
    }
    new
}

/// A text whose items stand under these ids.
pub fn with_ids(text: &str, items: &BankText, ids: &BTreeMap<String, String>) -> String {
    edited(text, items, |item, own| ids.get(&item.id).map(|id| set_id(own, id)))
}

/// New names for files that cannot keep theirs (`clash`); what belongs together keeps belonging together: `clip.mp4`, `clip.en.vtt`.
pub fn new_names(there: &BTreeSet<&str>, clash: &BTreeSet<&str>, coming: &BTreeSet<&str>) -> BTreeMap<String, String> {
    let mut groups: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for name in coming {
        let (root, rest) = name.split_once('.').unwrap_or((name, ""));
        groups.entry(root).or_default().push((name, rest));
    }
    let mut new = BTreeMap::new();
    for (root, names) in groups.into_iter().filter(|(_, names)| names.iter().any(|(name, _)| clash.contains(name))) {
        let others = |n: usize| names.iter().map(move |(name, rest)| ((*name).to_string(), format!("{root}-{n}.{rest}")));
        let free = |n: &usize| others(*n).all(|(_, other)| !there.contains(other.as_str()) && !coming.contains(other.as_str()));
        new.extend((2..).find(free).into_iter().flat_map(others));
    }
    new
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workshop::bank_text::ItemText;

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_string()).collect()
    }

    #[test]
    fn an_id_that_is_taken_becomes_one_that_nobody_has() {
        let new = new_ids(&set(&["a", "a-2", "c"]), ["a", "a-3", "b", "c"]);
        let new: Vec<_> = new.iter().map(|(id, other)| [id.as_str(), other.as_str()]).collect();
        assert_eq!(new, [["a", "a-4"], ["c", "c-2"]]);
        let long = "x".repeat(64);
        assert_eq!(new_ids(&set(&[&long]), [long.as_str()])[&long], format!("{}-2", "x".repeat(60)));
    }

    #[test]
    fn items_are_renamed_behind_their_headings_alone() {
        let text = "### One {#a .single tags=\"#a\"}\n\n- [x] #a\n\n### Two {#b}\n";
        let at = text.find("### Two").expect("there");
        let item =
            |id: &str, range: std::ops::Range<usize>| ItemText { id: id.into(), whole: range.clone(), text: range, ..ItemText::default() };
        let bank = BankText { items: vec![item("a", 0..at), item("b", at..text.len())], ..BankText::default() };
        let ids = BTreeMap::from([("a".to_string(), "a-2".to_string())]);
        assert_eq!(with_ids(text, &bank, &ids), text.replacen("{#a ", "{#a-2 ", 1));
        assert_eq!(set_id("### Bare\n", "x"), "### Bare\n");
    }

    #[test]
    fn files_that_belong_together_get_new_names_together() {
        let (there, clash) = (BTreeSet::from(["clip.mp4", "a.png", "a-2.png"]), BTreeSet::from(["clip.mp4", "a.png"]));
        let new = new_names(&there, &clash, &BTreeSet::from(["clip.mp4", "clip.en.vtt", "a.png", "b.png"]));
        let new: Vec<_> = new.iter().map(|(name, other)| [name.as_str(), other.as_str()]).collect();
        assert_eq!(new, [["a.png", "a-3.png"], ["clip.en.vtt", "clip-2.en.vtt"], ["clip.mp4", "clip-2.mp4"]]);
    }
}
