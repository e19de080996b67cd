//! Progress, the notebook and publications.

use crate::support::*;
use std::collections::BTreeMap;
use zhixing_domain::{account::Role, attempt::OperationOutcome, changes::Renamed, question::ItemVersion, time::Span};

#[test]
fn progress_remembers_what_was_read_last() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        store.see_lesson(ada.id, "c", "one", NOW).await.expect("stored");
        store.set_lesson_done(ada.id, "c", "one", Some(NOW), NOW).await.expect("stored");
        store.see_lesson(ada.id, "c", "two", NOW + Span::from_minutes(1)).await.expect("stored");
        let progress = store.progress_of(ada.id).await.expect("read");
        assert_eq!(progress.iter().map(|p| (p.lesson.as_str(), p.done_at.is_some())).collect::<Vec<_>>(), [("two", false), ("one", true)]);
        let told = |progress: Vec<zhixing_store::LessonProgress>| progress.into_iter().map(|p| p.lesson).collect::<Vec<_>>();
        store.see_lesson(ada.id, "d", "three", NOW - Span::from_minutes(1)).await.expect("stored");
        assert_eq!(told(store.progress_in(ada.id, None).await.expect("read")), ["two", "one"], "of the course that was read last");
        assert_eq!(told(store.progress_in(ada.id, Some("d")).await.expect("read")), ["three"]);
        assert!(store.lesson_progress(ada.id, "c", "one").await.expect("read").is_some_and(|p| p.done_at.is_some()));
    });
}

#[test]
fn a_mistake_enters_the_notebook_and_a_right_answer_masters_it() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        assert!(!store.has_practised(ada.id, "c", "q").await.expect("read"));
        let note = |right| zhixing_store::Notes { account: ada.id, course: "c".into(), answers: vec![("q".to_string(), right)] };
        store.note_answers(note(true), None, NOW).await.expect("stored");
        assert!(store.notebook_of(ada.id).await.expect("read").is_empty(), "a right answer alone is no mistake");
        store.note_answers(note(false), None, NOW).await.expect("stored");
        store.note_answers(note(false), None, NOW).await.expect("stored");
        store.note_answers(note(true), None, NOW).await.expect("stored");
        let notes = store.notebook_of(ada.id).await.expect("read");
        assert_eq!((notes[0].wrong_count, notes[0].mastered_at), (2, Some(NOW)));
        assert!(store.has_practised(ada.id, "c", "q").await.expect("read"));
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

#[test]
fn a_renamed_lesson_takes_progress_along_and_its_old_name_leads_on() {
    on_each(async |store| {
        let (ada, bob) = (person(&store, "ada", &[Role::Learner]).await, person(&store, "bob", &[Role::Learner]).await);
        for (who, lesson, done) in [(ada.id, "one", Some(NOW)), (bob.id, "one", Some(NOW)), (bob.id, "first", None)] {
            store.set_lesson_done(who, "c", lesson, done, NOW).await.expect("stored");
        }
        let publish = async |digest: &str, from: &str, to: &str, minutes| {
            let renamed = vec![Renamed { course: "c".into(), from: from.into(), to: to.into() }];
            let when = at(NOW + Span::from_minutes(minutes));
            assert!(store.publish_renaming(digest.into(), BTreeMap::new(), vec![], renamed, when).await.expect("published"));
        };
        publish("d1", "one", "first", 1).await;
        for who in [ada.id, bob.id] {
            assert!(store.lesson_progress(who, "c", "first").await.expect("read").is_some_and(|p| p.done_at == Some(NOW)));
            assert_eq!(store.lesson_progress(who, "c", "one").await.expect("read"), None);
        }
        publish("d2", "first", "start", 2).await;
        assert_eq!(store.lesson_now("c", "one").await.expect("read").as_deref(), Some("start"), "through both names");
        publish("d3", "start", "one", 3).await;
        assert_eq!(store.lesson_now("c", "one").await.expect("read"), None, "a name that is used again leads nowhere else");
        assert_eq!(store.lesson_now("c", "first").await.expect("read").as_deref(), Some("one"));
        assert!(store.lesson_progress(ada.id, "c", "one").await.expect("read").is_some_and(|p| p.done_at == Some(NOW)));
    });
}

#[test]
fn saves_get_through_while_ten_thousand_items_are_published_and_nobody_sees_half_of_them() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let attempt = running(&store, ada.id).await;
        let files: BTreeMap<String, Vec<u8>> =
            (0..100).map(|n| (format!("items/{n}.md"), n.to_string().repeat(9_000).into_bytes())).collect();
        let items: Vec<_> = (0..10_000).map(|n| (ItemVersion(format!("v{n}")), format!("item {n} ").repeat(30))).collect();
        let publishing = tokio::spawn({
            let (store, files, items) = (store.clone(), files.clone(), items.clone());
            async move { store.publish("big".into(), files, items, at(NOW)).await }
        });
        let mut saved = 0;
        while !publishing.is_finished() {
            if store.newest_publication().await.expect("read").is_some() {
                assert_eq!(store.publication("big").await.expect("read").len(), files.len());
            }
            let reply = store.save(save(attempt, ada.id, "a", 1, saved + 1, NOW)).await.expect("saved");
            assert!(matches!(reply.outcome, Some(OperationOutcome::Applied { .. })));
            saved += 1;
        }
        assert!(publishing.await.expect("joined").expect("published"));
        assert!(saved > 20, "only {saved} saves got through");
        assert_eq!(store.publication("big").await.expect("read"), files);
        assert_eq!(store.item_source(&items[9_999].0).await.expect("read").as_deref(), Some(items[9_999].1.as_str()));
        // once more with one item changed: what is there already is not written again, and an older one can come back
        let mut more = items.clone();
        more.push((ItemVersion("new".into()), "new".into()));
        assert!(store.publish("bigger".into(), files.clone(), more, at(NOW + Span::from_minutes(1))).await.expect("published"));
        assert!(store.publish("big".into(), files, items, at(NOW + Span::from_minutes(2))).await.expect("published"));
        assert_eq!(store.newest_publication().await.expect("read").as_deref(), Some("big"));
    });
}
