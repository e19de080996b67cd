//! What forms and the API do with the files beside the texts of a course: list them with their uses, take one in, take one away. Never here: what is in a file.

use crate::{
    actions::{new, write},
    import::upload,
};
use std::{borrow::Cow, collections::BTreeMap};
use zhixing_app::i18n::media as words;
use zhixing_domain::{
    account::Author,
    digest::sha256_hex,
    media::{self, MediaKind},
    workshop::{
        VersionWhy, place,
        uses::{self, MediaUse},
    },
};
use zhixing_shell::{boxed, guard::Visit, problem::Problem};
use zhixing_store::{DraftChange, WorkshopHead};

/// The files beside the texts of a course as it is with its drafts.
pub struct MediaShelf {
    /// By name.
    pub files: Vec<MediaLine>,
    /// In bytes.
    pub used: u64,
    /// The most that they may have together.
    pub quota: u64,
}

pub struct MediaLine {
    pub name: String,
    pub kind: MediaKind,
    pub length: u64,
    pub hash: String,
    /// Whether something else is published by this name, or nothing.
    pub is_draft: bool,
    /// Where lessons and items use it; empty where nothing does.
    pub uses: Vec<MediaUse>,
}

/// A file that somebody brings.
#[derive(Default)]
pub struct MediaUpload {
    pub name: String,
    pub bytes: Vec<u8>,
    /// Whether it takes the place of the file of this name.
    pub replaces: bool,
}

/// A file that was taken in, and what was taken out of it.
pub struct TakenMedia {
    pub name: String,
    pub removed: Vec<String>,
    /// Whether it was a photograph that was too long, and was made smaller.
    pub smaller: bool,
}

type Outline = BTreeMap<String, WorkshopHead>;

/// Lists them.
///
/// # Errors
///
/// [`Problem::NotFound`] for a course that is not there, or not for this author; else a [`Problem`] if the store cannot
/// be read.
#[boxed]
pub async fn list(visit: &Visit, author: &Author, course: &str) -> Result<MediaShelf, Problem> {
    let files = outline(visit, author, course).await?;
    Ok(shelf_of(visit.site.about.media_quota, course, &files))
}

/// A course that is there, with its drafts.
async fn outline(visit: &Visit, author: &Author, course: &str) -> Result<Outline, Problem> {
    let files = visit.site.store.workshop_outline(author, course).await?;
    let is_there = place::is_course(course) && files.contains_key(&format!("{course}/course.md"));
    if is_there { Ok(files) } else { Err(Problem::NotFound) }
}

