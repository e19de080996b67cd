//! The exam room: all items in one form. With scripts one item is shown at a time and answers save themselves; without, the form saves.

use crate::{
    act::{lockdown, sit},
    evidence::set_cookie,
    guard::{OwnAttempt, Visit},
    html::Document,
    i18n::{account, exam as words, invigilation},
    islands::{
        bell::{DEADLINE, SERVER_NOW},
        room::{DIALOG, ExamBar, Opening, OpeningItem},
    },
    pages::barrier,
    parts::{Field, Nav, Page, icon, page, page_head, respond, save_state},
    problem::Problem,
    question::{Face, kind_name},
    urls,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use std::collections::HashMap;
use zhixing_domain::{
    attempt::{Operation, Phase, Verdict},
    id::{OperationId, WriterId},
    lang::Lang,
    question::{Answer, ItemKey, Prompt},
};
use zhixing_store::CurrentAnswer;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    saved: Option<usize>,
}

/// What is on the paper at this moment.
struct Desk {
    prompts: Vec<Prompt>,
    answers: HashMap<ItemKey, CurrentAnswer>,
    flags: Vec<ItemKey>,
}

impl Desk {
    async fn lay(visit: &Visit, attempt: &OwnAttempt) -> Result<Self, Problem> {
        let id = attempt.summary.id;
        let answers = visit.site.store.answers(id).await?.into_iter().map(|a| (a.item.clone(), a)).collect();
        Ok(Self { prompts: sit::prompts(&attempt.sheet, visit.lang), answers, flags: visit.site.store.flags(id).await? })
    }

    fn is_answered(&self, key: &ItemKey) -> bool {
        self.answers.get(key).is_some_and(|a| !a.value.is_empty())
    }

    fn answered(&self) -> usize {
        self.prompts.iter().filter(|p| self.is_answered(&p.key)).count()
    }
}

/// An attempt that ended leads to its receipt.
async fn running(visit: &Visit, id: &str) -> Result<Result<OwnAttempt, Response>, Problem> {
    let attempt = sit::expire_if_due(visit, visit.own_attempt(id).await?).await?;
    let id = attempt.summary.id;
    Ok(match attempt.summary.state.phase() {
        Phase::InProgress => Ok(attempt),
        Phase::Paused => Err(paused(visit, &attempt)),
        // nobody sees a paper before the start
        Phase::Ready => return Err(Problem::NotFound),
        _ => Err(Redirect::to(&urls::receipt(id)).into_response()),
    })
}

/// While staff have paused the attempt its paper is not shown; whoever has it open keeps it and waits.
fn paused(visit: &Visit, attempt: &OwnAttempt) -> Response {
    let lang = visit.lang;
    page(visit, words::paused(lang), Nav::Exams, || {
        let again = Some((invigilation::look_again(lang).to_string(), urls::attempt(attempt.summary.id)));
        crate::parts::empty(words::paused(lang), invigilation::paused_words(lang), again)
    })
}

/// The room's page of a paper that nobody has started, with [`SERVER_NOW`] and [`DEADLINE`] in place of the times.
pub fn unopened(visit: &Visit, attempt: &OwnAttempt) -> String {
    let desk = Desk { prompts: sit::prompts(&attempt.sheet, visit.lang), answers: HashMap::new(), flags: vec![] };
    let visit = Visit { path: urls::attempt(attempt.summary.id), ..visit.clone() };
    let (title, opening) = opening_of(&visit, attempt, &desk);
    let opening = Opening { server_now: SERVER_NOW, deadline: DEADLINE, ..opening };
    room(&visit, attempt, &desk, title, opening, None).to_text()
}

pub async fn show(visit: Visit, Path(id): Path<String>, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let attempt = match running(&visit, &id).await? {
        Ok(attempt) => attempt,
        Err(response) => return Ok(response),
    };
    let id = attempt.summary.id;
    let cookie = lockdown::meet_device(&visit, id).await;
    let barrier = lockdown::before(&visit, &attempt.summary).await?;
    let shelf = visit.site.shelf();
    let mut response = match (barrier, shelf.library.plan(&attempt.summary.plan)) {
        (Some(barrier), Some((_, plan))) => barrier::show(&visit, plan, &barrier, Some(id)),
        _ => paper(&visit, &attempt, asked).await?,
    };
    set_cookie(response.headers_mut(), cookie);
    Ok(response)
}

async fn paper(visit: &Visit, attempt: &OwnAttempt, asked: Asked) -> Result<Response, Problem> {
    let desk = Desk::lay(visit, attempt).await?;
    let (title, opening) = opening_of(visit, attempt, &desk);
    let saved = asked.saved.map(|n| words::saved_all(visit.lang, n));
    Ok(respond(StatusCode::OK, visit.lang, room(visit, attempt, &desk, title, opening, saved)))
}

