//! Staff during an exam: sessions, accommodations, measures, the live board.

use crate::main_job::starts;
use axum::http::Method;
use serde_json::json;
use zhixing_domain::time::Span;
use zhixing_tests::{Person, World, story};

/// A session of the little exam from ten minutes on, with the learner on its list; its path.
async fn session(ivy: &mut Person, list: &str) -> String {
    // the story begins at 12:00 in Shanghai
    let form = [("plan", "little/exam"), ("name", "上午场"), ("opens", "2026-11-22 12:10"), ("closes", "2026-11-22 13:10")];
    let path = ivy.posts("/invigilation", &form).await.location();
    assert!(path.starts_with("/invigilation/sessions/ses_"), "{path}");
    assert_eq!(ivy.posts(&path, &[("list", list)]).await.status, 303);
    path
}

fn id(attempt: &str) -> &str {
    attempt.rsplit('/').next().expect("an id")
}

async fn measure(ivy: &mut Person, attempt: &str, wish: serde_json::Value) -> zhixing_tests::Reply {
    ivy.calls(Method::POST, &format!("/api/v1/attempts/{}/measures", id(attempt)), wish).await
}

async fn saves(ada: &mut Person, attempt: &str, text: &str, seq: i64) -> zhixing_tests::Reply {
    let op = json!({"op_id": format!("op_{:032x}", 0x0199_9999_9999_7000_8000_0000_0000_0000u128 + seq as u128), "item": "five",
        "value": {"type": "short", "text": text}, "writer": "wr_01999999999970008000000000000001", "seq": seq});
    ada.calls(Method::PUT, &format!("/api/v1/attempts/{}/answers/five", id(attempt)), op).await
}

#[test]
fn a_list_lets_its_people_in_at_the_bell_with_their_own_time() {
    story(async {
        let world = World::new().await;
        let mut ivy = world.person("invigilator").await;
        let path = session(&mut ivy, "learner,3-101,1.5").await;
        assert!(ivy.opens(&path).await.text().contains("×1.5"));
        let mut ada = world.person("learner").await;
        // her own time is on her page before the start; nobody else's is
        assert!(ada.opens("/exams/little/exam").await.text().contains("45 分钟"));
        let mut bob = world.person("teacher").await;
        assert!(bob.opens("/exams/little/exam").await.text().contains("不在这场考试的任何场次名单上"));
        assert_eq!(bob.posts("/exams/little/exam/start", &[("pledge", "yes")]).await.status, 409);
        let early = ada.posts("/exams/little/exam/start", &[("pledge", "yes")]).await;
        assert!(early.status == 409 && early.text().contains("2026-11-22 12:10"), "{}", early.text());
        // papers are drawn before the bell, and nobody sees one
        zhixing::worker::papers(world.world.clone()).await.expect("drawn");
        let mine = ada.opens("/exams").await.text();
        assert!(mine.contains("/exams/little/exam") && !mine.contains("/attempts/att_"), "{mine}");
        world.passes(10);
        let attempt = starts(&mut ada, "little/exam").await;
        let clock = ada.opens(&format!("/api/v1/attempts/{}/clock", id(&attempt))).await.json();
        assert_eq!(clock["deadline"].as_i64().zip(clock["server_now"].as_i64()).map(|(d, n)| d - n), Some(45 * 60_000));
    });
}

#[test]
fn a_ready_paper_is_nobodys_before_the_start() {
    story(async {
        let world = World::new().await;
        session(&mut world.person("invigilator").await, "learner").await;
        zhixing::worker::papers(world.world.clone()).await.expect("drawn");
        let mut ada = world.person("learner").await;
        let account = world.world.store.credentials_of("learner").await.expect("read").expect("there").0.id;
        let ready = world.world.store.attempts_of(account).await.expect("read")[0].id;
        assert_eq!(ada.opens(&format!("/attempts/{ready}")).await.status, 404);
        let api = ada.opens(&format!("/api/v1/attempts/{ready}")).await.json();
        assert_eq!((api["state"].as_str(), api["prompts"].as_array().map(Vec::len)), (Some("ready"), Some(0)));
    });
}

