//! Own cases: nobody decides about their own attempt, certificate, account or place on a list, by whatever door. Every route by which staff change
//! something has a row here; a new one fails until it has.

use crate::main_job::starts;
use axum::http::Method;
use serde_json::json;
use zhixing_tests::{Person, World, id_of, story};

/// What becomes of a decision whose object is the actor's own: `409` refused with its own word; `404` the own thing is not to be found there, so that
/// nothing can be decided; `left` taken for the others, and the own one is left out; `none` it reaches nobody, and says why.
#[rustfmt::skip]
const DOORS: &[(&str, &str, &str)] = &[
    ("POST", "/marking",                                         "left"),  // store: nobody_marks_their_own_answer
    ("POST", "/marking/{attempt}/{item}",                        "404"),  // store: nobody_marks_their_own_answer
    ("POST", "/marking/release/{course}/{plan}",                 "left"),
    ("POST", "/marking/items/{course}/{plan}/{version}",         "409"),
    ("POST", "/invigilation",                                    "none"), // a session begins without anybody on its list
    ("POST", "/invigilation/sessions/{session}",                 "409"),
    ("POST", "/invigilation/sessions/{session}/terms",           "409"),
    ("POST", "/invigilation/sessions/{session}/cancel",          "409"),
    ("POST", "/invigilation/sessions/{session}/candidates",      "409"),
    ("POST", "/invigilation/sessions/{session}/code",            "409"),
    ("POST", "/invigilation/sessions/{session}/list",            "none"), // a file is shown as it is read, nothing is stored
    ("POST", "/invigilation/boards/{course}/{plan}/measures",    "left"),
    ("POST", "/invigilation/attempts/{attempt}",                 "409"),
    ("POST", "/invigilation/attempts/{attempt}/answers",         "409"),
    ("POST", "/invigilation/attempts/{attempt}/name",            "409"),
    ("POST", "/teach/new",                                       "none"), // a draft is no case of anybody's
    ("POST", "/teach/bring",                                     "none"), // a package is shown as it is read, nothing is stored
    ("POST", "/teach/bring/take",                                "none"),
    ("POST", "/teach/{course}/new",                              "none"),
    ("POST", "/teach/{course}/import",                           "none"), // a bank is shown as it is read, nothing is stored
    ("POST", "/teach/{course}/import/take",                      "none"),
    ("POST", "/teach/{course}/document",                         "none"),
    ("POST", "/teach/{course}/media",                            "none"),
    ("POST", "/teach/{course}/media/{name}/remove",              "none"),
    ("POST", "/teach/{course}/folder",                           "none"),
    ("POST", "/teach/{course}/folder/take",                      "none"),
    ("POST", "/teach/{course}/edit",                             "none"),
    ("POST", "/teach/{course}/try",                              "none"), // an answer is judged and kept nowhere
    ("POST", "/teach/{course}/change",                           "none"),
    ("POST", "/teach/{course}/replace",                          "none"),
    ("POST", "/teach/{course}/items",                            "none"),
    ("POST", "/teach/{course}/steps",                            "none"),
    ("POST", "/teach/{course}/twin",                             "none"),
    ("POST", "/api/v1/workshop/{course}/twin",                   "none"),
    ("POST", "/api/v1/workshop/{course}/replacements",           "none"),
    ("POST", "/api/v1/workshop/{course}/replacements/drafts",    "none"),
    ("POST", "/api/v1/workshop/{course}/items",                  "none"),
    ("POST", "/api/v1/workshop/{course}/items/drafts",           "none"),
    ("POST", "/api/v1/workshop/{course}/steps",                  "none"),
    ("POST", "/teach/{course}/publish",                          "none"), // running papers stay as they were drawn
    ("POST", "/teach/{course}/schedule",                         "none"),
    ("POST", "/teach/{course}/people",                           "none"), // a role reaches a course; nobody takes their last one as its owner
    ("POST", "/teach/{course}/review",                           "409"),  // store: a_colleague_reviews_exactly_what_was_asked_and_nobody_their_own
    ("POST", "/teach/{course}/questions/{inquiry}",            "409"),  // store: nobody_asks_without_end_and_nobody_answers_themselves
    ("PUT",  "/api/v1/workshop/{course}/questions/{inquiry}",  "409"),
    ("POST", "/api/v1/workshop/{course}/review",                 "409"),
    ("POST", "/api/v1/workshop",                                 "none"),
    ("POST", "/api/v1/workshop/{course}/files",                  "none"),
    ("POST", "/api/v1/workshop/{course}/twins",                  "none"),
    ("POST", "/api/v1/workshop/{course}/media",                  "none"),
    ("DELETE", "/api/v1/workshop/{course}/media/{name}",         "none"),
    ("POST", "/api/v1/workshop/{course}/documents",              "none"),
    ("POST", "/api/v1/workshop/{course}/pastes",                 "none"),
    ("POST", "/api/v1/workshop/{course}/folders",                "none"),
    ("POST", "/api/v1/workshop/{course}/folders/drafts",         "none"),
    ("POST", "/api/v1/workshop/{course}/imports",                "none"),
    ("POST", "/api/v1/workshop/{course}/imports/drafts",         "none"),
    ("PUT",  "/api/v1/workshop/{course}/drafts",                 "none"),
    ("PUT",  "/api/v1/workshop/{course}/editors",                "none"), // who has a file open
    ("POST", "/api/v1/workshop/{course}/previews",               "none"),
    ("POST", "/api/v1/workshop/{course}/item-forms",             "none"),
    ("POST", "/api/v1/workshop/{course}/changes",                "none"),
    ("POST", "/api/v1/workshop/{course}/publication",            "none"),
    ("PUT",  "/api/v1/workshop/{course}/schedule",               "none"),
    ("DELETE", "/api/v1/workshop/{course}/schedule",             "none"),
    ("PUT",  "/api/v1/workshop/{course}/people/{login}",         "none"),
    ("DELETE", "/api/v1/workshop/{course}/people/{login}",       "none"),
    ("POST", "/admin/accounts",                                  "none"), // a new account is nobody's yet
    ("POST", "/admin/accounts/import",                           "none"), // new accounts are nobody's yet
    ("POST", "/admin/accounts/import/file",                      "none"), // a file is shown as it is read, nothing is stored
    ("POST", "/admin/accounts/{account}",                        "409"),
    ("POST", "/admin/accounts/{account}/merge",                  "409"),
    ("POST", "/admin/accounts/{account}/sessions",               "409"),
    ("POST", "/admin/accounts/{account}/identities",             "409"),
    ("POST", "/admin/accounts/{account}/password",               "409"),
    ("POST", "/admin/accounts/{account}/second-factor",          "409"),
    ("POST", "/admin/settings",                                  "none"), // the site is nobody's own
    ("POST", "/admin/groups",                                    "none"), // a group gives no right
    ("POST", "/admin/groups/{group}",                            "left"), // groups.rs: disabling all of one leaves the own account
    ("POST", "/admin/groups/{group}/people",                     "none"),
    ("POST", "/admin/groups/{group}/people/file",                "none"), // a file is shown as it is read, nothing is stored
    ("POST", "/admin/webhooks",                                  "none"), // a system is no case of anybody's
    ("POST", "/admin/webhooks/{webhook}",                        "none"),
    ("POST", "/admin/certificates/{number}/revoke",              "409"),  // store: nobody_decides_about_their_own_certificate
    ("POST", "/admin/certificates/{number}/correct",             "409"),
    ("POST", "/api/v1/attempts/{attempt}/measures",              "409"),
    ("PUT",  "/api/v1/attempts/{attempt}/name",                  "409"),
    ("POST", "/api/v1/attempts/{attempt}/notes",                 "409"),
    ("POST", "/api/v1/attempts/{attempt}/pen-releases",          "409"),
    ("POST", "/api/v1/attempts/{attempt}/segments",              "409"),
    ("POST", "/api/v1/attempts/{attempt}/answer-files",          "409"),
    ("POST", "/api/v1/boards/{course}/{plan}/measures",          "left"),
    ("POST", "/api/v1/accounts",                                 "none"),
    ("POST", "/api/v1/accounts/imports",                         "none"), // new accounts are nobody's yet
    ("PUT",  "/api/v1/accounts/{account}/roles",                 "409"),
    ("PUT",  "/api/v1/accounts/{account}/disabled",              "409"),
    ("PUT",  "/api/v1/accounts/{account}/legal-name",            "409"),
    ("POST", "/api/v1/accounts/{account}/merger",                "409"),
    ("DELETE", "/api/v1/accounts/{account}/sessions",            "409"),
    ("DELETE", "/api/v1/accounts/{account}/sessions/{place}",    "409"),
    ("DELETE", "/api/v1/accounts/{account}/identities/{identity}", "409"),
    ("POST", "/api/v1/accounts/{account}/reset-codes",           "409"),
    ("DELETE", "/api/v1/accounts/{account}/second-factor",       "409"),
    ("POST", "/api/v1/exam-sessions",                            "none"),
    ("PUT",  "/api/v1/exam-sessions/{session}",                  "409"),
    ("PUT",  "/api/v1/exam-sessions/{session}/candidates",       "409"),
    ("PUT",  "/api/v1/exam-sessions/{session}/candidates/{login}", "409"),
    ("DELETE", "/api/v1/exam-sessions/{session}/candidates/{login}", "409"),
    ("POST", "/api/v1/exam-sessions/{session}/cancellation",     "409"),
    ("PUT",  "/api/v1/exam-sessions/{session}/code",             "409"),
    ("DELETE", "/api/v1/exam-sessions/{session}/code",           "409"),
    ("POST", "/api/v1/marking/claims",                           "left"),  // store: nobody_marks_their_own_answer
    ("PUT",  "/api/v1/marking/{attempt}/{item}",                 "404"),
    ("POST", "/api/v1/marking/releases/{course}/{plan}",         "left"),
    ("PUT",  "/api/v1/marking/items/{course}/{plan}/{version}",  "409"),
    ("POST", "/api/v1/certificates/{number}/correction",         "409"),  // store: nobody_decides_about_their_own_certificate
    ("POST", "/api/v1/certificates/{number}/revocation",         "409"),
];

