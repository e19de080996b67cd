//! Several options may be right: full credit for exactly those, half for a part of them with nothing wrong.

use crate::points::Credit;

/// The key of a multiple-choice item.
#[derive(Clone, Debug, PartialEq)]
pub struct Multiple {
    pub options: usize,
    /// Places of the right options in the author's order, ascending.
    pub keys: Vec<u8>,
}

impl Multiple {
    pub(super) fn credit(&self, chosen: &[u8]) -> Credit {
        let right = chosen.iter().filter(|c| self.keys.contains(c)).count();
        match (right, chosen.len() - right) {
            (r, 0) if r == self.keys.len() => Credit::FULL,
            (r, 0) if r > 0 => Credit::HALF,
            _ => Credit::NONE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_earns_half_and_a_wrong_one_nothing() {
        let q = Multiple { options: 4, keys: vec![0, 2] };
        for (chosen, credit) in [(&[2, 0][..], Credit::FULL), (&[0], Credit::HALF), (&[0, 1], Credit::NONE), (&[0, 1, 2], Credit::NONE)] {
            assert_eq!(q.credit(chosen), credit, "{chosen:?}");
        }
    }
}
