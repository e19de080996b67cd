//! One exam session: its window and its list of candidates with rooms and accommodations.

use crate::invigilation::{
    code,
    planning::{self, Read},
};
use axum::{
    Form,
    extract::{Multipart, Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{invigilation as words, lockdown as code_words, site},
    urls,
};
use zhixing_domain::{
    assessment::{Accommodation, Plan},
    attempt::Terms,
    lang::Lang,
    time::Span,
};
use zhixing_roster::Wrong;
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    name::view::isolated,
    parts::{Nav, Page, TextArea, crumbs, error_summary, notice, page_head, time},
    problem::Problem,
};
use zhixing_store::{Candidate, ExamSession};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SessionQuery {
    saved: Option<usize>,
    code: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct List {
    list: String,
    /// Only show how it is read.
    preview: String,
}

pub(crate) async fn show(visit: Visit, Path(id): Path<String>, Query(asked): Query<SessionQuery>) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let session = planning::find(&visit, &who, &id).await?;
    let people = visit.site.store.candidates(&who, session.id).await?;
    let removed = (asked.code == "removed").then(|| code_words::session_code_removed(visit.lang).to_string());
    let said = asked.saved.map(|n| words::listed_n(visit.lang, n)).or(removed);
    Ok(page_of(&visit, &session, &people, SessionPage { said, ..SessionPage::default() }))
}

/// What the page shows besides the session: what was done or is wrong, and what was typed.
#[derive(Default)]
pub(super) struct SessionPage {
    pub said: Option<String>,
    pub list: String,
    pub errors: Vec<(&'static str, String)>,
    pub code: code::CodeView,
    pub read: Option<Read>,
}

/// Saves the list: all of it, or with clear words nothing. `preview` shows how it is read and stores nothing.
pub async fn save(visit: Visit, Path(id): Path<String>, Form(form): Form<List>) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let session = planning::find(&visit, &who, &id).await?;
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
    let decoded = zhixing_roster::decode(&file).map_err(|why| Problem::invalid("list-file", |l| why.words(l)))?;
    let mut read = planning::read(&visit, &who, &session, &decoded.text).await?;
    read.unsure = if decoded.sure { vec![] } else { read.roster.unsure(decoded.encoding) };
    preview(&visit, &session, decoded.text, read).await
}

