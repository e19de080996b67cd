//! What stands before a start or a paper: what is missing, and the way there.

use crate::lockdown::actions as lockdown;
use axum::{
    http::{HeaderValue, header},
    response::Response,
};
use leptos::prelude::*;
use zhixing_app::{i18n::lockdown as words, urls};
use zhixing_domain::{
    assessment::{Barrier, Plan},
    id::AttemptId,
    lang::Lang,
};
use zhixing_shell::{
    failure::head,
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Nav, Page},
};

/// The page of a barrier; `attempt` is the one that runs already.
pub fn show(visit: &Visit, plan: &Plan, barrier: &Barrier, attempt: Option<AttemptId>) -> Response {
    let (lang, problem) = (visit.lang, lockdown::problem(barrier));
    let (status, detail) = (problem.status(), problem.detail(lang));
    let mut response = Page::new(words::cannot_enter(lang), Nav::Exams).status(status).show(visit, || {
        view! {
            <div class="failure">
                {head("lock", words::cannot_enter(lang), detail)}
                {way(plan, barrier, lang, attempt)}
                {attempt.map(|id| view! {
                    <p>{words::saved(lang)}</p>
                    <p><a class="button" href=urls::review(id)>{zhixing_app::i18n::exam::review_button(lang)}</a></p>
                })}
                <p><a href=urls::waiting(&plan.course, &plan.slug)>{words::back(lang)}</a></p>
            </div>
        }
    });
    if let Barrier::Wait(seconds) = barrier {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
    }
    response
}

/// What to do about it.
pub fn way(plan: &Plan, barrier: &Barrier, lang: Lang, attempt: Option<AttemptId>) -> Markup {
    match barrier {
        Barrier::Seb => open_seb(plan, lang, attempt),
        Barrier::Room(_) => view! { <p>{words::outside_how(lang)}</p> }.into_markup(),
        Barrier::Code(_) | Barrier::Wait(_) => ().into_markup(),
    }
}

/// The button that opens Safe Exam Browser. Inside of one that sends no headers, the script of the page proves it and goes on.
fn open_seb(plan: &Plan, lang: Lang, attempt: Option<AttemptId>) -> Markup {
    let (prove, then) = match attempt {
        Some(id) => (urls::api::prove_attempt(id), urls::attempt(id)),
        None => (urls::api::prove(&plan.course, &plan.slug), urls::waiting(&plan.course, &plan.slug)),
    };
    view! {
        <form class="stack" method="post" action=urls::config_link(&plan.course, &plan.slug) data-seb=prove data-seb-then=then>
            <p>{words::seb_how(lang)}</p>
            <button class="button button--primary button--large">{words::seb_open(lang)}</button>
        </form>
    }
    .into_markup()
}
