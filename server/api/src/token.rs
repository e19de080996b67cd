//! The caller's own tokens. They are made at the server's command line.

use crate::address::InPath;
use axum::{Json, http::StatusCode};
use serde::Serialize;
use utoipa::ToSchema;
use zhixing_office::account::own;
use zhixing_shell::{guard::Visit, problem::Problem};
use zhixing_store::TokenLine;

#[derive(Serialize, ToSchema)]
pub struct TokenView {
    /// Names it; nobody gets in by it.
    pub token: String,
    pub label: String,
    /// Whether it may change anything.
    pub writes: bool,
    pub created_at: i64,
    /// Absent where it does not end by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<i64>,
}

impl From<TokenLine> for TokenView {
    fn from(t: TokenLine) -> Self {
        let (created_at, expires_at) = (t.created_at.ms(), t.expires_at.map(|at| at.ms()));
        Self { token: t.name, label: t.label, writes: t.writes, created_at, expires_at }
    }
}

/// The caller's tokens that let somebody in, newest first.
#[utoipa::path(get, path = "/api/v1/me/tokens", tag = "profile",
    responses((status = 200, body = [TokenView]), (status = 401, description = "`sign_in`")))]
pub async fn list(visit: Visit) -> Result<Json<Vec<TokenView>>, Problem> {
    let person = visit.person()?;
    Ok(Json(visit.site.store.tokens(person.0.id, visit.now).await?.into_iter().map(TokenView::from).collect()))
}

/// Revoke one of the caller's tokens.
#[utoipa::path(delete, path = "/api/v1/me/tokens/{token}", tag = "profile", security(("cookie" = [])), params(("token" = String, Path)),
    responses((status = 204, description = "revoked"), (status = 401, description = "`sign_in`"), (status = 403, description = "`needs_session`"),
        (status = 404, description = "`not_found`")))]
pub async fn revoke(visit: Visit, InPath(token): InPath<String>) -> Result<StatusCode, Problem> {
    own::revoke_token(&visit, &visit.person()?, &token).await?;
    Ok(StatusCode::NO_CONTENT)
}
