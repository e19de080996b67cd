//! Systems that are told of events, for administrators: which there are, what came of the last call, adding, testing, removing.

pub mod actions;

use crate::webhook::actions as act;
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{marking, webhook as words},
    urls,
};
use zhixing_domain::{account::Administrator, lang::Lang};
use zhixing_shell::{
    form::Fields,
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Confirm, Field, Nav, Page, action_name, crumbs, done, empty, error_summary, is_confirmed, page_head, time},
    problem::Problem,
};
use zhixing_store::{WEBHOOK_EVENTS, WebhookRecord};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct WebhooksQuery {
    done: String,
}

/// What a failed form shows again, and what a good one tells once.
#[derive(Default)]
struct Shown {
    said: Option<&'static str>,
    secret: Option<String>,
    errors: Vec<(&'static str, String)>,
    form: NewForm,
}

pub(crate) async fn list(visit: Visit, Query(asked): Query<WebhooksQuery>) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let said = match asked.done.as_str() {
        "test" => Some(words::tested(visit.lang)),
        "resumed" => Some(words::resumed(visit.lang)),
        "removed" => Some(words::removed(visit.lang)),
        _ => None,
    };
    view_of(&visit, &admin, StatusCode::OK, Shown { said, ..Shown::default() }).await
}

async fn view_of(visit: &Visit, admin: &Administrator, status: StatusCode, shown: Shown) -> Result<Response, Problem> {
    let found = visit.site.store.webhooks(admin).await?;
    let lang = visit.lang;
    Ok(Page::new(words::title(lang), Nav::Desk).status(status).show(visit, || {
        let items: Vec<_> = found.iter().map(|w| item(visit, w)).collect();
        let events: Vec<_> = WEBHOOK_EVENTS.iter().map(|e| view! { <li>{action_name(e, lang)}" "<code>{*e}</code></li> }).collect();
        view! {
            {crumbs(lang, vec![(marking::desk(lang).into(), Some(urls::desk())), (words::title(lang).into(), None)])}
            {page_head("", words::title(lang), words::lead(lang), vec![])}
            <div class="stack stack--loose measure">
                {shown.said.map(|s| done("success", s))}
                {shown.secret.map(|secret| view! {
                    <div class="spoken" role="status">
                        <p class="spoken__label">{words::secret(lang)}</p>
                        <p class="mono">{secret}</p>
                        <p class="small">{words::secret_once(lang)}</p>
                    </div>
                })}
                {if items.is_empty() {
                    empty(words::none(lang), words::none_words(lang), None)
                } else {
                    view! { <ul class="inbox" role="list">{items}</ul> }.into_markup()
                }}
                {add_form(shown.form, &shown.errors, lang)}
                <section class="stack" aria-labelledby="events">
                    <h2 id="events">{words::events(lang)}</h2>
                    <ul class="stack stack--tight" role="list">{events}</ul>
                </section>
            </div>
        }
    }))
}

