//! The list of exam sessions with their dates, seats and states, and the form that plans one.

use crate::invigilation::planning;
use axum::{
    Form,
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use std::sync::Arc;
use zhixing_app::{
    i18n::{invigilation as words, site, timetable as time_words},
    urls,
};
use zhixing_domain::{
    account::Invigilator,
    assessment::{Plan, SessionPhase},
    course::Course,
    lang::{Lang, Title},
};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{ColumnHead, Field, FramedTable, Nav, Page, cell, empty, error_summary, foreign, noted, page_head, time, title_told, titled},
    problem::{Problem, said_at_fields},
    when,
};
use zhixing_store::{SESSIONS, SessionLine, Timetable, TimetablePart};

/// A session as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SessionForm {
    plan: String,
    name: String,
    place: String,
    opens: String,
    closes: String,
}

/// What the list shows, as its address says.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TimetableQuery {
    which: String,
    q: String,
    page: i64,
}

type Errors = Vec<(&'static str, String)>;

/// The parts by the words of addresses and the API.
pub fn part(word: &str) -> Option<TimetablePart> {
    Some(match word {
        "coming" => TimetablePart::Coming,
        "past" => TimetablePart::Past,
        "all" => TimetablePart::All,
        _ => return None,
    })
}

pub fn phase_word(phase: SessionPhase, lang: Lang) -> &'static str {
    match phase {
        SessionPhase::Planned => time_words::planned(lang),
        SessionPhase::Open => time_words::open(lang),
        SessionPhase::Over => time_words::over(lang),
        SessionPhase::Cancelled => time_words::cancelled(lang),
    }
}

/// Where a session is in time, to be seen at a glance.
pub fn phase_badge(phase: SessionPhase, lang: Lang) -> Markup {
    let tone = match phase {
        SessionPhase::Planned | SessionPhase::Over => "badge",
        SessionPhase::Open => "badge badge--right",
        SessionPhase::Cancelled => "badge badge--wrong",
    };
    view! { <span class=tone>{phase_word(phase, lang)}</span> }.into_markup()
}

pub(crate) async fn list(visit: Visit, Query(asked): Query<TimetableQuery>) -> Result<Response, Problem> {
    visit.invigilator()?;
    show(&visit, StatusCode::OK, &asked, SessionForm::default(), vec![]).await
}

/// Plans a session.
pub(crate) async fn open(visit: Visit, Form(draft): Form<SessionForm>) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let (opens, closes) = (when::instant(&visit.site, &draft.opens), when::instant(&visit.site, &draft.closes));
    match planning::planned(&visit.site, &draft.plan, &draft.name, &draft.place, opens, closes) {
        Ok(planned) => Ok(Redirect::to(&urls::exam_session(planning::open(&visit, &who, planned).await?)).into_response()),
        Err(wrong) => {
            let typed = [("opens", Some(draft.opens.as_str())), ("closes", Some(draft.closes.as_str()))];
            let errors = planning::empty_moments(said_at_fields(wrong, visit.lang), typed, visit.lang);
            show(&visit, StatusCode::UNPROCESSABLE_ENTITY, &TimetableQuery::default(), draft, errors).await
        }
    }
}

async fn show(visit: &Visit, status: StatusCode, asked: &TimetableQuery, draft: SessionForm, errors: Errors) -> Result<Response, Problem> {
    let wish = Timetable { part: part(&asked.which).unwrap_or(TimetablePart::Coming), search: asked.q.trim().into(), page: asked.page };
    let who = visit.invigilator()?;
    let (lines, count) = visit.site.store.timetable(&who, &wish, visit.now).await?;
    let (lang, published) = (visit.lang, visit.site.published());
    Ok(Page::new(words::title(lang), Nav::Desk).status(status).show(visit, || {
        let rows: Vec<_> = lines.iter().map(|line| row(visit, line, &published.library.title(&line.session.plan, lang))).collect();
        let boards: Vec<_> = published
            .library
            .plans()
            .filter(|(_, p)| who.scope().covers_course(&p.course))
            .map(|(c, p)| {
                let (plan, course) = (titled(&p.title.title(lang)), noted(&c.title.title(lang)));
                view! { <li><a class="button" href=urls::board(&p.course, &p.slug)>{plan}" · "{course}</a></li> }
            })
            .collect();
        view! {
            {page_head(zhixing_app::i18n::account::invigilator(lang), words::title(lang), words::lead(lang), vec![])}
            <p class="cluster"><a class="button" href="#plan-session">{words::plan_session(lang)}</a><a class="button" href="#boards">{words::boards(lang)}</a></p>
            <div class="stack stack--far">
                <section class="stack" aria-labelledby="sessions">
                    <div class="section-head"><h2 id="sessions">{words::sessions(lang)}</h2><p class="section-head__note">{time_words::sessions_n(lang, count)}</p></div>
                    {filter(asked, wish.part, lang)}
                    {if rows.is_empty() { nothing(&wish, lang) } else { table(visit, rows) }}
                    {pager(asked, count, lang)}
                </section>
                <section class="stack" aria-labelledby="boards">
                    <div class="section-head"><h2 id="boards">{words::boards(lang)}</h2></div>
                    <ul class="cluster" role="list">{boards}</ul>
                </section>
                {plan_form(visit, &who, &draft, &errors)}
            </div>
        }
    }))
}

