//! How much time is left, on a page beside the exam: it runs on, and is not the clock that counts.

use super::{
    dom,
    live::{effect, live},
};
use crate::i18n::exam as words;
use leptos::prelude::*;
use std::time::Duration;
use zhixing_domain::lang::Lang;

#[island]
pub fn TimeLeft(lang: Lang, left: i64) -> impl IntoView {
    let now = RwSignal::new(left as f64);
    effect(move || {
        let began = dom::monotonic();
        set_interval(move || now.set(left as f64 - (dom::monotonic() - began)), Duration::from_secs(1));
    });
    let clock = move || words::clock((now.get().max(0.0) / 1_000.0).ceil() as i64);
    view! { <p class="numeric" data-eager="">{live(move || words::pause_left(lang, clock()))}</p> }
}
