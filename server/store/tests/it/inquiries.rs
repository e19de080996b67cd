//! What learners ask: who may ask how much, who answers, who sees it.

use crate::support::*;
use std::collections::BTreeMap;
use zhixing_domain::{
    account::{Account, Author, CourseKeeper, Role, Roles, Scope},
    changes::Renamed,
    id::{AccountId, InquiryId},
    inquiry::{A_DAY, InquiryPlace, InquiryRefusal},
    message::InboxMessage,
    time::{Span, Timestamp},
    workshop::course_role::CourseRole,
};
use zhixing_store::{Actor, Fault, NewInquiry, RoleGift, Stamp, Store};

async fn teacher(store: &Store, login: &str, courses: &[&str]) -> (Account, Author) {
    let id = person(store, login, &[Role::Teacher]).await.id;
    let scope = Scope::of(courses.iter().copied());
    store.set_roles(&administrator(), id, Roles::of(&[Role::Teacher]), scope, at(NOW)).await.expect("stored");
    let account = store.account(id).await.expect("read").expect("there");
    let author = Author::of(&account).expect("a teacher");
    (account, author)
}

fn by(account: AccountId, now: Timestamp) -> Stamp {
    Stamp { actor: Actor::Person(account), ..at(now) }
}

fn of(course: &str, lesson: &str, words: &str) -> NewInquiry {
    NewInquiry { course: course.into(), lesson: lesson.into(), place: InquiryPlace::Lesson, words: words.into(), follows: None }
}

fn after(id: InquiryId) -> NewInquiry {
    NewInquiry { follows: Some(id), ..of("", "", "and?") }
}

fn at_c(id: InquiryId) -> (String, InquiryId) {
    ("c".into(), id)
}

async fn asks(store: &Store, who: AccountId, new: NewInquiry, minutes: i64) -> Result<InquiryId, InquiryRefusal> {
    store.ask(who, new, by(who, NOW + Span::from_minutes(minutes))).await.expect("stored")
}

#[test]
fn a_question_is_between_its_person_and_the_teachers_of_the_course_until_one_shows_it() {
    on_each(async |store| {
        let (ada, bob) = (person(&store, "ada", &[Role::Learner]).await.id, person(&store, "bob", &[Role::Learner]).await.id);
        let (chen, author) = teacher(&store, "chen", &["c"]).await;
        let (_, other) = teacher(&store, "wang", &["d"]).await;
        let place = InquiryPlace::Item("q".into());
        let id = asks(&store, ada, NewInquiry { place: place.clone(), ..of("c", "one", "why?") }, 0).await.expect("asked");
        let own = store.inquiries_of(ada, Some(("c", "one"))).await.expect("read");
        assert_eq!((own[0].id, &own[0].place, own[0].words.as_str(), &own[0].answer, own[0].shown), (id, &place, "why?", &None, false));
        assert!(
            store.lesson_progress(ada, "c", "one").await.expect("read").is_some_and(|p| p.asked),
            "the page of the lesson looks for it"
        );
        assert!(store.inquiries_of(bob, None).await.expect("read").is_empty());
        assert!(store.inquiries_of(ada, Some(("c", "two"))).await.expect("read").is_empty());
        // teachers of the course see it, with its person; those of another do not
        assert_eq!(store.count_inquiries(&author).await.expect("read"), 1);
        assert_eq!(store.open_inquiries(&author, None).await.expect("read")[0].who, "ADA");
        assert_eq!(store.count_inquiries(&other).await.expect("read"), 0);
        assert!(store.open_inquiries(&other, None).await.expect("read").is_empty());
        assert!(matches!(store.inquiries_at(&other, "c", "one").await, Err(Fault::Beyond)));
        let answer = |shown| ("Because.".to_string(), shown);
        assert!(matches!(store.answer_inquiry(&other, at_c(id), answer(true), at(NOW)).await, Err(Fault::Beyond)));
        assert!(matches!(store.show_inquiry(&author, at_c(id), true, at(NOW)).await, Err(Fault::Beyond)), "there is nothing to show yet");
        assert_eq!(store.answer_inquiry(&author, at_c(id), answer(false), by(chen.id, NOW)).await.expect("stored"), Ok("one".into()));
        assert_eq!(store.answer_inquiry(&author, at_c(id), answer(true), at(NOW)).await.expect("stored"), Err(InquiryRefusal::Answered));
        assert_eq!(store.count_inquiries(&author).await.expect("read"), 0);
        assert!(store.shown_inquiries("c", "one").await.expect("read").is_empty(), "for its person alone");
        let told = store.messages_of(ada, 0).await.expect("read");
        let message = InboxMessage::QuestionAnswered { course: "c".into(), lesson: "one".into(), inquiry: id };
        assert!(told.total == 1 && told.messages[0].message == Some(message), "{told:?}");
        // shown, and not any more
        store.show_inquiry(&author, at_c(id), true, by(chen.id, NOW)).await.expect("stored");
        store.show_inquiry(&author, at_c(id), true, by(chen.id, NOW)).await.expect("stored");
        let shown = store.shown_inquiries("c", "one").await.expect("read");
        assert_eq!((shown.len(), shown[0].answer.text.as_str()), (1, "Because."));
        store.show_inquiry(&author, at_c(id), false, by(chen.id, NOW)).await.expect("stored");
        assert!(store.shown_inquiries("c", "one").await.expect("read").is_empty());
        let log = store.events_of(&administrator(), &id.to_string()).await.expect("read");
        let mut actions: Vec<_> = log.iter().map(|line| line.what.action()).collect();
        actions.sort_unstable();
        assert_eq!(actions, ["inquiry.answered", "inquiry.asked", "inquiry.shown", "inquiry.shown"], "what changes nothing is no event");
    });
}

