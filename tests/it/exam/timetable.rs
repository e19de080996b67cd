//! Sessions that are changed after they were planned, what their people see of it, and calendars.

use crate::exam::invigilating::session;
use axum::http::Method;
use serde_json::{Value, json};
use zhixing_domain::{event::Event, time::Span};
use zhixing_tests::{Person, World, id_of, story};

async fn terms(ivy: &mut Person, path: &str, opens: &str, closes: &str) -> zhixing_tests::Reply {
    let form = [("name", "上午场"), ("place", "第三实训楼"), ("opens", opens), ("closes", closes)];
    ivy.posts(&format!("{path}/terms"), &form).await
}

async fn starts_refused(ada: &mut Person) -> Value {
    let reply = ada.calls(Method::POST, "/api/v1/assessments/little/exam/attempts", json!({})).await;
    assert_eq!(reply.status, 409, "{}", reply.text());
    reply.json()
}

#[test]
fn a_session_is_moved_and_everybody_reads_the_new_time_with_its_zone() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let path = session(&mut ivy, "learner,3-101").await;
        let page = ivy.opens(&path).await;
        page.looks_like("session");
        let page = page.text();
        assert!(page.contains("type=\"datetime-local\"") && page.contains("value=\"2026-11-22T12:10\""), "{page}");
        assert!(page.contains("北京时间（UTC+08:00）"), "{page}");
        zhixing::worker::papers(world.world.clone()).await.expect("drawn");
        let moved = terms(&mut ivy, &path, "2026-11-23T09:00", "2026-11-23 10:30").await;
        assert!(moved.location().ends_with("?changed=1&later=0"), "{} {}", moved.location(), moved.text());
        // said in the card where it was done, which has the focus
        let page = ivy.opens(&moved.location()).await.text();
        let card = page.split_once("id=\"terms\"").and_then(|(_, rest)| rest.split_once("</section>")).expect("the card").0;
        assert!(card.contains("并通知了名单上的 1 人") && card.contains("autofocus") && page.matches("autofocus").count() == 1, "{page}");
        let page = ada.opens("/exams/little/exam").await.text();
        for words in [">2026年11月23日 09:00<", ">10:30<", "北京时间（UTC+08:00）", "第三实训楼", "3-101"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let list = ada.opens("/exams").await;
        list.looks_like("exams.session");
        let messages = ada.opens("/api/v1/me/messages").await.json();
        let kinds = [&messages["messages"][0]["kind"], &messages["messages"][1]["kind"]];
        assert_eq!((kinds, &messages["unread"]), ([&json!("session.listed"), &json!("session.moved")], &json!(2)), "{messages}");
        let refused = starts_refused(&mut ada).await;
        assert!(refused["code"] == "not_open_yet" && refused["detail"].as_str().is_some_and(|d| d.contains("UTC+08:00")), "{refused}");
        // what was not touched stays as it is, with its seconds
        let api = format!("/api/v1/exam-sessions/{}", id_of(&path));
        let opens = ivy.opens(&api).await.json()["opens"].as_i64().expect("a moment") + 1_234;
        assert_eq!(ivy.calls(Method::PUT, &api, json!({"opens": opens})).await.json()["opens"], opens);
        terms(&mut ivy, &path, "2026-11-23T09:00", "2026-11-23T11:00").await;
        let session = ivy.opens(&api).await.json();
        assert_eq!((&session["opens"], &session["place"]), (&json!(opens), &json!("第三实训楼")));
        // an administrator reads what was done
        let page = world.person("admin").await.opens(&path).await.text();
        let words = "2026年11月23日 09:00 – 2026年11月23日 10:30，原为 2026年11月22日 12:10 – 2026年11月22日 13:10";
        assert!(page.contains(words) && page.contains("1 份已备好的试卷作废") && !ivy.opens(&path).await.text().contains("原为"), "{page}");
        let told = world.events_of(id_of(&path)).await;
        let moves = told.iter().filter(|line| matches!(line.what.event(), Some(Event::SessionMoved { .. }))).count();
        assert!(moves == 3 && told.iter().any(|l| matches!(l.what.event(), Some(Event::SessionMoved { papers: 1, .. }))), "{told:?}");
    });
}

