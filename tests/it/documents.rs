//! The documents say what is: places that exist, tests that exist, and nothing of a machine.

use crate::tidy::{root, sources};

#[test]
fn the_documents_say_nothing_of_this_machine() {
    for name in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "GLOSSARY.md",
        "LICENSE",
        "content/README.md",
        "end2end/README.md",
        "end2end/EXPECTATIONS.md",
        "server/packaging/UPGRADE.md",
    ] {
        let text = std::fs::read_to_string(root().join(name)).unwrap_or_else(|_| panic!("{name} is missing"));
        for home in ["root", "work"].map(|folder| format!("/{folder}/")) {
            assert!(!text.contains(&home), "{name} names a path of a machine: {home}");
        }
    }
}

/// What the log holds of people, by the fields of its events, with its word on the privacy page.
const OF_PEOPLE: [(&str, [&str; 2]); 20] = [
    ("login", ["登录名", "account name"]),
    ("score", ["成绩", "scores"]),
    ("points", ["评的分", "points"]),
    ("before", ["评的分", "points"]),
    ("after", ["评的分", "points"]),
    ("factor", ["合理便利", "a time of their own"]),
    ("extra_ms", ["合理便利", "a time of their own"]),
    ("role", ["备课角色", "a role in a course"]),
    ("device", ["设备名称", "names of devices"]),
    ("label", ["设备名称", "names of devices"]),
    ("address", ["网络地址", "network address"]),
    ("reason", ["原因", "reasons"]),
    ("note", ["说明", "notes"]),
    ("text", ["说明", "notes"]),
    ("evidence", ["说明", "notes"]),
    ("detail", ["说明", "notes"]),
    ("into", ["编号", "numbers"]),
    ("from", ["编号", "numbers"]),
    ("to", ["编号", "numbers"]),
    ("segment_of", ["编号", "numbers"]),
];

/// What is of courses, sessions, items and the site, or counts, or is a digest or a word of ours.
const OF_NOBODY: [&str; 46] = [
    "at",
    "candidates",
    "cause",
    "closes",
    "course",
    "courses",
    "demonstration",
    "door",
    "group",
    "issuer",
    "item",
    "late",
    "lesson",
    "marks",
    "most",
    "ms",
    "name",
    "operations",
    "opens",
    "papers",
    "pass_mark",
    "people",
    "place",
    "plan",
    "receipt",
    "record",
    "report",
    "rev",
    "roles",
    "segment",
    "sessions",
    "setting",
    "sha256",
    "shown",
    "state",
    "times",
    "value",
    "version",
    "voiding",
    "was_closes",
    "was_opens",
    "what",
    "why",
    "window",
    "writer",
    "wrong_key",
];

/// The fields of the events and of what they hold, by name.
fn fields_of_events(text: &str) -> std::collections::BTreeSet<String> {
    let (_, events) = text.split_once("\nevents! {").expect("the events");
    let events = events.split("/// A line of the log as it is read.").next().unwrap_or_default();
    let code = events.lines().map(str::trim).filter(|line| !line.starts_with("//") && !line.starts_with('#')).collect::<Vec<_>>().join(" ");
    let name = |before: &str| {
        let name: String = before.chars().rev().take_while(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '_').collect();
        name.chars().rev().collect::<String>()
    };
    code.match_indices(": ").map(|(at, _)| name(code.get(..at).unwrap_or_default())).filter(|name| !name.is_empty()).collect()
}

