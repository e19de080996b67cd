//! How far readers come and how their practice goes, as sums.

use crate::support::*;
use zhixing_domain::{
    account::{Account, Author, Role, Scope},
    question::{Answer, ItemVersion},
    statistics::{FirstTries, LessonReach},
};
use zhixing_store::{Fault, Notes, PracticeTry, Store};

async fn author(store: &Store) -> Author {
    Author::of(&person(store, "chen", &[Role::Teacher]).await).expect("a teacher")
}

#[test]
fn only_what_is_further_is_kept_of_how_far_somebody_read() {
    on_each(async |store| {
        let author = author(&store).await;
        for (login, headings, done) in [("ada", &[2, 1][..], false), ("bob", &[2], true), ("cy", &[], false)] {
            let id = person(&store, login, &[Role::Learner]).await.id;
            store.reach_heading(id, "c", "one", 9).await.expect("stored");
            store.see_lesson(id, "c", "one", NOW).await.expect("stored");
            for heading in headings {
                store.reach_heading(id, "c", "one", *heading).await.expect("stored");
            }
            if done {
                store.set_lesson_done(id, "c", "one", Some(NOW), NOW).await.expect("stored");
            }
        }
        let reach = |heading, people, done| LessonReach { lesson: "one".into(), heading, people, done };
        assert_eq!(store.reach_of(&author, "c").await.expect("read"), [reach(0, 1, 0), reach(2, 2, 1)]);
        assert!(store.reach_of(&author, "d").await.expect("read").is_empty());
        let narrow = Author::of(&Account { scope: Scope::of(["d"]), ..person(&store, "eve", &[Role::Teacher]).await }).expect("a teacher");
        assert!(matches!(store.reach_of(&narrow, "c").await, Err(Fault::Beyond)));
        assert!(matches!(store.tries_of(&narrow, "c").await, Err(Fault::Beyond)));
    });
}

#[test]
fn the_first_try_of_an_item_is_kept_and_an_edited_item_begins_anew() {
    on_each(async |store| {
        let author = author(&store).await;
        let ada = person(&store, "ada", &[Role::Learner]).await.id;
        let tries = async |version: &str, option: u8, right: bool| {
            let answer = Answer::Single { option: Some(option) };
            let tried = PracticeTry {
                account: ada,
                course: "c".into(),
                item: "q".into(),
                version: ItemVersion(version.into()),
                right,
                answer,
                of_lesson: true,
                days: [NOW; 5],
            };
            let notes = Notes { account: ada, course: "c".into(), answers: vec![("q".into(), right)] };
            store.note_answers(notes, Some(tried), NOW).await.expect("stored");
        };
        let sums = |version: &str, option: u8, right: bool, tries: i64| FirstTries {
            item: "q".into(),
            version: ItemVersion(version.into()),
            right,
            answer: Some(Answer::Single { option: Some(option) }),
            people: 1,
            tries,
        };
        tries("v1", 2, false).await;
        tries("v1", 1, true).await;
        assert_eq!(store.tries_of(&author, "c").await.expect("read"), [sums("v1", 2, false, 2)]);
        tries("v2", 0, true).await;
        assert_eq!(store.tries_of(&author, "c").await.expect("read"), [sums("v2", 0, true, 1)]);
        assert_eq!(store.practice_of(ada).await.expect("read"), [("c".to_string(), "q".to_string(), 1)]);
    });
}
