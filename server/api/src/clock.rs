//! The time and state of an attempt: part of every reply about it, and by itself.

use crate::{
    address::InPath,
    shape::{PhaseWord, WriterName},
};
use axum::{Json, http::HeaderMap};
use serde::Serialize;
use utoipa::ToSchema;
use zhixing_domain::{attempt::Phase, time::Timestamp};
use zhixing_exam::attempt::{actions as sit, page};
use zhixing_http::waiting;
use zhixing_shell::{guard::Visit, problem::Problem};
use zhixing_store::AttemptSummary;

#[derive(Clone, Serialize, ToSchema)]
pub struct Moment {
    /// The server's time, ms UTC. Clients count from it with a monotonic clock.
    pub server_now: i64,
    /// The first instant that is too late; absent before the start.
    pub deadline: Option<i64>,
    /// When the section that is open must be left, never after `deadline`; absent where it has no limit of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section_deadline: Option<i64>,
    /// The number of that section, from 0, and the step reached on the paper: what is before it is closed. Only on papers with sections.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<u32>,
    #[schema(value_type = PhaseWord)]
    pub state: &'static str,
    /// The page that holds the pen; nobody before the first save.
    #[schema(value_type = Option<WriterName>)]
    pub writer: Option<String>,
    /// The newest word of staff to this candidate; only in the reply of the clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<Notice>,
    /// The number of the newest act of staff upon this attempt, which rises; only in the reply of the clock, as is why it is paused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub news: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pause_reason: Option<String>,
}

#[derive(Clone, Serialize, ToSchema)]
pub struct Notice {
    pub at: i64,
    pub text: String,
}

impl Moment {
    pub fn of(summary: &AttemptSummary, now: Timestamp) -> Self {
        let timing = summary.timing();
        let progress = summary.progress.as_ref().map(|p| p.settled(&summary.terms, summary.state, now));
        let limit = progress.as_ref().filter(|_| !summary.state.phase().is_final());
        Self {
            server_now: now.ms(),
            deadline: timing.deadline(now).map(|d| d.0.ms()),
            section_deadline: limit.and_then(|p| p.section_deadline(&timing, now)).map(|d| d.0.ms()),
            section: progress.as_ref().map(|p| p.section()),
            position: progress.as_ref().map(|p| p.position()),
            state: summary.state.phase().code(),
            writer: summary.writer.map(|w| w.to_string()),
            notice: None,
            news: None,
            pause_reason: None,
        }
    }
}

/// The server's time, the deadline, the state and who holds the pen. With `x-news` the page says what it has shown of the acts of staff, for the board;
/// with `prefer: wait` besides, the answer comes when there is more, or after half a minute (`zhixing_http::waiting`).
#[utoipa::path(get, path = "/api/v1/attempts/{attempt}/clock", tag = "attempt",
    params(("attempt" = String, Path), ("x-news" = Option<i64>, Header), ("prefer" = Option<String>, Header)),
    responses((status = 200, body = Moment), (status = 404, description = "`not_found`")))]
pub async fn show(visit: Visit, headers: HeaderMap, InPath(id): InPath<String>) -> Result<Json<Moment>, Problem> {
    let attempt = sit::expire_if_due(&visit, visit.own_attempt(&id).await?).await?;
    let id = attempt.summary.id;
    visit.site.presences.record_contact(id, None, 0, visit.now);
    let told = visit.site.store.news_of(id).await?;
    if let Some((shown, newest)) = waiting::shown(&headers).zip(told.at).filter(|(shown, _)| *shown > 0) {
        visit.site.presences.record_shown(id, newest.min(Timestamp::from_ms(shown)), visit.now);
    }
    Ok(Json(Moment {
        notice: told.notice.map(|(at, word)| Notice { at: at.ms(), text: page::word_of_staff(word, visit.lang) }),
        news: told.at.map(Timestamp::ms),
        pause_reason: told.pause_reason.filter(|_| attempt.summary.state.phase() == Phase::Paused),
        ..Moment::of(&attempt.summary, visit.now)
    }))
}