#[test]
fn what_is_wrong_with_a_change_stands_beside_its_field_and_nothing_is_stored() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let path = session(&mut ivy, "learner").await;
        let wrong = terms(&mut ivy, &path, "明天早上九点", "2026-11-22T12:10").await;
        // a field of the browser would drop what it cannot read
        assert!(wrong.status == 422 && wrong.text().contains("type=\"text\" value=\"明天早上九点\""), "{}", wrong.text());
        let backwards = terms(&mut ivy, &path, "2026-11-22T12:10", "2026-11-22T12:10").await;
        assert!(backwards.status == 422 && backwards.text().contains("结束时间要晚于开始时间"));
        let past = terms(&mut ivy, &path, "2026-11-22T10:00", "2026-11-22T11:00").await;
        assert!(past.status == 422 && past.text().contains("结束时间已经过去"));
        world.passes(10);
        crate::main_job::starts(&mut ada, "little/exam").await;
        let page = ivy.opens(&path).await.text();
        assert!(page.contains("已经有人开考") && !page.contains("id=\"opens\""), "{page}");
        let shorter = ivy.posts(&format!("{path}/terms"), &[("name", "x"), ("place", ""), ("closes", "2026-11-22T13:00")]).await;
        assert!(shorter.status == 422 && shorter.text().contains("结束时间只能延后"));
        let api = format!("/api/v1/exam-sessions/{}", id_of(&path));
        let opens = ivy.opens(&api).await.json()["opens"].as_i64().expect("a moment");
        for (wish, code) in [(json!({"opens": opens + 1}), "opening_fixed"), (json!({"closes": opens + 1}), "closing_earlier")] {
            assert_eq!(ivy.calls(Method::PUT, &api, wish).await.json()["code"], code);
        }
        assert_eq!(ivy.calls(Method::PUT, &api, json!({"closes": opens})).await.json()["field"], "closes");
        let session = ivy.opens(&api).await.json();
        assert_eq!((&session["name"], &session["opens"]), (&json!("上午场"), &json!(opens)));
    });
}

#[test]
fn whoever_sits_gets_the_time_by_which_the_session_is_prolonged() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let path = session(&mut ivy, "learner").await;
        // ten minutes before the end
        world.passes(60);
        let attempt = crate::main_job::starts(&mut ada, "little/exam").await;
        let left = async |ada: &mut Person| {
            let clock = ada.opens(&format!("/api/v1/attempts/{}/clock", id_of(&attempt))).await.json();
            (clock["deadline"].as_i64().expect("a moment") - clock["server_now"].as_i64().expect("a moment")) / 60_000
        };
        assert_eq!(left(&mut ada).await, 10);
        let longer = ivy.posts(&format!("{path}/terms"), &[("name", "上午场"), ("place", ""), ("closes", "2026-11-22T13:30")]).await;
        assert!(longer.location().ends_with("?changed=1&later=1"), "{}", longer.text());
        assert!(ivy.opens(&longer.location()).await.text().contains("在考的 1 人也按新的结束时间"));
        assert_eq!(left(&mut ada).await, 30);
        let cancel = [("reason", "停电"), ("confirmed", "yes")];
        let refused = ivy.posts(&format!("{path}/cancel"), &cancel).await;
        assert!(refused.status == 409 && refused.text().contains("还有 1 人在考"), "{}", refused.text());
        world.works().await;
    });
}

