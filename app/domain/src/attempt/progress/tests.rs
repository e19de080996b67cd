//! Sections and steps under test: order by sequence, time, staff.

use super::*;
use crate::{
    assessment::Section,
    attempt::{Ending, GRACE, Measure, Operation, OperationOutcome, Refusal, SaveContext, Target, decide},
    id::OperationId,
    question::{Answer, ItemKey, Kind, Shape},
};
use proptest::prelude::*;

const START: Timestamp = Timestamp::from_ms(1_000_000);

fn minutes(n: i64) -> Span {
    Span::from_minutes(n)
}

fn writer(n: u8) -> WriterId {
    WriterId::new(START, [n; 10])
}

/// Two items in ten minutes, three one by one in five, one in what is left of thirty.
fn outline() -> Outline {
    let of = |items, linear, limit: i64| Section { items, linear, limit: (limit > 0).then(|| minutes(limit)), ..Section::default() };
    Outline(vec![of(2, false, 10), of(3, true, 5), of(1, false, 0)])
}

fn terms() -> Terms {
    Terms { limit: minutes(30), factor: 1000, ..Terms::default() }
}

fn running() -> State {
    State::InProgress { started_at: START }
}

struct Room {
    progress: Progress,
    terms: Terms,
    state: State,
    outline: Outline,
}

impl Room {
    fn with(terms: Terms, outline: Outline) -> Self {
        Self { progress: Progress::of(&outline).unwrap().begun(&terms, START), terms, state: running(), outline }
    }

    fn new() -> Self {
        Self::with(terms(), outline())
    }

    fn timing(&self) -> Timing<'_> {
        Timing { state: self.state, terms: self.terms, progress: Some(&self.progress) }
    }

    fn decides(&self, op: &Operation, place: &Target, now: Timestamp) -> OperationOutcome {
        decide(&SaveContext { timing: self.timing(), writer: Some(op.writer) }, Some(place), None, None, op, now)
    }

    fn says(&mut self, place: usize, by: u8, seq: i64, now: Timestamp) -> OperationOutcome {
        let at = Target::Item { shape: Shape { kind: Kind::Single, entries: 4, choices: vec![] }, step: self.outline.step_of(place) };
        self.decides(&said(place, by, seq), &at, now)
    }

    fn goes_on(&mut self, to: u32, by: u8, seq: i64, now: Timestamp) -> OperationOutcome {
        self.goes_on_with(to, by, seq, now, &[])
    }

    /// A move that names what was said under these numbers.
    fn goes_on_with(&mut self, to: u32, by: u8, seq: i64, now: Timestamp, missing: &[(usize, i64)]) -> OperationOutcome {
        let named: Vec<_> = missing.iter().map(|(place, seq)| Missing::of(&said(*place, by, *seq))).collect();
        let op = operation("~", Missing::to_value(&named), by, seq);
        let outcome = self.decides(&op, &Target::Step(to), now);
        if let OperationOutcome::Applied { .. } = outcome {
            self.progress = self.progress.moved(&self.timing(), to, &op, now);
        }
        outcome
    }

    fn takes(&mut self, measure: Measure, now: Timestamp) {
        self.progress = self.progress.settled(&self.terms, self.state, now);
        let after = self.timing().take(measure, now).unwrap();
        (self.state, self.terms) = (after.state, after.terms);
        self.progress = self.progress.clone().measured(&self.terms);
    }

    fn left(&self, now: Timestamp) -> Option<Span> {
        self.progress.section_deadline(&self.timing(), now).map(|d| d.remaining(now))
    }

    fn section(&self, now: Timestamp) -> usize {
        self.progress.settled(&self.terms, self.state, now).section()
    }
}

/// What a writer says to the item at a place.
fn said(place: usize, by: u8, seq: i64) -> Operation {
    operation(&format!("q{place}"), Answer::Single { option: Some(1) }, by, seq)
}

