//! The numbers that a field accepts: the rules are asked at every number that they speak of, and between.

use super::judge::Judge;
use crate::{
    Accepted, MarkedNumber,
    qti::{Desk, words},
};

/// What may be typed into a field, as far as the item speaks of it.
pub fn typed(judge: &super::Scoring, id: &str) -> Vec<String> {
    let Some(declared) = judge.response(id) else { return vec![] };
    let mut all = declared.correct.clone();
    all.extend(declared.mapping.iter().flat_map(|m| m.entries.iter().map(|e| e.key.clone())));
    all.extend(judge.constants());
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|text| !text.is_empty() && seen.insert(text.clone()));
    all.truncate(400);
    all
}

/// The numbers that earn something.
pub fn accepted(judge: &Judge, id: &str, line: usize, desk: &mut Desk) -> Vec<Accepted<MarkedNumber>> {
    let right: Option<f64> = judge.right(id).first().and_then(|r| r.trim().parse().ok());
    let mut marks: Vec<f64> = typed(judge.scoring, id).iter().filter_map(|t| t.parse().ok()).filter(|n: &f64| n.is_finite()).collect();
    marks.extend(right);
    let said = marks.clone();
    marks.extend(judge.scoring.ends(right));
    marks.sort_by(f64::total_cmp);
    marks.dedup();
    marks.truncate(200);
    let worth = |n: f64| judge.worth(id, &[n.to_string()]);
    let full = |n: f64| worth(n) > 1.0 - 1e-6;
    let (Some(first), Some(last)) = (marks.first().copied(), marks.last().copied()) else { return vec![] };
    let far = 1.0 + last.abs().max(first.abs());
    if full(first - far) && full(last + far) {
        return vec![Accepted::full(MarkedNumber::Any)];
    }
    if full(first - far) || full(last + far) {
        // open at one end: as far as anybody counts
        desk.told.push(words::open_range(line));
    }
    // every mark and every place between two, from left to right, with the ends it would give to a range
    let mut places = vec![(first - far, (-1e15, first))];
    for (n, mark) in marks.iter().enumerate() {
        places.push((*mark, (*mark, *mark)));
        let next = marks.get(n + 1).copied();
        places.push((next.map_or(mark + far, |next| (mark + next) / 2.0), (*mark, next.unwrap_or(1e15))));
    }
    let mut out: Vec<Accepted<MarkedNumber>> = vec![];
    let mut range: Option<(f64, f64)> = None;
    for (at, (low, high)) in places {
        if full(at) {
            range = Some(range.map_or((low, high), |(begin, end): (f64, f64)| (begin, end.max(high))));
        } else if let Some((low, high)) = range.take() {
            out.push(Accepted::full(mark(low, high, &said)));
        }
    }
    if let Some((low, high)) = range {
        out.push(Accepted::full(mark(low, high, &said)));
    }
    // numbers that are worth a part of it
    let part = |n: &f64| Some((*n, worth(*n))).filter(|(n, w)| *w > 1e-6 && !full(*n));
    out.extend(marks.iter().filter_map(part).map(|(n, worth)| Accepted {
        answer: MarkedNumber::Around { value: n, tolerance: 0.0 },
        worth,
        feedback: None,
    }));
    out
}

/// A range as its author would say it: around one of the numbers that are said, where that is its middle.
fn mark(low: f64, high: f64, said: &[f64]) -> MarkedNumber {
    let clean = |n: f64| (n * 1e9).round() / 1e9;
    let middle = |value: &&f64| (**value - low - (high - **value)).abs() <= 1e-9 * value.abs().max(1.0) && **value >= low;
    match said.iter().find(middle) {
        Some(value) => MarkedNumber::Around { value: *value, tolerance: clean((high - low) / 2.0) },
        None if low == high => MarkedNumber::Around { value: low, tolerance: 0.0 },
        None => MarkedNumber::Between { low, high },
    }
}