#[test]
fn every_door_of_staff_has_a_row() {
    let page = |path: &str| ["/marking", "/invigilation", "/admin", "/teach"].iter().any(|p| path.starts_with(p));
    let api = |method: &str, path: &str| {
        let staff = ["/api/v1/accounts", "/api/v1/certificates/", "/api/v1/exam-sessions", "/api/v1/marking/", "/api/v1/workshop"]
            .iter()
            .any(|p| path.starts_with(p));
        let upon_one = ["/measures", "/notes", "/pen-releases", "/segments", "/answer-files"].iter().any(|end| path.ends_with(end));
        staff || upon_one || method == "PUT" && path.ends_with("/name")
    };
    let doors: Vec<_> =
        zhixing::routes().into_iter().filter(|(method, path)| *method != "GET" && (page(path) || api(method, path))).collect();
    let missing: Vec<_> = doors.iter().filter(|d| !DOORS.iter().any(|(m, p, _)| (*m, *p) == **d)).collect();
    let extra: Vec<_> = DOORS.iter().filter(|(m, p, _)| !doors.contains(&(m, p))).collect();
    assert!(missing.is_empty() && extra.is_empty(), "without a row: {missing:?}; rows without a route: {extra:?}");
}

/// Somebody with every role.
async fn chief(world: &World) -> (Person, String) {
    let mut admin = world.person("admin").await;
    let roles = ["learner", "examiner", "invigilator", "admin"].map(|r| ("role", r));
    let mut form = vec![("login", "chief"), ("name", "总管"), ("password", "four unrelated words")];
    form.extend(roles);
    let account = admin.posts("/admin/accounts", &form).await.location().to_string();
    let mut chief = world.visitor();
    chief.signs_in("chief", "four unrelated words").await;
    (chief, account)
}

