//! The content that ships, and the little course that tests sit, read without a problem, and items read again from their sources.

use crate::support::{content, files, little, texts};
use zhixing_courseware::{Files, Severity};
use zhixing_domain::{digest::sha256_hex, lang::Lang};

#[test]
fn the_content_has_no_problems() {
    for folder in [content(), little()] {
        let (library, problems) = zhixing_courseware::read(&files(&folder));
        assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), texts(&problems, Lang::En));
        assert!(!library.courses.is_empty());
    }
}

#[test]
fn headings_of_the_rules_of_an_exam_stand_under_a_title_of_its_page() {
    let (library, _) = zhixing_courseware::read(&files(&content()));
    let all: String = library.plans().flat_map(|(_, plan)| Lang::ALL.map(|lang| plan.rules.get(lang).as_str().to_string())).collect();
    assert!(all.contains("<h3") && !all.contains("<h2"), "{all}");
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
    assert_eq!(digest("", "We *keep*\nwhat [you](https://example.cn) type."), plain, "markup is no word");
    assert_ne!(digest("", "We keep all that you type."), plain);
    let edition = digest("edition = \"1\"\n", "We keep what you type.");
    assert_eq!(digest("edition = \"1\"\n", "We keep what you type in."), edition, "the same meaning");
    assert_ne!(digest("edition = \"2\"\n", "We keep what you type."), edition);
}

#[test]
fn a_page_of_the_site_that_says_the_same_is_what_it_was_called_before() {
    let page = |edition: &str| {
        let mut files = Files::default();
        let front = format!("title = \"隐私\"\nsummary = \"说明\"\n{edition}");
        files.insert("pages/privacy.md", format!("+++\n{front}+++\n\nedition = 1 is said in the text as well.\n"));
        files.insert("pages/privacy.en.md", "+++\ntitle = \"Privacy\"\nsummary = \"What\"\n+++\n\nHere.\n");
        let digests = ["pages/privacy.md", "pages/privacy.en.md"].map(|path| sha256_hex(&files.0[path])).join(" ");
        (zhixing_courseware::read(&files).0.page("privacy").expect("a page").clone(), sha256_hex(digests.as_bytes()))
    };
    let ((plain, before), (named, _)) = (page(""), page("edition = \"1\"\n"));
    assert!(plain.same.contains(&before), "as builds called it that had no editions");
    assert!(named.same.contains(&before) && named.same.contains(&plain.digest), "and once it has one");
}

#[test]
fn a_course_in_english_alone_is_read_as_english_and_has_no_version_beside() {
    let mut files = Files::default();
    files.insert(
        "tea/course.md",
        "+++\ntitle = \"Tea\"\nsummary = \"How to make it\"\nlanguage = \"en\"\n+++\n\nSee [the first](010-first.md#leaves).\n",
    );
    let lesson = "+++\ntitle = \"One\"\nsummary = \"Leaves\"\nminutes = 5\n+++\n\n\
        ## Leaves\n\nGreen ones.\n\n### Green? {#green .truefalse}\n\n- [x] True\n- [ ] False\n\n> Yes.\n";
    files.insert("tea/010-first.md", lesson);
    let (library, problems) = zhixing_courseware::read(&files);
    assert!(problems.is_empty(), "{problems:?}");
    let course = library.course("tea").expect("a course");
    let (title, item) = (course.title.title(Lang::Zh), course.item("green").expect("an item"));
    assert_eq!((title.text.as_str(), title.foreign, course.title.foreign(Lang::En)), ("Tea", Some(Lang::En), None));
    assert_eq!((item.wording.lang(Lang::Zh), course.lessons[0].body.foreign(Lang::En)), (Lang::En, None));
    // what is read from its source years later is the same
    assert_eq!(zhixing_courseware::item(&item.source).map(|item| item.wording.alone), Some(Lang::En));
    files.insert("tea/010-first.en.md", lesson);
    let codes: Vec<_> = zhixing_courseware::read(&files).1.iter().map(|p| p.code()).collect();
    assert_eq!(codes, ["twin-of-english"]);
    files.insert("tea/course.md", "+++\ntitle = \"Tea\"\nsummary = \"How\"\nlanguage = \"fr\"\n+++\n");
    assert!(zhixing_courseware::read(&files).1.iter().any(|p| p.code() == "unknown-value"));
}

#[test]
fn words_of_a_template_and_a_table_with_nothing_in_it_are_advised_against() {
    let mut files = Files::default();
    files.insert(
        "c/course.md",
        "+++\ntitle = \"课\"\nsummary = \"学什么，学完能做什么。\"\nenglish = false\n+++\n\n|  |  |\n|---|---|\n|  |  |\n",
    );
    let told: Vec<_> = zhixing_courseware::read(&files).1.iter().map(|p| (p.line, p.code(), p.severity())).collect();
    assert_eq!(told, [(3, "template-words", Severity::Warning), (7, "empty-table", Severity::Warning)]);
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
