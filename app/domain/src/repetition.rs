//! When an item of practice is asked again: the longer somebody remembers it, the longer it rests (Leitner's boxes).

use crate::time::Timestamp;

/// So many days an item rests in each box.
pub const BOXES: [i64; 5] = [1, 3, 7, 16, 35];

/// When each box gives back what is put into it now: the beginning of that day.
pub type BoxDays = [Timestamp; BOXES.len()];

/// Where an item of practice is for somebody: in which box, from 1, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repetition {
    pub in_box: i64,
    pub due_at: Timestamp,
}

impl Repetition {
    /// What an answer at `now` makes of it. Nothing is `kept` of an item that is new, or whose text has changed.
    pub fn after(kept: Option<Self>, right: bool, now: Timestamp, days: BoxDays) -> Self {
        let [tomorrow, ..] = days;
        let boxes = || (1..).zip(days).map(|(in_box, due_at)| Self { in_box, due_at });
        let first = Self { in_box: 1, due_at: tomorrow };
        match kept {
            // what was answered a moment ago says nothing of memory
            Some(kept) if right && now < kept.due_at => kept,
            Some(kept) if right => boxes().find(|b| b.in_box > kept.in_box).or_else(|| boxes().last()).unwrap_or(first),
            _ => first,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400_000;
    const NOW: Timestamp = Timestamp::from_ms(100 * DAY);

    fn days() -> BoxDays {
        BOXES.map(|days| Timestamp::from_ms(NOW.ms() + days * DAY))
    }

    /// In a box, due so many milliseconds from now.
    fn kept(in_box: i64, due_in: i64) -> Repetition {
        Repetition { in_box, due_at: Timestamp::from_ms(NOW.ms() + due_in) }
    }

    #[test]
    fn a_right_answer_that_is_due_goes_on_and_the_last_box_keeps_giving_back() {
        for (from, to, rests) in [(1, 2, 3), (2, 3, 7), (3, 4, 16), (4, 5, 35), (5, 5, 35), (9, 5, 35)] {
            for due_in in [0, -1, -400 * DAY] {
                assert_eq!(Repetition::after(Some(kept(from, due_in)), true, NOW, days()), kept(to, rests * DAY), "{from} {due_in}");
            }
        }
    }

    #[test]
    fn an_early_right_answer_moves_nothing() {
        for due_in in [1, DAY, 35 * DAY] {
            assert_eq!(Repetition::after(Some(kept(3, due_in)), true, NOW, days()), kept(3, due_in));
        }
    }

    #[test]
    fn a_wrong_answer_and_an_item_that_is_new_rest_until_tomorrow() {
        for before in [Some(kept(4, -DAY)), Some(kept(4, 0)), Some(kept(4, DAY)), None] {
            assert_eq!(Repetition::after(before, false, NOW, days()), kept(1, DAY), "{before:?}");
        }
        assert_eq!(Repetition::after(None, true, NOW, days()), kept(1, DAY));
        // who was wrong and tries again at once waits for tomorrow all the same
        let wrong = Repetition::after(Some(kept(4, 0)), false, NOW, days());
        assert_eq!(Repetition::after(Some(wrong), true, NOW, days()), wrong);
    }
}
