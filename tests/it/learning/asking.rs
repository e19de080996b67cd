//! Learners ask about a lesson and its practice; teachers answer in place, for the asker or for all.

use axum::http::Method;
use serde_json::json;
use zhixing_domain::inquiry::{ANSWER, QUESTION};
use zhixing_tests::{Person, World, story};

const LESSON: &str = "/courses/little/first";
const ASK: &str = "/courses/little/first/questions";

/// Asks by the form; the id of the question.
async fn asks(person: &mut Person, at: &str, words: &str) -> String {
    let reply = person.posts(ASK, &[("do", "ask"), ("at", at), ("words", words)]).await;
    assert_eq!(reply.status, 303, "{}", reply.text());
    reply.location().split_once('#').expect("its place on the page").1.to_string()
}

#[test]
fn a_question_is_answered_in_the_lesson_told_to_its_asker_and_shown_to_all_without_a_name() {
    story(async {
        let world = World::new().await;
        let (mut ada, mut tess, mut ivy) =
            (world.person("learner").await, world.person("teacher").await, world.person("invigilator").await);
        assert!(ada.opens(LESSON).await.text().contains("问老师"), "beneath the item");
        assert!(!world.visitor().opens(LESSON).await.text().contains("问老师"), "a stranger signs in first");
        let id = asks(&mut ada, "p-single", "  为什么<b>不是</b>采集？\r\n第二行 ").await;
        let own = ada.opens(LESSON).await.text();
        assert!(own.contains("为什么&lt;b&gt;不是&lt;/b&gt;采集？\n第二行<") && own.contains("等待回答") && own.contains("撤回"), "{own}");
        for other in [&mut ivy, &mut world.visitor()] {
            assert!(!other.opens(LESSON).await.text().contains("为什么"), "nobody else sees it");
        }
        // the teacher finds it by the count, and answers beneath the item
        assert!(tess.opens("/").await.text().contains("1 个提问待回答"));
        assert!(
            tess.opens("/teach").await.text().contains("待回答的提问（1）")
                && tess.opens("/desk").await.text().contains("待回答的提问（1）")
        );
        let list = tess.opens("/teach/questions").await.text();
        assert!(list.contains("练习 1：") && list.contains("李学知") && list.contains(&format!("href=\"{LESSON}#{id}\"")), "{list}");
        let lesson = tess.opens(LESSON).await.text();
        let (item, next) = (lesson.find("practice.little.p-single"), lesson.find("practice.little.p-order"));
        let form = lesson.find(&format!("/teach/little/questions/{id}"));
        assert!(item < form && form < next && form.is_some(), "in place: {item:?} {form:?} {next:?}");
        let door = format!("/teach/little/questions/{id}");
        let reply = tess.posts(&door, &[("do", "answer"), ("text", "采集是**上一步**。"), ("shown", "asker")]).await;
        assert_eq!(reply.location(), format!("{LESSON}?did=answered&at={id}#{id}"));
        let sent = tess.opens(reply.location().split('#').next().unwrap_or_default()).await.text();
        let line = sent.split(&format!("id=\"{id}\"")).nth(1).expect("the line");
        assert!(line.split("inquiry__line").nth(1).is_some_and(|l| l.contains("role=\"status\"") && l.contains("已发送")), "there: {line}");
        assert!(line.contains("href=\"/teach/questions\"") && line.contains("只有提问的人和老师看得到"), "and the way on: {line}");
        assert!(line.contains("href=\"#practice.little.p-single\""), "the item is a step away: {line}");
        assert!(!tess.opens(LESSON).await.text().contains("已发送"), "once");
        assert!(tess.opens("/teach/questions").await.text().contains("没有待回答的提问"));
        let own = ada.opens(LESSON).await.text();
        assert!(own.contains("<strong>上一步</strong>") && own.contains("只有您和老师看得到") && own.contains("接着问"), "{own}");
        assert!(!world.visitor().opens(LESSON).await.text().contains("上一步"));
        let told = ada.opens("/messages").await.text();
        assert!(told.contains("您在《第一课》提的问题，老师回答了"), "{told}");
        let message = told.split("action=\"/messages/").nth(1).and_then(|t| t.split('"').next()).expect("the message");
        assert_eq!(ada.posts(&format!("/messages/{message}"), &[("do", "open")]).await.location(), format!("{LESSON}#{id}"));
        assert!(!told.contains("为什么"), "what was asked stays in the lesson");
        // shown to all: no name of anybody
        assert_eq!(tess.posts(&door, &[("do", "show"), ("shown", "all")]).await.status, 303);
        for other in [&mut ivy, &mut world.visitor()] {
            let seen = other.opens(LESSON).await.text();
            assert!(seen.contains("上一步") && seen.contains("有学员问") && !seen.contains("李学知"), "{seen}");
        }
        assert_eq!(tess.posts(&door, &[("do", "show"), ("shown", "asker")]).await.status, 303);
        assert!(!ivy.opens(LESSON).await.text().contains("上一步"));
    });
}

