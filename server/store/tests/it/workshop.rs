//! Drafts: nothing is overwritten that nobody saw, nothing is lost that was saved, and nobody writes beyond their scope.

use crate::support::*;
use std::collections::BTreeMap;
use zhixing_domain::workshop::review::ReviewState;
use zhixing_domain::{
    account::{Account, Author, Role, Roles, Scope},
    digest::sha256_hex,
    media::{HEAD_BYTES, HELD_BYTES, MediaKind},
    time::Span,
    workshop::{COURSE_FILES, FILE_BYTES, SAVES_AN_HOUR, VersionWhy, step::StepSaid},
};
use zhixing_store::{Actor, DraftChange, DraftPublication, DraftRefusal, Fault, NewPublication, Stamp, Store};

const LESSON: &str = "a/010-first.md";
/// More bytes than these tests put beside the texts of a course.
const ROOM: u64 = 256 << 20;

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

fn files(lesson: &str) -> BTreeMap<String, Vec<u8>> {
    [("a/course.md", "a"), (LESSON, lesson), ("b/course.md", "b")].map(|(p, t)| (p.to_string(), t.as_bytes().to_vec())).into()
}

fn composed(digest: &str, lesson: &str) -> NewPublication {
    NewPublication { digest: digest.into(), files: files(lesson), items: vec![], renamed: vec![] }
}

/// A publication of the course a.
fn made(over: &str, new: NewPublication, taken: Vec<(String, i64)>) -> DraftPublication {
    DraftPublication { course: "a".into(), over: over.into(), new, taken, scheduled: None, reason: None, is_back: false }
}

async fn publishes(store: &Store, digest: &str, lesson: &str, minutes: i64) {
    assert!(store.publish(digest.into(), files(lesson), vec![], at(NOW + Span::from_minutes(minutes))).await.expect("published"));
}

fn change(path: &str, text: &str, seen: i64) -> DraftChange {
    DraftChange {
        path: path.into(),
        bytes: Some(text.into()),
        seen,
        base: Some(sha256_hex(b"one")),
        takes_in: false,
        why: VersionWhy::Saved,
    }
}

#[test]
fn an_outline_has_the_beginning_of_what_is_long_and_a_file_is_read_in_parts() {
    on_each(async |store| {
        publishes(&store, "p1", "one", 0).await;
        let (chen, author) = teacher(&store, "chen", &[]).await;
        let film: Vec<u8> = (0..HELD_BYTES + 10).map(|n| (n / 3) as u8).collect();
        let (path, hash) = ("a/media/film.mp4", sha256_hex(&film));
        let new = |path: &str, bytes: &[u8]| DraftChange { bytes: Some(bytes.to_vec()), why: VersionWhy::Created, ..change(path, "", 0) };
        store
            .write_drafts(&author, vec![new(path, &film), new("a/media/x.csv", b"x,y")], ROOM, of(&chen, 1))
            .await
            .expect("stored")
            .expect("taken");
        let outline = store.workshop_outline(&author, "a").await.expect("read");
        let head = outline.get(path).expect("the film");
        assert_eq!((head.hash.as_str(), head.length, head.rev, &head.published), (hash.as_str(), film.len() as u64, 1, &None));
        assert_eq!(head.bytes, film[..HEAD_BYTES]);
        let lesson = outline.get(LESSON).expect("the lesson");
        assert_eq!((lesson.bytes.as_slice(), lesson.rev, lesson.published.as_deref()), (&b"one"[..], 0, Some(sha256_hex(b"one").as_str())));
        let part = |from: usize, bytes: i64| store.blob_part(&hash, from as i64, bytes);
        assert_eq!(part(1_000_000, 20).await.expect("read").as_deref(), Some(&film[1_000_000..1_000_020]));
        assert_eq!(part(film.len() - 5, 20).await.expect("read").as_deref(), Some(&film[film.len() - 5..]));
        assert_eq!(part(film.len(), 20).await.expect("read").as_deref(), Some(&b""[..]));
        assert_eq!(store.blob_part("none", 0, 20).await.expect("read"), None);
        let published = sha256_hex(b"one");
        assert_eq!(store.published_head(LESSON, &published[..8]).await.expect("read"), Some((published, 3)));
        assert_eq!(store.published_head(LESSON, "00000000").await.expect("read"), None);
        let too_long = vec![0; MediaKind::Data.most_bytes() + 1];
        let refused = store.write_drafts(&author, vec![new("a/media/y.csv", &too_long)], ROOM, of(&chen, 2)).await.expect("asked");
        assert_eq!(refused, Err(DraftRefusal::TooLong));
        store
            .write_drafts(&author, vec![DraftChange { bytes: None, ..change(LESSON, "", 0) }], ROOM, of(&chen, 3))
            .await
            .expect("stored")
            .expect("taken");
        assert!(!store.workshop_outline(&author, "a").await.expect("read").contains_key(LESSON), "what goes is not there");
        let (_, elsewhere) = teacher(&store, "wang", &["b"]).await;
        assert!(matches!(store.workshop_outline(&elsewhere, "a").await, Err(Fault::Beyond)));
    });
}

