//! A pause on the page: over a room that is open a dialog of the whole page, under which nothing takes input; where the paper is not shown, a
//! watch that brings the room back.

use super::{
    super::{dom, http, live::effect},
    pace,
    sender::Sender,
};
use crate::{
    api_replies::{self, AttemptStatus},
    i18n::exam as words,
    urls,
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlDialogElement};

/// The dialog's id on the page.
pub const PAUSED: &str = "paused";

fn dialog() -> Option<HtmlDialogElement> {
    dom::document()?.get_element_by_id(PAUSED)?.dyn_into().ok()
}

fn say(dialog: &Element, what: &str, text: &str) {
    if let Some(place) = dom::one(dialog, &format!("[data-pause={what}]")) {
        dom::set_hidden(&place, text.is_empty());
        if place.text_content().as_deref() != Some(text) {
            place.set_text_content(Some(text));
        }
    }
}

impl Sender {
    /// A pause ends with the word of the server, and not with the Escape key.
    pub fn guard_pause(&self) {
        let Some(dialog) = dialog() else { return };
        dom::listen(&dialog, "cancel", |event| event.prevent_default());
        let (this, own) = (self.clone(), dialog.clone());
        dom::listen(&dialog, "close", move |_| {
            if this.show.covers() {
                let _ = own.show_modal();
            }
        });
    }

    /// Covers the paper while it is paused, or uncovers it; `left` is the time that stands still. The browser gives the focus back.
    pub fn cover(&self, covered: bool, left: &str) {
        let Some(dialog) = dialog() else { return };
        if !covered {
            if dialog.open() {
                dialog.close();
            }
            return;
        }
        let lang = self.lang();
        say(&dialog, "left", &words::pause_left(lang, left));
        let told = |text: &str| if text.is_empty() { String::new() } else { words::staff_says(lang, text) };
        self.show.standing.with_untracked(|(standing, _)| {
            if let Some(reason) = &standing.pause_reason {
                say(&dialog, "reason", &told(reason));
            }
        });
        say(&dialog, "word", &self.show.word.with_untracked(|word| told(word)));
        if dialog.open() {
            return;
        }
        // what was just typed is noted and on its way before the page takes no more
        self.note_all();
        self.flush();
        if dialog.show_modal().is_ok()
            && let Some(title) = dom::one(&dialog, "h2")
        {
            dom::focus(&title);
        }
    }
}

/// Watches over the page that stands in the place of a paused paper, and reads it anew when staff did something.
#[island]
pub fn PauseWatch(attempt: String, news: i64) -> impl IntoView {
    effect(move || {
        let attempt = attempt.clone();
        spawn_local(async move {
            until_news(&attempt, news).await;
            if let Some(window) = dom::window() {
                let _ = window.location().reload();
            }
        });
    });
    view! { <span hidden data-eager=""></span> }
}

/// Asks and waits, at the pace of a room, until the page is out of date.
async fn until_news(attempt: &str, news: i64) {
    let (mut said, mut short) = (false, 0);
    loop {
        // what nobody looks at has not been seen, and staff are not told that it was
        if dom::document().is_some_and(|d| d.hidden()) {
            dom::sleep(pace::IDLE_MS as i32).await;
            continue;
        }
        let began = dom::monotonic();
        let mut headers = vec![("x-news", news.to_string())];
        let mut url = urls::api::clock(attempt);
        if said {
            headers.push(("prefer", pace::WISH.into()));
            // an address of its own, as in `news`: nothing else waits for this reply
            url = format!("{url}?waits={}", (js_sys::Math::random() * 1e9) as u32);
        }
        let reply = http::ask_with("GET", &url, "application/json", None, pace::HELD_MS, &headers).await;
        let standing = reply.filter(|r| r.status == 200).and_then(|r| AttemptStatus::of(&api_replies::parse(&r.text)?));
        if let Some(standing) = &standing {
            if !standing.is_paused() || standing.news.unwrap_or(0) != news {
                return;
            }
            said = true;
        }
        short = pace::shorts(short, standing.is_some(), dom::monotonic() - began);
        dom::sleep(pace::after_a_wait(short, js_sys::Math::random()) as i32).await;
    }
}
