//! The live board: who is where, last heard of when, what needs a look; and what is done about it, to one, several or all.

use crate::{
    invigilation::{
        actions as invigilate,
        actions::{Whom, act, is_grave},
        asking::ask,
        measures,
    },
    plan::phase_word,
};
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use zhixing_app::{i18n::invigilation as words, islands::board::LiveBoard, urls};
use zhixing_domain::{
    attempt::{MeasureRefusal, Phase},
    id::{AttemptId, ExamSessionId},
    lang::Lang,
    plan_ref::PlanRef,
    text::number,
    time::{Span, Timestamp},
};
use zhixing_shell::{
    form::Fields,
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Nav, Page, crumbs, icon, is_confirmed, notice, page_head, time},
    problem::Problem,
};
use zhixing_store::{BOARD_LINES, BoardCounts, BoardLine, BoardOrder, BoardScope};

/// A page that was not heard of for so long is silent: its heartbeat comes every half minute.
const SILENT: Span = Span::from_seconds(75);
const QUIET: Span = Span::from_seconds(40);

/// The states that a board can be narrowed to.
pub const BOARD_STATES: [&str; 8] = ["ready", "in_progress", "paused", "submitted", "expired", "terminated", "voided", "silent"];

/// What the board shows, as its address says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct BoardQuery {
    session: String,
    state: String,
    q: String,
    /// How the lines lie, over all pages: by room and login, or `silent` or `answered` first.
    order: String,
    page: i64,
    done: Option<usize>,
    refused: usize,
    /// Why the first of those was refused.
    why: String,
}

impl BoardQuery {
    /// All who fit: of a session, in a state (or `silent`), with a text in login or name.
    pub fn of(session: Option<ExamSessionId>, state: &str, q: String) -> Self {
        Self { session: session.map(|id| id.to_string()).unwrap_or_default(), state: state.into(), q, ..Self::default() }
    }

    pub fn scope(&self, plan: &PlanRef, now: Timestamp) -> BoardScope {
        BoardScope {
            plan: plan.clone(),
            session: self.session.parse().ok(),
            phase: Phase::from_code(&self.state),
            search: self.q.trim().to_string(),
            silent_since: (self.state == "silent").then_some(now - SILENT),
        }
    }

    /// The same board, as the query of an address.
    fn query(&self) -> String {
        format!(
            "session={}&state={}&q={}&order={}&page={}",
            urls::encoded(&self.session),
            urls::encoded(&self.state),
            urls::encoded(&self.q),
            urls::encoded(&self.order),
            self.page
        )
    }
}

/// What the live board sends again and again: the counts, and the lines by attempt, as pieces of the page.
pub struct BoardPieces {
    pub counts: String,
    pub lines: BTreeMap<String, String>,
}

/// The pieces as they are now.
pub async fn pieces(visit: &Visit, plan: &PlanRef, asked: &BoardQuery) -> Result<BoardPieces, Problem> {
    let (counts, lines) = load(visit, plan, asked).await?;
    let html = |view: Markup| zhixing_shell::html::render(|| view).to_text();
    Ok(BoardPieces {
        counts: html(counts_view(&counts, visit.lang)),
        lines: lines.iter().map(|l| (l.attempt.id.to_string(), html(cells(visit, l, visit.lang)))).collect(),
    })
}

async fn load(visit: &Visit, plan: &PlanRef, asked: &BoardQuery) -> Result<(BoardCounts, Vec<BoardLine>), Problem> {
    let who = visit.invigilator()?;
    let scope = asked.scope(plan, visit.now);
    let counts = visit.site.store.board_counts(&who, &scope, visit.now - SILENT).await?;
    let order = match asked.order.as_str() {
        "silent" => BoardOrder::Silent,
        "answered" => BoardOrder::Answered,
        _ => BoardOrder::Room,
    };
    let lines = visit.site.store.board(&who, &scope, order, asked.page).await?;
    // where somebody is in a paper is told by the paper: it is read once and then at hand
    let placed = lines.iter().filter(|l| l.presence.as_ref().is_some_and(|p| p.item.is_some()));
    visit.site.read_papers(placed.map(|l| l.attempt.id).collect()).await?;
    Ok((counts, lines))
}

