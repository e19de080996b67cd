//! The caller's own exam sessions, and the address of the calendar that has them.

use axum::{Json, http::StatusCode};
use serde::Serialize;
use utoipa::ToSchema;
use zhixing_domain::plan_ref::PlanRef;
use zhixing_exam::calendar::actions;
use zhixing_shell::{guard::Visit, problem::Problem};
use zhixing_store::Seated;

/// A session on whose list the caller is.
#[derive(Serialize, ToSchema)]
pub struct OwnSession {
    pub session: String,
    /// `course/plan`.
    #[schema(value_type = String, example = "ai-trainer-5/theory")]
    pub plan: PlanRef,
    pub name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// Room or seat.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub seat: String,
    pub opens: i64,
    pub closes: i64,
    /// `planned`, `open`, `over` or `cancelled`.
    pub state: &'static str,
    /// Why it was cancelled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct CalendarLink {
    /// Told this once; whoever has it reads the calendar.
    pub url: String,
}

/// The caller's exam sessions that are not over, and those of the last day.
#[utoipa::path(get, path = "/api/v1/me/exam-sessions", tag = "calendar",
    responses((status = 200, body = [OwnSession]), (status = 401, description = "`sign_in`")))]
pub async fn mine(visit: Visit) -> Result<Json<Vec<OwnSession>>, Problem> {
    let own = actions::mine(&visit, &visit.person()?).await?;
    let view = |Seated { session: s, room: seat, .. }: Seated| OwnSession {
        state: s.phase(visit.now).code(),
        session: s.id.to_string(),
        plan: s.plan,
        name: s.name,
        place: s.place,
        seat,
        opens: s.opens.ms(),
        closes: s.closes.ms(),
        cancelled: s.cancelled,
    };
    Ok(Json(own.into_iter().map(view).collect()))
}

/// Make an address for the caller's calendar (RFC 5545), or a new one in place of the one before. For a session, not for a token.
#[utoipa::path(post, path = "/api/v1/me/calendar", tag = "calendar",
    responses((status = 201, body = CalendarLink), (status = 401, description = "`sign_in`"), (status = 403, description = "`needs_session`"),
        (status = 429, description = "`slow_down`")))]
pub async fn make(visit: Visit) -> Result<(StatusCode, Json<CalendarLink>), Problem> {
    let url = actions::make(&visit, &visit.person()?).await?;
    Ok((StatusCode::CREATED, Json(CalendarLink { url })))
}

/// Take the address of the caller's calendar away.
#[utoipa::path(delete, path = "/api/v1/me/calendar", tag = "calendar",
    responses((status = 204, description = "there is none"), (status = 401, description = "`sign_in`"), (status = 403, description = "`needs_session`")))]
pub async fn remove(visit: Visit) -> Result<StatusCode, Problem> {
    actions::remove(&visit, &visit.person()?).await?;
    Ok(StatusCode::NO_CONTENT)
}
