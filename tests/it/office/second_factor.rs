//! Signing in with two steps: what is asked when, what counts once, who takes it away.

use axum::http::Method;
use serde_json::json;
use totp_rs::{Builder, Secret};
use zhixing_tests::{Person, Reply, World, story};

/// What stands in the page behind a mark, up to the next quote.
fn value(page: &str, mark: &str) -> String {
    page.split(mark).nth(1).and_then(|t| t.split('"').next()).unwrap_or_else(|| panic!("{mark} in {page}")).to_string()
}

pub struct Phone(pub String);

impl Phone {
    /// The code that an authenticator shows at the world's time.
    pub fn shows(&self, world: &World) -> String {
        let totp = Builder::new().with_secret(Secret::try_from_base32(&self.0).expect("base32")).build().expect("a secret");
        totp.generate(u64::try_from(world.world.clock.now().ms() / 1_000).expect("a time")).to_string()
    }
}

/// Turns it on, as the page leads: the phone and the recovery codes.
pub async fn turns_on(world: &World, person: &mut Person) -> (Phone, Vec<String>) {
    let page = person.opens("/profile/second-factor").await.text();
    let link = value(&page, "href=\"otpauth://totp/");
    // the site's name, and the QR code has a name that can be read aloud
    assert!(link.starts_with("%E7%9F%A5%E8%A1%8C") && page.matches("otpauth:").count() == 1, "{page}");
    let secret = page.split("<code>").nth(1).and_then(|t| t.split('<').next()).expect("a secret").replace(' ', "");
    assert!(link.contains(&secret), "{link}");
    let phone = Phone(secret);
    let (ticket, code) = (value(&page, "name=\"ticket\" value=\""), phone.shows(world));
    let done = person.posts("/profile/second-factor", &[("ticket", &ticket), ("code", &code), ("password", "zhixing-demo")]).await;
    assert_eq!(done.status, 200, "{}", done.text());
    let text = done.text();
    assert!(text.contains("两步登录已经开启"), "{text}");
    let codes = text.split("<li><code>").skip(1).filter_map(|t| t.split('<').next()).map(String::from).collect();
    world.clock.advance(zhixing_domain::time::Span::from_seconds(30));
    (phone, codes)
}

async fn asked(person: &mut Person) -> String {
    let reply = person.posts("/sign-in", &[("login", "admin"), ("password", "zhixing-demo"), ("next", "/desk")]).await;
    assert_eq!(reply.status, 200);
    assert!(reply.text().contains("请输入动态码"));
    value(&reply.text(), "name=\"ticket\" value=\"")
}

async fn gives(person: &mut Person, ticket: &str, code: &str) -> Reply {
    person.posts("/sign-in/code", &[("ticket", ticket), ("code", code), ("next", "/desk")]).await
}

#[test]
fn the_password_alone_opens_nothing_and_a_code_counts_once() {
    story(async {
        let world = World::new().await;
        let (mut elsewhere, mut admin) = (world.person("admin").await, world.person("admin").await);
        assert!(admin.opens("/desk").await.text().contains("/profile/second-factor"), "an administrator without is told");
        let (phone, codes) = turns_on(&world, &mut admin).await;
        assert_eq!(codes.len(), 8);
        assert!(elsewhere.opens("/desk").await.location().starts_with("/sign-in"), "what the password alone opened is closed");
        assert_eq!(admin.opens("/desk").await.status, 200, "this session goes on");
        let mut person = world.visitor();
        let ticket = asked(&mut person).await;
        assert!(person.opens("/desk").await.location().starts_with("/sign-in"), "nothing is open yet");
        assert_eq!(gives(&mut person, &ticket, "000000").await.status, 422);
        assert_eq!(gives(&mut person, &ticket, "").await.status, 422);
        // typed in two halves, on a Chinese keyboard
        let code = phone.shows(&world);
        let wide: String = code.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).expect("a digit")).collect();
        let reply = gives(&mut person, &ticket, &format!(" {} {}", &wide[..9], &wide[9..])).await;
        assert_eq!((reply.status.as_u16(), reply.location().as_str()), (303, "/desk"));
        assert_eq!(person.opens("/desk").await.status, 200);
        // whoever looked over the shoulder has the code, and it is used
        let mut thief = world.visitor();
        let ticket = asked(&mut thief).await;
        assert_eq!(gives(&mut thief, &ticket, &code).await.status, 422);
        assert!(thief.opens("/desk").await.location().starts_with("/sign-in"));
    });
}

