//! Another system on the loopback that is told of events: it answers what it was told to answer, and keeps what it heard.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::AbortHandle,
};

/// A call as it came.
#[derive(Clone, Debug)]
pub struct Heard {
    pub line: String,
    /// By their names in small letters.
    pub headers: BTreeMap<String, String>,
    pub body: String,
}

#[derive(Default)]
struct Ears {
    heard: Vec<Heard>,
    answers: VecDeque<String>,
}

pub struct System {
    pub url: String,
    ears: Arc<Mutex<Ears>>,
    listening: AbortHandle,
}

/// Nobody listens there any more.
impl Drop for System {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

impl System {
    pub async fn starts() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/events?of=zhixing", listener.local_addr().expect("an address"));
        let ears = Arc::<Mutex<Ears>>::default();
        let kept = ears.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(listen(stream, kept.clone()));
            }
        });
        Self { url, ears, listening: task.abort_handle() }
    }

    /// What it answers next, each a status line with headers; after these `204 No Content`.
    pub fn answers(&self, next: &[&str]) {
        self.ears.lock().expect("whole").answers.extend(next.iter().map(ToString::to_string));
    }

    /// What it heard since this was asked last.
    pub fn takes(&self) -> Vec<Heard> {
        std::mem::take(&mut self.ears.lock().expect("whole").heard)
    }
}

async fn listen(stream: TcpStream, ears: Arc<Mutex<Ears>>) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read);
    let mut line = String::new();
    if lines.read_line(&mut line).await.unwrap_or_default() == 0 {
        return;
    }
    let mut headers = BTreeMap::new();
    loop {
        let mut header = String::new();
        lines.read_line(&mut header).await.expect("a header");
        let Some((name, value)) = header.trim_end().split_once(": ") else { break };
        headers.insert(name.to_ascii_lowercase(), value.to_string());
    }
    let length = headers.get("content-length").and_then(|l| l.parse().ok()).unwrap_or_default();
    let mut body = vec![0; length];
    lines.read_exact(&mut body).await.expect("the body");
    let answer = {
        let mut ears = ears.lock().expect("whole");
        ears.heard.push(Heard { line: line.trim_end().into(), headers, body: String::from_utf8(body).expect("UTF-8") });
        ears.answers.pop_front().unwrap_or_else(|| "HTTP/1.1 204 No Content".into())
    };
    let _ = write.write_all(format!("{answer}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").as_bytes()).await;
}
