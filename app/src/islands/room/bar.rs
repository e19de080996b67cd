//! The bar over the exam: what is done, whether it is saved, how much time is left.

use super::{
    super::{dom, ordering},
    Opening, OpeningItem,
    paper::Paper,
    sender::{Saving, Sender},
    view::glyph,
};
use crate::{i18n::exam as words, urls, wire::Standing};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use zhixing_domain::lang::Lang;

const SECOND: f64 = 1_000.0;
const MINUTE: f64 = 60_000.0;

#[island]
pub fn ExamBar(opening: Opening) -> impl IntoView {
    let (lang, count, attempt) = (opening.lang, opening.items.len(), opening.attempt.clone());
    let first = Standing { server_now: opening.server_now, deadline: Some(opening.deadline), state: "in_progress".into() };
    let left_at_first = (opening.deadline - opening.server_now) as f64;
    let (saving, answered) = (RwSignal::new(Saving::Saved), RwSignal::new(opening.answered));
    let (standing, left) = (RwSignal::new((first, 0.0)), RwSignal::new(left_at_first));
    let spoken = RwSignal::new(String::new());
    let sender = StoredValue::new_local(None::<Sender>);
    let title = opening.title.clone();
    Effect::new(move |_| {
        standing.update_untracked(|s| s.1 = dom::monotonic());
        let woken = wake(opening.clone(), saving, answered, standing);
        if let Some(woken) = &woken {
            tick(woken.clone(), left, spoken, lang);
        }
        sender.set_value(woken);
    });
    Effect::new(move |_| {
        if saving.get() == Saving::Over
            && let Some(window) = dom::window()
        {
            let _ = window.location().set_href(&urls::receipt(&attempt));
        }
    });
    let (state, text) = (move || state_of(saving.get()), move || text_of(saving.get(), lang));
    view! {
        <header class="exam-bar" data-eager="">
            <div class="exam-bar__inner">
                <h1 class="exam-bar__title">{title}</h1>
                <p class="exam-bar__done"><a href="#sheet">{move || words::done_of(lang, answered.get(), count)}</a></p>
                <p class="save-state needs-script" data-state=state role="status">
                    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" inner_html=move || glyph(state())></svg>
                    <span>{text}</span>
                </p>
                <p class="countdown" data-phase=move || phase(left.get())>
                    <span class="countdown__label">{words::remaining(lang)}</span>
                    <span class="countdown__time numeric" role="timer" aria-live="off">{move || clock(left.get())}</span>
                </p>
                <p class="visually-hidden" role="status">{spoken}</p>
                <button class="button button--primary button--small exam-bar__submit" form="paper" name="do" value="review">{words::review_button(lang)}</button>
            </div>
            <div class="exam-bar__notice" role="alert" hidden=move || saving.get() != Saving::TakenOver>
                <p>{words::taken_over(lang)}</p>
                <button class="button button--small" type="button" on:click=move |_| sender.with_value(|s| if let Some(s) = s { s.take_pen() })>{words::take_pen(lang)}</button>
            </div>
        </header>
    }
}

fn state_of(saving: Saving) -> &'static str {
    match saving {
        Saving::Saved => "saved",
        Saving::UnderWay => "saving",
        Saving::Waiting(_) => "waiting",
        Saving::TakenOver | Saving::SignedOut | Saving::Over => "refused",
    }
}

fn text_of(saving: Saving, lang: Lang) -> String {
    match saving {
        Saving::Saved => words::all_saved(lang).into(),
        Saving::UnderWay => words::saving(lang).into(),
        Saving::Waiting(n) => words::waiting_n(lang, n),
        Saving::TakenOver => words::refused_one(lang).into(),
        Saving::SignedOut => words::signed_out(lang).into(),
        Saving::Over => words::time_up(lang).into(),
    }
}

fn phase(left: f64) -> &'static str {
    match left {
        l if l < MINUTE => "last-minute",
        l if l < 10.0 * MINUTE => "last-ten-minutes",
        _ => "normal",
    }
}

/// `1:12:40`, `9:31`; never below zero.
fn clock(left: f64) -> String {
    let seconds = (left.max(0.0) / SECOND).ceil() as u64;
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if h > 0 { format!("{h}:{m:02}:{s:02}") } else { format!("{m}:{s:02}") }
}

