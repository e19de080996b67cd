//! What was done to many files in one step is taken back file by file, unless somebody changed it since; and what a file was is read as one row.

use crate::support::*;
use std::collections::BTreeMap;
use zhixing_domain::{
    account::{Account, Author, CourseKeeper, Role, Roles, Scope},
    digest::sha256_hex,
    time::Span,
    workshop::{VersionWhy, course_role::CourseRole},
};
use zhixing_store::{Actor, DraftChange, Fault, RoleGift, Stamp, Store};

const LESSON: &str = "a/010-first.md";
const BANK: &str = "a/items/bank.md";
const ROOM: u64 = 1 << 20;

async fn teacher(store: &Store, login: &str, courses: &[&str]) -> (Account, Author) {
    let id = person(store, login, &[Role::Teacher]).await.id;
    let scope = Scope::of(courses.iter().copied());
    store.set_roles(&administrator(), id, Roles::of(&[Role::Teacher]), scope, at(NOW)).await.expect("stored");
    let account = store.account(id).await.expect("read").expect("there");
    let author = Author::of(&account).expect("a teacher");
    (account, author)
}

fn of(account: &Account, minutes: i64) -> Stamp {
    Stamp { actor: Actor::Person(account.id), ..at(NOW + Span::from_minutes(minutes)) }
}

async fn publishes(store: &Store, digest: &str, lesson: &str, minutes: i64) {
    let files: BTreeMap<String, Vec<u8>> =
        [("a/course.md", "a"), (LESSON, lesson), (BANK, "bank")].map(|(path, text)| (path.to_string(), text.as_bytes().to_vec())).into();
    assert!(store.publish(digest.into(), files, vec![], at(NOW + Span::from_minutes(minutes))).await.expect("published"));
}

async fn writes(store: &Store, author: &Author, files: &[(&str, &str, i64)], why: VersionWhy, stamp: Stamp) -> Vec<i64> {
    let change = |(path, text, seen): &(&str, &str, i64)| DraftChange {
        path: (*path).into(),
        bytes: Some((*text).into()),
        seen: *seen,
        base: Some(sha256_hex(b"one")),
        takes_in: false,
        why,
    };
    store.write_drafts(author, files.iter().map(change).collect(), ROOM, stamp).await.expect("asked").expect("stored")
}

async fn now(store: &Store, author: &Author, path: &str) -> (i64, String) {
    let file = store.workshop_file(author, path).await.expect("read");
    (file.rev, String::from_utf8(file.bytes.expect("bytes")).expect("a text"))
}

#[test]
fn who_only_reads_a_course_sees_its_steps_and_takes_none_back() {
    on_each(async |store| {
        publishes(&store, "p1", "one", 0).await;
        let ((chen, author), (wang, reader)) = (teacher(&store, "chen", &[]).await, teacher(&store, "wang", &[]).await);
        writes(&store, &author, &[(LESSON, "two", 0)], VersionWhy::Replaced, of(&chen, 1)).await;
        for (login, role) in [("chen", CourseRole::Owner), ("wang", CourseRole::Reader)] {
            let gift = RoleGift { login: login.into(), role: Some(role), keeps: false };
            store.give_course_role(&CourseKeeper::Author(author.clone()), "a".into(), gift, of(&chen, 2)).await.expect("given");
        }
        let key = store.draft_steps(&reader, "a").await.expect("read")[0].key.clone();
        assert!(matches!(store.take_step_back(&reader, "a", &key, of(&wang, 3)).await, Err(Fault::Role(CourseRole::Editor))));
        assert_eq!(now(&store, &author, LESSON).await, (1, "two".into()));
    });
}

