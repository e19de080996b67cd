//! Links between the lessons of a course, checked when all of them were read.

use crate::{
    problem::{Known, PageFault, Problem, known},
    room::Room,
    text::short,
};
use std::collections::{BTreeMap, BTreeSet};
use zhixing_domain::lang::Lang;

/// The ids of each lesson's headings, by path and language.
pub(super) type Pages = BTreeMap<String, BTreeMap<&'static str, BTreeSet<String>>>;

pub(super) fn check(room: &mut Room, pages: &Pages) {
    let names: Vec<String> = pages.keys().map(|p| p.rsplit('/').next().unwrap_or_default().to_string()).collect();
    let mut broken = 0;
    for (path, lang, link) in std::mem::take(&mut room.links) {
        let own = path.strip_suffix(".en.md").map_or_else(|| path.clone(), |p| format!("{p}.md"));
        let target = link.file.as_ref().map_or(own, |file| format!("{}/{file}", room.course));
        let fault = match (pages.get(&target), &link.file) {
            (None, Some(file)) => {
                broken += 1;
                Some(PageFault::BrokenLink { to: short(file, 80), known: near(file, names.iter(), broken) })
            }
            (page, _) => link.fragment.as_ref().and_then(|fragment| {
                let ids = page.and_then(|p| p.get(lang.code()).or_else(|| p.get(Lang::Zh.code())));
                (!ids.is_some_and(|ids| ids.contains(fragment))).then(|| {
                    broken += 1;
                    PageFault::BrokenFragment { to: short(fragment, 80), known: near(fragment, ids.into_iter().flatten(), broken) }
                })
            }),
        };
        room.problems.extend(fault.map(|fault| Problem::new(&path, link.line, fault)));
    }
}

/// After so many broken links only the first of the known names are told: to compare each with all would take as long as both together.
const GUESSED: usize = 100;

fn near<'n>(written: &str, names: impl Iterator<Item = &'n String>, broken: usize) -> Known {
    if broken > GUESSED {
        return Known { guess: None, all: names.take(Known::SHOWN + 1).cloned().collect() };
    }
    known(written, names.take(2000))
}
