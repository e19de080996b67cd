//! Writing in the workshop. Whoever saves says what they saw: over what somebody else saved meanwhile nothing is written.

use crate::{
    Fault, Stamp, Store,
    authoring::{
        NEWEST,
        change::{DraftChange, DraftRefusal},
        courses, roles, room,
        versions::{self, NewVersion},
    },
    boxed,
    db::{
        Conn, args,
        dialect::{self, row},
    },
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use zhixing_domain::{
    account::Author,
    digest::sha256_hex,
    media,
    time::Span,
    workshop::{COURSE_FILES, FILE_BYTES, SAVES_AN_HOUR, VersionWhy, course_role::CourseRole, place, step::StepSaid},
};

/// So many files of a step count as a save more.
const STEP_FILES: i64 = 50;

/// What the files of a step say of themselves, by path; nothing where what is written is no step.
pub type SaidOfStep = BTreeMap<String, StepSaid>;

impl Store {
    /// An author changes files, all of them or none; gives the numbers of the new drafts. Beside the texts of a course lie at most `quota` bytes.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the role does not reach a course, or a path is none that is written here; [`Fault::Role`] where they do not write it;
    /// [`Fault::Conflict`] where somebody
    /// wrote the same file at this moment; else a [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn write_drafts(
        &self,
        author: &Author,
        changes: Vec<DraftChange>,
        quota: u64,
        stamp: Stamp,
    ) -> Result<Result<Vec<i64>, DraftRefusal>, Fault> {
        self.write_step(author, (changes, SaidOfStep::new()), quota, stamp).await
    }

    /// An author changes files in one step, which says of each what was done; it counts as one save, and as one more for every fifty files.
    ///
    /// # Errors
    ///
    /// As for [`write_drafts`](Self::write_drafts).
    #[boxed]
    pub async fn write_step(
        &self,
        author: &Author,
        (changes, said): (Vec<DraftChange>, SaidOfStep),
        quota: u64,
        stamp: Stamp,
    ) -> Result<Result<Vec<i64>, DraftRefusal>, Fault> {
        let may = |change: &DraftChange| author.scope().covers_course(place::course_of(&change.path)) && place::is_kept(&change.path);
        if !changes.iter().all(may) {
            return Err(Fault::Beyond);
        }
        if changes.iter().any(is_too_long) {
            return Ok(Err(DraftRefusal::TooLong));
        }
        let author = author.clone();
        self.core
            .write(move |c| {
                Box::pin(async move {
                    for course in courses(changes.iter().map(|change| change.path.as_str())) {
                        dialect::one_by_one(c, &format!("course {course}")).await?;
                        roles::hold(c, &author, course, CourseRole::Editor).await?;
                    }
                    // all is looked at before anything is written
                    let saves = if said.is_empty() { changes.len() as i64 } else { 1 + changes.len() as i64 / STEP_FILES };
                    if let Some(refusal) = refusal(c, &changes, quota).await? {
                        return Ok(Err(refusal));
                    }
                    if too_fast(c, saves, &stamp).await? {
                        return Ok(Err(DraftRefusal::TooFast));
                    }
                    for course in courses(changes.iter().map(|change| change.path.as_str())) {
                        roles::begin(c, course, author.id(), &stamp).await?;
                    }
                    Ok(Ok(write_in_turn(c, changes, &said, &stamp).await?))
                })
            })
            .await
    }

    /// An author gives up a draft: what is published stands again.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the role does not reach its course; else a [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn discard_draft(&self, author: &Author, path: String, seen: i64, stamp: Stamp) -> Result<Result<(), DraftRefusal>, Fault> {
        let author = author.clone();
        self.core
            .write(move |c| {
                Box::pin(async move {
                    roles::hold(c, &author, &path, CourseRole::Editor).await?;
                    let rev = rev_of(c, &path).await?;
                    if rev == 0 || rev != seen {
                        return Ok(Err(DraftRefusal::Changed(path)));
                    }
                    let published = published(c, &path).await?;
                    c.execute("DELETE FROM workshop_file WHERE path = $1", args![&path]).await?;
                    let discarded = NewVersion { path: &path, blob: published.as_deref(), why: VersionWhy::Discarded, said: None };
                    versions::keep(c, &[discarded], None, &stamp).await?;
                    Ok(Ok(()))
                })
            })
            .await
    }
}

