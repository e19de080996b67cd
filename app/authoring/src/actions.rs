//! What forms and the API do to drafts: save, begin, rename, copy, delete, bring back, give up. Never here: what is published ([`publication`](crate::publication)).

use crate::reason::reason_of;
use zhixing_app::i18n::{media, workshop as words};
use zhixing_domain::{
    account::Author,
    lang::Lang,
    media::said_length,
    time::Timestamp,
    workshop::{
        COURSE_FILES, FILE_BYTES, VersionWhy, front,
        merge::{Merged, merge},
        place::{self, PlaceKind},
        step::StepSaid,
        template::{self, NewKind},
        written,
    },
};
use zhixing_shell::{boxed, guard::Visit, problem::Problem};
use zhixing_store::{DraftChange, DraftRefusal, SaidOfStep, WorkshopFile};

/// A text that somebody wrote, and what they saw before.
#[derive(Clone, Debug, Default)]
pub struct TypedDraft {
    pub text: String,
    /// The number of the draft; 0 where there was none.
    pub seen: i64,
    /// The hash of the published file that it began from.
    pub base: Option<String>,
    /// Whether what was published meanwhile is in it.
    pub takes_in: bool,
    /// Why, where its author says so.
    pub reason: String,
}

/// What became of a save.
pub enum SaveOutcome {
    /// With the text as it is kept, and who had saved meanwhile, where both came together.
    Saved { rev: i64, text: String, with: Option<(Timestamp, String)> },
    /// Nothing was saved: both changed the same paragraphs.
    Torn { now: WorkshopFile, merged: Merged },
}

/// A file of a course that is written here; any other is not there.
///
/// # Errors
///
/// [`Problem::NotFound`] for a path that nobody writes here, of another course or beyond what this author may see; else
/// a [`Problem`] if the store cannot be read.
#[boxed]
pub async fn file(visit: &Visit, author: &Author, course: &str, path: &str) -> Result<WorkshopFile, Problem> {
    if !place::is_writable(path) || place::course_of(path) != course {
        return Err(Problem::NotFound);
    }
    Ok(visit.site.store.workshop_file(author, path).await?)
}

/// The paths of a course as it is with its drafts; any other folder is not there.
///
/// # Errors
///
/// [`Problem::NotFound`] where this author sees no file of such a course; else a [`Problem`] if the store cannot be
/// read.
#[boxed]
pub async fn paths_of(visit: &Visit, author: &Author, course: &str) -> Result<Vec<String>, Problem> {
    let lines = visit.site.store.workshop(author).await?;
    let own = lines.into_iter().filter(|line| line.stays() && place::course_of(&line.path) == course);
    let paths: Vec<String> = own.map(|line| line.path).collect();
    if paths.is_empty() || !place::is_course(course) { Err(Problem::NotFound) } else { Ok(paths) }
}

/// The text of a file, to be edited; a file of another encoding is not edited here.
///
/// # Errors
///
/// [`Problem::Refused`] with `not_utf8`.
pub fn text_of(file: &WorkshopFile) -> Result<String, Problem> {
    text(file.bytes.as_deref())
}

/// The text that some bytes are; an empty one where there are none.
fn text(bytes: Option<&[u8]>) -> Result<String, Problem> {
    written::text(bytes.unwrap_or_default()).ok_or_else(|| Problem::refused("not_utf8", |l| words::not_utf8(l).into()))
}

/// How often a save begins anew where others save at the same moment.
const TRIES: usize = 4;

/// Saves a text. What others saved meanwhile is brought together with it, and where that cannot be, nothing is written.
///
/// # Errors
///
/// As for [`file`](fn@file) and [`text_of`]; [`Problem::Busy`] if others save at the same moment again and again; and
/// as for [`act`] where no draft can be written, but for `changed` and `taken`.
#[boxed]
pub async fn save(visit: &Visit, author: &Author, course: &str, path: &str, typed: TypedDraft) -> Result<SaveOutcome, Problem> {
    let mine = written::plain(&typed.text);
    let because = reason_of(&typed.reason)?.map(|words| (path.to_string(), StepSaid::Because { words }));
    for _ in 0..TRIES {
        let now = file(visit, author, course, path).await?;
        let theirs = text_of(&now)?;
        let (text, why, with) = if now.rev == typed.seen {
            if now.bytes.is_some() && mine == theirs && !typed.takes_in {
                return Ok(SaveOutcome::Saved { rev: now.rev, text: mine, with: None });
            }
            (mine.clone(), if typed.takes_in { VersionWhy::Merged } else { VersionWhy::Saved }, None)
        } else {
            let merged = merge(&seen_text(visit, author, path, &typed).await?, &mine, &theirs);
            match merged.whole() {
                Some(text) => (text, VersionWhy::Merged, now.edited.clone()),
                None => return Ok(SaveOutcome::Torn { now, merged }),
            }
        };
        let change = DraftChange {
            path: path.into(),
            bytes: Some(written::bytes(&text, now.bytes.as_deref())),
            seen: now.rev,
            base: typed.base.clone().filter(|_| typed.takes_in || typed.seen == 0).or(now.base),
            takes_in: typed.takes_in,
            why,
        };
        let step = (vec![change], because.clone().into_iter().collect());
        match visit.site.store.write_step(author, step, visit.site.about.media_quota, visit.stamp()).await? {
            Ok(revs) => return Ok(SaveOutcome::Saved { rev: revs.first().copied().unwrap_or_default(), text, with }),
            Err(DraftRefusal::Changed(_)) => {}
            Err(refusal) => return Err(refused(refusal)),
        }
    }
    Err(Problem::Busy(1))
}

