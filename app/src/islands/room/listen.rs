//! Every listener of the exam page, in one place.

use super::{
    super::dom,
    remark, review,
    section::{LEAVE, SKIP},
    sender::Sender,
    status::Saving,
};
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlInputElement};

/// Puts them all in place.
pub fn wake(sender: &Sender) {
    answers(sender);
    turns(sender);
    hand_in(sender);
    page(sender);
}

fn key_of(section: &Element) -> Option<String> {
    section.get_attribute("data-item")
}

fn answers(sender: &Sender) {
    let typed = sender.clone();
    dom::listen(&sender.paper.form, "input", move |event| {
        let Some(section) = dom::closest(&event, "[data-item]") else { return };
        if dom::closest(&event, ".flag__input").is_some() {
            return;
        }
        typed.paper.count_characters(&section);
        remark::say(&section, false, typed.lang());
        if let Some(key) = key_of(&section) {
            typed.note(&key);
            typed.soon();
        }
    });
    let changed = sender.clone();
    dom::listen(&sender.paper.form, "change", move |event| {
        let Some(key) = dom::closest(&event, "[data-item]").and_then(|s| key_of(&s)) else { return };
        if let Some(flag) = dom::closest(&event, ".flag__input").and_then(|f| f.dyn_into::<HtmlInputElement>().ok()) {
            return changed.flag(&key, flag.checked());
        }
        if let Some(section) = dom::closest(&event, "[data-item]") {
            remark::say(&section, true, changed.lang());
        }
        changed.note(&key);
        changed.flush();
    });
}

fn turns(sender: &Sender) {
    let turned = sender.clone();
    dom::listen(&sender.paper.form, "click", move |event| {
        let Some(direction) = dom::closest(&event, "[data-go]").and_then(|b| b.get_attribute("data-go")) else { return };
        if matches!(direction.as_str(), "leave" | "stay" | "skip") {
            return turned.answers_leaving(&direction);
        }
        if turned.paper.linear {
            if !(turned.paper.is_blank() && turned.asks_to_leave(SKIP)) {
                turned.next_step();
            }
            return;
        }
        turned.flush();
        let here = turned.paper.current();
        let there = if direction == "next" { here + 1 } else { here.saturating_sub(1) };
        turned.paper.turn_to(there, true);
    });
    if let Some(sheet) = dom::document().and_then(|d| d.get_element_by_id("sheet")) {
        let turned = sender.clone();
        dom::listen(&sheet, "click", move |event| {
            let Some(place) = dom::closest(&event, "[data-cell]").and_then(|c| turned.paper.cell_place(&c)) else { return };
            event.prevent_default();
            if turned.paper.linear {
                return;
            }
            turned.flush();
            turned.paper.turn_to(place, true);
        });
    }
}

fn hand_in(sender: &Sender) {
    let asked = sender.clone();
    dom::listen(&sender.paper.form, "submit", move |event| {
        event.prevent_default();
        if !asked.asks_to_leave(LEAVE) {
            wait_for_review(&asked, 0);
        }
    });
    if review::was_led_here() {
        // whoever was led here has waited already
        wait_for_review(sender, review::PATIENCE);
    }
    let Some(dialog) = review::dialog() else { return };
    let (asked, own) = (sender.clone(), dialog.clone());
    dom::listen(&dialog, "click", move |event| {
        if let Some(button) = dom::closest(&event, "[data-review]") {
            own.close();
            match button.get_attribute("data-review").as_deref() {
                Some("anyway") => asked.open_review(),
                _ => asked.turn_to_unsaved(),
            }
        }
    });
}

/// The review page opens when everything is saved; until then this page stays, with everything in it. Whoever goes back to the paper waits no longer.
fn wait_for_review(sender: &Sender, tries: u32) {
    sender.note_all();
    sender.now();
    let asked = sender.clone();
    let (tries, shown) = (Cell::new(tries), Cell::new(false));
    let handle = Rc::new(Cell::new(None::<IntervalHandle>));
    let own = handle.clone();
    let look = move || {
        let is_open = || review::dialog().is_some_and(|d| d.open());
        tries.set(tries.get() + 1);
        let left = shown.get() && !is_open();
        let done = left || (asked.ready.get() && asked.turns_to_review(tries.get()));
        shown.set(is_open());
        // while the dialog is open somebody waits for it
        if (done || (tries.get() > 150 && !shown.get()))
            && let Some(handle) = own.take()
        {
            handle.clear();
        }
    };
    handle.set(set_interval_with_handle(look, Duration::from_millis(200)).ok());
}

const HEARTBEAT: Duration = Duration::from_secs(30);
/// Heard of the server within this: it knows of the page.
const LATELY_MS: f64 = 28_000.0;

/// How often the page was left, and for how long.
fn count_leaving(sender: Sender, document: Document) {
    let (shown, since) = (document.clone(), Cell::new(0.0));
    dom::listen(&document, "visibilitychange", move |_| {
        let (count, away) = sender.left.get();
        if shown.hidden() {
            since.set(dom::monotonic());
            sender.left.set((count + 1, away));
        } else {
            sender.left.set((count, away + dom::monotonic() - since.get()));
        }
        sender.flush();
    });
}

fn page(sender: &Sender) {
    let (Some(window), Some(document)) = (dom::window(), dom::document()) else { return };
    for event in ["online", "focus"] {
        let back = sender.clone();
        dom::listen(&window, event, move |_| back.resync());
    }
    let back = sender.clone();
    dom::listen(&window, "pageshow", move |event| {
        let from_memory = js_sys::Reflect::get(&event, &"persisted".into()).is_ok_and(|p| p.is_truthy());
        if from_memory { back.come_back() } else { back.resync() }
    });
    let gone = sender.clone();
    dom::listen(&window, "offline", move |_| gone.lose_touch());
    count_leaving(sender.clone(), document);
    // staff see who is there, also while nobody looks at the page; one that is looked at asks more often (`news`)
    let beat = sender.clone();
    let asks = move || {
        if beat.show.standing.with_untracked(|s| dom::monotonic() - s.1) > LATELY_MS {
            beat.resync();
        }
    };
    set_interval(asks, HEARTBEAT);
    let leaving = sender.clone();
    dom::listen(&window, "beforeunload", move |event| {
        leaving.flush();
        leaving.keep_outage();
        if !leaving.leaving.get() && !leaving.all_saved() && leaving.saving() != Saving::Over {
            event.prevent_default();
        }
    });
}

/// Calls `step` twice a second, and says when the device has slept: then its clock went on without the page's.
pub fn every_half_second(mut step: impl FnMut() + 'static, mut slept: impl FnMut() + 'static) {
    const LEAP_MS: f64 = 5_000.0;
    let ahead = || dom::wall_clock() - dom::monotonic();
    let mut before = ahead();
    let step = RefCell::new(move || {
        if (ahead() - before).abs() > LEAP_MS {
            before = ahead();
            slept();
        }
        step();
    });
    set_interval(move || (step.borrow_mut())(), Duration::from_millis(500));
}
