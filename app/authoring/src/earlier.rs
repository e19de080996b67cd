//! What a file was: its versions of before, also of one beside the texts.

use crate::actions;
use zhixing_domain::{account::Author, workshop::place};
use zhixing_shell::{boxed, guard::Visit, problem::Problem};
use zhixing_store::{FileVersion, WorkshopFile};

/// A version of before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Earlier {
    /// By its number.
    Saved(i64),
    /// As a publication had the file.
    Published(String),
    /// The newest in which the file was there.
    Last,
}

/// A file of a course as people see its history: one that is written here, or that lies beside the texts.
///
/// # Errors
///
/// As for [`file`](fn@actions::file).
#[boxed]
pub async fn file(visit: &Visit, author: &Author, course: &str, path: &str) -> Result<WorkshopFile, Problem> {
    match place::is_media(path) && place::course_of(path) == course {
        true => Ok(visit.site.store.workshop_file(author, path).await?),
        false => actions::file(visit, author, course, path).await,
    }
}

/// The bytes of a version; nothing where there is none, or the file was not there.
pub(crate) async fn bytes_of(visit: &Visit, author: &Author, path: &str, earlier: &Earlier) -> Result<Option<Vec<u8>>, Problem> {
    let store = &visit.site.store;
    Ok(match earlier {
        Earlier::Saved(rev) => store.file_version(author, path, *rev).await?,
        Earlier::Published(publication) => store.file_in(author, path, publication).await?,
        Earlier::Last => match store.file_history(author, path).await?.iter().find(|version| version.is_there()) {
            Some(last) => bytes_of_version(visit, author, path, last).await?,
            None => None,
        },
    })
}

/// The same of a version of the history.
pub(crate) async fn bytes_of_version(
    visit: &Visit,
    author: &Author,
    path: &str,
    version: &FileVersion,
) -> Result<Option<Vec<u8>>, Problem> {
    let store = &visit.site.store;
    Ok(match &version.publication {
        Some(publication) if version.rev == 0 => store.file_in(author, path, publication).await?,
        _ => store.file_version(author, path, version.rev).await?,
    })
}