fn operation(item: &str, value: Answer, by: u8, seq: i64) -> Operation {
    Operation { op_id: OperationId::new(START, [seq as u8; 10]), item: ItemKey(item.into()), value, writer: writer(by), seq }
}

const APPLIED: OperationOutcome = OperationOutcome::Applied { rev: 1 };
const PASSED: OperationOutcome = OperationOutcome::Kept(Quarantine::Passed);
const LATE: OperationOutcome = OperationOutcome::Kept(Quarantine::Late);
const NOT_REACHED: OperationOutcome = OperationOutcome::Kept(Quarantine::NotReached);
const NOT_OPEN: OperationOutcome = OperationOutcome::Refused(Refusal::NotOpen);

#[test]
fn a_place_that_was_left_takes_no_more_answers_and_one_ahead_none_yet() {
    let mut room = Room::new();
    let now = START + minutes(1);
    assert_eq!(room.says(1, 1, 1, now), APPLIED);
    assert_eq!(room.says(2, 1, 2, now), NOT_OPEN);
    assert_eq!(room.goes_on(1, 1, 3, now), OperationOutcome::Applied { rev: 1 });
    assert_eq!(room.says(1, 1, 4, now), PASSED);
    assert_eq!(room.says(2, 1, 5, now), APPLIED);
    // item by item within the linear section
    assert_eq!(room.says(3, 1, 6, now), NOT_REACHED);
    assert_eq!(room.goes_on(2, 1, 7, now), OperationOutcome::Applied { rev: 2 });
    assert_eq!((room.says(2, 1, 8, now), room.says(3, 1, 9, now)), (PASSED, APPLIED));
    // nobody jumps over a section
    let mut room = Room::new();
    assert_eq!(room.goes_on(4, 1, 1, now), NOT_REACHED);
}

#[test]
fn what_was_made_before_going_on_counts_though_it_comes_after() {
    let mut room = Room::new();
    let now = START + minutes(1);
    room.goes_on_with(1, 1, 10, now, &[(0, 9)]);
    assert_eq!(room.says(0, 1, 9, now + GRACE - Span::from_ms(1)), APPLIED);
    assert_eq!(room.says(0, 1, 11, now), PASSED);
    // neither a number kept back nor another item or value opens a way into what was left
    assert_eq!((room.says(0, 1, 8, now), room.says(1, 1, 9, now)), (PASSED, PASSED));
    let at = Target::Item { shape: Shape { kind: Kind::Single, entries: 4, choices: vec![] }, step: 0 };
    let other = Operation { value: Answer::Single { option: Some(2) }, ..said(0, 1, 9) };
    assert_eq!(room.decides(&other, &at, now), PASSED);
    assert_eq!(room.says(0, 1, 9, now + GRACE), PASSED);
    // going there again names nothing anew
    room.goes_on_with(1, 1, 12, now, &[(1, 11)]);
    assert_eq!(room.says(1, 1, 11, now), PASSED);
    // another page's numbers say nothing about this one's
    assert_eq!(room.says(0, 2, 1, now), PASSED);
}

#[test]
fn a_move_that_names_nothing_closes_at_once() {
    let mut room = Room::new();
    let now = START + minutes(1);
    room.goes_on(1, 1, 1000, now);
    for seq in 10..13 {
        assert_eq!((room.says(0, 1, seq, now), room.says(1, 1, seq, now)), (PASSED, PASSED));
    }
    // item by item alike
    room.goes_on_with(2, 1, 2000, now, &[(2, 1500)]);
    assert_eq!((room.says(2, 1, 1499, now), room.says(2, 1, 1500, now)), (PASSED, APPLIED));
}

