//! Who may do what: every route for every role. A route without a row fails.

use axum::http::Method;
use zhixing_tests::{World, story};

/// What a role gets to see: `y` it is served, `n` it does not exist (404), `s` sign in first, `-` not asked.
/// Columns: visitor, learner, teacher, examiner, admin.
#[rustfmt::skip]
const MATRIX: &[(&str, &str, &str)] = &[
    // everybody
    ("GET",  "/",                                       "yyyyy"),
    ("GET",  "/courses/{course}",                       "yyyyy"),
    ("GET",  "/courses/{course}/{lesson}",              "yyyyy"),
    ("POST", "/practice/{course}/{item}",               "yyyyy"),
    ("GET",  "/standards/{standard}",                   "yyyyy"),
    ("GET",  "/search",                                 "yyyyy"),
    ("GET",  "/sign-in",                                "yyyyy"),
    ("POST", "/sign-in",                                "yyyyy"),
    ("GET",  "/register",                               "yyyyy"),
    ("POST", "/register",                               "yyyyy"),
    ("POST", "/sign-out",                               "y----"),
    ("POST", "/preferences/language",                   "yyyyy"),
    ("POST", "/preferences/theme",                      "yyyyy"),
    ("GET",  "/verify",                                 "yyyyy"),
    ("POST", "/verify",                                 "yyyyy"),
    ("GET",  "/v/{number}",                             "nnnnn"), // no such number here; certifying.rs sees it served
    ("GET",  "/style",                                  "yyyyy"),
    ("GET",  "/media/{course}/{name}",                  "nnnnn"), // the little course has none
    // with an account
    ("POST", "/courses/{course}/{lesson}/done",         "syyyy"),
    ("GET",  "/profile",                                "syyyy"),
    ("POST", "/profile",                                "syyyy"),
    ("POST", "/profile/password",                       "syyyy"),
    ("POST", "/sign-out-everywhere",                    "s----"),
    ("GET",  "/notebook",                               "syyyy"),
    ("POST", "/notebook/{course}/{item}/forget",        "syyyy"),
    ("GET",  "/exams",                                  "syyyy"),
    ("GET",  "/exams/{course}/{plan}",                  "syyyy"),
    ("POST", "/exams/{course}/{plan}/start",            "syyyy"),
    ("GET",  "/attempts/{attempt}",                     "synnn"),
    ("POST", "/attempts/{attempt}/answers",             "synnn"),
    ("GET",  "/attempts/{attempt}/review",              "synnn"),
    ("GET",  "/attempts/{attempt}/receipt",             "synnn"),
    ("GET",  "/attempts/{attempt}/receipt.txt",         "synnn"),
    ("GET",  "/attempts/{attempt}/result",              "synnn"),
    ("GET",  "/certificates",                           "syyyy"),
    ("GET",  "/certificates/{number}/certificate.pdf",  "snnnn"),
    ("GET",  "/certificates/{number}/credential.json",  "snnnn"),
    // staff
    ("GET",  "/desk",                                   "snyyy"),
    ("GET",  "/marking",                                "snnyn"),
    ("GET",  "/marking/{attempt}/{item}",               "snnnn"), // nothing waits to be marked here
    ("POST", "/marking/{attempt}/{item}",               "snnnn"),
    ("POST", "/marking/release/{course}/{plan}",        "snnyn"),
    ("GET",  "/teach",                                  "snynn"),
    ("GET",  "/admin/accounts",                         "snnny"),
    ("POST", "/admin/accounts",                         "snnny"),
    ("GET",  "/admin/accounts/{account}",               "snnny"),
    ("POST", "/admin/accounts/{account}",               "snnny"),
    ("GET",  "/admin/certificates",                     "snnny"),
    ("GET",  "/admin/certificates/{number}",            "snnnn"),
    ("POST", "/admin/certificates/{number}/revoke",     "snnnn"),
    ("POST", "/admin/certificates/{number}/correct",    "snnnn"),
    // the API
    ("POST",   "/api/v1/session",                                  "yyyyy"),
    ("DELETE", "/api/v1/session",                                  "y----"),
    ("GET",    "/api/v1/me",                                       "syyyy"),
    ("GET",    "/api/v1/assessments",                              "syyyy"),
    ("POST",   "/api/v1/assessments/{course}/{plan}/attempts",     "syyyy"),
    ("GET",    "/api/v1/attempts/{attempt}",                       "synnn"),
    ("GET",    "/api/v1/attempts/{attempt}/clock",                 "synnn"),
    ("PUT",    "/api/v1/attempts/{attempt}/answers/{item}",        "synnn"),
    ("POST",   "/api/v1/attempts/{attempt}/operations",            "synnn"),
    ("POST",   "/api/v1/attempts/{attempt}/pen",                   "synnn"),
    ("PUT",    "/api/v1/attempts/{attempt}/flags/{item}",          "synnn"),
    ("GET",    "/api/v1/attempts/{attempt}/receipt",               "synnn"),
    ("GET",    "/api/v1/attempts/{attempt}/result",                "synnn"),
    ("POST",   "/api/v1/verify",                                   "yyyyy"),
    ("GET",    "/api/v1/verify/{number}",                          "nnnnn"),
    ("GET",    "/api/v1/certificates",                             "syyyy"),
    ("GET",    "/api/v1/openapi.json",                             "yyyyy"),
    // what anybody must be able to fetch to check a certificate or run the server
    ("GET",  "/.well-known/did.json",                   "yyyyy"),
    ("GET",  "/status/revocation/{list}",               "yyyyy"),
    ("GET",  "/c/{reference}",                          "nnnnn"),
    ("GET",  "/achievements/{code}/{level}",            "yyyyy"),
    ("GET",  "/achievements/{code}/{level}/criteria",   "yyyyy"),
    ("GET",  "/healthz",                                "yyyyy"),
    ("GET",  "/readyz",                                 "yyyyy"),
    ("GET",  "/metrics",                                "yyyyy"),
    ("GET",  "/assets/{file}",                          "nnnnn"),
    ("GET",  "/favicon.svg",                            "yyyyy"),
    ("GET",  "/worker.js",                              "yyyyy"),
    ("GET",  "/robots.txt",                             "yyyyy"),
    // last: they end the attempt
    ("POST",   "/attempts/{attempt}/submit",                       "synnn"),
    ("POST",   "/api/v1/attempts/{attempt}/submission",            "synnn"),
];

