//! What goes wrong around a transaction: callers who go away, crowds, races.

use crate::support::*;
use std::time::Duration;
use zhixing_domain::{
    account::{Invigilator, Role},
    assessment::{Accommodation, StartRefusal},
    attempt::OperationOutcome,
    id::{AttemptId, OperationId},
    time::Span,
};
use zhixing_store::{Listed, SaveRequest, Start};

#[test]
fn a_caller_who_goes_away_leaves_no_half_write() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let id = running(&store, ada.id).await;
        let mut sent = vec![];
        for seq in 1..=60 {
            let request = save(id, ada.id, "a", (seq % 4) as u8, seq, NOW);
            sent.push(request.operation.op_id);
            // nobody waits for the reply for longer than some of these take
            let _ = tokio::time::timeout(Duration::from_micros(seq as u64 * 20), store.save(request)).await;
        }
        let last = store.save(save(id, ada.id, "a", 1, 99, NOW)).await.expect("saved");
        let Some(OperationOutcome::Applied { rev }) = last.outcome else { panic!("{last:?}") };
        // every one that arrived is whole: the current answer counts them all, one revision each
        assert_eq!(store.answers(id).await.expect("read")[0].rev, rev);
        assert!((1..=61).contains(&rev));
        let again = store.save(request_of(id, ada.id, save(id, ada.id, "a", 1, 99, NOW).operation, NOW)).await.expect("answered");
        assert!(!matches!(again.outcome, Some(OperationOutcome::Applied { .. })), "its seq is not newer");
    });
}

/// PostgreSQL takes no NUL in a text: the name of an item that nobody's paper has must not reach it with the saves of others.
#[test]
fn an_item_with_an_impossible_name_fails_nobody_else() {
    on_each(async |store| {
        let (ada, eve) = (person(&store, "ada", &[Role::Learner]).await, person(&store, "eve", &[Role::Learner]).await);
        let (hers, evil) = (running(&store, ada.id).await, running(&store, eve.id).await);
        let good = save(hers, ada.id, "a", 1, 1, NOW);
        let operation = save(evil, eve.id, "a\u{0}b", 1, 2, NOW).operation;
        let bad = SaveRequest::new(evil, eve.id, operation, None, NOW);
        let replies = store.save_many(vec![bad, good]).await.expect("answered");
        let outcomes: Vec<_> = replies.iter().map(|r| r.outcome).collect();
        assert!(matches!(outcomes[..], [Some(OperationOutcome::Refused(_)), Some(OperationOutcome::Applied { .. })]), "{outcomes:?}");
    });
}

#[test]
fn more_callers_than_connections_are_all_answered() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let id = running(&store, ada.id).await;
        let mut callers = tokio::task::JoinSet::new();
        for n in 0..300i64 {
            let store = store.clone();
            callers.spawn(async move {
                store.answers(id).await.expect("read");
                store.set_flag(id, &zhixing_domain::question::ItemKey(format!("i{n}")), true).await.expect("stored");
            });
        }
        while let Some(done) = callers.join_next().await {
            done.expect("answered");
        }
        assert_eq!(store.desk(id).await.expect("read").1.len(), 300);
    });
}

#[test]
fn the_last_attempt_allowed_is_given_once_whoever_races() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let first = store.start_attempt(start_of(ada.id, 2), at(NOW)).await.expect("stored").expect("started").id;
        store.submit_attempt(first, None, at(NOW)).await.expect("stored");
        let mut races = tokio::task::JoinSet::new();
        for _ in 0..12 {
            let (store, start) = (store.clone(), start_of(ada.id, 2));
            races.spawn(async move { store.start_attempt(start, at(NOW)).await.expect("stored").expect("started").id });
        }
        let mut ids: Vec<AttemptId> = vec![];
        while let Some(id) = races.join_next().await {
            ids.push(id.expect("answered"));
        }
        ids.dedup();
        assert_eq!(ids.len(), 1);
        store.submit_attempt(ids[0], None, at(NOW)).await.expect("stored");
        let third = store.start_attempt(start_of(ada.id, 2), at(NOW)).await.expect("read");
        assert_eq!(third.unwrap_err(), StartRefusal::NoAttemptLeft(2));
    });
}

#[test]
fn an_operation_belongs_to_its_attempt_alone() {
    on_each(async |store| {
        let (ada, bob) = (person(&store, "ada", &[Role::Learner]).await, person(&store, "bob", &[Role::Learner]).await);
        let (a, b) = (running(&store, ada.id).await, running(&store, bob.id).await);
        let op = zhixing_domain::attempt::Operation { op_id: OperationId::new(NOW, [9; 10]), ..save(a, ada.id, "a", 1, 1, NOW).operation };
        // yesterday's request, or another's, replayed at an attempt of one's own is a new event there and changes nothing elsewhere
        assert_eq!(
            store.save(request_of(a, ada.id, op.clone(), NOW)).await.expect("saved").outcome,
            Some(OperationOutcome::Applied { rev: 1 })
        );
        assert_eq!(
            store.save(request_of(b, bob.id, op.clone(), NOW)).await.expect("saved").outcome,
            Some(OperationOutcome::Applied { rev: 1 })
        );
        assert_eq!(store.save(request_of(a, bob.id, op, NOW)).await.expect("answered").outcome, None);
        assert_eq!(store.answers(a).await.expect("read")[0].rev, 1);
    });
}

#[test]
fn a_changed_accommodation_reaches_a_paper_that_was_drawn() {
    on_each(async |store| {
        let ivy = Invigilator::of(&person(&store, "ivy", &[Role::Invigilator]).await).expect("an invigilator");
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let closes = NOW + Span::from_minutes(200);
        let id = store.open_session(&ivy, exam(), terms("s", NOW, closes), at(NOW)).await.expect("stored");
        let listed = |text| Listed {
            login: "ada".into(),
            room: None,
            accommodation: Some(Accommodation::parse(text).expect("fits")),
            legal_name: None,
        };
        store.list_candidates(&ivy, id, vec![listed("")], at(NOW)).await.expect("stored");
        let start = Start { session: Some(id), ..start_of(ada.id, 1) };
        store.prepare_attempts(vec![(start.clone(), [1; 32])], at(NOW)).await.expect("stored");
        store.list_candidates(&ivy, id, vec![listed("1.5+10")], at(NOW)).await.expect("stored");
        let summary = store.open_ready(start.id, ada.id, at(NOW)).await.expect("stored").expect("there").expect("started");
        assert_eq!(summary.timing().deadline(NOW).expect("started").0, NOW + Span::from_minutes(100));
    });
}
