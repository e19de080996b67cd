//! Everything that is kept about the caller, as an archive.

use axum::response::Response;
use zhixing_office::account::data::actions;
use zhixing_shell::{guard::Visit, problem::Problem};

/// Take everything that is kept about the caller: a ZIP of JSON, with the certificates as issued and a README that names each file.
#[utoipa::path(post, path = "/api/v1/me/data", tag = "profile", security(("cookie" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "application/zip"), (status = 401, description = "`sign_in`"),
        (status = 403, description = "`needs_session`")))]
pub async fn take(visit: Visit) -> Result<Response, Problem> {
    let person = visit.person()?;
    actions::take(&visit, &person).await
}
