//! Who may do what with a course: by pages and by the API alike, and a course that is not theirs is not there.

use super::drafts;
use axum::http::Method;
use serde_json::{Value, json};
use zhixing_tests::{Person, World, story};

const LESSON: &str = "little/010-first.md";
const PEOPLE: &str = "/api/v1/workshop/little/people";

/// A teacher whom an administrator lets in.
async fn teacher(world: &World, login: &str, name: &str) -> Person {
    let form = [("login", login), ("name", name), ("password", "four unrelated words"), ("role", "teacher")];
    assert_eq!(world.person("admin").await.posts("/admin/accounts", &form).await.status, 303);
    let mut person = world.visitor();
    person.signs_in(login, "four unrelated words").await;
    person
}

async fn gives(owner: &mut Person, login: &str, role: &str) {
    let given = owner.calls(Method::PUT, &format!("{PEOPLE}/{login}"), json!({"role": role, "keep": false})).await;
    assert_eq!(given.status, 204, "{}", given.text());
}

async fn code(person: &mut Person, method: Method, path: &str, body: Value) -> (u16, Value) {
    let reply = person.calls(method, path, body).await;
    let code = if reply.status.is_success() { Value::Null } else { reply.json()["code"].clone() };
    (reply.status.as_u16(), code)
}

#[test]
fn a_reader_reads_a_reviewer_looks_over_an_editor_writes_and_an_owner_publishes() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let (mut wang, mut lin, mut zhao, mut out) = (
            teacher(&world, "wang", "王芳").await,
            teacher(&world, "lin", "林木").await,
            teacher(&world, "zhao", "赵一").await,
            teacher(&world, "out", "外人").await,
        );
        assert!(out.opens("/teach").await.text().contains("little"), "an open course is everybody's");
        gives(&mut world.person("admin").await, "teacher", "owner").await;
        for (login, role) in [("wang", "editor"), ("lin", "reviewer"), ("zhao", "reader")] {
            gives(&mut chen, login, role).await;
        }
        // a course that is not theirs is not there
        for path in ["/teach/little/publish", "/teach/little/people", "/teach/little/media", &format!("/teach/little/edit?path={LESSON}")] {
            assert_eq!(out.opens(path).await.status, 404, "{path}");
        }
        assert!(!out.opens("/teach").await.text().contains("course-little"));
        // a reader reads, and writes nothing
        let page = zhao.opens(&format!("/teach/little/edit?path={LESSON}")).await.text();
        assert!(page.contains("这里只能看") && !page.contains("保存草稿") && page.contains("学员看到的"), "{page}");
        let wish = json!({"path": LESSON, "text": "x", "seen": 0});
        for reads in [&mut zhao, &mut lin] {
            assert_eq!(code(reads, Method::PUT, "/api/v1/workshop/little/drafts", wish.clone()).await, (403, json!("course_role")));
            let new = reads.posts("/teach/little/new", &[("kind", "lesson"), ("name", "x"), ("title", "x")]).await;
            assert!(new.status == 403 && new.text().contains("编写者"), "{}", new.text());
        }
        // an editor writes and asks; publishing is an owner's
        drafts(&mut wang, LESSON, "## 开始\n", "## 开始\n\n编写者写的。\n").await;
        let seen = wang.calls(Method::GET, "/api/v1/workshop/little/publication", json!({})).await.json();
        let publish = json!({"digest": seen["digest"]});
        assert_eq!(
            code(&mut wang, Method::POST, "/api/v1/workshop/little/publication", publish.clone()).await,
            (403, json!("course_role"))
        );
        let page = wang.opens("/teach/little/publish").await.text();
        assert!(!page.contains("现在发布") && page.contains("负责人才能发布") && page.contains("林木（lin）"), "{page}");
        assert!(!page.contains("赵一（zhao）"), "a reader is asked nothing");
        let digest = seen["course_digest"].as_str().expect("a digest");
        let ask = [("do", "ask"), ("digest", digest), ("whom", "lin")];
        assert_eq!(wang.posts("/teach/little/review", &ask).await.status, 303);
        let approve = json!({"act": "approve", "digest": digest});
        assert_eq!(code(&mut zhao, Method::POST, "/api/v1/workshop/little/review", approve.clone()).await, (403, json!("course_role")));
        assert_eq!(code(&mut lin, Method::POST, "/api/v1/workshop/little/review", approve).await.0, 204);
        world.passes(1);
        assert_eq!(code(&mut chen, Method::POST, "/api/v1/workshop/little/publication", publish).await.0, 200);
        assert!(world.visitor().opens("/courses/little/first").await.text().contains("编写者写的"));
    });
}

