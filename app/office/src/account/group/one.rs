//! One group: its people, what it is called, and what is done with all of it.

use crate::account::group::{
    TypedGroup,
    actions::{self as act, GroupList},
    coming, fields, pager,
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
    i18n::{account as account_words, group as words},
    urls,
};
use zhixing_domain::{
    account::{Account, Administrator},
    lang::Lang,
};
use zhixing_shell::{
    form::Fields,
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Confirm, Nav, Page, crumbs, done, empty, faults_summary, history_of, is_confirmed, page_head},
    problem::{Problem, said_at_fields},
};
use zhixing_store::{AccountPage, PeopleGroup};

/// Which of its people are looked at, what was just done, and who is looked for to come in.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct GroupQuery {
    pub q: String,
    pub page: i64,
    pub find: String,
    came: Option<u64>,
    went: Option<u64>,
    disabled: Option<u64>,
    saved: bool,
}

impl GroupQuery {
    fn said(&self, lang: Lang) -> Option<String> {
        let came = self.came.map(|n| words::came_n(lang, n));
        let went = self.went.map(|n| words::went_n(lang, n));
        let saved = self.saved.then(|| zhixing_app::i18n::site::saved(lang).to_string());
        came.or(went).or(self.disabled.map(|n| words::disabled_n(lang, n))).or(saved)
    }
}

/// What a form that was not carried out shows again.
#[derive(Default)]
pub(crate) struct GroupPage {
    pub asked: GroupQuery,
    pub typed: Option<TypedGroup>,
    pub errors: Vec<(&'static str, String)>,
    pub list: String,
    pub read: Option<GroupList>,
    /// What may have been read as something else, of a file in an encoding that nothing shows.
    pub doubts: Vec<String>,
}

pub(crate) async fn show(visit: Visit, Path(id): Path<String>, Query(asked): Query<GroupQuery>) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let group = act::find(&visit, &admin, &id).await?;
    let asked = GroupQuery { page: asked.page.clamp(0, 1 << 32), ..asked };
    page_of(&visit, &admin, &group, GroupPage { asked, ..GroupPage::default() }).await
}

/// Its name and note, disabling all of it, or removing it: the last two are asked first.
pub(crate) async fn change(visit: Visit, Path(id): Path<String>, Form(Fields(sent)): Form<Fields>) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let group = act::find(&visit, &admin, &id).await?;
    let field = |name: &str| sent.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default();
    let here = urls::group(group.id);
    match field("do").as_str() {
        "disable" if !is_confirmed(&sent) => ask_disable(&visit, &admin, &group, sent.clone()).await,
        "disable" => {
            let n = act::disable(&visit, &admin, &group).await?;
            Ok(Redirect::to(&format!("{here}?disabled={n}")).into_response())
        }
        "remove" if !is_confirmed(&sent) => Ok(ask_remove(&visit, &group, sent.clone())),
        "remove" => {
            act::remove(&visit, &admin, &group).await?;
            Ok(Redirect::to(&format!("{}?done=removed", urls::groups())).into_response())
        }
        _ => {
            let typed = TypedGroup { name: field("name"), english: field("english"), note: field("note") };
            match act::change(&visit, &admin, &group, (&typed.name, &typed.english, &typed.note)).await? {
                Ok(()) => Ok(Redirect::to(&format!("{here}?saved=true")).into_response()),
                Err(wrong) => {
                    let errors = said_at_fields(wrong, visit.lang);
                    page_of(&visit, &admin, &group, GroupPage { typed: Some(typed), errors, ..GroupPage::default() }).await
                }
            }
        }
    }
}

async fn ask_disable(visit: &Visit, admin: &Administrator, group: &PeopleGroup, sent: Vec<(String, String)>) -> Result<Response, Problem> {
    let (lang, people) = (visit.lang, act::to_disable(visit, admin, group).await?);
    if people.is_empty() {
        let errors = vec![("whole", words::nobody_to_disable(lang).to_string())];
        return page_of(visit, admin, group, GroupPage { errors, ..GroupPage::default() }).await;
    }
    let title = words::ask_disable(lang, people.len(), group.terms.name.get(lang));
    let people = people.into_iter().map(|a| format!("{} ({})", a.display_name, a.login)).collect();
    let (action, lead) = (urls::group(group.id), words::ask_disable_words(lang).to_string());
    Ok(Confirm { button: title.clone(), title, lead, people, back: action.clone(), action, fields: sent }.show(visit))
}

fn ask_remove(visit: &Visit, group: &PeopleGroup, sent: Vec<(String, String)>) -> Response {
    let lang = visit.lang;
    let (title, lead) = (words::ask_remove(lang, group.terms.name.get(lang)), words::ask_remove_words(lang, group.people));
    let action = urls::group(group.id);
    Confirm { button: title.clone(), title, lead, people: vec![], back: action.clone(), action, fields: sent }.show(visit)
}

