//! Accounts: who gets in, who is told to wait, who is out.

use zhixing_domain::{digest::sha256_hex, time::Span};
use zhixing_store::{Actor, NewToken, Stamp};
use zhixing_tests::{World, story};

#[test]
fn a_wrong_password_and_an_unknown_login_look_the_same() {
    story(async {
        let world = World::new().await;
        let mut stranger = world.visitor();
        let wrong = stranger.posts("/sign-in", &[("login", "learner"), ("password", "x")]).await;
        let unknown = stranger.posts("/sign-in", &[("login", "nobody"), ("password", "x")]).await;
        assert_eq!((wrong.status.as_u16(), unknown.status.as_u16()), (422, 422));
        assert_eq!(wrong.text().replace("learner", "nobody").len(), unknown.text().replace("learner", "nobody").len());
    });
}

#[test]
fn many_failures_delay_that_login_and_nobody_else_in_the_room() {
    story(async {
        let world = World::new().await;
        let mut stranger = world.visitor();
        let mut statuses = vec![];
        for _ in 0..40 {
            statuses.push(stranger.posts("/sign-in", &[("login", "learner"), ("password", "x")]).await.status.as_u16());
        }
        assert_eq!(statuses.iter().filter(|s| **s == 422).count(), 5, "{statuses:?}");
        assert_eq!(statuses.last(), Some(&429), "{statuses:?}");
        // behind the same address everybody else signs in
        world.person("teacher").await;
        // and the owner half a minute later, however much the stranger tried
        world.clock.advance(Span::from_seconds(30));
        world.person("learner").await;
    });
}

#[test]
fn a_device_that_signed_in_before_is_kept_out_by_nobody() {
    story(async {
        let world = World::new().await;
        let mut own = world.visitor();
        own.opens("/sign-in").await;
        own.signs_in("learner", "zhixing-demo").await;
        own.posts("/sign-out", &[]).await;
        let mut stranger = world.visitor();
        for _ in 0..40 {
            stranger.posts("/sign-in", &[("login", "learner"), ("password", "x")]).await;
        }
        assert_eq!(stranger.posts("/sign-in", &[("login", "learner"), ("password", "zhixing-demo")]).await.status, 429);
        own.signs_in("learner", "zhixing-demo").await;
    });
}

#[test]
fn a_classroom_registers_and_a_flood_of_accounts_is_told_to_wait() {
    story(async {
        let world = World::new().await;
        let mut statuses = vec![];
        for n in 0..160 {
            let form = [
                ("login", format!("pupil{n}")),
                ("name", "学员".into()),
                ("password", "four unrelated words".into()),
                ("agree", "yes".into()),
            ];
            let form: Vec<_> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
            statuses.push(world.visitor().posts("/register", &form).await.status.as_u16());
        }
        assert!(statuses[..60].iter().all(|s| *s == 303), "{statuses:?}");
        assert_eq!(statuses.last(), Some(&429));
        world.person("learner").await;
    });
}

#[test]
fn the_old_password_is_not_guessed_by_whoever_found_a_session() {
    story(async {
        let world = World::new().await;
        let mut thief = world.person("learner").await;
        for _ in 0..20 {
            thief.posts("/profile/password", &[("old_password", "x"), ("new_password", "something new")]).await;
        }
        let form = [("old_password", "zhixing-demo"), ("new_password", "something new")];
        let refused = thief.posts("/profile/password", &form).await;
        assert_eq!(refused.status, 429);
        assert!(refused.text().contains("尝试次数过多"));
        // signing in is another pot
        world.person("learner").await;
    });
}

