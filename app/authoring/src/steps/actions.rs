//! What forms and the API do with what was changed in one step: list it, and take it back.

use crate::actions;
use zhixing_app::i18n::many as words;
use zhixing_domain::account::Author;
use zhixing_shell::{boxed, guard::Visit, problem::Problem};
use zhixing_store::{DraftStep, TakenBack};

/// The steps of a course that is there, the newest first.
///
/// # Errors
///
/// As for [`paths_of`](actions::paths_of).
#[boxed]
pub async fn list(visit: &Visit, author: &Author, course: &str) -> Result<Vec<DraftStep>, Problem> {
    actions::paths_of(visit, author, course).await?;
    Ok(visit.site.store.draft_steps(author, course).await?)
}

/// Takes a step back: files that nobody changed since are what they were before.
///
/// # Errors
///
/// As for [`list`]; [`Problem::Rejected`] with `course_role` for who does not write the course; [`Problem::Refused`]
/// with `nothing_back`; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn take_back(visit: &Visit, author: &Author, course: &str, key: &str) -> Result<TakenBack, Problem> {
    actions::paths_of(visit, author, course).await?;
    let done = visit.site.store.take_step_back(author, course, key, visit.stamp()).await?;
    if done.back.is_empty() { Err(Problem::refused("nothing_back", |l| words::nothing_back(l).into())) } else { Ok(done) }
}
