//! A second person sees what changed word by word, remarks on lines, and decides with a word; both hear of it.

use super::drafts;
use axum::http::Method;
use serde_json::json;
use zhixing_tests::{World, story};

const LESSON: &str = "little/010-first.md";

#[test]
fn a_colleague_sees_what_changed_remarks_on_a_line_and_sends_it_back_with_a_word() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        admin.calls(Method::PUT, "/api/v1/settings", json!({"review_publications": "true"})).await;
        let form = [("login", "wang"), ("name", "王芳"), ("password", "four unrelated words"), ("role", "teacher")];
        assert_eq!(admin.posts("/admin/accounts", &form).await.status, 303);
        let mut wang = world.visitor();
        wang.signs_in("wang", "four unrelated words").await;
        let mut chen = world.person("teacher").await;
        drafts(&mut chen, LESSON, "## 开始\n", "## 开始吧\n").await;
        let page = chen.opens("/teach/little/publish").await.text();
        assert!(page.contains("<ins>吧</ins>") && page.contains("改了什么") && page.contains("王芳（wang）"), "by word: {page}");
        let seen = chen.calls(Method::GET, "/api/v1/workshop/little/publication", json!({})).await.json();
        let digest = seen["course_digest"].as_str().expect("a digest").to_string();
        let nobody = chen.posts("/teach/little/review", &[("do", "ask"), ("digest", &digest), ("whom", "nobody")]).await;
        assert!(nobody.status == 422 && nobody.text().contains("请从能审阅这门课的同事里选一位"), "{}", nobody.text());
        assert_eq!(chen.posts("/teach/little/review", &[("do", "ask"), ("digest", &digest), ("whom", "wang")]).await.status, 303);
        assert!(chen.opens("/teach/little/publish").await.text().contains("在等王芳看"));
        // the colleague hears of it, and remarks on the line that changed
        let inbox = wang.opens("/messages").await.text();
        assert!(inbox.contains("请您看一看") && inbox.contains("要发布的改动"), "{inbox}");
        let page = wang.opens("/teach/little/publish").await.text();
        let text = String::from_utf8(world.files.0[LESSON].clone()).expect("text");
        let line = (1 + text.lines().position(|line| line == "## 开始").expect("the heading")).to_string();
        let at = format!("/teach/little/publish?path={LESSON}&line={line}#remark-form");
        assert!(page.contains(&at.replace('&', "&amp;")), "{at}: {page}");
        let page = wang.opens(&format!("/teach/little/publish?path={LESSON}&line={line}")).await.text();
        assert!(page.contains("id=\"remark-form\"") && page.contains(&format!("name=\"line\" value=\"{line}\"")), "{page}");
        let remark = [("do", "remark"), ("digest", &*digest), ("path", LESSON), ("line", &*line), ("text", "“吧”不用写")];
        assert_eq!(wang.posts("/teach/little/review", &remark).await.status, 303);
        let wordless = wang.posts("/teach/little/review", &[("do", "send_back"), ("digest", &digest)]).await;
        assert!(wordless.status == 422 && wordless.text().contains("请写一句要改什么"), "{}", wordless.text());
        let back = [("do", "send_back"), ("digest", &*digest), ("text", "标题改回去")];
        assert_eq!(wang.posts("/teach/little/review", &back).await.status, 303);
        // whoever asked hears of it, and sees the remark beneath its line
        let inbox = chen.opens("/messages").await.text();
        assert!(inbox.contains("的改动被退回") && inbox.contains("标题改回去"), "{inbox}");
        let page = chen.opens("/teach/little/publish").await.text();
        assert!(page.contains("changed__remark") && page.contains("“吧”不用写") && page.contains("标题改回去"), "{page}");
        let review = chen.calls(Method::GET, "/api/v1/workshop/little/review", json!({})).await.json();
        assert_eq!((&review["review"]["state"], &review["review"]["word"]), (&json!("sent_back"), &json!("标题改回去")));
        assert_eq!(review["review"]["remarks"][0]["text"], "“吧”不用写");
        let version = chen.calls(Method::GET, &format!("/api/v1/workshop/little/versions?path={LESSON}"), json!({})).await.json();
        assert!(version["text"].as_str().expect("text").contains("## 开始吧\n"), "{version}");
        let words = version["differences"].as_array().expect("words");
        assert!(words.contains(&json!({"fate": "come", "text": "吧"})), "{version}");
        let none = chen.calls(Method::GET, &format!("/api/v1/workshop/little/versions?path={LESSON}&rev=99"), json!({})).await;
        assert_eq!(none.status, 404);
        let past = chen.calls(Method::GET, "/api/v1/workshop/little/publications", json!({})).await.json();
        assert_eq!(past[0]["digest"].as_str().map(str::len), Some(64), "{past}");
        // mended, asked and approved
        drafts(&mut chen, LESSON, "## 开始吧\n", "## 开始\n\n多一段。\n").await;
        let seen = chen.calls(Method::GET, "/api/v1/workshop/little/publication", json!({})).await.json();
        let digest = seen["course_digest"].clone();
        let review = "/api/v1/workshop/little/review";
        assert_eq!(chen.calls(Method::POST, review, json!({"act": "ask", "digest": digest, "whom": "wang"})).await.status, 204);
        assert_eq!(wang.calls(Method::POST, review, json!({"act": "approve", "digest": digest, "text": "很好"})).await.status, 204);
        let inbox = chen.opens("/messages").await.text();
        assert!(inbox.contains("同事同意发布") && inbox.contains("很好"), "{inbox}");
    });
}
