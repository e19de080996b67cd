//! Mail: to a confirmed address alone, nothing in it that only the product may say, switched off by one click, once a day where somebody wants it so.

use crate::{credential::certifying::certified, office::messages::told};
use axum::http::Method;
use serde_json::json;
use zhixing_domain::{
    id::AttemptId,
    message::InboxMessage,
    plan_ref::PlanRef,
    time::{Span, Timestamp},
};
use zhixing_office::message::letter;
use zhixing_tests::{Arrived, MailServer, Person, World, course, story};

const FROM: &str = "知行 <no-reply@example.cn>";

pub async fn world(server: &MailServer) -> World {
    World::with(&[("smtp_url", &server.url), ("mail_from", FROM)], course()).await
}

/// The path of the first link in a mail that has this in it.
pub fn link(mail: &Arrived, part: &str) -> String {
    let text = mail.part("text/plain");
    let line = text.lines().find(|l| l.contains(part)).unwrap_or_else(|| panic!("no {part} in {text}"));
    line.trim().strip_prefix("http://localhost:8080").expect("an address of this site").to_string()
}

/// Somebody names an address and confirms it.
pub async fn confirms(world: &World, server: &MailServer, person: &mut Person, address: &str) {
    let asked = person.posts("/profile/mail/address", &[("do", "ask"), ("address", address)]).await;
    assert_eq!(asked.location(), "/profile/mail?done=asked", "{}", asked.text());
    world.delivers().await;
    let [mail] = &server.takes()[..] else { panic!("one letter") };
    assert_eq!(world.visitor().posts(&link(mail, "/mail/confirm/"), &[]).await.status, 200);
}

#[test]
fn an_address_is_confirmed_by_its_reader_before_anything_else_goes_there() {
    story(async {
        let server = MailServer::starts().await;
        let world = world(&server).await;
        let mut ada = world.person("learner").await;
        assert!(ada.opens("/profile").await.text().contains("邮件通知"));
        ada.opens("/profile/mail").await.looks_like("mail");
        let wrong = ada.posts("/profile/mail/address", &[("do", "ask"), ("address", "ada@example.cn\r\nBcc: eve@example.cn")]).await;
        assert_eq!(wrong.status, 422);
        ada.posts("/profile/mail/address", &[("do", "ask"), ("address", "Ada@Example.cn")]).await;
        ada.posts("/profile/password", &[("old_password", "zhixing-demo"), ("new_password", "another four words")]).await;
        world.delivers().await;
        let [mail] = &server.takes()[..] else { panic!("the request alone") };
        assert_eq!((mail.to.as_str(), mail.header("subject").as_str()), ("Ada@example.cn", "请确认您的邮箱"));
        assert_eq!((mail.from.as_str(), mail.header("from").contains("no-reply@example.cn")), ("no-reply@example.cn", true));
        assert!(mail.part("text/html").contains("<a href=\"http://localhost:8080/mail/confirm/"), "{}", mail.raw);
        // a program that opens every link changes nothing
        let path = link(mail, "/mail/confirm/");
        let mut visitor = world.visitor();
        let page = visitor.opens(&path).await;
        assert!(page.status == 200 && page.text().contains("Ada@example.cn") && page.text().contains("learner"), "{}", page.text());
        assert!(ada.opens("/api/v1/me/mail").await.json().get("address").is_none());
        assert_eq!(visitor.posts(&path, &[]).await.status, 200);
        assert_eq!(visitor.posts(&path, &[]).await.status, 404, "once");
        assert_eq!(visitor.opens(&path).await.status, 404);
        assert_eq!(ada.opens("/api/v1/me/mail").await.json()["address"], "Ada@example.cn");
        assert!(ada.opens("/profile/mail").await.text().contains("邮件发到 Ada@example.cn。"));
        // another day's link is no link any more
        ada.posts("/profile/mail/address", &[("do", "ask"), ("address", "new@example.cn")]).await;
        world.delivers().await;
        let [mail] = &server.takes()[..] else { panic!("one letter") };
        world.passes(24 * 60);
        assert_eq!(visitor.posts(&link(mail, "/mail/confirm/"), &[]).await.status, 404);
        // no token says where mail goes
        let end = ada.posts("/profile/mail/address", &[("do", "remove")]).await;
        assert_eq!(end.location(), "/profile/mail?done=removed");
        world.delivers().await;
        let [mail] = &server.takes()[..] else { panic!("a last one") };
        assert_eq!(mail.header("subject"), "通知邮箱换了");
        assert!(ada.opens("/api/v1/me/mail").await.json().get("address").is_none());
    });
}

