//! Bringing the journal to the server: soon after a change, at once when it matters, again and again until acknowledged.

use super::{super::dom, Opening, journal::Journal, paper::Paper};
use crate::{
    i18n::exam as words,
    urls,
    wire::{Acknowledged, Standing},
};
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use zhixing_domain::{lang::Lang, question::Answer};

/// What the bar shows of saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    Saved,
    UnderWay,
    /// So many items wait for the network.
    Waiting(usize),
    /// Another page holds the pen.
    TakenOver,
    SignedOut,
    /// The attempt has ended.
    Over,
}

/// The room's state, shared by every listener of the page.
#[derive(Clone)]
pub struct Sender {
    opening: Rc<Opening>,
    pub paper: Paper,
    journal: Rc<RefCell<Journal>>,
    /// Digests of what the server has, by item.
    saved: Rc<RefCell<Vec<Option<String>>>>,
    busy: Rc<RefCell<bool>>,
    misses: Rc<RefCell<i32>>,
    timer: Rc<RefCell<Option<i32>>>,
    pub saving: RwSignal<Saving>,
    pub answered: RwSignal<usize>,
    pub standing: RwSignal<(Standing, f64)>,
}

const DEBOUNCE_MS: i32 = 700;
const PATIENCE_MS: i32 = 15_000;
/// The longest wait between two tries; in the last two minutes it is [`LATE_WAIT_MS`].
const WAIT_MS: i32 = 15_000;
const LATE_WAIT_MS: i32 = 2_000;

impl Sender {
    pub fn new(
        opening: Opening,
        paper: Paper,
        saving: RwSignal<Saving>,
        answered: RwSignal<usize>,
        standing: RwSignal<(Standing, f64)>,
    ) -> Self {
        let journal = Journal::open(&opening.attempt, &opening.account);
        let saved = opening.items.iter().map(|i| i.digest.clone()).collect();
        Self {
            opening: Rc::new(opening),
            paper,
            journal: Rc::new(RefCell::new(journal)),
            saved: Rc::new(RefCell::new(saved)),
            busy: Rc::default(),
            misses: Rc::default(),
            timer: Rc::default(),
            saving,
            answered,
            standing,
        }
    }

    fn lang(&self) -> Lang {
        self.opening.lang
    }

    /// Takes up what an earlier page left on the device, then what was typed before this module arrived.
    pub fn take_up(&self) {
        let items = self.paper.items().to_vec();
        for item in &items {
            let waiting = self.journal.borrow().newest(&item.key).cloned();
            match waiting {
                Some(answer) => self.paper.fill(&item.key, &answer),
                None => self.note(&item.key),
            }
        }
        let mine = self.journal.borrow().writer.to_string();
        match &self.opening.writer {
            Some(holder) if *holder != mine => self.saving.set(Saving::TakenOver),
            Some(_) => {}
            // nobody has written yet: what another page left is this one's to send
            None => self.journal.borrow_mut().adopt(),
        }
        self.refresh();
        self.flush();
    }

    /// Notes what the form says to an item, if that is news.
    pub fn note(&self, key: &str) {
        let Some(answer) = self.paper.answer(key) else { return };
        if !self.is_news(key, &answer) {
            return;
        }
        let kept = self.journal.borrow_mut().write(key, answer);
        if self.saving.get_untracked() != Saving::TakenOver {
            self.saving.set(Saving::UnderWay);
        }
        self.paper.say(key, if kept { "saving" } else { "waiting" }, words::saving(self.lang()));
        self.answered.set(self.paper.mark(key, true));
    }

    fn is_news(&self, key: &str, answer: &Answer) -> bool {
        if let Some(newest) = self.journal.borrow().newest(key) {
            return newest != answer;
        }
        let place = self.opening.items.iter().position(|i| i.key == key);
        match place.and_then(|i| self.saved.borrow()[i].clone()) {
            Some(digest) => digest != answer.digest(),
            None => !answer.is_empty(),
        }
    }

