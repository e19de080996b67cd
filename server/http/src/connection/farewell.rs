//! What a connection says where hyper ends it by itself: to a head that is too large hyper answers with a bare status before there is a request, and in
//! its place goes a page that says what to do.

use axum::body::Bytes;
use std::sync::LazyLock;

/// How hyper begins such an answer; it has no body.
const BARE: &[u8] = b"HTTP/1.1 431 ";
const NO_BODY: &[u8] = b"content-length: 0\r\n";
const END: &[u8] = b"\r\n\r\n";

static HEAD_TOO_LARGE: LazyLock<Bytes> = LazyLock::new(|| {
    let page = zhixing_shell::failure::head_too_large();
    let head = format!(
        "HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\n\
         content-security-policy: default-src 'none'\r\nx-content-type-options: nosniff\r\ncache-control: no-store\r\nconnection: close\r\n\r\n",
        page.len()
    );
    Bytes::from(head + &page)
});

/// The answer that goes in the place of what hyper is about to write, where that is its own and bare.
pub fn in_place_of(bytes: &[u8]) -> Option<Bytes> {
    let has_no_body = || bytes.windows(NO_BODY.len()).any(|part| part.eq_ignore_ascii_case(NO_BODY));
    (bytes.starts_with(BARE) && bytes.ends_with(END) && has_no_body()).then(|| HEAD_TOO_LARGE.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_hyper_says_by_itself_is_said_otherwise() {
        let bare = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
        assert!(in_place_of(bare).is_some_and(|page| page.starts_with(BARE) && page.ends_with(b"</html>")));
        for other in
            [&b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n"[..], b"HTTP/1.1 431 x\r\ncontent-length: 5\r\n\r\nhello", &bare[9..]]
        {
            assert!(in_place_of(other).is_none(), "{}", String::from_utf8_lossy(other));
        }
    }
}
