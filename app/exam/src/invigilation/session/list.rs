//! The list of a session as it comes from elsewhere, pasted or from a spreadsheet: it is shown as it was read, and saved when somebody says yes.

use crate::invigilation::{
    planning::{self, Read},
    session::{SessionPage, accommodation, page_of},
};
use axum::{
    Form,
    extract::{Multipart, Path},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{group as group_words, invigilation as words, site, timetable as time_words},
    urls,
};
use zhixing_domain::{assessment::Accommodation, lang::Lang};
use zhixing_roster::{CandidateRow, Wrong};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    name::view::isolated,
    parts::{FileField, FramedTable, LISTS, TextArea, faults_summary, notice, report},
    problem::Problem,
};
use zhixing_store::{Candidate, ExamSession, PeopleGroup};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct List {
    list: String,
    /// Only show how it is read.
    preview: String,
    /// A group in the place of the list, which is only shown.
    group: String,
}

/// Saves the list: all of it, or with clear words nothing. `preview` shows how it is read and stores nothing.
pub async fn save(visit: Visit, Path(id): Path<String>, Form(form): Form<List>) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let session = planning::find(&visit, &who, &id).await?;
    if !form.group.is_empty() {
        let list = planning::list_of_group(&visit, &who, &form.group).await?;
        let read = planning::read(&visit, &who, &session, &list).await?;
        return preview(&visit, &session, list, read).await;
    }
    let mut read = planning::read(&visit, &who, &session, &form.list).await?;
    if form.preview.is_empty() && planning::save(&visit, &who, &session, &mut read).await? {
        let saved = read.roster.rows.len();
        return Ok(Redirect::to(&format!("{}?saved={saved}", urls::exam_session(session.id))).into_response());
    }
    preview(&visit, &session, form.list, read).await
}

/// Reads a file into the form, to be looked at before it is saved.
pub async fn upload(visit: Visit, Path(id): Path<String>, parts: Multipart) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let session = planning::find(&visit, &who, &id).await?;
    let file = zhixing_shell::form::upload(parts).await?;
    let decoded = zhixing_shell::list_file::text(&visit, "list-file", file).await?;
    let mut read = planning::read(&visit, &who, &session, &decoded.text).await?;
    read.unsure = if decoded.sure { vec![] } else { read.roster.unsure(decoded.encoding) };
    preview(&visit, &session, decoded.text, read).await
}

/// The page with the list as it was read, row by row, and what is wrong in it; nothing is stored.
async fn preview(visit: &Visit, session: &ExamSession, list: String, read: Read) -> Result<Response, Problem> {
    let errors = if read.roster.wrong.is_empty() { vec![] } else { vec![("list", words::list_wrong(visit.lang, read.roster.wrong.len()))] };
    page_of(visit, session, SessionPage { list: ListForm { text: list, errors, read: Some(read) }, ..SessionPage::default() }).await
}

/// A cell of the preview: what is stored is struck out where the list says something else, and stays where it says nothing.
fn changed(was: Option<String>, is: Option<String>) -> Markup {
    match (was, is) {
        (Some(was), Some(is)) if was != is && !was.is_empty() => {
            view! { <del>{isolated(&was)}</del>" "<ins>{isolated(&is)}</ins> }.into_markup()
        }
        (was, is) => isolated(&is.or(was).unwrap_or_default()).into_markup(),
    }
}

/// So many rows and faults are shown.
const SHOWN: usize = 200;

/// A row as it was read, beside what is stored of the person.
fn read_row(s: &CandidateRow, was: Option<&Candidate>, lang: Lang) -> Markup {
    let time = |given: Accommodation| accommodation(given, lang);
    let room = changed(was.map(|k| k.room.clone()), s.room.clone());
    let given =
        changed(was.map(|k| time(k.accommodation)), s.accommodation.map(time).or(was.is_none().then(|| time(Accommodation::default()))));
    let name = changed(was.and_then(|k| k.legal_name.clone()), Some(s.legal_name.clone()).filter(|n| !n.is_empty()));
    view! {
        <tr>
            <td class="num" data-label=words::line(lang)>{s.line}</td>
            <th scope="row">{s.login.clone()}</th>
            <td data-label=words::room(lang)>{room}</td>
            <td data-label=words::accommodation(lang)>{given}</td>
            <td data-label=zhixing_app::i18n::name::legal_name(lang)>{name}</td>
        </tr>
    }
    .into_markup()
}

