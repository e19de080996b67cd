//! Starting an attempt, and reading its paper and answers.

use crate::{
    address::InPath,
    answer::AnswerSchema,
    clock::Moment,
    json::Optional,
    shape::{AttemptKey, PlanName, TypedName},
};
use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_domain::{
    assessment::Section,
    attempt::Phase,
    lang::Lang,
    plan_ref::PlanRef,
    question::{Answer, Prompt},
};
use zhixing_exam::{
    attempt::{actions as sit, section},
    lockdown::actions as lockdown,
};
use zhixing_shell::{
    guard::{OwnAttempt, Visit},
    name,
    papers::LoadedPaper,
    problem::Problem,
};

#[derive(Serialize, ToSchema)]
pub struct AttemptView {
    #[schema(value_type = AttemptKey)]
    pub attempt: String,
    #[schema(value_type = PlanName)]
    pub plan: PlanRef,
    /// The how-manieth attempt of this person.
    pub number: i64,
    /// The name that a certificate would be issued for, frozen at the start; none where nobody gave one, or nothing certifies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_name: Option<String>,
    #[serde(flatten)]
    pub moment: Moment,
    /// The sections of the paper in their order; none where it is one whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<SectionView>,
    /// The paper: items without keys, in the order shown; empty before the start, while it is paused, and once it has ended. Of a paper with
    /// sections the open one alone: the next comes when it is entered.
    #[schema(value_type = Vec<Object>)]
    pub prompts: Vec<Prompt>,
    pub answers: Vec<Current>,
    /// Items that the candidate marked to come back to.
    pub flags: Vec<String>,
}

/// A section of the paper: one after the other, with no way back.
#[derive(Serialize, ToSchema)]
pub struct SectionView {
    pub title: String,
    pub items: usize,
    /// Its own limit in the plan's time, without accommodations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit_ms: Option<i64>,
    /// `linear`: item by item with no way back, each a step of its own; else `nonlinear`, and one step.
    pub navigation: &'static str,
    pub first_step: u32,
    pub steps: u32,
}

/// The answer that counts so far.
#[derive(Serialize, ToSchema)]
pub struct Current {
    pub item: String,
    pub rev: i64,
    #[schema(value_type = AnswerSchema)]
    pub value: Answer,
    pub value_digest: String,
    pub received_at: i64,
}

async fn view(visit: &Visit, attempt: &OwnAttempt) -> Result<AttemptView, Problem> {
    let id = attempt.summary.id;
    let (answers, flags, legal_name) = visit.site.store.desk(id).await?;
    let running = attempt.summary.state.phase() == Phase::InProgress;
    let current = |a: zhixing_store::CurrentAnswer| Current {
        item: a.item.0,
        rev: a.rev,
        value_digest: a.value.digest(),
        value: a.value,
        received_at: a.received_at.ms(),
    };
    Ok(AttemptView {
        attempt: id.to_string(),
        plan: attempt.summary.plan.clone(),
        number: attempt.summary.number,
        legal_name,
        moment: Moment::of(&attempt.summary, visit.now),
        sections: sections(&attempt.sheet, visit.lang),
        prompts: if running { sit::prompts(&attempt.sheet, section::places(attempt, visit.now), visit.lang) } else { vec![] },
        answers: answers.into_iter().map(current).collect(),
        flags: flags.into_iter().map(|f| f.0).collect(),
    })
}

fn sections(sheet: &LoadedPaper, lang: Lang) -> Vec<SectionView> {
    let outline = &sheet.outline;
    let mut step = 0;
    let view = |s: &Section| {
        let steps = s.steps();
        step += steps;
        let navigation = if s.linear { "linear" } else { "nonlinear" };
        let (title, limit_ms) = (s.title.get(lang).clone(), s.limit.map(|l| l.ms()));
        SectionView { title, items: s.items, limit_ms, navigation, first_step: step - steps, steps }
    };
    outline.0.iter().map(view).collect()
}

/// What a start may have to bring.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StartRequest {
    /// What the invigilator said in the room, where the assessment asks for it.
    #[serde(default)]
    pub code: String,
    /// The caller's name as on their document, where the assessment certifies: stated now, and frozen in the attempt. Without it the name that the
    /// account has is frozen; a name that staff confirmed stays as it is. Without any, a certificate waits until staff set one.
    pub legal_name: Option<TypedName>,
}

/// Start, or resume the running attempt of the same caller: 201 for one that starts now, 200 for one that runs already.
#[utoipa::path(post, path = "/api/v1/assessments/{course}/{plan}/attempts", tag = "attempt",
    request_body(content = Option<StartRequest>, description = "It may be left out."), params(("course" = String, Path), ("plan" = String, Path)),
    responses((status = 201, body = AttemptView), (status = 200, body = AttemptView), (status = 401, description = "`sign_in`"),
        (status = 403, description = "`seb_needed`, `outside_room`, `code_needed` or `code_wrong`"),
        (status = 404, description = "`not_found`"), (status = 409, description = "`not_open_yet`, `closed`, `no_attempt_left`, `not_listed`, `bank_short` or `name_confirmed`"),
        (status = 429, description = "`code_wait`")))]
pub async fn start(
    visit: Visit,
    InPath((course, plan)): InPath<(String, String)>,
    Optional(request): Optional<StartRequest>,
) -> Result<Response, Problem> {
    visit.person()?;
    let request = request.unwrap_or_default();
    if let Some(name) = &request.legal_name {
        name::state(&visit, &PlanRef::new(&course, &plan), &name.0).await?;
    }
    let started = sit::start(&visit, &PlanRef::new(&course, &plan), &request.code).await?;
    let attempt = started.map_err(|barrier| lockdown::problem(&barrier))?;
    lockdown::watch(&visit, attempt.summary.id, &attempt.summary.plan).await;
    let status = if attempt.summary.state.started_at() == Some(visit.now) { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(view(&visit, &attempt).await?)).into_response())
}

/// The paper (prompts only), the current answers, state and time.
#[utoipa::path(get, path = "/api/v1/attempts/{attempt}", tag = "attempt", params(("attempt" = String, Path)),
    responses((status = 200, body = AttemptView), (status = 403, description = "`seb_needed` or `outside_room`"), (status = 404, description = "`not_found`")))]
pub async fn show(visit: Visit, InPath(id): InPath<String>) -> Result<Json<AttemptView>, Problem> {
    let attempt = sit::expire_if_due(&visit, visit.own_attempt(&id).await?).await?;
    if !attempt.summary.state.phase().is_final() {
        lockdown::before(&visit, &attempt.summary).await?.map_or(Ok(()), |barrier| Err(lockdown::problem(&barrier)))?;
        lockdown::watch(&visit, attempt.summary.id, &attempt.summary.plan).await;
    }
    Ok(Json(view(&visit, &attempt).await?))
}
