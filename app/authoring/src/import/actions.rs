//! What forms and the API do with a bank of another system: look at it, and take items of it as drafts. Never here: what a format means.

use super::upload;
use crate::{actions, media::actions as media};
use std::collections::{BTreeMap, BTreeSet};
use zhixing_app::i18n::{bank as words, workshop};
use zhixing_domain::{
    account::Author,
    library::Library,
    workshop::{
        VersionWhy, figures,
        place::{self, PlaceKind},
        template, written,
    },
};
use zhixing_shell::{
    banks::{BankUpload, BankWords, BroughtFile, BroughtItem},
    boxed,
    guard::Visit,
    ports::CoursePlace,
    problem::Problem,
};
use zhixing_store::DraftChange;

/// The most bytes of a bank that is begun here, well below what a file may have: more items become several banks.
const BANK_BYTES: usize = 400_000;

/// A bank of another system, as it would be in this course.
pub struct SeenFile {
    pub file: BroughtFile,
    /// Its items as learners would see them, by id.
    pub library: Library,
    /// What of an item keeps the course from being published, by id.
    pub flaws: BTreeMap<String, Vec<BankWords>>,
    /// The same of no item alone.
    pub above: Vec<BankWords>,
}

impl SeenFile {
    /// Its items, each with its number from 1.
    pub fn items(&self) -> impl Iterator<Item = (usize, &BroughtItem)> {
        (1..).zip(self.file.banks.iter().flat_map(|bank| &bank.items))
    }

    /// The numbers of those that can come, in their order.
    pub fn coming(&self) -> impl Iterator<Item = usize> {
        self.items().filter(|(_, item)| item.written.is_some()).map(|(n, _)| n)
    }
}

/// Where the items go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BankTarget {
    /// Behind those of a bank, by its path.
    Into(String),
    New {
        name: String,
        title: String,
    },
}

/// The banks of a course while their items are looked at begin so: no bank of authors does.
const LOOKED_AT: &str = "looked-at-before-it-is-taken";

/// Reads an upload beside what a course has. Nothing is kept.
///
/// # Errors
///
/// [`Problem::NotFound`] for a course that is not there, or not for this author; [`Problem::Invalid`] at `file` for
/// what cannot be read; [`Problem::Busy`] if too many are read at once; else a [`Problem`] if the store cannot be read.
#[boxed]
pub async fn look(visit: &Visit, author: &Author, course: &str, upload: BankUpload) -> Result<SeenFile, Problem> {
    let HeldCourse { files, place: _place } = held(visit, author, course).await?;
    let file = read(visit, &files, upload).await?;
    let banks = looked_at(course, &file);
    let head = |path: &str| path.starts_with("standards/") || place::kind_of(path) == PlaceKind::Course;
    let mut part: BTreeMap<String, Vec<u8>> = files.into_iter().filter(|(path, _)| head(path)).collect();
    part.extend(banks.iter().map(|(path, bank)| (path.clone(), bank.text.clone().into_bytes())));
    part.extend(file.pictures.iter().map(|(name, bytes)| (format!("{course}/media/{name}"), bytes.clone())));
    let reading = visit.site.ports.read_content(part).await.map_err(|_| Problem::Busy(3))?;
    let mut seen = SeenFile { file, library: reading.library, flaws: BTreeMap::new(), above: vec![] };
    for flaw in reading.flaws.into_iter().filter(|flaw| flaw.is_error) {
        let Some(bank) = banks.get(&flaw.path) else { continue };
        match bank.begins.range(..=flaw.line).next_back() {
            Some((_, id)) => seen.flaws.entry(id.clone()).or_default().push(flaw.words),
            None => seen.above.push(flaw.words),
        }
    }
    Ok(seen)
}

/// Items as a bank of ours, and the lines where each begins.
struct LookedAt {
    text: String,
    begins: BTreeMap<usize, String>,
    /// The line behind all of them.
    next: usize,
}

