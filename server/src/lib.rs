//! The composition root: what is joined here is decided elsewhere.
//!
//! Start at [`world::World`] (everything joined) and [`routes`] (every method and path). Never here: rules (`zhixing-domain`), pages
//! (`zhixing-app`), SQL (`zhixing-store`).

pub mod adapters;
pub mod answer_key;
mod banks;
pub mod cli;
pub mod config;
pub mod content;
pub mod data_folder;
pub mod demo;
pub mod disk;
pub mod doctor;
pub mod files;
pub mod heads;
pub mod inspector;
pub mod issuer;
pub mod keys;
pub mod lock;
pub mod oidc;
mod packages;
pub mod passkey;
mod qr;
mod seal;
pub mod second_factor;
pub mod service;
pub mod staging;
pub mod start_fault;
pub mod traces;
pub mod worker;
pub mod world;

pub use clock::{Clock, ManualClock, SystemClock};
pub use config::Config;
pub use world::World;
// what serves HTTP is a crate of its own
pub use zhixing_http::{
    admission, assets, brand, clock, connection, hashing, health, icons, limiter, lookups, media, metrics, places, pool, request_log,
    response, security, session, waiting,
};

use axum::{Extension, Router, http::StatusCode, middleware};
use std::time::Duration;
use tower_http::{catch_panic::CatchPanicLayer, csrf::CsrfLayer, timeout::TimeoutLayer};
use zhixing_app::urls;
use zhixing_shell::{problem::Problem, table::Table};

const PATIENCE: Duration = Duration::from_secs(30);

/// Every route that is neither a page nor the API.
fn public() -> Table {
    Table::default()
        .get(urls::MEDIA, media::show)
        .get(urls::BRAND, brand::show)
        .get("/assets/{file}", assets::file)
        .get("/favicon.svg", assets::favicon)
        .get("/icons/{file}", icons::show)
        .get("/robots.txt", assets::robots)
        .get("/worker.js", assets::worker)
        .get("/passkey.js", assets::passkey)
        .get(urls::WORKSHOP_SCRIPT, assets::workshop)
        .get("/healthz", health::alive)
        .get("/readyz", health::ready)
        .get("/metrics", metrics::show)
}

fn tables() -> [Table; 8] {
    [
        zhixing_learning::table().leading_back(),
        zhixing_authoring::table().leading_back(),
        zhixing_exam::table().leading_back(),
        zhixing_marking::table().leading_back(),
        zhixing_certification::table().leading_back(),
        zhixing_office::table().leading_back(),
        zhixing_api::table(),
        public(),
    ]
}

/// Every method and path that is served.
pub fn routes() -> Vec<(&'static str, &'static str)> {
    tables().into_iter().flat_map(|t| t.routes).collect()
}

/// Refuses what a page of another site sends with this site's cookies. Our own address counts also where a proxy changes `Host`.
fn cross_site(public_url: &str) -> CsrfLayer {
    CsrfLayer::new().add_trusted_origin(public_url).unwrap_or_default()
}

/// The whole site. Layers are named from the outside to the inside; together they are one, so that a request passes few boxes.
pub fn router(world: &World) -> Router {
    let layers = (
        Extension(world.node.clone()),
        middleware::from_fn(request_log::layer),
        session::layer(world.store.clone(), world.clock.clone(), world.config.secure_cookies),
        middleware::from_fn(response::layer),
        CatchPanicLayer::custom(security::panicked),
        TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE),
        cross_site(&world.config.public_url),
    );
    tables()
        .into_iter()
        .fold(Router::new(), |all, table| all.merge(table.router))
        .fallback(|| async { Problem::NotFound })
        .layer(layers)
        .with_state(world.site.clone())
}
