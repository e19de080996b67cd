//! What of an item is left where a format told that it has no place for something.

use zhixing_interchange::{BankNote, ForeignItem, ForeignKey, MarkedNumber};

/// The item without what is told to be lost; nothing where the format does not carry it at all.
pub fn told(item: &ForeignItem, losses: &[BankNote]) -> Option<ForeignItem> {
    let mut left = item.clone();
    for note in losses.iter().filter(|note| note.line == item.line) {
        match note.code {
            "no-form" | "no-picture" => return None,
            "no-points" => left.points = None,
            "no-difficulty" => left.difficulty = None,
            "no-order" => left.fixed = false,
            "no-place-in-standard" => left.ours.clear(),
            "no-rubric" => left.key = ForeignKey::Essay(vec![]),
            "no-model-answer" => left.explanation = None,
            "no-unit" => {
                if let ForeignKey::Numeric { unit, .. } = &mut left.key {
                    *unit = None;
                }
            }
            other => panic!("{other} is no loss that is known here"),
        }
    }
    Some(left)
}

/// A range in Moodle XML is a middle and a tolerance.
pub fn as_moodle(item: &ForeignItem) -> ForeignItem {
    let mut item = item.clone();
    if let ForeignKey::Numeric { accept, .. } = &mut item.key {
        for number in accept {
            if let MarkedNumber::Between { low, high } = number.answer {
                number.answer = MarkedNumber::Around { value: (low + high) / 2.0, tolerance: (high - low) / 2.0 };
            }
        }
    }
    item
}
