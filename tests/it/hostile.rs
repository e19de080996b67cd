//! What people typed stands on every page as the very text: it opens no tag, ends no attribute and no text area. And no page has an id twice.

use crate::main_job::starts;
use axum::http::Method;
use serde_json::json;
use std::collections::BTreeSet;
use zhixing_tests::{Person, World, id_of, saves, story};

/// No sealed text in base64 has it by chance.
const MARK: &str = "ZXQ~";
const TEXT: &str = "ZXQ~</textarea></title></script><!--<i data-evil=1>\"'&lt;&#49;<b";

/// A text of a page as a browser reads it, up to where its node or attribute ends.
fn decoded(html: &str) -> String {
    let named =
        [("&quot;", '"'), ("&#x27;", '\''), ("&#39;", '\''), ("&lt;", '<'), ("&gt;", '>'), ("&#49;", '1'), ("&#50;", '2'), ("&amp;", '&')];
    let mut text = String::new();
    let mut rest = html;
    while let Some(c) = rest.chars().next().filter(|c| !matches!(c, '<' | '"')) {
        let (read, taken) = named.iter().find(|(name, _)| rest.starts_with(name)).map_or((c, c.len_utf8()), |(n, c)| (*c, n.len()));
        text.push(read);
        rest = &rest[taken..];
    }
    text
}

/// Every place where the typed text begins goes on with the rest of it, or was cut short by a limit.
fn faults(path: &str, html: &str) -> Vec<String> {
    let mut faults = vec![];
    for (at, _) in html.match_indices(MARK) {
        let after = &html[at..];
        let read = decoded(after);
        // in the properties of an island the text stands as JSON
        let as_json = TEXT.replace('"', "\\\"");
        let is = |text: &str| read.starts_with(text) || (read.chars().count() >= 30 && text.starts_with(read.trim_end_matches('…')));
        if !is(TEXT) && !is(&as_json) {
            faults.push(format!("{path}: {}", after.chars().take(160).collect::<String>()));
        }
    }
    let mut ids = BTreeSet::new();
    for part in html.split(" id=\"").skip(1) {
        let id = part.split('"').next().unwrap_or_default();
        if !ids.insert(id) {
            faults.push(format!("{path}: the id {id} twice"));
        }
    }
    faults
}

async fn sits(world: &World, ada: &mut Person) -> String {
    let attempt = starts(ada, "little/exam").await;
    for (n, (item, value)) in [
        ("nine", json!({"type": "essay", "text": format!("\n{TEXT}")})),
        ("five", json!({"type": "short", "text": TEXT})),
        ("four", json!({"type": "numeric", "text": TEXT})),
        ("six", json!({"type": "cloze", "gaps": [TEXT, ""]})),
    ]
    .into_iter()
    .enumerate()
    {
        let reply = saves(ada, &attempt, item, value, n as i64 + 1).await;
        assert!(reply.status.is_success(), "{}", reply.text());
    }
    let mut ivy = world.person("invigilator").await;
    for (call, body) in [("measures", json!({"measure": "message", "reason": TEXT})), ("notes", json!({"text": TEXT}))] {
        let reply = ivy.calls(Method::POST, &format!("/api/v1/attempts/{}/{call}", id_of(&attempt)), body).await;
        assert!(reply.status.is_success(), "{}", reply.text());
    }
    attempt
}

