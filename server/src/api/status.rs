//! The signed list of revoked certificates (Bitstring Status List).

use super::json::document;
use axum::{
    body::{Body, Bytes},
    extract::Path,
    response::Response,
};
use zhixing_certification::certificate::actions::STATUS_LIST;
use zhixing_shell::problem::Problem;

pub async fn show(world: crate::TheWorld, Path(list): Path<String>) -> Result<Response, Problem> {
    if list != STATUS_LIST.to_string() {
        return Err(Problem::NotFound);
    }
    let (revoked, now) = (world.store.revoked_places(STATUS_LIST).await?, world.clock.now());
    let bytes = match world.issuer.current_list(&revoked, now) {
        Some((_, bytes)) => bytes,
        None => {
            let issuer = world.issuer.clone();
            let signed = world.checks.run(move || issuer.status_list(revoked, now)).await.map_err(|_| Problem::Busy(2))?;
            signed.map(|(_, bytes)| bytes).map_err(|error| {
                tracing::error!(error, "the status list cannot be signed");
                Problem::Broken("status-list".into())
            })?
        }
    };
    Ok(document("application/vc", "public, max-age=300", Body::from(Bytes::from_owner(bytes))))
}