#[test]
fn a_result_and_a_certificate_are_told_by_mail_and_one_click_ends_it() {
    story(async {
        let server = MailServer::starts().await;
        let world = world(&server).await;
        let mut ada = world.person("learner").await;
        confirms(&world, &server, &mut ada, "ada@example.cn").await;
        let (_, number) = certified(&world).await;
        world.delivers().await;
        let mut mails = server.takes();
        mails.sort_by_key(|m| m.header("subject"));
        let subjects: Vec<String> = mails.iter().map(|m| m.header("subject")).collect();
        assert_eq!(subjects, ["《小考试》的成绩公布了", "《小考试》的证书颁发了"]);
        for mail in &mails {
            assert!(!mail.all().contains(&number) && !mail.all().contains("100"), "{}", mail.all());
            assert!(mail.header("message-id").starts_with("<mail.msg_") && mail.header("message-id").ends_with("@example.cn>"));
            assert_eq!(mail.header("list-unsubscribe-post"), "List-Unsubscribe=One-Click");
            assert_eq!(mail.header("auto-submitted"), "auto-generated");
        }
        // a mail program clicks once, without a cookie
        let address = mails[0].header("list-unsubscribe");
        let path = address.trim_matches(['<', '>']).strip_prefix("http://localhost:8080").expect("an address of this site").to_string();
        assert_eq!(path, link(&mails[0], "/mail/unsubscribe/"));
        let mut program = world.visitor();
        assert_eq!(program.opens(&path).await.status, 200);
        assert_eq!(ada.opens("/api/v1/me/mail").await.json()["choices"]["result"], "at_once", "looking changes nothing");
        assert_eq!(program.posts(&path, &[("List-Unsubscribe", "One-Click")]).await.status, 200);
        assert_eq!(ada.opens("/api/v1/me/mail").await.json()["choices"]["result"], "never");
        // what is important has no such link, and goes out all the same
        ada.posts("/profile/password", &[("old_password", "zhixing-demo"), ("new_password", "another four words")]).await;
        world.delivers().await;
        let [mail] = &server.takes()[..] else { panic!("one letter") };
        assert_eq!((mail.header("subject").as_str(), mail.header("list-unsubscribe").as_str()), ("您的密码已修改", ""));
        let choose = json!({"choices": {"account": "never", "name": "digest"}});
        let chosen = ada.calls(Method::PUT, "/api/v1/me/mail/choices", choose).await.json();
        assert_eq!((&chosen["choices"]["account"], &chosen["choices"]["name"]), (&json!("at_once"), &json!("digest")));
        assert_eq!(ada.calls(Method::PUT, "/api/v1/me/mail/choices", json!({"choices": {"name": "weekly"}})).await.status, 422);
    });
}

