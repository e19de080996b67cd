//! Reading, practising, searching.

use crate::main_job::starts;
use axum::http::Method;
use serde_json::json;
use zhixing_tests::{World, course_with, story};

#[test]
fn practice_answers_at_once_without_an_account() {
    story(async {
        let world = World::new().await;
        let mut visitor = world.visitor();
        let right = visitor.posts("/practice/little/p-single", &[("answer", "1")]).await.text();
        assert!(
            right.contains("答对了") && right.contains("去掉重复的记录是清洗") && right.contains("数据清洗让数据可用"),
            "the whole lesson comes back"
        );
        let wrong = visitor.posts("/practice/little/p-single", &[("answer", "0")]).await.text();
        assert!(wrong.contains("还不对"));
        let nothing = visitor.posts("/practice/little/p-single", &[]).await.text();
        assert!(nothing.contains("请先作答") && !nothing.contains("去掉重复的记录是清洗"), "no key for an empty answer");
    });
}

#[test]
fn a_practice_answer_is_judged_without_what_cannot_be_stored() {
    story(async {
        let world = World::new().await;
        let mut visitor = world.visitor();
        let right = visitor.posts("/practice/little/p-code", &[("answer", "UTF\u{b}\u{7f}-8")]).await.text();
        assert!(right.contains("答对了") && !right.contains("请先作答"), "{right}");
        let nothing = visitor.posts("/practice/little/p-code", &[("answer", "\u{b}\u{1}")]).await.text();
        assert!(nothing.contains("请先作答"));
    });
}

#[test]
fn what_is_no_number_is_asked_for_again_and_is_no_mistake() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let odd = ada.posts("/practice/little/p-half", &[("answer", "一半")]).await.text();
        assert!(odd.contains("请再看一下您的作答") && odd.contains("这不像一个数") && !odd.contains("还不对"), "{odd}");
        assert!(!odd.contains("参考答案") && !odd.contains("0.5。"), "no key for what cannot be read");
        assert!(!ada.opens("/notebook").await.text().contains("一半是多少"));
        assert!(ada.posts("/practice/little/p-half", &[("answer", "1/3")]).await.text().contains("请再看一下您的作答"));
        assert!(ada.posts("/practice/little/p-half", &[("answer", "0.4")]).await.text().contains("还不对"));
        assert!(ada.opens("/notebook").await.text().contains("一半是多少"));
    });
}

#[test]
fn what_was_left_empty_is_no_mistake_and_a_mistake_leads_back_to_its_lesson() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/mock").await;
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        ada.opens(&format!("{attempt}/result")).await;
        world.works().await;
        assert!(ada.opens("/notebook").await.text().contains("错题本是空的"));
        ada.posts("/practice/little/p-half", &[("answer", "0.4")]).await;
        let page = ada.opens("/notebook").await.text();
        assert!(page.contains("待掌握 1 题") && page.contains("回到第 1 课") && page.contains("href=\"/courses/little/first\""), "{page}");
    });
}

#[test]
fn items_of_the_bank_cannot_be_practised_before_they_were_a_mistake() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        assert_eq!(ada.posts("/practice/little/one", &[("answer", "1")]).await.status, 404);
        let asked = world.visitor().posts("/practice/little/one", &[("answer", "1")]).await;
        assert!(asked.location().starts_with("/sign-in"));
    });
}

#[test]
fn progress_follows_the_reader() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        assert!(ada.opens("/courses/little").await.text().contains("开始学习"));
        ada.opens("/courses/little/first").await;
        let mut phone = world.person("learner").await;
        assert!(phone.opens("/courses/little").await.text().contains("继续学习"));
        ada.posts("/courses/little/first/done", &[("done", "yes")]).await;
        assert!(phone.opens("/courses/little").await.text().contains("已读 1 / 2"));
    });
}

#[test]
fn chinese_words_are_found_without_spaces() {
    story(async {
        let world = World::new().await;
        let found = world.visitor().opens("/search?q=%E6%B8%85%E6%B4%97").await.text();
        assert!(found.contains("第一课") && found.contains("<mark>清洗</mark>"));
    });
}

#[test]
fn practice_is_found_by_its_topics_in_both_languages() {
    story(async {
        let files = course_with("little/010-first.md", "{#p-single .single}", "{#p-single .single tags=\"denoise,去噪\"}");
        let world = World::with(&[], files).await;
        for (language, function) in [("zh-CN", "%E5%81%9A%E4%BA%8B"), ("en", "doing")] {
            let mut visitor = world.visitor();
            visitor.language = language;
            for query in ["denoise", "%E5%8E%BB%E5%99%AA", function] {
                let found = visitor.opens(&format!("/search?q={query}")).await.text();
                assert!(found.contains("id=\"found-practice\"") && found.contains("#practice.little.p-single"), "{query}: {found}");
                assert!(!found.contains("{#") && !found.contains("tags="), "words, and no markup: {found}");
            }
            assert!(!visitor.opens("/search?q=noise").await.text().contains("found-practice"), "the end of a word is none");
            assert!(visitor.opens(&format!("/search?q={function}")).await.text().contains("id=\"found-standards\""));
        }
    });
}

