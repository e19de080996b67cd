//! The numbers that a field accepts: the rules are asked at every number that they speak of, and between.

use super::judge::Judge;
use crate::{
    Accepted, MarkedNumber,
    qti::{Desk, scoring::tidy, words},
};

/// What may be typed into a field, as far as the item speaks of it.
pub fn typed(scoring: &super::Scoring, id: &str) -> Vec<String> {
    let Some(declared) = scoring.response(id) else { return vec![] };
    let mut all = declared.correct.clone();
    all.extend(declared.mapping.iter().flat_map(|m| m.entries.iter().map(|e| e.key.clone())));
    all.extend(scoring.constants());
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|text| !text.is_empty() && seen.insert(text.clone()));
    all.truncate(400);
    all
}

/// The numbers worth trying: those that the item speaks of, and one between each two of them and beyond.
pub fn tried(scoring: &super::Scoring, id: &str) -> Vec<String> {
    let mut all = typed(scoring, id);
    if scoring.response(id).is_some_and(super::Declared::is_number) {
        let mut marks: Vec<f64> = all.iter().filter_map(|t| t.parse().ok()).filter(|n: &f64| n.is_finite()).collect();
        marks.sort_by(f64::total_cmp);
        let between = marks.windows(2).map(|w| (w[0] + w[1]) / 2.0);
        let beyond = [marks.first().map(|n| n - 1.0), marks.last().map(|n| n + 1.0)].into_iter().flatten();
        all.extend(between.chain(beyond).map(|n| n.to_string()));
    }
    all
}

/// An end of a range, which may not belong to it.
#[derive(Clone, Copy)]
struct End {
    at: f64,
    open: bool,
}

/// A number or a range that is asked about as one: where, and with which ends.
type Place = (f64, End, End);

/// The numbers that earn something.
/// The numbers at which what an answer earns may change, in order.
fn marks(said: &[f64], right: Option<f64>, judge: &Judge) -> Vec<f64> {
    let mut marks: Vec<f64> = said.iter().copied().chain(right).chain(judge.scoring.ends(right)).collect();
    marks.sort_by(f64::total_cmp);
    marks.dedup();
    marks.truncate(200);
    marks
}

pub fn accepted(judge: &Judge, id: &str, line: usize, desk: &mut Desk) -> Vec<Accepted<MarkedNumber>> {
    let right: Option<f64> = judge.right(id).first().and_then(|r| r.trim().parse().ok());
    let said: Vec<f64> = typed(judge.scoring, id).iter().filter_map(|t| t.parse().ok()).filter(|n: &f64| n.is_finite()).collect();
    let marks = marks(&said, right, judge);
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
    let whole = judge.scoring.response(id).is_some_and(|d| d.base == "integer");
    let mut out: Vec<Accepted<MarkedNumber>> = vec![];
    let mut range: Option<(End, End)> = None;
    for (at, low, high) in places(&marks, far, whole) {
        if full(at) {
            range = Some((range.map_or(low, |(begin, _)| begin), high));
        } else if let Some(ends) = range.take() {
            out.push(Accepted::full(mark(ends, &said, line, desk)));
        }
    }
    if let Some(ends) = range {
        out.push(Accepted::full(mark(ends, &said, line, desk)));
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

/// Every mark and every place between two, from left to right. Between whole numbers the next ones are the ends, where there are any.
fn places(marks: &[f64], far: f64, whole: bool) -> Vec<Place> {
    const FARTHEST: f64 = 1e15;
    let (closed, open) = (|at: f64| End { at, open: false }, |at: f64| End { at, open: true });
    let mut all: Vec<Place> = vec![];
    let mut between = |at: f64, low: End, high: End| {
        if !whole {
            return all.push((at, low, high));
        }
        let low = if low.open { low.at.floor() + 1.0 } else { low.at };
        let high = if high.open { high.at.ceil() - 1.0 } else { high.at };
        if low <= high {
            all.push((at, closed(low), closed(high)));
        }
    };
    for (n, mark) in marks.iter().enumerate() {
        if n == 0 {
            between(mark - far, closed(-FARTHEST), open(*mark));
        }
        between(*mark, closed(*mark), closed(*mark));
        match marks.get(n + 1) {
            Some(next) => between((mark + next) / 2.0, open(*mark), open(*next)),
            None => between(mark + far, open(*mark), closed(FARTHEST)),
        }
    }
    all
}

/// A range as its author would say it: around one of the numbers that are said, where that is its middle. Ours has no open ends: it ends just before.
fn mark((low, high): (End, End), said: &[f64], line: usize, desk: &mut Desk) -> MarkedNumber {
    let width = high.at - low.at;
    let step = |end: End| if end.open { 10f64.powf(width.min(end.at.abs().max(1.0)).log10().floor() - 6.0) } else { 0.0 };
    for end in [low, high].into_iter().filter(|end| end.open) {
        desk.told.push(words::open_end(line, end.at));
    }
    let middle = |value: &&f64| {
        (**value - low.at - (high.at - **value)).abs() <= 1e-9 * value.abs().max(1.0) && **value >= low.at && low.open == high.open
    };
    match said.iter().find(middle) {
        Some(value) => MarkedNumber::Around { value: *value, tolerance: tidy(width / 2.0 - step(low)) },
        None if width == 0.0 => MarkedNumber::Around { value: low.at, tolerance: 0.0 },
        None => MarkedNumber::Between { low: ended(low, step(low)), high: ended(high, -step(high)) },
    }
}

/// A closed end stays as it is written.
fn ended(end: End, step: f64) -> f64 {
    if end.open { tidy(end.at + step) } else { end.at }
}
