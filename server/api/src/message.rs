//! The caller's inbox.

use crate::{
    address::{InPath, InQuery},
    json::Input,
    shape::{Instant, PageNumber},
};
use axum::{Json, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_domain::time::Timestamp;
use zhixing_office::message::actions;
use zhixing_shell::{guard::Visit, message::tell, problem::Problem};
use zhixing_store::MessageRecord;

#[derive(Serialize, ToSchema)]
pub struct MessageView {
    pub message: String,
    /// The stable word of what happened, such as `result.released`; `unknown` where a later version wrote it.
    pub kind: &'static str,
    /// `session`, `reminder`, `result`, `certificate`, `name`, `invigilation`, `question`, `workshop` or `account`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<&'static str>,
    /// In the caller's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// What somebody wrote about it, or a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wrote: Option<String>,
    /// The page that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    pub created_at: i64,
    /// Absent until it is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_at: Option<i64>,
}

/// A page of two hundred, those that were not read first.
#[derive(Serialize, ToSchema)]
pub struct MessagesView {
    pub messages: Vec<MessageView>,
    /// How many there are on all pages.
    pub total: i64,
    pub unread: i64,
}

fn view(visit: &Visit, record: MessageRecord) -> MessageView {
    let told = record.message.as_ref().map(|message| tell(&visit.site, message, visit.lang));
    MessageView {
        message: record.id.to_string(),
        kind: record.message.as_ref().map_or("unknown", |m| m.kind()),
        topic: record.message.as_ref().map(|m| m.topic().code()),
        subject: told.as_ref().map(|t| t.subject.clone()),
        body: told.as_ref().map(|t| t.body.clone()),
        wrote: told.as_ref().and_then(|t| t.wrote.clone()),
        link: told.map(|t| t.link),
        created_at: record.created_at.ms(),
        read_at: record.read_at.map(|at| at.ms()),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PageWish {
    page: PageNumber,
}

/// The caller's messages, those that were not read first, the newest first, by pages from 0.
#[utoipa::path(get, path = "/api/v1/me/messages", tag = "message", params(("page" = Option<PageNumber>, Query)),
    responses((status = 200, body = MessagesView), (status = 401, description = "`sign_in`")))]
pub async fn list(visit: Visit, InQuery(wish): InQuery<PageWish>) -> Result<Json<MessagesView>, Problem> {
    let person = visit.person()?;
    let found = visit.site.store.messages_of(person.0.id, wish.page.0).await?;
    let messages = found.messages.into_iter().map(|record| view(&visit, record)).collect();
    Ok(Json(MessagesView { messages, total: found.total, unread: found.unread }))
}

/// Mark a message as read; when it was read first stays.
#[utoipa::path(put, path = "/api/v1/me/messages/{message}/read", tag = "message", params(("message" = String, Path)),
    responses((status = 200, body = MessageView), (status = 401, description = "`sign_in`"), (status = 404, description = "`not_found`")))]
pub async fn read(visit: Visit, InPath(message): InPath<String>) -> Result<Json<MessageView>, Problem> {
    let record = actions::read(&visit, &visit.person()?, &message).await?;
    Ok(Json(view(&visit, record)))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeenWish {
    /// The newest moment whose messages were seen: what came later stays unread.
    pub seen: Instant,
}

/// Mark all messages as read that came until `seen`.
#[utoipa::path(put, path = "/api/v1/me/messages/read", tag = "message", request_body = SeenWish,
    responses((status = 204, description = "marked"), (status = 401, description = "`sign_in`"), (status = 422, description = "`invalid`")))]
pub async fn read_all(visit: Visit, Input(wish): Input<SeenWish>) -> Result<StatusCode, Problem> {
    actions::read_all(&visit, &visit.person()?, Timestamp::from_ms(wish.seen.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}