fn opening_of(visit: &Visit, attempt: &OwnAttempt, desk: &Desk) -> (String, Opening) {
    let (shelf, plan) = (visit.site.shelf(), &attempt.summary.plan);
    let title = shelf.library.plan(plan).map_or_else(|| plan.clone(), |(_, p)| p.title.get(visit.lang).clone());
    (title.clone(), opening(visit, attempt, desk, title))
}

fn room(visit: &Visit, attempt: &OwnAttempt, desk: &Desk, title: String, opening: Opening, saved: Option<String>) -> Document {
    let lang = visit.lang;
    let shelf = visit.site.shelf();
    let plan = shelf.library.plan(&attempt.summary.plan).map(|(_, plan)| plan).filter(|p| p.lockdown.seb.is_some());
    let prove = plan.map(|_| urls::api::prove_attempt(attempt.summary.id));
    let header = move || view! { <ExamBar opening=opening/> }.into_any();
    Page { main: "", ..Page::new(title, Nav::Exams) }.with_header(header).render(visit, || {
        let count = desk.prompts.len();
        let sections: Vec<_> = desk.prompts.iter().enumerate().map(|(i, p)| section(visit, desk, p, i, count, lang)).collect();
        let action = urls::answers(attempt.summary.id);
        view! {
            <div class="exam" data-mode="all">
                <form class="exam__paper" id="paper" method="post" action=action data-answer-key=visit.site.ports.answer_key()>
                    {saved.map(|text| crate::parts::notice("success", text))}
                    {sections}
                    <div class="exam__moves needs-script" data-moves="" hidden>
                        <button class="button" type="button" data-go="previous">{icon("left")}{words::previous_item(lang)}</button>
                        <button class="button button--primary" type="button" data-go="next">{words::next_item(lang)}{icon("right")}</button>
                    </div>
                    <div class="exam__moves" data-plain="">
                        <button class="button" name="do" value="save">{words::save_answers(lang)}</button>
                        <button class="button button--primary" name="do" value="review">{words::review_button(lang)}</button>
                    </div>
                </form>
                {sheet(desk, lang)}
                {prove.map(|to| view! { <div hidden data-seb=to></div> })}
            </div>
            {sign_in_again(visit)}
        }
    })
}

fn opening(visit: &Visit, attempt: &OwnAttempt, desk: &Desk, title: String) -> Opening {
    let summary = &attempt.summary;
    Opening {
        lang: visit.lang,
        attempt: summary.id.to_string(),
        account: summary.account.to_string(),
        person: visit.account.as_ref().map(|a| a.display_name.clone()).unwrap_or_default(),
        title,
        zone: visit.site.about.zone.clone(),
        server_now: visit.now.ms(),
        deadline: summary.standing().deadline(visit.now).map_or(visit.now.ms(), |d| d.0.ms()),
        writer: summary.writer.map(|w| w.to_string()),
        answered: desk.answered(),
        items: desk.prompts.iter().map(|p| opening_item(desk, p)).collect(),
    }
}

fn opening_item(desk: &Desk, prompt: &Prompt) -> OpeningItem {
    let digest = desk.answers.get(&prompt.key).map(|c| c.value.digest());
    OpeningItem { key: prompt.key.0.clone(), shape: prompt.shape.clone(), digest }
}

/// The name of an item's controls.
pub fn control_name(key: &ItemKey) -> String {
    format!("a.{key}")
}

fn section(visit: &Visit, desk: &Desk, prompt: &Prompt, i: usize, count: usize, lang: Lang) -> AnyView {
    let current = desk.answers.get(&prompt.key);
    let face = Face { prompt, name: control_name(&prompt.key), answer: current.map(|c| &c.value), lang };
    let flagged = desk.flags.contains(&prompt.key);
    let state = match current {
        Some(c) => save_state("saved", words::saved_at(lang, crate::parts::time::clock(&visit.site, c.received_at))),
        None => save_state("idle", ""),
    };
    let (id, title) = (format!("item-{}", i + 1), format!("item-{}-title", i + 1));
    view! {
        <section class="question" id=id aria-labelledby=format!("item-{}-title", i + 1) data-item=prompt.key.0.clone()>
            <header class="question__head">
                <h2 class="question__number" id=title tabindex="-1">{words::item_n(lang, i + 1)}<span class="visually-hidden">{words::of_items(lang, count)}</span></h2>
                <p class="question__kind">{words::kind_points(lang, kind_name(prompt.shape.kind, lang), prompt.points)}</p>
                <div class="question__tools">
                    <label class="flag"><input class="flag__input" type="checkbox" name=format!("flag.{}", prompt.key) value="1" checked=flagged/>{icon("flag")}{words::flag(lang)}</label>
                </div>
            </header>
            {face.view()}
            <div class="question__foot" role="status">{state}</div>
        </section>
    }
    .into_any()
}

