//! What is done to a file as a whole: renamed, copied, moved, deleted, brought back, its draft given up.

use crate::{
    actions,
    copying::{self, ActDone},
    earlier::{self, Earlier},
};
use zhixing_domain::{account::Author, workshop::VersionWhy};
use zhixing_shell::{boxed, guard::Visit, problem::Problem};
use zhixing_store::DraftChange;

/// What is done to a file as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileAct {
    Rename(String),
    Copy(String),
    Delete,
    Restore(Earlier),
    Discard,
}

/// The words of an act, in a form and for programs.
pub const FILE_ACTS: [&str; 6] = ["rename", "copy", "delete", "restore", "bring_back", "discard"];

impl FileAct {
    pub fn read(act: &str, to: &str, (rev, publication): (i64, &str)) -> Option<Self> {
        let to = to.trim().to_string();
        Some(match act {
            "rename" => Self::Rename(to),
            "copy" => Self::Copy(to),
            "delete" => Self::Delete,
            "restore" if publication.is_empty() => Self::Restore(Earlier::Saved(rev)),
            "restore" => Self::Restore(Earlier::Published(publication.into())),
            "bring_back" => Self::Restore(Earlier::Last),
            "discard" => Self::Discard,
            _ => return None,
        })
    }
}

/// Does something to a file as a whole; its twin is renamed, copied and deleted with it. It may go into another course that this author writes, with the
/// files that it shows.
///
/// # Errors
///
/// [`Problem::NotFound`] for a file or a version that is not there, or not for this author; [`Problem::Invalid`] at
/// `to`. Where no draft can be written: [`Problem::Rejected`] with `course_role` for who does not write the course;
/// [`Problem::Refused`] with `changed` if somebody changed a file since it was seen, `taken` if there is one of this
/// name, `too_long`, `too_many` or `quota_full`; [`Problem::Slow`] after too many in an hour; else a [`Problem`] if the
/// store cannot be read or written.
#[boxed]
pub async fn act(visit: &Visit, author: &Author, course: &str, path: &str, seen: i64, act: FileAct) -> Result<ActDone, Problem> {
    let now = match act {
        FileAct::Restore(_) => earlier::file(visit, author, course, path).await?,
        _ => actions::file(visit, author, course, path).await?,
    };
    match act {
        FileAct::Discard => {
            actions::discard(visit, author, path, seen).await?;
            Ok(ActDone::at(path))
        }
        FileAct::Restore(earlier) => {
            let bytes = earlier::bytes_of(visit, author, path, &earlier).await?.ok_or(Problem::NotFound)?;
            let why = VersionWhy::Restored;
            actions::write(
                visit,
                author,
                vec![DraftChange { path: path.into(), bytes: Some(bytes), seen, base: now.base, takes_in: false, why }],
            )
            .await?;
            Ok(ActDone::at(path))
        }
        FileAct::Delete => {
            let pair = actions::pair(visit, author, now, seen).await?;
            actions::write(visit, author, pair.into_iter().map(|file| actions::gone(file, VersionWhy::Deleted)).collect()).await?;
            Ok(ActDone::at(path))
        }
        FileAct::Rename(ref to) | FileAct::Copy(ref to) => {
            copying::go(visit, author, (course, now, to), (seen, matches!(act, FileAct::Copy(_)))).await
        }
    }
}
