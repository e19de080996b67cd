//! Who may do what: every route for every role. A route without a row fails.

use crate::main_job::starts;
use axum::http::Method;
use zhixing_domain::{
    account::{Administrator, Invigilator},
    id::WebhookId,
    message::InboxMessage,
    plan_ref::PlanRef,
    time::Span,
};
use zhixing_store::{Actor, NewWebhook, SessionTerms, Stamp};
use zhixing_tests::{World, id_of, story};

/// What a role gets to see: `y` it is served, `n` it does not exist (404), `s` sign in first, `-` not asked.
/// Columns: visitor, learner, teacher, examiner, invigilator, admin.
#[rustfmt::skip]
pub const MATRIX: &[(&str, &str, &str)] = &[
    // everybody
    ("GET",  "/",                                       "yyyyyy"),
    ("GET",  "/courses/{course}",                       "yyyyyy"),
    ("GET",  "/courses/{course}/{lesson}",              "yyyyyy"),
    ("POST", "/practice/{course}/{item}",               "yyyyyy"),
    ("GET",  "/standards/{standard}",                   "yyyyyy"),
    ("GET",  "/search",                                 "yyyyyy"),
    ("GET",  "/offline",                                "yyyyyy"),
    ("GET",  "/sign-in",                                "yyyyyy"),
    ("POST", "/sign-in",                                "yyyyyy"),
    ("POST", "/sign-in/code",                           "yyyyyy"),
    ("GET",  "/sign-in/reset",                          "yyyyyy"),
    ("POST", "/sign-in/reset",                          "yyyyyy"),
    ("GET",  "/register",                               "yyyyyy"),
    ("POST", "/register",                               "yyyyyy"),
    ("POST", "/sign-out",                               "y-----"),
    ("POST", "/preferences/language",                   "yyyyyy"),
    ("POST", "/preferences/theme",                      "yyyyyy"),
    ("GET",  "/verify",                                 "yyyyyy"),
    ("POST", "/verify",                                 "yyyyyy"),
    ("GET",  "/v/{number}",                             "nnnnnn"), // no such number here; certifying.rs sees it served
    ("GET",  "/brand/{file}",                           "nnnnnn"), // there is no logo here; settings.rs gives one
    ("GET",  "/style",                                  "yyyyyy"),
    ("GET",  "/media/{course}/{name}",                  "nnnnnn"), // the little course has none
    // with an account
    ("POST", "/courses/{course}/{lesson}/done",         "syyyyy"),
    ("GET",  "/profile",                                "syyyyy"),
    ("POST", "/profile",                                "syyyyy"),
    ("POST", "/profile/password",                       "syyyyy"),
    ("GET",  "/profile/second-factor",                  "syyyyy"),
    ("POST", "/profile/second-factor",                  "syyyyy"),
    ("POST", "/profile/second-factor/remove",           "syyyyy"),
    ("POST", "/profile/tokens/revoke",                  "snnnnn"), // no token here; signing_in.rs revokes one
    ("POST", "/sign-out-everywhere",                    "s-----"),
    ("GET",  "/messages",                               "syyyyy"),
    ("POST", "/messages",                               "syyyyy"),
    ("POST", "/messages/{message}",                     "synnnn"),
    ("GET",  "/profile/mail",                           "snnnnn"), // no mail is sent here; mail.rs sends some
    ("POST", "/profile/mail",                           "snnnnn"),
    ("POST", "/profile/mail/address",                   "snnnnn"),
    ("GET",  "/mail/confirm/{ticket}",                  "nnnnnn"), // nobody made these tickets; mail.rs has some
    ("POST", "/mail/confirm/{ticket}",                  "nnnnnn"),
    ("GET",  "/mail/unsubscribe/{ticket}",              "nnnnnn"),
    ("POST", "/mail/unsubscribe/{ticket}",              "nnnnnn"),
    ("GET",  "/notebook",                               "syyyyy"),
    ("POST", "/notebook/{course}/{item}/forget",        "syyyyy"),
    ("GET",  "/exams",                                  "syyyyy"),
    ("GET",  "/exams/calendar",                         "syyyyy"),
    ("POST", "/exams/calendar",                         "syyyyy"),
    ("GET",  "/calendar/{file}",                        "nnnnnn"), // no such secret; timetable.rs reads one
    ("GET",  "/calendar/sessions/{session}",            "snnnyy"),
    ("GET",  "/exams/{course}/{plan}",                  "syyyyy"),
    ("POST", "/exams/{course}/{plan}/start",            "syyyyy"),
    ("POST", "/exams/{course}/{plan}/seb",              "snnnnn"), // the little course asks for no browser; lockdown.rs does
    ("GET",  "/seb/{file}",                             "nnnnnn"), // no such link here
    ("GET",  "/attempts/{attempt}",                     "synnnn"),
    ("POST", "/attempts/{attempt}/answers",             "synnnn"),
    ("GET",  "/attempts/{attempt}/review",              "synnnn"),
    ("GET",  "/attempts/{attempt}/onward",              "synnnn"),
    ("POST", "/attempts/{attempt}/onward",              "synnnn"),
    ("GET",  "/attempts/{attempt}/receipt",             "synnnn"),
    ("GET",  "/attempts/{attempt}/receipt.txt",         "synnnn"),
    ("GET",  "/attempts/{attempt}/result",              "synnnn"),
    ("GET",  "/attempts/{attempt}/name",                "synnnn"),
    ("POST", "/attempts/{attempt}/name",                "synnnn"),
    ("GET",  "/certificates",                           "syyyyy"),
    ("GET",  "/certificates/{number}/certificate.pdf",  "snnnnn"),
    ("GET",  "/certificates/{number}/credential.json",  "snnnnn"),
    // staff
    ("GET",  "/desk",                                   "snyyyy"),
    ("GET",  "/marking",                                "snnynn"),
    ("POST", "/marking",                                "snnynn"),
    ("GET",  "/marking/{attempt}/{item}",               "snnynn"),
    ("POST", "/marking/{attempt}/{item}",               "snnynn"),
    ("POST", "/marking/release/{course}/{plan}",        "snnynn"),
    ("GET",  "/marking/items/{course}/{plan}",          "snnynn"),
    ("GET",  "/marking/items/{course}/{plan}/{version}", "snnynn"),
    ("POST", "/marking/items/{course}/{plan}/{version}", "snnynn"),
    ("GET",  "/results",                                "snnyny"),
    ("GET",  "/results/{course}/{plan}",                "snnyny"),
    ("GET",  "/results/{course}/{plan}/{file}",         "snnyny"),
    ("GET",  "/invigilation",                           "snnnyy"),
    ("POST", "/invigilation",                           "snnnyy"),
    ("GET",  "/invigilation/sessions/{session}",        "snnnyy"),
    ("POST", "/invigilation/sessions/{session}",        "snnnyy"),
    ("POST", "/invigilation/sessions/{session}/terms",  "snnnyy"),
    ("POST", "/invigilation/sessions/{session}/candidates", "snnnyy"),
    ("POST", "/invigilation/sessions/{session}/cancel", "snnnyy"),
    ("POST", "/invigilation/sessions/{session}/code",   "snnnyy"),
    ("POST", "/invigilation/sessions/{session}/list",   "snnnyy"),
    ("GET",  "/invigilation/boards/{course}/{plan}",    "snnnyy"),
    ("POST", "/invigilation/boards/{course}/{plan}/measures", "snnnyy"),
    ("GET",  "/invigilation/attempts/{attempt}",        "snnnyy"),
    ("POST", "/invigilation/attempts/{attempt}",        "snnnyy"),
    ("POST", "/invigilation/attempts/{attempt}/answers", "snnnyy"),
    ("GET",  "/invigilation/names",                     "snnnyy"),
    ("POST", "/invigilation/attempts/{attempt}/name",   "snnnyy"),
    ("GET",  "/teach",                                  "snynnn"),
    ("GET",  "/admin/accounts",                         "snnnny"),
    ("POST", "/admin/accounts",                         "snnnny"),
    ("GET",  "/admin/accounts/{account}",               "snnnny"),
    ("POST", "/admin/accounts/{account}",               "snnnny"),
    ("POST", "/admin/accounts/{account}/password",      "snnnny"),
    ("POST", "/admin/accounts/{account}/second-factor", "snnnny"),
    ("GET",  "/admin/settings",                         "snnnny"),
    ("POST", "/admin/settings",                         "snnnny"),
    ("GET",  "/admin/log",                              "snnnny"),
    ("GET",  "/admin/log/{file}",                       "snnnny"),
    ("GET",  "/admin/webhooks",                         "snnnny"),
    ("POST", "/admin/webhooks",                         "snnnny"),
    ("POST", "/admin/webhooks/{webhook}",               "snnnny"),
    ("GET",  "/admin/certificates",                     "snnnny"),
    ("GET",  "/admin/certificates/{number}",            "snnnnn"),
    ("POST", "/admin/certificates/{number}/revoke",     "snnnnn"),
    ("POST", "/admin/certificates/{number}/correct",    "snnnnn"),
    // the API
    ("POST",   "/api/v1/session",                                  "yyyyyy"),
    ("DELETE", "/api/v1/session",                                  "y-----"),
    ("POST",   "/api/v1/registrations",                            "yyyyyy"),
    ("POST",   "/api/v1/password-resets",                          "yyyyyy"),
    ("PUT",    "/api/v1/preferences/language",                     "yyyyyy"),
    ("PUT",    "/api/v1/preferences/theme",                        "yyyyyy"),
    ("GET",    "/api/v1/me",                                       "syyyyy"),
    ("PUT",    "/api/v1/me/names",                                 "syyyyy"),
    ("PUT",    "/api/v1/me/password",                              "syyyyy"),
    ("DELETE", "/api/v1/me/sessions",                              "syyyyy"),
    ("GET",    "/api/v1/me/second-factor",                         "syyyyy"),
    ("PUT",    "/api/v1/me/second-factor",                         "syyyyy"),
    ("POST",   "/api/v1/me/second-factor/secrets",                 "syyyyy"),
    ("POST",   "/api/v1/me/second-factor/removal",                 "syyyyy"),
    ("GET",    "/api/v1/me/tokens",                                "syyyyy"),
    ("DELETE", "/api/v1/me/tokens/{token}",                        "snnnnn"), // no token here; signing_in.rs revokes one
    ("GET",    "/api/v1/me/exam-sessions",                         "syyyyy"),
    ("POST",   "/api/v1/me/calendar",                              "syyyyy"),
    ("DELETE", "/api/v1/me/calendar",                              "syyyyy"),
    ("GET",    "/api/v1/me/messages",                              "syyyyy"),
    ("PUT",    "/api/v1/me/messages/read",                         "syyyyy"),
    ("PUT",    "/api/v1/me/messages/{message}/read",               "synnnn"),
    ("GET",    "/api/v1/me/mail",                                  "snnnnn"), // no mail is sent here; mail.rs sends some
    ("PUT",    "/api/v1/me/mail/choices",                          "snnnnn"),
    ("PUT",    "/api/v1/me/mail/address",                          "snnnnn"),
    ("DELETE", "/api/v1/me/mail/address",                          "snnnnn"),
    ("GET",    "/api/v1/me/notebook",                              "syyyyy"),
    ("DELETE", "/api/v1/me/notebook/{course}/{item}",              "syyyyy"),
    ("PUT",    "/api/v1/courses/{course}/lessons/{lesson}/done",   "syyyyy"),
    ("POST",   "/api/v1/courses/{course}/practice/{item}",         "yyyyyy"),
    ("GET",    "/api/v1/assessments",                              "syyyyy"),
    ("POST",   "/api/v1/assessments/{course}/{plan}/attempts",     "syyyyy"),
    ("POST",   "/api/v1/assessments/{course}/{plan}/seb",          "syyyyy"),
    ("POST",   "/api/v1/assessments/{course}/{plan}/config-links", "snnnnn"), // the little course asks for no browser; lockdown.rs does
    ("POST",   "/api/v1/attempts/{attempt}/seb",                   "synnnn"),
    ("GET",    "/api/v1/attempts/{attempt}",                       "synnnn"),
    ("GET",    "/api/v1/attempts/{attempt}/clock",                 "synnnn"),
    ("GET",    "/api/v1/attempts/{attempt}/sealed",                "snnnnn"), // invigilating.rs opens a sealed one
    ("POST",   "/api/v1/attempts/{attempt}/opening",               "snnnnn"),
    ("PUT",    "/api/v1/attempts/{attempt}/answers/{item}",        "synnnn"),
    ("POST",   "/api/v1/attempts/{attempt}/operations",            "synnnn"),
    ("POST",   "/api/v1/attempts/{attempt}/pen",                   "synnnn"),
    ("PUT",    "/api/v1/attempts/{attempt}/flags/{item}",          "synnnn"),
    ("GET",    "/api/v1/attempts/{attempt}/receipt",               "synnnn"),
    ("GET",    "/api/v1/attempts/{attempt}/result",                "synnnn"),
    ("GET",    "/api/v1/attempts/{attempt}/name",                  "synnnn"),
    ("POST",   "/api/v1/attempts/{attempt}/name",                  "synnnn"),
    ("PUT",    "/api/v1/attempts/{attempt}/name",                  "snnnyy"),
    ("GET",    "/api/v1/names",                                    "snnnyy"),
    ("POST",   "/api/v1/attempts/{attempt}/measures",              "snnnyy"),
    ("POST",   "/api/v1/attempts/{attempt}/notes",                 "snnnyy"),
    ("POST",   "/api/v1/attempts/{attempt}/pen-releases",          "snnnyy"),
    ("POST",   "/api/v1/attempts/{attempt}/segments",              "snnnyy"),
    ("POST",   "/api/v1/attempts/{attempt}/answer-files",          "snnnyy"),
    ("POST",   "/api/v1/boards/{course}/{plan}/measures",          "snnnyy"),
    ("GET",    "/api/v1/exam-sessions",                            "snnnyy"),
    ("POST",   "/api/v1/exam-sessions",                            "snnnyy"),
    ("GET",    "/api/v1/exam-sessions/{session}",                  "snnnyy"),
    ("PUT",    "/api/v1/exam-sessions/{session}",                  "snnnyy"),
    ("PUT",    "/api/v1/exam-sessions/{session}/candidates",       "snnnyy"),
    ("PUT",    "/api/v1/exam-sessions/{session}/candidates/{login}", "snnnyy"),
    ("DELETE", "/api/v1/exam-sessions/{session}/candidates/{login}", "snnnyy"),
    ("POST",   "/api/v1/exam-sessions/{session}/cancellation",     "snnnyy"),
    ("PUT",    "/api/v1/exam-sessions/{session}/code",             "snnnyy"),
    ("DELETE", "/api/v1/exam-sessions/{session}/code",             "snnnyy"),
    ("GET",    "/api/v1/marking",                                  "snnynn"),
    ("POST",   "/api/v1/marking/claims",                           "snnynn"),
    ("GET",    "/api/v1/marking/{attempt}/{item}",                 "snnynn"),
    ("PUT",    "/api/v1/marking/{attempt}/{item}",                 "snnynn"),
    ("POST",   "/api/v1/marking/releases/{course}/{plan}",         "snnynn"),
    ("GET",    "/api/v1/marking/items/{course}/{plan}",            "snnynn"),
    ("GET",    "/api/v1/marking/items/{course}/{plan}/{version}",  "snnynn"),
    ("PUT",    "/api/v1/marking/items/{course}/{plan}/{version}",  "snnynn"),
    ("GET",    "/api/v1/results",                                  "snnyny"),
    ("GET",    "/api/v1/results/{course}/{plan}",                  "snnyny"),
    ("GET",    "/api/v1/boards/{course}/{plan}/events",            "snnnyy"),
    ("GET",    "/api/v1/accounts",                                 "snnnny"),
    ("POST",   "/api/v1/accounts",                                 "snnnny"),
    ("GET",    "/api/v1/accounts/{account}",                       "snnnny"),
    ("PUT",    "/api/v1/accounts/{account}/roles",                 "snnnny"),
    ("PUT",    "/api/v1/accounts/{account}/disabled",              "snnnny"),
    ("PUT",    "/api/v1/accounts/{account}/legal-name",            "snnnny"),
    ("POST",   "/api/v1/accounts/{account}/reset-codes",           "snnnny"),
    ("DELETE", "/api/v1/accounts/{account}/second-factor",         "snnnny"),
    ("GET",    "/api/v1/settings",                                 "snnnny"),
    ("PUT",    "/api/v1/settings",                                 "snnnny"),
    ("PUT",    "/api/v1/settings/logo",                            "snnnny"),
    ("DELETE", "/api/v1/settings/logo",                            "snnnny"),
    ("GET",    "/api/v1/log",                                      "snnnny"),
    ("GET",    "/api/v1/webhooks",                                 "snnnny"),
    ("POST",   "/api/v1/webhooks",                                 "snnnny"),
    ("POST",   "/api/v1/webhooks/{webhook}/tests",                 "snnnny"),
    ("DELETE", "/api/v1/webhooks/{webhook}/stop",                  "snnnnn"), // it is called; webhooks.rs resumes one
    ("POST",   "/api/v1/verify",                                   "yyyyyy"),
    ("GET",    "/api/v1/verify/{number}",                          "nnnnnn"),
    ("POST",   "/api/v1/certificates/{number}/correction",         "snnnnn"), // no such number here; names.rs corrects one
    ("POST",   "/api/v1/certificates/{number}/revocation",         "snnnnn"),
    ("GET",    "/api/v1/certificates",                             "syyyyy"),
    ("GET",    "/api/v1/openapi.json",                             "yyyyyy"),
    // what anybody must be able to fetch to check a certificate or run the server
    ("GET",  "/.well-known/did.json",                   "yyyyyy"),
    ("GET",  "/status/revocation/{list}",               "yyyyyy"),
    ("GET",  "/c/{reference}",                          "nnnnnn"),
    ("GET",  "/achievements/{code}/{level}",            "yyyyyy"),
    ("GET",  "/achievements/{code}/{level}/criteria",   "yyyyyy"),
    ("GET",  "/healthz",                                "yyyyyy"),
    ("GET",  "/readyz",                                 "yyyyyy"),
    ("GET",  "/metrics",                                "yyyyyy"),
    ("GET",  "/assets/{file}",                          "nnnnnn"),
    ("GET",  "/favicon.svg",                            "yyyyyy"),
    ("GET",  "/worker.js",                              "yyyyyy"),
    ("GET",  "/robots.txt",                             "yyyyyy"),
    ("DELETE", "/api/v1/webhooks/{webhook}",                       "snnnny"),
    // last: they end the attempt
    ("POST",   "/attempts/{attempt}/submit",                       "synnnn"),
    ("POST",   "/api/v1/attempts/{attempt}/submission",            "synnnn"),
];

