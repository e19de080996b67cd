//! A file that is saved and not shown: what it is, and under which name.
//!
//! Never here: who may have it.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};

/// Answers with a file to be saved under this name, in any letters. It is for whoever asked: nothing on the way keeps it.
pub fn download(bytes: impl Into<Body>, media: &'static str, name: &str) -> Response {
    let mut response = Response::new(bytes.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    save_as(name, headers);
    response
}

/// Says that a file is saved under this name.
pub fn save_as(name: &str, headers: &mut HeaderMap) {
    if let Ok(value) = HeaderValue::from_str(&disposition(name)) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
}

/// `Content-Disposition` (RFC 6266): a name of plain letters as it is; any other also in UTF-8 (RFC 8187), which stands over the plain one.
fn disposition(name: &str) -> String {
    // what parts folders, or no file can be called by
    let name = name.replace(|c: char| c.is_control() || "/\\:*?\"<>|".contains(c), "_");
    let plain = name.replace(|c: char| !c.is_ascii() || c == '%', "_");
    match plain == name {
        true => format!("attachment; filename=\"{plain}\""),
        false => format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", encoded(&name)),
    }
}

/// Each byte as it is, if it is an `attr-char` of RFC 8187; else by its number.
fn encoded(name: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte);
    name.bytes().map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_reaches_the_disk_as_it_is_written_and_nothing_else_of_it_does() {
        for (name, said) in [
            ("results-little.csv", "attachment; filename=\"results-little.csv\""),
            ("two words.zip", "attachment; filename=\"two words.zip\""),
            ("题库.docx", "attachment; filename=\"__.docx\"; filename*=UTF-8''%E9%A2%98%E5%BA%93.docx"),
            ("naïve 100%.csv", "attachment; filename=\"na_ve 100_.csv\"; filename*=UTF-8''na%C3%AFve%20100%25.csv"),
            ("../a\\b\".md", "attachment; filename=\".._a_b_.md\""),
            ("a\r\nSet-Cookie: b.md", "attachment; filename=\"a__Set-Cookie_ b.md\""),
        ] {
            assert_eq!(disposition(name), said);
            let response = download("x", "text/plain", name);
            assert_eq!(response.headers()[header::CONTENT_DISPOSITION], said);
        }
    }
}
