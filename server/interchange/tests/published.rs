//! What courseware makes of an import.

use std::collections::BTreeSet;
use zhixing_courseware::{Files, Severity, read};
use zhixing_domain::{lang::Lang, question::Item};
use zhixing_interchange::{Import, course};

/// What courseware reads of an import: its items, and the errors that keep it from being published.
pub fn published(imports: &[Import]) -> (Vec<Item>, Vec<String>) {
    let mut files = Files::default();
    files.insert("c/course.md", "+++\ntitle = \"x\"\nsummary = \"x\"\nenglish = false\n+++\n");
    for (path, bytes) in course(imports, BTreeSet::new()).0 {
        files.insert(format!("c/{path}"), bytes);
    }
    let (library, problems) = read(&files);
    let errors = problems.iter().filter(|p| p.severity() == Severity::Error).map(|p| p.text(Lang::En)).collect();
    let items = library.courses.iter().flat_map(|c| &c.items).map(|item| Item::clone(item)).collect();
    (items, errors)
}
