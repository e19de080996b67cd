//! What waits for an author stands on their home and their desk, each with the way there.

use super::drafts;
use axum::http::Method;
use serde_json::json;
use zhixing_tests::{Person, World, story};

const LESSON: &str = "little/010-first.md";
const PUBLISH: &str = "href=\"/teach/little/publish\"";

async fn teacher(world: &World, login: &str, name: &str) -> Person {
    let form = [("login", login), ("name", name), ("password", "four unrelated words"), ("role", "teacher")];
    assert_eq!(world.person("admin").await.posts("/admin/accounts", &form).await.status, 303);
    let mut person = world.visitor();
    person.signs_in(login, "four unrelated words").await;
    person
}

/// Home and desk both say it, and lead there.
async fn waits(person: &mut Person, over: &str, note: &str) {
    for path in ["/", "/desk"] {
        let page = person.opens(path).await.text();
        let row = page.split("rows__item").find(|row| row.contains(over)).unwrap_or_else(|| panic!("{path} has no “{over}”: {page}"));
        assert!(row.contains(PUBLISH) && row.contains("小课程") && row.contains(note), "{path}: {row}");
    }
}

async fn says_nothing(person: &mut Person, over: &str) {
    for path in ["/", "/desk"] {
        let page = person.opens(path).await.text();
        assert!(!page.contains(over), "{path}: {page}");
    }
}

async fn reviews(person: &mut Person, act: &str, word: &str) {
    let seen = person.calls(Method::GET, "/api/v1/workshop/little/publication", json!({})).await.json();
    let mut wish = json!({"act": act, "digest": seen["course_digest"]});
    let field = if act == "ask" { "whom" } else { "text" };
    if !word.is_empty() {
        wish[field] = json!(word);
    }
    let done = person.calls(Method::POST, "/api/v1/workshop/little/review", wish).await;
    assert_eq!(done.status, 204, "{}", done.text());
}

#[test]
fn reviews_drafts_and_what_was_sent_back_wait_on_the_home_and_the_desk() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let (mut wang, mut zhao) = (teacher(&world, "wang", "王芳").await, teacher(&world, "zhao", "赵刚").await);
        says_nothing(&mut chen, "草稿").await;
        drafts(&mut chen, LESSON, "## 开始\n", "## 开始吧\n").await;
        waits(&mut chen, "还没有发布的草稿", "1 个文件").await;
        says_nothing(&mut wang, "草稿").await;
        // of nobody by name: whoever may decide is shown it, and whoever asked is not
        reviews(&mut chen, "ask", "").await;
        waits(&mut chen, "还没有发布的草稿", "在等同事看").await;
        waits(&mut wang, "请同事审阅", "陈老师请的").await;
        waits(&mut zhao, "请同事审阅", "陈老师请的").await;
        says_nothing(&mut chen, "同事审阅").await;
        // of one by name
        reviews(&mut chen, "ask", "wang").await;
        waits(&mut wang, "请您审阅", "陈老师请的").await;
        says_nothing(&mut zhao, "审阅").await;
        reviews(&mut wang, "send_back", "标题改回去").await;
        says_nothing(&mut wang, "审阅").await;
        waits(&mut chen, "退回给您的草稿", "王芳：标题改回去").await;
        says_nothing(&mut chen, "还没有发布的草稿").await;
        // asked anew it is not sent back any more; whoever changes something afterwards has not asked about that
        drafts(&mut chen, LESSON, "## 开始吧\n", "## 开始了\n").await;
        reviews(&mut chen, "ask", "wang").await;
        says_nothing(&mut chen, "退回给您的草稿").await;
        world.passes(1);
        drafts(&mut chen, LESSON, "## 开始了\n", "## 开始\n\n多一段。\n").await;
        says_nothing(&mut wang, "审阅").await;
    });
}

#[test]
fn a_course_that_is_not_published_yet_is_called_by_its_title_wherever_it_waits() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        assert_eq!(chen.posts("/teach/new", &[("name", "data-cleaning"), ("title", "数据清洗入门")]).await.status, 303);
        for path in ["/", "/desk"] {
            let page = chen.opens(path).await.text();
            let row = page.split("rows__item").find(|row| row.contains("还没有发布的草稿")).unwrap_or_else(|| panic!("{path}: {page}"));
            assert!(row.contains(">数据清洗入门<") && row.contains("/teach/data-cleaning/publish"), "{path}: {row}");
        }
    });
}

#[test]
fn who_may_not_review_a_course_is_shown_no_review_and_who_wrote_of_it_neither() {
    story(async {
        let world = World::new().await;
        let (mut chen, mut admin) = (world.person("teacher").await, world.person("admin").await);
        let gives = async |who: &mut Person, login: &str, role: &str| {
            let given =
                who.calls(Method::PUT, &format!("/api/v1/workshop/little/people/{login}"), json!({"role": role, "keep": false})).await;
            assert_eq!(given.status, 204, "{}", given.text());
        };
        gives(&mut admin, "teacher", "owner").await;
        let mut people = vec![];
        for (login, role) in [("wang", "reviewer"), ("zhao", "reader"), ("lin", "editor")] {
            people.push(teacher(&world, login, login).await);
            gives(&mut chen, login, role).await;
        }
        let [wang, zhao, lin] = people.as_mut_slice() else { panic!("three") };
        drafts(lin, LESSON, "## 再来\n", "## 再来一次\n").await;
        world.passes(1);
        drafts(&mut chen, LESSON, "## 开始\n", "## 开始吧\n").await;
        reviews(&mut chen, "ask", "").await;
        waits(wang, "请同事审阅", "陈老师请的").await;
        says_nothing(zhao, "请同事审阅").await;
        says_nothing(lin, "请同事审阅").await;
    });
}

#[test]
fn a_publication_that_is_set_for_a_time_is_shown_to_who_writes_the_course() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        drafts(&mut chen, LESSON, "## 开始\n", "## 开始吧\n").await;
        let page = chen.opens("/teach/little/publish").await;
        let digest = page.attribute("name=\"digest\"", "value").expect("what is shown");
        let form = [("do", "schedule"), ("digest", digest.as_str()), ("at", "2026-11-24T08:00")];
        assert_eq!(chen.posts("/teach/little/schedule", &form).await.location(), "/teach/little/publish?done=scheduled");
        waits(&mut chen, "定时发布", "定于 2026年11月24日 08:00 发布").await;
        let mut mia = world.person("examiner").await;
        assert!(!mia.opens("/").await.text().contains("定时发布"), "who teaches nothing is told of nothing");
    });
}
