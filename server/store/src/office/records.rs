//! Whether the rows still say what the audit log says: receipts, results, roles and certificates, computed anew.
//!
//! The chain proves that the log is what was written. Rows are not in the chain; what an event told of them is. Whoever changes a row with a database tool
//! changes nothing in the log, and is found here.

use crate::{
    CurrentAnswer, Fault, Store,
    db::{
        Row, args,
        dialect::{self, row},
    },
    exam::{answers, attempts, receipts},
    marking::{grading, rows},
};
use std::collections::HashMap;
use zhixing_domain::{
    attempt::State,
    digest::sha256_hex,
    event::{Event, LogEntry},
    grading::{Score, tally},
    points::Points,
};

/// A row that does not say what the log says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecordFault {
    /// The answers of an ended attempt are not those that its receipt was given for.
    Receipt,
    /// The log has the attempt's end, and its row does not.
    Reopened,
    /// A mark is not what the machine made or the marker gave.
    Mark,
    /// The score is not what the marks add up to, or not what was released.
    Score,
    /// Roles that no event gave, or an account that nobody opened.
    Roles,
    /// Disabled or enabled without an event.
    Disabled,
    /// The bytes of a certificate are not those that were issued, or it was issued or revoked without an event.
    Certificate,
}

/// How many attempts or accounts are looked at in one query.
const ROUND: i64 = 500;

/// What the event of a marking tells of the machine's marks: one digest over item, worth and points.
pub(crate) fn machine_marks<'m>(marks: impl Iterator<Item = (&'m str, Points, Option<Points>)>) -> String {
    let line = |(item, worth, points): (&str, Points, Option<Points>)| {
        let points = points.map_or_else(|| "-".to_string(), |p| p.hundredths().to_string());
        format!("{item} {} {points}\n", worth.hundredths())
    };
    sha256_hex(marks.map(line).collect::<String>().as_bytes())
}

/// The event of a release.
pub(crate) fn released(score: &Score) -> Event {
    Event::Released { score: Some(score.score), pass_mark: Some(score.pass_mark) }
}

impl Store {
    /// The operator checks whether the rows still say what the audit log says, and gets each that does not: `(subject, why)`. Events of
    /// earlier builds tell less and are taken as they are.
    ///
    /// # Errors
    ///
    /// [`Fault::Corrupt`] if a row cannot be read at all. A row that does not say what the log says is no error: it is in the list.
    pub async fn verify_records(&self) -> Result<Vec<(String, RecordFault)>, Fault> {
        let mut faults = vec![];
        self.receipts_and_results(&mut faults).await?;
        self.roles(&mut faults).await?;
        self.issued(&mut faults).await?;
        Ok(faults)
    }

    async fn receipts_and_results(&self, faults: &mut Vec<(String, RecordFault)>) -> Result<(), Fault> {
        let sql = format!(
            "SELECT {}, t.receipt_digest FROM attempt t WHERE t.id > $1 AND EXISTS (SELECT 1 FROM event v WHERE v.subject = t.id AND \
             v.action IN ('attempt.submitted', 'attempt.expired', 'attempt.terminated')) ORDER BY t.id LIMIT {ROUND}",
            attempts::COLUMNS
        );
        let mut after = String::new();
        loop {
            let rows = self.core.read.all(sql.clone(), args![&after]).await?;
            let read = |r: &Row| Ok((attempts::read(r)?, r.opt_text("receipt_digest")?));
            let some: Vec<_> = rows.iter().map(read).collect::<Result<_, Fault>>()?;
            let ids: Vec<String> = some.iter().map(|(a, _)| a.id.to_string()).collect();
            let told = self.told(&ids).await?;
            let mut answers = self.answers_of(&ids).await?;
            let mut marks = self.marks_of(&ids).await?;
            let mut results = self.results_of(&ids).await?;
            for ((attempt, sealed), id) in some.iter().zip(&ids) {
                let told = told.get(id).map(Vec::as_slice).unwrap_or_default();
                let digest = match attempt.state {
                    State::Ended { at, .. } => {
                        let answers = answers.remove(id).unwrap_or_default();
                        Some(receipts::receipt(attempt.id, at, &answers).digest())
                    }
                    // voided after its end: the receipt was for what it was then
                    State::Voided { .. } => None,
                    _ => {
                        faults.push((id.clone(), RecordFault::Reopened));
                        None
                    }
                };
                let receipt = last(told, |event| match event {
                    Event::Submitted { receipt } | Event::Expired { receipt } => Some(Some(receipt)),
                    // in earlier builds without one
                    Event::Terminated { receipt, .. } => Some(receipt.as_ref()),
                    _ => None,
                });
                let told_of = |own: &str| receipt.flatten().is_none_or(|receipt| receipt == own);
                if digest.as_deref().is_some_and(|own| !told_of(own) || sealed.as_deref().is_some_and(|s| s != own)) {
                    faults.push((id.clone(), RecordFault::Receipt));
                }
                let marks = marks.remove(id).unwrap_or_default();
                if !marks_agree(&marks, told) {
                    faults.push((id.clone(), RecordFault::Mark));
                }
                if results.remove(id).is_some_and(|score| !score_agrees(&score, &marks, told)) {
                    faults.push((id.clone(), RecordFault::Score));
                }
            }
            match ids.last() {
                Some(id) if rows.len() as i64 == ROUND => after = id.clone(),
                _ => return Ok(()),
            }
        }
    }

