//! Rows of marks and results as the values of the store.

use crate::{Fault, MarkRecord, MarkingTask, ResultRecord, db::Row};
use zhixing_domain::{
    grading::{Rating, Score, Voiding},
    points::Points,
    question::ItemKey,
};

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
