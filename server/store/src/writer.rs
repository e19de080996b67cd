//! The one task that writes to SQLite, committing in groups.
//!
//! Jobs that queued up while the last commit reached the disk run in the next transaction, each within its own savepoint; they are answered
//! after the commit, so an answer means durable. One writer also means that "database is locked" cannot happen inside this process.

use crate::{Fault, batch::Boxed, db::Conn};
use sqlx::SqliteConnection;
use tokio::sync::mpsc;

/// Tells a caller the end: `None` after the commit, or why there was none.
pub(crate) type Notify = Box<dyn FnOnce(Option<Fault>) + Send>;
/// A verb's body: runs on the connection and says whether to keep what it wrote.
pub(crate) type Job = Box<dyn for<'c> FnOnce(&'c mut Conn<'_>) -> Boxed<'c, (bool, Notify)> + Send>;

/// The most jobs in one transaction.
const GROUP: usize = 128;

/// Runs jobs until every sender is gone.
pub(crate) async fn run(mut conn: SqliteConnection, mut jobs: mpsc::Receiver<Job>) {
    let mut group = Vec::with_capacity(GROUP);
    while jobs.recv_many(&mut group, GROUP).await > 0 {
        if let Err(fault) = statement(&mut conn, "BEGIN IMMEDIATE").await {
            tracing::error!(%fault, "no transaction");
            group.clear();
            continue;
        }
        let mut notices = Vec::with_capacity(group.len());
        for job in group.drain(..) {
            notices.push(one(&mut conn, job).await);
        }
        match statement(&mut conn, "COMMIT").await {
            Ok(()) => notices.into_iter().for_each(|notify| notify(None)),
            Err(fault) => {
                let _ = statement(&mut conn, "ROLLBACK").await;
                let words = fault.to_string();
                notices.into_iter().for_each(|notify| notify(Some(Fault::Unavailable(words.clone()))));
            }
        }
    }
    if let Err(error) = sqlx::Connection::close(conn).await {
        tracing::warn!(%error, "closing the writer");
    }
}

/// Runs one job within its savepoint. A job that cannot begin is dropped, which its caller sees as an unavailable database.
async fn one(conn: &mut SqliteConnection, job: Job) -> Notify {
    if let Err(fault) = statement(conn, "SAVEPOINT verb").await {
        tracing::error!(%fault, "no savepoint");
        return Box::new(|_| ());
    }
    let (keep, notify) = job(&mut Conn::Sqlite(conn)).await;
    let end = if keep { "RELEASE verb" } else { "ROLLBACK TO verb; RELEASE verb" };
    match statement(conn, end).await {
        Ok(()) => notify,
        Err(fault) => Box::new(move |_| notify(Some(fault))),
    }
}

async fn statement(conn: &mut SqliteConnection, sql: &'static str) -> Result<(), Fault> {
    sqlx::raw_sql(sql).execute(conn).await.map(|_| ()).map_err(Fault::from)
}
