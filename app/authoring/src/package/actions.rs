//! What forms and the API do with courses between installations: ours go out signed, others are looked at and taken as drafts. Never here: what is in a
//! package, whose signature holds.

use crate::{actions, import::upload};
use std::collections::{BTreeMap, BTreeSet};
use zhixing_app::i18n::{package as words, workshop};
use zhixing_domain::{
    account::Author,
    lang::Lang,
    package::PackageManifest,
    workshop::{VersionWhy, bank_course, merge::merge, place, template, written},
};
use zhixing_shell::{
    boxed,
    guard::Visit,
    packages::{BroughtKey, CourseFault, CourseStep, CourseUpdate, GivenCourse},
    problem::Problem,
};
use zhixing_store::{DraftChange, WorkshopLine};

/// The most bytes of a package that comes in by the browser; larger ones come by the command line.
pub const PACKAGE_BYTES: usize = 8 << 20;

/// What a course goes out as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CourseForm {
    /// For another installation.
    Package,
    /// The same of one bank, as a small course of its own.
    Bank(String),
    /// For other platforms, in one language.
    Cartridge(Lang),
}

impl CourseForm {
    /// By the name of its file: `<course>.zip`, `<course>.<bank>.zip`, `<course>.imscc`, `<course>.en.imscc`.
    pub fn of(course: &str, file: &str) -> Option<Self> {
        match file.strip_prefix(course)? {
            ".zip" => Some(Self::Package),
            ".imscc" => Some(Self::Cartridge(Lang::Zh)),
            ".en.imscc" => Some(Self::Cartridge(Lang::En)),
            rest => rest.strip_prefix('.')?.strip_suffix(".zip").filter(|bank| place::is_slug(bank)).map(|bank| Self::Bank(bank.into())),
        }
    }
}

/// A course as it is published, as one file.
///
/// # Errors
///
/// [`Problem::NotFound`] for a course that is not there, or not for this author; [`Problem::Refused`] with the code of
/// what keeps it from being packed; [`Problem::Busy`] if too many courses are in memory; else a [`Problem`] if the
/// store cannot be read.
#[boxed]
pub async fn give(visit: &Visit, author: &Author, course: &str, form: CourseForm) -> Result<GivenCourse, Problem> {
    let _place = visit.site.ports.course_place().await.map_err(|_| Problem::Busy(3))?;
    let files = visit.site.store.published_course(author, course).await?;
    if !place::is_course(course) || !files.contains_key(&format!("{course}/course.md")) {
        return Err(Problem::NotFound);
    }
    let ports = &visit.site.ports;
    let given = match form {
        CourseForm::Package => ports.pack_course(files, course.into(), visit.now),
        CourseForm::Bank(bank) => {
            let (folder, files) = bank_course::alone(&files, course, &bank).ok_or(Problem::NotFound)?;
            ports.pack_course(files, folder, visit.now)
        }
        CourseForm::Cartridge(lang) => ports.make_cartridge(files, course.into(), lang),
    };
    let given = given.await.map_err(|_| Problem::Busy(3))?;
    given.map_err(|CourseFault { code, words }| Problem::refused(code, |l| words.get(l).clone()))
}

/// How a course is taken.
#[derive(Clone, Debug, Default)]
pub struct CourseWish {
    /// The folder that it comes into; empty for the one that it had.
    pub name: String,
    /// Also if another key signed the edition before.
    pub any_key: bool,
    /// The files that both changed and of which theirs is taken.
    pub theirs: BTreeSet<String>,
}

/// A course of another installation, as it would be here.
pub struct SeenCourse {
    pub manifest: PackageManifest,
    pub key: BroughtKey,
    /// The folder.
    pub course: String,
    /// Else why it is not taken into this folder.
    pub update: Result<CourseUpdate, CourseFault>,
    /// What lay here when it was looked at.
    lines: BTreeMap<String, WorkshopLine>,
}

