//! What a file was, for people: the versions that were saved here, and what was published of it from a folder or by going back to an earlier publication.

use crate::{
    Fault, Store,
    authoring::{
        files::{LISTED, WHO},
        steps::said,
    },
    boxed,
    db::{Row, args},
};
use std::{cmp::Reverse, collections::BTreeSet};
use zhixing_domain::{
    account::Author,
    time::Timestamp,
    workshop::{VersionWhy, course_role::CourseRole, step::StepSaid},
};

/// The most publications that are looked through for those that changed a file.
const ROWS: i64 = 2_000;

/// A version of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileVersion {
    /// 0 for what was published of it without a draft.
    pub rev: i64,
    pub at: Timestamp,
    /// A person's name, `system` or `operator`.
    pub who: String,
    pub why: VersionWhy,
    pub publication: Option<String>,
    /// Of its bytes; nothing where the file was not there.
    pub hash: Option<String>,
    /// What was done in a step with other files.
    pub said: Option<StepSaid>,
    /// Why, as whoever saved or published it wrote.
    pub reason: Option<String>,
}

impl FileVersion {
    /// Whether the file was there.
    pub fn is_there(&self) -> bool {
        self.hash.is_some()
    }

    /// Whether this was published then, or stood again as it was published.
    pub fn is_published(&self) -> bool {
        self.publication.is_some() || self.why == VersionWhy::Discarded
    }
}

impl Store {
    /// An author lists the versions of a file, the newest first.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the role does not reach its course; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn file_history(&self, author: &Author, path: &str) -> Result<Vec<FileVersion>, Fault> {
        self.within(author, path, CourseRole::Reader).await?;
        let sql = format!(
            "SELECT v.rev, v.saved_at AS at, v.why, v.publication, v.blob, v.said, p.reason, {WHO}, v.saved_by) AS who FROM workshop_version v \
             LEFT JOIN account a ON a.id = v.saved_by LEFT JOIN publication p ON p.digest = v.publication AND p.published_at = v.saved_at \
             WHERE v.path = $1 ORDER BY v.rev DESC LIMIT $2"
        );
        let rows = self.core.read.all(sql, args![path, LISTED]).await?;
        let mut all: Vec<FileVersion> = rows.iter().map(version).collect::<Result<_, _>>()?;
        let known: BTreeSet<_> = all.iter().filter_map(|version| Some((version.publication.clone()?, version.at))).collect();
        let made = self.published_versions(path).await?;
        all.extend(made.into_iter().filter(|made| made.publication.clone().is_some_and(|digest| !known.contains(&(digest, made.at)))));
        all.sort_by_key(|version| Reverse((version.at, version.rev)));
        Ok(all)
    }

    /// The publications that had a file otherwise than the one before, the newest first.
    async fn published_versions(&self, path: &str) -> Result<Vec<FileVersion>, Fault> {
        let sql = format!(
            "SELECT p.digest, p.published_at AS at, p.reason, p.is_back, f.blob, {WHO}, p.published_by) AS who FROM publication p \
             LEFT JOIN publication_file f ON f.publication = p.digest AND f.path = $1 LEFT JOIN account a ON a.id = p.published_by \
             ORDER BY p.published_at DESC, p.digest LIMIT $2"
        );
        let (mut found, mut before) = (vec![], None);
        for row in self.core.read.all(sql, args![path, ROWS]).await?.iter().rev() {
            let hash = row.opt_text("blob")?;
            if hash != before {
                found.push(publication(row)?);
            }
            before = hash;
        }
        let old = found.len().saturating_sub(usize::try_from(LISTED).unwrap_or_default());
        Ok(found.into_iter().skip(old).rev().collect())
    }

    /// An author reads a version of a file; `None` where there is no such version, or the file was not there.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the role does not reach its course; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn file_version(&self, author: &Author, path: &str, rev: i64) -> Result<Option<Vec<u8>>, Fault> {
        self.within(author, path, CourseRole::Reader).await?;
        let sql = "SELECT b.bytes FROM workshop_version v JOIN blob b ON b.hash = v.blob WHERE v.path = $1 AND v.rev = $2";
        let row = self.core.read.one(sql, args![path, rev]).await?;
        row.map(|r| r.bytes("bytes")).transpose()
    }

    /// An author reads a file as a publication had it; `None` where it had none.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the role does not reach its course; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn file_in(&self, author: &Author, path: &str, publication: &str) -> Result<Option<Vec<u8>>, Fault> {
        self.within(author, path, CourseRole::Reader).await?;
        let sql = "SELECT b.bytes FROM publication_file f JOIN blob b ON b.hash = f.blob WHERE f.publication = $1 AND f.path = $2";
        let row = self.core.read.one(sql, args![publication, path]).await?;
        row.map(|r| r.bytes("bytes")).transpose()
    }
}

fn version(row: &Row) -> Result<FileVersion, Fault> {
    let (said, published) = (said(row, "said")?, row.opt_text("reason")?);
    let (said, reason) = match said {
        Some(StepSaid::Because { words }) => (None, Some(words)),
        other => (other, published),
    };
    Ok(FileVersion {
        rev: row.int("rev")?,
        at: row.time("at")?,
        who: row.text("who")?,
        why: row.with("why", VersionWhy::from_code)?,
        publication: row.opt_text("publication")?,
        hash: row.opt_text("blob")?,
        said,
        reason,
    })
}

fn publication(row: &Row) -> Result<FileVersion, Fault> {
    Ok(FileVersion {
        rev: 0,
        at: row.time("at")?,
        who: row.text("who")?,
        why: if row.int("is_back")? > 0 { VersionWhy::WentBack } else { VersionWhy::Published },
        publication: Some(row.text("digest")?),
        hash: row.opt_text("blob")?,
        said: None,
        reason: row.opt_text("reason")?,
    })
}
