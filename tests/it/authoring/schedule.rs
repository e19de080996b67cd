//! A publication at a time: made once by whichever node looks first, checked again, and told of where it is not made.

use super::drafts;
use axum::http::Method;
use serde_json::{Value, json};
use zhixing::{content::Reading, worker::publishing};
use zhixing_store::Actor;
use zhixing_tests::{Person, World, story};

const LESSON: &str = "little/010-first.md";
const SCHEDULE: &str = "/api/v1/workshop/little/schedule";

async fn proposed(person: &mut Person) -> Value {
    person.calls(Method::GET, "/api/v1/workshop/little/publication", json!({})).await.json()
}

/// Sets a time in so many minutes for what is seen now.
async fn sets(world: &World, person: &mut Person, minutes: i64) {
    let digest = proposed(person).await["digest"].clone();
    let at = world.world.clock.now().ms() + minutes * 60_000;
    let set = person.calls(Method::PUT, SCHEDULE, json!({"digest": digest, "at": at})).await;
    assert_eq!(set.status, 204, "{}", set.text());
}

/// Two nodes look at the same moment.
async fn looks(world: &World) {
    let (one, two) = tokio::join!(publishing::once(world.world.clone()), publishing::once(world.world.clone()));
    one.and(two).expect("looked");
}

async fn publications(world: &World) -> usize {
    world.events_of(&world.world.store.newest_publication().await.expect("read").expect("published")).await.len()
}

#[test]
fn what_was_seen_is_published_at_its_time_and_once() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        assert_eq!(chen.calls(Method::GET, SCHEDULE, json!({})).await.status, 404);
        drafts(&mut chen, LESSON, "## 开始\n", "## 开始\n\n明天的一段话。\n").await;
        let page = chen.opens("/teach/little/publish").await.text();
        assert!(page.contains("type=\"datetime-local\"") && page.contains("UTC"), "the zone is named: {page}");
        let digest = proposed(&mut chen).await["digest"].as_str().expect("a digest").to_string();
        for at in ["", "2020-01-01T09:00", "2199-01-01T09:00"] {
            let late = chen.posts("/teach/little/schedule", &[("do", "schedule"), ("digest", &digest), ("at", at)]).await;
            assert!(late.status == 422 && late.text().contains("请写一个将来的时间"), "{}", late.text());
        }
        sets(&world, &mut chen, 60).await;
        let page = chen.opens("/teach/little/publish").await.text();
        assert!(page.contains("陈老师定在") && page.contains("取消定时发布"), "{page}");
        assert_eq!(chen.calls(Method::GET, SCHEDULE, json!({})).await.json()["by"], "陈老师");
        drafts(&mut chen, LESSON, "明天的一段话。\n", "明天的一段话。\n\n后来写的。\n").await;
        world.passes(59);
        looks(&world).await;
        assert!(!world.visitor().opens("/courses/little/first").await.text().contains("明天的一段话"));
        world.passes(2);
        looks(&world).await;
        let lesson = world.visitor().opens("/courses/little/first").await.text();
        assert!(lesson.contains("明天的一段话") && !lesson.contains("后来写的"), "what was seen, and no more");
        assert_eq!(publications(&world).await, 1);
        assert_eq!(proposed(&mut chen).await["files"], json!([LESSON]), "what was saved since is a draft");
        assert_eq!(chen.calls(Method::GET, SCHEDULE, json!({})).await.status, 404);
    });
}

#[test]
fn it_may_be_taken_back_and_publishing_by_hand_ends_it() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        drafts(&mut chen, LESSON, "## 开始\n", "## 开始\n\n先不发布。\n").await;
        sets(&world, &mut chen, 60).await;
        let back = chen.posts("/teach/little/schedule", &[("do", "withdraw")]).await;
        assert_eq!(back.location(), "/teach/little/publish?done=unscheduled");
        assert_eq!(chen.calls(Method::DELETE, SCHEDULE, json!({})).await.json()["code"], "not_scheduled");
        world.passes(61);
        looks(&world).await;
        assert!(!world.visitor().opens("/courses/little/first").await.text().contains("先不发布"));
        sets(&world, &mut chen, 60).await;
        let digest = proposed(&mut chen).await["digest"].clone();
        world.passes(1);
        assert_eq!(chen.calls(Method::POST, "/api/v1/workshop/little/publication", json!({"digest": digest})).await.status, 200);
        assert_eq!(chen.calls(Method::GET, SCHEDULE, json!({})).await.status, 404);
        let told = world.events_of("little").await;
        assert!(told.len() >= 3, "set, taken back, set: {told:?}");
    });
}

