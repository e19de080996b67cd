//! The exam room: the items of the section that is open, in one form. With scripts one item is shown at a time and answers save themselves;
//! without, the form saves ([`form`]). The answer sheet is in [`sheet`]; [`onward`] leaves a section, [`review`] comes before handing in.

pub mod form;
pub mod onward;
mod pause;
pub mod receipt;
pub mod review;
mod sheet;

use crate::{
    attempt::{
        actions as sit,
        section::{self, Whereabouts},
    },
    lockdown::{actions as lockdown, barrier},
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use std::{collections::HashMap, ops::Range, sync::Arc};
use zhixing_app::{
    i18n::{account, exam as words, second_factor},
    islands::{
        bell::{DEADLINE, SECTION_DEADLINE, SERVER_NOW},
        room::{DIALOG, ExamBar, LEAVES, LIMITED, Opening, OpeningItem},
    },
    urls,
};
use zhixing_domain::{
    attempt::{Deadline, Phase},
    lang::{Lang, Title},
    question::{Answer, ItemKey, Prompt},
};
use zhixing_shell::{
    cookie::set_cookie,
    guard::{OwnAttempt, Visit},
    html::{self, Document, IntoMarkup, Markup, Template},
    name::view as name,
    parts::{Field, Nav, Page, done, icon, notice, respond, save_state, time},
    problem::Problem,
    published::RowOf,
    question::{Face, kind_note},
};
use zhixing_store::CurrentAnswer;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct RoomQuery {
    saved: Option<usize>,
    /// Answers of a form that came when they could no longer be changed.
    aside: Option<usize>,
}

/// What is on the paper at this moment: the items of the section that is open.
struct Desk<'a> {
    at: Option<Whereabouts<'a>>,
    /// The places of its items on the whole paper.
    places: Range<usize>,
    /// How many items the whole paper has.
    total: usize,
    prompts: Vec<Prompt>,
    answers: HashMap<ItemKey, CurrentAnswer>,
    flags: Vec<ItemKey>,
    /// The legal name that was frozen, where the assessment certifies.
    name: Option<String>,
}

impl<'a> Desk<'a> {
    fn blank(visit: &Visit, attempt: &'a OwnAttempt) -> Self {
        let at = section::whereabouts(&attempt.sheet, &attempt.summary, visit.now);
        let total = attempt.sheet.entries.len();
        let places = at.as_ref().map_or(0..total, |at| at.here.places.clone());
        let prompts = sit::prompts(&attempt.sheet, places.clone(), visit.lang);
        Self { at, places, total, prompts, answers: HashMap::new(), flags: vec![], name: None }
    }

    async fn lay(visit: &Visit, attempt: &'a OwnAttempt) -> Result<Self, Problem> {
        let id = attempt.summary.id;
        let (answers, flags, name) = visit.site.store.desk(id).await?;
        let answers = answers.into_iter().map(|a| (a.item.clone(), a)).collect();
        Ok(Self { answers, flags, name, ..Self::blank(visit, attempt) })
    }

    /// The prompts that take answers now, with their places on the paper.
    fn open(&self) -> impl Iterator<Item = (usize, &Prompt)> {
        let open = self.open_places();
        self.places.clone().zip(&self.prompts).filter(move |(place, _)| open.contains(place))
    }

    fn open_places(&self) -> Range<usize> {
        self.at.as_ref().map_or(self.places.clone(), Whereabouts::open)
    }

    fn is_linear(&self) -> bool {
        self.at.as_ref().is_some_and(|at| at.here.section.linear)
    }

    /// The first step of the section after this one.
    fn next_section(&self) -> Option<u32> {
        self.at.as_ref().and_then(Whereabouts::next)
    }

    fn is_answered(&self, key: &ItemKey) -> bool {
        self.answers.get(key).is_some_and(|a| !a.value.is_empty())
    }

    fn answered(&self) -> usize {
        self.prompts.iter().filter(|p| self.is_answered(&p.key)).count()
    }
}

/// An attempt that ended leads to its receipt. While staff have paused it its paper is not shown; whoever has it open keeps it and waits. `typed` is what
/// a form brought.
async fn running(visit: &Visit, id: &str, typed: &[(String, String)]) -> Result<Result<OwnAttempt, Response>, Problem> {
    let attempt = sit::expire_if_due(visit, visit.own_attempt(id).await?).await?;
    let id = attempt.summary.id;
    Ok(match attempt.summary.state.phase() {
        Phase::InProgress => Ok(attempt),
        Phase::Paused => Err(pause::page(visit, &attempt, typed).await?),
        // nobody sees a paper before the start
        Phase::Ready => return Err(Problem::NotFound),
        _ => Err(Redirect::to(&urls::receipt(id)).into_response()),
    })
}