    /// What the log tells of some subjects, oldest first. What this build has no word for tells nothing of the rows.
    async fn told(&self, ids: &[String]) -> Result<HashMap<String, Vec<Event>>, Fault> {
        let e = dialect::rows("id", ids.iter().map(|id| row![id]));
        let rows = self.core.read.packed_with(e, "v.subject, v.id, v.action, v.detail", "event v JOIN e ON e.id = v.subject").await?;
        let read = |r: &Row| Ok((r.text("id")?, r.text("subject")?, LogEntry::read(r.text("action")?, r.text("detail")?)));
        let mut told: Vec<(String, String, LogEntry)> = rows.iter().map(read).collect::<Result<_, Fault>>()?;
        told.sort_by(|a, b| a.0.cmp(&b.0));
        let mut of: HashMap<String, Vec<Event>> = HashMap::new();
        for (_, subject, entry) in told {
            if let LogEntry::Known(event) = entry {
                of.entry(subject).or_default().push(event);
            }
        }
        Ok(of)
    }

    async fn answers_of(&self, ids: &[String]) -> Result<HashMap<String, Vec<CurrentAnswer>>, Fault> {
        let e = dialect::rows("id", ids.iter().map(|id| row![id]));
        let columns = "a.item, a.rev, a.value, a.received_at, a.attempt_id";
        let rows = self.core.read.packed_with(e, columns, "answer a JOIN e ON e.id = a.attempt_id").await?;
        grouped(rows, "attempt_id", answers::read_current)
    }

    async fn marks_of(&self, ids: &[String]) -> Result<HashMap<String, Vec<MarkedRow>>, Fault> {
        let e = dialect::rows("id", ids.iter().map(|id| row![id]));
        let columns = "m.item, m.function, m.worth, m.points, m.criteria, m.comment, m.voiding, m.position, m.waits_since, m.attempt_id";
        let rows = self.core.read.packed_with(e, columns, "mark m JOIN e ON e.id = m.attempt_id").await?;
        let read = |r: &Row| {
            Ok(MarkedRow { mark: rows::read_mark(r)?, position: r.int("position")?, by_hand: r.opt_int("waits_since")?.is_some() })
        };
        let mut marks = grouped(rows, "attempt_id", read)?;
        marks.values_mut().for_each(|m: &mut Vec<MarkedRow>| m.sort_by_key(|m| m.position));
        Ok(marks)
    }

    async fn results_of(&self, ids: &[String]) -> Result<HashMap<String, Score>, Fault> {
        let e = dialect::rows("id", ids.iter().map(|id| row![id]));
        let rest = "result r JOIN e ON e.id = r.attempt_id WHERE r.score IS NOT NULL";
        let rows = self.core.read.packed_with(e, "r.attempt_id, r.score", rest).await?;
        rows.iter().map(|r| Ok((r.text("attempt_id")?, rows::read_score(&r.text("score")?)?))).collect()
    }

