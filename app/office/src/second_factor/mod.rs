//! The second factor: the form that asks for a code after the password, and the page on which one turns it on and off.

pub mod actions;
mod step;

use crate::{
    account::way::{local_path, way},
    passkey::{actions as passkey, kept_out},
    second_factor::{
        actions as act,
        actions::{FactorRefusal, Setup},
    },
};
use axum::{
    Form,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{account as account_words, second_factor as words},
    urls,
};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    guard::{Person, Visit},
    html::{IntoMarkup, Markup},
    parts::{Field, Nav, Page, done, error_summary, notice, page, page_head, time},
    problem::Problem,
};
use zhixing_store::{SecondFactor, SignInProof};

/// What a form sends; each uses what it asks for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    ticket: String,
    next: String,
    code: String,
    password: String,
    /// What an authenticator says in the place of a code.
    credential: String,
}

fn status_of(refusal: FactorRefusal) -> StatusCode {
    if matches!(refusal, FactorRefusal::Wait(_)) { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNPROCESSABLE_ENTITY }
}

/// A refusal in words, at its field.
fn explain(refusal: FactorRefusal, lang: Lang) -> (&'static str, String) {
    match refusal {
        FactorRefusal::Wanted | FactorRefusal::Code => ("code", words::wrong(lang).into()),
        FactorRefusal::Password => ("password", account_words::old_wrong(lang).into()),
        FactorRefusal::Wait(seconds) => ("code", account_words::wait(lang, seconds)),
        FactorRefusal::Stale | FactorRefusal::There => ("code", words::stale_set_up(lang).into()),
    }
}

fn code_field(lang: Lang, hint: &'static str, error: Option<String>) -> Field {
    Field { hint: hint.into(), error, autocomplete: "one-time-code", ..Field::new("code", words::code(lang)) }
}

/// Asks for the second step, once the password was right.
pub(crate) async fn ask(visit: &Visit, proof: &SignInProof, next: String) -> Result<Response, Problem> {
    step::page(visit, StatusCode::OK, act::admission(visit, proof)?, next, None).await
}

/// Signs in by a code, or by a passkey.
pub async fn sign_in(visit: Visit, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    let lang = visit.lang;
    let (status, why) = if sent.credential.is_empty() {
        match act::sign_in(&visit, &sent.ticket, &sent.code).await? {
            Ok(()) => return Ok(Redirect::to(&local_path(&sent.next)).into_response()),
            Err(refusal) => (status_of(refusal), explain(refusal, lang).1),
        }
    } else {
        match passkey::second_step(&visit, &sent.ticket, &sent.credential).await? {
            Ok(()) => return Ok(Redirect::to(&local_path(&sent.next)).into_response()),
            Err(refusal) => (StatusCode::UNPROCESSABLE_ENTITY, kept_out(refusal, lang).to_string()),
        }
    };
    step::page(&visit, status, sent.ticket, sent.next, Some(why)).await
}

/// Which roles rest for want of it.
pub(crate) fn resting(visit: &Visit) -> Option<Markup> {
    let roles = account_words::roles_of(visit.resting, visit.lang);
    (!visit.resting.is_empty()).then(|| notice("warning", words::resting(visit.lang, roles)))
}

/// What the profile says of it.
pub(crate) fn section(visit: &Visit, factor: Option<&SecondFactor>) -> Markup {
    let lang = visit.lang;
    let (state, way) = match factor {
        Some(f) => (view! { <p>{words::on(lang)}" "{time::moment(&visit.site, f.set_at, lang)}</p> }.into_markup(), words::manage(lang)),
        None => (view! { <p>{words::off(lang)}</p> }.into_markup(), words::set_up(lang)),
    };
    view! {
        <section class="stack" aria-labelledby="second-factor">
            <h2 id="second-factor">{words::title(lang)}</h2>
            {resting(visit)}
            {state}
            <p><a class="button" href=urls::second_factor()>{way}</a></p>
        </section>
    }
    .into_markup()
}

pub async fn show(visit: Visit) -> Result<Response, Problem> {
    let person = visit.person()?;
    match visit.site.store.second_factor(person.0.id).await? {
        Some(factor) => Ok(on_page(&visit, StatusCode::OK, &factor, None)),
        None => Ok(set_page(&visit, &person, StatusCode::OK, act::begin(&visit, &person)?, None)),
    }
}