#[test]
fn a_recovery_code_stands_in_for_the_phone_once() {
    story(async {
        let world = World::new().await;
        let (_, codes) = turns_on(&world, &mut world.person("admin").await).await;
        let typed = codes[0].replace('-', "").to_lowercase();
        let mut person = world.visitor();
        let ticket = asked(&mut person).await;
        assert_eq!(gives(&mut person, &ticket, &typed).await.status, 303);
        assert!(person.opens("/profile/second-factor").await.text().contains("还剩 7 个恢复码"));
        let mut again = world.visitor();
        let ticket = asked(&mut again).await;
        assert_eq!(gives(&mut again, &ticket, &typed).await.status, 422);
    });
}

#[test]
fn no_other_door_forgets_the_second_step() {
    story(async {
        let world = World::new().await;
        let (phone, _) = turns_on(&world, &mut world.person("admin").await).await;
        let mut program = world.visitor();
        let body = |code: &str| json!({ "login": "admin", "password": "zhixing-demo", "code": code });
        let mut codes = vec![];
        for code in ["", "000000"] {
            let reply = program.calls(Method::POST, "/api/v1/session", body(code)).await;
            assert_eq!(reply.status, 401);
            codes.push(reply.json()["code"].as_str().expect("a code").to_string());
        }
        assert_eq!(codes, ["second_factor", "wrong_code"]);
        assert_eq!(program.calls(Method::POST, "/api/v1/session", body(&phone.shows(&world))).await.status, 200);
        // a code for a new password is good for the password alone
        let (account, _) = world.world.store.credentials_of("admin").await.expect("read").expect("there");
        let hash = zhixing_office::account::reset_code::kept_reset_code("ABCD-EFGH-JKLM");
        let stamp = zhixing_store::Stamp::new(world.world.clock.now(), zhixing_store::Actor::Operator, [9; 10]);
        let until = world.world.clock.now() + zhixing_domain::time::Span::from_minutes(60);
        let operator = zhixing_domain::account::Administrator::operator();
        world.world.store.put_reset_code(&operator, account.id, hash, until, stamp).await.expect("kept");
        let mut person = world.visitor();
        let form = [("login", "admin"), ("code", "ABCD-EFGH-JKLM"), ("password", "quite another one")];
        assert_eq!(person.posts("/sign-in/reset", &form).await.status, 303);
        assert!(person.opens("/desk").await.location().starts_with("/sign-in"));
        let reply = person.posts("/sign-in", &[("login", "admin"), ("password", "quite another one")]).await;
        assert!(reply.text().contains("请输入动态码"));
    });
}

#[test]
fn codes_are_not_guessed_and_tickets_are_not_made_or_kept() {
    story(async {
        let world = World::new().await;
        let (phone, _) = turns_on(&world, &mut world.person("admin").await).await;
        let mut thief = world.visitor();
        let ticket = asked(&mut thief).await;
        let mut statuses = vec![];
        for n in 0..20 {
            statuses.push(gives(&mut thief, &ticket, &format!("{:06}", 100_000 + n)).await.status.as_u16());
        }
        assert_eq!(statuses.iter().filter(|s| **s == 422).count(), 5, "{statuses:?}");
        assert_eq!(statuses.last(), Some(&429));
        world.passes(16);
        // the form is too old now, and one that nobody here made leads nowhere
        for ticket in [ticket.as_str(), "", "AAAA", &ticket.chars().rev().collect::<String>()] {
            let reply = gives(&mut thief, ticket, &phone.shows(&world)).await;
            assert_eq!(reply.status, 422);
            assert!(reply.text().contains("action=\"/sign-in\""), "it begins with the password again");
        }
        assert!(thief.opens("/desk").await.location().starts_with("/sign-in"));
    });
}

