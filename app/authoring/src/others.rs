//! Who else has a file open. A page says that it has when it is shown, and again and again while scripts are on: who went away is not named for long.

use crate::actions;
use zhixing_domain::{account::Author, time::Span, workshop::place};
use zhixing_shell::{boxed, guard::Visit, problem::Problem};
use zhixing_store::OpenFiles;

/// So long a page counts that says nothing more: with scripts off it is read and typed in for a while.
const SHOWN: Span = Span::from_minutes(10);
/// So long one counts that says so every twenty seconds.
const TOLD: Span = Span::from_seconds(50);

/// Notes that a page of a file is shown to somebody who writes it; gives who else has it open.
#[boxed]
pub(crate) async fn shown(visit: &Visit, author: &Author, path: &str) -> Result<Vec<String>, Problem> {
    noted(visit, author, path, SHOWN).await
}

/// Notes that a page of a file is open still; gives who else has it open.
///
/// # Errors
///
/// As for [`file`](fn@actions::file); [`Problem::Rejected`] with `course_role` for who does not write the course; else a [`Problem`] if the store cannot be
/// read or written.
#[boxed]
pub async fn told(visit: &Visit, author: &Author, course: &str, path: &str) -> Result<Vec<String>, Problem> {
    actions::file(visit, author, course, path).await?;
    noted(visit, author, path, TOLD).await
}

async fn noted(visit: &Visit, author: &Author, path: &str, span: Span) -> Result<Vec<String>, Problem> {
    visit.site.store.note_open(author, path, visit.now + span, visit.now).await?;
    Ok(visit.site.store.open_files(author, visit.now).await?.remove(path).unwrap_or_default())
}

/// The files of a course that others have open.
///
/// # Errors
///
/// As for [`paths_of`](actions::paths_of).
#[boxed]
pub async fn of_course(visit: &Visit, author: &Author, course: &str) -> Result<OpenFiles, Problem> {
    actions::paths_of(visit, author, course).await?;
    let mut files = visit.site.store.open_files(author, visit.now).await?;
    files.retain(|path, _| place::course_of(path) == course);
    Ok(files)
}
