//! Entries at the left, each with one partner at the right; each right pair earns its share.

use super::Arrangement;
use crate::points::Credit;

/// Entry `i` belongs to partner `i` of the author's order; the distractors follow the partners.
#[derive(Clone, Debug, PartialEq)]
pub struct Matching {
    pub pairs: usize,
    pub distractors: usize,
}

impl Matching {
    /// `partners[i]` is the shown place of the partner the candidate gave to entry `i`.
    pub(super) fn credit(&self, arrangement: &Arrangement, partners: &[Option<u8>]) -> Credit {
        let right = partners.iter().enumerate().filter(|(i, p)| p.and_then(|p| arrangement.canonical(0, p)).map(usize::from) == Some(*i));
        Credit::of(right.count(), self.pairs)
    }

    pub(super) fn right(&self, arrangement: &Arrangement) -> Vec<Option<u8>> {
        (0..self.pairs).map(|i| arrangement.shown(0, i as u8)).collect()
    }
}
