//! What was done to many files in one step is taken back file by file, unless somebody changed it since; and what a file was is read as one row.

use crate::support::*;
use std::collections::BTreeMap;
use zhixing_domain::{
    account::{Account, Author, CourseKeeper, Role, Roles, Scope},
    digest::sha256_hex,
    time::Span,
    workshop::{
        SAVES_AN_HOUR, VersionWhy,
        course_role::CourseRole,
        step::StepSaid,
        twin_age::{PartText, StillRight},
    },
};
use zhixing_store::{Actor, DraftChange, Fault, RoleGift, SaidOfStep, Stamp, StepFate, Store};

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
            store.give_course_role(&CourseKeeper::Administrator(administrator()), "a".into(), gift, of(&chen, 2)).await.expect("given");
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
        let told: Vec<_> = step.files.iter().map(|f| (f.path.as_str(), f.rev, f.fate == StepFate::Stands)).collect();
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
        assert_eq!(step.files.iter().map(|f| f.fate == StepFate::Stands).collect::<Vec<_>>(), [false, true]);
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

fn replaced(places: usize) -> StepSaid {
    StepSaid::Replaced { words: "旧".into(), instead: "新".into(), places }
}

#[test]
fn a_step_says_what_it_did_and_that_it_was_taken_back() {
    on_each(async |store| {
        publishes(&store, "p1", "one", 0).await;
        let (chen, author) = teacher(&store, "chen", &[]).await;
        let change = |path: &str| DraftChange {
            path: path.into(),
            bytes: Some(b"new".to_vec()),
            seen: 0,
            base: None,
            takes_in: false,
            why: VersionWhy::Replaced,
        };
        let said: SaidOfStep = [(LESSON.to_string(), replaced(2)), (BANK.to_string(), replaced(10))].into();
        let done = store.write_step(&author, (vec![change(LESSON), change(BANK)], said), ROOM, of(&chen, 1)).await.expect("asked");
        assert_eq!(done, Ok(vec![1, 1]));
        let step = store.draft_steps(&author, "a").await.expect("read").remove(0);
        assert_eq!(step.said(), Some(replaced(12)), "all its files together");
        writes(&store, &author, &[(LESSON, "mine", 1)], VersionWhy::Saved, of(&chen, 2)).await;
        store.take_step_back(&author, "a", &step.key, of(&chen, 3)).await.expect("done");
        let step = store.draft_steps(&author, "a").await.expect("read").remove(0);
        let fates: Vec<_> = step.files.iter().map(|f| (f.path.as_str(), f.fate)).collect();
        assert_eq!(fates, [(LESSON, StepFate::Over), (BANK, StepFate::TakenBack)]);
        assert_eq!(step.said(), Some(replaced(12)), "also afterwards");
        let history = store.file_history(&author, BANK).await.expect("read");
        let saved = history.iter().filter(|v| v.rev > 0).map(|v| v.said.clone()).collect::<Vec<_>>();
        assert_eq!(saved, [Some(StepSaid::TakenBack), Some(replaced(10))]);
    });
}