fn filter(asked: &TimetableQuery, part: TimetablePart, lang: Lang) -> Markup {
    let option =
        |value: &'static str, of: TimetablePart, text: &'static str| view! { <option value=value selected={part == of}>{text}</option> };
    view! {
        <form class="search" method="get" action=urls::invigilation() role="search">
            <label class="visually-hidden" for="q">{time_words::find(lang)}</label>
            <input class="input" id="q" name="q" type="search" value=asked.q.clone() placeholder=time_words::find(lang)/>
            <label class="visually-hidden" for="which">{time_words::which(lang)}</label>
            <select class="input input--select" id="which" name="which">
                {option("coming", TimetablePart::Coming, time_words::coming(lang))}
                {option("past", TimetablePart::Past, time_words::past(lang))}
                {option("all", TimetablePart::All, time_words::all(lang))}
            </select>
            <button class="button">{time_words::show(lang)}</button>
        </form>
    }
    .into_markup()
}

fn nothing(wish: &Timetable, lang: Lang) -> Markup {
    if wish.part == TimetablePart::Coming && wish.search.is_empty() {
        empty(
            time_words::none_coming(lang),
            time_words::none_coming_words(lang),
            Some((words::plan_session(lang).into(), "#plan-session".into())),
        )
    } else {
        empty(
            time_words::none_found(lang),
            time_words::none_found_words(lang),
            Some((time_words::all(lang).into(), format!("{}?which=all", urls::invigilation()))),
        )
    }
}

fn table(visit: &Visit, rows: Vec<Markup>) -> Markup {
    let lang = visit.lang;
    let texts = [words::session(lang), time_words::time(lang), time_words::state(lang), words::plan(lang), time_words::place(lang)];
    let numbers = [words::candidates(lang), time_words::begun(lang), time_words::sitting(lang)];
    let heads = texts.map(ColumnHead::Words).into_iter().chain(numbers.map(ColumnHead::Number));
    view! {
        <p class="small soft">{time_words::times_in(lang, time::zone(&visit.site, visit.now, lang))}</p>
        {FramedTable::under("sessions").view(heads, rows)}
    }
    .into_markup()
}

fn row(visit: &Visit, line: &SessionLine, plan: &Title) -> Markup {
    let session = &line.session;
    view! {
        <tr>
            <th scope="row"><a href=urls::exam_session(session.id)>{session.name.clone()}</a></th>
            <td class="table__nowrap">{time::window(&visit.site, session.opens, session.closes, visit.lang)}</td>
            <td class="table__nowrap">{phase_badge(session.phase(visit.now), visit.lang)}</td>
            <td>{noted(plan)}</td>
            <td data-label=time_words::place(visit.lang)>{cell(&session.place)}</td>
            <td class="table__number" data-label=words::candidates(visit.lang)>{session.candidates}</td>
            <td class="table__number" data-label=time_words::begun(visit.lang)>{line.begun}</td>
            <td class="table__number" data-label=time_words::sitting(visit.lang)>{line.sitting}</td>
        </tr>
    }
    .into_markup()
}

/// The ways to the pages before and after this one.
fn pager(asked: &TimetableQuery, count: i64, lang: Lang) -> Option<Markup> {
    let last = (count - 1).max(0) / SESSIONS;
    let page = asked.page.clamp(0, last);
    let href =
        |page: i64| format!("{}?which={}&q={}&page={page}", urls::invigilation(), urls::encoded(&asked.which), urls::encoded(&asked.q));
    let link = |page: i64, text: &'static str| view! { <a class="button button--small" href=href(page)>{text}</a> };
    (last > 0).then(|| {
        view! {
            <div class="cluster">
                {(page > 0).then(|| link(page - 1, site::previous(lang)))}
                {(page < last).then(|| link(page + 1, site::next(lang)))}
            </div>
        }
        .into_markup()
    })
}

fn plan_form(visit: &Visit, who: &Invigilator, draft: &SessionForm, errors: &Errors) -> Markup {
    let (lang, published) = (visit.lang, visit.site.published());
    let error_of = |id: &str| errors.iter().find(|(field, _)| *field == id).map(|(_, w)| w.clone());
    let option = |(c, p): (&Course, &Arc<Plan>)| {
        view! {
            <option value=p.name().to_string() selected={p.name().as_str() == draft.plan} lang=foreign(&p.title, lang)>
                {format!("{} · {}", title_told(&p.title.title(lang)), title_told(&c.title.title(lang)))}
            </option>
        }
    };
    let options: Vec<_> = published.library.plans().filter(|(_, p)| who.scope().covers_course(&p.course)).map(option).collect();
    let name = Field {
        value: draft.name.clone(),
        hint: words::session_name_hint(lang).into(),
        error: error_of("name"),
        ..Field::new("name", words::session_name(lang))
    };
    view! {
        <section class="card stack measure" aria-labelledby="plan-session">
            <h2 class="card__title" id="plan-session">{words::plan_session(lang)}</h2>
            {error_summary(lang, errors)}
            <form class="stack" method="post" action=urls::invigilation() novalidate>
                <div class="field">
                    <label class="field__label" for="plan">{words::plan(lang)}</label>
                    <p class="field__hint" id="plan-hint">{time_words::only_listed(lang)}</p>
                    <select class="input input--select" id="plan" name="plan" aria-describedby="plan-hint" data-tells="plan-chosen">{options}</select>
                    <p class="small" id="plan-chosen" role="status"></p>
                </div>
                {name.view()}
                {place_field(lang, &draft.place, error_of("place"))}
                {when::field(visit, "opens", words::opens(lang), &draft.opens, error_of("opens"))}
                {when::field(visit, "closes", words::closes(lang), &draft.closes, error_of("closes"))}
                <div><button class="button button--primary">{words::open_session(lang)}</button></div>
                <p class="small soft">{words::papers_early(lang)}</p>
            </form>
        </section>
    }
    .into_markup()
}

/// Where a session is sat.
pub fn place_field(lang: Lang, value: &str, error: Option<String>) -> Markup {
    let hint = time_words::place_hint(lang).into();
    Field { value: value.into(), hint, error, optional: true, ..Field::new("place", time_words::place(lang)) }.view()
}