#[test]
fn owners_and_administrators_give_and_take_roles_and_the_last_owner_stays() {
    story(async {
        let world = World::new().await;
        let (mut chen, mut admin) = (world.person("teacher").await, world.person("admin").await);
        let mut wang = teacher(&world, "wang", "王芳").await;
        let page = chen.opens("/teach/little/people").await.text();
        assert!(page.contains("还没有指定谁") && page.contains("由管理员来指定") && !page.contains("作为编写者"), "{page}");
        let form = [("do", "give"), ("login", "teacher"), ("role", "owner"), ("keep", "yes")];
        let refused = chen.posts("/teach/little/people", &form).await;
        assert!(refused.status == 403 && refused.text().contains("由管理员来指定"), "nobody takes an open course: {}", refused.text());
        for login in ["nobody", "learner"] {
            let form = [("do", "give"), ("login", login), ("role", "editor"), ("keep", "yes")];
            let refused = admin.posts("/teach/little/people", &form).await;
            assert!(refused.status == 422 && refused.text().contains("没有这样一位老师"), "{}", refused.text());
        }
        // who writes it now stays
        assert!(admin.opens("/teach/little/people").await.text().contains("作为编写者"));
        assert_eq!(admin.posts("/teach/little/people", &form).await.location(), "/teach/little/people?done=yes&login=teacher");
        assert!(wang.opens("/messages").await.text().contains("现在是：编写者"), "who is concerned hears of it");
        let people = chen.calls(Method::GET, PEOPLE, json!({})).await.json();
        let role = |login: &str| people.as_array().and_then(|all| all.iter().find(|p| p["login"] == login)).map(|p| p["role"].clone());
        assert_eq!((role("teacher"), role("wang")), (Some(json!("owner")), Some(json!("editor"))));
        assert!(wang.opens("/teach/little/people").await.text().contains("陈老师"), "an editor sees who else is there");
        assert_eq!(wang.posts("/teach/little/people", &[("do", "take"), ("login", "teacher")]).await.status, 403);
        let last = chen.posts("/teach/little/people", &[("do", "take"), ("login", "teacher")]).await;
        assert!(last.status == 409 && last.text().contains("没有负责人了"), "{}", last.text());
        // what was chosen in a line stays chosen there, and the form for somebody else stays empty
        let last = chen.posts("/teach/little/people", &[("do", "give"), ("line", "yes"), ("login", "teacher"), ("role", "reader")]).await;
        let (line, add) = last.text().split_once("id=\"add\"").map(|(a, b)| (a.to_string(), b.to_string())).expect("both forms");
        assert_eq!(last.status, 409);
        let own = line.split_once("value=\"teacher\"").expect("the line").1.split("</form>").next().unwrap_or_default().to_string();
        assert!(own.contains("value=\"reader\" selected"), "{own}");
        assert!(!add.contains("value=\"teacher\"") && add.contains("value=\"editor\" selected"), "{add}");
        // an administrator finds the course and names another owner; then the first one may go
        let courses = admin.opens("/admin/courses").await.text();
        assert!(courses.contains("/teach/little/people") && courses.contains("负责人：陈老师"), "{courses}");
        assert_eq!(admin.posts("/teach/little/people", &[("do", "give"), ("login", "wang"), ("role", "owner")]).await.status, 303);
        assert!(wang.opens("/messages").await.text().contains("现在是：负责人"));
        assert_eq!(chen.posts("/teach/little/people", &[("do", "take"), ("login", "teacher")]).await.location(), "/teach");
        assert_eq!(chen.opens("/teach/little/people").await.status, 404);
        let told = world.events_of("little").await;
        assert!(told.len() >= 4, "each is in the log: {told:?}");
    });
}

#[test]
fn whoever_makes_a_course_owns_it_and_its_name_is_taken_for_others() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let mut wang = teacher(&world, "wang", "王芳").await;
        assert_eq!(chen.posts("/teach/new", &[("name", "mine"), ("title", "我的课")]).await.status, 303);
        let people = chen.calls(Method::GET, "/api/v1/workshop/mine/people", json!({})).await.json();
        assert_eq!((people[0]["login"].clone(), people[0]["role"].clone()), (json!("teacher"), json!("owner")));
        assert_eq!(wang.opens("/teach/mine/people").await.status, 404);
        let taken = wang.posts("/teach/new", &[("name", "mine"), ("title", "别的课")]).await;
        assert!(taken.status == 422 && taken.text().contains("已经有这个名字的课程"), "{}", taken.text());
    });
}

#[test]
fn people_are_found_by_name_or_login_and_the_page_says_who() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        for (login, name) in [("wang", "王芳"), ("wang2", "王芳"), ("lin", "林木")] {
            teacher(&world, login, name).await;
        }
        gives(&mut admin, "teacher", "owner").await;
        let page = admin.opens("/teach/little/people").await.text();
        assert!(page.contains("list=\"teachers\"") && page.contains("<datalist id=\"teachers\">"), "{page}");
        let named = [("do", "give"), ("login", "王芳"), ("role", "owner")];
        let several = admin.posts("/teach/little/people", &named).await;
        assert!(several.status == 422 && several.text().contains("wang、wang2"), "{}", several.text());
        let given = admin.posts("/teach/little/people", &[("do", "give"), ("login", " Wang "), ("role", "owner")]).await;
        assert!(admin.opens(&given.location()).await.text().contains("王芳（wang）现在是负责人"), "{}", given.location());
        let given = admin.posts("/teach/little/people", &[("do", "give"), ("login", "林木"), ("role", "reader")]).await;
        assert_eq!(given.location(), "/teach/little/people?done=yes&login=lin");
    });
}
