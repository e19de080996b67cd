//! The signed list of revoked certificates (Bitstring Status List).

use crate::{address::InPath, json::document};
use axum::{
    body::{Body, Bytes},
    extract::State,
    response::Response,
};
use std::sync::Arc;
use zhixing_certification::certificate::actions::STATUS_LIST;
use zhixing_shell::{problem::Problem, site::Site};

pub async fn show(State(site): State<Arc<Site>>, InPath(list): InPath<String>) -> Result<Response, Problem> {
    if list != STATUS_LIST.to_string() {
        return Err(Problem::NotFound);
    }
    let (revoked, now) = (site.store.revoked_places(STATUS_LIST).await?, site.ports.now());
    let signed = site.ports.status_list(revoked, now).await.map_err(|_| Problem::Busy(2))?;
    let bytes = signed.map_err(|error| {
        tracing::error!(error, "the status list cannot be signed");
        Problem::Broken("status-list".into())
    })?;
    Ok(document("application/vc", "public, max-age=300", Body::from(Bytes::from_owner(bytes))))
}
