//! Staff during an exam: sessions, accommodations, measures, the live board.

use crate::main_job::starts;
use axum::http::Method;
use serde_json::json;
use zhixing_domain::{event::Event, time::Span};
use zhixing_tests::{Person, World, course_with, id_of, saves, short, story};

/// A session of the little exam from ten minutes on, with the learner on its list; its path.
pub async fn session(ivy: &mut Person, list: &str) -> String {
    // the story begins at 12:00 in Shanghai
    let form = [("plan", "little/exam"), ("name", "上午场"), ("opens", "2026-11-22 12:10"), ("closes", "2026-11-22 13:10")];
    let path = ivy.posts("/invigilation", &form).await.location();
    assert!(path.starts_with("/invigilation/sessions/ses_"), "{path}");
    assert_eq!(ivy.posts(&path, &[("list", list)]).await.status, 303);
    path
}

async fn measure(ivy: &mut Person, attempt: &str, wish: serde_json::Value) -> zhixing_tests::Reply {
    ivy.calls(Method::POST, &format!("/api/v1/attempts/{}/measures", id_of(attempt)), wish).await
}

#[test]
fn a_pause_stops_the_clock_keeps_what_was_on_its_way_and_is_given_back() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        world.passes(5);
        assert_eq!(measure(&mut ivy, &attempt, json!({"measure": "pause", "reason": "fire alarm"})).await.status, 200);
        assert_eq!(saves(&mut ada, &attempt, "five", short("on its way"), 1).await.status, 200);
        assert!(ada.opens(&attempt).await.text().contains("考试已暂停"));
        world.passes(20);
        let kept = saves(&mut ada, &attempt, "five", short("typed in the pause"), 2).await;
        assert_eq!((kept.status.as_u16(), kept.json()["code"].as_str().map(str::to_string)), (409, Some("paused".into())));
        let resumed = measure(&mut ivy, &attempt, json!({"measure": "resume", "reason": "all clear"})).await.json();
        assert_eq!(resumed["deadline"].as_i64().zip(resumed["server_now"].as_i64()).map(|(d, n)| d - n), Some(25 * 60_000));
        world.works().await;
        assert_eq!(saves(&mut ada, &attempt, "five", short("goes on"), 3).await.status, 200);
    });
}

#[test]
fn in_a_pause_the_board_shows_the_deadline_that_moves_with_the_clock() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        world.passes(5);
        measure(&mut ivy, &attempt, json!({"measure": "pause", "reason": "fire alarm"})).await;
        // past the deadline that it had: nothing ends, and nothing is looked up for an end
        world.passes(40);
        let clock = ada.opens(&format!("/api/v1/attempts/{}/clock", id_of(&attempt))).await.json();
        assert_eq!(clock["state"], "paused");
        for page in [i64::MAX, i64::MIN] {
            let far = ivy.opens(&format!("/invigilation/boards/little/exam?page={page}")).await;
            assert_eq!(far.status, 200, "no page of the board is out of the database's reach");
        }
        ivy.opens("/invigilation/boards/little/exam").await.looks_like("board.paused");
        assert!(ada.opens("/exams/little/exam").await.text().contains(&attempt), "it goes on from the page of the exam");
    });
}

#[test]
fn a_form_sent_in_a_pause_or_after_the_end_is_kept() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        measure(&mut ivy, &attempt, json!({"measure": "pause", "reason": "fire alarm"})).await;
        world.passes(5);
        let paused = ada.posts(&format!("{attempt}/answers"), &[("a.five", "IoU"), ("do", "save")]).await;
        assert!(paused.status == 409 && paused.text().contains("考试已暂停"), "{}", paused.text());
        measure(&mut ivy, &attempt, json!({"measure": "terminate", "reason": "fire"})).await;
        let late = ada.posts(&format!("{attempt}/answers"), &[("a.nine", "写完了"), ("do", "save")]).await;
        assert!(late.location().ends_with("/receipt"));
        // staff let it go on with what did not count
        let form = [("measure", "reopen"), ("minutes", "10"), ("reason", "停电"), ("late", "yes")];
        ivy.posts(&format!("/invigilation/attempts/{}", id_of(&attempt)), &form).await;
        let again = ada.posts("/exams/little/exam/start", &[("pledge", "yes")]).await.location();
        let page = ada.opens(&again).await.text();
        assert!(page.contains("IoU") && page.contains("写完了"), "{page}");
        world.works().await;
    });
}

