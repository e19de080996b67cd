//! Pieces of the pages that change many files at once.

use leptos::prelude::*;
use zhixing_app::{i18n::many as words, urls};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    content::ContentFlaw,
    html::{IntoMarkup, Markup},
    parts::Label,
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

/// What would keep the course from being published, folded behind its number.
pub(crate) fn flaws(flaws: &[ContentFlaw], lang: Lang) -> Markup {
    if flaws.is_empty() {
        return ().into_markup();
    }
    let line = |flaw: &ContentFlaw| {
        view! {
            <li>
                <a class="mono" href=urls::edit_file(&flaw.path)>{format!("{}:{}", flaw.path, flaw.line)}</a>" "
                {flaw.words.get(lang).clone()}
            </li>
        }
    };
    let lines: Vec<_> = flaws.iter().take(LISTED).map(line).collect();
    view! {
        <details class="notice notice--warning">
            <summary>{words::flaws(lang, flaws.len())}</summary>
            <ul class="log" role="list">{lines}</ul>
        </details>
    }
    .into_markup()
}
