//! The last step of an answer: documents become bodies, problems become pages or JSON. Handlers never see how.

pub mod gzip;
mod rejection;

use crate::{admission, assets::accepts};
use axum::{
    body::Body,
    extract::{FromRequestParts, Request},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tower_sessions::Session;
use zhixing_domain::account::Roles;
use zhixing_shell::{
    client_signals::Evidence,
    failure,
    guard::{ClientAddress, Visit, path_of, wished_lang, wished_theme},
    html::Document,
    problem::Problem,
};

/// What is kept of a request, for the page that a problem may need.
struct Asked {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    session: Option<Session>,
    address: Option<ClientAddress>,
}

impl Asked {
    fn of(request: &Request) -> Self {
        Self {
            method: request.method().clone(),
            uri: request.uri().clone(),
            headers: request.headers().clone(),
            session: request.extensions().get().cloned(),
            address: request.extensions().get().cloned(),
        }
    }
}

/// The answer to what is refused before anybody looks who it is.
pub async fn refuse(node: &crate::Node, request: Request, status: StatusCode) -> Response {
    let asked = Asked::of(&request);
    drop(request);
    let explained = Box::pin(explain(node, &asked, Problem::bare(status), status.into_response())).await;
    body(node, &asked.headers, explained)
}

pub async fn layer(node: crate::TheNode, request: Request, next: Next) -> Response {
    if cfg!(debug_assertions) {
        refresh_assets(&node);
    }
    let asked = Asked::of(&request);
    let response = admission::admit(&node, request, next).await;
    let response = match rejection::problem(&response) {
        // boxed: what is rare takes no room in every request
        Some(problem) => Box::pin(explain(&node, &asked, problem, response)).await,
        None => response,
    };
    body(&node, &asked.headers, response)
}

/// Puts the document that travels beside a response into its body.
fn body(node: &crate::Node, headers: &HeaderMap, mut response: Response) -> Response {
    let Some(document) = response.extensions_mut().remove::<Document>() else { return response };
    let bytes = if accepts(headers, "gzip") {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        node.pieces.stitch(&document)
    } else {
        document.into_text().into_bytes()
    };
    response.headers_mut().remove(header::CONTENT_LENGTH);
    *response.body_mut() = Body::from(bytes);
    response
}

/// The problem as a page, or as `application/problem+json` for the API and for whoever asks for JSON.
async fn explain(node: &crate::Node, asked: &Asked, problem: Problem, failed: Response) -> Response {
    let mut response = if asked.uri.path().starts_with("/api/") || asked.uri.path().starts_with("/.well-known/") {
        json(&problem, &asked.headers)
    } else {
        let visit = visit(node, asked, &problem).await;
        failure::page(&visit, &problem, !asked.method.is_safe())
    };
    for (name, value) in failed.headers() {
        if ![header::CONTENT_TYPE, header::CONTENT_LENGTH].contains(name) {
            response.headers_mut().insert(name.clone(), value.clone());
        }
    }
    response
}

fn json(problem: &Problem, headers: &HeaderMap) -> Response {
    let lang = wished_lang(headers);
    let mut response = Response::new(Body::from(problem.to_json(lang).to_string()));
    *response.status_mut() = problem.status_for_programs();
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    out.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.tag()));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(seconds) = problem.retry_after() {
        out.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if let Problem::SignIn(_) = problem {
        out.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

/// Who asked. Where the fault is ours the store is not asked again: the page is then for nobody in particular.
async fn visit(node: &crate::Node, asked: &Asked, problem: &Problem) -> Visit {
    let mut request = Request::new(());
    *request.method_mut() = asked.method.clone();
    *request.uri_mut() = asked.uri.clone();
    *request.headers_mut() = asked.headers.clone();
    if let Some(session) = &asked.session {
        request.extensions_mut().insert(session.clone());
    }
    let (mut parts, ()) = request.into_parts();
    if problem.status().as_u16() < 500
        && let Ok(visit) = Visit::from_request_parts(&mut parts, &node.site).await
    {
        return visit;
    }
    Visit {
        site: node.site.clone(),
        now: node.clock.now(),
        lang: wished_lang(&asked.headers),
        theme: wished_theme(&asked.headers),
        account: None,
        resting: Roles::default(),
        unread: 0,
        session: None,
        path: path_of(&parts),
        address: asked.address.as_ref().map(|a| a.0.clone()).unwrap_or_default(),
        evidence: Evidence::default(),
        request: None,
    }
}

/// While developing, the site is built anew under a running server.
fn refresh_assets(node: &crate::Node) {
    let fresh = crate::assets::manifest(node.settings.site.as_deref());
    *node.site.assets.write().unwrap_or_else(std::sync::PoisonError::into_inner) = fresh;
}
