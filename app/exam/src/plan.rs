//! The waiting page of an assessment, and the start. The list of all is in [`list`](crate::list).

use crate::{
    attempt::{actions as sit, actions::ExamAdmission},
    facts,
    lockdown::{actions as lockdown, barrier},
    running,
};
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{exam as words, lockdown as room_words, name as name_words, timetable as time_words},
    islands::{bell::Bell, device::DeviceCheck},
    urls,
};
use zhixing_domain::{
    assessment::{Barrier, Plan, PlanKind, StartRefusal},
    attempt::Phase,
    lang::Lang,
    plan_ref::PlanRef,
    time::{Span, Timestamp},
};
use zhixing_shell::{
    cookie::set_cookie,
    guard::Visit,
    html::{IntoMarkup, Markup, fixed},
    name::view as name,
    parts::{Field, Nav, crumbs, error_summary, foreign, notice, page, page_head, time},
    problem::Problem,
};
use zhixing_store::AttemptSummary;

pub fn kind_word(kind: PlanKind, lang: Lang) -> &'static str {
    match kind {
        PlanKind::Exam => words::exam(lang),
        PlanKind::Mock => words::mock(lang),
    }
}

pub fn phase_word(phase: Phase, lang: Lang) -> &'static str {
    match phase {
        Phase::Ready => words::phase_ready(lang),
        Phase::InProgress => words::phase_in_progress(lang),
        Phase::Paused => words::phase_paused(lang),
        Phase::Submitted => words::phase_submitted(lang),
        Phase::Expired => words::phase_expired(lang),
        Phase::Terminated => words::phase_terminated(lang),
        Phase::Voided => words::phase_voided(lang),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct StartForm {
    pledge: String,
    code: String,
    /// The name as the page showed it; a page of yesterday, or a program, says none.
    legal_name: Option<String>,
}

pub(crate) async fn waiting(
    visit: Visit,
    Path((course, slug)): Path<(String, String)>,
    Query(asked): Query<StartForm>,
) -> Result<Response, Problem> {
    let person = visit.person()?;
    let (lang, published) = (visit.lang, visit.site.published());
    let (course, plan) = published.library.plan(&PlanRef::new(&course, &slug)).ok_or(Problem::NotFound)?;
    let mine: Vec<_> = visit.site.store.attempts_of(person.0.id).await?.into_iter().filter(|a| a.plan == plan.name()).collect();
    let barrier = lockdown::at_paper(&visit, plan).await?;
    let admission = sit::admission(&visit, person.0.id, plan).await?;
    let coded = lockdown::asks_code(&visit, plan, admission.as_ref().ok().and_then(|p| p.session)).await?;
    let title = plan.title.title(lang);
    let admission = admission.map(|admission| with_granted(admission, &mine));
    let (over, early) = (over(&visit, plan, &admission, &mine), early(&visit, plan, &admission, &mine));
    let starts = over.is_none();
    Ok(page(&visit, title.text.clone(), Nav::Exams, || {
        let path = vec![
            (words::exams(lang).into(), Some(urls::exams())),
            (course.title.title(lang), Some(urls::course(&course.slug))),
            (title.clone(), None),
        ];
        view! {
            {crumbs(lang, path)}
            {page_head(kind_word(plan.kind, lang), title.clone(), "", vec![])}
            <div class="stack stack--loose">
                {running::of(&visit, &mine).map(|a| running::line(&visit, a, title.clone()))}
                {over}{early}
                <div class="sidebar sidebar--end">
                    {about(plan, facts::facts(&visit, plan, admission.as_ref().ok(), &mine, coded, lang), lang)}
                    {starts.then(|| view! { <aside class="sidebar__rail stack">
                        {device_card(lang)}
                        {name::before(&visit, plan)}
                        {way_in(&visit, plan, admission.ok(), &mine, barrier.as_ref(), coded, &asked)}
                    </aside> })}
                </div>
            </div>
        }
    }))
}

/// The facts of the exam, and its rules.
fn about(plan: &Plan, facts: Markup, lang: Lang) -> Markup {
    view! {
        <div class="stack stack--loose">
            <section class="stack" aria-labelledby="about-exam">
                <h2 id="about-exam">{words::about_exam(lang)}</h2>
                {facts}
            </section>
            <section class="stack" aria-labelledby="rules">
                <h2 id="rules">{words::rules(lang)}</h2>
                <div class="prose" lang=foreign(&plan.rules, lang) inner_html=fixed(plan.rules.get(lang))></div>
            </section>
        </div>
    }
    .into_markup()
}

fn device_card(lang: Lang) -> Markup {
    view! {
        <section class="card stack" aria-labelledby="device">
            <h2 class="card__title" id="device">{words::device(lang)}</h2>
            <noscript><p class="small">{words::device_script_off(lang)}</p></noscript>
            <DeviceCheck lang=lang/>
        </section>
    }
    .into_markup()
}

/// What staff granted to the paper that is drawn counts before its start, too.
fn with_granted(admission: ExamAdmission, mine: &[AttemptSummary]) -> ExamAdmission {
    let ready = mine.iter().find(|a| a.state.phase() == Phase::Ready && a.session == admission.session);
    let granted = ready.map_or(Span::ZERO, |r| r.terms.window_granted);
    ExamAdmission { window: admission.window.extended(granted), ..admission }
}

/// That nobody starts here, and why: said first, for neither facts nor clock are of any use. An early page stays, and wakes by itself.
fn over(visit: &Visit, plan: &Plan, admission: &Result<ExamAdmission, StartRefusal>, mine: &[AttemptSummary]) -> Option<Markup> {
    let lang = visit.lang;
    if running::of(visit, mine).is_some() {
        return None;
    }
    let cancelled = admission.as_ref().ok().and_then(|p| Some((p.cancelled.as_ref()?, p.seat.as_ref()?)));
    if let Some((reason, (session, _))) = cancelled {
        let said = view! {
            <div class="stack stack--tight measure notice-lead">
                {notice("warning", time_words::your_cancelled(lang, session, reason))}
                <p class="small soft">{time_words::your_cancelled_next(lang)}</p>
            </div>
        };
        return Some(said.into_markup());
    }
    let refusal = refusal(plan, admission, mine, visit.now).filter(|refusal| !matches!(refusal, StartRefusal::NotYet(_)))?;
    let next =
        matches!(refusal, StartRefusal::Closed(_)).then(|| view! { <p class="small soft">{time_words::your_cancelled_next(lang)}</p> });
    let said = notice("warning", sit::refused(visit, refusal).detail(lang));
    Some(view! { <div class="stack stack--tight measure notice-lead">{said}{next}</div> }.into_markup())
}

fn refusal(plan: &Plan, admission: &Result<ExamAdmission, StartRefusal>, mine: &[AttemptSummary], now: Timestamp) -> Option<StartRefusal> {
    match admission {
        Ok(admission) => admission.may_start(plan.attempts, sit::used(mine), now).err(),
        Err(refusal) => Some(*refusal),
    }
}

/// The form that starts, or what stands in its place.
fn way_in(
    visit: &Visit,
    plan: &Plan,
    admission: Option<ExamAdmission>,
    mine: &[AttemptSummary],
    barrier: Option<&Barrier>,
    coded: bool,
    asked: &StartForm,
) -> Markup {
    let lang = visit.lang;
    if let Some(running) = running::of(visit, mine) {
        return view! { <a class="button button--primary button--wide button--large" href=urls::attempt(running.id)>{words::go_on(lang)}</a> }.into_markup();
    }
    if let Some(barrier) = barrier {
        return view! {
            {notice("warning", lockdown::problem(barrier).detail(lang))}
            {barrier::way(plan, barrier, lang, None)}
        }
        .into_markup();
    }
    // an early page stays and wakes by itself, also before a paper is drawn
    let early = admission.as_ref().is_some_and(|p| p.may_start(plan.attempts, sit::used(mine), visit.now).is_err());
    // whoever comes late is told before the start, not after it
    let late = admission.as_ref().filter(|_| !early).and_then(|p| late(visit, plan, p));
    // the name is given first, in a form of its own, so that the bell need not carry it
    if name::is_wanted(visit, plan) {
        return late.into_markup();
    }
    let bell = admission.and_then(|p| p.window.opens).and_then(|opens| bell(visit, mine, opens, early, coded));
    start_form(visit, plan, view! { {bell}{late} }.into_markup(), coded, asked)
}

/// The clock before the start, which fetches the sealed paper.
fn bell(visit: &Visit, mine: &[AttemptSummary], opens: Timestamp, early: bool, coded: bool) -> Option<Markup> {
    let (lang, opens, server_now) = (visit.lang, opens.ms(), visit.now.ms());
    // where a code is typed into the form the sealed paper is of no use
    let ready = mine.iter().find(|a| a.state.phase() == Phase::Ready).filter(|_| !coded);
    let sealed = ready.map(|a| a.id.to_string()).unwrap_or_default();
    (early || !sealed.is_empty())
        .then(|| view! { <Bell lang=lang attempt=sealed drawn=!coded opens=opens server_now=server_now/> }.into_markup())
}

fn start_form(visit: &Visit, plan: &Plan, clocks: Markup, coded: bool, asked: &StartForm) -> Markup {
    let (lang, errors) = (visit.lang, errors(asked, visit.lang));
    let code_error = errors.iter().find(|(field, _)| *field == "code").map(|(_, said)| said.clone());
    let code = Field { hint: room_words::code_hint(lang).into(), error: code_error, ..Field::new("code", room_words::code(lang)) };
    // only the code is asked for after the pledge; no address ticks it otherwise
    let pledged = coded && matches!(asked.code.as_str(), "missing" | "wrong");
    view! {
        <form class="stack" id="start" method="post" action=urls::start(&plan.course, &plan.slug)>
            {error_summary(lang, &errors)}
            {clocks}
            {name::pledge(visit, plan)}
            {coded.then(|| code.view())}
            {pledges(plan).then(|| honesty(pledged, lang))}
            <button class="button button--primary button--wide button--large">{words::start(lang)}</button>
            <p class="small soft">{words::starts_clock(lang)}</p>
        </form>
    }
    .into_markup()
}

/// How little time is left to somebody who comes late; nothing where nothing is lost.
fn late(visit: &Visit, plan: &Plan, admission: &ExamAdmission) -> Option<Markup> {
    let closes = admission.window.closes?;
    let (_, lost) = facts::own_time(plan, admission.accommodation, admission.window, visit.now);
    let (left, at) = (facts::minutes(closes.since(visit.now), visit.lang), time::soon(&visit.site, visit.now, closes, visit.lang));
    (lost > Span::ZERO).then(|| notice("caution", words::only_left(visit.lang, at, left)))
}

fn honesty(pledged: bool, lang: Lang) -> Markup {
    view! {
        <label class="check">
            <input class="check__input" id="pledge" type="checkbox" name="pledge" value="yes" checked=pledged required/><span>{words::honesty(lang)}</span>
        </label>
    }
    .into_markup()
}

/// Whether a start is pledged: a mock is practice, and whoever looks something up there learns.
fn pledges(plan: &Plan) -> bool {
    plan.kind == PlanKind::Exam
}

/// When it opens: true before the bell and after it, for the page stays. On a phone the bell itself is far below, so the time is counted here as well;
/// without scripts it is told how it goes on.
fn early(visit: &Visit, plan: &Plan, admission: &Result<ExamAdmission, StartRefusal>, mine: &[AttemptSummary]) -> Option<Markup> {
    let (site, lang) = (&visit.site, visit.lang);
    let StartRefusal::NotYet(at) = refusal(plan, admission, mine, visit.now).filter(|_| running::of(visit, mine).is_none())? else {
        return None;
    };
    let left = at.since(visit.now).ms();
    let said = words::bell_in(lang, words::clock((left + 999) / 1_000));
    Some(
        view! {
            <div class="stack stack--tight measure notice-lead">
                {notice("note", words::it_opens(lang, time::at(site, at, lang), time::zone(site, at, lang)))}
                <p class="waiting__count needs-script">
                    <a class="numeric" href="#start" data-opens-in=left data-says=words::bell_in(lang, "*") data-then=words::bell_now(lang)>{said}</a>
                </p>
                <p class="small without-script">{words::reload_then(lang)}</p>
            </div>
        }
        .into_markup(),
    )
}

/// Why the start came back, each at its place in the form.
fn errors(asked: &StartForm, lang: Lang) -> Vec<(&'static str, String)> {
    let name = asked.legal_name.is_some().then(|| ("pledged-name", name_words::changed_meanwhile(lang)));
    let pledge = (asked.pledge == "missing").then(|| ("pledge", words::honesty_needed(lang)));
    let code = match asked.code.as_str() {
        "missing" => Some(("code", room_words::code_needed(lang))),
        "wrong" => Some(("code", room_words::code_wrong(lang))),
        _ => None,
    };
    [name, pledge, code].into_iter().flatten().map(|(field, said)| (field, said.to_string())).collect()
}

pub(crate) async fn start(
    visit: Visit,
    Path((course, slug)): Path<(String, String)>,
    Form(form): Form<StartForm>,
) -> Result<Response, Problem> {
    let person = visit.person()?;
    let (name, waiting) = (PlanRef::new(&course, &slug), urls::waiting(course, slug));
    if form.legal_name.as_ref().is_some_and(|shown| *shown != person.0.legal_name) {
        return Ok(Redirect::to(&format!("{waiting}?legal_name=changed")).into_response());
    }
    let pledged = form.pledge == "yes" || visit.site.published().library.plan(&name).is_some_and(|(_, plan)| !pledges(plan));
    if !pledged {
        return Ok(Redirect::to(&format!("{waiting}?pledge=missing")).into_response());
    }
    let attempt = match sit::start(&visit, &name, &form.code).await? {
        Ok(attempt) => attempt,
        Err(Barrier::Code(wrong)) => {
            let code = if wrong { "wrong" } else { "missing" };
            return Ok(Redirect::to(&format!("{waiting}?code={code}")).into_response());
        }
        Err(barrier) => {
            let published = visit.site.published();
            let (_, plan) = published.library.plan(&name).ok_or(Problem::NotFound)?;
            return Ok(barrier::show(&visit, plan, &barrier, None));
        }
    };
    let id = attempt.summary.id;
    let mut response = Redirect::to(&urls::attempt(id)).into_response();
    set_cookie(response.headers_mut(), lockdown::meet_device(&visit, id).await);
    Ok(response)
}
