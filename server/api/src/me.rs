//! Who the caller is: names and password.

use crate::{
    json::Input,
    shape::{AccountKey, NewPassword, RoleWord, TypedName},
    tries::too_many_tries,
};
use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_app::i18n::account as words;
use zhixing_domain::account::{Account, Roles};
use zhixing_office::account::{
    actions::{self as account, ChangeRefusal},
    own,
};
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Serialize, ToSchema)]
pub struct Me {
    #[schema(value_type = AccountKey)]
    pub account: String,
    pub login: String,
    pub name: String,
    /// The name for certificates; empty until given.
    pub legal_name: String,
    /// `stated` by the person or `confirmed` by staff.
    pub legal_name_source: &'static str,
    /// In which they may act.
    #[schema(value_type = Vec<RoleWord>)]
    pub roles: Vec<&'static str>,
    /// Which rest until they sign in with two steps: what needs one of them answers 403 `second_factor_required`.
    #[schema(value_type = Vec<RoleWord>)]
    pub resting_roles: Vec<&'static str>,
}

impl Me {
    pub fn of(account: &Account, resting: Roles) -> Self {
        Self {
            account: account.id.to_string(),
            login: account.login.clone(),
            name: account.display_name.clone(),
            legal_name: account.legal_name.clone(),
            legal_name_source: account.legal_name_source.code(),
            roles: account.roles.codes(),
            resting_roles: resting.codes(),
        }
    }
}

/// Who the caller is.
#[utoipa::path(get, path = "/api/v1/me", tag = "session", responses((status = 200, body = Me), (status = 401, description = "`sign_in`")))]
pub async fn show(visit: Visit) -> Result<Json<Me>, Problem> {
    Ok(Json(Me::of(&visit.person()?.0, visit.resting)))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NamesWish {
    /// What others see; stays as it is where it is absent.
    pub name: Option<TypedName>,
    /// The name for certificates of exams that begin from now on; stays as it is where it is absent.
    pub legal_name: Option<TypedName>,
}

fn said(name: &Option<TypedName>) -> Option<&str> {
    name.as_ref().map(|name| name.0.as_str())
}

/// Write the caller's names. A legal name that staff have confirmed is theirs to change.
#[utoipa::path(put, path = "/api/v1/me/names", tag = "profile", request_body = NamesWish,
    responses((status = 200, body = Me), (status = 401, description = "`sign_in`"),
        (status = 429, description = "`slow_down`, with Retry-After")))]
pub async fn set_names(visit: Visit, Input(wish): Input<NamesWish>) -> Result<Json<Me>, Problem> {
    let person = visit.person()?;
    own::set_names(&visit, &person, said(&wish.name), said(&wish.legal_name)).await?.map_err(Problem::first_of)?;
    let account = visit.site.store.account(person.0.id).await?.ok_or(Problem::NotFound)?;
    Ok(Json(Me::of(&Account { roles: person.0.roles, ..account }, visit.resting)))
}

/// Agree to the texts at `/privacy` and `/terms` as they are now. Who opened the account with `agree` has done so.
#[utoipa::path(post, path = "/api/v1/me/consent", tag = "profile", security(("cookie" = [])),
    responses((status = 204, description = "noted"), (status = 401, description = "`sign_in`"), (status = 403, description = "`needs_session`")))]
pub async fn agree(visit: Visit) -> Result<StatusCode, Problem> {
    own::agree(&visit, &visit.person()?, "").await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordWish {
    pub old_password: String,
    pub new_password: NewPassword,
}

/// Change the caller's password: every other session and every token ends, and the reply sets a new session cookie.
#[utoipa::path(put, path = "/api/v1/me/password", tag = "profile", security(("cookie" = [])), request_body = PasswordWish,
    responses((status = 204, description = "changed"), (status = 401, description = "`sign_in`"), (status = 403, description = "`needs_session`"),
        (status = 409, description = "`invalid`: the old password is not right, or the new one is none to take"),
        (status = 429, description = "`too_many_tries`, with Retry-After")))]
pub async fn set_password(visit: Visit, Input(wish): Input<PasswordWish>) -> Result<Response, Problem> {
    let person = visit.person()?;
    match account::change_password(&visit, &person, wish.old_password, &wish.new_password.0).await? {
        Ok(()) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(ChangeRefusal::OldWrong) => Err(Problem::invalid("old_password", |l| words::old_wrong(l).into())),
        Err(ChangeRefusal::New(refusal)) => Err(Problem::invalid("new_password", |l| account::explain(refusal).1(l).into())),
        Err(ChangeRefusal::Wait(seconds)) => Ok(too_many_tries(seconds)),
    }
}
