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

/// Where actions of wings, rules, what all pages share, and the verbs of crates beside the store are.
const SAYING: [&str; 14] = [
    "app/authoring/",
    "app/credential/",
    "app/domain/",
    "app/exam/",
    "app/learning/",
    "app/marking/",
    "app/office/",
    "app/shell/",
    "server/credential/",
    "server/delivery/",
    "server/http/",
    "server/interchange/",
    "server/lockdown/",
    "server/roster/",
];

/// What only a handler takes: its answer tells whoever asked how it failed.
const EXTRACTED: [&str; 4] = ["TheNode", "Path(", "Query(", "Form("];

/// What forms and the API share, and what crates offer to others, says in its comment how it fails.
#[test]
fn actions_say_how_they_fail() {
    let mut verbs = 0;
    let whole = |name: &str| ["app/domain/", "app/shell/", "server/"].iter().any(|room| name.starts_with(room));
    let shared = |name: &str| whole(name) || name.ends_with("/actions.rs");
    for (name, text) in product().filter(|(name, _)| SAYING.iter().any(|wing| name.starts_with(wing)) && shared(name)) {
        let code = crate::without_tests::without_tests(&text);
        let lines: Vec<&str> = code.lines().collect();
        for (n, line) in lines.iter().enumerate() {
            let verb = line.trim_start();
            if !["pub fn ", "pub async fn ", "pub const fn "].iter().any(|begins| verb.starts_with(begins)) {
                continue;
            }
            let rest = lines.get(n..).unwrap_or_default().join(" ");
            let Some((takes, gives)) = rest.split('{').next().unwrap_or_default().rsplit_once("->") else { continue };
            // the last arrow may be that of a function which is taken
            let is_its_own = gives.matches('(').count() == gives.matches(')').count();
            // a pair for serde fails as serde does
            let fails = gives.trim_start().starts_with("Result<") && is_its_own && !gives.contains("::Error>");
            if !fails || EXTRACTED.iter().any(|part| takes.contains(part)) {
                continue;
            }
            let above = lines.get(..n).unwrap_or_default().iter().rev().map(|l| l.trim_start());
            let says = above.take_while(|l| l.starts_with("///") || l.starts_with("#[")).any(|l| l == "/// # Errors");
            assert!(says, "{name}: {verb} does not say how it fails: its comment has no section `# Errors`");
            verbs += 1;
        }
    }
    assert!(verbs > 280, "only {verbs} verbs were found");
}