#[test]
fn a_token_changes_no_password_and_ends_with_it() {
    story(async {
        let world = World::new().await;
        let mut desk = world.person("learner").await;
        let (account, _) = world.world.store.credentials_of("learner").await.expect("read").expect("there");
        let now = world.world.clock.now();
        for (text, writes) in [("zx_writes", true), ("zx_reads", false)] {
            let new = NewToken { hash: sha256_hex(text.as_bytes()), account: account.id };
            world
                .world
                .store
                .put_tokens(
                    &zhixing_domain::account::Administrator::operator(),
                    vec![new],
                    text.into(),
                    writes,
                    None,
                    Stamp::new(now, Actor::Operator, [text.len() as u8; 10]),
                )
                .await
                .expect("kept");
        }
        let program = |token: &str| {
            let mut program = world.visitor();
            program.bearer = Some(token.into());
            program
        };
        let form = [("old_password", "zhixing-demo"), ("new_password", "something new")];
        assert_eq!(program("zx_writes").posts("/profile/password", &form).await.status, 403);
        assert_eq!(program("zx_writes").posts("/sign-out-everywhere", &[]).await.status, 403);
        world.person("learner").await;
        assert_eq!(program("zx_reads").opens("/api/v1/me").await.status, 200);
        assert_eq!(program("zx_reads").posts("/profile", &[("name", "x")]).await.status, 403);
        // one is revoked on the own page, the other ends with the password
        let page = desk.opens("/profile").await.text();
        let name = page.split("name=\"token\" value=\"").nth(1).and_then(|t| t.split('"').next()).expect("a token").to_string();
        assert_eq!(world.person("teacher").await.posts("/profile/tokens/revoke", &[("token", &name)]).await.status, 404);
        assert_eq!(desk.posts("/profile/tokens/revoke", &[("token", &name)]).await.status, 303);
        assert_eq!(desk.posts("/profile/password", &form).await.status, 303);
        for token in ["zx_writes", "zx_reads"] {
            assert_eq!(program(token).opens("/api/v1/me").await.status, 401, "{token}");
        }
    });
}

#[test]
fn a_token_of_an_administrator_lets_nobody_else_in() {
    story(async {
        let world = World::new().await;
        let (account, _) = world.world.store.credentials_of("admin").await.expect("read").expect("there");
        let (other, _) = world.world.store.credentials_of("learner").await.expect("read").expect("there");
        let stamp = Stamp::new(world.world.clock.now(), Actor::Operator, [7; 10]);
        let new = NewToken { hash: sha256_hex(b"zx_admin"), account: account.id };
        world
            .world
            .store
            .put_tokens(&zhixing_domain::account::Administrator::operator(), vec![new], "admin".into(), true, None, stamp)
            .await
            .expect("kept");
        let mut program = world.visitor();
        program.bearer = Some("zx_admin".into());
        let form = [("login", "friend"), ("name", "Friend"), ("password", "four unrelated words"), ("role", "admin")];
        assert_eq!(program.posts("/admin/accounts", &form).await.status, 403);
        let of = format!("/admin/accounts/{}", other.id);
        for path in [format!("{of}/password"), format!("{of}/second-factor")] {
            assert_eq!(program.posts(&path, &[]).await.status, 403, "{path}");
        }
        assert_eq!(program.posts(&of, &[("do", "roles"), ("role", "admin"), ("confirmed", "yes")]).await.status, 403);
        assert_eq!(program.opens("/admin/accounts").await.status, 200);
    });
}

#[test]
fn a_token_that_was_revoked_watches_no_longer() {
    story(async {
        let world = World::new().await;
        let (account, _) = world.world.store.credentials_of("invigilator").await.expect("read").expect("there");
        let stamp = Stamp::new(world.world.clock.now(), Actor::Operator, [7; 10]);
        let hash = sha256_hex(b"zx_watches");
        world
            .world
            .store
            .put_tokens(
                &zhixing_domain::account::Administrator::operator(),
                vec![NewToken { hash: hash.clone(), account: account.id }],
                "board".into(),
                false,
                None,
                stamp,
            )
            .await
            .expect("kept");
        let mut program = world.visitor();
        program.bearer = Some("zx_watches".into());
        let revoked = async {
            let stamp = Stamp::new(world.world.clock.now(), Actor::Operator, [8; 10]);
            world
                .world
                .store
                .revoke_any_token(&zhixing_domain::account::Administrator::operator(), &hash[..16], stamp)
                .await
                .expect("revoked")
        };
        // the stream ends by itself; it would go on for five minutes
        let (events, revoked) = tokio::join!(program.opens("/api/v1/boards/little/exam/events"), revoked);
        assert!(revoked && matches!(events.status.as_u16(), 200 | 401));
        assert!(events.text().matches("event: board").count() <= 1, "{}", events.text());
    });
}