#[test]
fn a_step_is_taken_back_to_the_draft_or_the_publication_of_before() {
    on_each(async |store| {
        publishes(&store, "p1", "one", 0).await;
        let (chen, author) = teacher(&store, "chen", &[]).await;
        let (_, elsewhere) = teacher(&store, "wang", &["b"]).await;
        writes(&store, &author, &[(LESSON, "two", 0)], VersionWhy::Saved, of(&chen, 1)).await;
        assert!(store.draft_steps(&author, "a").await.expect("read").is_empty(), "a save is no step");
        writes(&store, &author, &[(LESSON, "three", 1), (BANK, "new", 0)], VersionWhy::Replaced, of(&chen, 2)).await;
        let steps = store.draft_steps(&author, "a").await.expect("read");
        let [step] = &steps[..] else { panic!("{steps:?}") };
        assert_eq!((step.why, step.who.as_str()), (VersionWhy::Replaced, "CHEN"));
        let told: Vec<_> = step.files.iter().map(|f| (f.path.as_str(), f.rev, f.is_newest)).collect();
        assert_eq!(told, [(LESSON, 2, true), (BANK, 1, true)]);
        assert!(matches!(store.take_step_back(&elsewhere, "a", &step.key, of(&chen, 3)).await, Err(Fault::Beyond)));
        assert_eq!(
            store.take_step_back(&author, "b", &step.key, of(&chen, 3)).await.expect("asked").back,
            Vec::<String>::new(),
            "of another course"
        );
        for key in ["", "x.y", "1.2.3"] {
            assert_eq!(store.take_step_back(&author, "a", key, of(&chen, 3)).await.expect("asked"), zhixing_store::TakenBack::default());
        }
        let done = store.take_step_back(&author, "a", &step.key, of(&chen, 3)).await.expect("done");
        assert_eq!((done.back, done.stay), (vec![LESSON.to_string(), BANK.to_string()], vec![]));
        assert_eq!(now(&store, &author, LESSON).await, (3, "two".into()), "its draft of before");
        assert_eq!(now(&store, &author, BANK).await, (0, "bank".into()), "there was none");
        let again = store.take_step_back(&author, "a", &step.key, of(&chen, 4)).await.expect("asked");
        assert_eq!((again.back, again.stay.len()), (vec![], 2));
        // a later step over what was taken back is taken back to the same
        writes(&store, &author, &[(BANK, "newer", 0)], VersionWhy::ItemsChanged, of(&chen, 5)).await;
        let key = store.draft_steps(&author, "a").await.expect("read")[0].key.clone();
        store.take_step_back(&author, "a", &key, of(&chen, 6)).await.expect("done");
        assert_eq!(now(&store, &author, BANK).await, (0, "bank".into()));
    });
}

#[test]
fn of_a_step_only_what_nobody_changed_since_is_taken_back() {
    on_each(async |store| {
        publishes(&store, "p1", "one", 0).await;
        let (chen, author) = teacher(&store, "chen", &[]).await;
        writes(&store, &author, &[(LESSON, "two", 0), (BANK, "new", 0)], VersionWhy::Replaced, of(&chen, 1)).await;
        writes(&store, &author, &[(LESSON, "mine", 1)], VersionWhy::Saved, of(&chen, 2)).await;
        let step = store.draft_steps(&author, "a").await.expect("read").remove(0);
        assert_eq!(step.files.iter().map(|f| f.is_newest).collect::<Vec<_>>(), [false, true]);
        let done = store.take_step_back(&author, "a", &step.key, of(&chen, 3)).await.expect("done");
        assert_eq!((done.back, done.stay), (vec![BANK.to_string()], vec![LESSON.to_string()]));
        assert_eq!(now(&store, &author, LESSON).await, (2, "mine".into()));
    });
}

#[test]
fn a_file_has_one_past_of_what_was_published_and_what_was_saved() {
    on_each(async |store| {
        publishes(&store, "p1", "one", 0).await;
        let (chen, author) = teacher(&store, "chen", &[]).await;
        writes(&store, &author, &[(LESSON, "two", 0)], VersionWhy::Saved, of(&chen, 1)).await;
        // something else is published, and the lesson as it was
        let files: BTreeMap<String, Vec<u8>> =
            [("a/course.md", "other"), (LESSON, "one"), (BANK, "bank")].map(|(p, t)| (p.to_string(), t.into())).into();
        assert!(store.publish("p2".into(), files, vec![], at(NOW + Span::from_minutes(2))).await.expect("published"));
        writes(&store, &author, &[(LESSON, "three", 1)], VersionWhy::Saved, of(&chen, 3)).await;
        publishes(&store, "p3", "three", 4).await;
        let past = async |most: usize| {
            let versions = store.file_past(&author, LESSON, most).await.expect("read");
            let minutes = |at: zhixing_domain::time::Timestamp| (at.ms() - NOW.ms()) / 60_000;
            versions.into_iter().map(|(at, bytes)| (minutes(at), String::from_utf8(bytes).expect("a text"))).collect::<Vec<_>>()
        };
        let told = |list: &[(i64, &str)]| list.iter().map(|(n, t)| (*n, t.to_string())).collect::<Vec<_>>();
        assert_eq!(past(100).await, told(&[(0, "one"), (1, "two"), (3, "three")]));
        assert_eq!(past(8).await, told(&[(1, "two"), (3, "three")]), "the newest that have so many bytes");
        assert_eq!(past(1).await, told(&[(3, "three")]), "and the newest always");
        assert!(store.file_past(&author, "a/none.md", 100).await.expect("read").is_empty());
    });
}
