//! Groups of people: made, filled by a list, a file, a search and an import; on a session's list, among results, and disabled as a whole.

use crate::main_job::starts;
use axum::http::Method;
use serde_json::json;
use zhixing_tests::{Person, World, id_of, story};

const GROUPS: &str = "/admin/groups";

async fn group(admin: &mut Person, name: &str) -> String {
    let made = admin.posts(GROUPS, &[("name", name), ("english", "Class 3"), ("note", "周三")]).await;
    assert_eq!(made.status, 303, "{}", made.text());
    made.location().to_string()
}

#[test]
fn a_group_is_filled_by_a_list_a_file_and_a_search_after_it_was_shown_who_that_is() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        let wrong = admin.posts(GROUPS, &[("name", "  "), ("note", &"长".repeat(401))]).await;
        assert!(
            wrong.status == 422 && wrong.text().contains("1 到 60 个字符") && wrong.text().contains("最多 400 个字符"),
            "{}",
            wrong.text()
        );
        let path = group(&mut admin, "2026 级三班").await;
        let again = admin.posts(GROUPS, &[("name", "2026 级三班")]).await;
        assert!(again.status == 422 && again.text().contains("已经有这个名称的群组"), "{}", again.text());
        let people = format!("{path}/people");
        // shown before anybody comes in
        let shown = admin.posts(&people, &[("list", "账号,备注\nlearner,x\nteacher,y"), ("preview", "yes")]).await;
        assert!(shown.status == 200 && shown.text().contains("读到 2 人") && shown.text().contains("加入 2 人"), "{}", shown.text());
        // by account name and name, and whether they come in
        let rows: Vec<String> = shown.text().split("<tr>").skip(2).map(str::to_string).collect();
        assert!(rows[0].contains(">learner<") && rows[0].contains("李学知") && rows[0].contains("将加入"), "{}", rows[0]);
        let api = format!("/api/v1/groups/{}/people", id_of(&path));
        assert_eq!(admin.opens(&api).await.json()["total"], 0);
        let wrong = admin.posts(&people, &[("list", "learner\nnobody-here")]).await;
        assert!(wrong.status == 422 && wrong.text().contains("nobody-here"), "{}", wrong.text());
        assert_eq!(admin.opens(&api).await.json()["total"], 0, "all of it, or nobody");
        let long: String = (0..5_000).map(|n| format!("nobody-{n:050}\n")).collect();
        let long = admin.posts(&people, &[("list", &long), ("preview", "yes")]).await;
        assert!(long.status == 422 && long.text().contains("有 5000 处要改"), "five thousand lines are read: {}", long.status);
        let came = admin.posts(&people, &[("list", "learner\nteacher")]).await;
        assert!(admin.opens(&came.location()).await.text().contains("加入了 2 人"), "{}", came.location());
        let again = admin.posts(&people, &[("list", "learner\nexaminer"), ("preview", "yes")]).await.text();
        assert!(again.contains("将加入 1 人；已在群组里的 1 人不变") && again.contains("加入 1 人"), "{again}");
        let asked = json!({"list": "learner\nexaminer", "preview": true});
        let read = admin.calls(Method::POST, &api, asked).await.json();
        assert_eq!((&read["there"], read.get("came")), (&json!(["learner"]), None));
        let body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.csv\"\r\n\r\n学号\nexaminer\n\r\n--b--\r\n";
        let read = admin.asks(Method::POST, &format!("{people}/file"), Some("multipart/form-data; boundary=b"), body.into()).await;
        assert!(read.status == 200 && read.text().contains("读到 1 人"), "{}", read.text());
        let found = admin.opens(&format!("{path}?find=e")).await.text();
        assert!(found.contains("已在群组里") && found.contains("value=\"examiner\""), "{found}");
        assert_eq!(admin.posts(&people, &[("do", "found")]).await.status, 422, "nobody was chosen");
        let came = admin.posts(&people, &[("do", "found"), ("login", "examiner")]).await;
        assert_eq!(came.location(), format!("{path}?came=1"));
        // the list of accounts by group, and the group on the page of an account
        let listed = admin.opens(&format!("/admin/accounts?group={}", id_of(&path))).await.text();
        assert!(listed.contains(">examiner<") && !listed.contains(">invigilator<"), "{listed}");
        let account =
            admin.opens("/api/v1/accounts?q=examiner").await.json()["accounts"][0]["account"].as_str().expect("an id").to_string();
        assert!(admin.opens(&format!("/admin/accounts/{account}")).await.text().contains("2026 级三班"));
        // taken out, the account stays
        let out = format!("{api}/{account}");
        assert_eq!(admin.calls(Method::DELETE, &out, json!({})).await.status, 204);
        assert_eq!(admin.posts(&people, &[("do", "found"), ("login", "examiner")]).await.status, 303);
        let gone = admin.posts(&people, &[("do", "take"), ("account", &account)]).await;
        assert_eq!(gone.location(), format!("{path}?went=1"));
        assert_eq!(admin.calls(Method::DELETE, &out, json!({})).await.status, 404, "not in it any more");
        let name = [("do", "terms"), ("name", "四班"), ("english", ""), ("note", "")];
        assert_eq!(admin.posts(&path, &name).await.location(), format!("{path}?saved=true"));
        let page = admin.opens(&path).await.text();
        assert!(page.contains("<h1>四班</h1>") && page.contains("修改群组"), "{page}");
        let log = admin.opens("/admin/log?kind=group").await.text();
        assert!(log.contains(&format!("href=\"{path}\"")) && log.contains("群组加人"), "{log}");
    });
}

