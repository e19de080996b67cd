//! When an assessment may be started.

use crate::{
    attempt::Phase,
    time::{Span, Timestamp},
};

/// Half-open: `[opens, closes)`; an end that is not given is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    pub opens: Option<Timestamp>,
    pub closes: Option<Timestamp>,
}

impl Window {
    /// The same with a later closing, where it has one.
    pub fn extended(self, by: Span) -> Self {
        Self { closes: self.closes.map(|closes| closes + by), ..self }
    }
}

/// Why a new attempt cannot be started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartRefusal {
    /// The window opens then.
    NotYet(Timestamp),
    /// The window closed then.
    Closed(Timestamp),
    /// So many attempts are allowed, and used.
    NoAttemptLeft(u32),
    /// It is sat in exam sessions, and this person is in none of them.
    NotListed,
    /// The person's exam session is cancelled.
    Cancelled,
}

/// Whether an attempt is one of those that are allowed: a paper that nobody has started is none, a voided one is none any more, and a segment goes
/// on with one.
pub const fn is_used(phase: Phase, segment: bool) -> bool {
    !matches!(phase, Phase::Ready | Phase::Voided) && !segment
}

/// Decides whether one more attempt may be started now.
///
/// # Errors
///
/// [`StartRefusal::NotYet`], [`StartRefusal::Closed`] or [`StartRefusal::NoAttemptLeft`].
pub fn may_start(window: Window, allowed: u32, used: u32, now: Timestamp) -> Result<(), StartRefusal> {
    if let Some(opens) = window.opens.filter(|opens| now < *opens) {
        return Err(StartRefusal::NotYet(opens));
    }
    if let Some(closes) = window.closes.filter(|closes| now >= *closes) {
        return Err(StartRefusal::Closed(closes));
    }
    if allowed > 0 && used >= allowed {
        return Err(StartRefusal::NoAttemptLeft(allowed));
    }
    Ok(())
}

/// How many mocks one person may begin within [`MOCKS_WITHIN`]: more is not practice, and each costs a paper.
pub const MOCKS: usize = 12;
pub const MOCKS_WITHIN: Span = Span::from_minutes(60);

/// How long somebody has to wait who began mocks at these instants and wants to begin another one; nothing where they may.
pub fn rest(begun: &[Timestamp], now: Timestamp) -> Option<Span> {
    let mut lately: Vec<Timestamp> = begun.iter().copied().filter(|at| now < *at + MOCKS_WITHIN).collect();
    lately.sort_unstable();
    let oldest = lately.len().checked_sub(MOCKS)?;
    Some((lately[oldest] + MOCKS_WITHIN).since(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mocks_rest_after_a_dozen_in_an_hour() {
        let at = |minutes: i64| Timestamp::default() + Span::from_minutes(minutes);
        let begun: Vec<_> = (0..12).map(at).collect();
        assert_eq!(rest(&begun[1..], at(12)), None);
        assert_eq!(rest(&begun, at(12)), Some(Span::from_minutes(48)));
        assert_eq!(rest(&begun, at(60)), None, "the first is an hour ago");
        let more: Vec<_> = (0..14).map(at).collect();
        assert_eq!(rest(&more, at(20)), Some(Span::from_minutes(42)), "until all but eleven are an hour ago");
    }

    #[test]
    fn what_was_started_and_counts_is_used() {
        let used: Vec<_> = Phase::ALL.into_iter().filter(|p| is_used(*p, false)).collect();
        assert_eq!(used, [Phase::InProgress, Phase::Paused, Phase::Submitted, Phase::Expired, Phase::Terminated]);
        assert!(Phase::ALL.into_iter().all(|p| !is_used(p, true)));
    }

    #[test]
    fn the_window_is_half_open() {
        let t = Timestamp::from_ms;
        let window = Window { opens: Some(t(10)), closes: Some(t(20)) };
        for (now, used, result) in [
            (9, 0, Err(StartRefusal::NotYet(t(10)))),
            (10, 0, Ok(())),
            (19, 1, Ok(())),
            (20, 0, Err(StartRefusal::Closed(t(20)))),
            (15, 2, Err(StartRefusal::NoAttemptLeft(2))),
        ] {
            assert_eq!(may_start(window, 2, used, t(now)), result, "{now}");
        }
        assert_eq!(may_start(Window::default(), 0, 99, t(0)), Ok(()));
    }
}
