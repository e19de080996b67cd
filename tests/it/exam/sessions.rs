//! Exam sessions: lists, accommodations, papers before the bell.

use crate::{exam::invigilating::session, faults::publishes, main_job::starts};
use axum::http::Method;
use serde_json::json;
use zhixing_domain::id::AttemptId;
use zhixing_tests::{Person, World, id_of, story};

#[test]
fn a_list_lets_its_people_in_at_the_bell_with_their_own_time() {
    story(async {
        let world = World::new().await;
        let mut ivy = world.person("invigilator").await;
        let path = session(&mut ivy, "learner,3-101,1.5").await;
        assert!(ivy.opens(&path).await.text().contains("name=\"time\" value=\"1.5\""));
        let mut ada = world.person("learner").await;
        // her own time is on her page before the start; nobody else's is
        assert!(ada.opens("/exams/little/exam").await.text().contains("45 分钟"));
        assert!(ada.opens("/exams").await.text().contains("45 分钟 · 合格线 60 分"), "the list of exams says it too");
        let mut bob = world.person("teacher").await;
        assert!(bob.opens("/exams/little/exam").await.text().contains("不在这场考试的任何场次名单上"));
        assert_eq!(bob.posts("/exams/little/exam/start", &[("pledge", "yes")]).await.status, 409);
        let early = ada.posts("/exams/little/exam/start", &[("pledge", "yes")]).await;
        assert!(early.status == 409 && early.text().contains("2026年11月22日 12:10，北京时间（UTC+08:00）"), "{}", early.text());
        // papers are drawn before the bell, and nobody sees one
        zhixing::worker::papers(world.world.clone()).await.expect("drawn");
        let mine = ada.opens("/exams").await.text();
        assert!(mine.contains("/exams/little/exam") && !mine.contains("/attempts/att_"), "{mine}");
        world.passes(10);
        let attempt = starts(&mut ada, "little/exam").await;
        let clock = ada.opens(&format!("/api/v1/attempts/{}/clock", id_of(&attempt))).await.json();
        assert_eq!(clock["deadline"].as_i64().zip(clock["server_now"].as_i64()).map(|(d, n)| d - n), Some(45 * 60_000));
    });
}

#[test]
fn what_a_list_does_not_say_stays_and_what_it_changes_is_shown_first() {
    story(async {
        let world = World::new().await;
        let mut ivy = world.person("invigilator").await;
        let path = session(&mut ivy, "learner,3-101,1.5,莫一").await;
        let list = "账号,姓名,准考证号\nlearner,莫二,7";
        let shown = ivy.posts(&path, &[("list", list), ("preview", "yes")]).await.text();
        assert!(shown.contains("没有用到的列：准考证号"), "{shown}");
        assert!(shown.contains("<del><bdi>莫一</bdi></del> <ins><bdi>莫二</bdi></ins>"), "{shown}");
        assert!(!shown.contains("<del><bdi>3-101") && !shown.contains("<del><bdi>×1.5"));
        assert_eq!(ivy.posts(&path, &[("list", list)]).await.status, 303);
        let kept = ivy.opens(&path).await.text();
        assert!(kept.contains("3-101") && kept.contains("name=\"time\" value=\"1.5\"") && kept.contains("莫二"));
        // a column that is there says what it says, also that there is nothing
        let list = "账号,考场,照顾\nlearner,3-102,";
        let shown = ivy.posts(&path, &[("list", list), ("preview", "yes")]).await.text();
        assert!(shown.contains("<del><bdi>3-101</bdi></del> <ins><bdi>3-102</bdi></ins>") && shown.contains("<del><bdi>×1.5"), "{shown}");
        assert_eq!(ivy.posts(&path, &[("list", list)]).await.status, 303);
        let kept = ivy.opens(&path).await.text();
        assert!(kept.contains("3-102") && kept.contains("name=\"time\" value=\"\""));
    });
}

/// The learner on the list of a session whose papers are drawn, and the paper that waits.
async fn drawn(world: &World) -> (Person, AttemptId) {
    session(&mut world.person("invigilator").await, "learner").await;
    zhixing::worker::papers(world.world.clone()).await.expect("drawn");
    let account = world.world.store.credentials_of("learner").await.expect("read").expect("there").0.id;
    let ready = world.world.store.attempts_of(account).await.expect("read")[0].id;
    (world.person("learner").await, ready)
}

#[test]
fn a_ready_paper_is_nobodys_before_the_start() {
    story(async {
        let world = World::new().await;
        let (mut ada, ready) = drawn(&world).await;
        assert_eq!(ada.opens(&format!("/attempts/{ready}")).await.status, 404);
        let api = ada.opens(&format!("/api/v1/attempts/{ready}")).await.json();
        assert_eq!((api["state"].as_str(), api["prompts"].as_array().map(Vec::len)), (Some("ready"), Some(0)));
    });
}

