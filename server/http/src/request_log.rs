//! The outermost step of every request: it gets a name and an address, is counted, timed and logged, and its answer gets the common headers.

use crate::{clock, security, waiting};
use axum::{
    extract::{ConnectInfo, MatchedPath, Request},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{
    net::SocketAddr,
    sync::atomic::{AtomicU64, Ordering},
};
use zhixing_shell::guard::ClientAddress;
use zhixing_store::RequestId;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What the log has of an address: not the secret of somebody's calendar.
fn logged(path: &str) -> &str {
    match path.strip_prefix("/calendar/") {
        Some(rest) if !rest.contains('/') => "/calendar/",
        _ => path,
    }
}

pub async fn layer(node: crate::TheNode, mut request: Request, next: Next) -> Response {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let began = clock::stopwatch();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
    let address = security::client(peer, request.headers(), &node.settings.trusted_proxies);
    request.extensions_mut().insert(ClientAddress(address));
    let id = RequestId(node.clock.now().ms(), COUNT.fetch_add(1, Ordering::Relaxed));
    request.extensions_mut().insert(id);
    let route = request.extensions().get::<MatchedPath>().cloned();
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let mut response = match security::host(&request, &node.settings.public_url, &node.settings.hosts) {
        // not answered, so not counted
        Ok(()) => match waiting::hold(&node, &request) {
            Some(held) => return held,
            None => next.run(request).await,
        },
        Err(status) => status.into_response(),
    };
    let status = response.status().as_u16();
    let path = logged(uri.path());
    if status >= 500 {
        tracing::warn!(%method, path, status, %id, "answered");
    } else {
        tracing::debug!(%method, path, status, %id, "answered");
    }
    if let Ok(value) = HeaderValue::try_from(id.to_string()) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    security::headers(response.headers_mut(), uri.path(), node.settings.https());
    let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    node.metrics.answered(&method, route.as_ref().map_or("none", MatchedPath::as_str), status, ms);
    response
}

#[cfg(test)]
mod tests {
    use super::logged;

    #[test]
    fn the_secret_of_a_calendar_is_not_logged() {
        for (path, has) in [
            ("/calendar/0123456789abcdef.ics", "/calendar/"),
            ("/calendar/sessions/ses_1", "/calendar/sessions/ses_1"),
            ("/exams/calendar", "/exams/calendar"),
        ] {
            assert_eq!(logged(path), has);
        }
    }
}