#[test]
fn in_a_pause_the_page_says_why_and_what_a_form_sent_goes_on_from_it() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        measure(&mut ivy, &attempt, json!({"measure": "pause", "reason": "火警 <b>演习</b>"})).await;
        let page = ada.opens(&attempt).await;
        assert_eq!(page.headers["cache-control"], "no-store", "the device keeps no pause in the place of the paper");
        let page = page.text();
        assert!(page.contains("监考员：火警 &lt;b>演习&lt;/b>") || page.contains("监考员：火警 &lt;b&gt;演习"), "{page}");
        assert!(page.contains("已停止计时") && page.contains("什么都没有丢"), "{page}");
        world.passes(5);
        let typed = [("a.five", "IoU \"&<"), ("a.nine", "第一行\n第二行"), ("do", "save")];
        let paused = ada.posts(&format!("{attempt}/answers"), &typed).await;
        assert_eq!(paused.status, 409);
        let back = paused.text();
        assert!(back.contains("name=\"a.five\"") && back.contains("第一行\n第二行"), "{back}");
        measure(&mut ivy, &attempt, json!({"measure": "resume", "reason": "结束"})).await;
        assert_eq!(ada.posts(&format!("{attempt}/answers"), &typed).await.status, 303);
        let room = ada.opens(&attempt).await.text();
        assert!(room.contains("第二行") && room.contains("role=\"alertdialog\""), "{room}");
    });
}

#[test]
fn a_word_of_staff_reaches_the_page_with_the_clock() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        let form = [("to", "all"), ("measure", "message"), ("reason", "还有十分钟"), ("minutes", "")];
        assert!(ivy.posts("/invigilation/boards/little/exam/measures", &form).await.location().contains("done=1"));
        let clock = ada.opens(&format!("/api/v1/attempts/{}/clock", id_of(&attempt))).await.json();
        assert_eq!(clock["notice"]["text"], "还有十分钟");
    });
}

#[test]
fn the_board_shows_who_saved_last_and_acts_on_those_chosen_alone() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let mock = starts(&mut ada, "little/mock").await;
        let attempt = starts(&mut ada, "little/exam").await;
        saves(&mut ada, &attempt, "five", short("x"), 1).await;
        zhixing::worker::presence(world.world.clone()).await.expect("noted");
        let board = ivy.opens("/invigilation/boards/little/exam").await.text();
        assert!(board.contains("李学知") && board.contains("在线") && board.contains(" 题</td>") && !board.contains(">five<"), "{board}");
        let event = ivy.opens("/api/v1/boards/little/exam/events").await.text();
        assert!(event.starts_with("event: board") && event.contains(id_of(&attempt)), "{event}");
        world.clock.advance(Span::from_seconds(80));
        assert!(ivy.opens("/invigilation/boards/little/exam?state=silent").await.text().contains("李学知"));
        // an attempt of another plan in a form of this one is passed over
        let form = [
            ("to", "chosen"),
            ("attempt", id_of(&mock)),
            ("measure", "terminate"),
            ("reason", "x"),
            ("confirmed", "yes"),
            ("expected", "1"),
        ];
        assert_eq!(ivy.posts("/invigilation/boards/little/exam/measures", &form).await.status, 422);
        let form = [("to", "chosen"), ("attempt", id_of(&attempt)), ("measure", "extend"), ("minutes", "7"), ("reason", "network")];
        assert!(ivy.posts("/invigilation/boards/little/exam/measures", &form).await.location().contains("done=1&refused=0"));
        let page = ivy.opens(&format!("/invigilation/attempts/{}", id_of(&attempt))).await.text();
        assert!(page.contains("attempt.extended") && page.contains("network"), "{page}");
    });
}

