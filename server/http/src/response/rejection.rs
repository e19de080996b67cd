//! Refusals that no handler made: the router's, the extractors', the layers'. Their own words are in English and may tell internals; these do not.

use axum::{http::header, response::Response};
use zhixing_shell::problem::Problem;

/// The problem of a response: the one a handler left, or one made for a bare status.
pub fn problem(response: &Response) -> Option<Problem> {
    if let Some(problem) = response.extensions().get::<Problem>() {
        return Some(problem.clone());
    }
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE).map(|v| v.as_bytes());
    let own = kind.is_some_and(|k| !k.starts_with(b"text/plain"));
    if own || !(status.is_client_error() || status.is_server_error()) {
        return None;
    }
    Some(Problem::bare(status))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{http::StatusCode, response::IntoResponse};

    #[test]
    fn the_words_of_libraries_never_leave() {
        let rejected = (StatusCode::BAD_REQUEST, "Failed to deserialize form body: missing field `x`").into_response();
        assert_eq!(problem(&rejected).map(|p| p.code()), Some("bad_request"));
        let broken = (StatusCode::INTERNAL_SERVER_ERROR, "Missing request extension").into_response();
        assert!(matches!(problem(&broken), Some(Problem::Broken(_))));
        assert_eq!(problem(&StatusCode::METHOD_NOT_ALLOWED.into_response()).map(|p| p.status().as_u16()), Some(405));
    }

    #[test]
    fn a_page_or_json_of_a_handler_stays_as_it_is() {
        let page = (StatusCode::UNPROCESSABLE_ENTITY, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], "form").into_response();
        assert!(problem(&page).is_none());
        assert!(problem(&StatusCode::OK.into_response()).is_none());
        assert!(problem(&StatusCode::NOT_MODIFIED.into_response()).is_none());
    }
}
