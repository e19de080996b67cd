//! A person's own page: names, password, devices.

use crate::{
    account::{actions as act, actions::ChangeRefusal, data, devices, own},
    identity,
    message::settings,
    passkey, second_factor,
};
use axum::{
    Form,
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{self, account as words, mail, phone, site},
    urls,
};
use zhixing_domain::{account::Account, certificate::HolderName, lang::Lang, plan_ref::PlanRef};
use zhixing_shell::{
    consent,
    guard::{Person, Visit},
    html::{IntoMarkup, Markup},
    name::view,
    parts::{Field, Nav, Page, done, error_summary, page_head, time},
    problem::{Problem, said_at_fields},
};
use zhixing_store::TokenLine;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ProfileQuery {
    done: String,
    ended: Option<u64>,
}

/// Where on the page something was done: there it is said, and there the keyboard stays.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Names,
    Password,
    Devices,
    Factor,
    Tokens,
    Consent,
}

/// What a failed form shows again.
#[derive(Default)]
struct Shown {
    errors: Vec<(&'static str, String)>,
    names: Option<Names>,
}

impl Shown {
    fn error_of(&self, id: &str) -> Option<String> {
        self.errors.iter().find(|(field, _)| *field == id).map(|(_, said)| said.clone())
    }
}

pub(crate) async fn show(visit: Visit, Query(asked): Query<ProfileQuery>) -> Result<Response, Problem> {
    let person = visit.person()?;
    let lang = visit.lang;
    let message = match asked.done.as_str() {
        "agreed" => Some((Place::Consent, i18n::consent::noted(lang).to_string())),
        "names" => Some((Place::Names, site::saved(lang).to_string())),
        "password" => Some((Place::Password, words::password_changed(lang).to_string())),
        "token" => Some((Place::Tokens, words::token_revoked(lang).to_string())),
        "factor" => Some((Place::Factor, i18n::second_factor::removed(lang).to_string())),
        _ => asked.ended.map(|n| (Place::Devices, i18n::signed_in::ended_n(lang, n))),
    };
    view_of(&visit, &person, StatusCode::OK, message, Shown::default()).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Names {
    /// What is not sent stays as it is.
    name: Option<String>,
    legal_name: Option<String>,
    /// The waiting page of the exam (`course/plan`) that asked for the name, to go back to.
    exam: String,
}

pub async fn save(visit: Visit, Form(form): Form<Names>) -> Result<Response, Problem> {
    let person = visit.person()?;
    if let Err(wrong) = own::set_names(&visit, &person, form.name.as_deref(), form.legal_name.as_deref()).await? {
        let errors = said_at_fields(wrong, visit.lang);
        return view_of(&visit, &person, StatusCode::UNPROCESSABLE_ENTITY, None, Shown { errors, names: Some(form) }).await;
    }
    let back = match form.exam.parse::<PlanRef>() {
        Ok(exam) if visit.site.published().library.plan(&exam).is_some() => urls::waiting(exam.course(), exam.plan()),
        _ => format!("{}?done=names", urls::profile()),
    };
    Ok(Redirect::to(&back).into_response())
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Passwords {
    old_password: String,
    new_password: String,
}

pub async fn password(visit: Visit, Form(form): Form<Passwords>) -> Result<Response, Problem> {
    let person = visit.person()?;
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let (status, field, error) = match act::change_password(&visit, &person, form.old_password, &form.new_password).await? {
        Ok(()) => return Ok(Redirect::to(&format!("{}?done=password", urls::profile())).into_response()),
        Err(ChangeRefusal::Wait(seconds)) => (StatusCode::TOO_MANY_REQUESTS, "old_password", words::wait(visit.lang, seconds)),
        Err(ChangeRefusal::OldWrong) => (unprocessable, "old_password", words::old_wrong(visit.lang).to_string()),
        Err(ChangeRefusal::New(refusal)) => (unprocessable, "new_password", act::explain(refusal).1(visit.lang).to_string()),
    };
    let visit = Visit { path: urls::profile(), ..visit };
    view_of(&visit, &person, status, None, Shown { errors: vec![(field, error)], names: None }).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Revoked {
    token: String,
}

/// Revokes one of one's own tokens.
pub async fn revoke_token(visit: Visit, Form(form): Form<Revoked>) -> Result<Response, Problem> {
    own::revoke_token(&visit, &visit.person()?, &form.token).await?;
    Ok(Redirect::to(&format!("{}?done=token", urls::profile())).into_response())
}

fn tokens_view(visit: &Visit, tokens: &[TokenLine]) -> Markup {
    let lang = visit.lang;
    let rows: Vec<_> = tokens
        .iter()
        .map(|t| {
            let until = match t.expires_at {
                Some(at) => time::moment(&visit.site, at, lang),
                None => words::token_always(lang).into_markup(),
            };
            let scope = if t.writes { words::token_writes(lang) } else { words::token_reads(lang) };
            view! {
                <li class="cluster cluster--apart">
                    <span>{t.label.clone()}" "<span class="soft small">{scope}" · "{words::token_until(lang)}" "{until}</span></span>
                    <form method="post" action=urls::revoke_token()>
                        <button class="button button--small" name="token" value=t.name.clone()>{words::token_revoke(lang)}</button>
                    </form>
                </li>
            }
        })
        .collect();
    view! {
        <section class="stack" aria-labelledby="tokens">
            <h2 id="tokens">{words::tokens(lang)}</h2>
            <p>{words::tokens_words(lang)}</p>
            <ul class="stack" role="list">{rows}</ul>
        </section>
    }
    .into_markup()
}

/// The way to the calendar, which has a page of its own.
fn calendar_view(visit: &Visit) -> Markup {
    let lang = visit.lang;
    view! {
        <section class="stack" aria-labelledby="calendar">
            <h2 id="calendar">{i18n::timetable::calendar(lang)}</h2>
            <p>{i18n::timetable::calendar_lead(lang)}</p>
            <p><a class="button" href=urls::calendar()>{i18n::timetable::subscribe(lang)}</a></p>
        </section>
    }
    .into_markup()
}

/// Which version of the texts the page showed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Agreement {
    texts: String,
}

/// Agrees to privacy and terms, and goes back to where it was asked.
pub(crate) async fn agree(visit: Visit, Form(form): Form<Agreement>) -> Result<Response, Problem> {
    own::agree(&visit, &visit.person()?, &form.texts).await?;
    Ok(Redirect::to(&format!("{}?done=agreed", urls::profile())).into_response())
}

pub async fn sign_out_everywhere(visit: Visit) -> Result<Response, Problem> {
    own::sign_out_everywhere(&visit, &visit.person()?).await?;
    Ok(Redirect::to(&urls::sign_in()).into_response())
}

async fn view_of(
    visit: &Visit,
    person: &Person,
    status: StatusCode,
    message: Option<(Place, String)>,
    shown: Shown,
) -> Result<Response, Problem> {
    let (lang, account, store) = (visit.lang, &person.0, &visit.site.store);
    let (tokens, passkeys) = (store.tokens(account.id, visit.now).await?, store.passkeys(account.id).await?);
    let (identities, factor) = (store.identities(account.id).await?, store.second_factor(account.id).await?);
    let (has_password, agreed) = (store.has_a_password(account.id).await?, store.consent_of(account.id).await?);
    let (sessions, here) = own::signed_in(visit, person).await?;
    Ok(Page::new(words::profile(lang), Nav::None).status(status).show(visit, || {
        let said = |place| message.clone().filter(|(at, _)| *at == place).map(|(_, words)| done("success", words));
        let passwords = if has_password { password_form(&shown, lang) } else { password_section(identity::without_password(lang), lang) };
        view! {
            {page_head(words::roles_of(account.roles, lang), words::profile(lang), account.login.clone(), vec![])}
            <div class="stack stack--loose measure">
                {error_summary(lang, &shown.errors)}
                {said(Place::Names)}
                {names_form(account, shown, lang)}
                {said(Place::Password)}
                {passwords}
                {said(Place::Devices)}
                {devices::own_section(visit, &sessions, here.as_deref())}
                {calendar_view(visit)}
                {(visit.site.about.mail || visit.site.about.sms).then(|| letters_view(visit))}
                {passkey::section(visit, &passkeys)}
                {identity::section(visit, &identities)}
                {said(Place::Factor)}
                {second_factor::section(visit, factor.as_ref())}
                {said(Place::Tokens)}
                {(!tokens.is_empty()).then(|| tokens_view(visit, &tokens))}
                {said(Place::Consent)}
                {consent::section(visit, agreed.as_ref())}
                {data::section(lang)}
            </div>
        }
    }))
}

/// The way to what reaches the person elsewhere.
fn letters_view(visit: &Visit) -> Markup {
    let (about, title, lang) = (&visit.site.about, settings::title(&visit.site, visit.lang), visit.lang);
    view! {
        <section class="stack" aria-labelledby="mail">
            <h2 id="mail">{title}</h2>
            <p>{if about.mail { mail::lead(lang) } else { phone::lead(lang) }}</p>
            <p><a class="button" href=urls::mail_settings()>{title}</a></p>
        </section>
    }
    .into_markup()
}

/// What the person is called; a legal name that staff have confirmed is shown and not asked for.
fn names_form(account: &Account, shown: Shown, lang: Lang) -> Markup {
    let (name_error, legal_error) = (shown.error_of("name"), shown.error_of("legal_name"));
    let typed = shown.names.unwrap_or_default();
    let name = Field {
        value: typed.name.unwrap_or_else(|| account.display_name.clone()),
        error: name_error,
        autocomplete: "nickname",
        ..Field::new("name", words::name(lang))
    };
    let legal = Field {
        value: typed.legal_name.unwrap_or_else(|| account.legal_name.clone()),
        hint: words::legal_name_hint(lang).into(),
        error: legal_error,
        autocomplete: "name",
        optional: true,
        ..Field::new("legal_name", words::legal_name(lang))
    };
    let legal = match account.holder_name().filter(HolderName::is_confirmed) {
        Some(holder) => view::confirmed(&holder.text, lang),
        None => legal.view(),
    };
    view! {
        <section class="stack" aria-labelledby="names">
            <h2 id="names">{words::names(lang)}</h2>
            <form class="form" method="post" action=urls::profile()>
                {name.view()}
                {legal}
                <div class="cluster"><button class="button button--primary">{site::save(lang)}</button></div>
            </form>
        </section>
    }
    .into_markup()
}

fn password_form(shown: &Shown, lang: Lang) -> Markup {
    let old = Field {
        kind: "password",
        error: shown.error_of("old_password"),
        autocomplete: "current-password",
        ..Field::new("old_password", words::old_password(lang))
    };
    let new = Field {
        kind: "password",
        hint: words::new_password_hint(lang).into(),
        error: shown.error_of("new_password"),
        autocomplete: "new-password",
        ..Field::new("new_password", words::new_password(lang))
    };
    let form = view! {
        <form class="form" method="post" action=urls::password()>
            {old.view()}
            {new.view()}
            <div class="cluster"><button class="button">{words::change_password(lang)}</button></div>
        </form>
    };
    password_section(form.into_markup(), lang)
}

fn password_section(inside: Markup, lang: Lang) -> Markup {
    view! {
        <section class="stack" aria-labelledby="change-password">
            <h2 id="change-password">{words::change_password(lang)}</h2>
            {inside}
        </section>
    }
    .into_markup()
}
