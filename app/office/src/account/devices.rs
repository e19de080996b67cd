//! Where somebody is signed in, on their own page and on the page that staff see of an account; and the forms that end one or all of it.

use crate::account::{administration, own, way};
use axum::{
    Form,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{account as account_words, signed_in as words},
    urls,
};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::time,
    problem::Problem,
};
use zhixing_store::SignedIn;

/// One session by its name; without a name all others, or of somebody else all.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Ended {
    end: String,
}

pub async fn end_own(visit: Visit, Form(form): Form<Ended>) -> Result<Response, Problem> {
    let person = visit.person()?;
    let ended = match form.end.as_str() {
        "" => own::end_others(&visit, &person).await?,
        name => own::end_session(&visit, &person, name).await.map(|()| 1)?,
    };
    Ok(Redirect::to(&format!("{}?ended={ended}", urls::profile())).into_response())
}

pub async fn end_of(visit: Visit, Path(id): Path<String>, Form(form): Form<Ended>) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let account = administration::find(&visit, &admin, &id).await?;
    match form.end.as_str() {
        "" => administration::end_sessions(&visit, &admin, &account).await.map(drop)?,
        name => administration::end_session(&visit, &admin, &account, name).await?,
    }
    Ok(way::back(account.id, "ended"))
}

/// The sessions, each with its button; `here` names the one that asks.
fn list(visit: &Visit, sessions: &[SignedIn], here: Option<&str>, action: &str) -> Markup {
    let lang = visit.lang;
    if sessions.is_empty() {
        return view! { <p class="soft">{words::nowhere(lang)}</p> }.into_markup();
    }
    let rows: Vec<_> = sessions.iter().map(|s| row(visit, s, here == Some(s.name.as_str()), action)).collect();
    view! { <ul class="stack" role="list">{rows}</ul> }.into_markup()
}

fn row(visit: &Visit, session: &SignedIn, here: bool, action: &str) -> Markup {
    let (lang, device) = (visit.lang, device(session, visit.lang));
    let button = view! {
        <form method="post" action=action.to_string()>
            <button class="button button--small" name="end" value=session.name.clone() aria-label=words::end_of(lang, &device)>{words::end(lang)}</button>
        </form>
    };
    view! {
        <li class="cluster cluster--apart">
            <span>
                <strong>{device}</strong>" "{here.then(|| view! { <span class="badge badge--ok">{words::here(lang)}</span> })}<br/>
                <span class="soft small">
                    {(!session.address.is_empty()).then(|| format!("{} · ", session.address))}
                    {words::since(lang)}" "{time::moment(&visit.site, session.created_at, lang)}" · "{words::seen(lang)}" "{time::moment(&visit.site, session.seen_at, lang)}
                </span>
            </span>
            {(!here).then_some(button)}
        </li>
    }
    .into_markup()
}

/// What a session is known by.
fn device(session: &SignedIn, lang: Lang) -> String {
    if session.device.is_empty() { words::unknown(lang).into() } else { session.device.clone() }
}

/// What the own page shows.
pub(super) fn own_section(visit: &Visit, sessions: &[SignedIn], here: Option<&str>) -> Markup {
    let lang = visit.lang;
    let others = sessions.iter().any(|s| Some(s.name.as_str()) != here);
    view! {
        <section class="stack" aria-labelledby="sessions">
            <h2 id="sessions">{words::title(lang)}</h2>
            <p>{words::lead(lang)}</p>
            {list(visit, sessions, here, &urls::own_sessions())}
            {others.then(|| view! { <form method="post" action=urls::own_sessions()><button class="button">{words::end_others(lang)}</button></form> })}
            <p class="soft small">{account_words::sessions_words(lang)}</p>
            <form method="post" action=urls::sign_out_everywhere()><button class="button">{account_words::everywhere(lang)}</button></form>
        </section>
    }
    .into_markup()
}

/// What staff see of an account.
pub(super) fn section_of(visit: &Visit, sessions: &[SignedIn], action: &str) -> Markup {
    let lang = visit.lang;
    view! {
        <section class="card stack" aria-labelledby="sessions">
            <h2 class="card__title" id="sessions">{words::title(lang)}</h2>
            <p class="soft small">{words::lead_of(lang)}</p>
            {list(visit, sessions, None, action)}
            {(!sessions.is_empty()).then(|| view! { <form method="post" action=action.to_string()><button class="button">{words::end_all(lang)}</button></form> })}
        </section>
    }
    .into_markup()
}
