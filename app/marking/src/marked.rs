//! What a marker has marked, the newest first: the way back to an answer, as long as its result is not released.

use crate::actions::{self, MarkedScript};
use axum::{extract::Query, response::Response};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{marking as words, site},
    urls,
};
use zhixing_shell::{
    guard::Visit,
    html::IntoMarkup,
    parts::{Nav, Row, crumbs, empty, page, page_head, rows, time},
    problem::Problem,
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct MarkedQuery {
    page: i64,
}

pub(crate) async fn show(visit: Visit, Query(asked): Query<MarkedQuery>) -> Result<Response, Problem> {
    let (lang, marker) = (visit.lang, visit.marker()?);
    let at = asked.page.clamp(0, 1 << 32);
    let (found, more) = actions::marked(&visit, &marker, at).await?;
    Ok(page(&visit, words::marked_by_me(lang), Nav::Desk, || {
        let link =
            |to: i64, text: &'static str| view! { <a class="button button--small" href=format!("{}?page={to}", urls::marked())>{text}</a> };
        let list = match found.is_empty() {
            true => empty(words::none_marked(lang), words::none_marked_words(lang), Some((words::desk(lang).into(), urls::desk()))),
            false => rows(found.iter().map(|script| row(&visit, script)).collect()),
        };
        view! {
            {crumbs(lang, vec![(words::desk(lang).into(), Some(urls::desk())), (words::marked_by_me(lang).into(), None)])}
            {page_head("", words::marked_by_me(lang), words::marked_by_me_lead(lang), vec![])}
            <div class="stack stack--loose measure">
                {list}
                <div class="cluster">
                    {(at > 0).then(|| link(at - 1, site::previous(lang)))}
                    {more.then(|| link(at + 1, site::next(lang)))}
                </div>
            </div>
        }
    }))
}

/// Nothing says whose it is.
fn row(visit: &Visit, MarkedScript { marked, title }: &MarkedScript) -> Row {
    let lang = visit.lang;
    let closed = (!marked.open).then(|| view! { <span class="badge">{words::closed_now(lang)}</span> });
    Row {
        over: visit.site.published().library.title(&marked.plan, lang),
        title: title.clone(),
        href: urls::mark(marked.attempt, &marked.item),
        note: view! {
            <span class="numeric">{words::points_of(lang, marked.points, marked.worth)}</span>
            " "
            <span>{time::moment(&visit.site, marked.marked_at, lang)}</span>
            " "
            {closed}
        }
        .into_markup(),
    }
}
