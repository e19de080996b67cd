//! Doors to keys: who may see the answers of items, and when.

use leptos::prelude::*;
use zhixing_app::{i18n::exam as words, urls};
use zhixing_domain::{
    assessment::{self, KeyAccess, Plan},
    lang::Lang,
    plan_ref::PlanRef,
    time::Span,
};
use zhixing_shell::{
    boxed,
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::notice,
    problem::Problem,
};
use zhixing_store::AttemptSummary;

/// One event for a minute of knocking.
const APART: Span = Span::from_seconds(60);

/// The attempt for the sake of which a person sees no keys of a course now: one that is sat for a certificate.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn waits_for(visit: &Visit, course: &str) -> Result<Option<AttemptSummary>, Problem> {
    let Some(account) = &visit.account else { return Ok(None) };
    let published = visit.site.published();
    // an exam that was withdrawn while people sit it is one still
    let counts = |a: &AttemptSummary| a.plan.course() == course && published.library.plan(&a.plan).is_none_or(|(_, p)| p.certifies());
    let runs = |a: &AttemptSummary| a.timing().deadline(visit.now).is_none_or(|d| d.accepts(visit.now));
    Ok(visit.site.store.sits(account.id).await?.into_iter().find(|a| counts(a) && runs(a)))
}

/// Refuses what would show keys of a course to somebody who sits an exam of it, and notes it at that attempt.
///
/// # Errors
///
/// [`Problem::Refused`] with `exam_running`; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn must_not_sit(visit: &Visit, course: &str, door: &str) -> Result<(), Problem> {
    let Some(attempt) = waits_for(visit, course).await? else { return Ok(()) };
    note(visit, &attempt, door).await?;
    Err(exam_running())
}

/// What somebody hears who gets no keys for the sake of an exam that they sit.
pub fn exam_running() -> Problem {
    Problem::refused("exam_running", |l| words::waits_for_exam(l).into())
}

/// Notes at a running attempt that its candidate looked for keys, once a minute.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn note(visit: &Visit, attempt: &AttemptSummary, door: &str) -> Result<(), Problem> {
    let what = format!("keys {} {door}", attempt.id);
    if !visit.site.recollection.was_recently(&what, APART, visit.now) {
        visit.site.recollection.note_recently(what, visit.now);
        visit.site.store.note_keys_wait(attempt.id, door.into(), visit.stamp()).await?;
    }
    Ok(())
}

/// From when the keys of a plan may be seen: those of an exam when every exam of its course that may draw from the same bank is over for all.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn of(visit: &Visit, plan: &Plan) -> Result<KeyAccess, Problem> {
    if !plan.certifies() {
        return Ok(KeyAccess::Open);
    }
    let published = visit.site.published();
    let (course, plan_course) = (published.library.course(&plan.course), plan.course.as_str());
    // another exam that may ask the same gives its keys away with these
    let same = |other: &Plan| course.is_some_and(|c| c.items.iter().any(|i| plan.may_draw(i) && other.may_draw(i)));
    let others = course.map(|c| c.plans.iter().filter(|p| p.certifies() && p.slug != plan.slug && same(p)).collect::<Vec<_>>());
    let mut season = visit.site.store.season(&plan.name(), plan.window.closes).await?;
    for other in others.unwrap_or_default() {
        season = season.and(visit.site.store.season(&other.name(), other.window.closes).await?);
    }
    // what was withdrawn or renamed while people sit it may have drawn from the same bank: nobody knows any more
    let gone = |plan: &PlanRef| plan.course() == plan_course && published.library.plan(plan).is_none();
    season.sat |= visit.site.store.plans_sat().await?.iter().any(gone);
    Ok(assessment::keys(true, season, visit.now))
}

/// That keys wait for the exam that the reader sits, with the way back to it.
pub fn waiting_for(running: &AttemptSummary, lang: Lang) -> Markup {
    view! {
        <div class="stack">
            {notice("note", words::waits_for_exam(lang))}
            <p><a class="button button--primary" href=urls::attempt(running.id)>{words::back_to_exam(lang)}</a></p>
        </div>
    }
    .into_markup()
}
