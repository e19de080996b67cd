//! Search over all lessons.

use axum::{extract::Query, response::Response};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{i18n::course as words, urls};
use zhixing_domain::search::{Hit, SearchDocument, search};
use zhixing_shell::{
    guard::Visit,
    html::IntoMarkup,
    parts::{Nav, empty, icon, page},
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SearchQuery {
    q: String,
}

const MOST: usize = 30;

pub(crate) async fn show(visit: Visit, Query(asked): Query<SearchQuery>) -> Response {
    let (lang, shelf) = (visit.lang, visit.site.shelf());
    let query: String = asked.q.chars().filter(|c| !c.is_control()).take(80).collect();
    let lessons: Vec<_> = shelf.library.courses.iter().flat_map(|c| c.lessons.iter().map(move |l| (c, l))).collect();
    let documents: Vec<_> = lessons
        .iter()
        .map(|(_, l)| SearchDocument { title: l.title.get(lang), summary: l.summary.get(lang), text: &l.body.get(lang).text })
        .collect();
    let hits = search(&documents, &query, MOST);
    page(&visit, words::search(lang), Nav::Courses, || {
        let row = |hit: &Hit| {
            let (course, lesson) = lessons[hit.document];
            let excerpt: Vec<_> = hit
                .excerpt
                .iter()
                .map(
                    |(text, is_match)| {
                        if *is_match { view! { <mark>{text.clone()}</mark> }.into_markup() } else { text.clone().into_markup() }
                    },
                )
                .collect();
            view! {
                <li class="hit">
                    <h2 class="hit__title"><a href=urls::lesson(&course.slug, &lesson.slug)>{lesson.title.get(lang).clone()}</a></h2>
                    <p class="hit__where">{course.title.get(lang).clone()}</p>
                    <p class="hit__words">{excerpt}</p>
                </li>
            }
        };
        let rows: Vec<_> = hits.iter().map(row).collect();
        view! {
            <div class="stack stack--loose measure">
                <h1>{words::search(lang)}</h1>
                <form class="search" method="get" action=urls::search() role="search">
                    <label class="visually-hidden" for="q">{words::search_label(lang)}</label>
                    <input class="input" id="q" name="q" type="search" value=query.clone() placeholder=words::search_hint(lang)/>
                    <button class="button button--primary">{icon("search")}{words::search(lang)}</button>
                </form>
                {(!query.is_empty()).then(|| view! { <p class="soft" role="status">{words::hits(lang, hits.len())}</p> })}
                <ol class="hits" role="list">{rows}</ol>
                {(!query.is_empty() && hits.is_empty()).then(|| empty(words::no_hits(lang), words::no_hits_words(lang), None))}
            </div>
        }
    })
}
