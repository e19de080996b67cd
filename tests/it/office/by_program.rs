//! The own account by the API, from its opening on: what the pages of the door and of the profile do.

use super::second_factor::Phone;
use axum::http::Method;
use serde_json::{Value, json};
use zhixing_domain::{lang::Lang, time::Span};
use zhixing_tests::{Person, Reply, World, story};

async fn posts(person: &mut Person, path: &str, wish: Value) -> Reply {
    person.calls(Method::POST, path, wish).await
}

#[test]
fn an_account_is_opened_signed_in_and_opened_once() {
    story(async {
        let world = World::new().await;
        let mut eve = world.visitor();
        let wish = |login: &str, password: &str| json!({"login": login, "name": "Eve", "password": password, "agree": true});
        for (wish, status, field) in [
            (wish("eve", "short"), 422, "password"),
            (wish("eve", "password"), 409, "password"),
            (wish("learner", "four unrelated words"), 409, "login"),
            (json!({"login": "eve", "name": "管理员", "password": "four unrelated words", "agree": true}), 409, "name"),
            (json!({"login": "eve", "name": "Eve", "password": "four unrelated words", "agree": false}), 409, "agree"),
        ] {
            let refused = posts(&mut eve, "/api/v1/registrations", wish).await;
            assert_eq!((refused.status.as_u16(), refused.json()["field"].as_str()), (status, Some(field)), "{}", refused.text());
        }
        let opened = posts(&mut eve, "/api/v1/registrations", wish("Eve", "four unrelated words")).await;
        assert_eq!((opened.status.as_u16(), opened.json()["roles"].clone()), (201, json!(["learner"])), "{}", opened.text());
        assert_eq!(eve.opens("/api/v1/me").await.json()["login"], "eve", "signed in at once");
        let closed = world.opens_again(&[("registration", "false")]).await;
        let refused = posts(&mut closed.visitor(), "/api/v1/registrations", wish("mallory", "four unrelated words")).await;
        assert_eq!((refused.status.as_u16(), refused.json()["code"].as_str()), (409, Some("registration_closed")));
    });
}

#[test]
fn a_code_of_staff_sets_a_new_password() {
    story(async {
        let world = World::new().await;
        let (account, _) = world.world.store.credentials_of("learner").await.expect("read").expect("there");
        let mut admin = world.person("admin").await;
        let given = posts(&mut admin, &format!("/api/v1/accounts/{}/reset-codes", account.id), json!({})).await.json();
        let wish = |code: &str, password: &str| json!({"login": "learner", "code": code, "password": password});
        let (code, mut ada) = (given["code"].as_str().expect("a code"), world.visitor());
        for (wish, field) in [(wish("AAAA-AAAA-AAAA", "four unrelated words"), "code"), (wish(code, "password"), "password")] {
            let refused = posts(&mut ada, "/api/v1/password-resets", wish).await;
            assert_eq!((refused.status.as_u16(), refused.json()["field"].as_str()), (409, Some(field)), "{}", refused.text());
        }
        assert_eq!(posts(&mut ada, "/api/v1/password-resets", wish(code, "four unrelated words")).await.status, 204);
        assert_eq!(ada.opens("/api/v1/me").await.json()["login"], "learner", "signed in with it");
        assert_eq!(posts(&mut world.visitor(), "/api/v1/password-resets", wish(code, "four unrelated words")).await.status, 409, "once");
    });
}

#[test]
fn language_and_looks_are_chosen_with_and_without_an_account() {
    story(async {
        let world = World::new().await;
        let chooses = async |person: &mut Person, what: &str, word: &str| {
            person.calls(Method::PUT, &format!("/api/v1/preferences/{what}"), json!({ what: word })).await.status.as_u16()
        };
        let mut visitor = world.visitor();
        assert_eq!((chooses(&mut visitor, "language", "en").await, chooses(&mut visitor, "theme", "dark").await), (204, 204));
        assert_eq!((visitor.cookie("lang"), visitor.cookie("theme")), ("en".to_string(), "dark".to_string()));
        assert_eq!((chooses(&mut visitor, "language", "fr").await, chooses(&mut visitor, "theme", "pink").await), (422, 422));
        let mut ada = world.person("learner").await;
        assert_eq!(chooses(&mut ada, "language", "en").await, 204);
        let (account, _) = world.world.store.credentials_of("learner").await.expect("read").expect("there");
        assert_eq!(account.lang, Some(Lang::En));
    });
}

#[test]
fn a_second_factor_is_set_up_used_and_removed() {
    story(async {
        let world = World::new().await;
        let mut mia = world.person("examiner").await;
        let of = "/api/v1/me/second-factor";
        assert_eq!(mia.opens(of).await.json(), json!({"recovery_codes": 0}));
        let begun = posts(&mut mia, &format!("{of}/secrets"), json!({})).await.json();
        let (secret, ticket) = (begun["secret"].as_str().expect("a secret"), begun["ticket"].as_str().expect("a ticket"));
        assert!(begun["uri"].as_str().is_some_and(|uri| uri.starts_with("otpauth://totp/") && uri.contains(secret)), "{begun}");
        let phone = Phone(secret.into());
        let wish = |ticket: &str, code: &str, password: &str| json!({"ticket": ticket, "code": code, "password": password});
        for (wish, code, field) in [
            (wish(ticket, &phone.shows(&world), "no"), "invalid", Some("password")),
            (wish(ticket, "000000", "zhixing-demo"), "invalid", Some("code")),
            (wish("made up", &phone.shows(&world), "zhixing-demo"), "stale", None),
        ] {
            let refused = mia.calls(Method::PUT, of, wish).await.json();
            assert_eq!((refused["status"].as_i64(), refused["code"].as_str(), refused["field"].as_str()), (Some(409), Some(code), field));
        }
        let set = mia.calls(Method::PUT, of, wish(ticket, &phone.shows(&world), "zhixing-demo")).await;
        let codes = set.json()["recovery_codes"].as_array().map(Vec::len);
        assert_eq!((set.status.as_u16(), codes), (200, Some(8)), "{}", set.text());
        let on = mia.opens(of).await.json();
        assert_eq!((on["set_at"].as_i64(), on["recovery_codes"].as_i64()), (Some(world.world.clock.now().ms()), Some(8)));
        assert_eq!(posts(&mut mia, &format!("{of}/secrets"), json!({})).await.json()["code"], "factor_there");
        // it is asked for at the next sign-in, and a code of it turns it off
        world.clock.advance(Span::from_seconds(30));
        let mut again = world.visitor();
        let login = |code: &str| json!({"login": "examiner", "password": "zhixing-demo", "code": code});
        assert_eq!(posts(&mut again, "/api/v1/session", login("")).await.json()["code"], "second_factor");
        assert_eq!(posts(&mut again, "/api/v1/session", login(&phone.shows(&world))).await.status, 200);
        let removal = format!("{of}/removal");
        assert_eq!(posts(&mut again, &removal, json!({"code": "000000"})).await.json()["field"], "code");
        world.clock.advance(Span::from_seconds(30));
        assert_eq!(posts(&mut again, &removal, json!({"code": phone.shows(&world)})).await.status, 204);
        assert_eq!(again.opens(of).await.json(), json!({"recovery_codes": 0}));
    });
}
