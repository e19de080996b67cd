//! Who is let in, and when: places and bodies are bounded, and strangers never use up those of people who are signed in.
//!
//! Start at [`admit`]. A request is asked in this order: who it is from, cheaply; whether so large a body is taken from them; its body, which
//! waits in a pool of its own and is there before the request takes a place; a place; a desk. Never here: who may do what
//! (`zhixing_shell::guard`), which still asks the store every time.

mod bodies;
mod known;
mod places;

use crate::{connection::Socket, hashing, security, session};
use axum::{
    body::{Body, Bytes, HttpBody},
    extract::{DefaultBodyLimit, FromRequestParts, Request},
    http::{HeaderMap, StatusCode, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use bodies::{BodyPool, Ticket, Want};
use futures_util::StreamExt;
use known::{KnownAccount, KnownAccounts, WaitPermit};
use places::Share;
use std::{fmt::Write, sync::Arc, time::Duration};
use tokio::{sync::Semaphore, time::timeout};
use zhixing_domain::id::AccountId;
use zhixing_shell::{
    cookie,
    guard::{self, ClientAddress, Visit},
    problem::Problem,
};

/// A body up to this size is small, and one without a length must not be larger.
pub const SMALL: usize = 64 << 10;
/// The largest body of a stranger, but for a credential to check.
pub const STRANGERS_MOST: usize = 16 << 10;
/// How long what is not wanted of a body is read and dropped, so that its connection can be used again, and how much of it.
const GLANCE: Duration = Duration::from_secs(1);
const GLANCED: usize = 1 << 20;
/// Requests of programs that watch this server, at once.
const WATCHING: usize = 16;

/// Who asks, as far as it matters for what is let in: not what they may do.
enum Standing {
    /// By the hash of an address.
    Stranger(u64),
    Person(Arc<KnownAccount>),
}

pub struct Admission {
    known: KnownAccounts,
    strangers: Share,
    people: Share,
    watching: Semaphore,
    /// Bodies on their way: small and large, of strangers and of people.
    pools: [BodyPool; 4],
}

impl Default for Admission {
    fn default() -> Self {
        Self {
            known: KnownAccounts::default(),
            // those who sign in wait for their hash at a desk, and leave some to the other strangers
            strangers: Share::new(2_048, hashing::QUEUE + 128),
            people: Share::new(4_096, 1_024),
            watching: Semaphore::new(WATCHING),
            pools: [
                BodyPool::new(Want { bodies: 1_024, bytes: 16 << 20, each: 512 }),
                BodyPool::new(Want { bodies: 16, bytes: 24 << 20, each: 4 }),
                BodyPool::new(Want { bodies: 4_096, bytes: 64 << 20, each: 64 }),
                BodyPool::new(Want { bodies: 64, bytes: 64 << 20, each: 4 }),
            ],
        }
    }
}

/// What became of a body that was not received.
enum Unread {
    TooLarge,
    /// It came too slowly.
    Late,
    /// There was no room, or it made room for others.
    Full,
    Broken,
}

impl IntoResponse for Unread {
    fn into_response(self) -> Response {
        match self {
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
            Self::Late => StatusCode::REQUEST_TIMEOUT.into_response(),
            Self::Full => Problem::Busy(2).into_response(),
            Self::Broken => StatusCode::BAD_REQUEST.into_response(),
        }
    }
}

/// Has a request handled when it is all there and its turn has come.
pub async fn admit(node: &crate::Node, request: Request, next: Next) -> Response {
    let it = &node.admission;
    match request.uri().path() {
        "/healthz" if request.body().is_end_stream() => return next.run(request).await,
        "/readyz" | "/metrics" if request.body().is_end_stream() => {
            let Ok(_watching) = it.watching.try_acquire() else { return Problem::Busy(2).into_response() };
            return next.run(request).await;
        }
        _ => {}
    }
    let (mut head, body) = request.into_parts();
    let who = it.who(node, &mut head).await;
    if let (Standing::Person(_), Some(socket)) = (&who, head.extensions.get::<Arc<Socket>>()) {
        socket.is_of_a_person();
    }
    let mut _ticket = None;
    let mut request = if body.is_end_stream() {
        Request::from_parts(head, body)
    } else {
        // boxed: most requests bring no body
        match Box::pin(it.receive(node, &who, &mut head, body)).await {
            Ok((bytes, ticket)) => {
                _ticket = Some(ticket);
                Request::from_parts(head, Body::from(bytes))
            }
            Err(refused) => return refused,
        }
    };
    DefaultBodyLimit::max(security::body_limit(request.uri().path())).apply(&mut request);
    let (share, owner) = match &who {
        Standing::Stranger(address) => (&it.strangers, Err(*address)),
        Standing::Person(account) => (&it.people, Ok(account)),
    };
    let Some(_place) = share.take(owner) else { return Problem::Busy(2).into_response() };
    let Some(_desk) = share.desk().await else { return Problem::Busy(2).into_response() };
    if owner.is_err() {
        share.turn().await;
    }
    next.run(request).await
}

impl Admission {
    /// Whether it is somebody who was seen to be signed in a while ago.
    pub fn knows(&self, headers: &HeaderMap, secure: bool) -> bool {
        self.known(headers, secure).is_some()
    }

    /// A permit for a question that waits, of somebody who was seen to be signed in a while ago; nobody is looked up for it.
    pub fn wait_permit(&self, headers: &HeaderMap, secure: bool) -> Option<(AccountId, impl Send + use<>)> {
        let account = self.known(headers, secure)?;
        Some((account.id, WaitPermit::of(account)?))
    }

    fn known(&self, headers: &HeaderMap, secure: bool) -> Option<Arc<KnownAccount>> {
        let secret = guard::bearer(headers).or_else(|| cookie::cookie(headers, session::cookie_name(secure)))?;
        self.known.find(self.known.key(secret))
    }

    /// Whoever was seen to be signed in a while ago is known by cookie or token; others are looked up once.
    async fn who(&self, node: &crate::Node, head: &mut Parts) -> Standing {
        let secret = match guard::bearer(&head.headers) {
            Some(token) => Some(token),
            None => cookie::cookie(&head.headers, session::cookie_name(node.settings.secure_cookies)),
        };
        if let Some(key) = secret.map(|s| self.known.key(s)) {
            if let Some(account) = self.known.find(key) {
                return Standing::Person(account);
            }
            // boxed: it happens once a person
            let visit = Box::pin(Visit::from_request_parts(head, &node.site)).await;
            if let Some(account) = visit.ok().and_then(|v| v.account) {
                return Standing::Person(self.known.remember(key, &account));
            }
        }
        let address = head.extensions.get::<ClientAddress>().map_or("", |a| a.0.as_str());
        Standing::Stranger(self.known.key(crate::limiter::prefix(address).as_str()))
    }

    /// Where a body waits, and whose it is there.
    fn pool_of(&self, who: &Standing, large: bool) -> (&BodyPool, u64) {
        match who {
            Standing::Stranger(address) => (&self.pools[usize::from(large)], *address),
            Standing::Person(account) => (&self.pools[2 + usize::from(large)], account.key),
        }
    }

    /// Receives a body whole, or says what to answer instead.
    async fn receive(&self, node: &crate::Node, who: &Standing, head: &mut Parts, body: Body) -> Result<(Bytes, Ticket<'_>), Response> {
        let path = head.uri.path();
        let length = body.size_hint().exact().and_then(|n| usize::try_from(n).ok());
        let allowed = security::body_limit(path);
        let most = match who {
            Standing::Stranger(_) if !is_for_all(path) => allowed.min(STRANGERS_MOST),
            _ => allowed,
        };
        let too_large = || match who {
            // signed in it could be taken: whoever was signed out is told so
            Standing::Stranger(_) if most < allowed && length.is_none_or(|n| n <= allowed) && !is_anonymous(path) => {
                Problem::SignIn(guard::path_of(head)).into_response()
            }
            _ => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        };
        if length.is_some_and(|n| n > most) {
            let refused = too_large();
            if length.is_some_and(|n| n <= GLANCED) {
                drain(body, GLANCED).await;
            }
            return Err(refused);
        }
        let large = length.is_some_and(|n| n > SMALL);
        // boxed: few bodies are large
        if large && let Err(refused) = Box::pin(may_send_much(node, head)).await {
            drain(body, GLANCED).await;
            return Err(refused.into_response());
        }
        let (pool, owner) = self.pool_of(who, large);
        let most = if large { most } else { most.min(SMALL) };
        let Some(ticket) = pool.enter(owner, if large { length.unwrap_or(most) } else { 0 }) else {
            drain(body, SMALL).await;
            return Err(Unread::Full.into_response());
        };
        match whole(body, ticket, length, most, large).await {
            Ok(received) => Ok(received),
            Err(Unread::TooLarge) => Err(too_large()),
            Err(why) => Err(why.into_response()),
        }
    }

    /// How much is used of what is bounded, for the metrics.
    pub fn to_text(&self, text: &mut String) {
        text.push_str("# TYPE zhixing_places gauge\n# TYPE zhixing_places_refused_total counter\n");
        for (who, share) in [("strangers", &self.strangers), ("people", &self.people)] {
            let _ = writeln!(text, "zhixing_places{{who=\"{who}\"}} {}", share.taken());
            let _ = writeln!(text, "zhixing_places_refused_total{{who=\"{who}\"}} {}", share.refused());
        }
        text.push_str("# TYPE zhixing_bodies gauge\n# TYPE zhixing_body_bytes gauge\n# TYPE zhixing_bodies_refused_total counter\n");
        let names = [("strangers", "small"), ("strangers", "large"), ("people", "small"), ("people", "large")];
        for ((who, size), pool) in names.into_iter().zip(&self.pools) {
            let labels = format!("{{who=\"{who}\",size=\"{size}\"}}");
            let (unfinished, bytes, refused) = pool.counts();
            let _ = writeln!(text, "zhixing_bodies{labels} {unfinished}\nzhixing_body_bytes{labels} {bytes}");
            let _ = writeln!(text, "zhixing_bodies_refused_total{labels} {refused}");
        }
    }
}

/// Where anybody may send a credential to check.
fn is_for_all(path: &str) -> bool {
    path == "/verify" || path == "/api/v1/verify"
}

/// What nobody has to be signed in for: here a large body is too large, and not a matter of signing in.
fn is_anonymous(path: &str) -> bool {
    let pages = ["/sign-in", "/sign-out", "/register", "/preferences/", "/practice/"];
    let calls = ["/api/v1/session", "/api/v1/registrations", "/api/v1/password-resets", "/api/v1/preferences/"];
    pages.iter().chain(&calls).any(|p| path.starts_with(p))
}

/// Refuses a large body that can be of no use at that path: an attempt must be one's own, a list or a file of a room is for its staff. Whoever sends it
/// is looked up afresh, for what is remembered of them decides over shares alone: they may have lost their role, or signed out, a moment ago.
async fn may_send_much(node: &crate::Node, head: &Parts) -> Result<(), Problem> {
    let path = head.uri.path();
    if is_for_all(path) {
        return Ok(());
    }
    let visit = Visit::from_request_parts(&mut head.clone(), &node.site).await?;
    let attempt = path.strip_prefix("/attempts/").or_else(|| path.strip_prefix("/api/v1/attempts/"));
    match attempt.and_then(|rest| rest.split('/').next()) {
        Some(_) if path.ends_with("/answer-files") => visit.invigilator().map(drop),
        Some(id) => visit.own_sheet(id).await.map(drop),
        None if path.starts_with("/invigilation/") || path.starts_with("/api/v1/exam-sessions/") => visit.invigilator().map(drop),
        None if ["/admin/", "/api/v1/accounts/", "/api/v1/groups/"].iter().any(|of| path.starts_with(of)) => {
            visit.administrator().map(drop)
        }
        None => visit.person().map(drop),
    }
}

/// Collects a body while its pool bears with it.
async fn whole(body: Body, mut ticket: Ticket<'_>, length: Option<usize>, most: usize, large: bool) -> Result<(Bytes, Ticket<'_>), Unread> {
    let mut frames = body.into_data_stream();
    let (mut first, mut all, mut got) = (Bytes::new(), Vec::new(), 0);
    loop {
        let frame = tokio::select! {
            biased;
            frame = frames.next() => frame,
            () = ticket.told_to_leave() => return Err(Unread::Full),
            () = tokio::time::sleep_until(ticket.due(large)) => return Err(Unread::Late),
        };
        let Some(frame) = frame else { break };
        let frame = frame.map_err(|_| Unread::Broken)?;
        got += frame.len();
        if got > most {
            return Err(Unread::TooLarge);
        }
        if !ticket.grew(frame.len()) {
            return Err(Unread::Full);
        }
        if all.is_empty() && first.is_empty() {
            first = frame;
        } else {
            if all.is_empty() {
                all.reserve(length.unwrap_or(SMALL).min(most));
                all.extend_from_slice(&first);
            }
            all.extend_from_slice(&frame);
        }
    }
    ticket.arrived();
    Ok((if all.is_empty() { first } else { all.into() }, ticket))
}

/// Reads what nobody wants and drops it, within bounds.
async fn drain(body: Body, most: usize) {
    let mut frames = body.into_data_stream();
    let read = async {
        let mut got = 0;
        while got <= most
            && let Some(Ok(frame)) = frames.next().await
        {
            got += frame.len();
        }
    };
    // whoever is slower than that has the connection closed
    let _ = timeout(GLANCE, read).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stranger_is_told_to_sign_in_where_signing_in_helps() {
        for (path, open) in [("/sign-in", true), ("/api/v1/session", true), ("/attempts/att_1/answers", false), ("/profile", false)] {
            assert_eq!(is_anonymous(path), open, "{path}");
        }
        assert!(is_for_all("/verify") && !is_for_all("/verify/other") && !is_for_all("/attempts/att_1/answers"));
    }
}
