//! How drafts are published, and how a course goes back to what it was: both are seen before they are done, and done only as they were seen.

use std::collections::{BTreeMap, BTreeSet};
use zhixing_app::i18n::workshop as words;
use zhixing_domain::{
    account::Author,
    changes::Changes,
    digest::sha256_hex,
    library::Library,
    question::ItemVersion,
    workshop::{
        place,
        review::{REMARK, ReviewState},
    },
};
use zhixing_shell::{boxed, content::ContentReading, guard::Visit, problem::Problem};
use zhixing_store::NewPublication;

/// What would be published.
pub struct ProposedPublication {
    /// The publication whose place it takes.
    over: String,
    files: BTreeMap<String, Vec<u8>>,
    pub reading: ContentReading,
    pub changes: Changes,
    /// The files of the course that change, by path.
    pub changed: Vec<String>,
    /// The drafts over which something else was published meanwhile: while there are some, nothing is published.
    pub both: Vec<String>,
    pub items: ItemChanges,
    /// Attempts of the course that run; their papers stay.
    pub running: i64,
    taken: Vec<(String, i64)>,
    /// Of the files of the course as they would be: what a colleague approves.
    pub course_digest: String,
    /// Whether a colleague has to approve it, and has.
    pub needs_review: bool,
    pub is_approved: bool,
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
    let (over, before) = newest(visit).await?;
    let (mut files, mut both, mut taken) = (before.clone(), vec![], vec![]);
    for draft in drafts {
        let now = files.get(&draft.path).map(|bytes| sha256_hex(bytes));
        let wanted = draft.bytes.as_deref().map(sha256_hex);
        if now != draft.base && now != wanted {
            both.push(draft.path.clone());
        }
        taken.push((draft.path.clone(), draft.rev));
        match draft.bytes {
            Some(bytes) => files.insert(draft.path, bytes),
            None => files.remove(&draft.path),
        };
    }
    let proposal = proposed(visit, course, (over, before), files).await?;
    let review = store.review(author, course).await?.filter(|r| r.digest == proposal.course_digest);
    let is_approved = review.is_some_and(|r| r.state == ReviewState::Approved);
    let needs_review = visit.site.decided.settings().review_publications;
    Ok(ProposedPublication { both, taken, needs_review, is_approved, ..proposal })
}

/// What would change if a course went back to an earlier publication. Drafts stay as they are.
#[boxed]
async fn propose_back(visit: &Visit, author: &Author, course: &str, to: &str) -> Result<ProposedPublication, Problem> {
    if !author.scope().covers_course(course) || !visit.site.store.knows_publication(to).await? {
        return Err(Problem::NotFound);
    }
    let earlier = visit.site.store.publication(to).await?;
    let (over, before) = newest(visit).await?;
    let mut files = before.clone();
    files.retain(|path, _| place::course_of(path) != course);
    files.extend(earlier.into_iter().filter(|(path, _)| place::course_of(path) == course));
    // what stood there before was looked at then; who has to go back in a hurry waits for nobody
    proposed(visit, course, (over, before), files).await
}

/// A publication: what it is called, and its files.
type Published = (String, BTreeMap<String, Vec<u8>>);

async fn newest(visit: &Visit) -> Result<Published, Problem> {
    let digest = visit.site.store.newest_publication().await?.ok_or(Problem::NotFound)?;
    let files = visit.site.store.publication(&digest).await?;
    Ok((digest, files))
}

/// What `files` would change of the publication that is there.
async fn proposed(
    visit: &Visit,
    course: &str,
    (over, before): Published,
    files: BTreeMap<String, Vec<u8>>,
) -> Result<ProposedPublication, Problem> {
    let store = &visit.site.store;
    let own = |path: &&String| place::course_of(path) == course;
    let paths: BTreeSet<&String> = before.keys().chain(files.keys()).filter(own).collect();
    let changed: Vec<String> = paths.into_iter().filter(|path| before.get(*path) != files.get(*path)).cloned().collect();
    let published = visit.site.published();
    let ports = &visit.site.ports;
    // what did not change is known, unless another server has published meanwhile; standards stand behind all courses
    let reading = match published.library.digest == over {
        true if changed.is_empty() => Ok(ContentReading::known(&published)),
        true if course != place::STANDARDS => ports.read_course(files.clone(), course.into(), published.clone()).await,
        _ => ports.read_content(files.clone()).await,
    };
    let reading = reading.map_err(|_| Problem::Busy(3))?;
    let changes = Changes::between(&published.library, &reading.library);
    let items = ItemChanges::between(&published.library, &reading.library, course);
    let plans = published.library.course(course).map(|c| c.plans.iter().map(|p| p.name().to_string()).collect::<Vec<_>>());
    let running = store.running_attempts(&plans.unwrap_or_default(), visit.now).await?;
    let named = files.iter().filter(|(path, _)| place::course_of(path) == course);
    let listed: String = named.map(|(path, bytes)| format!("{} {path}\n", sha256_hex(bytes))).collect();
    Ok(ProposedPublication {
        over,
        files,
        reading,
        changes,
        changed,
        both: vec![],
        items,
        running,
        taken: vec![],
        course_digest: sha256_hex(listed.as_bytes()),
        needs_review: false,
        is_approved: false,
    })
}

