//! What would be published of a course: composed anew whenever it is asked about, for a page, a program or the worker of publications at a time.

use super::changed::ChangedTexts;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use zhixing_domain::{
    account::Author,
    changes::Changes,
    digest::sha256_hex,
    library::Library,
    time::Timestamp,
    workshop::{place, written},
};
use zhixing_shell::{boxed, content::ContentReading, guard::Visit, problem::Problem, published::Published, site::Site};
use zhixing_store::FileDraft;

/// What would be published.
pub struct ProposedPublication {
    /// The publication whose place it takes.
    pub(super) over: String,
    pub(super) files: BTreeMap<String, Vec<u8>>,
    pub reading: ContentReading,
    pub changes: Changes,
    /// The files of the course that change, by path.
    pub changed: Vec<String>,
    /// Those of them that are texts: what stands there, and what would.
    pub texts: Vec<TextChange>,
    /// The drafts over which something else was published meanwhile: while there are some, nothing is published.
    pub both: Vec<String>,
    pub items: ItemChanges,
    pub kept: ChangedTexts,
    /// Attempts of the course that run; their papers stay.
    pub running: i64,
    /// The drafts that it takes in, by path and number, and what each began from.
    pub(super) drafts: Vec<(String, i64, Option<String>)>,
    /// Of the files of the course as they would be: what a colleague approves.
    pub course_digest: String,
    /// Whether a colleague has to approve it, and has.
    pub needs_review: bool,
    pub is_approved: bool,
    /// Whether the course goes back to an earlier publication.
    pub(super) is_back: bool,
}

/// A text that changes; nothing where it was not there, or is not any more.
pub struct TextChange {
    pub path: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl TextChange {
    /// Nothing for a file that is no text.
    fn of(path: &str, [before, after]: [Option<&Vec<u8>>; 2]) -> Option<Self> {
        let text = |bytes: Option<&Vec<u8>>| bytes.map(|bytes| written::text(bytes).ok_or(())).transpose();
        Some(Self { path: path.into(), before: text(before).ok()?, after: text(after).ok()? }).filter(|_| !place::is_media(path))
    }
}

/// Items whose words or keys change, by name.
#[derive(Default)]
pub struct ItemChanges {
    pub changed: Vec<String>,
    /// Those of them that count another answer right.
    pub keys: Vec<String>,
}

impl ItemChanges {
    fn between(old: &Library, new: &Library, course: &str) -> Self {
        let mut changes = Self::default();
        let (Some(old), Some(new)) = (old.course(course), new.course(course)) else { return changes };
        for item in &new.items {
            let Some(before) = old.item(&item.key.0).filter(|before| before.version != item.version) else { continue };
            changes.changed.push(item.key.0.clone());
            if before.question != item.question {
                changes.keys.push(item.key.0.clone());
            }
        }
        changes
    }
}

impl ProposedPublication {
    /// What it would be called.
    pub fn digest(&self) -> &str {
        &self.reading.library.digest
    }

    pub fn is_empty(&self) -> bool {
        self.changed.is_empty()
    }

