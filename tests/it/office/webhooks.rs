//! Systems that are told of events: signed, tried again, never behind the wall, and removed by whoever administers.

use axum::http::Method;
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use zhixing_tests::{Heard, System, World, story};

/// HMAC-SHA-256 by RFC 2104, written out: nothing of what signs is in what verifies.
fn hmac(key: &[u8], text: &[u8]) -> Vec<u8> {
    assert!(key.len() <= 64);
    let pad = |byte: u8| (0..64).map(|n| key.get(n).unwrap_or(&0) ^ byte).collect::<Vec<u8>>();
    let inner = Sha256::digest([&pad(0x36), text].concat());
    Sha256::digest([&pad(0x5c), &inner[..]].concat()).to_vec()
}

/// Verifies a call as its system would (Standard Webhooks).
pub fn is_signed(secret: &str, heard: &Heard) -> bool {
    let key = BASE64_STANDARD.decode(secret.strip_prefix("whsec_").expect("a secret")).expect("base64");
    let signed = format!("{}.{}.{}", heard.headers["webhook-id"], heard.headers["webhook-timestamp"], heard.body);
    let wanted = format!("v1,{}", BASE64_STANDARD.encode(hmac(&key, signed.as_bytes())));
    heard.headers["webhook-signature"].split(' ').any(|given| given == wanted)
}

#[test]
fn a_system_that_fails_twice_hears_the_same_event_again_each_time_signed() {
    story(async {
        let (world, system) = (World::new().await, System::starts().await);
        let mut admin = world.person("admin").await;
        let added = admin.calls(Method::POST, "/api/v1/webhooks", json!({"label": "人事系统", "url": system.url})).await;
        assert_eq!(added.status, 201, "{}", added.text());
        let secret = added.json()["secret"].as_str().expect("told once").to_string();
        system.answers(&["HTTP/1.1 500 Broken", "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/", "HTTP/1.1 200 OK"]);
        let wish = json!({"login": "bo-chen", "name": "Bo", "password": "four unrelated words", "roles": ["learner"]});
        let account = admin.calls(Method::POST, "/api/v1/accounts", wish).await.json()["account"].clone();
        let (mut calls, mut errors) = (vec![], vec![]);
        for _ in 0..5 {
            world.delivers().await;
            calls.extend(system.takes());
            errors.push(admin.opens("/api/v1/webhooks").await.json()[0]["last_error"].clone());
            world.passes(3);
        }
        assert_eq!(errors[..3], [json!("HTTP 500"), json!("HTTP 302"), Value::Null], "a redirect is not followed");
        assert_eq!(calls.len(), 3);
        for call in &calls {
            assert!(is_signed(&secret, call), "{call:?}");
            assert_eq!(
                (call.line.as_str(), &call.headers["webhook-id"]),
                ("POST /events?of=zhixing HTTP/1.1", &calls[0].headers["webhook-id"])
            );
        }
        assert!(calls[0].headers["webhook-timestamp"] < calls[2].headers["webhook-timestamp"]);
        let body: Value = serde_json::from_str(&calls[0].body).expect("JSON");
        assert_eq!((&body["type"], &body["data"]["subject"]), (&json!("account.opened"), &account));
        // another body, or another time, is not what was signed
        let forged = Heard { body: calls[0].body.replace("opened", "closed"), ..calls[0].clone() };
        assert!(!is_signed(&secret, &forged));
        let page = admin.opens("/admin/webhooks").await.text();
        assert!(
            page.contains("系统对接（Webhook）") && page.contains("开通账号") && page.contains("<code>account.opened</code>"),
            "{page}"
        );
        assert!(page.contains(&system.url) && page.contains("成功") && !page.contains("条在等"), "{page}");
    });
}

