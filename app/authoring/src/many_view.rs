//! Pieces of the pages that change many files at once.

use crate::many;
use leptos::prelude::*;
use std::collections::BTreeSet;
use zhixing_app::{i18n::many as words, urls};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    content::ContentFlaw,
    html::{IntoMarkup, Markup},
    parts::{Label, coded, icon},
};

/// So many errors are listed.
const LISTED: usize = 50;

/// A field to choose one of a few, by value and words.
pub(crate) fn choice<V: Into<String>, W: Into<String>>(
    name: &'static str,
    label: &'static str,
    options: impl Iterator<Item = (V, W)>,
    chosen: &str,
) -> Markup {
    choice_as(name, name, label, options, chosen, None)
}

/// The same with an id of its own, and what is wrong with it.
pub(crate) fn choice_as<V: Into<String>, W: Into<String>>(
    id: &'static str,
    name: &'static str,
    label: &'static str,
    options: impl Iterator<Item = (V, W)>,
    chosen: &str,
    error: Option<String>,
) -> Markup {
    let options: Vec<_> = options
        .map(|(value, words)| {
            let (value, words): (String, String) = (value.into(), words.into());
            let is_chosen = value == chosen;
            view! { <option value=value selected=is_chosen>{words}</option> }
        })
        .collect();
    let label = Label { id: id.into(), words: label.into(), error, ..Label::default() };
    let input = view! {
        <select
            class="input input--select"
            id=id
            name=name
            aria-describedby=label.described_by()
            aria-invalid=label.error.is_some().then_some("true")
        >
            {options}
        </select>
    };
    label.around(input.into_markup())
}

/// What would keep the course from being published, folded behind its number; plans that could not draw any more are in sight.
pub(crate) fn flaws(flaws: &[ContentFlaw], lang: Lang) -> Markup {
    let (plans, others): (Vec<&ContentFlaw>, Vec<&ContentFlaw>) = flaws.iter().partition(|flaw| many::is_plan(&flaw.path));
    let starved = (!plans.is_empty()).then(|| {
        let count = plans.iter().map(|flaw| &flaw.path).collect::<BTreeSet<_>>().len();
        view! {
            <div class="notice notice--warning" role="status">
                <p class="notice__text">{icon("warn")}<span>{words::starved(lang, count)}</span></p>
                {lines(&plans, lang)}
            </div>
        }
    });
    let folded = (!others.is_empty()).then(|| {
        view! {
            <details class="notice notice--warning">
                <summary>{words::flaws(lang, others.len())}</summary>
                {lines(&others, lang)}
            </details>
        }
    });
    view! { {starved}{folded} }.into_markup()
}

fn lines(flaws: &[&ContentFlaw], lang: Lang) -> Markup {
    let line = |flaw: &&ContentFlaw| {
        view! {
            <li>
                <a class="mono" href=urls::edit_line(&flaw.path, flaw.line)>{format!("{}:{}", flaw.path, flaw.line)}</a>" "
                {coded(flaw.words.get(lang))}
            </li>
        }
    };
    let shown: Vec<_> = flaws.iter().take(LISTED).map(line).collect();
    view! { <ul class="log" role="list">{shown}</ul> }.into_markup()
}
