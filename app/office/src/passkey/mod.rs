//! Passkeys: signing in with one, and the pages on which a person adds, names and removes theirs.

pub mod actions;
pub(crate) mod form;
pub(crate) mod second_step;

use crate::{
    account::{
        sign_in_form::begin_again,
        way::{local_path, password, way},
    },
    passkey::{
        actions::{self as act, PasskeyRefusal, Purpose},
        form::Ask,
    },
};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{account as account_words, passkey as words},
    urls,
};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    guard::{Person, Visit, is_staff},
    html::{IntoMarkup, Markup},
    parts::{Field, Nav, Page, done, error_summary, notice, page_head, time},
    problem::Problem,
};
use zhixing_store::Passkey;

/// What a form sends; each uses what it asks for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PasskeyForm {
    credential: String,
    label: String,
    password: String,
    next: String,
    r#do: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Done {
    done: String,
}

/// A refusal in words, at its field.
pub fn explain(refusal: PasskeyRefusal, lang: Lang) -> (&'static str, String) {
    match refusal {
        PasskeyRefusal::Wrong => ("label", words::wrong_new(lang).into()),
        PasskeyRefusal::Stale => ("label", words::stale(lang).into()),
        PasskeyRefusal::Unverified => ("label", words::unverified(lang).into()),
        PasskeyRefusal::There => ("label", words::there(lang).into()),
        PasskeyRefusal::Label => ("label", words::label_form(lang).into()),
        PasskeyRefusal::Password => ("password", account_words::old_wrong(lang).into()),
        PasskeyRefusal::Wait(seconds) => ("password", account_words::wait(lang, seconds)),
    }
}

/// Why somebody was not signed in.
pub(crate) fn kept_out(refusal: PasskeyRefusal, lang: Lang) -> &'static str {
    match refusal {
        PasskeyRefusal::Stale => words::stale(lang),
        PasskeyRefusal::Unverified => words::unverified(lang),
        _ => words::wrong(lang),
    }
}

fn status_of(refusal: PasskeyRefusal) -> StatusCode {
    if matches!(refusal, PasskeyRefusal::Wait(_)) { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNPROCESSABLE_ENTITY }
}

/// Signs in with a passkey alone.
pub async fn sign_in(visit: Visit, Form(sent): Form<PasskeyForm>) -> Result<Response, Problem> {
    match act::sign_in(&visit, &sent.credential).await? {
        Ok(()) => Ok(Redirect::to(&local_path(&sent.next)).into_response()),
        Err(refusal) => begin_again(&visit, sent.next, kept_out(refusal, visit.lang)),
    }
}

/// What the profile says of them.
pub(crate) fn section(visit: &Visit, passkeys: &[Passkey]) -> Option<Markup> {
    let lang = visit.lang;
    act::site(visit)?;
    let state = if passkeys.is_empty() { words::none(lang).to_string() } else { words::count(lang, passkeys.len()) };
    Some(
        view! {
            <section class="stack" aria-labelledby="passkeys">
                <h2 id="passkeys">{words::title(lang)}</h2>
                <p>{words::lead(lang)}</p>
                <p class="soft">{state}</p>
                <p><a class="button" href=urls::passkeys()>{words::manage(lang)}</a></p>
            </section>
        }
        .into_markup(),
    )
}

pub async fn list(visit: Visit, Query(done): Query<Done>) -> Result<Response, Problem> {
    let person = visit.person()?;
    let message = match done.done.as_str() {
        "added" => Some(words::added(visit.lang)),
        "renamed" => Some(words::renamed(visit.lang)),
        "removed" => Some(words::removed(visit.lang)),
        _ => None,
    };
    list_page(&visit, &person, StatusCode::OK, message, PasskeyForm::default(), None).await
}

fn back(done: &str) -> Response {
    Redirect::to(&format!("{}?done={done}", urls::passkeys())).into_response()
}

/// Keeps a new one.
pub async fn add(visit: Visit, Form(sent): Form<PasskeyForm>) -> Result<Response, Problem> {
    let person = visit.person()?;
    match act::keep(&visit, &person, &sent.label, sent.password.clone(), &sent.credential).await? {
        Ok(()) => Ok(back("added")),
        Err(refusal) => list_page(&visit, &person, status_of(refusal), None, sent, Some(explain(refusal, visit.lang))).await,
    }
}

