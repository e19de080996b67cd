//! Signing in and out by JSON.

use crate::{json::Input, me::Me, tries::too_many_tries};
use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::ToSchema;
use zhixing_app::i18n::{account as words, passkey, second_factor};
use zhixing_office::account::{actions as account, actions::SignInRefusal, own};
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    pub login: String,
    pub password: String,
    /// Where the account has a second factor: the six digits of its authenticator, or a recovery code.
    #[serde(default)]
    pub code: String,
}

/// Sign in: the reply sets the session cookie.
#[utoipa::path(post, path = "/api/v1/session", tag = "session", security(()), request_body = SignIn, responses(
    (status = 200, description = "Signed in", body = Me),
    (status = 401, description = "`wrong_credentials`; `second_factor` (right so far, and a code is wanted); `wrong_code`; `passkey` (right \
        so far, and a passkey is wanted, which a browser gives); `merged` (right, and the account was merged into another one)"),
    (status = 429, description = "`too_many_tries`, with Retry-After")))]
pub async fn sign_in(visit: Visit, Input(form): Input<SignIn>) -> Result<Response, Problem> {
    match account::sign_in(&visit, &form.login, form.password, &form.code).await? {
        Ok(id) => {
            let account = visit.site.store.account(id).await?.ok_or(Problem::NotFound)?;
            let (account, resting) = visit.site.awake(account).await?;
            Ok(Json(Me::of(&account, resting)).into_response())
        }
        Err(SignInRefusal::Wrong) => Err(Problem::rejected(StatusCode::UNAUTHORIZED, "wrong_credentials", |l| words::wrong(l).into())),
        Err(SignInRefusal::Merged(login)) => Err(Problem::rejected(StatusCode::UNAUTHORIZED, "merged", |l| words::merged(l, &login))),
        Err(SignInRefusal::Factor(proof)) if visit.site.store.second_factor(proof.account).await?.is_none() => {
            Err(Problem::rejected(StatusCode::UNAUTHORIZED, "passkey", |l| passkey::wanted(l).into()))
        }
        Err(SignInRefusal::Factor(_)) => {
            Err(Problem::rejected(StatusCode::UNAUTHORIZED, "second_factor", |l| second_factor::wanted(l).into()))
        }
        Err(SignInRefusal::Code) => Err(Problem::rejected(StatusCode::UNAUTHORIZED, "wrong_code", |l| second_factor::wrong(l).into())),
        Err(SignInRefusal::Wait(seconds)) => Ok(too_many_tries(seconds)),
    }
}

/// Sign out: the session ends, also for whoever copied its cookie.
#[utoipa::path(delete, path = "/api/v1/session", tag = "session", security(()), responses((status = 204, description = "Signed out")))]
pub async fn sign_out(visit: Visit) -> Result<StatusCode, Problem> {
    account::sign_out(visit.session.as_ref()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sign out everywhere: every session and every token of the caller ends.
#[utoipa::path(delete, path = "/api/v1/me/sessions", tag = "profile", security(("cookie" = [])),
    responses((status = 204, description = "Signed out"), (status = 401, description = "`sign_in`"), (status = 403, description = "`needs_session`")))]
pub async fn sign_out_everywhere(visit: Visit) -> Result<StatusCode, Problem> {
    own::sign_out_everywhere(&visit, &visit.person()?).await?;
    Ok(StatusCode::NO_CONTENT)
}
