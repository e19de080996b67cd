//! The desk of examiners: two who mark the same answer, and a result that is released meanwhile. Nothing that was typed is lost.

use crate::main_job::starts;
use axum::http::{Method, StatusCode};
use serde_json::json;
use zhixing::content::{Reading, refresh};
use zhixing_store::{Actor, Stamp};
use zhixing_tests::{Person, Reply, World, id_of, saves, story};

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
fn a_marker_sees_the_place_skips_an_answer_and_finds_what_was_marked() {
    story(async {
        let world = World::new().await;
        for _ in 0..3 {
            let mut ada = world.person("learner").await;
            let attempt = starts(&mut ada, "little/exam").await;
            saves(&mut ada, &attempt, "nine", json!({"type": "essay", "text": "一篇论述。"}), 1).await;
            ada.posts(&format!("{attempt}/submit"), &[]).await;
            world.passes(1);
        }
        world.works().await;
        let mut mia = world.person("examiner").await;
        assert!(mia.opens("/marking/marked").await.text().contains("还没有阅过答卷"));
        let first = mia.posts("/marking", &[("plan", "little/exam")]).await.location();
        let page = mia.opens(&first).await;
        page.looks_like("marking.first");
        let back = |page: &Reply, name: &str| page.attribute(&format!("name=\"{name}\""), "value").expect("what is put back");
        let (attempt, item) = (back(&page, "attempt"), back(&page, "item"));
        let form = [("plan", "little/exam"), ("attempt", attempt.as_str()), ("item", item.as_str())];
        assert!(page.text().contains("保存，下一份") && page.text().contains("data-focus"), "{}", page.text());
        let second = mia.posts("/marking", &form).await.location();
        let page = mia.opens(&second).await.text();
        assert!(second != first && page.contains("第 2 份，共 3 份 · 还有 3 份待评阅"), "{page}");
        let marks = [("points.0", "6"), ("points.1", "3.5"), ("comment", "论据充分"), ("seen", "")];
        let third = mia.posts(&second, &marks).await.location();
        assert!(third != first && third != second, "what was put back is not offered by itself");
        let list = mia.opens("/marking/marked").await;
        list.looks_like("marking.marked");
        assert!(list.text().contains(&second) && !list.text().contains("李学知"), "{}", list.text());
        let told = mia.opens("/api/v1/marking/marked").await.json();
        assert_eq!(
            (told[0]["points"].as_str(), told[0]["worth"].as_str(), told[0]["open"].as_bool()),
            (Some("19"), Some("20"), Some(true))
        );
        let past = json!({"past": {"attempt": third.split('/').nth(2), "item": item}});
        assert_eq!(mia.calls(Method::POST, "/api/v1/marking/claims", past).await.status, StatusCode::NO_CONTENT);
        assert_eq!(mia.opens("/api/v1/marking").await.json()["plans"][0]["skipped"], 2);
        let again = mia.calls(Method::POST, "/api/v1/marking/claims", json!({"again": true})).await.json();
        assert_eq!(again["attempt"], attempt, "{again}");
        // who sits the exam meanwhile is told of none of its items
        starts(&mut mia, "little/exam").await;
        assert!(mia.opens("/marking/marked").await.text().contains("还没有阅过答卷"));
    });
}

/// The text of an item of an earlier publication is lost: what waits is told all the same, with its name.
#[test]
fn an_item_that_cannot_be_read_keeps_nothing_else_from_the_desk() {
    story(async {
        let world = World::new().await;
        let mut files = world.files.clone();
        let bank = "little/items/bank.md";
        let text = String::from_utf8(files.0[bank].clone()).expect("text").replace("说说怎样清洗数据。", "说一说怎样清洗数据。");
        files.insert(bank, text);
        let (store, reading) = (&world.world.store, Reading::of(files));
        let lost = reading.library.courses.iter().flat_map(|c| &c.items).map(|item| (item.version.clone(), String::new())).collect();
        world.passes(1);
        let stamp = Stamp::new(world.world.clock.now(), Actor::Operator, world.world.site.id_bytes());
        assert!(store.publish(reading.library.digest.clone(), reading.files.0.clone(), lost, stamp).await.expect("published"));
        assert!(refresh(&world.world.site, store, &mut String::new()).await.expect("refreshed"));
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        saves(&mut ada, &attempt, "nine", json!({"type": "essay", "text": "一篇论述。"}), 1).await;
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        world.works().await;
        world.publishes(world.files.clone()).await;
        let mut mia = world.person("examiner").await;
        assert_eq!(mia.opens("/api/v1/marking").await.json()["plans"][0]["to_mark"], 1);
        let desk = mia.opens("/marking").await;
        assert!(desk.status == StatusCode::OK && desk.text().contains("<li>nine"), "{}", desk.text());
        let items = mia.opens("/marking/items/little/exam").await;
        assert_eq!(items.status, StatusCode::OK, "the others are shown: {}", items.text());
    });
}

