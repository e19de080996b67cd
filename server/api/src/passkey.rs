//! The caller's passkeys. One is made and used by a browser alone; a token reads the list, and takes none away.

use crate::{address::InPath, json::Input, tries::too_many_tries};
use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_domain::lang::Lang;
use zhixing_office::passkey::{actions, actions::PasskeyRefusal, explain};
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Serialize, ToSchema)]
pub struct PasskeyView {
    pub passkey: String,
    /// What its person calls it.
    pub label: String,
    pub created_at: i64,
    /// Absent where nobody has signed in with it yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub used_at: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub struct PasskeysView {
    pub passkeys: Vec<PasskeyView>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyLabel {
    /// 1 to 60 characters.
    pub label: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyRemoval {
    /// The caller's password: a session that lies open is not enough.
    pub password: String,
}

fn answer(came: Result<(), PasskeyRefusal>) -> Result<Response, Problem> {
    match came {
        Ok(()) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(PasskeyRefusal::Wait(seconds)) => Ok(too_many_tries(seconds)),
        Err(refusal) => Err(Problem::invalid(explain(refusal, Lang::Zh).0, |l| explain(refusal, l).1)),
    }
}

/// The caller's passkeys, the oldest first.
#[utoipa::path(get, path = "/api/v1/me/passkeys", tag = "profile",
    responses((status = 200, body = PasskeysView), (status = 401, description = "`sign_in`")))]
pub async fn list(visit: Visit) -> Result<Json<PasskeysView>, Problem> {
    let kept = visit.site.store.passkeys(visit.person()?.0.id).await?;
    let view = |p: zhixing_store::Passkey| PasskeyView {
        passkey: p.id.to_string(),
        label: p.label,
        created_at: p.created_at.ms(),
        used_at: p.used_at.map(|at| at.ms()),
    };
    Ok(Json(PasskeysView { passkeys: kept.into_iter().map(view).collect() }))
}

/// Call a passkey something else.
#[utoipa::path(put, path = "/api/v1/me/passkeys/{passkey}", tag = "profile", security(("cookie" = [])),
    params(("passkey" = String, Path)), request_body = PasskeyLabel,
    responses((status = 204, description = "renamed"), (status = 403, description = "`needs_session`"), (status = 404, description = "`not_found`: none of the caller's"),
        (status = 409, description = "`invalid`: the label is no name")))]
pub async fn rename(visit: Visit, InPath(passkey): InPath<String>, Input(wish): Input<PasskeyLabel>) -> Result<Response, Problem> {
    answer(actions::rename(&visit, &visit.person()?, &passkey, &wish.label).await?)
}

/// Take a passkey away: it lets nobody in any more.
#[utoipa::path(post, path = "/api/v1/me/passkeys/{passkey}/removal", tag = "profile", security(("cookie" = [])),
    params(("passkey" = String, Path)), request_body = PasskeyRemoval,
    responses((status = 204, description = "removed"), (status = 403, description = "`needs_session`"), (status = 404, description = "`not_found`: none of the caller's"),
        (status = 409, description = "`invalid`: the password is not right"), (status = 429, description = "`too_many_tries`, with Retry-After")))]
pub async fn remove(visit: Visit, InPath(passkey): InPath<String>, Input(wish): Input<PasskeyRemoval>) -> Result<Response, Problem> {
    answer(actions::remove(&visit, &visit.person()?, &passkey, wish.password).await?)
}
