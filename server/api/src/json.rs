//! JSON in: a body that cannot be read is a [`Problem`] like any other. JSON that others made: with its media type and open to all origins.
//!
//! What a body may say is in [`shape`](crate::shape): a body of another form never reaches a handler.

use crate::reader;
use axum::{
    Json,
    body::{Body, Bytes},
    extract::{FromRequest, Request},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use zhixing_app::i18n::problem as words;
use zhixing_domain::lang::Bilingual;
use zhixing_shell::problem::Problem;

/// A JSON body.
pub struct Input<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Input<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        match Json::<Value>::from_request(request, state).await {
            Ok(Json(value)) => reader::read(value).map(Self).map_err(|said| explain(&said)),
            Err(rejection) => Err(bare(rejection.status())),
        }
    }
}

/// A JSON body that may be left out, or be `null`.
pub struct Optional<T>(pub Option<T>);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Optional<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let bytes =
            Bytes::from_request(Request::from_parts(parts.clone(), body), state).await.map_err(|rejection| bare(rejection.status()))?;
        if bytes.is_empty() {
            return Ok(Self(None));
        }
        Input::<Option<T>>::from_request(Request::from_parts(parts, Body::from(bytes)), state).await.map(|Input(value)| Self(value))
    }
}

/// What is wrong with a body, in the words of its reader: they name fields and places, nothing else.
fn explain(said: &str) -> Problem {
    malformed(place(said).unwrap_or("body"), Bilingual::of(|l| words::json_unfit(l, said)))
}

/// The way to the place that a reader names first: `roles[0]: …`.
fn place(said: &str) -> Option<&str> {
    let (place, _) = said.split_once(": ")?;
    place.chars().all(|c| c.is_alphanumeric() || "_.[]?".contains(c)).then_some(place)
}

/// A body, or a part of one, of another form than the description gives it.
pub fn malformed(field: &str, words: Bilingual<String>) -> Problem {
    Problem::Malformed { field: field.into(), words }
}

/// Why a body was not read at all.
fn bare(status: StatusCode) -> Problem {
    match status {
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Problem::rejected(status, "unsupported_type", |l| words::send_json(l).into()),
        StatusCode::PAYLOAD_TOO_LARGE => Problem::bare(status),
        _ => Problem::rejected(status, "bad_request", |l| words::json_unreadable(l).into()),
    }
}

/// A signed or public document, for programs of any origin.
pub fn document(kind: &'static str, cache: &'static str, bytes: impl Into<Body>) -> Response {
    let mut response = Response::new(bytes.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

/// Whether the client would rather have a page.
pub fn wants_page(headers: &axum::http::HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).is_some_and(|a| a.contains("text/html"))
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn the_place_of_a_fault_is_named() {
        for (said, named) in [
            ("op_id: expected an id like op_…", Some("op_id")),
            ("roles[1]: not one of the words", Some("roles[1]")),
            ("[0].value: unknown variant `x`", Some("[0].value")),
            ("missing field `name`", None),
            ("unknown field `a: b`, expected `name`", None),
        ] {
            assert_eq!(place(said), named, "{said}");
        }
    }
}
