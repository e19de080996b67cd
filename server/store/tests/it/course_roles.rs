//! Roles in a course: an open course stays as it was, whoever begins one owns it, nobody does more than their role says, and the last owner stays.

use crate::support::*;
use zhixing_domain::{
    account::{Account, Author, CourseKeeper, Role, Roles, Scope},
    time::Span,
    workshop::{VersionWhy, course_role::CourseRole, review::ReviewState},
};
use zhixing_store::{Actor, DraftChange, DraftPublication, Fault, NewPublication, NewSchedule, RoleGift, Stamp, Store};

const LESSON: &str = "a/010-first.md";

pub(crate) struct Someone {
    pub account: Account,
    pub author: Author,
    minutes: std::cell::Cell<i64>,
}

impl Someone {
    pub async fn teaches(store: &Store, login: &str, courses: &[&str]) -> Self {
        let id = person(store, login, &[Role::Teacher]).await.id;
        let scope = Scope::of(courses.iter().copied());
        store.set_roles(&administrator(), id, Roles::of(&[Role::Teacher]), scope, at(NOW)).await.expect("stored");
        let account = store.account(id).await.expect("read").expect("there");
        let author = Author::of(&account).expect("a teacher");
        Self { account, author, minutes: std::cell::Cell::new(0) }
    }

    pub fn stamp(&self) -> Stamp {
        self.minutes.set(self.minutes.get() + 1);
        Stamp { actor: Actor::Person(self.account.id), ..at(NOW + Span::from_minutes(self.minutes.get())) }
    }

    pub async fn gives(&self, store: &Store, login: &str, role: Option<CourseRole>, keeps: bool) -> Result<bool, Fault> {
        let gift = RoleGift { login: login.into(), role, keeps };
        store.give_course_role(&CourseKeeper::Author(self.author.clone()), "a".into(), gift, self.stamp()).await
    }

    pub async fn writes(&self, store: &Store, path: &str, seen: i64) -> Result<(), Fault> {
        self.says(store, path, "x", seen).await
    }

    pub async fn says(&self, store: &Store, path: &str, text: &str, seen: i64) -> Result<(), Fault> {
        let why = if seen == 0 && path != LESSON { VersionWhy::Created } else { VersionWhy::Saved };
        let change = DraftChange { path: path.into(), bytes: Some(text.into()), seen, base: None, takes_in: false, why };
        store.write_drafts(&self.author, vec![change], 100, self.stamp()).await.map(|_| ())
    }
}

/// An administrator names the first owner.
pub(crate) async fn owned_by(store: &Store, login: &str, keeps: bool) {
    let gift = RoleGift { login: login.into(), role: Some(CourseRole::Owner), keeps };
    let given = store.give_course_role(&CourseKeeper::Administrator(administrator()), "a".into(), gift, at(NOW)).await;
    assert!(given.expect("given"));
}

pub(crate) async fn published(store: &Store) {
    let files = [("a/course.md", "a"), (LESSON, "one")].map(|(p, t)| (p.to_string(), t.as_bytes().to_vec())).into();
    assert!(store.publish("p1".into(), files, vec![], at(NOW)).await.expect("published"));
}

pub(crate) async fn roles(store: &Store) -> Vec<(String, CourseRole)> {
    let team = store.course_team(&CourseKeeper::Administrator(administrator()), "a").await.expect("read");
    team.into_iter().map(|member| (member.login, member.role)).collect()
}

