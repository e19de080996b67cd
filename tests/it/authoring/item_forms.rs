//! An item of a text in its form: by a page with scripts off, and by the API.

use axum::http::Method;
use serde_json::json;
use zhixing_tests::{World, story};

const BANK: &str = "little/items/bank.md";
const TEXT: &str =
    "+++\ntitle = \"库\"\n+++\n\n### 哪个？ {#one .single points=2}\n\n* [x] 甲\n  > 对。\n* [ ] 乙\n\n<!-- 别动 -->\n\n> 因为。\n";

#[test]
fn an_item_is_changed_by_its_form_and_the_rest_of_the_text_stays() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let of = |more: serde_json::Value| {
            let mut wish = json!({"path": BANK, "text": TEXT});
            wish.as_object_mut().expect("object").extend(more.as_object().expect("object").clone());
            wish
        };
        let forms = "/api/v1/workshop/little/item-forms";
        let found = chen.calls(Method::POST, forms, of(json!({"line": 7}))).await.json();
        assert_eq!((&found["from"], &found["to"], &found["kind"]), (&json!(5), &json!(14), &json!("single")));
        let mut form = found["form"].clone();
        assert_eq!(form["rows"], json!([{"marked": true, "cells": ["甲"]}, {"marked": false, "cells": ["乙"]}]));
        (form["rows"][1]["cells"][0], form["why"]) = (json!("丙"), json!("因为这样。"));
        let made = chen.calls(Method::POST, forms, of(json!({"item": "one", "form": form}))).await.json();
        let lines: Vec<&str> = TEXT.lines().collect();
        assert_eq!(made["text"], lines[4..13].join("\n").replace('乙', "丙").replace("因为。", "因为这样。"));
        form["rows"][0]["marked"] = json!(false);
        let refused = chen.calls(Method::POST, forms, of(json!({"item": "one", "form": form}))).await;
        assert_eq!((refused.status.as_u16(), refused.json()["field"].as_str()), (409, Some("form")));
        let none = chen.calls(Method::POST, forms, of(json!({"line": 2}))).await;
        assert_eq!((none.status.as_u16(), none.json()["field"].as_str()), (409, Some("place")));
        let new = json!({"kind": "short", "form": {"stem": "新的", "rows": [{"cells": ["答"]}]}});
        let new = chen.calls(Method::POST, forms, of(new)).await.json();
        let text = new["text"].as_str().expect("text");
        assert!(text.starts_with("### 新的 {#q-") && text.ends_with(".short}\n\n```answer\n答\n```"), "{text}");
    });
}

#[test]
fn with_scripts_off_a_page_has_the_form_and_comes_back_to_the_text() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let own = [("path", BANK), ("text", TEXT), ("seen", "0"), ("base", "")];
        let page = chen.posts("/teach/little/edit", &[&own[..], &[("do", "preview")]].concat()).await.text();
        assert!(page.contains("name=\"item\" value=\"one\"") && page.contains("preview__printed"), "{page}");
        let page = chen.posts("/teach/little/edit", &[&own[..], &[("item", "one")]].concat()).await.text();
        assert!(page.contains("name=\"right\"") && page.contains("value=\"甲\"") && !page.contains("name=\"left\""), "{page}");
        let filled = [
            ("item", "one"),
            ("kind", "single"),
            ("stem", "哪个？"),
            ("option", "甲"),
            ("option", "丙"),
            ("right", "1"),
            ("why", "因为。"),
        ];
        let filled = [&filled[..], &[("points", "2"), ("difficulty", ""), ("tags", "")]].concat();
        let back = chen.posts("/teach/little/edit", &[&own[..], &filled[..], &[("do", "write")]].concat()).await.text();
        assert!(back.contains("* [ ] 甲\n") && back.contains("* [x] 丙\n") && back.contains("别动"), "{back}");
        let wrong: Vec<_> = filled.iter().copied().filter(|(name, _)| *name != "right").collect();
        let wrong = chen.posts("/teach/little/edit", &[&own[..], &wrong[..], &[("do", "write")]].concat()).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text().contains("value=\"丙\""), "what was typed stays");
    });
}
