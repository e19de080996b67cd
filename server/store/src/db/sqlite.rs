//! SQLite inside this process. A statement is a call on the spot: no thread of a driver stands between, and none is woken for it.
//!
//! Whoever writes has a thread of its own ([`writer`](crate::db::writer)). Whoever reads borrows one of the [`Readers`].

use crate::{
    Fault,
    db::{Arg, Row},
};
use rusqlite::{CachedStatement, Connection, OpenFlags, ffi, types::Value};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::Semaphore;

/// How long a statement waits for another process that writes to the same file.
pub(crate) const BUSY: Duration = Duration::from_secs(30);
/// Statements that each connection keeps prepared.
pub(crate) const STATEMENTS: usize = 256;
/// Of each connection: eight megabytes of pages. What a statement may have to undo is by default a temporary file. A page that many saves touch goes to its
/// place in the file once.
const PRAGMAS: &str = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY; \
                       PRAGMA wal_autocheckpoint = 4096";
/// How long one waits on a thread that answers requests.
const BRIEF: Duration = Duration::from_millis(50);
/// What SQLite says when that was not long enough.
const LOCKED: &str = "database is locked";
/// Long reads at once.
const FAR: u32 = 4;

/// Opens a file that is there; its statements have so much patience with another process.
pub(crate) fn open(file: &Path, access: OpenFlags, patience: Duration) -> Result<Connection, Fault> {
    let conn = Connection::open_with_flags(file, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(patience)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    conn.execute_batch(PRAGMAS)?;
    Ok(conn)
}

/// A statement with its arguments: `$2` is the second, each `?` the next.
fn bound<'c>(conn: &'c Connection, sql: &str, args: &[Arg]) -> Result<CachedStatement<'c>, Fault> {
    let mut statement = conn.prepare_cached(sql)?;
    for place in 1..=statement.parameter_count() {
        let number = match statement.parameter_name(place) {
            Some(name) => name.get(1..).and_then(|n| n.parse().ok()).unwrap_or_default(),
            None => place,
        };
        match args.get(number.wrapping_sub(1)) {
            Some(Arg::Int(v)) => statement.raw_bind_parameter(place, v)?,
            Some(Arg::Text(v)) => statement.raw_bind_parameter(place, v)?,
            Some(Arg::Bytes(v)) => statement.raw_bind_parameter(place, v)?,
            None => return Err(Fault::corrupt("a query", format!("no argument {number}: {sql}"))),
        }
    }
    Ok(statement)
}

/// Runs a statement to its end; how many rows it touched.
pub(crate) fn execute(conn: &Connection, sql: &str, args: &[Arg]) -> Result<u64, Fault> {
    let mut statement = bound(conn, sql, args)?;
    let mut rows = statement.raw_query();
    while rows.next()?.is_some() {}
    drop(rows);
    drop(statement);
    Ok(conn.changes())
}

/// At most so many rows of a statement, under `names`, else under those that SQLite gives the columns.
pub(crate) fn rows(conn: &Connection, sql: &str, args: &[Arg], names: Option<Arc<[String]>>, most: usize) -> Result<Vec<Row>, Fault> {
    let mut statement = bound(conn, sql, args)?;
    let names = names.unwrap_or_else(|| statement.column_names().into_iter().map(String::from).collect());
    let (mut found, mut rows) = (vec![], statement.raw_query());
    while found.len() < most
        && let Some(row) = rows.next()?
    {
        let cells = (0..names.len()).map(|place| row.get::<_, Value>(place)).collect::<Result<_, _>>()?;
        found.push(Row::Sqlite { names: names.clone(), cells });
    }
    Ok(found)
}

/// Connections to read with.
#[derive(Clone)]
pub(crate) struct Readers {
    file: Arc<PathBuf>,
    /// Those that nobody uses; nothing after the end.
    idle: Arc<Mutex<Option<Vec<Connection>>>>,
    far: Arc<Semaphore>,
}

impl Readers {
    pub fn new(file: &Path) -> Self {
        Self { file: Arc::new(file.into()), idle: Arc::new(Mutex::new(Some(vec![]))), far: Arc::new(Semaphore::new(FAR as usize)) }
    }