#[test]
fn what_people_typed_is_the_same_text_on_every_page() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        ada.posts("/profile", &[("name", TEXT)]).await;
        assert_eq!(ada.posts("/courses/little/first/questions", &[("words", TEXT)]).await.status, 303);
        let mut ivy = world.person("invigilator").await;
        let form = [("plan", "little/mock"), ("name", TEXT), ("opens", "2026-11-22 11:10"), ("closes", "2026-11-22 13:10")];
        let session = ivy.posts("/invigilation", &form).await.location();
        // a room has forty characters at most
        let room: String = TEXT.chars().take(38).collect();
        assert_eq!(ivy.posts(&session, &[("list", &format!("learner,{room}"))]).await.status, 303);
        // no mock begins while an exam runs
        let over = starts(&mut ada, "little/mock").await;
        let attempt = sits(&world, &mut ada).await;
        let mut admin = world.person("admin").await;
        let list = admin.opens("/admin/accounts?q=learner").await.text();
        let account = list.split("/admin/accounts/").nth(1).and_then(|t| t.split('"').next()).expect("an account").to_string();
        let mut wrong = vec![];
        let mut held = 0;
        // twice: while the exam is sat, and when it was marked and released
        for round in 0..2 {
            if round == 1 {
                ada.posts(&format!("{over}/submit"), &[]).await;
                ada.posts(&format!("{attempt}/submit"), &[]).await;
                let mut mia = world.person("examiner").await;
                let task = mia.posts("/marking", &[]).await.location();
                let page = mia.opens(&task).await.text();
                wrong.extend(faults("the script of a marker", &page));
                held += usize::from(page.contains(MARK));
                let refused = mia.posts(&task, &[("points.0", "99"), ("points.1", "4"), ("comment", TEXT)]).await.text();
                wrong.extend(faults("a refused mark", &refused));
                held += usize::from(refused.contains(MARK));
                mia.posts(&task, &[("points.0", "5"), ("points.1", "4"), ("comment", TEXT)]).await;
                mia.posts("/marking/release/little/exam", &[("confirmed", "yes")]).await;
            }
            for role in ["learner", "examiner", "invigilator", "admin", "teacher"] {
                let mut person = world.person(role).await;
                for (method, pattern, _) in crate::access::matrix() {
                    if *method != "GET" || pattern.starts_with("/api/") {
                        continue;
                    }
                    let gaps =
                        [("{course}", "little"), ("{lesson}", "first"), ("{plan}", "exam"), ("{standard}", "little"), ("{item}", "nine")];
                    let path = gaps.iter().fold(pattern.to_string(), |path, (gap, value)| path.replace(gap, value));
                    let path = path.replace("{attempt}", id_of(&attempt)).replace("{account}", &account);
                    let path = path.replace("/invigilation/sessions/{session}", &session);
                    if path.contains('{') {
                        continue;
                    }
                    let query =
                        if path == "/search" || path.starts_with("/admin/") { format!("?q={}", world_query()) } else { String::new() };
                    let reply = person.opens(&format!("{path}{query}")).await;
                    if !reply.text().starts_with("<!DOCTYPE html>") {
                        continue;
                    }
                    held += usize::from(reply.text().contains(MARK));
                    wrong.extend(faults(&format!("{role} {path}"), &reply.text()));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(held >= 15, "the text stood on {held} pages alone");
        world.works().await;
    });
}

/// The text as the value of a query.
fn world_query() -> String {
    TEXT.bytes().map(|b| format!("%{b:02X}")).collect()
}

#[test]
fn forms_that_are_refused_come_back_with_the_very_text() {
    story(async {
        let world = World::new().await;
        let mut visitor = world.visitor();
        for (path, field) in [("/register", "login"), ("/register", "name"), ("/sign-in", "login"), ("/practice/little/p-code", "answer")] {
            let page = visitor.posts(path, &[(field, TEXT)]).await.text();
            let found = faults(path, &page);
            assert!(page.contains(MARK) && found.is_empty(), "{path} {field}: {found:?}");
        }
    });
}

#[test]
fn a_marker_sees_code_as_it_was_typed() {
    story(async {
        let world = World::new().await;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        let code = "def f(x):\n    if x < 1:\n\treturn [x]\n";
        saves(&mut ada, &attempt, "nine", json!({"type": "essay", "text": code}), 1).await;
        ada.posts(&format!("{attempt}/submit"), &[]).await;
        let mut mia = world.person("examiner").await;
        let task = mia.posts("/marking", &[]).await.location();
        let page = mia.opens(&task).await.text();
        // the class keeps white space: style/components/exam/answer.css
        let script = page.split("as-typed").nth(1).expect("the essay");
        assert!(script.contains("    if x &lt; 1:") && script.contains("\treturn [x]"), "{script}");
    });
}