#[test]
fn a_paper_that_was_withdrawn_before_the_bell_is_not_begun() {
    story(async {
        let world = World::new().await;
        let (mut ada, ready) = drawn(&world).await;
        publishes(&world, |path, text| (!path.contains("assessments/exam")).then(|| text.to_string())).await;
        world.passes(10);
        let bell = ada.calls(Method::POST, &format!("/api/v1/attempts/{ready}/opening"), json!({})).await;
        assert_eq!(bell.status, 404, "{}", bell.text());
        assert_eq!(ada.opens(&format!("/attempts/{ready}")).await.status, 404);
        // published again, it begins; withdrawn once more, a lost reply is given again
        publishes(&world, |_, text| Some(text.to_string())).await;
        let opening = format!("/api/v1/attempts/{ready}/opening");
        assert_eq!(ada.calls(Method::POST, &opening, json!({})).await.status, 200);
        publishes(&world, |path, text| (!path.contains("assessments/exam")).then(|| text.to_string())).await;
        assert_eq!(ada.calls(Method::POST, &opening, json!({})).await.status, 200);
    });
}

#[test]
fn a_sealed_paper_says_nothing_before_the_bell_and_its_key_comes_with_the_start() {
    story(async {
        let world = World::new().await;
        let (mut ada, ready) = drawn(&world).await;
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
        // a year in which nobody sits is a slip, or of another calendar
        for opens in ["0026-12-01 09:00", "1999-12-31 23:59", "2101-01-01 00:00", "2569-12-01 09:00", "9999-12-01T09:00"] {
            let form = [("plan", "little/exam"), ("name", "x"), ("opens", opens), ("closes", "2026-11-22 13:10")];
            let reply = ivy.posts("/invigilation", &form).await;
            assert!(reply.status == 422 && reply.text().contains("年份写四位数字"), "{opens}: {}", reply.status);
        }
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
fn an_early_page_counts_down_before_its_paper_is_drawn() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        session(&mut ivy, "learner,3-101").await;
        let early = ada.opens("/exams/little/exam").await.text();
        // no paper yet: the form is there, the clock runs, and the page looks for the paper by itself
        assert!(early.contains("action=\"/exams/little/exam/start\"") && early.contains("data-component=\"Bell"), "{early}");
        assert!(early.contains("&quot;attempt&quot;:&quot;&quot;,&quot;drawn&quot;:true"), "{early}");
        // what it says of the opening is true before the bell and after it, and without scripts it says how it goes on
        assert!(early.contains("开考时间：2026年11月22日 12:10，北京时间（UTC+08:00）。") && !early.contains("还没有开放"), "{early}");
        assert!(early.contains("without-script\">脚本没有运行，这一页不会自己更新") && early.contains("role=\"timer\""), "{early}");
        zhixing::worker::papers(world.world.clone()).await.expect("drawn");
        assert!(ada.opens("/exams/little/exam").await.text().contains("&quot;attempt&quot;:&quot;att_"));
    });
}

#[test]
fn the_candidate_is_told_the_session_the_seat_and_what_was_agreed() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        // an hour from bell to end; 30 minutes by half as much again and 20 more would be 65
        let path = session(&mut ivy, "learner,3-101,1.5+20").await;
        let page = ada.opens("/exams/little/exam").await.text();
        for words in ["上午场", "3-101", "×1.5 +20 分钟", "最多只能用 60 分钟，少 5 分钟"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(ivy.opens(&path).await.text().contains("场次太短：只够 60 分钟，少 5 分钟"));
        // who is on no list reads that first, and no window that is not theirs
        let other = world.person("teacher").await.opens("/exams/little/exam").await.text();
        assert!(other.contains("按场次名单") && !other.contains("随时"), "{other}");
    });
}

