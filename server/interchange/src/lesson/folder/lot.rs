//! What the pages of a folder have together.

use crate::pictures::Pictures;
use std::collections::{BTreeMap, BTreeSet};

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
    /// What somebody says of pictures that have no words of their own, as Markdown, by their names.
    pub words: BTreeMap<String, String>,
}

impl Lot {
    pub fn of(pictures: Pictures, words: BTreeMap<String, String>) -> Self {
        Self { pictures, included: BTreeSet::new(), left: MOST_BYTES, looked: 0, words }
    }
}