/// The privacy page says what the log holds of people: a field of its events that tells of somebody has its word there, in both languages.
#[test]
fn the_privacy_page_says_what_the_log_holds_of_people() {
    let read = |name: &str| std::fs::read_to_string(root().join(name)).expect(name);
    let events = read("app/domain/src/event/mod.rs");
    let of_log = |name: &str, head: &str| {
        let page = read(name);
        let (_, rest) = page.split_once(head).expect("a paragraph of the log");
        rest.split("\n\n").next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let pages = [of_log("content/pages/privacy.md", "**日志**"), of_log("content/pages/privacy.en.md", "**The log**")];
    let fields = fields_of_events(&events);
    let told = || OF_PEOPLE.iter().map(|(field, _)| *field).chain(OF_NOBODY);
    for field in &fields {
        assert!(told().any(|known| known == field), "{field}: whom does this field of an event tell of, and does the privacy page say so?");
    }
    for field in told() {
        assert!(fields.contains(field), "the log has no {field} any more");
    }
    for (field, said) in OF_PEOPLE {
        for (page, said) in pages.iter().zip(said) {
            assert!(page.contains(said), "{field}: the page does not say {said}: {page}");
        }
    }
}

/// The glossary says where each word lives: from the root, or from the rules of the domain.
#[test]
fn the_glossary_leads_to_places_that_exist() {
    let text = std::fs::read_to_string(root().join("GLOSSARY.md")).expect("the glossary");
    let rows = text.lines().filter(|l| l.starts_with("| ")).filter_map(|row| row.rsplit(" | ").next());
    let places: Vec<&str> = rows.flat_map(|place| place.split('`').skip(1).step_by(2)).collect();
    assert!(places.len() > 50, "words went away");
    for place in places {
        let there = [root().join(place), root().join("app/domain/src").join(place)].iter().any(|p| p.exists());
        assert!(there, "GLOSSARY.md: there is no {place}");
    }
}

/// A place that a document names in backquotes is there, unless it is the shape of many.
#[test]
fn the_documents_lead_to_places_that_exist() {
    let mut seen = 0;
    for name in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "server/packaging/UPGRADE.md",
        "content/README.md",
        "end2end/README.md",
        "end2end/EXPECTATIONS.md",
        "tests/bench/README.md",
        "tests/FAULTS.md",
        "tests/CASES.md",
        "tests/CORPUS.md",
    ] {
        let text = std::fs::read_to_string(root().join(name)).unwrap_or_else(|_| panic!("{name} is missing"));
        for place in text.split('`').skip(1).step_by(2) {
            let ours = ["app/", "server/", "style/", "content/", "end2end/", "tests/"].iter().any(|top| place.starts_with(top));
            if !ours || place.contains([' ', '<', '{', '*', '…', '\n']) {
                continue;
            }
            seen += 1;
            assert!(root().join(place.split(':').next().unwrap_or(place)).exists(), "{name}: there is no {place}");
        }
    }
    assert!(seen > 50, "places went away: {seen}");
}

/// Whoever installs the product reads the README; whoever runs it, `zhixing config`. Both say the same of each setting.
#[test]
fn the_readme_says_of_each_setting_what_the_program_says() {
    let text = std::fs::read_to_string(root().join("README.md")).expect("the first page");
    let rows: Vec<&str> = text.lines().skip_while(|l| !l.contains("| `data` |")).take_while(|l| l.starts_with("| ")).collect();
    let plain = |cell: &str| cell.trim().trim_matches('`').to_string();
    let told: Vec<Vec<String>> =
        rows.iter().map(|row| row.trim_matches('|').splitn(4, " | ").map(plain).map(|c| c.replace('`', "")).collect()).collect();
    let meant = zhixing::config::SETTINGS.iter().map(|s| [s.name, s.env, s.default, s.meaning].map(|c| c.replace('`', "")).to_vec());
    assert_eq!(told, meant.collect::<Vec<_>>());
}

/// Tables of numbered cases name tests that exist: functions in backquotes, browser tests by the beginning of their names.
#[test]
fn tables_of_cases_name_tests_that_exist() {
    let code: String = sources().into_iter().map(|(_, text)| text).collect();
    let mut browser = String::new();
    for entry in std::fs::read_dir(root().join("end2end/tests")).expect("the browser tests") {
        browser.push_str(&std::fs::read_to_string(entry.expect("a file").path()).expect("text"));
    }
    for (table, heading) in [("FAULTS.md", "| #"), ("CASES.md", "| id")] {
        let text = std::fs::read_to_string(root().join("tests").join(table)).expect("the table");
        let mut seen = std::collections::BTreeSet::new();
        for row in text.lines().filter(|l| l.starts_with("| ") && !l.starts_with(heading)) {
            let columns: Vec<_> = row.split(" | ").collect();
            let id = columns[0].trim_start_matches("| ");
            assert!(seen.insert(id.to_string()), "{table}: {id} stands there twice");
            let shown = columns.get(3).unwrap_or_else(|| panic!("{table}: {id} has no column that says what shows it"));
            for name in shown.split('`').skip(1).step_by(2).filter(|n| n.contains('_') && !n.contains(['/', ' '])) {
                assert!(code.contains(&format!("fn {name}()")), "{table}: {name} is no test");
            }
            for name in shown.split('"').skip(1).step_by(2) {
                assert!(browser.contains(name), "{table}: no browser test is named {name}");
            }
        }
        assert!(table != "FAULTS.md" || seen.len() >= 77, "faults went away");
    }
}
