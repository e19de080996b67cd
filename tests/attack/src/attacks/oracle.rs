//! Which items are on a paper that nobody may see yet, asked by saves and flags: before the bell and in later sections there is one answer for all.

use crate::{
    desk::{Desk, essay, single},
    finding::Finding,
    page,
    person::{Person, code, json, location},
    raw::PATIENCE,
    stage::Stage,
};
use serde_json::json;
use std::{collections::BTreeSet, path::Path, rc::Rc};
use zhixing_load::clock;

/// On no paper.
const GHOST: &str = "ghost";

pub async fn run(stage: Rc<Stage>) -> Finding {
    let mut finding = Finding::default();
    // known from lessons and mocks, or from a friend
    let keys = keys_of_items();
    finding.must(keys.len() > 8, "the course has hardly any items");
    let mut ada = stage.person();
    let attempt = before_the_bell(&stage, &mut ada).await;
    let desk = Desk::of(json!({ "attempt": attempt }), stage.dice());
    let state = json(&ada.opens(&desk.path("")).await)["state"].clone();
    finding.must(state == "ready", format!("before the bell the paper is {state}"));
    let told = differing(&mut ada, desk, &keys).await;
    finding.measure(format!("before the bell {} of {} items told", told.len(), keys.len()));
    finding.must(told.is_empty(), format!("before the bell it tells of {}", told.join(" ")));

    let mut ben = stage.person();
    let desk = Desk::open(&mut ben, "little/parts", stage.dice()).await;
    let shown: BTreeSet<&str> = desk.prompts.iter().filter_map(|p| p["key"].as_str()).collect();
    let later: Vec<String> = keys.into_iter().filter(|k| !shown.contains(k.as_str())).collect();
    let told = differing(&mut ben, desk, &later).await;
    finding.measure(format!("in the first section {} of {}", told.len(), later.len()));
    finding.must(told.is_empty(), format!("the first section tells of {}", told.join(" ")));
    finding
}

/// A session of the exam that begins in 25 minutes, and the paper that is drawn for it.
async fn before_the_bell(stage: &Stage, ada: &mut Person) -> String {
    let mut ivy = stage.staff("invigilator");
    let form = [("plan", "little/exam"), ("name", "morning"), ("opens", &page::local(25)), ("closes", &page::local(240))];
    let session = location(&ivy.posts("/invigilation", &form).await);
    let listed = ivy.posts(&session, &[("list", &ada.login)]).await.status;
    assert_eq!(listed, 303, "a list of one");
    let end = clock::now() + PATIENCE;
    while clock::now() < end {
        let waiting = ada.opens("/exams/little/exam").await.text();
        if let Some(at) = waiting.find("att_") {
            return waiting[at..].chars().take(36).collect();
        }
        clock::seconds(0.2).await;
    }
    panic!("no paper is drawn before the bell")
}

/// Of these keys, those that are answered otherwise than one that is on no paper.
async fn differing(person: &mut Person, mut desk: Desk, keys: &[String]) -> Vec<String> {
    let ghost = probe(person, &mut desk, GHOST).await;
    let mut told = vec![];
    for key in keys {
        if probe(person, &mut desk, key).await != ghost {
            told.push(key.clone());
        }
    }
    told
}

/// What is said of a value of each of two types, and of a flag.
async fn probe(person: &mut Person, desk: &mut Desk, key: &str) -> Vec<(u16, String)> {
    let mut said = vec![];
    for value in [essay("x"), single(0), json!({ "type": "truefalse", "value": true })] {
        let reply = desk.saves(person, key, value).await;
        said.push((reply.status, code(&reply)));
    }
    let flag = person.calls("PUT", &desk.path(&format!("/flags/{key}")), &json!({ "flagged": true })).await;
    said.push((flag.status, code(&flag)));
    said
}

/// Every key in the banks of the little course.
fn keys_of_items() -> Vec<String> {
    let banks = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/little/items");
    let mut keys = BTreeSet::new();
    for bank in std::fs::read_dir(banks).into_iter().flatten().flatten() {
        let text = std::fs::read_to_string(bank.path()).unwrap_or_default();
        let headings = text.lines().filter(|l| l.starts_with("### ")).filter_map(|l| l.split_once("{#"));
        keys.extend(headings.filter_map(|(_, rest)| Some(rest.split([' ', '}']).next()?.to_string())));
    }
    keys.into_iter().collect()
}
