//! The live board as server-sent events: what changed, every two seconds.

use crate::address::InPath;
use axum::{
    extract::Query,
    http::{HeaderMap, HeaderName},
    response::{
        IntoResponse,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::stream;
use std::{collections::BTreeMap, convert::Infallible, sync::atomic::Ordering, time::Duration};
use utoipa::ToSchema;
use zhixing_domain::{digest::sha256_hex, plan_ref::PlanRef};
use zhixing_exam::invigilation::board::{BoardQuery, pieces};
use zhixing_shell::{
    guard::{self, Visit},
    problem::Problem,
};

const PAUSE: Duration = Duration::from_secs(2);
/// The browser connects again after this; rights are then looked at anew.
const EVENTS: usize = 150;

/// What a board was sent already.
struct Watching {
    visit: Visit,
    /// The hash of the token that watches, where no session does.
    token: Option<String>,
    plan: PlanRef,
    asked: BoardQuery,
    counts: String,
    lines: BTreeMap<String, String>,
    sent: usize,
}

impl Watching {
    /// What changed since the last time, as an event.
    async fn changes(&mut self) -> Event {
        let Ok(now) = pieces(&self.visit, &self.plan, &self.asked).await else {
            return Event::default().comment("the store is busy");
        };
        let lines: BTreeMap<_, _> = now.lines.iter().filter(|(id, html)| self.lines.get(*id) != Some(html)).collect();
        let counts = (now.counts != self.counts).then_some(&now.counts);
        let event = Event::default().event("board").data(serde_json::json!({ "counts": counts, "lines": lines }).to_string());
        (self.counts, self.lines) = (now.counts, now.lines);
        event
    }
}

/// An event of a live board.
#[derive(ToSchema)]
#[allow(dead_code, reason = "for the description alone: axum writes the event")]
pub struct BoardEvent {
    /// `board`.
    event: String,
    /// `{"counts": html, "lines": {attempt: html}}` of what changed.
    data: String,
}

async fn still_there(visit: &mut Visit, token: Option<&str>, plan: &PlanRef) -> bool {
    let Some(before) = visit.account.as_ref().map(|a| a.id) else { return false };
    if let Some(token) = token
        && !matches!(visit.site.store.account_of_token(token, visit.now).await, Ok(Some(_)) | Err(_))
    {
        return false;
    }
    if let Some(id) = visit.session.as_ref().and_then(tower_sessions::Session::id)
        && !matches!(visit.site.store.session(id.to_string()).await, Ok(Some(_)) | Err(_))
    {
        return false;
    }
    // a store that is busy for a moment ends nobody's watch
    let Ok(account) = visit.site.store.account(before).await else { return true };
    let Some(account) = account.filter(|a| a.disabled_at.is_none()) else { return false };
    let Ok((account, resting)) = visit.site.awake(account).await else { return true };
    (visit.account, visit.resting) = (Some(account), resting);
    visit.invigilator().is_ok_and(|who| who.scope().covers(plan))
}

/// Changes of a live board: events `board` with `{"counts": html, "lines": {attempt: html}}`.
#[utoipa::path(get, path = "/api/v1/boards/{course}/{plan}/events", tag = "invigilation", params(("course" = String, Path), ("plan" = String, Path)),
    responses((status = 200, content_type = "text/event-stream", body = BoardEvent, description = "Events without end, each of this form"),
        (status = 404, description = "`not_found`")))]
pub async fn events(
    node: zhixing_http::TheNode,
    visit: Visit,
    InPath((course, plan)): InPath<(String, String)>,
    Query(asked): Query<BoardQuery>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Problem> {
    let (who, plan) = (visit.invigilator()?, PlanRef::new(&course, &plan));
    if !who.scope().covers(&plan) {
        return Err(Problem::NotFound);
    }
    visit.site.published().library.plan(&plan).ok_or(Problem::NotFound)?;
    let token = guard::bearer(&headers).map(|token| sha256_hex(token.as_bytes()));
    let watching = Watching { visit, token, plan, asked, counts: String::new(), lines: BTreeMap::new(), sent: 0 };
    let stopping = node.stopping.clone();
    let events = stream::unfold(watching, move |mut watching| {
        let stopping = stopping.clone();
        async move {
            if watching.sent > 0 {
                tokio::time::sleep(PAUSE).await;
            }
            // a server that stops does not wait for those who watch: they connect again to the next one
            if watching.sent >= EVENTS || stopping.load(Ordering::Relaxed) {
                return None;
            }
            watching.sent += 1;
            watching.visit.now = watching.visit.site.ports.now();
            // whoever was disabled, lost the role or signed out everywhere sees nothing more
            if !still_there(&mut watching.visit, watching.token.as_deref(), &watching.plan).await {
                return None;
            }
            let event = watching.changes().await;
            Some((Ok::<_, Infallible>(event), watching))
        }
    });
    // a proxy that gathers replies would hold the board back (nginx)
    let unbuffered = [(HeaderName::from_static("x-accel-buffering"), "no")];
    Ok((unbuffered, Sse::new(events).keep_alive(KeepAlive::default())))
}
