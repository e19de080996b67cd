//! What people on the list of a session hear: that they are on it, what changes for them, and that it comes soon; and how staff find the silent and end
//! an attempt on the board.

use crate::{
    exam::invigilating::session,
    main_job::starts,
    office::mail::{confirms, link, world},
};
use axum::http::Method;
use serde_json::json;
use zhixing_tests::{MailServer, Person, World, id_of, story};

async fn kinds(person: &mut Person) -> Vec<String> {
    let inbox = person.opens("/api/v1/me/messages").await.json();
    let messages = inbox["messages"].as_array().expect("a list");
    messages.iter().filter_map(|m| m["kind"].as_str().map(str::to_string)).collect()
}

/// A session of the 26th, from nine o'clock, with the learner on its list.
async fn on_thursday(ivy: &mut Person) -> String {
    let form = [("plan", "little/exam"), ("name", "周四场"), ("opens", "2026-11-26 09:00"), ("closes", "2026-11-26 10:30")];
    let path = ivy.posts("/invigilation", &form).await.location();
    assert_eq!(ivy.posts(&path, &[("list", "learner,3-101")]).await.status, 303);
    path
}

#[test]
fn whoever_is_put_on_a_list_seated_anew_or_taken_off_reads_it_and_the_mail_says_when_and_where() {
    story(async {
        let server = MailServer::starts().await;
        let world = world(&server).await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        confirms(&world, &server, &mut ada, "ada@example.cn").await;
        let path = session(&mut ivy, "learner,3-101,1.5").await;
        let one = format!("/api/v1/exam-sessions/{}/candidates/learner", id_of(&path));
        world.passes(1);
        assert_eq!(ivy.calls(Method::PUT, &one, json!({"room": "3-202", "factor": 1250})).await.status, 204);
        world.passes(1);
        let terms = [("name", "上午场"), ("place", "第三实训楼"), ("opens", "2026-11-22T12:10"), ("closes", "2026-11-22T13:10")];
        let placed = ivy.posts(&format!("{path}/terms"), &terms).await;
        assert!(ivy.opens(&placed.location()).await.text().contains("并通知了名单上的 1 人"), "{}", placed.location());
        world.passes(1);
        assert_eq!(ivy.calls(Method::DELETE, &one, json!({})).await.status, 204);
        assert_eq!(kinds(&mut ada).await, ["session.removed", "session.changed", "session.changed", "session.listed"]);
        ada.opens("/messages").await.looks_like("messages.session");
        world.delivers().await;
        let mails = server.takes();
        let mut subjects: Vec<String> = mails.iter().map(|m| m.header("subject")).collect();
        subjects.sort();
        let listed = "已为您安排考试：《小考试》，2026年11月22日 12:10";
        let changed = ["《小考试》的考试安排改了：地点", "《小考试》的考试安排改了：考场座位、您的考试用时"];
        assert_eq!(subjects, [changed[0], changed[1], listed, "您已被移出《小考试》的一个考试场次"]);
        let facts = [
            "考试：小考试",
            "场次：上午场",
            "时间：2026年11月22日 12:10 – 13:10，北京时间（UTC+08:00）",
            "http://localhost:8080/exams/little/exam",
        ];
        for mail in &mails {
            for fact in facts {
                assert!(mail.part("text/plain").contains(fact) && mail.part("text/html").contains(fact), "{fact}: {}", mail.all());
            }
            // how much time is agreed is for the product alone
            assert!(!mail.all().contains("1.5") && !mail.all().contains("1.25"), "{}", mail.all());
        }
        let of = |subject: &str| mails.iter().find(|m| m.header("subject") == subject).expect("came").part("text/plain");
        assert!(of(listed).contains("考场座位：3-101") && of(changed[1]).contains("考场座位：3-202"), "{}", of(listed));
        assert!(of(changed[0]).contains("地点：第三实训楼") && of(changed[0]).contains("考场座位：3-202"), "{}", of(changed[0]));
        // nobody else hears of it
        assert!(kinds(&mut world.person("teacher").await).await.is_empty());
    });
}

