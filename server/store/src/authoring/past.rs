//! What a file was, version by version: what was published of it and what was saved here, as one row of texts.

use crate::{
    Fault, Store, boxed,
    db::{
        Row, args,
        dialect::{self, row},
    },
};
use std::collections::{BTreeMap, BTreeSet};
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
        let there: Vec<(Timestamp, String)> = versions.into_iter().filter_map(|(at, hash)| Some((at, hash?))).collect();
        let lengths = self.lengths(&there).await?;
        let (mut left, mut first) = (most, there.len());
        for (n, (_, hash)) in there.iter().enumerate().rev() {
            let length = lengths.get(hash).copied().unwrap_or_default();
            // the newest one always
            let Some(rest) = left.checked_sub(length).or((n + 1 == there.len()).then_some(0)) else { break };
            (left, first) = (rest, n);
        }
        let taken = there.into_iter().skip(first).collect::<Vec<_>>();
        let wanted = dialect::rows("hash", hashes(&taken).into_iter().map(|hash| row![hash]));
        let rows = self.core.read.all_with(wanted, "SELECT b.hash, b.bytes FROM e JOIN blob b ON b.hash = e.hash").await?;
        let known = rows.iter().map(|row| Ok((row.text("hash")?, row.bytes("bytes")?))).collect::<Result<BTreeMap<_, _>, Fault>>()?;
        Ok(taken.into_iter().map(|(at, hash)| (at, known.get(&hash).cloned().unwrap_or_default())).collect())
    }

    async fn lengths(&self, of: &[(Timestamp, String)]) -> Result<BTreeMap<String, usize>, Fault> {
        let wanted = dialect::rows("hash", hashes(of).into_iter().map(|hash| row![hash]));
        let columns = "b.hash, CAST(LENGTH(b.bytes) AS BIGINT) AS length";
        let rows = self.core.read.packed_with(wanted, columns, "e JOIN blob b ON b.hash = e.hash").await?;
        rows.iter().map(|row| Ok((row.text("hash")?, usize::try_from(row.int("length")?).unwrap_or_default()))).collect()
    }
}

fn hashes(of: &[(Timestamp, String)]) -> BTreeSet<&str> {
    of.iter().map(|(_, hash)| hash.as_str()).collect()
}

/// Of rows, the oldest first, those that say something else than the one before.
fn changes<'r>(rows: impl Iterator<Item = &'r Row>) -> Result<Vec<Dated>, Fault> {
    let mut versions: Vec<Dated> = rows.map(|row| Ok((row.time("at")?, row.opt_text("blob")?))).collect::<Result<_, Fault>>()?;
    versions.dedup_by(|later, earlier| later.1 == earlier.1);
    Ok(versions)
}
