//! What protects every request: headers, body limits, and whom to believe about the client's address.
//!
//! Never here: who may do what (`zhixing_shell::guard`).

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Version, header},
    response::{IntoResponse, Response},
};
use std::net::IpAddr;
use zhixing_domain::digest::sha256_hex;
use zhixing_shell::problem::Problem;

/// Everything from here and nowhere else; the islands are WebAssembly. No inline script or style anywhere.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
    form-action 'self'; frame-ancestors 'none'; base-uri 'none'; font-src 'self'; manifest-src 'self'; media-src 'self'; \
    worker-src 'self'";

/// What a browser never shows as a document is not framed either.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";
const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// Answers that no cache keeps, also not the browser's own: data of people for programs, and what staff see of people. The pages of a candidate are
/// kept, for the room is there without a network, and so is that of a marker: going back must not lose what was typed for long.
fn personal(path: &str) -> bool {
    ["/api/", "/admin/", "/calendar/", "/desk", "/invigilation", "/marking/items/", "/marking/release/", "/profile", "/results", "/teach"]
        .iter()
        .any(|p| path.starts_with(p))
}

/// Sets what every answer carries, where a handler has not set its own. Data for programs needs only what keeps it from becoming a document.
pub fn headers(headers: &mut HeaderMap, path: &str, https: bool) {
    let json = |v: &HeaderValue| v.as_bytes().starts_with(b"application/json");
    let document = !headers.get(header::CONTENT_TYPE).is_some_and(json);
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    if personal(path) && !document {
        set(header::CACHE_CONTROL, "no-store");
    }
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
    // a page says for itself that it is private, and does not know where it stands
    if personal(path) && document {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// Whether a request is for us, by its `Host`: the public address, this machine, or an address of numbers, which no foreign name can stand for.
/// Nothing else is served, so that a page of another site cannot give its own name to our address and read what is here.
///
/// # Errors
///
/// 421 for a name that is not ours; 400 for none, for two, and for what is no text.
pub fn host(request: &Request, public_url: &str, also: &[String]) -> Result<(), StatusCode> {
    let named: Vec<&HeaderValue> = request.headers().get_all(header::HOST).into_iter().collect();
    let host = match (named[..].as_ref(), request.uri().authority()) {
        ([], Some(authority)) => authority.as_str(),
        ([one], _) => one.to_str().map_err(|_| StatusCode::BAD_REQUEST)?,
        // whoever speaks HTTP/1.0 need not name one
        ([], None) if request.version() < Version::HTTP_11 => return Ok(()),
        _ => return Err(StatusCode::BAD_REQUEST),
    };
    let name = without_port(host);
    let public = public_url.split_once("://").map_or("", |(_, rest)| without_port(rest));
    let numbers = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().is_ok();
    let ours = numbers || [public, "localhost"].into_iter().chain(also.iter().map(String::as_str)).any(|n| n.eq_ignore_ascii_case(name));
    if ours { Ok(()) } else { Err(StatusCode::MISDIRECTED_REQUEST) }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) && !name.ends_with(':') => name,
        _ => host,
    }
}

/// The largest body a path takes, in bytes.
pub fn body_limit(path: &str) -> usize {
    match path {
        "/verify" | "/api/v1/verify" => 2_621_440,
        // an answer file
        _ if path.starts_with("/invigilation/attempts/") && path.ends_with("/answers") => 8_388_608,
        // a logo
        "/admin/settings" | "/api/v1/settings/logo" => 196_608,
        // a list of candidates, of a group, or of accounts to open: some thousands of lines
        "/admin/accounts/import" | "/admin/accounts/import/file" | "/api/v1/accounts/imports" => 2_097_152,
        _ if path.starts_with("/admin/groups/") || path.starts_with("/api/v1/groups/") => 2_097_152,
        _ if path.starts_with("/invigilation/sessions/") || path.starts_with("/api/v1/exam-sessions/") => 2_097_152,
        // essays, percent-encoded by a form
        _ if path.starts_with("/attempts/") => 4_194_304,
        _ if path.starts_with("/api/v1/attempts/") && path.ends_with("/operations") => 1_048_576,
        _ if path.starts_with("/api/v1/attempts/") => 262_144,
        // a bank of another system, once more in its preview's form
        _ if path.starts_with("/teach/") && (path.ends_with("/import/take") || path.ends_with("/folder/take")) => 6_291_456,
        // a bank or a document of 4 MB, within the form that it comes in
        _ if path.starts_with("/teach/") && ["/import", "/document", "/folder"].iter().any(|end| path.ends_with(end)) => 4_194_304 + 65_536,
        // a recording of 32 MB, within the form that it comes in
        _ if (path.starts_with("/teach/") || path.starts_with("/api/v1/workshop/")) && path.ends_with("/media") => 33_554_432 + 65_536,
        // a course of another installation of 8 MB, and once more in its preview's form
        "/teach/bring" | "/api/v1/packages" | "/api/v1/packages/drafts" => 8_388_608 + 65_536,
        "/teach/bring/take" => 12_582_912,
        // a file of a course, percent-encoded by a form
        _ if path.starts_with("/teach/") || path.starts_with("/api/v1/workshop/") => 4_194_304,
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
    fn only_our_own_names_are_served() {
        let ask = |hosts: &[&'static str], version| {
            let mut request = Request::builder().uri("/").version(version);
            for host in hosts {
                request = request.header(header::HOST, *host);
            }
            let request = request.body(axum::body::Body::empty()).unwrap();
            host(&request, "https://cert.example.cn", &["exam.lan".into()]).map_or_else(|s| s.as_u16(), |()| 200)
        };
        for (hosts, status) in [
            (&["cert.example.cn"][..], 200),
            (&["CERT.example.cn:443"], 200),
            (&["exam.lan:8080"], 200),
            (&["localhost:8080"], 200),
            (&["127.0.0.1:8080"], 200),
            (&["[::1]:8080"], 200),
            (&["10.1.2.3"], 200),
            (&["evil.example"], 421),
            (&["cert.example.cn.evil.example"], 421),
            (&[], 400),
            (&["cert.example.cn", "evil.example"], 400),
        ] {
            assert_eq!(ask(hosts, Version::HTTP_11), status, "{hosts:?}");
        }
        assert_eq!(ask(&[], Version::HTTP_10), 200);
    }

    #[test]
    fn uploads_are_larger_than_forms() {
        assert_eq!(body_limit("/sign-in"), 65_536);
        assert_eq!(body_limit("/api/v1/attempts/att_1/answers/q"), 262_144);
        assert!(body_limit("/verify") > 2 << 20);
        assert_eq!(body_limit("/invigilation/attempts/att_1/answers"), 8 << 20);
        assert_eq!(body_limit("/invigilation/attempts/att_1"), 65_536);
        assert!(body_limit("/teach/bring") > 8 << 20 && body_limit("/teach/bring/take") > (8 << 20) / 3 * 4);
        assert!(
            ["/teach/a/import", "/teach/a/document", "/teach/a/folder", "/teach/a/folder/take"]
                .iter()
                .all(|path| body_limit(path) > 4 << 20)
        );
        assert!(["/teach/a/media", "/api/v1/workshop/a/media"].iter().all(|path| body_limit(path) > 32 << 20));
        assert_eq!(body_limit("/invigilation/sessions/ses_1"), 2 << 20);
        assert_eq!(body_limit("/api/v1/exam-sessions/ses_1/candidates"), 2 << 20);
    }
}
