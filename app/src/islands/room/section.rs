//! Going on in a paper of sections: leaving one knowingly, walking through a linear one, and the end of a section's time.
//!
//! A move is an operation of the journal like an answer, so that it works without a network and never arrives before what was written earlier. The
//! next section itself comes from the server, when everything of this one is there.

use super::{super::dom, sender::Sender};
use crate::i18n::exam as words;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;
use zhixing_domain::question::{Answer, ItemKey};

/// The dialog's id on the page; there is none in the last section.
pub const LEAVE: &str = "leave-section";

fn dialog() -> Option<HtmlDialogElement> {
    dom::document()?.get_element_by_id(LEAVE)?.dyn_into().ok()
}

/// Puts the dialog's listener in place.
pub fn wake(sender: &Sender) {
    let Some(dialog) = dialog() else { return };
    let (asked, own) = (sender.clone(), dialog.clone());
    dom::listen(&dialog, "close", move |_| {
        if own.return_value() == "yes" {
            asked.move_to(asked.end());
        }
    });
}

impl Sender {
    /// The step after this page's section.
    fn end(&self) -> u32 {
        self.opening.section.as_ref().map_or(u32::MAX, |s| s.first + s.steps)
    }

    /// The keys of the moves that this page may make.
    pub fn moves(&self) -> impl Iterator<Item = String> + '_ {
        self.opening.section.iter().flat_map(|s| s.first..s.first + s.steps).map(|step| ItemKey::step(step + 1).0)
    }

    /// Asks whether to leave the section; whether there is one to leave.
    pub fn asks_to_leave(&self) -> bool {
        let Some(dialog) = dialog() else { return false };
        if let Some(done) = dom::one(&dialog, "[data-done]") {
            done.set_text_content(Some(&words::done_of(self.lang(), self.show.answered.get_untracked(), self.opening.items.len())));
        }
        dialog.show_modal().is_ok()
    }

    /// The next item of a linear section: what was shown is closed.
    pub fn next_step(&self) {
        if let Some(section) = &self.opening.section {
            self.move_to(section.first + self.paper.current() as u32 + 1);
        }
    }

    fn move_to(&self, step: u32) {
        // what was just typed comes first
        self.paper.items().iter().for_each(|item| self.note(&item.key));
        self.journal.borrow_mut().write(&ItemKey::step(step).0, Answer::Onward {});
        self.reach(step, true);
        self.now();
    }

    /// The candidate is at a step: the page shows it, or takes no more input. Never back.
    pub fn reach(&self, step: u32, with_focus: bool) {
        let Some(section) = &self.opening.section else { return };
        if step >= self.end() {
            self.closing.set(true);
            self.paper.rest(true);
        } else if section.linear && step > section.first + self.paper.current() as u32 {
            self.paper.turn_to((step - section.first) as usize, with_focus);
        }
    }

    /// The server's word on the position: once it is beyond this page and nothing waits, the next section is fetched.
    pub fn follow(&self, position: Option<i64>) {
        if !self.ready.get() {
            return;
        }
        if let Some(position) = position {
            self.reach(position as u32, false);
            if position >= i64::from(self.end()) && self.all_saved() {
                self.journal.borrow().forget(self.opening.items.iter().map(|i| i.key.clone()).chain(self.moves()));
                self.paper.read_anew();
            }
        }
    }

    /// The section's time is up, before that of the whole: the server has gone on, and so does the page.
    pub fn section_is_up(&self) -> bool {
        let ends = self.show.standing.with_untracked(|(s, _)| s.section_deadline.is_some_and(|end| s.deadline.is_none_or(|d| end < d)));
        if ends {
            self.reach(self.end(), false);
            self.now();
        }
        ends
    }

    /// The section is open after all: staff gave time, or the device's clock was wrong.
    pub fn section_goes_on(&self) {
        let left = self.journal.borrow().holds(&ItemKey::step(self.end()).0);
        if self.closing.get() && !left {
            self.closing.set(false);
            self.show.leaving.set(false);
            self.paper.rest(false);
        }
    }

    /// Milliseconds until the section or the attempt is over, by the server's clock and the page's monotonic one.
    pub fn remaining(&self) -> f64 {
        let (standing, at) = self.show.standing.get_untracked();
        standing.ends().map_or(0.0, |end| (end - standing.server_now) as f64 - (dom::monotonic() - at))
    }
}
