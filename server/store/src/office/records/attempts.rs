//! Attempts: their end, the receipt that was given for it, the marks and the result.

use crate::{
    AttemptSummary, CurrentAnswer, Fault, RecordFault, ResultRecord, Store,
    db::{
        Row,
        dialect::{self, row},
    },
    exam::{attempts, current, receipts},
    marking::rows,
    office::records::{
        Found, machine_marks,
        pairs::{self, Kind, Subject, last},
    },
};
use std::collections::HashMap;
use zhixing_domain::{
    attempt::State,
    event::Event,
    grading::{Mark, Score, tally},
    points::Points,
};

const ATTEMPTS: Kind = Kind {
    table: "attempt t",
    key: "id",
    columns: &[attempts::COLUMNS, "t.receipt_digest"],
    actions: "'attempt.started', 'attempt.submitted', 'attempt.expired', 'attempt.terminated', 'attempt.voided', 'result.graded', 'mark.given', \
        'result.released', 'result.revised'",
    page: 500,
};

pub(super) async fn check(store: &Store, found: &mut Vec<Found>) -> Result<(), Fault> {
    pairs::check(store, &ATTEMPTS, found, async |page| look(store, page).await).await
}

async fn look(store: &Store, page: Vec<Subject>) -> Result<Vec<Found>, Fault> {
    let ids: Vec<String> = page.iter().map(|subject| subject.id.clone()).collect();
    let (mut answers, mut marks) = (answers_of(store, &ids).await?, marks_of(store, &ids).await?);
    let mut results = results_of(store, &ids).await?;
    let mut found = vec![];
    for Subject { id, rows, told } in page {
        let Some(row) = rows.first() else {
            found.push((id, RecordFault::Gone));
            continue;
        };
        let (answers, marks) = (answers.remove(&id).unwrap_or_default(), marks.remove(&id).unwrap_or_default());
        let attempt = attempts::read(row)?;
        let agree = [
            (RecordFault::Reopened, ended_as_told(&attempt.state, &told)),
            (RecordFault::Receipt, receipt_agrees(&attempt, row.opt_text("receipt_digest")?, &answers, &told)),
            (RecordFault::Mark, marks_agree(&marks, &told)),
            (RecordFault::Score, result_agrees(results.remove(&id).as_ref(), &marks, &told)),
        ];
        found.extend(agree.into_iter().filter(|(_, agrees)| !agrees).map(|(fault, _)| (id.clone(), fault)));
    }
    Ok(found)
}

async fn answers_of(store: &Store, ids: &[String]) -> Result<HashMap<String, Vec<CurrentAnswer>>, Fault> {
    let e = dialect::rows("id", ids.iter().map(|id| row![id]));
    let columns = "a.item, a.rev, a.value, a.received_at, a.attempt_id";
    let rows = store.core.read.packed_with(e, columns, "answer a JOIN e ON e.id = a.attempt_id").await?;
    grouped(rows, current::read_current)
}

async fn marks_of(store: &Store, ids: &[String]) -> Result<HashMap<String, Vec<MarkedRow>>, Fault> {
    let e = dialect::rows("id", ids.iter().map(|id| row![id]));
    let columns = "m.item, m.function, m.worth, m.points, m.criteria, m.comment, m.voiding, m.position, m.waits_since, m.attempt_id";
    let rows = store.core.read.packed_with(e, columns, "mark m JOIN e ON e.id = m.attempt_id").await?;
    let read =
        |r: &Row| Ok(MarkedRow { mark: rows::read_mark(r)?, position: r.int("position")?, by_hand: r.opt_int("waits_since")?.is_some() });
    let mut marks = grouped(rows, read)?;
    marks.values_mut().for_each(|m: &mut Vec<MarkedRow>| m.sort_by_key(|m| m.position));
    Ok(marks)
}

async fn results_of(store: &Store, ids: &[String]) -> Result<HashMap<String, ResultRecord>, Fault> {
    let e = dialect::rows("id", ids.iter().map(|id| row![id]));
    let columns = "r.attempt_id, r.score, r.graded_at, r.released_at";
    let rows = store.core.read.packed_with(e, columns, "result r JOIN e ON e.id = r.attempt_id").await?;
    rows.iter().map(|r| Ok((r.text("attempt_id")?, rows::read_result(r)?))).collect()
}

struct MarkedRow {
    mark: rows::MarkRecord,
    position: i64,
    by_hand: bool,
}