#[test]
fn a_sealed_paper_says_nothing_before_the_bell_and_its_key_comes_with_the_start() {
    story(async {
        let world = World::new().await;
        session(&mut world.person("invigilator").await, "learner").await;
        zhixing::worker::papers(world.world.clone()).await.expect("drawn");
        let mut ada = world.person("learner").await;
        let account = world.world.store.credentials_of("learner").await.expect("read").expect("there").0.id;
        let ready = world.world.store.attempts_of(account).await.expect("read")[0].id;
        assert!(ada.opens("/exams/little/exam").await.text().contains(&ready.to_string()), "the waiting page fetches it");
        let sealed = ada.opens(&format!("/api/v1/attempts/{ready}/sealed")).await;
        assert_eq!(sealed.status, 200);
        assert!(!sealed.text().contains("交并比") && sealed.bytes.len() > 1_000);
        let opening = format!("/api/v1/attempts/{ready}/opening");
        let early = ada.calls(Method::POST, &opening, json!({})).await;
        assert_eq!((early.status.as_u16(), early.json()["code"].as_str().map(str::to_string)), (409, Some("not_open_yet".into())));
        world.passes(10);
        let first = ada.calls(Method::POST, &opening, json!({})).await.json();
        assert_eq!(first["key"].as_str().map(str::len), Some(64));
        world.passes(1);
        let again = ada.calls(Method::POST, &opening, json!({})).await.json();
        assert_eq!((&again["key"], &again["deadline"]), (&first["key"], &first["deadline"]), "a lost reply costs nothing");
        assert_eq!(world.person("teacher").await.calls(Method::POST, &opening, json!({})).await.status, 404);
        assert!(ada.opens(&format!("/attempts/{ready}")).await.text().contains("交并比"));
    });
}

#[test]
fn a_list_with_a_fault_names_the_line_and_changes_nothing() {
    story(async {
        let world = World::new().await;
        let mut ivy = world.person("invigilator").await;
        let path = session(&mut ivy, "learner").await;
        for (list, word) in [("learner\nx y,1", "第 2 行"), ("learner,1,9", "第 1 行"), ("learner\nghost", "ghost")] {
            let reply = ivy.posts(&path, &[("list", list)]).await;
            assert!(reply.status == 422 && reply.text().contains(word), "{list}: {}", reply.text());
        }
        let reply =
            ivy.posts("/invigilation", &[("plan", "little/exam"), ("name", ""), ("opens", "soon"), ("closes", "2026-11-22 13:10")]).await;
        assert!(reply.status == 422 && reply.text().contains("2026-12-01 09:00"), "what was typed is kept and told apart");
    });
}

#[test]
fn a_pause_stops_the_clock_keeps_what_was_on_its_way_and_is_given_back() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        world.passes(5);
        assert_eq!(measure(&mut ivy, &attempt, json!({"measure": "pause", "reason": "fire alarm"})).await.status, 200);
        assert_eq!(saves(&mut ada, &attempt, "on its way", 1).await.status, 200);
        assert!(ada.opens(&attempt).await.text().contains("考试已暂停"));
        world.passes(20);
        let kept = saves(&mut ada, &attempt, "typed in the pause", 2).await;
        assert_eq!((kept.status.as_u16(), kept.json()["code"].as_str().map(str::to_string)), (409, Some("paused".into())));
        let resumed = measure(&mut ivy, &attempt, json!({"measure": "resume", "reason": "all clear"})).await.json();
        assert_eq!(resumed["deadline"].as_i64().zip(resumed["server_now"].as_i64()).map(|(d, n)| d - n), Some(25 * 60_000));
        world.works().await;
        assert_eq!(saves(&mut ada, &attempt, "goes on", 3).await.status, 200);
    });
}

#[test]
fn in_a_pause_the_board_shows_the_deadline_that_moves_with_the_clock() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        world.passes(5);
        measure(&mut ivy, &attempt, json!({"measure": "pause", "reason": "fire alarm"})).await;
        // past the deadline that it had: nothing ends, and nothing is looked up for an end
        world.passes(40);
        let clock = ada.opens(&format!("/api/v1/attempts/{}/clock", id(&attempt))).await.json();
        assert_eq!(clock["state"], "paused");
        let board = ivy.opens("/invigilation/boards/little/exam").await.text();
        assert!(board.contains("13:10:00") && !board.contains("12:30:00"), "{board}");
        assert!(ada.opens("/exams/little/exam").await.text().contains(&attempt), "it goes on from the page of the exam");
    });
}

