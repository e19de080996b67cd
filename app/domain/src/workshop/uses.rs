//! Where a file beside the texts of a course is used: shown or linked to by a lesson or an item, or belonging to a recording that is. And where texts lead
//! to a lesson.

use super::place;
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

/// The places that lead to a lesson, by the name of its file, in the order of paths and lines; the files of one course.
pub fn links<'t>(lesson: &str, texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Vec<MediaUse> {
    let mut places = vec![];
    for (path, text) in texts {
        for (n, line) in (1..).zip(text.lines()) {
            let mut names = line.split("](").skip(1).map(named).map(|name| name.strip_prefix("./").unwrap_or(name));
            if names.any(|name| place::first_of(name) == lesson) {
                places.push(MediaUse { path: path.into(), line: n });
            }
        }
    }
    places.sort();
    places
}

/// The name that a text goes on with: it ends before the title, the heading or the bracket.
fn named(rest: &str) -> &str {
    rest.split([')', ' ', '#', '"']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_a_lesson_is_found_in_both_languages_and_to_no_other_one() {
        let texts = [
            ("c/010-a.md", "见[后面](020-b.md)。\n[节](./020-b.md#part)\n[别的](021-b.md) [外](https://x/020-b.md)\n"),
            ("c/010-a.en.md", "See [later](020-b.en.md \"B\").\n"),
        ];
        let at = |path: &str, line| MediaUse { path: path.into(), line };
        assert_eq!(links("020-b.md", texts), [at("c/010-a.en.md", 1), at("c/010-a.md", 1), at("c/010-a.md", 2)]);
    }

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