    /// Sends soon: more typing may follow.
    pub fn soon(&self) {
        self.after(DEBOUNCE_MS);
    }

    fn after(&self, ms: i32) {
        let Some(window) = dom::window() else { return };
        if let Some(old) = self.timer.borrow_mut().take() {
            window.clear_timeout_with_handle(old);
        }
        let this = self.clone();
        let again = Closure::once_into_js(move || {
            this.timer.borrow_mut().take();
            this.flush();
        });
        *self.timer.borrow_mut() = window.set_timeout_with_callback_and_timeout_and_arguments_0(again.unchecked_ref(), ms).ok();
    }

    /// Sends now, unless a request is under way: that one sends what is left when it ends.
    pub fn flush(&self) {
        if *self.busy.borrow() || matches!(self.saving.get_untracked(), Saving::TakenOver | Saving::Over) {
            return;
        }
        if self.journal.borrow().is_empty() {
            self.saving.set(Saving::Saved);
            return;
        }
        *self.busy.borrow_mut() = true;
        let this = self.clone();
        spawn_local(async move {
            let sent = this.send().await;
            *this.busy.borrow_mut() = false;
            match sent {
                true if this.journal.borrow().is_empty() => this.saving.set(Saving::Saved),
                true => this.after(50),
                false if matches!(this.saving.get_untracked(), Saving::TakenOver | Saving::Over) => {}
                false => this.after(this.wait()),
            }
        });
    }

    /// One request with everything that waits. Whether it was acknowledged.
    async fn send(&self) -> bool {
        let batch = self.journal.borrow().batch();
        let Ok(body) = serde_json::to_string(&batch) else { return false };
        let url = urls::api::operations(&self.opening.attempt);
        let reply = dom::ask("POST", &url, "application/json", Some(&body), PATIENCE_MS).await;
        let acknowledged = reply.as_ref().filter(|r| r.status == 200).and_then(|r| serde_json::from_str::<Acknowledged>(&r.text).ok());
        let Some(acknowledged) = acknowledged else {
            self.missed(reply.map(|r| r.status));
            return false;
        };
        *self.misses.borrow_mut() = 0;
        self.standing.set((acknowledged.standing, dom::monotonic()));
        let mut through = true;
        for op in &batch {
            // only an acknowledgement of this very operation and value lets it go
            let Some(ack) = acknowledged.results.iter().find(|a| a.op_id == op.op_id.to_string()) else {
                through = false;
                continue;
            };
            let digest = op.value.digest();
            match ack.status.as_str() {
                "applied" if ack.value_digest == digest => self.applied(op.item.0.as_str(), digest, op),
                "other_writer" => {
                    self.saving.set(Saving::TakenOver);
                    through = false;
                }
                "late" | "not_running" => {
                    self.saving.set(Saving::Over);
                    through = false;
                }
                "applied" => through = false,
                refused => {
                    self.journal.borrow_mut().settle(op);
                    let text = if refused == "too_long" { words::too_long(self.lang()) } else { words::refused_one(self.lang()) };
                    self.paper.say(&op.item.0, "refused", text);
                }
            }
        }
        self.refresh();
        through
    }

    fn applied(&self, key: &str, digest: String, op: &zhixing_domain::attempt::Operation) {
        self.journal.borrow_mut().settle(op);
        if let Some(i) = self.opening.items.iter().position(|i| i.key == key) {
            self.saved.borrow_mut()[i] = Some(digest);
        }
        let now = js_sys::Date::new_0();
        let text = format!("{:02}:{:02}:{:02}", now.get_hours(), now.get_minutes(), now.get_seconds());
        if !self.journal.borrow().holds(key) {
            self.paper.say(key, "saved", &words::saved_at(self.lang(), text));
        }
    }

