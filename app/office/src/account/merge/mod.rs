//! Two accounts of one person: both side by side, which stays, and making one of them.

pub mod actions;

use crate::account::{administration, way};
use actions::Side;
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{account as account_words, merge as words},
    urls,
};
use zhixing_domain::{account::Account, lang::Lang};
use zhixing_shell::{
    form::Fields,
    guard::Visit,
    html::{IntoMarkup, Markup},
    name::view::isolated,
    parts::{Confirm, Field, Nav, Page, crumbs, error_summary, is_confirmed, page_head},
    problem::Problem,
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct MergeQuery {
    /// The login of the other one.
    with: String,
}

pub(crate) async fn show(visit: Visit, Path(id): Path<String>, Query(asked): Query<MergeQuery>) -> Result<Response, Problem> {
    page(&visit, &id, &asked.with, vec![]).await
}

/// Merges after asking; what stands against it is said above the two.
pub(crate) async fn merge(visit: Visit, Path(id): Path<String>, Form(Fields(fields)): Form<Fields>) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let field = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str()).unwrap_or_default();
    let first = administration::find(&visit, &admin, &id).await?;
    let Some(other) = actions::other(&visit, &admin, field("with")).await? else {
        return page(&visit, &id, field("with"), vec![("with", words::nobody(visit.lang).to_string())]).await;
    };
    let (stays, closed) = if field("stays") == other.id.to_string() { (other, first) } else { (first, other) };
    if !is_confirmed(&fields) {
        let (action, title) = (urls::merge_account(&id), words::ask(visit.lang, &closed.login, &stays.login));
        let whose = |a: &Account| format!("{} ({})", a.display_name, a.login);
        let people = vec![format!("{} → {}", whose(&closed), whose(&stays))];
        let lead = words::ask_words(visit.lang, &closed.login);
        let back = format!("{action}?with={}", urls::encoded(field("with")));
        return Ok(Confirm { button: title.clone(), title, lead, people, back, action, fields: fields.clone() }.show(&visit));
    }
    match actions::merge(&visit, &admin, &stays, &closed, actions::name_of(field("name"), &stays)).await? {
        Ok(()) => Ok(way::back(stays.id, "merged")),
        Err(refusal) => page(&visit, &id, field("with"), vec![("stays", actions::explain(refusal)(visit.lang).to_string())]).await,
    }
}

async fn page(visit: &Visit, id: &str, with: &str, errors: Vec<(&'static str, String)>) -> Result<Response, Problem> {
    let (admin, lang) = (visit.administrator()?, visit.lang);
    let account = administration::find(visit, &admin, id).await?;
    let other = if with.is_empty() { None } else { actions::other(visit, &admin, with).await? };
    let unknown = !with.is_empty() && other.is_none() && errors.is_empty();
    let errors = if unknown { vec![("with", words::nobody(lang).to_string())] } else { errors };
    let sides = match other {
        Some(other) => Some([actions::side(visit, &admin, account.clone()).await?, actions::side(visit, &admin, other).await?]),
        None => None,
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let error = errors.iter().find(|(field, _)| *field == "with").map(|(_, said)| said.clone());
    let field = Field { value: with.into(), hint: words::other_hint(lang).into(), error, ..Field::new("with", words::other(lang)) };
    Ok(Page::new(words::title(lang), Nav::Desk).status(status).show(visit, || {
        let path = vec![
            (account_words::accounts(lang).into(), Some(urls::accounts())),
            (account.login.clone().into(), Some(urls::account(account.id))),
            (words::title(lang).into(), None),
        ];
        view! {
            {crumbs(lang, path)}
            {page_head("", words::title(lang), words::lead(lang), vec![])}
            <div class="stack stack--loose measure">
                {error_summary(lang, &errors)}
                <form class="form" method="get" action=urls::merge_account(account.id)>
                    {field.view()}
                    <div class="cluster"><button class="button" class:button--primary=sides.is_none()>{words::compare(lang)}</button></div>
                </form>
                {sides.map(|sides| compared(&sides, with, urls::merge_account(account.id), lang))}
            </div>
        }
    }))
}

/// Both side by side, and the form that makes one of them.
fn compared(sides: &[Side; 2], with: &str, action: String, lang: Lang) -> Markup {
    let [one, two] = sides;
    let line = |label: &'static str, [one, two]: [Markup; 2]| view! { <tr><th scope="row">{label}</th><td>{one}</td><td>{two}</td></tr> };
    let text = |of: fn(&Account) -> String| [of(&one.account), of(&two.account)].map(|text| isolated(&text).into_markup());
    let count = |of: fn(&Side) -> i64| [of(one), of(two)].map(|n| n.to_string().into_markup());
    let roles = [one, two].map(|side| account_words::roles_of(side.account.roles, lang).into_markup());
    let names = [one, two].map(|side| side.account.legal_name.clone());
    let differ = names.iter().all(|name| !name.is_empty()) && one.account.legal_name != two.account.legal_name;
    let choice = |name: &'static str, side: &Side, text: &str| {
        let value = side.account.id.to_string();
        view! { <label class="check"><input class="check__input" type="radio" name=name value=value checked=false required/><span>{isolated(text)}</span></label> }
    };
    let stays: Vec<_> = sides.iter().map(|side| choice("stays", side, &side.account.login)).collect();
    let named: Vec<_> = sides.iter().map(|side| choice("name", side, &side.account.legal_name)).collect();
    view! {
        <form class="stack" method="post" action=action>
            <input type="hidden" name="with" value=with.to_string()/>
            <div class="table-frame" role="group" tabindex="0" aria-label=words::title(lang)>
                <table class="table">
                    <thead><tr><th scope="col">{words::what(lang)}</th><th scope="col">{one.account.login.clone()}</th><th scope="col">{two.account.login.clone()}</th></tr></thead>
                    <tbody>
                        {line(account_words::name(lang), text(|a| a.display_name.clone()))}
                        {line(account_words::legal_name(lang), text(|a| a.legal_name.clone()))}
                        {line(account_words::roles(lang), roles)}
                        {line(words::attempts(lang), count(|s| s.has.attempts))}
                        {line(words::certificates(lang), count(|s| s.has.certificates))}
                        {line(words::lessons(lang), count(|s| s.has.lessons))}
                        {line(words::mistakes(lang), count(|s| s.has.mistakes))}
                        {line(words::seats(lang), count(|s| s.has.seats))}
                        {line(words::messages(lang), count(|s| s.has.messages))}
                    </tbody>
                </table>
            </div>
            <fieldset class="field" id="stays"><legend class="field__label">{words::which_stays(lang)}</legend><div class="cluster">{stays}</div></fieldset>
            {differ.then(|| view! { <fieldset class="field"><legend class="field__label">{words::which_name(lang)}</legend><div class="cluster">{named}</div></fieldset> })}
            <div class="cluster"><button class="button button--danger">{words::merge(lang)}</button></div>
        </form>
    }
    .into_markup()
}