/// Publishes what was seen: `digest` is what the page said it would be, `sure` that what goes is meant to go.
#[boxed]
pub async fn publish(visit: &Visit, author: &Author, proposal: ProposedPublication, digest: &str, sure: bool) -> Result<String, Problem> {
    if !proposal.is_fit() {
        return Err(Problem::refused("unfit", |l| words::refused_by(l).into()));
    }
    if proposal.digest() != digest {
        return Err(Problem::refused("changed", |l| words::other_meanwhile(l).into()));
    }
    if proposal.needs_review && !proposal.is_approved {
        return Err(Problem::refused("needs_review", |l| words::needs_review(l).into()));
    }
    if proposal.changes.removes() && !sure {
        return Err(Problem::invalid("sure", |l| words::sure_form(l).into()));
    }
    let ProposedPublication { over, files, reading, changes, taken, .. } = proposal;
    let items: Vec<(ItemVersion, String)> =
        reading.library.courses.iter().flat_map(|c| &c.items).map(|i| (i.version.clone(), i.source.clone())).collect();
    let store = &visit.site.store;
    let new = NewPublication { digest: digest.into(), files, items, renamed: changes.renamed };
    store.publish_drafts(author, over, new, taken, visit.stamp()).await?;
    // other servers see it within seconds, this one at once
    let (library, texts) = reading.texts();
    visit.site.publish(library, texts);
    Ok(digest.into())
}

/// What is done to a review.
pub enum ReviewAct {
    Ask,
    Approve,
    SendBack,
    /// Of a file, a line, and what is said of it.
    Remark(String, i64, String),
}

/// The words of it, in a form and for programs.
pub const REVIEW_ACTS: [&str; 4] = ["ask", "approve", "send_back", "remark"];

impl ReviewAct {
    pub fn read(act: &str, said: (&str, i64, &str)) -> Option<Self> {
        Some(match act {
            "ask" => Self::Ask,
            "approve" => Self::Approve,
            "send_back" => Self::SendBack,
            "remark" => Self::Remark(said.0.to_string(), said.1, said.2.trim().to_string()),
            _ => return None,
        })
    }
}

/// Asks a colleague, or answers as one: about the files of a course with this digest, and no others.
#[boxed]
pub async fn review(visit: &Visit, author: &Author, course: &str, digest: &str, act: ReviewAct) -> Result<(), Problem> {
    let store = &visit.site.store;
    let proposal = proposal(visit, author, course, "").await?;
    let over = || Problem::refused("review_over", |l| words::review_over(l).into());
    if proposal.course_digest != digest || !proposal.is_fit() {
        return Err(over());
    }
    let (course, digest, stamp) = (course.to_string(), digest.to_string(), visit.stamp());
    let done = match act {
        ReviewAct::Ask => store.ask_review(author, course, digest, stamp).await.map(|()| true)?,
        ReviewAct::Approve => store.decide_review(author, course, digest, ReviewState::Approved, stamp).await?,
        ReviewAct::SendBack => store.decide_review(author, course, digest, ReviewState::SentBack, stamp).await?,
        ReviewAct::Remark(path, line, text) => {
            let is_said = (1..=REMARK).contains(&text.chars().count()) && line > 0 && proposal.changed.contains(&path);
            if !is_said {
                return Err(Problem::invalid("text", |l| words::remark_form(l).into()));
            }
            store.remark(author, course, digest, (path, line, text), stamp).await?
        }
    };
    if done { Ok(()) } else { Err(over()) }
}
