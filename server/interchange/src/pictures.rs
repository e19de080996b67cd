//! Pictures that come along with a bank: each once, under a name that a file in `media/` may have.

use crate::{BankPicture, Bundle};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, btree_map::Entry},
    hash::{BuildHasher as _, RandomState},
    sync::Arc,
};
use zhixing_courseware::picture_kind;

/// The most bytes of a picture in a course.
const MOST_BYTES: usize = 2 << 20;

#[derive(Debug, Default)]
pub(crate) struct Pictures {
    pub found: Vec<BankPicture>,
    /// One came when no more were taken.
    pub is_full: bool,
    /// How many are taken; without a number all are.
    most: Option<usize>,
    names: BTreeMap<String, usize>,
    /// What was answered for each file of the bundle, refusals too.
    answers: HashMap<String, Option<String>>,
    /// How often each name was given, with a number or without.
    given: BTreeMap<String, usize>,
    /// The places of those whose bytes have the same hash.
    places: HashMap<u64, Vec<usize>>,
    hashes: RandomState,
    /// The paths of the bundle from their ends, so that one is found by its last parts.
    ends: Option<BTreeSet<String>>,
}

impl Pictures {
    pub fn at_most(most: usize) -> Self {
        Self { most: Some(most), ..Self::default() }
    }

    /// Takes a picture; gives its name in `media/`, or nothing where it is none that a course shows.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Option<String> {
        let kind = Some(bytes).filter(|bytes| bytes.len() <= MOST_BYTES).and_then(kind)?;
        let hash = self.hashes.hash_one(bytes);
        let alike = self.places.get(&hash).into_iter().flatten().filter_map(|place| self.found.get(*place));
        if let Some(same) = alike.into_iter().find(|p| p.bytes.as_slice() == bytes) {
            return Some(same.name.clone());
        }
        if self.most.is_some_and(|most| self.found.len() >= most) {
            self.is_full = true;
            return None;
        }
        let name = self.name(name, kind);
        self.places.entry(hash).or_default().push(self.found.len());
        self.found.push(BankPicture { name: name.clone(), bytes: Arc::new(bytes.into()) });
        Some(name)
    }

    /// A name that no other has.
    fn name(&mut self, name: &str, kind: &str) -> String {
        let base = name.rsplit('/').next().unwrap_or_default();
        let base = base.rsplit_once('.').map_or(base, |(base, _)| base);
        let slug = crate::slug::of(base, "picture");
        let given = self.given.entry(format!("{slug}.{kind}")).or_default();
        loop {
            *given += 1;
            let name = if *given == 1 { format!("{slug}.{kind}") } else { format!("{slug}-{given}.{kind}") };
            if let Entry::Vacant(free) = self.names.entry(name.clone()) {
                free.insert(self.found.len());
                return name;
            }
        }
    }

    /// Takes a file of the bundle; it is looked at once, however often it is shown.
    pub fn add_file(&mut self, path: &str, bytes: &[u8]) -> Option<String> {
        if let Some(answer) = self.answers.get(path) {
            return answer.clone();
        }
        let answer = self.add(path, bytes);
        self.answers.insert(path.into(), answer.clone());
        answer
    }

    /// The place of a picture among all, by its name.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }

    /// Takes a picture that is written in base64.
    pub fn add_base64(&mut self, name: &str, text: &str) -> Option<String> {
        if text.len() > 2 * MOST_BYTES {
            return None;
        }
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        self.add(name, &STANDARD.decode(text).ok()?)
    }

    /// Takes the picture of an address: one that holds it (`data:`), or the path of a file of the bundle.
    pub fn of_address(&mut self, address: &str, bundle: &Bundle) -> Option<String> {
        if let Some(data) = address.strip_prefix("data:") {
            return self.add_base64("picture", data.split_once(";base64,")?.1);
        }
        let wanted = percent(address);
        let path = self.path(&wanted, bundle).or_else(|| self.path(&percent(address.split(['?', '#']).next()?), bundle))?;
        bundle.0.get(&path).and_then(|bytes| self.add_file(&path, bytes))
    }

    /// The path of a file of the bundle by its address.
    fn path(&mut self, wanted: &str, bundle: &Bundle) -> Option<String> {
        let wanted = wanted.trim_start_matches("./").trim_start_matches("../");
        if bundle.0.contains_key(wanted) { Some(wanted.into()) } else { self.ending(wanted, bundle) }
    }

    /// The path that ends so. A reader has one bundle: its paths are turned once.
    fn ending(&mut self, wanted: &str, bundle: &Bundle) -> Option<String> {
        let turned = |path: &str| path.chars().rev().collect::<String>();
        let ends = self.ends.get_or_insert_with(|| bundle.0.keys().map(|path| turned(path)).collect());
        let end = turned(wanted) + "/";
        ends.range(end.clone()..).next().filter(|path| path.starts_with(&end)).map(|path| turned(path))
    }
}