pub const ROLES: [&str; 6] = ["visitor", "learner", "teacher", "examiner", "invigilator", "admin"];

#[test]
fn every_route_has_a_row() {
    let rows: Vec<(&str, &str)> = MATRIX.iter().map(|(m, p, _)| (*m, *p)).collect();
    let missing: Vec<_> = zhixing::routes().into_iter().filter(|r| !rows.contains(r)).collect();
    let extra: Vec<_> = rows.iter().filter(|r| !zhixing::routes().contains(r)).collect();
    assert!(missing.is_empty() && extra.is_empty(), "without a row: {missing:?}; rows without a route: {extra:?}");
}

#[test]
fn every_role_gets_what_the_matrix_says() {
    story(async {
        let world = World::new().await;
        let objects = objects(&world).await;
        let mut wrong = vec![];
        for (column, role) in ROLES.iter().enumerate() {
            for (method, pattern, letters) in MATRIX {
                let letter = letters.as_bytes()[column] as char;
                if letter == '-' {
                    continue;
                }
                let path = fill(pattern, &objects);
                let mut person = if *role == "visitor" { world.visitor() } else { world.person(role).await };
                let (kind, body) = body_of(method, pattern, role);
                let reply = person.asks(Method::from_bytes(method.as_bytes()).expect("a method"), &path, kind, body).await;
                let status = reply.status.as_u16();
                let signs_in = status == 401 || reply.location().starts_with("/sign-in?next=");
                let right = match letter {
                    // 409, 422 and 429: understood, and refused for what was sent, or for how often
                    'y' => !signs_in && (reply.status.is_success() || matches!(status, 303 | 401 | 409 | 422 | 429) && status != 404),
                    'n' => status == 404,
                    _ => signs_in,
                };
                // the sign-in call itself answers 401 to a wrong password
                let right = right || (*pattern == "/api/v1/session" && status == 401);
                if !right {
                    wrong.push(format!("{role} {method} {path}: {status} {}, wanted {letter}", reply.location()));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        world.works().await;
    });
}

/// What the routes are asked about.
pub struct Objects {
    /// The learner's, which runs.
    attempt: String,
    /// The teacher's.
    account: String,
    /// The teacher's, which is handed in: its essay waits for a mark.
    marked: String,
    /// The essay as it was sat.
    version: String,
    /// Of the exam that both have started before.
    session: String,
    /// The learner's.
    message: String,
    webhook: String,
}

pub async fn objects(world: &World) -> Objects {
    let attempt = starts(&mut world.person("learner").await, "little/exam").await;
    let mut tess = world.person("teacher").await;
    let marked = starts(&mut tess, "little/exam").await;
    // an essay that says nothing waits for nobody
    zhixing_tests::saves(&mut tess, &marked, "nine", serde_json::json!({"type": "essay", "text": "一篇论述。"}), 1).await;
    tess.posts(&format!("{marked}/submit"), &[]).await;
    world.works().await;
    let store = &world.world.store;
    let items = store.marked_items(&PlanRef::new("little", "exam")).await.expect("read");
    let version = items.into_iter().find(|i| i.item.0 == "nine").expect("the essay").version.0;
    let (account, _) = store.credentials_of("teacher").await.expect("read").expect("there");
    let (ivy, _) = store.credentials_of("invigilator").await.expect("read").expect("there");
    let (who, now) = (Invigilator::of(&ivy).expect("an invigilator"), world.world.clock.now());
    let (stamp, plan) = (Stamp::new(now, Actor::Person(ivy.id), [7; 10]), PlanRef::new("little", "exam"));
    let terms = SessionTerms { name: "上午场".into(), place: String::new(), opens: now, closes: now + Span::from_minutes(60) };
    let session = store.open_session(&who, plan, terms, stamp).await.expect("opened").to_string();
    let (ada, _) = store.credentials_of("learner").await.expect("read").expect("there");
    let stamp = |n| Stamp::new(now, Actor::System, [n; 10]);
    store.tell(ada.id, InboxMessage::FactorSet, stamp(8)).await.expect("told");
    let message = store.messages_of(ada.id, 0).await.expect("read").messages[0].id.to_string();
    let id = WebhookId::new(now, [9; 10]);
    let new = NewWebhook { id, label: "HR".into(), url: "http://127.0.0.1:9/".into(), sealed: vec![0] };
    assert!(store.add_webhook(&Administrator::operator(), new, stamp(9)).await.expect("added"));
    let (attempt, account, marked) = (id_of(&attempt).into(), account.id.to_string(), id_of(&marked).into());
    Objects { attempt, account, marked, version, session, message, webhook: id.to_string() }
}

pub fn fill(pattern: &str, objects: &Objects) -> String {
    let Objects { attempt, account, marked, version, session, message, webhook } = objects;
    let marking = pattern.contains("/marking/");
    let file = match pattern {
        p if p.starts_with("/results") => "results.csv",
        p if p.starts_with("/admin/log") => "log.csv",
        _ => "none.js",
    };
    let item = match pattern {
        p if p.contains("/practice/") => "p-single",
        _ if marking => "nine",
        _ => "five",
    };
    [
        ("{course}", "little"),
        ("{lesson}", "first"),
        ("{version}", version.as_str()),
        ("{plan}", if marking { "exam" } else { "mock" }),
        ("{item}", item),
        ("{standard}", "little"),
        ("{attempt}", if marking { marked.as_str() } else { attempt.as_str() }),
        ("{account}", account.as_str()),
        ("{number}", "S000011000001265999999"),
        ("{list}", "1"),
        ("{reference}", "S000011000001265999999"),
        ("{code}", "0-00-00-09"),
        ("{level}", "5"),
        ("{session}", session.as_str()),
        // put on the list by the row before
        ("{login}", "learner"),
        ("{message}", message.as_str()),
        ("{webhook}", webhook.as_str()),
        ("{ticket}", "AAAA"),
        ("{token}", "0000"),
        ("{file}", file),
        ("{name}", "none.svg"),
    ]
    .iter()
    .fold(pattern.to_string(), |path, (gap, value)| path.replace(gap, value))
}

pub fn body_of(method: &str, pattern: &str, role: &str) -> (Option<&'static str>, Vec<u8>) {
    match (method, pattern) {
        ("GET" | "DELETE", _) => (None, vec![]),
        (_, "/verify" | "/api/v1/verify") => (Some("multipart/form-data; boundary=b"), b"--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n{}\r\n--b--\r\n".to_vec()),
        (_, "/admin/settings") => (Some("multipart/form-data; boundary=b"), b"--b\r\nContent-Disposition: form-data; name=\"accent\"\r\n\r\nred\r\n--b--\r\n".to_vec()),
        (_, p) if p.ends_with("/operations") => (Some("application/json"), b"[]".to_vec()),
        (_, p) if p.starts_with("/api/") && p.ends_with("/seb") => (Some("application/json"), br#"{"page":"/exams","config_key":"x"}"#.to_vec()),
        (_, "/attempts/{attempt}/onward") => (Some("application/x-www-form-urlencoded"), b"to=1".to_vec()),
        (_, "/api/v1/registrations") => (Some("application/json"), br#"{"login":"x","name":"x","password":"password"}"#.to_vec()),
        (_, "/api/v1/password-resets") => (Some("application/json"), br#"{"login":"x","code":"x","password":"four unrelated words"}"#.to_vec()),
        (_, "/api/v1/preferences/language") => (Some("application/json"), br#"{"language":"zh"}"#.to_vec()),
        (_, "/api/v1/preferences/theme") => (Some("application/json"), br#"{"theme":"dark"}"#.to_vec()),
        ("PUT", "/api/v1/me/second-factor") => (Some("application/json"), br#"{"ticket":"x","code":"x","password":"x"}"#.to_vec()),
        (_, p) if p.ends_with("/removal") => (Some("application/json"), br#"{"code":"x"}"#.to_vec()),
        (_, p) if p.ends_with("/notes") => (Some("application/json"), br#"{"text":"x"}"#.to_vec()),
        (_, p) if p.ends_with("/pen-releases") => (Some("application/json"), br#"{"reason":"x"}"#.to_vec()),
        (_, p) if p.ends_with("/segments") => (Some("application/json"), br#"{"minutes":5,"reason":"x"}"#.to_vec()),
        (_, p) if p.ends_with("/answer-files") => (Some("application/octet-stream"), b"{}".to_vec()),
        (_, p) if p.ends_with("/pen") => (Some("application/json"), br#"{"writer":"wr_01999999999970008000000000000001"}"#.to_vec()),
        (_, p) if p.contains("/flags/") => (Some("application/json"), br#"{"flagged":true}"#.to_vec()),
        (_, "/admin/webhooks/{webhook}") => (Some("application/x-www-form-urlencoded"), b"do=test".to_vec()),
        (_, "/api/v1/me/messages/read") => (Some("application/json"), br#"{"seen":1}"#.to_vec()),
        (_, "/api/v1/me/mail/choices") => (Some("application/json"), br#"{"choices":{}}"#.to_vec()),
        (_, "/api/v1/me/mail/address") => (Some("application/json"), br#"{"address":"ada@example.cn"}"#.to_vec()),
        (_, "/api/v1/webhooks") => (Some("application/json"), br#"{"label":"x","url":"x"}"#.to_vec()),
        (_, "/api/v1/me/password") => (Some("application/json"), br#"{"old_password":"x","new_password":"four unrelated words"}"#.to_vec()),
        (_, p) if p.ends_with("/done") && p.starts_with("/api/") => (Some("application/json"), br#"{"done":true}"#.to_vec()),
        (_, "/api/v1/courses/{course}/practice/{item}") => {
            (Some("application/json"), br#"{"answer":{"type":"single","option":0}}"#.to_vec())
        }
        (_, "/api/v1/accounts") => {
            (Some("application/json"), br#"{"login":"x","name":"x","password":"four unrelated words","roles":["teacher"]}"#.to_vec())
        }
        (_, "/api/v1/accounts/{account}/roles") => (Some("application/json"), br#"{"roles":["teacher"]}"#.to_vec()),
        (_, "/api/v1/accounts/{account}/disabled") => (Some("application/json"), br#"{"disabled":false}"#.to_vec()),
        (_, "/api/v1/accounts/{account}/legal-name") => {
            (Some("application/json"), "{\"name\":\"陈知远\",\"note\":\"x\"}".as_bytes().to_vec())
        }
        (_, "/api/v1/exam-sessions") => {
            (Some("application/json"), br#"{"plan":"little/mock","name":"x","opens":2,"closes":1}"#.to_vec())
        }
        (_, "/api/v1/exam-sessions/{session}/candidates") => (Some("application/json"), br#"{"list":"learner"}"#.to_vec()),
        (_, "/api/v1/exam-sessions/{session}/candidates/{login}") => (Some("application/json"), br#"{"room":"3-101"}"#.to_vec()),
        (_, "/api/v1/exam-sessions/{session}/cancellation") => (Some("application/json"), br#"{"reason":"x"}"#.to_vec()),
        (_, "/api/v1/exam-sessions/{session}") => (Some("application/json"), br#"{"name":"x"}"#.to_vec()),
        (_, "/api/v1/exam-sessions/{session}/code") => (Some("application/json"), br#"{"code":"Room-77"}"#.to_vec()),
        (_, "/api/v1/marking/{attempt}/{item}") => (Some("application/json"), br#"{"points":["6","4"]}"#.to_vec()),
        (_, p) if p.ends_with("/{version}") && p.starts_with("/api/") => {
            (Some("application/json"), br#"{"voiding":"excluded","reason":"x"}"#.to_vec())
        }
        (_, "/api/v1/session") => (Some("application/json"), format!(r#"{{"login":"api-{role}","password":"x"}}"#).into_bytes()),
        (_, "/sign-in") => (Some("application/x-www-form-urlencoded"), format!("login=form-{role}&password=x").into_bytes()),
        (_, p) if p.contains("/answers/") => (
            Some("application/json"),
            br#"{"op_id":"op_01999999999970008000000000000009","item":"five","value":{"type":"short","text":"x"},"writer":"wr_01999999999970008000000000000001","seq":1}"#.to_vec(),
        ),
        ("POST", "/api/v1/attempts/{attempt}/name") => (Some("application/json"), br#"{"name":"x","reason":"x","evidence":"x"}"#.to_vec()),
        ("PUT", "/api/v1/attempts/{attempt}/name") => (Some("application/json"), br#"{"do":"refuse","note":"x"}"#.to_vec()),
        (_, p) if p.ends_with("/correction") => (Some("application/json"), br#"{"name":"x","reason":"x","evidence":"x"}"#.to_vec()),
        (_, p) if p.ends_with("/revocation") => (Some("application/json"), br#"{"reason":"x"}"#.to_vec()),
        (_, p) if p.starts_with("/invigilation") && p.ends_with("/name") => (Some("application/x-www-form-urlencoded"), b"do=refuse&note=x".to_vec()),
        (_, p) if p.ends_with("/measures") && p.starts_with("/api/") => (Some("application/json"), br#"{"measure":"message","reason":"hello"}"#.to_vec()),
        (_, p) if p.starts_with("/invigilation") && (p.ends_with("/answers") || p.ends_with("/list")) => (Some("multipart/form-data; boundary=b"), b"--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n{}\r\n--b--\r\n".to_vec()),
        (_, p) if p.starts_with("/invigilation") => (Some("application/x-www-form-urlencoded"), b"measure=message&reason=hello&to=all".to_vec()),
        (_, p) if p.starts_with("/api/") => (Some("application/json"), b"{}".to_vec()),
        (_, "/preferences/language") => (Some("application/x-www-form-urlencoded"), b"language=zh&back=/".to_vec()),
        (_, "/preferences/theme") => (Some("application/x-www-form-urlencoded"), b"theme=dark&back=/".to_vec()),
        (_, p) if p.starts_with("/admin/accounts/{") => (Some("application/x-www-form-urlencoded"), b"do=roles&role=teacher".to_vec()),
        (_, p) if p.contains("/admin/certificates") => (Some("application/x-www-form-urlencoded"), b"reason=test".to_vec()),
        _ => (Some("application/x-www-form-urlencoded"), vec![]),
    }
}
