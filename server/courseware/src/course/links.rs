//! Links between the lessons of a course, checked when all of them were read.

use crate::{
    problem::{ContentProblem, PageFault, nearest},
    reader::CourseReader,
    text::short,
};
use std::collections::{BTreeMap, BTreeSet};

/// The ids of each lesson's headings, by path and language.
pub(super) type Pages = BTreeMap<String, BTreeMap<&'static str, BTreeSet<String>>>;

pub(super) fn check(reader: &mut CourseReader, pages: &Pages) {
    let names: Vec<String> = pages.keys().map(|p| p.rsplit('/').next().unwrap_or_default().to_string()).collect();
    let mut broken = 0;
    for (path, lang, link) in std::mem::take(&mut reader.links) {
        let own = path.strip_suffix(".en.md").map_or_else(|| path.clone(), |p| format!("{p}.md"));
        let target = link.file.as_ref().map_or(own, |file| format!("{}/{file}", reader.course));
        let fault = match (pages.get(&target), &link.file) {
            (None, Some(file)) => {
                broken += 1;
                Some(PageFault::BrokenLink { to: short(file, 80), known: nearest(file, names.iter(), broken) })
            }
            (page, _) => link.fragment.as_ref().and_then(|fragment| {
                let ids = page.and_then(|p| p.get(lang.code()).or_else(|| p.get(reader.own.code())));
                (!ids.is_some_and(|ids| ids.contains(fragment))).then(|| {
                    broken += 1;
                    PageFault::BrokenFragment { to: short(fragment, 80), known: nearest(fragment, ids.into_iter().flatten(), broken) }
                })
            }),
        };
        reader.problems.extend(fault.map(|fault| ContentProblem::new(&path, link.line, fault)));
    }
}
