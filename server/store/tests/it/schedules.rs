//! Publications at a time: what was seen is what is published, once, and not after it was taken back.

use crate::support::*;
use zhixing_domain::{
    account::{Account, Author, Role},
    digest::sha256_hex,
    time::{Span, Timestamp},
    workshop::{VersionWhy, schedule::StayedWhy},
};
use zhixing_store::{Actor, DraftChange, DraftPublication, Fault, NewPublication, NewSchedule, Schedule, Stamp, Store};

const LESSON: &str = "a/010-first.md";
const DUE: Timestamp = Timestamp::from_ms(NOW.ms() + 3_600_000);

async fn chen(store: &Store) -> (Account, Author) {
    let account = person(store, "chen", &[Role::Teacher]).await;
    let author = Author::of(&account).expect("a teacher");
    let files = [("a/course.md", "a"), (LESSON, "one")].map(|(p, t)| (p.to_string(), t.as_bytes().to_vec())).into();
    assert!(store.publish("p1".into(), files, vec![], at(NOW)).await.expect("published"));
    (account, author)
}

fn of(account: &Account, minutes: i64) -> Stamp {
    Stamp { actor: Actor::Person(account.id), ..at(NOW + Span::from_minutes(minutes)) }
}

async fn writes(store: &Store, author: &Author, text: &str, seen: i64, stamp: Stamp) -> i64 {
    let base = Some(sha256_hex(b"one"));
    let change = DraftChange { path: LESSON.into(), bytes: Some(text.into()), seen, base, takes_in: false, why: VersionWhy::Saved };
    store.write_drafts(author, vec![change], 100, stamp).await.expect("asked").expect("stored")[0]
}

fn new(rev: i64) -> NewSchedule {
    NewSchedule { due: DUE, drafts: vec![(LESSON.into(), rev, Some(sha256_hex(b"one")))], approved: None, removes: false }
}

fn made(of: &Schedule, rev: i64) -> DraftPublication {
    let files = [("a/course.md", "a"), (LESSON, "two")].map(|(p, t)| (p.to_string(), t.as_bytes().to_vec())).into();
    let new = NewPublication { digest: "p2".into(), files, items: vec![], renamed: vec![] };
    DraftPublication { course: of.course.clone(), over: "p1".into(), new, taken: vec![(LESSON.into(), rev)], scheduled: Some(of.at) }
}

#[test]
fn what_was_seen_when_the_time_was_set_is_published_once_and_what_was_saved_since_stays_a_draft() {
    on_each(async |store| {
        let (account, author) = chen(&store).await;
        let rev = writes(&store, &author, "two", 0, of(&account, 1)).await;
        assert!(!store.schedule_publication(&author, "a".into(), new(rev + 1), of(&account, 2)).await.expect("asked"), "nobody saw that");
        assert!(store.schedule_publication(&author, "a".into(), new(rev), of(&account, 2)).await.expect("set"));
        writes(&store, &author, "three", rev, of(&account, 3)).await;
        assert!(store.due_publications(DUE + Span::from_ms(-1)).await.expect("read").is_empty());
        let due = store.due_publications(DUE).await.expect("read");
        let (drafts, given_up) = store.scheduled_drafts(&due[0]).await.expect("read");
        assert_eq!((drafts[0].bytes.as_deref(), given_up), (Some(&b"two"[..]), false));
        let stamp = |minutes| of(&account, minutes);
        assert!(store.publish_drafts(&author, made(&due[0], rev), stamp(60)).await.expect("published"));
        // another node that saw the same line
        let again = DraftPublication {
            over: "p2".into(),
            new: NewPublication { digest: "p3".into(), ..made(&due[0], rev).new },
            ..made(&due[0], rev)
        };
        assert!(matches!(store.publish_drafts(&author, again, stamp(61)).await, Err(Fault::Conflict)));
        assert_eq!(store.newest_publication().await.expect("read").as_deref(), Some("p2"));
        assert!(store.due_publications(DUE).await.expect("read").is_empty());
        let file = store.workshop_file(&author, LESSON).await.expect("read");
        assert_eq!((file.bytes.as_deref(), file.is_behind()), (Some(&b"three"[..]), false), "over what is published now");
    });
}

#[test]
fn what_was_taken_back_or_set_anew_is_not_published() {
    on_each(async |store| {
        let (account, author) = chen(&store).await;
        let rev = writes(&store, &author, "two", 0, of(&account, 1)).await;
        assert!(store.schedule_publication(&author, "a".into(), new(rev), of(&account, 2)).await.expect("set"));
        let first = store.due_publications(DUE).await.expect("read").remove(0);
        let later = NewSchedule { due: DUE + Span::from_minutes(60), ..new(rev) };
        assert!(store.schedule_publication(&author, "a".into(), later, of(&account, 3)).await.expect("set"));
        assert!(matches!(store.publish_drafts(&author, made(&first, rev), of(&account, 60)).await, Err(Fault::Conflict)));
        assert!(store.unschedule_publication(&author, "a".into(), of(&account, 4)).await.expect("taken back"));
        assert!(!store.unschedule_publication(&author, "a".into(), of(&account, 5)).await.expect("asked"), "there is none");
        assert_eq!(store.schedule(&author, "a").await.expect("read"), None);
        // nobody hears of one that was taken back
        let told = store.unread_of(account.id, 9).await.expect("read").len();
        store.end_schedule(first, Some(StayedWhy::Errors), of(&account, 60)).await.expect("asked");
        assert_eq!(store.unread_of(account.id, 9).await.expect("read").len(), told);
    });
}

#[test]
fn a_draft_that_was_given_up_is_known_and_its_owner_hears_why_nothing_was_published_once() {
    on_each(async |store| {
        let (account, author) = chen(&store).await;
        let rev = writes(&store, &author, "two", 0, of(&account, 1)).await;
        assert!(store.schedule_publication(&author, "a".into(), new(rev), of(&account, 2)).await.expect("set"));
        store.discard_draft(&author, LESSON.into(), rev, of(&account, 3)).await.expect("asked").expect("given up");
        let due = store.due_publications(DUE).await.expect("read").remove(0);
        assert!(store.scheduled_drafts(&due).await.expect("read").1);
        let told = store.unread_of(account.id, 9).await.expect("read").len();
        for minutes in [60, 61] {
            store.end_schedule(due.clone(), Some(StayedWhy::GivenUp), of(&account, minutes)).await.expect("ended");
        }
        assert_eq!(store.unread_of(account.id, 9).await.expect("read").len(), told + 1);
    });
}
