//! What the access matrix asks with: real objects in the addresses, and bodies that are understood.

mod objects;

pub use objects::{Objects, objects};

pub fn fill(pattern: &str, objects: &Objects) -> String {
    let marking = pattern.contains("/marking/");
    let file = match pattern {
        p if p.starts_with("/results") => "results.csv",
        p if p.starts_with("/admin/log") => "log.csv",
        p if p.contains("/readers") => "lessons.csv",
        p if p.contains("/export") => "mock.gift",
        p if p.contains("/share") || p.contains("/packages") => "little.zip",
        _ => "none.js",
    };
    let item = match pattern {
        p if p.contains("/practice/") || p.contains("/repetitions/") => "p-single",
        _ if marking => "nine",
        _ => "five",
    };
    [
        ("{course}", "little"),
        ("{lesson}", "first"),
        ("{version}", &objects.version),
        ("{plan}", if marking { "exam" } else { "mock" }),
        ("{item}", item),
        ("{standard}", "little"),
        ("{attempt}", if marking { &objects.marked } else { &objects.attempt }),
        ("{account}", &objects.account),
        ("{number}", &objects.number),
        ("{list}", "1"),
        ("{reference}", &objects.number),
        ("{code}", "0-00-00-09"),
        ("{level}", "5"),
        ("{session}", if pattern.ends_with("/cancellation") { &objects.spare } else { &objects.session }),
        // put on the list by the row before
        ("{login}", if pattern.contains("/people/") { "teacher" } else { "learner" }),
        ("{message}", &objects.message),
        ("{webhook}", &objects.webhook),
        ("{group}", &objects.group),
        ("{inquiry}", if pattern.contains("/me/") { &objects.taken_back } else { &objects.inquiry }),
        ("{passkey}", &objects.passkey),
        ("{provider}", "campus"),
        ("{identity}", &objects.identity),
        ("{ticket}", "AAAA"),
        ("{token}", &objects.token),
        ("{place}", "0000000000000000"),
        ("{file}", file),
        ("{lang}", "en"),
        // taken in by the row before
        ("{name}", "x.csv"),
    ]
    .iter()
    .fold(pattern.to_string(), |path, (gap, value)| path.replace(gap, value))
}

/// With the query that a page of one file cannot do without.
pub fn asked_with(pattern: &str, path: String) -> String {
    let of_file = ["/edit", "/drafts", "/history", "/versions", "/uses", "/twin"].iter().any(|end| pattern.ends_with(end));
    if of_file && (pattern.starts_with("/teach/") || pattern.starts_with("/api/v1/workshop/")) {
        return format!("{path}?path=little/010-first.md");
    }
    if pattern == "/api/v1/workshop/{course}/items" {
        return format!("{path}?bank=little/items/bank.md");
    }
    if pattern == "/api/v1/workshop/{course}/media" {
        return format!("{path}?name=x.csv");
    }
    path
}

