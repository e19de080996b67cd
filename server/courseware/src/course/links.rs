//! Links between the lessons of a course, checked when all of them were read.

use crate::{
    problem::{PageFault, Problem, known},
    room::Room,
};
use std::collections::{BTreeMap, BTreeSet};
use zhixing_domain::lang::Lang;

/// The ids of each lesson's headings, by path and language.
pub(super) type Pages = BTreeMap<String, BTreeMap<&'static str, BTreeSet<String>>>;

pub(super) fn check(room: &mut Room, pages: &Pages) {
    for (path, lang, link) in std::mem::take(&mut room.links) {
        let own = path.strip_suffix(".en.md").map_or_else(|| path.clone(), |p| format!("{p}.md"));
        let target = link.file.as_ref().map_or(own, |file| format!("{}/{file}", room.course));
        let fault = match (pages.get(&target), &link.file) {
            (None, Some(file)) => {
                let names = pages.keys().map(|p| p.rsplit('/').next().unwrap_or_default().to_string());
                Some(PageFault::BrokenLink { to: file.clone(), known: known(file, names) })
            }
            (page, _) => link.fragment.as_ref().and_then(|fragment| {
                let ids = page.and_then(|p| p.get(lang.code()).or_else(|| p.get(Lang::Zh.code())));
                let all: Vec<String> = ids.into_iter().flatten().cloned().collect();
                (!all.contains(fragment)).then(|| PageFault::BrokenFragment { to: fragment.clone(), known: known(fragment, all) })
            }),
        };
        room.problems.extend(fault.map(|fault| Problem { path: path.clone(), line: link.line, fault: fault.into() }));
    }
}
