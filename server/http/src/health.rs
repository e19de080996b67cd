//! For load balancers: whether the process lives, and whether it can serve.

use axum::http::StatusCode;

pub async fn alive() -> &'static str {
    "ok\n"
}

pub async fn ready(node: crate::TheNode) -> Result<&'static str, StatusCode> {
    node.store.ping().await.map(|()| "ok\n").map_err(|_| StatusCode::SERVICE_UNAVAILABLE)
}