/// Reads a package beside what is here. Nothing is kept.
///
/// # Errors
///
/// [`Problem::Invalid`] at `file` for what is no package, at `name` for a folder that is none or is beyond this
/// author's roles; [`Problem::NotFound`] where colleagues keep that course to themselves; [`Problem::Busy`] if too many
/// courses are in memory; else a [`Problem`] if the store cannot be read.
#[boxed]
pub async fn look(visit: &Visit, author: &Author, bytes: Vec<u8>, wish: &CourseWish) -> Result<SeenCourse, Problem> {
    upload::fits(&bytes, PACKAGE_BYTES, words::no_file)?;
    let opened = visit.site.ports.open_course(bytes).await.map_err(|_| Problem::Busy(3))?;
    let package = opened.map_err(|fault| wrong(&fault))?;
    let course = match wish.name.trim() {
        "" => package.manifest.course.clone(),
        name => name.into(),
    };
    if !template::is_course_name(&course) {
        return Err(Problem::invalid("name", |l| workshop::name_form(l).into()));
    }
    if !author.scope().covers_course(&course) {
        return Err(Problem::invalid("name", |l| words::beyond(l, &course)));
    }
    let _place = visit.site.ports.course_place().await.map_err(|_| Problem::Busy(3))?;
    // before the content: what is saved from here on is known as changed
    let lines = visit.site.store.workshop(author).await?.into_iter().map(|line| (line.path.clone(), line)).collect();
    let content = visit.site.store.workshop_course(author, &course).await?;
    let (manifest, key) = (package.manifest.clone(), package.key.clone());
    let settled = visit.site.ports.settle_course(package, content, course.clone(), wish.any_key, visit.now);
    let mut update = settled.await.map_err(|_| Problem::Busy(3))?;
    if let Ok(update) = &mut update {
        leave(author, update);
        bring_together(visit, &course, update).await?;
    }
    Ok(SeenCourse { manifest, key, course, update, lines })
}

/// What this author may not write, or nobody does here, stays out.
fn leave(author: &Author, update: &mut CourseUpdate) {
    let fits = |path: &str| place::is_kept(path) && author.scope().covers_course(place::course_of(path));
    let CourseUpdate { steps, files, theirs, .. } = update;
    for (path, step) in steps.iter_mut().filter(|(path, step)| **step != CourseStep::Kept && !fits(path)) {
        files.remove(path);
        theirs.remove(path);
        *step = CourseStep::Left;
    }
}

/// Where both changed a text in paragraphs of their own, both changes stand. What it was before is known if it was published here.
async fn bring_together(visit: &Visit, course: &str, update: &mut CourseUpdate) -> Result<(), Problem> {
    let Some(before) = update.before.clone() else { return Ok(()) };
    let hash = |path: &str| before.hash_of(path.strip_prefix(course)?.trim_start_matches('/')).map(str::to_string);
    let texts = update.theirs.keys().filter(|path| !place::is_media(path));
    let both: Vec<(String, String)> = texts.filter_map(|path| Some((path.clone(), hash(path)?))).collect();
    for (path, base) in visit.site.store.published_files(&both).await? {
        let (Some(ours), Some(theirs)) = (update.ours.get(&path), update.theirs.get(&path)) else { continue };
        let texts = [&base, ours, theirs].map(|bytes| written::text(bytes));
        let [Some(base), Some(mine), Some(new)] = texts else { continue };
        if let Some(whole) = merge(&base, &mine, &new).whole() {
            update.files.insert(path.clone(), Some(written::bytes(&whole, Some(ours.as_slice()))));
            update.steps.insert(path.clone(), CourseStep::Merged);
            update.theirs.remove(&path);
        }
    }
    Ok(())
}

/// Takes a course as drafts; gives its folder and how many files are written.
///
/// # Errors
///
/// As for [`look`]; [`Problem::Invalid`] at `name`, `new_key` or `file` where [`SeenCourse::update`] says why it is not
/// taken; and as for [`act`](crate::file_act::act) where no draft can be written.
#[boxed]
pub async fn take(visit: &Visit, author: &Author, bytes: Vec<u8>, wish: CourseWish) -> Result<(String, usize), Problem> {
    let SeenCourse { course, update, lines, .. } = look(visit, author, bytes, &wish).await?;
    let CourseUpdate { mut files, theirs, .. } = update.map_err(|fault| wrong(&fault))?;
    files.extend(theirs.into_iter().filter(|(path, _)| wish.theirs.contains(path)).map(|(path, bytes)| (path, Some(bytes))));
    let change = |(path, bytes): (String, Option<Vec<u8>>)| {
        let line = lines.get(&path);
        let seen = line.and_then(|line| line.rev).unwrap_or_default();
        let base = line.and_then(|line| line.published.clone());
        DraftChange { path, bytes, seen, base, takes_in: false, why: VersionWhy::BroughtIn }
    };
    let changes: Vec<_> = files.into_iter().map(change).collect();
    let count = changes.len();
    actions::write(visit, author, changes).await?;
    Ok((course, count))
}

/// Why a package is not taken, beside the field that could be filled in otherwise.
pub(super) fn wrong(fault: &CourseFault) -> Problem {
    let field = match fault.code {
        "package-taken" | "package-course" => "name",
        "package-key" => "new_key",
        _ => "file",
    };
    Problem::invalid(field, |l| fault.words.get(l).clone())
}