#[test]
fn who_saw_an_older_draft_overwrites_nothing() {
    on_each(async |store| {
        publishes(&store, "p1", "one", 0).await;
        let (chen, author) = teacher(&store, "chen", &[]).await;
        let (wang, other) = teacher(&store, "wang", &[]).await;
        let file = store.workshop_file(&author, LESSON).await.expect("read");
        assert_eq!((file.rev, file.bytes.as_deref(), file.is_behind()), (0, Some(&b"one"[..]), false));
        let revs = store.write_drafts(&author, vec![change(LESSON, "mine", 0)], ROOM, of(&chen, 1)).await.expect("stored");
        assert_eq!(revs, Ok(vec![1]));
        let refused = store.write_drafts(&other, vec![change(LESSON, "theirs", 0)], ROOM, of(&wang, 2)).await.expect("asked");
        assert_eq!(refused, Err(DraftRefusal::Changed(LESSON.into())));
        let both = vec![change("a/course.md", "new", 0), change(LESSON, "theirs", 0)];
        assert!(store.write_drafts(&other, both, ROOM, of(&wang, 2)).await.expect("asked").is_err());
        assert_eq!(store.workshop_file(&author, "a/course.md").await.expect("read").rev, 0, "all of it or nothing");
        assert_eq!(store.write_drafts(&other, vec![change(LESSON, "theirs", 1)], ROOM, of(&wang, 3)).await.expect("stored"), Ok(vec![2]));
        let file = store.workshop_file(&author, LESSON).await.expect("read");
        assert_eq!((file.bytes.as_deref(), file.edited.map(|(_, who)| who)), (Some(&b"theirs"[..]), Some("WANG".into())));
        assert_eq!(store.file_version(&author, LESSON, 1).await.expect("read").as_deref(), Some(&b"mine"[..]));
        let history: Vec<_> = store.file_history(&author, LESSON).await.expect("read").into_iter().map(|v| (v.rev, v.why)).collect();
        assert_eq!(history, [(2, VersionWhy::Saved), (1, VersionWhy::Saved), (0, VersionWhy::Published)]);
    });
}

#[test]
fn a_draft_that_is_given_up_or_published_comes_back_from_its_history() {
    on_each(async |store| {
        publishes(&store, "p1", "one", 0).await;
        let (chen, author) = teacher(&store, "chen", &[]).await;
        store.write_drafts(&author, vec![change(LESSON, "two", 0)], ROOM, of(&chen, 1)).await.expect("asked").expect("stored");
        let refused = store.discard_draft(&author, LESSON.into(), 0, of(&chen, 2)).await.expect("asked");
        assert_eq!(refused, Err(DraftRefusal::Changed(LESSON.into())), "a draft that nobody saw is not given up");
        store.discard_draft(&author, LESSON.into(), 1, of(&chen, 2)).await.expect("asked").expect("given up");
        let file = store.workshop_file(&author, LESSON).await.expect("read");
        assert_eq!((file.rev, file.bytes.as_deref()), (0, Some(&b"one"[..])));
        let rev =
            store.write_drafts(&author, vec![change(LESSON, "three", 0)], ROOM, of(&chen, 3)).await.expect("asked").expect("stored")[0];
        assert_eq!(rev, 3, "numbers are never used again");
        store.write_drafts(&author, vec![change("a/course.md", "new", 0)], ROOM, of(&chen, 4)).await.expect("asked").expect("stored");
        let taken = vec![(LESSON.to_string(), rev), ("a/course.md".to_string(), 99)];
        assert!(matches!(
            store.publish_drafts(&author, made("p0", composed("p2", "three"), taken.clone()), of(&chen, 5)).await,
            Err(Fault::Conflict)
        ));
        assert_eq!(store.drafts(&author, "a").await.expect("read").len(), 2, "what is not published settles nothing");
        store.publish_drafts(&author, made("p1", composed("p2", "three"), taken), of(&chen, 5)).await.expect("published");
        let drafts = store.drafts(&author, "a").await.expect("read");
        assert_eq!(drafts.iter().map(|d| d.path.as_str()).collect::<Vec<_>>(), ["a/course.md"], "saved meanwhile");
        assert_eq!(drafts[0].base, Some(sha256_hex(b"a")));
        let history = store.file_history(&author, LESSON).await.expect("read");
        assert_eq!((history[0].why, history[0].publication.as_deref()), (VersionWhy::Published, Some("p2")));
    });
}