/// What the author's text began from.
async fn seen_text(visit: &Visit, author: &Author, path: &str, typed: &TypedDraft) -> Result<String, Problem> {
    let store = &visit.site.store;
    let bytes = match &typed.base {
        _ if typed.seen > 0 => store.file_version(author, path, typed.seen).await?,
        Some(hash) => store.published_file(path, hash).await?,
        None => None,
    };
    text(bytes.as_deref())
}

/// A draft together with what was published since it began.
///
/// # Errors
///
/// As for [`text_of`]; else a [`Problem`] if the store cannot be read.
#[boxed]
pub async fn with_published(visit: &Visit, now: &WorkshopFile) -> Result<Merged, Problem> {
    let mut texts = vec![];
    for hash in [&now.base, &now.published] {
        let bytes = match hash {
            Some(hash) => visit.site.store.published_file(&now.path, hash).await?,
            None => None,
        };
        texts.push(text(bytes.as_deref())?);
    }
    let theirs = texts.pop().unwrap_or_default();
    Ok(merge(&texts.concat(), &text_of(now)?, &theirs))
}

/// The language that a course is written in, as its draft says.
#[boxed]
pub(crate) async fn written_in(visit: &Visit, author: &Author, course: &str) -> Result<Lang, Problem> {
    if !place::is_course(course) {
        return Ok(Lang::Zh);
    }
    let head = file(visit, author, course, &format!("{course}/course.md")).await?;
    Ok(head.bytes.map_or(Lang::Zh, |bytes| front::language(&String::from_utf8_lossy(&bytes))))
}

/// Begins a course with what it is and a first lesson; gives the path of the lesson.
///
/// # Errors
///
/// [`Problem::Invalid`] at `name`, also where colleagues have a course of this name, or at `title`;
/// [`Problem::NotFound`] for a name beyond the roles of this author; and as for [`act`] where no draft can be written.
#[boxed]
pub async fn begin_course(visit: &Visit, author: &Author, slug: &str, title: &str, written_in: Lang) -> Result<String, Problem> {
    let slug = slug.trim();
    may_begin(visit, author, slug, title).await?;
    let files = template::course(slug, title, written_in);
    let lesson = files.last().map(|(path, _)| path.clone()).unwrap_or_default();
    let files = files.into_iter().map(|(path, text)| new(path, text.into_bytes(), VersionWhy::Created)).collect();
    write_course(visit, author, slug, files).await.map(|()| lesson)
}

/// Whether a course may be begun under this name, as far as this author sees.
pub(crate) async fn may_begin(visit: &Visit, author: &Author, slug: &str, title: &str) -> Result<(), Problem> {
    if !template::is_course_name(slug) {
        return Err(Problem::invalid("name", |l| words::name_form(l).into()));
    }
    if title.trim().is_empty() {
        return Err(Problem::invalid("title", |l| words::title_form(l).into()));
    }
    let taken = visit.site.store.workshop(author).await?.iter().any(|line| place::course_of(&line.path) == slug && line.stays());
    if taken { Err(Problem::invalid("name", |l| words::taken(l).into())) } else { Ok(()) }
}

/// Writes the files of a course that is begun.
pub(crate) async fn write_course(visit: &Visit, author: &Author, slug: &str, files: Vec<DraftChange>) -> Result<(), Problem> {
    match write(visit, author, files).await {
        // colleagues have a course of this name that is not theirs to see
        Err(Problem::NotFound) if author.scope().covers_course(slug) => Err(Problem::invalid("name", |l| words::taken(l).into())),
        other => other,
    }
}

/// The paths of a folder in which files are begun: a course that is there, or the standards, of which there may be none yet.
///
/// # Errors
///
/// As for [`paths_of`]; [`Problem::NotFound`] for the standards where they are beyond the roles of this author.
#[boxed]
pub async fn begun_in(visit: &Visit, author: &Author, folder: &str) -> Result<Vec<String>, Problem> {
    match folder {
        place::STANDARDS if author.scope().covers_course(folder) => Ok(vec![]),
        _ => paths_of(visit, author, folder).await,
    }
}

