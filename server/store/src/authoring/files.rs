//! What lies in the workshop: published files, drafts over them, and what was saved before.

use crate::{
    Fault, Store,
    authoring::NEWEST,
    boxed,
    db::{Row, args, dialect},
};
use std::collections::BTreeMap;
use zhixing_domain::{
    account::Author,
    time::Timestamp,
    workshop::{course_role::CourseRole, place},
};

/// A file of the list: what is published of it and what is written over it, by the hashes of the bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkshopLine {
    pub path: String,
    pub published: Option<String>,
    /// The number of the draft; none where there is no draft.
    pub rev: Option<i64>,
    /// None where the draft is that the file goes, or there is no draft.
    pub draft: Option<String>,
    /// When and by whom the draft was saved.
    pub edited: Option<(Timestamp, String)>,
    /// Of an English twin: when somebody said last that all of it is right beside the Chinese.
    pub looked_at: Option<Timestamp>,
}

impl WorkshopLine {
    fn of(path: &str, published: Option<String>) -> Self {
        Self { path: path.into(), published, rev: None, draft: None, edited: None, looked_at: None }
    }

    /// Whether the file is there once the drafts are published.
    pub fn stays(&self) -> bool {
        if self.rev.is_some() { self.draft.is_some() } else { self.published.is_some() }
    }

    /// Whether there is a draft that says something else than what is published.
    pub fn is_changed(&self) -> bool {
        self.rev.is_some() && self.draft != self.published
    }
}

/// A file as an author sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkshopFile {
    pub path: String,
    /// The number of the draft; 0 where there is none.
    pub rev: i64,
    /// The hash of the published file that this began from.
    pub base: Option<String>,
    /// The hash of what is published now.
    pub published: Option<String>,
    /// None where the file is not there, or goes.
    pub bytes: Option<Vec<u8>>,
    pub edited: Option<(Timestamp, String)>,
}

impl WorkshopFile {
    /// Whether something else was published since the draft began.
    pub fn is_behind(&self) -> bool {
        self.rev > 0 && self.base != self.published
    }
}

/// A draft with its bytes: what a publication takes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDraft {
    pub path: String,
    pub rev: i64,
    pub base: Option<String>,
    pub bytes: Option<Vec<u8>>,
}

/// A publication of before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicationLine {
    pub digest: String,
    pub at: Timestamp,
    /// A person's name, `system` or `operator`.
    pub who: String,
    /// Why, where somebody wrote it.
    pub reason: Option<String>,
}

/// The most versions of a file, and publications, that are listed.
pub(super) const LISTED: i64 = 100;

pub(super) const WHO: &str = "COALESCE(NULLIF(a.display_name, ''), a.login";

pub(super) fn draft(row: &Row) -> Result<FileDraft, Fault> {
    let bytes = if row.opt_text("blob")?.is_some() { Some(row.bytes("bytes")?) } else { None };
    Ok(FileDraft { path: row.text("path")?, rev: row.int("rev")?, base: row.opt_text("base")?, bytes })
}

fn edited(row: &Row) -> Result<Option<(Timestamp, String)>, Fault> {
    Ok(row.opt_time("edited_at")?.zip(row.opt_text("who")?))
}

