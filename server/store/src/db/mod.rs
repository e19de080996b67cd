//! One SQL text for both databases: arguments, rows and connections that know which driver they speak to.

pub(crate) mod batch;
mod caught;
pub(crate) mod dialect;
pub(crate) mod events;
pub(crate) mod like;
pub(crate) mod outbox;
pub(crate) mod place;
pub(crate) mod portions;
pub(crate) mod sqlite;
pub(crate) mod writer;

use crate::{
    Fault, boxed,
    db::{batch::Boxed, dialect::Rows, sqlite::Readers},
};
use rusqlite::types::Value as Cell;
use serde::Serialize;
use serde_json::Value;
use sqlx::{
    AssertSqlSafe, PgConnection, Row as _, ValueRef as _,
    postgres::{PgPool, PgRow},
};
use std::{
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use tracing::Instrument as _;
use zhixing_domain::{plan_ref::PlanRef, time::Timestamp};

/// A bound argument. `None` is a NULL of that type.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Arg {
    Int(Option<i64>),
    Text(Option<String>),
    Bytes(Vec<u8>),
}

macro_rules! arg_from {
    ($($from:ty, $value:ident => $arg:expr;)*) => {$(
        impl From<$from> for Arg {
            fn from($value: $from) -> Self {
                $arg
            }
        }
    )*};
}

/// A text as both databases take it. PostgreSQL refuses a NUL, wherever it comes from (an address, a login, a search): what stands for it is looked
/// for in vain, as it should be.
fn storable(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text }
}

arg_from! {
    i64, v => Self::Int(Some(v));
    Option<i64>, v => Self::Int(v);
    Timestamp, v => Self::Int(Some(v.ms()));
    Option<Timestamp>, v => Self::Int(v.map(Timestamp::ms));
    &str, v => Self::Text(Some(storable(v.into())));
    String, v => Self::Text(Some(storable(v)));
    &String, v => Self::Text(Some(storable(v.clone())));
    Option<String>, v => Self::Text(v.map(storable));
    Option<&str>, v => Self::Text(v.map(|v| storable(v.into())));
    PlanRef, v => Self::Text(Some(storable(v.into())));
    &PlanRef, v => Self::Text(Some(storable(v.as_str().into())));
    Vec<u8>, v => Self::Bytes(v);
}

/// `args![a, b]`: a vector of arguments; ids print themselves.
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Arg::from($value)),*] };
}
pub(crate) use args;

/// A row of either driver, or of a [packed](crate::db::dialect::pack) query. It is read by name: a new column moves no other.
pub(crate) enum Row {
    /// All rows of a query share the names.
    Sqlite {
        names: Arc<[String]>,
        cells: Vec<Cell>,
    },
    Postgres(PgRow),
    Packed {
        names: Arc<[String]>,
        cells: Vec<Value>,
    },
}

macro_rules! get {
    ($self:ident, $name:ident, $type:ty, $cell:pat => $value:expr, $packed:pat => $unpacked:expr) => {
        match $self {
            Self::Postgres(row) => row.try_get::<$type, &str>($name).map_err(|e| corrupt($name, &e.to_string())),
            Self::Sqlite { names, cells } => match cell(names, cells, $name) {
                Some($cell) => Ok($value),
                other => Err(corrupt($name, &format!("{other:?}"))),
            },
            Self::Packed { names, cells } => match cell(names, cells, $name) {
                Some($packed) => Ok($unpacked),
                other => Err(corrupt($name, &format!("{other:?}"))),
            },
        }
    };
}

impl Row {
    pub fn int(&self, name: &str) -> Result<i64, Fault> {
        get!(self, name, i64, Cell::Integer(n) => *n, Value::Number(n) => n.as_i64().unwrap_or_default())
    }

    pub fn opt_int(&self, name: &str) -> Result<Option<i64>, Fault> {
        if self.is_null(name)? { Ok(None) } else { self.int(name).map(Some) }
    }

    pub fn text(&self, name: &str) -> Result<String, Fault> {
        get!(self, name, String, Cell::Text(text) => text.clone(), Value::String(text) => text.clone())
    }

    pub fn opt_text(&self, name: &str) -> Result<Option<String>, Fault> {
        if self.is_null(name)? { Ok(None) } else { self.text(name).map(Some) }
    }

    pub fn bytes(&self, name: &str) -> Result<Vec<u8>, Fault> {
        get!(self, name, Vec<u8>, Cell::Blob(bytes) => bytes.clone(), Value::Null => vec![])
    }

    fn is_null(&self, name: &str) -> Result<bool, Fault> {
        Ok(match self {
            Self::Postgres(row) => row.try_get_raw(name).map_err(|e| corrupt(name, &e.to_string()))?.is_null(),
            Self::Sqlite { names, cells } => cell(names, cells, name) == Some(&Cell::Null),
            Self::Packed { names, cells } => cell(names, cells, name) == Some(&Value::Null),
        })
    }