    /// Whether nothing but a word of the author is missing.
    pub fn is_fit(&self) -> bool {
        !self.is_empty() && self.both.is_empty() && self.reading.is_fit()
    }
}

/// What would be published of a course that is there; with a digest in `to`, what going back to that publication would change.
#[boxed]
pub async fn proposal(visit: &Visit, author: &Author, course: &str, to: &str) -> Result<ProposedPublication, Problem> {
    let lines = visit.site.store.workshop(author).await?;
    if !lines.iter().any(|line| place::course_of(&line.path) == course) {
        return Err(Problem::NotFound);
    }
    match to {
        "" => propose(visit, author, course).await,
        to => propose_back(visit, author, course, to).await,
    }
}

/// What the drafts of a course would change.
#[boxed]
async fn propose(visit: &Visit, author: &Author, course: &str) -> Result<ProposedPublication, Problem> {
    let store = &visit.site.store;
    let drafts = store.drafts(author, course).await?;
    let proposal = of_drafts(&visit.site, course, drafts, visit.now).await?;
    let review = store.review(author, course).await?.filter(|r| r.digest == proposal.course_digest);
    let is_approved = review.is_some_and(|r| r.is_approved());
    let needs_review = visit.site.decided.settings().review_publications;
    Ok(ProposedPublication { needs_review, is_approved, ..proposal })
}

/// What these drafts of a course would change.
#[boxed]
pub(super) async fn of_drafts(site: &Site, course: &str, drafts: Vec<FileDraft>, now: Timestamp) -> Result<ProposedPublication, Problem> {
    let _place = site.ports.course_place().await.map_err(|_| Problem::Busy(3))?;
    let (over, before) = newest(site).await?;
    let (mut files, mut both, mut taken) = (before.clone(), vec![], vec![]);
    for draft in drafts {
        let there = files.get(&draft.path).map(|bytes| sha256_hex(bytes));
        let wanted = draft.bytes.as_deref().map(sha256_hex);
        if there != draft.base && there != wanted {
            both.push(draft.path.clone());
        }
        taken.push((draft.path.clone(), draft.rev, draft.base));
        match draft.bytes {
            Some(bytes) => files.insert(draft.path, bytes),
            None => files.remove(&draft.path),
        };
    }
    let proposal = proposed(site, course, (over, before), files, now).await?;
    Ok(ProposedPublication { both, drafts: taken, ..proposal })
}

/// What would change if a course went back to an earlier publication. Drafts stay as they are.
#[boxed]
async fn propose_back(visit: &Visit, author: &Author, course: &str, to: &str) -> Result<ProposedPublication, Problem> {
    visit.site.store.course_role(author, course).await?;
    if !visit.site.store.knows_publication(to).await? {
        return Err(Problem::NotFound);
    }
    let _place = visit.site.ports.course_place().await.map_err(|_| Problem::Busy(3))?;
    let earlier = visit.site.store.publication(to).await?;
    let (over, before) = newest(&visit.site).await?;
    let mut files = before.clone();
    files.retain(|path, _| place::course_of(path) != course);
    files.extend(earlier.into_iter().filter(|(path, _)| place::course_of(path) == course));
    // what stood there before was looked at then; who has to go back in a hurry waits for nobody
    let proposal = proposed(&visit.site, course, (over, before), files, visit.now).await?;
    Ok(ProposedPublication { is_back: true, ..proposal })
}

/// A publication: what it is called, and its files.
type Newest = (String, BTreeMap<String, Vec<u8>>);

async fn newest(site: &Site) -> Result<Newest, Problem> {
    let digest = site.store.newest_publication().await?.ok_or(Problem::NotFound)?;
    let files = site.store.publication(&digest).await?;
    Ok((digest, files))
}

/// The library of the newest publication: what this server shows, unless another one has published meanwhile.
async fn there(site: &Site, over: &str, files: BTreeMap<String, Vec<u8>>) -> Result<Arc<Published>, Problem> {
    let shown = site.published();
    if shown.library.digest == over {
        return Ok(shown);
    }
    let reading = site.ports.read_content(files).await.map_err(|_| Problem::Busy(3))?;
    let (library, problems) = reading.texts();
    Ok(Published::new(library, problems))
}

/// One hash over the files of a course.
fn digest_of(course: &str, files: &BTreeMap<String, Vec<u8>>) -> String {
    let named = files.iter().filter(|(path, _)| place::course_of(path) == course);
    let listed: String = named.map(|(path, bytes)| format!("{} {path}\n", sha256_hex(bytes))).collect();
    sha256_hex(listed.as_bytes())
}

/// The paths of a course at which two states of it differ.
fn differing(course: &str, before: &BTreeMap<String, Vec<u8>>, files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let own = |path: &&String| place::course_of(path) == course;
    let paths: BTreeSet<&String> = before.keys().chain(files.keys()).filter(own).collect();
    paths.into_iter().filter(|path| before.get(*path) != files.get(*path)).cloned().collect()
}

/// How many sit a plan of the course now.
async fn running(site: &Site, published: &Published, course: &str, now: Timestamp) -> Result<i64, Problem> {
    let plans = published.library.course(course).map(|c| c.plans.iter().map(|p| p.name().to_string()).collect::<Vec<_>>());
    Ok(site.store.running_attempts(&plans.unwrap_or_default(), now).await?)
}

/// What `files` would change of the publication that is there.
async fn proposed(
    site: &Site,
    course: &str,
    (over, before): Newest,
    files: BTreeMap<String, Vec<u8>>,
    now: Timestamp,
) -> Result<ProposedPublication, Problem> {
    let changed = differing(course, &before, &files);
    let texts = changed.iter().filter_map(|path| TextChange::of(path, [before.get(path), files.get(path)])).collect();
    let published = there(site, &over, before).await?;
    // what did not change is known; standards stand behind all courses
    let reading = match changed.is_empty() {
        true => Ok(ContentReading::known(&published)),
        false if course != place::STANDARDS => site.ports.read_course(files.clone(), course.into(), published.clone()).await,
        false => site.ports.read_content(files.clone()).await,
    };
    let reading = reading.map_err(|_| Problem::Busy(3))?;
    let changes = Changes::between(&published.library, &reading.library);
    let items = ItemChanges::between(&published.library, &reading.library, course);
    let kept = ChangedTexts::of(&changed, &changes, &published.library, &reading.library);
    let running = running(site, &published, course, now).await?;
    let course_digest = digest_of(course, &files);
    Ok(ProposedPublication {
        over,
        files,
        reading,
        changes,
        changed,
        texts,
        both: vec![],
        items,
        kept,
        running,
        drafts: vec![],
        course_digest,
        needs_review: false,
        is_approved: false,
        is_back: false,
    })
}
