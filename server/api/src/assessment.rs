//! What the caller may sit.

use crate::shape::{AttemptKey, PlanName};
use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;
use zhixing_domain::{
    assessment::{PlanKind, StartRefusal},
    attempt::Phase,
    plan_ref::PlanRef,
};
use zhixing_exam::attempt::actions as sit;
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Serialize, ToSchema)]
pub struct Assessment {
    #[schema(value_type = PlanName)]
    pub plan: PlanRef,
    /// `exam` or `mock`.
    pub kind: &'static str,
    pub title: String,
    pub course: String,
    pub limit_ms: i64,
    /// On one hundred, as decimal text.
    pub pass: String,
    pub items: usize,
    pub opens: Option<i64>,
    pub closes: Option<i64>,
    /// 0: no limit.
    pub attempts_allowed: u32,
    pub attempts_used: u32,
    /// The running attempt, to be resumed.
    #[schema(value_type = Option<AttemptKey>)]
    pub running: Option<String>,
    pub may_start: bool,
    /// Why not: `not_open_yet`, `closed`, `no_attempt_left`, `not_listed` or `session_cancelled`.
    pub reason: Option<&'static str>,
}

fn reason(refusal: StartRefusal) -> &'static str {
    match refusal {
        StartRefusal::NotYet(_) => "not_open_yet",
        StartRefusal::Closed(_) => "closed",
        StartRefusal::NoAttemptLeft(_) => "no_attempt_left",
        StartRefusal::NotListed => "not_listed",
        StartRefusal::Cancelled => "session_cancelled",
    }
}

/// What the caller may sit, with windows.
#[utoipa::path(get, path = "/api/v1/assessments", tag = "assessment", responses((status = 200, body = [Assessment]), (status = 401, description = "`sign_in`")))]
pub async fn list(visit: Visit) -> Result<Json<Vec<Assessment>>, Problem> {
    let person = visit.person()?;
    let attempts = visit.site.store.attempts_of(person.0.id).await?;
    let published = visit.site.published();
    let mut list = vec![];
    for (course, plan) in published.library.plans() {
        let name = plan.name();
        let mine = || attempts.iter().filter(|a| a.plan == name);
        let used = u32::try_from(mine().filter(|a| a.is_used()).count()).unwrap_or(u32::MAX);
        let running = mine().find(|a| matches!(a.state.phase(), Phase::InProgress | Phase::Paused)).map(|a| a.id.to_string());
        let admission = sit::admission(&visit, person.0.id, plan).await?;
        let window = admission.as_ref().map_or(plan.window, |p| p.window);
        let refusal = admission.and_then(|p| p.may_start(plan.attempts, used, visit.now)).err().filter(|_| running.is_none());
        let reason = refusal.map(reason);
        list.push(Assessment {
            kind: match plan.kind {
                PlanKind::Exam => "exam",
                PlanKind::Mock => "mock",
            },
            title: plan.title.get(visit.lang).clone(),
            course: course.title.get(visit.lang).clone(),
            limit_ms: plan.limit.ms(),
            pass: plan.pass.to_string(),
            items: plan.item_count(),
            opens: window.opens.map(|t| t.ms()),
            closes: window.closes.map(|t| t.ms()),
            attempts_allowed: plan.attempts,
            attempts_used: used,
            may_start: reason.is_none(),
            running,
            reason,
            plan: name,
        });
    }
    Ok(Json(list))
}