    pub fn time(&self, name: &str) -> Result<Timestamp, Fault> {
        self.int(name).map(Timestamp::from_ms)
    }

    pub fn opt_time(&self, name: &str) -> Result<Option<Timestamp>, Fault> {
        Ok(self.opt_int(name)?.map(Timestamp::from_ms))
    }

    /// The rows of a [packed](crate::db::dialect::pack) query that this column holds; `columns` is the list it was packed with.
    pub fn packed(&self, name: &str, columns: &str) -> Result<Vec<Row>, Fault> {
        let rows: Vec<Vec<Value>> = serde_json::from_str(&self.text(name)?).map_err(|e| Fault::corrupt("a packed query", e))?;
        let names = names(columns);
        Ok(rows.into_iter().map(|cells| Row::Packed { names: names.clone(), cells }).collect())
    }

    /// A value that prints and parses, such as an id.
    pub fn parse<T: FromStr>(&self, name: &str) -> Result<T, Fault> {
        let text = self.text(name)?;
        text.parse().map_err(|_| corrupt(name, &text))
    }

    pub fn opt_parse<T: FromStr>(&self, name: &str) -> Result<Option<T>, Fault> {
        self.opt_text(name)?.map(|text| text.parse().map_err(|_| corrupt(name, &text))).transpose()
    }

    /// A value read by `read`; a row it cannot read is corrupt.
    pub fn with<T>(&self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<T, Fault> {
        let text = self.text(name)?;
        read(&text).ok_or_else(|| corrupt(name, &text))
    }
}

fn names(columns: &str) -> Arc<[String]> {
    dialect::named(columns).into_iter().map(|(_, name)| name.to_string()).collect()
}

/// The cell of a row: a look along the list, for there are few.
fn cell<'r, T>(names: &[String], cells: &'r [T], name: &str) -> Option<&'r T> {
    cells.get(names.iter().position(|n| n == name)?)
}

fn corrupt(name: &str, value: &str) -> Fault {
    Fault::corrupt("a query", format!("column {name}: {value}"))
}

/// How many statements a store has run since it was opened.
pub(crate) type Count = Arc<AtomicU64>;

/// A connection of either driver, inside a transaction or not.
pub(crate) struct Conn<'c> {
    link: Link<'c>,
    count: &'c Count,
}

pub(crate) enum Link<'c> {
    Sqlite(&'c mut rusqlite::Connection),
    Postgres(&'c mut PgConnection),
}

macro_rules! bound {
    ($sql:ident, $args:ident) => {{
        let mut query = sqlx::query::<sqlx::Postgres>(AssertSqlSafe($sql));
        for arg in $args {
            query = match arg {
                Arg::Int(v) => query.bind(v),
                Arg::Text(v) => query.bind(v),
                Arg::Bytes(v) => query.bind(v),
            };
        }
        query
    }};
}

impl<'c> Conn<'c> {
    pub fn new(link: Link<'c>, count: &'c Count) -> Self {
        Self { link, count }
    }

    pub fn is_postgres(&self) -> bool {
        matches!(self.link, Link::Postgres(_))
    }

    /// Runs a statement; how many rows it touched.
    pub fn execute(&mut self, sql: impl Into<String>, args: Vec<Arg>) -> Boxed<'_, Result<u64, Fault>> {
        self.run(sql.into(), args)
    }

    #[boxed]
    async fn run(&mut self, sql: String, args: Vec<Arg>) -> Result<u64, Fault> {
        self.count.fetch_add(1, Ordering::Relaxed);
        match &mut self.link {
            Link::Sqlite(c) => sqlite::execute(c, &sql, &args),
            Link::Postgres(c) => Ok(bound!(sql, args).execute(&mut **c).await?.rows_affected()),
        }
    }

    pub fn all(&mut self, sql: impl Into<String>, args: Vec<Arg>) -> Boxed<'_, Result<Vec<Row>, Fault>> {
        self.fetch(sql.into(), args, usize::MAX)
    }

    pub fn one(&mut self, sql: impl Into<String>, args: Vec<Arg>) -> Boxed<'_, Result<Option<Row>, Fault>> {
        let found = self.fetch(sql.into(), args, 1);
        Box::pin(async move { Ok(found.await?.pop()) })
    }

    #[boxed]
    async fn fetch(&mut self, sql: String, args: Vec<Arg>, most: usize) -> Result<Vec<Row>, Fault> {
        self.count.fetch_add(1, Ordering::Relaxed);
        match &mut self.link {
            Link::Sqlite(c) => sqlite::rows(c, &sql, &args, None, most),
            Link::Postgres(c) if most == 1 => {
                Ok(bound!(sql, args).fetch_optional(&mut **c).await?.map(Row::Postgres).into_iter().collect())
            }
            Link::Postgres(c) => Ok(bound!(sql, args).fetch_all(&mut **c).await?.into_iter().map(Row::Postgres).collect()),
        }
    }

    /// The rows of `SELECT columns FROM rest`: for many that come back. They have the [names](dialect::named) of the columns.
    #[boxed]
    pub async fn packed(&mut self, columns: &str, rest: &str) -> Result<Vec<Row>, Fault> {
        self.unpack(String::new(), columns, rest, vec![]).await
    }

    /// Runs a statement that reads `e`; without rows there is nothing to do. How many rows it touched.
    #[boxed]
    pub async fn execute_with(&mut self, e: Rows, sql: &str) -> Result<u64, Fault> {
        let Some((with, args)) = e.with(self.is_postgres()) else { return Ok(0) };
        self.execute(with + sql, args).await
    }

    /// The rows of `SELECT columns FROM rest`, which reads `e`.
    #[boxed]
    pub async fn packed_with(&mut self, e: Rows, columns: &str, rest: &str) -> Result<Vec<Row>, Fault> {
        let Some((with, args)) = e.with(self.is_postgres()) else { return Ok(vec![]) };
        self.unpack(with, columns, rest, args).await
    }

    /// PostgreSQL sends them as one value; SQLite has them at hand.
    async fn unpack(&mut self, with: String, columns: &str, rest: &str, args: Vec<Arg>) -> Result<Vec<Row>, Fault> {
        if let Link::Sqlite(c) = &mut self.link {
            self.count.fetch_add(1, Ordering::Relaxed);
            return sqlite::rows(c, &format!("{with}SELECT {columns} FROM {rest}"), &args, Some(names(columns)), usize::MAX);
        }
        let Some(row) = self.one(with + &dialect::pack(true, columns, rest), args).await? else { return Ok(vec![]) };
        row.packed(dialect::PACKED, columns)
    }
}

