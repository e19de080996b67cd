//! Who may do what: every route for every role. A route without a row fails.

use crate::{
    asked::{asked_with, body_of, fill, objects},
    calls::CALLS,
};
use axum::http::Method;
use zhixing_tests::{World, story};

/// What a role gets to see: `y` it is served, `n` it does not exist (404), `s` sign in first, `-` not asked.
/// Columns: visitor, learner, teacher, examiner, invigilator, admin.
#[rustfmt::skip]
const PAGES: &[(&str, &str, &str)] = &[
    // everybody
    ("GET",  "/",                                       "yyyyyy"),
    ("GET",  "/courses",                                "yyyyyy"),
    ("GET",  "/courses/{course}",                       "yyyyyy"),
    ("GET",  "/courses/{course}/book.epub",             "yyyyyy"),
    ("GET",  "/courses/{course}/print.html",            "yyyyyy"),
    ("GET",  "/courses/{course}/{lesson}",              "yyyyyy"),
    ("POST", "/practice/{course}/{item}",               "yyyyyy"),
    ("GET",  "/standards/{standard}",                   "yyyyyy"),
    ("GET",  "/search",                                 "yyyyyy"),
    ("GET",  "/privacy",                                "yyyyyy"),
    ("GET",  "/terms",                                  "yyyyyy"),
    ("GET",  "/help",                                   "yyyyyy"),
    ("GET",  "/manifest/{lang}",                        "yyyyyy"),
    ("GET",  "/offline",                                "yyyyyy"),
    ("GET",  "/sign-in",                                "yyyyyy"),
    ("POST", "/sign-in",                                "yyyyyy"),
    ("POST", "/sign-in/code",                           "yyyyyy"),
    ("GET",  "/sign-in/reset",                          "yyyyyy"),
    ("POST", "/sign-in/reset",                          "yyyyyy"),
    ("POST", "/sign-in/passkey",                        "yyyyyy"),
    ("GET",  "/passkey.js",                             "yyyyyy"),
    ("GET",  "/profile/passkeys",                       "syyyyy"),
    ("POST", "/profile/passkeys",                       "syyyyy"),
    ("GET",  "/profile/passkeys/{passkey}",             "synnnn"),
    ("POST", "/profile/passkeys/{passkey}",             "synnnn"),
    ("GET",  "/sign-in/with/{provider}",                "nnnnnn"),
    ("GET",  "/sign-in/from/{provider}",                "nnnnnn"),
    ("GET",  "/sign-in/new",                            "yyyyyy"),
    ("POST", "/sign-in/new",                            "yyyyyy"),
    ("GET",  "/profile/identities",                     "snynnn"),
    ("POST", "/profile/identities",                     "snynnn"),
    ("GET",  "/profile/identities/{identity}",          "snynnn"),
    ("POST", "/profile/identities/{identity}",          "snynnn"),
    ("POST", "/sign-in/recovery",                       "nnnnnn"),
    ("GET",  "/sign-in/recovery/{ticket}",              "nnnnnn"),
    ("POST", "/sign-in/recovery/{ticket}",              "nnnnnn"),
    ("GET",  "/register",                               "yyyyyy"),
    ("POST", "/register",                               "yyyyyy"),
    ("POST", "/profile/phone",                          "snnnnn"),
    ("POST", "/profile/phone/topics",                   "snnnnn"),
    ("POST", "/sign-out",                               "y-----"),
    ("POST", "/preferences/language",                   "yyyyyy"),
    ("POST", "/preferences/theme",                      "yyyyyy"),
    ("GET",  "/verify",                                 "yyyyyy"),
    ("POST", "/verify",                                 "yyyyyy"),
    ("GET",  "/v/{number}",                             "yyyyyy"),
    ("GET",  "/brand/{file}",                           "nnnnnn"),
    ("GET",  "/style",                                  "yyyyyy"),
    ("GET",  "/media/{course}/{name}",                  "nnnnnn"),
    // with an account
    ("POST", "/courses/{course}/{lesson}/done",         "syyyyy"),
    ("POST", "/courses/{course}/{lesson}/questions",    "syyyyy"),
    ("GET",  "/profile",                                "syyyyy"),
    ("POST", "/profile",                                "syyyyy"),
    ("POST", "/profile/password",                       "syyyyy"),
    ("POST", "/profile/agree",                          "syyyyy"),
    ("GET",  "/profile/second-factor",                  "syyyyy"),
    ("POST", "/profile/second-factor",                  "syyyyy"),
    ("POST", "/profile/second-factor/remove",           "syyyyy"),
    ("POST", "/profile/data",                           "syyyyy"),
    ("POST", "/profile/tokens/revoke",                  "synnnn"),
    ("POST", "/sign-out-everywhere",                    "s-----"),
    ("GET",  "/messages",                               "syyyyy"),
    ("POST", "/messages",                               "syyyyy"),
    ("POST", "/messages/{message}",                     "synnnn"),
    ("GET",  "/profile/mail",                           "snnnnn"),
    ("POST", "/profile/mail",                           "snnnnn"),
    ("POST", "/profile/mail/address",                   "snnnnn"),
    ("GET",  "/mail/confirm/{ticket}",                  "nnnnnn"),
    ("POST", "/mail/confirm/{ticket}",                  "nnnnnn"),
    ("GET",  "/mail/unsubscribe/{ticket}",              "nnnnnn"),
    ("POST", "/mail/unsubscribe/{ticket}",              "nnnnnn"),
    ("GET",  "/notebook",                               "syyyyy"),
    ("POST", "/notebook/{course}/{item}/forget",        "syyyyy"),
    ("GET",  "/repetitions",                            "syyyyy"),
    ("POST", "/repetitions/{course}/{item}",            "syyyyy"),
    ("GET",  "/exams",                                  "syyyyy"),
    ("GET",  "/exams/calendar",                         "syyyyy"),
    ("POST", "/exams/calendar",                         "syyyyy"),
    ("GET",  "/calendar/{file}",                        "nnnnnn"),
    ("GET",  "/calendar/sessions/{session}",            "snnnyy"),
    ("GET",  "/exams/{course}/{plan}",                  "syyyyy"),
    ("POST", "/exams/{course}/{plan}/start",            "syyyyy"),
    ("POST", "/exams/{course}/{plan}/seb",              "snnnnn"),
    ("GET",  "/seb/{file}",                             "nnnnnn"),
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
    ("GET",  "/certificates/{number}/certificate.pdf",  "snnnyy"),
    ("GET",  "/certificates/{number}/credential.json",  "snnnyy"),
    // staff
    ("GET",  "/desk",                                   "snyyyy"),
    ("GET",  "/marking",                                "snnynn"),
    ("POST", "/marking",                                "snnynn"),
    ("GET",  "/marking/marked",                         "snnynn"),
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
    ("GET",  "/teach/guide",                            "snynnn"),
    ("GET",  "/teach/questions",                        "snynnn"),
    ("POST", "/teach/{course}/questions/{inquiry}",     "snynnn"),
    ("GET",  "/teach/{course}/readers",                 "snynnn"),
    ("GET",  "/teach/{course}/readers/{file}",          "snynnn"),
    ("GET",  "/teach/new",                              "snynnn"),
    ("POST", "/teach/new",                              "snynnn"),
    ("GET",  "/teach/bring",                            "snynnn"),
    ("POST", "/teach/bring",                            "snynnn"),
    ("POST", "/teach/bring/take",                       "snynnn"),
    ("GET",  "/teach/{course}/share",                   "snynnn"),
    ("GET",  "/teach/{course}/share/{file}",            "snynnn"),
    ("GET",  "/teach/{course}/new",                     "snynnn"),
    ("POST", "/teach/{course}/new",                     "snynnn"),
    ("GET",  "/teach/{course}/import",                  "snynnn"),
    ("POST", "/teach/{course}/import",                  "snynnn"),
    ("POST", "/teach/{course}/import/take",             "snynnn"),
    ("GET",  "/teach/{course}/export",                  "snynnn"),
    ("GET",  "/teach/{course}/export/{file}",           "snynnn"),
    ("GET",  "/teach/{course}/document",                "snynnn"),
    ("POST", "/teach/{course}/document",                "snynnn"),
    ("GET",  "/teach/{course}/folder",                  "snynnn"),
    ("POST", "/teach/{course}/folder",                  "snynnn"),
    ("POST", "/teach/{course}/folder/take",             "snynnn"),
    ("GET",  "/teach/{course}/edit",                    "snynnn"),
    ("POST", "/teach/{course}/edit",                    "snynnn"),
    ("POST", "/teach/{course}/try",                     "snynnn"),
    ("GET",  "/teach/{course}/media",                   "snynnn"),
    ("POST", "/teach/{course}/media",                   "snynnn"),
    ("GET",  "/teach/{course}/media/{name}",            "snynnn"),
    ("POST", "/teach/{course}/media/{name}/remove",     "snynnn"),
    ("POST", "/teach/{course}/change",                  "snynnn"),
    ("GET",  "/teach/{course}/history",                 "snynnn"),
    ("GET",  "/teach/{course}/deleted",                 "snynnn"),
    ("GET",  "/teach/{course}/replace",                 "snynnn"),
    ("POST", "/teach/{course}/replace",                 "snynnn"),
    ("GET",  "/teach/{course}/items",                   "snynnn"),
    ("POST", "/teach/{course}/items",                   "snynnn"),
    ("GET",  "/teach/{course}/steps",                   "snynnn"),
    ("POST", "/teach/{course}/steps",                   "snynnn"),
    ("GET",  "/teach/{course}/twin",                    "snynnn"),
    ("POST", "/teach/{course}/twin",                    "snynnn"),
    ("GET",  "/teach/{course}/publish",                 "snynnn"),
    ("POST", "/teach/{course}/publish",                 "snynnn"),
    ("POST", "/teach/{course}/schedule",                "snynnn"),
    ("POST", "/teach/{course}/review",                  "snynnn"),
    ("GET",  "/teach/{course}/people",                  "snynny"),
    ("POST", "/teach/{course}/people",                  "snynny"),
    ("GET",  "/admin/courses",                          "snnnny"),
    ("GET",  "/admin/accounts",                         "snnnny"),
    ("POST", "/admin/accounts",                         "snnnny"),
    ("GET",  "/admin/accounts/import",                  "snnnny"),
    ("POST", "/admin/accounts/import",                  "snnnny"),
    ("POST", "/admin/accounts/import/file",             "snnnny"),
    ("GET",  "/admin/accounts/{account}",               "snnnny"),
    ("POST", "/admin/accounts/{account}",               "snnnny"),
    ("GET",  "/admin/accounts/{account}/merge",         "snnnny"),
    ("POST", "/admin/accounts/{account}/merge",         "snnnny"),
    ("POST", "/admin/accounts/{account}/sessions",      "snnnny"),
    ("POST", "/admin/accounts/{account}/identities",    "snnnnn"),
    ("POST", "/admin/accounts/{account}/password",      "snnnny"),
    ("POST", "/admin/accounts/{account}/second-factor", "snnnny"),
    ("GET",  "/admin/settings",                         "snnnny"),
    ("POST", "/admin/settings",                         "snnnny"),
    ("GET",  "/admin/log",                              "snnnny"),
    ("GET",  "/admin/log/{file}",                       "snnnny"),
    ("GET",  "/admin/groups",                           "snnnny"),
    ("POST", "/admin/groups",                           "snnnny"),
    ("GET",  "/admin/groups/{group}",                   "snnnny"),
    ("POST", "/admin/groups/{group}",                   "snnnny"),
    ("POST", "/admin/groups/{group}/people",            "snnnny"),
    ("POST", "/admin/groups/{group}/people/file",       "snnnny"),
    ("GET",  "/admin/webhooks",                         "snnnny"),
    ("POST", "/admin/webhooks",                         "snnnny"),
    ("POST", "/admin/webhooks/{webhook}",               "snnnny"),
    ("GET",  "/admin/certificates",                     "snnnny"),
    ("GET",  "/admin/certificates/{number}",            "snnnny"),
    ("POST", "/admin/certificates/{number}/revoke",     "snnnny"),
    ("POST", "/admin/certificates/{number}/correct",    "snnnny"),
    // what anybody must be able to fetch to check a certificate or run the server
    ("GET",  "/.well-known/did.json",                   "yyyyyy"),
    ("GET",  "/status/revocation/{list}",               "yyyyyy"),
    ("GET",  "/c/{reference}",                          "nnnnyy"),
    ("GET",  "/achievements/{code}/{level}",            "yyyyyy"),
    ("GET",  "/achievements/{code}/{level}/criteria",   "yyyyyy"),
    ("GET",  "/healthz",                                "yyyyyy"),
    ("GET",  "/readyz",                                 "yyyyyy"),
    ("GET",  "/metrics",                                "yyyyyy"),
    ("GET",  "/assets/{file}",                          "nnnnnn"),
    ("GET",  "/favicon.svg",                            "yyyyyy"),
    ("GET",  "/icons/{file}",                           "nnnnnn"),
    ("GET",  "/worker.js",                              "yyyyyy"),
    ("GET",  "/workshop/{file}",                        "nnnnnn"), // no such script; writing.rs reads those that there are
    ("GET",  "/robots.txt",                             "yyyyyy"),
];