#[test]
fn what_waits_for_the_mail_of_the_day_comes_in_the_morning_as_one() {
    story(async {
        let server = MailServer::starts().await;
        let world = world(&server).await;
        let mut ada = world.person("learner").await;
        confirms(&world, &server, &mut ada, "ada@example.cn").await;
        // noon in Shanghai
        ada.posts("/profile/mail", &[("result", "digest"), ("certificate", "digest")]).await;
        certified(&world).await;
        world.delivers().await;
        assert!(server.takes().is_empty());
        world.passes(19 * 60);
        world.delivers().await;
        assert!(server.takes().is_empty(), "it is seven in the morning");
        world.passes(61);
        world.delivers().await;
        let [mail] = &server.takes()[..] else { panic!("one letter") };
        assert_eq!(mail.header("subject"), "2 条新消息");
        for word in ["《小考试》的成绩公布了", "《小考试》的证书颁发了"] {
            assert!(mail.part("text/plain").contains(word) && mail.part("text/html").contains(word), "{}", mail.all());
        }
        world.passes(24 * 60);
        world.delivers().await;
        assert!(server.takes().is_empty(), "once");
    });
}

#[test]
fn a_busy_server_is_asked_again_and_a_reader_that_is_none_is_not() {
    story(async {
        let server = MailServer::starts().await;
        let world = world(&server).await;
        let mut ada = world.person("learner").await;
        confirms(&world, &server, &mut ada, "ada@example.cn").await;
        server.is_busy(2);
        ada.posts("/profile/password", &[("old_password", "zhixing-demo"), ("new_password", "another four words")]).await;
        for (seconds, arrived) in [(0, 0), (29, 0), (1, 0), (119, 0), (1, 1), (3_600, 0)] {
            world.clock.advance(Span::from_seconds(seconds));
            world.delivers().await;
            assert_eq!(server.takes().len(), arrived, "after {seconds} s more");
        }
        server.knows_not("ada@example.cn");
        ada.posts("/profile/password", &[("old_password", "another four words"), ("new_password", "yet another four")]).await;
        for _ in 0..3 {
            world.delivers().await;
            world.passes(10);
        }
        assert!(server.takes().is_empty());
        assert_eq!(told(&mut ada).await.len(), 2, "in the product there is all of it");
    });
}

/// What staff and people may type, and what nobody may learn from a mail: marked, so that it is found wherever it went.
const TYPED: &str = "S000011000001265000001 · 100 分 · 答案 B";

#[test]
fn no_mail_of_any_kind_has_what_people_wrote_nor_room_for_a_key_a_score_or_a_number() {
    story(async {
        let world = World::new().await;
        let (reader, _) = world.world.store.credentials_of("learner").await.expect("read").expect("there");
        let attempt = AttemptId::new(Timestamp::from_ms(1), [7; 10]);
        let samples = InboxMessage::samples(&PlanRef::new("little", "exam"), attempt, TYPED);
        let of_day =
            letter::of_day(&world.world.site, &reader, &samples.iter().map(|m| (m.clone(), Timestamp::from_ms(1))).collect::<Vec<_>>());
        let letters = samples.iter().map(|message| (message.kind(), letter::of_message(&world.world.site, &reader, message)));
        for (kind, letter) in letters.chain([("day", of_day)]) {
            let said = [&letter.subject, &letter.text, &letter.html].map(String::as_str).join("\n");
            assert!(!said.contains(TYPED) && !said.contains("S0000") && !said.contains("100"), "{said}");
            // nor an attempt's id: what a link opens is asked for with a password
            assert!(!said.contains(&attempt.to_string()), "{said}");
            // one link leads on: of a session to the page of its exam
            let page = if kind.starts_with("session.") { "/exams/little/exam" } else { "/messages" };
            let body = letter.text.split("\n\n-- \n\n").next().unwrap_or_default();
            let links: Vec<&str> = body.lines().filter(|line| line.starts_with("http")).collect();
            assert_eq!(links, [format!("http://localhost:8080{page}")], "{kind}: {said}");
        }
    });
}

#[test]
fn where_no_mail_is_sent_no_page_has_a_word_of_it() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        for page in ["/profile", "/messages"] {
            assert!(!ada.opens(page).await.text().contains("邮件"), "{page}");
        }
        assert_eq!(ada.opens("/profile/mail").await.status, 404);
    });
}
