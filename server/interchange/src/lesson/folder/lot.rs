//! What the pages of a folder have together.

use crate::pictures::Pictures;
use std::collections::BTreeSet;

/// The most bytes of all texts together: a few that include each other would be many.
const MOST_BYTES: usize = 32 << 20;

/// What the pages of a folder have together.
pub(super) struct Lot {
    pub pictures: Pictures,
    /// Files that are parts of pages.
    pub included: BTreeSet<String>,
    /// The bytes that may still be read.
    pub left: usize,
    /// How far was looked for the ends of marks.
    pub looked: usize,
}

impl Lot {
    pub fn of(pictures: Pictures) -> Self {
        Self { pictures, included: BTreeSet::new(), left: MOST_BYTES, looked: 0 }
    }
}
