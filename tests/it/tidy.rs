//! The tree keeps its own rules: edges between crates, direct dependencies, forbidden calls, sizes.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::Command,
};

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the root").to_path_buf()
}

/// Every Rust file of our own, with its text.
pub fn sources() -> Vec<(String, String)> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "*.rs"])
        .current_dir(root())
        .output()
        .expect("git");
    let names = String::from_utf8_lossy(&listed.stdout).into_owned();
    names.lines().filter_map(|n| Some((n.to_string(), std::fs::read_to_string(root().join(n)).ok()?))).collect()
}

/// What is built into the product, without its tests.
pub(crate) fn product() -> impl Iterator<Item = (String, String)> {
    sources().into_iter().filter(|(name, _)| {
        (name.starts_with("app/") || name.starts_with("server/"))
            && !name.contains("/tests")
            && !name.contains("/examples/")
            && !name.ends_with("tests.rs")
            && !name.ends_with("build.rs")
    })
}

/// Direct dependencies of each of our crates, from its manifest (not those of tests).
fn dependencies() -> BTreeMap<String, Vec<String>> {
    let out = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo");
    let metadata: serde_json::Value = serde_json::from_slice(&out.stdout).expect("metadata");
    let names = |package: &serde_json::Value| {
        let kinds = package["dependencies"].as_array().expect("a list").iter().filter(|d| d["kind"].is_null());
        kinds.map(|d| d["name"].as_str().expect("a name").to_string()).collect()
    };
    metadata["packages"].as_array().expect("packages").iter().map(|p| (p["name"].as_str().expect("a name").to_string(), names(p))).collect()
}

#[test]
fn crates_know_only_whom_they_may() {
    let allowed: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("zhixing-domain", &[][..]),
        ("zhixing-courseware", &["zhixing-domain", "zhixing-lockdown"]),
        // it signs and prints what the domain says, and finds in its words: with words of its own the two came to differ
        ("zhixing-credential", &["zhixing-domain"]),
        // it reads spreadsheets and encodings as lists of people do
        ("zhixing-interchange", &["zhixing-courseware", "zhixing-domain", "zhixing-roster"]),
        ("zhixing-lockdown", &["zhixing-domain"]),
        ("zhixing-roster", &["zhixing-domain"]),
        ("zhixing-delivery", &["zhixing-domain"]),
        ("zhixing-store", &["zhixing-domain"]),
        // what server and browser share
        ("zhixing-app", &["zhixing-domain"]),
        ("zhixing-shell", &["zhixing-app", "zhixing-domain", "zhixing-roster", "zhixing-store"]),
        // the wings: the few edges between them are the last names of each line
        ("zhixing-authoring", &["zhixing-app", "zhixing-domain", "zhixing-shell", "zhixing-store"]),
        ("zhixing-certification", &["zhixing-app", "zhixing-domain", "zhixing-shell", "zhixing-store"]),
        (
            "zhixing-exam",
            &[
                "zhixing-app",
                "zhixing-domain",
                "zhixing-lockdown",
                "zhixing-roster",
                "zhixing-shell",
                "zhixing-store",
                "zhixing-certification",
            ],
        ),
        ("zhixing-book", &["zhixing-domain"]),
        ("zhixing-learning", &["zhixing-app", "zhixing-book", "zhixing-domain", "zhixing-shell", "zhixing-store", "zhixing-exam"]),
        ("zhixing-marking", &["zhixing-app", "zhixing-domain", "zhixing-shell", "zhixing-store", "zhixing-certification", "zhixing-exam"]),
        ("zhixing-office", &["zhixing-app", "zhixing-domain", "zhixing-roster", "zhixing-shell", "zhixing-store", "zhixing-certification"]),
        ("zhixing-bundle", &[]),
        ("zhixing-http", &["zhixing-domain", "zhixing-shell", "zhixing-store"]),
        (
            "zhixing-api",
            &[
                "zhixing-app",
                "zhixing-authoring",
                "zhixing-certification",
                "zhixing-domain",
                "zhixing-exam",
                "zhixing-http",
                "zhixing-learning",
                "zhixing-marking",
                "zhixing-office",
                "zhixing-shell",
                "zhixing-store",
            ],
        ),
        (
            "zhixing",
            &[
                "zhixing-api",
                "zhixing-app",
                "zhixing-authoring",
                "zhixing-certification",
                "zhixing-courseware",
                "zhixing-credential",
                "zhixing-delivery",
                "zhixing-domain",
                "zhixing-exam",
                "zhixing-http",
                "zhixing-interchange",
                "zhixing-learning",
                "zhixing-marking",
                "zhixing-office",
                "zhixing-roster",
                "zhixing-shell",
                "zhixing-store",
            ],
        ),
        ("zhixing-load", &["zhixing-domain"]),
        ("zhixing-attack", &["zhixing-domain", "zhixing-load"]),
        ("zhixing-fuzz", &["zhixing-courseware", "zhixing-domain", "zhixing-interchange", "zhixing-load"]),
        (
            "zhixing-tests",
            &[
                "zhixing",
                "zhixing-certification",
                "zhixing-courseware",
                "zhixing-domain",
                "zhixing-exam",
                "zhixing-lockdown",
                "zhixing-office",
                "zhixing-shell",
                "zhixing-store",
            ],
        ),
    ]);
    for (name, dependencies) in dependencies() {
        let allowed = allowed.get(name.as_str()).unwrap_or_else(|| panic!("{name} is a new crate: say whom it may know"));
        for own in dependencies.iter().filter(|d| d.starts_with("zhixing")) {
            assert!(allowed.contains(&own.as_str()), "{name} must not know {own}");
        }
    }
}

