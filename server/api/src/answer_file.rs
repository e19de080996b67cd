//! Answer files: what a candidate's page saved when nothing else worked, brought in by staff.

use crate::{address::InPath, shape::FileBytes};
use axum::{Json, body::Bytes};
use serde::Serialize;
use utoipa::ToSchema;
use zhixing_exam::invigilation::one;
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Serialize, ToSchema)]
pub struct BroughtView {
    /// How many operations the file holds.
    pub operations: usize,
    /// How many of them count now.
    pub applied: usize,
}

/// Bring in the answer file of an attempt, as the body itself. The same file again changes nothing. For invigilators.
#[utoipa::path(post, path = "/api/v1/attempts/{attempt}/answer-files", tag = "invigilation",
    request_body(content = FileBytes, content_type = "application/octet-stream"), params(("attempt" = String, Path)),
    responses((status = 200, body = BroughtView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`: not made by the page of this attempt, or changed; `own_case`")))]
pub async fn bring_in(visit: Visit, InPath(id): InPath<String>, file: Bytes) -> Result<Json<BroughtView>, Problem> {
    let who = visit.invigilator()?;
    let of = one::find(&visit, &who, &id).await?;
    let one::Brought { operations, applied } = one::bring_in(&visit, &who, &of, &file).await?;
    Ok(Json(BroughtView { operations, applied }))
}