fn shelf_of(quota: u64, course: &str, files: &Outline) -> MediaShelf {
    let folder = format!("{course}/{}/", place::MEDIA);
    let beside: Vec<(&str, &WorkshopHead)> = files.iter().filter_map(|(path, head)| Some((path.strip_prefix(&folder)?, head))).collect();
    let is_text = |path: &str| place::is_writable(path) && place::course_of(path) == course;
    let texts: Vec<(&str, Cow<'_, str>)> =
        files.iter().filter(|(path, _)| is_text(path)).map(|(path, head)| (path.as_str(), String::from_utf8_lossy(&head.bytes))).collect();
    let names: Vec<&str> = beside.iter().map(|(name, _)| *name).collect();
    let mut uses = uses::of(&names, texts.iter().map(|(path, text)| (*path, text.as_ref())));
    let mut lines = vec![];
    for (name, head) in &beside {
        let Some(kind) = media::kind_of(name) else { continue };
        let (uses, is_draft) = (uses.remove(*name).unwrap_or_default(), head.published.as_ref() != Some(&head.hash));
        lines.push(MediaLine { name: (*name).to_string(), kind, length: head.length, hash: head.hash.clone(), is_draft, uses });
    }
    MediaShelf { files: lines, used: beside.iter().map(|(_, head)| head.length).sum(), quota }
}

/// A picture that comes in with a text: without what tells of people, where it can be read; else as it is, and the check says what is wrong with it.
pub(crate) async fn cleaned(visit: &Visit, name: &str, bytes: Vec<u8>) -> Result<Vec<u8>, Problem> {
    let read = visit.site.ports.clean_media(name.into(), bytes.clone()).await.map_err(|_| Problem::Busy(3))?;
    Ok(read.map_or(bytes, |(clean, _)| clean))
}

/// Takes a file in as a draft.
///
/// # Errors
///
/// [`Problem::NotFound`] for a course that is not there, or not for this author; [`Problem::Invalid`] at `file` for one
/// that is not taken, or of a name that another one has; [`Problem::Busy`] if too many are read at once; and as for
/// [`act`](crate::file_act::act) where no draft can be written.
#[boxed]
pub async fn put(visit: &Visit, author: &Author, course: &str, upload: MediaUpload) -> Result<TakenMedia, Problem> {
    let files = outline(visit, author, course).await?;
    let name = media::name_of(&upload.name);
    let path = format!("{course}/{}/{name}", place::MEDIA);
    let came = upload.bytes.len();
    let (bytes, removed) = checked(visit, &name, upload.bytes).await?;
    let smaller = came > MediaKind::Picture.most_bytes() && media::kind_of(&name) == Some(MediaKind::Picture);
    let there = files.get(&path);
    if there.is_some_and(|there| there.hash == sha256_hex(&bytes)) {
        return Ok(TakenMedia { name, removed, smaller });
    }
    if there.is_some() && !upload.replaces {
        return Err(Problem::invalid("file", |l| words::taken(l, &name)));
    }
    let change = match there {
        None => new(path, bytes, VersionWhy::Created),
        Some(there) => over(path, there, Some(bytes), VersionWhy::Saved),
    };
    write(visit, author, vec![change]).await?;
    Ok(TakenMedia { name, removed, smaller })
}

/// A file as it is kept, and what was taken out of it.
async fn checked(visit: &Visit, name: &str, bytes: Vec<u8>) -> Result<(Vec<u8>, Vec<String>), Problem> {
    let Some(kind) = media::kind_of(name).filter(|_| place::is_media_name(name)) else {
        let known = media::endings().collect::<Vec<_>>().join(" ");
        return Err(Problem::invalid("file", |l| words::unknown_type(l, &known)));
    };
    if bytes.is_empty() {
        return Err(Problem::invalid("file", |l| words::no_file(l).into()));
    }
    let most = media::most_brought(name).unwrap_or_default();
    if bytes.len() > most {
        return Err(Problem::invalid("file", |l| words::too_large(l, words::kind_word(kind, l), most >> 20)));
    }
    let read = visit.site.ports.clean_media(name.into(), bytes).await.map_err(|_| Problem::Busy(3))?;
    read.map_err(upload::refused)
}

/// Takes a file away, as a draft: what is published shows it until that is published. One that a text uses stays.
///
/// # Errors
///
/// [`Problem::NotFound`] for a file that is not there, or not for this author; [`Problem::Refused`] with `in_use`; and
/// as for [`act`](crate::file_act::act) where no draft can be written.
#[boxed]
pub async fn remove(visit: &Visit, author: &Author, course: &str, name: &str) -> Result<(), Problem> {
    let files = outline(visit, author, course).await?;
    let path = format!("{course}/{}/{name}", place::MEDIA);
    let there = files.get(&path).filter(|_| place::is_media(&path)).ok_or(Problem::NotFound)?;
    let shelf = shelf_of(visit.site.about.media_quota, course, &files);
    if let Some(first) = shelf.files.iter().find(|file| file.name == name).and_then(|file| file.uses.first()) {
        return Err(Problem::refused("in_use", |l| words::in_use(l, name, format!("{}:{}", first.path, first.line))));
    }
    let change = over(path, there, None, VersionWhy::Deleted);
    write(visit, author, vec![change]).await
}

/// A change of a file that was seen as it is.
fn over(path: String, there: &WorkshopHead, bytes: Option<Vec<u8>>, why: VersionWhy) -> DraftChange {
    DraftChange { path, bytes, seen: there.rev, base: there.published.clone(), takes_in: true, why }
}
