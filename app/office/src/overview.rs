//! The desk: one place that shows what waits for whom.

use crate::second_factor::resting;
use axum::response::Response;
use leptos::prelude::*;
use zhixing_app::{
    i18n::{consent, invigilation, log as audit_log, marking as words, name, results, second_factor, settings, workshop},
    urls,
};
use zhixing_domain::{
    account::Role,
    lang::{Lang, Title},
};
use zhixing_shell::{
    backlog::{self, Backlog},
    guard::{Person, Visit},
    html::{IntoMarkup, Markup},
    parts::{Nav, in_its_language, notice, only_in, page, page_head, rows, titled},
    problem::Problem,
    writing,
};
use zhixing_store::MarkingBacklog;

pub async fn show(visit: Visit) -> Result<Response, Problem> {
    let person = visit.staff()?;
    let (lang, roles) = (visit.lang, person.0.roles);
    let waits = backlog::of(&visit, &person).await?;
    let tasks = if roles.has(Role::Admin) { Some(visit.site.store.open_tasks().await?) } else { None };
    let one_step = roles.has(Role::Admin) && !visit.site.store.has_second_step(person.0.id).await?;
    Ok(page(&visit, words::desk(lang), Nav::Desk, || {
        view! {
            {page_head("", words::desk(lang), words::desk_lead(lang), vec![])}
            <div class="stack stack--far">
                {resting(&visit).map(|said| view! { <div class="stack">{said}{set_up(lang)}</div> })}
                {roles.has(Role::Examiner).then(|| for_examiner(&visit, &person, &waits))}
                {(roles.has(Role::Invigilator) || roles.has(Role::Admin)).then(|| for_invigilator(&waits, lang))}
                {roles.has(Role::Teacher).then(|| for_teacher(&visit, &waits))}
                {tasks.map(|open| for_admin(&waits, open, one_step, no_contact(&visit), lang))}
            </div>
        }
    }))
}

fn set_up(lang: Lang) -> Markup {
    view! { <p><a class="button button--small" href=urls::second_factor()>{second_factor::set_up(lang)}</a></p> }.into_markup()
}

fn for_examiner(visit: &Visit, person: &Person, waits: &Backlog) -> Markup {
    let (lang, published) = (visit.lang, visit.site.published());
    let queue: Vec<_> = waits.marking.iter().map(|w| examiner_row(w, published.library.title(&w.plan, lang), lang)).collect();
    let plans: Vec<_> = published
        .library
        .plans()
        .filter(|(_, p)| person.0.reach().covers_course(&p.course))
        .map(|(_, p)| view! { <li><a class="button button--small" href=urls::marked_items(&p.course, &p.slug)>{in_its_language(&p.title, lang)}</a></li> })
        .collect();
    view! {
        <section class="stack" aria-labelledby="examiner">
            <div class="section-head"><h2 id="examiner">{words::for_examiner(lang)}</h2></div>
            {if queue.is_empty() {
                view! { <p class="soft">{words::nothing_waits(lang)}</p> }.into_markup()
            } else {
                view! { <ul class="queue stack" role="list">{queue}</ul> }.into_markup()
            }}
            {(waits.lost > 0).then(|| notice("warning", words::lost_n(lang, waits.lost)))}
            <div class="cluster">
                <a class="button" href=urls::results()>{results::results(lang)}</a>
                <a class="button" href=urls::marked()>{words::marked_by_me(lang)}</a>
            </div>
            <h3>{words::items(lang)}</h3>
            <ul class="cluster" role="list">{plans}</ul>
        </section>
    }
    .into_markup()
}

fn for_invigilator(waits: &Backlog, lang: Lang) -> Markup {
    view! {
        <section class="stack" aria-labelledby="invigilator">
            <div class="section-head"><h2 id="invigilator">{zhixing_app::i18n::account::invigilator(lang)}</h2></div>
            <div class="cluster">
                <a class="button" href=urls::invigilation()>{invigilation::sessions_and_lists(lang)}</a>
                <a class="button" href=format!("{}#plan-session", urls::invigilation())>{invigilation::plan_session(lang)}</a>
                <a class="button" href=format!("{}#boards", urls::invigilation())>{invigilation::boards(lang)}</a>
                <a class="button" href=urls::names()>{name::names_n(lang, waits.names)}</a>
            </div>
        </section>
    }
    .into_markup()
}