#[test]
fn rooms_keep_to_their_dependencies() {
    let direct = dependencies();
    let only = |name: &str, allowed: &[&str]| {
        let foreign: Vec<_> = direct[name].iter().filter(|d| !d.starts_with("zhixing") && !allowed.contains(&d.as_str())).collect();
        assert!(foreign.is_empty(), "{name}: {foreign:?} is new; is there no other way? then say so here");
    };
    only("zhixing-domain", &["serde", "serde_json", "sha2", "similar", "unicode-normalization", "unicode-properties"]);
    only("zhixing-store", &["async-recursion", "rusqlite", "serde", "serde_json", "sqlx", "thiserror", "tokio", "tracing"]);
    for (name, dependencies) in &direct {
        if name != "zhixing-store" {
            assert!(!dependencies.iter().any(|d| d == "sqlx" || d == "rusqlite"), "{name}: SQL lives in the store");
        }
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("the manifest");
    let table = manifest.split("[workspace.dependencies]").nth(1).and_then(|t| t.split("\n[").next()).expect("a table");
    let mut reason = false;
    for line in table.lines().filter(|l| !l.trim().is_empty()) {
        if line.starts_with('#') {
            reason = true;
        } else if line.contains('=') && !line.starts_with([' ', '}', ']']) {
            assert!(reason || line.starts_with("zhixing"), "no reason: {line}");
            reason = line.starts_with("zhixing");
        }
    }
}

#[test]
fn no_sql_outside_the_store() {
    for (name, text) in sources() {
        if name.starts_with("server/store/") || name.starts_with("tests/") {
            continue;
        }
        for word in ["SELECT ", "INSERT INTO", "DELETE FROM", "UPDATE "] {
            let sql = text.lines().find(|l| l.contains(&format!("\"{word}")) && !l.trim_start().starts_with("//"));
            assert!(sql.is_none(), "{name}: {}", sql.unwrap_or_default());
        }
    }
}

/// Who reads a column by its place reads another one as soon as a column comes before it.
#[test]
fn rows_are_read_by_name() {
    let readers = ["int", "opt_int", "text", "opt_text", "bytes", "time", "opt_time", "packed", "parse", "opt_parse", "with", "try_get"];
    for (name, text) in sources().into_iter().filter(|(n, _)| n.starts_with("server/store/src/")) {
        for reader in readers {
            for argument in text.split(&format!(".{reader}(")).skip(1) {
                let by_place = argument.trim_start().starts_with(|c: char| c.is_ascii_digit());
                assert!(!by_place, "{name}: .{reader}() reads by place: {}", argument.lines().next().unwrap_or_default());
            }
        }
    }
}

/// Whoever calls a verb knows from its comment how it fails, and does not have to read what it calls.
#[test]
fn every_verb_of_the_store_says_how_it_fails() {
    let mut verbs = 0;
    for (name, text) in sources().into_iter().filter(|(name, _)| name.starts_with("server/store/src/")) {
        let lines: Vec<&str> = text.lines().collect();
        let mut of_the_store = false;
        for (n, line) in lines.iter().enumerate() {
            if line.starts_with("impl") || *line == "}" {
                of_the_store = line.starts_with("impl Store ");
            }
            let code = line.trim_start();
            let public = code.starts_with("pub fn ") || code.starts_with("pub async fn ");
            let verb = public && (of_the_store || code == *line);
            if !verb || !lines[n..].join(" ").split('{').next().unwrap_or_default().contains("Result<") {
                continue;
            }
            let above = lines[..n].iter().rev().map(|l| l.trim_start());
            let says = above.take_while(|l| l.starts_with("///") || l.starts_with("#[")).any(|l| l == "/// # Errors");
            assert!(says, "{name}: {code} does not say how it fails: its comment has no section `# Errors`");
            verbs += 1;
        }
    }
    assert!(verbs > 150, "only {verbs} verbs were found");
}

#[test]
fn features_are_named_in_one_place() {
    for (name, text) in sources() {
        let here = name == "app/src/lib.rs" || name.starts_with("tests/");
        assert!(here || !text.contains("cfg(feature"), "{name}: cfg(feature) belongs in app/src/lib.rs");
    }
}

#[test]
fn the_clock_and_the_dice_are_read_in_one_place() {
    for (name, text) in sources() {
        if name == "server/http/src/clock.rs"
            || !(name.starts_with("app/") || name.starts_with("server/"))
            || name.contains("/tests/")
            || name.starts_with("app/bundle")
        {
            continue;
        }
        // a test may throw dice of its own
        let text = crate::without_tests::without_tests(&text);
        for call in ["SystemTime::now", "Instant::now", "Timestamp::now", "getrandom::", "Uuid::now", "rand::"] {
            // `brand::` is another word
            let calls = text.match_indices(call).any(|(at, _)| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
            assert!(!calls, "{name} calls {call}: take it as an argument");
        }
    }
}

#[test]
fn nothing_a_user_can_reach_panics() {
    for (name, text) in product() {
        let code = crate::without_tests::without_tests(&text);
        for call in [".unwrap()", ".expect(", "panic!(", "unreachable!(", "todo!(", "unimplemented!("] {
            assert!(!code.contains(call), "{name} has {call}");
        }
    }
}

#[test]
fn files_stay_small_and_say_what_they_are() {
    for (name, text) in sources() {
        assert!(text.lines().count() <= 400, "{name} has {} lines: split it", text.lines().count());
        let first = text.lines().next().unwrap_or_default();
        let named = first.starts_with("//!") || name.contains("/examples/") || name.ends_with("build.rs");
        assert!(named, "{name} does not say what it is in its first line");
    }
}

#[test]
fn a_key_has_no_serial_form() {
    let wanted = ["pub enum Question", "pub struct Item ", "pub struct Paper", "pub struct Entry", "pub struct Arrangement"];
    for (name, text) in sources().into_iter().filter(|(n, _)| n.starts_with("app/domain/src/")) {
        for (before, after) in text.match_indices("pub ").map(|(i, _)| text.split_at(i)) {
            if wanted.iter().any(|w| after.starts_with(w)) {
                let attributes = before.rsplit("\n\n").next().unwrap_or_default();
                assert!(
                    !attributes.contains("Serialize)") && !attributes.contains("Serialize,"),
                    "{name}: a type with a key can be serialised"
                );
            }
        }
    }
}

/// Whoever reads a name in one room knows it in all of them. What only its own crate needs is `pub(crate)` and not looked at.
#[test]
fn a_public_type_has_one_name() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, text) in product() {
        for line in text.lines().filter_map(|line| line.trim_start().strip_prefix("pub ")) {
            let Some(rest) = ["struct ", "enum ", "trait ", "type "].iter().find_map(|word| line.strip_prefix(word)) else { continue };
            let name: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
            if !name.is_empty() {
                places.entry(name).or_default().push(path.clone());
            }
        }
    }
    assert!(places.len() > 300, "only {} types were found", places.len());
    for (name, places) in places {
        assert_eq!(places.len(), 1, "{name} is in {}", places.join(" and in "));
    }
}

