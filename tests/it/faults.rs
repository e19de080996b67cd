//! Faults and edges of an examination, told as stories (the table of all of them is tests/FAULTS.md).

use crate::main_job::starts;
use axum::http::Method;
use serde_json::json;
use zhixing::content::Reading;
use zhixing_domain::{
    account::Administrator,
    time::{Span, Timestamp},
};
use zhixing_store::{Actor, Stamp};
use zhixing_tests::{Reply, World, id_of, saves, short, story};

#[test]
fn odd_texts_are_kept_to_the_letter_or_refused_in_words() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        let long = "长".repeat(20_000);
        let kept = [
            "👩‍🔬 e\u{301} é",
            "\u{202e}反向",
            "第一行\r\n第二行\t",
            "a'; DROP TABLE answer;--",
            "<script>alert(1)</script>",
            "\n先空一行",
            long.as_str(),
        ];
        for (n, text) in kept.iter().enumerate() {
            let reply = saves(&mut ada, &attempt, "nine", json!({"type": "essay", "text": text}), n as i64 + 1).await;
            assert_eq!(reply.status, 200, "{text}: {}", reply.text());
            let read = ada.opens(&format!("/api/v1/attempts/{}", id_of(&attempt))).await.json();
            assert_eq!(read["answers"][0]["value"]["text"], **text);
        }
        // the page shows it to the letter too, also where a text begins with an empty line
        saves(&mut ada, &attempt, "nine", json!({"type": "essay", "text": "\n先空一行"}), 50).await;
        assert!(ada.opens(&attempt).await.text().contains(">\n\n先空一行</textarea>"));
        // what cannot be stored goes, and the digest is of what was sent: the page knows it by that
        let value = json!({"type": "essay", "text": "a\u{0}b\u{b}c"});
        let reply = saves(&mut ada, &attempt, "nine", value, 51).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        let sent = zhixing_domain::question::Answer::Essay { text: "a\u{0}b\u{b}c".into() };
        assert_eq!(reply.json()["value_digest"], sent.digest());
        let read = ada.opens(&format!("/api/v1/attempts/{}", id_of(&attempt))).await.json();
        assert_eq!(read["answers"][0]["value"]["text"], "ab\nc");
        saves(&mut ada, &attempt, "nine", json!({"type": "essay", "text": "\n先空一行"}), 52).await;
        for (text, status) in [("长".repeat(30_000), 409), ("x".repeat(300_000), 413)] {
            let reply = saves(&mut ada, &attempt, "nine", json!({"type": "essay", "text": text}), 60).await;
            assert_eq!(reply.status.as_u16(), status, "{}", reply.text());
        }
        let path = format!("/api/v1/attempts/{}/answers/nine", id_of(&attempt));
        let half = br#"{"op_id":"op_01999999999970008000000000000077","value":{"type":"essay","text":"\ud800"},"writer":"wr_01999999999970008000000000000001","seq":70}"#;
        let reply = ada.asks(Method::PUT, &path, Some("application/json"), half.to_vec()).await;
        assert!(matches!(reply.status.as_u16(), 400 | 422), "{}", reply.text());
        let read = ada.opens(&format!("/api/v1/attempts/{}", id_of(&attempt))).await.json();
        assert_eq!(read["answers"][0]["value"]["text"], "\n先空一行", "what was refused changed nothing");
    });
}

#[test]
fn a_value_of_another_type_or_range_is_refused_with_its_field() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        for (item, value, code) in [
            ("one", json!({"type": "multiple", "options": [1]}), "wrong_type"),
            ("one", json!({"type": "single", "option": 9}), "out_of_range"),
            ("two", json!({"type": "multiple", "options": [0, 7]}), "out_of_range"),
            ("seven", json!({"type": "ordering", "positions": [0]}), "out_of_range"),
            ("ghost", json!({"type": "single", "option": 1}), "unknown_item"),
        ] {
            let reply = saves(&mut ada, &attempt, item, value.clone(), 1).await;
            assert_eq!((reply.status.as_u16(), reply.json()["code"].as_str()), (409, Some(code)), "{item} {value}: {}", reply.text());
        }
        assert_eq!(saves(&mut ada, &attempt, "one", json!({"type": "single", "option": [1]}), 1).await.status, 422);
    });
}