#[test]
fn nobody_decides_about_their_own_case() {
    story(async {
        let world = World::new().await;
        let (mut chief, account) = chief(&world).await;
        let attempt = starts(&mut chief, "little/exam").await;
        let id = id_of(&attempt).to_string();
        let mut refused = vec![];
        let said = |door: &'static str, reply: zhixing_tests::Reply| (door, reply.status.as_u16(), reply.text().contains("涉及您自己"));
        // the attempt
        let path = format!("/invigilation/attempts/{id}");
        for act in ["extend", "pause", "void", "message", "free_pen", "reopen", "irregularity", "give_back"] {
            refused
                .push(said(act, chief.posts(&path, &[("measure", act), ("minutes", "5"), ("reason", "mine"), ("confirmed", "yes")]).await));
        }
        let body = b"--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n{}\r\n--b--\r\n".to_vec();
        refused
            .push(said("file", chief.asks(Method::POST, &format!("{path}/answers"), Some("multipart/form-data; boundary=b"), body).await));
        refused.push(said("name", chief.posts(&format!("{path}/name"), &[("do", "set"), ("name", "王买家"), ("note", "mine")]).await));
        refused.push(said("legal name", chief.posts(&account, &[("do", "legal_name"), ("legal_name", "王买家"), ("note", "mine")]).await));
        for (door, wish) in [
            ("measures", json!({"measure": "extend", "minutes": 5, "reason": "mine"})),
            ("notes", json!({"text": "mine"})),
            ("pen-releases", json!({"reason": "mine"})),
            ("segments", json!({"minutes": 5, "reason": "mine"})),
            ("answer-files", json!({})),
        ] {
            let api = chief.calls(Method::POST, &format!("/api/v1/attempts/{id}/{door}"), wish).await;
            assert!(api.status == 409 && api.text().contains("own_case"), "{door}: {}", api.text());
        }
        let name = json!({"do": "set", "name": "王买家", "note": "mine"});
        let api = chief.calls(Method::PUT, &format!("/api/v1/attempts/{id}/name"), name).await;
        assert!(api.status == 409 && api.text().contains("own_case"), "{}", api.text());
        // the whole room: the others get it, the own attempt does not
        let ada = starts(&mut world.person("learner").await, "little/exam").await;
        let form = [("measure", "extend"), ("minutes", "9"), ("reason", "network"), ("to", "all")];
        let board = chief.posts("/invigilation/boards/little/exam/measures", &form).await;
        assert!(board.location().contains("done=1&refused=1"), "{}", board.location());
        let granted = async |id: &str| {
            let id = id_of(id).parse().expect("an id");
            world.world.store.attempt_summary(id).await.expect("read").expect("there").terms.granted.minutes()
        };
        assert_eq!((granted(&attempt).await, granted(&ada).await), (0, 9));
        let wish = json!({"measure": "extend", "minutes": 2, "reason": "network"});
        let board = chief.calls(Method::POST, "/api/v1/boards/little/exam/measures", wish).await.json();
        assert_eq!(board["results"].as_array().expect("results").iter().filter(|r| r["refused"] == "not_found").count(), 1, "{board}");
        assert_eq!((granted(&attempt).await, granted(&ada).await), (0, 11));
        // the list, and the code of a session one sits in
        let form = [("plan", "little/exam"), ("name", "一场"), ("opens", "2026-12-01 09:00"), ("closes", "2026-12-01 11:00")];
        let session = chief.posts("/invigilation", &form).await.location().to_string();
        refused.push(said("list", chief.posts(&session, &[("list", "learner,1\nchief,1,4+240")]).await));
        let colleague = world.person("invigilator").await.posts(&session, &[("list", "learner,1\nchief,1")]).await;
        assert!(colleague.location().contains("saved=2"), "{}", colleague.location());
        refused.push(said("code", chief.posts(&format!("{session}/code"), &[("code", "Room-77"), ("do", "set")]).await));
        let terms = [("name", "一场"), ("place", "我家"), ("opens", "2026-12-02T09:00"), ("closes", "2026-12-02T11:00")];
        refused.push(said("terms", chief.posts(&format!("{session}/terms"), &terms).await));
        let cancel = [("reason", "我没空"), ("confirmed", "yes")];
        refused.push(said("cancel", chief.posts(&format!("{session}/cancel"), &cancel).await));
        let line = [("login", "chief"), ("was_room", "1"), ("room", "1"), ("was_time", ""), ("time", "4+240")];
        refused.push(said("line", chief.posts(&format!("{session}/candidates"), &line).await));
        let api = format!("/api/v1/exam-sessions/{}", id_of(&session));
        for (method, door, wish) in [
            (Method::PUT, "candidates", json!({"list": "learner,1\nchief,1,4+240"})),
            (Method::PUT, "code", json!({"code": "Room-77"})),
            (Method::DELETE, "code", json!({})),
            (Method::PUT, "candidates/chief", json!({"factor": 4000})),
            (Method::DELETE, "candidates/chief", json!({})),
            (Method::POST, "cancellation", json!({"reason": "我没空"})),
            (Method::PUT, "", json!({"place": "我家"})),
        ] {
            let reply = chief.calls(method, format!("{api}/{door}").trim_end_matches('/'), wish).await;
            assert!(reply.status == 409 && reply.json()["code"] == "own_case", "{door}: {}", reply.text());
        }
        // the account
        refused.push(said(
            "roles",
            chief.posts(&account, &[("do", "roles"), ("role", "learner"), ("role", "admin"), ("confirmed", "yes")]).await,
        ));
        refused.push(said("disable", chief.posts(&account, &[("do", "disable"), ("confirmed", "yes")]).await));
        refused.push(said("password", chief.posts(&format!("{account}/password"), &[]).await));
        refused.push(said("second factor", chief.posts(&format!("{account}/second-factor"), &[]).await));
        for (method, door, wish) in [
            (Method::PUT, "roles", json!({"roles": ["learner", "admin"]})),
            (Method::PUT, "disabled", json!({"disabled": true})),
            (Method::PUT, "legal-name", json!({"name": "王买家", "note": "mine"})),
            (Method::POST, "reset-codes", json!({})),
            (Method::DELETE, "second-factor", json!({})),
        ] {
            let reply = chief.calls(method, &format!("/api/v1/accounts/{}/{door}", id_of(&account)), wish).await;
            assert!(reply.status == 409 && reply.json()["code"] == "own_case", "{door}: {}", reply.text());
        }
        assert!(refused.iter().all(|(_, status, word)| *status == 409 && *word), "{refused:?}");
    });
}

