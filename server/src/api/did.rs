//! The issuer's DID document: whose signature a certificate bears.

use super::json::document;
use axum::response::Response;

pub async fn show(world: crate::TheWorld) -> Response {
    document("application/did+json", "public, max-age=300", world.issuer.did.to_json())
}
