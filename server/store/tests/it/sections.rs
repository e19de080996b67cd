//! Sections: going on is an operation among the saves, time goes on by itself, and what is closed stays closed.

use crate::support::*;
use zhixing_domain::{
    account::{Invigilator, Role},
    assessment::{Outline, Section},
    attempt::{Ending, GRACE, Measure, Operation, OperationOutcome, Quarantine, Refusal, State, Target, progress::Missing},
    id::{AccountId, AttemptId, OperationId},
    question::ItemKey,
    time::{Span, Timestamp},
};
use zhixing_store::{SaveRequest, Start, Store};

/// Item `a` in ten minutes, then item `b`.
fn start(account: AccountId) -> Start {
    let of = |limit: Option<i64>| Section { items: 1, limit: limit.map(Span::from_minutes), ..Section::default() };
    let mut start = start_of(account, 0);
    start.paper.outline = Outline(vec![of(Some(10)), of(None)]);
    start
}

async fn begins(store: &Store, account: AccountId) -> AttemptId {
    store.start_attempt(start(account), at(NOW)).await.expect("stored").expect("started").id
}

fn says(id: AttemptId, account: AccountId, item: &str, seq: i64, now: Timestamp) -> SaveRequest {
    let mut request = save(id, account, item, 1, seq, now);
    request.place = Some(Target::Item { shape: shape(), step: u32::from(item == "b") });
    request
}

fn goes_on(id: AttemptId, account: AccountId, seq: i64, now: Timestamp) -> SaveRequest {
    goes_on_with(id, account, seq, now, &[])
}

fn goes_on_with(id: AttemptId, account: AccountId, seq: i64, now: Timestamp, missing: &[&SaveRequest]) -> SaveRequest {
    let (op_id, item) = (OperationId::new(now, id_bytes()), ItemKey::step(1));
    let named: Vec<_> = missing.iter().map(|r| Missing::of(&r.operation)).collect();
    let operation = Operation { op_id, item, value: Missing::to_value(&named), writer: writer(1), seq };
    SaveRequest::new(id, account, operation, Some(Target::Step(1)), now)
}

fn kept(why: Quarantine) -> Option<OperationOutcome> {
    Some(OperationOutcome::Kept(why))
}

const NOT_OPEN: Option<OperationOutcome> = Some(OperationOutcome::Refused(Refusal::NotOpen));
const APPLIED: Option<OperationOutcome> = Some(OperationOutcome::Applied { rev: 1 });

#[test]
fn going_on_closes_what_is_behind_and_opens_what_is_ahead() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await.id;
        let id = begins(&store, ada).await;
        let onward = goes_on(id, ada, 3, NOW);
        let group = vec![
            says(id, ada, "a", 1, NOW),
            says(id, ada, "b", 2, NOW),
            onward.clone(),
            says(id, ada, "a", 4, NOW),
            says(id, ada, "b", 5, NOW),
        ];
        let outcomes: Vec<_> = store.save_many(group).await.expect("answered").into_iter().map(|r| r.outcome).collect();
        assert_eq!(outcomes, [APPLIED, NOT_OPEN, APPLIED, kept(Quarantine::Passed), APPLIED]);
        // the same move again, and a paper read by another node
        assert_eq!(store.save(onward).await.expect("answered").outcome, APPLIED);
        assert_eq!(store.save(says(id, ada, "a", 6, NOW)).await.expect("answered").outcome, kept(Quarantine::Passed));
        let summary = store.attempt_summary(id).await.expect("read").expect("there");
        assert_eq!(summary.progress.map(|p| p.position()), Some(1));
        // a move is no answer: neither the receipt nor the board counts it
        let ended = store.submit_attempt(id, None, at(NOW)).await.expect("stored").expect("ended");
        assert_eq!(ended.receipt.answers.iter().map(|l| l.item.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(store.quarantined(id).await.expect("read").len(), 2);
    });
}

