//! The desk of examiners: two who mark the same answer, and a result that is released meanwhile. Nothing that was typed is lost.

use crate::main_job::starts;
use axum::http::StatusCode;
use serde_json::json;
use zhixing_tests::{World, saves, story};

#[test]
fn who_marks_what_somebody_else_has_marked_meanwhile_is_told_and_keeps_the_words() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        saves(&mut ada, &attempt, "nine", json!({"type": "essay", "text": "一篇论述。"}), 1).await;
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        let (mut mia, mut max) = (world.person("examiner").await, world.person("examiner").await);
        let task = mia.posts("/marking", &[]).await.location();
        max.opens(&task).await;
        let marks = |points, seen| [("points.0", points), ("points.1", "4"), ("comment", "论据充分"), ("seen", seen)];
        assert_eq!(mia.posts(&task, &marks("6", "")).await.status, StatusCode::SEE_OTHER);
        assert_eq!(mia.posts(&task, &marks("6", "")).await.status, StatusCode::SEE_OTHER, "the same twice is one mark");
        // a form that is refused for something else has still seen no more than it had
        let refused = max.posts(&task, &marks("99", "")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!refused.text().contains("name=\"seen\" value"), "{}", refused.text());
        let told = max.posts(&task, &marks("3", "")).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        // by whom and when, and both marks side by side
        told.looks_like("marking.conflict");
        let seen = told.attribute("name=\"seen\"", "value").expect("what it was filled in upon");
        assert_eq!(max.posts(&task, &marks("3", &seen)).await.status, StatusCode::SEE_OTHER);
        assert!(mia.opens(&task).await.text().contains("value=\"3\""), "the later one counts, knowingly");
        mia.posts("/marking/release/little/exam", &[("confirmed", "yes")]).await;
        let late = max.posts(&task, &marks("5", &seen)).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.looks_like("marking.released");
        world.works().await;
    });
}

#[test]
fn looking_at_the_queue_claims_nothing_and_a_marker_who_sits_the_exam_sees_no_keys() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        saves(&mut ada, &attempt, "nine", json!({"type": "essay", "text": "一篇论述。"}), 1).await;
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        let mut mia = world.person("examiner").await;
        for _ in 0..2 {
            assert_eq!(mia.opens("/marking").await.status, StatusCode::OK, "a look leads nowhere");
        }
        let task = mia.posts("/marking", &[]).await.location();
        assert_eq!(mia.opens("/marking").await.location(), task, "what is claimed is gone on with");
        assert_eq!(mia.opens("/marking/items/little/exam").await.status, StatusCode::OK);
        let own = starts(&mut mia, "little/exam").await;
        for path in [task.as_str(), "/marking/items/little/exam"] {
            assert_eq!(mia.opens(path).await.status, StatusCode::CONFLICT, "{path}");
        }
        mia.posts(&format!("{own}/submit"), &[]).await;
        assert_eq!(mia.opens(&task).await.status, StatusCode::OK);
    });
}

#[test]
fn a_released_result_stands_in_the_list_and_leads_to_the_lessons_of_what_was_weak() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        let mut mia = world.person("examiner").await;
        let task = mia.posts("/marking", &[]).await.location();
        mia.posts(&task, &[("points.0", "0"), ("points.1", "0"), ("comment", "")]).await;
        assert!(!ada.opens("/exams").await.text().contains("未合格"));
        mia.posts("/marking/release/little/exam", &[("confirmed", "yes")]).await;
        let list = ada.opens("/exams").await.text();
        assert!(list.contains("0 分 · 未合格"), "{list}");
        ada.opens(&format!("{attempt}/result")).await.looks_like("result.failed");
        world.works().await;
    });
}
