//! The English beside the Chinese: what changed since is marked until somebody writes the English again.

use super::drafts;
use axum::http::Method;
use serde_json::{Value, json};
use zhixing_tests::{Person, World, story};

const LESSON: &str = "little/010-first.md";
const BANK: &str = "little/items/bank.md";

async fn older(person: &mut Person, path: &str) -> Vec<Value> {
    let twin = person.calls(Method::GET, &format!("/api/v1/workshop/little/twin?path={path}"), json!({})).await.json();
    let parts = twin["parts"].as_array().unwrap_or_else(|| panic!("parts: {twin}"));
    parts.iter().filter(|part| part.get("older_since").is_some()).cloned().collect()
}

#[test]
fn a_section_is_older_than_the_chinese_until_it_is_written_again_also_once_it_is_published() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        assert!(older(&mut chen, LESSON).await.is_empty());
        let page = chen.opens(&format!("/teach/little/twin?path={LESSON}")).await.text();
        assert!(page.contains("英文跟得上中文") && page.contains("Cleaning makes data usable"), "{page}");
        world.passes(5);
        drafts(&mut chen, LESSON, "改正写错的", "改正写错了的").await;
        let marked = older(&mut chen, LESSON).await;
        assert_eq!(marked.len(), 1, "{marked:?}");
        assert!(marked[0]["zh"]["text"].as_str().is_some_and(|t| t.starts_with("## 开始") && t.contains("写错了的")), "{marked:?}");
        assert!(marked[0]["was"].as_str().is_some_and(|t| t.contains("改正写错的")), "{marked:?}");
        let page = chen.opens("/teach/little/twin?path=little/010-first.en.md").await.text();
        assert!(page.contains("比中文旧") && page.contains("<ins>了</ins>") && page.contains("1 处要看"), "{page}");
        // once it is published it is still older
        let digest = chen.calls(Method::GET, "/api/v1/workshop/little/publication", json!({})).await.json()["digest"].clone();
        world.passes(1);
        let done = chen.calls(Method::POST, "/api/v1/workshop/little/publication", json!({"digest": digest})).await;
        assert_eq!(done.status, 200, "{}", done.text());
        assert_eq!(older(&mut chen, LESSON).await.len(), 1);
        world.passes(1);
        drafts(&mut chen, "little/010-first.en.md", "correct what is wrong", "correct what was wrong").await;
        assert!(older(&mut chen, LESSON).await.is_empty());
        let editor = chen.opens(&format!("/teach/little/edit?path={LESSON}")).await.text();
        assert!(editor.contains("/teach/little/twin?path="), "{editor}");
    });
}

#[test]
fn an_item_is_marked_by_its_id_and_a_tag_makes_no_english_older() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        world.passes(5);
        drafts(&mut chen, BANK, "{#one .single}", "{#one .single tags=x points=2}").await;
        assert!(older(&mut chen, BANK).await.is_empty());
        drafts(&mut chen, BANK, "水是湿的。", "冰是冷的。").await;
        let marked = older(&mut chen, BANK).await;
        assert_eq!(marked.len(), 1);
        assert!(marked[0]["en"]["text"].as_str().is_some_and(|t| t.starts_with("### Water is wet.")), "{marked:?}");
        assert_eq!(chen.opens("/teach/little/twin?path=little/none.md").await.status, 404);
        let wish = json!({"kind": "lesson", "name": "alone", "title": "独"});
        let path = chen.calls(Method::POST, "/api/v1/workshop/little/files", wish).await.json()["path"].clone();
        let page = chen.opens(&format!("/teach/little/twin?path={}", path.as_str().expect("a path"))).await.text();
        assert!(page.contains("还没有英文版"), "{page}");
    });
}

#[test]
fn english_that_is_still_right_loses_its_mark_without_an_edit_until_the_chinese_changes_again() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        world.passes(5);
        drafts(&mut chen, BANK, "水是湿的。", "水是湿的！").await;
        drafts(&mut chen, BANK, "一加一等于几？", "一加一得几？").await;
        let at = format!("/teach/little/twin?path={BANK}");
        let editor = format!("/teach/little/edit?path={BANK}");
        assert!(chen.opens(&editor).await.text().contains("比中文旧"));
        let page = chen.opens(&at).await.text();
        assert!(page.contains("英文仍然对") && page.contains("这 2 处的英文都仍然对"), "{page}");
        let value = |page: &str, name: &str| {
            let rest = page.split_once(&format!("name=\"{name}\" value=\"")).map(|(_, rest)| rest.to_string()).expect("a field");
            rest.split('"').next().unwrap_or_default().to_string()
        };
        let seen = value(&page, "seen");
        let marks: Vec<String> =
            page.split("name=\"part\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default().into()).collect();
        let one = marks.iter().find(|mark| !mark.is_empty()).expect("of one part").clone();
        world.passes(1);
        let form = [("path", BANK), ("seen", &seen), ("part", &one)];
        let done = chen.posts("/teach/little/twin", &form).await;
        let page = chen.opens(&done.location()).await.text();
        assert!(page.contains("已记下：英文仍然对") && page.contains("1 处要看") && !page.contains("处的英文都仍然对"), "{page}");
        let history = chen.opens("/teach/little/history?path=little/items/bank.en.md").await.text();
        assert!(history.contains("英文仍然对"), "{history}");
        // the rest by a program; then there is nothing to be said any more
        world.passes(1);
        let path = "/api/v1/workshop/little/twin";
        let stale = chen.calls(Method::POST, path, json!({"path": BANK, "seen": "0".repeat(64)})).await;
        assert_eq!((stale.status.as_u16(), &stale.json()["code"]), (409, &json!("changed")));
        assert_eq!(chen.calls(Method::POST, path, json!({"path": BANK, "seen": seen})).await.status, 204);
        assert!(older(&mut chen, BANK).await.is_empty());
        let again = chen.calls(Method::POST, path, json!({"path": BANK, "seen": seen})).await;
        assert_eq!((again.status.as_u16(), &again.json()["code"]), (409, &json!("nothing_older")));
        assert!(!chen.opens(&at).await.text().contains("name=\"part\""));
        assert!(!chen.opens("/teach").await.text().contains("比中文旧"));
        assert!(!chen.opens(&editor).await.text().contains("比中文旧"), "also where it was said before that it is older");
        let proposed = chen.calls(Method::GET, "/api/v1/workshop/little/publication", json!({})).await.json();
        assert_eq!(proposed["files"], json!([BANK]), "the English is no draft");
        world.passes(1);
        drafts(&mut chen, BANK, "水是湿的！", "水是干的！").await;
        assert_eq!(older(&mut chen, BANK).await.len(), 1);
    });
}
