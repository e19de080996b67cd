//! The form of the room as a browser without scripts sends it: it saves, and goes on where it was asked to.

use crate::{
    attempt::{actions as sit, page, section},
    room::{Desk, control_name, running},
};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use std::collections::HashMap;
use zhixing_app::urls;
use zhixing_domain::{
    attempt::{Operation, OperationOutcome, OutcomeCode, Phase, Quarantine, Refusal},
    id::{AttemptId, OperationId, WriterId},
    question::{Answer, ItemKey, Prompt},
};
use zhixing_shell::{
    form::{Fields, Unread},
    guard::{OwnAttempt, Visit},
    problem::Problem,
};
use zhixing_store::{AttemptSummary, CurrentAnswer};

/// What is said where not everything counts: what came for a place that was left is kept aside, anything else is a refusal.
fn said_of(refused: &[OperationOutcome], of_a_step: bool, id: AttemptId) -> Result<Option<Response>, Problem> {
    let closed = |v: &OperationOutcome| {
        let kept = matches!(v, OperationOutcome::Kept(Quarantine::Passed | Quarantine::Late | Quarantine::NotReached));
        kept || matches!(v, OperationOutcome::Refused(Refusal::Passed | Refusal::NotOpen))
    };
    if of_a_step && !refused.is_empty() && refused.iter().all(closed) {
        return Ok(Some(Redirect::to(&format!("{}?aside={}", urls::attempt(id), refused.len())).into_response()));
    }
    let outcome = refused.first().copied().map(OutcomeCode::from);
    match outcome.and_then(|outcome| Some((outcome, sit::explain(outcome)?))) {
        Some((outcome, message)) => Err(Problem::refused(outcome.code(), |l| message(l).into())),
        None => Ok(None),
    }
}

/// Saves the whole form: every answer that differs from what is saved, and the flags. This page takes the pen: sending a form is a knowing act.
///
/// A form speaks of the step it was printed for. One that comes from an earlier step says nothing about the items of this one: its answers are
/// tried where they belong, and kept aside. What was typed is kept first, also in a pause and after the end; only then is it said what became of it.
pub async fn save(visit: Visit, Path(id): Path<String>, form: Unread) -> Result<Response, Problem> {
    let attempt = visit.own_attempt(&id).await?;
    let Fields(fields) = form.read().await?;
    if attempt.summary.state.phase() == Phase::Ready {
        return Err(Problem::NotFound);
    }
    let id = attempt.summary.id;
    let desk = Desk::lay(&visit, &attempt).await?;
    let writer = take_pen(&visit, &attempt.summary).await?;
    let asked = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
    let step = asked("step").and_then(|s| s.parse().ok()).filter(|_| desk.at.is_some());
    let prompts = match step {
        Some(step) => sit::prompts(&attempt.sheet, section::open_at(&attempt.sheet, step), visit.lang),
        None => desk.prompts.clone(),
    };
    // a form is heard of like a page with scripts
    visit.site.presences.record_contact(id, None, 0, visit.now);
    let mut operations: Vec<Operation> = changes(&visit, &prompts, &desk.answers, &fields, writer);
    let count = operations.len();
    let act = asked("do").map(|act| knowingly(act, &prompts, &fields));
    if let (Some(step), Some("onward")) = (step, act) {
        operations.push(section::onward(&visit, step + 1, writer, visit.now.ms() + prompts.len() as i64));
    }
    let replies = sit::save(&visit, &attempt.sheet, operations).await?;
    let refused: Vec<OperationOutcome> =
        replies.iter().filter_map(|r| r.outcome).filter(|v| !matches!(v, OperationOutcome::Applied { .. })).collect();
    if let Err(mut response) = running(&visit, &id.to_string(), &fields).await? {
        // what does not count yet is not said to be saved
        if !refused.is_empty() && response.status().is_success() {
            *response.status_mut() = StatusCode::CONFLICT;
        }
        return Ok(response);
    }
    if let Some(aside) = said_of(&refused, step.is_some(), id)? {
        return Ok(aside);
    }
    set_flags(&visit, &attempt, &desk, &prompts, &fields).await?;
    Ok(Redirect::to(&target(act, id, count)).into_response())
}

/// An item without an answer is left knowingly: it is asked about first.
fn knowingly<'f>(act: &'f str, prompts: &[Prompt], fields: &[(String, String)]) -> &'f str {
    let blank = || prompts.iter().any(|prompt| value_of(prompt, fields).is_empty());
    if act == "onward" && blank() { "skip" } else { act }
}

/// Where it goes on when the form is saved.
fn target(act: Option<&str>, id: AttemptId, count: usize) -> String {
    match act {
        Some("review") => urls::review(id),
        Some("leave") => urls::onward(id),
        Some("skip") => format!("{}?item=yes", urls::onward(id)),
        Some("onward") => urls::attempt(id),
        _ => format!("{}?saved={count}", urls::attempt(id)),
    }
}

/// Who writes: this page from now on; after the end nobody takes the pen, and it speaks as the page that held it.
async fn take_pen(visit: &Visit, summary: &AttemptSummary) -> Result<WriterId, Problem> {
    let writer = page::form_writer(visit);
    let taken = sit::take_pen(visit, summary.id, writer).await?;
    Ok(if taken { writer } else { summary.writer.unwrap_or(writer) })
}

async fn set_flags(
    visit: &Visit,
    attempt: &OwnAttempt,
    desk: &Desk<'_>,
    prompts: &[Prompt],
    fields: &[(String, String)],
) -> Result<(), Problem> {
    for prompt in prompts {
        let flagged = fields.iter().any(|(n, _)| *n == format!("flag.{}", prompt.key));
        if flagged != desk.flags.contains(&prompt.key) {
            sit::set_flag(visit, attempt, &prompt.key, flagged).await?;
        }
    }
    Ok(())
}

/// What a form says to an item.
fn value_of(prompt: &Prompt, fields: &[(String, String)]) -> Answer {
    let name = control_name(&prompt.key);
    Answer::from_fields(&prompt.shape, |part| {
        let name = part.map_or(name.clone(), |i| format!("{name}.{i}"));
        fields.iter().filter(|(n, _)| *n == name).map(|(_, v)| v.clone()).collect()
    })
}

fn changes(
    visit: &Visit,
    prompts: &[Prompt],
    answers: &HashMap<ItemKey, CurrentAnswer>,
    fields: &[(String, String)],
    writer: WriterId,
) -> Vec<Operation> {
    let mut operations = vec![];
    for (seq, prompt) in prompts.iter().enumerate() {
        let value = value_of(prompt, fields);
        let before = answers.get(&prompt.key).map(|c| &c.value);
        let changed = before.map_or(!value.is_empty(), |b| *b != value);
        if changed {
            let op_id = OperationId::new(visit.now, visit.site.id_bytes());
            operations.push(Operation { op_id, item: prompt.key.clone(), value, writer, seq: visit.now.ms() + seq as i64 });
        }
    }
    operations
}
