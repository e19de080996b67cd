//! Bringing the journal to the server: soon after a change, at once when it matters, again and again until acknowledged.
//!
//! Here is one round of sending. What the reply means for each operation is in `outcome`; what is not about saving in `sync`, `handover`,
//! `reauthenticate` and `submit`.

use super::{
    super::{dom, http},
    Opening,
    device_store::DeviceStore,
    journal::DeviceJournal,
    news_watch::NewsWatch,
    outage::OutageMeter,
    pace,
    paper::PaperForm,
    status::{Saving, Show},
    writer::Tab,
};
use crate::{
    api_replies::{self, Acknowledgement, AttemptStatus},
    i18n::exam as words,
    urls,
};
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    ops::Deref,
    rc::Rc,
};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use zhixing_domain::{
    attempt::promise::{self, RefusalReason},
    lang::Lang,
    question::Answer,
};

/// The room's state, shared by every listener of the page.
#[derive(Clone)]
pub struct Sender(Rc<Room>);

pub struct Room {
    pub opening: Opening,
    pub paper: PaperForm,
    pub show: Show,
    pub tab: Tab,
    pub journal: RefCell<DeviceJournal>,
    /// Digests of what the server has, by item.
    pub saved: RefCell<Vec<Option<String>>>,
    /// Until the device has told what it keeps, changes are only remembered by item.
    pub ready: Cell<bool>,
    pub touched: RefCell<Vec<String>>,
    pub outage: RefCell<OutageMeter>,
    /// The time that the page shows rests on the device's clock: the page came from the device, without the server.
    pub estimated: Cell<bool>,
    /// The time is up, or the attempt is over: what waits is sent so that it is on record.
    pub ended: Cell<bool>,
    /// The server has said that it takes nothing while the attempt is paused; until it goes on nothing more is sent.
    pub held: Cell<bool>,
    /// The page itself leads on: it asks nobody whether to leave.
    pub leaving: Cell<bool>,
    /// The section of this page is over: it takes no input, and the next one is fetched when everything is saved.
    pub closing: Cell<bool>,
    busy: Cell<bool>,
    misses: Cell<u32>,
    /// No request before this monotonic instant.
    not_before: Cell<f64>,
    /// When the oldest change was made that no request has carried.
    changed_at: Cell<Option<f64>>,
    timer: Cell<Option<i32>>,
    /// How often and for how many milliseconds the page was not looked at.
    pub left: Cell<(u32, f64)>,
    /// The instant of the newest word of staff that was shown.
    pub heard: Cell<i64>,
    pub news: NewsWatch,
}

impl Deref for Sender {
    type Target = Room;

    fn deref(&self) -> &Room {
        &self.0
    }
}

pub const PATIENCE_MS: i32 = 15_000;

/// An outage of this length is worth a notice, and a way out by hand.
const LONG_OUTAGE_MS: f64 = 180_000.0;

impl Sender {
    pub fn new(opening: Opening, paper: PaperForm, show: Show) -> Self {
        let tab = Tab::of(&opening.account, &opening.attempt);
        let journal = DeviceJournal::blank(DeviceStore::closed(&opening.account, &opening.attempt), tab.writer());
        let saved = opening.items.iter().map(|i| i.digest.clone()).collect();
        Self(Rc::new(Room {
            opening,
            paper,
            show,
            tab,
            journal: RefCell::new(journal),
            saved: RefCell::new(saved),
            ready: Cell::default(),
            touched: RefCell::default(),
            outage: RefCell::default(),
            estimated: Cell::default(),
            ended: Cell::default(),
            held: Cell::default(),
            leaving: Cell::default(),
            closing: Cell::default(),
            busy: Cell::default(),
            misses: Cell::default(),
            not_before: Cell::default(),
            changed_at: Cell::default(),
            timer: Cell::default(),
            left: Cell::default(),
            heard: Cell::default(),
            news: NewsWatch::default(),
        }))
    }

    pub fn lang(&self) -> Lang {
        self.opening.lang
    }

    pub fn saving(&self) -> Saving {
        self.show.saving.get_untracked()
    }

