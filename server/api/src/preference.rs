//! The language in which the site speaks, and how it looks.

use crate::{
    json::Input,
    shape::{LangWord, ThemeWord},
};
use axum::{
    http::{HeaderValue, StatusCode},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::ToSchema;
use zhixing_domain::lang::Lang;
use zhixing_office::account::own;
use zhixing_shell::{
    client_signals::set_cookie,
    guard::{Theme, Visit},
    problem::Problem,
};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LanguageWish {
    pub language: LangWord,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ThemeWish {
    pub theme: ThemeWord,
}

fn chosen(cookie: Option<HeaderValue>) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    set_cookie(response.headers_mut(), cookie);
    response
}

/// Choose the language: kept with the account of whoever is signed in, and in a cookie.
#[utoipa::path(put, path = "/api/v1/preferences/language", tag = "profile", security((), ("cookie" = []), ("token" = [])),
    request_body = LanguageWish, responses((status = 204, description = "chosen"), (status = 403, description = "`read_only_token`")))]
pub async fn language(visit: Visit, Input(wish): Input<LanguageWish>) -> Result<Response, Problem> {
    let lang = Lang::from_code(wish.language.0).ok_or(Problem::NotFound)?;
    Ok(chosen(own::set_language(&visit, lang).await?))
}

/// Choose how the site looks: kept in a cookie.
#[utoipa::path(put, path = "/api/v1/preferences/theme", tag = "profile", security((), ("cookie" = []), ("token" = [])),
    request_body = ThemeWish, responses((status = 204, description = "chosen"), (status = 403, description = "`read_only_token`")))]
pub async fn theme(_: Visit, Input(wish): Input<ThemeWish>) -> Result<Response, Problem> {
    Ok(chosen(own::set_theme(Theme::from_code(wish.theme.0).ok_or(Problem::NotFound)?)))
}