#[test]
fn a_clock_that_steps_an_hour_back_and_forth_loses_nothing() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        let begin = world.world.clock.now();
        let deadline = |reply: &Reply| reply.json()["deadline"].as_i64();
        let first = saves(&mut ada, &attempt, "five", short("one"), 1).await;
        world.clock.set(begin - Span::from_minutes(60));
        let back = saves(&mut ada, &attempt, "five", short("two"), 2).await;
        assert_eq!((back.status.as_u16(), deadline(&back)), (200, deadline(&first)), "the deadline is an instant, not a countdown");
        world.works().await;
        world.clock.set(begin + Span::from_minutes(10));
        assert_eq!(saves(&mut ada, &attempt, "five", short("three"), 3).await.json()["rev"], 3);
        world.clock.set(begin + Span::from_minutes(90));
        world.works().await;
        world.clock.set(begin);
        // what ended stays ended, and the value is kept
        assert_eq!(saves(&mut ada, &attempt, "five", short("four"), 4).await.json()["code"], "not_running");
    });
}

#[test]
fn a_password_change_and_signing_out_mid_exam_lose_nothing() {
    story(async {
        let world = World::new().await;
        let mut ada = world.visitor();
        ada.posts("/register", &[("login", "ada"), ("name", "小艾"), ("password", "correct horse"), ("agree", "yes")]).await;
        let attempt = starts(&mut ada, "little/exam").await;
        saves(&mut ada, &attempt, "five", short("IoU"), 1).await;
        ada.posts("/sign-out-everywhere", &[]).await;
        let refused = saves(&mut ada, &attempt, "five", short("later"), 2).await;
        assert_eq!((refused.status.as_u16(), refused.json()["code"].as_str()), (401, Some("sign_in")), "a code of its own");
        ada.signs_in("ada", "correct horse").await;
        assert_eq!(saves(&mut ada, &attempt, "five", short("later"), 2).await.json()["rev"], 2);
    });
}

/// Puts changed courseware on the shelf while people sit.
pub async fn publishes(world: &World, change: impl Fn(&str, &str) -> Option<String>) {
    let mut files = world.files.clone();
    for (path, bytes) in files.0.clone() {
        let text = String::from_utf8(bytes).expect("text");
        match change(&path, &text) {
            Some(text) => files.insert(path, text.into_bytes()),
            None => drop(files.0.remove(&path)),
        }
    }
    let reading = Reading::of(files);
    reading.publish(&world.world.store, &*world.world.clock, Actor::System).await.expect("published");
    world.world.site.publish(reading.library, vec![]);
}

#[test]
fn an_edit_of_items_and_plan_never_reaches_a_running_attempt() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        let before = ada.opens(&format!("/api/v1/attempts/{}", id_of(&attempt))).await.json();
        publishes(&world, |path, text| {
            let text = text.replace("minutes = 30", "minutes = 5").replace("一加一等于几？", "二加二等于几？");
            Some(if path.contains("bank") { text.replace("交并比的英文缩写是什么", "被改过的题") } else { text })
        })
        .await;
        let after = ada.opens(&format!("/api/v1/attempts/{}", id_of(&attempt))).await.json();
        assert_eq!((&after["prompts"], &after["deadline"]), (&before["prompts"], &before["deadline"]));
        // also for a server that has forgotten the paper
        let sheet = world
            .world
            .site
            .keep_paper(world.world.store.attempt(id_of(&attempt).parse().expect("an id")).await.expect("read").expect("there"))
            .await;
        assert!(sheet.expect("read").entries.iter().any(|e| e.item.source.contains("交并比")));
        // a new attempt has the new items and the new time
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        let second = starts(&mut ada, "little/exam").await;
        let page = ada.opens(&second).await.text();
        assert!(page.contains("被改过的题"), "{page}");
    });
}

#[test]
fn an_assessment_withdrawn_while_people_sit_goes_on_for_them() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        publishes(&world, |path, text| (!path.contains("assessments/exam")).then(|| text.to_string())).await;
        assert_eq!(saves(&mut ada, &attempt, "five", short("IoU"), 1).await.status, 200);
        assert_eq!(ada.opens(&attempt).await.status, 200);
        assert_eq!(ada.posts("/practice/little/p-single", &[("answer", "0")]).await.status, 409, "keys of the course wait for it still");
        assert!(ada.posts(&format!("{attempt}/submit"), &[]).await.location().ends_with("/receipt"));
        world.works().await;
        assert_eq!(ada.posts("/exams/little/exam/start", &[("pledge", "yes")]).await.status, 404, "nobody starts it anew");
    });
}