/// They end the attempt, or where somebody is signed in, so they come last.
#[rustfmt::skip]
const ENDS: &[(&str, &str, &str)] = &[
    ("POST",   "/attempts/{attempt}/submit",                       "synnnn"),
    ("POST",   "/api/v1/attempts/{attempt}/submission",            "synnnn"),
    ("POST",   "/profile/sessions",                                "syyyyy"),
    ("DELETE", "/api/v1/me/other-sessions",                        "syyyyy"),
    ("DELETE", "/api/v1/me/sessions",                              "syyyyy"),
];

pub fn matrix() -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str)> {
    PAGES.iter().chain(CALLS).chain(ENDS)
}

/// What nobody gets to see in this house, for want of something that another story has: the beginning of the address, that story's file, and the words by
/// which it asks.
const ELSEWHERE: &[(&str, &str, &str)] = &[
    ("/sign-in/with/", "office/identities.rs", "/sign-in/with/"),
    ("/sign-in/from/", "office/identities.rs", "/sign-in/from/"),
    ("/admin/accounts/{account}/identities", "office/identities.rs", "/identities"),
    // so many sign in here that the first ones are let go
    ("/api/v1/me/sessions/", "office/devices.rs", "/api/v1/me/sessions"),
    ("/api/v1/accounts/{account}/sessions/", "office/devices.rs", "format!(\"{of}/{place}\")"),
    ("/sign-in/recovery", "office/recovery.rs", "/sign-in/recovery"),
    ("/api/v1/recoveries", "office/recovery.rs", "/api/v1/recoveries"),
    ("/profile/phone", "office/phones.rs", "/profile/phone"),
    ("/api/v1/me/phone", "office/phones.rs", "/api/v1/me/phone"),
    ("/profile/mail", "office/mail.rs", "/profile/mail"),
    ("/mail/", "office/mail.rs", "/mail/"),
    ("/api/v1/me/mail", "office/mail.rs", "/api/v1/me/mail"),
    ("/brand/", "office/settings.rs", "/brand/"),
    ("/media/", "authoring/media.rs", "/media/"),
    ("/calendar/", "exam/timetable.rs", "/calendar/"),
    ("/exams/{course}/{plan}/seb", "exam/lockdown.rs", "/seb"),
    ("/seb/", "exam/lockdown.rs", "application/seb"),
    ("/api/v1/assessments/{course}/{plan}/config-links", "exam/lockdown.rs", "config-links"),
    ("/icons/", "office/site.rs", "/icons/"),
    // every page of the browser tests is made of them
    ("/assets/", "../../server/http/src/assets.rs", "/assets/"),
    ("/workshop/", "authoring/writing.rs", "opens(\"/workshop/main.js\")"),
    // no time is set
    ("/api/v1/workshop/{course}/schedule", "authoring/schedule.rs", "/api/v1/workshop/little/schedule"),
    ("/api/v1/attempts/{attempt}/sealed", "exam/sessions.rs", "/sealed"),
    ("/api/v1/attempts/{attempt}/opening", "exam/sessions.rs", "/opening"),
    ("/api/v1/accounts/{account}/merger", "office/merging.rs", "/merger"),
    ("/api/v1/groups/{group}/people/{account}", "office/groups.rs", "Method::DELETE, &out"),
    ("/api/v1/webhooks/{webhook}/stop", "office/webhooks.rs", "Method::DELETE, &stop"),
    // for a visitor alone to be asked: who signs out everywhere is nobody for the rows after it
    ("/sign-out-everywhere", "office/signing_in.rs", "/sign-out-everywhere"),
];