/// What is wrong, by row and column, then the rows as they were read.
fn read_view(Read { roster, unsure, before }: &Read, lang: Lang) -> Markup {
    let lines = |all: &[Wrong]| report(all.iter().map(|w| w.text(lang)), lang);
    let rows: Vec<_> = roster.rows.iter().take(SHOWN).map(|s| read_row(s, before.get(&s.login), lang)).collect();
    let heads = [
        words::line(lang),
        zhixing_app::i18n::account::login(lang),
        words::room(lang),
        words::accommodation(lang),
        zhixing_app::i18n::name::legal_name(lang),
    ];
    let changes = roster.rows.iter().filter(|s| before.get(&s.login).is_some_and(|was| planning::changes(was, s))).count();
    let unused: Vec<&str> =
        roster.columns.iter().filter(|(name, column)| column.is_none() && !name.is_empty()).map(|(name, _)| name.as_str()).collect();
    let above: Vec<String> = roster.above.iter().map(u64::to_string).collect();
    let above = above.join(site::comma(lang));
    view! {
        <section class="stack" aria-labelledby="read">
            <div class="section-head">
                // the page opens here, but where something is wrong: that is said first
                <h3 id="read" tabindex="-1" autofocus=roster.wrong.is_empty()>{words::list_read(lang, roster.rows.len())}</h3>
                <p class="section-head__note">{words::not_saved_yet(lang)}</p>
            </div>
            {(!above.is_empty()).then(|| notice("caution", words::lines_above(lang, above)))}
            {(!unused.is_empty()).then(|| notice("caution", words::columns_unused(lang, unused.join(site::comma(lang)))))}
            {(changes > 0).then(|| notice("caution", words::list_changes(lang, changes)))}
            {(!unsure.is_empty()).then(|| view! { {notice("caution", words::list_unsure(lang))}{lines(unsure)} })}
            {lines(&roster.wrong)}
            {(!rows.is_empty()).then(|| FramedTable::under("read").dense().of_words(heads, rows))}
            {(roster.rows.len() > SHOWN).then(|| view! { <p class="small soft">{words::rows_first(lang, SHOWN)}</p> })}
        </section>
    }
    .into_markup()
}

/// What the form of the list shows: what was typed, how it was read, and what is wrong.
#[derive(Default)]
pub(crate) struct ListForm {
    pub text: String,
    pub errors: Vec<(&'static str, String)>,
    pub read: Option<Read>,
}

/// The card that takes a list.
pub(super) fn card(session: &ExamSession, form: ListForm, groups: &[PeopleGroup], done: Option<Markup>, lang: Lang) -> Markup {
    let ListForm { text, errors, read } = form;
    let faults = read.as_ref().map_or(0, |r| r.roster.wrong.len());
    let ready = read.as_ref().is_some_and(|r| r.roster.wrong.is_empty());
    let read = read.map(|read| read_view(&read, lang));
    let hint = words::list_file_hint(lang).into();
    let file = FileField { id: "list-file", hint, accept: LISTS.into(), ..FileField::new(words::list_file(lang)) };
    view! {
        <section class="card stack measure" aria-labelledby="people">
            <h2 class="card__title" id="people">{time_words::add_people(lang)}</h2>
            {done}{faults_summary(lang, faults, &errors)}
            <form class="stack" method="post" action=urls::exam_session(session.id)>
                <div class="field">
                    <label class="field__label" for="list">{words::candidates(lang)}</label>
                    <p class="field__hint" id="list-hint">{words::list_hint(lang)}</p>
                    {TextArea::of_list(text).view()}
                </div>
                {read}
                <div class="cluster">
                    <button class="button" class:button--primary=!ready name="preview" value="yes">{words::preview_list(lang)}</button>
                    {ready.then(|| view! { <button class="button button--primary">{words::save_list(lang)}</button> })}
                </div>
            </form>
            <form class="stack" method="post" action=urls::exam_session_list(session.id) enctype="multipart/form-data">
                {file.view()}
                <div><button class="button">{words::preview_list(lang)}</button></div>
            </form>
            {(!groups.is_empty()).then(|| group_form(session, groups, lang))}
        </section>
    }
    .into_markup()
}

/// A whole group, shown before it is saved.
fn group_form(session: &ExamSession, groups: &[PeopleGroup], lang: Lang) -> Markup {
    let options: Vec<_> = groups
        .iter()
        .map(|g| {
            let text = format!("{} · {}", g.terms.name.get(lang), group_words::people_n(lang, g.people));
            view! { <option value=g.id.to_string()>{text}</option> }
        })
        .collect();
    view! {
        <form class="stack" method="post" action=urls::exam_session(session.id)>
            <div class="field">
                <label class="field__label" for="group">{group_words::to_list(lang)}</label>
                <p class="field__hint" id="group-hint">{group_words::to_list_hint(lang)}</p>
                <select class="input input--select" id="group" name="group" aria-describedby="group-hint">{options}</select>
            </div>
            <div><button class="button">{group_words::to_list_show(lang)}</button></div>
        </form>
    }
    .into_markup()
}
