//! A course while it is written: its files with their drafts, of long ones the beginning alone.

use crate::{
    Fault, Store,
    authoring::NEWEST,
    boxed,
    db::{Row, args},
};
use std::collections::BTreeMap;
use zhixing_domain::{
    account::Author,
    media::{HEAD_BYTES, HELD_BYTES},
    workshop::{course_role::CourseRole, place},
};

/// A file of a course as it is with its draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkshopHead {
    pub hash: String,
    pub length: u64,
    /// The number of the draft; 0 where there is none.
    pub rev: i64,
    /// What is published by this name, by its hash.
    pub published: Option<String>,
    /// All of it, or so much as is looked at where it is longer than what memory holds.
    pub bytes: Vec<u8>,
}

impl Store {
    /// An author reads all files of a course as they would be published with its drafts, and the standards, by path.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the role does not reach the course; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn workshop_outline(&self, author: &Author, course: &str) -> Result<BTreeMap<String, WorkshopHead>, Fault> {
        self.within(author, course, CourseRole::Reader).await?;
        let head = format!(
            "b.hash, CAST(LENGTH(b.bytes) AS BIGINT) AS length, \
             CASE WHEN LENGTH(b.bytes) > {HELD_BYTES} THEN SUBSTR(b.bytes, 1, {HEAD_BYTES}) ELSE b.bytes END AS bytes"
        );
        let sql = format!(
            "SELECT f.path, {head} FROM publication_file f JOIN blob b ON b.hash = f.blob WHERE f.publication = {NEWEST} \
             AND (f.path LIKE $1 OR f.path LIKE $2)"
        );
        let places = args![format!("{course}/%"), format!("{}/%", place::STANDARDS)];
        let mut files = BTreeMap::new();
        for row in self.core.read.all(sql, places).await? {
            let published = Some(row.text("hash")?);
            files.insert(row.text("path")?, read(&row, 0, published)?);
        }
        let sql =
            format!("SELECT w.path, w.rev, w.blob, {head} FROM workshop_file w LEFT JOIN blob b ON b.hash = w.blob WHERE w.course = $1");
        for row in self.core.read.all(sql, args![course]).await? {
            let path = row.text("path")?;
            let published = files.remove(&path).and_then(|file: WorkshopHead| file.published);
            if row.opt_text("blob")?.is_some() {
                files.insert(path, read(&row, row.int("rev")?, published)?);
            }
        }
        Ok(files)
    }
}

fn read(row: &Row, rev: i64, published: Option<String>) -> Result<WorkshopHead, Fault> {
    let length = u64::try_from(row.int("length")?).unwrap_or_default();
    Ok(WorkshopHead { hash: row.text("hash")?, length, rev, published, bytes: row.bytes("bytes")? })
}
