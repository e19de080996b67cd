//! The client of `make bench`: HTTP/1.1 over kept connections, one task a candidate, nothing clever.
//!
//! `zhixing-bench saves HOST:PORT COURSE/PLAN TOKENS SECONDS` saves at saturation and prints a JSON line;
//! `zhixing-bench starts HOST:PORT COURSE/PLAN TOKENS` starts an attempt for each token as a browser does, by the form of the waiting page, follows
//! it to the page of the attempt, and prints how many.

#![expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]

use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match &words[..] {
        ["saves", host, plan, tokens, seconds] => saves(host, plan, tokens, seconds.parse().expect("seconds")).await,
        ["starts", host, plan, tokens] => starts(host, plan, tokens).await,
        _ => panic!("usage: zhixing-bench saves|starts HOST:PORT COURSE/PLAN TOKENS [SECONDS]"),
    }
}

fn tokens(path: &str) -> Vec<String> {
    std::fs::read_to_string(path).expect("the tokens").lines().map(str::to_string).collect()
}

/// A kept connection of one candidate.
struct Client {
    stream: TcpStream,
    token: String,
    buffer: Vec<u8>,
}

impl Client {
    async fn new(host: &str, token: &str) -> Self {
        let stream = TcpStream::connect(host).await.expect("a connection");
        stream.set_nodelay(true).expect("no delay");
        Self { stream, token: token.into(), buffer: Vec::with_capacity(1 << 16) }
    }

    /// The status and the body.
    async fn ask(&mut self, method: &str, path: &str, body: &str) -> (u16, Vec<u8>) {
        let (status, _, body) = self.send(method, path, "application/json", body).await;
        (status, body)
    }

    /// The status, the address of a redirect, and the body.
    async fn send(&mut self, method: &str, path: &str, kind: &str, body: &str) -> (u16, Option<String>, Vec<u8>) {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\r\n{body}",
            self.token,
            body.len()
        );
        self.stream.write_all(request.as_bytes()).await.expect("sent");
        self.buffer.clear();
        let (mut head, mut length, mut location) = (0, None, None);
        loop {
            if head == 0
                && let Some(end) = self.buffer.windows(4).position(|w| w == b"\r\n\r\n")
            {
                head = end + 4;
                let text = String::from_utf8_lossy(&self.buffer[..end]).to_lowercase();
                let header = |name: &str| text.lines().find_map(|l| Some(l.strip_prefix(name)?.strip_prefix(": ")?.trim().to_string()));
                length = header("content-length").and_then(|l| l.parse::<usize>().ok());
                location = header("location");
            }
            if head > 0 && self.buffer.len() >= head + length.unwrap_or(0) {
                break;
            }
            assert!(self.stream.read_buf(&mut self.buffer).await.expect("a reply") > 0, "the connection ended");
        }
        let status = String::from_utf8_lossy(&self.buffer[9..12]).parse().expect("a status");
        (status, location, self.buffer[head..].to_vec())
    }

    async fn start(&mut self, plan: &str) -> Value {
        let (status, body) = self.ask("POST", &format!("/api/v1/assessments/{plan}/attempts"), "{}").await;
        assert!((200..300).contains(&status), "{status} {}", String::from_utf8_lossy(&body));
        serde_json::from_slice(&body).expect("an attempt")
    }
}

async fn saves(host: &str, plan: &str, path: &str, seconds: u64) {
    let end = Instant::now() + Duration::from_secs(seconds + 2);
    let from = Instant::now() + Duration::from_secs(2);
    let mut tasks = tokio::task::JoinSet::new();
    for (n, token) in tokens(path).into_iter().enumerate() {
        let (host, plan) = (host.to_string(), plan.to_string());
        tasks.spawn(async move {
            let mut client = Client::new(&host, &token).await;
            let id = client.start(&plan).await["attempt"].as_str().expect("an id").to_string();
            let (_, body) = client.ask("GET", &format!("/api/v1/attempts/{id}"), "").await;
            let attempt: Value = serde_json::from_slice(&body).expect("JSON");
            let items = attempt["prompts"].as_array().expect("prompts");
            let single: Vec<String> =
                items.iter().filter(|p| p["shape"]["kind"] == "single").map(|p| p["key"].as_str().expect("a key").to_string()).collect();
            let (mut seq, mut waits, mut errors) = (0u64, vec![], 0u64);
            while Instant::now() < end {
                seq += 1;
                let item = &single[seq as usize % single.len()];
                let op = json!({"op_id": format!("op_{:016x}7000800000{:06x}", seq << 16 | n as u64, n)
                    , "item": item, "value": {"type": "single", "option": seq % 3}, "writer": format!("wr_{:032x}", n + 1), "seq": seq});
                let began = Instant::now();
                let (status, _) = client.ask("PUT", &format!("/api/v1/attempts/{id}/answers/{item}"), &op.to_string()).await;
                if began >= from {
                    if status == 200 { waits.push(began.elapsed()) } else { errors += 1 }
                }
            }
            (waits, errors)
        });
    }
    let (mut waits, mut errors) = (vec![], 0);
    while let Some(done) = tasks.join_next().await {
        let (more, wrong) = done.expect("a candidate");
        waits.extend(more);
        errors += wrong;
    }
    waits.sort_unstable();
    let at = |share: f64| waits.get((waits.len() as f64 * share) as usize).map_or(0.0, |w| w.as_secs_f64() * 1000.0);
    println!("{}", json!({"per_second": waits.len() as f64 / seconds as f64, "p50_ms": at(0.5), "p99_ms": at(0.99), "errors": errors}));
}

async fn starts(host: &str, plan: &str, path: &str) {
    let mut count = 0;
    for token in tokens(path) {
        let mut client = Client::new(host, &token).await;
        let (status, page, _) =
            client.send("POST", &format!("/exams/{plan}/start"), "application/x-www-form-urlencoded", "pledge=yes").await;
        let page = page.filter(|p| status == 303 && p.starts_with("/attempts/")).expect("a way to the attempt");
        let (status, body) = client.ask("GET", &page, "").await;
        assert!(status == 200 && body.len() > 50_000, "the page of the attempt");
        count += 1;
    }
    println!("{count}");
}