#[test]
fn one_question_follows_an_answer_and_one_that_waits_can_be_taken_back() {
    on_each(async |store| {
        let (ada, bob) = (person(&store, "ada", &[Role::Learner]).await.id, person(&store, "bob", &[Role::Learner]).await.id);
        let (_, author) = teacher(&store, "chen", &[]).await;
        let first = asks(&store, ada, of("c", "one", "why?"), 0).await.expect("asked");
        assert_eq!(asks(&store, ada, after(first), 1).await, Err(InquiryRefusal::Waits));
        assert!(matches!(store.take_back(bob, first, at(NOW)).await, Err(Fault::Beyond)));
        assert_eq!(store.take_back(ada, first, by(ada, NOW)).await.expect("stored"), Ok(()));
        assert!(store.inquiries_of(ada, None).await.expect("read").is_empty());
        let second = asks(&store, ada, of("c", "one", "why?"), 2).await.expect("asked");
        assert!(store.answer_inquiry(&author, at_c(second), ("x".into(), false), at(NOW)).await.expect("stored").is_ok());
        assert_eq!(store.take_back(ada, second, by(ada, NOW)).await.expect("stored"), Err(InquiryRefusal::Answered));
        assert!(matches!(store.ask(bob, after(second), at(NOW)).await, Err(Fault::Beyond)), "it is not his");
        let third = asks(&store, ada, after(second), 3).await.expect("asked");
        let own = store.inquiries_of(ada, Some(("c", "one"))).await.expect("read");
        assert_eq!((own[0].id, own[0].follows), (third, Some(second)), "it stands where the first one does");
        assert_eq!(asks(&store, ada, after(second), 4).await, Err(InquiryRefusal::Followed));
        assert!(store.answer_inquiry(&author, at_c(third), ("y".into(), false), at(NOW)).await.expect("stored").is_ok());
        assert!(asks(&store, ada, after(third), 5).await.is_ok(), "one for each answer");
    });
}

