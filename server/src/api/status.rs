//! The signed list of revoked certificates (Bitstring Status List).

use super::json::document;
use axum::{
    body::{Body, Bytes},
    extract::Path,
    response::Response,
};
use zhixing_app::{act::certificate::STATUS_LIST, problem::Problem};

pub async fn show(world: crate::TheWorld, Path(list): Path<String>) -> Result<Response, Problem> {
    if list != STATUS_LIST.to_string() {
        return Err(Problem::NotFound);
    }
    let revoked = world.store.revoked_places(STATUS_LIST).await?;
    let bytes = world.issuer.status_list(revoked, world.clock.now()).map_err(|error| {
        tracing::error!(error, "the status list cannot be signed");
        Problem::Broken("status-list".into())
    })?;
    Ok(document("application/vc", "public, max-age=300", Body::from(Bytes::from_owner(bytes))))
}
