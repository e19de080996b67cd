//! Where somebody is signed in: the caller, and for administrators an account. A session's name lets nobody in.

use crate::address::InPath;
use axum::{Json, http::StatusCode};
use serde::Serialize;
use utoipa::ToSchema;
use zhixing_office::account::{administration, own};
use zhixing_shell::{guard::Visit, problem::Problem};
use zhixing_store::SignedIn;

#[derive(Serialize, ToSchema)]
pub struct SignedInView {
    /// Names it; nobody gets in by it.
    #[schema(pattern = "^[0-9a-f]{16}$")]
    pub place: String,
    /// Browser and system as it said of itself; empty where it is not known.
    pub device: String,
    /// Without its last part.
    pub address: String,
    pub created_at: i64,
    /// To some minutes.
    pub seen_at: i64,
    /// Whether the caller speaks in it.
    pub here: bool,
}

#[derive(Serialize, ToSchema)]
pub struct EndedView {
    /// How many sessions ended.
    pub ended: u64,
}

fn views(sessions: Vec<SignedIn>, here: Option<&str>) -> Vec<SignedInView> {
    let view = |s: SignedIn| SignedInView {
        here: here == Some(s.name.as_str()),
        place: s.name,
        device: s.device,
        address: s.address,
        created_at: s.created_at.ms(),
        seen_at: s.seen_at.ms(),
    };
    sessions.into_iter().map(view).collect()
}

/// Where the caller is signed in, the session used last first.
#[utoipa::path(get, path = "/api/v1/me/sessions", tag = "profile",
    responses((status = 200, body = [SignedInView]), (status = 401, description = "`sign_in`")))]
pub async fn list(visit: Visit) -> Result<Json<Vec<SignedInView>>, Problem> {
    let person = visit.person()?;
    let (sessions, here) = own::signed_in(&visit, &person).await?;
    Ok(Json(views(sessions, here.as_deref())))
}

/// End one of the caller's sessions.
#[utoipa::path(delete, path = "/api/v1/me/sessions/{place}", tag = "profile", security(("cookie" = [])), params(("place" = String, Path)),
    responses((status = 204, description = "ended"), (status = 401, description = "`sign_in`"), (status = 403, description = "`needs_session`"),
        (status = 404, description = "`not_found`")))]
pub async fn end(visit: Visit, InPath(place): InPath<String>) -> Result<StatusCode, Problem> {
    own::end_session(&visit, &visit.person()?, &place).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// End all sessions of the caller but this one.
#[utoipa::path(delete, path = "/api/v1/me/other-sessions", tag = "profile", security(("cookie" = [])),
    responses((status = 200, body = EndedView), (status = 401, description = "`sign_in`"), (status = 403, description = "`needs_session`")))]
pub async fn end_others(visit: Visit) -> Result<Json<EndedView>, Problem> {
    let ended = own::end_others(&visit, &visit.person()?).await?;
    Ok(Json(EndedView { ended }))
}

/// Where an account is signed in, the session used last first.
#[utoipa::path(get, path = "/api/v1/accounts/{account}/sessions", tag = "account", params(("account" = String, Path)),
    responses((status = 200, body = [SignedInView]), (status = 404, description = "`not_found`")))]
pub async fn list_of(visit: Visit, InPath(id): InPath<String>) -> Result<Json<Vec<SignedInView>>, Problem> {
    let admin = visit.administrator()?;
    let account = administration::find(&visit, &admin, &id).await?;
    Ok(Json(views(administration::signed_in(&visit, &admin, &account).await?, None)))
}

/// End one session of an account; never of one's own here.
#[utoipa::path(delete, path = "/api/v1/accounts/{account}/sessions/{place}", tag = "account", security(("cookie" = [])),
    params(("account" = String, Path), ("place" = String, Path)),
    responses((status = 204, description = "ended"), (status = 403, description = "`needs_session`"),
        (status = 404, description = "`not_found`"), (status = 409, description = "`own_case`")))]
pub async fn end_of(visit: Visit, InPath((id, place)): InPath<(String, String)>) -> Result<StatusCode, Problem> {
    let admin = visit.administrator()?;
    let account = administration::find(&visit, &admin, &id).await?;
    administration::end_session(&visit, &admin, &account, &place).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// End all sessions of an account; never of one's own here.
#[utoipa::path(delete, path = "/api/v1/accounts/{account}/sessions", tag = "account", security(("cookie" = [])),
    params(("account" = String, Path)),
    responses((status = 200, body = EndedView), (status = 403, description = "`needs_session`"),
        (status = 404, description = "`not_found`"), (status = 409, description = "`own_case`")))]
pub async fn end_all_of(visit: Visit, InPath(id): InPath<String>) -> Result<Json<EndedView>, Problem> {
    let admin = visit.administrator()?;
    let account = administration::find(&visit, &admin, &id).await?;
    let ended = administration::end_sessions(&visit, &admin, &account).await?;
    Ok(Json(EndedView { ended }))
}
