//! What this server knows of the chain of the audit log. It walks along it from the first link to the newest, and every hour anew: whoever changes
//! a line of the database by hand is found without anybody asking.

use std::sync::{Mutex, PoisonError};
use zhixing_domain::time::{Span, Timestamp};
use zhixing_store::ChainWalk;

/// How long a walk that has come to the end goes on with what is new, before the next one begins.
const AGAIN: Span = Span::from_minutes(60);
/// As many faults as anybody would look at.
const FAULTS: usize = 100;

/// The walk of this server.
#[derive(Debug, Default)]
pub struct ChainWatch(Mutex<ChainState>);

/// How far it has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChainState {
    pub walk: ChainWalk,
    /// When the walk began and when it last went on; nothing before the first one.
    pub began: Option<Timestamp>,
    pub went: Option<Timestamp>,
    /// The newest walk that came to the end: when, at which place, and how many links did not fit.
    pub whole: Option<(Timestamp, i64, usize)>,
}

impl ChainWatch {
    pub fn state(&self) -> ChainState {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The walk to go on with at `now`.
    pub fn next(&self, now: Timestamp) -> ChainWalk {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let over = state.whole.is_some() && state.began.is_none_or(|began| now.since(began) >= AGAIN);
        if over || state.began.is_none() {
            (state.walk, state.began) = (ChainWalk::default(), Some(now));
        }
        state.walk.clone()
    }

    /// The walk came so far, perhaps to the end.
    pub fn came(&self, mut walk: ChainWalk, to_the_end: bool, now: Timestamp) {
        walk.faults.truncate(FAULTS);
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if to_the_end {
            state.whole = Some((now, walk.seq, walk.faults.len()));
        }
        (state.walk, state.went) = (walk, Some(now));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_goes_on_to_the_end_and_begins_anew_after_an_hour() {
        let (watch, at) = (ChainWatch::default(), |minutes| Timestamp::from_ms(0) + Span::from_minutes(minutes));
        let far = |seq| ChainWalk { seq, ..ChainWalk::default() };
        assert_eq!(watch.next(at(0)).seq, 0);
        watch.came(far(1_000), false, at(0));
        // a walk that takes longer than an hour is not given up
        assert_eq!(watch.next(at(90)).seq, 1_000);
        watch.came(far(1_500), true, at(90));
        assert_eq!(watch.state().whole, Some((at(90), 1_500, 0)));
        assert_eq!((watch.next(at(91)).seq, watch.state().began), (0, Some(at(91))), "the one before began long ago");
        watch.came(far(1_600), true, at(92));
        assert_eq!(watch.next(at(100)).seq, 1_600, "what is new");
        assert_eq!(watch.next(at(151)).seq, 0);
    }
}
