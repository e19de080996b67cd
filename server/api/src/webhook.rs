//! Systems that are told of events. For administrators who signed in; a token may read.

use crate::{
    address::InPath,
    json::Input,
    shape::{CallAddress, LabelText},
};
use axum::{Json, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_office::webhook::actions;
use zhixing_shell::{guard::Visit, problem::Problem};
use zhixing_store::WebhookRecord;

#[derive(Serialize, ToSchema)]
pub struct WebhookView {
    pub webhook: String,
    pub label: String,
    pub url: String,
    pub created_at: i64,
    /// How much waits to be told.
    pub waiting: i64,
    /// When it was called last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_at: Option<i64>,
    /// What was wrong with the last call; absent where it went well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_error: Option<String>,
    /// Since when it is called no more, after five days without success.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped_at: Option<i64>,
}

impl From<WebhookRecord> for WebhookView {
    fn from(w: WebhookRecord) -> Self {
        Self {
            webhook: w.id.to_string(),
            label: w.label,
            url: w.url,
            created_at: w.created_at.ms(),
            waiting: w.waiting,
            last_at: w.last_at.map(|at| at.ms()),
            last_error: w.last_error,
            stopped_at: w.stopped_at.map(|at| at.ms()),
        }
    }
}

/// The systems that are told of events, the oldest first.
#[utoipa::path(get, path = "/api/v1/webhooks", tag = "webhook",
    responses((status = 200, body = [WebhookView]), (status = 401, description = "`sign_in`"), (status = 404, description = "`not_found`")))]
pub async fn list(visit: Visit) -> Result<Json<Vec<WebhookView>>, Problem> {
    let admin = visit.administrator()?;
    Ok(Json(visit.site.store.webhooks(&admin).await?.into_iter().map(WebhookView::from).collect()))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookWish {
    pub label: LabelText,
    pub url: CallAddress,
}

#[derive(Serialize, ToSchema)]
pub struct NewWebhookView {
    pub webhook: String,
    /// What calls are signed with (Standard Webhooks); told this once.
    pub secret: String,
}

/// Have a system told of events: `POST` of JSON with `webhook-id`, `webhook-timestamp` and `webhook-signature` (Standard Webhooks, `v1`).
#[utoipa::path(post, path = "/api/v1/webhooks", tag = "webhook", request_body = WebhookWish,
    responses((status = 201, body = NewWebhookView), (status = 401, description = "`sign_in`"), (status = 403, description = "`needs_session`"),
        (status = 404, description = "`not_found`"), (status = 422, description = "`invalid`")))]
pub async fn add(visit: Visit, Input(wish): Input<WebhookWish>) -> Result<(StatusCode, Json<NewWebhookView>), Problem> {
    let (id, secret) = actions::add(&visit, &visit.administrator()?, &wish.label.0, &wish.url.0).await?;
    Ok((StatusCode::CREATED, Json(NewWebhookView { webhook: id.to_string(), secret })))
}

/// Take a system away, with what waits for it.
#[utoipa::path(delete, path = "/api/v1/webhooks/{webhook}", tag = "webhook", params(("webhook" = String, Path)),
    responses((status = 204, description = "removed"), (status = 401, description = "`sign_in`"), (status = 403, description = "`needs_session`"),
        (status = 404, description = "`not_found`")))]
pub async fn remove(visit: Visit, InPath(webhook): InPath<String>) -> Result<StatusCode, Problem> {
    actions::remove(&visit, &visit.administrator()?, &webhook).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Tell a system something that did not happen (`webhook.test`).
#[utoipa::path(post, path = "/api/v1/webhooks/{webhook}/tests", tag = "webhook", params(("webhook" = String, Path)),
    responses((status = 204, description = "on its way"), (status = 401, description = "`sign_in`"), (status = 403, description = "`needs_session`"),
        (status = 404, description = "`not_found`")))]
pub async fn test(visit: Visit, InPath(webhook): InPath<String>) -> Result<StatusCode, Problem> {
    actions::test(&visit, &visit.administrator()?, &webhook).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Have a system called again that was given up.
#[utoipa::path(delete, path = "/api/v1/webhooks/{webhook}/stop", tag = "webhook", params(("webhook" = String, Path)),
    responses((status = 204, description = "it is called again"), (status = 401, description = "`sign_in`"),
        (status = 403, description = "`needs_session`"), (status = 404, description = "`not_found`")))]
pub async fn resume(visit: Visit, InPath(webhook): InPath<String>) -> Result<StatusCode, Problem> {
    actions::resume(&visit, &visit.administrator()?, &webhook).await?;
    Ok(StatusCode::NO_CONTENT)
}
