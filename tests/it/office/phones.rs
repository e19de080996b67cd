//! Short messages: to a confirmed number alone, what kind of news there is and nothing else, signed, tried again, and none where none are sent.

use crate::office::{own_data::files, webhooks::is_signed};
use axum::http::Method;
use serde_json::{Value, json};
use zhixing_domain::message::phone::fits;
use zhixing_tests::{Heard, Person, System, World, course, story};

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

async fn world(gateway: &System) -> World {
    World::with(&[("sms_url", &gateway.url), ("sms_secret", SECRET)], course()).await
}

/// A call as the gateway understands it: whom it is for, and what it says.
fn read(heard: &Heard) -> (String, String) {
    assert!(is_signed(SECRET, heard), "{heard:?}");
    let body: Value = serde_json::from_str(&heard.body).expect("JSON");
    let text = |name: &str| body[name].as_str().expect("a text").to_string();
    assert!(fits(&text("text")), "{body}");
    (text("to"), text("text"))
}

fn code_in(text: &str) -> String {
    let digits: String = text.split_once("验证码 ").expect("a code").1.chars().take_while(char::is_ascii_digit).collect();
    assert_eq!(digits.len(), 6, "{text}");
    digits
}

async fn confirms(world: &World, gateway: &System, person: &mut Person, number: &str) {
    let asked = person.posts("/profile/phone", &[("do", "ask"), ("number", number)]).await;
    assert_eq!(asked.location(), "/profile/mail?done=phone-asked", "{}", asked.text());
    world.delivers().await;
    let [heard] = &gateway.takes()[..] else { panic!("one code") };
    let code = code_in(&read(heard).1);
    let confirmed = person.posts("/profile/phone", &[("do", "confirm"), ("code", &code)]).await;
    assert_eq!(confirmed.location(), "/profile/mail?done=phone-confirmed", "{}", confirmed.text());
}

#[test]
fn a_number_is_confirmed_by_its_code_before_anything_else_goes_there() {
    story(async {
        let gateway = System::starts().await;
        let world = world(&gateway).await;
        let mut ada = world.person("learner").await;
        assert!(ada.opens("/profile").await.text().contains("短信通知"));
        let page = ada.opens("/profile/mail").await.text();
        assert!(
            page.contains("<h1>短信通知</h1>") && page.contains("发验证码") && !page.contains("邮件发到哪里"),
            "no mail is sent here: {page}"
        );
        let wrong = ada.posts("/profile/phone", &[("do", "ask"), ("number", "110")]).await;
        assert!(wrong.status == 422 && wrong.text().contains("请填写一个手机号"), "{}", wrong.text());
        ada.posts("/profile/phone", &[("do", "ask"), ("number", "138 0013 8000")]).await;
        ada.posts("/profile/phone/topics", &[("topic", "account")]).await;
        ada.posts("/profile/password", &[("old_password", "zhixing-demo"), ("new_password", "another four words")]).await;
        world.delivers().await;
        let [heard] = &gateway.takes()[..] else { panic!("the code alone") };
        assert!(heard.line.starts_with("POST /events?of=zhixing ") && heard.headers["webhook-id"].starts_with("phone_code."), "{heard:?}");
        let (to, text) = read(heard);
        assert_eq!(to, "+8613800138000");
        let code = code_in(&text);
        let guess = if code == "000000" { "000001" } else { "000000" };
        let wrong = ada.posts("/profile/phone", &[("do", "confirm"), ("code", guess)]).await;
        assert!(wrong.status == 422 && wrong.text().contains("验证码不对"), "{}", wrong.text());
        assert_eq!(ada.opens("/api/v1/me/phone").await.json()["asked"], "+8613800138000");
        ada.posts("/profile/phone", &[("do", "confirm"), ("code", &code)]).await;
        let phone = ada.opens("/api/v1/me/phone").await.json();
        assert_eq!((&phone["number"], &phone["topics"]), (&json!("+8613800138000"), &json!(["account"])), "what was chosen stays");
        // from now on what was chosen goes there, and what is in it everybody may read over a shoulder
        ada.posts("/profile/password", &[("old_password", "another four words"), ("new_password", "four more other words")]).await;
        world.delivers().await;
        let [heard] = &gateway.takes()[..] else { panic!("one message") };
        assert_eq!(read(heard).1, "【知行】有关于“账号安全”的新消息，请登录查看：http://localhost:8080");
        // taken away, nothing goes there any more
        let topics = ada.calls(Method::PUT, "/api/v1/me/phone/topics", json!({"topics": ["result", "account"]})).await.json();
        assert_eq!(topics["topics"], json!(["result", "account"]));
        assert_eq!(ada.calls(Method::DELETE, "/api/v1/me/phone/number", json!({})).await.status, 204);
        ada.posts("/profile/password", &[("old_password", "four more other words"), ("new_password", "another four words")]).await;
        world.delivers().await;
        assert!(gateway.takes().is_empty());
    });
}

