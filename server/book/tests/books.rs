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
        holds_together(&members);
        assert_eq!(members.keys().filter(|n| n.ends_with(".xhtml")).count(), library.courses[course].lessons.len() + 2);
        assert!(members.keys().any(|name| name.starts_with("book/media/")));
    }
}

/// What its documents lead to is there, and what is there stands in its list.
fn holds_together(members: &BTreeMap<String, Vec<u8>>) {
    let texts = members.iter().filter(|(name, _)| name.ends_with(".xhtml") || name.ends_with(".opf") || name.ends_with(".xml"));
    for (name, bytes) in texts {
        let inside = name.starts_with("book/");
        for address in addresses(name, std::str::from_utf8(bytes).unwrap()).iter().filter(|a| inside && !a.starts_with('#')) {
            let there = address.starts_with("https://") || members.contains_key(&format!("book/{}", address.split('#').next().unwrap()));
            assert!(there, "{name}: {address}");
        }
    }
    let list = addresses("package.opf", std::str::from_utf8(&members["book/package.opf"]).unwrap());
    for name in members.keys().filter_map(|name| name.strip_prefix("book/")).filter(|name| *name != "package.opf") {
        assert!(list.iter().any(|listed| listed == name), "{name}");
    }
}

/// A course whose lessons are called as the pages of a book are.
fn awkward() -> Library {
    let lesson = |text: &str| format!("+++\ntitle = \"课\"\n+++\n\n{text}\n");
    let files = [
        ("c/course.md", "+++\ntitle = \"课程\"\nsummary = \"短课\"\nenglish = false\n+++\n\n开头 $x^2$。\n".to_string()),
        ("c/010-opening.md", lesson("见[下一课](020-nav.md)。\n\n![图](media/a.svg)")),
        ("c/020-nav.md", lesson("见[上一课](010-opening.md)。")),
        ("c/media/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>".to_string()),
        ("c/media/b.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>".to_string()),
    ];
    let mut all = Files::default();
    for (path, text) in files {
        all.insert(path, text);
    }
    zhixing_courseware::read(&all).0
}

#[test]
fn lessons_may_be_called_as_the_pages_of_a_book_are() {
    let members = members(&awkward(), 0, Lang::Zh);
    holds_together(&members);
    let text = |name: &str| String::from_utf8(members[name].clone()).unwrap();
    assert!(text("book/c-opening.xhtml").contains("<a href=\"c-nav.xhtml\">"), "{}", text("book/c-opening.xhtml"));
    assert!(text("book/c-nav.xhtml").contains("<a href=\"c-opening.xhtml\">"));
    assert!(text("book/nav.xhtml").contains("<a href=\"opening.xhtml\">"));
    assert!(text("book/c-opening.xhtml").contains("src=\"media/a.svg\"") && !members.contains_key("book/media/b.svg"));
}

#[test]
fn a_document_with_a_formula_says_so_in_the_list() {
    let members = members(&awkward(), 0, Lang::Zh);
    let list = std::str::from_utf8(&members["book/package.opf"]).unwrap();
    assert!(std::str::from_utf8(&members["book/opening.xhtml"]).unwrap().contains("<math"));
    let maths: Vec<&str> = list.split("<item ").filter(|item| item.contains("properties=\"mathml\"")).collect();
    assert!(maths.len() == 1 && maths[0].contains("href=\"opening.xhtml\""), "{list}");
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