#[test]
fn an_item_on_the_own_paper_is_voided_by_a_colleague_and_the_own_result_released_by_one() {
    story(async {
        let world = World::new().await;
        let (mut chief, _) = chief(&world).await;
        for (who, mut person) in [("chief", chief.clone()), ("ada", world.person("learner").await)] {
            let attempt = starts(&mut person, "little/exam").await;
            assert_eq!(person.posts(&format!("{attempt}/submit"), &[]).await.status, 303, "{who}");
        }
        world.works().await;
        let list = chief.opens("/marking/items/little/exam").await.text();
        let item = list.split("/marking/items/little/exam/").nth(1).and_then(|t| t.split('"').next()).expect("an item").to_string();
        let path = format!("/marking/items/little/exam/{item}");
        let form = [("voiding", "full_credit"), ("reason", "mine")];
        assert_eq!(chief.posts(&path, &form).await.status, 409);
        let api = chief.calls(Method::PUT, &format!("/api/v1{path}"), json!({"voiding": "full_credit", "reason": "mine"})).await;
        assert!(api.status == 409 && api.json()["code"] == "own_case", "{}", api.text());
        let (me, _) = world.world.store.credentials_of("chief").await.expect("read").expect("there");
        let own = world.world.store.attempts_of(me.id).await.expect("read")[0].id;
        for method in [Method::GET, Method::PUT] {
            let api = chief.calls(method, &format!("/api/v1/marking/{own}/nine"), json!({"points": ["6", "4"]})).await;
            assert_eq!(api.status, 404, "{}", api.text());
        }
        assert_eq!(world.person("examiner").await.posts(&path, &form).await.status, 303);
        world.works().await;
        chief.posts("/marking/release/little/exam", &[("confirmed", "yes")]).await;
        let api = chief.calls(Method::POST, "/api/v1/marking/releases/little/exam", json!({})).await;
        assert_eq!(api.json()["released"], json!([]), "the others are released already");
        let released = async |login: &str| {
            let (account, _) = world.world.store.credentials_of(login).await.expect("read").expect("there");
            let id = world.world.store.attempts_of(account.id).await.expect("read")[0].id;
            world.world.store.result(id).await.expect("read").is_some_and(|r| r.released_at.is_some())
        };
        let after = (released("chief").await, released("learner").await);
        assert!(!after.0, "the own result waits for a colleague");
        world.works().await;
    });
}

