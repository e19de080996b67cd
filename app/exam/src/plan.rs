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
    i18n::{exam as words, lockdown as room_words, timetable as time_words},
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
    parts::{Field, Nav, crumbs, foreign, notice, page, page_head},
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
    let over = over(&visit, plan, &admission, &mine);
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
            {running::of(&visit, &mine).map(|a| running::line(&visit, a, title.clone()))}
            {over}
            <div class="sidebar sidebar--end">
                <div class="stack stack--loose">
                    <section class="stack" aria-labelledby="about-exam">
                        <h2 id="about-exam">{words::about_exam(lang)}</h2>
                        {facts::facts(&visit, plan, admission.as_ref().ok(), &mine, coded, lang)}
                    </section>
                    <section class="stack" aria-labelledby="rules">
                        <h2 id="rules">{words::rules(lang)}</h2>
                        <div class="prose" lang=foreign(&plan.rules, lang) inner_html=fixed(plan.rules.get(lang))></div>
                    </section>
                </div>
                {starts.then(|| view! { <aside class="sidebar__rail stack">
                    <section class="card stack" aria-labelledby="device">
                        <h2 class="card__title" id="device">{words::device(lang)}</h2>
                        <noscript><p class="small">{words::device_script_off(lang)}</p></noscript>
                        <DeviceCheck lang=lang/>
                    </section>
                    {name::before(&visit, plan)}
                    {start_form(&visit, plan, admission.ok(), &mine, barrier.as_ref(), coded, &asked)}
                </aside> })}
            </div>
        }
    }))
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
            <div class="stack stack--tight measure">
                {notice("warning", time_words::your_cancelled(lang, session, reason))}
                <p class="small soft">{time_words::your_cancelled_next(lang)}</p>
            </div>
        };
        return Some(said.into_markup());
    }
    let refusal = refusal(plan, admission, mine, visit.now).filter(|refusal| !matches!(refusal, StartRefusal::NotYet(_)))?;
    Some(view! { <div class="measure">{notice("warning", sit::refused(visit, refusal).detail(lang))}</div> }.into_markup())
}

fn refusal(plan: &Plan, admission: &Result<ExamAdmission, StartRefusal>, mine: &[AttemptSummary], now: Timestamp) -> Option<StartRefusal> {
    match admission {
        Ok(admission) => admission.may_start(plan.attempts, sit::used(mine), now).err(),
        Err(refusal) => Some(*refusal),
    }
}

fn start_form(
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
    let ready = mine.iter().find(|a| a.state.phase() == Phase::Ready);
    let opens = admission.as_ref().and_then(|p| p.window.opens);
    let closes = admission.as_ref().and_then(|p| p.window.closes);
    let lost = admission.as_ref().map_or(Span::ZERO, |p| facts::own_time(plan, p, visit.now).1);
    // an early page stays and wakes by itself, also before a paper is drawn
    let not_yet = admission.and_then(|p| p.may_start(plan.attempts, sit::used(mine), visit.now).err());
    let early = not_yet.is_some();
    let said = not_yet.map(|refusal| notice("warning", sit::refused(visit, refusal).detail(lang)));
    // whoever comes late is told before the start, not after it
    let left = closes.map(|closes| closes.since(visit.now)).filter(|_| lost > Span::ZERO && !early);
    let late = left.map(|left| notice("caution", words::only_left(lang, left.minutes())));
    if let Some(barrier) = barrier {
        return view! {
            {notice("warning", lockdown::problem(barrier).detail(lang))}
            {barrier::way(plan, barrier, lang, None)}
        }
        .into_markup();
    }
    // the name is given first, in a form of its own, so that the bell need not carry it
    if name::is_wanted(visit, plan) {
        return view! { {said}{late} }.into_markup();
    }
    let code =
        Field { hint: room_words::code_hint(lang).into(), error: code_error(asked, lang), ..Field::new("code", room_words::code(lang)) };
    // where a code is typed into the form the sealed paper is of no use
    let sealed = ready.filter(|_| !coded).map(|a| a.id.to_string()).unwrap_or_default();
    let bell = opens.filter(|_| early || !sealed.is_empty()).map(|opens| {
        let (opens, server_now) = (opens.ms(), visit.now.ms());
        view! { <Bell lang=lang attempt=sealed drawn=!coded opens=opens server_now=server_now/> }
    });
    view! {
        <form class="stack" method="post" action=urls::start(&plan.course, &plan.slug)>
            {said}
            {bell}
            {late}
            {name::pledge(visit, plan)}
            {asked.legal_name.is_some().then(|| notice("caution", zhixing_app::i18n::name::changed_meanwhile(lang)))}
            {(asked.pledge == "missing").then(|| notice("caution", words::honesty_needed(lang)))}
            {coded.then(|| code.view())}
            {pledges(plan).then(|| view! {
                <label class="check"><input class="check__input" type="checkbox" name="pledge" value="yes" required/><span>{words::honesty(lang)}</span></label>
            })}
            <button class="button button--primary button--wide button--large">{words::start(lang)}</button>
            <p class="small soft">{words::starts_clock(lang)}</p>
        </form>
    }
    .into_markup()
}

/// Whether a start is pledged: a mock is practice, and whoever looks something up there learns.
fn pledges(plan: &Plan) -> bool {
    plan.kind == PlanKind::Exam
}

fn code_error(asked: &StartForm, lang: Lang) -> Option<String> {
    match asked.code.as_str() {
        "missing" => Some(room_words::code_needed(lang).into()),
        "wrong" => Some(room_words::code_wrong(lang).into()),
        _ => None,
    }
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
