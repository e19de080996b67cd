//! What changes many files of a course at once has in common: the texts as they are now, whether somebody changed one since it was seen, what would not be
//! right afterwards, and the one step that writes. Never here: what is changed.

use crate::actions;
use std::collections::BTreeMap;
use zhixing_app::i18n::many as words;
use zhixing_domain::{
    account::Author,
    workshop::{
        FILE_BYTES, VersionWhy,
        place::{self, PlaceKind},
    },
};
use zhixing_shell::{boxed, content::ContentFlaw, guard::Visit, ports::CoursePlace, problem::Problem};
use zhixing_store::{DraftChange, SaidOfStep, WorkshopHead};

/// So many files are named where somebody changed them.
const NAMED: usize = 12;

/// The files of a course as they are with its drafts, and its place among those in memory.
pub(crate) struct CourseNow {
    pub heads: BTreeMap<String, WorkshopHead>,
    pub place: CoursePlace,
}

impl CourseNow {
    /// The text of a file that is written here; nothing where it is none, or too long, or no UTF-8.
    pub fn text(&self, path: &str) -> Option<&str> {
        let head = self.heads.get(path).filter(|head| head.length <= FILE_BYTES as u64)?;
        std::str::from_utf8(&head.bytes).ok().filter(|_| place::is_writable(path))
    }

    pub fn hash(&self, path: &str) -> Option<&str> {
        self.heads.get(path).map(|head| head.hash.as_str())
    }
}

/// A course that is there; any other folder is not.
#[boxed]
pub(crate) async fn course_now(visit: &Visit, author: &Author, course: &str) -> Result<CourseNow, Problem> {
    let place = visit.site.ports.course_place().await.map_err(|_| Problem::Busy(3))?;
    let heads = visit.site.store.workshop_outline(author, course).await?;
    let is_there = place::is_course(course) && heads.contains_key(&format!("{course}/course.md"));
    if is_there { Ok(CourseNow { heads, place }) } else { Err(Problem::NotFound) }
}

/// Files as somebody saw them, by the hash of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeenFiles(pub BTreeMap<String, String>);

impl SeenFiles {
    /// As a form keeps them: path and hash by turns.
    pub fn read(kept: &str) -> Self {
        let mut words = kept.split_whitespace();
        let mut seen = BTreeMap::new();
        while let (Some(path), Some(hash)) = (words.next(), words.next()) {
            seen.insert(path.to_string(), hash.to_string());
        }
        Self(seen)
    }

    pub fn to_keep(&self) -> String {
        self.0.iter().map(|(path, hash)| format!("{path} {hash}")).collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn of<'p>(now: &CourseNow, paths: impl Iterator<Item = &'p str>) -> Self {
        Self(paths.filter_map(|path| Some((path.to_string(), now.hash(path)?.to_string()))).collect())
    }

    /// Of these files those that are not as they were seen.
    pub(crate) fn changed<'p>(&self, now: &CourseNow, paths: impl Iterator<Item = &'p str>) -> Vec<String> {
        let changed = |path: &&str| self.0.get(*path).map(String::as_str) != now.hash(path);
        paths.filter(changed).map(String::from).collect()
    }
}

/// The draft that says this text.
pub(crate) fn draft(now: &CourseNow, path: &str, text: String, why: VersionWhy) -> DraftChange {
    let head = now.heads.get(path);
    let (seen, base) = head.map_or((0, None), |head| (head.rev, head.published.clone()));
    DraftChange { path: path.into(), bytes: Some(text.into_bytes()), seen, base, takes_in: false, why }
}

/// What would keep the course from being published once the files are changed, in them and in the plans that draw from them; not what keeps it already.
#[boxed]
pub(crate) async fn flaws(visit: &Visit, now: CourseNow, changes: &[DraftChange]) -> Result<Vec<ContentFlaw>, Problem> {
    let CourseNow { heads, place: _place } = now;
    let mut files: BTreeMap<String, Vec<u8>> = heads.into_iter().map(|(path, head)| (path, head.bytes)).collect();
    let changed: BTreeMap<String, Vec<u8>> =
        changes.iter().filter_map(|change| Some((change.path.clone(), change.bytes.clone()?))).collect();
    let before: BTreeMap<String, Vec<u8>> = changed.keys().filter_map(|path| Some((path.clone(), files.get(path)?.clone()))).collect();
    let is_of_it = |flaw: &ContentFlaw| flaw.is_error && (is_plan(&flaw.path) || changes.iter().any(|change| change.path == flaw.path));
    files.extend(changed);
    let mut found: Vec<ContentFlaw> = read(visit, files.clone()).await?.into_iter().filter(is_of_it).collect();
    if !found.is_empty() {
        files.extend(before);
        for old in read(visit, files).await? {
            // its line may be another by now
            if let Some(at) = found.iter().position(|flaw| flaw.path == old.path && flaw.words == old.words) {
                found.remove(at);
            }
        }
    }
    Ok(found)
}

async fn read(visit: &Visit, files: BTreeMap<String, Vec<u8>>) -> Result<Vec<ContentFlaw>, Problem> {
    Ok(visit.site.ports.read_content(files).await.map_err(|_| Problem::Busy(3))?.flaws)
}

/// Whether a file is a plan: it may draw more from a bank than is left.
pub(crate) fn is_plan(path: &str) -> bool {
    place::kind_of(path) == PlaceKind::Plan
}

/// Writes all of it in one step; nothing where somebody changed one of the files since it was seen.
#[boxed]
pub(crate) async fn write(
    visit: &Visit,
    author: &Author,
    now: &CourseNow,
    seen: &SeenFiles,
    (changes, said): (Vec<DraftChange>, SaidOfStep),
) -> Result<usize, Problem> {
    let changed = seen.changed(now, changes.iter().map(|change| change.path.as_str()));
    if !changed.is_empty() {
        return Err(others_changed(&changed));
    }
    let count = changes.len();
    actions::write_step(visit, author, changes, said).await?;
    Ok(count)
}

/// That files are not any more what was seen, by name.
pub(crate) fn others_changed(paths: &[String]) -> Problem {
    let named = paths.iter().take(NAMED).cloned().collect::<Vec<_>>();
    let more = paths.len() - named.len();
    Problem::refused("changed", |l| {
        let said = words::changed_meanwhile(l, named.join(words::between(l)));
        if more > 0 { format!("{said}{}", words::and_more_files(l, more)) } else { said }
    })
}
