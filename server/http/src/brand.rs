//! The logo of the installation, from memory, as harmless as the figures of courseware.

use crate::assets::FOR_EVER;
use axum::{
    body::Body,
    extract::Path,
    http::{HeaderValue, header},
    response::Response,
};
use zhixing_shell::{media, problem::Problem};

pub async fn show(node: crate::TheNode, Path(file): Path<String>) -> Result<Response, Problem> {
    let logo = node.site.decided.logo(&file).ok_or(Problem::NotFound)?;
    let mut response = Response::new(Body::from(logo.bytes.clone()));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media::kind(&file)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(media::POLICY));
    Ok(response)
}
