//! Every course of the demonstration is a book that holds together.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use quick_xml::{Reader, events::Event};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _},
    path::Path,
};
use zhixing_book::{Book, BookWords, epub};
use zhixing_courseware::Files;
use zhixing_domain::{course::Piece, lang::Lang, library::Library};
use zip::{CompressionMethod, ZipArchive};

const WORDS: BookWords = BookWords { contents: "目录", practice: "练习", answer: "在网页上作答" };

fn demonstration() -> Library {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let (mut files, mut waiting) = (Files::default(), vec![root.clone()]);
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            if path.is_dir() {
                waiting.push(path);
            } else if name.contains('/') {
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    zhixing_courseware::read(&files).0
}

fn members(library: &Library, course: usize, lang: Lang) -> BTreeMap<String, Vec<u8>> {
    let course = &library.courses[course];
    let book = Book { course, lang, site_url: "https://exam.example", publisher: "知行", modified: "2026-11-29T00:00:00Z", words: WORDS };
    let mut archive = ZipArchive::new(Cursor::new(epub(&book, library).unwrap())).unwrap();
    let first = archive.by_index(0).unwrap();
    assert_eq!((first.name(), first.compression()), ("mimetype", CompressionMethod::Stored));
    drop(first);
    let mut members = BTreeMap::new();
    for n in 0..archive.len() {
        let mut file = archive.by_index(n).unwrap();
        let mut bytes = vec![];
        file.read_to_end(&mut bytes).unwrap();
        members.insert(file.name().to_string(), bytes);
    }
    members
}

/// The values of `href` and `src` in a document that is well-formed.
fn addresses(name: &str, text: &str) -> Vec<String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut found = vec![];
    loop {
        match reader.read_event().unwrap_or_else(|e| panic!("{name}: {e}\n{text}")) {
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap_or_else(|e| panic!("{name}: {e}"));
                    if matches!(attribute.key.as_ref(), "href" | "src") {
                        found.push(attribute.value.into_owned());
                    }
                }
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn every_chapter_is_xml_and_leads_to_what_is_in_the_book_or_on_the_web() {
    let library = demonstration();
    assert!(library.courses.len() >= 2);
    for (course, lang) in (0..library.courses.len()).flat_map(|c| Lang::ALL.map(|l| (c, l))) {
        let members = members(&library, course, lang);
        let texts = members.iter().filter(|(name, _)| name.ends_with(".xhtml") || name.ends_with(".opf") || name.ends_with(".xml"));
        for (name, bytes) in texts {
            let inside = name.starts_with("book/");
            for address in addresses(name, std::str::from_utf8(bytes).unwrap()).iter().filter(|a| inside && !a.starts_with('#')) {
                let there =
                    address.starts_with("https://") || members.contains_key(&format!("book/{}", address.split('#').next().unwrap()));
                assert!(there, "{name}: {address}");
            }
        }
        assert_eq!(members.keys().filter(|n| n.ends_with(".xhtml")).count(), library.courses[course].lessons.len() + 2);
        assert!(members.keys().any(|name| name.starts_with("book/media/")));
    }
}

#[test]
fn a_book_asks_and_never_tells_the_key() {
    let library = demonstration();
    let members = members(&library, 0, Lang::Zh);
    let text: String = members.values().filter_map(|b| std::str::from_utf8(b).ok()).collect();
    let course = &library.courses[0];
    let mut asked = 0;
    for piece in course.lessons.iter().flat_map(|l| &l.body.zh.pieces) {
        let Piece::Practice(key) = piece else { continue };
        let words = &course.item(key).unwrap().wording.zh;
        asked += usize::from(text.contains(&words.title));
        let told = words.feedback.iter().flatten().chain(&words.explanation).find(|html| text.contains(html.as_str()));
        assert!(told.is_none(), "{key}: {told:?}");
    }
    assert!(asked > 10, "{asked}");
    assert!(!text.contains("data-gap") && text.contains("在网页上作答"));
}
