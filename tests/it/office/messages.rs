//! The inbox: what concerns a person is told there, in their language, and nobody else reads it.

use crate::{
    credential::certifying::certified,
    main_job::{answers_rightly, starts},
};
use axum::http::Method;
use serde_json::{Value, json};
use zhixing_tests::{Person, World, story};

/// The kinds of what somebody was told, in the order of their words: what is told in one moment has none.
pub async fn told(person: &mut Person) -> Vec<String> {
    let view = person.opens("/api/v1/me/messages").await.json();
    let mut kinds: Vec<String> =
        view["messages"].as_array().expect("a list").iter().map(|m| m["kind"].as_str().expect("a kind").to_string()).collect();
    kinds.sort();
    kinds
}

/// What the header of a page says of the inbox.
async fn header(person: &mut Person, page: &str) -> String {
    person.opens(page).await.attribute("href=\"/messages\"", "aria-label").unwrap_or_default()
}

#[test]
fn a_learner_hears_of_the_result_and_of_the_certificate_and_of_all_that_becomes_of_it() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        assert!(ada.opens("/messages").await.text().contains("还没有消息"));
        assert_eq!(header(&mut ada, "/profile").await, "消息");
        let (_, number) = certified(&world).await;
        assert_eq!(told(&mut ada).await, ["certificate.issued", "result.released"]);
        assert_eq!(header(&mut ada, "/").await, "消息，2 条未读");
        let inbox = ada.opens("/messages").await;
        inbox.looks_like("messages");
        // a score is on the page of the result and nowhere in a message, nor is a number of a certificate
        assert!(!inbox.text().contains(&number) && !inbox.text().contains("100"), "{}", inbox.text());
        let mut admin = world.person("admin").await;
        let grounds = [("name", "李学之"), ("reason", "姓名写错"), ("evidence", "核对身份证原件"), ("confirmed", "yes"), ("version", "1")];
        let corrected = admin.posts(&format!("/admin/certificates/{number}/correct"), &grounds).await;
        assert_eq!(corrected.status, 303, "{}", corrected.text());
        world.passes(1);
        admin.posts(&format!("/admin/certificates/{number}/revoke"), &[("reason", "成绩有误"), ("confirmed", "yes")]).await;
        assert_eq!(told(&mut ada).await, ["certificate.corrected", "certificate.issued", "certificate.revoked", "result.released"]);
        let view = ada.opens("/api/v1/me/messages").await.json();
        let wrote: Vec<_> = view["messages"].as_array().expect("a list").iter().filter_map(|m| m["wrote"].as_str()).collect();
        assert!(wrote.contains(&"成绩有误") && view["unread"] == json!(4), "{view}");
        assert!(told(&mut world.person("teacher").await).await.is_empty());
    });
}

#[test]
fn reading_a_message_leads_to_what_it_is_about_and_lowers_the_count() {
    story(async {
        let world = World::new().await;
        let (mut ada, _) = certified(&world).await;
        let view = ada.opens("/api/v1/me/messages").await.json();
        let released = view["messages"].as_array().expect("a list").iter().find(|m| m["kind"] == "result.released").expect("told");
        let said = |what: &str| released[what].as_str().expect("text").to_string();
        let page = format!("/messages/{}", said("message"));
        let opened = ada.posts(&page, &[("do", "open")]).await;
        assert_eq!((opened.status.as_u16(), opened.location()), (303, said("link")));
        assert!(opened.location().ends_with("/result"));
        assert_eq!(ada.opens(&opened.location()).await.status, 200);
        assert_eq!(header(&mut ada, "/messages").await, "消息，1 条未读");
        // nobody else reads it, and what is no id is nothing
        let mut other = world.person("teacher").await;
        assert_eq!(other.posts(&page, &[("do", "open")]).await.status, 404);
        assert_eq!(ada.posts("/messages/msg_1", &[("do", "open")]).await.status, 404);
        // what came after the page was shown stays unread
        let seen = world.world.clock.now().ms();
        world.passes(1);
        ada.posts("/profile/password", &[("old_password", "zhixing-demo"), ("new_password", "another four words")]).await;
        let all = ada.posts("/messages", &[("seen", &seen.to_string())]).await;
        assert_eq!(all.location(), "/messages?done=all");
        assert_eq!(told(&mut ada).await[0], "account.password_changed");
        assert_eq!(header(&mut ada, "/messages").await, "消息，1 条未读");
        let read = ada.calls(Method::PUT, "/api/v1/me/messages/read", json!({"seen": seen + 60_000})).await;
        assert_eq!(read.status, 204);
        assert_eq!(header(&mut ada, "/messages").await, "消息");
    });
}

#[test]
fn the_room_of_an_exam_never_asks_for_the_count() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        let room = ada.opens(&attempt).await.text();
        assert!(!room.contains("inbox-link"), "{room}");
    });
}

#[test]
fn a_result_that_was_seen_is_read_in_the_messages() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = crate::main_job::starts(&mut ada, "little/mock").await;
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        // whoever looks at once may be the one for whom it is marked and told
        assert!(ada.opens(&format!("{attempt}/result")).await.text().contains("/ 100"));
        world.works().await;
        ada.opens(&format!("{attempt}/result")).await;
        let inbox = ada.opens("/messages").await.text();
        assert!(inbox.contains("成绩公布了") && inbox.contains("0 条未读"), "{inbox}");
    });
}

#[test]
fn a_word_of_the_invigilator_after_the_exam_is_found_in_the_inbox() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        answers_rightly(&world, &mut ada, &attempt).await;
        let mut ivy = world.person("invigilator").await;
        let path = format!("/invigilation{attempt}");
        ivy.posts(&path, &[("measure", "message"), ("reason", "还有五分钟")]).await;
        assert!(told(&mut ada).await.is_empty(), "in the room it is said in the room");
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        let sent = ivy.posts(&path, &[("measure", "message"), ("reason", "您的<手机>忘在考场了")]).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
        assert_eq!(told(&mut ada).await, ["invigilator.wrote"]);
        assert!(ada.opens("/messages").await.text().contains("您的&lt;手机&gt;忘在考场了"));
        ada.language = "en";
        let view: Value = ada.opens("/api/v1/me/messages").await.json();
        assert!(view["messages"][0]["subject"].as_str().expect("text").ends_with("the invigilator wrote to you"), "{view}");
        world.works().await;
    });
}

#[test]
fn what_somebody_did_to_the_account_is_told_to_its_person() {
    story(async {
        let world = World::new().await;
        let mut tess = world.person("teacher").await;
        let mut admin = world.person("admin").await;
        let (account, _) = world.world.store.credentials_of("teacher").await.expect("read").expect("there");
        let path = format!("/admin/accounts/{}", account.id);
        admin.posts(&path, &[("do", "roles"), ("role", "teacher"), ("role", "examiner")]).await;
        admin.posts(&path, &[("do", "legal_name"), ("legal_name", "陈知远"), ("note", "核对身份证原件")]).await;
        assert_eq!(told(&mut tess).await, ["account.roles", "name.confirmed"]);
        let page = tess.opens("/messages").await.text();
        assert!(page.contains("陈知远") && page.contains("教师 · 考评员"), "{page}");
    });
}
