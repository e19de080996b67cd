//! What waits for an author: reviews that they may decide, what was sent back, their drafts, publications at a time.

use crate::support::*;
use zhixing_domain::{
    account::{Account, Author, Role},
    digest::sha256_hex,
    time::Span,
    workshop::{VersionWhy, review::ReviewState, step::StepSaid},
};
use zhixing_store::{Actor, AskedReview, DraftChange, NewSchedule, OwnDrafts, SentBackDrafts, Stamp, Store, WorkshopWaiting};

const LESSON: &str = "a/010-first.md";

async fn teacher(store: &Store, login: &str) -> (Account, Author) {
    let account = person(store, login, &[Role::Teacher]).await;
    let author = Author::of(&account).expect("a teacher");
    (account, author)
}

fn of(account: &Account, minutes: i64) -> Stamp {
    Stamp { actor: Actor::Person(account.id), ..at(NOW + Span::from_minutes(minutes)) }
}

async fn writes(store: &Store, author: &Author, seen: i64, stamp: Stamp) -> i64 {
    let base = Some(sha256_hex(b"one"));
    let bytes = Some(format!("after {seen}").into_bytes());
    let change = DraftChange { path: LESSON.into(), bytes, seen, base, takes_in: false, why: VersionWhy::Saved };
    store.write_drafts(author, vec![change], 100, stamp).await.expect("asked").expect("stored")[0]
}

#[test]
fn what_waits_for_an_author_is_what_they_may_decide_mend_or_publish() {
    on_each(async |store| {
        let files = [("a/course.md", "a"), (LESSON, "one")].map(|(p, t)| (p.to_string(), t.as_bytes().to_vec())).into();
        assert!(store.publish("p1".into(), files, vec![], at(NOW)).await.expect("published"));
        let ((chen, writer), (wang, reader)) = (teacher(&store, "chen").await, teacher(&store, "wang").await);
        let waits = async |author: &Author| store.workshop_waiting(author).await.expect("read");
        let nothing = WorkshopWaiting::default();
        assert_eq!(waits(&writer).await, nothing);
        let rev = writes(&store, &writer, 0, of(&chen, 1)).await;
        let drafts = |minutes, asked| vec![OwnDrafts { course: "a".into(), files: 1, at: NOW + Span::from_minutes(minutes), asked }];
        assert_eq!(waits(&writer).await, WorkshopWaiting { drafts: drafts(1, false), ..nothing.clone() });
        let asks = async |digest: &str, whom: Option<&str>, minutes| {
            store.ask_review(&writer, "a".into(), digest.into(), whom.map(String::from), of(&chen, minutes)).await.expect("asked")
        };
        let review =
            |minutes, named| vec![AskedReview { course: "a".into(), who: "CHEN".into(), at: NOW + Span::from_minutes(minutes), named }];
        assert!(asks("d1", None, 2).await);
        assert_eq!(waits(&reader).await, WorkshopWaiting { reviews: review(2, false), ..nothing.clone() });
        assert_eq!(waits(&writer).await, WorkshopWaiting { drafts: drafts(1, true), ..nothing.clone() });
        assert!(asks("d1", Some("wang"), 3).await);
        assert_eq!(waits(&reader).await.reviews, review(3, true));
        // whoever looks at the English and changes nothing made no other files
        let looked = ("a/course.md".to_string(), sha256_hex(b"a"));
        let right = StepSaid::StillRight { parts: vec!["d".into()], all: true };
        store.keep_still_right(&writer, looked, right, of(&chen, 4)).await.expect("asked").expect("kept");
        assert_eq!(waits(&reader).await.reviews, review(3, true));
        let said = (ReviewState::SentBack, "mend it".into());
        assert!(store.decide_review(&reader, "a".into(), "d1".into(), said, of(&wang, 4)).await.expect("decided"));
        let back = SentBackDrafts { course: "a".into(), who: "WANG".into(), word: "mend it".into() };
        assert_eq!(waits(&writer).await, WorkshopWaiting { sent_back: vec![back], drafts: drafts(1, false), ..nothing.clone() });
        assert_eq!(waits(&reader).await, nothing);
        // whoever goes on writing after asking has not asked about that
        assert!(asks("d2", Some("wang"), 5).await);
        let rev = writes(&store, &writer, rev, of(&chen, 6)).await;
        assert!(waits(&reader).await.reviews.is_empty());
        let due = NOW + Span::from_minutes(60);
        let new = NewSchedule {
            due,
            drafts: vec![(LESSON.into(), rev, Some(sha256_hex(b"one")))],
            approved: None,
            removes: false,
            over: None,
            reason: None,
        };
        assert!(store.schedule_publication(&writer, "a".into(), new, of(&chen, 7)).await.expect("set"));
        assert_eq!(waits(&reader).await.due, [("a".to_string(), due)], "an open course is also theirs");
    });
}
