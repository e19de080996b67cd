//! Copying and moving texts with what belongs to them, within a course and into another one, and a whole course under another name. Never here: what a copy
//! says otherwise than its original (`zhixing_domain::workshop::copying`).

use crate::{
    actions::{self, gone, new, pair, text_of, write},
    many,
};
use std::collections::{BTreeMap, BTreeSet};
use zhixing_app::i18n::workshop as words;
use zhixing_domain::{
    account::Author,
    media::{Beside, kind_of},
    workshop::{
        VersionWhy,
        bank_text::BankText,
        copying, figures, front,
        place::{self, PlaceKind},
        written,
    },
};
use zhixing_shell::{boxed, guard::Visit, problem::Problem};
use zhixing_store::{DraftChange, WorkshopFile};

/// What became of a file: where one goes on, and what was changed besides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActDone {
    pub path: String,
    /// The new ids of items whose own are taken where they went.
    pub new_ids: BTreeMap<String, String>,
    /// The files that went along, by their names there.
    pub media: Vec<String>,
}

impl ActDone {
    pub(crate) fn at(path: &str) -> Self {
        Self { path: path.into(), ..Self::default() }
    }
}

/// Copies a file and its twin, so that the original `stays`, or moves them. A copy in the same course has items of its own; into another course go the files that it shows.
pub(crate) async fn go(
    visit: &Visit,
    author: &Author,
    (course, now, to): (&str, WorkshopFile, &str),
    (seen, stays): (i64, bool),
) -> Result<ActDone, Problem> {
    let path = now.path.clone();
    if !may_become(&path, to) {
        return Err(no_place(to));
    }
    let files = pair(visit, author, now, seen).await?;
    let mut going = Going { files, ..Going::default() };
    if place::is_course(course) && (stays || place::course_of(to) != course) {
        going.fit(visit, author, course, place::course_of(to)).await?;
    }
    let Going { files, bytes, new_ids, media } = going;
    let why = if stays { VersionWhy::Copied } else { VersionWhy::Created };
    let names = media.iter().filter_map(|change| change.path.rsplit('/').next()).map(String::from).collect();
    let mut changes = media;
    for (file, bytes) in files.into_iter().zip(bytes.into_iter().map(Some).chain(std::iter::repeat(None))) {
        let bytes = bytes.or_else(|| file.bytes.clone()).unwrap_or_default();
        changes.push(new(beside(&file.path, &path, to), bytes, why));
        if !stays {
            changes.push(gone(file, VersionWhy::Renamed));
        }
    }
    write(visit, author, changes).await?;
    Ok(ActDone { path: to.into(), new_ids, media: names })
}

/// A file and its twin on their way, and what they are there.
#[derive(Default)]
struct Going {
    files: Vec<WorkshopFile>,
    /// Their bytes where they go; nothing where they stay as they are.
    bytes: Vec<Vec<u8>>,
    new_ids: BTreeMap<String, String>,
    media: Vec<DraftChange>,
}

impl Going {
    /// Makes them fit where they go: ids that nobody has there, and what they show.
    async fn fit(&mut self, visit: &Visit, author: &Author, from: &str, there: &str) -> Result<(), Problem> {
        let texts = self.files.iter().map(text_of).collect::<Result<Vec<String>, Problem>>()?;
        let (taken, hashes) = known(visit, author, there).await?;
        let items = find(visit, texts.clone()).await?;
        let kind = self.files.first().map(|file| place::kind_of(&file.path));
        let of_items = items.iter().flat_map(|bank| ids(bank, kind == Some(PlaceKind::Bank)));
        self.new_ids = copying::new_ids(&taken, of_items);
        let names = if from == there { BTreeMap::new() } else { self.bring(visit, author, (from, there), &texts, &hashes).await? };
        for ((file, text), items) in self.files.iter().zip(&texts).zip(&items) {
            let text = figures::renamed(&copying::with_ids(text, items, &self.new_ids), &names);
            self.bytes.push(written::bytes(&text, file.bytes.as_deref()));
        }
        Ok(())
    }

    /// The files that texts show and that the other course has not; gives the names that are others there.
    async fn bring(
        &mut self,
        visit: &Visit,
        author: &Author,
        (from, there): (&str, &str),
        texts: &[String],
        hashes: &BTreeMap<String, String>,
    ) -> Result<BTreeMap<String, String>, Problem> {
        let own = media_of(&many::course_now(visit, author, from).await?, from);
        let shown = figures::shown(texts.iter().map(String::as_str));
        let played = shown.iter().filter(|name| kind_of(name).is_some_and(|kind| kind.is_played()));
        let beside: Vec<String> = played.flat_map(|name| Beside::of(name, false).names().map(String::from).collect::<Vec<_>>()).collect();
        let all = shown.iter().copied().chain(beside.iter().map(String::as_str));
        let coming: BTreeSet<&str> = all.filter(|name| own.contains_key(*name)).collect();
        let other = |name: &&&str| hashes.get(**name).is_some_and(|hash| own.get(**name) != Some(hash));
        let clash: BTreeSet<&str> = coming.iter().filter(other).copied().collect();
        let names = copying::new_names(&hashes.keys().map(String::as_str).collect(), &clash, &coming);
        for name in coming.into_iter().filter(|name| names.contains_key(*name) || !hashes.contains_key(*name)) {
            let file = visit.site.store.workshop_file(author, &format!("{from}/{}/{name}", place::MEDIA)).await?;
            let name = names.get(name).map_or(name, String::as_str);
            self.media.push(new(format!("{there}/{}/{name}", place::MEDIA), file.bytes.unwrap_or_default(), VersionWhy::Copied));
        }
        Ok(names)
    }
}