#[test]
fn a_text_that_is_no_login_is_not_kept_and_a_made_up_code_costs_no_hash() {
    story(async {
        let world = World::new().await;
        let mut stranger = world.visitor();
        let long = "字".repeat(1_000);
        for _ in 0..8 {
            let reply = stranger.posts("/sign-in", &[("login", &long), ("password", "x")]).await;
            assert!(matches!(reply.status.as_u16(), 422 | 429), "{}", reply.status);
        }
        let form = [("login", long.as_str()), ("code", "ABCD-EFGH-JKLM"), ("password", "quite another one")];
        assert_eq!(stranger.posts("/sign-in/reset", &form).await.status, 422);
    });
}

#[test]
fn whoever_forgot_the_password_gets_in_by_a_code_once() {
    story(async {
        let world = World::new().await;
        let (mut admin, mut elsewhere) = (world.person("admin").await, world.person("learner").await);
        let (account, _) = world.world.store.credentials_of("learner").await.expect("read").expect("there");
        let shown = admin.posts(&format!("/admin/accounts/{}/password", account.id), &[]).await.text();
        let code = shown.split("spoken__words\">").nth(1).and_then(|t| t.split('<').next()).expect("a code").to_string();
        let typed = code.replace('-', " ").to_lowercase();
        let form = |code: &str| [("login", "learner".to_string()), ("code", code.to_string()), ("password", "quite another one".into())];
        let sends = async |code: &str| {
            let form = form(code);
            let form: Vec<_> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
            let mut person = world.visitor();
            let reply = person.posts("/sign-in/reset", &form).await;
            (reply.status.as_u16(), person)
        };
        // whoever fails beside its owner waits soon, and does not hold up the right code
        let mut wrong = vec![];
        for _ in 0..9 {
            wrong.push(sends("WRNG-CDEF-GHJK").await.0);
        }
        assert!(wrong[0] == 422 && wrong[8] == 429, "{wrong:?}");
        let (status, mut person) = sends(&typed).await;
        assert_eq!(status, 303);
        assert_eq!(person.opens("/profile").await.status, 200);
        assert!(elsewhere.opens("/profile").await.location().starts_with("/sign-in"));
        assert_ne!(sends(&typed).await.0, 303, "a code works once");
        world.visitor().signs_in("learner", "quite another one").await;
        // a code is over after some hours, and nobody makes one for themselves
        let shown = admin.posts(&format!("/admin/accounts/{}/password", account.id), &[]).await.text();
        let code = shown.split("spoken__words\">").nth(1).and_then(|t| t.split('<').next()).expect("a code").to_string();
        world.passes(4 * 60);
        assert_ne!(sends(&code).await.0, 303);
        let (own, _) = world.world.store.credentials_of("admin").await.expect("read").expect("there");
        assert_eq!(admin.posts(&format!("/admin/accounts/{}/password", own.id), &[]).await.status, 409);
    });
}

#[test]
fn staff_sign_in_again_after_a_day_and_learners_go_on() {
    story(async {
        let world = World::new().await;
        let (mut teacher, mut learner) = (world.person("teacher").await, world.person("learner").await);
        world.passes(23 * 60);
        assert_eq!(teacher.opens("/teach").await.status, 200);
        world.passes(61);
        assert!(teacher.opens("/teach").await.location().starts_with("/sign-in"));
        assert_eq!(learner.opens("/profile").await.status, 200);
    });
}

