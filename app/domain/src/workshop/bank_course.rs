//! A bank as a small course of its own, to be given to others: with what its items show, the standard that they name and the rights of its course.

use super::{
    figures, front,
    place::{self, MEDIA, STANDARDS},
};
use crate::{
    media::{Beside, kind_of},
    package::ORIGIN,
};
use std::collections::{BTreeMap, BTreeSet};

/// The folder of that course and its files, of those of a course and the standards; nothing where there is no such bank.
pub fn alone(files: &BTreeMap<String, Vec<u8>>, course: &str, bank: &str) -> Option<(String, BTreeMap<String, Vec<u8>>)> {
    let text = |path: String| files.get(&path).and_then(|bytes| std::str::from_utf8(bytes).ok());
    let banks = [format!("items/{bank}.md"), format!("items/{bank}.en.md")];
    files.get(&format!("{course}/{}", banks[0]))?;
    let texts: Vec<&str> = banks.iter().filter_map(|path| text(format!("{course}/{path}"))).collect();
    let shown = figures::shown(texts.iter().copied());
    let beside = shown.iter().filter(|name| kind_of(name).is_some_and(|kind| kind.is_played())).flat_map(|name| {
        let beside = Beside::of(name, false);
        beside.names().map(String::from).collect::<Vec<_>>()
    });
    let media: BTreeSet<String> = beside.chain(shown.iter().map(|name| (*name).to_string())).collect();
    let named = banks.iter().cloned().chain([ORIGIN.to_string()]).chain(media.into_iter().map(|name| format!("{MEDIA}/{name}")));
    let folder = format!("{course}-{bank}");
    let mut own: BTreeMap<String, Vec<u8>> = named
        .filter_map(|path| Some((format!("{folder}/{path}"), files.get(&format!("{course}/{path}"))?.clone())))
        .chain(files.iter().filter(|(path, _)| place::course_of(path) == STANDARDS).map(|(path, bytes)| (path.clone(), bytes.clone())))
        .collect();
    for (head, bank) in ["course.md", "course.en.md"].into_iter().zip(&banks) {
        let Some(about) = text(format!("{course}/{head}")) else { continue };
        let title = text(format!("{course}/{bank}")).and_then(front::title);
        let about = title.map_or_else(|| about.to_string(), |title| front::with_title(about, &title));
        own.insert(format!("{folder}/{head}"), about.into_bytes());
    }
    Some((folder, own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bank_alone_has_its_own_title_and_what_it_shows() {
        let files = [
            ("c/course.md", "+++\ntitle = \"Course\"\nlicense = \"CC0-1.0\"\n+++\n"),
            ("c/010-first.md", "![x](media/b.png)"),
            ("c/items/one.md", "+++\ntitle = \"One\"\n+++\n\n### ? {#a}\n\n![x](media/a.png)\n"),
            ("c/items/two.md", "+++\n+++\n"),
            ("c/media/a.png", "a"),
            ("c/media/b.png", "b"),
            ("standards/s.md", "s"),
        ];
        let files = files.map(|(path, text)| (path.to_string(), text.as_bytes().to_vec())).into_iter().collect();
        let (folder, own) = alone(&files, "c", "one").expect("there");
        let paths: Vec<&str> = own.keys().map(String::as_str).collect();
        assert_eq!(folder, "c-one");
        assert_eq!(paths, ["c-one/course.md", "c-one/items/one.md", "c-one/media/a.png", "standards/s.md"]);
        assert_eq!(own["c-one/course.md"], b"+++\ntitle = \"One\"\nlicense = \"CC0-1.0\"\n+++\n");
        assert!(alone(&files, "c", "three").is_none());
    }
}
