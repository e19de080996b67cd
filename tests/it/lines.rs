//! How code is written down: lines that can be read, texts that are asked by their language, and verbs that say how they fail.

use crate::tidy::{product, sources};

/// What goes beyond a screen is read by nobody.
#[test]
fn no_line_is_wider_than_180_characters() {
    let mut wide = vec![];
    for (name, text) in sources() {
        let lines = text.lines().enumerate().filter(|(_, line)| line.chars().count() > 180);
        wide.extend(lines.map(|(n, _)| format!("{name}:{}", n + 1)));
    }
    assert!(wide.is_empty(), "wrap these, their texts too: {wide:?}");
}

/// Whoever takes a text out of a pair by a number reads the other language as soon as there is a third.
#[test]
fn a_text_in_both_languages_is_asked_by_its_language() {
    for (name, text) in sources().into_iter().filter(|(name, _)| name != "tests/it/lines.rs") {
        assert!(!text.contains("lang as usize"), "{name}: `Bilingual::get` gives a text in a language");
    }
}

/// Where actions of wings and the verbs of crates beside the store are.
const SAYING: [&str; 6] = ["app/credential/", "app/exam/", "app/office/", "server/credential/", "server/delivery/", "server/lockdown/"];

/// What forms and the API share, and what crates offer to others, says in its comment how it fails.
#[test]
fn actions_say_how_they_fail() {
    let mut verbs = 0;
    let shared = |name: &str| name.starts_with("server/") || name.ends_with("/actions.rs");
    for (name, text) in product().filter(|(name, _)| SAYING.iter().any(|wing| name.starts_with(wing)) && shared(name)) {
        let code = crate::without_tests::without_tests(&text);
        let lines: Vec<&str> = code.lines().collect();
        for (n, line) in lines.iter().enumerate() {
            let verb = line.trim_start();
            if !(verb.starts_with("pub fn ") || verb.starts_with("pub async fn ")) {
                continue;
            }
            let head = lines.get(n..).unwrap_or_default().join(" ");
            let gives = head.split('{').next().unwrap_or_default().rsplit("->").next().unwrap_or_default().to_string();
            if !head.split('{').next().unwrap_or_default().contains("->") || !gives.trim_start().starts_with("Result<") {
                continue;
            }
            let above = lines.get(..n).unwrap_or_default().iter().rev().map(|l| l.trim_start());
            let says = above.take_while(|l| l.starts_with("///") || l.starts_with("#[")).any(|l| l == "/// # Errors");
            assert!(says, "{name}: {verb} does not say how it fails: its comment has no section `# Errors`");
            verbs += 1;
        }
    }
    assert!(verbs > 100, "only {verbs} verbs were found");
}
