//! How far marking is, item by item, as one marker sees it.

use crate::{Fault, Store, boxed, db::args, office::scope};
use zhixing_domain::{
    account::Marker,
    plan_ref::PlanRef,
    question::{ItemKey, ItemVersion},
    time::Timestamp,
};

/// An item of a plan that people mark, over the answers whose results are not released; the marker's own are not among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkingLine {
    pub plan: PlanRef,
    pub item: ItemKey,
    pub version: ItemVersion,
    /// Answers that wait for anybody, with those of the next two.
    pub to_mark: i64,
    /// Of these, what the marker put back.
    pub skipped: i64,
    /// Of these, what a colleague holds now.
    pub held: i64,
    /// What the marker marked.
    pub mine: i64,
}

impl Store {
    /// A marker reads how far marking is, plan by plan and item by item.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn marking_lines(&self, marker: &Marker, now: Timestamp) -> Result<Vec<MarkingLine>, Fault> {
        let (within, courses) = scope::condition(marker.scope(), "t.plan", 3);
        let held = "COALESCE(m.claimed_by, $1) <> $1 AND m.claimed_until > $2";
        let count = |which: &str| format!("CAST(SUM(CASE WHEN {which} THEN 1 ELSE 0 END) AS BIGINT)");
        let sql = format!(
            "SELECT t.plan, m.item, m.version, {} AS to_mark, {} AS skipped, {} AS held, {} AS mine \
             FROM mark m JOIN attempt t ON t.id = m.attempt_id JOIN result r ON r.attempt_id = m.attempt_id \
             LEFT JOIN marking_skip s ON s.account_id = $1 AND s.attempt_id = m.attempt_id AND s.item = m.item \
             WHERE m.waits_since IS NOT NULL AND m.voiding IS NULL AND t.continued_by IS NULL AND t.account_id <> $1 AND r.released_at IS NULL \
             AND {within} GROUP BY t.plan, m.item, m.version ORDER BY t.plan, m.item, m.version",
            count("m.points IS NULL"),
            count("m.points IS NULL AND s.item IS NOT NULL"),
            count(&format!("m.points IS NULL AND s.item IS NULL AND {held}")),
            count("m.points IS NOT NULL AND m.marked_by = $1"),
        );
        let mut values = args![marker.id().to_string(), now];
        values.extend(courses);
        let line = |row: &crate::db::Row| {
            Ok(MarkingLine {
                plan: row.parse("plan")?,
                item: ItemKey(row.text("item")?),
                version: ItemVersion(row.text("version")?),
                to_mark: row.int("to_mark")?,
                skipped: row.int("skipped")?,
                held: row.int("held")?,
                mine: row.int("mine")?,
            })
        };
        self.core.read.all(sql, values).await?.iter().map(line).collect()
    }
}
