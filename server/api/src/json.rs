//! JSON in: a body that cannot be read is a [`Problem`] like any other. JSON that others made: with its media type and open to all origins.

use axum::{
    Json,
    body::Body,
    extract::{FromRequest, Request, rejection::JsonRejection},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use serde::de::DeserializeOwned;
use zhixing_app::i18n::Message;
use zhixing_shell::problem::Problem;

/// A JSON body.
pub struct Input<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Input<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(value)) => Ok(Self(value)),
            Err(rejection) => Err(explain(&rejection)),
        }
    }
}

/// What is wrong with a body, in the words of its reader: they name fields and places, nothing else.
fn explain(rejection: &JsonRejection) -> Problem {
    let text = rejection.body_text();
    let said = text.split_once(": ").map_or(text.as_str(), |(_, said)| said).to_string();
    let rejected =
        |status: StatusCode, code, zh: &str, en: &str| Problem::Rejected { status: status.as_u16(), code, words: [zh.into(), en.into()] };
    match rejection.status() {
        StatusCode::UNPROCESSABLE_ENTITY => Problem::Invalid {
            field: "body",
            words: [format!("请求的 JSON 内容不对：{said}"), format!("The JSON does not fit: {said}")],
        },
        StatusCode::UNSUPPORTED_MEDIA_TYPE => rejected(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported_type",
            "请用 Content-Type: application/json 发送 JSON。",
            "Please send JSON with Content-Type: application/json.",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => {
            rejected(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "上传的内容太大。", "What you sent is too large.")
        }
        status => rejected(status, "bad_request", "请求的 JSON 读不懂。", "The JSON cannot be read."),
    }
}

/// Of all that is wrong with what a body says, the first: a page shows each beside its field.
pub fn first(wrong: &[(&'static str, Message)]) -> Problem {
    wrong.first().map_or(Problem::NotFound, |(field, said)| Problem::invalid(field, |l| said(l).into()))
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
