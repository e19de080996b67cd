//! Handing in, and the end of the time.

use super::{
    super::{dom, http},
    sender::{PATIENCE_MS, Sender},
    status::Saving,
};
use crate::urls;
use leptos::prelude::*;

impl Sender {
    /// It is over and everything is there: nothing stays on the device, and the bar leads to the receipt.
    pub fn over(&self) {
        self.journal.borrow().clear(self.keys());
        self.show.saving.set(Saving::Over);
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

    /// Hands in by itself, when the server says too that the time is up: a clock that anybody can set must not end an exam, and staff may have given
    /// time while nothing was heard.
    pub async fn hand_in(&self) -> bool {
        if !self.ask_clock(PATIENCE_MS).await {
            return false;
        }
        if self.saving() == Saving::Over || self.is_paused() {
            return true;
        }
        if !self.is_over() && self.remaining() > 0.0 {
            self.go_on();
            return true;
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
}
