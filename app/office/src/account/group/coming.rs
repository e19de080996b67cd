//! Who may come into a group: a list as it was read, and people who were searched for.

use crate::account::group::actions::GroupList;
use leptos::prelude::*;
use std::collections::HashSet;
use zhixing_app::{
    i18n::{account as account_words, group as words, import as import_words, invigilation as list_words},
    urls,
};
use zhixing_domain::{
    account::{Account, Administrator},
    id::AccountId,
    lang::Lang,
};
use zhixing_shell::{
    boxed,
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{FileField, LISTS, TextArea, notice, report},
    problem::Problem,
};
use zhixing_store::PeopleGroup;

const FOUND: usize = 50;
/// So many rows, faults and people who were found are shown.
const SHOWN: usize = 200;

/// People who were looked for, each with whether they are in the group, and whether there are more.
pub(super) struct Found {
    people: Vec<(Account, bool)>,
    more: bool,
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

/// A list as it was read, and whom it means.
pub(super) struct ListShown {
    pub read: GroupList,
    /// Each with whether they are in the group.
    pub people: Vec<(Account, bool)>,
    pub doubts: Vec<String>,
}

impl ListShown {
    /// How many come in by it.
    fn newcomers(&self) -> usize {
        self.people.iter().filter(|(_, is_in)| !is_in).count()
    }
}

pub(super) fn list_card(group: &PeopleGroup, list: String, read: Option<&ListShown>, lang: Lang) -> Markup {
    let count = read.map_or(0, ListShown::newcomers);
    let ready = count > 0 && read.is_some_and(|shown| shown.read.wrong.is_empty());
    let action = urls::group_people(group.id);
    let described_by = Some("list-hint".into());
    let area = TextArea {
        id: "list".into(),
        name: "list".into(),
        value: list,
        class: "mono",
        rows: 6,
        required: true,
        described_by,
        ..TextArea::default()
    };
    view! {
        <section class="card stack" aria-labelledby="add">
            <h2 class="card__title" id="add">{words::add(lang)}</h2>
            <form class="stack" method="post" action=action>
                <div class="field">
                    <label class="field__label" for="list">{words::list(lang)}</label>
                    <p class="field__hint" id="list-hint">{words::list_hint(lang)}</p>
                    {area.view()}
                </div>
                {read.map(|read| read_view(read, lang))}
                <div class="cluster">
                    <button class="button" class:button--primary=!ready name="preview" value="yes">{words::preview(lang)}</button>
                    {ready.then(|| view! { <button class="button button--primary">{words::add_n(lang, count)}</button> })}
                </div>
            </form>
            <form class="stack" method="post" action=urls::group_file(group.id) enctype="multipart/form-data">
                {FileField { hint: import_words::file_hint(lang).into(), accept: LISTS.into(), ..FileField::new(words::file(lang)) }.view()}
                <div><button class="button">{words::preview(lang)}</button></div>
            </form>
        </section>
    }
    .into_markup()
}

/// What is wrong, then who would come in, each by account name and name.
fn read_view(ListShown { read, people, doubts }: &ListShown, lang: Lang) -> Markup {
    let wrong = report(read.wrong.iter().map(|w| w.text(lang)), lang);
    let there = people.iter().filter(|(_, is_in)| *is_in).count();
    let rows: Vec<_> = people.iter().take(SHOWN).map(|(account, is_in)| coming_row(account, *is_in, lang)).collect();
    let rest = people.len().saturating_sub(SHOWN);
    view! {
        <div class="stack stack--tight" role="status" tabindex="-1" autofocus>
            <p><strong>{words::read_n(lang, read.rows.len())}</strong>" "{words::coming_n(lang, people.len() - there, there)}</p>
            {wrong}
            {(!doubts.is_empty()).then(|| view! { {notice("caution", list_words::list_unsure(lang))}{report(doubts.clone(), lang)} })}
            {(!rows.is_empty()).then(|| view! {
                <div class="table-frame" role="group" tabindex="0" aria-label=words::coming(lang)>
                    <table class="table table--cards" data-dense="">
                        <thead>
                            <tr>
                                <th scope="col">{account_words::login(lang)}</th>
                                <th scope="col">{account_words::name(lang)}</th>
                                <th scope="col">{account_words::state(lang)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            })}
            {(rest > 0).then(|| view! { <p class="small soft">{words::more_coming_n(lang, rest)}</p> })}
        </div>
    }
    .into_markup()
}

fn coming_row(account: &Account, is_in: bool, lang: Lang) -> Markup {
    let state = match (is_in, account.disabled_at) {
        (true, _) => words::is_in(lang),
        (false, Some(_)) => account_words::disabled(lang),
        (false, None) => words::comes_in(lang),
    };
    view! {
        <tr>
            <th scope="row">{account.login.clone()}</th>
            <td>{account.display_name.clone()}</td>
            <td>{state}</td>
        </tr>
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
