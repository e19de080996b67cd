//! What protects every request: headers, body limits, and whom to believe about the client's address.
//!
//! Never here: who may do what (`zhixing_app::guard`).

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use std::net::IpAddr;
use zhixing_app::problem::Problem;
use zhixing_domain::digest::sha256_hex;

/// Everything from here and nowhere else; the islands are WebAssembly. No inline script or style anywhere.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
    form-action 'self'; frame-ancestors 'none'; base-uri 'none'; font-src 'self'; manifest-src 'self'; media-src 'self'; \
    worker-src 'self'";

/// What a browser never shows as a document is not framed either.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";
const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// Sets what every answer carries, where a handler has not set its own. Data for programs needs only what keeps it from becoming a document.
pub fn headers(headers: &mut HeaderMap, https: bool) {
    let json = |v: &HeaderValue| v.as_bytes().starts_with(b"application/json");
    let document = !headers.get(header::CONTENT_TYPE).is_some_and(json);
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::CONTENT_SECURITY_POLICY, if document { POLICY } else { DATA_POLICY });
    if document {
        set(header::REFERRER_POLICY, "same-origin");
        set(PERMISSIONS, "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
        set(OPENER, "same-origin");
    }
    if https {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
}

/// The largest body a path takes, in bytes.
pub fn body_limit(path: &str) -> usize {
    match path {
        "/verify" | "/api/v1/verify" => 2_621_440,
        // an answer file
        _ if path.starts_with("/invigilation/attempts/") && path.ends_with("/answers") => 8_388_608,
        // a list of candidates: some thousands of lines
        _ if path.starts_with("/invigilation/sessions/") => 2_097_152,
        // essays, percent-encoded by a form
        _ if path.starts_with("/attempts/") => 4_194_304,
        _ if path.starts_with("/api/v1/attempts/") && path.ends_with("/operations") => 1_048_576,
        _ if path.starts_with("/api/v1/attempts/") => 262_144,
        _ => 65_536,
    }
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
        assert_eq!(body_limit("/invigilation/attempts/att_1/answers"), 8 << 20);
        assert_eq!(body_limit("/invigilation/attempts/att_1"), 65_536);
        assert_eq!(body_limit("/invigilation/sessions/ses_1"), 2 << 20);
    }
}