#[test]
fn the_history_of_a_file_has_what_was_published_from_a_folder_and_by_going_back_with_why() {
    on_each(async |store| {
        publishes(&store, "p1", "one", 0).await;
        let (chen, author) = teacher(&store, "chen", &[]).await;
        let because = StepSaid::Because { words: "读者说看不懂".into() };
        let step = (vec![change(LESSON, "two", 0)], [(LESSON.to_string(), because)].into());
        let rev = store.write_step(&author, step, ROOM, of(&chen, 1)).await.expect("asked").expect("stored")[0];
        let told = |what: DraftPublication, reason: &str, is_back| DraftPublication { reason: Some(reason.into()), is_back, ..what };
        let first = told(made("p1", composed("p2", "two"), vec![(LESSON.into(), rev)]), "新学期", false);
        store.publish_drafts(&author, first, of(&chen, 2)).await.expect("published");
        publishes(&store, "p3", "three", 3).await;
        let back = told(made("p3", composed("p2", "two"), vec![]), "三班还在用", true);
        store.publish_drafts(&author, back, of(&chen, 4)).await.expect("published");
        let history = store.file_history(&author, LESSON).await.expect("read");
        let told: Vec<_> = history.iter().map(|v| (v.rev, v.why, v.publication.as_deref(), v.reason.as_deref())).collect();
        let expected = [
            (0, VersionWhy::WentBack, Some("p2"), Some("三班还在用")),
            (0, VersionWhy::Published, Some("p3"), None),
            (2, VersionWhy::Published, Some("p2"), None),
            (1, VersionWhy::Saved, None, Some("读者说看不懂")),
            (0, VersionWhy::Published, Some("p1"), None),
        ];
        assert_eq!(told, expected, "a publication that is made again has the reason of now");
        assert_eq!(store.file_in(&author, LESSON, "p3").await.expect("read").as_deref(), Some(&b"three"[..]));
        let (_, elsewhere) = teacher(&store, "wang", &["b"]).await;
        assert!(matches!(store.file_in(&elsewhere, LESSON, "p3").await, Err(Fault::Beyond)));
    });
}

#[test]
fn what_was_published_from_elsewhere_is_seen_until_it_is_taken_in() {
    on_each(async |store| {
        publishes(&store, "p1", "one", 0).await;
        let (chen, author) = teacher(&store, "chen", &[]).await;
        store.write_drafts(&author, vec![change(LESSON, "mine", 0)], ROOM, of(&chen, 1)).await.expect("asked").expect("stored");
        publishes(&store, "p2", "elsewhere", 2).await;
        assert!(store.workshop_file(&author, LESSON).await.expect("read").is_behind());
        store.write_drafts(&author, vec![change(LESSON, "mine 2", 1)], ROOM, of(&chen, 3)).await.expect("asked").expect("stored");
        assert!(store.workshop_file(&author, LESSON).await.expect("read").is_behind(), "a save alone takes nothing in");
        let both = DraftChange { base: Some(sha256_hex(b"elsewhere")), takes_in: true, ..change(LESSON, "both", 2) };
        store.write_drafts(&author, vec![both], ROOM, of(&chen, 4)).await.expect("asked").expect("stored");
        assert!(!store.workshop_file(&author, LESSON).await.expect("read").is_behind());
    });
}