pub async fn show(
    visit: Visit,
    Path((course, slug)): Path<(String, String)>,
    Query(asked): Query<BoardQuery>,
) -> Result<Response, Problem> {
    visit.invigilator()?;
    let (lang, published, name) = (visit.lang, visit.site.published(), PlanRef::new(&course, &slug));
    let title = published.library.plan(&name).map(|(_, p)| p.title.title(lang)).ok_or(Problem::NotFound)?;
    let (counts, lines) = load(&visit, &name, &asked).await?;
    let said = asked.done.map(|n| said(n, asked.refused, &asked.why, lang));
    let most = invigilate::outage_grant(&visit.site, &name);
    Ok(Page::new(title.text.clone(), Nav::Desk).show(&visit, || {
        let path = vec![(words::title(lang).into(), Some(urls::invigilation())), (title.clone(), None)];
        let full = lines.len() as i64 == BOARD_LINES;
        let link = |to: i64, text: &'static str| {
            let asked = BoardQuery { page: to, ..asked.clone() };
            view! { <a class="button button--small" href=format!("{}?{}", urls::board(&course, &slug), asked.query())>{text}</a> }
        };
        view! {
            {crumbs(lang, path)}
            {page_head(words::board(lang), title.clone(), "", vec![])}
            <div class="stack stack--loose">
                {said}
                <LiveBoard lang=lang url=format!("{}?{}", urls::api::board(&course, &slug), asked.query())/>
                <div id="board-counts">{counts_view(&counts, lang)}</div>
                {filter(&asked, &course, &slug, lang)}
                <form class="stack stack--loose" method="post" action=format!("{}?{}", urls::measures(&course, &slug), asked.query())>
                    <label class="check needs-script"><input class="check__input" type="checkbox" data-all="attempt"/><span>{words::choose_page(lang)}</span></label>
                    <div class="table-frame" role="group" tabindex="0" aria-label=words::board(lang)>{table(&visit, &lines, lang)}</div>
                    <div class="cluster">
                        {(asked.page > 0).then(|| link(asked.page - 1, zhixing_app::i18n::site::previous(lang)))}
                        {full.then(|| link(asked.page.saturating_add(1), zhixing_app::i18n::site::next(lang)))}
                    </div>
                    {measures::form(true, most, lang)}
                </form>
            </div>
        }
    }))
}

fn counts_view(counts: &BoardCounts, lang: Lang) -> Markup {
    let entry = |label: &'static str, n: i64, tone: &'static str| {
        view! { <li class="tally" data-tone=tone><span class="tally__number numeric">{n}</span><span class="tally__label">{label}</span></li> }.into_markup()
    };
    let mut entries = vec![entry(words::total(lang), counts.total, "")];
    for phase in Phase::ALL {
        let n: i64 = counts.phases.iter().filter(|(p, _)| *p == phase).map(|(_, n)| n).sum();
        if n > 0 || matches!(phase, Phase::InProgress | Phase::Submitted) {
            entries.push(entry(phase_word(phase, lang), n, if phase == Phase::Paused { "warn" } else { "" }));
        }
    }
    entries.push(entry(words::silent(lang), counts.silent, if counts.silent > 0 { "wrong" } else { "" }));
    if counts.told > 0 {
        let (tone, n) = (if counts.shown < counts.told { "warn" } else { "" }, words::shown_of(lang, counts.shown, counts.told));
        let tally = view! { <li class="tally" data-tone=tone><span class="tally__number numeric">{n}</span><span class="tally__label">{words::shown(lang)}</span></li> };
        entries.push(tally.into_markup());
    }
    view! { <ul class="tallies" role="list">{entries}</ul> }.into_markup()
}

fn filter(asked: &BoardQuery, course: &str, slug: &str, lang: Lang) -> Markup {
    let option = |value: &'static str, text: &'static str| view! { <option value=value selected={asked.state == value}>{text}</option> };
    let mut options = vec![option("", words::everybody(lang)), option("silent", words::silent(lang))];
    options.extend(Phase::ALL.into_iter().map(|p| option(p.code(), phase_word(p, lang))));
    let order = |value: &'static str, text: &'static str| view! { <option value=value selected={asked.order == value}>{text}</option> };
    view! {
        <form class="search" method="get" action=urls::board(course, slug) role="search">
            <input type="hidden" name="session" value=asked.session.clone()/>
            <label class="visually-hidden" for="q">{words::find(lang)}</label>
            <input class="input" id="q" name="q" type="search" value=asked.q.clone() placeholder=words::find(lang)/>
            <label class="visually-hidden" for="state">{words::filter(lang)}</label>
            <select class="input input--select" id="state" name="state">{options}</select>
            <label class="visually-hidden" for="order">{words::order(lang)}</label>
            <select class="input input--select" id="order" name="order">
                {order("", words::by_room(lang))}{order("silent", words::by_silence(lang))}{order("answered", words::by_answers(lang))}
            </select>
            <button class="button">{words::filter(lang)}</button>
        </form>
    }
    .into_markup()
}

