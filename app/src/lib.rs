//! What server and browser share: the islands that move in the browser, every word of the interface, addresses, and the replies that islands read.
//!
//! Never here: a page, the store, a type that can carry a key. Start at [`islands`]. Pages are in the wings beside (`app/learning`, `app/exam`, …).

// views are deep types: one level for every element around another
#![recursion_limit = "512"]

pub mod api_replies;
pub mod i18n;
pub mod islands;
pub mod urls;

/// Called by the boot script when the module has loaded; the islands are woken one by one after it.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