pub fn body_of(method: &str, pattern: &str, role: &str) -> (Option<&'static str>, Vec<u8>) {
    match (method, pattern) {
        ("GET" | "DELETE", _) => (None, vec![]),
        (_, "/verify" | "/api/v1/verify") => (Some("multipart/form-data; boundary=b"), b"--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n{}\r\n--b--\r\n".to_vec()),
        (_, "/admin/settings") => (Some("multipart/form-data; boundary=b"), b"--b\r\nContent-Disposition: form-data; name=\"accent\"\r\n\r\nred\r\n--b--\r\n".to_vec()),
        (_, p) if p.ends_with("/operations") => (Some("application/json"), b"[]".to_vec()),
        (_, p) if p.starts_with("/api/") && p.ends_with("/seb") => (Some("application/json"), br#"{"page":"/exams","config_key":"x"}"#.to_vec()),
        (_, "/attempts/{attempt}/onward") => (Some("application/x-www-form-urlencoded"), b"to=1".to_vec()),
        (_, "/api/v1/registrations") => (Some("application/json"), br#"{"login":"x","name":"x","password":"password","agree":true}"#.to_vec()),
        (_, "/api/v1/password-resets") => (Some("application/json"), br#"{"login":"x","code":"x","password":"four unrelated words"}"#.to_vec()),
        (_, "/api/v1/recoveries") => (Some("application/json"), br#"{"who":"x"}"#.to_vec()),
        (_, "/api/v1/preferences/language") => (Some("application/json"), br#"{"language":"zh"}"#.to_vec()),
        (_, "/api/v1/preferences/theme") => (Some("application/json"), br#"{"theme":"dark"}"#.to_vec()),
        ("PUT", "/api/v1/me/second-factor") => (Some("application/json"), br#"{"ticket":"x","code":"x","password":"x"}"#.to_vec()),
        ("PUT", "/api/v1/me/passkeys/{passkey}") => (Some("application/json"), br#"{"label":"x"}"#.to_vec()),
        (_, "/api/v1/me/passkeys/{passkey}/removal") => (Some("application/json"), br#"{"password":"x"}"#.to_vec()),
        (_, "/api/v1/me/identities/{identity}/removal") => (Some("application/json"), br#"{"password":"x"}"#.to_vec()),
        (_, p) if p.ends_with("/removal") => (Some("application/json"), br#"{"code":"x"}"#.to_vec()),
        (_, p) if p.ends_with("/notes") => (Some("application/json"), br#"{"text":"x"}"#.to_vec()),
        (_, p) if p.ends_with("/pen-releases") => (Some("application/json"), br#"{"reason":"x"}"#.to_vec()),
        (_, p) if p.ends_with("/segments") => (Some("application/json"), br#"{"minutes":5,"reason":"x"}"#.to_vec()),
        (_, p) if p.ends_with("/answer-files") => (Some("application/octet-stream"), b"{}".to_vec()),
        (_, p) if p.ends_with("/pen") => (Some("application/json"), br#"{"writer":"wr_01999999999970008000000000000001"}"#.to_vec()),
        (_, p) if p.contains("/flags/") => (Some("application/json"), br#"{"flagged":true}"#.to_vec()),
        (_, "/admin/webhooks/{webhook}") => (Some("application/x-www-form-urlencoded"), b"do=test".to_vec()),
        (_, "/api/v1/me/messages/read") => (Some("application/json"), br#"{"seen":1}"#.to_vec()),
        (_, "/api/v1/me/phone/number") => (Some("application/json"), br#"{"number":"13800138000"}"#.to_vec()),
        (_, "/api/v1/me/phone/confirmation") => (Some("application/json"), br#"{"code":"000000"}"#.to_vec()),
        (_, "/api/v1/me/phone/topics") => (Some("application/json"), br#"{"topics":["session"]}"#.to_vec()),
        (_, "/api/v1/me/mail/choices") => (Some("application/json"), br#"{"choices":{}}"#.to_vec()),
        (_, "/api/v1/me/mail/address") => (Some("application/json"), br#"{"address":"ada@example.cn"}"#.to_vec()),
        (_, "/api/v1/groups" | "/api/v1/groups/{group}") => (Some("application/json"), "{\"name\":\"三班\"}".as_bytes().to_vec()),
        (_, "/api/v1/groups/{group}/people") => (Some("application/json"), br#"{"list":"nobody-here"}"#.to_vec()),
        (_, "/api/v1/webhooks") => (Some("application/json"), br#"{"label":"x","url":"x"}"#.to_vec()),
        (_, "/api/v1/me/password") => (Some("application/json"), br#"{"old_password":"x","new_password":"four unrelated words"}"#.to_vec()),
        (_, "/api/v1/courses/{course}/lessons/{lesson}/reached") => (Some("application/json"), br#"{"heading":1}"#.to_vec()),
        (_, "/api/v1/courses/{course}/lessons/{lesson}/questions") => (Some("application/json"), br#"{"words":"x"}"#.to_vec()),
        (_, "/api/v1/workshop/{course}/questions/{inquiry}") => (Some("application/json"), br#"{"answer":"x","shown":true}"#.to_vec()),
        (_, "/teach/{course}/questions/{inquiry}") => (Some("application/x-www-form-urlencoded"), b"do=answer&text=x".to_vec()),
        (_, p) if p.ends_with("/done") && p.starts_with("/api/") => (Some("application/json"), br#"{"done":true}"#.to_vec()),
        (_, "/api/v1/courses/{course}/practice/{item}") => {
            (Some("application/json"), br#"{"answer":{"type":"single","option":0}}"#.to_vec())
        }
        (_, "/api/v1/accounts") => {
            (Some("application/json"), br#"{"login":"x","name":"x","password":"four unrelated words","roles":["teacher"]}"#.to_vec())
        }
        (_, "/api/v1/accounts/imports") => (Some("application/json"), br#"{"list":"a b"}"#.to_vec()),
        // nobody is merged here: who works in the house is not
        (_, "/api/v1/accounts/{account}/merger") => {
            (Some("application/json"), br#"{"closed":"acc_01999999999970008000000000000001"}"#.to_vec())
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
        (_, p) if p.ends_with("/import/file") || p.ends_with("/people/file") => part("name=\"file\"", "{}"),
        (_, p) if p.starts_with("/invigilation") && (p.ends_with("/answers") || p.ends_with("/list")) => part("name=\"file\"", "{}"),
        (_, p) if p.starts_with("/invigilation") => (Some("application/x-www-form-urlencoded"), b"measure=message&reason=hello&to=all".to_vec()),
        (_, "/api/v1/workshop") => (Some("application/json"), br#"{"name":"new","title":"x"}"#.to_vec()),
        (_, "/api/v1/workshop/{course}/files") => (Some("application/json"), br#"{"kind":"lesson","name":"-","title":"x"}"#.to_vec()),
        (_, "/api/v1/workshop/{course}/twins") => (Some("application/json"), br#"{"path":"little/010-first.md"}"#.to_vec()),
        (_, "/api/v1/workshop/{course}/drafts" | "/api/v1/workshop/{course}/previews") => {
            let seen = if pattern.ends_with("/drafts") { r#","seen":7"# } else { "" };
            (Some("application/json"), format!(r#"{{"path":"little/010-first.md","text":"x"{seen}}}"#).into_bytes())
        }
        (_, "/api/v1/workshop/{course}/editors") => (Some("application/json"), br#"{"path":"little/010-first.md"}"#.to_vec()),
        (_, "/api/v1/workshop/{course}/item-forms") => {
            (Some("application/json"), br#"{"path":"little/010-first.md","text":"x","kind":"single"}"#.to_vec())
        }
        (_, "/api/v1/workshop/{course}/replacements") => (Some("application/json"), br#"{"words":"x","instead":"y"}"#.to_vec()),
        (_, "/api/v1/workshop/{course}/replacements/drafts") => {
            (Some("application/json"), br#"{"search":{"words":"x","instead":"y"},"files":[]}"#.to_vec())
        }
        (_, "/api/v1/workshop/{course}/items") => (Some("application/json"), br#"{"bank":"little/items/bank.md","items":[]}"#.to_vec()),
        (_, "/api/v1/workshop/{course}/items/drafts") => {
            (Some("application/json"), br#"{"change":{"bank":"little/items/bank.md","items":[]},"files":[]}"#.to_vec())
        }
        (_, "/api/v1/workshop/{course}/steps") => (Some("application/json"), br#"{"step":"x"}"#.to_vec()),
        (_, "/api/v1/workshop/{course}/twin") => {
            (Some("application/json"), format!(r#"{{"path":"little/010-first.md","seen":"{}"}}"#, "0".repeat(64)).into_bytes())
        }
        (_, "/teach/{course}/twin") => (Some("application/x-www-form-urlencoded"), b"path=little/010-first.md&seen=x".to_vec()),
        (_, "/api/v1/workshop/{course}/changes") => {
            (Some("application/json"), br#"{"act":"discard","path":"little/010-first.md","seen":7}"#.to_vec())
        }
        (_, "/api/v1/workshop/{course}/publication") => (Some("application/json"), format!(r#"{{"digest":"{}"}}"#, "0".repeat(64)).into_bytes()),
        (_, "/api/v1/workshop/{course}/review") => (Some("application/json"), format!(r#"{{"act":"ask","digest":"{}"}}"#, "0".repeat(64)).into_bytes()),
        (_, "/api/v1/workshop/{course}/imports" | "/api/v1/workshop/{course}/imports/drafts") => (Some("application/octet-stream"), b"One? {=a ~b}".to_vec()),
        (_, "/api/v1/workshop/{course}/documents" | "/api/v1/workshop/{course}/pastes") => (Some("application/octet-stream"), b"<h2>x</h2>".to_vec()),
        (_, "/api/v1/workshop/{course}/folders" | "/api/v1/workshop/{course}/folders/drafts") => (Some("application/octet-stream"), b"# One\n\nwords\n".to_vec()),
        (_, "/teach/{course}/folder") => part("name=\"file\"; filename=\"one.md\"", "# One\n\nwords"),
        (_, "/teach/{course}/folder/take") => (Some("application/x-www-form-urlencoded"), b"kept=IyBPbmUKCndvcmRzCg&file=one.md&take=1".to_vec()),
        ("POST", "/api/v1/workshop/{course}/media") => (Some("application/octet-stream"), b"x,y".to_vec()),
        ("POST", "/profile/passkeys/{passkey}") => (Some("application/x-www-form-urlencoded"), b"do=rename&label=x".to_vec()),
        ("POST", "/profile/tokens/revoke") => (Some("application/x-www-form-urlencoded"), format!("token={}", objects::TOKEN).into_bytes()),
        (_, "/api/v1/packages" | "/api/v1/packages/drafts") => (Some("application/octet-stream"), b"PK".to_vec()),
        (_, "/teach/bring") => part("name=\"file\"; filename=\"x.zip\"", "PK"),
        (_, "/teach/bring/take") => (Some("application/x-www-form-urlencoded"), b"kept=UEs&file=x.zip&name=new".to_vec()),
        (_, "/teach/{course}/try") => (Some("application/x-www-form-urlencoded"), b"path=little/010-first.md&item=p-single".to_vec()),
        (_, "/teach/{course}/document") => part("name=\"file\"; filename=\"x.html\"", "<p>x</p>"),
        (_, "/teach/{course}/media") => part("name=\"file\"; filename=\"x.csv\"", "x,y"),
        (_, "/teach/{course}/import") => part("name=\"text\"", "1? {=a ~b}"),
        (_, "/teach/{course}/import/take") => (Some("application/x-www-form-urlencoded"), b"kept=MT8gez1hIH5ifQ&file=x.gift&name=new&title=x".to_vec()),
        (_, "/teach/{course}/schedule") => (Some("application/x-www-form-urlencoded"), b"do=schedule&digest=x".to_vec()),
        (_, "/teach/{course}/people") => (Some("application/x-www-form-urlencoded"), b"do=give&login=nobody-here&role=editor".to_vec()),
        (_, "/api/v1/workshop/{course}/schedule") => (Some("application/json"), format!(r#"{{"digest":"{}","at":1}}"#, "0".repeat(64)).into_bytes()),
        (_, "/api/v1/workshop/{course}/people/{login}") => (Some("application/json"), br#"{"role":"owner"}"#.to_vec()),
        (_, "/teach/{course}/review") => (Some("application/x-www-form-urlencoded"), b"do=ask&digest=x".to_vec()),
        (_, "/teach/{course}/edit") => (Some("application/x-www-form-urlencoded"), b"path=little/010-first.md&seen=7&text=x".to_vec()),
        (_, "/teach/{course}/change") => (Some("application/x-www-form-urlencoded"), b"do=discard&path=little/010-first.md&seen=7".to_vec()),
        (_, p) if p.starts_with("/api/") => (Some("application/json"), b"{}".to_vec()),
        (_, "/preferences/language") => (Some("application/x-www-form-urlencoded"), b"language=zh&back=/".to_vec()),
        (_, "/preferences/theme") => (Some("application/x-www-form-urlencoded"), b"theme=dark&back=/".to_vec()),
        (_, p) if p.starts_with("/admin/accounts/{") => (Some("application/x-www-form-urlencoded"), b"do=roles&role=teacher".to_vec()),
        (_, p) if p.contains("/admin/certificates") => (Some("application/x-www-form-urlencoded"), b"reason=test".to_vec()),
        _ => (Some("application/x-www-form-urlencoded"), vec![]),
    }
}

/// A form with one part.
fn part(named: &str, said: &str) -> (Option<&'static str>, Vec<u8>) {
    let body = format!("--b\r\nContent-Disposition: form-data; {named}\r\n\r\n{said}\r\n--b--\r\n");
    (Some("multipart/form-data; boundary=b"), body.into_bytes())
}
