//! What reaches somebody elsewhere speaks the language of the page on which they first signed in, until they choose another.

use crate::office::mail::{confirms, world};
use axum::http::Method;
use serde_json::json;
use zhixing_domain::{
    account::Account,
    lang::Lang,
    message::{InboxMessage, Topic},
    time::Timestamp,
};
use zhixing_office::message::{letter, text};
use zhixing_tests::{MailServer, Person, World, story};

const LIST: &str = "eve,3-101";

async fn eve(world: &World) -> Person {
    let mut eve = world.visitor();
    eve.language = "en-GB,en;q=0.9";
    let form = [("login", "eve"), ("name", "Eve"), ("password", "correct horse"), ("agree", "yes")];
    assert_eq!(eve.posts("/register", &form).await.status, 303);
    eve
}

async fn account(world: &World, login: &str) -> Account {
    world.world.store.credentials_of(login).await.expect("read").expect("there").0
}

/// The subject of the one letter that came.
async fn subject(world: &World, server: &MailServer) -> String {
    world.delivers().await;
    let mails = server.takes();
    assert_eq!(mails.len(), 1, "one letter");
    mails[0].header("subject")
}

#[test]
fn mail_calendar_and_short_messages_speak_the_language_in_which_the_account_was_opened() {
    story(async {
        let server = MailServer::starts().await;
        let world = world(&server).await;
        let (mut eve, mut ivy) = (eve(&world).await, world.person("invigilator").await);
        confirms(&world, &server, &mut eve, "eve@example.org").await;
        crate::exam::invigilating::session(&mut ivy, LIST).await;
        assert_eq!(subject(&world, &server).await, "Little exam: your exam is on 22 Nov 2026, 12:10");
        // whoever reads the calendar says no language
        let made = eve.calls(Method::POST, "/api/v1/me/calendar", json!({})).await.json();
        let feed = made["url"].as_str().and_then(|url| url.strip_prefix("http://localhost:8080")).expect("ours").to_string();
        let calendar = world.visitor().opens(&feed).await.text().replace("\r\n ", "");
        for said in
            ["NAME:Exam calendar", "Little exam (上午场)", "Room and seat: 3-101", "When: 22 Nov 2026\\, 12:10 – 13:10\\, Beijing time"]
        {
            assert!(calendar.contains(said), "{said}: {calendar}");
        }
        world.visitor().posts("/sign-in/recovery", &[("who", "eve")]).await;
        assert_eq!(subject(&world, &server).await, "Set a new password");
        // of a day, and on a phone
        let (reader, site) = (account(&world, "eve").await, &world.world.site);
        let day = letter::of_day(site, &reader, &[(InboxMessage::PasswordChanged, Timestamp::from_ms(1))]);
        assert_eq!((day.subject.as_str(), day.html.contains("lang=\"en\"")), ("1 new message", true));
        assert!(text::of_topic(site, &reader, Topic::Session).contains("Exam sessions"));
        // a device in another language changes nothing; what she chooses does
        let mut elsewhere = world.visitor();
        elsewhere.signs_in("eve", "correct horse").await;
        assert_eq!(account(&world, "eve").await.reads(), Lang::En);
        elsewhere.posts("/preferences/language", &[("language", "zh"), ("back", "/")]).await;
        elsewhere.posts("/profile/password", &[("old_password", "correct horse"), ("new_password", "another four words")]).await;
        assert_eq!(subject(&world, &server).await, "您的密码已修改");
        assert!(world.visitor().opens(&feed).await.text().contains("NAME:考试日历"));
    });
}

#[test]
fn an_account_that_staff_opened_has_the_first_language_until_its_person_signs_in() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        assert!(admin.opens("/admin/accounts/import").await.text().contains("从没登录过的人，邮件和日历用中文"));
        let opened = admin.calls(Method::POST, "/api/v1/accounts/imports", json!({"list": "wang.01,Wang"})).await.json();
        assert_eq!(account(&world, "wang.01").await.reads(), Lang::Zh);
        let code = opened["opened"][0]["code"].as_str().expect("a code").to_string();
        let mut wang = world.visitor();
        wang.language = "en";
        let form = [("login", "wang.01"), ("code", code.as_str()), ("password", "four unrelated words")];
        assert_eq!(wang.posts("/sign-in/reset", &form).await.status, 303);
        assert_eq!(account(&world, "wang.01").await.reads(), Lang::En);
        world.works().await;
    });
}