#[test]
fn an_open_course_is_everybodys_until_somebody_is_named_and_those_who_write_it_may_stay() {
    on_each(async |store| {
        published(&store).await;
        let (chen, wang, lin) = (
            Someone::teaches(&store, "chen", &[]).await,
            Someone::teaches(&store, "wang", &["a"]).await,
            Someone::teaches(&store, "lin", &["b"]).await,
        );
        for who in [&chen, &wang] {
            assert_eq!(store.course_role(&who.author, "a").await.expect("read"), CourseRole::Owner, "as before there were roles");
        }
        assert!(matches!(store.course_role(&lin.author, "a").await, Err(Fault::Beyond)));
        assert!(roles(&store).await.is_empty());
        // whoever is not reached by the scope is given nothing
        assert!(!chen.gives(&store, "lin", Some(CourseRole::Reader), true).await.expect("asked"));
        assert!(!chen.gives(&store, "nobody", Some(CourseRole::Reader), true).await.expect("asked"));
        assert!(roles(&store).await.is_empty(), "nobody was named by that");
        assert!(matches!(chen.gives(&store, "wang", Some(CourseRole::Reader), true).await, Err(Fault::Open)), "nobody takes it");
        owned_by(&store, "chen", true).await;
        assert_eq!(roles(&store).await, [("chen".into(), CourseRole::Owner), ("wang".into(), CourseRole::Editor)]);
        // without them: a teacher who comes later has no part in it either
        let zhao = Someone::teaches(&store, "zhao", &[]).await;
        assert!(matches!(store.workshop_file(&zhao.author, LESSON).await, Err(Fault::Beyond)));
        assert_eq!(store.workshop(&zhao.author).await.expect("read").len(), 0);
        assert_eq!(store.workshop(&wang.author).await.expect("read").len(), 2);
    });
}

#[test]
fn whoever_begins_a_course_owns_it_and_nobody_else_sees_it() {
    on_each(async |store| {
        published(&store).await;
        let (chen, wang) = (Someone::teaches(&store, "chen", &[]).await, Someone::teaches(&store, "wang", &[]).await);
        chen.writes(&store, "new/course.md", 0).await.expect("begun");
        assert_eq!(store.course_role(&chen.author, "new").await.expect("read"), CourseRole::Owner);
        assert!(matches!(store.drafts(&wang.author, "new").await, Err(Fault::Beyond)));
        assert!(matches!(wang.writes(&store, "new/items/x.md", 0).await, Err(Fault::Beyond)));
        // a draft over what is published begins no course
        chen.writes(&store, "a/items/x.md", 0).await.expect("written");
        assert!(roles(&store).await.is_empty());
    });
}

#[test]
fn of_courses_that_are_begun_the_beginnings_of_their_pages_are_read_within_what_one_sees() {
    on_each(async |store| {
        published(&store).await;
        let (chen, wang) = (Someone::teaches(&store, "chen", &[]).await, Someone::teaches(&store, "wang", &[]).await);
        let lin = Someone::teaches(&store, "lin", &["other"]).await;
        let long = format!("+++\ntitle = \"新\"\n+++\n{}", "字".repeat(300_000));
        for course in ["new", "new2"] {
            chen.says(&store, &format!("{course}/course.md"), &long, 0).await.expect("begun");
        }
        chen.says(&store, "new/course.en.md", "english", 0).await.expect("begun");
        chen.says(&store, "a/course.md", "a draft over what is published", 0).await.expect("written");
        let all = async |keeper: CourseKeeper| store.begun_courses(&keeper).await.expect("read");
        let of = async |who: &Someone, course: &str| {
            let found = store.begun_course(&CourseKeeper::Author(who.author.clone()), course).await.expect("read");
            found.into_keys().collect::<Vec<_>>()
        };
        let mine = all(CourseKeeper::Author(chen.author.clone())).await;
        assert_eq!(mine.keys().collect::<Vec<_>>(), ["new/course.en.md", "new/course.md", "new2/course.md"]);
        let head = &mine["new/course.md"];
        assert!(head.len() <= 4 << 10 && long.as_bytes().starts_with(head), "the beginning alone: {}", head.len());
        assert_eq!(of(&chen, "new").await, ["new/course.en.md", "new/course.md"]);
        assert!(of(&chen, "a").await.is_empty() && of(&chen, "none").await.is_empty());
        assert!(of(&wang, "new").await.is_empty() && all(CourseKeeper::Author(wang.author.clone())).await.is_empty());
        assert_eq!(all(CourseKeeper::Administrator(administrator())).await.len(), 3);
        assert!(all(CourseKeeper::Author(lin.author.clone())).await.is_empty());
    });
}

