//! How much lies beside the texts of a course. It is counted in the transaction that writes, and one after another in a course: of two who upload at
//! once the second one finds the first one's file.

use crate::{
    Fault,
    authoring::{
        NEWEST,
        change::{DraftChange, DraftRefusal},
        courses,
    },
    db::{Conn, args},
};
use std::collections::BTreeMap;
use zhixing_domain::workshop::place;

/// Why there is no room for these changes; files that only become smaller, or go, always have it.
pub(super) async fn refusal(c: &mut Conn<'_>, changes: &[DraftChange], quota: u64) -> Result<Option<DraftRefusal>, Fault> {
    let beside: Vec<&DraftChange> = changes.iter().filter(|change| place::is_media(&change.path)).collect();
    for course in courses(beside.iter().map(|change| change.path.as_str())) {
        let mut lengths = lengths(c, course).await?;
        let used: u64 = lengths.values().sum();
        for change in beside.iter().filter(|change| place::course_of(&change.path) == course) {
            match &change.bytes {
                Some(bytes) => lengths.insert(change.path.clone(), bytes.len() as u64),
                None => lengths.remove(&change.path),
            };
        }
        let then: u64 = lengths.values().sum();
        if then > quota && then > used {
            return Ok(Some(DraftRefusal::Full { used, quota }));
        }
    }
    Ok(None)
}

/// The files beside the texts of a course as they are with its drafts, in one statement: what is published meanwhile is in it once.
async fn lengths(c: &mut Conn<'_>, course: &str) -> Result<BTreeMap<String, u64>, Fault> {
    let length = "CAST(LENGTH(b.bytes) AS BIGINT) AS length";
    let sql = format!(
        "SELECT f.path, {length} FROM publication_file f JOIN blob b ON b.hash = f.blob WHERE f.publication = {NEWEST} AND f.path LIKE $1 \
         AND NOT EXISTS (SELECT 1 FROM workshop_file w WHERE w.path = f.path) \
         UNION ALL SELECT w.path, {length} FROM workshop_file w JOIN blob b ON b.hash = w.blob WHERE w.course = $2 AND w.path LIKE $1"
    );
    let rows = c.all(sql, args![format!("{course}/{}/%", place::MEDIA), course]).await?;
    rows.iter().map(|row| Ok((row.text("path")?, u64::try_from(row.int("length")?).unwrap_or_default()))).collect()
}