#[test]
fn a_marker_sees_what_waits_of_which_exam_and_what_is_next_once_all_was_skipped_or_marked() {
    story(async {
        let world = World::new().await;
        for _ in 0..2 {
            let mut ada = world.person("learner").await;
            let attempt = starts(&mut ada, "little/exam").await;
            saves(&mut ada, &attempt, "nine", json!({"type": "essay", "text": "一篇论述。"}), 1).await;
            ada.posts(&format!("{attempt}/submit"), &[]).await;
            world.passes(1);
        }
        world.works().await;
        let mut mia = world.person("examiner").await;
        mia.opens("/marking").await.looks_like("queue");
        let skips = async |mia: &mut Person, task: &str| {
            let page = mia.opens(task).await;
            let back = |name: &str| page.attribute(&format!("name=\"{name}\""), "value").expect("what is put back");
            let (attempt, item) = (back("attempt"), back("item"));
            mia.posts("/marking", &[("plan", "little/exam"), ("attempt", &attempt), ("item", &item)]).await.location()
        };
        let first = mia.posts("/marking", &[("plan", "little/exam")]).await.location();
        let second = skips(&mut mia, &first).await;
        let end = skips(&mut mia, &second).await;
        assert_eq!(end, "/marking?plan=little/exam", "nothing goes round");
        mia.opens(&end).await.looks_like("queue.skipped");
        assert_eq!(mia.posts("/marking", &[("plan", "little/exam")]).await.location(), end, "not by itself");
        let again = mia.posts("/marking", &[("plan", "little/exam"), ("again", "yes")]).await.location();
        assert_eq!(again, first, "deliberately, from the first");
        let marks = [("points.0", "6"), ("points.1", "3.5"), ("comment", ""), ("seen", "")];
        let next = mia.posts(&again, &marks).await.location();
        assert_eq!(next, second);
        let over = mia.posts(&next, &marks).await.location();
        assert_eq!(over, "/marking?plan=little/exam&saved=yes");
        mia.opens(&over).await.looks_like("queue.saved");
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

#[test]
fn a_program_marks_and_releases_as_the_page_does() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        saves(&mut ada, &attempt, "nine", json!({"type": "essay", "text": "一篇论述。"}), 1).await;
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        world.works().await;
        let mut mia = world.person("examiner").await;
        mia.language = "en";
        let queue = mia.opens("/api/v1/marking").await.json();
        assert_eq!(queue, json!({"plans": [{"plan": "little/exam", "to_mark": 1, "skipped": 0, "to_release": 0}]}));
        let none = mia.calls(Method::POST, "/api/v1/marking/claims", json!({"plan": "little/mock"})).await;
        assert_eq!(none.status, StatusCode::NO_CONTENT);
        let task = mia.calls(Method::POST, "/api/v1/marking/claims", json!({})).await.json();
        assert_eq!((&task["item"], &task["worth"], &task["attempt"]), (&json!("nine"), &json!("20"), &json!(id_of(&attempt))));
        assert_eq!(mia.opens("/api/v1/marking").await.json()["held"], task);
        let path = format!("/api/v1/marking/{}/nine", id_of(&attempt));
        let script = mia.opens(&path).await;
        let shown = script.json();
        assert_eq!((&shown["answer"]["text"], &shown["rubric"][1]["most"]), (&json!("一篇论述。"), &json!("4")));
        assert!(!script.text().contains("李学知") && shown.get("mark").is_none(), "{}", script.text());
        for (wish, status, field, said) in [
            (json!({"points": ["7", "4"]}), 409, "points", "Criterion 1 has 6 points at most."),
            (json!({"points": ["6"]}), 409, "points", "Give points to every criterion"),
            (json!({"points": ["6", "x"]}), 422, "points[1]", "not a text of 1 to 9 characters"),
            (json!({"points": ["6", "4"], "comment": "x".repeat(4_001)}), 422, "comment", "4000"),
        ] {
            let refused = mia.calls(Method::PUT, &path, wish).await;
            assert_eq!((refused.status.as_u16(), refused.json()["field"].as_str()), (status, Some(field)), "{}", refused.text());
            assert!(refused.text().contains(said), "{}", refused.text());
        }
        let wish = |points: &str, seen: Option<i64>| json!({"points": [points, "4"], "comment": "clear", "seen": seen});
        let marked = mia.calls(Method::PUT, &path, wish("6", None)).await.json();
        let at = marked["mark"]["marked_at"].as_i64();
        assert_eq!((&marked["mark"]["points"], at), (&json!(["6", "4"]), Some(world.world.clock.now().ms())));
        // who has not seen it is told, and marks knowingly after that
        let mut max = world.person("examiner").await;
        let told = max.calls(Method::PUT, &path, wish("3", None)).await;
        assert_eq!((told.status.as_u16(), told.json()["code"].as_str()), (409, Some("marked_meanwhile")));
        assert!(told.text().contains("给了 10 分"), "{}", told.text());
        assert_eq!(max.calls(Method::PUT, &path, wish("3", at)).await.json()["mark"]["points"], json!(["3", "4"]));
        let queue = mia.opens("/api/v1/marking").await.json();
        assert_eq!(queue, json!({"plans": [{"plan": "little/exam", "to_mark": 0, "skipped": 0, "to_release": 1}]}));
        let released = mia.calls(Method::POST, "/api/v1/marking/releases/little/exam", json!({})).await.json();
        assert_eq!(released, json!({"released": [id_of(&attempt)]}));
        let late = max.calls(Method::PUT, &path, wish("5", at)).await;
        assert_eq!((late.status.as_u16(), late.json()["code"].as_str()), (409, Some("released")));
        assert_eq!(ada.opens(&format!("/api/v1/attempts/{}/result", id_of(&attempt))).await.json()["released"], true);
        world.works().await;
    });
}

