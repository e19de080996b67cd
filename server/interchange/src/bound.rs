//! How much an item of another system may be made of, and all that one upload is made to in sum: looked at before anything is built from it, for a small
//! file can name the same long words a great many times.

use crate::{BankNote, Bundle, ForeignGap, ForeignKey, bundle};

/// The most options, entries or gaps of an item, a letter of the alphabet each: courseware takes no more.
pub(crate) const MOST_ENTRIES: usize = 26;

/// What is left of what an upload may become.
#[derive(Debug)]
pub(crate) struct Budget {
    /// Bytes of words that are written more often than they stand there.
    words: usize,
    /// Bytes that files within files unfold to.
    unfolded: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { words: bundle::MOST_BYTES, unfolded: bundle::MOST_BYTES }
    }
}

impl Budget {
    /// Takes bytes; false where there are not so many left, and then nobody gets any more.
    pub fn spend(&mut self, bytes: usize) -> bool {
        let left = self.words.checked_sub(bytes);
        self.words = left.unwrap_or(0);
        left.is_some()
    }

    /// Unfolds a file of the upload that is a ZIP itself.
    ///
    /// # Errors
    ///
    /// It is no archive, or holds more than one may.
    pub fn unfold(&mut self, bytes: &[u8]) -> Result<Bundle, BankNote> {
        let (bundle, left) = Bundle::unfold(bytes, self.unfolded)?;
        self.unfolded = left;
        Ok(bundle)
    }
}

/// Why an item has more options, entries or gaps than one may have.
pub(crate) fn too_many(key: &ForeignKey, line: usize) -> Option<BankNote> {
    let found = match key {
        ForeignKey::Single(options) | ForeignKey::Multiple(options) => options.len(),
        ForeignKey::Ordering(entries) => entries.len(),
        ForeignKey::Matching { pairs, distractors } => pairs.len().max(distractors.len()),
        ForeignKey::Cloze(gaps) => gaps.iter().map(choices).fold(gaps.len(), usize::max),
        ForeignKey::TrueFalse { .. } | ForeignKey::Numeric { .. } | ForeignKey::Short { .. } | ForeignKey::Essay(_) => 0,
    };
    (found > MOST_ENTRIES).then(|| entries(line, found))
}

fn choices(gap: &ForeignGap) -> usize {
    if let ForeignGap::Chosen(choices) = gap { choices.len() } else { 0 }
}

pub(crate) fn entries(line: usize, found: usize) -> BankNote {
    BankNote::new(
        line,
        "too-many-entries",
        format!("选项、左右项或空有 {found} 个，最多 {MOST_ENTRIES} 个：拆成几题"),
        format!("there are {found} options, entries or gaps; {MOST_ENTRIES} at most: make several items of it"),
    )
}

pub(crate) fn too_much(line: usize) -> BankNote {
    BankNote::new(
        line,
        "too-much",
        "同样的文字重复得太多，这份文件展开后太大：从这里起没有收，分成几份",
        "the same words come too often, and the file would grow too large: from here on nothing was taken, part it",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spent_is_gone_and_nobody_gets_more_than_is_left() {
        let mut budget = Budget::default();
        assert!(budget.spend(bundle::MOST_BYTES - 1) && budget.spend(1) && budget.spend(0));
        assert!(!budget.spend(1));
        let mut budget = Budget::default();
        assert!(!budget.spend(usize::MAX) && !budget.spend(1), "whoever asked for too much ends it for all");
    }
}
