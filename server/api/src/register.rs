//! Whoever has no way in yet: opening an account of one's own, and a new password by a code that staff gave.

use crate::{
    json::Input,
    me::Me,
    shape::{NewLogin, NewPassword, TypedName},
    tries::too_many_tries,
};
use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::ToSchema;
use zhixing_app::i18n::account as words;
use zhixing_office::account::{
    actions as account,
    actions::{ChangeRefusal, explained},
};
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegistrationWish {
    pub login: NewLogin,
    /// What others see.
    pub name: TypedName,
    pub password: NewPassword,
    /// That the person agrees to the texts at `/privacy` and `/terms`: nothing else is taken.
    pub agree: bool,
}

/// Open an account for a learner: the reply sets the session cookie.
#[utoipa::path(post, path = "/api/v1/registrations", tag = "session", security(()), request_body = RegistrationWish,
    responses((status = 201, body = Me), (status = 403, description = "`needs_session`: not with a token"),
        (status = 409, description = "`registration_closed`; `invalid`: also where the login is taken, or `agree` is not true"),
        (status = 429, description = "`too_many_registrations` from this address")))]
pub async fn open(visit: Visit, Input(wish): Input<RegistrationWish>) -> Result<(StatusCode, Json<Me>), Problem> {
    let opened = account::register(&visit, (&wish.login.0, &wish.name.0), &wish.password.0, wish.agree.then_some("")).await?;
    let id = opened.map_err(|refusals| Problem::first_of(explained(refusals)))?;
    let account = visit.site.store.account(id).await?.ok_or(Problem::NotFound)?;
    let (account, resting) = visit.site.awake(account).await?;
    Ok((StatusCode::CREATED, Json(Me::of(&account, resting))))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetWish {
    pub login: String,
    /// As staff read it out.
    pub code: String,
    pub password: NewPassword,
}

/// Set a new password by a code. Where the account has no second factor, the reply sets the session cookie; else sign in after it.
#[utoipa::path(post, path = "/api/v1/password-resets", tag = "session", security(()), request_body = ResetWish,
    responses((status = 204, description = "set"), (status = 403, description = "`needs_session`: not with a token"),
        (status = 409, description = "`invalid`: login or code is not right, or the password is none to take"),
        (status = 429, description = "`too_many_tries`, with Retry-After")))]
pub async fn reset(visit: Visit, Input(wish): Input<ResetWish>) -> Result<Response, Problem> {
    match account::reset_password(&visit, &wish.login, &wish.code, &wish.password.0).await? {
        Ok(()) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(ChangeRefusal::OldWrong) => Err(Problem::invalid("code", |l| words::reset_wrong(l).into())),
        Err(ChangeRefusal::New(refusal)) => Err(Problem::invalid("password", |l| account::explain(refusal).1(l).into())),
        Err(ChangeRefusal::Wait(seconds)) => Ok(too_many_tries(seconds)),
    }
}
