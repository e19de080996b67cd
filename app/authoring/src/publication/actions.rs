//! What forms and the API do with what is to be published: publish it now or at a time, take that back, have a colleague look over it. All is seen before it
//! is done, and done only as it was seen.

use super::compose::{ProposedPublication, proposal};
use crate::reason::reason_of;
use zhixing_app::i18n::{publication as said, workshop as words};
use zhixing_domain::{
    account::Author,
    question::ItemVersion,
    time::Timestamp,
    workshop::{
        course_role::CourseRole,
        review::{REMARK, ReviewState},
        schedule,
    },
};
use zhixing_shell::{boxed, guard::Visit, problem::Problem, site::Site};
use zhixing_store::{DraftPublication, Fault, NewPublication, NewSchedule, Stamp};

/// That something is to be published as it was seen.
#[derive(Clone, Debug, Default)]
pub struct SeenPublication {
    /// What the page said it would be called.
    pub digest: String,
    /// That what goes is meant to go.
    pub sure: bool,
    /// Why, where its author says so.
    pub reason: String,
}

/// Publishes what was seen.
///
/// # Errors
///
/// [`Problem::NotFound`] where this author does not see the course; [`Problem::Rejected`] with `course_role` for who
/// does not own it; [`Problem::Refused`] with `unfit`, `needs_review`, or `changed` if it is not what was seen;
/// [`Problem::Invalid`] at `sure` or `reason`; [`Problem::Busy`] if somebody else publishes at the same moment; else a [`Problem`]
/// if the store cannot be read or written.
#[boxed]
pub async fn publish(
    visit: &Visit,
    author: &Author,
    course: &str,
    proposal: ProposedPublication,
    seen: &SeenPublication,
) -> Result<String, Problem> {
    owner(visit, author, course).await?;
    look(&proposal, seen)?;
    let told = ToldPublication { scheduled: None, reason: reason_of(&seen.reason)? };
    make(&visit.site, author, (course, proposal), told, visit.stamp()).await?;
    Ok(seen.digest.clone())
}

/// A time that is wished.
#[derive(Clone, Copy, Debug, Default)]
pub struct WishedTime {
    pub at: Option<Timestamp>,
    /// When the one was set that was seen, and gives way.
    pub over: Option<Timestamp>,
}

/// Sets a time for publishing what was seen, in place of none but the one that was seen.
///
/// # Errors
///
/// [`Problem::NotFound`] where this author does not see the course; [`Problem::Rejected`] with `course_role` for who
/// does not own it; [`Problem::Refused`] with `unfit`, `needs_review`, or `changed` if it is not what was seen;
/// [`Problem::Invalid`] at `sure` or `reason`, or at `at` for a time that does not lie ahead; else a [`Problem`] if the store
/// cannot be read or written.
#[boxed]
pub async fn schedule(
    visit: &Visit,
    author: &Author,
    course: &str,
    proposal: ProposedPublication,
    seen: &SeenPublication,
    wish: WishedTime,
) -> Result<(), Problem> {
    owner(visit, author, course).await?;
    look(&proposal, seen)?;
    let Some(due) = wish.at.filter(|at| schedule::is_ahead(*at, visit.now)) else {
        return Err(Problem::invalid("at", |l| said::at_form(l).into()));
    };
    let approved = proposal.is_approved.then(|| proposal.course_digest.clone());
    let new = NewSchedule { due, drafts: proposal.drafts, approved, removes: seen.sure, over: wish.over, reason: reason_of(&seen.reason)? };
    match visit.site.store.schedule_publication(author, course.into(), new, visit.stamp()).await? {
        true => Ok(()),
        false => Err(Problem::refused("changed", |l| words::other_meanwhile(l).into())),
    }
}

/// Takes a publication at a time back: as it was seen to be set, else whichever there is.
///
/// # Errors
///
/// [`Problem::NotFound`] where this author does not see the course; [`Problem::Rejected`] with `course_role` for who
/// does not own it; [`Problem::Refused`] with `not_scheduled`; else a [`Problem`] if the store cannot be read or
/// written.
#[boxed]
pub async fn unschedule(visit: &Visit, author: &Author, course: &str, seen: Option<Timestamp>) -> Result<(), Problem> {
    match visit.site.store.unschedule_publication(author, course.into(), seen, visit.stamp()).await? {
        true => Ok(()),
        false => Err(Problem::refused("not_scheduled", |l| said::no_schedule(l).into())),
    }
}

/// Refuses whoever does not own a course.
async fn owner(visit: &Visit, author: &Author, course: &str) -> Result<(), Problem> {
    match visit.site.store.course_role(author, course).await? {
        CourseRole::Owner => Ok(()),
        _ => Err(Fault::Role(CourseRole::Owner).into()),
    }
}

/// Whether it may be published, and is what was seen.
fn look(proposal: &ProposedPublication, SeenPublication { digest, sure, .. }: &SeenPublication) -> Result<(), Problem> {
    if !proposal.is_fit() {
        return Err(Problem::refused("unfit", |l| words::refused_by(l).into()));
    }
    if proposal.digest() != digest {
        return Err(Problem::refused("changed", |l| words::other_meanwhile(l).into()));
    }
    if proposal.needs_review && !proposal.is_approved {
        return Err(Problem::refused("needs_review", |l| words::needs_review(l).into()));
    }
    if proposal.changes.removes() && !*sure {
        return Err(Problem::invalid("sure", |l| words::sure_form(l).into()));
    }
    Ok(())
}