fn for_teacher(visit: &Visit, waits: &Backlog) -> Markup {
    let (lang, written) = (visit.lang, writing::rows(visit, &waits.writing));
    view! {
        <section class="stack" aria-labelledby="teacher">
            <div class="section-head"><h2 id="teacher">{words::for_teacher(lang)}</h2></div>
            {(!written.is_empty()).then(|| view! { <div class="measure">{rows(written)}</div> })}
            <div class="cluster">
                <a class="button" href=urls::teach()>{workshop_door(visit.site.published().problems.len(), lang)}</a>
                <a class="button" href=urls::questions()>{zhixing_app::i18n::inquiry::open_n(lang, waits.questions)}</a>
            </div>
        </section>
    }
    .into_markup()
}

/// The workshop, with how many problems of its courses were found.
fn workshop_door(problems: usize, lang: Lang) -> String {
    let title = workshop::title(lang);
    if problems == 0 { title.into() } else { words::counted(lang, title, words::problems(lang, problems)) }
}

/// Nobody is told whom to ask.
fn no_contact(visit: &Visit) -> bool {
    visit.site.decided.settings().contact.iter().all(Option::is_none)
}

/// `open`: so many tasks are not done; `one_step`: whoever looks signs in with a password alone; `silent`: no contact is given.
fn for_admin(waits: &Backlog, open: i64, one_step: bool, silent: bool, lang: Lang) -> Markup {
    let contact = silent.then(|| {
        view! {
            {notice("note", consent::set_contact(lang))}
            <p><a class="button button--small" href=urls::settings()>{settings::settings(lang)}</a></p>
        }
    });
    view! {
        <section class="stack" aria-labelledby="admin">
            <div class="section-head"><h2 id="admin">{words::for_admin(lang)}</h2></div>
            <div class="cluster">
                <a class="button" href=urls::accounts()>{zhixing_app::i18n::account::accounts(lang)}</a>
                <a class="button" href=urls::groups()>{zhixing_app::i18n::group::groups(lang)}</a>
                <a class="button" href=urls::results()>{results::results(lang)}</a>
                <a class="button" href=urls::certificate_desk()>{zhixing_app::i18n::certificate::certificates(lang)}</a>
                <a class="button" href=urls::kept_courses()>{zhixing_app::i18n::team::courses(lang)}</a>
                <a class="button" href=urls::webhooks()>{zhixing_app::i18n::webhook::title(lang)}</a>
            </div>
            <p class="cluster">
                <a class="button button--small" href=urls::log()>{audit_log::log(lang)}</a>
                <a class="button button--small" href=urls::settings()>{settings::settings(lang)}</a>
            </p>
            {one_step.then(|| view! { {notice("note", second_factor::advice(lang))}{set_up(lang)} })}
            {contact}
            {(waits.held > 0).then(|| notice("warning", name::held_n(lang, waits.held)))}
            <p class="soft small">{words::open_tasks(lang, open)}</p>
        </section>
    }
    .into_markup()
}

fn examiner_row(waiting: &MarkingBacklog, title: Title, lang: Lang) -> Markup {
    let (course, plan) = (waiting.plan.course(), waiting.plan.plan());
    let mark = (waiting.to_mark > 0).then(|| {
        view! {
            <form method="post" action=urls::marking()>
                <button class="button button--primary" name="plan" value=waiting.plan.to_string()>
                    {words::mark_n(lang, waiting.to_mark)}
                </button>
            </form>
        }
    });
    let release = (waiting.to_release > 0).then(|| {
        view! { <form method="post" action=urls::release(course, plan)><button class="button">{words::release_n(lang, waiting.to_release)}</button></form> }
    });
    let count = |n: i64, word: String| (n > 0).then_some(word);
    let counts = [
        count(waiting.to_mark, words::to_mark_n(lang, waiting.to_mark)),
        count(waiting.to_release, words::to_release_n(lang, waiting.to_release)),
    ];
    let facts: Vec<_> = counts.into_iter().flatten().chain(only_in(&title).map(String::from)).collect();
    view! {
        <li class="card cluster cluster--apart">
            <div>
                <h3 class="card__title">{titled(&title)}</h3>
                <p class="soft small">
                    {facts.join(" · ")}
                </p>
            </div>
            <div class="cluster">{mark}{release}</div>
        </li>
    }
    .into_markup()
}
