//! What the page and the API tell of a file and its English twin, by the versions of both.

use crate::actions;
use std::collections::BTreeSet;
use zhixing_app::i18n::{twin as said, workshop as words};
use zhixing_domain::{
    account::Author,
    digest::sha256_hex,
    time::{Span, Timestamp},
    workshop::{
        place::{self, PlaceKind},
        step::StepSaid,
        twin_age::{self, PartText, StillRight, TwinPart},
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
    /// Of the English as it was looked at, by its hash.
    pub seen: String,
    pub parts: Vec<TwinPart>,
    /// What was right when somebody looked last.
    looked: StillRight,
}

impl ComparedTwin {
    /// The English of parts that are older than their Chinese, by their marks.
    pub fn older(&self) -> impl Iterator<Item = String> {
        self.parts.iter().filter(|part| part.since.is_some()).filter_map(|part| part.en.as_ref()).map(PartText::mark)
    }
}

/// Compares a file with its twin, whichever of the two is named.
///
/// # Errors
///
/// [`Problem::NotFound`] where there is no such Chinese file, or not for this author; [`Problem::Busy`] if too much is
/// read at once; else a [`Problem`] if the store cannot be read.
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
    let right = visit.site.store.still_right(author, &twin).await?;
    let looked = right.clone().unwrap_or_default();
    let parts = match has_twin {
        true => visit.site.ports.compute(move || twin_age::compared(&zh, &en, right.as_ref())).await.map_err(|_| Problem::Busy(3))?,
        false => vec![],
    };
    let seen = english.bytes.as_deref().map(sha256_hex).unwrap_or_default();
    Ok(ComparedTwin { path: first, has_twin, seen, parts, looked })
}

/// Says of the English of parts that are older, by their marks or of all, that it is still right: kept in the history of the English, which stays as it is.
///
/// # Errors
///
/// [`Problem::Refused`] with the code `changed` if the English was changed since it was seen, and `nothing_older` where no such part is; else as
/// [`compare`], and what keeps a draft from being written.
#[boxed]
pub async fn still_right(
    visit: &Visit,
    author: &Author,
    course: &str,
    path: &str,
    (seen, parts): (&str, Option<Vec<String>>),
) -> Result<(), Problem> {
    let twin = compare(visit, author, course, path).await?;
    if twin.seen != seen {
        return Err(Problem::refused("changed", |l| words::changed_meanwhile(l, place::twin_of(&twin.path))));
    }
    let older: BTreeSet<String> = twin.older().collect();
    let sent: Option<BTreeSet<String>> = parts.map(|parts| parts.into_iter().collect());
    let chosen: BTreeSet<String> = older.iter().filter(|mark| sent.as_ref().is_none_or(|sent| sent.contains(*mark))).cloned().collect();
    if chosen.is_empty() {
        return Err(Problem::refused("nothing_older", |l| said::nothing_older(l).into()));
    }
    let all = chosen.len() == older.len();
    let parts = twin.looked.with(chosen, &twin.parts).parts.into_iter().collect();
    let place = (place::twin_of(&twin.path), twin.seen);
    let kept = visit.site.store.keep_still_right(author, place, StepSaid::StillRight { parts, all }, visit.stamp()).await?;
    kept.map_err(actions::refused)
}

/// What was found of a pair of files is kept so long, while nothing was saved, said or published of either.
const KNOWN: Span = Span::from_minutes(24 * 60);

/// Whether any part of the English was written before its Chinese changed.
#[boxed]
pub(crate) async fn is_older(visit: &Visit, author: &Author, course: &str, path: &str) -> Result<bool, Problem> {
    let mut stands = "twin".to_string();
    for own in [place::first_of(path), place::twin_of(path)] {
        match actions::file(visit, author, course, &own).await {
            Ok(file) => {
                let last = visit.site.store.last_version(author, &own).await?;
                stands.push_str(&format!(" {own} {last} {}", file.published.unwrap_or_default()));
            }
            Err(Problem::NotFound) => return Ok(false),
            Err(other) => return Err(other),
        }
    }
    let known = [true, false].map(|older| (older, format!("{stands} {older}")));
    if let Some((older, _)) = known.iter().find(|(_, known)| visit.site.recollection.was_recently(known, KNOWN, visit.now)) {
        return Ok(*older);
    }
    let found = match compare(visit, author, course, path).await {
        Ok(twin) => twin.parts.iter().any(|part| part.since.is_some()),
        // a twin whose Chinese is not there
        Err(Problem::NotFound) => false,
        Err(other) => return Err(other),
    };
    for (_, known) in known.into_iter().filter(|(older, _)| *older == found) {
        visit.site.recollection.note_recently(known, visit.now);
    }
    Ok(found)
}

async fn past(visit: &Visit, author: &Author, path: &str) -> Result<Vec<(Timestamp, String)>, Problem> {
    let versions = visit.site.store.file_past(author, path, MOST).await?;
    Ok(versions.into_iter().filter_map(|(at, bytes)| Some((at, written::text(&bytes)?))).collect())
}