#[test]
fn the_language_is_the_browsers_until_it_is_chosen() {
    story(async {
        let world = World::new().await;
        let mut visitor = world.visitor();
        visitor.language = "en-GB,en;q=0.9";
        assert!(visitor.opens("/courses/little/first").await.text().contains("Cleaning makes data usable"));
        visitor.posts("/preferences/language", &[("language", "zh"), ("back", "/")]).await;
        assert!(visitor.opens("/courses/little/first").await.text().contains("数据清洗让数据可用"));
    });
}

#[test]
fn bad_paths_and_bad_forms_are_answered_in_words() {
    story(async {
        let world = World::new().await;
        let mut visitor = world.visitor();
        for path in ["/courses/none", "/courses/little/none", "/v/none", "/attempts/att_x", "/nothing", "/standards/none"] {
            let reply = visitor.opens(path).await;
            assert!(matches!(reply.status.as_u16(), 404 | 303), "{path}: {}", reply.status);
        }
        let reply = visitor.asks(Method::POST, "/preferences/theme", Some("application/json"), b"{}".to_vec()).await;
        assert!(reply.status.is_client_error() && !reply.text().contains("Failed to"), "{}", reply.text());
    });
}

#[test]
fn a_program_practises_reads_and_keeps_the_notebook_as_the_pages_do() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        ada.language = "en";
        let practice = "/api/v1/courses/little/practice/p-single";
        let answers = |option: Option<u8>| json!({"answer": {"type": "single", "option": option}});
        let wrong = ada.calls(Method::POST, practice, answers(Some(0))).await.json();
        assert_eq!((&wrong["verdict"], &wrong["right_answer"]["option"]), (&json!("wrong"), &json!(1)), "{wrong}");
        assert!(wrong["explanation"].as_str().is_some_and(|html| html.contains("To remove double records")), "{wrong}");
        let unread = [answers(None), json!({"answer": {"type": "short", "text": "x"}})];
        for wish in unread {
            assert_eq!(ada.calls(Method::POST, practice, wish).await.json(), json!({"verdict": "unread"}));
        }
        let note = ada.opens("/api/v1/me/notebook").await.json();
        assert_eq!((&note[0]["item"], &note[0]["wrong_count"], note[0].get("mastered_at")), (&json!("p-single"), &json!(1), None));
        let right = ada.calls(Method::POST, practice, answers(Some(1))).await.json();
        assert!(right["verdict"] == "right" && right.get("right_answer").is_none(), "{right}");
        assert!(ada.opens("/api/v1/me/notebook").await.json()[0]["mastered_at"].is_i64());
        assert_eq!(ada.calls(Method::DELETE, "/api/v1/me/notebook/little/p-single", json!({})).await.status, 204);
        assert_eq!(ada.opens("/api/v1/me/notebook").await.json(), json!([]));
        // strangers practise, and keep nothing; an item of the bank is nobody's practice
        assert_eq!(world.visitor().calls(Method::POST, practice, answers(Some(1))).await.json()["verdict"], "right");
        assert_eq!(ada.calls(Method::POST, "/api/v1/courses/little/practice/one", answers(Some(1))).await.status, 404);
        let lesson = "/api/v1/courses/little/lessons/first/done";
        for (done, words) in [(true, "Mark as unread"), (false, "Mark as read")] {
            assert_eq!(ada.calls(Method::PUT, lesson, json!({"done": done})).await.status, 204);
            assert!(ada.opens("/courses/little/first").await.text().contains(words), "{words}");
        }
        assert_eq!(ada.calls(Method::PUT, "/api/v1/courses/little/lessons/none/done", json!({"done": true})).await.status, 404);
        // who sits an exam of the course gets no keys by this door either
        ada.calls(Method::POST, practice, answers(Some(0))).await;
        crate::main_job::starts(&mut ada, "little/exam").await;
        assert_eq!(ada.calls(Method::POST, practice, answers(Some(0))).await.json()["code"], "exam_running");
        assert_eq!(ada.opens("/api/v1/me/notebook").await.json()["code"], "exam_running");
    });
}

#[test]
fn a_hint_is_spoken_of_where_there_is_one() {
    story(async {
        let world = World::new().await;
        let mut visitor = world.visitor();
        for (item, answer, hints) in [("p-single", "0", true), ("p-half", "2", false)] {
            let page = visitor.posts(&format!("/practice/little/{item}"), &[("answer", answer)]).await.text();
            assert_eq!((page.contains("<summary>提示</summary>"), page.contains("先看提示")), (hints, hints), "{item}: {page}");
        }
    });
}
