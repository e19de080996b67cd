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
    ("GET",  "/profile/passkeys/{passkey}",             "snnnnn"), // none here; passkeys.rs has some
    ("POST", "/profile/passkeys/{passkey}",             "snnnnn"),
    ("GET",  "/sign-in/with/{provider}",                "nnnnnn"), // no provider here; identities.rs has one
    ("GET",  "/sign-in/from/{provider}",                "nnnnnn"),
    ("GET",  "/sign-in/new",                            "yyyyyy"),
    ("POST", "/sign-in/new",                            "yyyyyy"),
    ("GET",  "/profile/identities",                     "snnnnn"),
    ("POST", "/profile/identities",                     "snnnnn"),
    ("GET",  "/profile/identities/{identity}",          "snnnnn"),
    ("POST", "/profile/identities/{identity}",          "snnnnn"),
    ("POST", "/sign-in/recovery",                       "nnnnnn"), // no mail is sent here; recovery.rs sends some
    ("GET",  "/sign-in/recovery/{ticket}",              "nnnnnn"),
    ("POST", "/sign-in/recovery/{ticket}",              "nnnnnn"),
    ("GET",  "/register",                               "yyyyyy"),
    ("POST", "/register",                               "yyyyyy"),
    ("POST", "/profile/phone",                          "snnnnn"), // no short messages are sent here; phones.rs sends some
    ("POST", "/profile/phone/topics",                   "snnnnn"),
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
    ("POST", "/courses/{course}/{lesson}/questions",    "syyyyy"),
    ("GET",  "/profile",                                "syyyyy"),
    ("POST", "/profile",                                "syyyyy"),
    ("POST", "/profile/password",                       "syyyyy"),
    ("POST", "/profile/agree",                          "syyyyy"),
    ("GET",  "/profile/second-factor",                  "syyyyy"),
    ("POST", "/profile/second-factor",                  "syyyyy"),
    ("POST", "/profile/second-factor/remove",           "syyyyy"),
    ("POST", "/profile/data",                           "syyyyy"),
    ("POST", "/profile/sessions",                       "syyyyy"),
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
    ("GET",  "/teach/{course}/media",                   "snynnn"),
    ("POST", "/teach/{course}/media",                   "snynnn"),
    ("POST", "/teach/{course}/media/{name}/remove",     "snnnnn"), // no draft has one; media.rs removes one
    ("GET",  "/teach/{course}/media/{name}",            "snnnnn"), // no draft has one; documents.rs opens one
    ("POST", "/teach/{course}/change",                  "snynnn"),
    ("GET",  "/teach/{course}/history",                 "snynnn"),
    ("GET",  "/teach/{course}/publish",                 "snynnn"),
    ("POST", "/teach/{course}/publish",                 "snynnn"),
    ("POST", "/teach/{course}/review",                  "snynnn"),
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
    ("POST", "/admin/accounts/{account}/identities",    "snnnnn"), // none here; identities.rs ends one
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
    ("GET",  "/admin/certificates/{number}",            "snnnnn"),
    ("POST", "/admin/certificates/{number}/revoke",     "snnnnn"),
    ("POST", "/admin/certificates/{number}/correct",    "snnnnn"),
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
    ("GET",  "/icons/{file}",                           "nnnnnn"), // no such icon; site.rs reads those that there are
    ("GET",  "/worker.js",                              "yyyyyy"),
    ("GET",  "/workshop/{file}",                        "nnnnnn"), // no such script; writing.rs reads those that there are
    ("GET",  "/robots.txt",                             "yyyyyy"),
];

/// They end the attempt, so they come last.
#[rustfmt::skip]
const ENDS: &[(&str, &str, &str)] = &[
    ("POST",   "/attempts/{attempt}/submit",                       "synnnn"),
    ("POST",   "/api/v1/attempts/{attempt}/submission",            "synnnn"),
];

pub fn matrix() -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str)> {
    PAGES.iter().chain(CALLS).chain(ENDS)
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
