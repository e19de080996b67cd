//! Publications whose time has come: composed and checked again, made once by whichever node is first, or left with word of why.

use super::{
    actions,
    compose::{ProposedPublication, of_drafts},
};
use zhixing_domain::{
    account::Author,
    time::Timestamp,
    workshop::{course_role::CourseRole, review::ReviewState, schedule::StayedWhy},
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
    let (drafts, given_up) = store.scheduled_drafts(&schedule).await?;
    let composed = of_drafts(site, &schedule.course, drafts, now).await;
    let proposal = composed.map_err(|problem| Fault::Unavailable(format!("{} cannot be composed: {problem:?}", schedule.course)))?;
    let needs_review = site.decided.settings().review_publications;
    let review = store.review(&author, &schedule.course).await?.filter(|review| review.digest == proposal.course_digest);
    let sent_back = review.is_some_and(|review| review.state != ReviewState::Approved);
    let why = if given_up { Some(StayedWhy::GivenUp) } else { refusal(&schedule, &proposal, (needs_review, sent_back)) };
    // what was published by hand meanwhile is done, and nobody has to hear of it
    if why.is_some() || proposal.is_empty() {
        return store.end_schedule(schedule.clone(), why, stamp()).await;
    }
    actions::make(site, &author, (&schedule.course, proposal), Some(schedule.at), stamp()).await
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

/// Why it is not published now.
fn refusal(schedule: &Schedule, proposal: &ProposedPublication, (needs_review, sent_back): (bool, bool)) -> Option<StayedWhy> {
    if proposal.is_empty() {
        return None;
    }
    if !proposal.both.is_empty() {
        return Some(StayedWhy::Elsewhere);
    }
    if !proposal.is_fit() {
        return Some(StayedWhy::Errors);
    }
    if needs_review && (sent_back || schedule.approved.as_ref() != Some(&proposal.course_digest)) {
        return Some(StayedWhy::Unapproved);
    }
    (proposal.changes.removes() && !schedule.removes).then_some(StayedWhy::Removes)
}
