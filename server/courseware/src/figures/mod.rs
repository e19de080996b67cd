//! What lies beside the texts of a course: which files there are, what a page needs to know of them, and whether they are safe to serve.

mod clean_svg;
mod lettered;
mod size;
mod smaller;
mod strip;
mod svg;
mod transcript;

pub(crate) use lettered::lettered;
pub use lettered::{AreaOutline, Ground};
pub(crate) use smaller::smaller;

use crate::problem::{ContentProblem, FileFault, Log, Words};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};
use zhixing_domain::{
    lang::Lang,
    media::{self, HEAD_BYTES, MediaKind},
};

/// The files beside the texts of a course, by name.
pub(crate) type Figures = BTreeMap<String, Figure>;

/// What a page needs to know of a picture, a recording or another file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Figure {
    /// The first eight digits of the content's hash: an address that changes with the content may be cached for ever.
    pub hash: String,
    /// Width and height of a picture, in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<(u32, u32)>,
    /// In bytes, of what is no picture; nothing where its beginning alone is here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<u64>,
    /// A transcript as HTML.
    #[serde(skip)]
    pub words: Option<Arc<str>>,
}

/// The largest width or height of a picture that is no figure, in pixels.
const SIDE: u32 = 4_096;
/// No page shows a picture wider than this, on any screen.
const WIDEST: u32 = 2_560;

/// What picture these bytes are, by what is in them.
pub(crate) fn picture_kind(bytes: &[u8]) -> Option<&'static str> {
    if bytes.len() > MediaKind::Picture.most_bytes() {
        return None;
    }
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

/// What is uploaded, without what tells of people or could act; and what was taken out, as it stood there.
pub(crate) fn cleaned(name: &str, bytes: Vec<u8>) -> Result<(Vec<u8>, Vec<String>), Box<ContentProblem>> {
    let mut log = Log::new(name, Lang::Zh);
    let unread = || Box::new(ContentProblem::new(name, 1, FileFault::BadMedia { wanted: NOT_SAID }));
    let is_picture = media::kind_of(name) == Some(MediaKind::Picture) && media::is_what_it_says(name, &bytes);
    let (clean, removed) = if name.ends_with(".svg") {
        let text = std::str::from_utf8(&bytes).map_err(|_| unread())?;
        let svg = clean_svg::clean(text).ok_or_else(unread)?;
        (svg.text.into_bytes(), svg.removed)
    } else if is_picture {
        (strip::strip(&smaller::fitting(bytes)).ok_or_else(unread)?.bytes, vec![])
    } else {
        (bytes, vec![])
    };
    match read(name, &clean, "", &mut log) {
        Some(_) => Ok((clean, removed)),
        None => Err(log.problems.into_iter().next().map_or_else(unread, Box::new)),
    }
}

const NOT_SAID: Words = Words { zh: "内容与扩展名不符", en: "the content is not what the file extension says" };

/// Checks a file; nothing if it cannot be served. `hash` is the SHA-256 of its bytes.
pub(crate) fn read(name: &str, bytes: &[u8], hash: &str, log: &mut Log) -> Option<Figure> {
    let Some(kind) = media::kind_of(name) else {
        log.add(1, FileFault::BadMedia { wanted: Words { zh: "不认识这种扩展名", en: "the file extension is not known" } });
        return None;
    };
    let most = kind.most_bytes();
    if bytes.len() > most {
        log.add(1, FileFault::TooBig { size: bytes.len() / 1024, most: most / 1024 });
        return None;
    }
    if !media::is_what_it_says(name, bytes) {
        log.add(1, FileFault::BadMedia { wanted: NOT_SAID });
        return None;
    }
    let hash = hash.chars().take(8).collect();
    let length = Some(bytes.len() as u64).filter(|_| bytes.len() != HEAD_BYTES);
    match kind {
        MediaKind::Picture => Some(Figure { hash, size: picture(name, bytes, log)?, length: None, words: None }),
        MediaKind::Transcript => Some(Figure { hash, size: None, length, words: Some(transcript::read(bytes, log)?) }),
        _ => Some(Figure { hash, size: None, length, words: None }),
    }
}

/// The size of a picture that may be shown, where it can be told.
fn picture(name: &str, bytes: &[u8], log: &mut Log) -> Option<Option<(u32, u32)>> {
    let size = if name.ends_with(".svg") {
        let Ok(text) = std::str::from_utf8(bytes) else {
            log.add(1, FileFault::NotUtf8);
            return None;
        };
        match svg::check(text) {
            Ok(root) => size::of_svg(&root),
            Err((line, fault)) => {
                log.add(line, fault);
                return None;
            }
        }
    } else {
        let size = bitmap(bytes, log);
        if strip::strip(bytes).is_some_and(|stripped| stripped.told_place) {
            log.add(1, FileFault::TellsPlace);
        }
        size
    };
    if size.is_none() {
        log.add(1, FileFault::NoSize);
    }
    Some(size)
}

/// The size as it is shown: a photograph may lie on its side.
fn bitmap(bytes: &[u8], log: &mut Log) -> Option<(u32, u32)> {
    let (width, height) = size::of_bitmap(bytes)?;
    let (width, height) = if strip::orientation(bytes) < 5 { (width, height) } else { (height, width) };
    if width > WIDEST {
        log.add(1, FileFault::TooWide { width: width as usize, most: WIDEST as usize });
    }
    Some((width, height))
}