#[test]
fn somebody_always_administers() {
    story(async {
        let world = World::new().await;
        let mut admin = world.person("admin").await;
        let (account, _) = world.world.store.credentials_of("admin").await.expect("read").expect("there");
        let path = format!("/admin/accounts/{}", account.id);
        assert_eq!(admin.posts(&path, &[("do", "roles"), ("role", "teacher"), ("confirmed", "yes")]).await.status, 409);
        assert_eq!(admin.posts(&path, &[("do", "disable"), ("confirmed", "yes")]).await.status, 409);
        assert_eq!(admin.opens("/admin/accounts?page=9223372036854775807").await.status, 200);
        assert_eq!(admin.opens("/admin/accounts").await.status, 200);
    });
}

#[test]
fn accounts_of_the_demonstration_close_when_it_is_over_and_open_with_it() {
    story(async {
        let world = World::new().await;
        let mut inside = world.person("admin").await;
        let again = world.opens_again(&[("demo", "false")]).await;
        assert!(inside.opens("/admin/accounts").await.location().starts_with("/sign-in"));
        let refused = again.visitor().posts("/sign-in", &[("login", "admin"), ("password", "zhixing-demo")]).await;
        assert_eq!(refused.status, 422);
        let demo = world.opens_again(&[]).await;
        demo.person("admin").await;
    });
}

