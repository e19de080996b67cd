//! What a teacher sees of a plan and of a standard before they are published.

use axum::http::Method;
use serde_json::json;
use zhixing_tests::{Person, World, story};

/// The preview of a file as it is.
async fn seen(person: &mut Person, course: &str, path: &str) -> serde_json::Value {
    let file = person.calls(Method::GET, &format!("/api/v1/workshop/{course}/drafts?path={path}"), json!({})).await.json();
    let wish = json!({"path": path, "text": file["text"]});
    person.calls(Method::POST, &format!("/api/v1/workshop/{course}/previews"), wish).await.json()
}

#[test]
fn a_standard_is_begun_and_seen_before_it_is_published() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        assert!(chen.opens("/teach").await.text().contains("href=\"/teach/standards/new\""));
        let page = chen.opens("/teach/standards/new").await.text();
        assert!(page.contains("value=\"standard\"") && !page.contains("value=\"lesson\""), "{page}");
        let begun = chen.posts("/teach/standards/new", &[("kind", "standard"), ("name", "baker"), ("title", "面点师")]).await;
        assert_eq!(begun.location(), "/teach/standards/edit?path=standards/baker.md");
        let preview = seen(&mut chen, "standards", "standards/baker.md").await;
        let html = preview["preview"].as_str().expect("html");
        for said in ["面点师", "0-00-00-00", "第一项职业功能", "技能要求", "100"] {
            assert!(html.contains(said), "{said}: {html}");
        }
        let wish = |kind: &str| json!({"kind": kind, "name": "cook", "title": "厨师"});
        let begun = chen.calls(Method::POST, "/api/v1/workshop/standards/files", wish("standard")).await;
        assert_eq!((begun.status.as_u16(), &begun.json()["path"]), (201, &json!("standards/cook.md")));
        assert_eq!(chen.calls(Method::POST, "/api/v1/workshop/standards/files", wish("lesson")).await.status, 404);
        assert_eq!(chen.calls(Method::POST, "/api/v1/workshop/little/files", wish("standard")).await.status, 404);
    });
}

#[test]
fn the_preview_of_a_plan_says_what_the_exam_will_be() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let preview = seen(&mut chen, "little", "little/assessments/parts.md").await;
        let html = preview["preview"].as_str().expect("html");
        for said in ["合格线", "满分 100", "试卷结构", "抽哪些题", "每题分值"] {
            assert!(html.contains(said), "{said}: {html}");
        }
    });
}