/// Begins a file of a course, or a standard, from its template; gives its path.
///
/// # Errors
///
/// [`Problem::Invalid`] at `name` or `title`; as for [`paths_of`]; and as for [`act`] where no draft can be written.
#[boxed]
pub async fn begin_file(visit: &Visit, author: &Author, course: &str, kind: NewKind, slug: &str, title: &str) -> Result<String, Problem> {
    let slug = slug.trim();
    if !place::is_slug(slug) {
        return Err(Problem::invalid("name", |l| words::name_form(l).into()));
    }
    if title.trim().is_empty() {
        return Err(Problem::invalid("title", |l| words::title_form(l).into()));
    }
    let paths = begun_in(visit, author, course).await?;
    if !NewKind::of(course).contains(&kind) {
        return Err(Problem::NotFound);
    }
    let path = match kind {
        NewKind::Lesson => place::next_lesson(course, slug, paths.iter().map(String::as_str)),
        NewKind::Bank => format!("{course}/items/{slug}.md"),
        NewKind::Plan => format!("{course}/assessments/{slug}.md"),
        NewKind::Standard => format!("{course}/{slug}.md"),
    };
    let text = template::text(kind, slug, title, written_in(visit, author, course).await?);
    write(visit, author, vec![new(path.clone(), text.into_bytes(), VersionWhy::Created)]).await?;
    Ok(path)
}

/// Begins the English twin of a file; gives its path.
///
/// # Errors
///
/// [`Problem::NotFound`] where there is no such Chinese file, or not for this author, or the course is in English; as for [`text_of`]; and as for
/// [`act`] where no draft can be written.
#[boxed]
pub async fn begin_twin(visit: &Visit, author: &Author, course: &str, path: &str) -> Result<String, Problem> {
    let first = file(visit, author, course, &place::first_of(path)).await?;
    if first.bytes.is_none() || place::kind_of(path) == PlaceKind::Other || written_in(visit, author, course).await? == Lang::En {
        return Err(Problem::NotFound);
    }
    let twin = place::twin_of(path);
    let text = template::twin(path, &text_of(&first)?);
    write(visit, author, vec![new(twin.clone(), text.into_bytes(), VersionWhy::Created)]).await?;
    Ok(twin)
}

/// A file as the author saw it, and its twin, if it is a first and has one.
pub(crate) async fn pair(visit: &Visit, author: &Author, first: WorkshopFile, seen: i64) -> Result<Vec<WorkshopFile>, Problem> {
    if first.bytes.is_none() {
        return Err(Problem::NotFound);
    }
    let twin = (!place::is_twin(&first.path)).then(|| place::twin_of(&first.path));
    let mut files = vec![WorkshopFile { rev: seen, ..first }];
    if let Some(twin) = twin {
        files.push(visit.site.store.workshop_file(author, &twin).await?);
    }
    files.retain(|file| file.bytes.is_some());
    Ok(files)
}

pub(crate) fn new(path: String, bytes: Vec<u8>, why: VersionWhy) -> DraftChange {
    DraftChange { path, bytes: Some(bytes), seen: 0, base: None, takes_in: false, why }
}

pub(crate) fn gone(file: WorkshopFile, why: VersionWhy) -> DraftChange {
    DraftChange { path: file.path, bytes: None, seen: file.rev, base: file.base, takes_in: false, why }
}

/// Changes files, all of them or none.
pub(crate) async fn write(visit: &Visit, author: &Author, changes: Vec<DraftChange>) -> Result<(), Problem> {
    let quota = visit.site.about.media_quota;
    visit.site.store.write_drafts(author, changes, quota, visit.stamp()).await?.map(|_| ()).map_err(refused)
}

/// Changes files in one step, which says of each what was done.
pub(crate) async fn write_step(visit: &Visit, author: &Author, changes: Vec<DraftChange>, said: SaidOfStep) -> Result<(), Problem> {
    let quota = visit.site.about.media_quota;
    visit.site.store.write_step(author, (changes, said), quota, visit.stamp()).await?.map(|_| ()).map_err(refused)
}

/// Gives up a draft, as it was seen.
pub(crate) async fn discard(visit: &Visit, author: &Author, path: &str, seen: i64) -> Result<(), Problem> {
    visit.site.store.discard_draft(author, path.into(), seen, visit.stamp()).await?.map_err(refused)
}

pub(crate) fn refused(refusal: DraftRefusal) -> Problem {
    match refusal {
        DraftRefusal::Changed(path) => Problem::refused("changed", |l| words::changed_meanwhile(l, &path)),
        DraftRefusal::Taken(path) => Problem::refused("taken", |l| words::taken_path(l, &path)),
        DraftRefusal::TooLong => Problem::refused("too_long", |l| words::too_long(l, FILE_BYTES >> 10)),
        DraftRefusal::TooMany => Problem::refused("too_many", |l| words::too_many(l, COURSE_FILES)),
        DraftRefusal::TooFast => Problem::Slow(60),
        DraftRefusal::Full { used, quota } => {
            Problem::refused("quota_full", |l| media::quota_full(l, said_length(used), said_length(quota)))
        }
    }
}
