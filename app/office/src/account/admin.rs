//! The list of accounts, opening one, roles and disabling.

use crate::{
    account::{
        administration::{self, AccountRequest},
        boxes::{course_boxes, role_boxes},
        devices, group,
        way::back,
    },
    identity::bound_by,
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
    i18n::{
        account as words, group as group_words, import as import_words, merge as merge_words, name as name_words,
        second_factor as factor_words, signed_in, site,
    },
    urls,
};
use zhixing_domain::{
    account::{Account, Administrator, Role, Roles},
    lang::Lang,
};
use zhixing_shell::{
    form::Fields,
    guard::Visit,
    html::{IntoMarkup, Markup},
    name::view::{isolated, source},
    parts::{Confirm, Field, Nav, Page, crumbs, done, empty, error_summary, history_of as history, is_confirmed, page_head, time},
    problem::{Problem, said_at_fields},
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AccountsQuery {
    q: String,
    /// The id of a group; nothing for all.
    group: String,
    page: i64,
}

pub(crate) async fn list(visit: Visit, Query(asked): Query<AccountsQuery>) -> Result<Response, Problem> {
    visit.administrator()?;
    let asked = AccountsQuery { page: asked.page.clamp(0, 1 << 32), ..asked };
    list_page(&visit, asked, StatusCode::OK, Draft::default(), vec![]).await
}

#[derive(Default)]
struct Draft {
    login: String,
    name: String,
    legal: String,
    roles: Roles,
}

async fn list_page(
    visit: &Visit,
    asked: AccountsQuery,
    status: StatusCode,
    form: Draft,
    errors: Vec<(&'static str, String)>,
) -> Result<Response, Problem> {
    let (lang, admin, groups) = (visit.lang, visit.administrator()?, visit.site.store.groups().await?);
    let found = match asked.group.parse() {
        Ok(group) => visit.site.store.group_people(&admin, group, &asked.q, asked.page).await?,
        Err(_) => visit.site.store.accounts_like(&asked.q, asked.page).await?,
    };
    Ok(Page::new(words::accounts(lang), Nav::Desk).status(status).show(visit, || {
        let rows: Vec<_> = found.accounts.iter().map(|a| row(visit, a, lang)).collect();
        let heads = [words::login(lang), words::name(lang), words::roles(lang), words::since(lang), words::state(lang)];
        let more = (asked.page + 1) * 50 < found.total;
        let link = |to: i64, text: &'static str| view! {
            <a
                class="button button--small"
                href=format!("{}?q={}&group={}&page={to}", urls::accounts(), urls::encoded(&asked.q), urls::encoded(&asked.group))
            >
                {text}
            </a>
        };
        view! {
            {list_head(found.total, lang)}
            <div class="stack stack--loose">
                {group::finder(&asked.q, &asked.group, &groups, lang)}
                {rows.is_empty().then(|| empty(words::none_found(lang), words::none_found_words(lang), Some((words::show_all(lang).into(), urls::accounts()))))}
                {(!rows.is_empty()).then(|| zhixing_shell::parts::FramedTable::called(words::accounts(lang)).of_words(heads, rows))}
                <div class="cluster">{(asked.page > 0).then(|| link(asked.page - 1, site::previous(lang)))}{more.then(|| link(asked.page + 1, site::next(lang)))}</div>
                <div class="cluster">
                    <a class="button" href=urls::import_accounts()>{import_words::title(lang)}</a>
                    <a class="button" href=urls::groups()>{group_words::groups(lang)}</a>
                </div>
                {open_form(form, errors, lang)}
            </div>
        }
    }))
}

fn list_head(total: i64, lang: Lang) -> Markup {
    let path = vec![(zhixing_app::i18n::marking::desk(lang).into(), Some(urls::desk())), (words::accounts(lang).into(), None)];
    view! { {crumbs(lang, path)}{page_head("", words::accounts(lang), "", vec![words::accounts_note(lang, total)])} }.into_markup()
}

fn row(visit: &Visit, account: &Account, lang: Lang) -> Markup {
    let state = if account.disabled_at.is_some() { words::disabled(lang) } else { words::active(lang) };
    view! {
        <tr>
            <th scope="row"><a href=urls::account(account.id)>{account.login.clone()}</a></th>
            <td>{account.display_name.clone()}</td>
            <td data-label=words::roles(lang)>{words::roles_of(account.roles, lang)}</td>
            <td data-label=words::since(lang)>{time::date(&visit.site, account.created_at, lang)}</td>
            <td>{state}</td>
        </tr>
    }
    .into_markup()
}

fn open_form(form: Draft, errors: Vec<(&'static str, String)>, lang: Lang) -> Markup {
    let error_of = |id: &str| errors.iter().find(|(field, _)| *field == id).map(|(_, w)| w.clone());
    let login = Field {
        value: form.login,
        error: error_of("login"),
        hint: words::new_login_hint(lang).into(),
        ..Field::new("login", words::login(lang))
    };
    let name = Field { value: form.name, error: error_of("name"), ..Field::new("name", words::name(lang)) };
    let legal = Field {
        value: form.legal,
        error: error_of("legal_name"),
        hint: name_words::account_hint(lang).into(),
        optional: true,
        ..Field::new("legal_name", words::legal_name(lang))
    };
    let password = Field {
        kind: "password",
        error: error_of("password"),
        autocomplete: "new-password",
        ..Field::new("password", words::password(lang))
    };
    view! {
        <section class="card stack measure" aria-labelledby="open">
            <h2 class="card__title" id="open">{words::open_account(lang)}</h2>
            {error_summary(lang, &errors)}
            <form class="form" method="post" action=urls::accounts()>
                {login.view()}
                {name.view()}
                {legal.view()}
                {password.view()}
                {role_boxes(form.roles, lang)}
                <div class="cluster"><button class="button button--primary">{words::open_account(lang)}</button></div>
            </form>
        </section>
    }
    .into_markup()
}

fn roles_of(fields: &[(String, String)]) -> Roles {
    let roles: Vec<Role> = fields.iter().filter(|(n, _)| n == "role").filter_map(|(_, v)| Role::from_code(v)).collect();
    Roles::of(&roles)
}

pub async fn open(visit: Visit, Form(Fields(fields)): Form<Fields>) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let field = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default();
    let (login, name, legal, password) = (field("login"), field("name"), field("legal_name"), field("password"));
    let roles = roles_of(&fields);
    let opening = AccountRequest { login: login.clone(), name: name.clone(), legal_name: legal.clone(), password, roles };
    match administration::open(&visit, &admin, opening).await? {
        Ok(id) => Ok(Redirect::to(&urls::account(id)).into_response()),
        Err(wrong) => {
            let field = |name| if name == "roles" { "login" } else { name };
            let errors = said_at_fields(wrong, visit.lang).into_iter().map(|(name, said)| (field(name), said)).collect();
            list_page(&visit, AccountsQuery::default(), StatusCode::UNPROCESSABLE_ENTITY, Draft { login, name, legal, roles }, errors).await
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AccountQuery {
    done: String,
}

pub async fn show(visit: Visit, Path(id): Path<String>, Query(asked): Query<AccountQuery>) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let account = administration::find(&visit, &admin, &id).await?;
    let said = match asked.done.as_str() {
        "saved" => Some(site::saved(visit.lang)),
        "disabled" => Some(words::was_disabled(visit.lang)),
        "enabled" => Some(words::was_enabled(visit.lang)),
        "factor" => Some(factor_words::lifted(visit.lang)),
        "ended" => Some(signed_in::ended(visit.lang)),
        "merged" => Some(merge_words::merged_here(visit.lang)),
        _ => None,
    };
    account_page(&visit, &admin, account, AccountShown { said, ..AccountShown::default() }).await
}

/// What was just done to an account, or what is wrong with it.
#[derive(Default)]
struct AccountShown {
    said: Option<&'static str>,
    /// A code for a new password, shown this once.
    code: Option<String>,
    errors: Vec<(&'static str, String)>,
}

/// Gives a code for a new password, shown this once.
pub async fn reset_code(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let account = administration::find(&visit, &admin, &id).await?;
    let (code, _) = administration::reset_code(&visit, &admin, &account).await?;
    account_page(&visit, &admin, account, AccountShown { code: Some(code), ..AccountShown::default() }).await
}

/// Turns the second factor of somebody who lost it off.
pub async fn lift_factor(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let account = administration::find(&visit, &admin, &id).await?;
    administration::lift_factor(&visit, &admin, &account).await?;
    Ok(back(account.id, "factor"))
}

async fn account_page(visit: &Visit, admin: &Administrator, account: Account, shown: AccountShown) -> Result<Response, Problem> {
    let AccountShown { said, code, errors } = shown;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let events = history(visit, admin, &account.id.to_string()).await?;
    let lang = visit.lang;
    let stepped = visit.site.store.has_second_step(account.id).await?;
    let merged = match visit.site.store.merged_into(account.id).await? {
        Some(into) => visit.site.store.account(into).await?,
        None => None,
    };
    let sessions = administration::signed_in(visit, admin, &account).await?;
    let bound = administration::identities(visit, admin, &account).await?;
    let fresh = code.map(|code| fresh_code(visit, code));
    let groups = visit.site.store.groups_of(account.id).await?;
    Ok(Page::new(account.login.clone(), Nav::Desk).status(status).show(visit, || {
        view! {
            {crumbs(lang, vec![(words::accounts(lang).into(), Some(urls::accounts())), (account.login.clone().into(), None)])}
            {page_head(words::roles_of(account.roles, lang), account.display_name.clone(), "", vec![])}
            <div class="stack stack--loose measure">
                {said.map(|said| done("success", said))}
                {error_summary(lang, &errors)}
                {fresh}
                {merged.as_ref().map(|into| view! { <p>{merge_words::was_merged(lang)}<a href=urls::account(into.id)>{into.login.clone()}</a></p> })}
                {group::of_account(&groups, lang)}
                {merged.is_none().then(|| own_forms(visit, &account))}
                {devices::section_of(visit, &sessions, &urls::sessions_of(account.id))}
                {bound_by::section_of(visit, &bound, &urls::identities_of(account.id))}
                {stepped.then(|| lift_form(&account, lang))}
                {merged.is_none().then(|| view! { <p><a class="button" href=urls::merge_account(account.id)>{merge_words::title(lang)}</a></p> })}
                <section class="stack"><h2>{words::history(lang)}</h2>{events}</section>
            </div>
        }
    }))
}

fn lift_form(account: &Account, lang: Lang) -> Markup {
    view! {
        <form class="card stack" method="post" action=urls::lift_factor(account.id)>
            <h2 class="card__title">{factor_words::title(lang)}</h2>
            <p class="soft small">{factor_words::lift_words(lang)}</p>
            <div class="cluster"><button class="button">{factor_words::lift(lang)}</button></div>
        </form>
    }
    .into_markup()
}

/// A code that was made just now: it is shown once.
fn fresh_code(visit: &Visit, code: String) -> Markup {
    let lang = visit.lang;
    view! {
        <div class="spoken" role="status" tabindex="-1" autofocus>
            <p class="spoken__label">{words::reset_code(lang)}</p>
            <p class="spoken__words">{code}</p>
            <p class="small">{words::reset_once(lang, format!("{}{}", visit.site.about.public_url, urls::reset()))}</p>
        </div>
    }
    .into_markup()
}

/// What may be done to an account that was not merged: roles, disabling, the legal name, a code for a new password.
fn own_forms(visit: &Visit, account: &Account) -> Markup {
    let lang = visit.lang;
    let (value, text, class) = if account.disabled_at.is_some() {
        ("enable", words::enable(lang), "button")
    } else {
        ("disable", words::disable(lang), "button button--danger")
    };
    view! {
        <form class="form" method="post" action=urls::account(account.id)>
            {role_boxes(account.roles, lang)}
            {course_boxes(visit, &account.scope, lang)}
            <div class="cluster">
                <button class="button button--primary" name="do" value="roles">{site::save(lang)}</button>
                <button class=class name="do" value=value>{text}</button>
            </div>
        </form>
        {legal_form(visit, account)}
        <form class="card stack" method="post" action=urls::reset_code(account.id)>
            <h2 class="card__title">{words::reset_code(lang)}</h2>
            <p class="soft small">{words::reset_give_words(lang)}</p>
            <div class="cluster"><button class="button">{words::reset_give(lang)}</button></div>
        </form>
    }
    .into_markup()
}

/// The legal name as it is, and the form by which staff set and confirm it. It changes no exam that has begun under another one.
fn legal_form(visit: &Visit, account: &Account) -> Markup {
    let lang = visit.lang;
    let holder = account.holder_name();
    let name = Field { value: account.legal_name.clone(), ..Field::new("legal_name", words::legal_name(lang)) };
    let note = Field { hint: name_words::note_hint(lang).into(), ..Field::new("note", name_words::account_note(lang)) };
    view! {
        <form class="card stack" method="post" action=urls::account(account.id)>
            <h2 class="card__title">{words::legal_name(lang)}</h2>
            <p>{holder.as_ref().map(|h| isolated(&h.text))}" "<span class="badge">{holder.as_ref().map_or(name_words::none_yet(lang), |h| source(Some(h), lang))}</span></p>
            {name.view()}
            {note.view()}
            <div><button class="button" name="do" value="legal_name">{name_words::give_and_confirm(lang)}</button></div>
        </form>
    }
    .into_markup()
}

fn ask(visit: &Visit, account: &Account, title: String, lead: String, fields: Vec<(String, String)>) -> Response {
    let (action, people) = (urls::account(account.id), vec![account.display_name.clone()]);
    Confirm { button: title.clone(), title, lead, people, back: action.clone(), action, fields }.show(visit)
}

/// Back to the page of the account; with what is wrong beside its field.
async fn changed(visit: &Visit, admin: &Administrator, account: Account, done: Result<(), Problem>) -> Result<Response, Problem> {
    match done {
        Ok(()) => Ok(back(account.id, "saved")),
        Err(Problem::Invalid { field, words }) => {
            let errors = vec![(field, words.get(visit.lang).clone())];
            account_page(visit, admin, account, AccountShown { errors, ..AccountShown::default() }).await
        }
        Err(problem) => Err(problem),
    }
}

pub async fn change(visit: Visit, Path(id): Path<String>, Form(Fields(fields)): Form<Fields>) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    visit.signed_in()?;
    let account = administration::find(&visit, &admin, &id).await?;
    let field = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str()).unwrap_or_default();
    match fields.iter().find(|(n, _)| n == "do").map(|(_, v)| v.as_str()) {
        Some("legal_name") => {
            let done = administration::set_legal_name(&visit, &admin, &account, field("legal_name"), field("note")).await;
            changed(&visit, &admin, account, done).await
        }
        Some("disable") if !is_confirmed(&fields) => {
            let (title, lead) = (words::ask_disable(visit.lang, &account.login), words::ask_disable_words(visit.lang).to_string());
            Ok(ask(&visit, &account, title, lead, fields.clone()))
        }
        Some("disable") => {
            administration::set_disabled(&visit, &admin, &account, true).await?;
            Ok(back(account.id, "disabled"))
        }
        Some("enable") => {
            administration::set_disabled(&visit, &admin, &account, false).await?;
            Ok(back(account.id, "enabled"))
        }
        _ => {
            let roles = roles_of(&fields);
            let taken: Vec<_> = Role::ALL.into_iter().filter(|r| account.roles.has(*r) && !roles.has(*r)).collect();
            if !roles.is_empty() && !taken.is_empty() && !is_confirmed(&fields) {
                let names: Vec<_> = taken.into_iter().map(|r| words::role(r, visit.lang)).collect();
                let lead = words::ask_roles_words(visit.lang, names.join(" · "));
                return Ok(ask(&visit, &account, words::ask_roles(visit.lang, &account.login), lead, fields.clone()));
            }
            let courses: Vec<String> = fields.iter().filter(|(n, _)| n == "course").map(|(_, v)| v.clone()).collect();
            if courses.is_empty() && account.scope.courses().is_some() && !is_confirmed(&fields) {
                let (title, lead) = (words::ask_reach(visit.lang, &account.login), words::ask_reach_words(visit.lang).to_string());
                return Ok(ask(&visit, &account, title, lead, fields.clone()));
            }
            let done = administration::set_roles(&visit, &admin, &account, roles, &courses).await;
            changed(&visit, &admin, account, done).await
        }
    }
}
