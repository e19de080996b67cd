//! A teacher who writes a large bank in the workshop, publishes it, edits every file of it and publishes that, by the calls that pages make.

use crate::{
    clock,
    http::{Address, Client, Reply},
};
use serde_json::{Value, json};
use std::{
    fmt::Write,
    time::{Duration, Instant},
};

/// How many items a file of the bank has.
pub const A_FILE: usize = 100;
const COURSE: &str = "ten-thousand";
/// How long a server may take to show what was published.
const SHOWN: Duration = Duration::from_secs(120);

/// What they do, in this order.
pub const STEPS: [(Step, &str); 5] = [
    (Step::Writes, "the bank is written"),
    (Step::Publishes, "it is published"),
    (Step::Looks, "it is shown"),
    (Step::Edits, "every file of it is edited"),
    (Step::Publishes, "that is published"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Writes,
    Publishes,
    Looks,
    Edits,
}

pub struct Teacher {
    client: Client,
    /// How many items the bank has.
    items: usize,
}

impl Teacher {
    pub fn new(host: &str, token: &str, items: usize) -> Self {
        Self { client: Client::new(Address::new(host), token.trim()), items }
    }

    /// Whether it was done.
    pub async fn does(&mut self, step: Step) -> bool {
        match step {
            Step::Writes => self.writes().await,
            Step::Publishes => self.publishes().await,
            Step::Looks => is_shown(&mut self.client, clock::now()).await.is_some(),
            Step::Edits => self.edits().await,
        }
    }

    /// Begins the course and writes its banks.
    async fn writes(&mut self) -> bool {
        let begun = self.call("POST", "/api/v1/workshop", json!({ "name": COURSE, "title": "一万道题" })).await;
        let mut right = begun.is_some();
        for (path, first) in files(self.items) {
            right &= self.saves(json!({ "path": path, "text": items_text(first, self.items), "seen": 0 })).await;
        }
        right
    }

    /// Reads each of the banks and saves it with other words.
    async fn edits(&mut self) -> bool {
        let mut right = true;
        for (path, _) in files(self.items) {
            let now = self.call("GET", &format!("/api/v1/workshop/{COURSE}/drafts?path={path}"), json!({})).await.unwrap_or_default();
            let text = now["text"].as_str().unwrap_or_default().replace("> 加一。", "> 加上一。");
            right &= self.saves(json!({ "path": path, "text": text, "seen": now["rev"], "base": now["published"] })).await;
        }
        right
    }

    async fn saves(&mut self, wish: Value) -> bool {
        let said = self.call("PUT", &format!("/api/v1/workshop/{COURSE}/drafts"), wish).await;
        said.is_some_and(|said| said["outcome"] == "saved")
    }

    /// Sees what a publication would change, and publishes it.
    async fn publishes(&mut self) -> bool {
        let path = format!("/api/v1/workshop/{COURSE}/publication");
        let Some(proposal) = self.call("GET", &path, json!({})).await else { return false };
        self.call("POST", &path, json!({ "digest": proposal["digest"], "sure": true })).await.is_some()
    }

    /// Asks until there is an answer; nothing where it was refused.
    async fn call(&mut self, method: &str, path: &str, body: Value) -> Option<Value> {
        let body = if method == "GET" { String::new() } else { body.to_string() };
        for _ in 0..100 {
            match self.client.ask(method, path, &body).await {
                Ok(Reply { status: 200 | 201, body, .. }) => return Some(serde_json::from_slice(&body).unwrap_or_default()),
                Ok(Reply { status: 429 | 503, retry_after, .. }) => clock::seconds(retry_after.unwrap_or(1.0)).await,
                Ok(reply) => {
                    eprintln!("{method} {path}: {} {}", reply.status, reply.text());
                    return None;
                }
                Err(error) => {
                    eprintln!("{method} {path}: {error}");
                    self.client.hang_up();
                    return None;
                }
            }
        }
        None
    }
}

/// The files of the bank, each with its first item.
fn files(items: usize) -> impl Iterator<Item = (String, usize)> {
    (0..items).step_by(A_FILE).enumerate().map(|(n, first)| (format!("{COURSE}/items/{n:04}.md"), first))
}

/// How long until the course of the bank is there.
pub async fn is_shown(client: &mut Client, began: Instant) -> Option<Duration> {
    while began.elapsed() < SHOWN {
        match client.ask("GET", &format!("/courses/{COURSE}"), "").await {
            Ok(reply) if reply.status == 200 => return Some(began.elapsed()),
            Ok(_) => {}
            Err(_) => client.hang_up(),
        }
        clock::seconds(0.1).await;
    }
    None
}

/// The file of the bank that begins with this item.
pub fn items_text(first: usize, items: usize) -> String {
    let mut text = String::from("+++\ntitle = \"题库\"\ndifficulty = \"easy\"\n+++\n");
    for i in first..(first + A_FILE).min(items) {
        // writing to a text cannot fail
        let _ = write!(
            text,
            "\n### {i} 的下一个整数是多少？ {{#next-{i} .single}}\n\n- [ ] {}\n- [x] {}\n- [ ] {}\n\n> 加一。\n",
            i + 2,
            i + 1,
            i + 3
        );
    }
    text
}
