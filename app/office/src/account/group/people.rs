//! Bringing people into a group: by a list that is shown as it was read, from a file, or by a search; and taking them out.

use crate::account::group::{
    actions::{self as act, GroupList},
    one::{GroupPage, GroupQuery, page_of},
};
use axum::{
    Form,
    extract::{Multipart, Path},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use std::collections::HashSet;
use zhixing_app::{
    i18n::{account as account_words, group as words, import as import_words, site},
    urls,
};
use zhixing_domain::{
    account::{Account, Administrator},
    id::AccountId,
    lang::Lang,
};
use zhixing_shell::{
    boxed,
    form::Fields,
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{TextArea, notice},
    problem::Problem,
};
use zhixing_store::PeopleGroup;

/// So many rows, faults and people who were found are shown.
const SHOWN: usize = 200;
const FOUND: usize = 50;

/// People who were looked for, each with whether they are in the group, and whether there are more.
pub(super) struct Found {
    people: Vec<(Account, bool)>,
    more: bool,
}

pub(crate) async fn save(visit: Visit, Path(id): Path<String>, Form(Fields(sent)): Form<Fields>) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let group = act::find(&visit, &admin, &id).await?;
    let all = |name: &str| sent.iter().filter(|(n, _)| n == name).map(|(_, v)| v.clone()).collect::<Vec<_>>();
    let first = |name: &str| all(name).into_iter().next().unwrap_or_default();
    match first("do").as_str() {
        "take" => {
            let people: Vec<AccountId> = all("account").iter().filter_map(|id| id.parse().ok()).collect();
            if people.is_empty() {
                return again(&visit, &admin, &group, "people", words::nobody_chosen(visit.lang)).await;
            }
            let n = act::take(&visit, &admin, &group, people).await?;
            Ok(Redirect::to(&format!("{}?went={n}", urls::group(group.id))).into_response())
        }
        "found" => {
            let logins = all("login");
            if logins.is_empty() {
                return again(&visit, &admin, &group, "find", words::nobody_chosen(visit.lang)).await;
            }
            add(&visit, &admin, &group, logins, String::new()).await
        }
        _ => {
            let text = first("list");
            let read = act::read(&visit, &admin, &text).await?;
            if !first("preview").is_empty() || !read.wrong.is_empty() {
                return preview(&visit, &admin, &group, text, read).await;
            }
            let logins = read.rows.into_iter().map(|row| row.login).collect();
            add(&visit, &admin, &group, logins, text).await
        }
    }
}

/// Reads a file into the form, to be looked at before anybody comes in.
pub(crate) async fn upload(visit: Visit, Path(id): Path<String>, parts: Multipart) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let group = act::find(&visit, &admin, &id).await?;
    let file = zhixing_shell::form::upload(parts).await?;
    let decoded = zhixing_roster::decode(&file).map_err(|why| Problem::invalid("file", |l| why.words(l)))?;
    let read = act::read(&visit, &admin, &decoded.text).await?;
    preview(&visit, &admin, &group, decoded.text, read).await
}

async fn add(visit: &Visit, admin: &Administrator, group: &PeopleGroup, logins: Vec<String>, list: String) -> Result<Response, Problem> {
    match act::add(visit, admin, group, logins).await? {
        Ok(n) => Ok(Redirect::to(&format!("{}?came={n}", urls::group(group.id))).into_response()),
        Err(said) => {
            let errors = vec![("list", said[visit.lang as usize].clone())];
            page_of(visit, admin, group, GroupPage { errors, list, ..GroupPage::default() }).await
        }
    }
}

async fn again(visit: &Visit, admin: &Administrator, group: &PeopleGroup, at: &'static str, said: &str) -> Result<Response, Problem> {
    page_of(visit, admin, group, GroupPage { errors: vec![(at, said.into())], ..GroupPage::default() }).await
}

async fn preview(visit: &Visit, admin: &Administrator, group: &PeopleGroup, list: String, read: GroupList) -> Result<Response, Problem> {
    let wrong = read.wrong.len();
    let errors = if wrong == 0 { vec![] } else { vec![("list", words::wrong_n(visit.lang, wrong))] };
    let asked = GroupQuery::default();
    page_of(visit, admin, group, GroupPage { asked, errors, list, read: Some(read), ..GroupPage::default() }).await
}

/// Looks for people by words; nothing where nobody is looked for.
#[boxed]
pub(super) async fn found(visit: &Visit, admin: &Administrator, group: &PeopleGroup, query: &str) -> Result<Option<Found>, Problem> {
    let query = query.trim();
    if query.is_empty() {
        return Ok(None);
    }
    let store = &visit.site.store;
    let page = store.accounts_like(query, 0).await?;
    let there: HashSet<AccountId> = store.group_people(admin, group.id, query, 0).await?.accounts.into_iter().map(|a| a.id).collect();
    let more = page.total > FOUND as i64;
    let with_place = |account: Account| {
        let is_in = there.contains(&account.id);
        (account, is_in)
    };
    Ok(Some(Found { people: page.accounts.into_iter().map(with_place).collect(), more }))
}

