//! A section left behind takes answers under numbers that were kept back: from the moment it was left, nothing in it changes.

use crate::{
    desk::{Desk, single},
    finding::Finding,
    person::json,
    stage::Stage,
};
use serde_json::{Value, json};
use std::rc::Rc;

pub async fn run(stage: Rc<Stage>) -> Finding {
    let mut finding = Finding::default();
    let mut ada = stage.person();
    let mut desk = Desk::open(&mut ada, "little/parts", stage.dice()).await;
    let (item, onward) = (desk.item("single"), json!({ "type": "short", "text": "" }));
    let first = outcome(&desk.saves(&mut ada, &item, single(0)).await.body);
    finding.must(first["rev"] == 1, format!("a save in the open section: {first}"));
    // on with a number far ahead, and a look at what comes next
    desk.seq = 999;
    let moved = desk.operation("~1", onward);
    let moved = json(&desk.sends(&mut ada, vec![moved]).await)["results"][0]["status"].clone();
    finding.must(moved == "applied", format!("moving on: {moved}"));
    let next = json(&ada.opens(&desk.path("")).await);
    let seen = next["prompts"].as_array().map_or(0, Vec::len);
    let mut taken = vec![];
    for seq in 10..13 {
        desk.seq = seq;
        let kept_back = desk.operation(&item, single((seq % 3) as u8 + 1));
        let reply = json(&desk.sends(&mut ada, vec![kept_back]).await);
        taken.push(reply["results"][0]["status"].as_str().unwrap_or("refused").to_string());
    }
    finding.measure(format!("{seen} items of the next section seen, then the last one changed: {}", taken.join(" ")));
    finding.must(!taken.iter().any(|t| t == "applied"), "a closed section took answers");
    let counts = desk.answer(&mut ada, &item).await;
    finding.must(counts == single(0) || counts.is_null(), format!("what counts there is {counts}"));
    finding
}

fn outcome(body: &[u8]) -> Value {
    serde_json::from_slice(body).unwrap_or_default()
}