/// The room's page of a paper that nobody has started, with [`SERVER_NOW`], [`DEADLINE`] and [`SECTION_DEADLINE`] in place of the times.
pub fn unopened(visit: &Visit, attempt: &OwnAttempt, name: Option<String>) -> String {
    let desk = Desk { name, ..Desk::blank(visit, attempt) };
    let visit = Visit { path: urls::attempt(attempt.summary.id), ..visit.clone() };
    let (title, opening) = opening_of(&visit, attempt, &desk);
    let limited = desk.at.as_ref().is_some_and(|at| at.here.section.limit.is_some());
    let deadline = if limited { SECTION_DEADLINE } else { DEADLINE };
    let section = if limited { opening.section | LIMITED } else { opening.section };
    let marks = moments(visit.site.ports.random());
    let opening = Opening { server_now: marks[0], deadline: marks[1], section, ends: String::new(), ..opening };
    with_names(&room(&visit, attempt, &desk, title, opening, None).to_text(), marks, [SERVER_NOW, deadline])
}

/// Two instants that nobody can have typed: what is drawn is too long to be guessed, and no page has it by chance.
fn moments(random: [u8; 16]) -> [i64; 2] {
    let number = u128::from_be_bytes(random);
    [number >> 64, number].map(|half| (half as u64 >> 2) as i64 | 1 << 61)
}

/// The page with its own two instants under the names that the browser looks for. What people typed that looks like such a name is written in
/// another way: the same text to a reader, and no name to the browser, which takes the first that it finds.
fn with_names(page: &str, marks: [i64; 2], names: [&str; 2]) -> String {
    let mut page = page.to_string();
    for name in [SERVER_NOW, DEADLINE, SECTION_DEADLINE] {
        if page.contains(name) {
            let spelled: String = name.bytes().map(|digit| format!("&#{digit};")).collect();
            page = page.replace(name, &spelled);
        }
    }
    marks.into_iter().zip(names).fold(page, |page, (mark, name)| page.replacen(&mark.to_string(), name, 1))
}

pub(crate) async fn show(visit: Visit, Path(id): Path<String>, Query(asked): Query<RoomQuery>) -> Result<Response, Problem> {
    let attempt = match running(&visit, &id, &[]).await? {
        Ok(attempt) => attempt,
        Err(response) => return Ok(response),
    };
    let id = attempt.summary.id;
    let cookie = lockdown::meet_device(&visit, id).await;
    let barrier = lockdown::before(&visit, &attempt.summary).await?;
    let published = visit.site.published();
    let mut response = match (barrier, published.library.plan(&attempt.summary.plan)) {
        (Some(barrier), Some((_, plan))) => barrier::show(&visit, plan, &barrier, Some(id)),
        _ => paper(&visit, &attempt, asked).await?,
    };
    set_cookie(response.headers_mut(), cookie);
    Ok(response)
}

async fn paper(visit: &Visit, attempt: &OwnAttempt, asked: RoomQuery) -> Result<Response, Problem> {
    let desk = Desk::lay(visit, attempt).await?;
    let (title, opening) = opening_of(visit, attempt, &desk);
    let said = match asked {
        RoomQuery { aside: Some(n), .. } => Some(done("caution", words::kept_aside(visit.lang, n))),
        RoomQuery { saved: Some(n), .. } => Some(done("success", words::saved_all(visit.lang, n))),
        _ => None,
    };
    Ok(respond(StatusCode::OK, visit.lang, room(visit, attempt, &desk, title, opening, said)))
}

fn opening_of(visit: &Visit, attempt: &OwnAttempt, desk: &Desk) -> (String, Opening) {
    let (published, plan) = (visit.site.published(), &attempt.summary.plan);
    let title = published.library.title(plan, visit.lang);
    (title.text.clone(), opening(visit, attempt, desk, title))
}

