//! What the caller is bound to at providers, and for administrators an account. A browser alone goes there and comes back; a token reads the list, and takes
//! none away.

use crate::{address::InPath, json::Input, tries::too_many_tries};
use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_domain::lang::Lang;
use zhixing_office::{
    account::administration,
    identity::{actions as identity, actions::OwnFault, explain},
};
use zhixing_shell::{guard::Visit, problem::Problem};
use zhixing_store::BoundIdentity;

#[derive(Serialize, ToSchema)]
pub struct IdentityView {
    pub identity: String,
    /// The provider, as it calls itself.
    pub issuer: String,
    /// What the provider calls its person.
    pub subject: String,
    pub bound_at: i64,
    /// Absent where nobody has signed in by it yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub used_at: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub struct IdentitiesView {
    pub identities: Vec<IdentityView>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentityRemoval {
    /// The caller's password: a session that lies open is not enough.
    pub password: String,
}

fn views(kept: Vec<BoundIdentity>) -> IdentitiesView {
    let view = |i: BoundIdentity| IdentityView {
        identity: i.id.to_string(),
        issuer: i.issuer,
        subject: i.subject,
        bound_at: i.bound_at.ms(),
        used_at: i.used_at.map(|at| at.ms()),
    };
    IdentitiesView { identities: kept.into_iter().map(view).collect() }
}

/// What the caller is bound to at providers, the oldest first.
#[utoipa::path(get, path = "/api/v1/me/identities", tag = "profile",
    responses((status = 200, body = IdentitiesView), (status = 401, description = "`sign_in`")))]
pub async fn list(visit: Visit) -> Result<Json<IdentitiesView>, Problem> {
    Ok(Json(views(visit.site.store.identities(visit.person()?.0.id).await?)))
}

/// Unbind an identity: it lets nobody in any more. Every other session and token of the caller ends.
#[utoipa::path(post, path = "/api/v1/me/identities/{identity}/removal", tag = "profile", security(("cookie" = [])),
    params(("identity" = String, Path)), request_body = IdentityRemoval,
    responses((status = 204, description = "unbound"), (status = 403, description = "`needs_session`"), (status = 404, description = "`not_found`: none of the caller's"),
        (status = 409, description = "`invalid`: the password is not right, or there is none yet, which has to let the caller in"),
        (status = 429, description = "`too_many_tries`, with Retry-After")))]
pub async fn remove(visit: Visit, InPath(id): InPath<String>, Input(wish): Input<IdentityRemoval>) -> Result<Response, Problem> {
    match identity::remove(&visit, &visit.person()?, &id, wish.password).await? {
        Ok(()) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(OwnFault::Wait(seconds)) => Ok(too_many_tries(seconds)),
        Err(fault) => Err(Problem::invalid(explain(fault, Lang::Zh).0, |l| explain(fault, l).1)),
    }
}

/// What an account is bound to at providers, the oldest first.
#[utoipa::path(get, path = "/api/v1/accounts/{account}/identities", tag = "account", params(("account" = String, Path)),
    responses((status = 200, body = IdentitiesView), (status = 404, description = "`not_found`")))]
pub async fn list_of(visit: Visit, InPath(id): InPath<String>) -> Result<Json<IdentitiesView>, Problem> {
    let admin = visit.administrator()?;
    let account = administration::find(&visit, &admin, &id).await?;
    Ok(Json(views(administration::identities(&visit, &admin, &account).await?)))
}

/// Unbind an identity of an account; never of one's own here. Every session and token of the account ends.
#[utoipa::path(delete, path = "/api/v1/accounts/{account}/identities/{identity}", tag = "account", security(("cookie" = [])),
    params(("account" = String, Path), ("identity" = String, Path)),
    responses((status = 204, description = "unbound"), (status = 403, description = "`needs_session`"),
        (status = 404, description = "`not_found`"), (status = 409, description = "`own_case`")))]
pub async fn end_of(visit: Visit, InPath((id, identity)): InPath<(String, String)>) -> Result<StatusCode, Problem> {
    let admin = visit.administrator()?;
    let account = administration::find(&visit, &admin, &id).await?;
    administration::end_identity(&visit, &admin, &account, &identity).await?;
    Ok(StatusCode::NO_CONTENT)
}