#[test]
fn who_sits_an_exam_of_the_course_neither_asks_nor_reads_answers_about_practice() {
    story(async {
        let world = World::new().await;
        let (mut ada, mut tess) = (world.person("learner").await, world.person("teacher").await);
        let [item, whole] = [asks(&mut ada, "p-single", "关于练习").await, asks(&mut ada, "", "关于整课").await];
        for id in [&item, &whole] {
            let answer = [("do", "answer"), ("text", "答案是去重"), ("shown", "all")];
            assert_eq!(tess.posts(&format!("/teach/little/questions/{id}"), &answer).await.status, 303);
        }
        crate::main_job::starts(&mut ada, "little/exam").await;
        let page = ada.opens(LESSON).await.text();
        assert!(!page.contains("关于练习") && page.contains("关于整课") && page.contains("考完再看"), "{page}");
        assert!(!ada.opens("/api/v1/me/questions").await.text().contains("关于练习"));
        let refused = ada.posts(ASK, &[("do", "ask"), ("words", "第三题选什么？")]).await;
        assert!(
            refused.status == 409 && refused.text().contains("第三题选什么？</textarea>"),
            "what was typed is there: {}",
            refused.text()
        );
        assert!(world.visitor().opens(LESSON).await.text().contains("关于练习"), "others go on reading");
    });
}

#[test]
fn a_program_asks_and_answers_as_the_pages_do() {
    story(async {
        let world = World::new().await;
        let (mut ada, mut tess) = (world.person("learner").await, world.person("teacher").await);
        let ask = "/api/v1/courses/little/lessons/first/questions";
        for (wish, status) in [
            (json!({"words": " "}), 422),
            (json!({"words": "长".repeat(QUESTION + 1)}), 422),
            (json!({"words": "x", "at": "#nowhere"}), 409),
            (json!({"words": "x", "at": "one"}), 409),
            (json!({"words": "x", "follows": "inq_01999999999970008000000000000009"}), 404),
        ] {
            assert_eq!(ada.calls(Method::POST, ask, wish.clone()).await.status, status, "{wish}");
        }
        let mut inquiry = async |wish| ada.calls(Method::POST, ask, wish).await.json()["inquiry"].as_str().expect("an id").to_string();
        let first = inquiry(json!({"words": "开始？", "at": "#开始"})).await;
        let second = inquiry(json!({"words": "收回"})).await;
        assert_eq!(ada.calls(Method::DELETE, &format!("/api/v1/me/questions/{second}"), json!({})).await.status, 204);
        let open = tess.opens("/api/v1/workshop/little/questions").await.json();
        assert_eq!((open.as_array().map(Vec::len), &open[0]["at"], &open[0]["asked_by"]), (Some(1), &json!("#开始"), &json!("李学知")));
        let door = format!("/api/v1/workshop/little/questions/{first}");
        assert_eq!(tess.calls(Method::PUT, &door, json!({"answer": "长".repeat(ANSWER + 1), "shown": true})).await.status, 422);
        assert_eq!(tess.calls(Method::PUT, &door, json!({"answer": "是的", "shown": true})).await.status, 204);
        assert_eq!(tess.calls(Method::PUT, &door, json!({"answer": "再答", "shown": true})).await.json()["code"], "answered");
        assert_eq!(tess.calls(Method::PUT, &door, json!({"shown": false})).await.status, 204);
        assert_eq!(tess.calls(Method::PUT, &door.replace("little", "other"), json!({"shown": true})).await.status, 404);
        world.passes(1);
        let on = ada.calls(Method::POST, ask, json!({"words": "然后？", "follows": first})).await;
        assert_eq!(on.status, 201, "{}", on.text());
        let own = ada.opens("/api/v1/me/questions").await.json();
        assert_eq!((&own[0]["follows"], &own[0]["at"], &own[1]["answer"]), (&json!(first), &json!("#开始"), &json!("是的")));
        assert!(own[0].get("asked_by").is_none() && own[1]["shown"] == false);
        assert_eq!(ada.calls(Method::POST, ask, json!({"words": "又？", "follows": first})).await.json()["code"], "followed");
    });
}

#[test]
fn a_lesson_that_many_read_asks_the_database_for_answers_now_and_then() {
    story(async {
        let world = World::new().await;
        let mut visitor = world.visitor();
        visitor.opens(LESSON).await;
        let before = world.world.store.statements();
        for _ in 0..10 {
            visitor.opens(LESSON).await;
        }
        assert_eq!(world.world.store.statements(), before);
        world.passes(1);
        visitor.opens(LESSON).await;
        assert_eq!(world.world.store.statements(), before + 1);
    });
}