#[test]
fn staff_decide_nothing_in_their_own_attempt() {
    story(async {
        let world = World::new().await;
        let mut ivy = world.person("invigilator").await;
        let attempt = starts(&mut ivy, "little/mock").await;
        assert_eq!(measure(&mut ivy, &attempt, json!({"measure": "extend", "minutes": 5, "reason": "mine"})).await.status, 409);
        let path = format!("/invigilation/attempts/{}", id_of(&attempt));
        for act in ["free_pen", "reopen", "irregularity", "extend"] {
            assert_eq!(ivy.posts(&path, &[("measure", act), ("minutes", "5"), ("reason", "mine")]).await.status, 409, "{act}");
        }
        let (kind, body) = (
            "multipart/form-data; boundary=b",
            b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n{}\r\n--b--\r\n",
        );
        let file = ivy.asks(Method::POST, &format!("{path}/answers"), Some(kind), body.to_vec()).await;
        assert_eq!(file.status, 409);
    });
}

#[test]
fn a_board_without_anybody_waits_for_the_first_and_is_not_held_back_by_a_proxy() {
    story(async {
        let world = World::new().await;
        let mut ivy = world.person("invigilator").await;
        assert!(ivy.opens("/invigilation/boards/little/exam").await.text().contains("id=\"board-lines\""));
        let events = ivy.opens("/api/v1/boards/little/exam/events").await;
        assert_eq!(events.headers.get("x-accel-buffering").map(|v| v.as_bytes()), Some(&b"no"[..]));
        // a server that stops ends what would go on for minutes
        world.world.stopping.store(true, std::sync::atomic::Ordering::Relaxed);
        assert_eq!(ivy.opens("/api/v1/boards/little/exam/events").await.text(), "");
    });
}

#[test]
fn an_attempt_that_is_not_reopened_says_why() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        let path = format!("/invigilation/attempts/{}", id_of(&attempt));
        let form = [("measure", "reopen"), ("minutes", "10"), ("reason", "停电")];
        let said = ivy.posts(&path, &form).await.location();
        assert!(ivy.opens(&said).await.text().contains("还没有结束"));
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        ivy.posts(&path, &form).await;
        let said = ivy.posts(&path, &form).await.location();
        assert!(ivy.opens(&said).await.text().contains("已经继续"));
    });
}

#[test]
fn an_ended_attempt_goes_on_as_a_segment_with_its_answers() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        saves(&mut ada, &attempt, "five", short("IoU"), 1).await;
        world.passes(40);
        world.works().await;
        assert_eq!(measure(&mut ivy, &attempt, json!({"measure": "extend", "minutes": 5, "reason": "late"})).await.status, 409);
        let form = [("measure", "reopen"), ("minutes", "10"), ("reason", "停电"), ("late", "yes")];
        let new = ivy.posts(&format!("/invigilation/attempts/{}", id_of(&attempt)), &form).await.location();
        assert!(new.contains("done=reopened") && !new.contains(id_of(&attempt)), "{new}");
        let again = ada.posts("/exams/little/exam/start", &[("pledge", "yes")]).await.location();
        assert!(new.contains(id_of(&again)), "the segment is the attempt that goes on");
        assert!(ada.opens(&again).await.text().contains("IoU"));
        assert_eq!(saves(&mut ada, &again, "five", short("better"), 9).await.status, 200);
    });
}

