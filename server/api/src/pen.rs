//! Who writes: a page takes the pen knowingly, and the one that had it is told at its next save.

use crate::{
    address::InPath,
    clock::Moment,
    json::Input,
    shape::{ReasonText, WriterName},
};
use axum::{Json, http::StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;
use zhixing_app::i18n::invigilation as words;
use zhixing_domain::id::WriterId;
use zhixing_exam::{attempt::actions as sit, invigilation::one};
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pen {
    #[schema(value_type = WriterName)]
    pub writer: WriterId,
}

/// Take the pen: from now on this writer's operations count, and no other's.
#[utoipa::path(post, path = "/api/v1/attempts/{attempt}/pen", tag = "attempt", request_body = Pen, params(("attempt" = String, Path)),
    responses((status = 200, body = Moment), (status = 404, description = "`not_found`"), (status = 409, description = "`not_running`"),
        (status = 429, description = "`slow_down`")))]
pub async fn take(visit: Visit, InPath(id): InPath<String>, Input(pen): Input<Pen>) -> Result<Json<Moment>, Problem> {
    let attempt = sit::expire_if_due(&visit, visit.own_attempt(&id).await?).await?;
    if !sit::take_pen(&visit, attempt.summary.id, pen.writer).await? {
        return Err(sit::not_running());
    }
    let attempt = visit.own_attempt(&id).await?;
    Ok(Json(Moment::of(&attempt.summary, visit.now)))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PenWish {
    pub reason: ReasonText,
}

/// Take the pen from the page that holds it: the next page that saves has it. For invigilators.
#[utoipa::path(post, path = "/api/v1/attempts/{attempt}/pen-releases", tag = "invigilation", request_body = PenWish, params(("attempt" = String, Path)),
    responses((status = 204, description = "free"), (status = 404, description = "`not_found`"),
        (status = 409, description = "`no_pen`: no page holds it, or the attempt is not open; `own_case`")))]
pub async fn free(visit: Visit, InPath(id): InPath<String>, Input(wish): Input<PenWish>) -> Result<StatusCode, Problem> {
    let who = visit.invigilator()?;
    let of = one::find(&visit, &who, &id).await?;
    if !one::free_pen(&visit, &who, &of, &wish.reason.0).await? {
        return Err(Problem::refused("no_pen", |l| words::no_pen(l).into()));
    }
    Ok(StatusCode::NO_CONTENT)
}