/// What rows say, by the attempt that they are of.
fn grouped<T>(rows: Vec<Row>, read: impl Fn(&Row) -> Result<T, Fault>) -> Result<HashMap<String, Vec<T>>, Fault> {
    let read_all = |(id, rows): (String, Vec<Row>)| Ok((id, rows.iter().map(&read).collect::<Result<_, Fault>>()?));
    pairs::of_each(rows, "attempt_id")?.into_iter().map(read_all).collect()
}

/// An attempt has ended, or is void, if the log tells so, and only then. In earlier builds one that had ended could be void.
fn ended_as_told(state: &State, told: &[Event]) -> bool {
    let void = told.iter().any(|event| matches!(event, Event::Voided { .. }));
    let end = |event: &Event| matches!(event, Event::Submitted { .. } | Event::Expired { .. } | Event::Terminated { .. });
    match state {
        State::Voided { .. } => void,
        State::Ended { .. } => !void && told.iter().any(end),
        State::Ready | State::InProgress { .. } | State::Paused { .. } => !void && !told.iter().any(end),
    }
}

/// The answers of an attempt that has ended are those that its receipt was given for.
fn receipt_agrees(attempt: &AttemptSummary, sealed: Option<String>, answers: &[CurrentAnswer], told: &[Event]) -> bool {
    let State::Ended { at, .. } = attempt.state else { return true };
    let digest = receipts::receipt(attempt.id, at, answers).digest();
    let receipt = last(told, |event| match event {
        Event::Submitted { receipt } | Event::Expired { receipt } => Some(Some(receipt)),
        // in earlier builds without one
        Event::Terminated { receipt, .. } => Some(receipt.as_ref()),
        _ => None,
    });
    receipt.flatten().is_none_or(|told| *told == digest) && sealed.is_none_or(|sealed| sealed == digest)
}

/// The machine's marks are those that were made at the end, and each mark by hand is the newest that was given.
fn marks_agree(marks: &[MarkedRow], told: &[Event]) -> bool {
    let made = machine_marks(marks.iter().map(|m| (m.mark.item.0.as_str(), m.mark.worth, m.mark.points.filter(|_| !m.by_hand))));
    let graded = last(told, |event| match event {
        Event::Graded { marks } => Some(marks.as_ref()),
        _ => None,
    });
    let given = |m: &MarkedRow| {
        let newest = last(told, |event| match event {
            Event::MarkGiven { item, points } if *item == m.mark.item => Some(*points),
            _ => None,
        });
        newest == m.mark.points
    };
    let is_there = |event: &Event| match event {
        Event::MarkGiven { item, .. } => marks.iter().any(|m| m.mark.item == *item),
        _ => true,
    };
    graded.flatten().is_none_or(|graded| *graded == made) && marks.iter().filter(|m| m.by_hand).all(given) && told.iter().all(is_there)
}

/// There is a result if the log tells of a marking, it is released if the log tells so, and its score is there if its marks add up to one.
fn result_agrees(result: Option<&ResultRecord>, marks: &[MarkedRow], told: &[Event]) -> bool {
    let graded = told.iter().any(|event| matches!(event, Event::Graded { .. }));
    let released = told.iter().any(|event| matches!(event, Event::Released { .. }));
    let Some(result) = result else { return !graded && !released };
    let score = match &result.score {
        Some(score) => score_agrees(score, marks, told),
        // without a score the pass mark is not known, and none is needed to see that there should be one
        None => sum(marks, Points::ZERO).is_none() && !released,
    };
    score && graded && released == result.released_at.is_some()
}

fn sum(marks: &[MarkedRow], pass_mark: Points) -> Option<Score> {
    let mark = |MarkedRow { mark, .. }: &MarkedRow| Mark {
        function: mark.function.clone(),
        worth: mark.worth,
        points: mark.points,
        voiding: mark.voiding,
    };
    tally(&marks.iter().map(mark).collect::<Vec<_>>(), pass_mark)
}

/// The score is the sum of its marks, and of a result that was released and never revised what was told then.
fn score_agrees(score: &Score, marks: &[MarkedRow], told: &[Event]) -> bool {
    let released = last(told, |event| match event {
        Event::Released { score: told, pass_mark: Some(pass) } => Some((*told, *pass)),
        _ => None,
    });
    let revised = told.iter().any(|event| matches!(event, Event::Revised { .. }));
    let agrees = |(told, pass)| pass == score.pass_mark && (revised || told == Some(score.score));
    sum(marks, score.pass_mark).as_ref() == Some(score) && released.is_none_or(agrees)
}