/// The banks that the items of a file are while they are looked at, by path.
fn looked_at(course: &str, file: &BroughtFile) -> BTreeMap<String, LookedAt> {
    let mut banks: Vec<LookedAt> = vec![];
    for (id, item) in file.banks.iter().flat_map(|bank| &bank.items).filter_map(|item| item.written.as_ref()) {
        if banks.last().is_none_or(|bank| bank.text.len() + item.len() >= BANK_BYTES) {
            let text = template::bank_of("x", "");
            banks.push(LookedAt { next: text.matches('\n').count() + 1, text, begins: BTreeMap::new() });
        }
        let Some(bank) = banks.last_mut() else { continue };
        bank.begins.insert(bank.next, id.clone());
        bank.next += item.matches('\n').count() + 1;
        bank.text.extend([item, "\n"]);
    }
    (1..).zip(banks).map(|(n, bank)| (format!("{course}/items/{LOOKED_AT}-{n}.md"), bank)).collect()
}

/// Takes items, by their numbers or all of them, as drafts; gives the path of their first bank, and how many there are.
///
/// # Errors
///
/// As for [`look`]; [`Problem::Invalid`] at `take` if no item comes, at `name` or `title` of a new bank;
/// [`Problem::NotFound`] for a bank that is not there, [`Problem::Refused`] with `not_utf8` for one that is not edited
/// here; and as for [`act`](crate::file_act::act) where no draft can be written.
#[boxed]
pub async fn take(
    visit: &Visit,
    author: &Author,
    course: &str,
    upload: BankUpload,
    chosen: Option<BTreeSet<usize>>,
    target: BankTarget,
) -> Result<(String, usize), Problem> {
    let HeldCourse { files, place: _place } = held(visit, author, course).await?;
    let file = read(visit, &files, upload).await?;
    let numbered = (1..).zip(file.banks.iter().flat_map(|bank| &bank.items));
    let wanted = numbered.filter(|(n, _)| chosen.as_ref().is_none_or(|chosen| chosen.contains(n)));
    let mut texts: Vec<String> = wanted.filter_map(|(_, item)| Some(item.written.as_ref()?.1.clone())).collect();
    if texts.is_empty() {
        return Err(Problem::invalid("take", |l| words::none_chosen(l).into()));
    }
    let mut changes = pictures(visit, course, &files, file.pictures, &mut texts).await?;
    let count = texts.len();
    let banks = match target {
        BankTarget::Into(path) => vec![behind(visit, author, course, path, &texts.join("\n")).await?],
        BankTarget::New { name, title } => begun(course, name.trim(), &title, texts)?,
    };
    let path = banks.first().map(|bank| bank.path.clone()).unwrap_or_default();
    changes.extend(banks);
    actions::write(visit, author, changes).await?;
    Ok((path, count))
}

/// A course in memory, and its place among those that are there at a time.
pub(crate) struct HeldCourse {
    pub files: BTreeMap<String, Vec<u8>>,
    pub place: CoursePlace,
}

/// The files of a course that is there, with its drafts.
pub(crate) async fn held(visit: &Visit, author: &Author, course: &str) -> Result<HeldCourse, Problem> {
    let place = visit.site.ports.course_place().await.map_err(|_| Problem::Busy(3))?;
    let files = visit.site.store.workshop_course(author, course).await?;
    let is_there = place::is_course(course) && files.contains_key(&format!("{course}/course.md"));
    if is_there { Ok(HeldCourse { files, place }) } else { Err(Problem::NotFound) }
}

async fn read(visit: &Visit, files: &BTreeMap<String, Vec<u8>>, upload: BankUpload) -> Result<BroughtFile, Problem> {
    upload::fits(&upload.bytes, upload::UPLOAD_BYTES, words::no_file)?;
    let read = visit.site.ports.read_bank(upload, ids(files)).await.map_err(|_| Problem::Busy(3))?;
    read.map_err(upload::refused)
}

