//! The faces of Zhixing: pages rendered on the server, and the islands that move in the browser.
//!
//! Start at [`pages`] (the route table) or at [`islands`] (all that runs in a browser). Rules are in `zhixing-domain`, SQL is in `zhixing-store`.
//! The `cfg(feature)` lines below are the only ones.

// views are deep types: one level for every element around another
#![recursion_limit = "512"]

pub mod i18n;
pub mod islands;
pub mod urls;
pub mod wire;

#[cfg(feature = "ssr")]
pub mod act;
#[cfg(feature = "ssr")]
pub mod evidence;
#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
pub mod guard;
#[cfg(feature = "ssr")]
pub mod html;
#[cfg(feature = "ssr")]
pub mod keep;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod parts;
#[cfg(feature = "ssr")]
pub mod ports;
#[cfg(feature = "ssr")]
pub mod problem;
#[cfg(feature = "ssr")]
pub mod question;
#[cfg(feature = "ssr")]
pub mod recent;
#[cfg(feature = "ssr")]
pub mod site;
#[cfg(feature = "ssr")]
pub mod tries;

/// Called by the boot script when the module has loaded; the islands are woken one by one after it.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