#[test]
fn what_nobody_gets_here_another_story_asks_for() {
    let unseen = || matrix().filter(|(_, _, letters)| !letters.contains('y'));
    let lost: Vec<_> = unseen().filter(|(_, pattern, _)| !ELSEWHERE.iter().any(|(start, _, _)| pattern.starts_with(start))).collect();
    assert!(lost.is_empty(), "served to nobody, so that a lost check would not be seen: {lost:?}");
    for (start, file, words) in ELSEWHERE {
        assert!(unseen().any(|(_, pattern, _)| pattern.starts_with(start)), "{start}: somebody gets it now");
        let text = std::fs::read_to_string(crate::tidy::root().join("tests/it").join(file)).expect("the story's file");
        assert!(text.contains(words), "{file} does not ask for {start}");
    }
}

pub const ROLES: [&str; 6] = ["visitor", "learner", "teacher", "examiner", "invigilator", "admin"];

#[test]
fn every_route_has_a_row() {
    let rows: Vec<(&str, &str)> = matrix().map(|(m, p, _)| (*m, *p)).collect();
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
            for (method, pattern, letters) in matrix() {
                let letter = letters.as_bytes()[column] as char;
                if letter == '-' {
                    continue;
                }
                let path = asked_with(pattern, fill(pattern, &objects));
                let mut person = if *role == "visitor" { world.visitor() } else { world.person(role).await };
                let (kind, body) = body_of(method, pattern, role);
                let reply = person.asks(Method::from_bytes(method.as_bytes()).expect("a method"), &path, kind, body).await;
                let status = reply.status.as_u16();
                let signs_in = status == 401 || reply.location().starts_with("/sign-in?next=");
                let right = match letter {
                    // 409, 422 and 429: understood, and refused for what was sent, or for how often
                    'y' => !signs_in && (reply.status.is_success() || matches!(status, 303 | 401 | 409 | 422 | 429)),
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
