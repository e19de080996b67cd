//! Everything a page writes the API writes too: each form with the call that does the same by the same action, or why there is none.

/// Why a form has no call: it writes nothing.
const WRITES_NOTHING: &str = "-";

/// A form, and the calls that do what it does.
#[rustfmt::skip]
const TWINS: &[(&str, &[&str])] = &[
    ("/practice/{course}/{item}",                         &["POST /api/v1/courses/{course}/practice/{item}"]),
    ("/repetitions/{course}/{item}",                      &["POST /api/v1/courses/{course}/practice/{item}"]),
    ("/courses/{course}/{lesson}/done",                   &["PUT /api/v1/courses/{course}/lessons/{lesson}/done"]),
    ("/courses/{course}/{lesson}/questions",              &["POST /api/v1/courses/{course}/lessons/{lesson}/questions",
                                                            "DELETE /api/v1/me/questions/{inquiry}"]),
    ("/teach/{course}/questions/{inquiry}",               &["PUT /api/v1/workshop/{course}/questions/{inquiry}"]),
    ("/notebook/{course}/{item}/forget",                  &["DELETE /api/v1/me/notebook/{course}/{item}"]),
    ("/exams/{course}/{plan}/start",                      &["POST /api/v1/assessments/{course}/{plan}/attempts"]),
    ("/exams/{course}/{plan}/seb",                        &["POST /api/v1/assessments/{course}/{plan}/config-links"]),
    ("/exams/calendar",                                   &["POST /api/v1/me/calendar", "DELETE /api/v1/me/calendar"]),
    ("/attempts/{attempt}/answers",                       &["PUT /api/v1/attempts/{attempt}/answers/{item}",
                                                            "POST /api/v1/attempts/{attempt}/operations",
                                                            "POST /api/v1/attempts/{attempt}/pen", "PUT /api/v1/attempts/{attempt}/flags/{item}"]),
    ("/attempts/{attempt}/onward",                        &["POST /api/v1/attempts/{attempt}/operations"]),
    ("/attempts/{attempt}/submit",                        &["POST /api/v1/attempts/{attempt}/submission"]),
    ("/attempts/{attempt}/name",                          &["POST /api/v1/attempts/{attempt}/name"]),
    ("/invigilation",                                     &["POST /api/v1/exam-sessions"]),
    ("/invigilation/sessions/{session}",                  &["PUT /api/v1/exam-sessions/{session}/candidates"]),
    ("/invigilation/sessions/{session}/list",             &[WRITES_NOTHING]), // a file is shown as it is read; a program sends its text
    ("/invigilation/sessions/{session}/candidates",       &["PUT /api/v1/exam-sessions/{session}/candidates/{login}",
                                                            "DELETE /api/v1/exam-sessions/{session}/candidates/{login}"]),
    ("/invigilation/sessions/{session}/terms",            &["PUT /api/v1/exam-sessions/{session}"]),
    ("/invigilation/sessions/{session}/cancel",           &["POST /api/v1/exam-sessions/{session}/cancellation"]),
    ("/invigilation/sessions/{session}/code",             &["PUT /api/v1/exam-sessions/{session}/code", "DELETE /api/v1/exam-sessions/{session}/code"]),
    ("/invigilation/boards/{course}/{plan}/measures",     &["POST /api/v1/boards/{course}/{plan}/measures"]),
    ("/invigilation/attempts/{attempt}",                  &["POST /api/v1/attempts/{attempt}/measures", "POST /api/v1/attempts/{attempt}/segments",
                                                            "POST /api/v1/attempts/{attempt}/pen-releases", "POST /api/v1/attempts/{attempt}/notes"]),
    ("/invigilation/attempts/{attempt}/answers",          &["POST /api/v1/attempts/{attempt}/answer-files"]),
    ("/invigilation/attempts/{attempt}/name",             &["PUT /api/v1/attempts/{attempt}/name"]),
    ("/marking",                                          &["POST /api/v1/marking/claims"]),
    ("/marking/{attempt}/{item}",                         &["PUT /api/v1/marking/{attempt}/{item}"]),
    ("/marking/release/{course}/{plan}",                  &["POST /api/v1/marking/releases/{course}/{plan}"]),
    ("/marking/items/{course}/{plan}/{version}",          &["PUT /api/v1/marking/items/{course}/{plan}/{version}"]),
    ("/verify",                                           &["POST /api/v1/verify", "GET /api/v1/verify/{number}"]),
    ("/admin/certificates/{number}/revoke",               &["POST /api/v1/certificates/{number}/revocation"]),
    ("/admin/certificates/{number}/correct",              &["POST /api/v1/certificates/{number}/correction"]),
    ("/sign-in",                                          &["POST /api/v1/session"]),
    ("/sign-in/code",                                     &["POST /api/v1/session"]),
    ("/sign-in/reset",                                    &["POST /api/v1/password-resets"]),
    ("/sign-in/passkey",                                  &[WRITES_NOTHING]), // a browser alone reaches an authenticator
    ("/profile/passkeys",                                 &[WRITES_NOTHING]), // and so does whoever makes one
    ("/profile/passkeys/{passkey}",                       &["PUT /api/v1/me/passkeys/{passkey}", "POST /api/v1/me/passkeys/{passkey}/removal"]),
    ("/sign-in/new",                                      &[WRITES_NOTHING]), // a browser alone comes back from a provider
    ("/profile/identities",                               &[WRITES_NOTHING]), // and so does whoever binds what it brought
    ("/profile/identities/{identity}",                    &["POST /api/v1/me/identities/{identity}/removal"]),
    ("/sign-in/recovery",                                 &["POST /api/v1/recoveries"]),
    ("/sign-in/recovery/{ticket}",                        &[WRITES_NOTHING]), // only who reads the letter has its link
    ("/register",                                         &["POST /api/v1/registrations"]),
    ("/sign-out",                                         &["DELETE /api/v1/session"]),
    ("/sign-out-everywhere",                              &["DELETE /api/v1/me/sessions"]),
    ("/preferences/language",                             &["PUT /api/v1/preferences/language"]),
    ("/preferences/theme",                                &["PUT /api/v1/preferences/theme"]),
    ("/profile",                                          &["PUT /api/v1/me/names"]),
    ("/profile/password",                                 &["PUT /api/v1/me/password"]),
    ("/profile/agree",                                    &["POST /api/v1/me/consent"]),
    ("/profile/second-factor",                            &["POST /api/v1/me/second-factor/secrets", "PUT /api/v1/me/second-factor"]),
    ("/profile/second-factor/remove",                     &["POST /api/v1/me/second-factor/removal"]),
    ("/profile/data",                                     &["POST /api/v1/me/data"]),
    ("/profile/sessions",                                 &["DELETE /api/v1/me/sessions/{place}", "DELETE /api/v1/me/other-sessions"]),
    ("/profile/tokens/revoke",                            &["DELETE /api/v1/me/tokens/{token}"]),
    ("/messages",                                         &["PUT /api/v1/me/messages/read"]),
    ("/messages/{message}",                               &["PUT /api/v1/me/messages/{message}/read"]),
    ("/profile/mail",                                     &["PUT /api/v1/me/mail/choices", "DELETE /api/v1/me/mail/address"]),
    ("/profile/mail/address",                             &["PUT /api/v1/me/mail/address"]),
    ("/profile/phone",                                    &["PUT /api/v1/me/phone/number", "POST /api/v1/me/phone/confirmation", "DELETE /api/v1/me/phone/number"]),
    ("/profile/phone/topics",                             &["PUT /api/v1/me/phone/topics"]),
    ("/mail/confirm/{ticket}",                            &[WRITES_NOTHING]), // only who reads the letter has its link
    ("/mail/unsubscribe/{ticket}",                        &[WRITES_NOTHING]), // a mail program sends this form itself (RFC 8058)
    ("/admin/groups",                                     &["POST /api/v1/groups"]),
    ("/admin/groups/{group}",                             &["PUT /api/v1/groups/{group}", "POST /api/v1/groups/{group}/disabling", "DELETE /api/v1/groups/{group}"]),
    ("/admin/groups/{group}/people",                      &["POST /api/v1/groups/{group}/people", "DELETE /api/v1/groups/{group}/people/{account}"]),
    ("/admin/groups/{group}/people/file",                 &[WRITES_NOTHING]), // a file is shown as it is read; a program sends its text
    ("/admin/webhooks",                                   &["POST /api/v1/webhooks"]),
    ("/admin/webhooks/{webhook}",                         &["POST /api/v1/webhooks/{webhook}/tests", "DELETE /api/v1/webhooks/{webhook}/stop",
                                                            "DELETE /api/v1/webhooks/{webhook}"]),
    ("/teach/new",                                        &["POST /api/v1/workshop"]),
    ("/teach/bring",                                      &["POST /api/v1/packages"]),
    ("/teach/bring/take",                                 &["POST /api/v1/packages/drafts"]),
    ("/teach/{course}/new",                               &["POST /api/v1/workshop/{course}/files", "POST /api/v1/workshop/{course}/twins"]),
    ("/teach/{course}/import",                            &["POST /api/v1/workshop/{course}/imports"]),
    ("/teach/{course}/import/take",                       &["POST /api/v1/workshop/{course}/imports/drafts"]),
    ("/teach/{course}/document",                          &["POST /api/v1/workshop/{course}/documents"]),
    ("/teach/{course}/media",                             &["POST /api/v1/workshop/{course}/media"]),
    ("/teach/{course}/media/{name}/remove",               &["DELETE /api/v1/workshop/{course}/media/{name}"]),
    ("/teach/{course}/folder",                            &["POST /api/v1/workshop/{course}/folders"]),
    ("/teach/{course}/folder/take",                       &["POST /api/v1/workshop/{course}/folders/drafts"]),
    ("/teach/{course}/edit",                              &["PUT /api/v1/workshop/{course}/drafts", "POST /api/v1/workshop/{course}/previews",
                                                            "POST /api/v1/workshop/{course}/pastes", "PUT /api/v1/workshop/{course}/editors",
                                                            "POST /api/v1/workshop/{course}/item-forms"]),
    ("/teach/{course}/try",                               &[WRITES_NOTHING]), // an answer is judged and kept nowhere
    ("/teach/{course}/change",                            &["POST /api/v1/workshop/{course}/changes"]),
    ("/teach/{course}/replace",                           &["POST /api/v1/workshop/{course}/replacements", "POST /api/v1/workshop/{course}/replacements/drafts"]),
    ("/teach/{course}/items",                             &["POST /api/v1/workshop/{course}/items", "POST /api/v1/workshop/{course}/items/drafts"]),
    ("/teach/{course}/steps",                             &["POST /api/v1/workshop/{course}/steps"]),
    ("/teach/{course}/twin",                              &["POST /api/v1/workshop/{course}/twin"]),
    ("/teach/{course}/publish",                           &["POST /api/v1/workshop/{course}/publication"]),
    ("/teach/{course}/schedule",                          &["PUT /api/v1/workshop/{course}/schedule", "DELETE /api/v1/workshop/{course}/schedule"]),
    ("/teach/{course}/people",                            &["PUT /api/v1/workshop/{course}/people/{login}",
                                                            "DELETE /api/v1/workshop/{course}/people/{login}"]),
    ("/teach/{course}/review",                            &["POST /api/v1/workshop/{course}/review"]),
    ("/admin/settings",                                   &["PUT /api/v1/settings", "PUT /api/v1/settings/logo", "DELETE /api/v1/settings/logo"]),
    ("/admin/accounts",                                   &["POST /api/v1/accounts"]),
    ("/admin/accounts/import",                            &["POST /api/v1/accounts/imports"]),
    ("/admin/accounts/import/file",                       &[WRITES_NOTHING]), // a file is shown as it is read; a program sends its text
    ("/admin/accounts/{account}",                         &["PUT /api/v1/accounts/{account}/roles", "PUT /api/v1/accounts/{account}/disabled",
                                                            "PUT /api/v1/accounts/{account}/legal-name"]),
    ("/admin/accounts/{account}/merge",                   &["POST /api/v1/accounts/{account}/merger"]),
    ("/admin/accounts/{account}/sessions",                &["DELETE /api/v1/accounts/{account}/sessions/{place}",
                                                            "DELETE /api/v1/accounts/{account}/sessions"]),
    ("/admin/accounts/{account}/identities",              &["DELETE /api/v1/accounts/{account}/identities/{identity}"]),
    ("/admin/accounts/{account}/password",                &["POST /api/v1/accounts/{account}/reset-codes"]),
    ("/admin/accounts/{account}/second-factor",           &["DELETE /api/v1/accounts/{account}/second-factor"]),
];