#[test]
fn what_was_not_shown_has_one_answer_whatever_is_asked() {
    let mut room = Room::new();
    let now = START + minutes(1);
    let essay = Operation { value: Answer::Essay { text: "x".into() }, ..said(5, 1, 1) };
    let at = |step| Target::Item { shape: Shape { kind: Kind::Single, entries: 4, choices: vec![] }, step };
    for state in [
        running(),
        State::Paused { started_at: START, since: START },
        State::Ended { started_at: START, at: now, ending: Ending::Submitted },
    ] {
        room.state = state;
        for later in [now, now + GRACE] {
            let ask = |op: &Operation, place: Option<&Target>| {
                decide(&SaveContext { timing: room.timing(), writer: Some(writer(2)) }, place, None, None, op, later)
            };
            assert_eq!(ask(&said(5, 1, 1), Some(&at(4))), NOT_OPEN);
            assert_eq!((ask(&essay, Some(&at(4))), ask(&essay, None)), (NOT_OPEN, NOT_OPEN));
            assert_eq!(ask(&essay, Some(&at(1))), NOT_OPEN);
        }
    }
    // a closed place has one answer, too
    room.state = running();
    room.goes_on(1, 1, 1, now);
    assert_eq!((room.says(0, 1, 2, now), room.decides(&essay, &at(0), now)), (PASSED, OperationOutcome::Refused(Refusal::Passed)));
}

#[test]
fn a_section_is_over_when_its_time_is_and_the_grace_is_its_own() {
    let mut room = Room::new();
    let end = START + minutes(10);
    assert_eq!(room.left(START + minutes(4)), Some(minutes(6)));
    assert_eq!((room.section(end - Span::from_ms(1)), room.section(end)), (0, 1));
    assert_eq!(room.says(0, 1, 1, end + GRACE - Span::from_ms(1)), APPLIED);
    assert_eq!(room.says(0, 1, 2, end + GRACE), LATE);
    // the next one ran from that instant, whoever looked
    assert_eq!(room.left(end + minutes(2)), Some(minutes(3)));
    assert_eq!(room.section(end + minutes(5)), 2);
    assert_eq!(room.left(end + minutes(5)), None, "the last has no limit but the whole's");
    assert_eq!(room.timing().deadline(end), Some(Deadline(START + minutes(30))));
    // who goes on early has the next section's whole time from then
    room.goes_on(1, 1, 3, START + minutes(2));
    assert_eq!(room.left(START + minutes(2)), Some(minutes(5)));
}

#[test]
fn the_time_of_the_last_section_ends_the_attempt() {
    let of = |limit| Section { items: 1, limit: Some(minutes(limit)), ..Section::default() };
    let mut room = Room::with(terms(), Outline(vec![of(10), of(20)]));
    assert_eq!(room.timing().deadline(START), Some(Deadline(START + minutes(30))));
    room.goes_on(1, 1, 1, START + minutes(3));
    assert_eq!(room.timing().deadline(START), Some(Deadline(START + minutes(23))));
    assert_eq!(room.says(1, 1, 2, START + minutes(23) + GRACE), LATE);
}

#[test]
fn an_accommodation_is_shared_by_all_sections() {
    let terms = Terms { factor: 1250, granted: minutes(6), ..terms() };
    let mut room = Room::with(terms, outline());
    assert_eq!(room.left(START), Some(Span::from_ms(14 * 60_000 + 30_000)), "ten and a quarter, and a third of six");
    room.goes_on(1, 1, 1, START + minutes(1));
    assert_eq!(room.left(START + minutes(1)), Some(Span::from_ms(7 * 60_000 + 15_000)), "the minutes were not given to the first alone");
}

#[test]
fn what_staff_give_is_the_running_section_s() {
    let mut room = Room::new();
    room.takes(Measure::Extend { by: minutes(3), window: false }, START + minutes(9));
    assert_eq!(room.left(START + minutes(9)), Some(minutes(4)));
    room.goes_on(1, 1, 1, START + minutes(12));
    assert_eq!(room.left(START + minutes(12)), Some(minutes(5)));
    // a grant after its time was up opens no section again
    room.takes(Measure::Extend { by: minutes(2), window: false }, START + minutes(17) + Span::from_ms(1));
    assert_eq!(room.section(START + minutes(17)), 2);
    assert_eq!(room.timing().deadline(START), Some(Deadline(START + minutes(35))));
}

