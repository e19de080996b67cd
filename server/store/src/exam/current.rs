//! The answers of an attempt that count.

use crate::{
    Fault, boxed,
    db::{
        Conn, Row, args,
        dialect::{self, row},
    },
};
use std::collections::HashMap;
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

/// The answers of several attempts, by attempt and in the order of their items.
pub(crate) async fn of_all(
    conn: &mut Conn<'_>,
    ids: impl Iterator<Item = AttemptId>,
) -> Result<HashMap<AttemptId, Vec<CurrentAnswer>>, Fault> {
    let wanted = dialect::rows("id", ids.map(|id| row![id.to_string()]));
    let columns = "n.attempt_id, n.item, n.rev, n.value, n.received_at";
    let mut answers: HashMap<AttemptId, Vec<CurrentAnswer>> = HashMap::new();
    for row in conn.packed_with(wanted, columns, "e JOIN answer n ON n.attempt_id = e.id").await? {
        answers.entry(row.parse("attempt_id")?).or_default().push(read_current(&row)?);
    }
    answers.values_mut().for_each(|of| of.sort_by(|a, b| a.item.0.cmp(&b.item.0)));
    Ok(answers)
}

/// The answers that count, within a transaction.
#[boxed]
pub(crate) async fn current(conn: &mut Conn<'_>, id: AttemptId) -> Result<Vec<CurrentAnswer>, Fault> {
    conn.all(CURRENT, args![id.to_string()]).await?.iter().map(read_current).collect()
}
