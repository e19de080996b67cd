//! The content that ships, and the little course that tests sit, read without a problem, and items read again from their sources.

use crate::support::{content, files, little, texts};
use zhixing_courseware::Files;
use zhixing_domain::lang::Lang;

#[test]
fn the_content_has_no_problems() {
    for folder in [content(), little()] {
        let (library, problems) = zhixing_courseware::read(&files(&folder));
        assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), texts(&problems, Lang::En));
        assert!(!library.courses.is_empty());
    }
}

#[test]
fn an_item_read_from_its_source_is_the_same() {
    let (library, _) = zhixing_courseware::read(&files(&content()));
    for item in library.courses.iter().flat_map(|c| &c.items) {
        assert_eq!(zhixing_courseware::item(&item.source).as_ref(), Some(&**item), "{}", item.key);
    }
}

#[test]
fn reading_twice_gives_the_same_digest_and_versions() {
    let versions = || {
        let (library, _) = zhixing_courseware::read(&files(&content()));
        let items: Vec<_> = library.courses.iter().flat_map(|c| &c.items).map(|i| i.version.clone()).collect();
        (library.digest, items)
    };
    assert_eq!(versions(), versions());
}

#[test]
fn a_page_of_the_site_is_another_version_when_other_words_are_read_or_where_its_author_says_so() {
    let digest = |front: &str, body: &str| {
        let mut files = Files::default();
        files.insert("pages/privacy.md", format!("+++\ntitle = \"隐私\"\nsummary = \"说明\"\nenglish = false\n{front}+++\n\n{body}\n"));
        let (library, problems) = zhixing_courseware::read(&files);
        assert!(!problems.iter().any(|p| p.path.starts_with("pages/")), "{}", texts(&problems, Lang::En));
        library.page("privacy").expect("a page").digest.clone()
    };
    let plain = digest("", "We keep what you type.");
    assert_eq!(digest("# a note of the author\n", "We keep\nwhat you type."), plain, "the same is read");
    assert_ne!(digest("", "We keep all that you type."), plain);
    let edition = digest("edition = \"1\"\n", "We keep what you type.");
    assert_eq!(digest("edition = \"1\"\n", "We keep what you type in."), edition, "the same meaning");
    assert_ne!(digest("edition = \"2\"\n", "We keep what you type."), edition);
}

#[test]
fn a_course_that_says_that_it_has_no_english_is_not_asked_for_it() {
    let course = |english: &str| {
        let mut files = Files::default();
        files.insert("course/course.md", format!("+++\ntitle = \"课\"\nsummary = \"一门课\"\n{english}+++\n"));
        for name in ["course/010-first.md", "course/020-second.md"] {
            files.insert(name, format!("+++\ntitle = \"{name}\"\nsummary = \"一节\"\nminutes = 45\n+++\n\n一段文字。\n"));
        }
        files.insert(
            "standards/trade.md",
            format!("+++\ntitle = \"业\"\nsummary = \"一业\"\ncode = \"1\"\nedition = \"2\"\n{english}+++\n"),
        );
        let problems = zhixing_courseware::read(&files).1;
        problems.iter().filter(|p| p.code() == "missing-twin").count()
    };
    assert_eq!(["", "english = true\n", "english = false\n"].map(course), [4, 4, 0]);
}
