//! Entries to be put in order; each in its right place earns its share.

use super::Arrangement;
use crate::points::Credit;

/// The author's order is the right one.
#[derive(Clone, Debug, PartialEq)]
pub struct Ordering {
    pub entries: usize,
}

impl Ordering {
    /// `positions[shown]` is the place, from 0, that the candidate gave to the entry shown there.
    pub(super) fn credit(&self, arrangement: &Arrangement, positions: &[Option<u8>]) -> Credit {
        let right =
            positions.iter().enumerate().filter(|(shown, place)| place.is_some() && arrangement.canonical(0, *shown as u8) == **place);
        Credit::of(right.count(), self.entries)
    }

    pub(super) fn right(&self, arrangement: &Arrangement) -> Vec<Option<u8>> {
        (0..self.entries).map(|shown| arrangement.canonical(0, shown as u8)).collect()
    }
}
