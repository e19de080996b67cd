//! What the room does besides saving: it takes up what an earlier page left, asks where the attempt stands, takes the pen, and hands in.

use super::{
    super::{dom, http},
    bar::UNKNOWN_FROM,
    chest::Chest,
    journal::DeviceJournal,
    outage::Outage,
    sender::{PATIENCE_MS, Sender},
    status::Saving,
};
use crate::{
    urls,
    wire::{self, Standing},
};
use js_sys::{Array, Date, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// How long a page that comes back from the browser's memory holds its input for the server's word.
const RETURN_MS: i32 = 4_000;

/// A page is older than this only when it came from the device.
const STALE_MS: i64 = 10_000;

impl Sender {
    /// Opens the journal; what was typed meanwhile is noted after it.
    pub fn begin(&self) {
        let this = self.clone();
        spawn_local(async move {
            let (account, attempt) = (&this.opening.account, &this.opening.attempt);
            let renamed = this.clone();
            this.tab.introduce(move |writer| renamed.journal.borrow_mut().adopt_as(writer)).await;
            let chest = Chest::open(account, attempt).await;
            this.show.kept.set(chest.settled().await);
            let remembered = if this.is_stale() { DeviceJournal::remembered(&chest).await } else { vec![] };
            let journal = DeviceJournal::open(chest, this.tab.writer()).await;
            *this.journal.borrow_mut() = journal;
            *this.outage.borrow_mut() =
                dom::session().and_then(|s| s.get_item(&this.outage_place()).ok()?).map_or_else(Outage::default, |t| Outage::after(&t));
            for op in remembered {
                this.reach(op.item.as_step().unwrap_or(0), false);
                if let Some(i) = this.paper.place(&op.item.0) {
                    this.saved.borrow_mut()[i] = Some(op.value.digest());
                    this.paper.fill(&op.item.0, &op.value);
                }
            }
            this.ready.set(true);
            for op in this.journal.borrow().operations() {
                this.reach(op.item.as_step().unwrap_or(0), false);
            }
            this.take_up();
            this.paper.is_whole();
        });
    }

    /// Takes up what an earlier page left on the device, and what was typed before this module was ready.
    fn take_up(&self) {
        let mine = self.tab.writer().to_string();
        match &self.opening.writer {
            Some(holder) if *holder != mine => self.show.saving.set(Saving::TakenOver),
            // nobody may hold the pen because nobody has written, or because staff have freed it: what is saved stays either way
            _ => self.journal.borrow_mut().adopt_for(|item| self.paper.place(item).is_some_and(|i| self.saved.borrow()[i].is_none())),
        }
        let touched = self.touched.take();
        let flags = self.journal.borrow().flags.clone();
        for item in self.paper.items() {
            let waiting = self.journal.borrow().newest(&item.key).cloned();
            match waiting {
                Some(answer) if !touched.contains(&item.key) => self.paper.fill(&item.key, &answer),
                _ => self.note(&item.key),
            }
            if let Some((_, flagged)) = flags.iter().find(|(key, _)| *key == item.key) {
                self.paper.set_flag(&item.key, *flagged);
            }
        }
        if self.saving() == Saving::Saved && !self.all_saved() {
            self.show.saving.set(Saving::UnderWay);
        }
        self.refresh();
        if self.is_stale() {
            self.resync();
        }
        self.flush();
    }

    /// Whether the page is older than this device says: then it came from the device, and its time and answers are yesterday's.
    fn is_stale(&self) -> bool {
        self.estimated.get()
    }

    /// The place of the difference between the server's clock and the device's, as of the last reply.
    fn clock_place(&self) -> String {
        format!("zhixing:clock:{}", self.opening.attempt)
    }

    fn outage_place(&self) -> String {
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
        let difference = dom::session().and_then(|s| s.get_item(&self.clock_place()).ok()?).and_then(|d| d.parse::<i64>().ok());
        let estimate = difference.map_or(0, |d| dom::wall_clock() as i64 + d);
        if estimate > self.opening.server_now + STALE_MS {
            self.estimated.set(true);
            self.show.standing.update(|s| s.0.server_now = estimate);
        }
    }

    /// Takes the server's word on where the attempt stands, `asked` for at that moment. A word that came late, and older than one that was asked for
    /// after it, says nothing: it could cover the paper again after a pause.
    pub fn stand(&self, standing: Standing, asked: f64) {
        let (known, heard) = self.show.standing.with_untracked(|s| (s.0.server_now, s.1));
        if asked < heard && standing.server_now < known && !self.estimated.get() && known < UNKNOWN_FROM {
            return;
        }
        self.estimated.set(false);
        if let Some(session) = dom::session() {
            let _ = session.set_item(&self.clock_place(), &(standing.server_now - dom::wall_clock() as i64).to_string());
        }
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

    /// It is over and everything is there: nothing stays on the device, and the bar leads to the receipt.
    pub fn over(&self) {
        self.journal.borrow().clear(self.keys());
        self.show.saving.set(Saving::Over);
    }

    /// Asks where the attempt stands. Whether the server said so.
    pub async fn ask_clock(&self, patience_ms: i32) -> bool {
        let began = dom::monotonic();
        let reply = self.question(false, patience_ms).await;
        let standing = reply.as_ref().filter(|r| r.status == 200).and_then(|r| Standing::of(&wire::parse(&r.text)?));
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
                return this.paper.read_anew();
            }
            this.paper.rest(false);
            this.now();
        });
    }

    /// Whether the one who is signed in is the one whose paper this is; `None` when nobody could be asked.
    pub async fn whose(&self) -> Option<bool> {
        let reply = http::ask("GET", &urls::api::me(), "application/json", None, PATIENCE_MS).await?;
        if reply.status == 401 {
            self.show.saving.set(Saving::SignedOut);
            return Some(false);
        }
        (reply.status == 200).then(|| self.greet(&reply))?
    }

    /// Only the account of this paper sends its answers. Whether it is the one that a reply names.
    pub fn greet(&self, who: &http::Reply) -> Option<bool> {
        let same = who.member("account")? == self.opening.account;
        if !same {
            self.show.stranger.set(who.member("name")?);
            self.show.saving.set(Saving::Stranger);
        }
        Some(same)
    }

    /// Says the same under every item that waits.
    pub fn say_of_waiting(&self, text: &str) {
        for item in self.paper.items() {
            if self.journal.borrow().holds(&item.key) {
                self.paper.say(&item.key, "waiting", text);
            }
        }
    }

    /// Asks at the door whether the right person is signed in again.
    pub async fn knock(&self) -> bool {
        let began = dom::monotonic();
        match self.whose().await {
            Some(true) => self.show.saving.set(Saving::UnderWay),
            Some(false) => self.wait(None),
            None => self.missed(None, began).await,
        }
        self.saving().is_ours()
    }

    /// Takes the pen for this page, knowingly, and sends what waited here.
    pub fn take_pen(&self) {
        let this = self.clone();
        spawn_local(async move {
            let writer = this.journal.borrow().writer.to_string();
            let body = format!("{{\"writer\":\"{writer}\"}}");
            let url = urls::api::pen(&this.opening.attempt);
            let began = dom::monotonic();
            let reply = http::ask("POST", &url, "application/json", Some(&body), PATIENCE_MS).await;
            if reply.as_ref().is_none_or(|r| r.status != 200) {
                return this.missed(reply, began).await;
            }
            this.journal.borrow_mut().adopt();
            this.show.saving.set(Saving::UnderWay);
            // what the other page has saved meanwhile is not on this one: once nothing waits here, the paper is read anew
            if this.all_saved() || (this.send().await && this.all_saved()) {
                this.paper.read_anew();
            } else {
                this.flush();
            }
        });
    }

    /// The time is up: what waits is sent, then the paper is handed in; the server would do the same.
    pub fn time_is_up(&self) {
        if self.section_is_up() {
            return;
        }
        self.ended.set(true);
        self.now();
    }

    /// A grant brought time back before the paper was handed in.
    pub fn go_on(&self) {
        self.section_goes_on();
        self.ended.set(false);
        if matches!(self.saving(), Saving::Late(_)) {
            self.show.saving.set(Saving::UnderWay);
        }
        self.flush();
    }

    pub async fn hand_in(&self) -> bool {
        // a clock that anybody can set must not end an exam
        if self.estimated.get() && (!self.ask_clock(PATIENCE_MS).await || self.remaining() > 0.0) {
            return !self.estimated.get();
        }
        let began = dom::monotonic();
        let reply = http::ask("POST", &urls::api::submission(&self.opening.attempt), "application/json", Some(""), PATIENCE_MS).await;
        if reply.as_ref().is_some_and(|r| r.status == 200 && r.text.starts_with('{')) {
            if self.all_saved() {
                self.over();
            } else {
                // what the server did not take stays here, for the answer file
                self.show.saving.set(Saving::Late(self.journal.borrow().items()));
            }
            return true;
        }
        if reply.as_ref().is_some_and(|r| r.status == 409) {
            // it is over, or it is paused: the clock knows, and only an end leads away
            if self.ask_clock(PATIENCE_MS).await {
                self.wait(None);
            }
            return self.saving() == Saving::Over;
        }
        self.missed(reply, began).await;
        false
    }

    /// The server's time of day as the server's pages show it: in the zone of the installation, not of the device.
    pub fn time_of_day(&self) -> String {
        let (standing, at) = self.show.standing.get_untracked();
        let date = Date::new(&JsValue::from_f64(standing.server_now as f64 + dom::monotonic() - at));
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