#[test]
fn whoever_was_in_a_cancelled_session_is_told_of_the_next_one() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let path = session(&mut ivy, "learner").await;
        world.passes(1);
        let cancelled = ivy.posts(&format!("{path}/cancel"), &[("reason", "停电"), ("confirmed", "yes")]).await;
        assert_eq!(cancelled.location(), path);
        world.passes(1);
        session(&mut ivy, "learner,3-102").await;
        assert_eq!(kinds(&mut ada).await, ["session.listed", "session.cancelled", "session.listed"]);
    });
}

#[test]
fn a_session_is_recalled_a_day_and_an_hour_before_as_its_person_chose() {
    story(async {
        let server = MailServer::starts().await;
        let world = world(&server).await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        confirms(&world, &server, &mut ada, "ada@example.cn").await;
        on_thursday(&mut ivy).await;
        world.delivers().await;
        server.takes();
        let look = async || zhixing::worker::reminding::once(world.world.clone()).await.expect("reminded");
        // it is noon of the 22nd: three days less three hours until a day before
        world.passes(69 * 60 - 1);
        look().await;
        assert_eq!(kinds(&mut ada).await, ["session.listed"]);
        world.passes(1);
        look().await;
        look().await;
        assert_eq!(kinds(&mut ada).await, ["session.soon", "session.listed"]);
        world.delivers().await;
        let [mail] = &server.takes()[..] else { panic!("one letter") };
        assert_eq!(mail.header("subject"), "提醒：《小考试》2026年11月26日 09:00 开考");
        for fact in ["场次：周四场", "时间：2026年11月26日 09:00 – 10:30，北京时间（UTC+08:00）", "考场座位：3-101"]
        {
            assert!(mail.part("text/plain").contains(fact), "{fact}: {}", mail.all());
        }
        assert!(ada.opens("/messages").await.text().contains("考场座位：3-101"));
        // one click ends the letters, and the message is still there
        let home = ada.opens("/profile/mail").await;
        home.looks_like("mail.reminders");
        assert_eq!(world.visitor().posts(&link(mail, "/mail/unsubscribe/"), &[("List-Unsubscribe", "One-Click")]).await.status, 200);
        assert_eq!(ada.opens("/api/v1/me/mail").await.json()["choices"]["reminder"], "never");
        world.passes(23 * 60);
        look().await;
        world.delivers().await;
        assert!(server.takes().is_empty());
        assert_eq!(kinds(&mut ada).await, ["session.soon", "session.soon", "session.listed"]);
        let chosen = ada.calls(Method::PUT, "/api/v1/me/mail/choices", json!({"choices": {"reminder": "digest"}})).await.json();
        assert_eq!(chosen["choices"]["reminder"], "at_once", "the mail of the day would come too late");
        world.passes(120);
        look().await;
        assert_eq!(kinds(&mut ada).await.len(), 3, "it is open, and nobody is reminded any more");
    });
}

#[test]
fn a_letter_that_reminds_is_not_sent_once_its_session_is_moved_or_cancelled() {
    story(async {
        let server = MailServer::starts().await;
        let world = world(&server).await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        confirms(&world, &server, &mut ada, "ada@example.cn").await;
        let path = on_thursday(&mut ivy).await;
        let sent = async || {
            world.delivers().await;
            let mut subjects: Vec<String> = server.takes().iter().map(|mail| mail.header("subject")).collect();
            subjects.sort();
            subjects
        };
        assert_eq!(sent().await, ["已为您安排考试：《小考试》，2026年11月26日 09:00"]);
        let look = async || zhixing::worker::reminding::once(world.world.clone()).await.expect("reminded");
        world.passes(69 * 60);
        look().await;
        let mut ivy = world.person("invigilator").await;
        let terms = [("name", "周四场"), ("place", ""), ("opens", "2026-11-27 15:00"), ("closes", "2026-11-27 16:30")];
        let moved = ivy.posts(&format!("{path}/terms"), &terms).await;
        assert!(moved.location().contains("changed=1"), "{}", moved.location());
        assert_eq!(sent().await, ["《小考试》改到 2026年11月27日 15:00 开考"], "the reminder waited for the mail, and its time is no more");
        world.passes(30 * 60);
        look().await;
        let mut ivy = world.person("invigilator").await;
        assert_eq!(ivy.posts(&format!("{path}/cancel"), &[("reason", "停电"), ("confirmed", "yes")]).await.location(), path);
        assert_eq!(sent().await, ["《小考试》的考试场次取消了"]);
        let soon = kinds(&mut world.person("learner").await).await.into_iter().filter(|kind| kind == "session.soon").count();
        assert_eq!(soon, 2, "one for each opening");
    });
}

