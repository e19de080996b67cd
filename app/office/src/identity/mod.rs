//! Signing in elsewhere: the pages on which a person binds and unbinds what they have at providers, and sets a password where there is none.

pub mod actions;
pub mod bound_by;
pub(crate) mod buttons;
pub(crate) mod door;
pub mod journey;

use crate::{
    account::{
        actions::explain as explain_account,
        way::{password, way},
    },
    identity::{
        actions::{self as act, OwnFault},
        journey::{Back, label},
    },
};
use axum::{
    Form,
    extract::{Path, Query},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{account as account_words, identity as words},
    urls,
};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    cookie::set_cookie,
    guard::{Person, Visit},
    html::{IntoMarkup, Markup},
    parts::{Field, Nav, Page, done, error_summary, notice, page_head, time},
    problem::Problem,
};
use zhixing_store::BoundIdentity;

/// What a form sends; each uses what it asks for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct IdentityForm {
    password: String,
    new_password: String,
    r#do: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Done {
    done: String,
}

/// A refusal in words, at its field.
pub fn explain(fault: OwnFault, lang: Lang) -> (&'static str, String) {
    match fault {
        OwnFault::Password => ("password", account_words::old_wrong(lang).into()),
        OwnFault::Wait(seconds) => ("password", account_words::wait(lang, seconds)),
        OwnFault::Unconfirmed => ("confirm", words::not_confirmed(lang).into()),
        OwnFault::There => ("confirm", words::there(lang).into()),
        OwnFault::OnlyWay => ("confirm", words::only_way(lang).into()),
        OwnFault::New(refusal) => ("new_password", explain_account(refusal).1(lang).into()),
    }
}

fn status_of(fault: OwnFault) -> StatusCode {
    if matches!(fault, OwnFault::Wait(_)) { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNPROCESSABLE_ENTITY }
}

/// What the profile says of them; nothing where there are no providers.
pub(crate) fn section(visit: &Visit, bound: &[BoundIdentity]) -> Option<Markup> {
    let lang = visit.lang;
    if visit.site.about.providers.is_empty() && bound.is_empty() {
        return None;
    }
    let names: Vec<String> = bound.iter().map(|i| label(visit, &i.issuer)).collect();
    let parted = if lang == Lang::Zh { "、" } else { ", " };
    let state = if names.is_empty() { words::none(lang).to_string() } else { words::bound(lang, names.join(parted)) };
    Some(
        view! {
            <section class="stack" aria-labelledby="identities">
                <h2 id="identities">{words::title(lang)}</h2>
                <p>{words::lead(lang)}</p>
                <p class="soft">{state}</p>
                <p><a class="button" href=urls::identities()>{words::manage(lang)}</a></p>
            </section>
        }
        .into_markup(),
    )
}

/// What the profile says in the place of another password where there is none.
pub(crate) fn without_password(lang: Lang) -> Markup {
    view! {
        <p>{words::no_password(lang)}</p>
        <p><a class="button" href=urls::identities()>{words::set_password(lang)}</a></p>
    }
    .into_markup()
}

/// What the page needs to know of the person.
struct Standing {
    bound: Vec<BoundIdentity>,
    has_password: bool,
    /// What this browser came back with.
    back: Option<Back>,
}

impl Standing {
    async fn of(visit: &Visit, person: &Person, headers: &HeaderMap) -> Result<Self, Problem> {
        let (store, me) = (&visit.site.store, person.0.id);
        let bound = store.identities(me).await?;
        if visit.site.about.providers.is_empty() && bound.is_empty() {
            return Err(Problem::NotFound);
        }
        Ok(Self { bound, has_password: store.has_a_password(me).await?, back: act::brought(visit, headers) })
    }

    fn is_bound(&self, back: &Back) -> bool {
        self.bound.iter().any(|i| i.issuer == back.identity.issuer && i.subject == back.identity.subject)
    }

    /// What was brought back to be bound.
    fn brought_anew(&self) -> Option<&Back> {
        self.back.as_ref().filter(|back| !self.is_bound(back))
    }

    /// Whether what was brought back says that it is the person.
    fn confirmed(&self) -> bool {
        self.back.as_ref().is_some_and(|back| self.is_bound(back))
    }
}