#[test]
fn a_pause_stops_the_section_too() {
    let mut room = Room::new();
    room.takes(Measure::Pause, START + minutes(9));
    assert_eq!((room.section(START + minutes(40)), room.left(START + minutes(40))), (0, Some(minutes(1))));
    room.takes(Measure::Resume, START + minutes(40));
    assert_eq!((room.section(START + minutes(40)), room.left(START + minutes(40))), (0, Some(minutes(1))));
    assert_eq!(room.section(START + minutes(41)), 1);
}

#[test]
fn a_grant_taken_back_leaves_a_section_its_own_time() {
    let mut room = Room::new();
    room.takes(Measure::Extend { by: minutes(4), window: false }, START + minutes(1));
    room.goes_on(1, 1, 1, START + minutes(2));
    room.takes(Measure::Revoke { by: minutes(4) }, START + minutes(3));
    assert_eq!(room.left(START + minutes(3)), Some(minutes(4)));
    room.takes(Measure::Extend { by: minutes(1), window: false }, START + minutes(3));
    assert_eq!(room.left(START + minutes(3)), Some(minutes(5)));
}

#[test]
fn a_segment_has_the_time_that_staff_gave_and_no_other() {
    let mut room = Room::new();
    room.goes_on(1, 1, 1, START + minutes(1));
    room.terms = Terms { limit: minutes(7), factor: 1000, ..Terms::default() };
    room.progress = room.progress.clone().reopened(START + minutes(50));
    room.state = State::InProgress { started_at: START + minutes(50) };
    assert_eq!((room.section(START + minutes(56)), room.left(START + minutes(56))), (1, None));
    assert_eq!(room.timing().deadline(START), Some(Deadline(START + minutes(57))));
}

#[test]
fn a_paper_without_sections_has_no_progress() {
    assert_eq!(Progress::of(&Outline::default()), None);
    let op = operation("~1", Answer::nothing(), 1, 1);
    let timing = Timing { state: running(), terms: terms(), progress: None };
    let outcome = decide(&SaveContext { timing, writer: None }, Some(&Target::Step(1)), None, None, &op, START);
    assert_eq!(outcome, OperationOutcome::Refused(Refusal::UnknownItem));
}

proptest! {
    /// Whatever comes in whatever order: the position only rises, a value behind counts only if it was made before, and the text form keeps all.
    #[test]
    fn the_position_only_rises(steps in prop::collection::vec((0u8..5, 1u32..6, 0usize..6, 1i64..40, 0i64..120), 1..40)) {
        let mut room = Room::new();
        let mut now = START;
        let mut gone: Vec<(u32, i64)> = vec![];
        for (kind, to, place, seq, seconds) in steps {
            now = now + Span::from_seconds(seconds);
            let before = room.progress.settled(&room.terms, room.state, now).position();
            match kind {
                0 => {
                    if let OperationOutcome::Applied { .. } = room.goes_on(to, 1, seq, now) {
                        gone.push((to, seq));
                    }
                }
                1 if room.timing().deadline(now).is_some_and(|d| d.accepts(now)) => room.takes(Measure::Extend { by: minutes(1), window: false }, now),
                _ => {
                    if let OperationOutcome::Applied { .. } = room.says(place, 1, seq, now) {
                        let step = room.outline.step_of(place);
                        prop_assert!(step <= before);
                        prop_assert!(!gone.iter().any(|(to, made)| *to > step && *made < seq), "made after it was left");
                    }
                }
            }
            let after = room.progress.settled(&room.terms, room.state, now);
            prop_assert!(after.position() >= before);
            prop_assert_eq!(Progress::from_text(&after.to_text()), Some(after));
        }
    }
}
