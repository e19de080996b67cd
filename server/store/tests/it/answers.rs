//! Saving: idempotent, ordered, never lost.

use crate::support::*;
use zhixing_domain::{
    account::Role,
    attempt::{GRACE, OperationOutcome, Quarantine, Refusal},
    question::Answer,
    time::Span,
};

#[test]
fn the_same_operation_any_number_of_times_is_one_event() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let id = running(&store, ada.id).await;
        let request = save(id, ada.id, "a", 1, 1, NOW);
        let many = store.save_many(vec![request.clone(), request.clone(), request.clone()]).await.expect("saved");
        let later = store.save(request.clone()).await.expect("saved");
        for reply in many.iter().chain([&later]) {
            assert_eq!(reply.outcome, Some(OperationOutcome::Applied { rev: 1 }));
        }
        let other = zhixing_domain::attempt::Operation { value: Answer::Single { option: Some(2) }, ..request.operation };
        assert_eq!(
            store.save(request_of(id, ada.id, other, NOW)).await.expect("answered").outcome,
            Some(OperationOutcome::Refused(Refusal::IdReused))
        );
        assert_eq!(store.answers(id).await.expect("read").len(), 1);
    });
}

#[test]
fn an_older_operation_never_overwrites_a_newer_one() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let id = running(&store, ada.id).await;
        store.save(save(id, ada.id, "a", 2, 5, NOW)).await.expect("saved");
        let old = store.save(save(id, ada.id, "a", 1, 4, NOW)).await.expect("answered");
        assert_eq!(old.outcome, Some(OperationOutcome::Kept(Quarantine::Superseded)));
        let current = store.answers(id).await.expect("read");
        assert_eq!(current[0].value, Answer::Single { option: Some(2) });
        assert_eq!(store.quarantined(id).await.expect("read").len(), 1);
    });
}

#[test]
fn one_group_holds_many_people_and_keeps_them_apart() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let bob = person(&store, "bob", &[Role::Learner]).await;
        let (a, b) = (running(&store, ada.id).await, running(&store, bob.id).await);
        let mut requests = vec![];
        for seq in 1..=40 {
            requests.push(save(a, ada.id, "a", (seq % 4) as u8, seq, NOW));
            requests.push(save(b, bob.id, "b", (seq % 3) as u8, seq, NOW));
        }
        // somebody else's attempt is as if it did not exist; an item the paper does not have is refused
        requests.push(save(a, bob.id, "a", 0, 99, NOW));
        requests.push(save(a, ada.id, "x", 0, 99, NOW));
        let replies = store.save_many(requests).await.expect("answered");
        assert_eq!(replies[78].outcome, Some(OperationOutcome::Applied { rev: 40 }));
        assert_eq!(replies[80].outcome, None);
        assert_eq!(replies[81].outcome, Some(OperationOutcome::Refused(Refusal::UnknownItem)));
        assert_eq!(store.answers(b).await.expect("read")[0].rev, 40);
    });
}

#[test]
fn a_late_answer_is_kept_and_does_not_count() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let id = running(&store, ada.id).await;
        let end = NOW + Span::from_minutes(60);
        let within = store.save(save(id, ada.id, "a", 1, 1, end + GRACE - Span::from_ms(1))).await.expect("answered");
        assert_eq!(within.outcome, Some(OperationOutcome::Applied { rev: 1 }));
        let late = store.save(save(id, ada.id, "a", 2, 2, end + GRACE)).await.expect("answered");
        assert_eq!(late.outcome, Some(OperationOutcome::Kept(Quarantine::Late)));
        store.expire_attempt(id, None, at(end + GRACE)).await.expect("stored");
        let after = store.save(save(id, ada.id, "b", 2, 3, end + GRACE)).await.expect("answered");
        assert_eq!(after.outcome, Some(OperationOutcome::Kept(Quarantine::NotRunning)));
        assert_eq!(store.quarantined(id).await.expect("read").len(), 2);
    });
}

#[test]
fn a_second_page_takes_the_pen_knowingly() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let id = running(&store, ada.id).await;
        store.save(save(id, ada.id, "a", 1, 1, NOW)).await.expect("saved");
        let mut second = save(id, ada.id, "a", 2, 1, NOW);
        second.operation.writer = writer(2);
        assert_eq!(store.save(second.clone()).await.expect("answered").outcome, Some(OperationOutcome::Kept(Quarantine::OtherWriter)));
        assert!(store.take_pen(id, writer(2), at(NOW)).await.expect("stored"));
        second.operation.op_id = save(id, ada.id, "a", 2, 1, NOW).operation.op_id;
        assert_eq!(store.save(second).await.expect("answered").outcome, Some(OperationOutcome::Applied { rev: 2 }));
    });
}

#[test]
fn clearing_an_answer_is_an_answer() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let id = running(&store, ada.id).await;
        store.save(save(id, ada.id, "a", 1, 1, NOW)).await.expect("saved");
        let cleared =
            zhixing_domain::attempt::Operation { value: Answer::Single { option: None }, ..save(id, ada.id, "a", 1, 2, NOW).operation };
        assert_eq!(
            store.save(request_of(id, ada.id, cleared, NOW)).await.expect("saved").outcome,
            Some(OperationOutcome::Applied { rev: 2 })
        );
        assert!(store.answers(id).await.expect("read")[0].value.is_empty());
    });
}

#[test]
fn where_the_room_is_used_up_an_answer_still_counts_and_of_the_rest_the_newest_is_kept_whole() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let id = running(&store, ada.id).await;
        for seq in 1..=3 {
            let reply = store.save(save(id, ada.id, "a", seq as u8 % 4, seq, NOW).into_lean()).await.expect("saved");
            assert_eq!(reply.outcome, Some(OperationOutcome::Applied { rev: seq }));
        }
        assert_eq!(store.answers(id).await.expect("read")[0].value, Answer::Single { option: Some(3) });
        let late = NOW + Span::from_minutes(60) + GRACE;
        let requests: Vec<_> = (4..=6).map(|seq| save(id, ada.id, "b", seq as u8 % 4, seq, late).into_lean()).collect();
        let again = requests[0].clone();
        for request in requests {
            assert_eq!(store.save(request).await.expect("answered").outcome, Some(OperationOutcome::Kept(Quarantine::Late)));
        }
        let kept: Vec<_> = store.quarantined(id).await.expect("read").into_iter().map(|(_, _, value, _)| value).collect();
        assert_eq!(kept.len(), 3, "that each came is on record");
        assert_eq!(kept.iter().flatten().collect::<Vec<_>>(), [&Answer::Single { option: Some(2) }]);
        assert_eq!(
            store.save(again).await.expect("answered").outcome,
            Some(OperationOutcome::Kept(Quarantine::Late)),
            "known by its digest"
        );
    });
}

#[test]
fn bytes_of_values_are_summed_up_over_all_nodes() {
    on_each(async |store| {
        assert_eq!(store.note_storage("att_1".into(), 300).await.expect("noted"), 300);
        assert_eq!(store.clone().note_storage("att_1".into(), 200).await.expect("noted"), 500);
        assert_eq!(store.note_storage("att_2".into(), 1).await.expect("noted"), 1);
    });
}
