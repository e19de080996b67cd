//! Figures of the courseware, from memory.

use crate::assets::FOR_EVER;
use axum::{
    body::{Body, Bytes},
    extract::{Path, Query},
    http::{HeaderValue, header},
    response::Response,
};
use serde::Deserialize;
use zhixing_app::problem::Problem;
use zhixing_domain::digest::sha256_hex;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    v: String,
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).as_deref() {
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        Some("gif") => "image/gif",
        Some("mp3") => "audio/mpeg",
        Some("ogg") => "audio/ogg",
        Some("mp4") => "video/mp4",
        Some("webm") => "video/webm",
        _ => "application/octet-stream",
    }
}

pub async fn show(
    world: crate::TheWorld,
    Path((course, name)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let shelf = world.site.shelf();
    let bytes = shelf.library.media.get(&format!("{course}/media/{name}")).cloned().ok_or(Problem::NotFound)?;
    // an old address may ask for what has changed since: it gets the new figure, and asks again tomorrow
    let current = !asked.v.is_empty() && sha256_hex(&bytes).starts_with(&asked.v) && asked.v.len() >= 8;
    let mut response = Response::new(Body::from(Bytes::from_owner(bytes)));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(&name)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(if current { FOR_EVER } else { "public, max-age=300" }));
    // a drawing opened by itself is a document: it must not run anything
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox"));
    Ok(response)
}