/// Turns it on.
pub async fn set(visit: Visit, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    let person = visit.person()?;
    match act::set(&visit, &person, sent.ticket.clone(), &sent.code, sent.password).await? {
        Ok(codes) => Ok(codes_page(&visit, codes)),
        Err(FactorRefusal::There) => Ok(Redirect::to(&urls::second_factor()).into_response()),
        Err(refusal) => {
            let setup = match act::again(&visit, &person, sent.ticket) {
                Some(setup) => setup,
                None => act::begin(&visit, &person)?,
            };
            Ok(set_page(&visit, &person, status_of(refusal), setup, Some(explain(refusal, visit.lang))))
        }
    }
}

/// Turns it off.
pub async fn remove(visit: Visit, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    let person = visit.person()?;
    let Some(factor) = visit.site.store.second_factor(person.0.id).await? else {
        return Ok(Redirect::to(&urls::second_factor()).into_response());
    };
    match act::remove(&visit, &person, &sent.code).await? {
        Ok(()) => Ok(Redirect::to(&format!("{}?done=factor", urls::profile())).into_response()),
        Err(refusal) => Ok(on_page(&visit, status_of(refusal), &factor, Some(explain(refusal, visit.lang)))),
    }
}

fn way_here(lang: Lang) -> Markup {
    way(lang, words::title(lang), urls::second_factor(), None)
}

fn set_page(visit: &Visit, person: &Person, status: StatusCode, setup: Setup, error: Option<(&'static str, String)>) -> Response {
    let lang = visit.lang;
    let visit = Visit { path: urls::second_factor(), ..visit.clone() };
    Page::new(words::title(lang), Nav::None).status(status).show(&visit, || {
        let errors: Vec<_> = error.into_iter().collect();
        let error_of = |id: &str| errors.iter().find(|(field, _)| *field == id).map(|(_, said)| said.clone());
        let password = Field {
            kind: "password",
            error: error_of("password"),
            autocomplete: "current-password",
            ..Field::new("password", account_words::old_password(lang))
        };
        let link = act::key_uri(&visit, &person.0.login, &setup.secret);
        let qr = visit.site.ports.qr(&link, words::qr(lang));
        let spaced: Vec<String> = setup.secret.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect();
        view! {
            {way_here(lang)}
            {page_head("", words::title(lang), "", vec![])}
            <div class="stack measure">
                {error_summary(lang, &errors)}
                <p>{words::scan(lang)}</p>
                {qr.map(|svg| view! { <div class="qr" inner_html=svg.0.to_string()></div> })}
                <p><a href=link>{words::open_here(lang)}</a></p>
                <p>{words::key(lang)}" "<span class="mono"><code>{spaced.join(" ")}</code></span></p>
                <p>{words::prove(lang)}</p>
                <form class="form" method="post" action=urls::second_factor()>
                    <input type="hidden" name="ticket" value=setup.ticket/>
                    {code_field(lang, words::code_hint(lang), error_of("code")).view()}
                    {password.view()}
                    <div class="cluster"><button class="button button--primary">{words::set_up(lang)}</button></div>
                </form>
            </div>
        }
    })
}

fn codes_page(visit: &Visit, codes: Vec<String>) -> Response {
    let lang = visit.lang;
    let visit = Visit { path: urls::profile(), ..visit.clone() };
    page(&visit, words::codes(lang), Nav::None, || {
        let lines: Vec<_> = codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect();
        view! {
            {way_here(lang)}
            {page_head("", words::codes(lang), "", vec![])}
            <div class="stack measure">
                {done("success", words::codes_words(lang))}
                <ul class="stack mono">{lines}</ul>
                <p><a class="button button--primary" href=urls::profile()>{words::codes_kept(lang)}</a></p>
            </div>
        }
    })
}

fn on_page(visit: &Visit, status: StatusCode, factor: &SecondFactor, error: Option<(&'static str, String)>) -> Response {
    let lang = visit.lang;
    let visit = Visit { path: urls::second_factor(), ..visit.clone() };
    Page::new(words::title(lang), Nav::None).status(status).show(&visit, || {
        let errors: Vec<_> = error.into_iter().collect();
        let said = errors.first().map(|(_, said)| said.clone());
        view! {
            {way_here(lang)}
            {page_head("", words::title(lang), "", vec![])}
            <div class="stack measure">
                {error_summary(lang, &errors)}
                <p>{words::on(lang)}" "{time::moment(&visit.site, factor.set_at, lang)}</p>
                <p>{words::codes_left(lang, factor.codes)}</p>
                <form class="form" method="post" action=urls::remove_factor()>
                    <p class="soft small">{words::remove_words(lang)}</p>
                    {code_field(lang, words::code_or_recovery(lang), said).view()}
                    <div class="cluster"><button class="button">{words::remove(lang)}</button></div>
                </form>
            </div>
        }
    })
}
