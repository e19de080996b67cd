//! Signing in elsewhere: opening an account by it, binding and unbinding it, and everything that is not believed.

use super::second_factor::turns_on;
use axum::http::Method;
use serde_json::{Value, json};
use zhixing_tests::{Lie, Person, Provider, Reply, World, course, story};

const PASSWORD: &str = "zhixing-demo";
const OWN: &str = "/profile/identities";

pub(super) async fn world_with(provider: &Provider, more: &[(&'static str, &str)]) -> World {
    let mut settings = vec![("sign_in_providers", provider.file.as_str())];
    settings.extend_from_slice(more);
    World::with(&settings, course()).await
}

/// Goes there and comes back as this subject.
pub(super) async fn comes_as(person: &mut Person, provider: &Provider, subject: &str) -> Reply {
    let sent = person.opens("/sign-in/with/campus?next=/notebook").await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    person.opens(&provider.lets_in(&sent.location(), subject, "李学知")).await
}

async fn opens_account(world: &World, provider: &Provider, subject: &str, login: &str) -> Person {
    let mut person = world.visitor();
    assert_eq!(comes_as(&mut person, provider, subject).await.location(), "/sign-in/new");
    let opened = person.posts("/sign-in/new", &[("login", login), ("name", "李学知"), ("agree", "yes")]).await;
    assert_eq!(opened.location(), "/notebook", "{}", opened.text());
    person
}

/// Binds it to the account that is signed in.
pub(super) async fn binds(person: &mut Person, provider: &Provider, subject: &str) {
    assert_eq!(comes_as(person, provider, subject).await.location(), OWN);
    let done = person.posts(OWN, &[("do", "bind"), ("password", PASSWORD)]).await;
    assert_eq!(done.location(), "/profile/identities?done=bound", "{}", done.text());
}

async fn is_in(person: &mut Person) -> bool {
    person.opens("/profile").await.status == 200
}

async fn only_identity(person: &mut Person) -> String {
    let all = person.opens("/api/v1/me/identities").await.json();
    assert_eq!(all["identities"].as_array().map(Vec::len), Some(1), "{all}");
    all["identities"][0]["identity"].as_str().expect("an id").to_string()
}

#[test]
fn somebody_whom_a_provider_knows_opens_an_account_and_is_known_from_then_on() {
    story(async {
        let provider = Provider::starts().await;
        let world = world_with(&provider, &[]).await;
        let mut ada = world.visitor();
        let page = ada.opens("/sign-in?next=/notebook").await;
        assert!(
            page.text().contains("href=\"/sign-in/with/campus?next=/notebook\"") && page.text().contains("用校园账号登录"),
            "{}",
            page.text()
        );
        assert_eq!(comes_as(&mut ada, &provider, "s-1").await.location(), "/sign-in/new");
        assert!(!is_in(&mut ada).await, "nobody is signed in before there is an account");
        ada.opens("/sign-in/new").await.looks_like("identity-new");
        let refused = ada.posts("/sign-in/new", &[("login", "x"), ("name", "")]).await;
        assert!(refused.status == 422 && refused.text().contains("agree-error"), "{}", refused.text());
        let taken = ada.posts("/sign-in/new", &[("login", "teacher"), ("name", "李学知"), ("agree", "yes")]).await;
        assert!(taken.status == 422 && taken.text().contains("login-error"), "{}", taken.text());
        let form = [("login", "ada"), ("name", "李学知"), ("agree", "yes")];
        let older = ada.posts("/sign-in/new", &[&form[..], &[("texts", "of yesterday")]].concat()).await;
        assert!(older.status == 422 && older.text().contains("刚刚更新") && !is_in(&mut ada).await, "{}", older.text());
        let shown = older.attribute("name=\"texts\"", "value").expect("a version");
        let opened = ada.posts("/sign-in/new", &[&form[..], &[("texts", shown.as_str())]].concat()).await;
        assert_eq!(opened.location(), "/notebook");
        let me = ada.opens("/api/v1/me").await.json();
        assert_eq!(me["roles"], json!(["learner"]));
        let actions: Vec<String> =
            world.events_of(me["account"].as_str().expect("an id")).await.into_iter().map(|e| e.what.action().to_string()).collect();
        for action in ["account.opened", "account.identity_bound", "account.terms_agreed"] {
            assert!(actions.iter().any(|a| a == action), "{action}: {actions:?}");
        }
        let mut again = world.visitor();
        assert_eq!(comes_as(&mut again, &provider, "s-1").await.location(), "/notebook");
        assert_eq!(again.opens("/api/v1/me").await.json()["login"], "ada");
        let mut other = world.visitor();
        assert_eq!(comes_as(&mut other, &provider, "s-2").await.location(), "/sign-in/new", "another subject is another person");
        // no password is one: neither an empty one nor any
        for password in ["", "password", PASSWORD] {
            assert_eq!(world.visitor().posts("/sign-in", &[("login", "ada"), ("password", password)]).await.status, 422, "{password}");
        }
    });
}

#[test]
fn whoever_has_no_password_confirms_at_the_provider_and_sets_one() {
    story(async {
        let provider = Provider::starts().await;
        let world = world_with(&provider, &[]).await;
        let mut ada = opens_account(&world, &provider, "s-1", "ada").await;
        assert!(ada.opens("/profile").await.text().contains("这个账号没有密码"));
        ada.opens(OWN).await.looks_like("identities-without-password");
        let path = format!("{OWN}/{}", only_identity(&mut ada).await);
        let refused = ada.posts(&path, &[("password", "")]).await;
        assert!(refused.status == 422 && refused.text().contains("唯一的登录方式"), "{}", refused.text());
        let new = [("do", "password"), ("new_password", "four unrelated words")];
        assert_eq!(ada.posts(OWN, &new).await.status, 422, "a session that lies open is not enough");
        assert_eq!(comes_as(&mut ada, &provider, "s-1").await.location(), OWN);
        assert!(ada.opens(OWN).await.text().contains("已经确认是您本人"));
        assert_eq!(ada.posts(OWN, &[("do", "password"), ("new_password", "short")]).await.status, 422);
        assert_eq!(ada.posts(OWN, &new).await.location(), "/profile/identities?done=password");
        assert!(is_in(&mut ada).await, "this session goes on");
        world.visitor().signs_in("ada", "four unrelated words").await;
        let second = [("do", "password"), ("new_password", "four other words more")];
        comes_as(&mut ada, &provider, "s-1").await;
        assert_eq!(ada.posts(OWN, &second).await.status, 422, "it is the first one alone that needs no old one");
        let removed = json!({"password": "four unrelated words"});
        let path = format!("/api/v1/me/identities/{}/removal", only_identity(&mut ada).await);
        assert_eq!(ada.calls(Method::POST, &path, json!({"password": "wrong"})).await.status, 409);
        assert_eq!(ada.calls(Method::POST, &path, removed).await.status, 204);
        assert_eq!(comes_as(&mut world.visitor(), &provider, "s-1").await.location(), "/sign-in/new", "it is nobody's");
    });
}

#[test]
fn whoever_finds_somebody_signed_in_here_and_there_confirms_nothing() {
    story(async {
        let provider = Provider::starts().await;
        let world = world_with(&provider, &[]).await;
        let mut ada = opens_account(&world, &provider, "s-1", "ada").await;
        let now = zhixing_tests::BEGIN_MS / 1000;
        let left_out: [&[&str]; 3] = [&["&prompt=login"], &["&max_age=0"], &["&prompt=login", "&max_age=0"]];
        for (n, words) in left_out.into_iter().enumerate() {
            let sent = ada.opens("/sign-in/with/campus").await.location();
            let silently = words.iter().fold(sent.clone(), |way, word| way.replacen(word, "", 1));
            assert_eq!(sent.len() - silently.len(), words.iter().map(|w| w.len()).sum::<usize>(), "{sent}");
            // whoever is signed in there already did so an hour ago
            if !words.contains(&"&max_age=0") {
                provider.lies(Lie::Claim("auth_time", json!(now - 3_600)));
            }
            let refused = ada.opens(&provider.lets_in(&silently, "s-1", "")).await;
            assert!(refused.status == 422 && refused.text().contains("没有通过检查"), "{n}: {}", refused.text());
            let taken = ada.posts(OWN, &[("do", "password"), ("new_password", "four unrelated words")]).await;
            assert_eq!(taken.status, 422, "{n}: {}", taken.text());
        }
        assert_eq!(comes_as(&mut ada, &provider, "s-1").await.location(), OWN, "and whoever signs in there does");
    });
}

#[test]
fn an_account_is_bound_by_its_person_and_unbound() {
    story(async {
        let provider = Provider::starts().await;
        let world = world_with(&provider, &[]).await;
        let (mut ada, mut tess) = (world.person("learner").await, world.person("teacher").await);
        assert!(ada.opens("/profile").await.text().contains("href=\"/profile/identities\""));
        assert_eq!(comes_as(&mut ada, &provider, "s-1").await.location(), OWN);
        ada.opens(OWN).await.looks_like("identities-bind");
        assert_eq!(ada.posts(OWN, &[("do", "bind"), ("password", "wrong")]).await.status, 422);
        assert_eq!(comes_as(&mut world.visitor(), &provider, "s-1").await.location(), "/sign-in/new", "it is not bound yet");
        assert_eq!(ada.posts(OWN, &[("do", "bind"), ("password", PASSWORD)]).await.location(), "/profile/identities?done=bound");
        assert!(ada.opens("/messages").await.text().contains("绑定了另一种登录方式"));
        let theirs = comes_as(&mut tess, &provider, "s-1").await;
        assert!(theirs.status == 422 && theirs.text().contains("已经绑定在这里的某个账号上"), "{}", theirs.text());
        // the same mail address or name says nothing: the subject alone does
        let mut elsewhere = world.visitor();
        assert_eq!(comes_as(&mut elsewhere, &provider, "s-1").await.location(), "/notebook");
        assert_eq!(elsewhere.opens("/api/v1/me").await.json()["login"], "learner");
        let id = only_identity(&mut ada).await;
        let path = format!("{OWN}/{id}");
        assert_eq!(tess.opens(&path).await.status, 404, "it is nobody else's");
        assert_eq!(tess.posts(&path, &[("password", PASSWORD)]).await.status, 404);
        assert_eq!(ada.posts(&path, &[("password", "wrong")]).await.status, 422);
        ada.opens(&path).await.looks_like("identity");
        assert_eq!(ada.posts(&path, &[("password", PASSWORD)]).await.location(), "/profile/identities?done=removed");
        assert!(is_in(&mut ada).await && !is_in(&mut elsewhere).await, "what it had opened is closed");
        assert_eq!(comes_as(&mut world.visitor(), &provider, "s-1").await.location(), "/sign-in/new");
    });
}

#[test]
fn a_token_that_was_not_asked_for_lets_nobody_in() {
    story(async {
        let provider = Provider::starts().await;
        let world = world_with(&provider, &[]).await;
        binds(&mut world.person("learner").await, &provider, "s-1").await;
        let now = zhixing_tests::BEGIN_MS / 1000;
        let lies = [
            Lie::Claim("nonce", json!("another")),
            Lie::Claim("nonce", Value::Null),
            Lie::Claim("aud", json!("another")),
            Lie::Claim("aud", json!(["zhixing", "another"])),
            Lie::Claim("azp", json!("another")),
            Lie::Claim("iss", json!("https://another.example")),
            Lie::Claim("exp", json!(now - 600)),
            Lie::Claim("iat", json!(now - 3_600)),
            Lie::Claim("sub", json!("")),
            Lie::Head("alg", json!("none")),
            Lie::Head("alg", json!("HS256")),
            Lie::Head("alg", json!("RS256")),
            Lie::Head("crit", json!(["exp"])),
            Lie::Key,
            Lie::Unsigned,
        ];
        for (n, lie) in lies.into_iter().enumerate() {
            provider.lies(lie);
            let mut thief = world.visitor();
            let refused = comes_as(&mut thief, &provider, "s-1").await;
            assert!(refused.status == 422 && refused.text().contains("没有通过检查"), "{n}: {}", refused.text());
            assert!(refused.text().contains("href=\"/sign-in\"") && !is_in(&mut thief).await, "{n}");
        }
        assert_eq!(comes_as(&mut world.visitor(), &provider, "s-1").await.location(), "/notebook", "and the truth does");
        provider.forgets_to_name_itself();
        let mixed = comes_as(&mut world.visitor(), &provider, "s-1").await;
        assert!(mixed.status == 422 && mixed.text().contains("没有通过检查"), "a provider that names itself always does");
    });
}

#[test]
fn a_way_ends_once_in_the_browser_that_began_it() {
    story(async {
        let provider = Provider::starts().await;
        let world = world_with(&provider, &[]).await;
        binds(&mut world.person("learner").await, &provider, "s-1").await;
        let mut ada = world.visitor();
        let sent = ada.opens("/sign-in/with/campus").await.location();
        let back = provider.lets_in(&sent, "s-1", "");
        // somebody is brought to end a way of somebody else: they would be signed in as that one
        let mut brought = world.visitor();
        let refused = brought.opens(&back).await;
        assert!(refused.status == 422 && refused.text().contains("请从头再来一次"), "{}", refused.text());
        brought.opens("/sign-in/with/campus").await;
        assert_eq!(brought.opens(&back).await.status, 422, "nor with a way of their own");
        let mut twin = ada.clone();
        assert_eq!(ada.asks(Method::HEAD, &back, None, vec![]).await.status, 200);
        assert!(!is_in(&mut ada).await, "who only looks ends nothing");
        assert_eq!(ada.opens(&back).await.location(), "/");
        let again = provider.lets_in(&sent, "s-1", "");
        assert_eq!(twin.opens(&again).await.status, 422, "the same way again");
        // too late, and declined
        let mut late = world.visitor();
        let sent = late.opens("/sign-in/with/campus").await.location();
        world.passes(15);
        assert_eq!(late.opens(&provider.lets_in(&sent, "s-1", "")).await.status, 422);
        let mut declined = world.visitor();
        let sent = declined.opens("/sign-in/with/campus").await.location();
        let state =
            provider.lets_in(&sent, "s-1", "").split("state=").nth(1).and_then(|s| s.split('&').next()).expect("a state").to_string();
        let page = declined.opens(&format!("/sign-in/from/campus?error=access_denied&state={state}")).await;
        assert!(page.status == 422 && page.text().contains("校园账号没有让您登录"), "{}", page.text());
        // whoever began while signed in binds; another account that is signed in meanwhile does not
        let mut tess = world.person("teacher").await;
        let sent = tess.opens("/sign-in/with/campus").await.location();
        assert!(sent.contains("prompt=login"), "an account is at stake: {sent}");
        tess.signs_in("examiner", PASSWORD).await;
        assert_eq!(tess.opens(&provider.lets_in(&sent, "s-9", "")).await.status, 422);
    });
}

#[test]
fn whoever_comes_back_again_and_again_waits_and_writes_nothing_meanwhile() {
    story(async {
        let provider = Provider::starts().await;
        let world = world_with(&provider, &[]).await;
        let mut known = world.visitor();
        known.opens("/sign-in").await;
        known.signs_in("learner", PASSWORD).await;
        binds(&mut known, &provider, "s-1").await;
        known.posts("/sign-out", &[]).await;
        let mut ada = world.visitor();
        let sent = ada.opens("/sign-in/with/campus").await.location();
        let back = provider.lets_in(&sent, "s-1", "");
        let mut thief = world.visitor();
        let other =
            provider.lets_in(&thief.opens("/sign-in/with/campus").await.location(), "s-1", "").replacen("code=code-", "code=made-up-", 1);
        for n in 0..60 {
            assert_eq!(thief.clone().opens(&other).await.status, 422, "{n}");
        }
        assert_eq!(thief.clone().opens(&other).await.status, 429);
        assert_eq!(comes_as(&mut known, &provider, "s-1").await.location(), "/notebook", "a device that is known waits for nobody");
        let waits = ada.opens(&back).await;
        assert!(waits.status == 429 && waits.headers.contains_key("retry-after"), "{}", waits.text());
        world.passes(1);
        assert_eq!(ada.opens(&back).await.location(), "/", "who waited has not used the way up");
    });
}

#[test]
fn nobody_is_led_elsewhere_and_a_code_that_is_made_up_is_refused() {
    story(async {
        let provider = Provider::starts().await;
        let world = world_with(&provider, &[]).await;
        binds(&mut world.person("learner").await, &provider, "s-1").await;
        for next in ["//evil.example", "https%3A%2F%2Fevil.example", "%2F%5Cevil.example", ""] {
            let mut ada = world.visitor();
            let sent = ada.opens(&format!("/sign-in/with/campus?next={next}")).await.location();
            assert_eq!(ada.opens(&provider.lets_in(&sent, "s-1", "")).await.location(), "/", "{next}");
        }
        let mut thief = world.visitor();
        let sent = thief.opens("/sign-in/with/campus").await.location();
        let back = provider.lets_in(&sent, "s-1", "").replacen("code=code-", "code=made-up-", 1);
        assert_eq!(thief.opens(&back).await.status, 422);
        assert_eq!(world.visitor().opens("/sign-in/with/nobody").await.status, 404);
        assert_eq!(world.visitor().opens("/sign-in/from/nobody?code=x&state=y").await.status, 404);
        assert_eq!(world.visitor().opens("/sign-in/new").await.location(), "/sign-in");
        assert_eq!(
            world.visitor().posts("/sign-in/new", &[("login", "eve"), ("name", "夏娃"), ("agree", "yes")]).await.location(),
            "/sign-in"
        );
    });
}

#[test]
fn it_stands_for_the_password_alone() {
    story(async {
        let provider = Provider::starts().await;
        let world = world_with(&provider, &[("require_second_factor", "admin")]).await;
        let mut admin = world.person("admin").await;
        binds(&mut admin, &provider, "s-1").await;
        let mut resting = world.visitor();
        assert_eq!(comes_as(&mut resting, &provider, "s-1").await.location(), "/notebook");
        assert_eq!(resting.opens("/admin/accounts").await.status, 403, "the role rests as after a password");
        let (phone, _) = turns_on(&world, &mut admin).await;
        let mut person = world.visitor();
        let asked = comes_as(&mut person, &provider, "s-1").await;
        assert!(asked.status == 200 && asked.text().contains("请输入动态码") && !is_in(&mut person).await, "{}", asked.text());
        let ticket = asked.attribute("name=\"ticket\"", "value").expect("a ticket");
        let done = person.posts("/sign-in/code", &[("ticket", &ticket), ("code", &phone.shows(&world)), ("next", "/desk")]).await;
        assert_eq!(done.location(), "/desk", "{}", done.text());
        assert_eq!(person.opens("/admin/accounts").await.status, 200);
    });
}

#[test]
fn administrators_see_what_an_account_is_bound_to_and_end_it_by_page_and_by_call() {
    story(async {
        let provider = Provider::starts().await;
        let world = world_with(&provider, &[]).await;
        let (mut admin, mut ada) = (world.person("admin").await, world.person("learner").await);
        let account = ada.opens("/api/v1/me").await.json()["account"].as_str().expect("an id").to_string();
        let (page, calls) = (format!("/admin/accounts/{account}"), format!("/api/v1/accounts/{account}/identities"));
        assert!(admin.opens(&page).await.text().contains("还没有绑定"));
        binds(&mut ada, &provider, "s-1").await;
        let all = admin.opens(&calls).await.json();
        assert_eq!((&all["identities"][0]["issuer"], all["identities"][0]["used_at"].is_null()), (&json!(provider.issuer), true), "{all}");
        let identity = all["identities"][0]["identity"].as_str().expect("an id").to_string();
        let shown = admin.opens(&page).await.text();
        assert!(shown.contains(&provider.issuer) && shown.contains("没有用过") && shown.contains(&identity), "{shown}");
        assert_eq!(world.person("teacher").await.opens(&calls).await.status, 404);
        assert_eq!(admin.posts(&format!("{page}/identities"), &[("end", &identity)]).await.location(), format!("{page}?done=saved"));
        assert!(!is_in(&mut ada).await, "whoever came in by it is out");
        assert_eq!(admin.opens(&calls).await.json()["identities"], json!([]));
        let mut ada = world.person("learner").await;
        binds(&mut ada, &provider, "s-1").await;
        let path = format!("{calls}/{}", only_identity(&mut ada).await);
        assert_eq!(admin.calls(Method::DELETE, &path, json!({})).await.status, 204);
        assert_eq!(admin.calls(Method::DELETE, &path, json!({})).await.status, 404);
    });
}

#[test]
fn half_a_sign_in_ends_with_the_identity_that_began_it() {
    story(async {
        let provider = Provider::starts().await;
        let world = world_with(&provider, &[]).await;
        let mut admin = world.person("admin").await;
        let (phone, _) = turns_on(&world, &mut admin).await;
        binds(&mut admin, &provider, "s-1").await;
        let mut thief = world.visitor();
        let ticket = comes_as(&mut thief, &provider, "s-1").await.attribute("name=\"ticket\"", "value").expect("a ticket");
        let path = format!("{OWN}/{}", only_identity(&mut admin).await);
        assert_eq!(admin.posts(&path, &[("password", PASSWORD)]).await.location(), "/profile/identities?done=removed");
        let refused = thief.posts("/sign-in/code", &[("ticket", &ticket), ("code", &phone.shows(&world)), ("next", "/desk")]).await;
        assert!(refused.status == 422 && !is_in(&mut thief).await, "{}", refused.text());
    });
}

#[test]
fn where_nobody_registers_a_stranger_is_told_whom_to_ask_and_a_closed_account_stays_closed() {
    story(async {
        let provider = Provider::starts().await;
        let world = world_with(&provider, &[("registration", "false")]).await;
        binds(&mut world.person("learner").await, &provider, "s-1").await;
        let mut stranger = world.visitor();
        let refused = comes_as(&mut stranger, &provider, "s-2").await;
        assert!(refused.status == 422 && refused.text().contains("请找管理员"), "{}", refused.text());
        stranger.language = "en";
        assert!(comes_as(&mut stranger, &provider, "s-2").await.text().contains("No account here is linked to yours at Campus account"));
        let mut admin = world.person("admin").await;
        let account = world.person("learner").await.opens("/api/v1/me").await.json()["account"].as_str().expect("an id").to_string();
        let path = format!("/api/v1/accounts/{account}/disabled");
        assert_eq!(admin.calls(Method::PUT, &path, json!({"disabled": true})).await.status, 200);
        let closed = comes_as(&mut world.visitor(), &provider, "s-1").await;
        assert!(closed.status == 422 && closed.text().contains("已经停用"), "{}", closed.text());
    });
}