#[test]
fn measures_want_a_reason_and_the_audit_log_names_actor_and_request() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        assert_eq!(measure(&mut ivy, &attempt, json!({"measure": "terminate", "reason": " "})).await.status, 422);
        assert_eq!(measure(&mut ivy, &attempt, json!({"measure": "extend", "minutes": 0, "reason": "x"})).await.status, 422);
        assert_eq!(measure(&mut ivy, &attempt, json!({"measure": "extend", "reason": "x"})).await.status, 409, "how many minutes?");
        assert_eq!(measure(&mut ivy, &attempt, json!({"measure": "dance", "reason": "x"})).await.status, 422);
        assert_eq!(measure(&mut ivy, &attempt, json!({"measure": "terminate", "reason": "phone on the table"})).await.status, 200);
        while world.world.store.link_events().await.expect("linked") > 0 {}
        let report = world.world.store.verify_audit(&[]).await.expect("read");
        assert!(report.linked > 3 && report.faults.is_empty(), "{report:?}");
        let events = world.events_of(id_of(&attempt)).await;
        let ended = events.iter().find(|e| e.what.action() == "attempt.terminated").expect("logged");
        let Some(Event::Terminated { reason, receipt: Some(_) }) = ended.what.event() else { panic!("{ended:?}") };
        assert_eq!((ended.who.as_str(), reason.as_str()), ("吴监考", "phone on the table"));
        assert!(ada.opens(&attempt).await.location().ends_with("/receipt"));
        world.works().await;
    });
}

#[test]
fn a_session_has_its_own_code_shown_once_and_asked_at_the_start() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let path = session(&mut ivy, "learner").await;
        let code = format!("{path}/code");
        let page = ivy.opens(&path).await;
        assert!(page.attribute("id=\"code\"", "value").is_none_or(|value| value.is_empty()) && page.text().contains("没有口令"));
        let proposed = ivy.posts(&code, &[("do", "suggest")]).await;
        assert_eq!(proposed.attribute("id=\"code\"", "value").map(|value| value.len()), Some(6), "{}", proposed.text());
        assert!(ivy.opens(&path).await.text().contains("没有口令"), "a suggestion sets nothing");
        let short = ivy.posts(&code, &[("code", "七 7"), ("do", "set")]).await;
        assert!(short.status == 422 && short.text().contains("至少 4 个字母或数字"));
        let set = ivy.posts(&code, &[("code", "Room-7"), ("do", "set")]).await.text();
        assert!(set.contains("spoken__words\">Room-7<") && set.contains("换成新口令"), "{set}");
        let again = ivy.opens(&path).await.text();
        assert!(!again.contains("Room-7") && again.contains("本场次有自己的口令"), "shown once, kept as a hash");
        // the paper is drawn before the bell, and cannot ring by itself: the code is typed into the form
        zhixing::worker::papers(world.world.clone()).await.expect("drawn");
        let waiting = ada.opens("/exams/little/exam").await.text();
        assert!(waiting.contains("name=\"code\"") && !waiting.contains("att_"), "{waiting}");
        world.passes(10);
        let account = world.world.store.credentials_of("learner").await.expect("read").expect("there").0.id;
        let ready = world.world.store.attempts_of(account).await.expect("read")[0].id;
        let sealed = ada.calls(Method::POST, &format!("/api/v1/attempts/{ready}/opening"), json!({})).await;
        assert_eq!((sealed.status.as_u16(), sealed.json()["code"].as_str()), (403, Some("code_needed")));
        let tries =
            async |person: &mut Person, code: &str| person.posts("/exams/little/exam/start", &[("pledge", "yes"), ("code", code)]).await;
        assert!(tries(&mut ada, "").await.location().contains("code=missing"));
        let wrong = tries(&mut ada, "room-8").await.location();
        let page = ada.opens(&wrong).await.text();
        let form = page.split_once("/exams/little/exam/start\"").expect("the form").1;
        assert!(form.contains("id=\"errors\" autofocus") && form.contains("href=\"#code\"") && form.contains("aria-invalid"), "{form}");
        let pledge = form.split_once("id=\"pledge\"").and_then(|(_, rest)| rest.split_once('>')).expect("the pledge").0;
        assert!(wrong.contains("code=wrong") && pledge.contains("checked"), "what was pledged stays: {pledge}");
        let linked = ada.opens("/exams/little/exam?pledge=yes").await.text();
        let pledge = linked.split_once("id=\"pledge\"").and_then(|(_, rest)| rest.split_once('>')).expect("the pledge").0;
        assert!(!pledge.contains("checked"), "no address pledges for anybody: {pledge}");
        // replaced while they wait: the newest counts, in any case
        ivy.posts(&code, &[("code", "hall 9"), ("do", "set")]).await;
        assert!(tries(&mut ada, "room-7").await.location().contains("code=wrong"));
        assert_eq!(tries(&mut ada, "HALL 9").await.status, 303);
        assert_eq!(tries(&mut ada, "").await.status, 303, "who has started is not asked again");
    });
}

