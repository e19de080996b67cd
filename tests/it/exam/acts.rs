//! What staff do to attempts by the API: the same as by the pages, with codes instead of words.

use crate::main_job::starts;
use axum::http::Method;
use serde_json::{Value, json};
use zhixing_domain::event::{Event, IrregularityReport};
use zhixing_tests::{Person, Reply, World, id_of, saves, short, story};

async fn acts(ivy: &mut Person, attempt: &str, door: &str, wish: Value) -> Reply {
    ivy.calls(Method::POST, &format!("/api/v1/attempts/{}/{door}", id_of(attempt)), wish).await
}

fn code(reply: &Reply) -> (u16, Option<String>) {
    (reply.status.as_u16(), reply.json()["code"].as_str().map(String::from))
}

#[test]
fn an_ended_attempt_is_reopened_once() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        saves(&mut ada, &attempt, "five", short("IoU"), 1).await;
        let wish = json!({"minutes": 10, "reason": "停电"});
        assert_eq!(code(&acts(&mut ivy, &attempt, "segments", wish.clone()).await), (409, Some("not_ended".into())));
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        for (wrong, field) in [(json!({"minutes": 0, "reason": "x"}), "minutes"), (json!({"minutes": 5, "reason": " "}), "reason")] {
            let refused = acts(&mut ivy, &attempt, "segments", wrong).await;
            assert_eq!((code(&refused), refused.json()["field"].as_str()), ((422, Some("malformed".into())), Some(field)));
        }
        let opened = acts(&mut ivy, &attempt, "segments", wish.clone()).await;
        assert_eq!(opened.status, 201, "{}", opened.text());
        let segment = opened.json()["attempt"].as_str().expect("an id").to_string();
        assert_eq!(opened.json()["segment_of"], id_of(&attempt));
        let read = ada.opens(&format!("/api/v1/attempts/{segment}")).await.json();
        assert_eq!((&read["state"], &read["answers"][0]["value"]["text"]), (&json!("in_progress"), &json!("IoU")));
        assert_eq!(code(&acts(&mut ivy, &attempt, "segments", wish).await), (409, Some("goes_on".into())));
        // histories say it in words: the way from one part to the other is a link above them
        for (part, words) in [(id_of(&attempt), "新的续考段"), (&*segment, "接续上一段")] {
            let page = ivy.opens(&format!("/invigilation/attempts/{part}")).await.text();
            let (_, history) = page.split_once("id=\"history\"").expect("a history");
            assert!(history.contains(words) && !history.contains(&format!("{words} att_")), "{history}");
        }
    });
}

#[test]
fn a_pen_is_freed_and_what_was_seen_is_noted() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        let wish = json!({"reason": "a new device"});
        assert_eq!(code(&acts(&mut ivy, &attempt, "pen-releases", wish.clone()).await), (409, Some("no_pen".into())));
        saves(&mut ada, &attempt, "five", short("IoU"), 1).await;
        assert_eq!(acts(&mut ivy, &attempt, "pen-releases", wish).await.status, 204);
        assert_eq!(ada.opens(&format!("/api/v1/attempts/{}/clock", id_of(&attempt))).await.json()["writer"], Value::Null);
        assert_eq!(acts(&mut ivy, &attempt, "notes", json!({"text": "手机响了"})).await.status, 204);
        let events = world.events_of(id_of(&attempt)).await;
        let noted = |e: &Event| matches!(e, Event::Irregularity { report: IrregularityReport::Staff { text } } if text == "手机响了");
        assert!(events.iter().filter_map(|e| e.what.event()).any(noted));
        for door in ["segments", "pen-releases", "notes", "answer-files"] {
            assert_eq!(
                acts(&mut ada, &attempt, door, json!({"minutes": 5, "reason": "x", "text": "x"})).await.status.as_u16() / 100,
                4,
                "{door}"
            );
        }
    });
}

#[test]
fn a_file_that_no_page_made_is_not_brought_in() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        let path = format!("/api/v1/attempts/{}/answer-files", id_of(&attempt));
        // long enough to be looked at before it is read: it is the staff's to send, and not the candidate's own
        for file in [b"{}".to_vec(), vec![b'x'; 100_000]] {
            let refused = ivy.asks(Method::POST, &path, Some("application/octet-stream"), file.clone()).await;
            assert_eq!((code(&refused), refused.json()["field"].as_str()), ((409, Some("invalid".into())), Some("file")));
            assert_eq!(ada.asks(Method::POST, &path, Some("application/octet-stream"), file).await.status, 404);
        }
    });
}

#[test]
fn a_measure_reaches_those_who_are_meant() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada, mut bo) = (world.person("invigilator").await, world.person("learner").await, world.person("teacher").await);
        let (first, second) = (starts(&mut ada, "little/exam").await, starts(&mut bo, "little/exam").await);
        let board = "/api/v1/boards/little/exam/measures";
        let one = ivy.calls(Method::POST, board, json!({"measure": "pause", "reason": "停电", "attempts": [id_of(&first)]})).await.json();
        assert_eq!(one, json!({"done": 1, "results": [{"attempt": id_of(&first)}]}));
        let all = ivy
            .calls(Method::POST, board, json!({"measure": "extend", "minutes": 5, "reason": "停电", "state": "in_progress"}))
            .await
            .json();
        assert_eq!(all, json!({"done": 1, "results": [{"attempt": id_of(&second)}]}), "the paused one does not fit");
        // what is grave names how many it reaches
        let end = |expected: Value| json!({"measure": "terminate", "reason": "fire", "expected": expected});
        for expected in [Value::Null, json!(1)] {
            let refused = ivy.calls(Method::POST, board, end(expected)).await;
            assert!(refused.json()["code"] == "expected_differs" && refused.text().contains('2'), "{}", refused.text());
        }
        assert_eq!(ivy.calls(Method::POST, board, end(json!(2))).await.json()["done"], 2);
        let again = ivy.calls(Method::POST, board, json!({"measure": "pause", "reason": "x"})).await.json();
        assert!(again["done"] == 0 && again["results"][0]["refused"] == "over", "{again}");
        let nobody = ivy.calls(Method::POST, board, json!({"measure": "pause", "reason": "x", "q": "nobody-is-called-so"})).await;
        assert_eq!((code(&nobody), nobody.json()["field"].as_str()), ((409, Some("invalid".into())), Some("attempt")));
        assert_eq!(
            ivy.calls(Method::POST, "/api/v1/boards/little/none/measures", json!({"measure": "pause", "reason": "x"})).await.status,
            404
        );
        world.works().await;
    });
}
