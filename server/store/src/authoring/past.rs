//! What a file was, version by version: what was published of it and what was saved here, as one row of texts.

use crate::{
    Fault, Store, boxed,
    db::{Row, args},
};
use std::collections::BTreeMap;
use zhixing_domain::{account::Author, time::Timestamp, workshop::course_role::CourseRole};

/// The most rows of a file that are looked at.
const ROWS: i64 = 2_000;

/// A version, by the hash of its bytes; nothing where the file was not there.
type Dated = (Timestamp, Option<String>);

impl Store {
    /// An author reads what a file was, the oldest first: as many of the newest versions as have so many bytes together.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where the role does not reach its course; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn file_past(&self, author: &Author, path: &str, most: usize) -> Result<Vec<(Timestamp, Vec<u8>)>, Fault> {
        self.within(author, path, CourseRole::Reader).await?;
        let sql = "SELECT p.published_at AS at, f.blob FROM publication p LEFT JOIN publication_file f ON f.publication = p.digest \
                   AND f.path = $1 ORDER BY p.published_at DESC, p.digest LIMIT $2";
        // a publication of another course has the file as it was: only what changed is a version
        let mut versions = changes(self.core.read.all(sql, args![path, ROWS]).await?.iter().rev())?;
        let sql = "SELECT saved_at AS at, blob FROM workshop_version WHERE path = $1 ORDER BY rev DESC LIMIT $2";
        versions.extend(changes(self.core.read.all(sql, args![path, ROWS]).await?.iter().rev())?);
        versions.sort_by_key(|(at, _)| *at);
        versions.dedup_by(|later, earlier| later.1 == earlier.1);
        let (mut past, mut left, mut known) = (vec![], most, BTreeMap::new());
        for (at, hash) in versions.into_iter().rev() {
            let Some(hash) = hash else { continue };
            if !known.contains_key(&hash) {
                let row = self.core.read.one("SELECT bytes FROM blob WHERE hash = $1", args![&hash]).await?;
                known.insert(hash.clone(), row.map_or(Ok(vec![]), |row| row.bytes("bytes"))?);
            }
            let bytes = known.get(&hash).cloned().unwrap_or_default();
            // the newest one always
            let Some(rest) = left.checked_sub(bytes.len()).or(past.is_empty().then_some(0)) else { break };
            left = rest;
            past.push((at, bytes));
        }
        past.reverse();
        Ok(past)
    }
}

/// Of rows, the oldest first, those that say something else than the one before.
fn changes<'r>(rows: impl Iterator<Item = &'r Row>) -> Result<Vec<Dated>, Fault> {
    let mut versions: Vec<Dated> = rows.map(|row| Ok((row.time("at")?, row.opt_text("blob")?))).collect::<Result<_, Fault>>()?;
    versions.dedup_by(|later, earlier| later.1 == earlier.1);
    Ok(versions)
}