#[test]
fn nobody_reads_or_writes_beyond_their_scope_nor_where_no_file_lies() {
    on_each(async |store| {
        publishes(&store, "p1", "one", 0).await;
        let (chen, author) = teacher(&store, "chen", &["b"]).await;
        let beyond = |done: Result<(), Fault>| assert!(matches!(done, Err(Fault::Beyond)), "{done:?}");
        beyond(store.workshop_file(&author, LESSON).await.map(|_| ()));
        beyond(store.workshop_course(&author, "a").await.map(|_| ()));
        beyond(store.published_course(&author, "a").await.map(|_| ()));
        beyond(store.drafts(&author, "a").await.map(|_| ()));
        beyond(store.file_history(&author, LESSON).await.map(|_| ()));
        beyond(store.file_version(&author, LESSON, 1).await.map(|_| ()));
        beyond(
            store.write_drafts(&author, vec![change("b/course.md", "x", 0), change(LESSON, "x", 0)], ROOM, of(&chen, 1)).await.map(|_| ()),
        );
        beyond(store.discard_draft(&author, LESSON.into(), 0, of(&chen, 1)).await.map(|_| ()));
        beyond(store.publish_drafts(&author, made("p1", composed("p2", "x"), vec![(LESSON.into(), 1)]), of(&chen, 1)).await.map(|_| ()));
        for path in ["b/../a/course.md", "b/media/x.exe", "b/notes.txt", "standards/x.md"] {
            beyond(store.write_drafts(&author, vec![change(path, "x", 0)], ROOM, of(&chen, 1)).await.map(|_| ()));
        }
        let lines = store.workshop(&author).await.expect("read");
        assert_eq!(lines.iter().map(|l| l.path.as_str()).collect::<Vec<_>>(), ["b/course.md"]);
    });
}

#[test]
fn a_new_file_takes_no_place_that_is_taken_and_nothing_grows_without_end() {
    on_each(async |store| {
        publishes(&store, "p1", "one", 0).await;
        let (chen, author) = teacher(&store, "chen", &[]).await;
        let new = DraftChange { base: None, why: VersionWhy::Created, ..change(LESSON, "x", 0) };
        let refused = store.write_drafts(&author, vec![new.clone()], ROOM, of(&chen, 1)).await.expect("asked");
        assert_eq!(refused, Err(DraftRefusal::Taken(LESSON.into())));
        let gone = DraftChange { bytes: None, why: VersionWhy::Deleted, ..change(LESSON, "", 0) };
        store.write_drafts(&author, vec![gone], ROOM, of(&chen, 1)).await.expect("asked").expect("stored");
        assert!(!store.workshop_course(&author, "a").await.expect("read").contains_key(LESSON));
        let published = store.published_course(&author, "a").await.expect("read");
        assert_eq!(published.keys().collect::<Vec<_>>(), [LESSON, "a/course.md"], "a draft changes nothing of what is published");
        assert_eq!(store.write_drafts(&author, vec![new], ROOM, of(&chen, 2)).await.expect("asked"), Ok(vec![2]), "its place is free");
        let long = change(LESSON, &"x".repeat(FILE_BYTES + 1), 2);
        assert_eq!(store.write_drafts(&author, vec![long], ROOM, of(&chen, 3)).await.expect("asked"), Err(DraftRefusal::TooLong));
        let many = (2..SAVES_AN_HOUR).map(|_| change(LESSON, "x", 2)).collect();
        store.write_drafts(&author, many, ROOM, of(&chen, 4)).await.expect("asked").expect("stored");
        let last = change(LESSON, "x", SAVES_AN_HOUR);
        assert_eq!(store.write_drafts(&author, vec![last.clone()], ROOM, of(&chen, 5)).await.expect("asked"), Err(DraftRefusal::TooFast));
        assert!(store.write_drafts(&author, vec![last], ROOM, of(&chen, 90)).await.expect("asked").is_ok());
    });
}

#[test]
fn a_publication_that_was_composed_over_another_one_is_not_made() {
    on_each(async |store| {
        publishes(&store, "p1", "one", 0).await;
        publishes(&store, "p2", "two", 1).await;
        let (chen, author) = teacher(&store, "chen", &[]).await;
        let over = |over: &str, minutes| store.publish_drafts(&author, made(over, composed("p3", "three"), vec![]), of(&chen, minutes));
        assert!(matches!(over("p1", 2).await, Err(Fault::Conflict)));
        assert_eq!(store.newest_publication().await.expect("read").as_deref(), Some("p2"));
        assert!(over("p2", 3).await.expect("published"));
    });
}

