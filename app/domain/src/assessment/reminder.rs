//! When people are reminded of a session that they are on the list of: a day before it opens, and an hour before.
//!
//! Each of the two is said once. It is not said to whoever heard of the session, or of a change of it, later than that: they were told just then.

use crate::time::{Span, Timestamp};

/// One of the two reminders of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reminder {
    Day,
    Hour,
}

impl Reminder {
    pub const ALL: [Self; 2] = [Self::Day, Self::Hour];

    /// The stable word by which a row says which one it was.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Hour => "hour",
        }
    }

    /// How long before the opening it is due.
    pub const fn before(self) -> Span {
        match self {
            Self::Day => Span::from_minutes(24 * 60),
            Self::Hour => Span::from_minutes(60),
        }
    }

    /// The openings of which it is to be said at `now`: later than the first instant, and not later than the second. What is late is still said,
    /// until the next one is due or the session is open.
    pub fn due(self, now: Timestamp) -> (Timestamp, Timestamp) {
        let until = match self {
            Self::Day => Self::Hour.before(),
            Self::Hour => Span::ZERO,
        };
        (now + until, now + self.before())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_each_moment_before_an_opening_one_reminder_is_due_at_most() {
        let opens = Timestamp::from_ms(100_000_000_000);
        for (minutes, due) in [
            (24 * 60 + 1, None),
            (24 * 60, Some(Reminder::Day)),
            (61, Some(Reminder::Day)),
            (60, Some(Reminder::Hour)),
            (1, Some(Reminder::Hour)),
            (0, None),
            (-1, None),
        ] {
            let now = opens - Span::from_minutes(minutes);
            let said: Vec<_> =
                Reminder::ALL.into_iter().filter(|which| (which.due(now).0 < opens) && (opens <= which.due(now).1)).collect();
            assert_eq!(said, Vec::from_iter(due), "{minutes}");
        }
        assert_ne!(Reminder::Day.code(), Reminder::Hour.code());
    }
}