#[test]
fn a_form_sent_in_a_pause_or_after_the_end_is_kept() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        measure(&mut ivy, &attempt, json!({"measure": "pause", "reason": "fire alarm"})).await;
        world.passes(5);
        let paused = ada.posts(&format!("{attempt}/answers"), &[("a.five", "IoU"), ("do", "save")]).await;
        assert!(paused.status == 409 && paused.text().contains("考试已暂停"), "{}", paused.text());
        measure(&mut ivy, &attempt, json!({"measure": "terminate", "reason": "fire"})).await;
        let late = ada.posts(&format!("{attempt}/answers"), &[("a.nine", "写完了"), ("do", "save")]).await;
        assert!(late.location().ends_with("/receipt"));
        // staff let it go on with what did not count
        let form = [("measure", "reopen"), ("minutes", "10"), ("reason", "停电"), ("late", "yes")];
        ivy.posts(&format!("/invigilation/attempts/{}", id(&attempt)), &form).await;
        let again = ada.posts("/exams/little/exam/start", &[("pledge", "yes")]).await.location();
        let page = ada.opens(&again).await.text();
        assert!(page.contains("IoU") && page.contains("写完了"), "{page}");
    });
}

#[test]
fn a_word_of_staff_reaches_the_page_with_the_clock() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        let form = [("to", "all"), ("measure", "message"), ("reason", "还有十分钟"), ("minutes", "")];
        assert!(ivy.posts("/invigilation/boards/little/exam/measures", &form).await.location().contains("done=1"));
        let clock = ada.opens(&format!("/api/v1/attempts/{}/clock", id(&attempt))).await.json();
        assert_eq!(clock["notice"]["text"], "还有十分钟");
    });
}

#[test]
fn the_board_shows_who_saved_last_and_acts_on_those_chosen_alone() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        let mock = starts(&mut ada, "little/mock").await;
        saves(&mut ada, &attempt, "x", 1).await;
        zhixing::worker::presence(world.world.clone()).await.expect("noted");
        let board = ivy.opens("/invigilation/boards/little/exam").await.text();
        assert!(board.contains("李学知") && board.contains("在线") && board.contains("five"), "{board}");
        let event = ivy.opens("/api/v1/boards/little/exam/events").await.text();
        assert!(event.starts_with("event: board") && event.contains(id(&attempt)), "{event}");
        world.clock.advance(Span::from_seconds(80));
        assert!(ivy.opens("/invigilation/boards/little/exam?state=silent").await.text().contains("李学知"));
        // an attempt of another plan in a form of this one is passed over
        let form = [("to", "chosen"), ("attempt", id(&mock)), ("measure", "terminate"), ("reason", "x")];
        assert_eq!(ivy.posts("/invigilation/boards/little/exam/measures", &form).await.status, 422);
        let form = [("to", "chosen"), ("attempt", id(&attempt)), ("measure", "extend"), ("minutes", "7"), ("reason", "network")];
        assert!(ivy.posts("/invigilation/boards/little/exam/measures", &form).await.location().contains("done=1&refused=0"));
        let page = ivy.opens(&format!("/invigilation/attempts/{}", id(&attempt))).await.text();
        assert!(page.contains("attempt.extended") && page.contains("network"), "{page}");
    });
}

#[test]
fn staff_are_not_found_in_their_own_attempt() {
    story(async {
        let world = World::new().await;
        let mut ivy = world.person("invigilator").await;
        let attempt = starts(&mut ivy, "little/mock").await;
        assert_eq!(measure(&mut ivy, &attempt, json!({"measure": "extend", "minutes": 5, "reason": "mine"})).await.status, 404);
        let path = format!("/invigilation/attempts/{}", id(&attempt));
        for act in ["free_pen", "reopen", "irregularity", "extend"] {
            assert_eq!(ivy.posts(&path, &[("measure", act), ("minutes", "5"), ("reason", "mine")]).await.status, 404, "{act}");
        }
        let (kind, body) = (
            "multipart/form-data; boundary=b",
            b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n{}\r\n--b--\r\n",
        );
        let file = ivy.asks(Method::POST, &format!("{path}/answers"), Some(kind), body.to_vec()).await;
        assert_eq!(file.status, 404);
    });
}

