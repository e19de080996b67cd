//! The audit log, for administrators: lines by person, kind, object and day, and what proves them.

use crate::address::InQuery;
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use zhixing_office::log::actions::{self as log, LogProof, LogQuestion};
use zhixing_shell::{
    guard::Visit,
    parts::{Called, called, told},
    problem::Problem,
};
use zhixing_store::LogLine;

/// What is asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct LogAsked {
    /// An account name, or what one person alone is called: what this person did, and what happened to their account and attempts.
    pub person: String,
    /// An action such as `attempt.started`, or what it begins with, such as `attempt`.
    pub kind: String,
    /// The id, number or name of what it is about.
    pub object: String,
    /// A day of the installation's time zone, such as `2026-11-22`.
    pub day: String,
    /// `next` of the page before.
    pub before: String,
}

#[derive(Serialize, ToSchema)]
pub struct LogView {
    /// Newest first, 200 at most.
    pub lines: Vec<LogLineView>,
    /// For `before`, where there are older ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    pub proof: LogProofView,
}

#[derive(Serialize, ToSchema)]
pub struct LogLineView {
    pub id: String,
    pub at: i64,
    /// An account's id, `system` or `operator`.
    pub actor: String,
    pub actor_name: String,
    /// The stable word.
    pub action: String,
    pub subject: String,
    /// A person's name with the account name, or the name of a session or group, where the subject has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject_name: Option<String>,
    /// In the caller's language.
    pub told: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct LogProofView {
    /// The newest link of the chain; absent before the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head: Option<LinkView>,
    /// Lines that wait to be linked.
    pub unlinked: i64,
    /// Up to which link this server has checked the chain since its start, and how many did not fit.
    pub checked: i64,
    pub faults: usize,
    /// When it last came to the end of the chain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole_at: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub struct LinkView {
    pub place: i64,
    /// SHA-256 in hexadecimal.
    pub hash: String,
}

fn line(visit: &Visit, line: LogLine, called: &Called) -> LogLineView {
    let (head, more) = told(&visit.site, &line.happened.what, called, visit.lang);
    LogLineView {
        id: line.id.to_string(),
        at: line.happened.at.ms(),
        actor: line.actor,
        action: line.happened.what.action().into(),
        actor_name: line.happened.who,
        subject: line.subject,
        subject_name: line.called,
        told: format!("{head} {more}").trim_end().into(),
        request: line.request,
    }
}

impl From<LogProof> for LogProofView {
    fn from(LogProof { head, unlinked, chain }: LogProof) -> Self {
        Self {
            head: head.map(|(place, hash)| LinkView { place, hash }),
            unlinked,
            checked: chain.walk.seq,
            faults: chain.walk.faults.len().max(chain.whole.map_or(0, |(.., n)| n)),
            whole_at: chain.whole.map(|(at, ..)| at.ms()),
        }
    }
}

/// The audit log, newest first.
#[utoipa::path(get, path = "/api/v1/log", tag = "log", params(LogAsked),
    responses((status = 200, body = LogView), (status = 404, description = "`not_found`"), (status = 409, description = "`invalid`: no such day, or no such line before")))]
pub async fn show(visit: Visit, InQuery(asked): InQuery<LogAsked>) -> Result<Json<LogView>, Problem> {
    let admin = visit.administrator()?;
    let LogAsked { person, kind, object, day, before } = asked;
    let asked = LogQuestion { person, kind, object, day, before };
    let scope = log::scope(&visit, &admin, &asked).await?.map_err(Problem::first_of)?;
    let (lines, more) = log::read(&visit, &admin, &scope).await?;
    let called = called(&visit, &admin, lines.iter().map(|line| &line.happened.what)).await?;
    let next = more.then(|| lines.last().map(|l| l.id.to_string())).flatten();
    let proof = log::proof(&visit, &admin).await?.into();
    Ok(Json(LogView { lines: lines.into_iter().map(|l| line(&visit, l, &called)).collect(), next, proof }))
}