#[test]
fn every_form_has_its_call() {
    let routes = zhixing::routes();
    let forms: Vec<&str> =
        routes.iter().filter(|(verb, path)| *verb == "POST" && !path.starts_with("/api/")).map(|(_, path)| *path).collect();
    let missing: Vec<_> = forms.iter().filter(|form| !TWINS.iter().any(|(twin, _)| twin == *form)).collect();
    let extra: Vec<_> = TWINS.iter().filter(|(form, _)| !forms.contains(form)).collect();
    assert!(missing.is_empty() && extra.is_empty(), "forms without a row: {missing:?}; rows without a form: {extra:?}");
    let served: Vec<String> = routes.iter().map(|(verb, path)| format!("{verb} {path}")).collect();
    for (form, calls) in TWINS {
        assert!(!calls.is_empty(), "{form} has no call");
        for call in calls.iter().filter(|call| **call != WRITES_NOTHING) {
            assert!(served.contains(&(*call).to_string()), "{form}: nobody serves {call}");
        }
    }
}

/// What only a program writes would be a page that is missing.
#[test]
fn every_call_that_writes_has_its_form() {
    // a browser that sends no headers proves itself by script; a page that was drawn before the bell is opened by script; a form starts it anew
    // how far somebody read is known to a script alone
    let for_scripts = [
        "/api/v1/assessments/{course}/{plan}/seb",
        "/api/v1/attempts/{attempt}/seb",
        "/api/v1/attempts/{attempt}/opening",
        "/api/v1/courses/{course}/lessons/{lesson}/reached",
    ];
    for (verb, path) in zhixing::routes().into_iter().filter(|(verb, path)| *verb != "GET" && path.starts_with("/api/")) {
        let call = format!("{verb} {path}");
        let has = TWINS.iter().any(|(_, calls)| calls.contains(&call.as_str()));
        assert!(has || for_scripts.contains(&path), "{call} has no form");
    }
}

