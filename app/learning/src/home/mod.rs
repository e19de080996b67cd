//! The home of somebody who is signed in: what goes on, what comes next, what waits. Strangers see the billboard.

mod learner;
mod staff;

use crate::catalogue;
use axum::response::Response;
use leptos::prelude::*;
use zhixing_app::{i18n::home as words, urls};
use zhixing_domain::{account::Role, lang::Lang};
use zhixing_shell::{
    consent,
    guard::{Visit, is_staff},
    html::{IntoMarkup, Markup},
    parts::{Nav, empty, page, page_head, rows},
    problem::Problem,
};

pub(crate) async fn show(visit: Visit) -> Result<Response, Problem> {
    let Ok(person) = visit.person() else { return Ok(catalogue::billboard(&visit)) };
    let lang = visit.lang;
    let staff = is_staff(&person.0);
    let waits = if staff { Some(staff::of(&visit, &person).await?) } else { None };
    let own = learner::of(&visit, &person).await?;
    let question = consent::question(&visit, &person).await?;
    let learner = person.0.roles.has(Role::Learner);
    Ok(page(&visit, words::home(lang), Nav::None, || {
        let running = own.running(&visit);
        let next = own.rows(&visit);
        let nothing = running.is_none() && next.is_empty();
        view! {
            {page_head("", words::hello(lang, format!("\u{2068}{}\u{2069}", person.0.display_name)), "", vec![])}
            <div class="stack stack--loose measure">
                {running}
                {waits.map(|found| work(staff::rows(&visit, found), lang))}
                {(!next.is_empty()).then(|| section("next", if staff { words::own(lang) } else { words::next(lang) }, rows(next)))}
                {(nothing && learner && !staff).then(|| empty(words::nothing(lang), words::nothing_words(lang), Some((words::to_catalogue(lang).into(), urls::courses()))))}
                {(learner && !nothing).then(|| ways(own.has_begun(), lang))}
                {question}
            </div>
        }
    }))
}

/// To the courses: the first thing to do for whoever has not begun one.
fn ways(begun: bool, lang: Lang) -> Markup {
    let class = if begun { "" } else { "button button--primary" };
    view! { <p><a class=class href=urls::courses()>{words::to_catalogue(lang)}</a></p> }.into_markup()
}

fn section(id: &'static str, title: &'static str, body: Markup) -> Markup {
    view! {
        <section class="stack" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {body}
        </section>
    }
    .into_markup()
}

/// What waits for staff, and the way to their desk.
fn work(found: Vec<zhixing_shell::parts::Row>, lang: Lang) -> Markup {
    let body = if found.is_empty() { view! { <p class="soft">{words::nothing_waits(lang)}</p> }.into_markup() } else { rows(found) };
    let body = view! {
        {body}
        <p><a class="button" href=urls::desk()>{words::to_desk(lang)}</a></p>
    };
    section("work", words::work(lang), body.into_markup())
}