/// `%20` and the like as they are in names.
pub(crate) fn percent(text: &str) -> String {
    let mut bytes = vec![];
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let hex = behind.get(..2).and_then(|two| std::str::from_utf8(two).ok()).and_then(|two| u8::from_str_radix(two, 16).ok());
        match hex.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = behind.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn kind(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Some("jpg");
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some("webp");
    }
    picture_kind(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(n: usize) -> Vec<u8> {
        [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01", n.to_string().as_bytes()].concat()
    }

    #[test]
    fn each_picture_has_one_name_and_no_two_the_same() {
        let mut pictures = Pictures::default();
        let names = ["a/x.png", "x-2.png", "b/x.png", "x.png"].into_iter().enumerate().map(|(n, name)| pictures.add(name, &png(n)));
        assert_eq!(names.flatten().collect::<Vec<_>>(), ["x.png", "x-2.png", "x-3.png", "x-4.png"]);
        assert_eq!(pictures.add("y.png", &png(2)).as_deref(), Some("x-3.png"));
    }

    #[test]
    fn no_more_are_taken_than_may_be_and_those_that_are_there_stay() {
        let mut pictures = Pictures::at_most(2);
        assert_eq!([0, 1, 2, 0].map(|n| pictures.add("x", &png(n)).is_some()), [true, true, false, true]);
        assert!(pictures.is_full && pictures.found.len() == 2);
    }

    #[test]
    fn a_file_is_found_by_the_end_of_its_path() {
        let bundle = Bundle([("word/media/图.png", 1), ("x.png", 2), ("a/x.png", 3)].map(|(path, n)| (path.into(), png(n))).into());
        let mut pictures = Pictures::default();
        for (address, n) in
            [("../media/%E5%9B%BE.png", Some(1)), ("x.png", Some(2)), ("a/x.png", Some(3)), ("dia/图.png", None), ("y.png", None)]
        {
            let name = pictures.of_address(address, &bundle);
            let bytes = name.and_then(|name| pictures.found.iter().find(|p| p.name == name)).map(|p| p.bytes.to_vec());
            assert_eq!(bytes, n.map(png), "{address}");
        }
    }

    /// Each with each would be fifty million looks at names, and as many at bytes.
    #[test]
    fn ten_thousand_pictures_of_one_name_come_in() {
        let mut pictures = Pictures::default();
        (0..10_000).for_each(|n| drop(pictures.add("x.png", &png(n))));
        assert_eq!(pictures.found.last().map(|p| p.name.as_str()), Some("x-10000.png"));
    }

    #[test]
    fn a_file_is_looked_at_once_also_where_it_is_refused() {
        let bundle = |bytes: &[u8]| Bundle([("x.svg".to_string(), bytes.to_vec())].into());
        let (none, good) = (bundle(b"<svg><script/></svg>"), bundle(b"<svg viewBox='0 0 1 1'/>"));
        let mut pictures = Pictures::default();
        assert_eq!([&none, &good].map(|bundle| pictures.of_address("x.svg", bundle)), [None, None], "the first answer stays");
        let mut pictures = Pictures::default();
        let names = [&good, &none].map(|bundle| pictures.of_address("x.svg", bundle));
        assert_eq!(names, [Some("x.svg".into()), Some("x.svg".into())]);
    }

    /// Before anything is read of it: an SVG would be gone through to its end.
    #[test]
    fn what_is_too_large_is_no_picture() {
        let large = [b"<svg viewBox='0 0 1 1'>".as_slice(), &vec![b' '; MOST_BYTES], b"</svg>"].concat();
        assert_eq!(Pictures::default().add("x.svg", &large), None);
        assert_eq!(Pictures::default().add_base64("x.png", &"A".repeat(2 * MOST_BYTES + 1)), None);
    }
}
