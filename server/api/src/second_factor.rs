//! The caller's second factor: whether it is on, a secret to set it up with, setting it and taking it away.

use crate::{json::Input, tries::too_many_tries};
use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_app::i18n::{account as account_words, second_factor as words};
use zhixing_office::second_factor::{actions as factor, actions::FactorRefusal};
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Serialize, ToSchema)]
pub struct FactorView {
    /// Absent where it is off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_at: Option<i64>,
    /// How many recovery codes are left.
    pub recovery_codes: i64,
}

/// A secret that is not kept yet.
#[derive(Serialize, ToSchema)]
pub struct SecretView {
    /// For an authenticator, in base 32.
    pub secret: String,
    /// The same for an authenticator to scan or open (`otpauth:`).
    pub uri: String,
    /// To be sent back with a code of it, within fifteen minutes.
    pub ticket: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FactorWish {
    pub ticket: String,
    /// The six digits that the authenticator shows.
    pub code: String,
    /// The caller's password: a session that lies open is not enough.
    pub password: String,
}

#[derive(Serialize, ToSchema)]
pub struct RecoveryView {
    /// Each lets its owner in once without the authenticator. Told this once.
    pub recovery_codes: Vec<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RemovalWish {
    /// The six digits that the authenticator shows, or a recovery code.
    pub code: String,
}

fn refused(refusal: FactorRefusal) -> Result<Response, Problem> {
    Err(match refusal {
        FactorRefusal::Wait(seconds) => return Ok(too_many_tries(seconds)),
        FactorRefusal::Wanted | FactorRefusal::Code => Problem::invalid("code", |l| words::wrong(l).into()),
        FactorRefusal::Password => Problem::invalid("password", |l| account_words::old_wrong(l).into()),
        FactorRefusal::Stale => Problem::refused("stale", |l| words::stale_set_up(l).into()),
        FactorRefusal::There => there(),
    })
}

fn there() -> Problem {
    Problem::refused("factor_there", |l| words::there(l).into())
}

/// Whether the caller signs in with two steps.
#[utoipa::path(get, path = "/api/v1/me/second-factor", tag = "profile",
    responses((status = 200, body = FactorView), (status = 401, description = "`sign_in`")))]
pub async fn show(visit: Visit) -> Result<Json<FactorView>, Problem> {
    let factor = visit.site.store.second_factor(visit.person()?.0.id).await?;
    let recovery_codes = factor.as_ref().map_or(0, |f| f.codes);
    Ok(Json(FactorView { set_at: factor.map(|f| f.set_at.ms()), recovery_codes }))
}

/// Begin to set it up: a fresh secret. Nothing is kept before a code of it comes back.
#[utoipa::path(post, path = "/api/v1/me/second-factor/secrets", tag = "profile", security(("cookie" = [])),
    responses((status = 201, body = SecretView), (status = 403, description = "`needs_session`"), (status = 409, description = "`factor_there`")))]
pub async fn begin(visit: Visit) -> Result<(StatusCode, Json<SecretView>), Problem> {
    let person = visit.person()?;
    visit.signed_in()?;
    if visit.site.store.second_factor(person.0.id).await?.is_some() {
        return Err(there());
    }
    let factor::Setup { secret, ticket } = factor::begin(&visit, &person)?;
    let uri = factor::key_uri(&visit, &person.0.login, &secret);
    Ok((StatusCode::CREATED, Json(SecretView { secret, uri, ticket })))
}

/// Turn it on: every other session and every token ends, and the reply sets a new session cookie.
#[utoipa::path(put, path = "/api/v1/me/second-factor", tag = "profile", security(("cookie" = [])), request_body = FactorWish,
    responses((status = 200, body = RecoveryView), (status = 403, description = "`needs_session`"),
        (status = 409, description = "`factor_there`; `stale`: ask for another secret; `invalid`: the code or the password is not right"),
        (status = 429, description = "`too_many_tries`, with Retry-After")))]
pub async fn set(visit: Visit, Input(wish): Input<FactorWish>) -> Result<Response, Problem> {
    let person = visit.person()?;
    match factor::set(&visit, &person, wish.ticket, &wish.code, wish.password).await? {
        Ok(recovery_codes) => Ok(Json(RecoveryView { recovery_codes }).into_response()),
        Err(refusal) => refused(refusal),
    }
}

/// Turn it off, with a code of it.
#[utoipa::path(post, path = "/api/v1/me/second-factor/removal", tag = "profile", security(("cookie" = [])), request_body = RemovalWish,
    responses((status = 204, description = "there is none"), (status = 403, description = "`needs_session`"),
        (status = 409, description = "`invalid`: the code is not right"), (status = 429, description = "`too_many_tries`, with Retry-After")))]
pub async fn remove(visit: Visit, Input(wish): Input<RemovalWish>) -> Result<Response, Problem> {
    match factor::remove(&visit, &visit.person()?, &wish.code).await? {
        Ok(()) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(refusal) => refused(refusal),
    }
}
