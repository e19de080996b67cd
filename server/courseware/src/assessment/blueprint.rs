//! The blueprint: its lines, and whether the bank can always fill them.

use super::{section, unknown};
use crate::{
    front::Front,
    problem::{FrontFault, Log, PlanFault, known},
    reader::CourseReader,
};
use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};
use zhixing_domain::{
    assessment::{Draw, Plan, PlanKind, Release},
    points::Points,
    question::{Difficulty, Item, ItemKey, Kind},
};

const KEYS: [&str; 6] = ["function", "types", "easy", "medium", "hard", "points"];

pub(super) fn read(reader: &CourseReader, front: &Front, log: &mut Log) -> Vec<Draw> {
    let tables = section::draws(front, log);
    if tables.is_empty() && !front.has("section") {
        log.add(front.line_of("draw"), PlanFault::NoDraw);
    }
    tables.iter().map(|table| line(reader, table, log)).collect()
}

fn line(reader: &CourseReader, table: &Front, log: &mut Log) -> Draw {
    table.only(&KEYS, log);
    let function = table.text("function", "\"data\"", log);
    reader.check_function(function.as_deref(), None, table.line_of("function"), log);
    if let (Some(id), None) = (&function, reader.standard) {
        let used: BTreeSet<String> = reader.items.iter().filter(|i| i.bank.is_some()).filter_map(|i| i.function.clone()).collect();
        if !used.contains(id) {
            log.add(table.line_of("function"), FrontFault::UnknownFunction { id: id.clone(), known: known(id, used) });
        }
    }
    let mut kinds = vec![];
    for word in table.list("types", "[\"single\", \"multiple\"]", log) {
        match Kind::from_code(&word) {
            Some(kind) => kinds.push(kind),
            None => log.add(table.line_of("types"), unknown("types", &word, &Kind::ALL.map(Kind::code))),
        }
    }
    let mut count = |key| table.number(key, (0, 200), log).and_then(|n| u16::try_from(n).ok()).unwrap_or(0);
    let counts = [count("easy"), count("medium"), count("hard")];
    if counts == [0; 3] {
        log.add(table.line, PlanFault::EmptyDraw);
    }
    Draw { function, kinds, counts, points: table.points("points", "1", log) }
}

/// Checks the lines against the bank.
pub(super) fn check(reader: &CourseReader, plan: &Plan, front: &Front, log: &mut Log) {
    let bank: Vec<&Arc<Item>> = reader.items.iter().filter(|i| i.bank.is_some() && plan.may_use(i)).collect();
    // The problems of the tables themselves were told when they were read.
    let tables = section::draws(front, &mut Log::new("", log.lang));
    let mut total = Some(Points::ZERO);
    let mut waits = false;
    for (place, draw) in plan.draws.iter().enumerate() {
        let at = tables.get(place).map_or(1, |t| t.line);
        for difficulty in Difficulty::ALL {
            let (wanted, found) = (draw.count(difficulty), surely_left(plan, place, difficulty, &bank));
            if wanted > found {
                log.add(at, PlanFault::BlueprintShort { difficulty: difficulty.code().into(), wanted, found });
            }
        }
        let pool: Vec<&&Arc<Item>> = bank.iter().filter(|i| draw.count(i.difficulty) > 0 && draw.takes(i)).collect();
        waits |= pool.iter().any(|i| i.question.kind().needs_marker());
        total = total.zip(points(draw, &pool, plan.kind, at, log)).map(|(sum, points)| sum + points);
    }
    if let Some(sum) = total.filter(|sum| plan.kind == PlanKind::Exam && !plan.draws.is_empty() && *sum != Points::whole(100)) {
        log.add(tables.first().map_or(1, |t| t.line), PlanFault::ExamTotal { sum });
    }
    if waits && plan.release == Release::Submit {
        log.add(front.line_of("release"), PlanFault::Waits);
    }
}

/// How many items a line is sure to find, whatever the earlier lines took: they take at most what they ask for, and no more than there is.
fn surely_left(plan: &Plan, place: usize, difficulty: Difficulty, bank: &[&Arc<Item>]) -> usize {
    let pool = |draw: &Draw| -> HashSet<&ItemKey> {
        bank.iter().filter(|i| i.difficulty == difficulty && draw.takes(i)).map(|i| &i.key).collect()
    };
    let Some(draw) = plan.draws.get(place) else { return 0 };
    let own = pool(draw);
    let earlier = plan.draws.iter().take(place).map(|earlier| earlier.count(difficulty).min(pool(earlier).intersection(&own).count()));
    own.len().saturating_sub(earlier.sum())
}

/// What a line is worth; nothing if that depends on which items are drawn, which an exam must not.
fn points(draw: &Draw, pool: &[&&Arc<Item>], kind: PlanKind, at: usize, log: &mut Log) -> Option<Points> {
    let count: usize = draw.counts.iter().map(|n| usize::from(*n)).sum();
    if count == 0 {
        return Some(Points::ZERO);
    }
    let each = |points: Points| Some(Points::from_hundredths(points.hundredths() * i64::try_from(count).unwrap_or(0)));
    if let Some(points) = draw.points {
        return each(points);
    }
    let (low, high) = (pool.iter().map(|i| i.points).min()?, pool.iter().map(|i| i.points).max()?);
    if low == high {
        return each(low);
    }
    if kind == PlanKind::Exam {
        log.add(at, PlanFault::DrawPoints { low, high });
    }
    None
}
