//! On the way to the review: what is not saved is said first, in a dialog that the page has already, so that it opens without a network too.

use super::{super::dom, sender::Sender};
use crate::{i18n::exam as words, urls};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlDialogElement;

/// The dialog's id on the page.
pub const REVIEW: &str = "review-here";

/// How many looks, a fifth of a second apart, saving has before the learner is told what the button waits for.
const PATIENCE: u32 = 5;

pub fn dialog() -> Option<HtmlDialogElement> {
    dom::document()?.get_element_by_id(REVIEW)?.dyn_into().ok()
}

impl Sender {
    /// Opens the review when everything is saved; says what it waits for when that takes long. Whether there is nothing more to look for.
    pub fn turns_to_review(&self, tries: u32) -> bool {
        let open = dialog().is_some_and(|d| d.open());
        let unsaved = self.unsaved();
        if self.has_unsent() {
            if tries >= PATIENCE && (!open || tries.is_multiple_of(PATIENCE)) {
                self.say_review(&words::review_waits(self.lang(), unsaved.waiting.max(1)), false);
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
            if !this.ask_clock(super::sender::PATIENCE_MS).await {
                return this.say_review(words::review_offline(this.lang()), false);
            }
            let numbers = this.unsaved_numbers();
            let query = if numbers.is_empty() { String::new() } else { format!("?unsaved={}", numbers.replace('、', ",")) };
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
        numbers.join("、")
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
