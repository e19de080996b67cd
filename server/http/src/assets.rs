//! Built files: scripts, styles and the WebAssembly of the islands, from the binary or from a folder; and the few fixed files of a site.

use axum::{
    body::Body,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;
use serde::Deserialize;
use std::{borrow::Cow, path};
use zhixing_shell::{problem::Problem, site::Assets};

#[derive(RustEmbed)]
#[folder = "../../target/site"]
struct Built;

/// Names change with contents, so they never go stale.
pub const FOR_EVER: &str = "public, max-age=31536000, immutable";

#[derive(Default, Deserialize)]
#[serde(default)]
struct Manifest {
    app_js: String,
    app_wasm: String,
    boot_js: String,
    style_css: String,
    editor_js: String,
}

fn read(folder: Option<&path::Path>, name: &str) -> Option<Cow<'static, [u8]>> {
    match folder {
        Some(folder) => std::fs::read(folder.join(name)).ok().map(Cow::Owned),
        None => Built::get(name).map(|f| f.data),
    }
}

/// The names of the built files; empty where the site was not built.
pub fn manifest(folder: Option<&path::Path>) -> Assets {
    let manifest: Manifest = read(folder, "manifest.json").and_then(|b| serde_json::from_slice(&b).ok()).unwrap_or_default();
    let url = |name: String| if name.is_empty() { name } else { format!("/assets/{name}") };
    Assets {
        style: url(manifest.style_css),
        boot: url(manifest.boot_js),
        app: url(manifest.app_js),
        wasm: url(manifest.app_wasm),
        editor: url(manifest.editor_js),
    }
}

fn kind(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        _ => return None,
    })
}

/// Serves one file of the folder; names are flat, so nothing outside of it can be named.
///
/// # Errors
///
/// [`Problem::NotFound`] for a name that is no file of the folder, or of no kind that is served.
pub fn serve(folder: Option<&path::Path>, name: &str, headers: &HeaderMap) -> Result<Response, Problem> {
    let plain = !name.contains(['/', '\\']) && !name.starts_with('.');
    let kind = kind(name).filter(|_| plain).ok_or(Problem::NotFound)?;
    let packed = accepts(headers, "br").then(|| read(folder, &format!("{name}.br"))).flatten();
    let is_packed = packed.is_some();
    let bytes = packed.or_else(|| read(folder, name)).ok_or(Problem::NotFound)?;
    let mut response = Response::new(Body::from(bytes));
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
    out.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if is_packed {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    Ok(response)
}

/// Whether the client takes an encoding (RFC 9110, section 12.5.3); a weight of nought refuses it.
pub fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let values = headers.get_all(header::ACCEPT_ENCODING).into_iter().filter_map(|v| v.to_str().ok());
    values.flat_map(|v| v.split(',')).any(|part| {
        let mut words = part.split(';');
        let named = words.next().is_some_and(|n| n.trim().eq_ignore_ascii_case(encoding));
        let refused = words.any(|w| w.trim().strip_prefix("q=").and_then(|q| q.trim().parse::<f32>().ok()) == Some(0.0));
        named && !refused
    })
}

pub async fn file(node: crate::TheNode, Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    serve(node.settings.site.as_deref(), &name, &headers)
}

const FAVICON: &str = include_str!("favicon.svg");
const ROBOTS: &str = "User-agent: *\nDisallow: /api/\nDisallow: /admin/\nDisallow: /attempts/\nDisallow: /v/\nDisallow: /c/\n";

pub async fn favicon() -> Response {
    fixed("image/svg+xml", FAVICON)
}

pub async fn robots() -> Response {
    fixed("text/plain; charset=utf-8", ROBOTS)
}

const WORKER: &str = include_str!("../../../app/worker.js");

/// Browsers ask for it at every visit of a room, so that a new one takes the place of an old one soon.
pub async fn worker() -> Response {
    script(WORKER)
}

const PASSKEY: &str = include_str!("../../../app/passkey.js");

/// For the few pages that ask for a passkey.
pub async fn passkey() -> Response {
    script(PASSKEY)
}

fn script(text: &'static str) -> Response {
    let kind = "text/javascript; charset=utf-8";
    (StatusCode::OK, [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], text).into_response()
}

macro_rules! editor {
    ($($name:literal)*) => {
        /// The scripts of the workshop's editor, which no other page loads.
        const EDITOR: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../../app/authoring/editor/page/", $name)))),*];
    };
}
editor! {
    "main.js" "bar.js" "field.js" "figure.js" "forms.js" "item.js" "kept.js" "others.js" "paste.js" "said.js" "seen.js" "trial.js" "typed.js"
}

macro_rules! guide {
    ($($step:literal)*) => {
        /// The pictures of the guide for teachers, in both languages.
        const GUIDE: &[(&str, &[u8])] = &[$(
            (concat!("guide-", $step, "-zh.webp"), include_bytes!(concat!("../../../app/authoring/guide/", $step, "-zh.webp"))),
            (concat!("guide-", $step, "-en.webp"), include_bytes!(concat!("../../../app/authoring/guide/", $step, "-en.webp"))),
        )*];
    };
}
guide! { "course" "lesson" "figure" "table" "item" "trial" "review" "learners" }

/// The licences of what the editor component is made of.
const LICENCES: &str = include_str!("../../../app/authoring/editor/built/LICENCES");

/// A script of the workshop's editor, what its component is made of, or a picture of the guide.
pub async fn workshop(Path(name): Path<String>) -> Result<Response, Problem> {
    if name == "licences.txt" {
        return Ok(fixed("text/plain; charset=utf-8", LICENCES));
    }
    if let Some((_, picture)) = GUIDE.iter().find(|(known, _)| *known == name) {
        return Ok(fixed("image/webp", *picture));
    }
    let (_, text) = EDITOR.iter().find(|(known, _)| *known == name).ok_or(Problem::NotFound)?;
    Ok(script(text))
}

fn fixed(kind: &'static str, body: impl IntoResponse) -> Response {
    (StatusCode::OK, [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=86400")], body).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(value))])
    }

    #[test]
    fn an_encoding_is_taken_unless_refused() {
        assert!(accepts(&headers("gzip, deflate, br"), "br"));
        assert!(accepts(&headers("br;q=0.5"), "br"));
        assert!(!accepts(&headers("br;q=0, gzip"), "br"));
        assert!(!accepts(&headers("gzip"), "br"));
        assert!(!accepts(&HeaderMap::new(), "br"));
    }

    #[test]
    fn nothing_outside_the_folder_can_be_named() {
        for name in ["../Cargo.toml", "..\\x.js", ".hidden.js", "/etc/passwd", "manifest.json", "a/b.js"] {
            assert!(serve(None, name, &HeaderMap::new()).is_err(), "{name}");
        }
    }
}
