//! Ways to learn what is on a paper, or its keys, before one may: each is closed, and closed in the same way whatever is asked.

use crate::{exam::invigilating::session, faults::publishes, main_job::starts};
use axum::http::Method;
use serde_json::{Value, json};
use zhixing::content::Reading;
use zhixing_domain::event::{Event, IrregularityReport};
use zhixing_store::{Actor, Happened};
use zhixing_tests::{Person, World, course_with, id_of, story};

/// What the server says when somebody tries an item, for each of some values and for the flag; without what the request itself said.
async fn probes(person: &mut Person, attempt: &str, item: &str) -> Vec<(u16, String)> {
    let mut said = vec![];
    let values =
        [json!({"type": "essay", "text": "x"}), json!({"type": "single", "option": 0}), json!({"type": "truefalse", "value": true})];
    for (seq, value) in values.into_iter().enumerate() {
        let op = json!({"op_id": format!("op_{:032x}", 0x0199_9999_9999_7000_8000_0000_0000_0000u128 + seq as u128 + 50),
            "value": value, "writer": "wr_01999999999970008000000000000001", "seq": seq + 50});
        let reply = person.calls(Method::PUT, &format!("/api/v1/attempts/{attempt}/answers/{item}"), op).await;
        let mut body: Value = reply.json();
        body.as_object_mut().expect("a problem").remove("item");
        said.push((reply.status.as_u16(), body.to_string()));
    }
    let flag = person.calls(Method::PUT, &format!("/api/v1/attempts/{attempt}/flags/{item}"), json!({"flagged": true})).await;
    said.push((flag.status.as_u16(), flag.text()));
    said
}

#[test]
fn the_figure_of_an_item_is_for_whoever_is_shown_the_item() {
    story(async {
        let mut files = course_with("little/010-first.md", "## 开始\n", "## 开始\n\n![图](media/open.svg)\n");
        let exam = String::from_utf8(files.0["little/items/bank.md"].clone()).expect("a text");
        let (head, rest) = exam.split_once("\n### ").expect("an item");
        let (stem, rest) = rest.split_once('\n').expect("a stem");
        files.insert("little/items/bank.md", format!("{head}\n### {stem}\n\n![图](media/secret.svg)\n{rest}"));
        for (name, colour) in [("open", "red"), ("secret", "blue")] {
            let svg =
                format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path fill=\"{colour}\" d=\"M0 0h9v9z\"/></svg>");
            files.insert(format!("little/media/{name}.svg"), svg);
        }
        let hash = zhixing_domain::digest::sha256_hex(&files.0["little/media/secret.svg"]);
        let address = format!("/media/little/secret.svg?v={}", &hash[..8]);
        let world = World::with(&[], files).await;
        let mut stranger = world.visitor();
        assert_eq!(stranger.opens("/media/little/open.svg").await.status, 200);
        for path in ["/media/little/secret.svg", "/media/little/secret.svg?v=00000000", &address] {
            assert_eq!(stranger.opens(path).await.status, 404, "{path}");
        }
        let mut ada = world.person("learner").await;
        assert_eq!(ada.opens("/media/little/secret.svg").await.status, 404);
        let attempt = starts(&mut ada, "little/exam").await;
        let page = ada.opens(&attempt).await.text();
        assert!(page.contains(&address), "{page}");
        let figure = ada.opens(&address).await;
        assert_eq!(figure.status, 200);
        assert!(figure.headers["cache-control"].to_str().expect("a header").starts_with("private"));
        // another publication changes it: who sits sees the figure of the own paper
        let mut files = zhixing::content::newest(&world.world.store).await.expect("read").expect("published").1.files;
        let changed = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path fill=\"green\" d=\"M0 0h9v9z\"/></svg>";
        files.insert("little/media/secret.svg", changed);
        world.passes(1);
        Reading::of(files).publish(&world.world.store, &*world.world.clock, Actor::System).await.expect("published");
        let mut shown = world.world.publication.clone();
        assert!(zhixing::content::refresh(&world.world.site, &world.world.store, &mut shown).await.expect("refreshed"));
        let again = ada.opens(&address).await;
        assert!(again.status == 200 && again.text().contains("blue"), "{}", again.text());
        assert_eq!(stranger.opens(&address).await.status, 404);
        assert_eq!(ada.opens("/media/little/secret.svg?v=00000000").await.status, 404);
    });
}

#[test]
fn before_the_bell_nothing_tells_what_is_on_the_paper() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        session(&mut ivy, "learner").await;
        let now = world.world.clock.now();
        assert_eq!(zhixing_exam::invigilation::actions::prepare(&world.world.site, now).await.expect("drawn"), 1);
        let page = ada.opens("/exams/little/exam").await.text();
        let ready = &page[page.find("att_").expect("a paper is drawn")..][..36];
        let ghost = probes(&mut ada, ready, "ghost").await;
        assert_eq!(ghost[0].0, 409);
        for key in ["one", "two", "three", "nine", "~1"] {
            assert_eq!(probes(&mut ada, ready, key).await, ghost, "{key}");
        }
        let ready = ready.parse().expect("an id");
        assert!(world.world.store.desk(ready).await.expect("read").1.is_empty(), "no flag is written");
        assert!(world.world.store.quarantined(ready).await.expect("read").is_empty(), "nor anything else");
    });
}

