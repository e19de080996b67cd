//! Sitting an exam: time, resumption, other people's attempts, keys that never leave.

use crate::main_job::starts;
use axum::http::Method;
use serde_json::json;
use zhixing_tests::{World, id_of, story};

#[test]
fn a_second_start_is_the_same_attempt() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let first = starts(&mut ada, "little/exam").await;
        assert_eq!(starts(&mut ada, "little/exam").await, first);
        let mut phone = world.person("learner").await;
        assert_eq!(starts(&mut phone, "little/exam").await, first);
    });
}

#[test]
fn without_the_pledge_nothing_starts() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        assert!(ada.posts("/exams/little/exam/start", &[]).await.location().contains("pledge=missing"));
        assert!(ada.opens("/exams").await.text().contains("还没有考过"));
    });
}

#[test]
fn when_time_is_up_the_attempt_ends_by_itself() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        ada.posts(&format!("{attempt}/answers"), &[("a.five", "IoU"), ("do", "save")]).await;
        world.passes(31);
        world.works().await;
        ada.opens(&format!("{attempt}/receipt")).await.looks_like("receipt.expired");
        let late = ada.posts(&format!("{attempt}/answers"), &[("a.five", "x"), ("do", "save")]).await;
        assert!(late.location().ends_with("/receipt"), "a late form leads to the receipt");
    });
}

#[test]
fn the_review_shows_what_is_open_first_and_folds_what_is_answered() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        let review = format!("{attempt}/review");
        let before = ada.opens(&review).await.text();
        assert!(!before.contains("<details class=\"stack\"") && before.contains("还剩 30:00"), "{before}");
        ada.posts(&format!("{attempt}/answers"), &[("a.five", "IoU"), ("do", "save")]).await;
        let page = ada.opens(&review).await.text();
        let (open, rest) = page.split_once("<details class=\"stack\"").expect("a fold");
        let (rest, after) = rest.split_once("</details>").expect("its end");
        assert!(rest.contains("其余 1 题已答") && !after.contains("#item-"), "{page}");
        assert_eq!((open.matches("#item-").count(), rest.matches("#item-").count()), (8, 1));
        assert!(!open.contains("IoU") && after.contains("8"), "the button says how many are open: {after}");
    });
}

#[test]
fn a_page_finds_out_about_the_end_before_the_sweep() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        world.passes(31);
        assert!(ada.opens(&attempt).await.location().ends_with("/receipt"));
    });
}

#[test]
fn nobody_sees_the_attempt_of_somebody_else() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        for login in ["teacher", "examiner", "admin"] {
            let mut other = world.person(login).await;
            for end in ["", "/review", "/receipt", "/receipt.txt", "/result"] {
                assert_eq!(other.opens(&format!("{attempt}{end}")).await.status, 404, "{login} {end}");
            }
            assert_eq!(other.posts(&format!("{attempt}/submit"), &[]).await.status, 404);
        }
    });
}

#[test]
fn no_key_leaves_the_server_before_release() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        let id = id_of(&attempt).to_string();
        let page = ada.opens(&attempt).await.text();
        let api = ada.opens(&format!("/api/v1/attempts/{id}")).await.text();
        for leak in ["先去重，再补缺", "一一对应", "采集，清洗", "甲乙丙丁。", "二和四", "说清楚去重"] {
            assert!(!page.contains(leak), "the page tells {leak}");
            assert!(!api.contains(leak), "the API tells {leak}");
        }
    });
}

#[test]
fn the_room_is_asked_in_both_languages() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        ada.opens(&attempt).await.looks_like("room");
        ada.posts("/preferences/language", &[("language", "en"), ("back", "/")]).await;
        let page = ada.opens(&attempt).await;
        page.looks_like("room.en");
        assert!(page.text().contains("lang=\"en\""));
    });
}

#[test]
fn a_page_without_scripts_says_when_time_ends() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        // they start at noon, in the zone of the installation
        let page = ada.opens(&attempt).await.text();
        assert!(page.contains("without-script\">北京时间 12:30 截止（打开此页时还剩 30:00）<"), "{page}");
        world.passes(10);
        ada.posts("/preferences/language", &[("language", "en"), ("back", "/")]).await;
        let page = ada.opens(&attempt).await.text();
        assert!(page.contains("without-script\">Ends at 12:30, Beijing time (20:00 left when this page opened)<"), "{page}");
    });
}

#[test]
fn saves_by_the_api_and_by_the_form_meet() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        let id = id_of(&attempt).to_string();
        let op = json!({"op_id": "op_01999999999970008000000000000001", "item": "five", "value": {"type": "short", "text": "IoU"},
            "writer": "wr_01999999999970008000000000000001", "seq": 1});
        let saved = ada.calls(Method::PUT, &format!("/api/v1/attempts/{id}/answers/five"), op.clone()).await;
        assert_eq!((saved.status.as_u16(), saved.json()["rev"].as_i64()), (200, Some(1)), "{}", saved.text());
        assert!(ada.opens(&attempt).await.text().contains("value=\"IoU\""));
        // the form takes the pen; the API's writer is told
        ada.posts(&format!("{attempt}/answers"), &[("a.five", "交并比"), ("do", "save")]).await;
        let mut next = op;
        next["op_id"] = "op_01999999999970008000000000000002".into();
        next["seq"] = 2.into();
        let refused = ada.calls(Method::PUT, &format!("/api/v1/attempts/{id}/answers/five"), next).await;
        assert_eq!((refused.status.as_u16(), refused.json()["code"].as_str()), (409, Some("other_writer")), "{}", refused.text());
    });
}
