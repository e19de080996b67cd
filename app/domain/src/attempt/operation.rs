//! What becomes of one operation, a save or a move onwards: applied, kept aside, or refused.

use super::{Deadline, Progress, State, Timing, progress::Missing};
use crate::{
    id::{OperationId, WriterId},
    question::{Answer, AnswerRefusal, ItemKey, Shape},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// One change of one answer, or a move onwards, as the client journals it. `seq` rises within a writer. The value of a move is a short text: what its
/// writer made before it and has no acknowledgement of ([`Missing`](super::progress::Missing)), or nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    pub op_id: OperationId,
    pub item: ItemKey,
    pub value: Answer,
    pub writer: WriterId,
    pub seq: i64,
}

/// The attempt as the decision needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaveContext<'p> {
    pub timing: Timing<'p>,
    /// Who holds the pen; nobody before the first save.
    pub writer: Option<WriterId>,
}

/// What on the paper an operation is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An item, and the step of the paper it stands in.
    Item { shape: Shape, step: u32 },
    /// The step itself: the candidate goes on to it.
    Step(u32),
}

/// The answer that counts so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrentRevision {
    pub rev: i64,
    pub writer: WriterId,
    pub seq: i64,
}

/// What became of an earlier operation with the same id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierOperation {
    pub item: ItemKey,
    pub digest: String,
    pub outcome: OperationOutcome,
}

/// The outcome of an operation. Only [`Applied`](Self::Applied) is a save; everything else has an outcome of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperationOutcome {
    /// It is the current answer now, as revision `rev` of its item; a move onwards has the number of its step.
    Applied { rev: i64 },
    /// It is kept as an event for staff to see, and does not count.
    Kept(Quarantine),
    /// It is not stored: it could not be an answer of this attempt.
    Refused(Refusal),
}

/// Why a value that reached the server does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quarantine {
    /// It arrived after the deadline and its grace.
    Late,
    /// The attempt had ended, or was not running.
    NotRunning,
    /// A newer operation of the same writer has been applied.
    Superseded,
    /// Another page holds the pen.
    OtherWriter,
    /// The attempt is paused by staff; the client sends it anew when it goes on.
    Paused,
    /// It was made after the candidate had gone on: the place is closed.
    Passed,
    /// It is for a place that the candidate has not reached.
    NotReached,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The attempt has no such item.
    UnknownItem,
    /// The paper, or this part of it, has not been shown. Whether it has such an item, and of which type, is not told.
    NotOpen,
    /// The place is closed, and the value would not fit it: the same answer as to one that would.
    Passed,
    /// The value does not fit the item.
    Invalid(AnswerRefusal),
    /// The same id came before with another item or value.
    IdReused,
}

impl Quarantine {
    pub const ALL: [Self; 7] =
        [Self::Late, Self::NotRunning, Self::Superseded, Self::OtherWriter, Self::Paused, Self::Passed, Self::NotReached];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::NotRunning => "not_running",
            Self::Superseded => "superseded",
            Self::OtherWriter => "other_writer",
            Self::Paused => "paused",
            Self::Passed => "passed",
            Self::NotReached => "not_reached",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|q| q.code() == code)
    }
}

/// Why an operation cannot be one of this sitting at all.
fn refusal(sitting: &SaveContext, place: Option<&Target>, settled: Option<&Progress>, op: &Operation) -> Option<Refusal> {
    // first where the candidate is: nothing that follows may tell what nobody has been shown
    let shown = match (place, settled) {
        _ if sitting.timing.state == State::Ready => false,
        (Some(Target::Item { step, .. }), Some(progress)) => progress.shows(*step),
        (None, Some(_)) => false,
        (Some(Target::Step(_)), _) | (_, None) => true,
    };
    match (place, settled) {
        _ if !shown => Some(Refusal::NotOpen),
        (Some(Target::Item { shape, step }), progress) => op.value.check(shape).err().map(|reason| {
            let closed = progress.is_some_and(|p| *step < p.position());
            if closed { Refusal::Passed } else { Refusal::Invalid(reason) }
        }),
        (Some(Target::Step(_)), Some(_)) if Missing::all(&op.value).is_some() => None,
        (Some(Target::Step(_)), Some(_)) => Some(Refusal::Invalid(AnswerRefusal::WrongType)),
        _ => Some(Refusal::UnknownItem),
    }
}