#[test]
fn a_step_of_many_files_is_one_of_the_saves_of_an_hour_and_one_more_for_every_fifty_files() {
    on_each(async |store| {
        publishes(&store, "p1", "one", 0).await;
        let (chen, author) = teacher(&store, "chen", &[]).await;
        let paths: Vec<String> = (0..=SAVES_AN_HOUR).map(|n| format!("a/items/bank-{n}.md")).collect();
        let change = |path: &String| DraftChange {
            path: path.clone(),
            bytes: Some(b"new".to_vec()),
            seen: 0,
            base: None,
            takes_in: false,
            why: VersionWhy::Replaced,
        };
        let changes: Vec<DraftChange> = paths.iter().map(change).collect();
        let apart = store.write_drafts(&author, changes.clone(), ROOM, of(&chen, 1)).await.expect("asked");
        assert_eq!(apart, Err(zhixing_store::DraftRefusal::TooFast), "as saves they are too many");
        let said: SaidOfStep = paths.iter().map(|path| (path.clone(), replaced(1))).collect();
        let done = store.write_step(&author, (changes, said), ROOM, of(&chen, 2)).await.expect("asked");
        assert_eq!(done.map(|revs| revs.len()), Ok(paths.len()));
        writes(&store, &author, &[(LESSON, "two", 0)], VersionWhy::Saved, of(&chen, 3)).await;
        let key = store.draft_steps(&author, "a").await.expect("read")[0].key.clone();
        assert_eq!(store.take_step_back(&author, "a", &key, of(&chen, 4)).await.expect("done").back.len(), paths.len());
        writes(&store, &author, &[(LESSON, "three", 1)], VersionWhy::Saved, of(&chen, 5)).await;
        // there and back it was twice thirteen, and two saves by hand
        let files = |name: &str, count: i64| (0..count).map(|n| change(&format!("a/items/{name}-{n}.md"))).collect::<Vec<_>>();
        let apart = store.write_drafts(&author, files("apart", SAVES_AN_HOUR - 30), ROOM, of(&chen, 6)).await.expect("asked");
        assert!(apart.is_ok(), "{apart:?}");
        let step = |changes: Vec<DraftChange>, minutes| {
            let said: SaidOfStep = changes.iter().map(|change| (change.path.clone(), replaced(1))).collect();
            store.write_step(&author, (changes, said), ROOM, of(&chen, minutes))
        };
        assert_eq!(step(files("many", 100), 7).await.expect("asked"), Err(zhixing_store::DraftRefusal::TooFast));
        assert!(step(files("few", 49), 8).await.expect("asked").is_ok());
    });
}

#[test]
fn that_english_is_still_right_is_kept_without_a_draft_and_a_step_before_it_is_taken_back() {
    on_each(async |store| {
        publishes(&store, "p1", "one", 0).await;
        let ((chen, author), twin) = (teacher(&store, "chen", &[]).await, "a/010-first.en.md");
        writes(&store, &author, &[(twin, "english", 0)], VersionWhy::Replaced, of(&chen, 1)).await;
        writes(&store, &author, &[(LESSON, "two", 0)], VersionWhy::Saved, of(&chen, 2)).await;
        let mark = PartText { line: 1, text: "english".into() }.mark();
        let right = |all| StepSaid::StillRight { parts: vec![mark.clone()], all };
        let keeps = |hash: String, all, minutes| store.keep_still_right(&author, (twin.into(), hash), right(all), of(&chen, minutes));
        let stale = keeps(sha256_hex(b"other"), true, 3).await.expect("asked");
        assert!(matches!(stale, Err(zhixing_store::DraftRefusal::Changed(_))));
        assert_eq!(keeps(sha256_hex(b"english"), false, 3).await.expect("asked"), Ok(()));
        assert_eq!(now(&store, &author, twin).await, (1, "english".into()), "nothing changes");
        let at = |minutes| NOW + Span::from_minutes(minutes);
        assert_eq!(store.still_right(&author, twin).await.expect("read"), Some(StillRight::of(at(3), [mark.clone()])));
        assert_eq!(store.last_version(&author, twin).await.expect("read"), 2, "and there is a version more");
        let looked = async || {
            let lines = store.workshop(&author).await.expect("read");
            lines.into_iter().find(|line| line.path == twin).and_then(|line| line.looked_at)
        };
        assert_eq!(looked().await, None, "a part of it is no reason to call it fresh");
        assert_eq!(keeps(sha256_hex(b"english"), true, 4).await.expect("asked"), Ok(()));
        assert_eq!(looked().await, Some(at(4)));
        let last = store.still_right(&author, twin).await.expect("read").expect("looked");
        assert_eq!(last.at, at(4), "the newest look tells all");
        let key = store.draft_steps(&author, "a").await.expect("read")[0].key.clone();
        assert_eq!(store.take_step_back(&author, "a", &key, of(&chen, 5)).await.expect("done").back, [twin]);
        let step = store.draft_steps(&author, "a").await.expect("read").remove(0);
        assert_eq!(step.files[0].fate, StepFate::TakenBack);
        writes(&store, &author, &[(twin, "again", 0)], VersionWhy::ItemsChanged, of(&chen, 6)).await;
        let (_, reader) = teacher(&store, "wang", &["b"]).await;
        assert!(matches!(store.still_right(&reader, twin).await, Err(Fault::Beyond)));
    });
}

