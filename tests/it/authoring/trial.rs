//! A teacher answers an item that is being written, and hears what a learner would.

use axum::http::Method;
use serde_json::json;
use zhixing_tests::{Person, World, story};

const BANK: &str = "little/items/mock.md";

/// What is said of an answer to an item of this text.
async fn tries(person: &mut Person, text: &str, item: &str, answer: &[(&str, &str)]) -> String {
    let form: Vec<(&str, &str)> = [("path", BANK), ("text", text), ("item", item)].into_iter().chain(answer.iter().copied()).collect();
    let reply = person.posts("/teach/little/try", &form).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.text()
}

#[test]
fn a_trial_answer_is_judged_as_a_learners_and_kept_nowhere() {
    story(async {
        let world = World::new().await;
        let mut chen = world.person("teacher").await;
        let head = "+++\ntitle = \"库\"\n+++\n\n";
        let one = format!("{head}### 二加二？ {{#two-more .single}}\n\n- [x] 四\n- [ ] 五\n  > 多了一。\n\n> 数一数。\n");
        let right = tries(&mut chen, &one, "two-more", &[("preview.two-more", "0")]).await;
        assert!(right.contains("data-verdict=\"right\"") && right.contains("数一数"), "{right}");
        let wrong = tries(&mut chen, &one, "two-more", &[("preview.two-more", "1")]).await;
        assert!(wrong.contains("data-verdict=\"wrong\"") && wrong.contains("多了一") && !wrong.contains("数一数"), "{wrong}");
        let none = tries(&mut chen, &one, "two-more", &[]).await;
        assert!(none.contains("请先作答"), "{none}");
        let number = format!("{head}### 一半？ {{#half .numeric}}\n\n```answer\n0.5\n```\n\n> 除以二。\n");
        let odd = tries(&mut chen, &number, "half", &[("preview.half", "一半")]).await;
        assert!(odd.contains("data-verdict=\"partly\""), "what cannot be read is no mistake: {odd}");
        let essay = format!(
            "{head}### 说说。 {{#say .essay points=2}}\n\n| 标准 | 分值 | 得分条件 |\n|---|---|---|\n| 内容 | 2 | 说到 |\n\n> 随意。\n"
        );
        let said = tries(&mut chen, &essay, "say", &[("preview.say", "好")]).await;
        assert!(said.contains("这道题由人评阅"), "{said}");
        // an item that is broken, or not there, is none
        let broken = tries(&mut chen, &one.replace("[x]", "[ ]"), "two-more", &[("preview.two-more", "0")]).await;
        assert!(!broken.contains("data-verdict"), "{broken}");
        let draft = chen.calls(Method::GET, &format!("/api/v1/workshop/little/drafts?path={BANK}"), json!({})).await.json();
        assert_eq!(draft["rev"], 0);
        let notebook = chen.calls(Method::GET, "/api/v1/me/notebook", json!({})).await.text();
        assert!(!notebook.contains("two-more"), "{notebook}");
    });
}
