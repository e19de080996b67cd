//! Where the installation demands a second factor of a role: the role rests without one, by every door.

use super::second_factor::turns_on;
use crate::{
    access::{ROLES, matrix},
    asked::{body_of, fill, objects},
};
use axum::http::Method;
use serde_json::json;
use zhixing_domain::{account::Administrator, digest::sha256_hex};
use zhixing_store::{Actor, NewToken, Stamp};
use zhixing_tests::{World, course, story};

async fn demanding(roles: &str) -> World {
    World::with(&[("require_second_factor", roles)], course()).await
}

fn stamp(world: &World, dice: u8) -> Stamp {
    Stamp::new(world.world.clock.now(), Actor::Operator, [dice; 10])
}

#[test]
fn a_role_that_needs_two_steps_rests_at_every_door_and_says_how_it_wakes() {
    story(async {
        // what there is was made before anybody demanded it
        let before = World::new().await;
        let objects = objects(&before).await;
        let world = before.opens_again(&[("require_second_factor", "staff")]).await;
        let (mut wrong, mut doors) = (vec![], 0);
        for (column, role) in ROLES.iter().enumerate().skip(2) {
            let mut person = world.person(role).await;
            // what is served to this role and does not exist for a learner; what is somebody's own goes on
            let is_own = |pattern: &str| {
                let holds = *role == "invigilator" && ["/certificates/", "/c/"].iter().any(|own| pattern.starts_with(own));
                holds || pattern.contains("/me/") || pattern.starts_with("/profile/")
            };
            let of_role = |(_, pattern, l): &&(&str, &str, &str)| &l[1..2] == "n" && &l[column..=column] == "y" && !is_own(pattern);
            for (method, pattern, _) in matrix().filter(of_role) {
                let path = fill(pattern, &objects);
                let (kind, body) = body_of(method, pattern, role);
                let reply = person.asks(method.parse::<Method>().expect("a method"), &path, kind, body).await;
                let said = match path.starts_with("/api/") {
                    true => reply.json()["code"] == "second_factor_required",
                    false => reply.text().contains("请先开启两步登录") && reply.text().contains("href=\"/profile/second-factor\""),
                };
                doors += 1;
                if reply.status != 403 || !said {
                    wrong.push(format!("{role} {method} {path}: {}", reply.status));
                }
            }
            // what everybody has goes on, and the way to the desk is there to be told
            assert!(person.opens("/").await.text().contains("href=\"/desk\""), "{role}");
            assert_eq!(person.opens("/exams").await.status, 200);
            assert!(person.opens("/profile").await.text().contains("暂停的职责"));
            let me = person.opens("/api/v1/me").await.json();
            assert_eq!((&me["roles"], &me["resting_roles"]), (&json!([]), &json!([role])));
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(doors > 20, "{doors}");
        let mut admin = world.person("admin").await;
        admin.language = "en";
        assert!(admin.opens("/desk").await.text().contains("Turn on two-step sign-in first"));
        // nobody else hears of these pages, and learners are asked for nothing
        assert_eq!(world.person("learner").await.opens("/admin/accounts").await.status, 404);
        assert_eq!(world.person("teacher").await.opens("/admin/accounts").await.status, 404);
    });
}

#[test]
fn a_role_wakes_with_the_second_factor_and_rests_again_without() {
    story(async {
        let world = demanding("admin,invigilator").await;
        assert_eq!(world.person("examiner").await.opens("/marking").await.status, 200, "it is not asked of examiners");
        let mut admin = world.person("admin").await;
        assert_eq!(admin.opens("/admin/accounts").await.status, 403);
        turns_on(&world, &mut admin).await;
        assert_eq!(admin.opens("/admin/accounts").await.status, 200);
        let me = admin.opens("/api/v1/me").await.json();
        assert_eq!((&me["roles"], &me["resting_roles"]), (&json!(["admin"]), &json!([])));
        // whoever has another role as well goes on in that one, and is told of the one that rests
        let (teacher, _) = world.world.store.credentials_of("teacher").await.expect("read").expect("there");
        let form = [("do", "roles"), ("role", "teacher"), ("role", "invigilator")];
        assert_eq!(admin.posts(&format!("/admin/accounts/{}", teacher.id), &form).await.status, 303);
        let mut teacher = world.person("teacher").await;
        assert_eq!(teacher.opens("/teach").await.status, 200);
        assert!(teacher.opens("/desk").await.text().contains("暂停的职责"));
        assert_eq!(teacher.opens("/invigilation").await.status, 403);
        // somebody took it away: the session goes on, the role does not
        let (account, _) = world.world.store.credentials_of("admin").await.expect("read").expect("there");
        world.world.store.lift_second_factor(&Administrator::operator(), account.id, stamp(&world, 3)).await.expect("lifted");
        assert_eq!(admin.opens("/admin/accounts").await.status, 403);
        assert_eq!(admin.opens("/profile").await.status, 200);
    });
}

#[test]
fn a_token_of_a_role_that_rests_is_refused_the_same_way() {
    story(async {
        let world = demanding("invigilator").await;
        let (account, _) = world.world.store.credentials_of("invigilator").await.expect("read").expect("there");
        let token = NewToken { hash: sha256_hex(b"zx_board"), account: account.id };
        world
            .world
            .store
            .put_tokens(&Administrator::operator(), vec![token], "board".into(), true, None, stamp(&world, 3))
            .await
            .expect("kept");
        let mut program = world.visitor();
        program.bearer = Some("zx_board".into());
        let refused = program.opens("/api/v1/names").await;
        assert_eq!((refused.status.as_u16(), refused.json()["code"].as_str()), (403, Some("second_factor_required")));
        assert_eq!(program.opens("/api/v1/me").await.json()["resting_roles"], json!(["invigilator"]));
        let signed_in = json!({"login": "invigilator", "password": "zhixing-demo"});
        let me = world.visitor().calls(Method::POST, "/api/v1/session", signed_in).await.json();
        assert_eq!((&me["roles"], &me["resting_roles"]), (&json!([]), &json!(["invigilator"])));
    });
}