#[test]
fn what_conflicts_by_then_is_not_published_and_its_owner_hears_why() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        // published from elsewhere meanwhile
        drafts(&mut chen, LESSON, "## 开始\n", "## 开始\n\n草稿的一段。\n").await;
        sets(&world, &mut chen, 60).await;
        let mut files = world.files.clone();
        let text = String::from_utf8(files.0[LESSON].clone()).expect("text").replacen("minutes", "# 别处\nminutes", 1);
        files.insert(LESSON, text);
        world.passes(1);
        Reading::of(files).publish(&world.world.store, &*world.world.clock, Actor::Operator).await.expect("published");
        world.passes(60);
        looks(&world).await;
        let inbox = chen.opens("/messages").await.text();
        assert!(inbox.contains("到时没有发布") && inbox.contains("后来又从别处发布过"), "{inbox}");
        let inbox = chen.opens("/api/v1/me/messages").await.json();
        let stayed = inbox["messages"].as_array().expect("a list").iter().filter(|message| message["kind"] == "publication.stayed");
        assert_eq!(stayed.count(), 1, "once, whichever node looks: {inbox}");
        assert_eq!(chen.calls(Method::GET, SCHEDULE, json!({})).await.status, 404);
    });
}

#[test]
fn a_draft_that_was_given_up_and_a_right_that_was_taken_keep_it_from_being_published() {
    story(async {
        let world = World::new().await;
        let (mut chen, mut admin) = (world.person("teacher").await, world.person("admin").await);
        drafts(&mut chen, LESSON, "## 开始\n", "## 开始\n\n又不要了。\n").await;
        sets(&world, &mut chen, 60).await;
        let now = chen.calls(Method::GET, &format!("/api/v1/workshop/little/drafts?path={LESSON}"), json!({})).await.json();
        let discard = json!({"act": "discard", "path": LESSON, "seen": now["rev"]});
        assert_eq!(chen.calls(Method::POST, "/api/v1/workshop/little/changes", discard.clone()).await.status, 200);
        let again = chen.calls(Method::POST, "/api/v1/workshop/little/changes", discard).await;
        assert_eq!(again.status, 409, "what is not there cannot be given up: {}", again.text());
        // and what is written after it is another draft
        drafts(&mut chen, LESSON, "## 开始\n", "## 开始\n\n另起一段。\n").await;
        world.passes(61);
        looks(&world).await;
        assert!(chen.opens("/messages").await.text().contains("其中有草稿后来被放弃了"));
        assert!(!world.visitor().opens("/courses/little/first").await.text().contains("又不要了"));
        let now = chen.calls(Method::GET, &format!("/api/v1/workshop/little/drafts?path={LESSON}"), json!({})).await.json();
        let discard = json!({"act": "discard", "path": LESSON, "seen": now["rev"]});
        assert_eq!(chen.calls(Method::POST, "/api/v1/workshop/little/changes", discard).await.status, 200);
        drafts(&mut chen, LESSON, "## 开始\n", "## 开始\n\n换了负责人。\n").await;
        sets(&world, &mut chen, 60).await;
        let form = [("login", "wang"), ("name", "王芳"), ("password", "four unrelated words"), ("role", "teacher")];
        assert_eq!(admin.posts("/admin/accounts", &form).await.status, 303);
        let give = [("do", "give"), ("login", "wang"), ("role", "owner"), ("keep", "yes")];
        assert_eq!(admin.posts("/teach/little/people", &give).await.status, 303);
        world.passes(61);
        looks(&world).await;
        let inbox = chen.opens("/messages").await.text();
        assert!(inbox.contains("定时的人已经不是这门课的负责人"), "{inbox}");
        assert!(!world.visitor().opens("/courses/little/first").await.text().contains("换了负责人"));
    });
}