/// The ids of all items of a course, and the hashes of its media by their names; where there is no course, nothing can go there.
async fn known(visit: &Visit, author: &Author, course: &str) -> Result<(BTreeSet<String>, BTreeMap<String, String>), Problem> {
    let now = match many::course_now(visit, author, course).await {
        Err(Problem::NotFound) => return Err(no_place(course)),
        now => now?,
    };
    let kinds = [PlaceKind::Bank, PlaceKind::Lesson].map(|kind| {
        let own = now.heads.keys().filter(|path| place::kind_of(path) == kind && place::course_of(path) == course);
        own.filter_map(|path| now.text(path)).map(String::from).collect::<Vec<_>>()
    });
    let mut taken = BTreeSet::new();
    for (texts, is_bank) in kinds.into_iter().zip([true, false]) {
        let found = find(visit, texts).await?;
        taken.extend(found.iter().flat_map(|bank| ids(bank, is_bank)).map(String::from));
    }
    Ok((taken, media_of(&now, course)))
}

fn media_of(now: &many::CourseNow, course: &str) -> BTreeMap<String, String> {
    let own = now.heads.iter().filter(|(path, _)| place::is_media(path) && place::course_of(path) == course);
    own.filter_map(|(path, head)| Some((path.rsplit('/').next()?.to_string(), head.hash.clone()))).collect()
}

async fn find(visit: &Visit, texts: Vec<String>) -> Result<Vec<BankText>, Problem> {
    visit.site.ports.find_items(texts).await.map_err(|_| Problem::Busy(3))
}

/// The ids of the items of a text; in a lesson a heading with an id alone is no item.
fn ids(text: &BankText, is_bank: bool) -> impl Iterator<Item = &str> {
    text.items.iter().filter(move |item| is_bank || item.kind.is_some()).map(|item| item.id.as_str())
}

/// Whether a file may lie there: of the same kind, under another path. What a course is has one place.
fn may_become(path: &str, to: &str) -> bool {
    let kind = place::kind_of(path);
    place::is_writable(to)
        && place::kind_of(to) == kind
        && kind != PlaceKind::Course
        && place::is_twin(to) == place::is_twin(path)
        && to != path
}

fn no_place(to: &str) -> Problem {
    Problem::invalid("to", |l| words::place_form(l, place::first_of(to)))
}

/// Where the twin of a file comes to lie when the file goes to `to`.
fn beside(own: &str, path: &str, to: &str) -> String {
    if own == path { to.into() } else { place::twin_of(to) }
}

/// Begins a course as a copy of one that this author reads: all its files as they are with their drafts; gives the path that one goes on at.
///
/// # Errors
///
/// As for [`begin_course`](actions::begin_course); [`Problem::Invalid`] at `copy_of` where there is no such course; [`Problem::Busy`] if too many courses
/// are in memory.
#[boxed]
pub async fn begin_copy(visit: &Visit, author: &Author, from: &str, slug: &str, title: &str) -> Result<String, Problem> {
    let slug = slug.trim();
    actions::may_begin(visit, author, slug, title).await?;
    let no_course = || Problem::invalid("copy_of", |l| words::no_such_course(l).into());
    if !place::is_course(from) || !author.scope().covers_course(from) {
        return Err(no_course());
    }
    let _place = visit.site.ports.course_place().await.map_err(|_| Problem::Busy(3))?;
    let files = visit.site.store.workshop_course(author, from).await?;
    let head = format!("{from}/course.md");
    if !files.contains_key(&head) {
        return Err(no_course());
    }
    let own = files.into_iter().filter(|(path, _)| place::course_of(path) == from && place::is_kept(path));
    let there = |(path, bytes): (String, Vec<u8>)| {
        let bytes = match written::text(&bytes) {
            Some(text) if place::is_writable(&path) => {
                let text = text.replace(&format!("](/courses/{from}/"), &format!("](/courses/{slug}/"));
                written::bytes(&if path == head { front::with_title(&text, title) } else { text }, Some(&bytes))
            }
            _ => bytes,
        };
        new(format!("{slug}{}", path.get(from.len()..).unwrap_or_default()), bytes, VersionWhy::Copied)
    };
    let changes: Vec<DraftChange> = own.map(there).collect();
    let is_lesson = |change: &&DraftChange| place::kind_of(&change.path) == PlaceKind::Lesson && !place::is_twin(&change.path);
    let first = changes.iter().find(is_lesson).map_or_else(|| format!("{slug}/course.md"), |change| change.path.clone());
    actions::write_course(visit, author, slug, changes).await?;
    Ok(first)
}
