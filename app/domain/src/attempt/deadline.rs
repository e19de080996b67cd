//! When an attempt's time is up.

use crate::time::{Span, Timestamp};

/// Operations that reach the server this long after the deadline still count: the network's share of the time, the same for everyone.
pub const GRACE: Span = Span::from_seconds(60);

/// What the deadline is made of. Every part but `limit`, `factor` and `closes` is a sum of append-only rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// The plan's time limit.
    pub limit: Span,
    /// The person's time factor in thousandths: 1000 is the plan's own time, 1250 a quarter more.
    pub factor: u32,
    /// When the window closes for this person.
    pub closes: Option<Timestamp>,
    /// Extra time that was agreed with this person beforehand.
    pub agreed: Span,
    /// Extra time granted by staff while they sat, or before their start.
    pub granted: Span,
    /// Time spent paused.
    pub paused: Span,
    /// By how much staff moved the closing of the window.
    pub window_granted: Span,
}

/// The first instant that is too late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline(pub Timestamp);

impl Terms {
    /// `min(start + limit × factor + agreed + grants + pauses, close + window grants)`.
    pub fn deadline(&self, started_at: Timestamp) -> Deadline {
        let limit = Span::from_ms(self.limit.ms() * i64::from(self.factor) / 1000);
        let by_limit = started_at + limit + self.agreed + self.granted + self.paused;
        let by_window = self.closes.map(|c| c + self.window_granted);
        Deadline(by_window.map_or(by_limit, |w| w.min(by_limit)))
    }

    /// How much time somebody has who starts at an instant, and how much of what was agreed the closing of the window takes away.
    pub fn promised(&self, start: Timestamp) -> (Span, Span) {
        let had = self.deadline(start).0.since(start);
        let whole = Self { closes: None, ..*self }.deadline(start).0.since(start);
        (had, whole - had)
    }

    /// A section's limit for this person: `limit × factor`, and of the `minutes` agreed on before the start as much as the section is of the whole.
    pub fn share(&self, limit: Span, minutes: Span) -> Span {
        let whole = self.limit.ms().max(limit.ms()).max(1);
        Span::from_ms(limit.ms() * i64::from(self.factor) / 1000 + minutes.ms() * limit.ms() / whole)
    }
}

impl Deadline {
    /// The only comparison with a deadline in the repository.
    pub fn has_passed(self, now: Timestamp) -> bool {
        now >= self.0
    }

    /// Whether what arrives now still counts: before the deadline, or within [`GRACE`] after it.
    pub fn accepts(self, now: Timestamp) -> bool {
        !Self(self.0 + GRACE).has_passed(now)
    }

    pub fn remaining(self, now: Timestamp) -> Span {
        self.0.since(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn terms() -> Terms {
        Terms {
            limit: Span::from_minutes(60),
            factor: 1000,
            closes: None,
            granted: Span::ZERO,
            paused: Span::ZERO,
            window_granted: Span::ZERO,
            ..Terms::default()
        }
    }

    const START: Timestamp = Timestamp::from_ms(1_000_000);

    #[test]
    fn the_earlier_of_limit_and_window_ends_the_attempt() {
        let m = Span::from_minutes;
        for (terms, minutes) in [
            (terms(), 60),
            (Terms { factor: 1250, ..terms() }, 75),
            (Terms { granted: m(5), paused: m(2), ..terms() }, 67),
            (Terms { closes: Some(START + m(30)), factor: 1500, ..terms() }, 30),
            (Terms { closes: Some(START + m(30)), window_granted: m(10), ..terms() }, 40),
        ] {
            assert_eq!(terms.deadline(START), Deadline(START + m(minutes)), "{terms:?}");
        }
    }

    #[test]
    fn what_is_promised_ends_with_the_window() {
        let m = Span::from_minutes;
        for (closes, factor, agreed, promised) in [
            (None, 1500, 0, (90, 0)),
            (Some(75), 1000, 0, (60, 0)),
            (Some(75), 1500, 0, (75, 15)),
            (Some(75), 1250, 20, (75, 20)),
            (Some(95), 1250, 20, (95, 0)),
        ] {
            let terms = Terms { closes: closes.map(|c| START + m(c)), factor, agreed: m(agreed), ..terms() };
            assert_eq!(terms.promised(START), (m(promised.0), m(promised.1)), "{terms:?}");
        }
    }

    #[test]
    fn a_save_counts_until_the_grace_is_over() {
        let deadline = Deadline(START);
        let ms = Span::from_ms;
        for (now, passed, accepted) in
            [(START - ms(1), false, true), (START, true, true), (START + GRACE - ms(1), true, true), (START + GRACE, true, false)]
        {
            assert_eq!((deadline.has_passed(now), deadline.accepts(now)), (passed, accepted));
        }
    }

    proptest! {
        #[test]
        fn a_grant_never_shortens(granted in 0i64..10_000_000, more in 0i64..10_000_000, factor in 1000u32..3000) {
            let base = Terms { factor, granted: Span::from_ms(granted), closes: Some(START + Span::from_minutes(70)), ..terms() };
            let grown = Terms { granted: Span::from_ms(granted + more), ..base };
            prop_assert!(grown.deadline(START) >= base.deadline(START));
        }
    }
}
