//! The operator between a folder on disk and the workshop: every draft, what a folder began from, and both together as a publication.

use super::files::{FileDraft, draft};
use crate::{
    Fault, Stamp, Store, boxed,
    db::args,
    learning::publications::{Composed, NewPublication},
};
use std::collections::{BTreeMap, BTreeSet};
use zhixing_domain::account::Administrator;

impl Store {
    /// The operator reads every draft of every course, by path.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn all_drafts(&self) -> Result<Vec<FileDraft>, Fault> {
        let sql = "SELECT w.path, w.rev, w.base, w.blob, b.bytes FROM workshop_file w LEFT JOIN blob b ON b.hash = w.blob ORDER BY w.path";
        self.core.read.all(sql, vec![]).await?.iter().map(draft).collect()
    }

    /// Tells whether anything was ever saved in the workshop: else a folder is all that there is.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn workshop_was_used(&self) -> Result<bool, Fault> {
        Ok(self.core.read.one("SELECT 1 AS there FROM workshop_version LIMIT 1", vec![]).await?.is_some())
    }

    /// The operator reads what lies under these hashes; those that are not there are not among it.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn blobs(&self, hashes: BTreeSet<String>) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
        let mut found = BTreeMap::new();
        for hash in hashes {
            if let Some(row) = self.core.read.one("SELECT bytes FROM blob WHERE hash = $1", args![&hash]).await? {
                found.insert(hash, row.bytes("bytes")?);
            }
        }
        Ok(found)
    }

    /// The operator publishes a folder that was brought together with the publication `over`; the drafts in it, by path and number, are no drafts any
    /// more. `false` if it is the newest publication already: then nothing was changed.
    ///
    /// # Errors
    ///
    /// [`Fault::Conflict`] where something else is the newest publication by now; else a [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn publish_folder(
        &self,
        _: &Administrator,
        over: String,
        new: NewPublication,
        taken: Vec<(String, i64)>,
        stamp: Stamp,
    ) -> Result<bool, Fault> {
        self.put_publication(Some(Composed { over, taken }), new, stamp).await
    }
}
