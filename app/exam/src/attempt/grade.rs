//! Marking an ended attempt by machine, and what follows from it.

use std::sync::Arc;
use zhixing_domain::{
    assessment::{PlanKind, Release},
    id::{AccountId, AttemptId},
    plan_ref::PlanRef,
    points::{Credit, Points},
    time::Timestamp,
};
use zhixing_shell::{
    boxed,
    papers::{LoadedItem, LoadedPaper},
    site::Site,
};
use zhixing_store::{Actor, Completion, CurrentAnswer, Fault, MachineMarks, Marking, NewMark, Notes, Stamp};

/// Marks what a machine can mark of an ended attempt, if nobody has yet.
///
/// # Errors
///
/// A [`Fault`] if the database cannot be read or written.
#[boxed]
pub async fn grade(site: &Arc<Site>, id: AttemptId, now: Timestamp) -> Result<(), Fault> {
    let Some(summary) = site.store.attempt_summary(id).await? else { return Ok(()) };
    if !summary.state.phase().is_final() || site.store.result(id).await?.is_some() {
        return Ok(());
    }
    let Some(sheet) = site.paper(id).await? else { return Ok(()) };
    let made = marking(site, sheet)(&summary, &site.store.answers(id).await?);
    let (completion, stamp) = (made.completion, Stamp::new(now, Actor::System, site.id_bytes()));
    if site.store.grade(id, made.marks, made.notes, completion, stamp).await? {
        certify(site, id, completion, now).await;
    }
    Ok(())
}

/// How a machine marks a paper: by its items and by what its plan says, which are at hand, and without a question to anybody.
pub fn marking(site: &Site, sheet: Arc<LoadedPaper>) -> Marking {
    let (completion, kind) = plan_terms(site, &sheet.plan);
    Box::new(move |of, answers| machine_marks(&sheet, of.account, answers, (completion, kind)))
}

/// Wrong answers of a mock assessment go to the notebook; what was left empty does not.
fn machine_marks(
    sheet: &LoadedPaper,
    account: AccountId,
    answers: &[CurrentAnswer],
    (completion, kind): (Completion, PlanKind),
) -> MachineMarks {
    let credits = sheet.entries.iter().map(|entry| credit(entry, answers));
    let marks = sheet.entries.iter().zip(credits.clone()).map(|(LoadedItem { item, points, .. }, credit)| NewMark {
        item: item.key.clone(),
        version: item.version.clone(),
        function: item.function.clone(),
        worth: *points,
        points: credit.map(|credit| points.share(credit)),
    });
    // what nobody answered is no mistake
    let is_answered = |entry: &LoadedItem| answers.iter().any(|a| a.item == entry.item.key && !a.value.is_empty());
    let judged = sheet.entries.iter().zip(credits).filter(|(entry, _)| is_answered(entry));
    let noted = judged.filter_map(|(entry, credit)| Some((entry.item.key.0.clone(), credit?.is_full())));
    let notes = || Notes { account, course: sheet.plan.course().to_string(), answers: noted.collect() };
    MachineMarks { marks: marks.collect(), notes: (kind == PlanKind::Mock).then(notes), completion }
}

/// What the answer to an item earns; nothing where a person has to mark. No answer earns nothing, also there.
fn credit(entry: &LoadedItem, answers: &[CurrentAnswer]) -> Option<Credit> {
    let answer = answers.iter().find(|a| a.item == entry.item.key);
    answer.map_or(Some(Credit::NONE), |a| entry.item.question.credit(&entry.arrangement, &a.value))
}

/// Issues the certificate that a result released at once may earn.
#[boxed]
pub async fn certify(site: &Arc<Site>, id: AttemptId, completion: Completion, now: Timestamp) {
    if completion.release && completion.certify {
        zhixing_certification::certificate::actions::issue_quietly(site, id, now).await;
    }
}

/// How many results are computed anew in one transaction, so that saves in between do not wait.
const AT_ONCE: i64 = 50;

/// Computes the results anew that a decision upon an item has not reached; whoever passes now gets the certificate as at a release.
///
/// # Errors
///
/// A [`Fault`] if the database cannot be read or written.
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
