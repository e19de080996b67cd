//! Where an attempt can be, and where it can go from there.

use crate::{event::Event, time::Timestamp};

/// Each state owns the instants that exist only in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The paper is drawn; nobody has seen it.
    Ready,
    InProgress {
        started_at: Timestamp,
    },
    Paused {
        started_at: Timestamp,
        since: Timestamp,
    },
    Ended {
        started_at: Timestamp,
        at: Timestamp,
        ending: Ending,
    },
    /// Taken out by staff with a reason.
    Voided {
        at: Timestamp,
    },
}

/// How an attempt ended. Whatever the way, the graded answers are those received in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ending {
    /// By the candidate.
    Submitted,
    /// By the deadline; `at` is the deadline.
    Expired,
    /// By staff, with a reason.
    Terminated,
}

/// A state's name alone: for the database, the API and edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    Ready,
    InProgress,
    Paused,
    Submitted,
    Expired,
    Terminated,
    Voided,
}

impl Phase {
    pub const ALL: [Self; 7] =
        [Self::Ready, Self::InProgress, Self::Paused, Self::Submitted, Self::Expired, Self::Terminated, Self::Voided];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::InProgress => "in_progress",
            Self::Paused => "paused",
            Self::Submitted => "submitted",
            Self::Expired => "expired",
            Self::Terminated => "terminated",
            Self::Voided => "voided",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.code() == code)
    }

    /// The shape of the machine, written down once.
    pub const fn targets(self) -> &'static [Self] {
        match self {
            // first delivery of the paper; or staff take it out
            Self::Ready => &[Self::InProgress, Self::Voided],
            // the candidate hands in, time runs out, staff step in
            Self::InProgress => &[Self::Paused, Self::Submitted, Self::Expired, Self::Terminated, Self::Voided],
            Self::Paused => &[Self::InProgress, Self::Terminated, Self::Voided],
            // an ending is final: reopening makes a new segment
            Self::Submitted | Self::Expired | Self::Terminated | Self::Voided => &[],
        }
    }

    pub const fn is_final(self) -> bool {
        self.targets().is_empty()
    }
}

impl Ending {
    pub const fn phase(self) -> Phase {
        match self {
            Self::Submitted => Phase::Submitted,
            Self::Expired => Phase::Expired,
            Self::Terminated => Phase::Terminated,
        }
    }

    /// What the audit log says of it; `receipt` is the digest of what was sealed.
    pub fn event(self, receipt: String) -> Event {
        match self {
            Self::Submitted => Event::Submitted { receipt },
            Self::Expired => Event::Expired { receipt },
            Self::Terminated => Event::Terminated { reason: String::new(), receipt: Some(receipt) },
        }
    }
}

impl State {
    pub const fn phase(&self) -> Phase {
        match self {
            Self::Ready => Phase::Ready,
            Self::InProgress { .. } => Phase::InProgress,
            Self::Paused { .. } => Phase::Paused,
            Self::Ended { ending, .. } => ending.phase(),
            Self::Voided { .. } => Phase::Voided,
        }
    }

    pub const fn started_at(&self) -> Option<Timestamp> {
        match self {
            Self::InProgress { started_at } | Self::Paused { started_at, .. } | Self::Ended { started_at, .. } => Some(*started_at),
            Self::Ready | Self::Voided { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_final_and_everything_else_can_be_voided() {
        for phase in Phase::ALL {
            assert_eq!(phase.is_final(), !phase.targets().contains(&Phase::Voided), "{phase:?}");
            assert_eq!(Phase::from_code(phase.code()), Some(phase));
        }
    }

    #[test]
    fn only_a_running_attempt_can_be_handed_in() {
        let from: Vec<_> = Phase::ALL.into_iter().filter(|p| p.targets().contains(&Phase::Submitted)).collect();
        assert_eq!(from, [Phase::InProgress]);
    }
}