/// The drafts that a publication took in end, in its transaction.
pub(crate) async fn settle(c: &mut Conn<'_>, publication: &str, taken: Vec<(String, i64)>, stamp: &Stamp) -> Result<(), Fault> {
    let mut ended = vec![];
    for (path, rev) in taken {
        let hash = published(c, &path).await?;
        if c.execute("DELETE FROM workshop_file WHERE path = $1 AND rev = $2", args![&path, rev]).await? == 0 {
            c.execute("UPDATE workshop_file SET base = $1 WHERE path = $2", args![hash, &path]).await?;
        } else {
            ended.push((path, hash));
        }
    }
    let why = VersionWhy::Published;
    let ended: Vec<_> = ended.iter().map(|(path, hash)| NewVersion { path, blob: hash.as_deref(), why, said: None }).collect();
    versions::keep(c, &ended, Some(publication), stamp).await.map(|_| ())
}

/// The number of the draft, 0 where there is none; nobody else changes it before the end.
pub(super) async fn rev_of(c: &mut Conn<'_>, path: &str) -> Result<i64, Fault> {
    let sql = format!("SELECT rev FROM workshop_file WHERE path = $1{}", dialect::for_update(c));
    c.one(sql, args![path]).await?.map_or(Ok(0), |row| row.int("rev"))
}

/// The numbers of the drafts of some files, by path.
async fn revs_of(c: &mut Conn<'_>, changes: &[DraftChange]) -> Result<HashMap<String, i64>, Fault> {
    let paths: BTreeSet<&str> = changes.iter().map(|change| change.path.as_str()).collect();
    let rest = dialect::locked(c, "workshop_file", "path");
    let rows = c.packed_with(dialect::rows("path", paths.into_iter().map(|path| row![path])), "t.path, t.rev", &rest).await?;
    rows.iter().map(|row| Ok((row.text("path")?, row.int("rev")?))).collect()
}

/// How many changes from the first on are each of another file.
fn different(changes: &[DraftChange]) -> usize {
    let mut seen = BTreeSet::new();
    changes.iter().take_while(|change| seen.insert(change.path.as_str())).count()
}

pub(super) async fn published(c: &mut Conn<'_>, path: &str) -> Result<Option<String>, Fault> {
    let sql = format!("SELECT blob FROM publication_file WHERE publication = {NEWEST} AND path = $1");
    c.one(sql, args![path]).await?.map(|row| row.text("blob")).transpose()
}

async fn refusal(c: &mut Conn<'_>, changes: &[DraftChange], quota: u64) -> Result<Option<DraftRefusal>, Fault> {
    let mut begun = BTreeSet::new();
    let revs = revs_of(c, changes).await?;
    for change in changes {
        let rev = revs.get(&change.path).copied().unwrap_or_default();
        if let Some(clash) = clash(c, change, rev).await? {
            return Ok(Some(clash));
        }
        if rev == 0 {
            begun.insert(change.path.as_str());
        }
    }
    for course in courses(begun.iter().copied()) {
        let sql = "SELECT COUNT(*) AS n FROM workshop_file WHERE course = $1";
        let files = c.one(sql, args![course]).await?.map_or(Ok(0), |row| row.int("n"))?;
        let new = begun.iter().filter(|path| place::course_of(path) == course).count();
        if files + new as i64 > COURSE_FILES as i64 {
            return Ok(Some(DraftRefusal::TooMany));
        }
    }
    room::refusal(c, changes, quota).await
}

