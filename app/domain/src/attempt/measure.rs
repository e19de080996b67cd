//! What staff may do to an attempt, and what becomes of its state and terms.

use super::{Deadline, Ending, Outage, Progress, State, Terms};
use crate::{
    event::Event,
    time::{Span, Timestamp},
};

/// The part of an attempt that a measure changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing<'p> {
    pub state: State,
    pub terms: Terms,
    /// How far the candidate is, where the paper has sections.
    pub progress: Option<&'p Progress>,
}

/// An act of staff upon one attempt. Each is written to the audit log with its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// More time; with `window`, the closing of the window moves for this person too.
    Extend {
        by: Span,
        window: bool,
    },
    /// Gives back what outages took, up to the plan's `most` for an attempt; also beyond the closing of the window, like a pause.
    GiveBack {
        most: Span,
        /// What is known of this attempt: see [`Measure::with_outage`].
        outage: Outage,
    },
    /// Takes a grant back, as far as time is left.
    Revoke {
        by: Span,
    },
    /// The clock stops.
    Pause,
    /// The clock goes on; the pause is given back, also beyond the closing of the window.
    Resume,
    Terminate,
    /// As if it had never been: the attempt does not count.
    Void,
}

/// Why a measure is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureRefusal {
    /// The attempt has ended, or its time is up: it can only be reopened as a new segment.
    Over,
    /// Nobody has started it.
    NotStarted,
    /// Nothing, or more than a day.
    Amount,
    /// More than was granted, or more than is left.
    TooMuch,
    /// The plan lets nothing be given back for outages.
    NoPolicy,
    /// No outage was measured that is not given back already.
    NothingLost,
    /// All that the plan gives for outages is given.
    PolicySpent,
}

impl MeasureRefusal {
    pub const ALL: [Self; 7] =
        [Self::Over, Self::NotStarted, Self::Amount, Self::TooMuch, Self::NoPolicy, Self::NothingLost, Self::PolicySpent];

    /// The stable word for the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Over => "over",
            Self::NotStarted => "not_started",
            Self::Amount => "amount",
            Self::TooMuch => "too_much",
            Self::NoPolicy => "no_policy",
            Self::NothingLost => "nothing_lost",
            Self::PolicySpent => "policy_spent",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }
}

/// The most that one grant gives, and a segment has.
const DAY: Span = Span::from_minutes(24 * 60);

/// Whether so much time may be given, taken back, or be that of a segment: something, and at most a day.
pub fn is_grant(time: Span) -> bool {
    Span::ZERO < time && time <= DAY
}

impl Measure {
    /// What the audit log says of it; `more` is the time that it gave, `receipt` the digest of the one that an end was sealed with.
    pub fn event(&self, more: Span, reason: &str, receipt: Option<String>) -> Event {
        let (ms, reason) = (more.ms(), reason.to_string());
        match *self {
            Self::Extend { window, .. } => Event::Extended { ms, window, reason },
            Self::GiveBack { .. } => Event::OutageGivenBack { ms, reason },
            Self::Revoke { by } => Event::GrantRevoked { ms: by.ms(), reason },
            Self::Pause => Event::Paused { reason },
            Self::Resume => Event::Resumed { reason },
            Self::Terminate => Event::Terminated { reason, receipt },
            Self::Void => Event::Voided { reason },
        }
    }

    /// The measure as it is for an attempt with this outage; only giving back depends on it.
    pub fn with_outage(self, outage: Outage) -> Self {
        match self {
            Self::GiveBack { most, .. } => Self::GiveBack { most, outage },
            other => other,
        }
    }
}