    /// Notes what the form says to an item, if that is news.
    pub fn note(&self, key: &str) {
        if !self.ready.get() {
            return self.touched.borrow_mut().push(key.into());
        }
        let Some(answer) = self.paper.answer(key) else { return };
        if !self.is_news(key, &answer) {
            return;
        }
        self.journal.borrow_mut().write(key, answer);
        self.changed_at.set(self.changed_at.get().or(Some(dom::monotonic())));
        let waits = self.outage.borrow().is_on();
        match self.saving() {
            Saving::Saved | Saving::UnderWay | Saving::Refused(_) if !waits => self.show.saving.set(Saving::UnderWay),
            Saving::Saved | Saving::UnderWay | Saving::Refused(_) | Saving::Waiting(_) => {
                self.show.saving.set(Saving::Waiting(self.journal.borrow().items()));
            }
            _ => {}
        }
        let (state, text) = match self.saving() {
            saving if !saving.is_ours() || saving == Saving::Paused => ("waiting", words::not_sent(self.lang())),
            _ if waits => ("waiting", words::waiting_one(self.lang())),
            _ => ("saving", words::saving(self.lang())),
        };
        self.paper.say(key, state, text);
        self.show.answered.set(self.paper.mark(key, true));
    }

    /// Notes what the whole form says: what was just typed. Before the device has told what it keeps, an empty field says nothing.
    pub fn note_all(&self) {
        for item in self.paper.items().iter().filter(|_| self.ready.get()) {
            self.note(&item.key);
        }
    }

    fn is_news(&self, key: &str, answer: &Answer) -> bool {
        if let Some(newest) = self.journal.borrow().newest(key) {
            return newest != answer;
        }
        match self.paper.place(key).and_then(|i| self.saved.borrow()[i].clone()) {
            Some(digest) => digest != answer.digest(),
            None => !answer.is_empty(),
        }
    }

    /// Sends soon: more typing may follow.
    pub fn soon(&self) {
        let age = self.changed_at.get().map_or(0.0, |at| dom::monotonic() - at);
        self.after(pace::after_a_change(age, self.remaining()));
    }

    fn after(&self, ms: f64) {
        let Some(window) = dom::window() else { return };
        if let Some(old) = self.timer.take() {
            window.clear_timeout_with_handle(old);
        }
        let this = self.clone();
        let again = Closure::once_into_js(move || {
            this.timer.take();
            this.flush();
        });
        self.timer.set(window.set_timeout_with_callback_and_timeout_and_arguments_0(again.unchecked_ref(), ms.ceil() as i32).ok());
    }

    /// The learner waits for it, or the network is back: no growing wait stands in the way, unless the server asked for one.
    pub fn now(&self) {
        if self.misses.replace(0) > 0 {
            self.not_before.set(0.0);
        }
        self.flush();
    }

    /// Sends now, unless a request is under way (that one sends what is left when it ends) or the last one failed a moment ago.
    pub fn flush(&self) {
        if !self.ready.get()
            || self.busy.get()
            || self.held.get()
            || self.saving() == Saving::Over
            || (self.saving() == Saving::TakenOver && !self.ended.get())
        {
            return;
        }
        let early = self.not_before.get() - dom::monotonic();
        if early > 0.0 {
            return self.after(early);
        }
        self.busy.set(true);
        let this = self.clone();
        spawn_local(async move {
            let through = this.round().await;
            this.busy.set(false);
            match this.saving() {
                Saving::Over | Saving::TakenOver => {}
                _ if !through => this.after((this.not_before.get() - dom::monotonic()).max(0.0)),
                _ if this.has_unsent() => this.soon(),
                // a last look at the state: only now is it known that nothing waits
                Saving::Saved | Saving::UnderWay | Saving::Waiting(_) | Saving::Refused(_) => this.settled(),
                _ => {}
            }
        });
    }

    /// One round: who is signed in, the answers, the flags, the end. Whether all of it went through.
    async fn round(&self) -> bool {
        if !self.saving().is_ours() && !self.check_session().await {
            return false;
        }
        if self.journal.borrow().has_unsent() && !self.send().await {
            return false;
        }
        if !self.send_flags().await {
            return false;
        }
        if self.ended.get() && !self.has_unsent() && !self.is_paused() {
            return self.hand_in().await;
        }
        if self.closing.get() && !self.has_unsent() {
            // the server's word on the position leads on
            self.ask_clock(PATIENCE_MS).await;
            self.wait(None);
            return false;
        }
        // nothing was left to send, and nobody knows whether the server is there again
        !self.outage.borrow().is_on() || self.ask_clock(PATIENCE_MS).await
    }

