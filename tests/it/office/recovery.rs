//! A forgotten password and the mail that helps.

use super::{
    mail::{confirms, link, world},
    second_factor::turns_on,
};
use axum::http::Method;
use serde_json::json;
use zhixing_tests::{MailServer, World, story};

const NEW: [(&str, &str); 1] = [("password", "four unrelated words")];

/// Asks as the page does.
async fn asks(world: &World, who: &str) {
    let reply = world.visitor().posts("/sign-in/recovery", &[("who", who)]).await;
    assert_eq!(reply.location(), "/sign-in/reset?done=sent", "{who}: {}", reply.text());
}

/// The path of the one link that arrives.
async fn arrives(world: &World, server: &MailServer) -> String {
    world.delivers().await;
    let mails = server.takes();
    let [mail] = &mails[..] else { panic!("one letter, not {}", mails.len()) };
    assert_eq!(mail.header("subject"), "设置新密码");
    assert_eq!(mail.header("list-unsubscribe"), "", "it cannot be switched off");
    link(mail, "/sign-in/recovery/")
}

#[test]
fn a_mailed_link_sets_a_new_password_once_and_signs_out_everywhere_else() {
    story(async {
        let server = MailServer::starts().await;
        let world = world(&server).await;
        let mut ada = world.person("learner").await;
        confirms(&world, &server, &mut ada, "ada@example.cn").await;
        assert!(world.visitor().opens("/sign-in").await.text().contains("href=\"/sign-in/reset\""));
        world.visitor().opens("/sign-in/reset?done=sent").await.looks_like("forgotten");
        asks(&world, "learner").await;
        let path = arrives(&world, &server).await;
        // a program that opens every link changes nothing
        let mut reader = world.visitor();
        for _ in 0..2 {
            assert!(reader.opens(&path).await.text().contains("登录名：learner。"));
        }
        assert_eq!(reader.posts(&path, &[("password", "short")]).await.status, 422);
        assert_eq!(ada.opens("/profile").await.status, 200, "nothing has happened yet");
        assert_eq!(reader.posts(&path, &NEW).await.location(), "/");
        assert_eq!(reader.opens("/profile").await.status, 200, "signed in");
        assert!(ada.opens("/profile").await.location().starts_with("/sign-in"), "signed out");
        assert_eq!(reader.posts(&path, &NEW).await.status, 404, "once");
        assert_eq!(world.visitor().opens(&path).await.status, 404);
        assert!(reader.opens("/messages").await.text().contains("您的密码已修改"));
        world.visitor().signs_in("learner", NEW[0].1).await;
        world.delivers().await;
        let [mail] = &server.takes()[..] else { panic!("she is told by mail as well") };
        assert_eq!(mail.header("subject"), "您的密码已修改");
    });
}

#[test]
fn a_link_is_over_after_half_an_hour_and_nobody_who_asks_again_ends_it() {
    story(async {
        let server = MailServer::starts().await;
        let world = world(&server).await;
        let mut ada = world.person("learner").await;
        confirms(&world, &server, &mut ada, "ada@example.cn").await;
        asks(&world, "ada@example.cn").await;
        let first = arrives(&world, &server).await;
        // somebody else asks for it again: no letter more, and the one that came works
        asks(&world, "learner").await;
        world.delivers().await;
        assert!(server.takes().is_empty());
        world.passes(29);
        assert_eq!(world.visitor().opens(&first).await.status, 200);
        world.passes(1);
        assert_eq!(world.visitor().posts(&first, &NEW).await.status, 404);
        // a letter that could not be sent in time is not sent at all
        server.is_busy(1);
        asks(&world, "learner").await;
        world.delivers().await;
        world.passes(30);
        world.delivers().await;
        assert!(server.takes().is_empty());
        ada.signs_in("learner", "zhixing-demo").await;
    });
}

#[test]
fn the_second_factor_is_asked_for_all_the_same() {
    story(async {
        let server = MailServer::starts().await;
        let world = world(&server).await;
        let mut admin = world.person("admin").await;
        confirms(&world, &server, &mut admin, "admin@example.cn").await;
        let (phone, _) = turns_on(&world, &mut admin).await;
        world.delivers().await;
        server.takes();
        asks(&world, "admin").await;
        let path = arrives(&world, &server).await;
        let mut reader = world.visitor();
        let page = reader.posts(&path, &NEW).await.text();
        assert!(page.contains("请输入动态码"), "{page}");
        assert!(reader.opens("/desk").await.location().starts_with("/sign-in"), "the mailbox alone opens nothing");
        let ticket = page.split("name=\"ticket\" value=\"").nth(1).and_then(|t| t.split('"').next()).expect("a ticket").to_string();
        let code = phone.shows(&world);
        assert_eq!(reader.posts("/sign-in/code", &[("ticket", &ticket), ("code", &code)]).await.location(), "/");
        assert_eq!(reader.opens("/desk").await.status, 200);
    });
}

#[test]
fn nobody_learns_who_has_an_account_and_nobody_asks_without_end() {
    story(async {
        let server = MailServer::starts().await;
        let world = world(&server).await;
        let mut ada = world.person("learner").await;
        confirms(&world, &server, &mut ada, "ada@example.cn").await;
        for who in ["nobody", "nobody@example.cn", "teacher"] {
            asks(&world, who).await;
        }
        world.delivers().await;
        assert!(server.takes().is_empty());
        for who in ["", &"x".repeat(255)] {
            assert_eq!(world.visitor().posts("/sign-in/recovery", &[("who", who)]).await.status, 422);
        }
        let mut asked = vec![];
        for who in ["learner", "somebody"] {
            let statuses = async |who: &str| {
                let mut seen = vec![];
                for _ in 0..7 {
                    seen.push(world.visitor().calls(Method::POST, "/api/v1/recoveries", json!({"who": who})).await.status.as_u16());
                }
                seen
            };
            asked.push(statuses(who).await);
        }
        assert_eq!(asked[0], asked[1], "the same for both");
        assert_eq!(asked[0], [202, 202, 202, 202, 202, 429, 429]);
        world.delivers().await;
        assert_eq!(server.takes().len(), 1, "nobody's mailbox is filled");
    });
}