#[test]
fn home_counts_down_to_the_next_session_and_gives_it_to_a_calendar() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let path = session(&mut ivy, "learner,3-101").await;
        let home = ada.opens("/").await.text();
        for part in ["data-opens-in=\"600000\"", "data-says=\"还有 *\"", ">还有 10 分钟<"] {
            assert!(home.contains(part), "{part}: {home}");
        }
        let calendar = format!("/calendar/sessions/{}", id_of(&path));
        assert!(home.contains(&format!("href=\"{calendar}\"")), "{home}");
        assert!(ada.opens(&calendar).await.text().starts_with("BEGIN:VCALENDAR"));
        world.passes(10);
        assert!(!ada.opens("/").await.text().contains("data-opens-in"), "it is open");
    });
}

#[test]
fn what_is_grave_has_a_button_of_its_own_and_is_asked_about() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        let (board, one) = ("/invigilation/boards/little/exam", format!("/invigilation/attempts/{}", id_of(&attempt)));
        for page in [board, one.as_str()] {
            let page = ivy.opens(page).await.text();
            assert!(!page.contains("<option value=\"terminate\"") && !page.contains("<option value=\"void\""), "{page}");
            for grave in ["terminate", "void"] {
                assert!(page.contains(&format!("name=\"grave\" value=\"{grave}\" class=\"button button--danger\"")), "{page}");
            }
        }
        // the list says what it says when the red button is pressed
        let form = [
            ("to", "chosen"),
            ("attempt", id_of(&attempt)),
            ("measure", "message"),
            ("minutes", "5"),
            ("reason", "left"),
            ("grave", "terminate"),
        ];
        let asked = ivy.posts(&format!("{board}/measures"), &form).await;
        assert!(asked.status == 200 && asked.text().contains("强制交卷：1 份答卷") && asked.text().contains("李学知"), "{}", asked.text());
        assert!(asked.text().contains("可以重新开放") && asked.text().contains("原因：left"), "what follows, and why: {}", asked.text());
        let asked = ivy.posts(&one, &[("measure", "message"), ("reason", "left"), ("grave", "void")]).await;
        assert!(asked.status == 200 && asked.text().contains("作废 1 份答卷"), "{}", asked.text());
        let agreed = [&form[..], &[("confirmed", "yes"), ("expected", "1")]].concat();
        let done = ivy.posts(&format!("{board}/measures"), &agreed).await.location();
        assert!(done.contains("done=1&refused=0") && ivy.opens(&done).await.text().contains("已强制交卷：李学知。"), "{done}");
        // what was seen is written down afterwards, too
        let noted = ivy.posts(&one, &[("measure", "irregularity"), ("reason", "手机响了")]).await.location();
        let page = ivy.opens(&noted).await.text();
        assert!(
            page.contains("已添加异常记录：李学知。") && page.contains("手机响了") && page.contains("value=\"irregularity\""),
            "{page}"
        );
        let form = [("measure", "pause"), ("reason", "x")];
        let over = ivy.posts(&one, &form).await.location();
        assert!(ivy.opens(&over).await.text().contains("没有执行：已经结束。"), "{over}");
        assert_eq!(ada.opens(&format!("/api/v1/attempts/{}/clock", id_of(&attempt))).await.json()["state"], "terminated");
        world.works().await;
    });
}

