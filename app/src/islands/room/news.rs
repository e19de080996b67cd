//! Hearing of what staff do: a question that waits at the server, asked again and again while the page is looked at; and saying what the page has shown.

use super::{
    super::{dom, http},
    pace,
    sender::{PATIENCE_MS, Sender},
    status::Saving,
};
use crate::{
    api_replies::{self, AttemptStatus},
    urls,
};
use std::cell::Cell;
use wasm_bindgen_futures::spawn_local;

#[derive(Default)]
pub struct NewsWatch {
    /// The newest act of staff that is or was on the page.
    shown: Cell<i64>,
    /// What the server knows of that.
    said: Cell<Option<i64>>,
    /// Questions that were answered without waiting, one after another.
    short: Cell<u32>,
}

fn is_hidden() -> bool {
    dom::document().is_some_and(|d| d.hidden())
}

impl Sender {
    /// One question for the clock; with `waits` it is answered when there is news.
    pub async fn question(&self, waits: bool, patience_ms: i32) -> Option<http::Reply> {
        let shown = self.news.shown.get();
        let mut headers = vec![("x-news", shown.to_string())];
        if waits {
            headers.push(("prefer", pace::WISH.into()));
        }
        let url = urls::api::clock(&self.opening.attempt);
        // a browser asks twice for one address only after the first reply: a question that waits has an address of its own
        let url = if waits { format!("{url}?waits={}", (js_sys::Math::random() * 1e9) as u32) } else { url };
        let reply = http::ask_with("GET", &url, "application/json", None, patience_ms, &headers).await;
        if reply.as_ref().is_some_and(|r| r.status == 200) {
            self.news.said.set(Some(shown));
        }
        reply
    }

    /// What was shown to nobody is not said to be seen.
    pub fn shows(&self, news: Option<i64>) {
        if let Some(news) = news.filter(|_| !is_hidden()) {
            self.news.shown.set(news.max(self.news.shown.get()));
        }
    }

    /// Listens for as long as the page lives.
    pub fn listen_to_staff(&self) {
        let this = self.clone();
        spawn_local(async move {
            loop {
                let ms = this.hear().await;
                dom::sleep(ms as i32).await;
            }
        });
    }

    /// Asks once. Milliseconds until the next time.
    async fn hear(&self) -> f64 {
        let dice = js_sys::Math::random();
        let saving = self.saving();
        if is_hidden() || !self.ready.get() || !saving.is_ours() || matches!(saving, Saving::TakenOver | Saving::Over) {
            return pace::IDLE_MS;
        }
        let (began, before) = (dom::monotonic(), self.news.shown.get());
        // what was shown is said first, and then waited for more
        let waits = self.news.said.get() == Some(before);
        let heard = match waits {
            true => {
                let reply = self.question(true, pace::HELD_MS).await;
                let standing = reply.filter(|r| r.status == 200).and_then(|r| AttemptStatus::of(&api_replies::parse(&r.text)?));
                let heard = standing.is_some();
                if let Some(standing) = standing {
                    self.reached();
                    self.stand(standing, began);
                }
                heard
            }
            false => self.ask_clock(PATIENCE_MS).await,
        };
        if heard {
            self.now();
        } else if waits {
            // that a question which waited broke off is no outage: the next one is asked plainly and says how it is
            self.news.said.set(None);
        }
        if self.news.shown.get() > before || (heard && !waits) {
            return dice * pace::SPREAD_MS;
        }
        self.news.short.set(pace::shorts(self.news.short.get(), heard && waits, dom::monotonic() - began));
        pace::after_a_wait(self.news.short.get(), dice)
    }
}
