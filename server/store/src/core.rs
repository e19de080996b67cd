//! The database itself: opening it, and the two ways in: reading, and one write transaction.

use crate::{
    Fault, boxed,
    db::{
        Conn, Count, Link, Pool, Source,
        batch::Boxed,
        dialect,
        place::{self, FilePlace},
        sqlite::{self, Readers},
        writer::{self, Job, Message, Notify},
    },
};
use rusqlite::OpenFlags;
use sqlx::{
    Connection as _, Postgres, SqliteConnection, Transaction,
    postgres::{PgConnectOptions, PgPool, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode},
};
use std::{str::FromStr, sync::atomic::Ordering, time::Duration};
use tokio::sync::{mpsc, oneshot};
use tracing::Instrument as _;

/// A connection to PostgreSQL that rested for longer is asked whether it is still there before it is used.
const RESTED: Duration = Duration::from_secs(1);

/// The database without its batching tasks, which themselves need one.
#[derive(Clone)]
pub(crate) struct Core {
    pub read: Pool,
    /// For a few rows by their keys.
    pub near: Pool,
    write: Write,
    /// The file that is open; none on PostgreSQL and in memory.
    pub place: Option<FilePlace>,
}

#[derive(Clone)]
enum Write {
    Sqlite(mpsc::Sender<Message>),
    Postgres(PgPool),
}

async fn open_sqlite(url: &str) -> Result<Core, Fault> {
    let options = SqliteConnectOptions::from_str(url)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .busy_timeout(sqlite::BUSY)
        .foreign_keys(true);
    let mut conn = SqliteConnection::connect_with(&options).await?;
    place::claim(&mut conn).await?;
    let file = options.get_filename();
    let place = FilePlace::of(file);
    dialect::migrations(false).run(&mut conn).await.map_err(|e| Fault::Unavailable(e.to_string()))?;
    let (count, (jobs, queue)) = (Count::default(), mpsc::channel(4_096));
    let written = sqlite::open(file, OpenFlags::SQLITE_OPEN_READ_WRITE, sqlite::BUSY)?;
    conn.close().await?;
    let (runtime, work) = (tokio::runtime::Handle::current(), writer::run(written, count.clone(), queue, place.clone()));
    let thread = std::thread::Builder::new().name("writer".into());
    thread.spawn(move || runtime.block_on(work)).map_err(|e| Fault::Unavailable(e.to_string()))?;
    Ok(Core::new(Source::Sqlite(Readers::new(file)), count, Write::Sqlite(jobs), place))
}

async fn open_postgres(url: &str) -> Result<Core, Fault> {
    // what is acknowledged is on the disk, whatever the server's own default
    let options = PgConnectOptions::from_str(url)?.options([("synchronous_commit", "on")]).statement_cache_capacity(sqlite::STATEMENTS);
    let pool = PgPoolOptions::new().max_connections(16).acquire_timeout(Duration::from_secs(10)).test_before_acquire(false);
    let pool = pool.before_acquire(|conn, about| {
        Box::pin(async move {
            if about.idle_for > RESTED {
                conn.ping().await?;
            }
            Ok(true)
        })
    });
    let pool = pool.connect_with(options).await?;
    dialect::migrations(true).run(&pool).await.map_err(|e| Fault::Unavailable(e.to_string()))?;
    let fsync: String = sqlx::query_scalar("SHOW fsync").fetch_one(&pool).await?;
    if fsync != "on" {
        tracing::warn!(fsync, "PostgreSQL does not wait for its disk: a power cut loses acknowledged answers");
    }
    Ok(Core::new(Source::Postgres(pool.clone()), Count::default(), Write::Postgres(pool), None))
}

impl Core {
    /// Opens `sqlite:<path>` or `postgres://…` and brings it to the newest schema.
    pub async fn open(url: &str) -> Result<Self, Fault> {
        if url.starts_with("postgres") { open_postgres(url).await } else { open_sqlite(url).await }
    }

    fn new(source: Source, count: Count, write: Write, place: Option<FilePlace>) -> Self {
        let read = Pool { source, near: false, count };
        Self { near: Pool { near: true, ..read.clone() }, read, write, place }
    }