#[test]
fn a_cancelled_session_tells_its_people_why_and_lets_nobody_in() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let path = session(&mut ivy, "learner,3-101").await;
        zhixing::worker::papers(world.world.clone()).await.expect("drawn");
        assert_eq!(ivy.posts(&format!("{path}/cancel"), &[("reason", " ")]).await.status, 422);
        let asked = ivy.posts(&format!("{path}/cancel"), &[("reason", "实训楼停电")]).await;
        assert!(asked.status == 200 && asked.text().contains("取消场次“上午场”？"), "{}", asked.text());
        assert!(ada.opens("/exams/little/exam").await.text().contains("action=\"/exams/little/exam/start\""), "it was only asked");
        let done = ivy.posts(&format!("{path}/cancel"), &[("reason", "实训楼停电"), ("confirmed", "yes")]).await;
        assert_eq!(done.location(), path);
        let staff = ivy.opens(&path).await;
        staff.looks_like("session.cancelled");
        assert!(!staff.text().contains(&format!("{path}/terms")));
        let page = ada.opens("/exams/little/exam").await;
        page.looks_like("exam.cancelled");
        let page = page.text();
        let (first, rest) = page.split_once("id=\"about-exam\"").expect("the facts");
        assert!(
            first.contains("原因：实训楼停电") && !rest.contains("id=\"device\"") && !rest.contains(".ics"),
            "said first, and nothing to do: {page}"
        );
        let listed = ada.opens("/exams").await.text();
        assert!(listed.contains("您的场次已取消") && !listed.contains("没有您的场次") && !listed.contains("上午场"), "{listed}");
        assert!(!ada.opens("/").await.text().contains("上午场"));
        let messages = ada.opens("/api/v1/me/messages").await.json();
        assert_eq!((&messages["messages"][0]["kind"], &messages["unread"]), (&json!("session.cancelled"), &json!(2)), "{messages}");
        world.passes(10);
        assert_eq!(ada.posts("/exams/little/exam/start", &[("pledge", "yes")]).await.status, 409);
        assert_eq!(starts_refused(&mut ada).await["code"], "session_cancelled");
        let mine = ada.opens("/api/v1/me/exam-sessions").await.json();
        assert_eq!(
            (&mine[0]["state"], &mine[0]["cancelled"], &mine[0]["seat"]),
            (&json!("cancelled"), &json!("实训楼停电"), &json!("3-101"))
        );
        let assessments = ada.opens("/api/v1/assessments").await.json();
        let exam = assessments.as_array().and_then(|all| all.iter().find(|a| a["plan"] == "little/exam")).expect("the exam");
        assert_eq!((&exam["may_start"], &exam["reason"]), (&json!(false), &json!("session_cancelled")));
        let api = format!("/api/v1/exam-sessions/{}", id_of(&path));
        assert_eq!(ivy.opens(&api).await.json()["cancelled"], "实训楼停电");
        assert_eq!(ivy.calls(Method::PUT, &api, json!({"name": "x"})).await.json()["code"], "session_cancelled");
        let again = ivy.calls(Method::POST, &format!("{api}/cancellation"), json!({"reason": "x"})).await;
        assert_eq!(again.json()["code"], "session_cancelled");
        assert_eq!(ivy.posts(&path, &[("list", "teacher")]).await.status, 409, "nobody comes on its list any more");
        // another session is planned in its place, and the plan is sat in it
        session(&mut ivy, "learner,3-102").await;
        assert!(ada.opens("/exams/little/exam").await.text().contains("3-102"));
    });
}

#[test]
fn the_list_is_a_table_whose_cells_are_changed_and_whose_people_are_taken_off() {
    story(async {
        let world = World::new().await;
        let mut ivy = world.person("invigilator").await;
        let path = session(&mut ivy, "learner,3-101\nteacher,3-102,1.5\nexaminer,3-103").await;
        let lines = format!("{path}/candidates");
        let row = |login: &'static str, room: [&'static str; 2], time: [&'static str; 2]| {
            vec![("login", login), ("was_room", room[0]), ("room", room[1]), ("was_time", time[0]), ("time", time[1])]
        };
        let page = ivy.opens(&path).await.text();
        assert!(page.contains("name=\"room\" value=\"3-102\"") && page.contains("name=\"time\" value=\"1.5\""), "{page}");
        let faulty = [row("learner", ["3-101", "3-201"], ["", "快一点"]), row("teacher", ["3-102", "3-102"], ["1.5", "1.5"])].concat();
        let wrong = ivy.posts(&lines, &faulty).await;
        assert_eq!(wrong.status, 422);
        wrong.looks_like("session.lines-wrong");
        let mut changed = [row("learner", ["3-101", "3-201"], ["", "+20"]), row("teacher", ["3-102", "3-102"], ["1.5", "1.5"])].concat();
        changed.extend(row("examiner", ["3-103", "3-103"], ["", ""]));
        changed.push(("remove", "yes"));
        let saved = ivy.posts(&lines, &changed).await;
        assert!(saved.location().contains("?lines=1&gone=1"), "{}", saved.location());
        let page = ivy.opens(&saved.location()).await.text();
        assert!(
            page.contains("已保存：改了 1 人，移出 1 人。") && page.contains("value=\"3-201\"") && page.contains("value=\"+20\""),
            "{page}"
        );
        let api = format!("/api/v1/exam-sessions/{}", id_of(&path));
        let list = ivy.opens(&api).await.json();
        let logins: Vec<_> = list["list"].as_array().expect("a list").iter().filter_map(|k| k["login"].as_str()).collect();
        assert_eq!((logins, &list["fits"]), (vec!["teacher", "learner"], &json!(2)));
        // what a colleague changed meanwhile is not undone by a page that did not touch it
        let one = format!("{api}/candidates/teacher");
        assert_eq!(ivy.calls(Method::PUT, &one, json!({"room": "4-1", "factor": 1250})).await.status, 204);
        ivy.posts(&lines, &row("teacher", ["3-102", "3-102"], ["1.5", "1.5"])).await;
        let list = ivy.opens(&format!("{api}?q=4-1")).await.json();
        assert_eq!((&list["list"][0]["room"], &list["list"][0]["factor"]), (&json!("4-1"), &json!(1250)));
        for (wish, status) in [(json!({"factor": 900}), 409), (json!({"room": "x".repeat(41)}), 409), (json!({}), 204)] {
            assert_eq!(ivy.calls(Method::PUT, &one, wish).await.status.as_u16(), status);
        }
        assert_eq!(ivy.calls(Method::DELETE, &one, json!({})).await.status, 204);
        assert_eq!(ivy.calls(Method::DELETE, &one, json!({})).await.status, 404, "she is not on it any more");
        assert!(world.person("teacher").await.opens("/exams/little/exam").await.text().contains("不在这场考试的任何场次名单上"));
        // whoever has begun stays, with their time
        world.passes(10);
        crate::main_job::starts(&mut world.person("learner").await, "little/exam").await;
        let page = ivy.opens(&path).await.text();
        assert!(
            page.contains("name=\"room\" value=\"3-201\"") && !page.contains("name=\"time\"") && !page.contains("name=\"remove\""),
            "{page}"
        );
        let begun = format!("{api}/candidates/learner");
        assert_eq!(ivy.calls(Method::DELETE, &begun, json!({})).await.json()["code"], "has_begun");
        assert_eq!(ivy.calls(Method::PUT, &begun, json!({"extra_ms": 60_000})).await.json()["code"], "has_begun");
        assert_eq!(ivy.calls(Method::PUT, &begun, json!({"room": "5"})).await.status, 204);
        let forced = [row("learner", ["5", "5"], ["+20", "+90"]), row("examiner", ["1", "2"], ["", ""])].concat();
        let refused = ivy.posts(&lines, &forced).await;
        assert!(refused.status == 422 && refused.text().contains("这名考生已经开考"), "{}", refused.text());
    });
}

