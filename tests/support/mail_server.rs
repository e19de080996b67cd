//! A mail server on the loopback that speaks SMTP (RFC 5321) as far as a sender does, and keeps what it was given.

use base64::{Engine, prelude::BASE64_STANDARD};
use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// A mail as it arrived.
#[derive(Clone, Debug)]
pub struct Arrived {
    pub from: String,
    pub to: String,
    /// Headers and body.
    pub raw: String,
}

impl Arrived {
    /// The value of a header, unfolded and decoded; empty where there is none.
    pub fn header(&self, name: &str) -> String {
        let head = self.raw.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ").replace("\r\n\t", " ");
        let line = head.lines().find_map(|l| l.split_once(": ").filter(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.to_string()));
        decoded_words(&line.unwrap_or_default())
    }

    /// The part of this type, decoded.
    pub fn part(&self, kind: &str) -> String {
        let part = self.raw.split("\r\n--").find(|p| p.to_ascii_lowercase().contains(&format!("content-type: {kind}"))).unwrap_or_default();
        let Some((head, body)) = part.split_once("\r\n\r\n") else { return String::new() };
        let head = head.to_ascii_lowercase();
        match () {
            () if head.contains("encoding: base64") => from_base64(&body.split_whitespace().collect::<String>()),
            () if head.contains("encoding: quoted-printable") => from_quoted(body),
            () => body.to_string(),
        }
    }

    /// Everything that its reader sees.
    pub fn all(&self) -> String {
        [self.header("subject"), self.part("text/plain"), self.part("text/html")].join("\n")
    }
}

fn from_base64(text: &str) -> String {
    String::from_utf8(BASE64_STANDARD.decode(text).expect("base64")).expect("UTF-8")
}

fn from_quoted(text: &str) -> String {
    let (text, mut bytes) = (text.replace("=\r\n", ""), vec![]);
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        match (first, tail) {
            (b'=', [a, b, after @ ..]) => {
                let hex = [*a, *b];
                bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).expect("ASCII"), 16).expect("two digits"));
                rest = after;
            }
            _ => bytes.push(*first),
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// `=?utf-8?b?…?=` as text (RFC 2047).
fn decoded_words(text: &str) -> String {
    let (mut said, mut rest, mut after_word) = (String::new(), text, false);
    while let Some((before, word)) = rest.split_once("=?") {
        // blanks between two of them are none
        if !after_word || !before.trim().is_empty() {
            said.push_str(before);
        }
        let (how, word) = word.split_once('?').and_then(|(_, word)| word.split_once('?')).expect("an encoded word");
        let (what, after) = word.split_once("?=").expect("its end");
        said.push_str(&if how.eq_ignore_ascii_case("b") { from_base64(what) } else { from_quoted(&what.replace('_', " ")) });
        (rest, after_word) = (after, true);
    }
    said + rest
}

#[derive(Default)]
struct Published {
    arrived: Vec<Arrived>,
    /// So many more are refused for now.
    busy: usize,
    /// Readers that it does not know.
    unknown: Vec<String>,
}

/// The server; it ends with the story.
pub struct MailServer {
    pub url: String,
    shelf: Arc<Mutex<Published>>,
}

impl MailServer {
    pub async fn starts() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("smtp://{}", listener.local_addr().expect("an address"));
        let shelf = Arc::<Mutex<Published>>::default();
        let kept = shelf.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, kept.clone()));
            }
        });
        Self { url, shelf }
    }

    /// What arrived since this was asked last.
    pub fn takes(&self) -> Vec<Arrived> {
        std::mem::take(&mut self.shelf.lock().expect("whole").arrived)
    }

    /// The next `times` mails are refused for now.
    pub fn is_busy(&self, times: usize) {
        self.shelf.lock().expect("whole").busy = times;
    }

    /// It knows no such reader.
    pub fn knows_not(&self, reader: &str) {
        self.shelf.lock().expect("whole").unknown.push(reader.into());
    }
}

async fn talk(stream: TcpStream, shelf: Arc<Mutex<Published>>) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read);
    let (mut from, mut to) = (String::new(), String::new());
    let mut answer = "220 loopback ESMTP\r\n".to_string();
    loop {
        if write.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
        let mut line = String::new();
        if lines.read_line(&mut line).await.unwrap_or_default() == 0 {
            return;
        }
        let between = || line.split(['<', '>']).nth(1).unwrap_or_default().to_string();
        answer = match line.get(..4).unwrap_or_default().to_ascii_uppercase().as_str() {
            "EHLO" => "250-loopback\r\n250 SIZE 1000000\r\n".into(),
            "MAIL" => {
                from = between();
                "250 OK\r\n".into()
            }
            "RCPT" => {
                to = between();
                let known = !shelf.lock().expect("whole").unknown.contains(&to);
                if known { "250 OK\r\n".into() } else { "550 5.1.1 no such user\r\n".into() }
            }
            "DATA" => {
                if write.write_all(b"354 go on\r\n").await.is_err() {
                    return;
                }
                let raw = data(&mut lines).await;
                let mut shelf = shelf.lock().expect("whole");
                if shelf.busy > 0 {
                    shelf.busy -= 1;
                    "451 4.3.0 later please\r\n".into()
                } else {
                    shelf.arrived.push(Arrived { from: from.clone(), to: to.clone(), raw });
                    "250 OK\r\n".into()
                }
            }
            "QUIT" => {
                let _ = write.write_all(b"221 bye\r\n").await;
                return;
            }
            "RSET" | "NOOP" => "250 OK\r\n".into(),
            _ => "502 what?\r\n".into(),
        };
    }
}

/// The lines up to the dot, without the dots that were added.
async fn data<R: tokio::io::AsyncBufRead + Unpin>(lines: &mut R) -> String {
    let mut raw = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).await.unwrap_or_default() == 0 || line == ".\r\n" {
            return raw;
        }
        raw.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
