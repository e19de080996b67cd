//! What a dashboard asks: counts and latencies in the text format of Prometheus. Never here: anything about a person.

use crate::{admission::Admission, connection::Count};
use axum::{
    Extension,
    http::{HeaderMap, Method, header},
    response::{IntoResponse, Response},
};
use std::{
    collections::BTreeMap,
    fmt::Write,
    net::IpAddr,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};
use zhixing_domain::digest::sha256_hex;
use zhixing_shell::{guard::ClientAddress, problem::Problem};

/// Upper bounds of the latency histogram, in milliseconds.
const BOUNDS: [u64; 10] = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000];

#[derive(Debug, Default)]
pub struct Metrics {
    /// By route (never by path), then by method and status.
    requests: Mutex<BTreeMap<String, Counts>>,
    /// By verdict.
    saves: Mutex<BTreeMap<&'static str, u64>>,
    buckets: [AtomicU64; BOUNDS.len() + 1],
    total_ms: AtomicU64,
}

/// By method and status.
type Counts = BTreeMap<(Verb, u16), u64>;

/// A method's name; strangers' inventions have one name together.
type Verb = &'static str;

fn verb(method: &Method) -> Verb {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "DELETE" => "DELETE",
        _ => "other",
    }
}

impl Metrics {
    pub fn saved(&self, verdict: &'static str) {
        *self.saves.lock().unwrap_or_else(PoisonError::into_inner).entry(verdict).or_default() += 1;
    }

    pub fn answered(&self, method: &Method, route: &str, status: u16, ms: u64) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        if !requests.contains_key(route) {
            requests.insert(route.into(), BTreeMap::new());
        }
        if let Some(counts) = requests.get_mut(route) {
            *counts.entry((verb(method), status)).or_default() += 1;
        }
        drop(requests);
        let bucket = BOUNDS.iter().position(|b| ms <= *b).unwrap_or(BOUNDS.len());
        self.buckets[bucket].fetch_add(1, Ordering::Relaxed);
        self.total_ms.fetch_add(ms, Ordering::Relaxed);
    }

    pub fn to_text(
        &self,
        hashing: usize,
        connections: &Count,
        admission: &Admission,
        (slowed, lean): (u64, u64),
        tasks: Option<i64>,
    ) -> String {
        let mut text = self.requests_to_text();
        let _ = writeln!(text, "# TYPE zhixing_hashing_queue gauge\nzhixing_hashing_queue {hashing}");
        connections.to_text(&mut text);
        admission.to_text(&mut text);
        let _ = writeln!(text, "# TYPE zhixing_slowed_total counter\nzhixing_slowed_total {slowed}");
        let _ = writeln!(text, "# TYPE zhixing_lean_saves_total counter\nzhixing_lean_saves_total {lean}");
        if let Some(tasks) = tasks {
            let _ = writeln!(text, "# TYPE zhixing_open_tasks gauge\nzhixing_open_tasks {tasks}");
        }
        text
    }

    /// Requests by route, saves by verdict, and how long answers took.
    fn requests_to_text(&self) -> String {
        let mut text = String::from("# TYPE zhixing_requests_total counter\n");
        for (route, counts) in self.requests.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            for ((method, status), n) in counts {
                let _ = writeln!(text, "zhixing_requests_total{{method=\"{method}\",route=\"{route}\",status=\"{status}\"}} {n}");
            }
        }
        text.push_str("# TYPE zhixing_saves_total counter\n");
        for (verdict, n) in self.saves.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            let _ = writeln!(text, "zhixing_saves_total{{verdict=\"{verdict}\"}} {n}");
        }
        text.push_str("# TYPE zhixing_request_seconds histogram\n");
        let mut sum = 0;
        for (i, bucket) in self.buckets.iter().enumerate() {
            sum += bucket.load(Ordering::Relaxed);
            let bound = BOUNDS.get(i).map_or("+Inf".to_string(), |ms| format!("{}", *ms as f64 / 1000.0));
            let _ = writeln!(text, "zhixing_request_seconds_bucket{{le=\"{bound}\"}} {sum}");
        }
        let _ = writeln!(text, "zhixing_request_seconds_sum {}", self.total_ms.load(Ordering::Relaxed) as f64 / 1000.0);
        let _ = writeln!(text, "zhixing_request_seconds_count {sum}");
        text
    }
}

/// For the machine itself, and for whoever has the token; through a proxy it does not exist without.
pub async fn show(node: crate::TheNode, address: Extension<ClientAddress>, headers: HeaderMap) -> Result<Response, Problem> {
    let near = match address.0.0.parse::<IpAddr>() {
        Ok(ip) => ip.to_canonical().is_loopback(),
        Err(_) => true,
    };
    let token = node.settings.metrics_token.as_str();
    let given = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()).and_then(|v| v.strip_prefix("Bearer "));
    let may = !token.is_empty() && given.is_some_and(|given| sha256_hex(given.as_bytes()) == sha256_hex(token.as_bytes()));
    // behind a proxy of our own machine everybody is near, and a public address with https has one
    let proxied = node.settings.https() || !node.settings.trusted_proxies.is_empty();
    let told = ["x-forwarded-for", "forwarded", "via", "x-real-ip"].iter().any(|name| headers.contains_key(*name));
    let direct = near && !proxied && !told;
    if !(may || direct && token.is_empty()) {
        return Err(Problem::NotFound);
    }
    let tasks = node.store.open_tasks().await.ok();
    let mut text = node.metrics.to_text(node.hashing.queue(), &node.connections, &node.admission, node.site.keep.counts(), tasks);
    let _ = writeln!(text, "# TYPE zhixing_waiting gauge\nzhixing_waiting {}", node.waiting.count());
    let _ = writeln!(text, "# TYPE zhixing_statements_total counter\nzhixing_statements_total {}", node.store.statements());
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response())
}

#[cfg(test)]
mod tests {
    use crate::{admission::Admission, connection::Count};
    use axum::http::Method;

    #[test]
    fn counts_are_written_for_prometheus() {
        let metrics = super::Metrics::default();
        metrics.answered(&Method::GET, "/v/{number}", 200, 7);
        metrics.answered(&Method::GET, "/v/{number}", 200, 99_999);
        metrics.saved("applied");
        let text = metrics.to_text(3, &Count::default(), &Admission::default(), (0, 0), Some(0));
        assert!(text.contains("zhixing_requests_total{method=\"GET\",route=\"/v/{number}\",status=\"200\"} 2"));
        assert!(text.contains("zhixing_request_seconds_bucket{le=\"0.01\"} 1"));
        assert!(text.contains("zhixing_request_seconds_bucket{le=\"+Inf\"} 2"));
        assert!(text.contains("zhixing_saves_total{verdict=\"applied\"} 1"));
    }
}
