//! One of several options is right.

use crate::points::Credit;

/// The key of a single-choice item.
#[derive(Clone, Debug, PartialEq)]
pub struct Single {
    pub options: usize,
    /// Place of the right option in the author's order.
    pub key: u8,
}

impl Single {
    pub(super) fn credit(&self, chosen: Option<u8>) -> Credit {
        Credit::all_or_nothing(chosen == Some(self.key))
    }
}
