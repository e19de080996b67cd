//! Accounts by the API, of others and the own: what the pages do, and what a token does not.

use axum::http::{Method, StatusCode};
use serde_json::json;
use zhixing_domain::{
    account::{Administrator, Role, Roles, Scope},
    digest::sha256_hex,
};
use zhixing_store::{Actor, NewToken, Stamp};
use zhixing_tests::{World, story};

const ACCOUNTS: &str = "/api/v1/accounts";

#[test]
fn an_administrator_opens_changes_and_disables_an_account_by_the_api() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        admin.language = "en";
        let wish = |login: &str, password: &str, roles: &[&str], legal: &str| json!({"login": login, "name": "Bo", "password": password, "roles": roles, "legal_name": legal});
        // 422: not of the form that the description gives; 409: of that form, and not taken
        for (wish, status, field) in [
            (wish("a b", "four unrelated words", &["learner"], ""), 409, "login"),
            (wish("teacher", "four unrelated words", &["learner"], ""), 409, "login"),
            (wish("bo-chen", "password", &["learner"], ""), 409, "password"),
            (wish("bo-chen", "short", &["learner"], ""), 422, "password"),
            (wish("bo-chen", "four unrelated words", &[], ""), 409, "roles"),
            (wish("bo-chen", "four unrelated words", &["king"], ""), 422, "roles[0]"),
            (wish("bo-chen", "four unrelated words", &["learner"], "\u{1f642}"), 409, "legal_name"),
        ] {
            let refused = admin.calls(Method::POST, ACCOUNTS, wish).await;
            assert_eq!((refused.status.as_u16(), refused.json()["field"].as_str()), (status, Some(field)), "{}", refused.text());
        }
        let opened = admin.calls(Method::POST, ACCOUNTS, wish("bo-chen", "four unrelated words", &["learner"], "陈波")).await;
        assert_eq!((opened.status.as_u16(), opened.json()["legal_name_source"].as_str()), (201, Some("confirmed")), "{}", opened.text());
        let found = admin.opens(&format!("{ACCOUNTS}?q=bo-ch")).await.json();
        assert_eq!((&found["total"], &found["accounts"][0]), (&json!(1), &opened.json()));
        let path = format!("{ACCOUNTS}/{}", opened.json()["account"].as_str().expect("an id"));
        // roles, a name, a code for a new password
        assert_eq!(admin.calls(Method::PUT, &format!("{path}/roles"), json!({"roles": []})).await.json()["field"], "roles");
        let roles = admin.calls(Method::PUT, &format!("{path}/roles"), json!({"roles": ["teacher", "examiner"]})).await.json();
        assert_eq!((&roles["roles"], roles.get("courses")), (&json!(["teacher", "examiner"]), None));
        let named = admin.calls(Method::PUT, &format!("{path}/legal-name"), json!({"name": "陈渤", "note": "identity card"})).await.json();
        assert_eq!(named["legal_name"], "陈渤");
        let code = admin.calls(Method::POST, &format!("{path}/reset-codes"), json!({})).await;
        assert_eq!((code.status.as_u16(), code.json()["until"].as_i64()), (201, Some(world.world.clock.now().ms() + 4 * 3_600_000)));
        let given = code.json();
        let form = [("login", "bo-chen"), ("code", given["code"].as_str().expect("a code")), ("password", "another four words")];
        let form = form.map(|(name, value)| (name, value.to_string()));
        let form: Vec<(&str, &str)> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let mut bo = world.visitor();
        assert_eq!(bo.posts("/sign-in/reset", &form).await.status, 303);
        assert_eq!(bo.opens("/api/v1/me").await.json()["roles"], json!(["teacher", "examiner"]));
        assert_eq!(admin.calls(Method::DELETE, &format!("{path}/second-factor"), json!({})).await.status, 204);
        // disabled, nobody is in any more
        let disabled = admin.calls(Method::PUT, &format!("{path}/disabled"), json!({"disabled": true})).await.json();
        assert_eq!(disabled["disabled_at"], world.world.clock.now().ms());
        assert_eq!(bo.opens("/api/v1/me").await.status, 401);
        let enabled = admin.calls(Method::PUT, &format!("{path}/disabled"), json!({"disabled": false})).await.json();
        assert!(enabled.get("disabled_at").is_none());
    });
}