    /// Reads here and now: for a few rows by their keys, which take less time than waking another thread. Where another process holds the file, such a
    /// thread waits for it.
    pub async fn near<T, F>(&self, read: F) -> Result<T, Fault>
    where
        T: Send + 'static,
        F: Fn(&mut Connection) -> Result<T, Fault> + Send + 'static,
    {
        match self.read(BRIEF, &read) {
            Err(Fault::Unavailable(why)) if why == LOCKED => self.far(read).await,
            answer => answer,
        }
    }

    fn read<T>(&self, patience: Duration, read: impl FnOnce(&mut Connection) -> Result<T, Fault>) -> Result<T, Fault> {
        let found = self.idle.lock().unwrap_or_else(PoisonError::into_inner).as_mut().ok_or_else(closed)?.pop();
        let mut conn = match found {
            Some(conn) => conn,
            None => open(&self.file, OpenFlags::SQLITE_OPEN_READ_ONLY, patience)?,
        };
        conn.busy_timeout(patience)?;
        let answer = read(&mut conn);
        if let Some(idle) = self.idle.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            idle.push(conn);
        }
        answer
    }

    /// Reads on a thread that may take its time.
    pub async fn far<T, F>(&self, read: F) -> Result<T, Fault>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, Fault> + Send + 'static,
    {
        let permit = self.far.clone().acquire_owned().await.map_err(|_| closed())?;
        let readers = self.clone();
        let reading = move || {
            let _permit = permit;
            readers.read(BUSY, read)
        };
        tokio::task::spawn_blocking(reading).await.map_err(|e| Fault::Unavailable(e.to_string()))?
    }

    /// Waits for the long reads and closes all connections.
    pub async fn close(&self) {
        // held until nobody is let in: else a read that waits would begin now, and outlive the writer
        let _places = self.far.acquire_many(FAR).await;
        self.far.close();
        drop(self.idle.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

fn closed() -> Fault {
    Fault::Unavailable("shutting down".into())
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error().map(|e| e.extended_code) {
            Some(ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY) => Self::Conflict,
            Some(code) if code & 0xff == ffi::SQLITE_BUSY => Self::Unavailable(LOCKED.into()),
            _ => Self::Unavailable(error.to_string()),
        }
    }
}

#[cfg(test)]
#[allow(clippy::useless_vec, reason = "arguments are a vector wherever a verb gives them")]
mod tests {
    use super::*;
    use crate::db::args;
    use std::{
        pin::pin,
        sync::{
            atomic::{AtomicBool, Ordering},
            mpsc,
        },
        task::{Context, Wake, Waker},
    };

    /// Whether the places were closed when it was woken.
    struct Woken {
        far: Arc<Semaphore>,
        after_the_end: AtomicBool,
    }

    impl Wake for Woken {
        fn wake(self: Arc<Self>) {
            self.after_the_end.store(self.far.is_closed(), Ordering::Relaxed);
        }
    }

    /// A new database for one test, which its folder outlives.
    fn database(name: &str) -> PathBuf {
        let file = std::env::temp_dir().join(format!("zhixing-sqlite-{name}-{}.db", std::process::id()));
        let _ = std::fs::remove_file(&file);
        let conn = open(&file, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE, BUSY).unwrap();
        conn.execute_batch("CREATE TABLE t (a TEXT PRIMARY KEY, b BIGINT, c BYTEA)").unwrap();
        file
    }

    fn words(rows: &[Row], name: &str) -> Vec<Option<String>> {
        rows.iter().map(|row| row.opt_text(name).unwrap()).collect()
    }

    #[test]
    fn arguments_are_bound_by_their_number_or_in_their_order() {
        let file = database("arguments");
        let conn = open(&file, OpenFlags::SQLITE_OPEN_READ_WRITE, BUSY).unwrap();
        let (sql, none) = ("INSERT INTO t (a, b, c) VALUES ($2, $1, $3)", None::<i64>);
        assert_eq!(execute(&conn, sql, &args![7i64, "x", vec![1u8, 2]]).unwrap(), 1);
        assert_eq!(execute(&conn, sql, &args![none, "y", vec![3u8]]).unwrap(), 1);
        let found =
            rows(&conn, "SELECT a, b, c FROM t WHERE a = $1 OR ($2 = 1 AND a <> $1) ORDER BY a", &args!["x", 1i64], None, 9).unwrap();
        assert_eq!(words(&found, "a"), [Some("x".into()), Some("y".into())]);
        assert_eq!((found[0].int("b").unwrap(), found[1].opt_int("b").unwrap()), (7, None));
        assert_eq!(found[0].bytes("c").unwrap(), [1, 2]);
        let found = rows(&conn, "SELECT ?, ?", &args!["first", None::<&str>], Some(["p".into(), "q".into()].into()), 1).unwrap();
        assert_eq!((words(&found, "p"), words(&found, "q")), (vec![Some("first".into())], vec![None]));
        for missing in [rows(&conn, "SELECT $2", &args![1i64], None, 1), rows(&conn, "SELECT ?, ?", &args![1i64], None, 1)] {
            assert!(matches!(missing, Err(Fault::Corrupt { .. })));
        }
        assert!(found[0].int("p").is_err() && found[0].text("r").is_err(), "another type, and no such column");
        assert!(matches!(execute(&conn, sql, &args![8i64, "x", vec![0u8]]), Err(Fault::Conflict)));
        assert!(matches!(execute(&conn, "INSERT INTO nowhere VALUES (1)", &[]), Err(Fault::Unavailable(_))));
        let first = rows(&conn, "SELECT a FROM t ORDER BY a", &[], None, 1).unwrap();
        assert_eq!(words(&first, "a"), [Some("x".into())], "no more than asked for");
        std::fs::remove_file(file).unwrap();
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn long_reads_hold_up_no_short_one_and_end_before_the_database_is_closed() {
        let file = database("readers");
        let readers = Readers::new(&file);
        let count = |conn: &mut Connection| rows(conn, "SELECT COUNT(*) AS n FROM t", &[], None, 1)?[0].int("n");
        let (mut ends, mut long) = (vec![], vec![]);
        for _ in 0..FAR {
            let (end, told) = mpsc::channel::<()>();
            let readers = readers.clone();
            ends.push(end);
            // ends when it is told to, or its teller is gone
            let slow = move |conn: &mut Connection| {
                let _ = told.recv();
                count(conn)
            };
            long.push(tokio::spawn(async move { readers.far(slow).await }));
        }
        while readers.far.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(readers.near(count).await.unwrap(), 0, "read beside all of them, on the one thread there is");
        let closing = readers.clone();
        let closed = tokio::spawn(async move { closing.close().await });
        tokio::task::yield_now().await;
        assert!(!closed.is_finished(), "long reads go on");
        drop(ends);
        closed.await.unwrap();
        for read in long {
            assert_eq!(read.await.unwrap().unwrap(), 0);
        }
        assert!(readers.near(count).await.is_err() && readers.far(count).await.is_err(), "after the end nobody reads");
        std::fs::remove_file(file).unwrap();
    }

    #[tokio::test]
    async fn a_long_read_that_waits_for_its_turn_is_not_let_in_between_the_last_one_and_the_end() {
        let file = database("late");
        let readers = Readers::new(&file);
        let all = readers.far.clone().acquire_many_owned(FAR).await.unwrap();
        let woken = Arc::new(Woken { far: readers.far.clone(), after_the_end: AtomicBool::new(false) });
        let (mut closing, mut late) = (pin!(readers.close()), pin!(readers.far(|_| Ok(()))));
        assert!(closing.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        assert!(late.as_mut().poll(&mut Context::from_waker(&Waker::from(woken.clone()))).is_pending());
        drop(all);
        closing.await;
        assert!(woken.after_the_end.load(Ordering::Relaxed) && late.await.is_err());
        std::fs::remove_file(file).unwrap();
    }

    #[tokio::test]
    async fn a_short_read_of_a_file_that_another_process_holds_leaves_its_thread_to_others() {
        let file = database("held");
        let other = open(&file, OpenFlags::SQLITE_OPEN_READ_WRITE, BUSY).unwrap();
        let readers = Readers::new(&file);
        let count = |conn: &mut Connection| rows(conn, "SELECT COUNT(*) AS n FROM t", &[], None, 1)?[0].int("n");
        // a connection that is new, and one that was idle
        for n in 1..=2 {
            other.execute_batch("BEGIN EXCLUSIVE; INSERT INTO t (b) VALUES (1)").unwrap();
            let given_up = async { other.execute_batch("COMMIT").unwrap() };
            let (read, ()) = tokio::join!(readers.near(count), given_up);
            assert_eq!(read.unwrap(), n, "on the one thread there is, the other could end");
        }
        drop((other, readers));
        std::fs::remove_file(file).unwrap();
    }
}