#[test]
fn a_board_without_anybody_waits_for_the_first_and_is_not_held_back_by_a_proxy() {
    story(async {
        let world = World::new().await;
        let mut ivy = world.person("invigilator").await;
        assert!(ivy.opens("/invigilation/boards/little/exam").await.text().contains("id=\"board-lines\""));
        let events = ivy.opens("/api/v1/boards/little/exam/events").await;
        assert_eq!(events.headers.get("x-accel-buffering").map(|v| v.as_bytes()), Some(&b"no"[..]));
        // a server that stops ends what would go on for minutes
        world.world.stopping.store(true, std::sync::atomic::Ordering::Relaxed);
        assert_eq!(ivy.opens("/api/v1/boards/little/exam/events").await.text(), "");
    });
}

#[test]
fn a_list_of_thousands_is_read() {
    story(async {
        let world = World::new().await;
        let mut ivy = world.person("invigilator").await;
        let path = session(&mut ivy, "learner").await;
        let list: String = (0..10_000).map(|n| format!("candidate-of-the-city-{n:06},3-{n}\n")).collect();
        let reply = ivy.posts(&path, &[("list", &list)]).await;
        assert_eq!(reply.status, 422, "nobody has these names, and all of them were read");
    });
}

#[test]
fn an_attempt_that_is_not_reopened_says_why() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        let path = format!("/invigilation/attempts/{}", id(&attempt));
        let form = [("measure", "reopen"), ("minutes", "10"), ("reason", "停电")];
        let said = ivy.posts(&path, &form).await.location();
        assert!(ivy.opens(&said).await.text().contains("还没有结束"));
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        ivy.posts(&path, &form).await;
        let said = ivy.posts(&path, &form).await.location();
        assert!(ivy.opens(&said).await.text().contains("已经继续"));
    });
}

#[test]
fn an_ended_attempt_goes_on_as_a_segment_with_its_answers() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        saves(&mut ada, &attempt, "IoU", 1).await;
        world.passes(40);
        world.works().await;
        assert_eq!(measure(&mut ivy, &attempt, json!({"measure": "extend", "minutes": 5, "reason": "late"})).await.status, 409);
        let form = [("measure", "reopen"), ("minutes", "10"), ("reason", "停电"), ("late", "yes")];
        let new = ivy.posts(&format!("/invigilation/attempts/{}", id(&attempt)), &form).await.location();
        assert!(new.contains("done=reopened") && !new.contains(id(&attempt)), "{new}");
        let again = ada.posts("/exams/little/exam/start", &[("pledge", "yes")]).await.location();
        assert!(new.contains(id(&again)), "the segment is the attempt that goes on");
        assert!(ada.opens(&again).await.text().contains("IoU"));
        assert_eq!(saves(&mut ada, &again, "better", 9).await.status, 200);
    });
}

#[test]
fn measures_want_a_reason_and_the_audit_log_names_actor_and_request() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        assert_eq!(measure(&mut ivy, &attempt, json!({"measure": "terminate", "reason": " "})).await.status, 422);
        assert_eq!(measure(&mut ivy, &attempt, json!({"measure": "extend", "minutes": 0, "reason": "x"})).await.status, 422);
        assert_eq!(measure(&mut ivy, &attempt, json!({"measure": "dance", "reason": "x"})).await.status, 422);
        assert_eq!(measure(&mut ivy, &attempt, json!({"measure": "terminate", "reason": "phone on the table"})).await.status, 200);
        while world.world.store.link_events().await.expect("linked") > 0 {}
        let report = world.world.store.verify_audit(None).await.expect("read");
        assert!(report.linked > 3 && report.faults.is_empty(), "{report:?}");
        let events = world.world.store.events_of(id(&attempt)).await.expect("read");
        let (_, actor, action, detail) = events.iter().find(|(_, _, action, _)| action == "attempt.terminated").expect("logged");
        assert!(actor.starts_with("acc_") && detail == "phone on the table", "{action}");
        assert!(ada.opens(&attempt).await.location().ends_with("/receipt"));
    });
}
