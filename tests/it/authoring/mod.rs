//! Stories of the wing authoring.

mod banks;
mod copying;
mod disk;
mod documents;
mod finding;
mod folders;
mod import_report;
mod item_forms;
mod many;
mod media;
mod outlines;
mod packages;
mod publishing;
mod reviewing;
mod roles;
mod schedule;
mod sizes;
mod trial;
mod twins;
mod uses;
mod waiting;
mod whole;
mod writing;

use axum::http::Method;
use serde_json::json;
use zhixing_tests::Person;

/// Saves a draft with other words.
async fn drafts(person: &mut Person, path: &str, was: &str, is: &str) {
    let now = person.calls(Method::GET, &format!("/api/v1/workshop/little/drafts?path={path}"), json!({})).await.json();
    let text = now["text"].as_str().expect("text").replacen(was, is, 1);
    let wish = json!({"path": path, "text": text, "seen": now["rev"], "base": now["base"]});
    let saved = person.calls(Method::PUT, "/api/v1/workshop/little/drafts", wish).await.json();
    assert_eq!(saved["outcome"], "saved", "{saved}");
}
