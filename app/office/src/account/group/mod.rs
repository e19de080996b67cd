//! Groups of people: the list of them, and making one. A group's own page is [`one`], bringing people in [`people`].

pub mod actions;
mod coming;
pub mod one;
pub mod people;

use actions as act;
use axum::{
    Form,
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{account as account_words, group as words, site},
    urls,
};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Field, Nav, Page, crumbs, done, empty, error_summary, page_head},
    problem::{Problem, said_at_fields},
};
use zhixing_store::PeopleGroup;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct GroupsQuery {
    done: String,
}

/// What a group is called, as it was typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct TypedGroup {
    pub name: String,
    pub english: String,
    pub note: String,
}

impl TypedGroup {
    fn of(group: &PeopleGroup) -> Self {
        let terms = group.terms.clone();
        Self { name: terms.name.zh, english: terms.name.en.unwrap_or_default(), note: terms.note }
    }
}

pub(crate) async fn list(visit: Visit, Query(asked): Query<GroupsQuery>) -> Result<Response, Problem> {
    let said = (asked.done == "removed").then(|| words::removed(visit.lang));
    list_page(&visit, StatusCode::OK, said, TypedGroup::default(), vec![]).await
}

pub(crate) async fn open(visit: Visit, Form(typed): Form<TypedGroup>) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    match act::open(&visit, &admin, &typed.name, &typed.english, &typed.note).await? {
        Ok(id) => Ok(Redirect::to(&urls::group(id)).into_response()),
        Err(wrong) => {
            let errors = said_at_fields(wrong, visit.lang);
            list_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, None, typed, errors).await
        }
    }
}

async fn list_page(
    visit: &Visit,
    status: StatusCode,
    said: Option<&'static str>,
    typed: TypedGroup,
    errors: Vec<(&'static str, String)>,
) -> Result<Response, Problem> {
    visit.administrator()?;
    let (lang, groups) = (visit.lang, visit.site.store.groups().await?);
    Ok(Page::new(words::groups(lang), Nav::Desk).status(status).show(visit, || {
        let rows: Vec<_> = groups.iter().map(|group| row(group, lang)).collect();
        view! {
            {crumbs(lang, vec![(account_words::accounts(lang).into(), Some(urls::accounts())), (words::groups(lang).into(), None)])}
            {page_head("", words::groups(lang), words::lead(lang), vec![])}
            <div class="stack stack--loose">
                {said.map(|said| done("success", said))}
                {rows.is_empty().then(|| empty(words::none(lang), words::none_words(lang), None))}
                {(!rows.is_empty()).then(|| view! { <div class="table-frame" role="group" tabindex="0" aria-label=words::groups(lang)>
                    <table class="table table--cards">
                        <thead><tr><th scope="col">{words::name(lang)}</th><th scope="col">{words::people(lang)}</th><th scope="col">{words::note(lang)}</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div> })}
                <section class="card stack measure" aria-labelledby="make">
                    <h2 class="card__title" id="make">{words::make(lang)}</h2>
                    {error_summary(lang, &errors)}
                    <form class="form" method="post" action=urls::groups()>
                        {fields(typed, &errors, lang)}
                        <div class="cluster"><button class="button button--primary">{words::make(lang)}</button></div>
                    </form>
                </section>
            </div>
        }
    }))
}

fn row(group: &PeopleGroup, lang: Lang) -> Markup {
    view! {
        <tr>
            <th scope="row"><a href=urls::group(group.id)>{group.terms.name.get(lang).clone()}</a></th>
            <td>{words::people_n(lang, group.people)}</td>
            <td>{group.terms.note.clone()}</td>
        </tr>
    }
    .into_markup()
}

fn fields(typed: TypedGroup, errors: &[(&'static str, String)], lang: Lang) -> Markup {
    let error_of = |id: &str| errors.iter().find(|(field, _)| *field == id).map(|(_, said)| said.clone());
    let name =
        Field { value: typed.name, error: error_of("name"), hint: words::name_hint(lang).into(), ..Field::new("name", words::name(lang)) };
    let english = Field { value: typed.english, error: error_of("english"), optional: true, ..Field::new("english", words::english(lang)) };
    let hint = words::note_hint(lang).into();
    let note = Field { value: typed.note, error: error_of("note"), hint, optional: true, ..Field::new("note", words::note(lang)) };
    view! { {name.view()}{english.view()}{note.view()} }.into_markup()
}

/// A choice among groups, for forms of other pages; nothing where there are none.
pub(crate) fn choice(groups: &[PeopleGroup], chosen: &str, label: &'static str, none: &'static str, lang: Lang) -> Option<Markup> {
    let option = |value: String, text: String| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{text}</option> }
    };
    let options: Vec<_> = std::iter::once(option(String::new(), none.into()))
        .chain(groups.iter().map(|g| option(g.id.to_string(), g.terms.name.get(lang).clone())))
        .collect();
    (!groups.is_empty()).then(|| {
        view! {
            <div class="field">
                <label class="field__label" for="group">{label}</label>
                <select class="input input--select" id="group" name="group">{options}</select>
            </div>
        }
        .into_markup()
    })
}

/// Looking for accounts by words, and by group where there are some.
pub(crate) fn finder(asked: &str, chosen: &str, groups: &[PeopleGroup], lang: Lang) -> Markup {
    let group = choice(groups, chosen, words::group(lang), words::all(lang), lang);
    match group {
        Some(group) => view! {
            <form class="filter" method="get" action=urls::accounts() role="search">
                <div class="field">
                    <label class="field__label" for="q">{account_words::find(lang)}</label>
                    <input class="input" id="q" name="q" type="search" value=asked.to_string()/>
                </div>
                {group}
                <button class="button">{account_words::find_button(lang)}</button>
            </form>
        }
        .into_markup(),
        None => view! {
            <form class="search" method="get" action=urls::accounts() role="search">
                <label class="visually-hidden" for="q">{account_words::find(lang)}</label>
                <input class="input" id="q" name="q" type="search" value=asked.to_string() placeholder=account_words::find(lang)/>
                <button class="button">{account_words::find_button(lang)}</button>
            </form>
        }
        .into_markup(),
    }
}

/// The groups that an account is in; nothing where it is in none.
pub(crate) fn of_account(groups: &[PeopleGroup], lang: Lang) -> Option<Markup> {
    let links: Vec<_> = groups.iter().map(|g| view! { <li><a href=urls::group(g.id)>{g.terms.name.get(lang).clone()}</a></li> }).collect();
    (!links.is_empty()).then(|| {
        view! { <section class="stack stack--tight"><h2>{words::of_account(lang)}</h2><ul class="cluster" role="list">{links}</ul></section> }
            .into_markup()
    })
}

/// The ways to the pages before and after.
fn pager(total: i64, page: i64, href: impl Fn(i64) -> String, lang: Lang) -> Markup {
    let link = |to: i64, text: &'static str| view! { <a class="button button--small" href=href(to)>{text}</a> };
    let more = (page + 1) * 50 < total;
    view! { <div class="cluster">{(page > 0).then(|| link(page - 1, site::previous(lang)))}{more.then(|| link(page + 1, site::next(lang)))}</div> }
        .into_markup()
}
