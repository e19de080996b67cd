//! Search over courses, lessons, practice and standards.

use axum::{extract::Query, response::Response};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{i18n::course as words, urls};
use zhixing_domain::{
    lang::Lang,
    search::{FoundDocument, Hit},
};
use zhixing_shell::{
    finder::{Finder, FoundKind, FoundPlace},
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Nav, empty, icon, page},
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SearchQuery {
    q: String,
}

/// Of each kind.
const MOST: usize = 20;

pub(crate) async fn show(visit: Visit, Query(asked): Query<SearchQuery>) -> Response {
    let (lang, published) = (visit.lang, visit.site.published());
    let query: String = asked.q.chars().filter(|c| !c.is_control()).take(80).collect();
    let finder = published.finder();
    let found = finder.find(&query, lang);
    page(&visit, words::search(lang), Nav::Courses, || {
        let groups: Vec<_> = FoundKind::ALL.into_iter().map(|kind| group(kind, finder, &found, lang)).collect();
        view! {
            <div class="stack stack--loose measure">
                <h1>{words::search(lang)}</h1>
                <form class="search" method="get" action=urls::search() role="search">
                    <label class="visually-hidden" for="q">{words::search_label(lang)}</label>
                    <input class="input" id="q" name="q" type="search" value=query.clone() placeholder=words::search_hint(lang)/>
                    <button class="button button--primary">{icon("search")}{words::search(lang)}</button>
                </form>
                {(!found.is_empty()).then(|| view! { <p class="soft" role="status">{words::hits(lang, found.len())}</p> })}
                {groups}
                {(!query.trim().is_empty() && found.is_empty()).then(|| nothing(&query, lang))}
            </div>
        }
    })
}

fn group(kind: FoundKind, finder: &Finder, found: &[(&FoundPlace, FoundDocument)], lang: Lang) -> Option<Markup> {
    let rows: Vec<_> = found.iter().filter(|(place, _)| place.kind == kind).collect();
    let (title, id) = match kind {
        FoundKind::Course => (words::courses(lang), "found-courses"),
        FoundKind::Lesson => (words::found_lessons(lang), "found-lessons"),
        FoundKind::Practice => (words::practice(lang), "found-practice"),
        FoundKind::Standard => (words::standard(lang), "found-standards"),
    };
    let count = rows.len();
    let shown: Vec<_> = rows.into_iter().take(MOST).map(|(place, found)| row(place, &finder.hit(found), lang)).collect();
    (count > 0).then(|| {
        view! {
            <section aria-labelledby=id>
                <div class="section-head">
                    <h2 id=id>{title}</h2>
                    <p class="section-head__note">{words::of_kind(lang, shown.len(), count)}</p>
                </div>
                <ol class="hits" role="list">{shown}</ol>
            </section>
        }
        .into_markup()
    })
}

fn row(place: &FoundPlace, hit: &Hit, lang: Lang) -> Markup {
    let other = (place.lang != lang).then(|| place.lang.tag());
    let under = (!place.under.is_empty()).then(|| view! { <span lang=other>{place.under.clone()}</span> });
    let note = other.map(|_| view! { <span class="badge">{words::in_other_language(lang)}</span> });
    view! {
        <li class="hit">
            <h3 class="hit__title" lang=other><a href=place.href.clone()>{marked(&hit.title)}</a></h3>
            {(under.is_some() || note.is_some()).then(|| view! { <p class="hit__where">{under}{note}</p> })}
            {(hit.excerpt != hit.title).then(|| view! { <p class="hit__words" lang=other>{marked(&hit.excerpt)}</p> })}
        </li>
    }
    .into_markup()
}

fn marked(pieces: &[(String, bool)]) -> Vec<Markup> {
    let piece = |(text, is_match): &(String, bool)| {
        if *is_match { view! { <mark>{text.clone()}</mark> }.into_markup() } else { text.clone().into_markup() }
    };
    pieces.iter().map(piece).collect()
}

fn nothing(query: &str, lang: Lang) -> Markup {
    empty(words::no_hits(lang, query), words::no_hits_words(lang), Some((words::see_courses(lang).into(), urls::courses())))
}