/// A form asks an action, which the API asks, too: no page calls a writing verb of the store by itself.
#[test]
fn no_page_writes_by_itself() {
    let actions =
        ["actions.rs", "planning.rs", "settlement.rs", "one.rs", "administration.rs", "own.rs", "section.rs", "keys.rs", "grade.rs"];
    let verbs = [
        "take_pen",
        "set_flag",
        "free_pen",
        "reopen",
        "report_irregularity",
        "measure",
        "notify",
        "put_config_link",
        "set_lang",
        "set_names",
        "agree",
        "revoke_token",
        "end_sessions_of",
        "end_own_session",
        "end_other_sessions",
        "end_session_of",
        "end_all_sessions_of",
        "end_identity_of",
        "revoke_certificate",
        "correct_certificate",
        "settle_name",
        "ask_name",
        "list_candidates",
        "open_session",
        "put_mark",
        "release_results",
        "decide_item",
        "set_roles",
        "open_accounts",
        "merge_accounts",
        "set_disabled",
        "open_group",
        "change_group",
        "remove_group",
        "add_to_group",
        "take_from_group",
        "disable_group",
        "put_reset_code",
        "lift_second_factor",
        "remove_second_factor",
        "set_second_factor",
        "forget_note",
        "set_lesson_done",
        "note_answers",
        "reach_heading",
        "ask",
        "take_back",
        "answer_inquiry",
        "show_inquiry",
        "submit_attempt",
        "write_drafts",
        "discard_draft",
        "publish_drafts",
        "ask_review",
        "decide_review",
        "remark",
        "schedule_publication",
        "unschedule_publication",
        "give_course_role",
    ];
    for (name, text) in crate::tidy::sources() {
        let page = (name.starts_with("app/") || name.starts_with("server/api/"))
            && !name.starts_with("app/domain")
            && !name.starts_with("app/src");
        let action = actions.iter().any(|file| name.ends_with(&format!("/{file}"))) || name.ends_with("learning/src/practice.rs");
        if page && !action && !name.starts_with("app/shell/") {
            for verb in verbs {
                assert!(
                    !text.contains(&format!("store.{verb}(")),
                    "{name} calls {verb} by itself: its action is for the page and for the API"
                );
            }
        }
    }
}
