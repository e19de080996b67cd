//! Folders to files, for tests.
#![allow(dead_code, clippy::unwrap_used)]

use std::{
    fs,
    path::{Path, PathBuf},
};
use zhixing_courseware::{ContentProblem, Files};
use zhixing_domain::lang::Lang;

/// What a course's and a lesson's file begin with, before the keys of their own.
pub const HEAD: &str = "+++\ntitle = \"课\"\nsummary = \"一课\"\n";

pub fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content")
}

/// The little course of stories, browser tests and attacks.
pub fn little() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/content")
}

/// All files below `root`.
pub fn files(root: &Path) -> Files {
    let mut files = Files::default();
    walk(root, "", &mut files);
    files
}

fn walk(folder: &Path, prefix: &str, files: &mut Files) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        let path = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        if entry.path().is_dir() {
            walk(&entry.path(), &path, files);
        } else {
            files.insert(path, fs::read(entry.path()).unwrap());
        }
    }
}

pub fn texts(problems: &[ContentProblem], lang: Lang) -> String {
    problems.iter().map(|p| p.text(lang) + "\n").collect()
}

/// A publication with one course that has this bank.
pub fn bank(zh: &str, en: Option<&str>) -> Files {
    let mut files: Files = [
        ("course/course.md", "+++\ntitle = \"课\"\nsummary = \"一课\"\n+++\n"),
        ("course/course.en.md", "+++\ntitle = \"Course\"\nsummary = \"A course\"\n+++\n"),
        ("course/items/bank.md", zh),
    ]
    .into_iter()
    .collect();
    if let Some(en) = en {
        files.insert("course/items/bank.en.md", en);
    }
    files
}