#[test]
fn signing_out_everywhere_ends_every_session() {
    story(async {
        let world = World::new().await;
        let (mut desk, mut phone) = (world.person("learner").await, world.person("learner").await);
        assert_eq!(phone.opens("/profile").await.status, 200);
        desk.posts("/sign-out-everywhere", &[]).await;
        assert!(phone.opens("/profile").await.location().starts_with("/sign-in"));
    });
}

#[test]
fn a_password_change_keeps_this_session_alone() {
    story(async {
        let world = World::new().await;
        let (mut desk, mut phone) = (world.person("learner").await, world.person("learner").await);
        let wrong = desk.posts("/profile/password", &[("old_password", "x"), ("new_password", "something new")]).await;
        assert_eq!(wrong.status, 422);
        let done = desk.posts("/profile/password", &[("old_password", "zhixing-demo"), ("new_password", "something new")]).await;
        assert_eq!(done.status, 303);
        assert_eq!(desk.opens("/profile").await.status, 200);
        assert!(phone.opens("/profile").await.location().starts_with("/sign-in"));
        world.visitor().signs_in("learner", "something new").await;
    });
}

#[test]
fn a_disabled_account_is_out_at_once() {
    story(async {
        let world = World::new().await;
        let (mut ada, mut admin) = (world.person("learner").await, world.person("admin").await);
        let list = admin.opens("/admin/accounts?q=learner").await.text();
        let path =
            format!("/admin/accounts/{}", list.split("/admin/accounts/").nth(1).expect("an account").split('"').next().expect("an id"));
        admin.posts(&path, &[("do", "disable"), ("confirmed", "yes")]).await;
        assert!(ada.opens("/profile").await.location().starts_with("/sign-in"));
        let refused = world.visitor().posts("/sign-in", &[("login", "learner"), ("password", "zhixing-demo")]).await;
        assert_eq!(refused.status, 422);
    });
}

#[test]
fn a_failed_registration_keeps_what_was_typed() {
    story(async {
        let world = World::new().await;
        let reply = world.visitor().posts("/register", &[("login", "ada"), ("name", "艾达"), ("password", "short")]).await;
        assert_eq!(reply.status, 422);
        assert!(reply.text().contains("value=\"艾达\"") && reply.text().contains("至少需要 8 个字符") && !reply.text().contains("short\""));
        assert!(reply.text().contains("请先阅读并同意"), "all that is missing is told at once");
    });
}

#[test]
fn sign_in_leads_back_and_never_away() {
    story(async {
        let world = World::new().await;
        let mut ada = world.visitor();
        assert_eq!(ada.opens("/notebook").await.location(), "/sign-in?next=/notebook");
        let back = ada.posts("/sign-in", &[("login", "learner"), ("password", "zhixing-demo"), ("next", "/notebook")]).await;
        assert_eq!(back.location(), "/notebook");
        let away =
            world.visitor().posts("/sign-in", &[("login", "learner"), ("password", "zhixing-demo"), ("next", "//evil.example")]).await;
        assert_eq!(away.location(), "/");
    });
}

#[test]
fn whoever_signs_out_leaves_nothing_behind_and_what_is_personal_is_kept_by_no_cache() {
    story(async {
        let world = World::new().await;
        let mut mia = world.person("examiner").await;
        for path in ["/profile", "/api/v1/me", "/desk", "/marking/items/little/exam"] {
            let page = mia.opens(path).await;
            assert!(page.status == 200 && page.headers["cache-control"] == "no-store", "{path}: {}", page.status);
        }
        let out = mia.posts("/sign-out", &[]).await;
        let cleared = out.headers["clear-site-data"].to_str().expect("a header").to_string();
        assert_eq!(cleared, "\"cache\"", "what was typed and never arrived stays");
    });
}