fn room(visit: &Visit, attempt: &OwnAttempt, desk: &Desk, title: String, opening: Opening, said: Option<Markup>) -> Document {
    let lang = visit.lang;
    let published = visit.site.published();
    let plan = published.library.plan(&attempt.summary.plan).map(|(_, plan)| plan).filter(|p| p.lockdown.seb.is_some());
    let prove = plan.map(|_| urls::api::prove_attempt(attempt.summary.id));
    let linear = desk.is_linear();
    // what the islands know of the section's steps
    let (first, end) = desk.at.as_ref().map(|at| (at.here.first_step, at.here.first_step + at.here.steps)).unzip();
    let header = move || view! { <ExamBar opening=opening/> }.into_markup();
    let rows = rows(visit, attempt, desk);
    let blank = sheet::blank(&published, lang);
    Page { main: "", ..Page::new(title, Nav::Exams) }.with_header(header).render(visit, || {
        let items = items(visit, desk, &rows);
        let action = urls::answers(attempt.summary.id);
        view! {
            {onward::closed(desk, lang)}
            <div class="exam" data-mode="all">
                <form
                    class="exam__paper" id="paper" method="post" action=action data-answer-key=visit.site.ports.answer_key()
                    data-answer-proof=visit.site.ports.answer_proof(&attempt.summary.id.to_string()) data-first=first data-end=end
                    data-linear=linear
                >
                    {said.map(|said| view! { <div class="notice-lead">{said}</div> })}
                    <div data-waits="" hidden>{notice("caution", words::waits_here(lang))}</div>
                    {desk.at.as_ref().map(|at| onward::head(visit, at))}
                    {items}
                    {onward::moves(desk, lang)}
                    {onward::dialogs(desk, &attempt.sheet.outline, lang)}
                    <div class="exam__name">{name::line(attempt.summary.id, desk.name.as_deref(), lang)}</div>
                </form>
                {sheet::view(desk, &blank, &attempt.sheet.outline, lang)}
                {prove.map(|to| view! { <div hidden data-seb=to></div> })}
            </div>
            {sign_in_again(visit)}
            {review::dialog(lang)}
            {pause::dialog(lang)}
        }
    })
}

/// The items of the step, those that are the same for many from what is kept.
fn items(visit: &Visit, desk: &Desk, rows: &[Option<Arc<Template>>]) -> Vec<Markup> {
    let (open, count) = (desk.open_places(), desk.total.to_string());
    let item = |((place, prompt), row): ((usize, &Prompt), &Option<Arc<Template>>)| match row {
        Some(row) => row.part(&[&(place + 1).to_string(), &count]),
        None => own_item(visit, desk, prompt, place, !open.contains(&place)),
    };
    desk.places.clone().zip(&desk.prompts).zip(rows).map(item).collect()
}

fn opening(visit: &Visit, attempt: &OwnAttempt, desk: &Desk, title: Title) -> Opening {
    let summary = &attempt.summary;
    let limit = desk.at.as_ref().and_then(|at| at.deadline);
    let deadline = limit.or(summary.timing().deadline(visit.now));
    Opening {
        lang: visit.lang,
        attempt: summary.id.to_string(),
        account: summary.account.to_string(),
        person: visit.account.as_ref().map(|a| a.display_name.clone()).unwrap_or_default(),
        title_lang: title.foreign.unwrap_or(visit.lang),
        title: title.text,
        zone: visit.site.about.zone.clone(),
        server_now: visit.now.ms(),
        deadline: deadline.map_or(visit.now.ms(), |d| d.0.ms()),
        ends: deadline.map(|d| ends(visit, d, limit.is_some())).unwrap_or_default(),
        writer: summary.writer.map(|w| w.to_string()),
        answered: desk.answered(),
        section: if limit.is_some() { LIMITED } else { 0 } | if desk.next_section().is_some() { LEAVES } else { 0 },
        items: desk.prompts.iter().map(|p| opening_item(desk, p)).collect(),
    }
}

/// When time ends, for who has no scripts: their clock does not run.
fn ends(visit: &Visit, deadline: Deadline, of_part: bool) -> String {
    let (time, zone) = (time::soon(&visit.site, visit.now, deadline.0, visit.lang), time::zone_name(&visit.site, visit.lang));
    let left = words::clock((deadline.remaining(visit.now).ms() + 999) / 1_000);
    if of_part { words::part_ends_at(visit.lang, time, zone, left) } else { words::ends_at(visit.lang, time, zone, left) }
}

fn opening_item(desk: &Desk, prompt: &Prompt) -> OpeningItem {
    let digest = desk.answers.get(&prompt.key).map(|c| c.value.digest());
    OpeningItem { key: prompt.key.0.clone(), shape: prompt.shape.clone(), digest }
}

/// The name of an item's controls.
pub fn control_name(key: &ItemKey) -> String {
    format!("a.{key}")
}

fn face_of<'a>(prompt: &'a Prompt, answer: Option<&'a Answer>, lang: Lang) -> Face<'a> {
    Face { prompt, name: control_name(&prompt.key), id: control_name(&prompt.key), answer, lang }
}

/// The items that nobody has answered or flagged yet, from memory.
fn rows(visit: &Visit, attempt: &OwnAttempt, desk: &Desk) -> Vec<Option<Arc<Template>>> {
    let (published, lang, open) = (visit.site.published(), visit.lang, desk.open_places());
    let row = |(place, prompt): (usize, &Prompt)| {
        let is_blank = !desk.answers.contains_key(&prompt.key) && !desk.flags.contains(&prompt.key);
        let entry = attempt.sheet.entries.get(place).filter(|_| is_blank)?;
        let (version, arrangement, closed) = (entry.item.version.clone(), entry.arrangement.clone(), !open.contains(&place));
        let blank = || {
            item(prompt, [html::hole(0), html::hole(1)], closed, false, face_of(prompt, None, lang).view(), save_state("idle", ""), lang)
        };
        Some(published.row(RowOf { version, arrangement, lang, closed }, || html::render(blank)))
    };
    desk.places.clone().zip(&desk.prompts).map(row).collect()
}

