//! The live board: who is where, last heard of when, what needs a look; and what is done about it, to one, several or all.

use crate::{
    invigilation::{
        actions as invigilate,
        actions::{Whom, act, is_grave},
        asking::ask,
        line, measures, told,
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
    time::Timestamp,
};
use zhixing_shell::{
    form::Fields,
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Nav, Page, crumbs, is_confirmed, page_head, time},
    problem::Problem,
};
use zhixing_store::{BOARD_LINES, BoardCounts, BoardLine, BoardOrder, BoardScope, Measured};

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
    /// What was done, and to whom if it was one.
    did: String,
    of: String,
    minutes: i64,
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
            silent_since: (self.state == "silent").then_some(now - line::SILENT),
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
        lines: lines.iter().map(|l| (l.attempt.id.to_string(), html(line::cells(visit, l, visit.lang)))).collect(),
    })
}

async fn load(visit: &Visit, plan: &PlanRef, asked: &BoardQuery) -> Result<(BoardCounts, Vec<BoardLine>), Problem> {
    let who = visit.invigilator()?;
    let scope = asked.scope(plan, visit.now);
    let counts = visit.site.store.board_counts(&who, &scope, visit.now - line::SILENT).await?;
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
    let said = said(&visit, &name, &asked).await?;
    let most = invigilate::outage_grant(&visit.site, &name);
    let facts = facts_of(&visit, &name, &asked).await?;
    Ok(Page::new(title.text.clone(), Nav::Desk).show(&visit, || {
        let path = vec![(words::title(lang).into(), Some(urls::invigilation())), (title.clone(), None)];
        let full = lines.len() as i64 == BOARD_LINES;
        view! {
            {crumbs(lang, path)}
            {page_head(words::board(lang), title.clone(), "", facts)}
            <div class="stack stack--loose">
                {said}
                <LiveBoard lang=lang url=format!("{}?{}", urls::api::board(&course, &slug), asked.query())/>
                <section class="stack" aria-labelledby="counts">
                    <h2 class="visually-hidden" id="counts">{words::counts(lang)}</h2>
                    <div id="board-counts">{counts_view(&counts, lang)}</div>
                </section>
                <h2 class="visually-hidden">{words::candidates(lang)}</h2>
                {filter(&asked, &course, &slug, lang)}
                <form class="stack stack--loose" method="post" action=format!("{}?{}", urls::measures(&course, &slug), asked.query())>
                    <label class="check needs-script"><input class="check__input" type="checkbox" data-all="attempt"/><span>{words::choose_page(lang)}</span></label>
                    <div class="table-frame" role="group" tabindex="0" aria-label=words::board(lang)>{table(&visit, &lines, lang)}</div>
                    {pages(&asked, urls::board(&course, &slug), full, lang)}
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

/// The session that is looked at, when it opens, and whose clock that is.
async fn facts_of(visit: &Visit, plan: &PlanRef, asked: &BoardQuery) -> Result<Vec<String>, Problem> {
    let session = match asked.session.parse::<ExamSessionId>() {
        Ok(id) => visit.site.store.exam_session(id).await?.filter(|s| s.plan == *plan),
        Err(_) => None,
    };
    let mut facts = session.map_or_else(Vec::new, |s| vec![s.name.clone(), time::at(&visit.site, s.opens, visit.lang)]);
    facts.push(zhixing_app::i18n::site::times_in(visit.lang, time::zone(&visit.site, visit.now, visit.lang)));
    Ok(facts)
}

/// The ways to the lines before and after these.
fn pages(asked: &BoardQuery, board: String, more: bool, lang: Lang) -> Markup {
    let link = |to: i64, text: &'static str| {
        let asked = BoardQuery { page: to, ..asked.clone() };
        view! { <a class="button button--small" href=format!("{board}?{}", asked.query())>{text}</a> }
    };
    let before = (asked.page > 0).then(|| link(asked.page - 1, zhixing_app::i18n::site::previous(lang)));
    let after = more.then(|| link(asked.page.saturating_add(1), zhixing_app::i18n::site::next(lang)));
    view! { <div class="cluster">{before}{after}</div> }.into_markup()
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
            view! { <tr data-line=id>{line::cells(visit, line, lang)}</tr> }
        })
        .collect();
    view! {
        <table class="table board" data-dense="">
            <thead><tr>
                <th scope="col"><span class="visually-hidden">{words::what(lang)}</span></th>
                {head(words::person(lang))}{head(words::room(lang))}{head(words::state(lang))}{head(words::seen(lang))}
                {head(words::place(lang))}{head(words::done(lang))}{head(words::left_time(lang))}{head(words::to_candidate(lang))}{head(words::notes(lang))}
            </tr></thead>
            <tbody id="board-lines"><tr class="board__nobody"><td colspan="10">{words::nobody(lang)}</td></tr>{rows}</tbody>
        </table>
    }
    .into_markup()
}

/// What became of a measure, with the name where it was one person.
async fn said(visit: &Visit, plan: &PlanRef, asked: &BoardQuery) -> Result<Option<Markup>, Problem> {
    let Some(done) = asked.done else { return Ok(None) };
    let (who, store) = (visit.invigilator()?, &visit.site.store);
    let mut names = vec![];
    if let Ok(one) = asked.of.parse::<AttemptId>() {
        // whatever the address says: the name of nobody who sits something else
        let one = store.attempts_of_plan(&who, plan, &[one]).await?;
        names = store.names_of(&who, &one).await?;
    }
    let whom = names.into_iter().next().unwrap_or_else(|| words::candidates_n(visit.lang, done));
    Ok(Some(told::said((&asked.did, asked.minutes), Some(whom.as_str()).filter(|_| done > 0), asked.refused, &asked.why, visit.lang)))
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
    let minutes = number::whole(value("minutes")).unwrap_or(0);
    let act = act(word, minutes, most)?;
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
    Ok(Redirect::to(&after(&back, &measured, word, minutes)).into_response())
}

/// The board with what became of a measure in its address.
fn after(back: &str, measured: &[Measured], word: &str, minutes: i64) -> String {
    let done: Vec<AttemptId> = measured.iter().filter(|(_, m)| matches!(m, Some(Ok(_)))).map(|(id, _)| *id).collect();
    let why = invigilate::first_refusal(measured).map_or("", MeasureRefusal::code);
    let (count, refused, did) = (done.len(), measured.len() - done.len(), urls::encoded(word));
    let one = match done.as_slice() {
        [one] => one.to_string(),
        _ => String::new(),
    };
    format!("{back}&done={count}&refused={refused}&why={why}&did={did}&of={one}&minutes={minutes}")
}
