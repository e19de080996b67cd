//! A publication at a time that is set before: when it may be, and why it was not made.

use crate::time::{Span, Timestamp};

/// So far ahead a publication may be set.
pub const AHEAD: Span = Span::from_minutes(366 * 24 * 60);

/// Whether a publication may be set for this moment.
pub fn is_ahead(at: Timestamp, now: Timestamp) -> bool {
    at > now && at.since(now) <= AHEAD
}

/// Why nothing was published when its time came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StayedWhy {
    /// There are errors in the content by now.
    Errors,
    /// A file of it was published from elsewhere meanwhile.
    Elsewhere,
    /// A draft of it was given up meanwhile.
    GivenUp,
    /// A colleague has to approve it, and did not.
    Unapproved,
    /// More would go from the site than whoever set it was asked about.
    Removes,
    /// Whoever set it does not own the course any more.
    NoRight,
}

impl StayedWhy {
    pub const ALL: [Self; 6] = [Self::Errors, Self::Elsewhere, Self::GivenUp, Self::Unapproved, Self::Removes, Self::NoRight];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Errors => "errors",
            Self::Elsewhere => "elsewhere",
            Self::GivenUp => "given_up",
            Self::Unapproved => "unapproved",
            Self::Removes => "removes",
            Self::NoRight => "no_right",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_publication_is_set_for_later_and_not_for_ever() {
        let now = Timestamp::from_ms(1_800_000_000_000);
        let [before, same, soon, last, late] =
            [Span::from_ms(-1), Span::from_ms(0), Span::from_ms(1), AHEAD, AHEAD + Span::from_ms(1)].map(|span| is_ahead(now + span, now));
        assert_eq!([before, same, soon, last, late], [false, false, true, true, false]);
    }

    #[test]
    fn every_reason_reads_back() {
        for why in StayedWhy::ALL {
            assert_eq!(StayedWhy::from_code(why.code()), Some(why));
        }
    }
}
