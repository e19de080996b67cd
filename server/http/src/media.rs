//! Figures of the courseware, from memory; those of items as they were when a paper was drawn, from their publication.

use crate::assets::FOR_EVER;
use axum::{
    body::{Body, Bytes},
    extract::{Path, Query},
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use serde::Deserialize;
use zhixing_domain::digest::sha256_hex;
use zhixing_shell::{
    media::{POLICY, kind},
    problem::Problem,
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct MediaQuery {
    v: String,
}

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
    let current = is_hash && newest.as_ref().is_some_and(|bytes| sha256_hex(bytes).starts_with(&asked.v));
    let open = published.library.open_media.contains(&path);
    let bytes: Bytes = match newest {
        Some(bytes) if open || (current && node.admission.knows(&headers, node.settings.secure_cookies)) => Bytes::from_owner(bytes),
        // the figure of an item is for whoever is signed in and has its address, which only the item itself tells: as it was on the paper
        _ if is_hash && node.admission.knows(&headers, node.settings.secure_cookies) => {
            node.store.published_file(&path, &asked.v).await?.ok_or(Problem::NotFound)?.into()
        }
        _ => return Err(Problem::NotFound),
    };
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(&name)));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static(match (open, current) {
            (true, true) => FOR_EVER,
            (true, false) => "public, max-age=300",
            (false, _) => "private, max-age=86400",
        }),
    );
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    Ok(response)
}