pub(crate) async fn list(visit: Visit, headers: HeaderMap, Query(done): Query<Done>) -> Result<Response, Problem> {
    let person = visit.person()?;
    let message = match done.done.as_str() {
        "bound" => Some(words::done_bound(visit.lang)),
        "removed" => Some(words::removed(visit.lang)),
        "password" => Some(account_words::password_changed(visit.lang)),
        _ => None,
    };
    list_page(&visit, &Standing::of(&visit, &person, &headers).await?, StatusCode::OK, message, None)
}

/// Binds what this browser came back with, or sets the first password.
pub(crate) async fn save(visit: Visit, headers: HeaderMap, Form(sent): Form<IdentityForm>) -> Result<Response, Problem> {
    let person = visit.person()?;
    let back = act::brought(&visit, &headers);
    let (came, done) = match sent.r#do.as_str() {
        "password" => (act::set_password(&visit, &person, &sent.new_password, back.as_ref()).await?, "password"),
        _ => (act::bind(&visit, &person, back, sent.password).await?, "bound"),
    };
    match came {
        Ok(()) => gone_back(&visit, done),
        Err(fault) => {
            let standing = Standing::of(&visit, &person, &headers).await?;
            list_page(&visit, &standing, status_of(fault), None, Some(explain(fault, visit.lang)))
        }
    }
}

/// Back to the list; what was brought back is used.
fn gone_back(visit: &Visit, done: &str) -> Result<Response, Problem> {
    let mut response = Redirect::to(&format!("{}?done={done}", urls::identities())).into_response();
    set_cookie(response.headers_mut(), Some(journey::ended(visit)?));
    Ok(response)
}

fn list_page(
    visit: &Visit,
    standing: &Standing,
    status: StatusCode,
    message: Option<&'static str>,
    error: Option<(&'static str, String)>,
) -> Result<Response, Problem> {
    let lang = visit.lang;
    let errors: Vec<_> = error.into_iter().collect();
    let error_of = |id: &str| errors.iter().find(|(field, _)| *field == id).map(|(_, said)| said.clone());
    let free = visit.site.about.providers.iter().filter(|p| standing.bound.iter().all(|i| i.issuer != p.issuer));
    let free: Vec<_> = free
        .map(
            |p| view! { <a class="button" rel="nofollow" href=urls::sign_in_with(&p.name)>{words::bind_with(lang, p.label.get(lang))}</a> },
        )
        .collect();
    let visit = Visit { path: urls::identities(), ..visit.clone() };
    Ok(Page::new(words::title(lang), Nav::None).status(status).show(&visit, || {
        let rows: Vec<_> = standing.bound.iter().map(|i| row(&visit, i)).collect();
        let new = standing.brought_anew().filter(|_| standing.has_password);
        view! {
            {way_here(lang, None)}
            {page_head("", words::title(lang), words::lead(lang), vec![])}
            <div class="stack stack--loose measure">
                {message.map(|m| done("success", m))}
                {error_summary(lang, &errors)}
                {new.map(|back| bind_form(&visit, back, error_of("password")))}
                {(!standing.has_password).then(|| password_form(&visit, standing, error_of("new_password")))}
                {(rows.is_empty() && new.is_none()).then(|| view! { <p class="soft">{words::none(lang)}</p> })}
                {(!rows.is_empty()).then(|| view! { <ul class="stack" role="list">{rows}</ul> })}
                {(!free.is_empty() && new.is_none() && standing.has_password).then(|| view! {
                    <div class="stack stack--tight">
                        <p class="cluster">{free}</p>
                        <p class="soft small">{words::bind_what(lang)}</p>
                    </div>
                })}
            </div>
        }
    }))
}

/// Asks whether what was brought back is to be bound.
fn bind_form(visit: &Visit, back: &Back, error: Option<String>) -> Markup {
    let (lang, label) = (visit.lang, label(visit, &back.identity.issuer));
    let called = back.identity.called.clone();
    view! {
        <section class="card stack" aria-labelledby="bind">
            <h2 id="bind">{words::bind_title(lang, label)}</h2>
            {(!called.is_empty()).then(|| view! { <p>{words::bind_as(lang, called)}</p> })}
            <p>{words::bind_words(lang)}</p>
            <form class="form" method="post" action=urls::identities()>
                {password(lang, error)}
                <div class="cluster"><button class="button button--primary" name="do" value="bind">{words::bind(lang)}</button></div>
            </form>
        </section>
    }
    .into_markup()
}

/// Sets the first password, once its person has confirmed that it is them.
fn password_form(visit: &Visit, standing: &Standing, error: Option<String>) -> Markup {
    let lang = visit.lang;
    let field = Field {
        kind: "password",
        hint: account_words::new_password_hint(lang).into(),
        error,
        autocomplete: "new-password",
        ..Field::new("new_password", account_words::new_password(lang))
    };
    let inside = match standing.confirmed() {
        true => view! {
            {done("success", words::confirmed(lang))}
            <form class="form" method="post" action=urls::identities()>
                {field.view()}
                <div class="cluster"><button class="button button--primary" name="do" value="password">{words::set_password(lang)}</button></div>
            </form>
        }
        .into_markup(),
        false => confirm(visit, &standing.bound),
    };
    view! {
        <section class="stack" aria-labelledby="set-password">
            <h2 id="set-password">{words::set_password(lang)}</h2>
            <p>{words::no_password(lang)}</p>
            {inside}
        </section>
    }
    .into_markup()
}

/// The way to confirm who one is, for somebody without a password.
fn confirm(visit: &Visit, bound: &[BoundIdentity]) -> Markup {
    let lang = visit.lang;
    let ways = visit.site.about.providers.iter().filter(|p| bound.iter().any(|i| i.issuer == p.issuer));
    let ways: Vec<_> = ways
        .map(|p| view! { <a class="button" rel="nofollow" href=urls::sign_in_with(&p.name)>{words::confirm_with(lang, p.label.get(lang))}</a> })
        .collect();
    view! { <p>{words::confirm_first(lang)}</p><p class="cluster">{ways}</p> }.into_markup()
}

fn row(visit: &Visit, bound: &BoundIdentity) -> Markup {
    let lang = visit.lang;
    let moment = |at| time::moment(&visit.site, at, lang);
    let used = match bound.used_at {
        Some(at) => view! { {words::used(lang)}" "{moment(at)} }.into_markup(),
        None => words::unused(lang).into_markup(),
    };
    let label = label(visit, &bound.issuer);
    let name = words::remove_what(lang, &label);
    view! {
        <li class="cluster cluster--apart">
            <span><bdi>{label}</bdi>" "<span class="soft small">{words::bound_at(lang)}" "{moment(bound.bound_at)}" · "{used}</span></span>
            <a class="button button--small" href=urls::identity(bound.id) aria-label=name>{words::remove(lang)}</a>
        </li>
    }
    .into_markup()
}

fn way_here(lang: Lang, label: Option<String>) -> Markup {
    way(lang, words::title(lang), urls::identities(), label)
}

pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let person = visit.person()?;
    let bound = act::own(&visit, &person, &id).await?;
    one_page(&visit, StatusCode::OK, &bound, None).await
}