#[test]
fn nobody_asks_without_end_and_nobody_answers_themselves() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await.id;
        for n in 0..A_DAY {
            asks(&store, ada, of("c", "one", &n.to_string()), n).await.expect("asked");
        }
        assert_eq!(asks(&store, ada, of("d", "one", "x"), A_DAY).await, Err(InquiryRefusal::TooMany));
        assert!(asks(&store, ada, of("d", "one", "x"), 24 * 60).await.is_ok(), "a day after the first");
        let (chen, author) = teacher(&store, "chen", &[]).await;
        let own = asks(&store, chen.id, of("c", "one", "x"), 0).await.expect("asked");
        assert!(matches!(store.answer_inquiry(&author, at_c(own), ("x".into(), true), by(chen.id, NOW)).await, Err(Fault::Own)));
    });
}

#[test]
fn questions_go_along_with_a_lesson_that_is_renamed_and_with_an_account_that_is_merged() {
    on_each(async |store| {
        let (ada, old) = (person(&store, "ada", &[Role::Learner]).await.id, person(&store, "old", &[Role::Learner]).await.id);
        store.see_lesson(ada, "c", "one", NOW).await.expect("stored");
        let id = asks(&store, old, of("c", "one", "why?"), 0).await.expect("asked");
        store.merge_accounts(&administrator(), ada, old, None, at(NOW)).await.expect("stored").expect("merged");
        let renamed = vec![Renamed { course: "c".into(), from: "one".into(), to: "first".into() }];
        assert!(store.publish_renaming("d1".into(), BTreeMap::new(), vec![], renamed, at(NOW)).await.expect("published"));
        assert_eq!(store.inquiries_of(ada, Some(("c", "first"))).await.expect("read")[0].id, id);
        assert!(store.lesson_progress(ada, "c", "first").await.expect("read").is_some_and(|p| p.asked));
        assert!(store.inquiries_of(old, None).await.expect("read").is_empty());
    });
}

#[test]
fn in_a_course_that_has_people_who_has_no_role_reads_and_answers_nothing() {
    on_each(async |store| {
        let files = BTreeMap::from([("c/course.md".to_string(), b"c".to_vec())]);
        assert!(store.publish("p1".into(), files, vec![], at(NOW)).await.expect("published"));
        let ada = person(&store, "ada", &[Role::Learner]).await.id;
        let ((chen, owner), (wang, other)) = (teacher(&store, "chen", &[]).await, teacher(&store, "wang", &["c"]).await);
        let id = asks(&store, ada, of("c", "one", "why?"), 0).await.expect("asked");
        assert_eq!(store.count_inquiries(&other).await.expect("read"), 1, "an open course is everybody's");
        assert!(store.reach_of(&other, "c").await.is_ok());
        let gift = RoleGift { login: "chen".into(), role: Some(CourseRole::Owner), keeps: false };
        assert!(
            store.give_course_role(&CourseKeeper::Administrator(administrator()), "c".into(), gift, by(chen.id, NOW)).await.expect("given")
        );
        assert_eq!((store.count_inquiries(&other).await.expect("read"), store.count_inquiries(&owner).await.expect("read")), (0, 1));
        assert!(store.open_inquiries(&other, None).await.expect("read").is_empty());
        assert!(matches!(store.open_inquiries(&other, Some("c")).await, Err(Fault::Beyond)));
        assert!(matches!(store.inquiries_at(&other, "c", "one").await, Err(Fault::Beyond)));
        let answered = store.answer_inquiry(&other, at_c(id), ("so".into(), true), by(wang.id, NOW)).await;
        assert!(matches!(answered, Err(Fault::Beyond)));
        assert!(matches!(store.reach_of(&other, "c").await, Err(Fault::Beyond)));
        assert!(matches!(store.tries_of(&other, "c").await, Err(Fault::Beyond)));
        assert!(store.answer_inquiry(&owner, at_c(id), ("so".into(), true), by(chen.id, NOW)).await.expect("stored").is_ok());
        assert!(matches!(store.show_inquiry(&other, at_c(id), false, by(wang.id, NOW)).await, Err(Fault::Beyond)));
    });
}
