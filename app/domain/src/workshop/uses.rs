//! Where a file beside the texts of a course is used: shown or linked to by a lesson or an item, or belonging to a recording that is.

use crate::media::{Beside, kind_of};
use std::collections::BTreeMap;

/// What stands before the name of a file in a text.
const OPENS: &str = "](media/";

/// A place in a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MediaUse {
    pub path: String,
    /// From 1.
    pub line: usize,
}

/// The uses of each of these files, by its name, in the order of paths and lines. One that nothing uses is not among them.
pub fn of<'t>(names: &[&str], texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> BTreeMap<String, Vec<MediaUse>> {
    let mut uses: BTreeMap<String, Vec<MediaUse>> = BTreeMap::new();
    for (path, text) in texts {
        for (n, line) in (1..).zip(text.lines()) {
            for name in line.split(OPENS).skip(1).map(named) {
                uses.entry(name.into()).or_default().push(MediaUse { path: path.into(), line: n });
            }
        }
    }
    let played: Vec<(String, Vec<MediaUse>)> =
        uses.iter().filter(|(name, _)| kind_of(name).is_some_and(|kind| kind.is_played())).map(|(n, u)| (n.clone(), u.clone())).collect();
    for (name, places) in played {
        for beside in Beside::of(&name, false).names() {
            uses.entry(beside.into()).or_default().extend(places.iter().cloned());
        }
    }
    uses.retain(|name, _| names.contains(&name.as_str()));
    for places in uses.values_mut() {
        places.sort();
        places.dedup();
    }
    uses
}

/// The name that a text goes on with: it ends before the title, the heading or the bracket.
fn named(rest: &str) -> &str {
    rest.split([')', ' ', '#', '"']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_use_has_its_file_and_line_and_a_recording_takes_its_own_along() {
        let lesson = "题\n\n![图](media/a.svg \"图 1\") ![图](media/a.svg)\n\n![片](media/clip.mp4)\n";
        let bank = "### 题 {#x}\n[数据](media/data.csv)\n";
        let names = ["a.svg", "clip.mp4", "clip.vtt", "clip.md", "other.png", "data.csv"];
        let uses = of(&names, [("c/010-x.md", lesson), ("c/items/b.md", bank)]);
        let at = |path: &str, line| vec![MediaUse { path: path.into(), line }];
        assert_eq!(uses.get("a.svg"), Some(&at("c/010-x.md", 3)));
        assert_eq!(uses.get("data.csv"), Some(&at("c/items/b.md", 2)));
        for own in ["clip.mp4", "clip.vtt", "clip.md"] {
            assert_eq!(uses.get(own), Some(&at("c/010-x.md", 5)), "{own}");
        }
        assert_eq!(uses.len(), 5, "{uses:?}");
    }
}