async fn list_page(
    visit: &Visit,
    person: &Person,
    status: StatusCode,
    message: Option<&'static str>,
    sent: PasskeyForm,
    error: Option<(&'static str, String)>,
) -> Result<Response, Problem> {
    let lang = visit.lang;
    let passkeys = visit.site.store.passkeys(person.0.id).await?;
    let staff = is_staff(&person.0) || !visit.resting.is_empty();
    let errors: Vec<_> = error.into_iter().collect();
    let error_of = |id: &str| errors.iter().find(|(field, _)| *field == id).map(|(_, said)| said.clone());
    let hint = words::label_hint(lang).into();
    let label = Field { value: sent.label, hint, error: error_of("label"), ..Field::new("label", words::label(lang)) };
    let fields = view! { {label.view()}{password(lang, error_of("password"))} }.into_markup();
    let form = form::form(visit, adding(person, &passkeys, fields, staff, lang))?.ok_or(Problem::NotFound)?;
    let visit = Visit { path: urls::passkeys(), ..visit.clone() };
    Ok(Page::new(words::title(lang), Nav::None).status(status).show(&visit, || {
        let rows: Vec<_> = passkeys.iter().map(|p| row(&visit, p)).collect();
        view! {
            {way_here(lang, None)}
            {page_head("", words::title(lang), words::lead(lang), vec![])}
            <div class="stack stack--loose measure">
                {message.map(|m| done("success", m))}
                {error_summary(lang, &errors)}
                {staff.then(|| notice("note", words::staff(lang)))}
                {if rows.is_empty() { view! { <p class="soft">{words::none(lang)}</p> }.into_markup() } else { view! { <ul class="stack" role="list">{rows}</ul> }.into_markup() }}
                <section class="stack" aria-labelledby="add">
                    <h2 id="add">{words::add_title(lang)}</h2>
                    {form}
                </section>
            </div>
        }
    }))
}

/// What the form that makes a new one asks of the browser.
fn adding<'a>(person: &'a Person, known: &'a [Passkey], fields: Markup, verified: bool, lang: Lang) -> Ask<'a> {
    Ask {
        what: "make",
        purpose: Purpose::Keep(person.0.id),
        action: urls::passkeys(),
        fields,
        button: words::add(lang),
        class: "button button--primary",
        verified,
        known,
        account: Some(&person.0),
        without_script: words::needs_script(lang),
    }
}

fn row(visit: &Visit, passkey: &Passkey) -> Markup {
    let lang = visit.lang;
    let moment = |at| time::moment(&visit.site, at, lang);
    let used = match passkey.used_at {
        Some(at) => view! { {words::used(lang)}" "{moment(at)} }.into_markup(),
        None => words::unused(lang).into_markup(),
    };
    let (label, name) = (passkey.label.clone(), words::change_what(lang, &passkey.label));
    view! {
        <li class="cluster cluster--apart">
            <span><bdi>{label}</bdi>" "<span class="soft small">{words::created(lang)}" "{moment(passkey.created_at)}" · "{used}</span></span>
            <a class="button button--small" href=urls::passkey(passkey.id) aria-label=name>{words::change(lang)}</a>
        </li>
    }
    .into_markup()
}

fn way_here(lang: Lang, label: Option<String>) -> Markup {
    way(lang, words::title(lang), urls::passkeys(), label)
}

pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let person = visit.person()?;
    let passkey = act::own(&visit, &person, &id).await?;
    Ok(one_page(&visit, StatusCode::OK, &passkey, None))
}

/// Calls it something else, or takes it away.
pub async fn change(visit: Visit, Path(id): Path<String>, Form(sent): Form<PasskeyForm>) -> Result<Response, Problem> {
    let person = visit.person()?;
    let (came, done) = match sent.r#do.as_str() {
        "remove" => (act::remove(&visit, &person, &id, sent.password).await?, "removed"),
        _ => (act::rename(&visit, &person, &id, &sent.label).await?, "renamed"),
    };
    match came {
        Ok(()) => Ok(back(done)),
        Err(refusal) => {
            let passkey = act::own(&visit, &person, &id).await?;
            Ok(one_page(&visit, status_of(refusal), &passkey, Some(explain(refusal, visit.lang))))
        }
    }
}

fn one_page(visit: &Visit, status: StatusCode, passkey: &Passkey, error: Option<(&'static str, String)>) -> Response {
    let lang = visit.lang;
    let visit = Visit { path: urls::passkey(passkey.id), ..visit.clone() };
    Page::new(words::title(lang), Nav::None).status(status).show(&visit, || {
        let errors: Vec<_> = error.into_iter().collect();
        let error_of = |id: &str| errors.iter().find(|(field, _)| *field == id).map(|(_, said)| said.clone());
        let label = Field { value: passkey.label.clone(), error: error_of("label"), ..Field::new("label", words::label(lang)) };
        view! {
            {way_here(lang, Some(passkey.label.clone()))}
            {page_head("", passkey.label.clone(), "", vec![])}
            <div class="stack stack--loose measure">
                {error_summary(lang, &errors)}
                <form class="form" method="post" action=urls::passkey(passkey.id)>
                    {label.view()}
                    <div class="cluster"><button class="button button--primary" name="do" value="rename">{words::rename(lang)}</button></div>
                </form>
                <section class="stack" aria-labelledby="remove">
                    <h2 id="remove">{words::remove_title(lang)}</h2>
                    <p>{words::remove_words(lang)}</p>
                    <form class="form" method="post" action=urls::passkey(passkey.id)>
                        {password(lang, error_of("password"))}
                        <div class="cluster"><button class="button button--danger" name="do" value="remove">{words::remove(lang)}</button></div>
                    </form>
                </section>
            </div>
        }
    })
}