#[test]
fn a_colleague_reviews_exactly_what_was_asked_and_nobody_their_own() {
    on_each(async |store| {
        let (chen, author) = teacher(&store, "chen", &[]).await;
        let (wang, other) = teacher(&store, "wang", &["a"]).await;
        let (lin, outside) = teacher(&store, "lin", &["b"]).await;
        assert_eq!(store.review(&author, "a").await.expect("read"), None);
        store.ask_review(&author, "a".into(), "d1".into(), None, of(&chen, 1)).await.expect("asked");
        let decides = |who: &Author, account: &Account, digest: &str, state| {
            let stamp = of(account, 2);
            let (store, who, digest) = (store.clone(), who.clone(), digest.to_string());
            async move { store.decide_review(&who, "a".into(), digest, (state, "改一处".into()), stamp).await }
        };
        assert!(matches!(decides(&author, &chen, "d1", ReviewState::Approved).await, Err(Fault::Own)));
        assert!(matches!(decides(&outside, &lin, "d1", ReviewState::Approved).await, Err(Fault::Beyond)));
        assert!(!decides(&other, &wang, "d2", ReviewState::Approved).await.expect("asked"), "of other files");
        let said = (LESSON.to_string(), 3, "写错了".to_string());
        assert!(store.remark(&other, "a".into(), "d1".into(), said.clone(), of(&wang, 2)).await.expect("stored"));
        assert!(matches!(store.remark(&author, "a".into(), "d1".into(), said, of(&chen, 2)).await, Err(Fault::Own)));
        assert!(decides(&other, &wang, "d1", ReviewState::SentBack).await.expect("stored"));
        assert!(!decides(&other, &wang, "d1", ReviewState::Approved).await.expect("asked"), "decided once");
        let review = store.review(&author, "a").await.expect("read").expect("there");
        assert_eq!((review.state, review.remarks[0].text.as_str(), review.remarks[0].line), (ReviewState::SentBack, "写错了", 3));
        store.ask_review(&author, "a".into(), "d2".into(), None, of(&chen, 3)).await.expect("asked");
        assert!(decides(&other, &wang, "d2", ReviewState::Approved).await.expect("stored"));
        let review = store.review(&other, "a").await.expect("read").expect("there");
        assert_eq!((review.state, review.digest.as_str(), review.remarks.len()), (ReviewState::Approved, "d2", 0));
    });
}

#[test]
fn whoever_wrote_a_part_of_a_text_approves_none_of_it_whoever_saved_it_last() {
    on_each(async |store| {
        publishes(&store, "p1", "one", 0).await;
        let (chen, author) = teacher(&store, "chen", &[]).await;
        let (wang, other) = teacher(&store, "wang", &[]).await;
        let (lin, third) = teacher(&store, "lin", &[]).await;
        let writes = async |author: &Author, account: &Account, change: DraftChange, minutes| {
            store.write_drafts(author, vec![change], ROOM, of(account, minutes)).await.expect("asked").expect("stored")[0]
        };
        let decides = async |who: &Author, account: &Account, digest: &str| {
            store.ask_review(&other, "a".into(), digest.into(), None, of(&wang, 9)).await.expect("asked");
            store.decide_review(who, "a".into(), digest.into(), (ReviewState::Approved, String::new()), of(account, 9)).await
        };
        let rev = writes(&author, &chen, change(LESSON, "one and two", 0), 1).await;
        let rev = writes(&other, &wang, change(LESSON, "one and two, and a line", rev), 2).await;
        assert!(matches!(decides(&author, &chen, "d1").await, Err(Fault::Own)), "another saved it last");
        assert!(decides(&third, &lin, "d2").await.expect("stored"), "who wrote nothing of it does");
        // given up, and taken out of the history by a colleague
        store.discard_draft(&other, LESSON.into(), rev, of(&wang, 3)).await.expect("asked").expect("discarded");
        let rev = writes(&other, &wang, DraftChange { why: VersionWhy::Restored, ..change(LESSON, "one and two!", 0) }, 4).await;
        assert!(matches!(decides(&author, &chen, "d3").await, Err(Fault::Own)));
        // once it is published it is a text like any other
        let taken = vec![(LESSON.to_string(), rev)];
        assert!(store.publish_drafts(&other, made("p1", composed("p2", "one and two!"), taken), of(&wang, 5)).await.expect("published"));
        writes(&other, &wang, change(LESSON, "three", 0), 6).await;
        assert!(decides(&author, &chen, "d4").await.expect("stored"));
        // the same bytes under another name
        let new = |path: &str| DraftChange { base: None, why: VersionWhy::Created, ..change(path, "four", 0) };
        let rev = writes(&author, &chen, new("a/020-second.md"), 7).await;
        writes(&other, &wang, new("a/030-third.md"), 8).await;
        store.discard_draft(&other, "a/020-second.md".into(), rev, of(&wang, 8)).await.expect("asked").expect("discarded");
        assert!(matches!(decides(&author, &chen, "d5").await, Err(Fault::Own)));
    });
}