#[test]
fn in_the_first_section_nothing_tells_what_is_in_the_later_ones() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/parts").await;
        let id = id_of(&attempt).to_string();
        let ghost = probes(&mut ada, &id, "ghost").await;
        for key in ["m-three", "m-four", "m-five", "m-seven", "m-eight", "m-nine", "nine"] {
            assert_eq!(probes(&mut ada, &id, key).await, ghost, "{key}");
        }
        let key = id.parse().expect("an id");
        assert!(world.world.store.desk(key).await.expect("read").1.is_empty(), "no flag is written");
        let flag = |item: &str| format!("/api/v1/attempts/{id}/flags/{item}");
        assert_eq!(ada.calls(Method::PUT, &flag("m-one"), json!({"flagged": true})).await.status, 200);
    });
}

#[test]
fn a_number_kept_back_opens_no_section_that_was_left() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/parts").await;
        let id = id_of(&attempt).to_string();
        let line = |n: u128, item: &str, value: Value, seq: u64| {
            json!({"op_id": format!("op_{:032x}", 0x0199_9999_9999_7000_8000_0000_0000_0000u128 + n), "item": item, "value": value,
                "writer": "wr_01999999999970008000000000000001", "seq": seq})
        };
        let path = format!("/api/v1/attempts/{id}/operations");
        let moved = ada.calls(Method::POST, &path, json!([line(1, "~1", json!({"type": "short", "text": ""}), 1000)])).await.json();
        assert_eq!(moved["results"][0]["status"], "applied");
        for n in 10..13u64 {
            let kept =
                ada.calls(Method::POST, &path, json!([line(n.into(), "m-one", json!({"type": "single", "option": 1}), n)])).await.json();
            assert_eq!(kept["results"][0]["status"], "passed", "at once, and not after a minute");
        }
    });
}

/// What keys look like on a page.
fn shows_keys(page: &str) -> bool {
    page.contains("参考答案")
}

#[test]
fn while_an_exam_runs_keys_of_its_course_wait_for_it() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let mock = starts(&mut ada, "little/mock").await;
        ada.posts(&format!("{mock}/submit"), &[]).await;
        assert!(shows_keys(&ada.opens(&format!("{mock}/result")).await.text()));
        ada.posts("/practice/little/p-code", &[("answer", "GBK")]).await;
        let exam = starts(&mut ada, "little/exam").await;
        let told = |page: &str| page.contains("您正在参加这门课程的考试") && page.contains(id_of(&exam)) && !shows_keys(page);
        let result = ada.opens(&format!("{mock}/result")).await.text();
        assert!(told(&result), "{result}");
        assert!(told(&ada.opens("/notebook").await.text()));
        let another = ada.calls(Method::POST, "/api/v1/assessments/little/mock/attempts", json!({})).await;
        assert_eq!((another.status.as_u16(), another.json()["code"].as_str().map(String::from)), (409, Some("exam_running".into())));
        assert_eq!(ada.posts("/practice/little/p-single", &[("answer", "0")]).await.status, 409);
        let events = world.events_of(id_of(&exam)).await;
        let is_door = |e: &Happened| matches!(e.what.event(), Some(Event::Irregularity { report: IrregularityReport::KeysWait { .. } }));
        assert_eq!(events.iter().filter(|e| is_door(e)).count(), 4, "each door is an event of the attempt");
        // when it is over, all of it is there again; but not the keys of the exam, which others may still sit
        ada.posts(&format!("{exam}/submit"), &[]).await;
        assert!(shows_keys(&ada.opens(&format!("{mock}/result")).await.text()));
        assert_eq!(ada.posts("/practice/little/p-single", &[("answer", "0")]).await.status, 200);
    });
}

#[test]
fn keys_wait_for_a_neighbour_that_was_withdrawn_while_people_sit_it() {
    story(async {
        let mut files = zhixing_tests::course();
        let exam = String::from_utf8(files.0["little/assessments/exam.md"].clone()).expect("text");
        let (head, _) = exam.split_once("\n[[draw]]\ntypes = [\"essay\"]").expect("an essay");
        let short = head
            .replace("points = 10", "points = 12.5")
            .replace("release = \"staff\"", "release = \"submit\"\ncloses = 2026-11-22T12:05:00+08:00");
        files.insert("little/assessments/second.md", format!("{short}\n+++\n\n独立完成。\n").into_bytes());
        let world = World::with(&[], files).await;
        let (mut ada, mut bob) = (world.person("learner").await, world.person("teacher").await);
        let second = starts(&mut ada, "little/second").await;
        ada.posts(&format!("{second}/submit"), &[]).await;
        let exam = starts(&mut bob, "little/exam").await;
        world.passes(6);
        let result = format!("{second}/result");
        assert!(!shows_keys(&ada.opens(&result).await.text()), "the neighbour may be sat");
        publishes(&world, |path, text| (!path.contains("assessments/exam")).then(|| text.to_string())).await;
        assert!(!shows_keys(&ada.opens(&result).await.text()), "and is sat still, withdrawn or not");
        bob.posts(&format!("{exam}/submit"), &[]).await;
        assert!(shows_keys(&ada.opens(&result).await.text()), "nobody sits it any more");
    });
}
