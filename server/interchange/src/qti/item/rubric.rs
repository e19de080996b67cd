//! What markers are told: the rubric of an essay.

use crate::{
    ForeignItem, ForeignKey,
    qti::{Desk, body, words, xml::Element},
};
use zhixing_domain::points::Points;

pub fn attach(item: &Element, made: &mut ForeignItem, desk: &mut Desk) {
    let rubrics: Vec<&Element> = item.named("rubricBlock").into_iter().filter(|r| !body::for_candidates(r)).collect();
    let Some(first) = rubrics.first() else { return };
    let ForeignKey::Essay(criteria) = &mut made.key else {
        if !first.plain().is_empty() {
            desk.told.push(words::rubric(first.line));
        }
        return;
    };
    for rubric in rubrics {
        match table(rubric) {
            Some(rows) => criteria.extend(rows),
            None => {
                let title = rubric.below().into_iter().find(|e| matches!(e.name.as_str(), "h1" | "h2" | "h3" | "h4"));
                let title_text = title.map(Element::plain).unwrap_or_default();
                let detail = rubric.plain();
                let detail = detail.strip_prefix(title_text.as_str()).unwrap_or(&detail).trim().to_string();
                let title = if title_text.is_empty() { "评分标准".into() } else { title_text };
                criteria.push((title, made.points.unwrap_or(Points::whole(1)), detail));
            }
        }
    }
}

/// A table of criterion, points and what earns them, as we write it.
fn table(rubric: &Element) -> Option<Vec<(String, Points, String)>> {
    let rows = rubric.named("tr");
    let row = |tr: &&Element| {
        let cells: Vec<String> = tr.all("td").map(Element::plain).collect();
        let [title, points, detail] = cells.as_slice() else { return None };
        let points: f64 = points.parse().ok().filter(|p| *p > 0.0 && *p <= 100.0)?;
        Some((title.clone(), Points::from_hundredths((points * 100.0).round() as i64), detail.clone()))
    };
    if rows.is_empty() { None } else { rows.iter().map(row).collect() }
}