const ROLES: [&str; 5] = ["visitor", "learner", "teacher", "examiner", "admin"];

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
        let attempt = crate::main_job::starts(&mut world.person("learner").await, "little/exam").await;
        let admin_list = world.person("admin").await.opens("/admin/accounts?q=teacher").await.text();
        let account = admin_list.split("/admin/accounts/").nth(1).and_then(|t| t.split('"').next()).expect("an account").to_string();
        let mut wrong = vec![];
        for (column, role) in ROLES.iter().enumerate() {
            for (method, pattern, letters) in MATRIX {
                let letter = letters.as_bytes()[column] as char;
                if letter == '-' {
                    continue;
                }
                let path = fill(pattern, &attempt, &account);
                let mut person = if *role == "visitor" { world.visitor() } else { world.person(role).await };
                let (kind, body) = body_of(method, pattern, role);
                let reply = person.asks(Method::from_bytes(method.as_bytes()).expect("a method"), &path, kind, body).await;
                let status = reply.status.as_u16();
                let signs_in = status == 401 || reply.location().starts_with("/sign-in?next=");
                let right = match letter {
                    // 409 and 422: understood, and refused for what was sent
                    'y' => !signs_in && (reply.status.is_success() || matches!(status, 303 | 401 | 409 | 422) && status != 404),
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
    });
}

fn fill(pattern: &str, attempt: &str, account: &str) -> String {
    let attempt = attempt.rsplit('/').next().unwrap_or_default();
    let item = if pattern.starts_with("/practice") { "p1" } else { "five" };
    [
        ("{course}", "little"),
        ("{lesson}", "first"),
        ("{plan}", "mock"),
        ("{item}", item),
        ("{standard}", "little"),
        ("{attempt}", attempt),
        ("{account}", account),
        ("{number}", "S000011000001265999999"),
        ("{list}", "1"),
        ("{reference}", "S000011000001265999999"),
        ("{code}", "0-00-00-09"),
        ("{level}", "5"),
        ("{file}", "none.js"),
        ("{name}", "none.svg"),
    ]
    .iter()
    .fold(pattern.to_string(), |path, (gap, value)| path.replace(gap, value))
}

fn body_of(method: &str, pattern: &str, role: &str) -> (Option<&'static str>, Vec<u8>) {
    match (method, pattern) {
        ("GET" | "DELETE", _) => (None, vec![]),
        (_, "/verify" | "/api/v1/verify") => (Some("multipart/form-data; boundary=b"), b"--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n{}\r\n--b--\r\n".to_vec()),
        (_, p) if p.ends_with("/operations") => (Some("application/json"), b"[]".to_vec()),
        (_, p) if p.ends_with("/pen") => (Some("application/json"), br#"{"writer":"wr_01999999999970008000000000000001"}"#.to_vec()),
        (_, p) if p.contains("/flags/") => (Some("application/json"), br#"{"flagged":true}"#.to_vec()),
        (_, "/api/v1/session") => (Some("application/json"), format!(r#"{{"login":"api-{role}","password":"x"}}"#).into_bytes()),
        (_, "/sign-in") => (Some("application/x-www-form-urlencoded"), format!("login=form-{role}&password=x").into_bytes()),
        (_, p) if p.contains("/answers/") => (
            Some("application/json"),
            br#"{"op_id":"op_01999999999970008000000000000009","item":"five","value":{"type":"short","text":"x"},"writer":"wr_01999999999970008000000000000001","seq":1}"#.to_vec(),
        ),
        (_, p) if p.starts_with("/api/") => (Some("application/json"), b"{}".to_vec()),
        (_, "/preferences/language") => (Some("application/x-www-form-urlencoded"), b"language=zh&back=/".to_vec()),
        (_, "/preferences/theme") => (Some("application/x-www-form-urlencoded"), b"theme=dark&back=/".to_vec()),
        (_, p) if p.starts_with("/admin/accounts/{") => (Some("application/x-www-form-urlencoded"), b"do=roles&role=teacher".to_vec()),
        (_, p) if p.contains("/admin/certificates") => (Some("application/x-www-form-urlencoded"), b"reason=test".to_vec()),
        _ => (Some("application/x-www-form-urlencoded"), vec![]),
    }
}