/// Decides over one operation. `place` is what it is about, if the paper has it; `seen` an earlier event with the same id in this attempt.
pub fn decide(
    sitting: &SaveContext,
    place: Option<&Target>,
    current: Option<&CurrentRevision>,
    seen: Option<&EarlierOperation>,
    op: &Operation,
    now: Timestamp,
) -> OperationOutcome {
    if let Some(seen) = seen {
        let same = seen.item == op.item && seen.digest == op.value.digest();
        return if same { seen.outcome } else { OperationOutcome::Refused(Refusal::IdReused) };
    }
    let progress = sitting.timing.progress;
    let settled = progress.map(|p| p.settled(&sitting.timing.terms, sitting.timing.state, now));
    if let Some(refusal) = refusal(sitting, place, settled.as_ref(), op) {
        return OperationOutcome::Refused(refusal);
    }
    if let Some(why) = bars_all(&sitting.timing, now) {
        return OperationOutcome::Kept(why);
    }
    if sitting.writer.is_some_and(|w| w != op.writer) {
        return OperationOutcome::Kept(Quarantine::OtherWriter);
    }
    match (place, settled) {
        (Some(Target::Step(to)), Some(progress)) if progress.admits(*to) => return OperationOutcome::Applied { rev: i64::from(*to) },
        (Some(Target::Step(_)), Some(_)) => return OperationOutcome::Kept(Quarantine::NotReached),
        (Some(Target::Item { step, .. }), Some(progress)) => {
            if let Some(why) = progress.bars(*step, op) {
                return OperationOutcome::Kept(why);
            }
        }
        _ => {}
    }
    match current {
        Some(c) if c.writer == op.writer && c.seq >= op.seq => OperationOutcome::Kept(Quarantine::Superseded),
        Some(c) => OperationOutcome::Applied { rev: c.rev + 1 },
        None => OperationOutcome::Applied { rev: 1 },
    }
}

/// What keeps every operation from counting: the attempt is not running, or its time is up.
fn bars_all(timing: &Timing, now: Timestamp) -> Option<Quarantine> {
    match timing.state {
        State::InProgress { .. } if timing.deadline(now).is_some_and(|d| d.accepts(now)) => None,
        State::InProgress { .. } => Some(Quarantine::Late),
        // what was typed before the pause is still on its way
        State::Paused { since, .. } if Deadline(since).accepts(now) => None,
        State::Paused { .. } => Some(Quarantine::Paused),
        State::Ready | State::Ended { .. } | State::Voided { .. } => Some(Quarantine::NotRunning),
    }
}

impl Progress {
    /// Takes a move onwards that was applied.
    pub fn moved(&self, timing: &Timing, to: u32, op: &Operation, now: Timestamp) -> Self {
        let mut progress = self.settled(&timing.terms, timing.state, now);
        progress.go_on(&timing.terms, timing.state, to, op, now);
        progress
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        attempt::{Ending, GRACE, Terms},
        question::Kind,
        time::Span,
    };

    const NOW: Timestamp = Timestamp::from_ms(1_000);

    fn writer(n: u8) -> WriterId {
        WriterId::new(NOW, [n; 10])
    }

    fn op(seq: i64, option: u8) -> Operation {
        Operation {
            op_id: OperationId::new(NOW, [seq as u8; 10]),
            item: ItemKey("q".into()),
            value: Answer::Single { option: Some(option) },
            writer: writer(1),
            seq,
        }
    }

