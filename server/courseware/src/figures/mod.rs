//! Figures: which there are, how large they are, and whether they are safe to serve.

mod size;
mod svg;

use crate::problem::{FileFault, Log, Words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use zhixing_domain::digest::sha256_hex;

/// The figures of a course by name.
pub(crate) type Figures = BTreeMap<String, Figure>;

/// What a page needs to know of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Figure {
    /// The first eight digits of the content's hash: an address that changes with the content may be cached for ever.
    pub hash: String,
    /// Width and height in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<(u32, u32)>,
}

const MOST_BYTES: usize = 2 * 1024 * 1024;

/// The largest width or height of a picture that is no figure, in pixels.
const SIDE: u32 = 4_096;

/// What picture these bytes are, by what is in them.
pub(crate) fn picture_kind(bytes: &[u8]) -> Option<&'static str> {
    let fits = |(width, height): (u32, u32)| width <= SIDE && height <= SIDE;
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return size::of_bitmap(bytes).filter(|s| fits(*s)).map(|_| "png");
    }
    let root = svg::check(std::str::from_utf8(bytes).ok()?).ok()?;
    size::of_svg(&root).filter(|s| fits(*s)).map(|_| "svg")
}

/// Width and height of a picture, where it says them.
pub(crate) fn picture_size(bytes: &[u8]) -> Option<(u32, u32)> {
    size::of_bitmap(bytes).or_else(|| size::of_svg(&svg::check(std::str::from_utf8(bytes).ok()?).ok()?))
}

/// Checks a figure; nothing if it cannot be served.
pub(crate) fn read(name: &str, bytes: &[u8], log: &mut Log) -> Option<Figure> {
    if bytes.len() > MOST_BYTES {
        log.add(1, FileFault::TooBig { size: bytes.len() / 1024, most: MOST_BYTES / 1024 });
        return None;
    }
    let wanted = match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("svg") => return svg(bytes, log),
        Some("png") => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
        Some("jpg" | "jpeg") => bytes.starts_with(b"\xff\xd8\xff"),
        Some("webp") => bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
        _ => {
            log.add(1, FileFault::BadMedia { wanted: Words { zh: "不认识这种扩展名", en: "the file extension is not known" } });
            return None;
        }
    };
    if !wanted {
        log.add(1, FileFault::BadMedia { wanted: Words { zh: "内容与扩展名不符", en: "the content is not what the file extension says" } });
        return None;
    }
    Some(figure(bytes, size::of_bitmap(bytes), log))
}

fn svg(bytes: &[u8], log: &mut Log) -> Option<Figure> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        log.add(1, FileFault::NotUtf8);
        return None;
    };
    match svg::check(text) {
        Ok(root) => Some(figure(bytes, size::of_svg(&root), log)),
        Err((line, fault)) => {
            log.add(line, fault);
            None
        }
    }
}

fn figure(bytes: &[u8], size: Option<(u32, u32)>, log: &mut Log) -> Figure {
    if size.is_none() {
        log.add(1, FileFault::NoSize);
    }
    Figure { hash: sha256_hex(bytes).chars().take(8).collect(), size }
}
