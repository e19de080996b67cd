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

/// What there is to say of a publication when its time comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComeDue {
    /// Why its drafts cannot be published, as far as the store knows.
    pub stays: Option<StayedWhy>,
    /// All of it was published by hand meanwhile.
    pub is_empty: bool,
    /// A file of it was published from elsewhere.
    pub is_crossed: bool,
    pub has_errors: bool,
    pub needs_review: bool,
    /// The last word of a colleague about these very files, before or since the time was set.
    pub is_approved: bool,
    pub removes: bool,
    pub may_remove: bool,
}

impl ComeDue {
    /// Why it is not published now. What was published by hand is done, and nobody has to hear of it.
    pub fn refusal(self) -> Option<StayedWhy> {
        match self {
            Self { stays: Some(why), .. } => Some(why),
            Self { is_empty: true, .. } => None,
            Self { is_crossed: true, .. } => Some(StayedWhy::Elsewhere),
            Self { has_errors: true, .. } => Some(StayedWhy::Errors),
            Self { needs_review: true, is_approved: false, .. } => Some(StayedWhy::Unapproved),
            Self { removes: true, may_remove: false, .. } => Some(StayedWhy::Removes),
            _ => None,
        }
    }
}

/// How a time that somebody set was given up before it came, by a colleague's hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScheduleEnd {
    /// They published the course, or went back.
    Published,
    /// They set another time.
    Another,
    TakenBack,
}

impl ScheduleEnd {
    pub const ALL: [Self; 3] = [Self::Published, Self::Another, Self::TakenBack];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Another => "another",
            Self::TakenBack => "taken_back",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.code() == code)
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
    fn what_is_wrong_is_told_in_one_order_and_what_is_done_already_is_no_matter() {
        let all = ComeDue {
            stays: Some(StayedWhy::GivenUp),
            is_empty: false,
            is_crossed: true,
            has_errors: true,
            needs_review: true,
            is_approved: false,
            removes: true,
            may_remove: false,
        };
        assert_eq!(all.refusal(), Some(StayedWhy::GivenUp));
        let crossed = ComeDue { stays: None, ..all };
        let wrong = ComeDue { is_crossed: false, ..crossed };
        let unseen = ComeDue { has_errors: false, ..wrong };
        let removing = ComeDue { is_approved: true, ..unseen };
        let told = [crossed, wrong, unseen, removing, ComeDue { may_remove: true, ..removing }].map(ComeDue::refusal);
        let [elsewhere, errors, unapproved, removes] =
            [StayedWhy::Elsewhere, StayedWhy::Errors, StayedWhy::Unapproved, StayedWhy::Removes].map(Some);
        assert_eq!(told, [elsewhere, errors, unapproved, removes, None]);
        assert_eq!(ComeDue { needs_review: false, may_remove: true, ..unseen }.refusal(), None);
        assert_eq!(ComeDue { is_empty: true, ..crossed }.refusal(), None);
    }

    #[test]
    fn every_reason_reads_back() {
        for why in StayedWhy::ALL {
            assert_eq!(StayedWhy::from_code(why.code()), Some(why));
        }
        for how in ScheduleEnd::ALL {
            assert_eq!(ScheduleEnd::from_code(how.code()), Some(how));
        }
    }
}