#[test]
fn a_program_plans_a_session_as_the_page_does() {
    story(async {
        let world = World::new().await;
        let mut ivy = world.person("invigilator").await;
        ivy.language = "en";
        let now = world.world.clock.now().ms();
        let wish =
            |plan: &str, name: &str, closes: i64| json!({"plan": plan, "name": name, "opens": now + 600_000, "closes": now + closes});
        for (plan, name, closes, status, field) in [
            ("little/none", "x", 4_200_000, 409, "plan"),
            ("little/exam", " ", 4_200_000, 422, "name"),
            ("little/exam", "x", 600_000, 409, "closes"),
            // in seconds instead of milliseconds, or a few digits too many
            ("little/exam", "x", -now + now / 1_000, 409, "closes"),
            ("little/exam", "x", 6_000_000_000_000, 409, "closes"),
            ("little/exam", "x", i64::MAX / 2, 422, "closes"),
        ] {
            let refused = ivy.calls(Method::POST, "/api/v1/exam-sessions", wish(plan, name, closes)).await;
            assert_eq!((refused.status.as_u16(), refused.json()["field"].as_str()), (status, Some(field)), "{}", refused.text());
        }
        let opened = ivy.calls(Method::POST, "/api/v1/exam-sessions", wish("little/exam", "上午场", 4_200_000)).await;
        assert_eq!(opened.status, 201, "{}", opened.text());
        let path = format!("/api/v1/exam-sessions/{}", opened.json()["session"].as_str().expect("an id"));
        assert_eq!(
            world.person("learner").await.calls(Method::POST, "/api/v1/assessments/little/exam/attempts", json!({})).await.status,
            409
        );
        // what is wrong is told by row and column, and nothing is stored
        let people = format!("{path}/candidates");
        let faulty = json!({"list": "learner,3-101,1.5\nghost,3-102", "preview": true});
        let read = ivy.calls(Method::PUT, &people, faulty).await.json();
        assert_eq!((&read["saved"], &read["wrong"][0]["line"]), (&json!(false), &json!(2)));
        assert_eq!(
            read["wrong"][0]["said"],
            "line 2, account name \"ghost\": nobody has this account name; it is not the person’s name: they see it in their profile, administrators in the list of accounts"
        );
        let refused = ivy.calls(Method::PUT, &people, json!({"list": "learner,3-101,1.5\nghost,3-102"})).await;
        assert!(refused.status == 409 && refused.text().contains("nobody has this account name"), "{}", refused.text());
        assert_eq!(ivy.opens(&path).await.json()["list"], json!([]));
        let saved = ivy.calls(Method::PUT, &people, json!({"list": "learner,3-101,1.5,莫一"})).await.json();
        assert_eq!((&saved["saved"], &saved["rows"][0]["factor"]), (&json!(true), &json!(1500)));
        let read = ivy.calls(Method::PUT, &people, json!({"list": "learner,3-102", "preview": true})).await.json();
        assert_eq!(read["changes"], json!(["learner"]));
        let kept = ivy.opens(&path).await.json();
        let ada = json!({"login": "learner", "room": "3-101", "factor": 1500, "extra_ms": 0, "legal_name": "莫一"});
        assert_eq!((&kept["list"], &kept["candidates"]), (&json!([ada]), &json!(1)));
        // the code
        assert_eq!(ivy.calls(Method::PUT, &format!("{path}/code"), json!({"code": "x"})).await.json()["field"], "code");
        assert_eq!(ivy.calls(Method::PUT, &format!("{path}/code"), json!({"code": "Room-77"})).await.status, 204);
        assert_eq!(ivy.opens(&path).await.json()["code_set_at"], now);
        world.passes(10);
        let mut ada = world.person("learner").await;
        let start = async |ada: &mut Person, entry| ada.calls(Method::POST, "/api/v1/assessments/little/exam/attempts", entry).await;
        assert_eq!(start(&mut ada, json!({})).await.json()["code"], "code_needed");
        assert_eq!(ivy.calls(Method::DELETE, &format!("{path}/code"), json!({})).await.status, 204);
        assert!(ivy.opens("/api/v1/exam-sessions").await.json()[0].get("code_set_at").is_none());
        assert_eq!(start(&mut ada, json!({})).await.status, 201);
    });
}

#[test]
fn a_session_is_planned_from_the_desk_and_what_is_left_empty_is_asked_for_by_its_name() {
    story(async {
        let world = World::new().await;
        let mut ivy = world.person("invigilator").await;
        let desk = ivy.opens("/desk").await.text();
        assert!(desk.contains("场次与名单") && desk.contains("href=\"/invigilation#plan-session\""), "{desk}");
        let page = ivy.opens("/invigilation").await.text();
        let (exam, course) = (page.find("小考试 · ").expect("the exam first"), page.find("id=\"plan-chosen\"").expect("told in full"));
        assert!(exam < course, "{page}");
        let empty = ivy.posts("/invigilation", &[("plan", "little/exam"), ("name", ""), ("opens", ""), ("closes", "soon")]).await;
        let page = empty.text();
        assert!(empty.status == 422 && page.contains("请选择开始时间") && page.contains("请填写场次名称"), "{page}");
        assert!(page.contains("“结束”请写成"), "what was written and cannot be read: {page}");
        let path = ivy
            .posts(
                "/invigilation",
                &[("plan", "little/exam"), ("name", "晚场"), ("opens", "2026-11-26 19:00"), ("closes", "2026-11-26 20:30")],
            )
            .await;
        let names = ivy.posts(&path.location(), &[("list", "李学知\nnobody.here"), ("preview", "yes")]).await.text();
        assert!(names.contains("共 2 处") && names.contains("这是姓名，登录名是 learner"), "{names}");
        assert!(names.contains("登录名，不是姓名") && names.contains("“个人资料”"), "{names}");
    });
}
