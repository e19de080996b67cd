//! Accounts: who gets in, who is told to wait, who is out.

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
fn many_failures_make_that_login_wait_and_nobody_else_in_the_room() {
    story(async {
        let world = World::new().await;
        let mut stranger = world.visitor();
        let mut statuses = vec![];
        for _ in 0..12 {
            statuses.push(stranger.posts("/sign-in", &[("login", "learner"), ("password", "x")]).await.status.as_u16());
        }
        assert_eq!(statuses.last(), Some(&429), "{statuses:?}");
        // behind the same address everybody else signs in
        world.person("teacher").await;
        world.passes(60);
        world.person("learner").await;
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
        admin.posts(&path, &[("do", "disable")]).await;
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