fn table(visit: &Visit, lines: &[BoardLine], lang: Lang) -> Markup {
    let head = |text: &'static str| view! { <th scope="col">{text}</th> };
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            let id = line.attempt.id.to_string();
            view! { <tr data-line=id>{cells(visit, line, lang)}</tr> }
        })
        .collect();
    view! {
        <table class="table board" data-dense="">
            <thead><tr>
                <th scope="col"><span class="visually-hidden">{words::what(lang)}</span></th>
                {head(words::person(lang))}{head(words::room(lang))}{head(words::state(lang))}{head(words::seen(lang))}
                {head(words::place(lang))}{head(words::done(lang))}{head(words::left_time(lang))}{head(words::shown(lang))}{head(words::notes(lang))}
            </tr></thead>
            <tbody id="board-lines"><tr class="board__nobody"><td colspan="10">{words::nobody(lang)}</td></tr>{rows}</tbody>
        </table>
    }
    .into_markup()
}

/// The cells of one line. They change only when something has, so that an update carries little.
fn cells(visit: &Visit, line: &BoardLine, lang: Lang) -> Markup {
    let attempt = &line.attempt;
    let (tone, word) = presence_of(visit, line, lang);
    let seen = match &line.presence {
        Some(p) => time::clock(&visit.site, p.seen_at),
        None => words::never(lang).into(),
    };
    let name = if line.name.is_empty() { line.login.clone() } else { line.name.clone() };
    let deadline = attempt.timing().deadline(visit.now).map(|d| time::clock(&visit.site, d.0));
    let pick = format!("pick-{}", attempt.id);
    view! {
        <td>
            <label class="check">
                <input
                    class="check__input" type="checkbox" name="attempt" id=pick value=attempt.id.to_string()
                    aria-label=words::choose(lang, &name)
                />
            </label>
        </td>
        <th scope="row"><a href=urls::invigilated(attempt.id)>{name}</a><span class="soft small">" "{line.login.clone()}</span></th>
        <td>{line.room.clone()}</td>
        <td class="table__nowrap">{phase_word(attempt.state.phase(), lang)}</td>
        <td class="table__nowrap"><span class="numeric">{seen}</span>" "{(!word.is_empty()).then(|| view! { <span class=format!("badge badge--{tone}")>{word}</span> })}</td>
        <td class="table__nowrap">{place_of(visit, line, lang)}</td>
        <td class="table__nowrap numeric">{done_of(visit, line)}</td>
        <td class="numeric table__nowrap" data-label=words::left_time(lang)>{deadline}</td>
        <td class="table__nowrap">{news_view(visit, line, lang)}</td>
        <td>{notes_of(line, lang).join(" · ")}</td>
    }
    .into_markup()
}

/// Whether the candidate's page is heard of while it runs: a tone, and a word.
fn presence_of(visit: &Visit, line: &BoardLine, lang: Lang) -> (&'static str, &'static str) {
    let seen_at = line.presence.as_ref().map(|p| p.seen_at).or(line.attempt.state.started_at());
    let silence = seen_at.map_or(SILENT, |at| visit.now.since(at));
    match () {
        () if line.attempt.state.phase() != Phase::InProgress => ("", ""),
        () if silence >= SILENT => ("wrong", words::offline(lang)),
        () if silence >= QUIET => ("warn", words::quiet(lang)),
        () => ("right", words::online(lang)),
    }
}

/// What was unusual.
fn notes_of(line: &BoardLine, lang: Lang) -> Vec<String> {
    let mut notes = vec![];
    if let Some(p) = &line.presence {
        if p.outage.ms() >= 1_000 {
            notes.push(words::outage(lang, p.outage.ms() / 1_000));
        }
        if line.outage.given > Span::ZERO {
            notes.push(words::outage_back(lang, line.outage.given.ms() / 1_000));
        }
        if p.left_count > 0 {
            notes.push(words::left_page(lang, p.left_count, p.left.ms() / 1_000));
        }
    }
    if line.set_aside > 0 {
        notes.push(words::set_aside(lang, line.set_aside));
    }
    if line.irregularities > 0 {
        notes.push(words::irregular(lang, line.irregularities));
    }
    notes
}

