//! What the server answered.

use crate::region;
use axum::{
    body::to_bytes,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use futures_util::StreamExt;
use serde_json::Value;

#[derive(Clone, Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Reply {
    pub(crate) async fn read(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let kind = parts.headers.get("content-type").map(|v| v.as_bytes().to_vec()).unwrap_or_default();
        let bytes = if kind == b"text/event-stream" {
            // it goes on and on: the first event says enough
            body.into_data_stream().next().await.map(|bytes| bytes.expect("bytes").to_vec()).unwrap_or_default()
        } else {
            to_bytes(body, 16 << 20).await.expect("a body").to_vec()
        };
        Self { status: parts.status, headers: parts.headers, bytes }
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("no JSON: {} {}", self.status, self.text()))
    }

    /// The main part of the page is what it was when it was last looked at: see `tests/snapshots`.
    pub fn looks_like(&self, snapshot: &str) {
        region::compare(snapshot, &region::region(&self.text()));
    }

    /// Where a redirect leads.
    pub fn location(&self) -> String {
        self.headers.get("location").and_then(|v| v.to_str().ok()).unwrap_or_default().to_string()
    }

    /// The value of the first `name="…"` after `mark`.
    pub fn attribute(&self, mark: &str, name: &str) -> Option<String> {
        let text = self.text();
        let rest = &text[text.find(mark)?..];
        let start = rest.find(&format!("{name}=\""))? + name.len() + 2;
        Some(rest[start..].split('"').next()?.to_string())
    }
}
