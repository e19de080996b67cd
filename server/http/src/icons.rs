//! Icons of the site as an application, and the picture beside its address elsewhere: `icons/make.mjs` draws them.

use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use zhixing_shell::problem::Problem;

macro_rules! icons {
    ($($name:literal),*) => {
        /// Each by its name.
        const ICONS: &[(&str, &[u8])] = &[$(($name, include_bytes!(concat!("icons/", $name)))),*];
    };
}

icons!["180.png", "192.png", "512.png", "maskable.png", "share.png"];

pub async fn show(Path(file): Path<String>) -> Result<Response, Problem> {
    let (_, bytes) = ICONS.iter().find(|(name, _)| *name == file).ok_or(Problem::NotFound)?;
    Ok(([(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, "public, max-age=86400")], *bytes).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Width and height as the head of a PNG says them.
    fn size(bytes: &[u8]) -> (u32, u32) {
        let number = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        (number(16), number(20))
    }

    #[test]
    fn icons_have_the_sizes_that_their_names_say_and_weigh_little() {
        for (name, bytes) in ICONS {
            let wanted = match *name {
                "share.png" => (1200, 630),
                "maskable.png" => (512, 512),
                name => name.strip_suffix(".png").and_then(|n| n.parse().ok()).map(|n| (n, n)).unwrap(),
            };
            assert_eq!(size(bytes), wanted, "{name}");
            assert!(bytes.len() < 48 << 10, "{name} has {} bytes", bytes.len());
        }
    }
}