#[test]
fn roles_that_reach_one_course_find_nothing_of_another() {
    story(async {
        let world = World::new().await;
        let (mut admin, mut examiner, mut invigilator) =
            (world.person("admin").await, world.person("examiner").await, world.person("invigilator").await);
        let (seen, plan) = (["/marking/items/little/exam", "/results/little/exam"], "/invigilation/boards/little/exam");
        for path in seen {
            assert_eq!(examiner.opens(path).await.status, 200, "{path}");
        }
        assert_eq!(invigilator.opens(plan).await.status, 200);
        for login in ["examiner", "invigilator"] {
            let (account, _) = world.world.store.credentials_of(login).await.expect("read").expect("there");
            let path = format!("{ACCOUNTS}/{}/roles", account.id);
            let unknown = admin.calls(Method::PUT, &path, json!({"roles": [login], "courses": ["nowhere"]})).await;
            assert_eq!((unknown.status.as_u16(), unknown.json()["field"].as_str()), (409, Some("courses")));
            let page = format!("/admin/accounts/{}", account.id);
            assert_eq!(admin.posts(&page, &[("role", login), ("course", "little")]).await.status, 303);
            let reached = admin.opens(&format!("{ACCOUNTS}/{}", account.id)).await.json();
            assert_eq!((&reached["roles"], &reached["courses"]), (&json!([login]), &json!(["little"])));
        }
        assert_eq!((examiner.opens(seen[0]).await.status, invigilator.opens(plan).await.status), (StatusCode::OK, StatusCode::OK));
        for (n, login, role) in [(8, "examiner", Role::Examiner), (9, "invigilator", Role::Invigilator)] {
            // a course that was taken away since stays in the scope: an empty one would reach all
            let (account, _) = world.world.store.credentials_of(login).await.expect("read").expect("there");
            let (scope, stamp) = (Scope::of(["gone"]), Stamp::new(world.world.clock.now(), Actor::Operator, [n; 10]));
            let operator = Administrator::operator();
            world.world.store.set_roles(&operator, account.id, Roles::of(&[role]), scope, stamp).await.expect("stored");
            assert!(admin.opens(&format!("/admin/accounts/{}", account.id)).await.text().contains(r#"value="gone" checked"#));
        }
        for path in seen {
            assert_eq!(examiner.opens(path).await.status, 404, "{path}");
        }
        assert_eq!(invigilator.opens(plan).await.status, 404);
        assert_eq!(examiner.opens("/api/v1/results").await.json(), json!([]));
        assert!(!examiner.opens("/desk").await.text().contains("/little/exam"), "the desk leads nowhere that is closed");
        assert!(!invigilator.opens("/invigilation").await.text().contains("/little/exam"));
    });
}

#[test]
fn a_body_is_read_as_its_description_says_and_a_page_by_its_number() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        for (page, status) in [("0", 200), ("1", 200), ("-1", 400), ("x", 400), ("4294967297", 400)] {
            assert_eq!(admin.opens(&format!("{ACCOUNTS}?page={page}")).await.status, status, "{page}");
        }
        let list = admin.calls(Method::PUT, "/api/v1/me/names", json!([null, null])).await;
        assert_eq!(list.status, 422, "a list of its values is no object: {}", list.text());
        assert_eq!(admin.calls(Method::PUT, "/api/v1/me/names", json!({"name": "Bo"})).await.status, 200);
        for (bytes, status) in [(&b""[..], 409), (&b"x"[..], 200)] {
            let said = world.visitor().asks(Method::POST, "/api/v1/verify", Some("application/octet-stream"), bytes.to_vec()).await;
            assert_eq!(said.status, status, "{bytes:?}");
        }
    });
}

