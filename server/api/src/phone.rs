//! Where the caller's short messages go and what they are about. All of it is 404 where the installation sends none.

use crate::{
    json::Input,
    shape::{PhoneCodeText, PhoneNumberText, TopicWord},
};
use axum::{Json, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_domain::message::Topic;
use zhixing_office::message::phone::actions;
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Serialize, ToSchema)]
pub struct PhoneView {
    /// Confirmed by a code, as `+8613800138000`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Waits for its code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<String>,
    /// What is sent.
    #[schema(value_type = Vec<TopicWord>)]
    pub topics: Vec<&'static str>,
}

async fn view(visit: &Visit) -> Result<Json<PhoneView>, Problem> {
    let (place, topics) = actions::settings(visit, &visit.person()?).await?;
    let topics = topics.into_iter().map(Topic::code).collect();
    Ok(Json(PhoneView { number: place.confirmed, asked: place.asked.map(|(number, _)| number), topics }))
}

/// Where the caller's short messages go, and what is sent.
#[utoipa::path(get, path = "/api/v1/me/phone", tag = "message",
    responses((status = 200, body = PhoneView), (status = 404, description = "`not_found`")))]
pub async fn show(visit: Visit) -> Result<Json<PhoneView>, Problem> {
    view(&visit).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberWish {
    pub number: PhoneNumberText,
}

/// Send a code to a number: short messages go there once the code was given.
#[utoipa::path(put, path = "/api/v1/me/phone/number", tag = "message", security(("cookie" = [])), request_body = NumberWish,
    responses((status = 204, description = "the code is on its way"), (status = 403, description = "`needs_session`"),
        (status = 404, description = "`not_found`"), (status = 429, description = "`slow_down`, with Retry-After")))]
pub async fn ask(visit: Visit, Input(wish): Input<NumberWish>) -> Result<StatusCode, Problem> {
    actions::ask(&visit, &visit.person()?, &wish.number.0).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeOfPhoneWish {
    pub code: PhoneCodeText,
}

/// Give the code that a number brought: five guesses, within fifteen minutes.
#[utoipa::path(post, path = "/api/v1/me/phone/confirmation", tag = "message", security(("cookie" = [])), request_body = CodeOfPhoneWish,
    responses((status = 200, body = PhoneView), (status = 403, description = "`needs_session`"), (status = 404, description = "`not_found`"),
        (status = 429, description = "`slow_down`, with Retry-After")))]
pub async fn confirm(visit: Visit, Input(wish): Input<CodeOfPhoneWish>) -> Result<Json<PhoneView>, Problem> {
    actions::confirm(&visit, &visit.person()?, &wish.code.0).await?;
    view(&visit).await
}

/// End all short messages to the caller; no number is kept.
#[utoipa::path(delete, path = "/api/v1/me/phone/number", tag = "message", security(("cookie" = [])),
    responses((status = 204, description = "removed"), (status = 403, description = "`needs_session`"), (status = 404, description = "`not_found`")))]
pub async fn remove(visit: Visit) -> Result<StatusCode, Problem> {
    actions::remove(&visit, &visit.person()?).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PhoneTopicsWish {
    /// All that is to be sent.
    pub topics: Vec<TopicWord>,
}

/// Choose what is sent by short message: these topics and no other.
#[utoipa::path(put, path = "/api/v1/me/phone/topics", tag = "message", request_body = PhoneTopicsWish,
    responses((status = 200, body = PhoneView), (status = 404, description = "`not_found`"),
        (status = 429, description = "`slow_down`, with Retry-After")))]
pub async fn choose(visit: Visit, Input(wish): Input<PhoneTopicsWish>) -> Result<Json<PhoneView>, Problem> {
    let topics = wish.topics.iter().filter_map(|word| Topic::from_code(word.0)).collect();
    actions::choose(&visit, &visit.person()?, topics).await?;
    view(&visit).await
}