#[test]
fn text_areas_are_written_in_one_place() {
    for (name, text) in sources().into_iter().filter(|(n, _)| n.starts_with("app/")) {
        for raw in ["<textarea", "<style>", "<style "] {
            let written = text.contains(raw) && !text.contains(&format!("\"{raw}"));
            assert!(!written || name == "app/shell/src/parts/text_area.rs", "{name} writes {raw}: what stands in it is not escaped");
        }
    }
}

#[test]
fn fields_of_files_are_written_in_one_place() {
    for (name, text) in sources().into_iter().filter(|(n, _)| n.starts_with("app/") && n != "app/shell/src/parts/file_field.rs") {
        assert!(!text.contains("type=\"file\""), "{name}: `FileField` draws it, with its hint and its error");
    }
}

#[test]
fn files_that_are_saved_are_named_in_one_place() {
    for (name, text) in product().filter(|(name, _)| name != "app/shell/src/download.rs") {
        assert!(!text.contains("CONTENT_DISPOSITION"), "{name}: `zhixing_shell::download` names a file, in any letters");
    }
}

/// What is not built for tests has none: they would never run.
#[test]
fn no_test_is_left_where_none_is_built() {
    let files = sources();
    let mut without = 0;
    for manifest in ["app", "server", "tests"].iter().flat_map(|top| manifests(&root().join(top))) {
        let text = std::fs::read_to_string(&manifest).expect("a manifest");
        let folder = manifest.parent().expect("a folder").strip_prefix(root()).expect("ours").to_string_lossy().into_owned();
        let lib = text.split("\n[").find(|part| part.starts_with("lib]")).unwrap_or_default();
        if lib.contains("\ntest = false") {
            without += 1;
            let source = format!("{folder}/{}/", if folder == "tests" { "support" } else { "src" });
            let tested = files.iter().find(|(name, text)| name.starts_with(&source) && text.contains("#[cfg(test)]"));
            assert!(tested.is_none(), "{folder}/Cargo.toml says test = false and {} has tests", tested.map_or("", |(n, _)| n.as_str()));
        }
    }
    assert!(without > 2, "nobody says so any more: {without}");
}