#[test]
fn sessions_are_found_by_time_and_words() {
    story(async {
        let world = World::new().await;
        let mut ivy = world.person("invigilator").await;
        let path = session(&mut ivy, "learner").await;
        let page = ivy.opens("/invigilation").await;
        page.looks_like("sessions");
        assert!(ivy.opens("/invigilation?which=past").await.text().contains("没有符合条件的场次"));
        assert!(ivy.opens("/invigilation?which=all&q=%E4%B8%8A%E5%8D%88&page=99").await.text().contains(&path));
        assert!(!ivy.opens("/invigilation?q=%E4%B8%8B%E5%8D%88").await.text().contains(&path));
        world.passes(70);
        assert!(
            !ivy.opens("/invigilation").await.text().contains(&path) && ivy.opens("/invigilation?which=past").await.text().contains(&path)
        );
        let api = async |ivy: &mut Person, which: &str| ivy.opens(&format!("/api/v1/exam-sessions?which={which}")).await.json();
        assert_eq!((api(&mut ivy, "coming").await, api(&mut ivy, "").await[0]["name"].clone()), (json!([]), json!("上午场")));
        // over: name and place can be corrected, and nothing else
        let page = ivy.opens(&path).await.text();
        assert!(page.contains("场次已经结束") && !page.contains("id=\"closes\"") && !page.contains("id=\"list\""), "{page}");
        assert_eq!(ivy.posts(&format!("{path}/terms"), &[("name", "上午第一场"), ("place", "")]).await.status, 303);
        assert_eq!(ivy.posts(&path, &[("list", "teacher")]).await.status, 409);
    });
}

/// The values of a property in a calendar, whose folds are undone.
fn values(calendar: &str, name: &str) -> Vec<String> {
    let text = calendar.replace("\r\n ", "");
    text.split("\r\n").filter_map(|line| line.strip_prefix(&format!("{name}:"))).map(str::to_string).collect()
}

