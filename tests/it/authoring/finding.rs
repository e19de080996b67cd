//! What would be lost from sight is found: a colleague in the same file, and a file that was deleted long ago.

use super::writing::{LESSON, edits, reads};
use axum::http::Method;
use serde_json::json;
use zhixing_tests::{Person, World, story};

#[test]
fn two_editors_see_each_other_in_the_editor_and_in_the_tree_for_a_while() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        let form = [("login", "wang"), ("name", "王芳"), ("password", "four unrelated words"), ("role", "teacher")];
        assert_eq!(admin.posts("/admin/accounts", &form).await.status, 303);
        let mut wang = world.visitor();
        wang.signs_in("wang", "four unrelated words").await;
        let mut chen = world.person("teacher").await;
        let (_, _, page) = edits(&mut chen, LESSON).await;
        assert!(!page.contains("陈老师也打开着"), "nobody is told of themselves: {page}");
        let (_, _, page) = edits(&mut wang, LESSON).await;
        assert!(page.contains("陈老师也打开着这个文件"), "with scripts off as well: {page}");
        let tree = wang.opens("/teach").await.text();
        assert_eq!(tree.matches("陈老师正在编辑").count(), 1, "{tree}");
        let api = "/api/v1/workshop/little/editors";
        let told = chen.calls(Method::PUT, api, json!({"path": LESSON})).await.json();
        assert_eq!(told, json!({"path": LESSON, "others": ["王芳"]}));
        let listed = chen.calls(Method::GET, api, json!({})).await.json();
        assert_eq!(listed, json!([{"path": LESSON, "others": ["王芳"]}]));
        let elsewhere = chen.calls(Method::PUT, api, json!({"path": "other/010-x.md"})).await;
        assert_eq!(elsewhere.status, 404);
        world.passes(1);
        let (_, _, page) = edits(&mut wang, LESSON).await;
        assert!(!page.contains("陈老师也打开着"), "their page said nothing any more: {page}");
        world.passes(11);
        assert_eq!(chen.calls(Method::GET, api, json!({})).await.json(), json!([]));
        // a course that is not theirs to see tells nobody's name
        edits(&mut wang, LESSON).await;
        let owner = admin.calls(Method::PUT, "/api/v1/workshop/little/people/wang", json!({"role": "owner"})).await;
        assert!(owner.status.is_success(), "{}", owner.text());
        // who wrote there stays as an editor until that is taken as well
        let taken = admin.calls(Method::DELETE, "/api/v1/workshop/little/people/teacher", json!({})).await;
        assert!(taken.status.is_success(), "{}", taken.text());
        let tree = chen.opens("/teach").await.text();
        assert!(!tree.contains("王芳"), "{tree}");
        assert_eq!(chen.calls(Method::GET, api, json!({})).await.status, 404);
    });
}

#[test]
fn what_was_deleted_is_found_and_brought_back_after_that_was_published() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let file = Some("application/octet-stream");
        let media = chen.asks(Method::POST, "/api/v1/workshop/little/media?name=numbers.csv", file, b"a,b\n1,2\n".to_vec()).await;
        assert_eq!(media.status, 201, "{}", media.text());
        const MORE: &str = "little/030-more.md";
        let begun = json!({"kind": "lesson", "name": "more", "title": "更多"});
        assert_eq!(chen.calls(Method::POST, "/api/v1/workshop/little/files", begun).await.json()["path"], MORE);
        let publish = async |person: &mut Person| {
            world.passes(1);
            let seen = person.calls(Method::GET, "/api/v1/workshop/little/publication", json!({})).await.json();
            let wish = json!({"digest": seen["digest"], "sure": true});
            let done = person.calls(Method::POST, "/api/v1/workshop/little/publication", wish).await;
            assert_eq!(done.status, 200, "{}", done.text());
        };
        publish(&mut chen).await;
        let none = chen.opens("/teach/little/deleted").await.text();
        assert!(none.contains("没有删除过文件"), "{none}");
        let delete = json!({"act": "delete", "path": MORE, "seen": 0});
        assert_eq!(chen.calls(Method::POST, "/api/v1/workshop/little/changes", delete).await.status, 200);
        assert_eq!(chen.calls(Method::DELETE, "/api/v1/workshop/little/media/numbers.csv", json!({})).await.status, 204);
        let listed = chen.opens("/teach/little/deleted").await.text();
        assert!(listed.contains(MORE) && listed.contains("删除还没有发布"), "{listed}");
        publish(&mut chen).await;
        let tree = chen.opens("/teach").await.text();
        assert!(!tree.contains("030-more.md") && tree.contains("href=\"/teach/little/deleted\""), "{tree}");
        let listed = chen.opens("/teach/little/deleted").await.text();
        assert!(listed.contains(MORE) && listed.contains("little/media/numbers.csv"), "{listed}");
        assert!(!listed.contains("删除还没有发布"), "{listed}");
        let back = [("do", "bring_back"), ("path", MORE), ("seen", "0")];
        let done = chen.posts("/teach/little/change", &back).await;
        assert_eq!(done.location(), "/teach/little/edit?path=little/030-more.md", "{}", done.text());
        assert!(reads(&mut chen, MORE).await["text"].is_string());
        let back = json!({"act": "bring_back", "path": "little/media/numbers.csv", "seen": 0});
        let done = chen.calls(Method::POST, "/api/v1/workshop/little/changes", back).await;
        assert_eq!(done.status, 200, "{}", done.text());
        let shelf = chen.calls(Method::GET, "/api/v1/workshop/little/media", json!({})).await.json();
        assert!(shelf["files"].to_string().contains("numbers.csv"), "{shelf}");
        let history = chen.opens("/teach/little/history?path=little/media/numbers.csv").await.text();
        assert!(history.contains("现在就是这样"), "{history}");
        let left = chen.calls(Method::GET, "/api/v1/workshop/little/deleted", json!({})).await.json();
        assert_eq!(left, json!([]));
        assert_eq!(chen.opens("/teach/never-was/deleted").await.status, 404);
    });
}
