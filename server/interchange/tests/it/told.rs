//! What of an item is left where a format told that it has no place for something.

use zhixing_interchange::{BankFormat, BankNote, BankPicture, Bundle, ForeignItem, ForeignKey, MarkedNumber};

/// A file that was written, as somebody brings it; our Markdown has its pictures beside it.
pub fn brought(bytes: Vec<u8>, format: BankFormat, pictures: &[BankPicture]) -> Bundle {
    let ours = format == BankFormat::Markdown;
    let name = if ours { "bank.md".into() } else { format!("bank.{}", format.code()) };
    let mut bundle = Bundle::of_file(&name, bytes).expect("a bundle");
    for picture in pictures.iter().filter(|_| ours) {
        bundle.add(format!("media/{}", picture.name), picture.bytes.to_vec()).expect("room");
    }
    bundle
}

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
            "no-marks" => {
                if let ForeignKey::Matching { pairs, distractors } = &mut left.key {
                    pairs.iter_mut().map(|(_, right)| right).chain(distractors).for_each(|right| *right = right.replace('`', ""));
                }
            }
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