fn item(visit: &Visit, webhook: &WebhookRecord) -> Markup {
    let (lang, stopped) = (visit.lang, webhook.stopped_at.is_some());
    let (state, badge) = if stopped { (words::stopped(lang), "badge badge--wrong") } else { (words::called(lang), "badge badge--right") };
    let last = match (webhook.last_at, &webhook.last_error) {
        (None, _) => words::never_called(lang).into_markup(),
        (Some(at), error) => {
            let came = error.clone().unwrap_or_else(|| words::went_well(lang).into());
            view! { {time::moment(&visit.site, at, lang)}" "{came} }.into_markup()
        }
    };
    view! {
        <li class="inbox__item">
            <h2 class="inbox__subject">{webhook.label.clone()}" "<span class=badge>{state}</span></h2>
            <p class="mono">{webhook.url.clone()}</p>
            <p class="inbox__when">{words::last(lang)}" · "{last}{(webhook.waiting > 0).then(|| format!(" · {}", words::waiting_n(lang, webhook.waiting)))}</p>
            {stopped.then(|| view! { <p>{words::stopped_words(lang)}</p> })}
            <form class="cluster" method="post" action=urls::webhook(webhook.id)>
                {if stopped {
                    view! { <button class="button button--small" name="do" value="resume">{words::resume(lang)}</button> }.into_markup()
                } else {
                    view! { <button class="button button--small" name="do" value="test">{words::test(lang)}</button> }.into_markup()
                }}
                <button class="button button--small button--danger" name="do" value="remove">{words::remove(lang)}</button>
            </form>
        </li>
    }
    .into_markup()
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct NewForm {
    label: String,
    url: String,
}

fn add_form(form: NewForm, errors: &[(&'static str, String)], lang: Lang) -> Markup {
    let error_of = |id: &str| errors.iter().find(|(field, _)| *field == id).map(|(_, said)| said.clone());
    let label = Field {
        value: form.label,
        error: error_of("label"),
        hint: words::label_hint(lang).into(),
        ..Field::new("label", words::label(lang))
    };
    let url = Field {
        kind: "url",
        value: form.url,
        error: error_of("url"),
        hint: words::url_hint(lang).into(),
        ..Field::new("url", words::url(lang))
    };
    view! {
        <section class="card stack" aria-labelledby="add">
            <h2 class="card__title" id="add">{words::add(lang)}</h2>
            {error_summary(lang, errors)}
            <form class="form" method="post" action=urls::webhooks()>
                {label.view()}
                {url.view()}
                <div class="cluster"><button class="button button--primary">{words::add(lang)}</button></div>
            </form>
        </section>
    }
    .into_markup()
}

pub(crate) async fn add(visit: Visit, Form(form): Form<NewForm>) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let visit = Visit { path: urls::webhooks(), ..visit };
    match act::add(&visit, &admin, &form.label, &form.url).await {
        Ok((_, secret)) => view_of(&visit, &admin, StatusCode::OK, Shown { secret: Some(secret), ..Shown::default() }).await,
        Err(Problem::Invalid { field, words }) => {
            let errors = vec![(field, words.get(visit.lang).clone())];
            view_of(&visit, &admin, StatusCode::UNPROCESSABLE_ENTITY, Shown { errors, form, ..Shown::default() }).await
        }
        Err(problem) => Err(problem),
    }
}

pub(crate) async fn change(visit: Visit, Path(id): Path<String>, Form(Fields(fields)): Form<Fields>) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let wish = fields.iter().find(|(name, _)| name == "do").map(|(_, value)| value.as_str()).unwrap_or_default();
    let done = match wish {
        "test" => {
            act::test(&visit, &admin, &id).await?;
            "test"
        }
        "resume" => {
            act::resume(&visit, &admin, &id).await?;
            "resumed"
        }
        "remove" if !is_confirmed(&fields) => return ask(&visit, &admin, &id, fields.clone()).await,
        "remove" => {
            act::remove(&visit, &admin, &id).await?;
            "removed"
        }
        _ => return Err(Problem::NotFound),
    };
    Ok(Redirect::to(&format!("{}?done={done}", urls::webhooks())).into_response())
}

/// Asks before a system is taken away.
async fn ask(visit: &Visit, admin: &Administrator, id: &str, fields: Vec<(String, String)>) -> Result<Response, Problem> {
    let found = visit.site.store.webhooks(admin).await?.into_iter().find(|w| w.id.to_string() == id).ok_or(Problem::NotFound)?;
    let title = words::ask_remove(visit.lang, &found.label);
    let lead = words::ask_remove_words(visit.lang).to_string();
    let (action, back, button) = (urls::webhook(found.id), urls::webhooks(), words::remove(visit.lang).to_string());
    Ok(Confirm { title, lead, people: vec![], action, fields, button, back }.show(visit))
}
