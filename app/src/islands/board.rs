//! The live board: lines and counts as the server sends them again and again. With scripts off the page shows one moment.

use super::{
    dom,
    live::{effect, live},
};
use crate::{api_replies, i18n::invigilation as words};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{EventSource, HtmlInputElement, MessageEvent};
use zhixing_domain::lang::Lang;

#[island]
pub fn LiveBoard(lang: Lang, url: String) -> impl IntoView {
    let connected = RwSignal::new(true);
    effect(move || {
        // the browser connects again by itself
        let Ok(source) = EventSource::new(&url) else { return };
        dom::listen(&source, "board", move |event| {
            connected.set(true);
            if let Some(text) = event.dyn_into::<MessageEvent>().ok().and_then(|m| m.data().as_string()) {
                update(&text);
            }
        });
        dom::listen(&source, "error", move |_| connected.set(false));
    });
    view! {
        <p class="soft small needs-script" role="status" data-eager="">{live(move || String::from(if connected.get() { words::live(lang) } else { words::not_live(lang) }))}</p>
    }
}

/// Puts changed pieces into the page; what was chosen stays chosen.
fn update(text: &str) {
    let (Some(document), Some(pieces)) = (dom::document(), api_replies::parse(text)) else { return };
    if let (Some(counts), Some(html)) = (document.get_element_by_id("board-counts"), api_replies::text(&pieces, "counts")) {
        counts.set_inner_html(&html);
    }
    let (Some(lines), Some(changed)) = (document.get_element_by_id("board-lines"), api_replies::member(&pieces, "lines")) else { return };
    for id in js_sys::Object::keys(changed.unchecked_ref::<js_sys::Object>()).iter().filter_map(|id| id.as_string()) {
        let Some(html) = api_replies::text(&changed, &id) else { continue };
        let Some(row) = dom::one(&lines, &format!("[data-line=\"{id}\"]")) else {
            // somebody who started after the page was made
            let _ = lines.insert_adjacent_html("beforeend", &format!("<tr data-line=\"{id}\">{html}</tr>"));
            continue;
        };
        let pick = || dom::one(&row, "input").and_then(|i| i.dyn_into::<HtmlInputElement>().ok());
        let chosen = pick().is_some_and(|i| i.checked());
        row.set_inner_html(&html);
        if let Some(input) = pick() {
            input.set_checked(chosen);
        }
    }
}