fn manifests(folder: &Path) -> Vec<PathBuf> {
    let below = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path().join("Cargo.toml"));
    std::iter::once(folder.join("Cargo.toml")).chain(below).filter(|p| p.exists()).collect()
}

#[test]
fn the_receipts_page_lets_go_only_of_what_the_server_has_on_record() {
    let boot = std::fs::read_to_string(root().join("app/boot.js")).expect("the script");
    let list = boot.split("const kept = [\"applied\"").nth(1).and_then(|rest| rest.split(']').next()).expect("the list");
    let mut words: Vec<&str> =
        list.split('"').filter(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '_') && !word.is_empty()).collect();
    let mut kept = zhixing_domain::attempt::Quarantine::ALL.map(zhixing_domain::attempt::Quarantine::code).to_vec();
    words.sort_unstable();
    kept.sort_unstable();
    assert_eq!(words, kept);
}

#[test]
fn one_file_writes_where_attempts_stand() {
    for (name, text) in sources().into_iter().filter(|(name, _)| name.starts_with("server/store/src/")) {
        let writes = text.split("UPDATE attempt SET").skip(1).any(|sql| {
            let set = sql.split(" WHERE ").next().unwrap_or_default().split(" FROM ").next().unwrap_or_default();
            set.split(',').any(|part| part.trim_start().starts_with("state ="))
        });
        assert_eq!(writes, name.ends_with("/transition.rs"), "{name}");
    }
}
