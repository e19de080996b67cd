//! One exam session: when and where it is sat, its access code, and who is on its list with rooms and accommodations.

pub mod lines;
pub mod list;
pub mod terms;

use crate::invigilation::{code, planning, timetable};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{invigilation as words, lockdown as code_words, site, timetable as time_words},
    urls,
};
use zhixing_domain::{
    assessment::{Accommodation, SessionPhase},
    lang::Lang,
};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Nav, Page, crumbs, done, history_of, notice, page_head, time},
    problem::Problem,
};
use zhixing_store::ExamSession;

/// What was just done, and which part of the list is looked at.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SessionQuery {
    saved: Option<usize>,
    code: String,
    /// The terms were changed, and so many people are concerned; for so many who sit it closes later.
    changed: Option<usize>,
    later: u64,
    /// Lines of the list were changed, and people taken off it.
    lines: Option<usize>,
    gone: usize,
    q: String,
    page: i64,
}

/// The cards of the page: what was done is said in the one where it was done.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SessionCard {
    Lines,
    List,
    Terms,
    Code,
}

/// What was done, and where.
#[derive(Default)]
pub(super) struct Done(Option<(SessionCard, String)>);

impl Done {
    fn of(asked: &SessionQuery, lang: Lang) -> Self {
        let removed = (asked.code == "removed").then(|| code_words::session_code_removed(lang).to_string());
        let listed = asked.saved.map(|n| words::listed_n(lang, n));
        let lines = asked.lines.map(|n| time_words::saved_lines(lang, n, asked.gone));
        let later = if asked.later > 0 { time_words::later_n(lang, asked.later) } else { String::new() };
        let changed = asked.changed.map(|n| if n == 0 { site::saved(lang).to_string() } else { time_words::changed_n(lang, n) });
        let changed = changed.map(|said| format!("{said}{}{later}", site::between(lang)).trim_end().to_string());
        let all = [(SessionCard::Terms, changed), (SessionCard::Lines, lines), (SessionCard::List, listed), (SessionCard::Code, removed)];
        Self(all.into_iter().find_map(|(card, said)| Some((card, said?))))
    }

    /// What stands in a card, if it was there.
    fn within(&self, card: SessionCard) -> Option<Markup> {
        let (_, text) = self.0.as_ref().filter(|(at, _)| *at == card)?;
        Some(done("success", text.clone()))
    }
}

pub(crate) async fn show(visit: Visit, Path(id): Path<String>, Query(asked): Query<SessionQuery>) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let session = planning::find(&visit, &who, &id).await?;
    let done = Done::of(&asked, visit.lang);
    let part = lines::Part { search: asked.q.trim().into(), page: asked.page };
    page_of(&visit, &session, SessionPage { done, part, ..SessionPage::default() }).await
}

/// What the page shows besides the session: what was done or is wrong, and what was typed.
#[derive(Default)]
pub(super) struct SessionPage {
    pub done: Done,
    pub terms: terms::TermsForm,
    pub code: code::CodeView,
    pub list: list::ListForm,
    pub lines: lines::LinesForm,
    pub part: lines::Part,
}

impl SessionPage {
    fn is_wrong(&self) -> bool {
        let Self { terms, code, list, lines, .. } = self;
        !terms.errors.is_empty() || code.error.is_some() || !list.errors.is_empty() || !lines.faults.is_empty()
    }
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

fn history_section(history: Markup, lang: Lang) -> Markup {
    view! {
        <section class="stack" aria-labelledby="history">
            <div class="section-head"><h2 id="history">{words::history(lang)}</h2></div>
            {history}
        </section>
    }
    .into_markup()
}

pub(super) async fn page_of(visit: &Visit, session: &ExamSession, shown: SessionPage) -> Result<Response, Problem> {
    let (who, lang, published) = (visit.invigilator()?, visit.lang, visit.site.published());
    let (people, count) = visit.site.store.candidates(&who, session.id, &shown.part.search, shown.part.page).await?;
    let standing = visit.site.store.session_standing(&who, session).await?;
    let groups = visit.site.store.groups().await?;
    let found = published.library.plan(&session.plan).map(|(_, p)| p);
    let demanded = found.is_some_and(|p| p.lockdown.code);
    let status = if shown.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let phase = session.phase(visit.now);
    let (plan, facts) = (published.library.title(&session.plan, lang), vec![words::candidates_n(lang, session.candidates)]);
    let history = match visit.administrator() {
        Ok(admin) => Some(history_section(history_of(visit, &admin, &session.id.to_string()).await?, lang)),
        Err(_) => None,
    };
    let SessionPage { done, terms, code, list, lines, part } = shown;
    // what is over or cancelled takes nobody in any more
    let lasts = matches!(phase, SessionPhase::Planned | SessionPhase::Open);
    Ok(Page::new(session.name.clone(), Nav::Desk).status(status).show(visit, || {
        let path = vec![(words::title(lang).into(), Some(urls::invigilation())), (session.name.clone().into(), None)];
        view! {
            {crumbs(lang, path)}
            {page_head(plan, session.name.clone(), "", facts)}
            <div class="stack stack--far">
                {session.cancelled.as_ref().map(|reason| notice("warning", time_words::was_cancelled(lang, reason)))}
                <div class="cluster cluster--apart">
                    {when_and_where(visit, session, phase)}
                    {(phase != SessionPhase::Cancelled).then(|| ways(session, lang))}
                </div>
                {lines::section(visit, session, found.map(|p| &**p), &people, lines, lines::Listed { part, count, open: lasts, done: done.within(SessionCard::Lines) })}
                <div class="grid grid--wide">
                    {lasts.then(|| list::card(session, list, &groups, done.within(SessionCard::List), lang))}
                    {(phase != SessionPhase::Cancelled).then(|| terms::card(visit, session, &standing, terms, done.within(SessionCard::Terms)))}
                    {lasts.then(|| code::view(visit, session, demanded, code, done.within(SessionCard::Code)))}
                </div>
                {history}
            </div>
        }
    }))
}

/// Where one goes from a session that takes place.
fn ways(session: &ExamSession, lang: Lang) -> Markup {
    let board = format!("{}?session={}", urls::board(session.plan.course(), session.plan.plan()), session.id);
    view! {
        <div class="cluster">
            <a class="button" href=urls::session_calendar(session.id)>{time_words::download(lang)}</a>
            <a class="button button--primary" href=board>{words::board(lang)}</a>
        </div>
    }
    .into_markup()
}

fn when_and_where(visit: &Visit, session: &ExamSession, phase: SessionPhase) -> Markup {
    let lang = visit.lang;
    view! {
        <div class="stack stack--tight">
            <p class="cluster"><strong>{time::window(&visit.site, session.opens, session.closes, lang)}</strong>{timetable::phase_badge(phase, lang)}</p>
            <p class="small soft">{time::zone(&visit.site, session.opens, lang)}</p>
            {(!session.place.is_empty()).then(|| view! { <p>{session.place.clone()}</p> })}
        </div>
    }
    .into_markup()
}