/// The ids that stand in headings of a course.
fn ids(files: &BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    let texts = files.iter().filter(|(path, _)| place::is_writable(path)).map(|(_, bytes)| String::from_utf8_lossy(bytes));
    let mut ids = BTreeSet::new();
    for text in texts {
        let named = text.split("{#").skip(1).filter_map(|rest| rest.split([' ', '}']).next().map(String::from));
        ids.extend(named);
    }
    ids
}

/// The drafts of the pictures that the texts show. Where another one has the name, theirs gets one of its own.
pub(crate) async fn pictures(
    visit: &Visit,
    course: &str,
    files: &BTreeMap<String, Vec<u8>>,
    mut pictures: Vec<(String, Vec<u8>)>,
    texts: &mut [String],
) -> Result<Vec<DraftChange>, Problem> {
    let folder = format!("{course}/media/");
    let shown = figures::shown(texts.iter().map(String::as_str));
    pictures.retain(|(name, _)| shown.contains(name.as_str()));
    for (name, bytes) in &mut pictures {
        *bytes = media::cleaned(visit, name, std::mem::take(bytes)).await?;
    }
    pictures.retain(|(name, bytes)| files.get(&format!("{folder}{name}")) != Some(bytes));
    let there = files.keys().filter_map(|path| path.strip_prefix(&folder));
    let coming: Vec<&str> = pictures.iter().map(|(name, _)| name.as_str()).collect();
    let mut names = figures::names(there, &coming);
    texts.iter_mut().for_each(|text| *text = figures::renamed(text, &names));
    // of two under one name the texts mean the first
    let drafts = pictures.into_iter().filter_map(|(name, bytes)| Some((names.remove(&name)?, bytes)));
    Ok(drafts.map(|(name, bytes)| actions::new(format!("{folder}{name}"), bytes, VersionWhy::Created)).collect())
}

/// A bank with items behind those that it has.
async fn behind(visit: &Visit, author: &Author, course: &str, path: String, items: &str) -> Result<DraftChange, Problem> {
    if place::kind_of(&path) != PlaceKind::Bank || place::is_twin(&path) {
        return Err(Problem::NotFound);
    }
    let now = actions::file(visit, author, course, &path).await?;
    let before = now.bytes.as_deref().ok_or(Problem::NotFound)?;
    let text = format!("{}\n\n{items}", actions::text_of(&now)?.trim_end());
    let bytes = Some(written::bytes(&text, Some(before)));
    Ok(DraftChange { path, bytes, seen: now.rev, base: now.base, takes_in: false, why: VersionWhy::BroughtIn })
}

/// New banks with these items: one, or as many as it takes.
fn begun(course: &str, name: &str, title: &str, items: Vec<String>) -> Result<Vec<DraftChange>, Problem> {
    let parts = parts(items);
    let names = (1..=parts.len()).map(|n| if n == 1 { name.to_string() } else { format!("{name}-part-{n}") });
    let names: Vec<String> = names.collect();
    if !names.iter().all(|name| place::is_slug(name)) {
        return Err(Problem::invalid("name", |l| workshop::name_form(l).into()));
    }
    if title.trim().is_empty() {
        return Err(Problem::invalid("title", |l| workshop::title_form(l).into()));
    }
    let bank = |(name, items): (&String, &String)| {
        actions::new(format!("{course}/items/{name}.md"), template::bank_of(title, items).into_bytes(), VersionWhy::Created)
    };
    Ok(names.iter().zip(&parts).map(bank).collect())
}

/// Items one behind the other, parted where a bank would be too large.
fn parts(items: Vec<String>) -> Vec<String> {
    let mut parts: Vec<String> = vec![];
    for item in items {
        match parts.last_mut().filter(|part| part.len() + item.len() < BANK_BYTES) {
            Some(part) => part.extend(["\n", item.as_str()]),
            None => parts.push(item),
        }
    }
    parts
}
