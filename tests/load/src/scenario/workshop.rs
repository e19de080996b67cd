//! A teacher edits a bank of ten thousand items in the workshop and publishes it, by the calls that its pages make, while people sit: nothing is lost, and
//! the slowest saves are at most twice as slow as in the same run before.

use super::{
    Report, Room,
    publish::{A_FILE, is_shown, items_text, p99, tell},
};
use crate::{
    clock,
    examinee::Patience,
    http::{Address, Client, Reply},
    words::Words,
};
use serde_json::{Value, json};
use std::{process::ExitCode, time::Duration};

/// How many times as slow a save may become.
const SLOWER: f64 = 2.0;
const COURSE: &str = "ten-thousand";

pub async fn run(words: &Words) -> ExitCode {
    let mut room = Room::new(words);
    let (items, seconds, warm): (usize, f64, f64) = (words.or("items", 10_000), words.or("seconds", 20.0), words.or("warm", 15.0));
    let token = std::fs::read_to_string(words.need::<String>("teacher")).unwrap_or_else(|e| panic!("the token of a teacher: {e}"));
    let mut report = Report::default();
    let mut server = room.recipe.start().await;
    let shift = room.begin(Patience::Lasts);
    clock::seconds(warm).await;
    room.ledger.waits();
    clock::seconds(seconds).await;
    let before = room.ledger.waits();
    tell("before", &before);

    let mut teacher = Teacher { client: Client::new(Address::new(&room.recipe.host), token.trim()) };
    let meanwhile = teacher.works(&room, items, &mut report).await;
    clock::seconds(seconds).await;
    tell("after", &room.ledger.waits());
    room.end(shift).await;
    let (quiet, busy) = (p99(&before), p99(&meanwhile));
    report.check(&format!("p99 of a save: {busy:.1} ms meanwhile, {quiet:.1} ms before, at most twice"), busy <= quiet * SLOWER);
    room.check(false).await;
    server.kill();
    let _server = room.recipe.start().await;
    room.check(true).await;
    report.end(&room.ledger)
}

/// Who writes in the workshop.
struct Teacher {
    client: Client,
}

impl Teacher {
    /// Writes all of it and publishes it; how long the saves of those who sit took meanwhile.
    async fn works(&mut self, room: &Room, items: usize, report: &mut Report) -> Vec<Duration> {
        let began = clock::now();
        report.check("they are drafts, each written twice", self.writes(items).await);
        let (written, mut meanwhile) = (began.elapsed(), room.ledger.waits());
        tell("while it is written", &meanwhile);
        report.check("they are published", self.publishes().await);
        let (published, shown) = (began.elapsed(), is_shown(&room.recipe.host, began).await);
        report.check("the server shows them", shown.is_some());
        let while_published = room.ledger.waits();
        tell("while it is published", &while_published);
        let [written, published, shown] = [Some(written), Some(published), shown].map(|t| t.map_or(f64::NAN, |t| t.as_secs_f64()));
        println!("{items} items: written after {written:.1} s, published after {published:.1} s, shown after {shown:.1} s");
        meanwhile.extend(while_published);
        meanwhile
    }

    /// Begins the course; writes each bank, and then edits it.
    async fn writes(&mut self, items: usize) -> bool {
        let begun = self.call("POST", "/api/v1/workshop", json!({ "name": COURSE, "title": "一万道题" })).await;
        let mut right = begun.is_some();
        for (n, first) in (0..items).step_by(A_FILE).enumerate() {
            let path = format!("{COURSE}/items/{n:04}.md");
            let text = items_text(first, items);
            let wish = json!({ "path": path, "text": text, "seen": 0 });
            let saved = self.call("PUT", &format!("/api/v1/workshop/{COURSE}/drafts"), wish).await;
            let seen = saved.as_ref().map_or(json!(0), |saved| saved["rev"].clone());
            let wish = json!({ "path": path, "text": text.replace("> 加一。", "> 加上一。"), "seen": seen });
            let edited = self.call("PUT", &format!("/api/v1/workshop/{COURSE}/drafts"), wish).await;
            right &= [&saved, &edited].into_iter().all(|said| said.as_ref().is_some_and(|said| said["outcome"] == "saved"));
        }
        right
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
