//! Pages that wait for what staff do: over real connections, for that is where they wait.

use crate::main_job::starts;
use axum::http::Method;
use serde_json::{Value, json};
use std::{net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::yield_now,
    time::timeout,
};
use zhixing::{connection, session::cookie_name, waiting, world};
use zhixing_tests::{Person, World, id_of, story};

/// A page of a candidate, on a connection of its own.
struct Page {
    line: TcpStream,
    path: String,
    cookie: String,
}

/// Where a node listens.
async fn served(node: &world::World) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a socket");
    let at = listener.local_addr().expect("an address");
    tokio::spawn(connection::serve(listener, node.router(), node.connections.clone(), std::future::pending()));
    at
}

impl Page {
    async fn of(person: &Person, attempt: &str, node: &world::World, at: SocketAddr) -> Self {
        let name = cookie_name(node.config.secure_cookies);
        let line = TcpStream::connect(at).await.expect("a connection");
        Self { line, path: format!("/api/v1/attempts/{}/clock", id_of(attempt)), cookie: format!("{name}={}", person.cookie(name)) }
    }

    async fn asks(&mut self, shown: i64, wish: &str) {
        let head = format!("GET {} HTTP/1.1\r\nhost: localhost\r\ncookie: {}\r\nx-news: {shown}\r\n{wish}\r\n", self.path, self.cookie);
        self.line.write_all(head.as_bytes()).await.expect("sent");
    }

    async fn waits(&mut self, shown: i64) {
        self.asks(shown, "prefer: wait=25\r\n").await;
    }

    /// The next answer.
    async fn hears(&mut self) -> Value {
        let (mut heard, mut buffer) = (String::new(), [0; 4_096]);
        while !heard.ends_with('}') {
            let n = self.line.read(&mut buffer).await.expect("an answer");
            assert!(n > 0, "the connection ended: {heard}");
            heard.push_str(&String::from_utf8_lossy(&buffer[..n]));
        }
        assert!(heard.starts_with("HTTP/1.1 200"), "{heard}");
        serde_json::from_str(&heard[heard.find("\r\n\r\n").expect("a body")..]).expect("JSON")
    }
}

/// The page waits at that node, and takes nothing of what those at work take.
async fn is_waiting(node: &world::World) {
    let waits = async {
        while node.waiting.count() != 1 || node.connections.talking() != 0 {
            yield_now().await;
        }
    };
    timeout(Duration::from_secs(60), waits).await.expect("it waits");
}

async fn measure(ivy: &mut Person, attempt: &str, name: &str, reason: &str) {
    let path = format!("/api/v1/attempts/{}/measures", id_of(attempt));
    assert_eq!(ivy.calls(Method::POST, &path, json!({"measure": name, "reason": reason})).await.status, 200);
}

#[test]
fn what_staff_do_reaches_a_page_that_waits_and_the_board_shows_who_has_seen_it() {
    story(async {
        let world = World::new().await;
        let node = &world.world;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        let mut page = Page::of(&ada, &attempt, node, served(node).await).await;
        page.waits(0).await;
        is_waiting(node).await;
        measure(&mut ivy, &attempt, "pause", "fire alarm").await;
        let board = "/invigilation/boards/little/exam";
        ivy.opens(board).await.looks_like("board.unseen");
        waiting::look(node).await.expect("looked");
        let paused = page.hears().await;
        assert_eq!((paused["state"].as_str(), paused["pause_reason"].as_str()), (Some("paused"), Some("fire alarm")));
        let news = paused["news"].as_i64().expect("a number");
        // it is on the page: said with the next question
        page.asks(news, "").await;
        page.hears().await;
        zhixing::worker::presence(node.clone()).await.expect("noted");
        ivy.opens(board).await.looks_like("board.seen");
        // a message and the end of the pause
        page.waits(news).await;
        is_waiting(node).await;
        measure(&mut ivy, &attempt, "message", "five more minutes").await;
        waiting::look(node).await.expect("looked");
        let told = page.hears().await;
        assert_eq!(told["notice"]["text"], "five more minutes");
        let newer = told["news"].as_i64().expect("a number");
        assert!(newer > news && ivy.opens(board).await.text().contains("0 / 1"));
        page.waits(newer).await;
        is_waiting(node).await;
        measure(&mut ivy, &attempt, "resume", "all clear").await;
        waiting::look(node).await.expect("looked");
        let on = page.hears().await;
        assert!(on["state"] == "in_progress" && on.get("pause_reason").is_none(), "{on}");
        // whoever has not shown all of that does not wait
        page.waits(news).await;
        assert_eq!(page.hears().await["news"], on["news"]);
    });
}

#[test]
fn what_staff_do_at_one_node_reaches_a_page_that_waits_at_another() {
    story(async {
        let world = World::new().await;
        let (mut ivy, mut ada) = (world.person("invigilator").await, world.person("learner").await);
        let attempt = starts(&mut ada, "little/exam").await;
        let other = world.opens_again(&[]).await.0;
        let mut page = Page::of(&ada, &attempt, &other, served(&other).await).await;
        // nobody is known there yet: the first question is answered, and looks somebody up
        page.waits(0).await;
        page.hears().await;
        page.waits(0).await;
        is_waiting(&other).await;
        measure(&mut ivy, &attempt, "pause", "fire alarm").await;
        waiting::look(&other).await.expect("looked");
        assert_eq!(page.hears().await["pause_reason"], "fire alarm");
    });
}

#[test]
fn a_page_that_goes_away_waits_no_longer() {
    story(async {
        let world = World::new().await;
        let node = &world.world;
        let mut ada = world.person("learner").await;
        let attempt = starts(&mut ada, "little/exam").await;
        let at = served(node).await;
        let mut page = Page::of(&ada, &attempt, node, at).await;
        page.waits(0).await;
        is_waiting(node).await;
        drop(page);
        let gone = async {
            while node.waiting.count() > 0 || node.connections.open() > 0 {
                yield_now().await;
            }
        };
        timeout(Duration::from_secs(60), gone).await.expect("it has gone");
        // a stranger is told to sign in, and waits for nothing
        let mut stranger = Page { cookie: "none=1".into(), ..Page::of(&ada, &attempt, node, at).await };
        stranger.waits(0).await;
        let mut buffer = [0; 64];
        let n = stranger.line.read(&mut buffer).await.expect("an answer");
        assert!(buffer[..n].starts_with(b"HTTP/1.1 401"), "{}", String::from_utf8_lossy(&buffer[..n]));
    });
}
