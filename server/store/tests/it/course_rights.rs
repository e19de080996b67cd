//! Whose a course is that nobody owns, who decides a review, and what of the content is no course at all.

use crate::{
    course_roles::{Someone, owned_by, published, roles},
    support::*,
};
use zhixing_domain::{
    account::CourseKeeper,
    message::InboxMessage,
    time::Span,
    workshop::{course_role::CourseRole, review::ReviewState},
};
use zhixing_store::{DraftPublication, Fault, NewPublication, NewSchedule, RoleGift, Store};

const LESSON: &str = "a/010-first.md";

async fn told(store: &Store, who: &Someone) -> Vec<String> {
    let unread = store.unread_of(who.account.id, 20).await.expect("read");
    let role = |message: Option<InboxMessage>| match message {
        Some(InboxMessage::CourseRoleChanged { role, .. }) => Some(role),
        _ => None,
    };
    unread.into_iter().filter_map(|line| role(line.message)).collect()
}

#[test]
fn who_wrote_in_an_open_course_hears_whose_it_becomes() {
    on_each(async |store| {
        published(&store).await;
        let (chen, wang, lin) = (
            Someone::teaches(&store, "chen", &[]).await,
            Someone::teaches(&store, "wang", &[]).await,
            Someone::teaches(&store, "lin", &[]).await,
        );
        wang.says(&store, LESSON, "two", 0).await.expect("written");
        assert!(matches!(wang.gives(&store, "wang", Some(CourseRole::Owner), true).await, Err(Fault::Open)), "writing makes it nobody's");
        owned_by(&store, "chen", false).await;
        assert_eq!(roles(&store).await, [("chen".into(), CourseRole::Owner)]);
        assert_eq!(told(&store, &chen).await, ["owner"], "once");
        assert_eq!(told(&store, &wang).await, [""], "who wrote and has no part in it any more");
        assert!(told(&store, &lin).await.is_empty());
    });
}

#[test]
fn who_made_a_course_before_there_were_roles_may_name_its_people_and_owns_it() {
    on_each_url(async |store, url| {
        published(&store).await;
        let (chen, wang) = (Someone::teaches(&store, "chen", &[]).await, Someone::teaches(&store, "wang", &[]).await);
        chen.writes(&store, "old/course.md", 0).await.expect("begun");
        tamper(&url, "DELETE FROM course_role").await;
        let names = async |who: &Someone, login: &str| {
            let keeper = CourseKeeper::Author(who.author.clone());
            let may = store.names_people(&keeper, "old").await.expect("read");
            let gift = RoleGift { login: login.into(), role: Some(CourseRole::Editor), keeps: false };
            (may, store.give_course_role(&keeper, "old".into(), gift, who.stamp()).await)
        };
        let (may, given) = names(&wang, "wang").await;
        assert!(!may && matches!(given, Err(Fault::Open)));
        let (may, given) = names(&chen, "wang").await;
        assert!(may && given.expect("given"));
        let team = store.course_team(&CourseKeeper::Author(chen.author.clone()), "old").await.expect("read");
        let team: Vec<_> = team.iter().map(|member| (member.login.as_str(), member.role)).collect();
        assert_eq!(team, [("chen", CourseRole::Owner), ("wang", CourseRole::Editor)]);
        assert_eq!(told(&store, &wang).await, ["editor"], "once, of the role that it is");
    });
}

#[test]
fn a_review_is_decided_by_who_was_asked_and_counts_while_they_may_review() {
    on_each(async |store| {
        published(&store).await;
        let (chen, wang, lin) = (
            Someone::teaches(&store, "chen", &[]).await,
            Someone::teaches(&store, "wang", &[]).await,
            Someone::teaches(&store, "lin", &[]).await,
        );
        owned_by(&store, "chen", false).await;
        for login in ["wang", "lin"] {
            assert!(chen.gives(&store, login, Some(CourseRole::Reviewer), false).await.expect("given"));
        }
        let asks = |whom: Option<&str>| store.ask_review(&chen.author, "a".into(), "d".into(), whom.map(String::from), chen.stamp());
        let decides = |who: &Someone| {
            let (store, author, stamp) = (store.clone(), who.author.clone(), who.stamp());
            async move { store.decide_review(&author, "a".into(), "d".into(), (ReviewState::Approved, String::new()), stamp).await }
        };
        assert!(asks(Some("wang")).await.expect("asked"));
        assert!(matches!(decides(&lin).await, Err(Fault::AskedOther)));
        let said = (LESSON.to_string(), 1, "x".to_string());
        assert!(store.remark(&lin.author, "a".into(), "d".into(), said, lin.stamp()).await.expect("kept"), "every reviewer remarks");
        assert!(decides(&wang).await.expect("decided"));
        let approved = async || store.review(&chen.author, "a").await.expect("read").expect("there").is_approved();
        assert!(approved().await);
        for (role, holds) in [(Some(CourseRole::Reader), false), (Some(CourseRole::Editor), true), (None, false)] {
            assert!(chen.gives(&store, "wang", role, false).await.expect("given"));
            assert_eq!(approved().await, holds, "{role:?}");
        }
        // where nobody is named any reviewer decides, and it counts while their account does
        assert!(asks(None).await.expect("asked"));
        assert!(decides(&lin).await.expect("decided"));
        assert!(approved().await);
        let stamp = at(NOW + Span::from_minutes(200));
        store.set_disabled(&administrator(), lin.account.id, Some(stamp.now), stamp).await.expect("disabled");
        assert!(!approved().await);
    });
}

