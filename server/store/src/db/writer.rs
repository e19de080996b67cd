//! The one thread that writes to SQLite, committing in groups.
//!
//! Jobs that queued up while the last commit reached the disk run in the next transaction, each within its own savepoint; they are answered
//! after the commit, so an answer means durable. One writer also means that "database is locked" cannot happen inside this process.

use crate::{
    Fault,
    db::{Conn, Count, Link, args, batch::Boxed, place::FilePlace},
};
use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

/// Tells a caller the end: `None` after the commit, or why there was none.
pub(crate) type Notify = Box<dyn FnOnce(Option<Fault>) + Send>;
/// A verb's body: runs on the connection and says whether to keep what it wrote.
pub(crate) type Job = Box<dyn for<'c> FnOnce(&'c mut Conn<'_>) -> Boxed<'c, (bool, Notify)> + Send>;

/// What reaches the writer.
pub(crate) enum Message {
    Job(Job),
    /// Finish what waits, close the database, and say so.
    Stop(oneshot::Sender<()>),
}

/// The most jobs in one transaction.
const GROUP: usize = 128;

/// Runs jobs until it is stopped or every sender is gone.
pub(crate) async fn run(mut conn: Connection, count: Count, mut messages: mpsc::Receiver<Message>, place: Option<FilePlace>) {
    let mut waiting = Vec::with_capacity(GROUP);
    let mut stopped = None;
    while stopped.is_none() && messages.recv_many(&mut waiting, GROUP).await > 0 {
        let mut group = Vec::with_capacity(waiting.len());
        for message in waiting.drain(..) {
            match message {
                Message::Job(job) => group.push(job),
                Message::Stop(told) => stopped = Some(told),
            }
        }
        if !group.is_empty() {
            commit(&mut Conn::new(Link::Sqlite(&mut conn), &count), group, place.as_ref()).await;
        }
    }
    if let Err((_, error)) = conn.close() {
        tracing::warn!(%error, "closing the writer");
    }
    if let Some(told) = stopped {
        // whoever asked may have gone away
        let _ = told.send(());
    }
}

/// One transaction for a group; everybody hears of it after the commit, and only if the file that took it is still in its place.
async fn commit(conn: &mut Conn<'_>, group: Vec<Job>, place: Option<&FilePlace>) {
    if let Err(fault) = statement(conn, "BEGIN IMMEDIATE").await {
        tracing::error!(%fault, "no transaction");
        return;
    }
    let mut notices = Vec::with_capacity(group.len());
    let alone = group.len() == 1;
    for job in group {
        if alone {
            // the transaction is savepoint enough
            let (keep, notify) = job(&mut *conn).await;
            if !keep {
                let undone = statement(conn, "ROLLBACK").await;
                return notify(undone.err());
            }
            notices.push(notify);
        } else {
            notices.push(one(conn, job).await);
        }
    }
    match statement(conn, "COMMIT").await.and_then(|()| place.map_or(Ok(()), FilePlace::check)) {
        Ok(()) => notices.into_iter().for_each(|notify| notify(None)),
        Err(fault) => {
            let _ = statement(conn, "ROLLBACK").await;
            let words = fault.to_string();
            notices.into_iter().for_each(|notify| notify(Some(Fault::Unavailable(words.clone()))));
        }
    }
}

/// Runs one job within its savepoint. A job that cannot begin is dropped, which its caller sees as an unavailable database.
async fn one(conn: &mut Conn<'_>, job: Job) -> Notify {
    if let Err(fault) = statement(conn, "SAVEPOINT verb").await {
        tracing::error!(%fault, "no savepoint");
        return Box::new(|_| ());
    }
    let (keep, notify) = job(&mut *conn).await;
    let undone = if keep { Ok(()) } else { statement(conn, "ROLLBACK TO verb").await };
    let ended = statement(conn, "RELEASE verb").await;
    match undone.and(ended) {
        Ok(()) => notify,
        Err(fault) => Box::new(move |_| notify(Some(fault))),
    }
}

async fn statement(conn: &mut Conn<'_>, sql: &'static str) -> Result<(), Fault> {
    conn.execute(sql, args![]).await.map(|_| ())
}
