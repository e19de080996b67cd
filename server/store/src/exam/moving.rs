//! What becomes of the papers of a session that is moved or cancelled: those that nobody has started, and those that are sat.

use crate::{
    ExamSession, Fault, Stamp,
    db::{
        Conn, args,
        dialect::{self, row},
        events,
    },
    exam::{
        attempts, news,
        transition::{self, Written},
    },
};
use zhixing_domain::{attempt::Measure, event::Event, id::AccountId, time::Timestamp};

/// Papers that nobody has started are void, those that fit; of these accounts, or of all if there are none. They are no attempts any more: they
/// belong to no session, their number is below one, and the key of what a device may have fetched is gone. How many.
pub(super) async fn discard(conn: &mut Conn<'_>, session: &ExamSession, fits: &str, of: &[AccountId], stamp: &Stamp) -> Result<u64, Fault> {
    let columns = attempts::COLUMNS;
    let sql = format!("SELECT {columns} FROM attempt t WHERE t.plan = $1 AND t.session = $2 AND t.state = 'ready' AND {fits}");
    let mut changes = vec![];
    for row in conn.all(sql, args![&session.plan, session.id.to_string()]).await? {
        let attempt = attempts::read(&row)?;
        if of.is_empty() || of.contains(&attempt.account) {
            changes.extend(attempt.timing().intervene(Measure::Void, stamp.now).ok().map(|change| (attempt.id, change)));
        }
    }
    let written: Vec<_> = changes.iter().map(|(id, change)| Written { id: *id, change, seal: None }).collect();
    transition::write(conn, &written).await?;
    let ids: Vec<String> = changes.iter().map(|(id, _)| id.to_string()).collect();
    // nobody has two papers of a plan at a time, so these are of different people
    let lowest = "COALESCE((SELECT MIN(n.number) FROM attempt n WHERE n.account_id = attempt.account_id AND n.plan = attempt.plan AND n.number < 1), 1)";
    let sql = format!("UPDATE attempt SET session = NULL, seal = NULL, number = {lowest} - 1 WHERE id IN (SELECT e.id FROM e)");
    conn.execute_with(dialect::rows("id", ids.iter().map(|id| row![id])), &sql).await?;
    let told: Vec<_> = ids.iter().map(|id| (id.as_str(), Event::PaperDiscarded)).collect();
    events::append_all(conn, stamp, &told).await?;
    Ok(ids.len() as u64)
}

/// The closing moves for everybody who sits in the session. For how many.
pub(super) async fn close_later(conn: &mut Conn<'_>, session: &ExamSession, closes: Timestamp, stamp: &Stamp) -> Result<u64, Fault> {
    let sql = format!(
        "SELECT {} FROM attempt t WHERE t.plan = $1 AND t.session = $2 AND t.state IN ('in_progress', 'paused')",
        attempts::COLUMNS
    );
    let mut changes = vec![];
    for row in conn.all(sql, args![&session.plan, session.id.to_string()]).await? {
        let attempt = attempts::read(&row)?;
        changes.extend(attempt.timing().close_later(closes, stamp.now).map(|change| (attempt.id, change)));
    }
    let written: Vec<_> = changes.iter().map(|(id, change)| Written { id: *id, change, seal: None }).collect();
    transition::write(conn, &written).await?;
    let ids: Vec<String> = changes.iter().map(|(id, _)| id.to_string()).collect();
    news::put(conn, &ids, stamp.now, None).await?;
    let told: Vec<_> = ids.iter().map(|id| (id.as_str(), Event::ClosesLater { closes: closes.ms() })).collect();
    events::append_all(conn, stamp, &told).await?;
    Ok(ids.len() as u64)
}
