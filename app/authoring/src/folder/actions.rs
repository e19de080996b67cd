//! What forms and the API do with a folder of somebody else's Markdown: look at it, and take its pages as drafts of lessons. Never here: what a format means.

use crate::{
    actions,
    import::actions::{UPLOAD_BYTES, course_files, pictures},
};
use std::collections::{BTreeMap, BTreeSet};
use zhixing_app::i18n::{bank, folder as words};
use zhixing_domain::{
    account::Author,
    library::Library,
    workshop::{
        VersionWhy,
        place::{self, PlaceKind},
    },
};
use zhixing_shell::{
    banks::{BankUpload, BankWords, BroughtFolder, FolderAsk},
    boxed,
    guard::Visit,
    problem::Problem,
};

/// A folder as the lessons that it would be in this course.
pub struct SeenFolder {
    pub folder: BroughtFolder,
    /// With its lessons as learners would see them.
    pub library: Library,
    /// What of a lesson keeps the course from being published, by the name of its file.
    pub flaws: BTreeMap<String, Vec<BankWords>>,
}

/// Reads a folder beside what a course has; `chosen` are the numbers of its pages, by default those that its contents name. Nothing is kept.
#[boxed]
pub async fn look(
    visit: &Visit,
    author: &Author,
    course: &str,
    upload: BankUpload,
    chosen: Option<BTreeSet<usize>>,
) -> Result<SeenFolder, Problem> {
    let _place = visit.site.ports.course_place().await.map_err(|_| Problem::Busy(3))?;
    let files = course_files(visit, author, course).await?;
    let folder = read(visit, course, &files, upload, chosen).await?;
    let kept = |path: &str| path.starts_with("standards/") || place::kind_of(path) == PlaceKind::Course;
    let mut part: BTreeMap<String, Vec<u8>> = files.into_iter().filter(|(path, _)| kept(path)).collect();
    let written = folder.pages.iter().filter_map(|page| page.written.as_ref());
    part.extend(written.map(|(name, text)| (format!("{course}/{name}"), text.clone().into_bytes())));
    part.extend(folder.pictures.iter().map(|(name, bytes)| (format!("{course}/media/{name}"), bytes.clone())));
    let reading = visit.site.ports.read_content(part).await.map_err(|_| Problem::Busy(3))?;
    let mut seen = SeenFolder { folder, library: reading.library, flaws: BTreeMap::new() };
    let prefix = format!("{course}/");
    for flaw in reading.flaws.into_iter().filter(|flaw| flaw.is_error) {
        if let Some(name) = flaw.path.strip_prefix(&prefix) {
            seen.flaws.entry(name.to_string()).or_default().push(flaw.words);
        }
    }
    Ok(seen)
}

/// Takes the pages that come as drafts of lessons behind all others, with their pictures; gives their titles and paths.
#[boxed]
pub async fn take(
    visit: &Visit,
    author: &Author,
    course: &str,
    upload: BankUpload,
    chosen: Option<BTreeSet<usize>>,
) -> Result<Vec<(String, String)>, Problem> {
    let _place = visit.site.ports.course_place().await.map_err(|_| Problem::Busy(3))?;
    let files = course_files(visit, author, course).await?;
    let folder = read(visit, course, &files, upload, chosen).await?;
    let coming = folder.pages.into_iter().filter(|page| page.comes).filter_map(|page| Some((page.title, page.written?)));
    let (taken, mut texts): (Vec<_>, Vec<_>) = coming.map(|(title, (name, text))| ((title, format!("{course}/{name}")), text)).unzip();
    if taken.is_empty() {
        return Err(Problem::invalid("take", |l| words::none_chosen(l).into()));
    }
    let mut changes = pictures(visit, course, &files, folder.pictures, &mut texts).await?;
    let lessons = taken.iter().zip(texts).map(|((_, path), text)| actions::new(path.clone(), text.into_bytes(), VersionWhy::Created));
    changes.extend(lessons);
    actions::write(visit, author, changes).await?;
    Ok(taken)
}

async fn read(
    visit: &Visit,
    course: &str,
    files: &BTreeMap<String, Vec<u8>>,
    upload: BankUpload,
    chosen: Option<BTreeSet<usize>>,
) -> Result<BroughtFolder, Problem> {
    if upload.bytes.is_empty() {
        return Err(Problem::invalid("file", |l| words::no_folder(l).into()));
    }
    if upload.bytes.len() > UPLOAD_BYTES {
        return Err(Problem::invalid("file", |l| bank::too_large(l, UPLOAD_BYTES >> 20)));
    }
    let prefix = format!("{course}/");
    let there = files.keys().filter_map(|path| path.strip_prefix(&prefix)).filter(|name| place::lesson_of(name).is_some());
    let ask = FolderAsk { there: there.map(String::from).collect(), chosen, upload };
    let read = visit.site.ports.read_folder(ask).await.map_err(|_| Problem::Busy(3))?;
    read.map_err(|said| Problem::invalid("file", |l| said[l as usize].clone()))
}
