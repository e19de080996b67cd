//! Sections through the public surface: forward only, at the API as on the page; time that needs no client; a form without scripts.

use crate::main_job::starts;
use axum::http::Method;
use serde_json::{Value, json};
use zhixing_tests::{Person, Reply, World, story};

fn id(attempt: &str) -> &str {
    attempt.rsplit('/').next().expect("an id")
}

fn line(item: &str, value: Value, seq: u64) -> Value {
    json!({"op_id": format!("op_{:032x}", 0x0199_9999_9999_7000_8000_0000_0000_0000u128 + u128::from(seq)), "item": item, "value": value,
        "writer": "wr_01999999999970008000000000000001", "seq": seq})
}

async fn saves(person: &mut Person, attempt: &str, item: &str, value: Value, seq: u64) -> Reply {
    person.calls(Method::PUT, &format!("/api/v1/attempts/{}/answers/{item}", id(attempt)), line(item, value, seq)).await
}

async fn flushes(person: &mut Person, attempt: &str, lines: &[Value]) -> Vec<String> {
    let reply = person.calls(Method::POST, &format!("/api/v1/attempts/{}/operations", id(attempt)), json!(lines)).await.json();
    reply["results"].as_array().expect("results").iter().map(|r| r["status"].as_str().expect("a word").to_string()).collect()
}

async fn reads(person: &mut Person, attempt: &str) -> Value {
    person.opens(&format!("/api/v1/attempts/{}", id(attempt))).await.json()
}

fn shown(view: &Value) -> Vec<&str> {
    let mut keys: Vec<_> = view["prompts"].as_array().expect("prompts").iter().map(|p| p["key"].as_str().expect("a key")).collect();
    keys.sort_unstable();
    keys
}

fn single() -> Value {
    json!({"type": "single", "option": 1})
}

fn onward() -> Value {
    json!({"type": "short", "text": ""})
}

fn code(reply: &Reply) -> (u16, Option<String>) {
    (reply.status.as_u16(), reply.json()["code"].as_str().map(Into::into))
}

const FIRST: [&str; 2] = ["一加一", "哪些是偶数"];
const SECOND: [&str; 3] = ["水是湿的", "半米是多少", "交并比的英文缩写"];
const THIRD: [&str; 2] = ["把步骤排成", "把左右两边配成对"];

/// Which sections a page tells anything of.
fn told(page: &str) -> [bool; 3] {
    [&FIRST[..], &SECOND[..], &THIRD[..]].map(|stems| stems.iter().any(|s| page.contains(s)))
}