#[test]
fn nobody_does_more_in_a_course_than_their_role_says() {
    on_each(async |store| {
        published(&store).await;
        let chen = Someone::teaches(&store, "chen", &[]).await;
        owned_by(&store, "chen", false).await;
        chen.writes(&store, "a/items/x.md", 0).await.expect("written");
        let asked = store.ask_review(&chen.author, "a".into(), "d".into(), None, chen.stamp()).await;
        assert!(asked.expect("asked"));
        for (n, role) in CourseRole::ALL.into_iter().enumerate() {
            let login = role.code();
            let who = Someone::teaches(&store, login, &[]).await;
            assert!(chen.gives(&store, login, Some(role), false).await.expect("given"));
            let lacks = |needed: CourseRole, done: Result<(), Fault>| match done {
                Ok(()) => assert!(role >= needed, "{role:?} did what takes {needed:?}"),
                Err(Fault::Role(said)) => assert!(role < needed && said == needed, "{role:?}: {said:?}"),
                Err(other) => panic!("{role:?}: {other:?}"),
            };
            lacks(CourseRole::Reader, store.drafts(&who.author, "a").await.map(|_| ()));
            let said = (LESSON.to_string(), 1, "x".to_string());
            lacks(CourseRole::Reviewer, store.remark(&who.author, "a".into(), "d".into(), said, who.stamp()).await.map(|_| ()));
            lacks(CourseRole::Editor, who.writes(&store, &format!("a/items/y{n}.md"), 0).await);
            lacks(CourseRole::Editor, store.discard_draft(&who.author, LESSON.into(), 0, who.stamp()).await.map(|_| ()));
            let new = NewPublication { digest: format!("p2{n}"), files: [].into(), items: vec![], renamed: vec![] };
            let over = store.newest_publication().await.expect("read").expect("published");
            let what = DraftPublication { course: "a".into(), over, new, taken: vec![], scheduled: None, reason: None, is_back: false };
            let new = NewSchedule {
                due: NOW + Span::from_minutes(900),
                drafts: vec![],
                approved: None,
                removes: false,
                over: None,
                reason: None,
            };
            lacks(CourseRole::Owner, store.schedule_publication(&who.author, "a".into(), new, who.stamp()).await.map(|_| ()));
            lacks(CourseRole::Owner, store.unschedule_publication(&who.author, "a".into(), None, who.stamp()).await.map(|_| ()));
            lacks(CourseRole::Owner, who.gives(&store, "reader", Some(CourseRole::Reader), false).await.map(|_| ()));
            lacks(
                CourseRole::Owner,
                store.publish_drafts(&who.author, what, Stamp { now: NOW + Span::from_minutes(99), ..who.stamp() }).await.map(|_| ()),
            );
        }
    });
}

#[test]
fn the_last_owner_who_can_act_stays_and_an_administrator_names_another() {
    on_each(async |store| {
        published(&store).await;
        let (chen, _wang) = (Someone::teaches(&store, "chen", &[]).await, Someone::teaches(&store, "wang", &[]).await);
        let admin = CourseKeeper::Administrator(administrator());
        let by_admin = |login: &str, role, minutes| {
            let gift = RoleGift { login: login.into(), role, keeps: false };
            store.give_course_role(&admin, "a".into(), gift, at(NOW + Span::from_minutes(minutes)))
        };
        assert!(
            matches!(by_admin("chen", Some(CourseRole::Editor), 1).await, Err(Fault::LastOwner)),
            "a course that has people has an owner"
        );
        assert!(by_admin("chen", Some(CourseRole::Owner), 2).await.expect("given"));
        for role in [None, Some(CourseRole::Editor)] {
            assert!(matches!(chen.gives(&store, "chen", role, false).await, Err(Fault::LastOwner)));
        }
        assert_eq!(roles(&store).await, [("chen".into(), CourseRole::Owner)], "nothing of it happened");
        assert!(!chen.gives(&store, "wang", None, false).await.expect("asked"), "there is nothing to take");
        assert!(chen.gives(&store, "wang", Some(CourseRole::Owner), false).await.expect("given"));
        // of two owners one cannot act: the other one is the last
        store.set_disabled(&administrator(), chen.account.id, Some(NOW), at(NOW + Span::from_minutes(3))).await.expect("disabled");
        assert!(matches!(by_admin("wang", None, 4).await, Err(Fault::LastOwner)));
        assert!(by_admin("chen", None, 5).await.expect("taken"));
        assert_eq!(roles(&store).await, [("wang".into(), CourseRole::Owner)]);
    });
}

