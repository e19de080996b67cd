//! Rows of marks and results as the values of the store.

use crate::{Fault, db::Row};
use zhixing_domain::{
    grading::{Rating, Score, Voiding},
    id::AttemptId,
    plan_ref::PlanRef,
    points::Points,
    question::ItemKey,
    time::Timestamp,
};

/// A mark as kept.
#[derive(Clone, Debug)]
pub struct MarkRecord {
    pub item: ItemKey,
    pub function: Option<String>,
    pub worth: Points,
    pub points: Option<Points>,
    pub rating: Option<Rating>,
    /// The item is void: what it counts for instead of the points.
    pub voiding: Option<Voiding>,
}

/// A result as kept; the score is missing while a mark is.
#[derive(Clone, Debug)]
pub struct ResultRecord {
    pub score: Option<Score>,
    pub graded_at: Timestamp,
    pub released_at: Option<Timestamp>,
}

/// An answer that waits for a marker. Nothing in it says whose it is.
#[derive(Clone, Debug)]
pub struct MarkingTask {
    pub attempt: AttemptId,
    pub item: ItemKey,
    pub plan: PlanRef,
    pub worth: Points,
    pub waits_since: Timestamp,
    /// When the mark that counts was given; `None` as long as there is none. Who gives another one says so what they have seen.
    pub marked_at: Option<Timestamp>,
}

pub(crate) fn read_task(row: &Row) -> Result<MarkingTask, Fault> {
    Ok(MarkingTask {
        attempt: row.parse("attempt_id")?,
        item: ItemKey(row.text("item")?),
        plan: row.parse("plan")?,
        worth: Points::from_hundredths(row.int("worth")?),
        waits_since: row.time("waits_since")?,
        marked_at: row.opt_time("marked_at")?,
    })
}

pub(crate) fn read_score(text: &str) -> Result<Score, Fault> {
    serde_json::from_str(text).map_err(|_| Fault::corrupt("result", text))
}

pub(crate) fn read_result(row: &Row) -> Result<ResultRecord, Fault> {
    let score = row.opt_text("score")?.map(|text| read_score(&text)).transpose()?;
    Ok(ResultRecord { score, graded_at: row.time("graded_at")?, released_at: row.opt_time("released_at")? })
}

pub(crate) fn read_mark(row: &Row) -> Result<MarkRecord, Fault> {
    let criteria =
        row.opt_text("criteria")?.map(|text| serde_json::from_str(&text).map_err(|_| Fault::corrupt("mark", text))).transpose()?;
    let comment = row.opt_text("comment")?.unwrap_or_default();
    Ok(MarkRecord {
        item: ItemKey(row.text("item")?),
        function: row.opt_text("function")?,
        worth: Points::from_hundredths(row.int("worth")?),
        points: row.opt_int("points")?.map(Points::from_hundredths),
        rating: criteria.map(|criteria| Rating { criteria, comment }),
        voiding: row.opt_text("voiding")?.as_deref().and_then(Voiding::from_code),
    })
}
