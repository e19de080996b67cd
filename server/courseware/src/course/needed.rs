//! Which files of a course have a say in how one of them reads: those that it names, and those that have an id of an item which it has, too. A preview
//! reads no others.

use crate::{Files, reader::twin};
use std::{
    borrow::Cow,
    collections::{BTreeSet, HashSet},
};

/// What is read of a course.
pub(crate) enum Needed {
    All,
    /// Texts by their Chinese paths, and files of `media/` by their names.
    Some(BTreeSet<String>),
}

impl Needed {
    pub fn has(&self, path: &str) -> bool {
        match self {
            Self::All => true,
            Self::Some(paths) => paths.contains(path),
        }
    }

    /// What is needed to read the file `first`, a Chinese path, with its twin; `paths` are the files of the course without its folder.
    pub fn of(files: &Files, course: &str, paths: &[&str], first: &str) -> Self {
        let inside = first.strip_prefix(course).and_then(|rest| rest.strip_prefix('/')).unwrap_or_default();
        if inside.starts_with("assessments/") {
            return Self::All;
        }
        let text = both(files, first);
        let ids: HashSet<&str> = ids(&text).collect();
        let is_named = |path: &str| match path.strip_prefix("media/") {
            Some(name) => text.contains(name.split('.').next().unwrap_or(name)),
            None => text.contains(path.rsplit('/').next().unwrap_or(path)),
        };
        let shares = |path: &str| self::ids(&both(files, path)).any(|id| ids.contains(id));
        let is_text = |path: &str| path.ends_with(".md") && !path.ends_with(".en.md") && !path.starts_with("media/");
        let mut needed = BTreeSet::from([first.to_string()]);
        for path in paths {
            let full = format!("{course}/{path}");
            if is_named(path) || is_text(path) && shares(&full) {
                needed.insert(full);
            }
        }
        // a figure that is not there is named beside those that are
        if misses_figure(&text, paths) {
            needed.extend(paths.iter().filter(|path| path.starts_with("media/")).map(|path| format!("{course}/{path}")));
        }
        Self::Some(needed)
    }
}

/// A text and its twin.
fn both(files: &Files, first: &str) -> String {
    let text = |path: &str| files.get(path).map_or(Cow::Borrowed(""), String::from_utf8_lossy);
    [text(first), text(&twin(first))].join("\n")
}

/// The ids that lines of headings may give, and words that look like one.
fn ids(text: &str) -> impl Iterator<Item = &str> {
    let headings = text.lines().filter(|line| line.trim_start().starts_with('#'));
    headings
        .flat_map(|line| line.split('#').skip(1))
        .map(|rest| {
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '}' | '.' | ',')).unwrap_or(rest.len());
            rest.get(..end).unwrap_or_default()
        })
        .filter(|id| !id.is_empty())
}

fn misses_figure(text: &str, paths: &[&str]) -> bool {
    let name = |rest: &str| {
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | '"' | '>' | '`')).unwrap_or(rest.len());
        format!("media/{}", rest.get(..end).unwrap_or_default())
    };
    text.split("media/").skip(1).map(name).any(|named| !paths.contains(&named.as_str()))
}
