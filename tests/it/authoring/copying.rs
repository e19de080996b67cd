//! A teacher copies and moves texts, within a course and into another one, and begins next year's course from this year's.

use axum::http::Method;
use serde_json::{Value, json};
use zhixing_tests::{Person, World, story};

const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"><rect width=\"4\" height=\"4\"/></svg>";

async fn reads(person: &mut Person, path: &str) -> Value {
    let course = path.split('/').next().expect("a course");
    person.calls(Method::GET, &format!("/api/v1/workshop/{course}/drafts?path={path}"), json!({})).await.json()
}

async fn says(person: &mut Person, path: &str) -> String {
    let file = reads(person, path).await;
    file["text"].as_str().unwrap_or_else(|| panic!("{path}: {file}")).to_string()
}

async fn changes(person: &mut Person, act: &str, path: &str, to: &str) -> zhixing_tests::Reply {
    let wish = json!({"act": act, "path": path, "to": to, "seen": reads(person, path).await["rev"]});
    person.calls(Method::POST, "/api/v1/workshop/little/changes", wish).await
}

/// What would keep a text from being published.
async fn errors(person: &mut Person, path: &str) -> Vec<Value> {
    let (course, text) = (path.split('/').next().expect("a course"), says(person, path).await);
    let wish = json!({"path": path, "text": text});
    let seen = person.calls(Method::POST, &format!("/api/v1/workshop/{course}/previews"), wish).await.json();
    seen["problems"].as_array().expect("problems").iter().filter(|flaw| flaw["error"] == true).cloned().collect()
}

#[test]
fn a_copy_has_items_of_its_own_and_says_which() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let done = changes(&mut chen, "copy", "little/items/bank.md", "little/items/copy.md").await.json();
        assert_eq!(done["new_ids"][0], json!({"was": "eight", "now": "eight-2"}), "{done}");
        for path in ["little/items/copy.md", "little/items/copy.en.md"] {
            let text = says(&mut chen, path).await;
            assert!(text.contains("{#one-2 .single}") && !text.contains("{#one "), "{text}");
            assert_eq!(errors(&mut chen, path).await, Vec::<Value>::new(), "{path}");
        }
        // by the form, of a lesson: practice gets new ids, and the page says so
        let form = [("do", "copy"), ("path", "little/010-first.md"), ("to", "little/030-copy.md"), ("seen", "0")];
        let page = chen.posts("/teach/little/change", &form).await.location();
        assert_eq!(page, "/teach/little/edit?path=little/030-copy.md&done=copied&ids=4");
        assert!(chen.opens(&page).await.text().contains("有 4 道题的题号在这门课里已经用了"));
        assert_eq!(errors(&mut chen, "little/030-copy.md").await, Vec::<Value>::new());
        assert!(says(&mut chen, "little/030-copy.en.md").await.contains("{#p-single-2 .single}"));
    });
}

#[test]
fn a_text_goes_into_another_course_with_what_it_shows() {
    story(async {
        let mut files = zhixing_tests::course();
        let first = String::from_utf8(files.0["little/010-first.md"].clone()).expect("text");
        files.insert("little/010-first.md", first.replacen("## 开始", "## 开始\n\n![一个方块](media/square.svg)", 1));
        files.insert("little/media/square.svg", PICTURE.to_string());
        let world = World::with(&[], files).await;
        let mut chen = world.person("teacher").await;
        let begun = json!({"name": "second", "title": "第二门课"});
        assert_eq!(chen.calls(Method::POST, "/api/v1/workshop", begun).await.status, 201);
        let done = changes(&mut chen, "copy", "little/010-first.md", "second/050-other.md").await.json();
        assert_eq!((&done["media"], done.get("new_ids")), (&json!(["square.svg"]), None), "{done}");
        assert_eq!(errors(&mut chen, "second/050-other.md").await, Vec::<Value>::new());
        assert!(says(&mut chen, "second/050-other.en.md").await.contains("{#p-single .single}"), "ids that are free there stay");
        // once more: the picture is there, and the items are not free any more
        let done = changes(&mut chen, "copy", "little/010-first.md", "second/060-again.md").await.json();
        assert_eq!((done.get("media"), &done["new_ids"][0]["now"]), (None, &json!("p-code-2")), "{done}");
        assert_eq!(changes(&mut chen, "rename", "little/020-second.md", "second/070-second.md").await.status, 200);
        assert_eq!(reads(&mut chen, "little/020-second.md").await.get("text"), None);
        assert!(reads(&mut chen, "second/070-second.en.md").await["text"].is_string(), "the twin goes with it");
        let refused = changes(&mut chen, "copy", "little/010-first.md", "nowhere/010-first.md").await;
        assert_eq!((refused.status.as_u16(), &refused.json()["code"]), (409, &json!("invalid")));
    });
}

#[test]
fn a_course_is_begun_as_a_copy_of_another_one() {
    story(async {
        let mut files = zhixing_tests::course();
        files.insert("little/media/square.svg", PICTURE.to_string());
        let world = World::with(&[], files).await;
        let mut chen = world.person("teacher").await;
        super::drafts(&mut chen, "little/010-first.md", "## 再来", "## 又来").await;
        let asked = chen.opens("/teach/new?copy_of=little").await.text();
        assert!(asked.contains("<option value=\"little\" selected"), "{asked}");
        let form = [("name", "next-year"), ("title", "明年的课"), ("copy_of", "little")];
        assert_eq!(chen.posts("/teach/new", &form).await.location(), "/teach/next-year/edit?path=next-year/010-first.md");
        assert!(says(&mut chen, "next-year/010-first.md").await.contains("## 又来"), "with what is not published yet");
        assert!(says(&mut chen, "next-year/course.md").await.contains("title = \"明年的课\""));
        for path in ["next-year/010-first.md", "next-year/items/bank.md", "next-year/assessments/exam.md"] {
            assert_eq!(errors(&mut chen, path).await, Vec::<Value>::new(), "{path}");
        }
        let lines = chen.calls(Method::GET, "/api/v1/workshop", json!({})).await.text();
        assert!(lines.contains("next-year/media/square.svg") && lines.contains("next-year/items/mock.en.md"), "{lines}");
        for (name, from) in [("next-year", "little"), ("third", "none"), ("third", "standards")] {
            let refused = chen.calls(Method::POST, "/api/v1/workshop", json!({"name": name, "title": "x", "copy_of": from})).await;
            assert_eq!(refused.status, 409, "{name} {from}");
        }
    });
}