#[test]
fn the_publications_of_a_course_are_those_that_changed_it() {
    on_each(async |store| {
        let ((_, author), mut minutes) = (teacher(&store, "chen", &[]).await, 0);
        let mut publish = async |digest: &str, files: &[(&str, &str)]| {
            minutes += 1;
            let files = files.iter().map(|(path, text)| (path.to_string(), text.as_bytes().to_vec())).collect();
            assert!(store.publish(digest.into(), files, vec![], at(NOW + Span::from_minutes(minutes))).await.expect("published"));
        };
        publish("p0", &[("b/course.md", "b")]).await;
        publish("p1", &[("a/course.md", "a"), (LESSON, "one"), ("b/course.md", "b")]).await;
        publish("p2", &[("a/course.md", "a"), (LESSON, "one"), ("b/course.md", "other"), ("a0/course.md", "x")]).await;
        publish("p3", &[("a/course.md", "a"), (LESSON, "two"), ("b/course.md", "other")]).await;
        publish("p4", &[("a/course.md", "a"), ("b/course.md", "other")]).await;
        publish("p5", &[("b/course.md", "other")]).await;
        let lines = async |course: &str| {
            let lines = store.publications(&author, course).await.expect("read");
            lines.into_iter().map(|line| line.digest).collect::<Vec<_>>()
        };
        assert_eq!(lines("a").await, ["p4", "p3", "p1"], "what changed, came and went, while it was there");
        assert_eq!(lines("b").await, ["p2", "p0"]);
        assert!(lines("c").await.is_empty());
    });
}

#[test]
fn items_that_went_from_one_bank_to_another_go_back_together_or_not_at_all() {
    on_each(async |store| {
        publishes(&store, "p1", "one", 0).await;
        let (chen, author) = teacher(&store, "chen", &[]).await;
        const OTHER: &str = "a/items/other.md";
        writes(&store, &author, &[(BANK, "x y", 0), (OTHER, "z", 0)], VersionWhy::Saved, of(&chen, 1)).await;
        writes(&store, &author, &[(BANK, "x", 1), (OTHER, "z y", 1)], VersionWhy::ItemsChanged, of(&chen, 2)).await;
        writes(&store, &author, &[(BANK, "x mended", 2)], VersionWhy::Saved, of(&chen, 3)).await;
        let step = store.draft_steps(&author, "a").await.expect("read").remove(0);
        assert!(!step.goes_back());
        let done = store.take_step_back(&author, "a", &step.key, of(&chen, 4)).await.expect("asked");
        assert_eq!((done.back, done.stay), (vec![], vec![BANK.to_string(), OTHER.to_string()]));
        assert_eq!(now(&store, &author, OTHER).await.1, "z y", "the item is in one of them");
        writes(&store, &author, &[(BANK, "x mended y", 3), (OTHER, "z", 2)], VersionWhy::ItemsChanged, of(&chen, 5)).await;
        let step = store.draft_steps(&author, "a").await.expect("read").remove(0);
        assert!(step.goes_back());
        let done = store.take_step_back(&author, "a", &step.key, of(&chen, 6)).await.expect("done");
        assert_eq!((done.back.len(), done.stay), (2, vec![]));
        assert_eq!((now(&store, &author, BANK).await.1, now(&store, &author, OTHER).await.1), ("x mended".into(), "z y".into()));
    });
}
