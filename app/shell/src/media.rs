//! How a file beside the texts of a course is served, wherever it is kept.

use crate::download::save_as;
use axum::http::{HeaderMap, HeaderValue, header};
use zhixing_domain::media::{MediaKind, kind_of, served_as};

/// A drawing opened by itself is a document: it must not run anything.
pub const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// The type of a file, by the ending of its name: content that is something else was never taken.
pub fn kind(name: &str) -> &'static str {
    served_as(name)
}

/// Says what a file is. What is no picture is saved by who opens its address, and never shown as a page of this site.
pub fn describe(name: &str, headers: &mut HeaderMap) {
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(name)));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    // players do not mind
    if kind_of(name) != Some(MediaKind::Picture) {
        save_as(name, headers);
    }
}
