//! The answers of an attempt that count.

use crate::{
    Fault, boxed,
    db::{Conn, Row, args},
};
use zhixing_domain::{
    id::AttemptId,
    question::{Answer, ItemKey},
    time::Timestamp,
};

/// The answer that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrentAnswer {
    pub item: ItemKey,
    pub rev: i64,
    pub value: Answer,
    pub received_at: Timestamp,
}

/// What is read of an answer that counts.
pub(crate) const COLUMNS: &str = "item, rev, value, received_at";
pub(crate) const CURRENT: &str = "SELECT item, rev, value, received_at FROM answer WHERE attempt_id = $1 ORDER BY item";

pub(crate) fn read_current(row: &Row) -> Result<CurrentAnswer, Fault> {
    Ok(CurrentAnswer {
        item: ItemKey(row.text("item")?),
        rev: row.int("rev")?,
        value: row.with("value", Answer::from_text)?,
        received_at: row.time("received_at")?,
    })
}

/// The answers that count, within a transaction.
#[boxed]
pub(crate) async fn current(conn: &mut Conn<'_>, id: AttemptId) -> Result<Vec<CurrentAnswer>, Fault> {
    conn.all(CURRENT, args![id.to_string()]).await?.iter().map(read_current).collect()
}
