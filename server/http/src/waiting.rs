//! Pages of candidates that wait for what staff do: a question for the clock that says `prefer: wait` is answered when there is news, or after
//! a while. Never here: what is answered; every question that is let go is asked anew, from the session on.
//!
//! What waits is not at work: it has no place and no desk (`crate::admission`), and hyper does not serve its connection
//! (`crate::connection`). Each node looks once a second, for all who wait at it, what staff did anywhere; what they do at this node it looks
//! for at once.

use crate::{Node, connection::Socket};
use axum::{
    extract::Request,
    http::{HeaderMap, Method, StatusCode, Version},
    response::{IntoResponse, Response},
};
use hyper::body::Body;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    sync::{Notify, oneshot, watch},
    time::{sleep, timeout},
};
use zhixing_domain::{
    id::AttemptId,
    time::{Span, Timestamp},
};
use zhixing_store::Fault;

/// How long a question waits when there is nothing to tell: shorter than what proxies bear, and staff see by it who is there.
const WAIT: Duration = Duration::from_secs(25);
/// Between two looks.
const LOOK: Duration = Duration::from_secs(1);
/// How far back a look goes: nodes whose clocks differ, and what was committed late.
const OVERLAP: Span = Span::from_seconds(30);
/// How long an act is remembered here.
const REMEMBERED: Span = Span::from_minutes(5);
/// A whole hall hears of a pause so many at a time, and all of ten thousand within two seconds.
const SLICE: usize = 250;
const APART: Duration = Duration::from_millis(50);
/// The largest head of a question that is kept while it waits.
const HEAD_BYTES: usize = 4 << 10;
const MOST: usize = 32_768;

/// The number of the newest act of staff that the page has shown.
pub const NEWS: &str = "x-news";

/// What the page says that it has shown; 0 is nothing.
pub fn shown(headers: &HeaderMap) -> Option<i64> {
    headers.get(NEWS)?.to_str().ok()?.parse().ok()
}

#[derive(Debug, Default)]
struct State {
    /// The newest act upon attempts of the last minutes.
    known: HashMap<AttemptId, Timestamp>,
    waiting: HashMap<AttemptId, Vec<oneshot::Sender<()>>>,
    count: usize,
}

/// Who waits at this node.
#[derive(Debug, Default)]
pub struct Waiting {
    state: Mutex<State>,
    look: Notify,
}

/// One question that waits, until it is dropped.
struct Place {
    of: Arc<Waiting>,
    attempt: AttemptId,
    told: oneshot::Receiver<()>,
}

impl Waiting {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many wait.
    pub fn count(&self) -> usize {
        self.state().count
    }

    /// Looks soon: staff did something here.
    pub fn look(&self) {
        self.look.notify_one();
    }

    /// A place for a page that has shown the acts up to `shown`; none where there is more to tell.
    fn enter(self: &Arc<Self>, attempt: AttemptId, shown: i64) -> Option<Place> {
        let mut state = self.state();
        if state.count >= MOST || state.known.get(&attempt).is_some_and(|newest| newest.ms() > shown) {
            return None;
        }
        let (tell, told) = oneshot::channel();
        state.waiting.entry(attempt).or_default().push(tell);
        state.count += 1;
        Some(Place { of: self.clone(), attempt, told })
    }

    /// Takes in what staff did; those who wait for it.
    fn learn(&self, acts: Vec<(AttemptId, Timestamp)>, now: Timestamp) -> Vec<oneshot::Sender<()>> {
        let mut state = self.state();
        let mut told = vec![];
        for (attempt, at) in acts {
            if state.known.get(&attempt).is_some_and(|known| *known >= at) {
                continue;
            }
            state.known.insert(attempt, at);
            told.extend(state.waiting.remove(&attempt).unwrap_or_default());
        }
        state.known.retain(|_, at| now.since(*at) < REMEMBERED);
        told
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.told.close();
        let mut state = self.of.state();
        state.count = state.count.saturating_sub(1);
        if let Some(others) = state.waiting.get_mut(&self.attempt) {
            others.retain(|other| !other.is_closed());
            if others.is_empty() {
                state.waiting.remove(&self.attempt);
            }
        }
    }
}

/// Looks what staff did, and lets go whoever waits for it.
///
/// # Errors
///
/// A [`Fault`] if the database cannot be read: everybody waits on.
pub async fn look(node: &Node) -> Result<(), Fault> {
    let waiting = &node.waiting;
    if waiting.count() == 0 {
        return Ok(());
    }
    let now = node.clock.now();
    let acts = node.store.news_since(now - OVERLAP).await?;
    let mut told = waiting.learn(acts, now).into_iter();
    loop {
        let some: Vec<_> = told.by_ref().take(SLICE).collect();
        let more = some.len() == SLICE;
        for one in some {
            // whoever has gone is told nothing
            let _ = one.send(());
        }
        if !more {
            return Ok(());
        }
        sleep(APART).await;
    }
}

