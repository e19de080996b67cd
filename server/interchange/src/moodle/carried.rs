//! Pictures on their way out: a file beside each text that shows it, so the same one many times, bounded in sum.

use crate::{BankNote, BankPicture, bundle::MOST_BYTES};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::cell::Cell;

pub(super) struct Carried<'p> {
    pub pictures: &'p [BankPicture],
    left: Cell<usize>,
    /// How many had no room.
    stayed: Cell<usize>,
}

impl<'p> Carried<'p> {
    pub fn of(pictures: &'p [BankPicture]) -> Self {
        Self { pictures, left: Cell::new(MOST_BYTES), stayed: Cell::new(0) }
    }

    /// The bytes of a picture as text; nothing where there is no room for them.
    pub fn written(&self, picture: &BankPicture) -> Option<String> {
        let left = self.left.get().checked_sub(picture.bytes.len());
        match left {
            Some(left) => self.left.set(left),
            None => self.stayed.set(self.stayed.get() + 1),
        }
        left.map(|_| STANDARD.encode(picture.bytes.as_slice()))
    }

    /// What is told where some had no room.
    pub fn loss(&self) -> Option<BankNote> {
        let count = Some(self.stayed.get()).filter(|count| *count > 0)?;
        Some(BankNote::new(
            0,
            "moodle-pictures",
            format!("Moodle XML 每处都重写一遍图片，超过 64 MB 后有 {count} 处没有写：分成几个题库"),
            format!("Moodle XML writes a picture wherever it is shown; beyond 64 MB {count} of them were not written: part the bank"),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_that_are_shown_again_and_again_are_written_while_there_is_room() {
        let picture = BankPicture { name: "x.png".into(), bytes: vec![0; 2 << 20].into() };
        let carried = Carried::of(std::slice::from_ref(&picture));
        let written = (0..40).filter(|_| carried.written(&picture).is_some()).count();
        assert_eq!(written, 32);
        assert!(carried.loss().is_some_and(|note| note.text(zhixing_domain::lang::Lang::En).contains(" 8 of them")));
        assert_eq!(Carried::of(&[]).loss(), None);
    }
}