#[test]
fn a_gateway_that_fails_is_asked_again_with_the_same_id_and_another_code() {
    story(async {
        let gateway = System::starts().await;
        let world = world(&gateway).await;
        let mut ada = world.person("learner").await;
        let number = json!({"number": "+44 20 7946 0958"});
        assert_eq!(ada.calls(Method::PUT, "/api/v1/me/phone/number", number).await.status, 204);
        gateway.answers(&["HTTP/1.1 503 Service Unavailable"]);
        world.delivers().await;
        let first = gateway.takes();
        world.passes(1);
        world.delivers().await;
        let second = gateway.takes();
        let ids = [&first, &second].map(|heard| heard[0].headers["webhook-id"].clone());
        assert_eq!(ids[0], ids[1]);
        let codes = [&first, &second].map(|heard| code_in(&read(&heard[0]).1));
        let confirm = |code: &str| json!({"code": code});
        if codes[0] != codes[1] {
            let refused = ada.calls(Method::POST, "/api/v1/me/phone/confirmation", confirm(&codes[0])).await;
            assert_eq!((refused.status.as_u16(), &refused.json()["field"]), (409, &json!("code")), "the newest one counts");
        }
        assert_eq!(ada.calls(Method::POST, "/api/v1/me/phone/confirmation", confirm(&codes[1])).await.json()["number"], "+442079460958");
        // what did not get through for a day is no news any more
        gateway.answers(&["HTTP/1.1 503 Service Unavailable"; 40]);
        ada.calls(Method::PUT, "/api/v1/me/phone/topics", json!({"topics": ["account"]})).await;
        ada.posts("/profile/password", &[("old_password", "zhixing-demo"), ("new_password", "another four words")]).await;
        world.delivers().await;
        assert_eq!(gateway.takes().len(), 1);
        world.passes(25 * 60);
        world.delivers().await;
        assert!(gateway.takes().is_empty());
    });
}

#[test]
fn whoever_is_disabled_hears_nothing_and_the_own_data_names_the_number() {
    story(async {
        let gateway = System::starts().await;
        let world = world(&gateway).await;
        let (mut ada, mut admin) = (world.person("learner").await, world.person("admin").await);
        confirms(&world, &gateway, &mut ada, "13800138000").await;
        let taken = ada.posts("/profile/data", &[]).await;
        let account = files(&taken.bytes)["account.json"].clone();
        assert!(account.contains("+8613800138000") && account.contains("\"phone_topics\""), "{account}");
        ada.posts("/profile/phone/topics", &[("topic", "account")]).await;
        let account = admin.opens("/api/v1/accounts?q=learner").await.json()["accounts"][0]["account"].as_str().expect("an id").to_string();
        let path = format!("/api/v1/accounts/{account}");
        admin.calls(Method::PUT, &format!("{path}/roles"), json!({"roles": ["learner", "teacher"]})).await;
        admin.calls(Method::PUT, &format!("{path}/disabled"), json!({"disabled": true})).await;
        world.delivers().await;
        assert!(gateway.takes().is_empty(), "what waited for somebody who is disabled is not sent");
        // a secret of the operator is on no page
        let settings = admin.opens("/admin/settings").await.text();
        assert!(settings.contains("sms_url") && !settings.contains(SECRET), "{settings}");
    });
}

#[test]
fn where_no_short_messages_are_sent_there_is_no_word_of_them() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        assert!(!ada.opens("/profile").await.text().contains("短信"));
        assert_eq!(ada.posts("/profile/phone", &[("do", "ask"), ("number", "13800138000")]).await.status, 404);
        assert_eq!(ada.opens("/api/v1/me/phone").await.status, 404);
    });
}