impl Timing<'_> {
    /// When the time is up by the terms and the last section alone, without a pause that goes on. Nothing before the start.
    pub fn due(&self) -> Option<Deadline> {
        let whole = self.terms.deadline(self.state.started_at()?);
        Some(self.progress.and_then(|p| p.end(&self.terms)).map_or(whole, |end| end.min(whole)))
    }

    /// Nothing before the start. While it is paused the deadline moves with the clock.
    pub fn deadline(&self, now: Timestamp) -> Option<Deadline> {
        let deadline = self.due()?;
        Some(match self.state {
            State::Paused { since, .. } => Deadline(deadline.0 + now.since(since)),
            _ => deadline,
        })
    }

    /// What becomes of it. Pausing what is paused and resuming what runs change nothing.
    pub(super) fn take(self, measure: Measure, now: Timestamp) -> Result<Self, MeasureRefusal> {
        if self.state.phase().is_final() || self.deadline(now).is_some_and(|d| !d.accepts(now)) {
            return Err(MeasureRefusal::Over);
        }
        let Self { state, terms, progress } = self;
        match measure {
            Measure::Extend { by, window } => self.extend(by, window),
            Measure::GiveBack { most, outage } => self.extend(outage.due(most)?, true),
            Measure::Revoke { by } => self.revoke(by, now),
            Measure::Pause => match state {
                State::InProgress { started_at } => Ok(Self { state: State::Paused { started_at, since: now }, ..self }),
                State::Paused { .. } => Ok(self),
                _ => Err(MeasureRefusal::NotStarted),
            },
            Measure::Resume => match state {
                State::Paused { started_at, since } => {
                    let pause = now.since(since).max(Span::ZERO);
                    let terms = Terms { paused: terms.paused + pause, window_granted: terms.window_granted + pause, ..terms };
                    Ok(Self { state: State::InProgress { started_at }, terms, progress })
                }
                State::InProgress { .. } => Ok(self),
                _ => Err(MeasureRefusal::NotStarted),
            },
            Measure::Terminate => match (state.started_at(), self.deadline(now)) {
                (Some(started_at), Some(deadline)) => {
                    Ok(Self { state: State::Ended { started_at, at: now.min(deadline.0), ending: Ending::Terminated }, ..self })
                }
                _ => Err(MeasureRefusal::NotStarted),
            },
            Measure::Void => Ok(Self { state: State::Voided { at: now }, ..self }),
        }
    }

    fn extend(self, by: Span, window: bool) -> Result<Self, MeasureRefusal> {
        if !is_grant(by) {
            return Err(MeasureRefusal::Amount);
        }
        let Terms { granted, window_granted, .. } = self.terms;
        let window_granted = if window { window_granted + by } else { window_granted };
        Ok(Self { terms: Terms { granted: granted + by, window_granted, ..self.terms }, ..self })
    }

    fn revoke(self, by: Span, now: Timestamp) -> Result<Self, MeasureRefusal> {
        let terms = Terms { granted: self.terms.granted - by, ..self.terms };
        let shorter = Self { terms, ..self };
        let over = shorter.deadline(now).is_some_and(|d| d.has_passed(now));
        if !is_grant(by) {
            Err(MeasureRefusal::Amount)
        } else if terms.granted < Span::ZERO || over {
            Err(MeasureRefusal::TooMuch)
        } else {
            Ok(shorter)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attempt::GRACE;
    use proptest::prelude::*;

    const START: Timestamp = Timestamp::from_ms(1_000_000);

    fn minutes(n: i64) -> Span {
        Span::from_minutes(n)
    }

    fn running(closes: Option<Timestamp>) -> Timing<'static> {
        let terms = Terms { limit: minutes(60), factor: 1000, closes, ..Terms::default() };
        Timing { state: State::InProgress { started_at: START }, terms, progress: None }
    }

    #[test]
    fn a_pause_is_given_back_in_full_also_across_the_closing_of_the_window() {
        let paused = running(Some(START + minutes(50))).take(Measure::Pause, START + minutes(20)).unwrap();
        // pausing twice is one pause
        let again = paused.take(Measure::Pause, START + minutes(30)).unwrap();
        assert_eq!(again, paused);
        let after = again.take(Measure::Resume, START + minutes(80)).unwrap();
        assert_eq!(after.deadline(START + minutes(80)), Some(Deadline(START + minutes(110))));
        assert_eq!(after.take(Measure::Resume, START + minutes(90)).unwrap(), after);
    }

    #[test]
    fn the_deadline_of_a_paused_attempt_moves_with_the_clock() {
        let paused = running(None).take(Measure::Pause, START + minutes(20)).unwrap();
        assert_eq!(paused.deadline(START + minutes(35)), Some(Deadline(START + minutes(75))));
    }

    #[test]
    fn a_grant_comes_up_to_the_last_moment_of_the_grace_and_not_after() {
        let extend = Measure::Extend { by: minutes(10), window: true };
        let end = START + minutes(60);
        assert_eq!(
            running(Some(end)).take(extend, end + GRACE - Span::from_ms(1)).unwrap().deadline(end),
            Some(Deadline(end + minutes(10)))
        );
        assert_eq!(running(Some(end)).take(extend, end + GRACE), Err(MeasureRefusal::Over));
    }

    #[test]
    fn an_outage_is_given_back_also_beyond_the_closing_and_never_after_the_end() {
        let outage = Outage { measured: Span::from_ms(125_400), given: Span::ZERO };
        let give = Measure::GiveBack { most: minutes(10), outage: Outage::default() };
        let end = START + minutes(50);
        let given = running(Some(end)).take(give.with_outage(outage), end).unwrap();
        assert_eq!(given.deadline(end), Some(Deadline(end + Span::from_seconds(125))));
        assert_eq!(running(Some(end)).take(give, end), Err(MeasureRefusal::NothingLost), "of an attempt nothing is known by itself");
        assert_eq!(running(Some(end)).take(give.with_outage(outage), end + GRACE), Err(MeasureRefusal::Over));
        let none = Measure::GiveBack { most: Span::ZERO, outage };
        assert_eq!(running(None).take(none, START), Err(MeasureRefusal::NoPolicy));
    }

    #[test]
    fn a_revocation_takes_no_more_than_was_granted_and_is_left() {
        let granted = running(None).take(Measure::Extend { by: minutes(10), window: false }, START).unwrap();
        assert_eq!(granted.take(Measure::Revoke { by: minutes(11) }, START), Err(MeasureRefusal::TooMuch));
        assert_eq!(granted.take(Measure::Revoke { by: minutes(10) }, START + minutes(65)), Err(MeasureRefusal::TooMuch));
        assert_eq!(granted.take(Measure::Revoke { by: minutes(10) }, START + minutes(50)), Ok(running(None)));
        assert_eq!(granted.take(Measure::Revoke { by: Span::ZERO }, START), Err(MeasureRefusal::Amount));
    }

    #[test]
    fn what_was_agreed_beforehand_is_no_grant_and_is_never_taken_back() {
        let plain = running(None);
        let agreed = Timing { terms: Terms { agreed: minutes(15), ..plain.terms }, ..plain };
        assert_eq!(agreed.deadline(START), Some(Deadline(START + minutes(75))));
        let granted = agreed.take(Measure::Extend { by: minutes(5), window: false }, START).unwrap();
        assert_eq!(granted.take(Measure::Revoke { by: minutes(6) }, START), Err(MeasureRefusal::TooMuch));
        assert_eq!(granted.take(Measure::Revoke { by: minutes(5) }, START), Ok(agreed));
    }

    #[test]
    fn a_grant_is_something_and_at_most_a_day() {
        for (time, fits) in
            [(Span::ZERO, false), (Span::from_ms(1), true), (minutes(1_440), true), (minutes(1_441), false), (minutes(-1), false)]
        {
            assert_eq!(is_grant(time), fits, "{time:?}");
        }
    }

    #[test]
    fn nothing_is_done_to_what_has_ended() {
        let ended = running(None).take(Measure::Terminate, START + minutes(5)).unwrap();
        for measure in
            [Measure::Pause, Measure::Resume, Measure::Terminate, Measure::Void, Measure::Extend { by: minutes(1), window: false }]
        {
            assert_eq!(ended.take(measure, START + minutes(6)), Err(MeasureRefusal::Over));
        }
    }

    #[test]
    fn before_the_start_only_time_and_voiding_make_sense() {
        let ready = Timing { state: State::Ready, ..running(None) };
        for measure in [Measure::Pause, Measure::Resume, Measure::Terminate] {
            assert_eq!(ready.take(measure, START), Err(MeasureRefusal::NotStarted));
        }
        assert!(ready.take(Measure::Extend { by: minutes(1), window: false }, START).is_ok());
        assert_eq!(ready.take(Measure::Void, START).unwrap().state, State::Voided { at: START });
    }

    proptest! {
        /// I11: whatever staff do but revoke and end, the deadline never moves towards the candidate.
        #[test]
        fn no_measure_but_a_revocation_shortens(steps in prop::collection::vec((0u8..3, 1i64..30, 1i64..20), 1..12)) {
            let (mut timing, mut now) = (running(Some(START + minutes(90))), START);
            for (kind, pass, by) in steps {
                let before = timing.deadline(now);
                let measure = match kind {
                    0 => Measure::Extend { by: minutes(by), window: by % 2 == 0 },
                    1 => Measure::Pause,
                    _ => Measure::Resume,
                };
                if let Ok(after) = timing.take(measure, now) {
                    prop_assert!(after.deadline(now) >= before);
                    timing = after;
                }
                now = now + minutes(pass);
            }
        }
    }
}
