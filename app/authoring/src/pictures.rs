//! Pictures that nobody published yet, within what is previewed: as data, for no address has them.

use base64::{Engine as _, engine::general_purpose::STANDARD};

/// The HTML of a preview with these pictures of a course in it.
pub(crate) fn inlined(html: &str, course: &str, pictures: &[(String, Vec<u8>)]) -> String {
    let mut html = html.to_string();
    for (name, bytes) in pictures {
        let begins = format!("src=\"/media/{course}/{name}?v=");
        let Some(rest) = html.split_once(&begins).and_then(|(_, rest)| rest.split('"').next()) else { continue };
        let (address, data) = (format!("{begins}{rest}\""), format!("src=\"data:{};base64,{}\"", kind(name), STANDARD.encode(bytes)));
        html = html.replace(&address, &data);
    }
    html
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, end)| end) {
        Some("svg") => "image/svg+xml",
        Some("webp") => "image/webp",
        Some("jpg" | "jpeg") => "image/jpeg",
        _ => "image/png",
    }
}
