//! Which lists of a document count: what `word/numbering.xml` says of each number and level. Kept as it is written, in two steps, for every
//! number may name the same list.

use crate::xml::Node;
use std::collections::BTreeMap;

/// The levels that a list of a word processor has.
const LEVELS: u8 = 9;

#[derive(Debug, Default)]
pub(super) struct Lists {
    /// The list that each number names.
    named: BTreeMap<String, String>,
    /// Whether a level of a list counts.
    counts: BTreeMap<(String, u8), bool>,
}

impl Lists {
    pub fn of(root: &Node) -> Self {
        let mut lists = Self::default();
        for list in root.all("num") {
            let of = list.child("abstractNumId").and_then(|of| of.attribute("val"));
            if let (Some(number), Some(of)) = (list.attribute("numId"), of) {
                lists.named.insert(number.into(), of.into());
            }
        }
        for list in root.all("abstractNum") {
            let Some(id) = list.attribute("abstractNumId") else { continue };
            for level in list.all("lvl") {
                let place = level.attribute("ilvl").unwrap_or("0").parse().ok().filter(|place| *place < LEVELS);
                let format = level.child("numFmt").and_then(|format| format.attribute("val"));
                if let Some(place) = place {
                    lists.counts.insert((id.into(), place), format.is_some_and(|format| format != "bullet" && format != "none"));
                }
            }
        }
        lists
    }

    /// Whether entries of this number and level count.
    pub fn counts(&self, number: &str, level: u8) -> bool {
        self.named.get(number).is_some_and(|of| self.counts.get(&(of.clone(), level)).copied().unwrap_or(false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_kept_once_however_many_numbers_name_it() {
        let level = |n: usize| format!("<lvl ilvl=\"{n}\"><numFmt val=\"decimal\"/></lvl>");
        let levels: String = (0..10_000).map(level).collect();
        let numbers: String = (0..2_000).map(|n| format!("<num numId=\"{n}\"><abstractNumId val=\"0\"/></num>")).collect();
        let root = crate::xml::read(&format!("<numbering><abstractNum abstractNumId=\"0\">{levels}</abstractNum>{numbers}</numbering>"));
        let lists = Lists::of(&root.expect("numbering"));
        assert_eq!((lists.named.len(), lists.counts.len()), (2_000, 9));
        assert!(lists.counts("1999", 8) && !lists.counts("1999", 9) && !lists.counts("2000", 0));
    }
}
