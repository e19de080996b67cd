//! Access codes guessed at once, and from many addresses: each person gets a handful of tries, and whoever knows the code gets in beside them.

use crate::{
    finding::Finding,
    person::code,
    raw::{statuses, volley},
    stage::{CODE, PROXY, Stage, run as command},
};
use std::rc::Rc;
use zhixing_load::http::{Address, Reply, request};

const PLAN: &str = "little/coded";
/// Five are free.
const TRIED: usize = 8;

pub async fn run(stage: Rc<Stage>) -> Finding {
    let mut finding = Finding::default();
    command(stage.recipe.command(&["assessment", "code", PLAN, CODE]));
    let path = format!("/api/v1/assessments/{PLAN}/attempts");
    let guess = |token: &str, n: usize, lines: String| {
        let lines = format!("authorization: Bearer {token}\r\ncontent-type: application/json\r\n{lines}");
        request("POST", &path, &lines, format!("{{\"code\":\"GUESS{n}\"}}").as_bytes())
    };
    let one = stage.person();
    let replies = volley(&Address::new(stage.host()), (0..200).map(|n| guess(one.token(), n, String::new())).collect()).await;
    let tried = wrong(&replies);
    finding.measure(format!("200 at once: {tried} tried ({})", statuses(&replies)));
    finding.must((1..=TRIED).contains(&tried), format!("{tried} of 200 were tried"));
    let two = stage.person();
    let from = |n: usize| format!("x-forwarded-for: 10.{}.0.9\r\n", n / 5);
    let spread = (0..200).map(|n| guess(two.token(), n, from(n))).collect();
    let tried = wrong(&volley(&Address::from(stage.host(), PROXY), spread).await);
    finding.measure(format!("from 40 addresses: {tried} tried"));
    finding.must((1..=TRIED).contains(&tried), format!("{tried} were tried from 40 addresses"));
    let mut honest = stage.person();
    let reply = honest.calls("POST", &path, &serde_json::json!({ "code": CODE })).await;
    finding.must(matches!(reply.status, 200 | 201), format!("whoever knows the code: {} {}", reply.status, code(&reply)));
    finding
}

/// Those that were compared with the code.
fn wrong(replies: &[Option<Reply>]) -> usize {
    replies.iter().flatten().filter(|r| matches!(code(r).as_str(), "code_wrong" | "401" | "422")).count()
}
