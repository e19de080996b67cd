//! What lies beside the texts of the courseware: from memory, or piece by piece from the store where it is long; of items as it was when a paper was drawn.

use crate::{
    assets::FOR_EVER,
    range::{WantedPart, wanted},
    smaller::SizedPicture,
};
use axum::{
    body::{Body, Bytes},
    extract::{Path, Query},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use futures_util::stream;
use serde::Deserialize;
use std::sync::Arc;
use zhixing_domain::library::MediaFile;
use zhixing_shell::{media::describe, problem::Problem};
use zhixing_store::Store;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct MediaQuery {
    v: String,
    /// So many pixels wide.
    w: String,
}

/// So much is in memory of a long file while somebody reads it.
const PIECE: u64 = 1 << 20;

pub async fn show(
    node: crate::TheNode,
    Path((course, name)): Path<(String, String)>,
    Query(asked): Query<MediaQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let published = node.site.published();
    let path = format!("{course}/media/{name}");
    let newest = published.library.media.get(&path).cloned();
    let is_hash = (8..=64).contains(&asked.v.len()) && asked.v.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    // an old address may ask for what has changed since: it gets the new figure, and asks again tomorrow
    let current = is_hash && newest.as_ref().is_some_and(|file| file.hash.starts_with(&asked.v));
    let open = published.library.open_media.contains(&path);
    let knows = || node.admission.knows(&headers, node.settings.secure_cookies);
    let file = match newest {
        Some(file) if open || (current && knows()) => file,
        // the figure of an item is for whoever is signed in and has its address, which only the item itself tells: as it was on the paper
        _ if is_hash && knows() => {
            let (hash, length) = node.store.published_head(&path, &asked.v).await?.ok_or(Problem::NotFound)?;
            Arc::new(MediaFile { hash, length: u64::try_from(length).unwrap_or_default(), bytes: None })
        }
        _ => return Err(Problem::NotFound),
    };
    let sized = node.smaller.of(&node.site, &name, &file, &asked.w).await;
    let kept = kept(open, current, &sized);
    let (file, kind) = match sized {
        SizedPicture::Smaller(smaller) if smaller.bytes.as_ref().is_some_and(|bytes| bytes.starts_with(b"RIFF")) => (smaller, "x.webp"),
        SizedPicture::Smaller(smaller) => (smaller, &*name),
        SizedPicture::Itself | SizedPicture::ItselfForNow => (file, &*name),
    };
    let mut response = sent(&node.store, &file, &headers);
    let out = response.headers_mut();
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    if !matches!(response.status(), StatusCode::NOT_MODIFIED | StatusCode::RANGE_NOT_SATISFIABLE) {
        describe(kind, response.headers_mut());
    }
    Ok(response)
}

/// How long a browser may keep it.
fn kept(open: bool, current: bool, sized: &SizedPicture) -> &'static str {
    match (open, current, sized) {
        (true, _, SizedPicture::ItselfForNow) => "public, max-age=60",
        (false, _, SizedPicture::ItselfForNow) => "private, max-age=60",
        (true, true, _) => FOR_EVER,
        (true, false, _) => "public, max-age=300",
        (false, _, _) => "private, max-age=86400",
    }
}

/// A file, or what is asked for of it.
fn sent(store: &Store, file: &MediaFile, headers: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", file.hash.get(..32).unwrap_or(&file.hash));
    let (status, from, to) = match wanted(headers, &tag, file.length) {
        WantedPart::Nothing => (StatusCode::NOT_MODIFIED, 0, 0),
        WantedPart::Beyond => (StatusCode::RANGE_NOT_SATISFIABLE, 0, 0),
        WantedPart::Part(from, last) => (StatusCode::PARTIAL_CONTENT, from, last + 1),
        WantedPart::Whole => (StatusCode::OK, 0, file.length),
    };
    let mut response = Response::new(body(store, file, from, to));
    *response.status_mut() = status;
    let range = match status {
        StatusCode::PARTIAL_CONTENT => Some(format!("bytes {from}-{}/{}", to - 1, file.length)),
        StatusCode::RANGE_NOT_SATISFIABLE => Some(format!("bytes */{}", file.length)),
        _ => None,
    };
    let length = (status != StatusCode::NOT_MODIFIED).then(|| (to - from).to_string());
    let said = [(header::ETAG, Some(tag)), (header::CONTENT_RANGE, range), (header::CONTENT_LENGTH, length)];
    let out = response.headers_mut();
    out.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    for (name, value) in said {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            out.insert(name, value);
        }
    }
    response
}

/// The bytes from one place up to another.
fn body(store: &Store, file: &MediaFile, from: u64, to: u64) -> Body {
    if let Some(bytes) = &file.bytes {
        let part = usize::try_from(from).ok().zip(usize::try_from(to).ok());
        return Body::from(part.map_or_else(Bytes::new, |(from, to)| Bytes::from_owner(bytes.clone()).slice(from..to)));
    }
    let (store, hash) = (store.clone(), file.hash.clone());
    Body::from_stream(stream::try_unfold(from, move |at| {
        let (store, hash) = (store.clone(), hash.clone());
        async move {
            let (place, most) = (i64::try_from(at).unwrap_or(i64::MAX), to.saturating_sub(at).min(PIECE));
            if most == 0 {
                return Ok(None);
            }
            let part = store.blob_part(&hash, place, most as i64).await?.filter(|part| !part.is_empty());
            // a file that is shorter than it was said to be ends the connection, and is not taken for whole
            let part = part.ok_or(zhixing_store::Fault::Conflict)?;
            let next = at + part.len() as u64;
            Ok::<_, zhixing_store::Fault>(Some((Bytes::from(part), next)))
        }
    }))
}
