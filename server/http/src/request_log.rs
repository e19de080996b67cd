//! The outermost step of every request: it gets a name and an address, is counted, timed, logged and traced, and its answer gets the common headers.
//!
//! A line of the log (target `request`) and a span (target `trace`) tell method, route, status, milliseconds and the request's name, which events of
//! the audit log bear too. Never here: a path, which may name somebody's attempt or certificate, an address, or anything about a person.

use crate::{clock, response, security, waiting};
use axum::{
    extract::{ConnectInfo, MatchedPath, Request},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use std::{
    net::{IpAddr, SocketAddr},
    sync::atomic::{AtomicU64, Ordering},
};
use tracing::{Instrument as _, Span, field::Empty};
use zhixing_shell::guard::ClientAddress;
use zhixing_store::RequestId;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

pub async fn layer(node: crate::TheNode, mut request: Request, next: Next) -> Response {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let began = clock::stopwatch();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
    let address = security::client(peer, request.headers(), &node.settings.trusted_proxies);
    request.extensions_mut().insert(ClientAddress(address));
    let id = RequestId(node.clock.now().ms(), COUNT.fetch_add(1, Ordering::Relaxed));
    request.extensions_mut().insert(id);
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let route = matched.as_ref().map_or("none", MatchedPath::as_str);
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let mut response = match security::host(&request, &node.settings.public_url, &node.settings.hosts) {
        // not answered, so not counted
        Ok(()) => match waiting::hold(&node, &request) {
            Some(held) => return held,
            None => {
                let span = span(&request, route, id, told(peer, &request, &node.settings.trusted_proxies));
                let response = next.run(request).instrument(span.clone()).await;
                span.record("http.response.status_code", response.status().as_u16());
                response
            }
        },
        Err(status) => response::refuse(&node, request, status).await,
    };
    if let Ok(value) = HeaderValue::try_from(id.to_string()) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    security::headers(response.headers_mut(), uri.path(), node.settings.https());
    let status = response.status().as_u16();
    let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    if status >= 500 {
        tracing::warn!(target: "request", %method, route, status, ms, %id, "answered");
    } else {
        tracing::info!(target: "request", %method, route, status, ms, %id, "answered");
    }
    node.metrics.answered(&method, route, status, ms);
    response
}

/// Costs a comparison where nobody traces.
fn span(request: &Request, route: &str, id: RequestId, traceparent: Option<&str>) -> Span {
    tracing::trace_span!(
        target: "trace",
        "request",
        "http.request.method" = request.method().as_str(),
        "http.route" = route,
        "request.id" = %id,
        "http.response.status_code" = Empty,
        traceparent,
    )
}

/// The trace that this request is part of, as a proxy of ours or a program of this machine says.
fn told<'r>(peer: Option<IpAddr>, request: &'r Request, trusted: &[IpAddr]) -> Option<&'r str> {
    let peer = peer?.to_canonical();
    let believed = peer.is_loopback() || trusted.contains(&peer);
    request.headers().get("traceparent").filter(|_| believed)?.to_str().ok()
}
