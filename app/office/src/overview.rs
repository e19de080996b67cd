//! The desk: one place that shows what waits for whom.

use crate::second_factor::resting;
use axum::response::Response;
use leptos::prelude::*;
use zhixing_app::{
    i18n::{invigilation, log as audit_log, marking as words, name, results, second_factor, settings},
    urls,
};
use zhixing_domain::{
    account::Role,
    lang::{Lang, Title},
    plan_ref::PlanRef,
};
use zhixing_shell::{
    backlog::{self, Backlog},
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Nav, in_its_language, notice, only_in, page, page_head, titled},
    problem::Problem,
};
use zhixing_store::MarkingBacklog;

pub async fn show(visit: Visit) -> Result<Response, Problem> {
    let person = visit.staff()?;
    let (lang, roles, published) = (visit.lang, person.0.roles, visit.site.published());
    let Backlog { marking, lost, names, held, questions } = backlog::of(&visit, &person).await?;
    let tasks = if roles.has(Role::Admin) { Some(visit.site.store.open_tasks().await?) } else { None };
    let one_step = roles.has(Role::Admin) && !visit.site.store.has_second_step(person.0.id).await?;
    let title_of = |plan: &PlanRef| published.library.title(plan, lang);
    Ok(page(&visit, words::desk(lang), Nav::Desk, || {
        let rows: Vec<_> = marking.iter().map(|w| examiner_row(w, title_of(&w.plan), lang)).collect();
        let warning = (lost > 0).then(|| notice("warning", words::lost_n(lang, lost)));
        let plans: Vec<_> = published
            .library
            .plans()
            .filter(|(_, p)| person.0.reach().covers_course(&p.course))
            .map(|(_, p)| view! { <li><a class="button button--small" href=urls::marked_items(&p.course, &p.slug)>{in_its_language(&p.title, lang)}</a></li> })
            .collect();
        view! {
            {page_head("", words::desk(lang), words::desk_lead(lang), vec![])}
            <div class="stack stack--far">
                {resting(&visit).map(|said| view! {
                    <div class="stack">
                        {said}
                        <p><a class="button button--small" href=urls::second_factor()>{second_factor::set_up(lang)}</a></p>
                    </div>
                })}
                {roles.has(Role::Examiner).then(|| view! {
                    <section class="stack" aria-labelledby="examiner">
                        <div class="section-head"><h2 id="examiner">{words::for_examiner(lang)}</h2></div>
                        {if rows.is_empty() {
                            view! { <p class="soft">{words::nothing_waits(lang)}</p> }.into_markup()
                        } else {
                            view! { <ul class="queue stack" role="list">{rows}</ul> }.into_markup()
                        }}
                        {warning}
                        <p><a class="button" href=urls::results()>{results::results(lang)}</a></p>
                        <h3>{words::items(lang)}</h3>
                        <ul class="cluster" role="list">{plans}</ul>
                    </section>
                })}
                {(roles.has(Role::Invigilator) || roles.has(Role::Admin)).then(|| view! {
                    <section class="stack" aria-labelledby="invigilator">
                        <div class="section-head"><h2 id="invigilator">{zhixing_app::i18n::account::invigilator(lang)}</h2></div>
                        <div class="cluster">
                            <a class="button" href=urls::invigilation()>{invigilation::boards(lang)}</a>
                            <a class="button" href=urls::names()>{name::names_n(lang, names)}</a>
                        </div>
                    </section>
                })}
                {roles.has(Role::Teacher).then(|| view! {
                    <section class="stack" aria-labelledby="teacher">
                        <div class="section-head"><h2 id="teacher">{words::for_teacher(lang)}</h2></div>
                        <div class="cluster">
                            <a class="button" href=urls::teach()>{words::content(lang)}" · "{words::problems(lang, published.problems.len())}</a>
                            <a class="button" href=urls::questions()>{zhixing_app::i18n::inquiry::open_n(lang, questions)}</a>
                        </div>
                    </section>
                })}
                {tasks.map(|n| view! {
                    <section class="stack" aria-labelledby="admin">
                        <div class="section-head"><h2 id="admin">{words::for_admin(lang)}</h2></div>
                        <div class="cluster">
                            <a class="button" href=urls::accounts()>{zhixing_app::i18n::account::accounts(lang)}</a>
                            <a class="button" href=urls::groups()>{zhixing_app::i18n::group::groups(lang)}</a>
                            <a class="button" href=urls::results()>{results::results(lang)}</a>
                            <a class="button" href=urls::certificate_desk()>{zhixing_app::i18n::certificate::certificates(lang)}</a>
                            <a class="button" href=urls::webhooks()>{zhixing_app::i18n::webhook::title(lang)}</a>
                        </div>
                        <p class="cluster">
                            <a class="button button--small" href=urls::log()>{audit_log::log(lang)}</a>
                            <a class="button button--small" href=urls::settings()>{settings::settings(lang)}</a>
                        </p>
                        {one_step.then(|| view! {
                            {notice("note", second_factor::advice(lang))}
                            <p><a class="button button--small" href=urls::second_factor()>{second_factor::set_up(lang)}</a></p>
                        })}
                        {(held > 0).then(|| notice("warning", name::held_n(lang, held)))}
                        <p class="soft small">{words::open_tasks(lang, n)}</p>
                    </section>
                })}
            </div>
        }
    }))
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
    view! {
        <li class="card cluster cluster--apart">
            <div>
                <h3 class="card__title">{titled(&title)}</h3>
                <p class="soft small">
                    {words::counts(lang, waiting.to_mark, waiting.to_release)}{only_in(&title).map(|said| format!(" · {said}"))}
                </p>
            </div>
            <div class="cluster">{mark}{release}</div>
        </li>
    }
    .into_markup()
}
