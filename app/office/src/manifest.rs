//! The site as an application of a phone or a computer: its manifest, in both languages.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use std::sync::Arc;
use zhixing_app::{
    i18n::{consent as words, site as site_words},
    urls,
};
use zhixing_domain::lang::Lang;
use zhixing_shell::{parts::PAPER, problem::Problem, site::Site};

#[derive(Serialize)]
struct Manifest {
    id: String,
    name: String,
    short_name: String,
    description: &'static str,
    lang: &'static str,
    start_url: String,
    scope: String,
    display: &'static str,
    background_color: &'static str,
    theme_color: &'static str,
    icons: [Icon; 4],
    shortcuts: [Shortcut; 2],
}

#[derive(Serialize)]
struct Icon {
    src: &'static str,
    sizes: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
}

#[derive(Serialize)]
struct Shortcut {
    name: &'static str,
    url: String,
}

/// Browsers fetch it without cookies, so its address says the language.
pub(crate) async fn show(State(site): State<Arc<Site>>, Path(code): Path<String>) -> Result<Response, Problem> {
    let lang = Lang::from_code(&code).ok_or(Problem::NotFound)?;
    let own = site.decided.name(lang);
    let png = |src, sizes, purpose| Icon { src, sizes, kind: "image/png", purpose };
    let manifest = Manifest {
        id: urls::home(),
        name: own.clone().unwrap_or_else(|| site_words::motto(lang).into()),
        short_name: own.unwrap_or_else(|| site_words::brand(lang).into()),
        description: words::about_site(lang),
        lang: lang.tag(),
        start_url: urls::home(),
        scope: urls::home(),
        display: "standalone",
        background_color: PAPER[0],
        theme_color: PAPER[0],
        icons: [
            Icon { src: "/favicon.svg", sizes: "any", kind: "image/svg+xml", purpose: "any" },
            png("/icons/192.png", "192x192", "any"),
            png("/icons/512.png", "512x512", "any"),
            png("/icons/maskable.png", "512x512", "maskable"),
        ],
        shortcuts: [
            Shortcut { name: site_words::exams(lang), url: urls::exams() },
            Shortcut { name: site_words::notebook(lang), url: urls::notebook() },
        ],
    };
    let mut response = Json(manifest).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/manifest+json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400"));
    Ok(response)
}
