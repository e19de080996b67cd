//! What a page has shown of what staff did, and what the server knows of that.

use std::cell::Cell;

/// Noted by the page as it goes.
#[derive(Default)]
pub struct NewsWatch {
    /// The newest act of staff that is or was on the page.
    pub shown: Cell<i64>,
    /// What the server knows of that.
    pub said: Cell<Option<i64>>,
    /// Questions that were answered without waiting, one after another.
    pub short: Cell<u32>,
}