#[test]
fn a_ticket_from_before_a_new_password_opens_nothing_and_uses_up_no_code() {
    story(async {
        let world = World::new().await;
        let (phone, _) = turns_on(&world, &mut world.person("admin").await).await;
        let mut thief = world.visitor();
        let ticket = asked(&mut thief).await;
        let (account, _) = world.world.store.credentials_of("admin").await.expect("read").expect("there");
        let hash = world.world.hashing.hash_now("quite another one").expect("a hash");
        let stamp = zhixing_store::Stamp::new(world.world.clock.now(), zhixing_store::Actor::Operator, [9; 10]);
        world.world.store.set_password(&zhixing_domain::account::Administrator::operator(), account.id, hash, stamp).await.expect("stored");
        let refused = gives(&mut thief, &ticket, &phone.shows(&world)).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("action=\"/sign-in\""), "it begins with the password again");
        assert!(thief.opens("/desk").await.location().starts_with("/sign-in"));
        // the same code is good for whoever knows the new password
        let mut own = world.visitor();
        let reply = own.posts("/sign-in", &[("login", "admin"), ("password", "quite another one")]).await;
        let ticket = value(&reply.text(), "name=\"ticket\" value=\"");
        assert_eq!(gives(&mut own, &ticket, &phone.shows(&world)).await.status, 303);
    });
}

#[test]
fn it_is_turned_on_by_its_own_person_and_off_by_whoever_may() {
    story(async {
        let world = World::new().await;
        let mut examiner = world.person("examiner").await;
        let page = examiner.opens("/profile/second-factor").await.text();
        let secret = page.split("<code>").nth(1).and_then(|t| t.split('<').next()).expect("a secret").replace(' ', "");
        let phone = Phone(secret);
        let ticket = value(&page, "name=\"ticket\" value=\"");
        // a session that lies open is not enough, nor is somebody else's form
        for (password, code) in [("x", phone.shows(&world)), ("zhixing-demo", "000000".into())] {
            let form = [("ticket", ticket.as_str()), ("code", &code), ("password", password)];
            let refused = examiner.posts("/profile/second-factor", &form).await;
            assert_eq!(refused.status, 422);
            assert!(refused.text().contains(&ticket), "the same code stays scanned");
        }
        let form = [("ticket", ticket.as_str()), ("code", &phone.shows(&world)), ("password", "zhixing-demo")];
        assert_eq!(world.person("teacher").await.posts("/profile/second-factor", &form).await.status, 422);
        assert_eq!(examiner.posts("/profile/second-factor", &form).await.status, 200);
        // whoever has the session and the password puts no other phone in its place, with a form of before or one that is made up
        for ticket in [ticket.as_str(), ""] {
            let form = [("ticket", ticket), ("code", &phone.shows(&world)), ("password", "zhixing-demo")];
            let refused = examiner.posts("/profile/second-factor", &form).await;
            assert_eq!((refused.status.as_u16(), refused.location().as_str()), (303, "/profile/second-factor"));
        }
        // off again: with a code, not without
        assert_eq!(examiner.posts("/profile/second-factor/remove", &[("code", "")]).await.status, 422);
        world.clock.advance(zhixing_domain::time::Span::from_seconds(30));
        let code = phone.shows(&world);
        assert_eq!(examiner.posts("/profile/second-factor/remove", &[("code", &code)]).await.status, 303);
        world.person("examiner").await;
        // whoever lost everything asks an administrator, who cannot do so for themselves
        let (_, _) = turns_on(&world, &mut examiner).await;
        let mut admin = world.person("admin").await;
        let (lost, _) = world.world.store.credentials_of("examiner").await.expect("read").expect("there");
        let (own, _) = world.world.store.credentials_of("admin").await.expect("read").expect("there");
        let lifted = admin.posts(&format!("/admin/accounts/{}/second-factor", lost.id), &[]).await;
        assert_eq!(lifted.status, 303);
        assert_eq!(admin.posts(&format!("/admin/accounts/{}/second-factor", own.id), &[]).await.status, 409);
        world.person("examiner").await;
        let history = admin.opens(&format!("/admin/accounts/{}", lost.id)).await.text();
        assert!(history.contains("开启两步登录") && history.contains("关闭两步登录"));
    });
}