#[test]
fn a_session_without_its_code_starts_as_before() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let path = session(&mut ivy, "learner").await;
        ivy.posts(&format!("{path}/code"), &[("code", "738 215"), ("do", "set")]).await;
        let removed = ivy.posts(&format!("{path}/code"), &[("do", "remove")]).await.location();
        assert!(ivy.opens(&removed).await.text().contains("口令已取消"));
        world.passes(10);
        starts(&mut ada, "little/exam").await;
    });
}

#[test]
fn a_measured_outage_is_given_back_by_the_policy_of_the_plan_with_a_reason() {
    story(async {
        let world = World::with(&[], course_with("little/assessments/exam.md", "kind =", "outage_grant = 2\nkind =")).await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        let path = format!("/invigilation/attempts/{}", id_of(&attempt));
        assert!(!ivy.opens(&path).await.text().contains("补回"), "nothing was lost");
        let mut loses = async |ms: &str, seq: i64| {
            ada.headers.insert("x-outage-ms", ms.into());
            let deadline = saves(&mut ada, &attempt, "five", short("IoU"), seq).await.json()["deadline"].as_i64().expect("a deadline");
            zhixing::worker::presence(world.world.clone()).await.expect("noted");
            deadline
        };
        let before = loses("95400", 1).await;
        let page = ivy.opens(&path).await.text();
        assert!(page.contains("1 分 35 秒") && page.contains("value=\"give_back\""), "{page}");
        assert_eq!(ivy.posts(&path, &[("measure", "give_back"), ("reason", " ")]).await.status, 422, "a reason is kept");
        let done = ivy.posts(&path, &[("measure", "give_back"), ("reason", "交换机重启")]).await.location();
        assert!(ivy.opens(&done).await.text().contains("1 分 35 秒 — 交换机重启"));
        let again = ivy.posts(&path, &[("measure", "give_back"), ("reason", "again")]).await.location();
        assert!(ivy.opens(&again).await.text().contains("没有还可以补回的断网时间"));
        assert_eq!(loses("400000", 2).await - before, 95_000);
        // for everybody on the board: what the policy leaves
        let board = "/invigilation/boards/little/exam";
        assert!(ivy.opens(board).await.text().contains("补回断网时间"));
        let form = [("to", "all"), ("measure", "give_back"), ("reason", "停电"), ("minutes", "")];
        assert!(ivy.posts(&format!("{board}/measures"), &form).await.location().contains("done=1&refused=0"));
        let spent = ivy.posts(&format!("{board}/measures"), &form).await.location();
        assert!(ivy.opens(&spent).await.text().contains("断网补时已经用完"), "{spent}");
        assert_eq!(loses("400000", 3).await - before, 120_000);
        let api = measure(&mut ivy, &attempt, json!({"measure": "give_back", "reason": "x"})).await;
        assert_eq!((api.status.as_u16(), api.json()["code"].as_str()), (409, Some("policy_spent")));
    });
}

