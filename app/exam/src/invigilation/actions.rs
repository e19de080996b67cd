//! What staff do: papers before the bell, measures upon attempts.

use crate::attempt::actions as sit;
use std::sync::Arc;
use zhixing_app::i18n::{Message, invigilation as words};
use zhixing_domain::{
    account::Invigilator,
    assessment::PAPERS_EARLY,
    attempt::{Measure, MeasureRefusal, Outage, is_grant},
    id::AttemptId,
    plan_ref::PlanRef,
    time::{Span, Timestamp},
};
use zhixing_shell::{boxed, guard::Visit, problem::Problem, site::Site};
use zhixing_store::{AT_ONCE, Actor, BoardScope, Fault, Measured, Stamp};

/// How many papers are drawn in one transaction.
const PAPERS: i64 = 100;

/// Draws the papers of the sessions that open soon. How many were drawn.
///
/// # Errors
///
/// A [`Fault`] if the database cannot be read or written.
#[boxed]
pub async fn prepare(site: &Arc<Site>, now: Timestamp) -> Result<usize, Fault> {
    let mut drawn = 0;
    for session in site.store.sessions_to_prepare(now, now + PAPERS_EARLY).await? {
        let published = site.published();
        let Some((course, plan)) = published.library.plan(&session.plan) else { continue };
        let candidates = site.store.unprepared(session.id, plan.attempts, now, PAPERS).await?;
        // a bank that cannot fill the plan fills it for nobody: it is said once
        let starts: Vec<_> = candidates
            .into_iter()
            .map_while(|(account, accommodation)| {
                let admission = sit::ExamAdmission { accommodation, ..sit::ExamAdmission::of(&session) };
                let mut key = [0; 32];
                key[..16].copy_from_slice(&site.ports.random());
                key[16..].copy_from_slice(&site.ports.random());
                Some((sit::draft(site, account, course, plan, admission, now).ok()?, key))
            })
            .collect();
        drawn += starts.len();
        if !starts.is_empty() {
            let stamp = Stamp::new(now, Actor::System, site.id_bytes());
            site.store.prepare_attempts(starts, stamp).await?;
        }
    }
    Ok(drawn)
}

/// What staff ask for, in the words of the form and the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaffAction {
    Measure(Measure),
    Message,
}

/// The words of [`act`].
pub const MEASURES: [&str; 9] = ["extend", "extend_window", "revoke", "give_back", "pause", "resume", "message", "terminate", "void"];

/// Reads a measure: `extend`, `extend_window`, `revoke` (with minutes), `give_back` (with the plan's `most` for outages), `pause`, `resume`,
/// `message`, `terminate`, `void`.
///
/// # Errors
///
/// [`Problem::Invalid`] at `measure`.
pub fn act(word: &str, minutes: i64, most: Span) -> Result<StaffAction, Problem> {
    let by = || time(minutes);
    Ok(StaffAction::Measure(match word {
        "extend" => Measure::Extend { by: by()?, window: false },
        "extend_window" => Measure::Extend { by: by()?, window: true },
        "revoke" => Measure::Revoke { by: by()? },
        "give_back" => Measure::GiveBack { most, outage: Outage::default() },
        "pause" => Measure::Pause,
        "resume" => Measure::Resume,
        "terminate" => Measure::Terminate,
        "void" => Measure::Void,
        "message" => return Ok(StaffAction::Message),
        _ => return Err(Problem::invalid("measure", |l| words::measure(l).into())),
    }))
}

/// Minutes as typed.
///
/// # Errors
///
/// [`Problem::Invalid`] at `minutes`.
pub fn time(minutes: i64) -> Result<Span, Problem> {
    let time = Span::from_minutes(minutes.clamp(0, 10_000));
    if is_grant(time) { Ok(time) } else { Err(Problem::invalid("minutes", |l| words::minutes_form(l).into())) }
}

/// A reason as typed: something, and not too long.
///
/// # Errors
///
/// [`Problem::Invalid`] at `reason`.
pub fn reason(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    let fits = (1..=500).contains(&text.chars().count());
    if fits { Ok(text.into()) } else { Err(Problem::invalid("reason", |l| words::reason_form(l).into())) }
}

/// What ends an attempt or takes it away: it is asked about, or counted, before it is done.
pub fn is_grave(act: &StaffAction) -> bool {
    matches!(act, StaffAction::Measure(Measure::Terminate | Measure::Void))
}

/// Whom a measure on a board is for.
pub enum Whom<'a> {
    Chosen(&'a [AttemptId]),
    /// All who fit.
    Fitting(&'a BoardScope),
}

/// The attempts that a measure is for: somebody's, and of this plan, whatever ids were named.
///
/// # Errors
///
/// [`Problem::Invalid`] at `attempt`; else a [`Problem`] if the store cannot be read or written.
pub async fn meant(visit: &Visit, who: &Invigilator, plan: &PlanRef, whom: Whom<'_>) -> Result<Vec<AttemptId>, Problem> {
    let store = &visit.site.store;
    let ids = match whom {
        Whom::Fitting(scope) => store.attempts_in(who, scope).await?,
        Whom::Chosen(ids) => store.attempts_of_plan(who, plan, ids).await?,
    };
    if ids.is_empty() { Err(Problem::invalid("attempt", |l| words::choose_some(l).into())) } else { Ok(ids) }
}

/// Carries it out upon many attempts, some at a time, so that nobody's save waits for it.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn carry_out(
    visit: &Visit,
    who: &Invigilator,
    ids: Vec<AttemptId>,
    act: StaffAction,
    reason: String,
) -> Result<Vec<Measured>, Problem> {
    let store = &visit.site.store;
    let mut measured = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        match act {
            StaffAction::Measure(measure) => {
                measured.extend(store.measure(who, some.to_vec(), measure, reason.clone(), visit.stamp()).await?)
            }
            StaffAction::Message => measured.extend(store.notify(who, some.to_vec(), reason.clone(), visit.stamp()).await?),
        }
        visit.site.ports.staff_acted();
    }
    Ok(measured)
}

/// The most that the plan of now lets staff give back for outages; nothing of a plan that was withdrawn.
pub fn outage_grant(site: &Site, plan: &PlanRef) -> Span {
    site.published().library.plan(plan).map_or(Span::ZERO, |(_, p)| p.outage_grant)
}

/// Why a measure is not taken, in words.
pub fn explain(refusal: MeasureRefusal) -> Message {
    match refusal {
        MeasureRefusal::Over => words::over,
        MeasureRefusal::NotStarted => words::not_started,
        MeasureRefusal::Amount => words::amount,
        MeasureRefusal::TooMuch => words::too_much,
        MeasureRefusal::NoPolicy => words::no_policy,
        MeasureRefusal::NothingLost => words::nothing_lost,
        MeasureRefusal::PolicySpent => words::policy_spent,
    }
}

/// The first reason among what was refused, for the page that sums it up.
pub fn first_refusal(measured: &[Measured]) -> Option<MeasureRefusal> {
    measured.iter().find_map(|(_, m)| m.as_ref()?.as_ref().err().copied())
}
