//! Starting and ending attempts.

use crate::support::*;
use zhixing_domain::{
    account::Role,
    assessment::StartRefusal,
    attempt::{Ending, GRACE, State},
    time::Span,
};

#[test]
fn concurrent_starts_are_one_attempt() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let mut starts = tokio::task::JoinSet::new();
        for _ in 0..16 {
            let (store, start) = (store.clone(), start_of(ada.id, 1));
            starts.spawn(async move { store.start_attempt(start, at(NOW)).await.expect("stored").expect("started").id });
        }
        let mut ids = vec![];
        while let Some(id) = starts.join_next().await {
            ids.push(id.expect("no panic"));
        }
        ids.dedup();
        assert_eq!(ids.len(), 1);
        assert_eq!(store.attempts_of(ada.id).await.expect("read").len(), 1);
    });
}

#[test]
fn a_paper_reads_back_as_it_was_drawn() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let id = running(&store, ada.id).await;
        let attempt = store.attempt(id).await.expect("read").expect("there");
        assert_eq!(attempt.paper, paper());
        assert_eq!(attempt.summary.timing().deadline(NOW).map(|d| d.0), Some(NOW + Span::from_minutes(60)));
    });
}

#[test]
fn the_second_submit_gives_the_first_receipt() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let id = running(&store, ada.id).await;
        store.save(save(id, ada.id, "a", 1, 1, NOW)).await.expect("saved");
        let first = store.submit_attempt(id, None, at(NOW + Span::from_minutes(1))).await.expect("stored").expect("ended");
        let second = store.submit_attempt(id, None, at(NOW + Span::from_minutes(9))).await.expect("stored").expect("ended");
        assert_eq!(first.receipt, second.receipt);
        assert_eq!(first.receipt.answers.len(), 1);
        assert_eq!(store.open_tasks().await.expect("read"), 1, "marking is queued once");
    });
}

#[test]
fn time_ends_an_attempt_at_its_deadline_and_not_before() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let id = running(&store, ada.id).await;
        let end = NOW + Span::from_minutes(60);
        assert!(store.overdue_attempts(end, 10).await.expect("read").is_empty());
        assert!(store.expire_attempt(id, None, at(end)).await.expect("stored").is_none());
        assert_eq!(store.overdue_attempts(end + GRACE, 10).await.expect("read"), [id]);
        // a hand-in after the grace is an expiry, at the deadline
        let ended = store.submit_attempt(id, None, at(end + GRACE)).await.expect("stored").expect("ended");
        assert!(matches!(ended.summary.state, State::Ended { at, ending: Ending::Expired, .. } if at == end));
    });
}

#[test]
fn an_overdue_attempt_does_not_block_the_next_one() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let first = running(&store, ada.id).await;
        let later = NOW + Span::from_minutes(90);
        let second = store.start_attempt(start_of(ada.id, 2), at(later)).await.expect("stored").expect("started");
        assert!(second.fresh && second.id != first);
        store.submit_attempt(second.id, None, at(later)).await.expect("stored");
        let third = store.start_attempt(start_of(ada.id, 2), at(later)).await.expect("stored");
        assert_eq!(third.map(|s| s.id), Err(StartRefusal::NoAttemptLeft(2)));
    });
}

#[test]
fn flags_are_set_and_lifted() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let id = running(&store, ada.id).await;
        let key = zhixing_domain::question::ItemKey("a".into());
        store.set_flag(id, &key, true).await.expect("stored");
        store.set_flag(id, &key, true).await.expect("stored");
        assert_eq!(store.desk(id).await.expect("read").1, std::slice::from_ref(&key));
        store.set_flag(id, &key, false).await.expect("stored");
        assert!(store.desk(id).await.expect("read").1.is_empty());
    });
}