fn sheet(desk: &Desk, lang: Lang) -> AnyView {
    let cells: Vec<_> = desk
        .prompts
        .iter()
        .enumerate()
        .map(|(i, p)| {
            let (answered, flagged) = (desk.is_answered(&p.key), desk.flags.contains(&p.key));
            view! {
                <li>
                    <a class="item-list__cell" href=format!("#item-{}", i + 1) data-cell=p.key.0.clone() data-state=cell_state(answered, flagged)>
                        {i + 1}<span class="visually-hidden" data-words="">{cell_words(answered, flagged, lang)}</span>
                    </a>
                </li>
            }
        })
        .collect();
    let entry = |state: &'static str, text: &'static str| view! { <li class="item-key__entry"><span class="item-list__cell" data-state=state></span>{text}</li> };
    view! {
        <section class="exam__sheet stack" id="sheet" aria-labelledby="sheet-title">
            <div class="section-head">
                <h2 id="sheet-title">{words::sheet(lang)}</h2>
                <p class="section-head__note" data-done="">{words::done_of(lang, desk.answered(), desk.prompts.len())}</p>
            </div>
            <ol class="item-list" role="list">{cells}</ol>
            <ul class="item-key" role="list">
                {entry("answered", words::answered(lang))}
                {entry("unanswered", words::not_answered(lang))}
                {entry("flagged", words::flagged(lang))}
                {entry("unsaved", words::unsaved(lang))}
            </ul>
        </section>
    }
    .into_any()
}

/// For a session that ends in the middle of the exam: the island opens it (`islands::room::again`).
fn sign_in_again(visit: &Visit) -> AnyView {
    let (lang, person) = (visit.lang, visit.account.as_ref());
    let field =
        |id, label: &'static str, kind, value: String, autocomplete| Field { kind, value, autocomplete, ..Field::new(id, label) }.view();
    let (login, name) = person.map(|a| (a.login.clone(), a.display_name.clone())).unwrap_or_default();
    view! {
        <dialog class="dialog" id=DIALOG aria-labelledby="sign-in-title">
            <form class="stack" method="dialog">
                <h2 class="dialog__title" id="sign-in-title">{words::sign_in_again(lang)}</h2>
                <p>{words::sign_in_words(lang, name)}</p>
                <p class="field__error" role="alert" data-said="" hidden>{icon("caution")}<span></span></p>
                {field("login", words::login(lang), "text", login, "username")}
                {field("password", account::password(lang), "password", String::new(), "current-password")}
                <div class="cluster">
                    <button class="button button--primary">{account::sign_in(lang)}</button>
                    <button class="button" type="button" data-close="">{words::not_now(lang)}</button>
                </div>
            </form>
        </dialog>
    }
    .into_any()
}

fn cell_state(answered: bool, flagged: bool) -> &'static str {
    match (answered, flagged) {
        (true, true) => "answered flagged",
        (true, false) => "answered",
        (false, true) => "flagged",
        (false, false) => "unanswered",
    }
}

fn cell_words(answered: bool, flagged: bool, lang: Lang) -> String {
    let first = if answered { words::answered(lang) } else { words::not_answered(lang) };
    if flagged { format!("，{first}，{}", words::flagged(lang)) } else { format!("，{first}") }
}

