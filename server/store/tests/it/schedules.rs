//! Publications at a time: what was seen is what is published, once, and not after it was taken back.

use crate::support::*;
use zhixing_domain::{
    account::{Account, Author, Role},
    digest::sha256_hex,
    message::InboxMessage,
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
    NewSchedule {
        due: DUE,
        drafts: vec![(LESSON.into(), rev, Some(sha256_hex(b"one")))],
        approved: None,
        removes: false,
        over: None,
        reason: None,
    }
}

fn made(of: &Schedule, rev: i64) -> DraftPublication {
    let files = [("a/course.md", "a"), (LESSON, "two")].map(|(p, t)| (p.to_string(), t.as_bytes().to_vec())).into();
    let new = NewPublication { digest: "p2".into(), files, items: vec![], renamed: vec![] };
    DraftPublication {
        course: of.course.clone(),
        over: "p1".into(),
        new,
        taken: vec![(LESSON.into(), rev)],
        scheduled: Some(of.at),
        reason: None,
        is_back: false,
    }
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
        let (drafts, stays) = store.scheduled_drafts(&due[0]).await.expect("read");
        assert_eq!((drafts[0].bytes.as_deref(), stays), (Some(&b"two"[..]), None));
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
        let later = NewSchedule { due: DUE + Span::from_minutes(60), over: Some(first.at), ..new(rev) };
        assert!(store.schedule_publication(&author, "a".into(), later, of(&account, 3)).await.expect("set"));
        assert!(matches!(store.publish_drafts(&author, made(&first, rev), of(&account, 60)).await, Err(Fault::Conflict)));
        assert!(store.unschedule_publication(&author, "a".into(), None, of(&account, 4)).await.expect("taken back"));
        assert!(!store.unschedule_publication(&author, "a".into(), None, of(&account, 5)).await.expect("asked"), "there is none");
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
        assert_eq!(store.scheduled_drafts(&due).await.expect("read").1, Some(StayedWhy::GivenUp));
        let told = store.unread_of(account.id, 9).await.expect("read").len();
        for minutes in [60, 61] {
            store.end_schedule(due.clone(), Some(StayedWhy::GivenUp), of(&account, minutes)).await.expect("ended");
        }
        assert_eq!(store.unread_of(account.id, 9).await.expect("read").len(), told + 1);
    });
}

#[test]
fn what_was_saved_again_and_published_from_elsewhere_was_not_given_up() {
    on_each(async |store| {
        let (account, author) = chen(&store).await;
        let rev = writes(&store, &author, "two", 0, of(&account, 1)).await;
        assert!(store.schedule_publication(&author, "a".into(), new(rev), of(&account, 2)).await.expect("set"));
        let again = writes(&store, &author, "three", rev, of(&account, 3)).await;
        let files = [("a/course.md", "a"), (LESSON, "three")].map(|(p, t)| (p.to_string(), t.as_bytes().to_vec())).into();
        let folder = NewPublication { digest: "p2".into(), files, items: vec![], renamed: vec![] };
        let taken = vec![(LESSON.to_string(), again)];
        let stamp = at(NOW + Span::from_minutes(4));
        assert!(store.publish_folder(&administrator(), "p1".into(), folder, taken, stamp).await.expect("published"));
        let due = store.due_publications(DUE).await.expect("read").remove(0);
        assert_eq!(store.scheduled_drafts(&due).await.expect("read").1, Some(StayedWhy::Elsewhere));
    });
}

#[test]
fn whoever_set_a_time_hears_of_whoever_ends_it_and_nobody_ends_one_that_they_did_not_see() {
    on_each(async |store| {
        let (account, author) = chen(&store).await;
        let colleague = person(&store, "wang", &[Role::Teacher]).await;
        let theirs = Author::of(&colleague).expect("a teacher");
        let rev = writes(&store, &author, "two", 0, of(&account, 1)).await;
        assert!(store.schedule_publication(&author, "a".into(), new(rev), of(&account, 2)).await.expect("set"));
        let set = async || store.schedule(&author, "a").await.expect("read").expect("set").at;
        let (mut told, first) = (vec![], set().await);
        assert!(!store.schedule_publication(&theirs, "a".into(), new(rev), of(&colleague, 3)).await.expect("asked"), "they saw none");
        let over = |at: Timestamp| NewSchedule { over: Some(at), ..new(rev) };
        assert!(store.schedule_publication(&theirs, "a".into(), over(first), of(&colleague, 4)).await.expect("set"));
        told.push("another");
        let seen = |at| store.unschedule_publication(&author, "a".into(), Some(at), of(&account, 5));
        assert!(!seen(first).await.expect("asked"), "that one is no more");
        assert!(seen(set().await).await.expect("taken back"));
        assert!(store.schedule_publication(&author, "a".into(), new(rev), of(&account, 6)).await.expect("set"));
        assert!(store.unschedule_publication(&theirs, "a".into(), Some(set().await), of(&colleague, 7)).await.expect("taken back"));
        told.push("taken_back");
        assert!(store.schedule_publication(&author, "a".into(), new(rev), of(&account, 8)).await.expect("set"));
        let by_hand = DraftPublication { scheduled: None, ..made(&store.schedule(&author, "a").await.expect("read").expect("set"), rev) };
        assert!(store.publish_drafts(&theirs, by_hand, of(&colleague, 9)).await.expect("published"));
        told.push("published");
        let ends = async |of: &Account| {
            let messages = store.unread_of(of.id, 9).await.expect("read").into_iter().rev();
            let how = messages.filter_map(|message| match message.message {
                Some(InboxMessage::ScheduleEnded { course, how }) => Some((course, how)),
                _ => None,
            });
            how.collect::<Vec<_>>()
        };
        let expected = told.into_iter().map(|how| ("a".to_string(), how.to_string())).collect::<Vec<_>>();
        assert_eq!(ends(&account).await, expected);
        assert_eq!(ends(&colleague).await, [("a".to_string(), "taken_back".to_string())]);
    });
}