/// Looks again and again.
pub async fn keep_looking(node: Arc<Node>, mut stopped: watch::Receiver<bool>) {
    while !*stopped.borrow() {
        tokio::select! {
            () = sleep(LOOK) => {}
            () = node.waiting.look.notified() => {}
            _ = stopped.changed() => return,
        }
        if let Err(error) = look(&node).await {
            tracing::error!(worker = "waiting", %error, "will try again");
        }
    }
}

/// Holds a question that may wait, on a connection of somebody who is known to be signed in and whose attempt it is; else it is answered as ever.
pub fn hold(node: &Node, request: &Request) -> Option<Response> {
    let wishes = request.headers().get("prefer")?.to_str().ok()?;
    let waits = wishes.split([',', ';']).any(|wish| wish.trim().split('=').next() == Some("wait"));
    if !waits || request.method() != Method::GET || !request.body().is_end_stream() || request.version() > Version::HTTP_11 {
        return None;
    }
    let attempt = request.uri().path().strip_prefix("/api/v1/attempts/")?.strip_suffix("/clock")?.parse().ok()?;
    let shown = shown(request.headers())?;
    let socket = request.extensions().get::<Arc<Socket>>()?;
    let (account, permit) = node.admission.wait_permit(request.headers(), node.settings.secure_cookies)?;
    // of an attempt whose page was opened a while ago; another one is looked up by answering
    node.site.paper_at_hand(attempt).filter(|sheet| sheet.account == account)?;
    let head = head(request)?;
    let mut place = node.waiting.enter(attempt, shown)?;
    socket.is_of_a_person();
    socket.held.hold(head, async move {
        let _permit = permit;
        let _ = timeout(WAIT, &mut place.told).await;
    });
    // never sent: the connection takes the question back
    Some(StatusCode::NO_CONTENT.into_response())
}

/// The question as it came, but for the wish to wait.
fn head(request: &Request) -> Option<Vec<u8>> {
    let mut head = format!("{} {} {:?}\r\n", request.method(), request.uri(), request.version()).into_bytes();
    for (name, value) in request.headers().iter().filter(|(name, _)| *name != "prefer") {
        for part in [name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"] {
            head.extend_from_slice(part);
        }
    }
    head.extend_from_slice(b"\r\n");
    (head.len() <= HEAD_BYTES).then_some(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_ms(1_000_000);

    fn attempt(n: u8) -> AttemptId {
        AttemptId::new(NOW, [n; 10])
    }

    #[test]
    fn whoever_waits_is_told_once_and_who_has_something_to_hear_does_not_wait() {
        let waiting = Arc::new(Waiting::default());
        let (mut first, mut second) = (waiting.enter(attempt(1), 0).unwrap(), waiting.enter(attempt(1), 0).unwrap());
        let mut other = waiting.enter(attempt(2), 0).unwrap();
        assert_eq!(waiting.count(), 3);
        for one in waiting.learn(vec![(attempt(1), NOW)], NOW) {
            one.send(()).unwrap();
        }
        assert!(first.told.try_recv().is_ok() && second.told.try_recv().is_ok() && other.told.try_recv().is_err());
        // the same act is seen again by the next look
        assert!(waiting.learn(vec![(attempt(1), NOW)], NOW).is_empty());
        assert!(waiting.enter(attempt(1), NOW.ms() - 1).is_none(), "it has not shown that");
        let third = waiting.enter(attempt(1), NOW.ms()).unwrap();
        assert_eq!(waiting.learn(vec![(attempt(1), NOW + Span::from_seconds(1))], NOW).len(), 1);
        drop((first, second, third, other));
        let state = waiting.state();
        assert_eq!((state.count, state.waiting.len()), (0, 0));
    }

    #[test]
    fn what_is_long_past_is_forgotten() {
        let waiting = Arc::new(Waiting::default());
        waiting.learn(vec![(attempt(1), NOW)], NOW);
        waiting.learn(vec![(attempt(2), NOW + REMEMBERED)], NOW + REMEMBERED);
        assert_eq!(waiting.state().known.len(), 1);
    }

    #[test]
    fn a_question_is_kept_as_it_came_but_for_the_wish_to_wait() {
        let ask = |cookie: &str| {
            let request = Request::builder().uri("/api/v1/attempts/a/clock").header("host", "here").header("prefer", "wait=25");
            head(&request.header("cookie", cookie).body(axum::body::Body::empty()).unwrap())
        };
        assert_eq!(ask("a=b").unwrap(), b"GET /api/v1/attempts/a/clock HTTP/1.1\r\nhost: here\r\ncookie: a=b\r\n\r\n");
        assert!(ask(&"x".repeat(HEAD_BYTES)).is_none());
    }
}
