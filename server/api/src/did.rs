//! The issuer's DID document: whose signature a certificate bears.

use crate::json::document;
use axum::{extract::State, response::Response};
use std::sync::Arc;
use zhixing_shell::site::Site;

pub async fn show(State(site): State<Arc<Site>>) -> Response {
    document("application/did+json", "public, max-age=300", site.ports.did())
}
