//! The one thread that writes to SQLite, committing in groups.
//!
//! Jobs that queued up while the last commit reached the disk run in the next transaction, each within its own savepoint; they are answered
//! after the commit, so an answer means durable. One writer also means that "database is locked" cannot happen inside this process.

use crate::{
    Fault,
    db::{Conn, Count, Link, args, batch::Boxed, caught::caught, place::FilePlace},
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
        if !group.is_empty() && !guarded(&mut conn, &count, group, place.as_ref()).await {
            // with its queue gone every write is refused, and the node says that it is not ready
            break;
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

/// One group, whatever becomes of it: a panic takes it along, nothing of it stays, and its callers hear of a fault. False where what it began cannot be
/// undone, so that others would write into it.
async fn guarded(conn: &mut Connection, count: &Count, group: Vec<Job>, place: Option<&FilePlace>) -> bool {
    if caught(commit(&mut Conn::new(Link::Sqlite(&mut *conn), count), group, place)).await.is_some() {
        return true;
    }
    tracing::error!("a verb did not end: its group is undone");
    conn.is_autocommit() || conn.execute_batch("ROLLBACK").is_ok()
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
            let (notify, ended) = one(conn, job).await;
            notices.push(notify);
            if let Err(fault) = ended {
                return give_up(conn, notices, &fault).await;
            }
        }
    }
    match statement(conn, "COMMIT").await.and_then(|()| place.map_or(Ok(()), FilePlace::check)) {
        Ok(()) => notices.into_iter().for_each(|notify| notify(None)),
        Err(fault) => give_up(conn, notices, &fault).await,
    }
}

/// Nothing of the group stays, and everybody hears why.
async fn give_up(conn: &mut Conn<'_>, notices: Vec<Notify>, fault: &Fault) {
    let _ = statement(conn, "ROLLBACK").await;
    let words = fault.to_string();
    notices.into_iter().for_each(|notify| notify(Some(Fault::Unavailable(words.clone()))));
}

/// Runs one job within its savepoint. Where that cannot be ended as the job says, what it wrote cannot be told from what others wrote. A job that cannot
/// begin is dropped, which its caller sees as an unavailable database.
async fn one(conn: &mut Conn<'_>, job: Job) -> (Notify, Result<(), Fault>) {
    if let Err(fault) = statement(conn, "SAVEPOINT verb").await {
        tracing::error!(%fault, "no savepoint");
        return (Box::new(|_| ()), Ok(()));
    }
    let (keep, notify) = job(&mut *conn).await;
    let undone = if keep { Ok(()) } else { statement(conn, "ROLLBACK TO verb").await };
    let ended = match undone {
        Ok(()) => statement(conn, "RELEASE verb").await,
        Err(fault) => Err(fault),
    };
    (notify, ended)
}

async fn statement(conn: &mut Conn<'_>, sql: &'static str) -> Result<(), Fault> {
    conn.execute(sql, args![]).await.map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::{Receiver, channel};

    /// A verb that runs some statements, and what its caller hears.
    fn verb(statements: &'static [&'static str], keep: bool) -> (Job, Receiver<Option<Fault>>) {
        let (tell, told) = channel();
        let job: Job = Box::new(move |conn| {
            Box::pin(async move {
                for sql in statements {
                    statement(conn, sql).await.unwrap();
                }
                let notify: Notify = Box::new(move |fault| drop(tell.send(fault)));
                (keep, notify)
            })
        });
        (job, told)
    }

    #[tokio::test]
    async fn a_verb_that_cannot_be_undone_alone_takes_its_group_along() {
        let mut conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("CREATE TABLE t (n BIGINT)").unwrap();
        let written =
            |conn: &Connection| conn.query_row("SELECT group_concat(n) FROM t", [], |row| row.get::<_, Option<String>>(0)).unwrap();
        let count = Count::default();
        let (first, first_told) = verb(&["INSERT INTO t VALUES (1)"], true);
        let (undone, undone_told) = verb(&["INSERT INTO t VALUES (2)"], false);
        commit(&mut Conn::new(Link::Sqlite(&mut conn), &count), vec![first, undone], None).await;
        assert!(matches!((first_told.recv(), undone_told.recv()), (Ok(None), Ok(None))));
        assert_eq!(written(&conn).as_deref(), Some("1"));
        let (before, before_told) = verb(&["INSERT INTO t VALUES (3)"], true);
        // its savepoint is gone: what it wrote belongs to the group
        let (stuck, stuck_told) = verb(&["INSERT INTO t VALUES (4)", "RELEASE verb"], false);
        let (after, after_told) = verb(&["INSERT INTO t VALUES (5)"], true);
        commit(&mut Conn::new(Link::Sqlite(&mut conn), &count), vec![before, stuck, after], None).await;
        assert!(matches!((before_told.recv(), stuck_told.recv()), (Ok(Some(Fault::Unavailable(_))), Ok(Some(Fault::Unavailable(_))))));
        assert!(after_told.recv().is_err(), "it never ran");
        assert_eq!(written(&conn).as_deref(), Some("1"));
        assert!(conn.is_autocommit(), "the next group begins");
    }

    fn bad() -> Job {
        Box::new(|conn| {
            Box::pin(async move {
                statement(conn, "INSERT INTO t VALUES (2)").await.unwrap();
                statement(conn, "no statement").await.unwrap();
                let notify: Notify = Box::new(|_| ());
                (true, notify)
            })
        })
    }

    #[tokio::test]
    async fn a_verb_that_panics_takes_its_group_along_and_the_writer_goes_on() {
        let mut conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("CREATE TABLE t (n BIGINT)").unwrap();
        let count = Count::default();
        let (before, before_told) = verb(&["INSERT INTO t VALUES (1)"], true);
        let (after, after_told) = verb(&["INSERT INTO t VALUES (3)"], true);
        assert!(guarded(&mut conn, &count, vec![before, bad(), after], None).await);
        assert!(before_told.recv().is_err() && after_told.recv().is_err(), "their callers see that the database does not answer");
        assert!(guarded(&mut conn, &count, vec![bad()], None).await, "also one that is alone");
        let (next, next_told) = verb(&["INSERT INTO t VALUES (4)"], true);
        assert!(guarded(&mut conn, &count, vec![next], None).await);
        assert!(matches!(next_told.recv(), Ok(None)));
        let written: Option<String> = conn.query_row("SELECT group_concat(n) FROM t", [], |row| row.get(0)).unwrap();
        assert_eq!(written.as_deref(), Some("4"));
    }
}