pub(super) async fn page_of(visit: &Visit, admin: &Administrator, group: &PeopleGroup, shown: GroupPage) -> Result<Response, Problem> {
    let GroupPage { asked, typed, errors, list, read, doubts } = shown;
    let faults = read.as_ref().map_or(0, |read| read.wrong.len()).max(errors.len());
    let status = if faults > 0 { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let there = visit.site.store.group_people(admin, group.id, &asked.q, asked.page).await?;
    let read = match read {
        Some(read) => Some(coming::ListShown { people: act::coming(visit, admin, group, &read).await?, read, doubts }),
        None => None,
    };
    let found = coming::found(visit, admin, group, &asked.find).await?;
    let history = history_of(visit, admin, &group.id.to_string()).await?;
    let lang = visit.lang;
    let name = group.terms.name.get(lang).clone();
    Ok(Page::new(name.clone(), Nav::Desk).status(status).show(visit, || {
        let path = vec![
            (account_words::accounts(lang).into(), Some(urls::accounts())),
            (words::groups(lang).into(), Some(urls::groups())),
            (name.clone().into(), None),
        ];
        view! {
            {crumbs(lang, path)}
            {page_head(words::group(lang), name, group.terms.note.clone(), vec![words::people_n(lang, group.people)])}
            <div class="stack stack--far">
                {asked.said(lang).map(|said| done("success", said))}
                {faults_summary(lang, faults, &errors)}
                {members(group, &there, &asked, lang)}
                <div class="grid grid--wide">
                    {coming::list_card(group, list, read.as_ref(), lang)}
                    {coming::search_card(group, &asked.find, found.as_ref(), lang)}
                    {terms_card(group, typed, &errors, lang)}
                    {whole_card(group, lang)}
                </div>
                <section class="stack" aria-labelledby="history"><h2 id="history">{account_words::history(lang)}</h2>{history}</section>
            </div>
        }
    }))
}

fn members(group: &PeopleGroup, there: &AccountPage, asked: &GroupQuery, lang: Lang) -> Markup {
    let here = urls::group(group.id);
    let rows: Vec<_> = there.accounts.iter().map(|account| member(account, lang)).collect();
    let heads = [account_words::login(lang), account_words::name(lang), account_words::state(lang), words::choose(lang)];
    let searched = !asked.q.trim().is_empty();
    let href = |to: i64| format!("{here}?q={}&page={to}", urls::encoded(&asked.q));
    view! {
        <section class="stack" aria-labelledby="people">
            <h2 id="people">{words::people(lang)}</h2>
            {(group.people > 50 || searched).then(|| view! {
                <form class="search" method="get" action=here.clone() role="search">
                    <label class="visually-hidden" for="q">{words::find(lang)}</label>
                    <input class="input" id="q" name="q" type="search" value=asked.q.clone() placeholder=words::find(lang)/>
                    <button class="button">{account_words::find_button(lang)}</button>
                </form>
            })}
            {match (rows.is_empty(), searched) {
                (true, true) => view! { <p class="soft">{words::nobody_found(lang)}</p> }.into_markup(),
                (true, false) => empty(words::nobody(lang), words::nobody_words(lang), None),
                (false, _) => view! {
                    <form class="stack" method="post" action=urls::group_people(group.id)>
                        <input type="hidden" name="do" value="take"/>
                        {zhixing_shell::parts::FramedTable::under("people").dense().of_words(heads, rows)}
                        <div><button class="button">{words::take_out(lang)}</button></div>
                    </form>
                }
                .into_markup(),
            }}
            {pager(there.total, asked.page, href, lang)}
        </section>
    }
    .into_markup()
}

fn member(account: &Account, lang: Lang) -> Markup {
    let state = if account.disabled_at.is_some() { account_words::disabled(lang) } else { account_words::active(lang) };
    view! {
        <tr>
            <th scope="row"><a href=urls::account(account.id)>{account.login.clone()}</a></th>
            <td>{account.display_name.clone()}</td>
            <td>{state}</td>
            <td data-label=words::choose(lang)>
                <input
                    class="check__input" type="checkbox" name="account" value=account.id.to_string()
                    aria-label=words::choose_of(lang, &account.login)
                />
            </td>
        </tr>
    }
    .into_markup()
}

fn terms_card(group: &PeopleGroup, typed: Option<TypedGroup>, errors: &[(&'static str, String)], lang: Lang) -> Markup {
    view! {
        <section class="card stack" aria-labelledby="terms">
            <h2 class="card__title" id="terms">{words::change(lang)}</h2>
            <form class="form" method="post" action=urls::group(group.id)>
                {fields(typed.unwrap_or_else(|| TypedGroup::of(group)), errors, lang)}
                <div class="cluster"><button class="button" name="do" value="terms">{zhixing_app::i18n::site::save(lang)}</button></div>
            </form>
        </section>
    }
    .into_markup()
}

fn whole_card(group: &PeopleGroup, lang: Lang) -> Markup {
    view! {
        <section class="card stack" aria-labelledby="whole">
            <h2 class="card__title" id="whole">{words::whole(lang)}</h2>
            {(group.people > 0).then(|| view! { <p class="soft small">{words::disable_words(lang)}</p> })}
            <form class="cluster" method="post" action=urls::group(group.id)>
                {(group.people > 0).then(|| view! { <button class="button button--danger" name="do" value="disable">{words::disable(lang)}</button> })}
                <button class="button button--danger" name="do" value="remove">{words::remove(lang)}</button>
            </form>
        </section>
    }
    .into_markup()
}