#[test]
fn a_program_decides_about_an_item_as_the_page_does() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        world.works().await;
        let mut mia = world.person("examiner").await;
        let list = mia.opens("/api/v1/marking/items/little/exam").await.json();
        let item = list.as_array().expect("a list").iter().find(|i| i["item"] == "five").expect("the item").clone();
        assert!(item["attempts"] == 1 && item["points"] == "0" && item.get("voiding").is_none(), "{item}");
        let path = format!("/api/v1/marking/items/little/exam/{}", item["version"].as_str().expect("a version"));
        let wish = |voiding: &str, reason: &str| json!({"voiding": voiding, "reason": reason});
        for (voiding, reason, status, field) in
            [("none", "x", 409, "voiding"), ("void", "x", 422, "voiding"), ("excluded", " ", 422, "reason")]
        {
            let refused = mia.calls(Method::PUT, &path, wish(voiding, reason)).await;
            assert_eq!((refused.status.as_u16(), refused.json()["field"].as_str()), (status, Some(field)), "{}", refused.text());
        }
        let decided = mia.calls(Method::PUT, &path, wish("full_credit", "wrong key")).await.json();
        assert_eq!((&decided["voiding"], &decided["behind"]), (&json!("full_credit"), &json!(1)), "results follow in the background");
        world.works().await;
        let again = mia.calls(Method::PUT, &path, wish("none", "it is right after all")).await.json();
        assert!(again.get("voiding").is_none() && again["behind"] == 1, "{again}");
        assert_eq!(mia.calls(Method::PUT, "/api/v1/marking/items/little/exam/0000", wish("excluded", "x")).await.status, 404);
        let own = starts(&mut mia, "little/exam").await;
        let refused = mia.opens("/api/v1/marking/items/little/exam").await;
        assert_eq!(refused.json()["code"], "exam_running", "{own}: the list shows keys");
        world.works().await;
    });
}
