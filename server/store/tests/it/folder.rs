//! The operator's side of the workshop: every draft, what lies under a hash, and a folder that is published over what was read.

use crate::support::*;
use std::collections::{BTreeMap, BTreeSet};
use zhixing_domain::{
    account::{Author, Role},
    digest::sha256_hex,
    time::Span,
    workshop::VersionWhy,
};
use zhixing_store::{Actor, DraftChange, Fault, NewPublication, Stamp};

const LESSON: &str = "a/010-first.md";

fn composed(digest: &str, lesson: &str) -> NewPublication {
    let files = BTreeMap::from([(LESSON.to_string(), lesson.as_bytes().to_vec())]);
    NewPublication { digest: digest.into(), files, items: vec![], renamed: vec![] }
}

#[test]
fn a_folder_is_published_over_what_was_read_and_takes_its_drafts_in() {
    on_each(async |store| {
        assert!(!store.workshop_was_used().await.expect("read"));
        let NewPublication { digest, files, items, .. } = composed("p1", "one");
        store.publish(digest, files, items, at(NOW)).await.expect("published");
        assert!(!store.workshop_was_used().await.expect("read"), "a publication is no draft");
        let account = person(&store, "chen", &[Role::Teacher]).await;
        let author = Author::of(&account).expect("a teacher");
        let change = |path: &str, bytes: Option<&[u8]>| {
            let base = Some(sha256_hex(b"one")).filter(|_| path == LESSON);
            let why = if base.is_some() { VersionWhy::Saved } else { VersionWhy::Created };
            DraftChange { path: path.into(), bytes: bytes.map(<[u8]>::to_vec), seen: 0, base, takes_in: false, why }
        };
        let stamp = |minutes| Stamp { actor: Actor::Person(account.id), ..at(NOW + Span::from_minutes(minutes)) };
        let changes = vec![change(LESSON, None), change("b/course.md", Some(b"b"))];
        store.write_drafts(&author, changes, u64::MAX, stamp(1)).await.expect("asked").expect("stored");
        assert!(store.workshop_was_used().await.expect("read"));
        let drafts: Vec<_> = store.all_drafts().await.expect("read").into_iter().map(|d| (d.path, d.rev, d.bytes)).collect();
        assert_eq!(drafts, [(LESSON.into(), 1, None), ("b/course.md".into(), 1, Some(b"b".to_vec()))], "of every course");
        let [one, b, none] = [sha256_hex(b"one"), sha256_hex(b"b"), sha256_hex(b"none")];
        let blobs = store.blobs(BTreeSet::from([one.clone(), b.clone(), none])).await.expect("read");
        assert_eq!(blobs, BTreeMap::from([(one, b"one".to_vec()), (b, b"b".to_vec())]));
        let taken = vec![("b/course.md".to_string(), 1)];
        let operator = |minutes| at(NOW + Span::from_minutes(minutes));
        let stale = store.publish_folder(&administrator(), "p0".into(), composed("p2", "two"), taken.clone(), operator(2)).await;
        assert!(matches!(stale, Err(Fault::Conflict)), "{stale:?}");
        assert_eq!(store.all_drafts().await.expect("read").len(), 2, "nothing was taken in");
        assert!(
            store
                .publish_folder(&administrator(), "p1".into(), composed("p2", "two"), taken.clone(), operator(3))
                .await
                .expect("published")
        );
        let drafts: Vec<_> = store.all_drafts().await.expect("read").into_iter().map(|d| d.path).collect();
        assert_eq!(drafts, [LESSON]);
        assert!(
            !store.publish_folder(&administrator(), "p2".into(), composed("p2", "two"), taken, operator(4)).await.expect("asked"),
            "it is that already"
        );
    });
}
