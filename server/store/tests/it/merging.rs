//! Two accounts of one person become one: what moves, what ends, what stands against it, and what the log says after it.

use crate::{
    records::{Before, somebody},
    support::*,
};
use zhixing_domain::{
    account::{Invigilator, MergeRefusal, Role, Roles},
    id::AccountId,
    message::InboxMessage,
    time::{Span, Timestamp},
};
use zhixing_store::{Actor, Fault, Listed, MergedName, Notes, RecordFault, SignInProof, Stamp};

/// After all that was done before: the log is read in this order.
const AFTER: Timestamp = Timestamp::from_ms(NOW.ms() + 1_800_000);

#[test]
fn what_one_had_is_the_others_and_the_records_agree_with_the_log() {
    on_each(async |store| {
        let [closed, old, number] = somebody(&store, "ada-old", Before::Certified).await;
        let (closed, old): (AccountId, _) = (closed.parse().expect("an id"), old.parse().expect("an id"));
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let new = running(&store, ada.id).await;
        // both have read a lesson and got an item wrong; one has finished it, the other got another wrong
        for account in [ada.id, closed] {
            store.see_lesson(account, "c", "one", NOW).await.expect("stored");
            let notes = Notes { account, course: "c".into(), answers: vec![("q".to_string(), false)] };
            store.note_answers(notes, None, NOW).await.expect("stored");
        }
        store.set_lesson_done(closed, "c", "one", Some(NOW), NOW).await.expect("stored");
        store.see_lesson(closed, "c", "two", NOW).await.expect("stored");
        let who = Invigilator::of(&person(&store, "ivy", &[Role::Invigilator]).await).expect("an invigilator");
        let session = store.open_session(&who, exam(), terms("S", NOW, NOW + Span::from_minutes(60)), at(NOW)).await.expect("opened");
        let listed = vec![Listed { login: "ada-old".into(), room: None, accommodation: None, legal_name: None }];
        assert!(store.list_candidates(&who, session, listed, at(NOW)).await.expect("listed").is_empty());
        store.tell(closed, InboxMessage::FactorSet, at(NOW)).await.expect("told");
        store.begin_session("s".into(), SignInProof::of(closed, "hash", None), NOW, NOW + Span::from_minutes(5)).await.expect("begun");
        let messages = store.messages_of(closed, 0).await.expect("read").total;

        assert_eq!(store.merge_accounts(&administrator(), ada.id, closed, None, at(AFTER)).await.expect("merged"), Ok(()));

        let attempts = store.attempts_of(ada.id).await.expect("read");
        let mut numbers: Vec<_> = attempts.iter().map(|a| (a.id, a.number)).collect();
        numbers.sort_by_key(|(_, number)| *number);
        assert_eq!(numbers, [(new, 1), (old, 2)]);
        assert!(store.attempts_of(closed).await.expect("read").is_empty());
        let certificates = store.certificates_of(ada.id).await.expect("read");
        assert!(!certificates.is_empty() && certificates.iter().all(|c| c.number.to_string() == number && c.account == ada.id));
        let progress = store.progress_of(ada.id).await.expect("read");
        let mut lessons: Vec<_> = progress.iter().map(|p| (p.lesson.as_str(), p.done_at.is_some())).collect();
        lessons.sort_unstable();
        assert_eq!(lessons, [("one", true), ("two", false)]);
        let mistakes = store.notebook_of(ada.id).await.expect("read");
        assert_eq!(mistakes.iter().map(|m| m.wrong_count).collect::<Vec<_>>(), [2], "each got it wrong once");
        assert_eq!(store.sessions_of(ada.id, NOW).await.expect("read").len(), 1);
        let told = store.messages_of(ada.id, 0).await.expect("read");
        assert_eq!(told.total, messages + 1);
        assert!(told.messages.iter().any(|m| m.message == Some(InboxMessage::AccountMerged { name: "ada-old".into() })));
        // the other is closed for good, and says which stayed
        assert!(store.session("s".into()).await.expect("read").is_none());
        assert_eq!(store.merged_into(closed).await.expect("read"), Some(ada.id));
        assert!(store.account(closed).await.expect("read").expect("there").disabled_at.is_some());
        assert!(matches!(store.set_disabled(&administrator(), closed, None, at(NOW)).await, Err(Fault::Conflict)));
        let again = store.merge_accounts(&administrator(), ada.id, closed, None, at(AFTER)).await.expect("answered");
        assert_eq!(again, Err(MergeRefusal::Closed));
        assert_eq!(store.verify_records().await.expect("read"), []);
    });
}

#[test]
fn a_certificate_that_was_given_to_another_by_hand_is_found_after_a_merger_as_before() {
    on_each_url(|store, url| async move {
        let [closed, _, number] = somebody(&store, "ada-old", Before::Certified).await;
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let closed: AccountId = closed.parse().expect("an id");
        assert_eq!(store.merge_accounts(&administrator(), ada.id, closed, None, at(AFTER)).await.expect("merged"), Ok(()));
        assert_eq!(store.verify_records().await.expect("read"), []);
        tamper(&url, &format!("UPDATE certificate SET account_id = '{closed}' WHERE number = '{number}'")).await;
        assert_eq!(store.verify_records().await.expect("read"), [(number, RecordFault::Certificate)]);
    });
}

#[test]
fn what_stands_against_it_is_told_and_nothing_is_changed() {
    on_each(async |store| {
        let (ada, bob) = (person(&store, "ada", &[Role::Learner]).await, person(&store, "bob", &[Role::Learner]).await);
        let merge =
            async |stays, closed, name| store.merge_accounts(&administrator(), stays, closed, name, at(NOW)).await.expect("answered");
        assert_eq!(merge(ada.id, ada.id, None).await, Err(MergeRefusal::Same));
        // the one that sits may stay, and is not closed
        running(&store, bob.id).await;
        assert_eq!(merge(ada.id, bob.id, None).await, Err(MergeRefusal::Sits));
        // nobody merges an account of their own
        let own = Stamp::new(NOW, Actor::Person(ada.id), id_bytes());
        assert!(matches!(store.merge_accounts(&administrator(), bob.id, ada.id, None, own).await, Err(Fault::Own)));
        // two names: somebody says which holds
        for (account, name) in [(ada.id, "李学知"), (bob.id, "李雪知")] {
            assert!(store.set_names(account, None, Some(name.into()), at(NOW)).await.expect("stored"));
        }
        assert_eq!(merge(bob.id, ada.id, None).await, Err(MergeRefusal::TwoNames));
        assert!(store.account(ada.id).await.expect("read").expect("there").disabled_at.is_none());
        assert_eq!(merge(bob.id, ada.id, Some(MergedName::OfClosed)).await, Ok(()));
        assert_eq!(store.account(bob.id).await.expect("read").expect("there").legal_name, "李学知");
        assert_eq!(store.account(bob.id).await.expect("read").expect("there").roles, Roles::of(&[Role::Learner]));
    });
}
