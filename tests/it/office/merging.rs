//! Two accounts of one person, by the page and by the API.

use crate::main_job::starts;
use axum::http::Method;
use serde_json::json;
use zhixing_tests::{World, story};

#[test]
fn staff_see_both_accounts_choose_which_stays_and_its_person_finds_all_there() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        let form = [("login", "ada-old"), ("name", "艾达"), ("password", "four unrelated words"), ("role", "learner")];
        let old = admin.posts("/admin/accounts", &form).await.location().to_string();
        let mut closed = world.visitor();
        closed.signs_in("ada-old", "four unrelated words").await;
        let attempt = starts(&mut closed, "little/exam").await;
        let (ada, _) = world.world.store.credentials_of("learner").await.expect("read").expect("there");
        let path = format!("/admin/accounts/{}/merge", ada.id);
        let page = admin.opens(&format!("{path}?with=ada-old")).await.text();
        assert!(page.contains("ada-old") && page.contains("李学知") && page.contains("留下哪一个"), "{page}");
        assert_eq!(admin.opens(&format!("{path}?with=nobody-at-all")).await.status, 422);
        // while it sits an exam it is not closed
        let stays = ada.id.to_string();
        let form = [("with", "ada-old"), ("stays", stays.as_str()), ("confirmed", "yes")];
        let refused = admin.posts(&path, &form).await;
        assert!(refused.status == 422 && refused.text().contains("正在考试"), "{}", refused.text());
        closed.posts(&format!("{attempt}/submit"), &[]).await;
        world.works().await;
        // it is asked first, and names both
        let asked = admin.posts(&path, &form[..2]).await;
        assert!(asked.status == 200 && asked.text().contains("把 ada-old 并入 learner"), "{}", asked.text());
        assert_eq!(admin.posts(&path, &form).await.location(), format!("/admin/accounts/{stays}?done=merged"));
        // the paper that was in memory as the other's is the person's own
        let mut learner = world.person("learner").await;
        assert_eq!(learner.opens(&format!("{attempt}/receipt")).await.status, 200);
        assert_eq!(closed.opens("/profile").await.status, 303);
        let told = world.visitor().posts("/sign-in", &[("login", "ada-old"), ("password", "four unrelated words")]).await;
        assert!(told.status == 422 && told.text().contains("已经并入 learner"), "{}", told.text());
        let wrong = world.visitor().posts("/sign-in", &[("login", "ada-old"), ("password", "four other words")]).await;
        assert!(wrong.status == 422 && !wrong.text().contains("并入"), "nobody else is told");
        let api =
            world.visitor().calls(Method::POST, "/api/v1/session", json!({"login": "ada-old", "password": "four unrelated words"})).await;
        assert_eq!((api.status.as_u16(), api.json()["code"].as_str()), (401, Some("merged")));
        assert!(learner.opens("/messages").await.text().contains("两个账号合并了"));
        let history = admin.opens(&old).await.text();
        assert!(!history.contains(&format!(" {stays}</li>")) && history.contains("learner"), "{history}");
        assert!(admin.opens(&old).await.text().contains("已经并入另一个账号"));
        let enabled =
            admin.calls(Method::PUT, &format!("/api/v1{}/disabled", old.trim_start_matches("/admin")), json!({"disabled": false})).await;
        assert_eq!((enabled.status.as_u16(), enabled.json()["code"].as_str()), (409, Some("merged")));
        assert_eq!(world.world.store.verify_records().await.expect("read"), []);
        world.works().await;
    });
}

#[test]
fn a_program_merges_too_and_never_its_own_account() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        let id = async |login: &str| world.world.store.credentials_of(login).await.expect("read").expect("there").0.id.to_string();
        let (me, learner, teacher) = (id("admin").await, id("learner").await, id("teacher").await);
        let merger = |stays: &str| format!("/api/v1/accounts/{stays}/merger");
        let own = admin.calls(Method::POST, &merger(&me), json!({"closed": learner})).await;
        assert_eq!((own.status.as_u16(), own.json()["code"].as_str()), (409, Some("own_case")));
        let same = admin.calls(Method::POST, &merger(&learner), json!({"closed": learner})).await;
        assert_eq!(same.json()["code"], "not_merged");
        let merged = admin.calls(Method::POST, &merger(&learner), json!({"closed": teacher, "name_of": learner})).await;
        assert_eq!((merged.status.as_u16(), merged.json()["login"].as_str()), (200, Some("learner")), "{}", merged.text());
        world.works().await;
    });
}
