//! Segments: an ended attempt that goes on, on the same paper with the same answers and time of its own.

use crate::{
    address::InPath,
    json::Input,
    shape::{AttemptKey, Minutes, ReasonText},
};
use axum::{Json, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_exam::invigilation::one;
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReopeningWish {
    pub minutes: Minutes,
    /// Take along what arrived in a pause or after the end.
    #[serde(default)]
    pub late: bool,
    pub reason: ReasonText,
}

#[derive(Serialize, ToSchema)]
pub struct SegmentView {
    /// The segment: an attempt of its own.
    #[schema(value_type = AttemptKey)]
    pub attempt: String,
    /// The ended attempt, which no longer counts.
    #[schema(value_type = AttemptKey)]
    pub segment_of: String,
}

/// Reopen an ended attempt. For invigilators.
#[utoipa::path(post, path = "/api/v1/attempts/{attempt}/segments", tag = "invigilation", request_body = ReopeningWish,
    params(("attempt" = String, Path)),
    responses((status = 201, body = SegmentView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`not_ended`, `goes_on`, `released` or `own_case`")))]
pub async fn reopen(
    visit: Visit,
    InPath(id): InPath<String>,
    Input(wish): Input<ReopeningWish>,
) -> Result<(StatusCode, Json<SegmentView>), Problem> {
    let who = visit.invigilator()?;
    let of = one::find(&visit, &who, &id).await?;
    let reopened = one::reopen(&visit, &who, &of, wish.minutes.0, wish.late, &wish.reason.0).await?;
    let segment = reopened.map_err(|refusal| {
        let (code, said) = one::explain(refusal);
        Problem::refused(code, |l| said(l).into())
    })?;
    Ok((StatusCode::CREATED, Json(SegmentView { attempt: segment.to_string(), segment_of: id })))
}
