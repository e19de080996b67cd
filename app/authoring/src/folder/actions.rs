//! What forms and the API do with a folder of somebody else's Markdown: look at it, and take its pages as drafts of lessons. Never here: what a format means.

use crate::{
    actions,
    import::{
        actions::{HeldCourse, held, pictures},
        upload::{UPLOAD_BYTES, fits, refused},
    },
};
use std::collections::{BTreeMap, BTreeSet};
use zhixing_app::i18n::folder as words;
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

/// What is wanted of a folder.
#[derive(Debug, Default)]
pub struct FolderChoice {
    /// The numbers of its pages, by default those that its contents name.
    pub chosen: Option<BTreeSet<usize>>,
    /// What is to be seen in pictures of which nothing is said, by their names, as it was typed.
    pub words: BTreeMap<String, String>,
}

/// A folder as the lessons that it would be in this course.
pub struct SeenFolder {
    pub folder: BroughtFolder,
    /// With its lessons as learners would see them.
    pub library: Library,
    /// What of a lesson keeps the course from being published, by the name of its file.
    pub flaws: BTreeMap<String, Vec<BankWords>>,
}

/// Reads a folder beside what a course has. Nothing is kept.
///
/// # Errors
///
/// [`Problem::NotFound`] for a course that is not there, or not for this author; [`Problem::Invalid`] at `file` for
/// what cannot be read; [`Problem::Busy`] if too many are read at once; else a [`Problem`] if the store cannot be read.
#[boxed]
pub async fn look(visit: &Visit, author: &Author, course: &str, upload: BankUpload, wish: &FolderChoice) -> Result<SeenFolder, Problem> {
    let HeldCourse { files, place: _place } = held(visit, author, course).await?;
    let folder = read(visit, course, &files, upload, wish).await?;
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
///
/// # Errors
///
/// As for [`look`]; [`Problem::Invalid`] at `take` if no page comes; and as for [`act`](crate::file_act::act) where no draft
/// can be written.
#[boxed]
pub async fn take(
    visit: &Visit,
    author: &Author,
    course: &str,
    upload: BankUpload,
    wish: &FolderChoice,
) -> Result<Vec<(String, String)>, Problem> {
    let HeldCourse { files, place: _place } = held(visit, author, course).await?;
    let folder = read(visit, course, &files, upload, wish).await?;
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
    wish: &FolderChoice,
) -> Result<BroughtFolder, Problem> {
    fits(&upload.bytes, UPLOAD_BYTES, words::no_folder)?;
    let prefix = format!("{course}/");
    let there = files.keys().filter_map(|path| path.strip_prefix(&prefix)).filter(|name| place::lesson_of(name).is_some());
    let ask = FolderAsk { there: there.map(String::from).collect(), chosen: wish.chosen.clone(), words: wish.words.clone(), upload };
    let read = visit.site.ports.read_folder(ask).await.map_err(|_| Problem::Busy(3))?;
    read.map_err(refused)
}
