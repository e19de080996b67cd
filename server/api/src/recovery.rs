//! A letter for whoever forgot the password.

use crate::{json::Input, tries::too_many_tries};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::ToSchema;
use zhixing_office::recovery::actions as recovery;
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecoveryWish {
    /// A login, or an address that its reader has confirmed.
    #[schema(min_length = 1, max_length = 254)]
    pub who: String,
}

/// Ask for a letter with a link that lets its reader set a new password, within 30 minutes and once. The answer is the same whoever is meant, and nobody.
#[utoipa::path(post, path = "/api/v1/recoveries", tag = "session", security(()), request_body = RecoveryWish,
    responses((status = 202, description = "asked"), (status = 403, description = "`needs_session`: not with a token"),
        (status = 404, description = "`not_found`: no mail is sent here"), (status = 409, description = "`invalid`: nobody's login or address looks like that"),
        (status = 429, description = "`too_many_tries`, with Retry-After")))]
pub async fn ask(visit: Visit, Input(wish): Input<RecoveryWish>) -> Result<Response, Problem> {
    Ok(match recovery::ask(&visit, &wish.who).await? {
        Ok(()) => StatusCode::ACCEPTED.into_response(),
        Err(seconds) => too_many_tries(seconds),
    })
}