impl Store {
    /// An author lists every file of the courses that the role reaches, by path.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn workshop(&self, author: &Author) -> Result<Vec<WorkshopLine>, Fault> {
        let sql = format!("SELECT path, blob FROM publication_file WHERE publication = {NEWEST}");
        let mut lines = BTreeMap::new();
        for row in self.core.read.all(sql, vec![]).await? {
            let path = row.text("path")?;
            let line = WorkshopLine::of(&path, Some(row.text("blob")?));
            lines.insert(path, line);
        }
        let sql = format!(
            "SELECT w.path, w.blob, w.rev, w.edited_at, {WHO}, w.edited_by) AS who FROM workshop_file w LEFT JOIN account a ON a.id = w.edited_by"
        );
        for row in self.core.read.all(sql, vec![]).await? {
            let path = row.text("path")?;
            let line = lines.entry(path.clone()).or_insert_with(|| WorkshopLine::of(&path, None));
            (line.rev, line.draft, line.edited) = (Some(row.int("rev")?), row.opt_text("blob")?, edited(&row)?);
        }
        for (path, at) in self.twins_looked_at().await? {
            lines.entry(path).and_modify(|line| line.looked_at = Some(at));
        }
        let seen = self.seen_by(author).await?;
        Ok(lines.into_values().filter(|line| seen.has(&line.path)).collect())
    }

    /// An author reads all files of a course as they are published, and the standards.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the role does not reach the course; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn published_course(&self, author: &Author, course: &str) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
        self.within(author, course, CourseRole::Reader).await?;
        let places = args![format!("{course}/%"), format!("{}/%", place::STANDARDS)];
        let sql = format!(
            "SELECT f.path, b.bytes FROM publication_file f JOIN blob b ON b.hash = f.blob WHERE f.publication = {NEWEST} \
             AND (f.path LIKE $1 OR f.path LIKE $2)"
        );
        let rows = self.core.read.all(sql, places).await?;
        rows.iter().map(|row| Ok((row.text("path")?, row.bytes("bytes")?))).collect()
    }

    /// An author reads all files of a course as they would be published with its drafts, and the standards.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the role does not reach the course; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn workshop_course(&self, author: &Author, course: &str) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
        let mut files = self.published_course(author, course).await?;
        for draft in self.drafts(author, course).await? {
            match draft.bytes {
                Some(bytes) => files.insert(draft.path, bytes),
                None => files.remove(&draft.path),
            };
        }
        Ok(files)
    }

    /// An author reads the drafts of a course, by path.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the role does not reach the course; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn drafts(&self, author: &Author, course: &str) -> Result<Vec<FileDraft>, Fault> {
        self.within(author, course, CourseRole::Reader).await?;
        let sql = "SELECT w.path, w.rev, w.base, w.blob, b.bytes FROM workshop_file w LEFT JOIN blob b ON b.hash = w.blob \
                   WHERE w.course = $1 ORDER BY w.path";
        self.core.read.all(sql, args![course]).await?.iter().map(draft).collect()
    }

    /// An author reads a file: its draft where there is one, else what is published.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the role does not reach its course; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn workshop_file(&self, author: &Author, path: &str) -> Result<WorkshopFile, Fault> {
        self.within(author, path, CourseRole::Reader).await?;
        let sql = format!(
            "SELECT f.blob, b.bytes FROM publication_file f JOIN blob b ON b.hash = f.blob WHERE f.publication = {NEWEST} AND f.path = $1"
        );
        let published = self.core.read.one(sql, args![path]).await?;
        let sql = format!(
            "SELECT w.rev, w.base, w.blob, b.bytes, w.edited_at, {WHO}, w.edited_by) AS who FROM workshop_file w \
             LEFT JOIN blob b ON b.hash = w.blob LEFT JOIN account a ON a.id = w.edited_by WHERE w.path = $1"
        );
        let draft = self.core.read.one(sql, args![path]).await?;
        let hash = published.as_ref().map(|row| row.text("blob")).transpose()?;
        let (path, bytes_of) = (path.to_string(), |row: &Row| row.bytes("bytes"));
        Ok(match draft {
            Some(row) => {
                let bytes = if row.opt_text("blob")?.is_some() { Some(bytes_of(&row)?) } else { None };
                WorkshopFile { path, rev: row.int("rev")?, base: row.opt_text("base")?, published: hash, bytes, edited: edited(&row)? }
            }
            None => {
                let bytes = published.as_ref().map(bytes_of).transpose()?;
                WorkshopFile { path, rev: 0, base: hash.clone(), published: hash, bytes, edited: None }
            }
        })
    }

    /// An author lists, the newest first, those of the last publications that changed a course.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the role does not reach it; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn publications(&self, author: &Author, course: &str) -> Result<Vec<PublicationLine>, Fault> {
        self.within(author, course, CourseRole::Reader).await?;
        // of each publication: whether it has a file of the course that the one before had not so, or lacks one; the bytes stay where they are
        let within = dialect::in_course(self.core.read.is_postgres(), "f.path", "$2");
        let differs = |one: &str, other: &str| {
            format!(
                "EXISTS (SELECT 1 FROM publication_file f WHERE f.publication = {one} AND {within} AND NOT EXISTS \
                 (SELECT 1 FROM publication_file g WHERE g.publication = {other} AND g.path = f.path AND g.blob = f.blob))"
            )
        };
        let (come, gone) = (differs("p.digest", "COALESCE(p.prior, '')"), differs("p.prior", "p.digest"));
        let sql = format!(
            "SELECT p.digest, p.published_at, p.reason, {WHO}, p.published_by) AS who FROM (SELECT digest, published_at, published_by, reason, \
             LEAD(digest) OVER (ORDER BY published_at DESC, digest) AS prior FROM publication ORDER BY published_at DESC, digest LIMIT $1) p \
             LEFT JOIN account a ON a.id = p.published_by WHERE ({come} OR {gone}) AND EXISTS (SELECT 1 FROM publication_file f \
             WHERE f.publication = p.digest AND {within}) ORDER BY p.published_at DESC, p.digest"
        );
        let rows = self.core.read.all(sql, args![LISTED, course]).await?;
        let line = |row: &Row| {
            let (digest, at) = (row.text("digest")?, row.time("published_at")?);
            Ok(PublicationLine { digest, at, who: row.text("who")?, reason: row.opt_text("reason")? })
        };
        rows.iter().map(line).collect()
    }
}
