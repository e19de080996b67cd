//! Somebody with a browser or a program: cookies, forms and JSON over the load generator's client.

use serde_json::Value;
use std::{collections::BTreeMap, fmt::Write, net::Ipv4Addr};
use zhixing_load::http::{Address, Client, Reply};

pub struct Person {
    client: Client,
    cookies: BTreeMap<String, String>,
    /// Further lines of every request's head.
    pub headers: BTreeMap<&'static str, String>,
    pub login: String,
}

const FORM: &str = "application/x-www-form-urlencoded";

impl Person {
    /// Nobody in particular.
    pub fn stranger(host: &str) -> Self {
        Self { client: Client::new(Address::new(host), ""), cookies: BTreeMap::new(), headers: BTreeMap::new(), login: String::new() }
    }

    /// Somebody who has not signed in.
    pub fn named(host: &str, login: &str) -> Self {
        Self::of(host, login, "")
    }

    /// Whoever a token speaks for.
    pub fn of(host: &str, login: &str, token: &str) -> Self {
        Self { client: Client::new(Address::new(host), token), login: login.into(), ..Self::stranger(host) }
    }

    /// From now on from this address of the machine.
    pub fn comes_from(&mut self, host: &str, source: Ipv4Addr) {
        self.client = Client::new(Address::from(host, source), &self.client.token);
    }

    pub fn token(&self) -> &str {
        &self.client.token
    }

    /// One request; tried once more where the connection had ended, as browsers do.
    pub async fn asks(&mut self, method: &str, path: &str, kind: &str, body: &[u8]) -> Reply {
        for _ in 0..5 {
            if let Ok(reply) = self.tries(method, path, kind, body).await {
                return reply;
            }
            self.client.hang_up();
        }
        panic!("{method} {path}: no answer")
    }

    /// One request, once.
    pub async fn tries(&mut self, method: &str, path: &str, kind: &str, body: &[u8]) -> std::io::Result<Reply> {
        let mut lines = String::new();
        if !self.client.token.is_empty() {
            let _ = write!(lines, "authorization: Bearer {}\r\n", self.client.token);
        }
        if !kind.is_empty() {
            let _ = write!(lines, "content-type: {kind}\r\n");
        }
        for (name, value) in &self.headers {
            let _ = write!(lines, "{name}: {value}\r\n");
        }
        if !self.cookies.is_empty() && !self.headers.contains_key("cookie") {
            let pairs: Vec<String> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
            let _ = write!(lines, "cookie: {}\r\n", pairs.join("; "));
        }
        let reply = self.client.send(method, path, &lines, body).await?;
        for cookie in reply.fields("set-cookie") {
            if let Some((name, value)) = cookie.split(';').next().and_then(|pair| pair.split_once('=')) {
                self.cookies.insert(name.into(), value.into());
            }
        }
        Ok(reply)
    }

    pub async fn opens(&mut self, path: &str) -> Reply {
        self.asks("GET", path, "", b"").await
    }

    pub async fn posts(&mut self, path: &str, fields: &[(&str, &str)]) -> Reply {
        self.asks("POST", path, FORM, form(fields).as_bytes()).await
    }

    pub async fn calls(&mut self, method: &str, path: &str, body: &Value) -> Reply {
        self.asks(method, path, "application/json", body.to_string().as_bytes()).await
    }

    /// Sends a file as a form does.
    pub async fn uploads(&mut self, path: &str, file: &[u8]) -> Reply {
        let head =
            b"--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        let body = [head, file, b"\r\n--part--\r\n"].concat();
        self.asks("POST", path, "multipart/form-data; boundary=part", &body).await
    }

    pub async fn signs_in(&mut self, password: &str) -> Reply {
        let body = serde_json::json!({ "login": self.login, "password": password });
        self.calls("POST", "/api/v1/session", &body).await
    }

    pub fn cookie(&self, name: &str) -> &str {
        self.cookies.get(name).map_or("", String::as_str)
    }
}

/// Where a redirect leads.
pub fn location(reply: &Reply) -> String {
    reply.field("location").unwrap_or_default().to_string()
}

pub fn json(reply: &Reply) -> Value {
    serde_json::from_slice(&reply.body).unwrap_or_default()
}

/// The code of a refusal in the API, else the status.
pub fn code(reply: &Reply) -> String {
    json(reply)["code"].as_str().map_or_else(|| reply.status.to_string(), str::to_string)
}

pub fn form(fields: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = fields.iter().map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect();
    pairs.join("&")
}

fn encode(text: &str) -> String {
    let byte = |b: u8| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") };
    text.bytes().map(byte).collect()
}
