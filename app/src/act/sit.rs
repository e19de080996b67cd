//! Sitting an assessment: start, save, hand in.

use super::{grade, lockdown};
use crate::{
    guard::{OwnAttempt, Visit},
    i18n::{Message, exam as words},
    problem::Problem,
    site::{Sheet, Site},
};
use std::sync::Arc;
use zhixing_domain::{
    assessment::{self, Barrier, Plan, StartRefusal},
    attempt::{Operation, Quarantine, Refusal, Verdict},
    course::Course,
    id::{AccountId, AttemptId},
    lang::Lang,
    question::{AnswerRefusal, Prompt},
    time::Timestamp,
};
use zhixing_store::{SaveReply, SaveRequest, Start, Submission};

/// Starts an attempt of the plan `course/slug`, or finds the running one, if nothing bars the way.
pub async fn start(visit: &Visit, plan: &str, code: &str) -> Result<Result<AttemptId, Barrier>, Problem> {
    let person = visit.person()?;
    let shelf = visit.site.shelf();
    let (course, plan) = shelf.library.plan(plan).ok_or(Problem::NotFound)?;
    if let Some(barrier) = lockdown::at_start(visit, plan, code).await? {
        return Ok(Err(barrier));
    }
    let started = visit.site.store.start_attempt(draft(visit, person.0.id, course, plan)?, visit.stamp()).await?;
    started.map(|s| Ok(s.id)).map_err(|refusal| refused(visit, refusal))
}

/// A new attempt with a freshly drawn paper.
fn draft(visit: &Visit, account: AccountId, course: &Course, plan: &Plan) -> Result<Start, Problem> {
    let mut seed = [0; 8];
    seed.copy_from_slice(&visit.site.ports.random()[..8]);
    let paper = assessment::draw(plan, &course.bank(), u64::from_be_bytes(seed)).map_err(|shortage| {
        tracing::error!(?shortage, plan = plan.name(), "the bank cannot fill the blueprint");
        Problem::refused("bank_short", |l| words::bank_short(l).into())
    })?;
    Ok(Start {
        id: AttemptId::new(visit.now, visit.site.dice()),
        account,
        plan: plan.name(),
        plan_version: plan.version.clone(),
        limit: plan.limit,
        window: plan.window,
        allowed: plan.attempts,
        paper,
    })
}

fn refused(visit: &Visit, refusal: StartRefusal) -> Problem {
    let at = |t: Timestamp| visit.site.local(t).strftime("%Y-%m-%d %H:%M").to_string();
    match refusal {
        StartRefusal::NotYet(opens) => Problem::refused("not_open_yet", |l| words::not_open_yet(l, at(opens))),
        StartRefusal::Closed(closed) => Problem::refused("closed", |l| words::window_closed(l, at(closed))),
        StartRefusal::NoAttemptLeft(n) => Problem::refused("no_attempt_left", |l| words::no_attempt_left(l, n)),
    }
}

/// The items of a paper as the candidate sees them.
pub fn prompts(sheet: &Sheet, lang: Lang) -> Vec<Prompt> {
    let shown = sheet.record.paper.entries.iter().zip(&sheet.items);
    shown.map(|(entry, item)| Prompt { points: entry.points, ..item.prompt(&entry.arrangement, lang) }).collect()
}

/// Saves operations in their order; the replies come after the commit.
pub async fn save(visit: &Visit, sheet: &Sheet, operations: Vec<Operation>) -> Result<Vec<SaveReply>, Problem> {
    let requests = operations.into_iter().map(|operation| request(visit, sheet, operation)).collect();
    let replies = visit.site.store.save_many(requests).await?;
    // what is unusual about the request is looked at when its answers are safe
    lockdown::watch(visit, &sheet.record.summary).await;
    Ok(replies)
}

/// A save request with the shape of its item.
fn request(visit: &Visit, sheet: &Sheet, operation: Operation) -> SaveRequest {
    let summary = &sheet.record.summary;
    let shape = sheet.place(&operation.item).and_then(|n| sheet.items.get(n)).map(|item| item.question.shape());
    SaveRequest::new(summary.id, summary.account, operation, shape, visit.now)
}

/// The stable word and the words for people of a verdict that is not a save.
pub fn explain(verdict: &Verdict) -> Option<(&'static str, Message)> {
    Some(match verdict {
        Verdict::Applied { .. } => return None,
        Verdict::Kept(Quarantine::Late) => ("late", words::late),
        Verdict::Kept(Quarantine::NotRunning) => ("not_running", words::not_running),
        Verdict::Kept(Quarantine::Superseded) => ("superseded", words::superseded),
        Verdict::Kept(Quarantine::OtherWriter) => ("other_writer", words::other_writer),
        Verdict::Refused(Refusal::UnknownItem) => ("unknown_item", words::unknown_item),
        Verdict::Refused(Refusal::IdReused) => ("id_reused", words::id_reused),
        Verdict::Refused(Refusal::Invalid(AnswerRefusal::TooLong)) => ("too_long", words::too_long),
        Verdict::Refused(Refusal::Invalid(AnswerRefusal::BadText)) => ("bad_text", words::bad_text),
        Verdict::Refused(Refusal::Invalid(AnswerRefusal::WrongType)) => ("wrong_type", words::wrong_type),
        Verdict::Refused(Refusal::Invalid(AnswerRefusal::OutOfRange)) => ("out_of_range", words::wrong_type),
    })
}

/// Hands in; marks at once what a machine can mark. Handed in before, it gives the same receipt.
pub async fn submit(visit: &Visit, attempt: &OwnAttempt) -> Result<Submission, Problem> {
    let id = attempt.summary.id;
    let submission = visit.site.store.submit_attempt(id, visit.stamp()).await?;
    let submission = submission.ok_or_else(|| Problem::refused("not_running", |l| words::not_running(l).into()))?;
    lockdown::watch(visit, &attempt.summary).await;
    follow_up(&visit.site, id, visit.now).await;
    Ok(submission)
}

/// Ends the attempt if its time is up: what the sweep would do, at once for the page that asks.
pub async fn expire_if_due(visit: &Visit, attempt: OwnAttempt) -> Result<OwnAttempt, Problem> {
    let due = attempt.summary.deadline().is_some_and(|d| !d.accepts(visit.now));
    if !due || attempt.summary.state.phase().is_final() {
        return Ok(attempt);
    }
    let id = attempt.summary.id;
    visit.site.store.expire_attempt(id, visit.stamp()).await?;
    follow_up(&visit.site, id, visit.now).await;
    visit.own_attempt(&id.to_string()).await
}

/// Marks now what the outbox would mark in a moment; if it fails here, the outbox will.
async fn follow_up(site: &Arc<Site>, id: AttemptId, now: Timestamp) {
    if let Err(error) = grade::grade(site, id, now).await {
        tracing::warn!(%id, ?error, "marking is left to the outbox");
    }
}