#[test]
fn the_api_serves_the_open_section_and_takes_nothing_behind_or_ahead_of_it() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/parts").await;
        let view = reads(&mut ada, &attempt).await;
        assert_eq!((shown(&view), view["position"].as_u64(), view["section"].as_u64()), (vec!["m-one", "m-two"], Some(0), Some(0)));
        assert_eq!(view["sections"].as_array().map(Vec::len), Some(3));
        assert_eq!((&view["sections"][1]["navigation"], &view["sections"][1]["title"]), (&json!("linear"), &json!("第二部分 逐题")));
        assert_eq!(view["section_deadline"].as_i64(), view["server_now"].as_i64().map(|now| now + 600_000));
        assert_eq!(told(&ada.opens(&attempt).await.text()), [true, false, false]);

        assert_eq!(saves(&mut ada, &attempt, "m-one", single(), 1).await.status, 200);
        let ahead = saves(&mut ada, &attempt, "m-three", json!({"type": "truefalse", "value": true}), 2).await;
        assert_eq!(code(&ahead), (409, Some("not_reached".into())));
        assert_eq!(
            code(&saves(&mut ada, &attempt, "~4", onward(), 3).await),
            (409, Some("not_reached".into())),
            "no section is jumped over"
        );
        assert_eq!(
            code(&saves(&mut ada, &attempt, "~9", onward(), 4).await),
            (409, Some("not_reached".into())),
            "one answer as long as more is to come"
        );
        assert_eq!(code(&saves(&mut ada, &attempt, "~1", single(), 5).await), (409, Some("wrong_type".into())));
        assert_eq!(code(&saves(&mut ada, &attempt, "m-one", onward(), 6).await), (409, Some("wrong_type".into())));

        let moved = saves(&mut ada, &attempt, "~1", onward(), 10).await.json();
        assert_eq!((moved["rev"].as_u64(), moved["position"].as_u64()), (Some(1), Some(1)));
        let view = reads(&mut ada, &attempt).await;
        assert_eq!(shown(&view), ["m-five", "m-four", "m-three"]);
        assert_eq!(
            view["section_deadline"].as_i64(),
            view["server_now"].as_i64().map(|now| now + 300_000),
            "its time begins when it is entered"
        );
        assert_eq!(told(&ada.opens(&attempt).await.text()), [false, true, false]);
        assert_eq!(code(&saves(&mut ada, &attempt, "m-one", single(), 11).await), (409, Some("passed".into())));
        // item by item in the linear section
        assert_eq!(
            code(&saves(&mut ada, &attempt, "m-four", json!({"type": "numeric", "text": "1"}), 12).await),
            (409, Some("not_reached".into()))
        );
        assert_eq!(saves(&mut ada, &attempt, "~2", onward(), 13).await.status, 200);
        assert_eq!(saves(&mut ada, &attempt, "m-four", json!({"type": "numeric", "text": "1"}), 14).await.status, 200);
        let back = saves(&mut ada, &attempt, "m-three", json!({"type": "truefalse", "value": true}), 15).await;
        assert_eq!(code(&back), (409, Some("passed".into())));
        // nothing was thrown away, and nothing of it counts
        let key = id(&attempt).parse().expect("an id");
        assert_eq!(world.world.store.quarantined(key).await.expect("read").len(), 4);
        assert_eq!(reads(&mut ada, &attempt).await["answers"].as_array().map(Vec::len), Some(2));
    });
}

#[test]
fn a_journal_that_waited_arrives_in_order_with_its_moves() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/parts").await;
        let lines = [
            line("m-one", single(), 1),
            line("~1", onward(), 2),
            line("m-three", json!({"type": "truefalse", "value": true}), 3),
            line("~2", onward(), 4),
            line("m-four", json!({"type": "numeric", "text": "0.5"}), 5),
        ];
        assert_eq!(flushes(&mut ada, &attempt, &lines).await, ["applied"; 5]);
        // the reply was lost, and half an hour later it is the same
        world.passes(20);
        assert_eq!(flushes(&mut ada, &attempt, &lines).await, ["applied"; 5]);
        let mut late = lines.to_vec();
        late[0] = line("m-one", single(), 90);
        assert_eq!(flushes(&mut ada, &attempt, &late[..1]).await, ["passed"]);
    });
}

#[test]
fn a_section_runs_out_without_any_client() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/parts").await;
        let clock = format!("/api/v1/attempts/{}/clock", id(&attempt));
        world.passes(10);
        let now = ada.opens(&clock).await.json();
        assert_eq!((now["position"].as_u64(), now["section"].as_u64(), now["state"].as_str()), (Some(1), Some(1), Some("in_progress")));
        // what was on its way counts, for a minute
        assert_eq!(saves(&mut ada, &attempt, "m-one", single(), 1).await.status, 200);
        assert_eq!(told(&ada.opens(&attempt).await.text()), [false, true, false]);
        world.passes(1);
        assert_eq!(code(&saves(&mut ada, &attempt, "m-one", single(), 2).await), (409, Some("late".into())));
        world.passes(4);
        let now = ada.opens(&clock).await.json();
        assert_eq!((now["position"].as_u64(), now["section"].as_u64(), now.get("section_deadline")), (Some(4), Some(2), None));
        assert_eq!(told(&ada.opens(&attempt).await.text()), [false, false, true]);
        world.passes(26);
        assert_eq!(ada.opens(&clock).await.json()["state"], "expired");
    });
}

