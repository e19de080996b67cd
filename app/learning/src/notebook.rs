//! The notebook of wrong answers (错题本): every mistake of practice and mock assessments, to be answered again.

use crate::{course::practice, practice as act, repetitions};
use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{course as words, site},
    urls,
};
use zhixing_domain::{
    course::{Course, Lesson, Piece},
    lang::Lang,
    question::Item,
};
use zhixing_exam::attempt::keys;
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Nav, empty, noted, page, page_head, time, titled},
    problem::Problem,
};
use zhixing_store::NotebookEntry;

/// How many open mistakes are shown at once.
const MOST: usize = 20;

/// The way back to where an item is practised: its lesson, or its course where no lesson has it.
fn way_back(course: &Course, item: &Item, lang: Lang) -> Markup {
    let holds = |l: &&Lesson| l.body.zh.pieces.iter().any(|p| matches!(p, Piece::Practice(key) if *key == item.key.0));
    let title = noted(&course.title.title(lang));
    match course.lessons.iter().enumerate().find(|(_, lesson)| holds(lesson)) {
        Some((place, lesson)) => {
            let words = site::labelled(lang, words::back_to_lesson(lang, place + 1));
            let of = titled(&lesson.title.title(lang));
            view! { {title}" · "<a href=urls::lesson(&course.slug, &lesson.slug)>{words}{of}</a> }.into_markup()
        }
        None => view! { <a href=urls::course(&course.slug)>{title}</a> }.into_markup(),
    }
}

/// A mistake, to be answered again or forgotten.
fn mistake(visit: &Visit, entry: &NotebookEntry, course: &Course, item: &Item) -> Markup {
    let lang = visit.lang;
    view! {
        <li class="stack stack--tight">
            {practice::view_of(course, item, None, lang)}
            <form class="cluster cluster--apart small soft" method="post" action=urls::forget_note(&entry.course, &entry.item)>
                <p>{way_back(course, item, lang)}" · "{words::wrong_times(lang, entry.wrong_count)}" · "{time::moment(&visit.site, entry.wrong_at, lang)}</p>
                <button class="button button--quiet button--small">{words::forget(lang)}</button>
            </form>
        </li>
    }
    .into_markup()
}

pub async fn show(visit: Visit) -> Result<Response, Problem> {
    let person = visit.person()?;
    let (lang, published) = (visit.lang, visit.site.published());
    let entries = match act::notebook(&visit, &person).await? {
        Ok(entries) => entries,
        Err(running) => {
            return Ok(page(&visit, words::notebook(lang), Nav::Notebook, || {
                view! { {page_head("", words::notebook(lang), words::notebook_lead(lang), vec![])}{keys::waiting_for(&running, lang)} }
            }));
        }
    };
    let due = act::count_due(&visit, &person).await?;
    let next = if due == 0 { repetitions::next(&visit, &person).await? } else { None };
    let open = entries.iter().filter(|e| e.mastered_at.is_none()).count();
    let mastered = entries.len() - open;
    let found: Vec<(&NotebookEntry, &Course, &Item)> = entries
        .iter()
        .filter(|e| e.mastered_at.is_none())
        .filter_map(|e| {
            let course = published.library.course(&e.course)?;
            Some((e, course, course.item(&e.item)?.as_ref()))
        })
        .take(MOST)
        .collect();
    Ok(page(&visit, words::notebook(lang), Nav::Notebook, || {
        let items: Vec<_> = found.iter().map(|(entry, course, item)| mistake(&visit, entry, course, item)).collect();
        let facts = vec![words::open_mistakes(lang, open), words::mastered(lang, mastered)];
        view! {
            {page_head("", words::notebook(lang), words::notebook_lead(lang), facts)}
            <div class="stack stack--loose">
                {(due > 0).then(|| view! { <p><a href=urls::repetitions()>{words::repetitions_here(lang, due)}</a></p> })}
                {next.map(|said| view! { <p class="small soft">{said}</p> })}
                {items.is_empty().then(|| empty(words::no_mistakes(lang), words::no_mistakes_words(lang), Some((words::courses(lang).into(), urls::courses()))))}
                {(!found.is_empty()).then(|| view! { <h2 class="visually-hidden">{words::open_mistakes(lang, open)}</h2> })}
                <ol class="stack stack--loose measure" role="list">{items}</ol>
            </div>
        }
    }))
}

pub async fn forget(visit: Visit, Path((course, item)): Path<(String, String)>) -> Result<Response, Problem> {
    act::forget(&visit, &visit.person()?, &course, &item).await?;
    Ok(Redirect::to(&urls::notebook()).into_response())
}