#[test]
fn who_is_opened_by_a_list_comes_into_a_group() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        let path = group(&mut admin, "三班").await;
        let (id, list) = (id_of(&path).to_string(), "wang.01,小王\nli.02,小李\n");
        let shown = admin.posts("/admin/accounts/import", &[("list", list)]).await.text();
        assert!(shown.contains("开设后加入群组") && shown.contains(&format!("value=\"{id}\"")), "{shown}");
        let form = [("list", list), ("key", "0123456789abcdef"), ("group", id.as_str()), ("open", "yes")];
        for _ in 0..2 {
            let opened = admin.posts("/admin/accounts/import", &form).await;
            assert!(opened.status == 200 && opened.text().contains("开设了 2 个账号"), "{}", opened.text());
        }
        let people = format!("/api/v1/groups/{id}/people");
        assert_eq!(admin.opens(&people).await.json()["total"], 2, "the same list sent twice puts nobody there twice");
        let api = json!({"list": "zhao.03,小赵", "group": id});
        let opened = admin.calls(Method::POST, "/api/v1/accounts/imports", api).await;
        assert_eq!((opened.status.as_u16(), &opened.json()["ungrouped"]), (201, &json!(false)));
        assert_eq!(admin.opens(&people).await.json()["total"], 3);
        let nowhere = json!({"list": "qian.04,小钱", "group": format!("grp_{}", "0".repeat(32))});
        let refused = admin.calls(Method::POST, "/api/v1/accounts/imports", nowhere).await;
        assert_eq!((refused.status.as_u16(), &refused.json()["field"]), (409, &json!("group")));
        assert_eq!(admin.opens("/api/v1/accounts?q=qian.04").await.json()["total"], 0, "nothing was opened");
        world.works().await;
    });
}

#[test]
fn a_group_is_put_on_the_list_of_a_session_and_its_released_results_are_found() {
    story(async {
        let world = World::new().await;
        let (mut admin, mut ivy) = (world.person("admin").await, world.person("invigilator").await);
        let path = group(&mut admin, "三班").await;
        let id = id_of(&path).to_string();
        admin.posts(&format!("{path}/people"), &[("list", "learner\nteacher")]).await;
        let session = crate::exam::invigilating::session(&mut ivy, "learner,3-101").await;
        let shown = ivy.posts(&session, &[("group", id.as_str())]).await;
        assert!(shown.status == 200 && shown.text().contains("teacher"), "{}", shown.text());
        let api = format!("/api/v1/exam-sessions/{}", id_of(&session));
        assert_eq!(ivy.opens(&api).await.json()["candidates"], 1, "it was only shown");
        let put = ivy.calls(Method::PUT, &format!("{api}/candidates"), json!({"group": id})).await;
        assert_eq!(put.status, 200, "{}", put.text());
        let page = ivy.opens(&session).await.text();
        assert!(page.contains("value=\"3-101\"") && page.contains("value=\"teacher\""), "who is listed stays as they are: {page}");
        let nowhere = ivy.posts(&session, &[("group", "grp_x")]).await;
        assert_eq!(nowhere.status, 422, "{}", nowhere.text());
        // one of the group sits it; until a result is released a group tells nobody whose it is
        world.passes(10);
        let (mut ada, mut mia) = (world.person("learner").await, world.person("examiner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        world.works().await;
        let results = format!("/api/v1/results/little/exam?group={id}");
        assert_eq!(mia.opens(&results).await.json()["total"], 0);
        mia.posts("/marking/release/little/exam", &[("confirmed", "yes")]).await;
        assert_eq!(mia.opens(&results).await.json()["total"], 1);
        let page = mia.opens(&format!("/results/little/exam?group={id}")).await.text();
        assert!(page.contains("群组（已公布的）") && page.contains(&format!("value=\"{id}\" selected")), "{page}");
        world.works().await;
    });
}

#[test]
fn all_of_a_group_are_disabled_after_it_was_said_how_many() {
    story(async {
        let world = World::new().await;
        let (mut admin, mut ada) = (world.person("admin").await, world.person("learner").await);
        let path = group(&mut admin, "三班").await;
        let none = admin.posts(&path, &[("do", "disable")]).await;
        assert!(none.status == 422 && none.text().contains("没有可以停用的账号"), "{}", none.text());
        admin.posts(&format!("{path}/people"), &[("list", "learner\nteacher\nadmin")]).await;
        let asked = admin.posts(&path, &[("do", "disable")]).await.text();
        assert!(asked.contains("停用“三班”的 2 个账号") && asked.contains("(learner)") && !asked.contains("(admin)"), "{asked}");
        assert_eq!(ada.opens("/api/v1/me").await.status, 200, "it was only asked");
        let done = admin.posts(&path, &[("do", "disable"), ("confirmed", "yes")]).await;
        assert_eq!(done.location(), format!("{path}?disabled=2"));
        assert_eq!(ada.opens("/api/v1/me").await.status, 401);
        assert_eq!(admin.opens("/api/v1/me").await.status, 200, "nobody disables the own account");
        let api = format!("/api/v1/groups/{}", id_of(&path));
        assert_eq!(admin.calls(Method::POST, &format!("{api}/disabling"), json!({})).await.json()["disabled"], 0);
        assert!(admin.posts(&path, &[("do", "remove")]).await.text().contains("删除群组“三班”"));
        assert!(admin.posts(&path, &[("do", "remove"), ("confirmed", "yes")]).await.location().ends_with("?done=removed"));
        assert_eq!(admin.opens(&api).await.status, 404);
    });
}
