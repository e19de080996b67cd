//! Entries to put in order: a place for each by a select; with scripts also by buttons and by dragging.

use crate::{
    html::{IntoMarkup, Markup},
    parts::icon,
    question::{Face, Select},
};
use leptos::prelude::*;
use zhixing_app::i18n::exam as words;
use zhixing_domain::{
    question::{Answer, Prompt},
    text::plain,
};

pub fn field(face: &Face) -> Markup {
    let lang = face.lang;
    let places = match face.answer {
        Some(Answer::Ordering { positions }) => positions.as_slice(),
        _ => &[],
    };
    let count = face.prompt.options.len();
    let mut rows: Vec<(usize, Option<u8>)> = (0..count).map(|i| (i, places.get(i).copied().flatten())).collect();
    // shown in the order given so far; entries without a place stay where they are
    rows.sort_by_key(|(i, place)| place.map_or(*i, usize::from));
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(i, place)| {
            let html = face.prompt.options[i].as_str().to_string();
            let words_of = plain::line(&html);
            let entries = (0..count).map(|n| (n.to_string(), words::place(lang, n + 1))).collect();
            let (name, label, chosen) = (face.part(i), words_of.clone(), place.map(|p| p.to_string()));
            let picker = Select { class: "input input--select ordering__place", name, label, entries, chosen, own: None }.view(face);
            view! {
                <li class="ordering__row">
                    {picker}
                    <div class="ordering__text" lang=face.foreign() inner_html=html></div>
                    <span class="ordering__moves needs-script">
                        <span class="ordering__grip" data-grip="" aria-hidden="true">{icon("grip")}</span>
                        <button class="button button--icon" type="button" data-move="up" aria-label=words::move_up(lang, &words_of)>{icon("up")}</button>
                        <button class="button button--icon" type="button" data-move="down" aria-label=words::move_down(lang, &words_of)>{icon("down")}</button>
                    </span>
                </li>
            }
        })
        .collect();
    view! {
        {face.stem()}
        <p class="question__hint">{words::ordering_hint(lang)}<span class="needs-script">{words::ordering_drag(lang)}</span></p>
        <ol class="ordering" role="list">{rows}</ol>
    }
    .into_markup()
}

/// The entries in the order that was given.
pub fn said(prompt: &Prompt, positions: &[Option<u8>], own: Option<&'static str>) -> Markup {
    let mut rows: Vec<(Option<u8>, usize)> = positions.iter().enumerate().map(|(i, p)| (*p, i)).collect();
    rows.sort_by_key(|(p, i)| (p.is_none(), *p, *i));
    let rows: Vec<_> = rows
        .into_iter()
        .filter_map(|(p, i)| prompt.options.get(i).map(|o| (p, o.as_str().to_string())))
        .map(|(p, html)| view! { <li><span class="choice__letter">{p.map_or("–".to_string(), |p| (p + 1).to_string())}</span><div inner_html=html></div></li> })
        .collect();
    view! { <ol class="said" role="list" lang=own>{rows}</ol> }.into_markup()
}