    /// Whether somebody is there who writes.
    pub fn can_write(&self) -> bool {
        match &self.write {
            Write::Sqlite(messages) => !messages.is_closed(),
            Write::Postgres(_) => true,
        }
    }

    /// Finishes what waits and closes the database; a clean end leaves no write-ahead log behind.
    pub async fn close(&self) {
        match &self.read.source {
            Source::Sqlite(readers) => readers.close().await,
            Source::Postgres(pool) => pool.close().await,
        }
        if let Write::Sqlite(messages) = &self.write {
            let (told, done) = oneshot::channel();
            if messages.send(Message::Stop(told)).await.is_ok() {
                // the writer is gone either way
                let _ = done.await;
            }
        }
    }

    /// Runs one verb in one transaction. On `Err` nothing was written; on `Ok` it is durable.
    pub async fn write<T, F>(&self, verb: F) -> Result<T, Fault>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Conn<'_>) -> Boxed<'c, Result<T, Fault>> + Send + 'static,
    {
        let span = tracing::trace_span!(target: "trace", "write", "db.operation.name" = name_of::<F>());
        async move {
            match &self.write {
                Write::Sqlite(jobs) => {
                    let (reply, answer) = oneshot::channel();
                    jobs.send(Message::Job(job(verb, reply))).await.map_err(|_| Fault::Unavailable("shutting down".into()))?;
                    answer.await.map_err(|_| Fault::Unavailable("the database cannot be written now".into()))?
                }
                Write::Postgres(pool) => {
                    let (mut transaction, count) = (begin(pool).await?, &self.read.count);
                    // the beginning and the end
                    count.fetch_add(2, Ordering::Relaxed);
                    let value = verb(&mut Conn::new(Link::Postgres(&mut transaction), count)).await?;
                    commit(transaction).await?;
                    Ok(value)
                }
            }
        }
        .instrument(span)
        .await
    }
}

#[boxed]
async fn begin(pool: &PgPool) -> Result<Transaction<'static, Postgres>, Fault> {
    Ok(pool.begin().await?)
}

#[boxed]
async fn commit(transaction: Transaction<'static, Postgres>) -> Result<(), Fault> {
    Ok(transaction.commit().await?)
}

/// The verb that a closure stands in: `set_lang` of `…::<impl Store>::set_lang::{{closure}}`. For traces, never for a decision.
fn name_of<F>() -> &'static str {
    let whole = std::any::type_name::<F>();
    let verb = whole.split("::{{closure}}").next().unwrap_or(whole);
    verb.rsplit("::").next().unwrap_or(verb)
}

/// Wraps a verb as a job whose caller hears of it after the commit.
fn job<T, F>(verb: F, reply: oneshot::Sender<Result<T, Fault>>) -> Job
where
    T: Send + 'static,
    F: for<'c> FnOnce(&'c mut Conn<'_>) -> Boxed<'c, Result<T, Fault>> + Send + 'static,
{
    Box::new(move |conn| {
        Box::pin(async move {
            let result = verb(conn).await;
            let keep = result.is_ok();
            let notify: Notify = Box::new(move |fault| {
                // a caller who has gone away does not matter: the work is done
                drop(reply.send(match fault {
                    None => result,
                    Some(fault) => Err(fault),
                }));
            });
            (keep, notify)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;

    #[tokio::test]
    async fn a_node_whose_writer_is_gone_is_not_ready_though_it_can_still_be_read() {
        let file = std::env::temp_dir().join(format!("zhixing-writer-{}.db", std::process::id()));
        let _ = std::fs::remove_file(&file);
        let store = Store::open(&format!("sqlite:{}", file.display())).await.unwrap();
        assert!(store.ping().await.is_ok());
        let Write::Sqlite(messages) = &store.core.write else { panic!("SQLite") };
        let (told, done) = oneshot::channel();
        messages.send(Message::Stop(told)).await.unwrap();
        done.await.unwrap();
        messages.closed().await;
        assert!(store.core.read.one("SELECT 1", vec![]).await.is_ok());
        assert!(matches!(store.ping().await, Err(Fault::Unavailable(_))));
        store.close().await;
        std::fs::remove_file(file).unwrap();
    }
}