#[test]
fn a_colleague_who_is_asked_hears_of_it_and_whoever_asked_hears_the_word() {
    on_each(async |store| {
        published(&store).await;
        let (chen, wang, lin) = (
            Someone::teaches(&store, "chen", &[]).await,
            Someone::teaches(&store, "wang", &[]).await,
            Someone::teaches(&store, "lin", &[]).await,
        );
        let told = async |who: &Someone| store.unread_of(who.account.id, 9).await.expect("read").len();
        let before = (told(&chen).await, told(&wang).await, told(&lin).await);
        let asks = |whom: Option<&str>| store.ask_review(&chen.author, "a".into(), "d".into(), whom.map(String::from), chen.stamp());
        assert!(!asks(Some("nobody")).await.expect("asked"));
        assert!(!asks(Some("chen")).await.expect("asked"), "not oneself");
        assert!(asks(Some("wang")).await.expect("asked"));
        assert_eq!((told(&wang).await, told(&lin).await), (before.1 + 1, before.2));
        assert!(asks(None).await.expect("asked"));
        assert_eq!(told(&lin).await, before.2, "in an open course nobody is called for all");
        let said = (ReviewState::SentBack, "第二段太长".to_string());
        assert!(store.decide_review(&wang.author, "a".into(), "d".into(), said, wang.stamp()).await.expect("decided"));
        assert_eq!(told(&chen).await, before.0 + 1);
        let review = store.review(&chen.author, "a").await.expect("read").expect("there");
        assert_eq!((review.word.as_str(), review.decided_by.as_deref()), ("第二段太长", Some("WANG")));
        assert_eq!(store.reviewers(&chen.author, "a").await.expect("read").len(), 2);
        owned_by(&store, "chen", false).await;
        assert!(chen.gives(&store, "wang", Some(CourseRole::Reader), false).await.expect("given"));
        assert!(store.reviewers(&chen.author, "a").await.expect("read").is_empty(), "a reader is asked nothing");
    });
}

#[test]
fn what_was_decided_about_the_same_files_is_not_asked_again_and_what_was_said_of_them_stays() {
    on_each(async |store| {
        published(&store).await;
        let (chen, wang) = (Someone::teaches(&store, "chen", &[]).await, Someone::teaches(&store, "wang", &[]).await);
        chen.writes(&store, "a/items/x.md", 0).await.expect("written");
        let asks = |digest: &str| store.ask_review(&chen.author, "a".into(), digest.into(), Some("wang".into()), chen.stamp());
        assert!(asks("d1").await.expect("asked"));
        let said = (LESSON.to_string(), 1, "too long".to_string());
        assert!(store.remark(&wang.author, "a".into(), "d1".into(), said, wang.stamp()).await.expect("said"));
        assert!(asks("d1").await.expect("asked"), "another one may be asked while it waits");
        let decided = (ReviewState::SentBack, "shorter, please".to_string());
        assert!(store.decide_review(&wang.author, "a".into(), "d1".into(), decided, wang.stamp()).await.expect("decided"));
        assert!(matches!(asks("d1").await, Err(Fault::Conflict)));
        let review = store.review(&chen.author, "a").await.expect("read").expect("there");
        assert_eq!((review.state, review.word.as_str(), review.remarks.len()), (ReviewState::SentBack, "shorter, please", 1));
        assert!(asks("d2").await.expect("asked"), "of other files");
        assert!(store.review(&chen.author, "a").await.expect("read").expect("there").remarks.is_empty());
    });
}