#[test]
fn a_calendar_is_read_by_its_secret_address_and_follows_what_staff_change() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let link = async |person: &mut Person| {
            let made = person.calls(Method::POST, "/api/v1/me/calendar", json!({})).await;
            assert_eq!(made.status, 201, "{}", made.text());
            made.json()["url"].as_str().and_then(|url| url.strip_prefix("http://localhost:8080")).expect("ours").to_string()
        };
        let feed = link(&mut ada).await;
        let nobody = world.visitor();
        let read = async |feed: &str| nobody.clone().opens(feed).await;
        let empty = read(&feed).await;
        assert_eq!((empty.status.as_u16(), empty.headers["content-type"].to_str().expect("text")), (200, "text/calendar; charset=utf-8"));
        assert!(empty.headers["cache-control"].to_str().expect("text").contains("no-store"));
        assert_eq!(values(&empty.text(), "BEGIN"), ["VCALENDAR", "VTIMEZONE", "STANDARD"]);
        let path = session(&mut ivy, "learner,3-101,1.5").await;
        let first = read(&feed).await.text();
        for (name, value) in [
            ("SUMMARY", "小考试（上午场）"),
            ("DTSTART", "20261122T041000Z"),
            ("DTEND", "20261122T051000Z"),
            ("LOCATION", "3-101"),
            ("SEQUENCE", "0"),
            ("STATUS", "CONFIRMED"),
        ] {
            assert_eq!(values(&first, name).last().map(String::as_str), Some(value), "{name}: {first}");
        }
        assert!(!first.contains("1.5"), "what was agreed with her is for nobody who looks into her calendar");
        terms(&mut ivy, &path, "2026-11-23T09:00", "2026-11-23T10:00").await;
        let moved = read(&feed).await.text();
        assert_eq!((values(&moved, "SEQUENCE"), values(&moved, "UID")), (vec!["1".to_string()], values(&first, "UID")));
        assert_eq!(values(&moved, "DTSTART").last().map(String::as_str), Some("20261123T010000Z"));
        assert_eq!(values(&moved, "LOCATION"), ["第三实训楼 · 3-101"]);
        ivy.posts(&format!("{path}/cancel"), &[("reason", "停电"), ("confirmed", "yes")]).await;
        let cancelled = read(&feed).await.text();
        assert_eq!((values(&cancelled, "STATUS"), values(&cancelled, "SEQUENCE")), (vec!["CANCELLED".to_string()], vec!["2".to_string()]));
        assert!(values(&cancelled, "DESCRIPTION")[0].contains("停电"), "{cancelled}");
        // the invigilator's has every session, and those of the others nobody's
        let staff = link(&mut ivy).await;
        assert!(values(&read(&staff).await.text(), "DESCRIPTION")[0].contains("考生 1 名"));
        let tess = link(&mut world.person("teacher").await).await;
        assert!(values(&read(&tess).await.text(), "UID").is_empty());
        // one session, for whom it concerns
        let one = format!("/calendar/sessions/{}", id_of(&path));
        let file = ada.opens(&one).await;
        assert_eq!(values(&file.text(), "UID"), values(&first, "UID"));
        assert!(file.headers["content-disposition"].to_str().expect("text").contains("attachment"));
        assert_eq!(world.person("teacher").await.opens(&one).await.status, 404);
        // a new address ends the old one, and so does its end
        let again = link(&mut ada).await;
        assert_eq!((read(&feed).await.status.as_u16(), read(&again).await.status.as_u16()), (404, 200));
        assert_eq!(ada.calls(Method::DELETE, "/api/v1/me/calendar", json!({})).await.status, 204);
        assert_eq!(read(&again).await.status, 404);
        let account = world.world.store.credentials_of("learner").await.expect("read").expect("there").0.id.to_string();
        let told: Vec<_> = world.events_of(&account).await.iter().map(|line| line.what.action().to_string()).collect();
        assert_eq!(told.iter().filter(|action| action.starts_with("account.calendar_")).count(), 3);
    });
}

#[test]
fn the_page_of_the_calendar_shows_its_address_once() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        session(&mut world.person("invigilator").await, "learner,3-101").await;
        let page = ada.opens("/exams/calendar").await;
        page.looks_like("calendar");
        let made = ada.posts("/exams/calendar", &[("do", "make")]).await.text();
        let link = made.split("value=\"http://localhost:8080").nth(1).and_then(|rest| rest.split('"').next()).expect("a link").to_string();
        assert!(made.contains("webcal://localhost:8080/calendar/") && link.starts_with("/calendar/"), "{made}");
        assert_eq!(world.visitor().opens(&link).await.status, 200);
        let page = ada.opens("/exams/calendar").await.text();
        assert!(!page.contains(&link) && page.contains("链接生成于"), "{page}");
        assert!(ada.posts("/exams/calendar", &[("do", "remove")]).await.location().ends_with("?done=removed"));
        assert_eq!(world.visitor().opens(&link).await.status, 404);
        world.clock.advance(Span::from_minutes(60 * 24 * 2));
        assert!(ada.opens("/exams/calendar").await.text().contains("还没有您的场次"), "what is over for a day is not listed any more");
        // a token makes no address that would outlive it
        assert!(ada.opens("/profile").await.text().contains("href=\"/exams/calendar\""));
    });
}