#[test]
fn who_wrote_what_is_to_be_published_is_not_offered_as_its_reviewer() {
    on_each(async |store| {
        published(&store).await;
        let (chen, wang, lin) = (
            Someone::teaches(&store, "chen", &[]).await,
            Someone::teaches(&store, "wang", &[]).await,
            Someone::teaches(&store, "lin", &[]).await,
        );
        let offered = async || {
            let offered = store.reviewers(&chen.author, "a").await.expect("read");
            offered.into_iter().map(|(login, _)| login).collect::<Vec<_>>()
        };
        assert_eq!(offered().await, ["lin", "wang"]);
        wang.says(&store, LESSON, "wang's", 0).await.expect("written");
        chen.says(&store, LESSON, "chen's", 1).await.expect("written");
        assert_eq!(offered().await, ["lin"], "though somebody saved over it");
        // what was begun with the very text of a template is the text of both who began with it
        lin.says(&store, "a/items/lin.md", "template", 0).await.expect("written");
        store.discard_draft(&lin.author, "a/items/lin.md".into(), 1, lin.stamp()).await.expect("asked").expect("given up");
        chen.says(&store, "a/items/chen.md", "template", 0).await.expect("written");
        assert!(store.wrote_drafts(&lin.author, "a").await.expect("read"));
        chen.says(&store, "a/items/chen.md", "template, and more", 1).await.expect("written");
        assert!(!store.wrote_drafts(&lin.author, "a").await.expect("read"), "until one of them writes on");
    });
}

#[test]
fn what_is_no_course_is_no_teachers_to_see_to_publish_or_to_set_back() {
    on_each(async |store| {
        let files = [("a/course.md", "a"), ("pages/privacy.md", "p"), ("standards/ai.md", "s"), ("README.md", "r")];
        let files = files.map(|(path, text)| (path.to_string(), text.as_bytes().to_vec())).into();
        assert!(store.publish("p1".into(), files, vec![], at(NOW)).await.expect("published"));
        let chen = Someone::teaches(&store, "chen", &[]).await;
        let seen: Vec<_> = store.workshop(&chen.author).await.expect("read").into_iter().map(|line| line.path).collect();
        assert_eq!(seen, ["a/course.md", "standards/ai.md"]);
        assert_eq!(store.course_role(&chen.author, "standards").await.expect("read"), CourseRole::Owner, "as before");
        for folder in ["pages", "README.md", "_gallery"] {
            assert!(matches!(store.course_role(&chen.author, folder).await, Err(Fault::Beyond)), "{folder}");
            assert!(matches!(store.publications(&chen.author, folder).await, Err(Fault::Beyond)));
            let new =
                NewSchedule { due: NOW + Span::from_minutes(9), drafts: vec![], approved: None, removes: false, over: None, reason: None };
            assert!(matches!(store.schedule_publication(&chen.author, folder.into(), new, chen.stamp()).await, Err(Fault::Beyond)));
            let new = NewPublication { digest: "p2".into(), files: [].into(), items: vec![], renamed: vec![] };
            let what = DraftPublication {
                course: folder.into(),
                over: "p1".into(),
                new,
                taken: vec![],
                scheduled: None,
                reason: None,
                is_back: false,
            };
            assert!(matches!(store.publish_drafts(&chen.author, what, chen.stamp()).await, Err(Fault::Beyond)));
            let gift = RoleGift { login: "chen".into(), role: Some(CourseRole::Owner), keeps: false };
            let keeper = CourseKeeper::Administrator(administrator());
            assert!(matches!(store.give_course_role(&keeper, folder.into(), gift, chen.stamp()).await, Err(Fault::Beyond)));
        }
        assert_eq!(store.newest_publication().await.expect("read").as_deref(), Some("p1"));
    });
}