#[test]
fn what_is_grave_names_whom_it_reaches_and_is_done_when_it_was_confirmed() {
    story(async {
        let world = World::new().await;
        let ada = starts(&mut world.person("learner").await, "little/exam").await;
        let id = id_of(&ada).parse().expect("an id");
        let phase = async || world.world.store.attempt_summary(id).await.expect("read").expect("there").state.phase().code();
        let mut ivy = world.person("invigilator").await;
        let form = |more: &[(&'static str, &'static str)]| [&[("measure", "void"), ("reason", "a copy"), ("to", "all")], more].concat();
        let board = "/invigilation/boards/little/exam/measures";
        let asked = ivy.posts(board, &form(&[])).await;
        assert_eq!(asked.status, 200);
        assert!(asked.text().contains("作废 1 份答卷") && asked.text().contains("李学知"), "{}", asked.text());
        // another number of people than was asked about is asked about again
        assert_eq!(ivy.posts(board, &form(&[("confirmed", "yes"), ("expected", "2")])).await.status, 200);
        assert_eq!(phase().await, "in_progress");
        assert_eq!(ivy.posts(board, &form(&[("confirmed", "yes"), ("expected", "1")])).await.status, 303);
        assert_eq!(phase().await, "voided");
        // disabling somebody, and taking a role
        let mut admin = world.person("admin").await;
        let (account, _) = world.world.store.credentials_of("teacher").await.expect("read").expect("there");
        let path = format!("/admin/accounts/{}", account.id);
        for form in [&[("do", "disable")][..], &[("do", "roles"), ("role", "learner")]] {
            let asked = admin.posts(&path, form).await;
            assert!(asked.status == 200 && asked.text().contains("陈老师") && asked.text().contains("button--danger"), "{form:?}");
        }
        assert_eq!(world.world.store.account(account.id).await.expect("read"), Some(account));
    });
}