#[test]
fn a_blank_attempt_is_handed_in_and_earns_nothing() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/mock").await;
        assert!(ada.posts(&format!("{attempt}/submit"), &[]).await.location().ends_with("/receipt"));
        let result = ada.opens(&format!("/api/v1/attempts/{}/result", id_of(&attempt))).await.json();
        assert_eq!(
            (&result["passed"], result["total"].as_str().or(result["score"].as_str()).is_some() || result.is_object()),
            (&json!(false), true),
            "{result}"
        );
    });
}

#[test]
fn what_ended_and_was_not_marked_is_marked_once_by_the_outbox() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/mock").await;
        // the process dies between the end and the marking
        let stamp = Stamp::new(world.world.clock.now(), Actor::System, [5; 10]);
        let key = id_of(&attempt).parse().expect("an id");
        world.world.store.submit_attempt(key, None, stamp).await.expect("stored");
        assert!(world.world.store.result(key).await.expect("read").is_none());
        world.works().await;
        world.works().await;
        assert!(world.world.store.result(key).await.expect("read").is_some());
        let graded = world.events_of(id_of(&attempt)).await.iter().filter(|e| e.what.action() == "result.graded").count();
        assert_eq!(graded, 1);
    });
}

#[test]
#[should_panic(expected = "the story leaves this in the outbox")]
fn a_story_that_leaves_work_undone_fails() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/mock").await;
        let stamp = Stamp::new(world.world.clock.now(), Actor::System, [5; 10]);
        world.world.store.submit_attempt(id_of(&attempt).parse().expect("an id"), None, stamp).await.expect("stored");
    });
}

#[test]
fn a_late_start_is_told_how_little_time_is_left() {
    story(async {
        let world = World::new().await;
        let mut ivy = world.person("invigilator").await;
        let form = [("plan", "little/exam"), ("name", "s"), ("opens", "2026-11-22 12:00"), ("closes", "2026-11-22 12:20")];
        let path = ivy.posts("/invigilation", &form).await.location();
        ivy.posts(&path, &[("list", "learner")]).await;
        let mut ada = world.person("learner").await;
        world.passes(15);
        assert!(ada.opens("/exams/little/exam").await.text().contains("12:20 截止：现在开始只有 5 分钟。"));
        let attempt = starts(&mut ada, "little/exam").await;
        let clock = ada.opens(&format!("/api/v1/attempts/{}/clock", id_of(&attempt))).await.json();
        assert_eq!(clock["deadline"].as_i64().map(|d| Timestamp::from_ms(d).since(world.world.clock.now())), Some(Span::from_minutes(5)));
    });
}

#[test]
fn whoever_looks_at_an_attempt_changes_nothing_in_it() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        world.passes(40);
        // its time is up, and a page of staff is not what ends it
        for path in [
            format!("/invigilation/attempts/{}", id_of(&attempt)),
            "/invigilation/boards/little/exam".into(),
            "/api/v1/boards/little/exam/events".into(),
        ] {
            assert_eq!(ivy.opens(&path).await.status, 200);
        }
        let summary = world.world.store.attempt_summary(id_of(&attempt).parse().expect("an id")).await.expect("read").expect("there");
        assert!(!summary.state.phase().is_final());
    });
}

#[test]
fn a_log_is_linked_to_its_end_before_its_head_is_noted() {
    story(async {
        let world = World::new().await;
        let store = &world.world.store;
        let plan = zhixing_domain::plan_ref::PlanRef::new("little", "mock");
        // a closing bell: more than one round links
        for n in 0..1_010u32 {
            let mut random = [7; 10];
            random[4..8].copy_from_slice(&n.to_be_bytes());
            let stamp = Stamp::new(world.world.clock.now(), Actor::Operator, random);
            store.set_access_code(&Administrator::operator(), plan.clone(), n.to_string(), stamp).await.expect("stored");
        }
        zhixing::heads::link_all(store).await.expect("linked");
        assert_eq!(store.link_events().await.expect("nothing waits"), 0);
    });
}