/// An item as this person has left it.
fn own_item(visit: &Visit, desk: &Desk, prompt: &Prompt, place: usize, closed: bool) -> Markup {
    let (lang, current) = (visit.lang, desk.answers.get(&prompt.key));
    let face = face_of(prompt, current.map(|c| &c.value), lang).view();
    let state = match current {
        Some(c) => save_state("saved", words::saved_at(lang, time::clock(&visit.site, c.received_at))),
        None => save_state("idle", ""),
    };
    item(prompt, [(place + 1).to_string(), desk.total.to_string()], closed, desk.flags.contains(&prompt.key), face, state, lang)
}

fn item(prompt: &Prompt, [n, count]: [String; 2], closed: bool, flagged: bool, face: Markup, state: Markup, lang: Lang) -> Markup {
    let title = format!("item-{n}-title");
    view! {
        <section class="question" id=format!("item-{n}") aria-labelledby=title.clone() hidden=closed data-item=prompt.key.0.clone()>
            <header class="question__head">
                <h2 class="question__number" id=title.clone() tabindex="-1">{words::item_n(lang, &n)}<span class="visually-hidden">{words::of_items(lang, count)}</span></h2>
                <p class="question__kind">{words::kind_points(lang, &kind_note(prompt, lang), prompt.points)}</p>
                <div class="question__tools">
                    <label class="flag">
                        <input class="flag__input" type="checkbox" name=format!("flag.{}", prompt.key) value="1" checked=flagged/>
                        {icon("flag")}{words::flag(lang)}
                    </label>
                </div>
            </header>
            {face}
            <div class="question__foot" role="status">{state}</div>
        </section>
    }
    .into_markup()
}

/// For a session that ends in the middle of the exam: the island opens it (`islands::room::reauthenticate`).
fn sign_in_again(visit: &Visit) -> Markup {
    let (lang, person) = (visit.lang, visit.account.as_ref());
    let field =
        |id, label: &'static str, kind, value: String, autocomplete| Field { kind, value, autocomplete, ..Field::new(id, label) }.view();
    let code = Field { autocomplete: "one-time-code", optional: true, ..Field::new("code", second_factor::code(lang)) };
    let (login, name) = person.map(|a| (a.login.clone(), a.display_name.clone())).unwrap_or_default();
    view! {
        <dialog class="dialog" id=DIALOG aria-labelledby="sign-in-title">
            <form class="stack" method="dialog">
                <h2 class="dialog__title" id="sign-in-title">{words::sign_in_again(lang)}</h2>
                <p>{words::sign_in_words(lang, name)}</p>
                <p class="field__error" role="alert" data-said="" hidden>{icon("caution")}<span></span></p>
                {field("login", words::login(lang), "text", login, "username")}
                {field("password", account::password(lang), "password", String::new(), "current-password")}
                // shown when the server asks for it
                <div data-second-factor="" hidden>{code.view()}</div>
                <div class="cluster">
                    <button class="button button--primary">{account::sign_in(lang)}</button>
                    <button class="button" type="button" data-close="">{words::not_now(lang)}</button>
                </div>
            </form>
        </dialog>
    }
    .into_markup()
}

pub async fn submit(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let sheet = visit.own_sheet(&id).await?;
    sit::submit(&visit, &sheet).await?;
    Ok(Redirect::to(&urls::receipt(sheet.id)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_typed_is_never_taken_for_an_instant_of_the_sealed_page() {
        let marks = moments([7, 7, 7, 7, 7, 7, 7, 7, 9, 9, 9, 9, 9, 9, 9, 9]);
        let page = format!("<p>{0}1 2222222222222</p><b data-props=\"[{1},{2}]\">", SERVER_NOW, marks[0], marks[1]);
        let named = with_names(&page, marks, [SERVER_NOW, DEADLINE]);
        for name in [SERVER_NOW, DEADLINE] {
            assert_eq!(named.matches(name).count(), 1, "{named}");
        }
        assert!(named.ends_with(&format!("[{SERVER_NOW},{DEADLINE}]\">")), "{named}");
        assert_eq!(
            named.replace("&#49;", "1").replace("&#50;", "2"),
            page.replace(&marks[0].to_string(), SERVER_NOW).replace(&marks[1].to_string(), DEADLINE)
        );
    }
}