pub(super) fn list_card(group: &PeopleGroup, list: String, read: Option<&GroupList>, lang: Lang) -> Markup {
    let ready = read.is_some_and(|read| read.wrong.is_empty());
    let count = read.map_or(0, |read| read.rows.len());
    let action = format!("{}#add", urls::group_people(group.id));
    view! {
        <section class="card stack" aria-labelledby="add">
            <h2 class="card__title" id="add">{words::add(lang)}</h2>
            <form class="stack" method="post" action=action>
                <div class="field">
                    <label class="field__label" for="list">{words::list(lang)}</label>
                    <p class="field__hint" id="list-hint">{words::list_hint(lang)}</p>
                    {TextArea { id: "list".into(), name: "list".into(), value: list, class: "mono", rows: 6, required: true, described_by: Some("list-hint".into()), ..TextArea::default() }.view()}
                </div>
                {read.map(|read| read_view(read, lang))}
                <div class="cluster">
                    <button class="button" class:button--primary=!ready name="preview" value="yes">{words::preview(lang)}</button>
                    {ready.then(|| view! { <button class="button button--primary">{words::add_n(lang, count)}</button> })}
                </div>
            </form>
            <form class="stack" method="post" action=format!("{}#add", urls::group_file(group.id)) enctype="multipart/form-data">
                <div class="field">
                    <label class="field__label" for="file">{words::file(lang)}</label>
                    <p class="field__hint" id="file-hint">{import_words::file_hint(lang)}</p>
                    <input class="input input--file" id="file" name="file" type="file" accept=".csv,.txt,.tsv,text/csv,text/plain" required aria-describedby="file-hint"/>
                </div>
                <div><button class="button">{words::preview(lang)}</button></div>
            </form>
        </section>
    }
    .into_markup()
}

/// What is wrong, then who would come in.
fn read_view(read: &GroupList, lang: Lang) -> Markup {
    let wrong: Vec<_> = read.wrong.iter().take(SHOWN).map(|w| view! { <li>{w.text(lang)}</li> }).collect();
    let logins: Vec<&str> = read.rows.iter().take(SHOWN).map(|row| row.login.as_str()).collect();
    let rest = read.rows.len().saturating_sub(SHOWN);
    let logins = logins.join(site::comma(lang));
    view! {
        <div class="stack stack--tight">
            <p><strong>{words::read_n(lang, read.rows.len())}</strong></p>
            {(!wrong.is_empty()).then(|| view! { <ul class="small">{wrong}</ul> })}
            {(!logins.is_empty()).then(|| view! { <p class="small mono">{logins}{(rest > 0).then(|| site::and_more(lang, rest))}</p> })}
        </div>
    }
    .into_markup()
}

pub(super) fn search_card(group: &PeopleGroup, asked: &str, found: Option<&Found>, lang: Lang) -> Markup {
    let here = format!("{}#find", urls::group(group.id));
    view! {
        <section class="card stack" aria-labelledby="search">
            <h2 class="card__title" id="search">{words::search(lang)}</h2>
            <form class="search" method="get" action=here role="search">
                <label class="visually-hidden" for="find">{words::find(lang)}</label>
                <input class="input" id="find" name="find" type="search" value=asked.to_string() placeholder=words::find(lang)/>
                <button class="button">{account_words::find_button(lang)}</button>
            </form>
            {found.map(|found| found_view(group, found, lang))}
        </section>
    }
    .into_markup()
}

fn found_view(group: &PeopleGroup, found: &Found, lang: Lang) -> Markup {
    if found.people.is_empty() {
        return view! { <p class="soft">{words::nobody_found(lang)}</p> }.into_markup();
    }
    let boxes: Vec<_> = found
        .people
        .iter()
        .map(|(account, is_in)| {
            let text = format!("{} ({})", account.display_name, account.login);
            let note = is_in.then(|| view! { " "<span class="badge">{words::is_in(lang)}</span> });
            view! { <label class="check"><input class="check__input" type="checkbox" name="login" value=account.login.clone() disabled=*is_in/><span>{text}{note}</span></label> }
        })
        .collect();
    view! {
        <form class="stack" method="post" action=urls::group_people(group.id)>
            <input type="hidden" name="do" value="found"/>
            <div class="stack stack--tight">{boxes}</div>
            {found.more.then(|| notice("note", words::found_first(lang, FOUND)))}
            <div><button class="button button--primary">{words::add_found(lang)}</button></div>
        </form>
    }
    .into_markup()
}
