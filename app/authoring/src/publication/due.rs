//! Publications whose time has come: composed and checked again, made once by whichever node is first, or left with word of why.

use super::{
    actions::{self, ToldPublication},
    compose::of_drafts,
};
use zhixing_domain::{
    account::Author,
    time::Timestamp,
    workshop::{
        course_role::CourseRole,
        schedule::{ComeDue, StayedWhy},
    },
};
use zhixing_shell::{boxed, site::Site};
use zhixing_store::{Actor, Fault, Schedule, Stamp};

/// Makes the publications that are due.
///
/// # Errors
///
/// A [`Fault`] if the database cannot be read or written: what is due is tried again.
#[boxed]
pub async fn all(site: &Site, now: Timestamp) -> Result<(), Fault> {
    let mut done = Ok(());
    for schedule in site.store.due_publications(now).await? {
        match one(site, schedule, now).await {
            // something else was published at the same moment, or another node made it: it is looked at again
            Ok(()) | Err(Fault::Conflict) => {}
            // the others do not wait for it
            failed => done = failed,
        }
    }
    done
}

async fn one(site: &Site, schedule: Schedule, now: Timestamp) -> Result<(), Fault> {
    let store = &site.store;
    let stamp = || Stamp::new(now, Actor::Person(schedule.by), site.id_bytes());
    let Some(author) = owner(site, &schedule).await? else {
        return store.end_schedule(schedule.clone(), Some(StayedWhy::NoRight), stamp()).await;
    };
    let (drafts, stays) = store.scheduled_drafts(&schedule).await?;
    let composed = of_drafts(site, &schedule.course, drafts, now).await;
    let proposal = composed.map_err(|problem| Fault::Unavailable(format!("{} cannot be composed: {problem:?}", schedule.course)))?;
    let review = store.review(&author, &schedule.course).await?.filter(|review| review.digest == proposal.course_digest);
    // what was approved, and is asked about anew, is not approved
    let is_approved = match review {
        Some(review) => review.is_approved(),
        None => store.approval_stands(&schedule, &proposal.course_digest).await?,
    };
    let come_due = ComeDue {
        stays,
        is_empty: proposal.is_empty(),
        is_crossed: !proposal.both.is_empty(),
        has_errors: !proposal.reading.is_fit(),
        needs_review: site.decided.settings().review_publications,
        is_approved,
        removes: proposal.changes.removes(),
        may_remove: schedule.removes,
    };
    let why = come_due.refusal();
    if why.is_some() || proposal.is_empty() {
        return store.end_schedule(schedule.clone(), why, stamp()).await;
    }
    let told = ToldPublication { scheduled: Some(schedule.at), reason: schedule.reason.clone() };
    actions::make(site, &author, (&schedule.course, proposal), told, stamp()).await
}

/// Whoever set it, if they own the course still.
async fn owner(site: &Site, schedule: &Schedule) -> Result<Option<Author>, Fault> {
    let Some(account) = site.store.account(schedule.by).await?.filter(|account| account.disabled_at.is_none()) else { return Ok(None) };
    let Some(author) = Author::of(&site.awake(account).await?.0) else { return Ok(None) };
    match site.store.course_role(&author, &schedule.course).await {
        Ok(role) => Ok((role == CourseRole::Owner).then_some(author)),
        Err(Fault::Beyond) => Ok(None),
        Err(other) => Err(other),
    }
}