    fn missed(&self, status: Option<u16>) {
        *self.misses.borrow_mut() += 1;
        let waiting = self.journal.borrow().items();
        self.saving.set(if status == Some(401) { Saving::SignedOut } else { Saving::Waiting(waiting) });
        for item in self.paper.items() {
            if self.journal.borrow().holds(&item.key) {
                self.paper.say(&item.key, "waiting", words::waiting_one(self.lang()));
            }
        }
    }

    /// Longer with each miss, with some chance in it so that a room does not come back in one moment; faster near the end.
    fn wait(&self) -> i32 {
        let most = if self.remaining() < 120_000.0 { LATE_WAIT_MS } else { WAIT_MS };
        let doubled = 1_000 << (*self.misses.borrow()).clamp(0, 4);
        let jitter = (js_sys::Math::random() * 500.0) as i32;
        doubled.min(most) + jitter
    }

    /// Milliseconds until the deadline, by the server's clock and the page's monotonic one.
    pub fn remaining(&self) -> f64 {
        let (standing, at) = self.standing.get_untracked();
        standing.deadline.map_or(0.0, |d| (d - standing.server_now) as f64 - (dom::monotonic() - at))
    }

    fn refresh(&self) {
        for item in self.paper.items() {
            let waits = self.journal.borrow().holds(&item.key);
            self.answered.set(self.paper.mark(&item.key, waits));
        }
    }

    /// Asks where the attempt stands: after sleep, or when the page comes back.
    pub fn resync(&self) {
        let this = self.clone();
        spawn_local(async move {
            let url = urls::api::clock(&this.opening.attempt);
            let reply = dom::ask("GET", &url, "application/json", None, PATIENCE_MS).await;
            if let Some(standing) = reply.filter(|r| r.status == 200).and_then(|r| serde_json::from_str::<Standing>(&r.text).ok()) {
                if !matches!(standing.state.as_str(), "in_progress" | "paused") {
                    this.saving.set(Saving::Over);
                }
                this.standing.set((standing, dom::monotonic()));
            }
        });
        self.flush();
    }

    /// Takes the pen for this page, knowingly, and sends what waited here.
    pub fn take_pen(&self) {
        let this = self.clone();
        spawn_local(async move {
            let writer = this.journal.borrow().writer.to_string();
            let body = format!("{{\"writer\":\"{writer}\"}}");
            let url = urls::api::pen(&this.opening.attempt);
            if dom::ask("POST", &url, "application/json", Some(&body), PATIENCE_MS).await.is_some_and(|r| r.status == 200) {
                this.journal.borrow_mut().adopt();
                this.saving.set(Saving::UnderWay);
                // what the other page has saved meanwhile is not on this one: once nothing waits here, the paper is read anew
                if this.all_saved() || (this.send().await && this.all_saved()) {
                    this.paper.read_anew();
                } else {
                    this.flush();
                }
            }
        });
    }

    /// Sets or lifts a flag; the form's own checkbox keeps it if the network does not.
    pub fn flag(&self, key: &str, flagged: bool) {
        let (url, body) = (urls::api::flag(&self.opening.attempt, key), format!("{{\"flagged\":{flagged}}}"));
        spawn_local(async move {
            dom::ask("PUT", &url, "application/json", Some(&body), PATIENCE_MS).await;
        });
        self.answered.set(self.paper.mark(key, self.journal.borrow().holds(key)));
    }

    pub fn all_saved(&self) -> bool {
        self.journal.borrow().is_empty()
    }

    /// Hands in when the time is up; the server would do the same.
    pub fn hand_in(&self) {
        let this = self.clone();
        spawn_local(async move {
            if !this.all_saved() {
                this.send().await;
            }
            let url = urls::api::submission(&this.opening.attempt);
            if dom::ask("POST", &url, "application/json", Some(""), PATIENCE_MS).await.is_some_and(|r| r.status == 200 || r.status == 409) {
                this.saving.set(Saving::Over);
            }
        });
    }
}
