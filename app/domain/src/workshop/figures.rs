//! Figures that come in with a text of elsewhere, among those that a course has: what each is called here.

use crate::text::reading;
use std::collections::{BTreeMap, BTreeSet};

/// What stands before the name of a figure that a text shows.
const OPENS: &str = "](media/";

/// The most characters that somebody writes of a figure.
pub const WORDS: usize = 300;

/// What would be a mark among the words of a figure.
const MARKS: &str = "\\`*_[]<>&$~^|";

/// The name of a figure and what comes behind it: the end, or a caption.
fn named(rest: &str) -> Option<(&str, &str)> {
    let (name, behind) = rest.split_at(rest.find([')', ' '])?);
    (behind.starts_with(')') || behind.starts_with(" \"")).then_some((name, behind))
}

/// The figures of a course that texts show, by their names.
pub fn shown<'t>(texts: impl IntoIterator<Item = &'t str>) -> BTreeSet<&'t str> {
    let each = |text: &'t str| text.split(OPENS).skip(1).filter_map(|rest| named(rest).map(|(name, _)| name));
    texts.into_iter().flat_map(each).collect()
}

/// What somebody typed of a figure, as Markdown of one line.
pub fn words(typed: &str) -> String {
    let line = reading::composed(&typed.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut words = String::with_capacity(line.len());
    for c in line.chars().take(WORDS) {
        words.extend(MARKS.contains(c).then_some('\\').into_iter().chain([c]));
    }
    words
}

/// The name of each that comes in. It keeps its own where that is free; any other name is neither there nor that of another one that comes.
pub fn names<'n>(there: impl IntoIterator<Item = &'n str>, coming: &[&str]) -> BTreeMap<String, String> {
    let there: BTreeSet<&str> = there.into_iter().collect();
    let mut taken: BTreeSet<String> = there.iter().chain(coming).map(ToString::to_string).collect();
    let mut names = BTreeMap::new();
    for name in coming.iter().collect::<BTreeSet<_>>() {
        let (stem, end) = name.rsplit_once('.').unwrap_or((name, "png"));
        let mut others = (2..).map(|n| format!("{stem}-{n}.{end}"));
        let other = if there.contains(name) { others.find(|other| taken.insert(other.clone())) } else { None };
        names.insert((*name).to_string(), other.unwrap_or_else(|| (*name).to_string()));
    }
    names
}

/// A text that shows its figures under these names: all of them in one pass, for a new name may be the old one of another.
pub fn renamed(text: &str, names: &BTreeMap<String, String>) -> String {
    let mut parts = text.split(OPENS);
    let mut out = parts.next().unwrap_or_default().to_string();
    for part in parts {
        out.push_str(OPENS);
        match named(part).and_then(|(name, behind)| Some((names.get(name)?, behind))) {
            Some((name, behind)) => out.extend([name.as_str(), behind]),
            None => out.push_str(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_name_is_never_that_of_another_one() {
        let names = names(["picture.png", "b.svg"], &["picture.png", "picture-2.png", "b.svg", "c.svg"]);
        let new: Vec<&str> = names.values().map(String::as_str).collect();
        assert_eq!(new, ["b-2.svg", "c.svg", "picture-2.png", "picture-3.png"]);
        let text = "![a](media/picture.png) ![b](media/picture-2.png) ![c](media/picture.png) ![d](media/none.png) ](media/picture.png";
        let wanted =
            "![a](media/picture-3.png) ![b](media/picture-2.png) ![c](media/picture-3.png) ![d](media/none.png) ](media/picture.png";
        assert_eq!(renamed(text, &names), wanted);
        let captioned = "![a](media/b.svg \"one (of two)\") ![](media/c.svg x)";
        assert_eq!(renamed(captioned, &names), captioned.replace("b.svg", "b-2.svg"), "a caption is no part of the name");
        assert_eq!(shown([captioned]).into_iter().collect::<Vec<_>>(), ["b.svg"]);
        assert_eq!(shown([text, "x"]).into_iter().collect::<Vec<_>>(), ["none.png", "picture-2.png", "picture.png"]);
    }

    #[test]
    fn what_is_typed_of_a_figure_is_one_line_and_never_a_mark() {
        assert_eq!(words(" two\n *small* [dots]\u{7}\u{202e} "), r"two \*small\* \[dots\]");
        assert_eq!((words("a | b"), words(" \n ")), (r"a \| b".into(), String::new()));
        assert_eq!(words(&"图".repeat(400)).chars().count(), WORDS);
    }
}
