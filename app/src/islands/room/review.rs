//! On the way to the review: what is not saved is said first, in a dialog that the page has already, so that it opens without a network too.

use super::{super::dom, sender::Sender};
use crate::{
    i18n::{exam as words, site},
    urls,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlDialogElement;
use zhixing_domain::lang::Lang;

/// The dialog's id on the page; in the address it is what the worker leads to when a page beside the room cannot be reached (`app/worker.js`).
pub const REVIEW: &str = "review-here";

/// How many looks, a fifth of a second apart, saving has before the learner is told what the button waits for.
pub const PATIENCE: u32 = 5;

pub fn dialog() -> Option<HtmlDialogElement> {
    dom::document()?.get_element_by_id(REVIEW)?.dyn_into().ok()
}

/// Whether the worker has led here. The address forgets it: a reload asks for the room alone.
pub fn was_led_here() -> bool {
    let Some(window) = dom::window() else { return false };
    let (led, path) = (window.location().hash().is_ok_and(|hash| hash.strip_prefix('#') == Some(REVIEW)), window.location().pathname());
    if let (true, Ok(path), Ok(history)) = (led, path, window.history()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&path));
    }
    led
}

/// Why the review cannot be opened, and where the answers are meanwhile.
fn without_network(lang: Lang, waiting: usize) -> String {
    if waiting == 0 { words::offline_all_saved(lang).to_string() } else { words::review_offline(lang, waiting) }
}

impl Sender {
    /// Opens the review when everything is saved; says what it waits for when that takes long. Whether there is nothing more to look for.
    pub fn turns_to_review(&self, tries: u32) -> bool {
        let open = dialog().is_some_and(|d| d.open());
        let unsaved = self.unsaved();
        if self.has_unsent() {
            if tries >= PATIENCE && (!open || tries.is_multiple_of(PATIENCE)) {
                let (lang, n, offline) = (self.lang(), unsaved.waiting.max(1), self.is_stale() || self.outage.borrow().is_on());
                self.say_review(&if offline { without_network(lang, n) } else { words::review_waits(lang, n) }, false);
            }
            return tries > PATIENCE && !dialog().is_some_and(|d| d.open());
        }
        match unsaved.refused {
            0 => self.open_review(),
            _ => self.say_review(&words::review_refused(self.lang(), self.unsaved_numbers()), true),
        }
        true
    }

    /// Goes to the review, if the server is there.
    pub fn open_review(&self) {
        let this = self.clone();
        spawn_local(async move {
            let offline = || this.say_review(&without_network(this.lang(), this.unsaved().waiting), false);
            if this.is_stale() {
                offline();
            }
            if !this.ask_clock(super::sender::PATIENCE_MS).await {
                return offline();
            }
            let numbers = this.unsaved_numbers();
            let query =
                if numbers.is_empty() { String::new() } else { format!("?unsaved={}", numbers.replace(site::comma(this.lang()), ",")) };
            if let Some(window) = dom::window() {
                // what is not saved was said, and stays on the device
                this.leaving.set(true);
                let _ = window.location().set_href(&format!("{}{query}", urls::review(&this.opening.attempt)));
            }
        });
    }

    /// Shows the first item that the server does not take.
    pub fn turn_to_unsaved(&self) {
        if let (Some(place), false) = (self.refused_places().first(), self.paper.linear) {
            self.paper.turn_to(*place, true);
        }
    }

    fn unsaved_numbers(&self) -> String {
        let numbers: Vec<String> = self.refused_places().into_iter().map(|place| self.paper.number(place)).collect();
        numbers.join(site::comma(self.lang()))
    }

    fn say_review(&self, text: &str, may_go: bool) {
        let Some(dialog) = dialog() else { return };
        if let Some(said) = dom::one(&dialog, "[data-said]") {
            said.set_text_content(Some(text));
        }
        if let Some(button) = dom::one(&dialog, "[data-review=anyway]") {
            dom::set_hidden(&button, !may_go);
        }
        if !dialog.open() {
            let _: Result<(), JsValue> = dialog.show_modal();
        }
    }
}
