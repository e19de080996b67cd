//! What a request says of the browser and the device it comes from. All of it can be forged: it is compared, never believed.

use crate::guard::cookie;
use axum::http::{HeaderMap, HeaderValue, header, request::Parts};
use zhixing_domain::{
    digest::{hex, sha256_hex},
    time::Span,
};

/// Hash of the address asked for and the Config Key, made by Safe Exam Browser.
const CONFIG_HASH: &str = "x-safeexambrowser-configkeyhash";
/// The same with a Browser Exam Key.
const REQUEST_HASH: &str = "x-safeexambrowser-requesthash";
/// Milliseconds of the whole sitting in which the page could not reach the server, by its monotonic clock.
const OUTAGE: &str = "x-outage-ms";
/// `<count>,<ms>`: how often and for how long the page of the exam was not looked at over the whole sitting.
const LEFT: &str = "x-left";
/// As much of its own name as any browser needs.
const AGENT: usize = 512;
const DAY_MS: i64 = 86_400_000;
/// A year: the same device is recognised in the next exam.
const LASTING: u32 = 31_536_000;

#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// Path and query as they were asked for, where a hash goes with them.
    pub asked: String,
    pub config_hash: Option<String>,
    pub request_hash: Option<String>,
    /// The device's cookie, hashed as it is kept.
    pub device: Option<String>,
    /// What the browser calls itself.
    pub agent: Option<String>,
    pub left: Option<(u32, u64)>,
    pub outage: Option<Span>,
}

impl Evidence {
    pub fn of(parts: &Parts) -> Self {
        let text = |name| parts.headers.get(name).and_then(|v| v.to_str().ok());
        let hash = |name| text(name).map(|h| h.trim().to_ascii_lowercase());
        let (config_hash, request_hash) = (hash(CONFIG_HASH), hash(REQUEST_HASH));
        let asked = config_hash.as_ref().and_then(|_| parts.uri.path_and_query()).map(|p| p.as_str().to_string());
        Self {
            asked: asked.unwrap_or_default(),
            config_hash,
            request_hash,
            agent: text(header::USER_AGENT.as_str()).map(|agent| agent.chars().take(AGENT).collect()),
            device: device(&parts.headers).map(|d| sha256_hex(d.as_bytes())),
            left: text(LEFT).and_then(left),
            outage: text(OUTAGE).and_then(|t| t.trim().parse().ok()).filter(|ms| (0..DAY_MS).contains(ms)).map(Span::from_ms),
        }
    }
}

fn left(text: &str) -> Option<(u32, u64)> {
    let (count, ms) = text.split_once(',')?;
    Some((count.trim().parse().ok()?, ms.trim().parse().ok()?)).filter(|(count, _)| *count > 0)
}

const SECURE: &str = "__Host-device";
const PLAIN: &str = "device";

fn device(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, SECURE).or_else(|| cookie(headers, PLAIN)).filter(|d| d.len() == 32)
}

/// A new name for a device, as the cookie that tells it.
pub fn new_device(random: [u8; 16], https: bool) -> Option<HeaderValue> {
    let name = hex(&random);
    let (cookie, secure) = if https { (SECURE, "; Secure") } else { (PLAIN, "") };
    let text = format!("{cookie}={name}; Path=/; Max-Age={LASTING}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).ok()
}

/// Sets a cookie beside what an answer sets already.
pub fn set_cookie(headers: &mut HeaderMap, cookie: Option<HeaderValue>) {
    if let Some(cookie) = cookie {
        headers.append(header::SET_COOKIE, cookie);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_count_and_a_time_are_read() {
        assert_eq!(left("2, 3100"), Some((2, 3100)));
        for wrong in ["", "2", "0,5", "-1,5", "2,x", "99999999999,1", "1,2,3"] {
            assert_eq!(left(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_device_is_found_by_the_hash_of_its_cookie() {
        for https in [true, false] {
            let set = new_device([7; 16], https).unwrap();
            let pair = set.to_str().unwrap().split(';').next().unwrap().to_string();
            let headers = HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(&pair).unwrap())]);
            assert_eq!(device(&headers), Some("07070707070707070707070707070707"));
        }
    }
}
