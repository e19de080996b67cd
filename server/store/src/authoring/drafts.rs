//! Writing in the workshop. Whoever saves says what they saw: over what somebody else saved meanwhile nothing is written.

use crate::{
    Fault, Stamp, Store,
    authoring::{
        NEWEST,
        change::{DraftChange, DraftRefusal},
        courses, roles, room,
    },
    boxed,
    db::{Conn, args, dialect, events},
};
use std::collections::BTreeSet;
use zhixing_domain::{
    account::Author,
    digest::sha256_hex,
    event::Event,
    media,
    time::Span,
    workshop::{COURSE_FILES, FILE_BYTES, SAVES_AN_HOUR, VersionWhy, course_role::CourseRole, place},
};

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
        for change in &changes {
            if !author.scope().covers_course(place::course_of(&change.path)) || !place::is_kept(&change.path) {
                return Err(Fault::Beyond);
            }
        }
        let kind = |path: &str| media::kind_of(path).filter(|_| place::is_media(path));
        let most = |change: &DraftChange| kind(&change.path).map_or(FILE_BYTES, media::MediaKind::most_bytes);
        if changes.iter().any(|change| change.bytes.as_ref().is_some_and(|bytes| bytes.len() > most(change))) {
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
                    if let Some(refusal) = refusal(c, &changes, quota, &stamp).await? {
                        return Ok(Err(refusal));
                    }
                    for course in courses(changes.iter().map(|change| change.path.as_str())) {
                        roles::begin(c, course, author.id(), &stamp).await?;
                    }
                    let mut revs = vec![];
                    for change in changes {
                        revs.push(write(c, change, &stamp).await?);
                    }
                    Ok(Ok(revs))
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
                    if rev_of(c, &path).await? != seen {
                        return Ok(Err(DraftRefusal::Changed(path)));
                    }
                    let published = published(c, &path).await?;
                    c.execute("DELETE FROM workshop_file WHERE path = $1", args![&path]).await?;
                    note(c, &path, published, VersionWhy::Discarded, None, &stamp).await?;
                    Ok(Ok(()))
                })
            })
            .await
    }
}

/// The drafts that a publication took in end, in its transaction.
pub(crate) async fn settle(c: &mut Conn<'_>, publication: &str, taken: Vec<(String, i64)>, stamp: &Stamp) -> Result<(), Fault> {
    for (path, rev) in taken {
        let hash = published(c, &path).await?;
        if c.execute("DELETE FROM workshop_file WHERE path = $1 AND rev = $2", args![&path, rev]).await? == 0 {
            c.execute("UPDATE workshop_file SET base = $1 WHERE path = $2", args![hash, &path]).await?;
            continue;
        }
        note(c, &path, hash, VersionWhy::Published, Some(publication), stamp).await?;
    }
    Ok(())
}

/// The number of the draft, 0 where there is none; nobody else changes it before the end.
async fn rev_of(c: &mut Conn<'_>, path: &str) -> Result<i64, Fault> {
    let sql = format!("SELECT rev FROM workshop_file WHERE path = $1{}", dialect::for_update(c));
    c.one(sql, args![path]).await?.map_or(Ok(0), |row| row.int("rev"))
}

async fn published(c: &mut Conn<'_>, path: &str) -> Result<Option<String>, Fault> {
    let sql = format!("SELECT blob FROM publication_file WHERE publication = {NEWEST} AND path = $1");
    c.one(sql, args![path]).await?.map(|row| row.text("blob")).transpose()
}

async fn refusal(c: &mut Conn<'_>, changes: &[DraftChange], quota: u64, stamp: &Stamp) -> Result<Option<DraftRefusal>, Fault> {
    let mut begun = BTreeSet::new();
    for change in changes {
        let rev = rev_of(c, &change.path).await?;
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
    if let Some(full) = room::refusal(c, changes, quota).await? {
        return Ok(Some(full));
    }
    let sql = "SELECT COUNT(*) AS n FROM workshop_version WHERE saved_by = $1 AND saved_at > $2 AND why <> 'published'";
    let since = stamp.now - Span::from_minutes(60);
    let saves = c.one(sql, args![stamp.actor.to_string(), since]).await?.map_or(Ok(0), |row| row.int("n"))?;
    Ok((saves + changes.len() as i64 > SAVES_AN_HOUR).then_some(DraftRefusal::TooFast))
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

async fn write(c: &mut Conn<'_>, change: DraftChange, stamp: &Stamp) -> Result<i64, Fault> {
    let DraftChange { path, bytes, base, takes_in, why, .. } = change;
    let blob = bytes.as_deref().map(sha256_hex);
    if let Some((hash, bytes)) = blob.clone().zip(bytes) {
        c.execute("INSERT INTO blob (hash, bytes) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING", args![hash, bytes]).await?;
    }
    let rev = note(c, &path, blob.clone(), why, None, stamp).await?;
    let base_too = if takes_in { ", base = excluded.base" } else { "" };
    let sql = format!(
        "INSERT INTO workshop_file (path, course, blob, base, rev, edited_at, edited_by) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (path) DO UPDATE SET blob = excluded.blob, rev = excluded.rev, edited_at = excluded.edited_at, \
         edited_by = excluded.edited_by{base_too}"
    );
    let row = args![&path, place::course_of(&path), blob, base, rev, stamp.now, stamp.actor.to_string()];
    c.execute(sql, row).await?;
    Ok(rev)
}

/// Keeps a version and tells of it; gives its number.
async fn note(
    c: &mut Conn<'_>,
    path: &str,
    blob: Option<String>,
    why: VersionWhy,
    publication: Option<&str>,
    stamp: &Stamp,
) -> Result<i64, Fault> {
    let row = c.one("SELECT COALESCE(MAX(rev), 0) AS last FROM workshop_version WHERE path = $1", args![path]).await?;
    let rev = row.map_or(Ok(0), |r| r.int("last"))? + 1;
    let sql = "INSERT INTO workshop_version (path, rev, blob, saved_at, saved_by, why, publication) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    c.execute(sql, args![path, rev, blob, stamp.now, stamp.actor.to_string(), why.code(), publication]).await?;
    events::append(c, stamp, path, Event::DraftSaved { rev, why: why.code().into() }).await?;
    Ok(rev)
}
