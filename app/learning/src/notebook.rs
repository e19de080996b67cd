//! The notebook of wrong answers (错题本): every mistake of practice and mock assessments, to be answered again.

use crate::{course::practice, practice as act};
use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use zhixing_app::{i18n::course as words, urls};
use zhixing_domain::{course::Course, question::Item};
use zhixing_exam::attempt::keys;
use zhixing_shell::{
    guard::Visit,
    parts::{Nav, empty, noted, page, page_head, time},
    problem::Problem,
};
use zhixing_store::NotebookEntry;

/// How many open mistakes are shown at once.
const MOST: usize = 20;

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
        let items: Vec<_> = found
            .iter()
            .map(|(entry, course, item)| {
                view! {
                    <li class="stack stack--tight">
                        {practice::view_of(course, item, None, lang)}
                        <form class="cluster cluster--apart small soft" method="post" action=urls::forget_note(&entry.course, &entry.item)>
                            <p>{noted(&course.title.title(lang))}" · "{words::wrong_times(lang, entry.wrong_count)}" · "{time::moment(&visit.site, entry.wrong_at, lang)}</p>
                            <button class="button button--quiet button--small">{words::forget(lang)}</button>
                        </form>
                    </li>
                }
            })
            .collect();
        let facts = vec![words::open_mistakes(lang, open), words::mastered(lang, mastered)];
        view! {
            {page_head("", words::notebook(lang), words::notebook_lead(lang), facts)}
            {items.is_empty().then(|| empty(words::no_mistakes(lang), words::no_mistakes_words(lang), Some((words::courses(lang).into(), urls::courses()))))}
            {(!found.is_empty()).then(|| view! { <h2 class="visually-hidden">{words::open_mistakes(lang, open)}</h2> })}
            <ol class="stack stack--loose measure" role="list">{items}</ol>
        }
    }))
}

pub async fn forget(visit: Visit, Path((course, item)): Path<(String, String)>) -> Result<Response, Problem> {
    act::forget(&visit, &visit.person()?, &course, &item).await?;
    Ok(Redirect::to(&urls::notebook()).into_response())
}
