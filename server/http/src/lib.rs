//! HTTP of a node: connections, who is let in, sessions, limits, the common headers, compression, metrics, the built files.
//!
//! Start at [`Node`] (what every request may need) and [`request_log`] (the outermost step). Never here: pages, rules, what the API says.

pub mod admission;
pub mod assets;
pub mod brand;
pub mod clock;
pub mod connection;
pub mod hashing;
pub mod health;
pub mod icons;
pub mod limiter;
pub mod lookups;
pub mod media;
pub mod metrics;
pub mod places;
pub mod pool;
pub mod range;
pub mod request_log;
pub mod response;
pub mod security;
pub mod session;
pub mod smaller;
pub mod waiting;

use axum::Extension;
use std::{
    net::IpAddr,
    path::PathBuf,
    sync::{Arc, atomic::AtomicBool},
};
use zhixing_shell::site::Site;
use zhixing_store::Store;

/// What an operator decided of it.
#[derive(Clone, Debug)]
pub struct HttpSettings {
    pub public_url: String,
    pub secure_cookies: bool,
    pub trusted_proxies: Vec<IpAddr>,
    /// Further names under which this server is reached.
    pub hosts: Vec<String>,
    pub metrics_token: String,
    /// A folder of built files instead of those in the binary.
    pub site: Option<PathBuf>,
}

impl HttpSettings {
    pub fn https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// What serves the requests of a node.
pub struct Node {
    pub settings: HttpSettings,
    pub clock: Arc<dyn clock::Clock>,
    pub store: Store,
    pub site: Arc<Site>,
    pub hashing: Arc<hashing::Hashing>,
    pub metrics: Arc<metrics::Metrics>,
    pub connections: Arc<connection::Count>,
    /// Who is let in.
    pub admission: Arc<admission::Admission>,
    /// Who waits for what staff do.
    pub waiting: Arc<waiting::Waiting>,
    /// Prose, compressed.
    pub pieces: Arc<response::gzip::Pieces>,
    /// Pictures for small screens.
    pub smaller: Arc<smaller::SmallerPictures>,
    /// Set when the server is told to stop: what would go on for minutes ends.
    pub stopping: Arc<AtomicBool>,
}

/// How handlers reach it.
pub type TheNode = Extension<Arc<Node>>;