#[test]
fn one_request_passes_no_limit_that_many_keep() {
    on_each(async |store| {
        let (chen, author) = teacher(&store, "chen", &[]).await;
        let new = |n: usize| DraftChange { base: None, why: VersionWhy::Created, ..change(&format!("a/items/bank-{n}.md"), "x", 0) };
        let writes = async |from: usize, n: usize, minutes| {
            store
                .write_drafts(&author, (from..from + n).map(new).collect(), ROOM, of(&chen, minutes))
                .await
                .expect("asked")
                .map(|revs| revs.len())
        };
        assert_eq!(writes(0, COURSE_FILES + 1, 1).await, Err(DraftRefusal::TooMany));
        let most = usize::try_from(SAVES_AN_HOUR).expect("a number");
        assert_eq!(writes(0, most + 1, 1).await, Err(DraftRefusal::TooFast));
        assert_eq!(store.workshop(&author).await.expect("read").len(), 0, "nothing of it is written");
        assert_eq!(writes(0, 3, 1).await, Ok(3));
        assert_eq!(writes(3, most - 2, 2).await, Err(DraftRefusal::TooFast), "with those of before");
        assert_eq!(writes(3, most - 2, 90).await, Ok(most - 2));
    });
}

#[test]
fn of_uploads_at_once_so_many_come_in_as_there_is_room_for() {
    on_each(async |store| {
        let (chen, author) = teacher(&store, "chen", &[]).await;
        let mut uploads = tokio::task::JoinSet::new();
        for n in 0..8 {
            let (store, author, stamp) = (store.clone(), author.clone(), of(&chen, 1));
            uploads
                .spawn(async move { store.write_drafts(&author, vec![beside(&format!("x{n}"), 30, 0)], 100, stamp).await.expect("asked") });
        }
        let mut taken = 0;
        while let Some(upload) = uploads.join_next().await {
            match upload.expect("asked") {
                Ok(_) => taken += 1,
                Err(refusal) => assert_eq!(refusal, DraftRefusal::Full { used: 90, quota: 100 }),
            }
        }
        assert_eq!(taken, 3);
    });
}

/// A file beside the texts, as an upload saves it over what was seen.
fn beside(name: &str, bytes: usize, seen: i64) -> DraftChange {
    let why = if seen == 0 { VersionWhy::Created } else { VersionWhy::Saved };
    DraftChange { base: None, why, ..change(&format!("a/media/{name}.csv"), &"x".repeat(bytes), seen) }
}

#[test]
fn what_is_published_takes_room_and_what_becomes_smaller_has_it() {
    on_each(async |store| {
        let (chen, author) = teacher(&store, "chen", &[]).await;
        let published = [("a/course.md", "a".repeat(200)), ("a/media/p.csv", "p".repeat(60)), ("b/media/q.csv", "q".repeat(90))];
        let published = published.map(|(path, text)| (path.to_string(), text.into_bytes())).into();
        assert!(store.publish("p1".into(), published, vec![], at(NOW)).await.expect("published"));
        let writes = async |changes: Vec<DraftChange>, quota: u64| {
            store.write_drafts(&author, changes, quota, of(&chen, 1)).await.expect("asked").map(|revs| revs.len())
        };
        let over = |change: DraftChange| DraftChange { why: VersionWhy::Saved, ..change };
        let full = |used: u64, quota: u64| Err(DraftRefusal::Full { used, quota });
        assert_eq!(writes(vec![beside("x", 41, 0)], 100).await, full(60, 100));
        assert_eq!(writes(vec![beside("x", 20, 0), beside("y", 21, 0)], 100).await, full(60, 100), "those of one request together");
        assert_eq!(writes(vec![beside("x", 40, 0)], 100).await, Ok(1));
        assert_eq!(writes(vec![over(beside("p", 61, 0))], 100).await, full(100, 100));
        assert_eq!(writes(vec![over(beside("p", 59, 0))], 50).await, Ok(1), "smaller, although the room was made smaller, too");
        assert_eq!(writes(vec![change("a/course.md", "new", 0)], 50).await, Ok(1), "texts are counted elsewhere");
        assert_eq!(writes(vec![DraftChange { bytes: None, ..beside("x", 0, 1) }], 50).await, Ok(1), "what goes needs no room");
        assert_eq!(writes(vec![beside("z", 42, 0)], 100).await, full(59, 100));
        assert_eq!(writes(vec![beside("z", 41, 0)], 100).await, Ok(1));
    });
}