#[test]
fn whoever_asks_another_waits_for_the_word_and_may_ask_the_one_who_asked_first() {
    on_each(async |store| {
        published(&store).await;
        let (chen, wang, lin) = (
            Someone::teaches(&store, "chen", &[]).await,
            Someone::teaches(&store, "wang", &[]).await,
            Someone::teaches(&store, "lin", &[]).await,
        );
        wang.writes(&store, "a/items/x.md", 0).await.expect("written");
        let asks = async |who: &Someone, whom: &str| {
            store.ask_review(&who.author, "a".into(), "d".into(), Some(whom.into()), who.stamp()).await.expect("asked")
        };
        assert!(asks(&chen, "lin").await, "about what a colleague wrote");
        assert!(asks(&wang, "chen").await, "lin is away");
        let told = async |who: &Someone| store.unread_of(who.account.id, 9).await.expect("read").len();
        let before = (told(&chen).await, told(&wang).await);
        let say = async |who: &Someone| {
            let said = (ReviewState::Approved, String::new());
            store.decide_review(&who.author, "a".into(), "d".into(), said, who.stamp()).await
        };
        assert!(matches!(say(&lin).await, Err(Fault::AskedOther)));
        assert!(matches!(say(&wang).await, Err(Fault::Own)));
        assert!(say(&chen).await.expect("decided"));
        assert_eq!((told(&chen).await, told(&wang).await), (before.0, before.1 + 1), "whoever asked last hears of it");
        assert!(store.review(&wang.author, "a").await.expect("read").expect("there").is_approved());
    });
}

#[test]
fn whoever_wrote_the_bytes_under_another_name_is_not_offered_as_a_reviewer() {
    on_each(async |store| {
        published(&store).await;
        let (chen, wang) = (Someone::teaches(&store, "chen", &[]).await, Someone::teaches(&store, "wang", &[]).await);
        wang.writes(&store, "a/items/x.md", 0).await.expect("written");
        store.discard_draft(&wang.author, "a/items/x.md".into(), 1, wang.stamp()).await.expect("asked").expect("given up");
        chen.writes(&store, "a/items/y.md", 0).await.expect("the same bytes");
        assert!(store.wrote_drafts(&wang.author, "a").await.expect("read"));
        assert!(store.reviewers(&chen.author, "a").await.expect("read").is_empty());
        assert!(!store.ask_review(&chen.author, "a".into(), "d".into(), Some("wang".into()), chen.stamp()).await.expect("asked"));
        // a course whose name begins like this one's is another
        let lin = Someone::teaches(&store, "lin", &[]).await;
        lin.writes(&store, "a-b/items/x.md", 0).await.expect("written");
        assert!(!store.wrote_drafts(&lin.author, "a").await.expect("read"));
    });
}

#[test]
fn two_accounts_of_one_teacher_become_one_with_the_higher_role() {
    on_each(async |store| {
        published(&store).await;
        let (old, new) = (Someone::teaches(&store, "chen-old", &[]).await, Someone::teaches(&store, "chen", &[]).await);
        owned_by(&store, "chen-old", false).await;
        assert!(old.gives(&store, "chen", Some(CourseRole::Reader), false).await.expect("given"));
        old.writes(&store, "mine/course.md", 0).await.expect("begun");
        assert_eq!(roles(&store).await, [("chen-old".into(), CourseRole::Owner), ("chen".into(), CourseRole::Reader)]);
        let merged = store.merge_accounts(&administrator(), new.account.id, old.account.id, None, at(NOW + Span::from_minutes(60))).await;
        assert_eq!(merged.expect("asked"), Ok(()));
        let held = store.course_roles_of(new.account.id).await.expect("read");
        assert_eq!(held, [("a".into(), CourseRole::Owner), ("mine".into(), CourseRole::Owner)]);
        assert!(store.course_roles_of(old.account.id).await.expect("read").is_empty());
    });
}
