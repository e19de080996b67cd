//! Refusals that no handler made: the router's, the extractors', the layers'. Their own words are in English and may tell internals; these do not.

use axum::{
    http::{StatusCode, header},
    response::Response,
};
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
    Some(of(status))
}

fn of(status: StatusCode) -> Problem {
    let (code, zh, en) = match status {
        StatusCode::NOT_FOUND => return Problem::NotFound,
        StatusCode::SERVICE_UNAVAILABLE => return Problem::Busy(2),
        _ if status.is_server_error() => return Problem::Broken(format!("http-{}", status.as_u16())),
        StatusCode::FORBIDDEN => (
            "cross_site",
            "这个请求来自别的网站，没有执行。请从本站的页面重新操作。",
            "This request came from another site and was not carried out. Please start again from a page of this site.",
        ),
        StatusCode::METHOD_NOT_ALLOWED => {
            ("method_not_allowed", "这个地址不支持这种请求。", "This address does not take requests of this kind.")
        }
        StatusCode::PAYLOAD_TOO_LARGE => ("too_large", "上传的内容太大。", "What you sent is too large."),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ("unsupported_type", "不支持这种内容类型。", "This type of content is not taken here."),
        StatusCode::REQUEST_TIMEOUT => {
            ("timeout", "请求没有及时到齐，请再试一次。", "The request did not arrive in time. Please try again.")
        }
        _ => ("bad_request", "请求的内容读不懂。", "The request cannot be read."),
    };
    Problem::Rejected { status: status.as_u16(), code, words: [zh.into(), en.into()] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::response::IntoResponse;

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
