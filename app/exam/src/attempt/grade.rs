//! Marking an ended attempt by machine, and what follows from it.

use std::sync::Arc;
use zhixing_domain::{
    assessment::{PlanKind, Release},
    id::AttemptId,
    plan_ref::PlanRef,
    points::Points,
    time::Timestamp,
};
use zhixing_shell::{boxed, site::Site};
use zhixing_store::{Actor, AttemptSummary, Completion, CurrentAnswer, Fault, NewMark, Notes, Stamp};

/// Marks what a machine can mark of an ended attempt, if nobody has yet.
#[boxed]
pub async fn grade(site: &Arc<Site>, id: AttemptId, now: Timestamp) -> Result<(), Fault> {
    let Some(summary) = site.store.attempt_summary(id).await? else { return Ok(()) };
    if !summary.state.phase().is_final() || site.store.result(id).await?.is_some() {
        return Ok(());
    }
    let answers = site.store.answers(id).await?;
    grade_answers(site, &summary, &answers, now).await
}

/// Marks what a machine can mark, once; wrong answers of a mock assessment go to the notebook.
#[boxed]
pub async fn grade_answers(site: &Arc<Site>, summary: &AttemptSummary, answers: &[CurrentAnswer], now: Timestamp) -> Result<(), Fault> {
    let id = summary.id;
    let Some(sheet) = site.paper(id).await? else { return Ok(()) };
    let mut marks = Vec::with_capacity(sheet.entries.len());
    let mut notes = vec![];
    for entry in &sheet.entries {
        let item = &entry.item;
        let answer = answers.iter().find(|a| a.item == item.key);
        // no answer earns nothing, also where a person would have to mark
        let credit = answer.map_or(Some(zhixing_domain::points::Credit::NONE), |a| item.question.credit(&entry.arrangement, &a.value));
        if let Some(credit) = credit {
            notes.push((item.key.0.clone(), credit.is_full()));
        }
        let points = credit.map(|c| entry.points.share(c));
        marks.push(NewMark {
            item: item.key.clone(),
            version: item.version.clone(),
            function: item.function.clone(),
            worth: entry.points,
            points,
        });
    }
    let stamp = Stamp::new(now, Actor::System, site.id_bytes());
    let (completion, kind) = plan_terms(site, &summary.plan);
    let course = || summary.plan.course().to_string();
    let notes = (kind == PlanKind::Mock).then(|| Notes { account: summary.account, course: course(), answers: notes });
    if !site.store.grade(id, marks, notes, completion, stamp).await? {
        return Ok(());
    }
    if completion.release && completion.certify {
        zhixing_certification::certificate::actions::issue_quietly(site, id, now).await;
    }
    Ok(())
}

/// How many results are computed anew in one transaction, so that saves in between do not wait.
const AT_ONCE: i64 = 50;

/// Computes the results anew that a decision upon an item has not reached; whoever passes now gets the certificate as at a release.
#[boxed]
pub async fn regrade(site: &Arc<Site>, decision: &str, now: Timestamp) -> Result<(), Fault> {
    let Some(plan) = site.store.decision_plan(decision).await? else { return Ok(()) };
    let (completion, _) = plan_terms(site, &plan);
    loop {
        let stamp = Stamp::new(now, Actor::System, site.id_bytes());
        let (pass_now, more) = site.store.regrade(decision.into(), completion, AT_ONCE, stamp).await?;
        for attempt in pass_now {
            zhixing_certification::certificate::actions::issue_quietly(site, attempt, now).await;
        }
        if !more {
            return Ok(());
        }
    }
}

/// What the plan says of a complete result, and its kind; of a plan that was withdrawn, nothing is released by itself.
pub fn plan_terms(site: &Site, plan: &PlanRef) -> (Completion, PlanKind) {
    let published = site.published();
    published
        .library
        .plan(plan)
        .map_or((Completion { pass_mark: Points::whole(60), release: false, certify: false }, PlanKind::Exam), |(_, p)| {
            (Completion { pass_mark: p.pass, release: p.release == Release::Submit, certify: p.certifies() }, p.kind)
        })
}