#[test]
fn what_was_sent_back_before_its_time_is_not_published() {
    story(async {
        let world = World::new().await;
        let (mut chen, mut admin) = (world.person("teacher").await, world.person("admin").await);
        let form = [("login", "wang"), ("name", "王芳"), ("password", "four unrelated words"), ("role", "teacher")];
        assert_eq!(admin.posts("/admin/accounts", &form).await.status, 303);
        let mut wang = world.visitor();
        wang.signs_in("wang", "four unrelated words").await;
        drafts(&mut chen, LESSON, "## 开始\n", "## 开始\n\n又退回的一段。\n").await;
        sets(&world, &mut chen, 60).await;
        admin.calls(Method::PUT, "/api/v1/settings", json!({"review_publications": "true"})).await;
        let digest = proposed(&mut chen).await["course_digest"].clone();
        let review = "/api/v1/workshop/little/review";
        for (who, act) in [(&mut chen, "ask"), (&mut wang, "send_back")] {
            let said = json!({"act": act, "digest": digest, "text": "先别发"});
            assert_eq!(who.calls(Method::POST, review, said).await.status, 204, "{act}");
        }
        world.passes(61);
        looks(&world).await;
        assert!(chen.opens("/messages").await.text().contains("还没有同事同意"));
        assert!(!world.visitor().opens("/courses/little/first").await.text().contains("又退回的一段"));
    });
}

#[test]
fn a_role_that_rests_when_the_time_comes_publishes_nothing() {
    story(async {
        let before = World::new().await;
        let mut chen = before.person("teacher").await;
        drafts(&mut chen, LESSON, "## 开始\n", "## 开始\n\n休眠的一段。\n").await;
        sets(&before, &mut chen, 60).await;
        // what was set stays set; from now on a teacher needs two steps, and this one has none
        let world = before.opens_again(&[("require_second_factor", "staff")]).await;
        before.passes(61);
        publishing::once(world.0.clone()).await.expect("looked");
        let mut chen = world.person("teacher").await;
        assert!(chen.opens("/messages").await.text().contains("定时的人已经不是这门课的负责人"));
        assert!(!world.visitor().opens("/courses/little/first").await.text().contains("休眠的一段"));
    });
}

#[test]
fn what_a_colleague_approves_after_the_time_was_set_is_published() {
    story(async {
        let world = World::new().await;
        let (mut chen, mut admin) = (world.person("teacher").await, world.person("admin").await);
        let form = [("login", "wang"), ("name", "王芳"), ("password", "four unrelated words"), ("role", "teacher")];
        assert_eq!(admin.posts("/admin/accounts", &form).await.status, 303);
        let mut wang = world.visitor();
        wang.signs_in("wang", "four unrelated words").await;
        drafts(&mut chen, LESSON, "## 开始\n", "## 开始\n\n后来才要审阅。\n").await;
        sets(&world, &mut chen, 60).await;
        admin.calls(Method::PUT, "/api/v1/settings", json!({"review_publications": "true"})).await;
        let digest = proposed(&mut chen).await["course_digest"].clone();
        let review = "/api/v1/workshop/little/review";
        assert_eq!(chen.calls(Method::POST, review, json!({"act": "ask", "digest": digest})).await.status, 204);
        assert_eq!(wang.calls(Method::POST, review, json!({"act": "approve", "digest": digest})).await.status, 204);
        let again = chen.calls(Method::POST, review, json!({"act": "ask", "digest": digest})).await;
        assert_eq!(again.json()["code"], "review_decided", "the word of a colleague stands: {}", again.text());
        world.passes(61);
        looks(&world).await;
        assert!(world.visitor().opens("/courses/little/first").await.text().contains("后来才要审阅"));
    });
}

