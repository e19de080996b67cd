//! What the page and the API tell of a file and its English twin, by the versions of both.

use crate::actions;
use zhixing_domain::{
    account::Author,
    time::Timestamp,
    workshop::{
        place::{self, PlaceKind},
        twin_age::{self, TwinPart},
        written,
    },
};
use zhixing_shell::{boxed, guard::Visit, problem::Problem};

/// So many bytes of the newest versions of a file are looked at.
const MOST: usize = 6 << 20;

/// A file with its twin, part by part.
pub struct ComparedTwin {
    /// Of the Chinese file.
    pub path: String,
    pub has_twin: bool,
    pub parts: Vec<TwinPart>,
}

/// Compares a file with its twin, whichever of the two is named.
#[boxed]
pub async fn compare(visit: &Visit, author: &Author, course: &str, path: &str) -> Result<ComparedTwin, Problem> {
    let (first, twin) = (place::first_of(path), place::twin_of(path));
    let now = actions::file(visit, author, course, &first).await?;
    if now.bytes.is_none() || place::kind_of(&first) == PlaceKind::Other {
        return Err(Problem::NotFound);
    }
    let english = actions::file(visit, author, course, &twin).await?;
    let has_twin = english.bytes.is_some();
    let (zh, en) = (past(visit, author, &first).await?, past(visit, author, &twin).await?);
    let parts = if has_twin { twin_age::compared(&zh, &en) } else { vec![] };
    Ok(ComparedTwin { path: first, has_twin, parts })
}

/// Whether any part of the English was written before its Chinese changed.
#[boxed]
pub(crate) async fn is_older(visit: &Visit, author: &Author, course: &str, path: &str) -> Result<bool, Problem> {
    match compare(visit, author, course, path).await {
        Ok(twin) => Ok(twin.parts.iter().any(|part| part.since.is_some())),
        // a twin whose Chinese is not there
        Err(Problem::NotFound) => Ok(false),
        Err(other) => Err(other),
    }
}

async fn past(visit: &Visit, author: &Author, path: &str) -> Result<Vec<(Timestamp, String)>, Problem> {
    let versions = visit.site.store.file_past(author, path, MOST).await?;
    Ok(versions.into_iter().filter_map(|(at, bytes)| Some((at, written::text(&bytes)?))).collect())
}