    /// What a request tells beside answers: how long there was no connection, and how often the page was left.
    fn told_beside(&self, now: f64) -> Vec<(&'static str, String)> {
        let (sum, (times, away)) = (self.outage.borrow().told(now), self.left.get());
        let outage = (sum > 0).then(|| ("x-outage-ms", sum.to_string()));
        let left = (times > 0).then(|| ("x-left", format!("{times},{}", away as u64)));
        outage.into_iter().chain(left).collect()
    }

    /// One request with everything that waits, after the device has it. Whether all of it was acknowledged.
    pub async fn send(&self) -> bool {
        let device = self.journal.borrow().device.clone();
        self.show.kept.set(device.settled().await);
        let (batch, body) = self.journal.borrow_mut().batch();
        self.changed_at.set(None);
        let url = urls::api::operations(&self.opening.attempt);
        let began = dom::monotonic();
        let headers = self.told_beside(began);
        let reply = http::ask_with("POST", &url, "application/json", Some(&body), PATIENCE_MS, &headers).await;
        let said = reply.as_ref().filter(|r| r.status == 200).and_then(|r| api_replies::parse(&r.text));
        let acknowledged = said.and_then(|said| Some((AttemptStatus::of(&said)?, Acknowledgement::all(&said)?)));
        let Some((standing, results)) = acknowledged else {
            // one answer larger than a request may be: it alone is refused, the others go on
            if let ([op], Some(413)) = (&batch[..], reply.as_ref().map(|r| r.status)) {
                self.refused(op, RefusalReason::TooLong);
                return true;
            }
            self.missed(reply, began).await;
            return false;
        };
        self.reached();
        let (paused, ended) = (standing.is_paused(), self.ended.get() || standing.is_over());
        let mut through = true;
        for op in &batch {
            // only an acknowledgement of this very operation and value lets it go
            let ack = results.iter().find(|a| a.op_id == op.op_id.to_string() && a.value_digest == op.value.digest());
            through &= self.take(op, promise::fate(ack.map(|a| a.status.as_str()), ended, paused), standing.server_now);
        }
        self.stand(standing, began);
        if !through {
            self.wait(None);
        }
        self.refresh();
        through
    }

    /// Whether there is anything that a request could carry.
    pub fn has_unsent(&self) -> bool {
        self.journal.borrow().has_unsent() || !self.touched.borrow().is_empty()
    }

    /// The server answered as itself.
    pub fn reached(&self) {
        self.misses.set(0);
        self.not_before.set(0.0);
        if self.outage.borrow().is_on() {
            self.outage.borrow_mut().end(dom::monotonic());
            self.keep_outage();
        }
        self.show.long_outage.set(false);
    }

    /// A request was in vain: says so, and waits before the next.
    pub async fn missed(&self, reply: Option<http::Reply>, began: f64) {
        let (status, asked) = reply.map_or((0, None), |r| (r.status, r.retry_after));
        if status == 401 {
            self.reached();
            self.show.saving.set(Saving::SignedOut);
            self.say_of_waiting(words::not_sent(self.lang()));
            return self.wait(None);
        }
        // the paper is not there: perhaps for the one who is signed in now
        if matches!(status, 403 | 404) && self.saving().is_ours() && self.same_account().await == Some(false) {
            return self.wait(None);
        }
        self.outage.borrow_mut().miss(began);
        self.keep_outage();
        self.show.long_outage.set(self.outage.borrow().lasting(dom::monotonic()) > LONG_OUTAGE_MS);
        self.tell_closed(self.closing.get());
        self.wait(asked);
        let items = self.journal.borrow().items();
        match self.saving() {
            _ if self.ended.get() => self.show.saving.set(Saving::Late(items)),
            Saving::Saved | Saving::UnderWay | Saving::Refused(_) | Saving::Waiting(_) if items > 0 => {
                self.show.saving.set(Saving::Waiting(items))
            }
            _ => {}
        }
        self.say_of_waiting(words::waiting_one(self.lang()));
    }

    pub fn wait(&self, asked: Option<u32>) {
        // what the server asked for is not undone by impatience
        self.misses.set(if asked.is_some() { 0 } else { self.misses.get() + 1 });
        let ms = pace::after_a_miss(self.misses.get().max(1), self.remaining(), asked, js_sys::Math::random());
        self.not_before.set(dom::monotonic() + ms);
    }

    pub fn refresh(&self) {
        for item in self.paper.items() {
            let waits = self.journal.borrow().holds(&item.key);
            self.show.answered.set(self.paper.mark(&item.key, waits));
        }
    }

    pub fn all_saved(&self) -> bool {
        self.journal.borrow().is_empty() && self.touched.borrow().is_empty()
    }
}