    fn sitting(state: State) -> SaveContext<'static> {
        let terms = Terms { limit: Span::from_minutes(1), factor: 1000, ..Terms::default() };
        SaveContext { timing: Timing { state, terms, progress: None }, writer: Some(writer(1)) }
    }

    fn running() -> SaveContext<'static> {
        sitting(State::InProgress { started_at: NOW })
    }

    fn place() -> Target {
        Target::Item { shape: Shape { kind: Kind::Single, entries: 4, choices: vec![] }, step: 0 }
    }

    fn outcome(sitting: SaveContext, current: Option<CurrentRevision>, op: &Operation, now: Timestamp) -> OperationOutcome {
        decide(&sitting, Some(&place()), current.as_ref(), None, op, now)
    }

    fn current(seq: i64) -> Option<CurrentRevision> {
        Some(CurrentRevision { rev: 3, writer: writer(1), seq })
    }

    #[test]
    fn a_newer_operation_becomes_the_next_revision() {
        assert_eq!(outcome(running(), None, &op(1, 0), NOW), OperationOutcome::Applied { rev: 1 });
        assert_eq!(outcome(running(), current(4), &op(5, 0), NOW), OperationOutcome::Applied { rev: 4 });
    }

    #[test]
    fn an_older_operation_is_kept_but_never_current() {
        assert_eq!(outcome(running(), current(5), &op(4, 0), NOW), OperationOutcome::Kept(Quarantine::Superseded));
    }

    #[test]
    fn an_answer_received_after_the_deadline_is_kept_but_not_graded() {
        let end = NOW + Span::from_minutes(1);
        assert_eq!(outcome(running(), None, &op(1, 0), end + GRACE - Span::from_ms(1)), OperationOutcome::Applied { rev: 1 });
        assert_eq!(outcome(running(), None, &op(1, 0), end + GRACE), OperationOutcome::Kept(Quarantine::Late));
    }

    #[test]
    fn an_answer_after_the_end_is_kept() {
        let ended = sitting(State::Ended { started_at: NOW, at: NOW, ending: Ending::Submitted });
        assert_eq!(outcome(ended, None, &op(1, 0), NOW), OperationOutcome::Kept(Quarantine::NotRunning));
    }

    #[test]
    fn what_was_on_its_way_when_a_pause_began_counts() {
        let paused = sitting(State::Paused { started_at: NOW, since: NOW });
        assert_eq!(outcome(paused, None, &op(1, 0), NOW + GRACE - Span::from_ms(1)), OperationOutcome::Applied { rev: 1 });
        assert_eq!(outcome(paused, None, &op(1, 0), NOW + GRACE), OperationOutcome::Kept(Quarantine::Paused));
    }

    #[test]
    fn only_the_writer_with_the_pen_writes() {
        let taken = SaveContext { writer: Some(writer(2)), ..running() };
        assert_eq!(outcome(taken, None, &op(1, 0), NOW), OperationOutcome::Kept(Quarantine::OtherWriter));
    }

    #[test]
    fn the_same_operation_again_has_the_same_outcome_and_another_value_is_refused() {
        let seen =
            EarlierOperation { item: ItemKey("q".into()), digest: op(1, 0).value.digest(), outcome: OperationOutcome::Applied { rev: 7 } };
        let again = |o: &Operation| decide(&running(), Some(&place()), None, Some(&seen), o, NOW);
        assert_eq!(again(&op(1, 0)), OperationOutcome::Applied { rev: 7 });
        assert_eq!(again(&op(1, 2)), OperationOutcome::Refused(Refusal::IdReused));
    }

    #[test]
    fn a_value_that_cannot_be_an_answer_is_refused() {
        assert_eq!(outcome(running(), None, &op(1, 9), NOW), OperationOutcome::Refused(Refusal::Invalid(AnswerRefusal::OutOfRange)));
        assert_eq!(decide(&running(), None, None, None, &op(1, 0), NOW), OperationOutcome::Refused(Refusal::UnknownItem));
    }

    #[test]
    fn before_the_start_every_question_has_one_answer() {
        let told = |place: Option<Target>, op: &Operation| decide(&sitting(State::Ready), place.as_ref(), None, None, op, NOW);
        let wrong = Operation { value: Answer::Essay { text: "x".into() }, ..op(1, 0) };
        for outcome in [
            told(Some(place()), &op(1, 0)),
            told(Some(place()), &op(1, 9)),
            told(Some(place()), &wrong),
            told(None, &wrong),
            told(Some(Target::Step(1)), &wrong),
        ] {
            assert_eq!(outcome, OperationOutcome::Refused(Refusal::NotOpen));
        }
    }
}
