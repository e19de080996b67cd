//! Pictures that nobody published yet, within what is previewed: those of drafts by an address that authors alone open, those of an upload as data.

use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::collections::{BTreeMap, BTreeSet};
use zhixing_app::urls;
use zhixing_domain::{text::attributes::rewritten, workshop::place};
use zhixing_shell::{guard::Visit, media, problem::Problem};

/// A picture, a recording or another file of a course as it is with its draft. Opened by itself it runs nothing, and nobody keeps it.
pub(crate) async fn show(visit: Visit, Path((course, name)): Path<(String, String)>) -> Result<Response, Problem> {
    let author = visit.author()?;
    let path = format!("{course}/media/{name}");
    if !place::is_media(&path) {
        return Err(Problem::NotFound);
    }
    let file = visit.site.store.workshop_file(&author, &path).await?;
    let mut response = file.bytes.ok_or(Problem::NotFound)?.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    media::describe(&name, headers);
    Ok(response)
}

/// The HTML of a preview that shows, plays and links to these files of a course from their drafts.
pub(crate) fn of_drafts(html: &str, course: &str, drawn: &BTreeSet<String>) -> String {
    sourced(html, course, &["src", "poster", "href"], |attribute, name, version| {
        drawn.contains(name).then(|| format!("{attribute}=\"{}?v={version}\"", urls::draft_picture(course, name)))
    })
}

/// So many bytes of pictures are shown of an upload; what is behind them is told by its alternative text.
const SHOWN_BYTES: usize = 4 << 20;

/// The pictures of an upload that is only looked at: no address has them.
pub(crate) struct UploadPictures<'f> {
    pictures: BTreeMap<&'f str, &'f [u8]>,
    left: usize,
}

impl<'f> UploadPictures<'f> {
    pub fn of(pictures: &'f [(String, Vec<u8>)]) -> Self {
        let pictures = pictures.iter().rev().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        Self { pictures, left: SHOWN_BYTES }
    }

    /// HTML with the pictures in it, as long as there is room for them.
    pub fn within(&mut self, html: &str, course: &str) -> String {
        sourced(html, course, &["src"], |_, name, _| {
            let is_ours = self.pictures.contains_key(name);
            is_ours.then(|| self.address(name).map_or_else(String::new, |address| format!("src=\"{address}\"")))
        })
    }

    /// One of them as an address that holds it, as long as there is room.
    pub fn address(&mut self, name: &str) -> Option<String> {
        let bytes = self.pictures.get(name)?;
        self.left = self.left.checked_sub(bytes.len().div_ceil(3) * 4)?;
        Some(format!("data:{};base64,{}", media::kind(name), STANDARD.encode(bytes)))
    }
}

/// HTML where every file of a course has what is said of its attribute, name and version in the place of one of these attributes that leads to it, and is
/// offered in one size.
fn sourced(html: &str, course: &str, attributes: &[&str], mut source: impl FnMut(&str, &str, &str) -> Option<String>) -> String {
    let begins = format!("/media/{course}/");
    rewritten(html, |attribute, value| match attribute {
        "srcset" | "sizes" => Some(String::new()),
        _ => {
            let (name, version) = value.strip_prefix(&begins).filter(|_| attributes.contains(&attribute))?.split_once("?v=")?;
            source(attribute, name, version)
        }
    })
}
