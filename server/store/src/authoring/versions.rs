//! Versions of files: each that was saved is kept, and told of.

use crate::{
    Fault, Stamp,
    db::{
        Conn,
        dialect::{self, row},
        events,
    },
};
use std::collections::HashMap;
use zhixing_domain::{
    event::Event,
    workshop::{VersionWhy, step::StepSaid},
};

/// A version of a file that is to be kept; without a blob the file is gone in it.
pub(super) struct NewVersion<'v> {
    pub path: &'v str,
    pub blob: Option<&'v str>,
    pub why: VersionWhy,
    /// What it says of itself.
    pub said: Option<&'v StepSaid>,
}

/// Keeps versions, each of another file, and tells of them; gives their numbers in order.
pub(super) async fn keep(c: &mut Conn<'_>, new: &[NewVersion<'_>], publication: Option<&str>, stamp: &Stamp) -> Result<Vec<i64>, Fault> {
    let paths = dialect::rows("path", new.iter().map(|version| row![version.path]));
    let last = "e.path, (SELECT MAX(v.rev) FROM workshop_version v WHERE v.path = e.path) AS last";
    let mut known = HashMap::with_capacity(new.len());
    for row in c.packed_with(paths, last, "e").await? {
        known.insert(row.text("path")?, row.opt_int("last")?.unwrap_or_default());
    }
    let revs: Vec<i64> = new.iter().map(|version| known.get(version.path).copied().unwrap_or_default() + 1).collect();
    let who = stamp.actor.to_string();
    let rows = new.iter().zip(&revs).map(|(NewVersion { path, blob, why, said }, rev)| {
        let said = said.map(StepSaid::code);
        row![*path, *rev, *blob, stamp.now, &who, why.code(), publication, said.as_deref()]
    });
    let sql = "INSERT INTO workshop_version (path, rev, blob, saved_at, saved_by, why, publication, said) SELECT * FROM e";
    c.execute_with(dialect::rows("path, rev, blob, at, who, why, publication, said", rows), sql).await?;
    let said =
        new.iter().zip(&revs).map(|(NewVersion { path, why, .. }, rev)| (*path, Event::DraftSaved { rev: *rev, why: why.code().into() }));
    events::append_all(c, stamp, &said.collect::<Vec<_>>()).await?;
    Ok(revs)
}
