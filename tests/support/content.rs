//! The little course of `tests/content`: an item of every type, an exam that ends in a certificate, a mock, a mock in parts.

use std::path::Path;
use zhixing_courseware::Files;

/// The course as it lies in the folder.
pub fn course() -> Files {
    zhixing::content::folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content")).expect("the little course")
}

/// The course with one file changed: what stood there the first time gives way to something else.
pub fn course_with(path: &str, was: &str, is: &str) -> Files {
    let mut files = course();
    let text = String::from_utf8(files.0[path].clone()).expect("a text");
    assert!(text.contains(was), "{path} does not say {was:?}");
    files.insert(path, text.replacen(was, is, 1));
    files
}
