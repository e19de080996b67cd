//! What protects every request: headers, body limits, the client's address, and a bound on how much is done at once.
//!
//! Never here: who may do what (`zhixing_app::guard`).

use axum::{
    extract::{ConnectInfo, DefaultBodyLimit, Request},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{
    net::{IpAddr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use tokio::sync::Semaphore;
use zhixing_app::{guard::ClientAddress, problem::Problem};
use zhixing_domain::digest::sha256_hex;

/// Everything from here and nowhere else; the islands are WebAssembly. No inline script or style anywhere.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
    form-action 'self'; frame-ancestors 'none'; base-uri 'none'; font-src 'self'; manifest-src 'self'; media-src 'self'";

/// Sets what every answer carries, where a handler has not set its own.
pub async fn headers(world: crate::TheWorld, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    if world.config.https() {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}

/// The largest body a path takes, in bytes.
pub fn body_limit(path: &str) -> usize {
    match path {
        "/verify" | "/api/v1/verify" => 2_621_440,
        // essays, percent-encoded by a form
        _ if path.starts_with("/attempts/") => 4_194_304,
        _ if path.starts_with("/api/v1/attempts/") && path.ends_with("/operations") => 1_048_576,
        _ if path.starts_with("/api/v1/attempts/") => 262_144,
        _ => 65_536,
    }
}

pub async fn limit_body(mut request: Request, next: Next) -> Response {
    let most = body_limit(request.uri().path());
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|n| n > most) {
        return axum::http::StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    DefaultBodyLimit::max(most).apply(&mut request);
    next.run(request).await
}

/// Notes who asks, and gives the request a name under which it is logged.
pub async fn address(world: crate::TheWorld, mut request: Request, next: Next) -> Response {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
    let address = client(peer, request.headers(), &world.config.trusted_proxies);
    request.extensions_mut().insert(ClientAddress(address));
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let id = format!("{:x}-{count:x}", world.clock.now().ms());
    let path = request.uri().path().to_string();
    let method = request.method().clone();
    let mut response = next.run(request).await;
    let status = response.status().as_u16();
    if status >= 500 {
        tracing::warn!(%method, path, status, request = id, "answered");
    } else {
        tracing::debug!(%method, path, status, request = id, "answered");
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
    }
    response
}

/// The peer; behind trusted proxies the last address in `X-Forwarded-For` that is not one of them. Anybody can write the ones before it.
pub fn client(peer: Option<IpAddr>, headers: &HeaderMap, trusted: &[IpAddr]) -> String {
    let Some(peer) = peer.map(|p| p.to_canonical()) else { return "local".into() };
    let mut client = peer;
    if trusted.contains(&peer) {
        let values: Vec<&str> = headers.get_all("x-forwarded-for").into_iter().filter_map(|v| v.to_str().ok()).collect();
        let joined = values.join(",");
        let mut hops = joined.rsplit(',').map_while(|hop| hop.trim().parse::<IpAddr>().ok()).map(|a| a.to_canonical());
        client = hops.find(|hop| !trusted.contains(hop)).unwrap_or(peer);
    }
    client.to_string()
}

/// How many requests are worked on at once; one more is told to come back, so that those inside are answered in time.
const AT_ONCE: usize = 4_096;

#[derive(Clone, Debug)]
pub struct Gate(Arc<Semaphore>);

impl Default for Gate {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

pub async fn gate(axum::extract::State(gate): axum::extract::State<Gate>, request: Request, next: Next) -> Response {
    match gate.0.try_acquire() {
        Ok(_place) => next.run(request).await,
        Err(_) => Problem::Busy(2).into_response(),
    }
}

/// What a handler that panicked answers: a reference, and nothing of what went wrong.
pub fn panicked(panic: Box<dyn std::any::Any + Send>) -> Response {
    let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied()).unwrap_or_default();
    let reference = format!("panic-{}", sha256_hex(text.as_bytes()).chars().take(8).collect::<String>());
    tracing::error!(reference, panic = text, "a handler panicked");
    Problem::Broken(reference).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forwarded_addresses_are_believed_from_trusted_proxies_alone() {
        let proxy: IpAddr = "10.0.0.1".parse().unwrap();
        let stranger: IpAddr = "203.0.113.9".parse().unwrap();
        let headers = HeaderMap::from_iter([(
            HeaderName::from_static("x-forwarded-for"),
            HeaderValue::from_static("6.6.6.6, 198.51.100.7, 10.0.0.1"),
        )]);
        assert_eq!(client(Some(stranger), &headers, &[proxy]), "203.0.113.9");
        assert_eq!(client(Some(proxy), &headers, &[proxy]), "198.51.100.7");
        assert_eq!(client(Some(proxy), &HeaderMap::new(), &[proxy]), "10.0.0.1");
        assert_eq!(client(Some("::ffff:10.0.0.1".parse().unwrap()), &headers, &[proxy]), "198.51.100.7");
        assert_eq!(client(None, &headers, &[proxy]), "local");
    }

    #[test]
    fn uploads_are_larger_than_forms() {
        assert_eq!(body_limit("/sign-in"), 65_536);
        assert_eq!(body_limit("/api/v1/attempts/att_1/answers/q"), 262_144);
        assert!(body_limit("/verify") > 2 << 20);
    }
}
