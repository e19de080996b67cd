//! Where the caller's mail goes and what it is about. All of it is 404 where the installation sends no mail.

use crate::{
    json::Input,
    shape::{MailAddressText, MailChoiceWord},
};
use axum::{Json, http::StatusCode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use zhixing_domain::message::{MailChoice, Topic};
use zhixing_office::message::actions;
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Serialize, ToSchema)]
pub struct MailView {
    /// Confirmed by its reader.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Waits for its reader's word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<String>,
    /// By topic: `at_once`, `digest` or `never`.
    pub choices: BTreeMap<&'static str, &'static str>,
}

async fn view(visit: &Visit) -> Result<Json<MailView>, Problem> {
    let (place, choices) = actions::settings(visit, &visit.person()?).await?;
    let choices = choices.into_iter().map(|(topic, choice)| (topic.code(), choice.code())).collect();
    Ok(Json(MailView { address: place.confirmed, asked: place.asked.map(|(address, _)| address), choices }))
}

/// Where the caller's mail goes, and what is sent.
#[utoipa::path(get, path = "/api/v1/me/mail", tag = "message",
    responses((status = 200, body = MailView), (status = 401, description = "`sign_in`"), (status = 404, description = "`not_found`")))]
pub async fn show(visit: Visit) -> Result<Json<MailView>, Problem> {
    view(&visit).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChoicesWish {
    pub choices: TopicChoices,
}

/// By topic; those that are not named stay as they are. `session` and `account` always are `at_once`, and `reminder` is so where it is asked to be `digest`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TopicChoices {
    pub session: Option<MailChoiceWord>,
    pub reminder: Option<MailChoiceWord>,
    pub result: Option<MailChoiceWord>,
    pub certificate: Option<MailChoiceWord>,
    pub name: Option<MailChoiceWord>,
    pub invigilation: Option<MailChoiceWord>,
    pub question: Option<MailChoiceWord>,
    pub workshop: Option<MailChoiceWord>,
    pub account: Option<MailChoiceWord>,
}

/// Choose what is sent by mail.
#[utoipa::path(put, path = "/api/v1/me/mail/choices", tag = "message", request_body = ChoicesWish,
    responses((status = 200, body = MailView), (status = 401, description = "`sign_in`"), (status = 404, description = "`not_found`"),
        (status = 422, description = "`invalid`"), (status = 429, description = "`slow_down`, with Retry-After")))]
pub async fn choose(visit: Visit, Input(wish): Input<ChoicesWish>) -> Result<Json<MailView>, Problem> {
    let person = visit.person()?;
    let TopicChoices { session, reminder, result, certificate, name, invigilation, question, workshop, account } = wish.choices;
    let named = [
        (Topic::Session, session),
        (Topic::Reminder, reminder),
        (Topic::Result, result),
        (Topic::Certificate, certificate),
        (Topic::Name, name),
        (Topic::Invigilation, invigilation),
        (Topic::Question, question),
        (Topic::Workshop, workshop),
        (Topic::Account, account),
    ];
    let made = named.into_iter().filter_map(|(topic, choice)| Some((topic, MailChoice::from_code(choice?.0)?))).collect();
    actions::choose(&visit, &person, made).await?;
    view(&visit).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddressWish {
    pub address: MailAddressText,
}

/// Ask the reader of an address by a letter: mail goes there once its link was opened and confirmed.
#[utoipa::path(put, path = "/api/v1/me/mail/address", tag = "message", request_body = AddressWish,
    responses((status = 204, description = "the letter is on its way"), (status = 401, description = "`sign_in`"),
        (status = 403, description = "`needs_session`"), (status = 404, description = "`not_found`"), (status = 422, description = "`invalid`"),
        (status = 429, description = "`slow_down`, with Retry-After")))]
pub async fn ask(visit: Visit, Input(wish): Input<AddressWish>) -> Result<StatusCode, Problem> {
    actions::ask_address(&visit, &visit.person()?, &wish.address.0).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// End all mail to the caller; no address is kept.
#[utoipa::path(delete, path = "/api/v1/me/mail/address", tag = "message",
    responses((status = 204, description = "removed"), (status = 401, description = "`sign_in`"), (status = 403, description = "`needs_session`"),
        (status = 404, description = "`not_found`")))]
pub async fn remove(visit: Visit) -> Result<StatusCode, Problem> {
    actions::remove_address(&visit, &visit.person()?).await?;
    Ok(StatusCode::NO_CONTENT)
}