#[test]
fn whose_attempt_staff_ended_or_voided_reads_who_when_and_why() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/mock").await;
        let measure = format!("/api/v1/attempts/{}/measures", id_of(&attempt));
        world.passes(3);
        assert_eq!(ivy.calls(Method::POST, &measure, json!({"measure": "terminate", "reason": "带了小抄"})).await.status, 200);
        // the machine marks it all, and has not yet: no person is awaited
        let receipt = ada.opens(&format!("{attempt}/receipt")).await.text();
        assert!(receipt.contains("正在评分") && !receipt.contains("人工评阅"), "{receipt}");
        assert!(receipt.contains("强制交卷") && !receipt.contains("</svg>已交卷"), "not as if they had handed it in: {receipt}");
        let said = |page: &str| page.contains("监考员于") && page.contains("12:03") && page.contains("结束了这次考试。原因：带了小抄");
        assert!(said(&receipt), "{receipt}");
        world.works().await;
        let result = ada.opens(&format!("{attempt}/result")).await.text();
        assert!(said(&result) && result.contains("原始分 0 / 3，折合 0 分"), "{result}");
        assert!(kinds(&mut ada).await.contains(&"attempt.ended".to_string()));
        let inbox = ada.opens("/messages").await.text();
        assert!(inbox.contains("监考员结束了您的《小模拟》考试") && inbox.contains("带了小抄"), "{inbox}");

        let attempt = starts(&mut ada, "little/exam").await;
        let measure = format!("/api/v1/attempts/{}/measures", id_of(&attempt));
        assert_eq!(ivy.calls(Method::POST, &measure, json!({"measure": "void", "reason": "替考"})).await.status, 200);
        for page in ["", "/receipt", "/result"] {
            let mut reply = ada.opens(&format!("{attempt}{page}")).await;
            while reply.status == 303 {
                reply = ada.opens(&reply.location()).await;
            }
            assert!(reply.status == 200 && reply.text().contains("作废了这次考试。原因：替考"), "{page}: {}", reply.text());
        }
        assert!(kinds(&mut ada).await.contains(&"attempt.voided".to_string()));
    });
}

#[test]
fn more_time_is_told_to_whoever_sits_and_the_board_says_how_much() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        let form = [("to", "chosen"), ("attempt", id_of(&attempt)), ("measure", "extend"), ("minutes", "10"), ("reason", "停电")];
        let done = ivy.posts("/invigilation/boards/little/exam/measures", &form).await.location();
        assert!(ivy.opens(&done).await.text().contains("已延长 10 分钟：李学知。"), "{done}");
        let clock = format!("/api/v1/attempts/{}/clock", id_of(&attempt));
        assert_eq!(ada.opens(&clock).await.json()["notice"]["text"], "已为您延长 10 分钟。");
        ada.posts("/preferences/language", &[("language", "en"), ("back", "/")]).await;
        assert_eq!(ada.opens(&clock).await.json()["notice"]["text"], "You have 10 minutes more.");
        let one = format!("/invigilation/attempts/{}", id_of(&attempt));
        world.passes(1);
        let back = ivy.posts(&one, &[("measure", "revoke"), ("minutes", "4"), ("reason", "来电")]).await.location();
        assert!(ivy.opens(&back).await.text().contains("已收回 4 分钟：李学知。"), "{back}");
        assert_eq!(ada.opens(&clock).await.json()["notice"]["text"], "4 minutes of the extra time taken back.");
    });
}

#[test]
fn the_first_page_and_the_forms_of_one_sign_in_are_no_evidence_of_another_page() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        let save = async |person: &mut Person, text: &str| {
            assert_eq!(person.posts(&format!("{attempt}/answers"), &[("a.five", text), ("do", "save")]).await.status, 303);
        };
        for text in ["一", "二", "三"] {
            save(&mut ada, text).await;
        }
        let seen = async |ivy: &mut Person| ivy.opens(&format!("/invigilation/attempts/{}", id_of(&attempt))).await.text();
        let page = seen(&mut ivy).await;
        assert!(!page.contains("换到另一个页面作答"), "{page}");
        zhixing::worker::presence(world.world.clone()).await.expect("noted");
        let board = ivy.opens("/invigilation/boards/little/exam").await.text();
        assert!(!board.contains("还没有消息"), "a form that saves is heard of: {board}");
        // somewhere else it is another page
        let mut elsewhere = world.person("learner").await;
        save(&mut elsewhere, "四").await;
        assert!(seen(&mut ivy).await.contains("换到另一个页面作答"));
    });
}