/// Counts down by the monotonic clock; speaks at ten, five and one minutes; hands in at the end.
fn tick(sender: Sender, left: RwSignal<f64>, spoken: RwSignal<String>, lang: Lang) {
    let mut said = left.get_untracked();
    let mut handed_in = false;
    let step = move || {
        let now = sender.remaining();
        for minutes in [10, 5, 1] {
            let mark = f64::from(minutes) * MINUTE;
            if said > mark && now <= mark {
                spoken.set(words::time_left_words(lang, minutes));
            }
        }
        // a grant brings time back: then all marks count anew
        said = now;
        left.set(now);
        if now <= 0.0 && !handed_in {
            handed_in = true;
            spoken.set(words::time_up(lang).into());
            sender.hand_in();
        }
        if now > SECOND {
            handed_in = false;
        }
    };
    let step = std::cell::RefCell::new(step);
    set_interval(move || (step.borrow_mut())(), Duration::from_millis(500));
}

/// Finds the paper and puts every listener in place.
fn wake(opening: Opening, saving: RwSignal<Saving>, answered: RwSignal<usize>, standing: RwSignal<(Standing, f64)>) -> Option<Sender> {
    let items: Vec<OpeningItem> = opening.items.clone();
    let paper = Paper::find(items, opening.lang)?;
    let attempt = opening.attempt.clone();
    paper.one_at_a_time();
    ordering::wake(&paper.form);
    let sender = Sender::new(opening, paper, saving, answered, standing);
    listen_to_answers(&sender);
    listen_to_turns(&sender);
    listen_to_hand_in(&sender, attempt);
    listen_to_page(&sender);
    sender.take_up();
    Some(sender)
}

fn key_of(section: &Element) -> Option<String> {
    section.get_attribute("data-item")
}

fn listen_to_answers(sender: &Sender) {
    let typed = sender.clone();
    dom::listen(&sender.paper.form, "input", move |event| {
        let Some(section) = dom::closest(&event, "[data-item]") else { return };
        if dom::closest(&event, ".flag__input").is_some() {
            return;
        }
        typed.paper.count_characters(&section);
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
        changed.note(&key);
        changed.flush();
    });
}

fn listen_to_turns(sender: &Sender) {
    let turned = sender.clone();
    dom::listen(&sender.paper.form, "click", move |event| {
        let Some(direction) = dom::closest(&event, "[data-go]").and_then(|b| b.get_attribute("data-go")) else { return };
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
            turned.flush();
            turned.paper.turn_to(place, true);
        });
    }
}

/// The review page opens when everything is saved; until then this page stays, with everything in it.
fn listen_to_hand_in(sender: &Sender, attempt: String) {
    let asked = sender.clone();
    dom::listen(&sender.paper.form, "submit", move |event| {
        event.prevent_default();
        asked.flush();
        let (asked, attempt) = (asked.clone(), attempt.clone());
        let tries = std::cell::Cell::new(0);
        let handle = std::rc::Rc::new(std::cell::Cell::new(None::<IntervalHandle>));
        let own = handle.clone();
        let look = move || {
            tries.set(tries.get() + 1);
            let saved = asked.all_saved();
            if saved && let Some(window) = dom::window() {
                let _ = window.location().set_href(&urls::review(&attempt));
            }
            if (saved || tries.get() > 150)
                && let Some(handle) = own.take()
            {
                handle.clear();
            }
        };
        handle.set(set_interval_with_handle(look, Duration::from_millis(200)).ok());
    });
}

fn listen_to_page(sender: &Sender) {
    let (Some(window), Some(document)) = (dom::window(), dom::document()) else { return };
    for event in ["online", "focus", "pageshow"] {
        let back = sender.clone();
        dom::listen(&window, event, move |_| back.resync());
    }
    let hidden = sender.clone();
    dom::listen(&document, "visibilitychange", move |_| hidden.flush());
    let leaving = sender.clone();
    dom::listen(&window, "beforeunload", move |event| {
        leaving.flush();
        if !leaving.all_saved() && leaving.saving.get_untracked() != Saving::Over {
            event.prevent_default();
        }
    });
}