/// The page with the list as it was read, row by row, and what is wrong in it; nothing is stored.
async fn preview(visit: &Visit, session: &ExamSession, list: String, read: Read) -> Result<Response, Problem> {
    let wrong = read.roster.wrong.len();
    let people = visit.site.store.candidates(&visit.invigilator()?, session.id).await?;
    let errors = if wrong == 0 { vec![] } else { vec![("list", words::list_wrong(visit.lang, wrong))] };
    Ok(page_of(visit, session, &people, SessionPage { list, errors, read: Some(read), ..SessionPage::default() }))
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

/// What is wrong, by row and column, then the rows as they were read.
fn read_view(Read { roster, unsure, before }: &Read, lang: Lang) -> Markup {
    let lines = |all: &[Wrong]| all.iter().take(SHOWN).map(|w| view! { <li>{w.text(lang)}</li> }).collect::<Vec<_>>();
    let (wrong, doubts) = (lines(&roster.wrong), lines(unsure));
    let rows: Vec<_> = roster
        .rows
        .iter()
        .take(SHOWN)
        .map(|s| {
            let was = before.get(&s.login);
            let time = |given: Accommodation| accommodation(given, lang);
            let room = changed(was.map(|k| k.room.clone()), s.room.clone());
            let given = changed(
                was.map(|k| time(k.accommodation)),
                s.accommodation.map(time).or(was.is_none().then(|| time(Accommodation::default()))),
            );
            let name = changed(was.and_then(|k| k.legal_name.clone()), Some(s.legal_name.clone()).filter(|n| !n.is_empty()));
            view! {
                <tr><td class="num">{s.line}</td><th scope="row">{s.login.clone()}</th><td>{room}</td><td>{given}</td><td>{name}</td></tr>
            }
        })
        .collect();
    let changes = roster.rows.iter().filter(|s| before.get(&s.login).is_some_and(|was| planning::changes(was, s))).count();
    let unused: Vec<&str> =
        roster.columns.iter().filter(|(name, column)| column.is_none() && !name.is_empty()).map(|(name, _)| name.as_str()).collect();
    let above: Vec<String> = roster.above.iter().map(u64::to_string).collect();
    let above = above.join(site::comma(lang));
    view! {
        <section class="stack" aria-labelledby="read">
            <div class="section-head">
                <h3 id="read">{words::list_read(lang, roster.rows.len())}</h3>
                <p class="section-head__note">{words::not_saved_yet(lang)}</p>
            </div>
            {(!above.is_empty()).then(|| notice("caution", words::lines_above(lang, above)))}
            {(!unused.is_empty()).then(|| notice("caution", words::columns_unused(lang, unused.join(site::comma(lang)))))}
            {(changes > 0).then(|| notice("caution", words::list_changes(lang, changes)))}
            {(!doubts.is_empty()).then(|| view! { {notice("caution", words::list_unsure(lang))}<ul class="stack">{doubts}</ul> })}
            {(!wrong.is_empty()).then(|| view! { <ul class="stack">{wrong}</ul> })}
            {(!rows.is_empty()).then(|| view! {
                <div class="table-frame" role="group" tabindex="0" aria-labelledby="read">
                    <table class="table" data-dense="">
                        <thead><tr><th scope="col">{words::line(lang)}</th><th scope="col">{zhixing_app::i18n::account::login(lang)}</th><th scope="col">{words::room(lang)}</th><th scope="col">{words::accommodation(lang)}</th><th scope="col">{zhixing_app::i18n::name::legal_name(lang)}</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            })}
            {(roster.rows.len() > SHOWN).then(|| view! { <p class="small soft">{words::rows_first(lang, SHOWN)}</p> })}
        </section>
    }
    .into_markup()
}

/// That the session is too short for the time that was agreed with somebody.
fn lost(plan: &Plan, session: &ExamSession, given: Accommodation, lang: Lang) -> Option<Markup> {
    let terms = Terms { limit: plan.limit, factor: given.factor, agreed: given.extra, closes: Some(session.closes), ..Terms::default() };
    let (time, lost) = terms.promised(session.opens);
    (lost > Span::ZERO).then(|| {
        view! { <span class="badge badge--warn">{words::session_short(lang, time.minutes(), lost.minutes())}</span> }.into_markup()
    })
}

/// `×1.25 +20 min`, or that there is none.
pub fn accommodation(given: Accommodation, lang: Lang) -> String {
    if given.is_none() {
        return words::none(lang).into();
    }
    let mut parts = vec![];
    if given.factor != 1000 {
        parts.push(format!("×{}", f64::from(given.factor) / 1000.0));
    }
    if given.extra.minutes() > 0 {
        parts.push(format!("+{}", time::minutes(given.extra, lang)));
    }
    parts.join(" ")
}

pub(super) fn page_of(visit: &Visit, session: &ExamSession, people: &[Candidate], shown: SessionPage) -> Response {
    let (lang, shelf) = (visit.lang, visit.site.shelf());
    let found = shelf.library.plan(&session.plan).map(|(_, p)| p);
    let plan = shelf.library.title_of(&session.plan, lang);
    let demanded = found.is_some_and(|p| p.lockdown.code);
    let SessionPage { said, list, errors, code, read } = shown;
    let ready = read.as_ref().is_some_and(|r| r.roster.wrong.is_empty());
    let read = read.map(|read| read_view(&read, lang));
    let wrong = !errors.is_empty() || code.error.is_some();
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let (course, slug) = (session.plan.course(), session.plan.plan());
    Page::new(session.name.clone(), Nav::Desk).status(status).show(visit, || {
        let rows: Vec<_> = people
            .iter()
            .map(|k| {
                view! {
                    <tr><th scope="row">{k.login.clone()}</th><td>{k.name.clone()}</td><td>{k.room.clone()}</td><td>{accommodation(k.accommodation, lang)}{found.and_then(|p| lost(p, session, k.accommodation, lang))}</td><td>{k.legal_name.as_deref().map(isolated)}</td></tr>
                }
            })
            .collect();
        let path = vec![(words::title(lang).into(), Some(urls::invigilation())), (session.name.clone(), None)];
        let window = view! { {time::moment(&visit.site, session.opens, lang)}" – "{time::moment(&visit.site, session.closes, lang)} };
        view! {
            {crumbs(lang, path)}
            {page_head(plan, session.name.clone(), "", vec![words::candidates_n(lang, session.candidates)])}
            <div class="stack stack--far">
                <div class="cluster cluster--apart">
                    <p>{window}</p>
                    <a class="button button--primary" href=format!("{}?session={}", urls::board(course, slug), session.id)>{words::board(lang)}</a>
                </div>
                {said.map(|text| notice("success", text))}
                {code::view(visit, session, demanded, code)}
                <section class="card stack measure" aria-labelledby="people">
                    <h2 class="card__title" id="people">{words::list_people(lang)}</h2>
                    {error_summary(lang, &errors)}
                    <form class="stack" method="post" action=format!("{}#people", urls::exam_session(session.id))>
                        <div class="field">
                            <label class="field__label" for="list">{words::candidates(lang)}</label>
                            <p class="field__hint" id="list-hint">{words::list_hint(lang)}</p>
                            {TextArea { id: "list".into(), name: "list".into(), value: list, class: "mono", rows: 6, required: true, described_by: Some("list-hint".into()), ..TextArea::default() }.view()}
                        </div>
                        {read}
                        <div class="cluster">
                            <button class="button" class:button--primary=!ready name="preview" value="yes">{words::preview_list(lang)}</button>
                            {ready.then(|| view! { <button class="button button--primary">{words::save_list(lang)}</button> })}
                        </div>
                    </form>
                    <form class="stack" method="post" action=format!("{}#people", urls::exam_session_list(session.id)) enctype="multipart/form-data">
                        <div class="field">
                            <label class="field__label" for="list-file">{words::list_file(lang)}</label>
                            <p class="field__hint" id="list-file-hint">{words::list_file_hint(lang)}</p>
                            <input class="input input--file" id="list-file" name="file" type="file" accept=".csv,.txt,.tsv,text/csv,text/plain" required aria-describedby="list-file-hint"/>
                        </div>
                        <div><button class="button">{words::preview_list(lang)}</button></div>
                    </form>
                </section>
                {(!rows.is_empty()).then(|| view! {
                    <section class="stack" aria-labelledby="listed">
                        <div class="section-head"><h2 id="listed">{words::candidates(lang)}</h2><p class="section-head__note">{words::private_note(lang)}</p></div>
                        {(session.candidates > people.len() as i64).then(|| view! { <p class="small soft">{words::first_n(lang, people.len())}</p> })}
                        <div class="table-frame" role="group" tabindex="0" aria-labelledby="listed">
                            <table class="table" data-dense="">
                                <thead><tr><th scope="col">{zhixing_app::i18n::account::login(lang)}</th><th scope="col">{words::person(lang)}</th><th scope="col">{words::room(lang)}</th><th scope="col">{words::accommodation(lang)}</th><th scope="col">{zhixing_app::i18n::name::legal_name(lang)}</th></tr></thead>
                                <tbody>{rows}</tbody>
                            </table>
                        </div>
                    </section>
                })}
            </div>
        }
    })
}
