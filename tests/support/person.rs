//! A person with a browser: cookies, forms, and no patience for anything else.

use crate::Reply;
use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{Method, Request, header},
};
use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
};
use tower::ServiceExt;

#[derive(Clone)]
pub struct Person {
    router: Router,
    cookies: BTreeMap<String, String>,
    /// What the browser asks for.
    pub language: &'static str,
    pub bearer: Option<String>,
    /// Where the server sees the connection come from.
    pub from: Option<IpAddr>,
    /// What the browser sends with every request besides.
    pub headers: BTreeMap<&'static str, String>,
}

impl Person {
    pub(crate) fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new(), language: "zh-CN", bearer: None, from: None, headers: BTreeMap::new() }
    }

    pub async fn signs_in(&mut self, login: &str, password: &str) {
        let reply = self.posts("/sign-in", &[("login", login), ("password", password)]).await;
        assert_eq!(reply.status, 303, "{login} signs in: {}", reply.text());
    }

    /// Opens a page.
    pub async fn opens(&mut self, path: &str) -> Reply {
        self.asks(Method::GET, path, None, Vec::new()).await
    }

    /// Sends a form.
    pub async fn posts(&mut self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body: Vec<String> = fields.iter().map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect();
        self.asks(Method::POST, path, Some("application/x-www-form-urlencoded"), body.join("&").into_bytes()).await
    }

    /// Speaks JSON.
    pub async fn calls(&mut self, method: Method, path: &str, body: serde_json::Value) -> Reply {
        self.asks(method, path, Some("application/json"), body.to_string().into_bytes()).await
    }

    /// The value of a cookie that the browser keeps.
    pub fn cookie(&self, name: &str) -> String {
        self.cookies.get(name).cloned().unwrap_or_default()
    }

    pub async fn asks(&mut self, method: Method, path: &str, kind: Option<&str>, body: Vec<u8>) -> Reply {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header(header::HOST, self.headers.get("host").map_or("localhost:8080", String::as_str));
        for (name, value) in self.headers.iter().filter(|(name, _)| **name != "host") {
            request = request.header(*name, value);
        }
        if let Some(from) = self.from {
            request = request.extension(ConnectInfo(SocketAddr::new(from, 4_711)));
        }
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        if let Some(token) = &self.bearer {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let response = self.router.clone().oneshot(request.body(Body::from(body)).expect("a request")).await.expect("an answer");
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.into(), value.into());
            }
        }
        Reply::read(response).await
    }
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() || b"-_.~".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}