/// What is told of a publication besides what is in it.
pub(super) struct ToldPublication {
    /// Of one that was set for a time, when it was set.
    pub scheduled: Option<Timestamp>,
    pub reason: Option<String>,
}

/// Makes a publication.
#[boxed]
pub(super) async fn make(
    site: &Site,
    author: &Author,
    (course, proposal): (&str, ProposedPublication),
    told: ToldPublication,
    stamp: Stamp,
) -> Result<(), Fault> {
    let digest = proposal.digest().to_string();
    let ProposedPublication { over, files, reading, changes, drafts, is_back, .. } = proposal;
    let items: Vec<(ItemVersion, String)> =
        reading.library.courses.iter().flat_map(|c| &c.items).map(|i| (i.version.clone(), i.source.clone())).collect();
    let new = NewPublication { digest, files, items, renamed: changes.renamed };
    let taken = drafts.into_iter().map(|(path, rev, _)| (path, rev)).collect();
    let ToldPublication { scheduled, reason } = told;
    site.store
        .publish_drafts(author, DraftPublication { course: course.into(), over, new, taken, scheduled, reason, is_back }, stamp)
        .await?;
    // other servers see it within seconds, this one at once
    let (library, texts) = reading.texts();
    site.publish(library, texts);
    Ok(())
}

/// What is done to a review.
pub enum ReviewAct {
    /// A colleague by login, or any.
    Ask(Option<String>),
    /// Approved or sent back, with a word.
    Decide(ReviewState, String),
    /// Of a file, a line, and what is said of it.
    Remark(String, i64, String),
}

/// The words of it, in a form and for programs.
pub const REVIEW_ACTS: [&str; 4] = ["ask", "approve", "send_back", "remark"];

/// What comes with such a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct SaidInReview<'a> {
    pub path: &'a str,
    pub line: i64,
    /// A remark, or a word to whoever asked.
    pub text: &'a str,
    /// The login of the colleague who is asked; nothing for any.
    pub whom: &'a str,
}

impl ReviewAct {
    pub fn read(act: &str, said: SaidInReview) -> Option<Self> {
        let text = said.text.trim().to_string();
        Some(match act {
            "ask" => Self::Ask(Some(said.whom.trim().to_string()).filter(|whom| !whom.is_empty())),
            "approve" => Self::Decide(ReviewState::Approved, text),
            "send_back" => Self::Decide(ReviewState::SentBack, text),
            "remark" => Self::Remark(said.path.to_string(), said.line, text),
            _ => return None,
        })
    }
}

/// Asks a colleague, or answers as one: about the files of a course with this digest, and no others.
///
/// # Errors
///
/// [`Problem::NotFound`] where this author does not see the course; [`Problem::Rejected`] with `course_role`;
/// [`Problem::Refused`] with `review_over` if that is not what was asked about any more, with `review_decided` for who
/// asks about what a colleague decided, or with `own_case` for who asked; [`Problem::Invalid`] at `whom`, `word` or
/// `text`; [`Problem::Busy`] if too many courses are in memory; else a [`Problem`] if the store cannot be read or
/// written.
#[boxed]
pub async fn review(visit: &Visit, author: &Author, course: &str, digest: &str, act: ReviewAct) -> Result<(), Problem> {
    let store = &visit.site.store;
    let proposal = proposal(visit, author, course, "").await?;
    let over = || Problem::refused("review_over", |l| words::review_over(l).into());
    if proposal.course_digest != digest || !proposal.is_fit() {
        return Err(over());
    }
    let (course, digest, stamp) = (course.to_string(), digest.to_string(), visit.stamp());
    let done = match act {
        ReviewAct::Ask(whom) => match store.ask_review(author, course, digest, whom, stamp).await {
            Ok(true) => true,
            Ok(false) => return Err(Problem::invalid("whom", |l| said::whom_form(l).into())),
            Err(Fault::Conflict) => return Err(Problem::refused("review_decided", |l| said::is_decided(l).into())),
            Err(other) => return Err(other.into()),
        },
        ReviewAct::Decide(state, word) => {
            let is_said = word.chars().count() <= REMARK && (state == ReviewState::Approved || !word.is_empty());
            if !is_said {
                return Err(Problem::invalid("word", |l| said::word_form(l).into()));
            }
            store.decide_review(author, course, digest, (state, word), stamp).await?
        }
        ReviewAct::Remark(path, line, text) => {
            let is_said = (1..=REMARK).contains(&text.chars().count()) && line > 0 && proposal.changed.contains(&path);
            if !is_said {
                return Err(Problem::invalid("text", |l| words::remark_form(l).into()));
            }
            store.remark(author, course, digest, (path, line, text), stamp).await?
        }
    };
    if done { Ok(()) } else { Err(over()) }
}
