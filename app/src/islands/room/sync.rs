//! Where the attempt stands by the server's word, and what the page makes of it.

use super::{
    super::dom,
    bar::UNKNOWN_FROM,
    sender::{PATIENCE_MS, Sender},
    status::Saving,
};
use crate::api_replies::{self, AttemptStatus};
use js_sys::{Array, Date, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// How long a page that comes back from the browser's memory holds its input for the server's word.
const RETURN_MS: i32 = 4_000;

/// What the worker writes upon a page that it serves from what it keeps (`app/worker.js`).
const KEPT: &str = "data-kept";
/// Where tab and device keep how far the server's clock is ahead of their own, as of the last word of the server.
const CLOCK: &str = "zhixing:clock";
/// Without the worker's mark a page is older than this only when it came from the browser's cache.
const STALE_MS: i64 = 10_000;

fn keep_clock(server_now: i64) {
    let difference = (server_now - dom::wall_clock() as i64).to_string();
    for storage in [dom::session(), dom::local()].into_iter().flatten() {
        let _ = storage.set_item(CLOCK, &difference);
    }
}

impl Sender {
    /// Whether the page came from the device: its time is yesterday's.
    pub(super) fn is_stale(&self) -> bool {
        self.estimated.get()
    }

    pub(super) fn outage_place(&self) -> String {
        format!("zhixing:outage:{}:{}", self.opening.attempt, self.tab.writer())
    }

    pub fn keep_outage(&self) {
        let sum = self.outage.borrow().told(dom::monotonic());
        if let Some(session) = dom::session() {
            let _ = session.set_item(&self.outage_place(), &sum.to_string());
        }
    }

    /// The server's time at the opening. A page from the device says an old one: then the device's clock speaks until the server does.
    pub fn estimate(&self) {
        let kept = dom::document().and_then(|d| d.document_element()).is_some_and(|html| html.has_attribute(KEPT));
        // the device's clock may have been set since: what another tab knew is not held against a page that comes from the server
        let known = if kept { dom::local() } else { dom::session() };
        let difference = known.and_then(|s| s.get_item(CLOCK).ok()?).and_then(|d| d.parse::<i64>().ok());
        let estimate = difference.map_or(0, |d| dom::wall_clock() as i64 + d).max(self.opening.server_now);
        if kept || estimate > self.opening.server_now + STALE_MS {
            self.estimated.set(true);
            self.show.standing.update(|s| s.0.server_now = estimate);
        } else {
            keep_clock(self.opening.server_now);
        }
    }

    /// Takes the server's word on where the attempt stands, `asked` for at that moment. A word that came late, and older than one that was asked for
    /// after it, says nothing: it could cover the paper again after a pause.
    pub fn stand(&self, standing: AttemptStatus, asked: f64) {
        let (known, heard) = self.show.standing.with_untracked(|s| (s.0.server_now, s.1));
        if asked < heard && standing.server_now < known && !self.estimated.get() && known < UNKNOWN_FROM {
            return;
        }
        self.estimated.set(false);
        keep_clock(standing.server_now);
        let over = standing.is_over();
        let (holder, paused) = (standing.writer.clone(), standing.is_paused());
        if let Some((at, text)) = standing.notice.as_ref().filter(|(at, _)| *at > self.heard.get()) {
            self.heard.set(*at);
            self.show.word.set(text.clone());
        }
        self.shows(standing.news);
        let position = standing.position;
        self.show.standing.set((standing, dom::monotonic()));
        if !paused {
            self.held.set(false);
        }
        if !over {
            self.follow(position);
        }
        if over {
            self.ended.set(true);
            if self.all_saved() {
                self.over();
            } else if !self.has_unsent() {
                self.show.saving.set(Saving::Late(self.journal.borrow().items()));
            }
        } else if holder.is_some_and(|w| w != self.tab.writer().to_string()) && self.ready.get() && self.saving().is_ours() {
            self.show.saving.set(Saving::TakenOver);
        } else if paused && self.saving().is_ours() && self.saving() != Saving::TakenOver {
            self.show.saving.set(Saving::Paused);
        } else if !paused && self.saving() == Saving::Paused {
            self.show.saving.set(Saving::UnderWay);
        }
    }

    /// Asks where the attempt stands. Whether the server said so.
    pub async fn ask_clock(&self, patience_ms: i32) -> bool {
        let began = dom::monotonic();
        let reply = self.question(false, patience_ms).await;
        let standing = reply.as_ref().filter(|r| r.status == 200).and_then(|r| AttemptStatus::of(&api_replies::parse(&r.text)?));
        match standing {
            Some(standing) => {
                self.reached();
                self.stand(standing, began);
                true
            }
            None => {
                self.missed(reply, began).await;
                false
            }
        }
    }

    /// The attempt has ended, by the server's word.
    pub fn is_over(&self) -> bool {
        self.show.standing.with_untracked(|s| s.0.is_over())
    }

    pub fn is_paused(&self) -> bool {
        self.show.standing.with_untracked(|s| s.0.is_paused())
    }

    /// The device has lost its network: the outage begins now, whether or not anything waits.
    pub fn lose_touch(&self) {
        self.outage.borrow_mut().miss(dom::monotonic());
        self.now();
    }

    /// After sleep, or when the page or the network comes back.
    pub fn resync(&self) {
        let this = self.clone();
        spawn_local(async move {
            this.ask_clock(PATIENCE_MS).await;
            this.now();
        });
    }

    /// The page comes back whole from the browser's memory: what it shows may be old. It holds its input until the server has spoken; where all is
    /// saved it is read anew.
    pub fn come_back(&self) {
        let this = self.clone();
        spawn_local(async move {
            this.paper.rest(true);
            let reached = this.ask_clock(RETURN_MS).await;
            if reached && this.all_saved() && this.saving().is_ours() && this.saving() != Saving::Over {
                return this.paper.read_anew(&this.paper.here());
            }
            this.paper.rest(false);
            this.now();
        });
    }

    /// The server's time now, as far as the page knows it.
    pub fn server_now(&self) -> f64 {
        let (now, at) = self.show.standing.with_untracked(|s| (s.0.server_now, s.1));
        now as f64 + dom::monotonic() - at
    }

    /// The server's time of day as the server's pages show it: in the zone of the installation, not of the device.
    pub fn time_of_day(&self) -> String {
        let date = Date::new(&JsValue::from_f64(self.server_now()));
        let form = |zone: Option<&str>| {
            let options = Object::new();
            for name in ["hour", "minute", "second"] {
                Reflect::set(&options, &name.into(), &"2-digit".into())?;
            }
            Reflect::set(&options, &"hourCycle".into(), &"h23".into())?;
            if let Some(zone) = zone {
                Reflect::set(&options, &"timeZone".into(), &zone.into())?;
            }
            let say: js_sys::Function = Reflect::get(&date, &"toLocaleTimeString".into())?.into();
            say.apply(&date, &Array::of2(&"en-GB".into(), &options))
        };
        // a browser that does not know the zone tells its own time
        form(Some(&self.opening.zone)).or_else(|_| form(None)).ok().and_then(|t| t.as_string()).unwrap_or_default()
    }
}