/// Saves the whole form: every answer that differs from what is saved, and the flags. This page takes the pen: sending a form is a knowing act.
/// What was typed is kept first, also in a pause and after the end; only then is it said what became of it.
pub async fn save(visit: Visit, Path(id): Path<String>, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Problem> {
    let attempt = visit.own_attempt(&id).await?;
    if attempt.summary.state.phase() == Phase::Ready {
        return Err(Problem::NotFound);
    }
    let (id, site) = (attempt.summary.id, &visit.site);
    let desk = Desk::lay(&visit, &attempt).await?;
    let mut writer = WriterId::new(visit.now, site.dice());
    if !site.store.take_pen(id, writer, visit.stamp()).await? {
        // after the end nobody takes the pen: it speaks as the page that held it
        writer = attempt.summary.writer.unwrap_or(writer);
    }
    let operations: Vec<Operation> = changes(&visit, &desk, &fields, writer);
    let count = operations.len();
    let replies = sit::save(&visit, &attempt.sheet, operations).await?;
    let refused = replies.iter().filter_map(|r| r.verdict).find(|v| !matches!(v, Verdict::Applied { .. }));
    if let Err(mut response) = running(&visit, &id.to_string()).await? {
        // what does not count yet is not said to be saved
        if refused.is_some() && response.status().is_success() {
            *response.status_mut() = StatusCode::CONFLICT;
        }
        return Ok(response);
    }
    if let Some((code, message)) = refused.as_ref().and_then(sit::explain) {
        return Err(Problem::refused(code, |l| message(l).into()));
    }
    for prompt in &desk.prompts {
        let flagged = fields.iter().any(|(n, _)| *n == format!("flag.{}", prompt.key));
        if flagged != desk.flags.contains(&prompt.key) {
            site.store.set_flag(id, &prompt.key, flagged).await?;
        }
    }
    let review = fields.iter().any(|(n, v)| n == "do" && v == "review");
    let target = if review { urls::review(id) } else { format!("{}?saved={count}", urls::attempt(id)) };
    Ok(Redirect::to(&target).into_response())
}

fn changes(visit: &Visit, desk: &Desk, fields: &[(String, String)], writer: WriterId) -> Vec<Operation> {
    let mut operations = vec![];
    for (seq, prompt) in desk.prompts.iter().enumerate() {
        let name = control_name(&prompt.key);
        let value = Answer::from_fields(&prompt.shape, |part| {
            let name = part.map_or(name.clone(), |i| format!("{name}.{i}"));
            fields.iter().filter(|(n, _)| *n == name).map(|(_, v)| v.clone()).collect()
        });
        let before = desk.answers.get(&prompt.key).map(|c| &c.value);
        let changed = before.map_or(!value.is_empty(), |b| *b != value);
        if changed {
            let op_id = OperationId::new(visit.now, visit.site.dice());
            operations.push(Operation { op_id, item: prompt.key.clone(), value, writer, seq: visit.now.ms() + seq as i64 });
        }
    }
    operations
}

pub async fn review(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let attempt = match running(&visit, &id).await? {
        Ok(attempt) => attempt,
        Err(response) => return Ok(response),
    };
    let desk = Desk::lay(&visit, &attempt).await?;
    let (lang, id) = (visit.lang, attempt.summary.id);
    let open = desk.prompts.len() - desk.answered();
    let lead =
        if open + desk.flags.len() == 0 { words::review_ready(lang).to_string() } else { words::review_lead(lang, open, desk.flags.len()) };
    let left = attempt.summary.standing().deadline(visit.now).map(|d| d.remaining(visit.now).minutes());
    Ok(page(&visit, words::review(lang), Nav::Exams, || {
        let rows: Vec<_> = desk
            .prompts
            .iter()
            .enumerate()
            .map(|(i, p)| {
                let (answered, flagged) = (desk.is_answered(&p.key), desk.flags.contains(&p.key));
                view! {
                    <tr data-state=cell_state(answered, flagged)>
                        <th scope="row"><a href=format!("{}#item-{}", urls::attempt(id), i + 1)>{words::item_n(lang, i + 1)}</a></th>
                        <td>{kind_name(p.shape.kind, lang)}</td>
                        <td>{if answered { words::answered(lang) } else { words::not_answered(lang) }}</td>
                        <td>{flagged.then(|| words::flagged(lang))}</td>
                    </tr>
                }
            })
            .collect();
        view! {
            {page_head("", words::review(lang), lead, left.map(|m| words::time_left_words(lang, m)).into_iter().collect())}
            <div class="stack stack--loose measure">
                <div class="table-frame" role="group" tabindex="0" aria-label=words::sheet(lang)>
                    <table class="table">
                        <thead><tr><th scope="col">{words::item(lang)}</th><th scope="col">{words::kind(lang)}</th><th scope="col">{words::state(lang)}</th><th scope="col">{words::flag(lang)}</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                <form class="card stack" method="post" action=urls::submit(id)>
                    <p>{words::hand_in_words(lang)}</p>
                    <div class="cluster">
                        <button class="button button--primary button--large">{words::hand_in(lang)}</button>
                        <a class="button button--large" href=urls::attempt(id)>{words::back_to_paper(lang)}</a>
                    </div>
                </form>
            </div>
        }
    }))
}

pub async fn submit(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let attempt = visit.own_attempt(&id).await?;
    sit::submit(&visit, &attempt).await?;
    Ok(Redirect::to(&urls::receipt(attempt.summary.id)).into_response())
}
