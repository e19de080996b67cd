//! Where a marker is: the place of an answer in its round, and what they have marked.

use crate::{
    Fault, Store, boxed,
    db::{Row, args},
    marking::rows::MarkingTask,
    office::scope,
};
use zhixing_domain::{
    account::Marker,
    id::AttemptId,
    plan_ref::PlanRef,
    points::Points,
    question::{ItemKey, ItemVersion},
    time::Timestamp,
};

/// How many a page of [`Store::marked_by`] has.
pub const MARKED_ON_A_PAGE: usize = 50;

/// Where an answer stands in its round: what people mark of a plan, marked or not, until its results are released.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkingPlace {
    /// From 1, what has waited longest first.
    pub number: i64,
    pub of: i64,
}

/// An answer that somebody marked. Nothing in it says whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedAnswer {
    pub attempt: AttemptId,
    pub item: ItemKey,
    pub version: ItemVersion,
    pub plan: PlanRef,
    pub points: Points,
    pub worth: Points,
    pub marked_at: Timestamp,
    /// Whether another mark may still be given: the result is not released, and no segment goes on from the attempt.
    pub open: bool,
}

fn read(row: &Row) -> Result<MarkedAnswer, Fault> {
    Ok(MarkedAnswer {
        attempt: row.parse("attempt_id")?,
        item: ItemKey(row.text("item")?),
        version: ItemVersion(row.text("version")?),
        plan: row.parse("plan")?,
        points: Points::from_hundredths(row.int("points")?),
        worth: Points::from_hundredths(row.int("worth")?),
        marked_at: row.time("marked_at")?,
        open: row.int("open")? != 0,
    })
}

impl Store {
    /// Finds where an answer stands in its round, the marker's own answers left out. `None` once its result is released, or where its item is void.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn marking_place(&self, marker: &Marker, task: &MarkingTask) -> Result<Option<MarkingPlace>, Fault> {
        let sql = "SELECT COUNT(*) AS count, \
                   CAST(COALESCE(SUM(CASE WHEN (m.waits_since, m.attempt_id, m.item) <= ($3, $4, $5) THEN 1 ELSE 0 END), 0) AS BIGINT) AS number, \
                   CAST(COALESCE(SUM(CASE WHEN m.attempt_id = $4 AND m.item = $5 THEN 1 ELSE 0 END), 0) AS BIGINT) AS itself \
                   FROM result r JOIN attempt t ON t.id = r.attempt_id JOIN mark m ON m.attempt_id = r.attempt_id \
                   WHERE r.released_at IS NULL AND t.account_id <> $1 AND t.plan = $2 AND t.continued_by IS NULL \
                   AND m.waits_since IS NOT NULL AND m.voiding IS NULL";
        let values = args![marker.id().to_string(), task.plan.as_str(), task.waits_since, task.attempt.to_string(), &task.item.0];
        let Some(row) = self.core.read.one(sql, values).await? else { return Ok(None) };
        let place = MarkingPlace { number: row.int("number")?, of: row.int("count")? };
        Ok((row.int("itself")? > 0).then_some(place))
    }

    /// Lists what a marker has marked within their scope, the newest first, by pages from 0; one more than a page has where there are later pages. What
    /// somebody else marked after them is that one's.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn marked_by(&self, marker: &Marker, page: i64) -> Result<Vec<MarkedAnswer>, Fault> {
        let (within, courses) = scope::condition(marker.scope(), "t.plan", 4);
        let sql = format!(
            "SELECT m.attempt_id, m.item, m.version, t.plan, m.points, m.worth, m.marked_at, \
             CAST(CASE WHEN r.released_at IS NULL AND t.continued_by IS NULL THEN 1 ELSE 0 END AS BIGINT) AS open \
             FROM mark m JOIN attempt t ON t.id = m.attempt_id JOIN result r ON r.attempt_id = m.attempt_id \
             WHERE m.marked_by = $1 AND m.points IS NOT NULL AND {within} ORDER BY m.marked_at DESC, m.attempt_id, m.item LIMIT $2 OFFSET $3"
        );
        let most = MARKED_ON_A_PAGE as i64;
        let mut values = args![marker.id().to_string(), most + 1, page.max(0) * most];
        values.extend(courses);
        self.core.read.all(sql, values).await?.iter().map(read).collect()
    }
}
