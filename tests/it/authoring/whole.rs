//! All courseware that comes with the project through the workshop: what was changed and changed back is to the byte what it was.

use axum::http::Method;
use serde_json::{Value, json};
use std::path::Path;
use zhixing_courseware::Files;
use zhixing_domain::workshop::place;
use zhixing_tests::{Person, World, story};

/// As it lies in the folder.
fn content() -> Files {
    zhixing::content::folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../content")).expect("the content")
}

/// As an editor of Windows leaves it: a mark before each text, two characters at the end of each line.
fn of_windows() -> Files {
    let of = |path: &String, bytes: &Vec<u8>| match std::str::from_utf8(bytes) {
        Ok(text) if path.ends_with(".md") => format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes(),
        _ => bytes.clone(),
    };
    content().0.iter().map(|(path, bytes)| (path.clone(), of(path, bytes))).collect()
}

/// Saves a text as a browser sends it: each line ends in two characters.
async fn saves(person: &mut Person, course: &str, path: &str, text: &str, now: &Value) -> Value {
    let wish = json!({"path": path, "text": text.replace('\n', "\r\n"), "seen": now["rev"], "base": now["base"]});
    let saved = person.calls(Method::PUT, &format!("/api/v1/workshop/{course}/drafts"), wish).await.json();
    assert_eq!(saved["outcome"], "saved", "{path}: {saved}");
    saved
}

async fn nothing_changes(files: Files) {
    let world = World::with(&[], files).await;
    let mut chen = world.person("teacher").await;
    let list = chen.calls(Method::GET, "/api/v1/workshop", json!({})).await.json();
    let paths: Vec<&str> =
        list.as_array().expect("files").iter().filter_map(|file| file["path"].as_str()).filter(|path| place::is_writable(path)).collect();
    assert!(paths.len() > 50, "{paths:?}");
    for path in &paths {
        let course = path.split('/').next().unwrap_or_default();
        let now = chen.calls(Method::GET, &format!("/api/v1/workshop/{course}/drafts?path={path}"), json!({})).await.json();
        let text = now["text"].as_str().unwrap_or_else(|| panic!("{path}: {now}"));
        let changed = saves(&mut chen, course, path, &format!("{text}\n多了一行。\n"), &now).await;
        let draft = json!({"rev": changed["rev"], "base": now["base"]});
        saves(&mut chen, course, path, text, &draft).await;
        world.passes(1);
    }
    let list = chen.calls(Method::GET, "/api/v1/workshop", json!({})).await.json();
    for file in list.as_array().expect("files").iter().filter(|file| paths.contains(&file["path"].as_str().unwrap_or_default())) {
        assert!(file["draft"].is_string() && file["draft"] == file["published"], "another byte: {file}");
    }
}

#[test]
fn the_whole_content_goes_through_the_workshop_to_the_byte() {
    story(async {
        nothing_changes(content()).await;
        nothing_changes(of_windows()).await;
    });
}
