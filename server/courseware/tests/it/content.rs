//! The content that ships, and the little course that tests sit, read without a problem, and items read again from their sources.

use crate::support::{content, files, little, texts};
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
