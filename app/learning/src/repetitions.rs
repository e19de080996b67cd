//! What is due, one item after another: each is answered, judged at once and put away until it is due again.

use crate::{
    course::{
        answering::{FRAGMENT, judged, piece},
        practice::{Judged, NextUp, inside, view_to},
    },
    practice::{self as act, DueItem},
};
use axum::{Form, extract::Path, http::HeaderMap, response::Response};
use leptos::prelude::*;
use zhixing_app::{i18n::course as words, urls};
use zhixing_domain::{course::Course, lang::Lang};
use zhixing_exam::attempt::keys;
use zhixing_shell::{
    form::Fields,
    guard::{Person, Visit},
    html::{IntoMarkup, Markup},
    parts::{Nav, empty, noted, notice, page, page_head, time},
    problem::Problem,
};

pub async fn show(visit: Visit) -> Result<Response, Problem> {
    let person = visit.person()?;
    let (lang, due) = (visit.lang, act::due(&visit, &person).await?);
    let next = next(&visit, &person).await?;
    Ok(page(&visit, words::repetitions(lang), Nav::None, || match &due {
        Ok(due) => {
            let nothing = || match next {
                Some(next) => empty(words::nothing_due(lang), next, None),
                None => {
                    empty(words::nothing_due(lang), words::nothing_due_words(lang), Some((words::courses(lang).into(), urls::courses())))
                }
            };
            view! { {head(due.count(), lang)}{due.items().next().map_or_else(nothing, |first| shown(&first, lang))} }.into_markup()
        }
        Err(running) => view! { {head(0, lang)}{keys::waiting_for(running, lang)} }.into_markup(),
    }))
}

/// When something is due next, and how much, for whoever has practised.
pub(crate) async fn next(visit: &Visit, person: &Person) -> Result<Option<String>, Problem> {
    let next = act::next_due(visit, person).await?;
    Ok(next.map(|(at, n)| words::next_due(visit.lang, time::date(&visit.site, at, visit.lang), n)))
}

/// An answer is judged, and the item put away. The island wants the piece alone.
pub async fn answer(
    visit: Visit,
    Path((slug, key)): Path<(String, String)>,
    headers: HeaderMap,
    Form(Fields(fields)): Form<Fields>,
) -> Result<Response, Problem> {
    let person = visit.person()?;
    let (item, judged, again_at) = judged(&visit, (&slug, &key), &fields).await?;
    let left = act::count_due(&visit, &person).await?;
    let (lang, published, to) = (visit.lang, visit.site.published(), urls::repetition(&slug, &key));
    let course = published.library.course(&slug).ok_or(Problem::NotFound)?;
    let judged = Judged { next: again_at.map(|at| NextUp { on: time::date(&visit.site, at, lang), left }), ..judged };
    if headers.contains_key(FRAGMENT) {
        return Ok(piece(|| inside(course, &item, Some(&judged), &to, lang)));
    }
    let visit = Visit { path: urls::repetitions(), ..visit.clone() };
    Ok(page(&visit, words::repetitions(lang), Nav::None, || {
        // what is left is said with what comes next
        let due = if judged.next.is_some() { 0 } else { left };
        view! { {head(due, lang)}{framed(course, view_to(course, &item, Some(&judged), &to, lang), lang)} }
    }))
}

/// The count is of before an answer: styles take it away once what is left is said with what comes next.
fn head(due: usize, lang: Lang) -> Markup {
    let facts = if due > 0 { vec![words::due_n(lang, due)] } else { vec![] };
    page_head("", words::repetitions(lang), words::repetitions_lead(lang), facts)
}

fn shown(due: &DueItem<'_>, lang: Lang) -> Markup {
    let changed = due.has_changed().then(|| notice("note", words::repetition_changed(lang)));
    let view = view_to(due.course, due.item, None, &urls::repetition(&due.course.slug, &due.item.key), lang);
    framed(due.course, view! { {changed}{view} }.into_markup(), lang)
}

/// An item below what it is from.
fn framed(course: &Course, inside: Markup, lang: Lang) -> Markup {
    let from = noted(&course.title.title(lang));
    view! {
        <section class="stack measure repetition" aria-labelledby="from">
            <h2 class="small soft" id="from">{from}</h2>
            {inside}
        </section>
    }
    .into_markup()
}