#[test]
fn a_plan_without_a_policy_gives_nothing_back_and_says_so() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        ada.headers.insert("x-outage-ms", "90000".into());
        saves(&mut ada, &attempt, "five", short("IoU"), 1).await;
        zhixing::worker::presence(world.world.clone()).await.expect("noted");
        let page = ivy.opens(&format!("/invigilation/attempts/{}", id_of(&attempt))).await.text();
        assert!(page.contains("没有规定可以补回") && !page.contains("value=\"give_back\""), "{page}");
        assert!(!ivy.opens("/invigilation/boards/little/exam").await.text().contains("value=\"give_back\""));
        let form = [("to", "all"), ("measure", "give_back"), ("reason", "x")];
        let refused = ivy.posts("/invigilation/boards/little/exam/measures", &form).await.location();
        assert!(ivy.opens(&refused).await.text().contains("没有规定可以补回"));
    });
}

#[test]
fn a_list_is_shown_by_row_and_column_before_it_is_saved() {
    story(async {
        let world = World::new().await;
        let mut ivy = world.person("invigilator").await;
        let path = session(&mut ivy, "learner").await;
        let preview = ivy.posts(&path, &[("list", "考场\t账号\t照顾\n一号机房\tＬＥＡＲＮＥＲ\t１.５倍"), ("preview", "yes")]).await;
        assert_eq!(preview.status, 200);
        preview.looks_like("list.preview");
        assert!(!ivy.opens(&path).await.text().contains("一号机房"), "nothing was stored");
        let file: Vec<u8> = "账号\t考场\nlearner\t二号机房".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let head = b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n\xff\xfe".as_slice();
        let body = [head, &file, b"\r\n--b--\r\n"].concat();
        let upload = ivy.asks(Method::POST, &format!("{path}/list"), Some("multipart/form-data; boundary=b"), body).await;
        assert!(upload.status == 200 && upload.text().contains("二号机房"), "{}", upload.text());
        assert!(!ivy.opens(&path).await.text().contains("二号机房"), "a file is shown first as well");
        // Kim Cheol-su in EUC-KR; then a row in GB18030 below one in UTF-8
        let sent = async |ivy: &mut Person, list: &[u8]| {
            let body = [head.strip_suffix(b"\xff\xfe").expect("a mark"), list, b"\r\n--b--\r\n"].concat();
            ivy.asks(Method::POST, &format!("{path}/list"), Some("multipart/form-data; boundary=b"), body).await
        };
        let unsure = sent(&mut ivy, b"login,legal name\nlearner,\xb1\xe8\xc3\xb6\xbc\xf6").await;
        assert!(unsure.status == 200 && unsure.text().contains("第 2 行“姓名”列“辫枚荐”：可能是乱码"), "{}", unsure.text());
        let mixed = sent(&mut ivy, &[b"login,room\nada.lin,", "一号机房".as_bytes(), b"\nlearner,\xd2\xbb\xba\xc5"].concat()).await;
        assert!(mixed.status == 422 && mixed.text().contains("第 3 行的编码和别的行不同"), "{}", mixed.text());
        let titled = ivy.posts(&path, &[("list", "春季考试名单\n账号,考场\nlearner,一号机房，二楼"), ("preview", "yes")]).await.text();
        assert!(titled.contains("第 1 行在列名之上，没有读") && titled.contains("一号机房，二楼"), "{titled}");
        let wrong = ivy.posts(&path, &[("list", "learner,一\nnobody.here,二\nLEARNER,三,quick")]).await;
        assert_eq!(wrong.status, 422);
        wrong.looks_like("list.wrong");
        let twice = ivy.posts(&path, &[("list", "learner,一\nLEARNER,三")]).await.text();
        assert!(twice.contains("和第 1 行是同一个登录名"), "{twice}");
    });
}