#[test]
fn a_secret_is_told_once_and_a_webhook_is_tested_and_removed() {
    story(async {
        let (world, system) = (World::new().await, System::starts().await);
        let mut admin = world.person("admin").await;
        for (form, field) in [
            (&[("label", ""), ("url", "https://hr.example.cn/")][..], "label"),
            (&[("label", "x"), ("url", "http://hr.example.cn/")], "url"),
            (&[("label", "x"), ("url", "https://user:secret@hr.example.cn/")], "url"),
        ] {
            let wrong = admin.posts("/admin/webhooks", form).await;
            assert!(wrong.status == 422 && wrong.text().contains(&format!("id=\"{field}-error\"")), "{}", wrong.text());
        }
        let added = admin.posts("/admin/webhooks", &[("label", "人事系统"), ("url", &system.url)]).await;
        let secret = added.text().split("whsec_").nth(1).and_then(|t| t.split('<').next()).map(|s| format!("whsec_{s}")).expect("shown");
        assert!(!admin.opens("/admin/webhooks").await.text().contains("whsec_"));
        let webhook = admin.opens("/api/v1/webhooks").await.json()[0]["webhook"].as_str().expect("an id").to_string();
        let path = format!("/admin/webhooks/{webhook}");
        assert_eq!(admin.posts(&path, &[("do", "test")]).await.location(), "/admin/webhooks?done=test");
        world.delivers().await;
        let [call] = &system.takes()[..] else { panic!("one call") };
        assert!(is_signed(&secret, call) && call.body.contains("webhook.test"), "{call:?}");
        let asked = admin.posts(&path, &[("do", "remove")]).await;
        assert!(asked.status == 200 && asked.text().contains("button--danger"), "{}", asked.text());
        assert_eq!(admin.posts(&path, &[("do", "remove"), ("confirmed", "yes")]).await.status, 303);
        assert_eq!(admin.posts(&path, &[("do", "test")]).await.status, 404);
        assert_eq!(admin.opens("/api/v1/webhooks").await.json(), json!([]));
    });
}

#[test]
fn a_system_that_was_given_up_is_called_again_when_an_administrator_says_so() {
    story(async {
        let (world, system) = (World::new().await, System::starts().await);
        let mut admin = world.person("admin").await;
        admin.calls(Method::POST, "/api/v1/webhooks", json!({"label": "HR", "url": system.url})).await;
        system.answers(&["HTTP/1.1 500 Broken"; 200]);
        let webhook = admin.opens("/api/v1/webhooks").await.json()[0]["webhook"].as_str().expect("an id").to_string();
        let stop = format!("/api/v1/webhooks/{webhook}/stop");
        assert_eq!(admin.calls(Method::DELETE, &stop, json!({})).await.status, 404, "it is called");
        // five days without one that is taken
        for _ in 0..14 {
            let mut admin = world.person("admin").await;
            admin.calls(Method::POST, &format!("/api/v1/webhooks/{webhook}/tests"), json!({})).await;
            world.delivers().await;
            world.passes(12 * 60);
        }
        let mut admin = world.person("admin").await;
        assert!(admin.opens("/api/v1/webhooks").await.json()[0]["stopped_at"].is_i64());
        assert_eq!(admin.calls(Method::DELETE, &stop, json!({})).await.status, 204);
        assert_eq!(admin.calls(Method::DELETE, &stop, json!({})).await.status, 404, "once");
        assert!(admin.opens("/api/v1/webhooks").await.json()[0].get("stopped_at").is_none());
    });
}

#[test]
fn nothing_behind_the_wall_is_called() {
    story(async {
        let world = World::with(&[("public_url", "https://exam.example.cn")], zhixing_tests::course()).await;
        let mut admin = world.visitor();
        admin.headers.insert("host", "exam.example.cn".into());
        admin.signs_in("admin", "zhixing-demo").await;
        let wish = |url: &str| json!({"label": "x", "url": url});
        assert_eq!(admin.calls(Method::POST, "/api/v1/webhooks", wish("http://127.0.0.1:9/")).await.status, 409);
        for url in ["https://127.0.0.1:9/", "https://10.0.0.1/", "https://[::1]/", "https://169.254.169.254/latest", "https://localhost/"] {
            assert_eq!(admin.calls(Method::POST, "/api/v1/webhooks", wish(url)).await.status, 201, "{url}");
        }
        for webhook in admin.opens("/api/v1/webhooks").await.json().as_array().expect("a list") {
            let id = webhook["webhook"].as_str().expect("an id");
            admin.calls(Method::POST, &format!("/api/v1/webhooks/{id}/tests"), json!({})).await;
        }
        world.delivers().await;
        for webhook in admin.opens("/api/v1/webhooks").await.json().as_array().expect("a list") {
            let error = webhook["last_error"].as_str().unwrap_or_default();
            assert!(error.ends_with("is not on the public network"), "{webhook}");
        }
    });
}