    async fn roles(&self, faults: &mut Vec<(String, RecordFault)>) -> Result<(), Fault> {
        let sql = format!("SELECT id, roles, disabled_at FROM account WHERE id > $1 ORDER BY id LIMIT {ROUND}");
        let mut after = String::new();
        loop {
            let rows = self.core.read.all(sql.clone(), args![&after]).await?;
            let ids: Vec<String> = rows.iter().map(|r| r.text("id")).collect::<Result<_, _>>()?;
            let told = self.told(&ids).await?;
            for (row, id) in rows.iter().zip(&ids) {
                let told = told.get(id).map(Vec::as_slice).unwrap_or_default();
                let roles = row.text("roles")?;
                let given = last(told, |event| match event {
                    Event::AccountOpened { roles } | Event::RolesGiven { roles } => Some(roles),
                    _ => None,
                });
                if given != Some(&roles) {
                    faults.push((id.clone(), RecordFault::Roles));
                }
                let disabled = last(told, |event| match event {
                    Event::AccountDisabled { .. } => Some(true),
                    Event::AccountEnabled { .. } => Some(false),
                    _ => None,
                });
                if disabled.unwrap_or_default() != row.opt_int("disabled_at")?.is_some() {
                    faults.push((id.clone(), RecordFault::Disabled));
                }
            }
            match ids.last() {
                Some(id) if rows.len() as i64 == ROUND => after = id.clone(),
                _ => return Ok(()),
            }
        }
    }

    async fn issued(&self, faults: &mut Vec<(String, RecordFault)>) -> Result<(), Fault> {
        let sql =
            "SELECT number, version, credential, sha256, revoked_at FROM certificate WHERE number > $1 ORDER BY number, version LIMIT 50";
        let (mut after, mut more) = (String::new(), true);
        while more {
            // all versions of a number come together: there are few
            let mut rows = self.core.read.all(sql, args![&after]).await?;
            more = rows.len() == 50;
            if more {
                let cut = rows.last().map_or(Ok(String::new()), |r| r.text("number"))?;
                let whole = rows.iter().filter(|r| r.text("number").is_ok_and(|n| n != cut)).count();
                if whole > 0 {
                    rows.truncate(whole);
                }
            }
            let numbers: Vec<String> = rows.iter().map(|r| r.text("number")).collect::<Result<_, _>>()?;
            let told = self.told(&numbers).await?;
            for (row, number) in rows.iter().zip(&numbers) {
                let told = told.get(number).map(Vec::as_slice).unwrap_or_default();
                let (bytes, sha) = (sha256_hex(&row.bytes("credential")?), row.text("sha256")?);
                let issue = Event::CertificateIssued { version: row.int("version")?, sha256: sha.clone() };
                let issued = told.contains(&issue);
                let revoked = told.iter().any(|event| matches!(event, Event::CertificateRevoked { .. }));
                if bytes != sha || !issued || (row.opt_int("revoked_at")?.is_some() && !revoked) {
                    faults.push((number.clone(), RecordFault::Certificate));
                }
            }
            match numbers.last() {
                Some(number) => after = number.clone(),
                None => return Ok(()),
            }
        }
        Ok(())
    }
}

struct MarkedRow {
    mark: grading::MarkRecord,
    position: i64,
    by_hand: bool,
}

fn grouped<T>(rows: Vec<Row>, key: &str, read: impl Fn(&Row) -> Result<T, Fault>) -> Result<HashMap<String, Vec<T>>, Fault> {
    let mut of: HashMap<String, Vec<T>> = HashMap::new();
    for row in &rows {
        of.entry(row.text(key)?).or_default().push(read(row)?);
    }
    Ok(of)
}

/// What the newest event tells of those that tell something.
fn last<'t, T>(told: &'t [Event], tells: impl Fn(&'t Event) -> Option<T>) -> Option<T> {
    told.iter().rev().find_map(tells)
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
    graded.flatten().is_none_or(|graded| *graded == made) && marks.iter().filter(|m| m.by_hand).all(given)
}

/// The score is the sum of its marks, and of a result that was released and never revised what was told then.
fn score_agrees(score: &Score, marks: &[MarkedRow], told: &[Event]) -> bool {
    let mark = |m: &MarkedRow| zhixing_domain::grading::Mark {
        function: m.mark.function.clone(),
        worth: m.mark.worth,
        points: m.mark.points,
        voiding: m.mark.voiding,
    };
    let sum = tally(&marks.iter().map(mark).collect::<Vec<_>>(), score.pass_mark);
    let released = last(told, |event| match event {
        Event::Released { score: told, pass_mark: Some(pass) } => Some((*told, *pass)),
        _ => None,
    });
    let revised = told.iter().any(|event| matches!(event, Event::Revised { .. }));
    let agrees = |(told, pass)| pass == score.pass_mark && (revised || told == Some(score.score));
    sum.as_ref() == Some(score) && released.is_none_or(agrees)
}
