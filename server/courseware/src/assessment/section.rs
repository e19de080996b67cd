//! Sections of a plan: their words, limits and ways, and the draws that fill them.

use crate::{
    front::Front,
    problem::{Log, PlanFault, TwinFault},
};
use zhixing_domain::{
    assessment::{Draw, Outline, Section},
    lang::Bilingual,
    time::Span,
};

const KEYS: [&str; 4] = ["title", "minutes", "navigation", "draw"];
/// QTI's words: item by item with no way back, or freely.
const WAYS: [(&str, bool); 2] = [("linear", true), ("nonlinear", false)];

/// The draws of a plan in the order of the paper: its own, or those of its sections.
pub(super) fn draws<'t>(front: &Front<'t>, log: &mut Log) -> Vec<Front<'t>> {
    let sections = front.tables("section", log);
    if sections.is_empty() {
        return front.tables("draw", log);
    }
    if front.has("draw") {
        log.add(front.line_of("draw"), PlanFault::DrawOutside);
    }
    sections.iter().flat_map(|section| section.tables("draw", log)).collect()
}

/// The titles in the twin, with the line of the first section.
pub(super) fn titles(front: &Front, log: &mut Log) -> (usize, Vec<String>) {
    let tables = front.tables("section", log);
    let title = |section: &Front| {
        section.only_words(&["title"], &KEYS, log);
        section.words("title", "\"Part one: choices\"", log)
    };
    (front.line_of("section"), tables.iter().map(title).collect())
}

/// Whether a twin has as many sections.
pub(super) fn check_twin(outline: &Outline, line: usize, titles: &[String], log: &mut Log) {
    let zh = outline.0.iter().filter(|s| !s.title.zh.is_empty()).count();
    if zh != titles.len() {
        log.add(line, TwinFault::PlanSections { zh, en: titles.len() });
    }
}

/// Reads the sections; `draws` are all draws of the plan in their order, `en` the titles in the twin.
pub(super) fn read(front: &Front, draws: &[Draw], en: &[String], log: &mut Log) -> Outline {
    let linear = front.choice("navigation", &WAYS, log).unwrap_or(false);
    let count = |draws: &[Draw]| draws.iter().flat_map(|d| d.counts).map(usize::from).sum();
    let tables = front.tables("section", &mut Log::new("", log.lang));
    if tables.is_empty() {
        let whole = Section { items: count(draws), linear, ..Section::default() };
        return Outline(if linear { vec![whole] } else { vec![] });
    }
    let mut rest = draws;
    let mut sections = vec![];
    for (place, table) in tables.iter().enumerate() {
        table.only(&KEYS, log);
        let words = table.words("title", ["第一部分 选择题", "Part one: choices"], log);
        let title = Bilingual::new(words, en.get(place).cloned()).written_in(log.lang);
        let minutes = table.number("minutes", (1, 600), log);
        // the problems of the tables themselves were told when they were read
        let own = table.tables("draw", &mut Log::new("", log.lang)).len();
        if own == 0 {
            log.add(table.line, PlanFault::EmptySection);
        }
        let (mine, others) = rest.split_at(own.min(rest.len()));
        rest = others;
        let linear = table.choice("navigation", &WAYS, log).unwrap_or(linear);
        sections.push(Section { title, limit: minutes.map(Span::from_minutes), linear, items: count(mine) });
    }
    if let Some(whole) = front.number("minutes", (1, 600), &mut Log::new("", log.lang)) {
        time(&sections, whole, tables.first().map_or(1, |t| t.line), log);
    }
    Outline(sections)
}

/// With a limit in every section they make up the whole; else something is left for those without.
fn time(sections: &[Section], whole: i64, line: usize, log: &mut Log) {
    let limits: Vec<i64> = sections.iter().filter_map(|s| s.limit.map(Span::minutes)).collect();
    let sum: i64 = limits.iter().sum();
    let fits = if limits.len() == sections.len() { sum == whole } else { sum < whole };
    if !limits.is_empty() && !fits {
        log.add(line, PlanFault::SectionMinutes { sum: sum.unsigned_abs(), whole: whole.unsigned_abs() });
    }
}
