//! Going on in a paper of sections: leaving one knowingly, walking through a linear one, and the end of a section's time.
//!
//! A move is an operation of the journal like an answer, so that it works without a network and never arrives before what was written earlier. The
//! next section itself comes from the server, when everything of this one is there.

use super::{super::dom, sender::Sender};
use crate::i18n::exam as words;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;
use zhixing_domain::{attempt::progress::Missing, question::ItemKey};

/// The dialog's id on the page; there is none in the last section.
pub const LEAVE: &str = "leave-section";
/// The id of the question about an item of a linear section that has no answer.
pub const SKIP: &str = "skip-item";
/// The id of what stands over the items of a section: a new one opens there.
pub const PART: &str = "part";
/// The notice's id.
pub const CLOSED: &str = "section-closed";

fn dialog(id: &str) -> Option<HtmlDialogElement> {
    dom::document()?.get_element_by_id(id)?.dyn_into().ok()
}

impl Sender {
    /// The keys of the moves that this page may make, and of its items: all that it keeps on the device.
    pub fn keys(&self) -> Vec<String> {
        let mut keys = vec![];
        for item in self.paper.items() {
            keys.push(item.key.clone());
        }
        let mut step = self.paper.first;
        while self.paper.end < u32::MAX && step < self.paper.end {
            step += 1;
            keys.push(ItemKey::step(step).0);
        }
        keys
    }

    /// Asks whether to leave the section, or the item; whether there is one to leave.
    pub fn asks_to_leave(&self, id: &str) -> bool {
        let Some(dialog) = dialog(id) else { return false };
        if let Some(done) = dom::one(&dialog, "[data-done]") {
            done.set_text_content(Some(&words::done_of(self.lang(), self.show.answered.get_untracked(), self.opening.items.len())));
        }
        dialog.show_modal().is_ok()
    }

    /// What was said to that: the dialog closes, and the section with it.
    pub fn answers_leaving(&self, said: &str) {
        for dialog in [LEAVE, SKIP].into_iter().filter_map(dialog) {
            dialog.close();
        }
        match said {
            "leave" => self.move_to(self.paper.end),
            "skip" => self.next_step(),
            _ => {}
        }
    }

    /// The next item of a linear section: what was shown is closed.
    pub fn next_step(&self) {
        self.move_to(self.paper.first + self.paper.current() as u32 + 1);
    }

    fn move_to(&self, step: u32) {
        // what was just typed comes first
        self.note_all();
        let missing = self.journal.borrow().missing();
        self.journal.borrow_mut().write(&ItemKey::step(step).0, Missing::to_value(&missing));
        self.reach(step, true);
        self.now();
    }

    /// The candidate is at a step: the page shows it, or takes no more input. Never back.
    pub fn reach(&self, step: u32, with_focus: bool) {
        let paper = &self.paper;
        if step >= paper.end {
            self.closing.set(true);
            paper.rest(true);
        } else if paper.linear && step > paper.first + paper.current() as u32 {
            paper.turn_to((step - paper.first) as usize, with_focus);
        }
    }

    /// The server's word on the position: once it is beyond this page and nothing waits, the next section is fetched.
    pub fn follow(&self, position: Option<i64>) {
        if let Some(position) = position.filter(|_| self.ready.get()) {
            self.reach(position as u32, false);
            if position >= i64::from(self.paper.end) && !self.has_unsent() {
                self.journal.borrow().forget(self.keys());
                self.leaving.set(true);
                self.paper.read_anew(PART);
            }
        }
    }

    /// The section's time is up, before that of the whole: the server has gone on, and so does the page.
    pub fn section_is_up(&self) -> bool {
        let (standing, _) = self.show.standing.get_untracked();
        let ends = standing.ends() != standing.deadline;
        if ends {
            self.reach(self.paper.end, false);
            self.now();
        }
        ends
    }

    /// Says that the section is over and waits for the network: in words that the server rendered.
    pub fn tell_closed(&self, closed: bool) {
        if let Some(notice) = dom::document().and_then(|d| d.get_element_by_id(CLOSED)) {
            dom::set_hidden(&notice, !closed);
        }
    }

    /// The section is open after all: staff gave time, or the device's clock was wrong.
    pub fn section_goes_on(&self) {
        let left = self.journal.borrow().holds(&ItemKey::step(self.paper.end).0);
        if self.closing.get() && !left {
            self.closing.set(false);
            self.tell_closed(false);
            self.paper.rest(false);
        }
    }

    /// Milliseconds until the section or the attempt is over, by the server's clock and the page's monotonic one. In a pause the clock stands.
    pub fn remaining(&self) -> f64 {
        let (standing, at) = self.show.standing.get_untracked();
        let passed = if standing.is_paused() { 0.0 } else { dom::monotonic() - at };
        standing.ends().map_or(0.0, |end| (end - standing.server_now) as f64 - passed)
    }
}