#[test]
fn a_token_reads_accounts_and_changes_none() {
    story(async {
        let world = World::new().await;
        let (account, _) = world.world.store.credentials_of("admin").await.expect("read").expect("there");
        let (other, _) = world.world.store.credentials_of("learner").await.expect("read").expect("there");
        let stamp = Stamp::new(world.world.clock.now(), Actor::Operator, [7; 10]);
        let new = NewToken { hash: sha256_hex(b"zx_admin"), account: account.id };
        world.world.store.put_tokens(&Administrator::operator(), vec![new], "admin".into(), true, None, stamp).await.expect("kept");
        let mut program = world.visitor();
        program.bearer = Some("zx_admin".into());
        let of = format!("{ACCOUNTS}/{}", other.id);
        assert_eq!(program.opens(&of).await.json()["login"], "learner");
        for (method, path, wish) in [
            (
                Method::POST,
                ACCOUNTS.to_string(),
                json!({"login": "friend", "name": "F", "password": "four unrelated words", "roles": ["admin"]}),
            ),
            (Method::PUT, format!("{of}/roles"), json!({"roles": ["admin"]})),
            (Method::PUT, format!("{of}/disabled"), json!({"disabled": true})),
            (Method::PUT, format!("{of}/legal-name"), json!({"name": "陈渤", "note": "x"})),
            (Method::POST, format!("{of}/reset-codes"), json!({})),
            (Method::DELETE, format!("{of}/second-factor"), json!({})),
        ] {
            let refused = program.calls(method, &path, wish).await;
            assert_eq!((refused.status.as_u16(), refused.json()["code"].as_str()), (403, Some("needs_session")), "{path}");
        }
    });
}

#[test]
fn a_person_keeps_the_own_account_by_the_api() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        ada.language = "en";
        let names = async |ada: &mut zhixing_tests::Person, wish| ada.calls(Method::PUT, "/api/v1/me/names", wish).await;
        assert_eq!(names(&mut ada, json!({"name": ""})).await.json()["field"], "name");
        assert_eq!(names(&mut ada, json!({"legal_name": "\u{1f642}"})).await.json()["field"], "legal_name");
        let kept = names(&mut ada, json!({"name": "Ada"})).await.json();
        assert_eq!((&kept["name"], &kept["roles"]), (&json!("Ada"), &json!(["learner"])));
        assert_eq!(names(&mut ada, json!({"legal_name": "李学知"})).await.json()["name"], "Ada", "what is not sent stays");
        // tokens: read by one, revoked by who signed in
        let (account, _) = world.world.store.credentials_of("learner").await.expect("read").expect("there");
        let stamp = Stamp::new(world.world.clock.now(), Actor::Operator, [7; 10]);
        let new = NewToken { hash: sha256_hex(b"zx_mine"), account: account.id };
        world.world.store.put_tokens(&Administrator::operator(), vec![new], "phone".into(), true, None, stamp).await.expect("kept");
        let mut program = world.visitor();
        program.bearer = Some("zx_mine".into());
        let tokens = program.opens("/api/v1/me/tokens").await.json();
        assert_eq!((&tokens[0]["label"], &tokens[0]["writes"]), (&json!("phone"), &json!(true)));
        let token = format!("/api/v1/me/tokens/{}", tokens[0]["token"].as_str().expect("a name"));
        let passwords = json!({"old_password": "zhixing-demo", "new_password": "four unrelated words"});
        for (method, path, wish) in [
            (Method::DELETE, token.as_str(), json!({})),
            (Method::DELETE, "/api/v1/me/sessions", json!({})),
            (Method::PUT, "/api/v1/me/password", passwords.clone()),
        ] {
            assert_eq!(program.calls(method, path, wish).await.json()["code"], "needs_session", "{path}");
        }
        assert_eq!(world.person("teacher").await.calls(Method::DELETE, &token, json!({})).await.status, 404);
        assert_eq!(ada.calls(Method::DELETE, &token, json!({})).await.status, 204);
        assert_eq!(program.opens("/api/v1/me").await.status, 401);
        // the password
        let mut other = world.person("learner").await;
        for (wish, status, field) in [
            (json!({"old_password": "no", "new_password": "four unrelated words"}), 409, "old_password"),
            (json!({"old_password": "zhixing-demo", "new_password": "password"}), 409, "new_password"),
            (json!({"old_password": "zhixing-demo", "new_password": "short"}), 422, "new_password"),
        ] {
            let refused = ada.calls(Method::PUT, "/api/v1/me/password", wish).await;
            assert_eq!((refused.status.as_u16(), refused.json()["field"].as_str()), (status, Some(field)), "{}", refused.text());
        }
        assert_eq!(ada.calls(Method::PUT, "/api/v1/me/password", passwords).await.status, 204);
        assert_eq!((ada.opens("/api/v1/me").await.status.as_u16(), other.opens("/api/v1/me").await.status.as_u16()), (200, 401));
        assert_eq!(ada.calls(Method::DELETE, "/api/v1/me/sessions", json!({})).await.status, 204);
        assert_eq!(ada.opens("/api/v1/me").await.status, 401);
    });
}
