//! What is published last is the newest, whatever clocks say and however many come at one moment.

use crate::support::*;
use zhixing_domain::{
    account::{Author, Role},
    time::Span,
};
use zhixing_store::{DraftPublication, NewPublication, Store};

fn new(digest: &str) -> NewPublication {
    let files = [("a/course.md", "a"), ("b/course.md", digest)].map(|(p, t)| (p.to_string(), t.as_bytes().to_vec())).into();
    NewPublication { digest: digest.into(), files, items: vec![], renamed: vec![] }
}

async fn newest(store: &Store) -> String {
    store.newest_publication().await.expect("read").expect("published")
}

#[test]
fn what_is_published_last_is_the_newest_at_one_moment_and_by_a_clock_that_is_behind() {
    on_each(async |store| {
        let hour = Span::from_minutes(60);
        for (digest, now) in [("p1", NOW), ("p9", NOW), ("p2", NOW), ("p8", NOW - hour), ("p1", NOW), ("p3", NOW + hour)] {
            let NewPublication { digest, files, items, .. } = new(digest);
            assert!(store.publish(digest.clone(), files, items, at(now)).await.expect("published"));
            assert_eq!(newest(&store).await, digest);
        }
        let author = Author::of(&person(&store, "chen", &[Role::Teacher]).await).expect("a teacher");
        let listed = store.publications(&author, "b").await.expect("read");
        assert_eq!(listed.iter().map(|line| line.digest.as_str()).collect::<Vec<_>>(), ["p3", "p1", "p8", "p2", "p9"]);
    });
}

#[test]
fn two_courses_that_are_due_at_one_moment_are_both_published() {
    on_each(async |store| {
        let author = Author::of(&person(&store, "chen", &[Role::Teacher]).await).expect("a teacher");
        let NewPublication { digest, files, items, .. } = new("p1");
        assert!(store.publish(digest, files, items, at(NOW)).await.expect("published"));
        let due = NOW + Span::from_minutes(60);
        for (course, over, digest) in [("a", "p1", "p2"), ("b", "p2", "p3")] {
            let what = DraftPublication {
                course: course.into(),
                over: over.into(),
                new: new(digest),
                taken: vec![],
                scheduled: None,
                reason: None,
                is_back: false,
            };
            assert!(store.publish_drafts(&author, what, at(due)).await.expect("published"));
        }
        assert_eq!(newest(&store).await, "p3");
    });
}