#[test]
fn with_scripts_off_one_goes_on_knowingly_and_a_stale_form_changes_nothing() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/parts").await;
        let answers = format!("{attempt}/answers");
        let page = ada.opens(&attempt).await;
        assert_eq!(page.attribute("name=\"step\"", "value").as_deref(), Some("0"));
        assert!(page.text().contains("保存并完成本部分") && !page.text().contains("value=\"review\""), "{}", page.text());
        let first = [("step", "0"), ("a.m-one", "1"), ("do", "leave")];
        let asked = ada.posts(&answers, &first).await.location();
        assert!(asked.ends_with("/onward"), "{asked}");
        let question = ada.opens(&asked).await;
        question.looks_like("onward");
        let to = question.attribute("name=\"to\"", "value").expect("a step");
        // staying is a link; nothing has happened yet
        assert_eq!(told(&ada.opens(&attempt).await.text()), [true, false, false]);
        assert_eq!(ada.posts(&asked, &[("to", &to)]).await.location(), format!("{attempt}#part"));
        ada.posts(&asked, &[("to", &to)]).await;
        let second = ada.opens(&attempt).await;
        assert_eq!(told(&second.text()), [false, true, false]);
        assert_eq!(second.attribute("name=\"step\"", "value").as_deref(), Some("1"), "sent twice, it is one step");
        assert!(second.text().contains("保存并进入下一题"));

        // the form of the first section once more, with another answer
        let stale = ada.posts(&answers, &[("step", "0"), ("a.m-one", "2"), ("do", "save")]).await.location();
        assert!(stale.ends_with("?aside=1"), "{stale}");
        assert!(ada.opens(&stale).await.text().contains("有 1 个答案送到时已不能再改"));

        // nobody leaves an item without an answer by a slip
        let blank = ada.posts(&answers, &[("step", "1"), ("do", "onward")]).await.location();
        assert!(blank.ends_with("/onward?item=yes"), "{blank}");
        let question = ada.opens(&blank).await;
        assert!(question.text().contains("这一题还没有作答"), "{}", question.text());
        assert_eq!(question.attribute("name=\"to\"", "value").as_deref(), Some("2"));
        let dialogs = ada.opens(&attempt).await.text();
        for id in ["skip-item", "leave-section"] {
            let dialog = dialogs.split(&format!("id=\"{id}\"")).nth(1).and_then(|d| d.split("</dialog>").next()).expect("a question");
            let stay = dialog.split("data-go=\"stay\"").nth(1).and_then(|b| b.split('>').next()).unwrap_or_default();
            assert!(stay.contains("autofocus"), "Enter stays: {dialog}");
        }

        // item by item; each form speaks of its own item alone
        assert_eq!(ada.posts(&answers, &[("step", "1"), ("a.m-three", "true"), ("do", "onward")]).await.location(), attempt);
        ada.posts(&answers, &[("step", "2"), ("a.m-four", "0.5"), ("do", "save")]).await;
        ada.posts(&answers, &[("step", "1"), ("a.m-three", "false"), ("a.m-four", ""), ("do", "save")]).await;
        let view = reads(&mut ada, &attempt).await;
        let value =
            |item: &str| view["answers"].as_array().expect("answers").iter().find(|a| a["item"] == item).map(|a| a["value"].clone());
        assert_eq!(value("m-three"), Some(json!({"type": "truefalse", "value": true})));
        assert_eq!(value("m-four"), Some(json!({"type": "numeric", "text": "0.5"})));

        // the review lists what is open, and says what would be given up
        ada.opens(&format!("{attempt}/review")).await.looks_like("review.sections");
        ada.posts(&answers, &[("step", "2"), ("a.m-four", "0.5"), ("do", "onward")]).await;
        ada.posts(&asked, &[("to", "4")]).await;
        let third = ada.opens(&attempt).await.text();
        assert!(told(&third) == [false, false, true] && third.contains("检查并交卷"), "{third}");
        assert!(ada.posts(&format!("{attempt}/submit"), &[]).await.location().ends_with("/receipt"));
        assert!(ada.opens(&format!("{attempt}/result")).await.text().contains("一加一"), "the result shows the whole paper");
    });
}

#[test]
fn staff_see_where_a_candidate_is() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/parts").await;
        saves(&mut ada, &attempt, "~1", onward(), 2).await;
        saves(&mut ada, &attempt, "m-one", single(), 3).await;
        let page = ivy.opens(&format!("/invigilation/attempts/{}", id(&attempt))).await.text();
        assert!(page.contains("第 2 部分，共 3 部分") && page.contains("已经离开的部分"), "{page}");
    });
}
