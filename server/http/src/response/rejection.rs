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
            "这个请求来自别的网站，或者页面打开得太久，没有执行。请返回页面，重新操作。",
            "This request came from another site, or from a page that is too old, and was not carried out. Please go back to the page and do it again.",
        ),
        StatusCode::METHOD_NOT_ALLOWED => (
            "method_not_allowed",
            "这个地址只接收表单，不能直接打开。请从有这个表单的页面进入。",
            "This address takes a form and cannot be opened by itself. Please go to the page that has the form.",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => (
            "too_large",
            "发送的内容太大，没有收下。请缩小以后再试。",
            "What you sent is too large and was not taken. Please make it smaller and try again.",
        ),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => (
            "unsupported_type",
            "发来的内容不是这里能读的类型，没有收下。",
            "What was sent is not of a type that is read here, and was not taken.",
        ),
        StatusCode::REQUEST_TIMEOUT => (
            "timeout",
            "内容没有及时到齐，网络可能太慢。请再试一次。",
            "It did not arrive whole in time; the network may be slow. Please try again.",
        ),
        StatusCode::MISDIRECTED_REQUEST => (
            "misdirected",
            "这台服务器不以这个名字提供服务。请用正式的网址访问。",
            "This server does not go by this name. Please use the address that you were given.",
        ),
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
