//! Passkeys: adding one, signing in with it, as the second step of staff, and taking it away.

use super::second_factor::turns_on;
use axum::http::Method;
use serde_json::json;
use zhixing_domain::digest::sha256_hex;
use zhixing_store::{Actor, NewToken, Stamp};
use zhixing_tests::{Authenticator, Person, Reply, World, story};

const PASSWORD: &str = "zhixing-demo";

/// The challenge of the form on this page that asks for what.
fn challenge(page: &Reply, what: &str) -> String {
    let text = page.text();
    let form = text.split("<form").find(|f| f.contains(&format!("data-passkey=\"{what}\""))).unwrap_or_else(|| panic!("no form in {text}"));
    form.split("data-challenge=\"").nth(1).and_then(|t| t.split('"').next()).expect("a challenge").to_string()
}

async fn adds(person: &mut Person, device: &Authenticator, password: &str) -> Reply {
    let sent = device.makes(&challenge(&person.opens("/profile/passkeys").await, "make"));
    person.posts("/profile/passkeys", &[("label", "我的手机"), ("password", password), ("credential", &sent)]).await
}

async fn signs_in(person: &mut Person, device: &Authenticator) -> Reply {
    let sent = device.signs(&challenge(&person.opens("/sign-in").await, "use"));
    person.posts("/sign-in/passkey", &[("credential", &sent), ("next", "/profile")]).await
}

#[test]
fn a_passkey_is_added_with_the_password_lets_in_and_ends() {
    story(async {
        let world = World::new().await;
        let (mut ada, device) = (world.person("learner").await, Authenticator::new(*b"ada1"));
        ada.opens("/profile/passkeys").await.looks_like("passkeys");
        assert_eq!(adds(&mut ada, &device, "wrong").await.status, 422, "a session that lies open is not enough");
        assert_eq!(adds(&mut ada, &device, PASSWORD).await.location(), "/profile/passkeys?done=added");
        assert_eq!(adds(&mut ada, &device, PASSWORD).await.status, 422, "it is kept already");
        assert!(ada.opens("/messages").await.text().contains("您的账号添加了通行密钥"));
        let mut elsewhere = world.visitor();
        assert_eq!(signs_in(&mut elsewhere, &device).await.location(), "/profile");
        assert!(elsewhere.opens("/profile").await.text().contains("1 个"));
        world.visitor().signs_in("learner", PASSWORD).await;
        let kept = ada.opens("/api/v1/me/passkeys").await.json()["passkeys"].clone();
        let path = format!("/profile/passkeys/{}", kept[0]["passkey"].as_str().expect("an id"));
        assert_eq!((kept[0]["label"].as_str(), kept[0]["used_at"].is_i64()), (Some("我的手机"), true));
        assert_eq!(world.person("teacher").await.opens(&path).await.status, 404, "it is nobody else's");
        assert_eq!(ada.posts(&path, &[("do", "rename"), ("label", " ")]).await.status, 422);
        assert_eq!(ada.posts(&path, &[("do", "rename"), ("label", "旧手机")]).await.location(), "/profile/passkeys?done=renamed");
        assert!(ada.opens(&path).await.text().contains("旧手机"));
        assert_eq!(ada.posts(&path, &[("do", "remove"), ("password", "wrong")]).await.status, 422);
        assert_eq!(ada.posts(&path, &[("do", "remove"), ("password", PASSWORD)]).await.location(), "/profile/passkeys?done=removed");
        let refused = signs_in(&mut world.visitor(), &device).await;
        assert!(refused.status == 422 && refused.text().contains("这里不认识这个通行密钥"), "{}", refused.text());
    });
}

#[test]
fn what_was_heard_is_not_said_again_and_another_site_or_device_is_not_believed() {
    story(async {
        let world = World::new().await;
        let (mut ada, mut device) = (world.person("learner").await, Authenticator::new(*b"ada1"));
        adds(&mut ada, &device, PASSWORD).await;
        let mut thief = world.visitor();
        let sent = device.signs(&challenge(&thief.opens("/sign-in").await, "use"));
        assert_eq!(world.visitor().posts("/sign-in/passkey", &[("credential", &sent)]).await.status, 303);
        assert_eq!(thief.posts("/sign-in/passkey", &[("credential", &sent)]).await.status, 422, "once");
        // a challenge of another page, one that is over, and one that nobody here made
        let other = device.signs(&challenge(&ada.opens("/profile/passkeys").await, "make"));
        let old = device.signs(&challenge(&thief.opens("/sign-in").await, "use"));
        world.passes(15);
        for sent in [other.as_str(), &old, &device.signs("AAAA"), "", "{}"] {
            assert_eq!(thief.posts("/sign-in/passkey", &[("credential", sent)]).await.status, 422, "{sent}");
        }
        // a page of another site, and a device that only says to be hers
        let stranger = Authenticator::new(*b"ada1");
        assert_eq!(signs_in(&mut thief, &stranger).await.status, 422);
        device.origin = "https://localhost.evil.example";
        assert_eq!(signs_in(&mut thief, &device).await.status, 422);
        assert!(thief.opens("/profile").await.location().starts_with("/sign-in"), "nobody was let in");
        device.origin = "http://localhost:8080";
        // a copy that counts behind
        device.counter = 9;
        assert_eq!(signs_in(&mut world.visitor(), &device).await.status, 303);
        device.counter = 8;
        assert_eq!(signs_in(&mut thief, &device).await.status, 422);
    });
}