/// Unbinds one.
pub(crate) async fn remove(visit: Visit, Path(id): Path<String>, Form(sent): Form<IdentityForm>) -> Result<Response, Problem> {
    let person = visit.person()?;
    let bound = act::own(&visit, &person, &id).await?;
    match act::remove(&visit, &person, &id, sent.password).await? {
        Ok(()) => gone_back(&visit, "removed"),
        Err(fault) => one_page(&visit, status_of(fault), &bound, Some(explain(fault, visit.lang))).await,
    }
}

async fn one_page(
    visit: &Visit,
    status: StatusCode,
    bound: &BoundIdentity,
    error: Option<(&'static str, String)>,
) -> Result<Response, Problem> {
    let (lang, has_password) = (visit.lang, visit.site.store.has_a_password(bound.account).await?);
    let label = label(visit, &bound.issuer);
    let visit = Visit { path: urls::identity(bound.id), ..visit.clone() };
    Ok(Page::new(words::title(lang), Nav::None).status(status).show(&visit, || {
        let errors: Vec<_> = error.into_iter().collect();
        let wrong = errors.iter().find(|(field, _)| *field == "password").map(|(_, said)| said.clone());
        // whoever has no password needs another way in before this one ends
        let form = match has_password {
            true => view! {
                <form class="form" method="post" action=urls::identity(bound.id)>
                    {password(lang, wrong)}
                    <div class="cluster"><button class="button button--danger">{words::remove(lang)}</button></div>
                </form>
            }
            .into_markup(),
            false => view! {
                {notice("note", words::only_way(lang))}
                <p><a class="button button--primary" href=urls::identities()>{words::set_password(lang)}</a></p>
            }
            .into_markup(),
        };
        view! {
            {way_here(lang, Some(label.clone()))}
            {page_head("", words::remove_title(lang, label), words::remove_words(lang), vec![])}
            <div class="stack stack--loose measure">
                {error_summary(lang, &errors)}
                {form}
            </div>
        }
    }))
}
