//! Asking the server. Every miss is quiet: no reply is `None`, and who asked tries again or lets the plain form speak.

use super::dom;
use crate::api_replies;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response, VisibilityState};

/// A reply: its status, its text, and how many seconds the server asks to be left alone.
pub struct Reply {
    pub status: u16,
    pub text: String,
    pub retry_after: Option<u32>,
}

/// How large a body may be that is still sent when its page goes away (a limit of browsers: 64 KiB for all of them together).
const LAST_WORDS: usize = 60_000;

/// Asks the server; `None` when no reply came, or not in time.
pub async fn ask(method: &str, url: &str, kind: &str, body: Option<&str>, patience_ms: i32) -> Option<Reply> {
    ask_with(method, url, kind, body, patience_ms, &[]).await
}

/// Asks with headers of one's own.
pub async fn ask_with(method: &str, url: &str, kind: &str, body: Option<&str>, patience_ms: i32, more: &[(&str, String)]) -> Option<Reply> {
    let window = dom::window()?;
    let init = RequestInit::new();
    init.set_method(method);
    if let Some(body) = body {
        init.set_body(&JsValue::from_str(body));
        let hidden = window.document().is_some_and(|d| d.visibility_state() == VisibilityState::Hidden);
        if hidden && body.len() < LAST_WORDS {
            js_sys::Reflect::set(&init, &"keepalive".into(), &JsValue::TRUE).ok()?;
        }
    }
    let headers = web_sys::Headers::new().ok()?;
    for (name, value) in [("content-type", kind), ("accept", "application/json"), ("x-fragment", "1")] {
        headers.append(name, value).ok()?;
    }
    for (name, value) in more {
        headers.append(name, value).ok()?;
    }
    init.set_headers(&headers);
    let abort = web_sys::AbortController::new().ok()?;
    init.set_signal(Some(&abort.signal()));
    let stop = Closure::once_into_js(move || abort.abort());
    let timer = window.set_timeout_with_callback_and_timeout_and_arguments_0(stop.unchecked_ref(), patience_ms).ok()?;
    // the patience is for the whole reply: a body that never ends is none
    let reply = read(JsFuture::from(window.fetch_with_str_and_init(url, &init))).await;
    window.clear_timeout_with_handle(timer);
    reply
}

impl Reply {
    /// A text in a reply that is a JSON object. For one or two of them: the browser reads JSON too, and that costs the module nothing.
    pub fn member(&self, name: &str) -> Option<String> {
        api_replies::text(&api_replies::parse(&self.text)?, name)
    }
}

async fn read(fetch: JsFuture) -> Option<Reply> {
    let response: Response = fetch.await.ok()?.dyn_into().ok()?;
    let retry_after = response.headers().get("retry-after").ok().flatten().and_then(|s| s.parse().ok());
    let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    Some(Reply { status: response.status(), text, retry_after })
}
