//! Progress, the notebook and publications.

use crate::support::*;
use std::collections::BTreeMap;
use zhixing_domain::{account::Role, question::ItemVersion, time::Span};

#[test]
fn progress_remembers_what_was_read_last() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        store.see_lesson(ada.id, "c", "one", NOW).await.expect("stored");
        store.set_lesson_done(ada.id, "c", "one", Some(NOW), NOW).await.expect("stored");
        store.see_lesson(ada.id, "c", "two", NOW + Span::from_minutes(1)).await.expect("stored");
        let progress = store.progress_of(ada.id).await.expect("read");
        assert_eq!(progress.iter().map(|p| (p.lesson.as_str(), p.done_at.is_some())).collect::<Vec<_>>(), [("two", false), ("one", true)]);
        assert!(store.lesson_progress(ada.id, "c", "one").await.expect("read").is_some_and(|p| p.done_at.is_some()));
    });
}

#[test]
fn a_mistake_enters_the_notebook_and_a_right_answer_masters_it() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let note = |right| vec![("q".to_string(), right)];
        store.note_answers(ada.id, "c", note(true), NOW).await.expect("stored");
        assert!(store.notebook_of(ada.id).await.expect("read").is_empty(), "a right answer alone is no mistake");
        store.note_answers(ada.id, "c", note(false), NOW).await.expect("stored");
        store.note_answers(ada.id, "c", note(false), NOW).await.expect("stored");
        store.note_answers(ada.id, "c", note(true), NOW).await.expect("stored");
        let notes = store.notebook_of(ada.id).await.expect("read");
        assert_eq!((notes[0].wrong_count, notes[0].mastered_at), (2, Some(NOW)));
        store.forget_note(ada.id, "c", "q").await.expect("stored");
        assert!(store.notebook_of(ada.id).await.expect("read").is_empty());
    });
}

#[test]
fn a_publication_keeps_its_files_and_the_items_of_all_time() {
    on_each(async |store| {
        let files = |text: &str| BTreeMap::from([("a.md".to_string(), text.as_bytes().to_vec())]);
        let items = vec![(ItemVersion("v1".into()), "source".to_string())];
        assert!(store.publish("d1".into(), files("one"), items, at(NOW)).await.expect("stored"));
        assert!(!store.publish("d1".into(), files("one"), vec![], at(NOW)).await.expect("stored"));
        assert!(store.publish("d2".into(), files("two"), vec![], at(NOW + Span::from_minutes(1))).await.expect("stored"));
        assert_eq!(store.newest_publication().await.expect("read").as_deref(), Some("d2"));
        assert_eq!(store.publication("d1").await.expect("read")["a.md"], b"one");
        assert_eq!(store.item_source(&ItemVersion("v1".into())).await.expect("read").as_deref(), Some("source"));
    });
}