/// Whoever approved has no role any more when the time comes: the page asks for another word, and whether it was asked for, of these files or of newer ones,
/// nothing is published without it.
#[test]
fn what_nobody_with_a_role_approves_any_more_is_not_published() {
    story(async {
        let world = World::new().await;
        let (mut chen, mut admin) = (world.person("teacher").await, world.person("admin").await);
        for (login, name) in [("wang", "王芳"), ("lin", "林老师")] {
            let form = [("login", login), ("name", name), ("password", "four unrelated words"), ("role", "teacher")];
            assert_eq!(admin.posts("/admin/accounts", &form).await.status, 303);
        }
        let mut wang = world.visitor();
        wang.signs_in("wang", "four unrelated words").await;
        admin.calls(Method::PUT, "/api/v1/settings", json!({"review_publications": "true"})).await;
        let people = "/teach/little/people";
        for (login, role) in [("teacher", "owner"), ("lin", "reviewer")] {
            assert_eq!(admin.posts(people, &[("do", "give"), ("login", login), ("role", role)]).await.status, 303, "{login}");
        }
        let review = "/api/v1/workshop/little/review";
        for newer in [false, true] {
            assert_eq!(admin.posts(people, &[("do", "give"), ("login", "wang"), ("role", "reviewer")]).await.status, 303);
            drafts(&mut chen, LESSON, "## 开始\n", &format!("## 开始\n\n没人作数的一段 {newer}。\n")).await;
            let digest = proposed(&mut chen).await["course_digest"].clone();
            for (who, act) in [(&mut chen, "ask"), (&mut wang, "approve")] {
                assert_eq!(who.calls(Method::POST, review, json!({"act": act, "digest": digest})).await.status, 204, "{act}");
            }
            sets(&world, &mut chen, 60).await;
            assert_eq!(admin.posts(people, &[("do", "take"), ("login", "wang")]).await.status, 303);
            if newer {
                world.passes(1);
                drafts(&mut chen, LESSON, "没人作数的一段", "没人作数的另一段").await;
            }
            let digest = proposed(&mut chen).await["course_digest"].clone();
            let again = chen.calls(Method::POST, review, json!({"act": "ask", "digest": digest, "whom": "lin"})).await;
            assert_eq!(again.status, 204, "{}", again.text());
            world.passes(61);
            looks(&world).await;
            assert!(!world.visitor().opens("/courses/little/first").await.text().contains("没人作数"), "newer: {newer}");
            assert!(chen.opens("/messages").await.text().contains("还没有同事同意"));
        }
    });
}

#[test]
fn a_time_that_a_colleague_set_is_not_ended_by_a_page_that_shows_another() {
    story(async {
        let world = World::new().await;
        let (mut chen, mut admin) = (world.person("teacher").await, world.person("admin").await);
        let form = [("login", "wang"), ("name", "王芳"), ("password", "four unrelated words"), ("role", "teacher")];
        assert_eq!(admin.posts("/admin/accounts", &form).await.status, 303);
        let mut wang = world.visitor();
        wang.signs_in("wang", "four unrelated words").await;
        drafts(&mut chen, LESSON, "## 开始\n", "## 开始\n\n两个人都定了时间。\n").await;
        sets(&world, &mut chen, 60).await;
        let set_at = chen.calls(Method::GET, SCHEDULE, json!({})).await.json()["set_at"].clone();
        let page = wang.opens("/teach/little/publish").await.text();
        assert!(page.contains(&format!("name=\"set\" value=\"{set_at}\"")), "{page}");
        world.passes(1);
        let wish = |over: Value| json!({"digest": proposed_digest(&page), "at": world.world.clock.now().ms() + 7_200_000, "over": over});
        assert_eq!(wang.calls(Method::PUT, SCHEDULE, wish(Value::Null)).await.json()["code"], "changed", "there is one already");
        assert_eq!(wang.calls(Method::PUT, SCHEDULE, wish(set_at.clone())).await.status, 204);
        let inbox = chen.opens("/messages").await.text();
        assert!(inbox.contains("您定的发布时间取消了") && inbox.contains("同事另定了时间"), "{inbox}");
        let stale = chen.posts("/teach/little/schedule", &[("do", "withdraw"), ("set", &set_at.to_string())]).await;
        assert!(stale.status == 409 && stale.text().contains("没有定时发布可以取消"), "{}", stale.text());
        assert_eq!(chen.calls(Method::GET, SCHEDULE, json!({})).await.json()["by"], "王芳");
    });
}

/// The digest in the form of a page.
fn proposed_digest(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"digest\" value=\"").expect("a form");
    rest.split('"').next().expect("a digest").to_string()
}