/// Where the candidate was last, as the paper counts; nothing where this node has not seen the paper.
fn place_of(visit: &Visit, line: &BoardLine, lang: Lang) -> Option<String> {
    let item = line.presence.as_ref()?.item.as_ref()?;
    let sheet = visit.site.paper_at_hand(line.attempt.id)?;
    let place = sheet.entries.iter().position(|e| e.item.key == *item)?;
    Some(zhixing_app::i18n::exam::item_n(lang, place + 1))
}

/// How many are answered, as a bar, of how many.
fn done_of(visit: &Visit, line: &BoardLine) -> Markup {
    let published = visit.site.published();
    let Some((_, plan)) = published.library.plan(&line.attempt.plan) else { return line.answered.into_markup() };
    let all = i64::try_from(plan.item_count()).unwrap_or_default().max(line.answered);
    view! { <progress class="progress board__bar" value=line.answered max=all aria-hidden="true"></progress>" "{format!("{} / {all}", line.answered)} }.into_markup()
}

/// Whether the candidate's page has shown what staff last did; nothing where they did nothing, or it is over.
fn news_view(visit: &Visit, line: &BoardLine, lang: Lang) -> Option<Markup> {
    line.news.filter(|_| matches!(line.attempt.state.phase(), Phase::InProgress | Phase::Paused))?;
    Some(match line.shown_at() {
        Some(at) => view! {
            <span class="badge badge--right">{icon("check")}{words::shown(lang)}</span>" "
            <span class="numeric">{time::clock(&visit.site, at)}</span>
        }
        .into_markup(),
        None => view! { <span class="badge badge--warn">{words::not_shown(lang)}</span> }.into_markup(),
    })
}

/// What became of a measure.
pub fn said(done: usize, refused: usize, why: &str, lang: Lang) -> Markup {
    let words = match MeasureRefusal::from_code(why) {
        Some(why) => words::refused_because(lang, done, refused, invigilate::explain(why)(lang)),
        None => words::carried_out(lang, done, refused),
    };
    notice(if refused > 0 { "warning" } else { "success" }, words)
}

/// Carries out a measure upon those chosen, or upon all who fit.
pub async fn measure(
    visit: Visit,
    Path((course, slug)): Path<(String, String)>,
    Query(asked): Query<BoardQuery>,
    Form(Fields(fields)): Form<Fields>,
) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let name = PlanRef::new(&course, &slug);
    visit.site.published().library.plan(&name).ok_or(Problem::NotFound)?;
    let value = |key: &str| fields.iter().find(|(k, _)| k == key).map_or("", |(_, v)| v.as_str());
    let reason = invigilate::reason(value("reason"))?;
    let most = invigilate::outage_grant(&visit.site, &name);
    let word = if value("grave").is_empty() { value("measure") } else { value("grave") };
    let act = act(word, number::whole(value("minutes")).unwrap_or(0), most)?;
    let chosen: Vec<AttemptId> = fields.iter().filter(|(k, _)| k == "attempt").filter_map(|(_, v)| v.parse().ok()).collect();
    let scope = asked.scope(&name, visit.now);
    let whom = if value("to") == "all" { Whom::Fitting(&scope) } else { Whom::Chosen(&chosen) };
    let ids = invigilate::meant(&visit, &who, &name, whom).await?;
    let (n, back) = (ids.len().to_string(), format!("{}?{}", urls::board(&course, &slug), asked.query()));
    // whoever came into the scope since it was asked was not agreed to
    if is_grave(&act) && !(is_confirmed(&fields) && value("expected") == n) {
        let people = visit.site.store.names_of(&who, &ids).await?;
        let action = format!("{}?{}", urls::measures(&course, &slug), asked.query());
        let mut fields: Vec<_> = fields.iter().filter(|(k, _)| k != "expected").cloned().collect();
        fields.push(("expected".into(), n));
        return Ok(ask(&visit, &act, people, action, fields, back));
    }
    let measured = invigilate::carry_out(&visit, &who, ids, act, reason).await?;
    let done = measured.iter().filter(|(_, m)| matches!(m, Some(Ok(_)))).count();
    let why = invigilate::first_refusal(&measured).map_or("", MeasureRefusal::code);
    let back = format!("{}?{}&done={done}&refused={}&why={why}", urls::board(&course, &slug), asked.query(), measured.len() - done);
    Ok(Redirect::to(&back).into_response())
}
