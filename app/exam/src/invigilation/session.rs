//! One exam session: its window and its list of candidates with rooms and accommodations.

use crate::invigilation::code;
use axum::{
    Form,
    extract::{Multipart, Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
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
use zhixing_roster::{CandidateRow, Column, Roster, RosterFault, Wrong};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    name::{self, view::isolated},
    parts::{Nav, Page, TextArea, crumbs, error_summary, notice, page_head, time},
    problem::Problem,
};
use zhixing_store::{Candidate, ExamSession, Listed};

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

pub(super) async fn find(visit: &Visit, id: &str) -> Result<ExamSession, Problem> {
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    visit.site.store.exam_session(id).await?.ok_or(Problem::NotFound)
}

pub(crate) async fn show(visit: Visit, Path(id): Path<String>, Query(asked): Query<SessionQuery>) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let session = find(&visit, &id).await?;
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

/// The list as it was read, and what is stored of the same people, by login.
pub(super) struct Read {
    roster: Roster<CandidateRow>,
    /// Cells whose letters have to be looked at.
    unsure: Vec<Wrong>,
    before: HashMap<String, Candidate>,
}

/// Saves the list: all of it, or with clear words nothing. `preview` shows how it is read and stores nothing.
pub async fn save(visit: Visit, Path(id): Path<String>, Form(form): Form<List>) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let session = find(&visit, &id).await?;
    let roster = named(&visit, zhixing_roster::candidates(&form.list));
    if !form.preview.is_empty() || !roster.wrong.is_empty() {
        return preview(&visit, &session, form.list, roster, vec![]).await;
    }
    let people: Vec<Listed> = roster.rows.iter().map(listed).collect();
    let count = people.len();
    let unknown = visit.site.store.list_candidates(&who, session.id, people, visit.stamp()).await?;
    if unknown.is_empty() {
        return Ok(Redirect::to(&format!("{}?saved={count}", urls::exam_session(session.id))).into_response());
    }
    preview(&visit, &session, form.list, without(roster, &unknown), vec![]).await
}

/// Reads a file into the form, to be looked at before it is saved.
pub async fn upload(visit: Visit, Path(id): Path<String>, parts: Multipart) -> Result<Response, Problem> {
    visit.invigilator()?;
    let session = find(&visit, &id).await?;
    let file = zhixing_shell::form::upload(parts).await?;
    let decoded = zhixing_roster::decode(&file).map_err(|why| Problem::invalid("list-file", |l| why.words(l)))?;
    let roster = named(&visit, zhixing_roster::candidates(&decoded.text));
    let unsure = if decoded.sure { vec![] } else { roster.unsure(decoded.encoding) };
    preview(&visit, &session, decoded.text, roster, unsure).await
}

/// The page with the list as it was read, row by row, and what is wrong in it; nothing is stored.
async fn preview(
    visit: &Visit,
    session: &ExamSession,
    list: String,
    roster: Roster<CandidateRow>,
    unsure: Vec<Wrong>,
) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let logins: Vec<String> = roster.rows.iter().map(|s| s.login.clone()).collect();
    let unknown = visit.site.store.unknown_logins(&who, logins.clone()).await?;
    let before = visit.site.store.listed(&who, session.id, logins).await?;
    let before = before.into_iter().map(|k| (k.login.clone(), k)).collect();
    let read = Some(Read { roster: without(roster, &unknown), unsure, before });
    let wrong: usize = read.iter().map(|r| r.roster.wrong.len()).sum();
    let people = visit.site.store.candidates(&who, session.id).await?;
    let errors = if wrong == 0 { vec![] } else { vec![("list", words::list_wrong(visit.lang, wrong))] };
    Ok(page_of(visit, session, &people, SessionPage { list, errors, read, ..SessionPage::default() }))
}

/// Names the rows whose logins nobody has.
fn without(mut roster: Roster<CandidateRow>, unknown: &[String]) -> Roster<CandidateRow> {
    let unknown: HashSet<&String> = unknown.iter().collect();
    let told: HashSet<u64> = roster.wrong.iter().filter(|w| w.why == RosterFault::Unknown).map(|w| w.line).collect();
    let lacking: Vec<Wrong> = roster
        .rows
        .iter()
        .filter(|s| unknown.contains(&s.login) && !told.contains(&s.line))
        .map(|s| Wrong { line: s.line, column: Some(Column::Login), cell: s.login.clone(), why: RosterFault::Unknown })
        .collect();
    roster.wrong.extend(lacking);
    roster.wrong.sort_by_key(|w| (w.line, w.column));
    roster
}

/// With names in the form that a certificate can be printed for, or what stands against one: now, and not when somebody has passed.
fn named(visit: &Visit, mut roster: Roster<CandidateRow>) -> Roster<CandidateRow> {
    roster.read_names(|text| name::legal(&visit.site, text).map_err(|fault| [Lang::Zh, Lang::En].map(|lang| name::explain(fault, lang))));
    roster
}

fn listed(row: &CandidateRow) -> Listed {
    let CandidateRow { login, room, accommodation, legal_name, .. } = row.clone();
    Listed { login, room, accommodation, legal_name: Some(legal_name).filter(|n| !n.is_empty()) }
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
    let changes = roster.rows.iter().filter(|s| before.get(&s.login).is_some_and(|was| changes(was, s))).count();
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

/// Whether the list says something else of somebody than is stored.
fn changes(was: &Candidate, row: &CandidateRow) -> bool {
    row.room.as_ref().is_some_and(|room| *room != was.room)
        || row.accommodation.is_some_and(|given| given != was.accommodation)
        || (!row.legal_name.is_empty() && was.legal_name.as_ref().is_some_and(|name| *name != row.legal_name))
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
