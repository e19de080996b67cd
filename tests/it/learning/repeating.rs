//! What was practised is asked again when it is due.

use crate::main_job::starts;
use axum::http::Method;
use serde_json::json;
use zhixing_domain::event::Event;
use zhixing_tests::{World, course, course_with, id_of, story};

/// From the noon at which stories begin to the midnight after it, in the site's zone.
const TO_MIDNIGHT: i64 = 12 * 60;
const DAY: i64 = 24 * 60;

#[test]
fn what_was_practised_comes_again_on_its_day_one_item_after_another() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        ada.posts("/practice/little/p-single", &[("answer", "1")]).await;
        ada.posts("/practice/little/p-code", &[("answer", "GBK")]).await;
        world.passes(TO_MIDNIGHT - 1);
        assert!(!ada.opens("/").await.text().contains("该复习了"), "not before its day");
        // before that it is said when, and nothing leads to an empty page
        for path in ["/notebook", "/repetitions"] {
            let page = ada.opens(path).await.text();
            assert!(
                page.contains("下次复习：2026年11月23日，2 题") && page.matches("href=\"/repetitions\"").count() == 1,
                "{path}: {page}"
            );
        }
        assert_eq!(ada.opens("/").await.text().matches("href=\"/repetitions\"").count(), 1, "in the menu alone");
        let empty = world.person("teacher").await.opens("/repetitions").await.text();
        assert!(empty.contains("还没有练过题") && empty.contains("现在没有要复习的题"), "{empty}");
        world.passes(1);
        assert!(ada.opens("/notebook").await.text().contains("去复习（2 题）"));
        assert!(ada.opens("/").await.text().contains("有 2 题该复习了"));
        let page = ada.opens("/repetitions").await.text();
        assert!(page.contains("该复习 2 题") && page.contains("数据用什么编码保存"), "{page}");
        let nothing = ada.posts("/repetitions/little/p-code", &[("answer", "")]).await.text();
        assert!(nothing.contains("请先作答") && nothing.contains("该复习 2 题") && !nothing.contains("下次复习"), "{nothing}");
        // without scripts the page comes back with what was said, and the way to the next one
        let right = ada.posts("/repetitions/little/p-code", &[("answer", "UTF-8")]).await;
        right.looks_like("repetition");
        let right = right.text();
        assert!(
            right.contains("答对了") && right.contains("这道题下次复习：2026年11月26日。还有 1 题要复习。") && right.contains("下一题"),
            "{right}"
        );
        assert!(!right.contains("该复习"), "what was due before is not said beside it: {right}");
        assert!(ada.opens("/repetitions").await.text().contains("下列哪一项属于数据清洗"));
        // with scripts the piece alone; who was wrong is asked tomorrow, whatever they answer after it
        ada.headers.insert("x-fragment", "1".into());
        for (answer, said) in [("0", "还不对"), ("1", "答对了")] {
            let piece = ada.posts("/repetitions/little/p-single", &[("answer", answer)]).await.text();
            assert!(
                !piece.contains("<html")
                    && piece.contains(said)
                    && piece.contains("这道题下次复习：2026年11月24日。今天没有别的要复习了。"),
                "{piece}"
            );
            assert!(piece.contains("返回首页") && piece.contains("action=\"/repetitions/little/p-single#"), "{piece}");
        }
        ada.headers.remove("x-fragment");
        assert!(!ada.opens("/").await.text().contains("该复习了"));
        assert!(world.visitor().posts("/repetitions/little/p-single", &[("answer", "1")]).await.location().starts_with("/sign-in"));
    });
}

#[test]
fn a_program_is_told_what_is_due_and_answers_it_as_the_page_does() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let practice = "/api/v1/courses/little/practice/p-single";
        let right = json!({"answer": {"type": "single", "option": 1}});
        let first = ada.calls(Method::POST, practice, right.clone()).await.json();
        assert!(world.visitor().calls(Method::POST, practice, right.clone()).await.json().get("again_at").is_none());
        assert_eq!(ada.opens("/api/v1/me/repetitions").await.json(), json!({"due": []}));
        world.passes(TO_MIDNIGHT);
        let due = json!([{"course": "little", "item": "p-single", "in_box": 1, "due_at": first["again_at"], "changed": false}]);
        assert_eq!(ada.opens("/api/v1/me/repetitions").await.json(), json!({"due": due}));
        let second = ada.calls(Method::POST, practice, right).await.json();
        let rests = second["again_at"].as_i64().zip(first["again_at"].as_i64()).map(|(then, now)| then - now);
        assert_eq!(rests, Some(3 * DAY * 60_000), "{second}");
        assert_eq!(ada.opens("/api/v1/me/repetitions").await.json()["due"], json!([]));
    });
}

#[test]
fn an_item_that_was_changed_begins_anew_and_one_that_is_taken_down_for_a_while_keeps_its_box() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        ada.posts("/practice/little/p-half", &[("answer", "0.5")]).await;
        ada.posts("/practice/little/p-code", &[("answer", "UTF-8")]).await;
        world.passes(TO_MIDNIGHT);
        ada.posts("/practice/little/p-half", &[("answer", "0.5")]).await;
        world.passes(3 * DAY);
        let mut files = course_with("little/010-first.md", "一半是多少？", "一半是几？");
        for path in ["little/010-first.md", "little/010-first.en.md"] {
            let text = String::from_utf8(files.0[path].clone()).expect("a text");
            files.insert(path, text.replace("#p-code", "#p-charset").into_bytes());
        }
        world.publishes(files).await;
        let page = ada.opens("/repetitions").await.text();
        assert!(page.contains("该复习 1 题") && page.contains("这道题改过") && page.contains("一半是几"), "{page}");
        assert!(ada.opens("/").await.text().contains("有 1 题该复习了"), "what is not there is not counted either");
        assert_eq!(ada.opens("/api/v1/me/repetitions").await.json()["due"].as_array().map(Vec::len), Some(1));
        assert!(ada.opens("/api/v1/me/repetitions").await.json()["due"][0]["changed"].as_bool().expect("told"));
        let anew = ada.posts("/repetitions/little/p-half", &[("answer", "0.5")]).await.text();
        assert!(anew.contains("这道题下次复习：2026年11月27日。今天没有别的要复习了。"), "from the first box: {anew}");
        // back in its course, it is asked as if it had never been away
        world.publishes(course()).await;
        let back = ada.opens("/repetitions").await.text();
        assert!(back.contains("数据用什么编码保存") && !back.contains("这道题改过"), "{back}");
    });
}

#[test]
fn whoever_sits_an_exam_of_the_course_repeats_none_of_it_meanwhile() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        ada.posts("/practice/little/p-single", &[("answer", "1")]).await;
        world.passes(TO_MIDNIGHT);
        let exam = starts(&mut ada, "little/exam").await;
        let page = ada.opens("/repetitions").await.text();
        assert!(page.contains("您正在参加这门课程的考试") && page.contains(id_of(&exam)) && !page.contains("p-single"), "{page}");
        assert_eq!(ada.posts("/repetitions/little/p-single", &[("answer", "1")]).await.status, 409);
        assert_eq!(ada.opens("/api/v1/me/repetitions").await.json()["code"], "exam_running");
        let events = world.events_of(id_of(&exam)).await;
        assert!(events.iter().any(|e| matches!(e.what.event(), Some(Event::Irregularity { .. }))), "the door is noted");
    });
}
