//! Publications of the workshop at a time that is set before. For the owners of a course.

use crate::{
    address::InPath,
    json::Input,
    shape::{Instant, PublicationDigest, ReasonText},
};
use axum::{Json, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_authoring::publication::{actions, proposal};
use zhixing_domain::time::Timestamp;
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScheduleWish {
    /// What was proposed.
    pub digest: PublicationDigest,
    /// When: still to come, within a year.
    pub at: Instant,
    /// That what goes is meant to go.
    #[serde(default)]
    pub sure: bool,
    /// The `set_at` of the one that was seen, and gives way; left out where none was.
    #[serde(default)]
    pub over: Option<Instant>,
    /// Why, for the history of what changes.
    pub reason: Option<ReasonText>,
}

#[derive(Serialize, ToSchema)]
pub struct ScheduleView {
    pub at: i64,
    /// Who set it.
    pub by: String,
    /// When they set it.
    pub set_at: i64,
}

/// When the course is to be published, and who set that.
#[utoipa::path(get, path = "/api/v1/workshop/{course}/schedule", tag = "workshop", params(("course" = String, Path)),
    responses((status = 200, body = ScheduleView), (status = 404, description = "`not_found`: also where no time is set")))]
pub async fn show(visit: Visit, InPath(course): InPath<String>) -> Result<Json<ScheduleView>, Problem> {
    let set = visit.site.store.schedule(&visit.author()?, &course).await?.ok_or(Problem::NotFound)?;
    Ok(Json(ScheduleView { at: set.due.ms(), by: set.who, set_at: set.at.ms() }))
}

/// Set a time for publishing the drafts of a course, as they were proposed; the one that was seen gives way, and whoever set it hears of it.
#[utoipa::path(put, path = "/api/v1/workshop/{course}/schedule", tag = "workshop", params(("course" = String, Path)), request_body = ScheduleWish,
    responses((status = 204, description = "set"), (status = 403, description = "`course_role`"), (status = 404, description = "`not_found`"),
        (status = 409, description = "`unfit`, `changed`, `needs_review`, `invalid`")))]
pub async fn set(visit: Visit, InPath(course): InPath<String>, Input(wish): Input<ScheduleWish>) -> Result<StatusCode, Problem> {
    let author = visit.author()?;
    let seen = proposal(&visit, &author, &course, "").await?;
    let time = |at: Instant| Timestamp::from_ms(at.0);
    let wished = actions::WishedTime { at: Some(time(wish.at)), over: wish.over.map(time) };
    let reason = wish.reason.map(|reason| reason.0).unwrap_or_default();
    let said = actions::SeenPublication { digest: wish.digest.0, sure: wish.sure, reason };
    actions::schedule(&visit, &author, &course, seen, &said, wished).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take a publication at a time back; whoever set it hears of it.
#[utoipa::path(delete, path = "/api/v1/workshop/{course}/schedule", tag = "workshop", params(("course" = String, Path)),
    responses((status = 204, description = "taken back"), (status = 403, description = "`course_role`"), (status = 404, description = "`not_found`"),
        (status = 409, description = "`not_scheduled`")))]
pub async fn remove(visit: Visit, InPath(course): InPath<String>) -> Result<StatusCode, Problem> {
    actions::unschedule(&visit, &visit.author()?, &course, None).await?;
    Ok(StatusCode::NO_CONTENT)
}