/// Whether with so many saves there were too many in an hour; a step is one, and one more for so many files.
pub(super) async fn too_fast(c: &mut Conn<'_>, new: i64, stamp: &Stamp) -> Result<bool, Fault> {
    let sql = format!(
        "SELECT CAST(COALESCE(SUM(CASE WHEN x.step = 1 THEN 1 + x.files / {STEP_FILES} ELSE x.files END), 0) AS BIGINT) AS n FROM \
         (SELECT COUNT(*) AS files, CASE WHEN said IS NULL THEN 0 ELSE 1 END AS step FROM workshop_version WHERE saved_by = $1 AND saved_at > $2 \
         AND why <> 'published' GROUP BY saved_at, CASE WHEN said IS NULL THEN 0 ELSE 1 END) x"
    );
    let since = stamp.now - Span::from_minutes(60);
    let saves = c.one(sql, args![stamp.actor.to_string(), since]).await?.map_or(Ok(0), |row| row.int("n"))?;
    Ok(saves + new > SAVES_AN_HOUR)
}

/// What somebody else did to the file of a change, whose draft has the number `rev` now.
async fn clash(c: &mut Conn<'_>, change: &DraftChange, rev: i64) -> Result<Option<DraftRefusal>, Fault> {
    if !change.why.is_new() {
        return Ok((rev != change.seen).then(|| DraftRefusal::Changed(change.path.clone())));
    }
    let sql = "SELECT 1 AS there FROM workshop_file WHERE path = $1 AND blob IS NOT NULL";
    let drafted = c.one(sql, args![&change.path]).await?.is_some();
    let is_taken = drafted || rev == 0 && published(c, &change.path).await?.is_some();
    Ok(is_taken.then(|| DraftRefusal::Taken(change.path.clone())))
}

fn is_too_long(change: &DraftChange) -> bool {
    let kind = media::kind_of(&change.path).filter(|_| place::is_media(&change.path));
    change.bytes.as_ref().is_some_and(|bytes| bytes.len() > kind.map_or(FILE_BYTES, media::MediaKind::most_bytes))
}

/// The new versions, in order: a file that changes twice has two, one after the other.
async fn write_in_turn(c: &mut Conn<'_>, changes: Vec<DraftChange>, said: &SaidOfStep, stamp: &Stamp) -> Result<Vec<i64>, Fault> {
    let (mut revs, mut rest) = (vec![], changes);
    while !rest.is_empty() {
        let later = rest.split_off(different(&rest));
        revs.extend(write(c, rest, said, stamp).await?);
        rest = later;
    }
    Ok(revs)
}

/// Writes changes, each of another file: their bytes one after the other, for they may be large, and the rest together. Gives the numbers of the new drafts.
async fn write(c: &mut Conn<'_>, mut changes: Vec<DraftChange>, said: &SaidOfStep, stamp: &Stamp) -> Result<Vec<i64>, Fault> {
    let mut blobs = Vec::with_capacity(changes.len());
    for change in &mut changes {
        let bytes = change.bytes.take();
        blobs.push(bytes.as_deref().map(sha256_hex));
        if let Some((hash, bytes)) = blobs.last().cloned().flatten().zip(bytes) {
            c.execute("INSERT INTO blob (hash, bytes) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING", args![hash, bytes]).await?;
        }
    }
    let of = changes.iter().zip(&blobs);
    let new: Vec<_> = of
        .map(|(change, blob)| NewVersion { path: &change.path, blob: blob.as_deref(), why: change.why, said: said.get(&change.path) })
        .collect();
    let revs = versions::keep(c, &new, None, stamp).await?;
    let who = stamp.actor.to_string();
    for takes_in in [false, true] {
        let of = changes.iter().zip(&blobs).zip(&revs).filter(|((change, _), _)| change.takes_in == takes_in);
        let rows = of.map(|((DraftChange { path, base, .. }, blob), rev)| {
            row![path, place::course_of(path), blob.as_deref(), base.as_deref(), *rev, stamp.now, &who]
        });
        let base_too = if takes_in { ", base = excluded.base" } else { "" };
        let sql = format!(
            "INSERT INTO workshop_file (path, course, blob, base, rev, edited_at, edited_by) SELECT * FROM e WHERE true \
             ON CONFLICT (path) DO UPDATE SET blob = excluded.blob, rev = excluded.rev, edited_at = excluded.edited_at, \
             edited_by = excluded.edited_by{base_too}"
        );
        c.execute_with(dialect::rows("path, course, blob, base, rev, at, who", rows), &sql).await?;
    }
    Ok(revs)
}