#[test]
fn for_staff_a_passkey_is_the_second_step_and_verifies_its_person() {
    story(async {
        let world = World::with(&[("require_second_factor", "admin")], zhixing_tests::course()).await;
        let (mut elsewhere, mut admin) = (world.person("admin").await, world.person("admin").await);
        assert_eq!(admin.opens("/admin/accounts").await.status, 403, "the role rests");
        let mut device = Authenticator::new(*b"adm1");
        device.verifies = false;
        let refused = adds(&mut admin, &device, PASSWORD).await;
        assert!(refused.status == 422 && refused.text().contains("指纹、面容或 PIN 的通行密钥"), "{}", refused.text());
        device.verifies = true;
        assert_eq!(adds(&mut admin, &device, PASSWORD).await.status, 303);
        assert_eq!(admin.opens("/admin/accounts").await.status, 200, "and wakes");
        assert!(elsewhere.opens("/desk").await.location().starts_with("/sign-in"), "what the password alone opened is closed");
        // after the password the passkey is asked for, and no code is one
        let mut person = world.visitor();
        let page = person.posts("/sign-in", &[("login", "admin"), ("password", PASSWORD), ("next", "/desk")]).await;
        assert!(page.text().contains("请完成第二步") && !page.text().contains("name=\"code\""), "{}", page.text());
        assert!(person.opens("/desk").await.location().starts_with("/sign-in"), "nothing is open yet");
        let ticket = page.text().split("name=\"ticket\" value=\"").nth(1).and_then(|t| t.split('"').next()).expect("a ticket").to_string();
        assert_eq!(person.posts("/sign-in/code", &[("ticket", &ticket), ("code", "000000")]).await.status, 422);
        let login = json!({"login": "admin", "password": PASSWORD, "code": "000000"});
        assert_eq!(person.calls(Method::POST, "/api/v1/session", login).await.status, 401);
        let sent = device.signs(&challenge(&page, "use"));
        let done = person.posts("/sign-in/code", &[("ticket", &ticket), ("credential", &sent), ("next", "/desk")]).await;
        assert_eq!(done.location(), "/desk", "{}", done.text());
        assert_eq!(person.opens("/admin/accounts").await.status, 200);
        // alone it stands for both, where its person was verified
        assert_eq!(signs_in(&mut world.visitor(), &device).await.status, 303);
        device.verifies = false;
        assert_eq!(signs_in(&mut world.visitor(), &device).await.status, 422);
        device.verifies = true;
        // with another password it is asked for as before
        let change = [("old_password", PASSWORD), ("new_password", "four unrelated words")];
        assert_eq!(admin.posts("/profile/password", &change).await.location(), "/profile?done=password");
        assert_eq!(admin.opens("/admin/accounts").await.status, 200, "this session goes on");
        assert_eq!(signs_in(&mut world.visitor(), &device).await.status, 303);
    });
}

#[test]
fn a_passkey_stands_for_a_code_where_there_are_both() {
    story(async {
        let world = World::new().await;
        let (mut ada, mut device) = (world.person("learner").await, Authenticator::new(*b"ada1"));
        turns_on(&world, &mut ada).await;
        adds(&mut ada, &device, PASSWORD).await;
        let page = world.visitor().posts("/sign-in", &[("login", "learner"), ("password", PASSWORD)]).await;
        assert!(page.text().contains("name=\"code\""), "{}", page.text());
        let ticket = page.text().split("name=\"ticket\" value=\"").nth(1).and_then(|t| t.split('"').next()).expect("a ticket").to_string();
        let sent = device.signs(&challenge(&page, "use"));
        let mut person = world.visitor();
        assert_eq!(person.posts("/sign-in/code", &[("ticket", &ticket), ("credential", &sent)]).await.status, 303);
        device.verifies = false;
        assert_eq!(signs_in(&mut world.visitor(), &device).await.status, 422, "a found key is not two steps");
    });
}

#[test]
fn a_token_reads_the_list_and_changes_nothing() {
    story(async {
        let world = World::new().await;
        let (mut ada, device) = (world.person("learner").await, Authenticator::new(*b"ada1"));
        adds(&mut ada, &device, PASSWORD).await;
        let mut program = world.visitor();
        let (account, _) = world.world.store.credentials_of("learner").await.expect("read").expect("there");
        let token = NewToken { hash: sha256_hex(b"zx_list"), account: account.id };
        let stamp = Stamp::new(world.world.clock.now(), Actor::Operator, [7; 10]);
        world
            .world
            .store
            .put_tokens(&zhixing_domain::account::Administrator::operator(), vec![token], "list".into(), true, None, stamp)
            .await
            .expect("kept");
        program.bearer = Some("zx_list".into());
        let kept = program.opens("/api/v1/me/passkeys").await.json()["passkeys"].clone();
        let path = format!("/api/v1/me/passkeys/{}", kept[0]["passkey"].as_str().expect("an id"));
        assert_eq!(program.calls(Method::PUT, &path, json!({"label": "x"})).await.status, 403);
        assert_eq!(program.calls(Method::POST, &format!("{path}/removal"), json!({"password": PASSWORD})).await.status, 403);
        assert_eq!(ada.calls(Method::PUT, &path, json!({"label": "旧手机"})).await.status, 204);
        assert_eq!(ada.calls(Method::POST, &format!("{path}/removal"), json!({"password": "wrong"})).await.status, 409);
        assert_eq!(ada.calls(Method::POST, &format!("{path}/removal"), json!({"password": PASSWORD})).await.status, 204);
        assert_eq!(ada.opens("/api/v1/me/passkeys").await.json()["passkeys"], json!([]));
    });
}
