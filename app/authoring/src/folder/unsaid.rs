//! The pictures of a folder of which nothing is said: each is shown with a field that asks what is to be seen in it. What is typed goes along with the form
//! that takes.

use super::actions::{FolderChoice, SeenFolder};
use crate::pictures::UploadPictures;
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
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

/// The pictures that have no words of their own, each with what was typed of it and the pages that show it so.
pub(super) struct Wordless<'s>(BTreeMap<&'s str, (&'s str, Vec<&'s str>)>);

impl<'s> Wordless<'s> {
    pub fn of(seen: &'s SeenFolder, wish: &'s FolderChoice) -> Self {
        let mut all: BTreeMap<&str, (&str, Vec<&str>)> = BTreeMap::new();
        for page in seen.folder.pages.iter().filter(|page| page.written.is_some()) {
            for name in &page.wordless {
                let typed = wish.words.get(name).map_or("", String::as_str);
                all.entry(name).or_insert((typed, vec![])).1.push(&page.source);
            }
        }
        Self(all)
    }

    /// Those of which nothing is said yet.
    fn missing(&self) -> impl Iterator<Item = &Vec<&'s str>> {
        self.0.values().filter(|(typed, _)| figures::words(typed).is_empty()).map(|(_, pages)| pages)
    }

    /// The pages that show one of those.
    pub fn pages(&self) -> BTreeSet<&'s str> {
        self.missing().flatten().copied().collect()
    }

    /// Nothing where all pictures have words of their own.
    pub fn asked(&self, pictures: &mut UploadPictures<'_>, lang: Lang) -> Markup {
        if self.0.is_empty() {
            return ().into_markup();
        }
        let lines = (1..).zip(&self.0).map(|(n, (name, (typed, pages)))| {
            let picture = pictures.address(name).map(|address| view! { <img class="unsaid__picture" src=address alt=""/> });
            view! { <li class="card unsaid">{picture}{field(n, name, pages, typed, lang)}</li> }.into_markup()
        });
        let lines: Vec<Markup> = lines.collect();
        let title = match self.missing().count() {
            0 => words::all_said(lang).to_string(),
            missing => words::unsaid_n(lang, missing),
        };
        view! {
            <section class="stack" aria-labelledby="unsaid">
                <h2 id="unsaid">{title}</h2>
                <p>{words::unsaid_lead(lang)}</p>
                <ol class="stack" role="list">{lines}</ol>
            </section>
        }
        .into_markup()
    }
}

fn field(n: usize, name: &str, pages: &[&str], typed: &str, lang: Lang) -> Markup {
    let more = pages.len().checked_sub(PAGES).filter(|more| *more > 0).map(|more| media::more(lang, more));
    let hint = pages.iter().take(PAGES).map(ToString::to_string).chain(more).collect::<Vec<_>>().join(" · ");
    let label = Label { id: format!("unsaid-{n}"), words: words::seen_in(lang, name), hint, error: None };
    let input = view! {
        <input
            class="input"
            id=label.id.clone()
            name=format!("{FIELD}{name}")
            form="take"
            value=typed.to_string()
            maxlength=figures::WORDS.to_string()
            autocomplete="off"
            aria-describedby=label.described_by()
        />
    };
    label.around(input.into_markup())
}
