//! What staff do to one attempt beside the measures, by the page and by the API: reopen it, free its pen, note what was seen, bring in an
//! answer file.
//!
//! Start at [`find`]: nobody acts in their own attempt.

use crate::{attempt::actions as sit, invigilation::actions as invigilate};
use std::sync::Arc;
use zhixing_app::i18n::{Message, invigilation as words};
use zhixing_domain::{
    account::Invigilator,
    attempt::{Operation, OperationOutcome},
    digest::sha256_hex,
    event::IrregularityReport,
    id::AttemptId,
};
use zhixing_shell::{guard::Visit, papers::LoadedPaper, problem::Problem};
use zhixing_store::ReopenRefusal;

/// The most operations that an answer file may hold.
const MOST: usize = 5_000;

/// An attempt of somebody else.
pub struct Others(pub Arc<LoadedPaper>);

/// How an answer file was taken: so many operations, of which so many count now.
pub struct Brought {
    pub operations: usize,
    pub applied: usize,
}

/// Finds the attempt of somebody else.
///
/// # Errors
///
/// [`Problem::NotFound`] if what it is about is not there; [`Problem::Refused`] with `own_case`; else a [`Problem`] if the store cannot be read
/// or written.
pub async fn find(visit: &Visit, who: &Invigilator, id: &str) -> Result<Others, Problem> {
    let id: AttemptId = id.parse().map_err(|_| Problem::NotFound)?;
    let sheet = visit.site.paper(id).await?.ok_or(Problem::NotFound)?;
    if !who.scope().covers(&sheet.plan) {
        return Err(Problem::NotFound);
    }
    if who.may_act(sheet.account, &sheet.plan) { Ok(Others(sheet)) } else { Err(Problem::own_case()) }
}

/// Lets an ended attempt go on as a new segment with time of its own. With `late` it takes along what arrived too late. Gives the segment.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: a [`Problem`] if the store cannot be read or written.
pub async fn reopen(
    visit: &Visit,
    who: &Invigilator,
    Others(sheet): &Others,
    minutes: i64,
    late: bool,
    reason: &str,
) -> Result<Result<AttemptId, ReopenRefusal>, Problem> {
    let (time, reason) = (invigilate::time(minutes)?, invigilate::reason(reason)?);
    Ok(visit.site.store.reopen(who, sheet.id, time, late, reason, visit.stamp()).await?)
}

/// Why an attempt is not reopened: a word for programs, and the words for people.
pub const fn explain(refusal: ReopenRefusal) -> (&'static str, Message) {
    match refusal {
        ReopenRefusal::NotFound | ReopenRefusal::Amount | ReopenRefusal::NotEnded => ("not_ended", words::not_reopened),
        ReopenRefusal::GoesOn => ("goes_on", words::reopened_already),
        ReopenRefusal::Released => ("released", words::released_already),
    }
}

/// Takes the pen from the page that holds it: the next page that saves has it. `false` if no page holds it, or the attempt is not open.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
pub async fn free_pen(visit: &Visit, who: &Invigilator, Others(sheet): &Others, reason: &str) -> Result<bool, Problem> {
    let reason = invigilate::reason(reason)?;
    Ok(visit.site.store.free_pen(who, sheet.id, reason, visit.stamp()).await?)
}

/// Notes what staff saw; it goes with the attempt.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
pub async fn note(visit: &Visit, who: &Invigilator, Others(sheet): &Others, text: &str) -> Result<(), Problem> {
    let report = IrregularityReport::Staff { text: invigilate::reason(text)? };
    Ok(visit.site.store.report_irregularity(who, sheet.id, report, visit.stamp()).await?)
}

/// Brings in a file that a candidate's page made when nothing else worked. Its operations are what the page would have sent: each is one event
/// however often the file comes, and what comes too late is kept aside.
///
/// # Errors
///
/// [`Problem::Invalid`] at `file`; else a [`Problem`] if the store cannot be read or written.
pub async fn bring_in(visit: &Visit, who: &Invigilator, Others(sheet): &Others, file: &[u8]) -> Result<Brought, Problem> {
    let refuse = |said: Message| Problem::invalid("file", move |l| said(l).into());
    let (named, operations) = visit.site.ports.open_answers(file).ok_or_else(|| refuse(words::file_closed))?;
    if named != sheet.id.to_string() {
        return Err(refuse(words::file_of_another));
    }
    let operations: Vec<Operation> = serde_json::from_str(&operations).map_err(|_| refuse(words::file_closed))?;
    if operations.len() > MOST {
        return Err(refuse(words::file_closed));
    }
    let count = operations.len();
    let replies = sit::bring(visit, sheet, operations).await?;
    let applied = replies.iter().filter(|r| matches!(r.outcome, Some(OperationOutcome::Applied { .. }))).count();
    let report = IrregularityReport::AnswerFile { operations: count as u64, sha256: sha256_hex(file) };
    visit.site.store.report_irregularity(who, sheet.id, report, visit.stamp()).await?;
    Ok(Brought { operations: count, applied })
}
