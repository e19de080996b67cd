//! The pictures of a folder of which nothing is said: each is shown with a field that asks what is to be seen in it. What is typed goes along with the form
//! that takes.

use crate::pictures::UploadPictures;
use leptos::prelude::*;
use std::collections::BTreeMap;
use zhixing_app::i18n::{folder as words, media};
use zhixing_domain::{lang::Lang, workshop::figures};
use zhixing_shell::{
    html::{IntoMarkup, Markup},
    parts::Label,
};

/// What the name of a field begins with; the name of the picture is behind it.
pub(super) const FIELD: &str = "words:";

/// So many pages are named that show a picture.
const PAGES: usize = 3;

/// Nothing where all pictures have words.
pub(super) fn asked(
    unsaid: &BTreeMap<String, Vec<String>>,
    typed: &BTreeMap<String, String>,
    pictures: &mut UploadPictures<'_>,
    lang: Lang,
) -> Markup {
    if unsaid.is_empty() {
        return ().into_markup();
    }
    let line = |(n, (name, pages)): (usize, (&String, &Vec<String>))| {
        let typed = typed.get(name).cloned().unwrap_or_default();
        let picture = pictures.address(name).map(|address| view! { <img class="unsaid__picture" src=address alt=""/> });
        view! { <li class="card unsaid">{picture}{field(n, name, pages, typed, lang)}</li> }.into_markup()
    };
    let lines: Vec<Markup> = (1..).zip(unsaid).map(line).collect();
    view! {
        <section class="stack" aria-labelledby="unsaid">
            <h2 id="unsaid">{words::unsaid_n(lang, unsaid.len())}</h2>
            <p>{words::unsaid_lead(lang)}</p>
            <ol class="stack" role="list">{lines}</ol>
        </section>
    }
    .into_markup()
}

fn field(n: usize, name: &str, pages: &[String], typed: String, lang: Lang) -> Markup {
    let more = pages.len().checked_sub(PAGES).filter(|more| *more > 0).map(|more| media::more(lang, more));
    let hint = pages.iter().take(PAGES).cloned().chain(more).collect::<Vec<_>>().join(" · ");
    let label = Label { id: format!("unsaid-{n}"), words: words::seen_in(lang, name), hint, error: None };
    let input = view! {
        <input
            class="input"
            id=label.id.clone()
            name=format!("{FIELD}{name}")
            form="take"
            value=typed
            maxlength=figures::WORDS.to_string()
            autocomplete="off"
            aria-describedby=label.described_by()
        />
    };
    label.around(input.into_markup())
}
