//! What changes where an attempt stands: the delivery of its paper, its end, and what staff do. Every change is decided here and checked against the
//! edges of [`Phase::targets`]; the store writes down a [`Transition`], and nothing else.

use super::{Ending, Measure, MeasureRefusal, Phase, Progress, State, Terms, Timing};
use crate::time::{Span, Timestamp};

/// Where an attempt stands after a change. Nobody else can make one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition {
    from: Phase,
    state: State,
    terms: Terms,
    progress: Option<Progress>,
}

impl Transition {
    /// Nothing where there is no such edge. Terms may change without a new state.
    fn from(phase: Phase, state: State, terms: Terms, progress: Option<Progress>) -> Option<Self> {
        let to = state.phase();
        (to == phase || phase.targets().contains(&to)).then_some(Self { from: phase, state, terms, progress })
    }

    /// Where it has to stand when the change is written.
    pub const fn was(&self) -> Phase {
        self.from
    }

    pub const fn timing(&self) -> Timing<'_> {
        Timing { state: self.state, terms: self.terms, progress: self.progress.as_ref() }
    }
}

impl Timing<'_> {
    /// The paper is delivered for the first time. Nothing where it was before.
    pub fn start(&self, now: Timestamp) -> Option<Transition> {
        if self.state != State::Ready {
            return None;
        }
        let progress = self.progress.map(|p| p.clone().begun(&self.terms, now));
        Transition::from(Phase::Ready, State::InProgress { started_at: now }, self.terms, progress)
    }

    /// It ends as wished, or because the time is up; with `None` only then. A hand-in within the grace counts as made at the deadline at the latest.
    pub fn end(&self, wish: Option<Ending>, now: Timestamp) -> Option<Transition> {
        let (State::InProgress { started_at }, Some(deadline)) = (self.state, self.due()) else { return None };
        let (ending, at) = match (deadline.accepts(now), wish) {
            (true, Some(ending)) => (ending, now.min(deadline.0)),
            (true, None) => return None,
            (false, _) => (Ending::Expired, deadline.0),
        };
        Transition::from(self.state.phase(), State::Ended { started_at, at, ending }, self.terms, self.progress.cloned())
    }

    /// A new segment goes on where this attempt ended, with a time of its own. Nothing where it has not ended.
    pub fn segment(&self, time: Span, now: Timestamp) -> Option<Transition> {
        let State::Ended { at, .. } = self.state else { return None };
        let progress = self.progress.map(|p| p.settled(&self.terms, self.state, at).reopened(now));
        let terms = Terms { limit: time, factor: 1_000, ..Terms::default() };
        Transition::from(Phase::Ready, State::InProgress { started_at: now }, terms, progress)
    }

    /// The session closes later than it did. Nothing where the attempt does not run, has no closing, has this one, or its time is up.
    pub fn close_later(&self, closes: Timestamp, now: Timestamp) -> Option<Transition> {
        let open = matches!(self.state, State::InProgress { .. } | State::Paused { .. });
        let later = self.terms.closes.is_some_and(|was| was < closes);
        if !open || !later || self.deadline(now).is_some_and(|d| !d.accepts(now)) {
            return None;
        }
        let progress = self.progress.map(|p| p.settled(&self.terms, self.state, now));
        Transition::from(self.state.phase(), self.state, Terms { closes: Some(closes), ..self.terms }, progress)
    }

    /// Staff do something. What time has done so far stays done: a grant is for the section that runs, and opens none again.
    ///
    /// # Errors
    ///
    /// Why it is not done.
    pub fn intervene(&self, measure: Measure, now: Timestamp) -> Result<Transition, MeasureRefusal> {
        let progress = self.progress.map(|p| p.settled(&self.terms, self.state, now));
        let after = Timing { progress: progress.as_ref(), ..*self }.take(measure, now)?;
        let (state, terms) = (after.state, after.terms);
        let changes = (state, terms) != (self.state, self.terms);
        let progress = progress.map(|p| if changes { p.measured(&terms) } else { p });
        Transition::from(self.state.phase(), state, terms, progress).ok_or(MeasureRefusal::NotStarted)
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

    fn timing(state: State) -> Timing<'static> {
        Timing { state, terms: Terms { limit: minutes(60), factor: 1000, ..Terms::default() }, progress: None }
    }

    fn running() -> Timing<'static> {
        timing(State::InProgress { started_at: START })
    }

    #[test]
    fn a_paper_is_delivered_once() {
        let started = timing(State::Ready).start(START).expect("a start");
        assert_eq!((started.was(), started.timing().state), (Phase::Ready, State::InProgress { started_at: START }));
        assert_eq!(started.timing().start(START), None);
    }

    #[test]
    fn an_end_is_wished_or_due_and_never_later_than_the_deadline() {
        let end = START + minutes(60);
        let ended = |change: Option<Transition>| match change.expect("an end").timing().state {
            State::Ended { at, ending, .. } => (ending, at),
            other => panic!("{other:?}"),
        };
        let submit = Some(Ending::Submitted);
        assert_eq!(ended(running().end(submit, START + minutes(5))), (Ending::Submitted, START + minutes(5)));
        assert_eq!(ended(running().end(submit, end + GRACE - Span::from_ms(1))), (Ending::Submitted, end));
        assert_eq!(ended(running().end(submit, end + GRACE)), (Ending::Expired, end));
        assert_eq!(ended(running().end(None, end + GRACE)), (Ending::Expired, end));
        assert_eq!(running().end(None, end), None, "within the grace");
        let paused = timing(State::Paused { started_at: START, since: START + minutes(1) });
        assert_eq!((paused.end(submit, START + minutes(2)), timing(State::Ready).end(submit, START)), (None, None));
    }

    #[test]
    fn a_segment_has_the_time_that_staff_gave_and_no_other() {
        let ended = State::Ended { started_at: START, at: START + minutes(60), ending: Ending::Expired };
        let segment = timing(ended).segment(minutes(10), START + minutes(90)).expect("a segment");
        assert_eq!(segment.timing().due().map(|d| d.0), Some(START + minutes(100)));
        assert_eq!(running().segment(minutes(10), START), None);
    }

    #[test]
    fn a_later_closing_reaches_whoever_sits_and_takes_nothing() {
        let closing = |state, closes: Option<i64>| Timing {
            terms: Terms { closes: closes.map(|m| START + minutes(m)), ..timing(state).terms },
            ..timing(state)
        };
        let (runs, paused) = (State::InProgress { started_at: START }, State::Paused { started_at: START, since: START });
        let due = |state, closes, to, now| {
            let change = closing(state, closes).close_later(START + minutes(to), START + minutes(now))?;
            Some(change.timing().due().expect("begun").0.since(START).minutes())
        };
        assert_eq!(due(runs, Some(40), 50, 10), Some(50), "the closing had cut the sixty minutes");
        assert_eq!(due(runs, Some(40), 90, 10), Some(60), "not more than the paper's own time");
        assert_eq!(due(paused, Some(40), 50, 10), Some(50));
        assert_eq!(due(runs, Some(40), 50, 41), None, "over with its grace");
        assert_eq!(due(runs, Some(40), 40, 10), None);
        assert_eq!(due(runs, Some(40), 30, 10), None);
        assert_eq!(due(runs, None, 50, 10), None, "a segment has its own time");
        let ended = State::Ended { started_at: START, at: START + minutes(5), ending: Ending::Submitted };
        assert_eq!((due(ended, Some(40), 50, 10), due(State::Ready, Some(40), 50, 10)), (None, None));
    }

    fn state() -> impl Strategy<Value = State> {
        let ending = prop::sample::select(vec![Ending::Submitted, Ending::Expired, Ending::Terminated]);
        (0..5, 0i64..90, ending).prop_map(|(kind, after, ending)| {
            let at = START + minutes(after);
            match kind {
                0 => State::Ready,
                1 => State::InProgress { started_at: START },
                2 => State::Paused { started_at: START, since: at },
                3 => State::Ended { started_at: START, at, ending },
                _ => State::Voided { at },
            }
        })
    }

    proptest! {
        #[test]
        fn whatever_happens_follows_the_edges_and_what_is_over_stays(state in state(), what in 0..10, after in 0i64..120) {
            let (now, before) = (START + minutes(after), timing(state));
            let change = match what {
                0 => before.start(now),
                1 => before.end(Some(Ending::Submitted), now),
                2 => before.end(None, now),
                3 => before.intervene(Measure::Extend { by: minutes(5), window: true }, now).ok(),
                4 => before.intervene(Measure::Revoke { by: minutes(5) }, now).ok(),
                5 => before.intervene(Measure::Pause, now).ok(),
                6 => before.intervene(Measure::Resume, now).ok(),
                7 => before.intervene(Measure::Terminate, now).ok(),
                8 => before.close_later(now + minutes(60), now),
                _ => before.intervene(Measure::Void, now).ok(),
            };
            if let Some(change) = change {
                let (from, to) = (state.phase(), change.timing().state.phase());
                prop_assert!(!from.is_final() && change.was() == from);
                prop_assert!(from == to || from.targets().contains(&to));
            }
        }
    }
}