/// Where to read. SQLite writes go through the [`writer`](crate::db::writer).
#[derive(Clone)]
pub(crate) enum Source {
    Sqlite(Readers),
    Postgres(PgPool),
}

/// A way to read.
#[derive(Clone)]
pub(crate) struct Pool {
    pub source: Source,
    /// SQLite is read on the spot, and not on a thread that may take its time.
    pub near: bool,
    pub count: Count,
}

/// What a trace shows of a question: its statement, without what was bound to it.
fn reading(sql: &str) -> tracing::Span {
    tracing::trace_span!(target: "trace", "read", "db.query.text" = sql)
}

impl Pool {
    pub fn is_postgres(&self) -> bool {
        matches!(self.source, Source::Postgres(_))
    }

    pub fn all(&self, sql: impl Into<String>, args: Vec<Arg>) -> Boxed<'_, Result<Vec<Row>, Fault>> {
        let sql = sql.into();
        let span = reading(&sql);
        Box::pin(self.fetch(sql, args, usize::MAX).instrument(span))
    }

    pub fn one(&self, sql: impl Into<String>, args: Vec<Arg>) -> Boxed<'_, Result<Option<Row>, Fault>> {
        let sql = sql.into();
        let span = reading(&sql);
        Box::pin(async move { Ok(self.fetch(sql, args, 1).instrument(span).await?.pop()) })
    }

    #[boxed]
    async fn fetch(&self, sql: String, args: Vec<Arg>, most: usize) -> Result<Vec<Row>, Fault> {
        match &self.source {
            Source::Sqlite(readers) => {
                self.count.fetch_add(1, Ordering::Relaxed);
                self.read(readers, move |c| sqlite::rows(c, &sql, &args, None, most)).await
            }
            Source::Postgres(pool) => Conn::new(Link::Postgres(&mut *pool.acquire().await?), &self.count).fetch(sql, args, most).await,
        }
    }

    /// The rows of a statement that reads `e`, for columns that cannot be [packed](dialect::pack): bytes.
    pub async fn all_with(&self, e: Rows, sql: &str) -> Result<Vec<Row>, Fault> {
        let Some((with, args)) = e.with(self.is_postgres()) else { return Ok(vec![]) };
        self.all(with + sql, args).await
    }

    #[boxed]
    pub async fn packed_with(&self, e: Rows, columns: &str, rest: &str) -> Result<Vec<Row>, Fault> {
        match &self.source {
            Source::Sqlite(readers) => {
                let Some((with, args)) = e.with(false) else { return Ok(vec![]) };
                let (sql, names) = (format!("{with}SELECT {columns} FROM {rest}"), names(columns));
                self.count.fetch_add(1, Ordering::Relaxed);
                self.read(readers, move |c| sqlite::rows(c, &sql, &args, Some(names.clone()), usize::MAX)).await
            }
            Source::Postgres(pool) => {
                Conn::new(Link::Postgres(&mut *pool.acquire().await?), &self.count).packed_with(e, columns, rest).await
            }
        }
    }

    async fn read<F>(&self, readers: &Readers, read: F) -> Result<Vec<Row>, Fault>
    where
        F: Fn(&mut rusqlite::Connection) -> Result<Vec<Row>, Fault> + Send + 'static,
    {
        if self.near { readers.near(read).await } else { readers.far(read).await }
    }
}