#[test]
fn an_answer_made_before_the_move_counts_though_it_comes_after() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await.id;
        let id = begins(&store, ada).await;
        let later = NOW + GRACE - Span::from_ms(1);
        let under_way = says(id, ada, "a", 8, later);
        store.save(goes_on_with(id, ada, 9, NOW, &[&under_way])).await.expect("saved");
        // what the move did not name is closed, whatever its number
        assert_eq!(store.save(says(id, ada, "a", 7, NOW)).await.expect("answered").outcome, kept(Quarantine::Passed));
        assert_eq!(store.save(under_way).await.expect("answered").outcome, APPLIED);
        assert_eq!(store.save(says(id, ada, "a", 8, NOW + GRACE)).await.expect("answered").outcome, kept(Quarantine::Passed));
    });
}

#[test]
fn a_section_ends_by_time_without_anybody() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await.id;
        let id = begins(&store, ada).await;
        let end = NOW + Span::from_minutes(10);
        let save = |item, seq, now| store.save(says(id, ada, item, seq, now));
        assert_eq!(save("a", 1, end + GRACE - Span::from_ms(1)).await.expect("answered").outcome, APPLIED);
        assert_eq!(save("b", 2, end).await.expect("answered").outcome, APPLIED);
        assert_eq!(save("a", 3, end + GRACE).await.expect("answered").outcome, kept(Quarantine::Late));
    });
}

#[test]
fn a_grant_moves_the_section_that_runs_and_its_end_moves_the_sweep() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await.id;
        let staff = Invigilator::of(&person(&store, "ivy", &[Role::Invigilator]).await).expect("staff");
        let mut first = start(ada);
        first.paper.outline.0[1].limit = Some(Span::from_minutes(20));
        let id = store.start_attempt(first, at(NOW)).await.expect("stored").expect("started").id;
        let minutes = |n| NOW + Span::from_minutes(n);
        let extend = Measure::Extend { by: Span::from_minutes(5), window: false };
        store.measure(&staff, vec![id], extend, "outage".into(), at(minutes(9))).await.expect("stored");
        assert_eq!(store.save(says(id, ada, "a", 1, minutes(14))).await.expect("answered").outcome, APPLIED);
        store.save(goes_on(id, ada, 2, minutes(12))).await.expect("saved");
        // twenty minutes from there, though the whole has sixty-five
        assert!(store.overdue_attempts(minutes(32), 10).await.expect("read").is_empty());
        assert_eq!(store.overdue_attempts(minutes(33), 10).await.expect("read"), [id]);
        let ended = store.expire_attempt(id, None, at(minutes(33))).await.expect("stored").expect("ended");
        assert!(matches!(ended.summary.state, State::Ended { at, ending: Ending::Expired, .. } if at == minutes(32)));
    });
}

#[test]
fn a_segment_goes_on_in_the_section_where_the_ended_one_was() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await.id;
        let staff = Invigilator::of(&person(&store, "ivy", &[Role::Invigilator]).await).expect("staff");
        let id = begins(&store, ada).await;
        store.save(says(id, ada, "a", 1, NOW)).await.expect("saved");
        store.save(goes_on(id, ada, 2, NOW)).await.expect("saved");
        store.submit_attempt(id, None, at(NOW)).await.expect("stored");
        // a move that came too late is on record and no answer of the segment
        store.save(goes_on(id, ada, 3, NOW)).await.expect("answered");
        let time = Span::from_minutes(10);
        let new = store.reopen(&staff, id, time, true, "outage".into(), at(NOW)).await.expect("stored").expect("reopened");
        assert_eq!(store.answers(new).await.expect("read").len(), 1);
        assert_eq!(store.save(says(new, ada, "a", 4, NOW)).await.expect("answered").outcome, kept(Quarantine::Passed));
        assert_eq!(store.save(says(new, ada, "b", 5, NOW)).await.expect("answered").outcome, APPLIED);
    });
}

#[test]
fn the_first_section_of_a_paper_drawn_before_the_bell_is_entered_at_the_start() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await.id;
        let drawn = start(ada);
        let id = drawn.id;
        store.prepare_attempts(vec![(drawn, [7; 32])], at(NOW)).await.expect("stored");
        let bell = NOW + Span::from_minutes(20);
        store.start_attempt(start(ada), at(bell)).await.expect("stored").expect("started");
        let summary = store.attempt_summary(id).await.expect("read").expect("there");
        let progress = summary.progress.clone().expect("sections");
        assert_eq!(progress.section_deadline(&summary.timing(), bell).map(|d| d.0), Some(bell + Span::from_minutes(10)));
    });
}
