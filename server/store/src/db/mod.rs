//! One SQL text for both databases: arguments, rows and connections that know which driver they speak to.

pub(crate) mod batch;
pub(crate) mod dialect;
pub(crate) mod events;
pub(crate) mod like;
pub(crate) mod outbox;
pub(crate) mod place;
pub(crate) mod portions;
pub(crate) mod writer;

use crate::{
    Fault, boxed,
    db::{batch::Boxed, dialect::Rows},
};
use serde::Serialize;
use serde_json::Value;
use sqlx::{
    AssertSqlSafe, PgConnection, Row as _, SqliteConnection,
    postgres::{PgPool, PgRow},
    sqlite::{SqlitePool, SqliteRow},
};
use std::{str::FromStr, sync::Arc};
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
    Sqlite(SqliteRow),
    Postgres(PgRow),
    /// All rows of a query share the names.
    Packed {
        names: Arc<[String]>,
        cells: Vec<Value>,
    },
}

macro_rules! get {
    ($self:ident, $name:ident, $type:ty, $cell:pat => $value:expr) => {
        match $self {
            Self::Sqlite(row) => row.try_get::<$type, &str>($name).map_err(|e| corrupt($name, &e.to_string())),
            Self::Postgres(row) => row.try_get::<$type, &str>($name).map_err(|e| corrupt($name, &e.to_string())),
            Self::Packed { names, cells } => match cell(names, cells, $name) {
                Some($cell) => Ok($value),
                other => Err(corrupt($name, &format!("{other:?}"))),
            },
        }
    };
}

impl Row {
    pub fn int(&self, name: &str) -> Result<i64, Fault> {
        get!(self, name, i64, Value::Number(n) => n.as_i64().unwrap_or_default())
    }

    pub fn opt_int(&self, name: &str) -> Result<Option<i64>, Fault> {
        match self {
            Self::Packed { names, cells } if cell(names, cells, name) == Some(&Value::Null) => Ok(None),
            Self::Packed { .. } => self.int(name).map(Some),
            _ => get!(self, name, Option<i64>, _ => None),
        }
    }

    pub fn text(&self, name: &str) -> Result<String, Fault> {
        get!(self, name, String, Value::String(text) => text.clone())
    }

    pub fn opt_text(&self, name: &str) -> Result<Option<String>, Fault> {
        match self {
            Self::Packed { names, cells } if cell(names, cells, name) == Some(&Value::Null) => Ok(None),
            Self::Packed { .. } => self.text(name).map(Some),
            _ => get!(self, name, Option<String>, _ => None),
        }
    }

    pub fn bytes(&self, name: &str) -> Result<Vec<u8>, Fault> {
        get!(self, name, Vec<u8>, Value::Null => vec![])
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
        let names: Arc<[String]> = dialect::named(columns).into_iter().map(|(_, name)| name.to_string()).collect();
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

/// The cell of a packed row: a look along the list, for there are few.
fn cell<'r>(names: &[String], cells: &'r [Value], name: &str) -> Option<&'r Value> {
    cells.get(names.iter().position(|n| n == name)?)
}

fn corrupt(name: &str, value: &str) -> Fault {
    Fault::corrupt("a query", format!("column {name}: {value}"))
}

/// A connection of either driver, inside a transaction or not.
pub(crate) enum Conn<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

macro_rules! bound {
    ($driver:ident, $sql:ident, $args:ident) => {{
        let mut query = sqlx::query::<sqlx::$driver>(AssertSqlSafe($sql));
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

impl Conn<'_> {
    pub fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }

    /// Runs a statement; how many rows it touched.
    pub fn execute(&mut self, sql: impl Into<String>, args: Vec<Arg>) -> Boxed<'_, Result<u64, Fault>> {
        self.run(sql.into(), args)
    }

    #[boxed]
    async fn run(&mut self, sql: String, args: Vec<Arg>) -> Result<u64, Fault> {
        Ok(match self {
            Self::Sqlite(c) => bound!(Sqlite, sql, args).execute(&mut **c).await?.rows_affected(),
            Self::Postgres(c) => bound!(Postgres, sql, args).execute(&mut **c).await?.rows_affected(),
        })
    }

    pub fn all(&mut self, sql: impl Into<String>, args: Vec<Arg>) -> Boxed<'_, Result<Vec<Row>, Fault>> {
        self.fetch_all(sql.into(), args)
    }

    #[boxed]
    async fn fetch_all(&mut self, sql: String, args: Vec<Arg>) -> Result<Vec<Row>, Fault> {
        Ok(match self {
            Self::Sqlite(c) => bound!(Sqlite, sql, args).fetch_all(&mut **c).await?.into_iter().map(Row::Sqlite).collect(),
            Self::Postgres(c) => bound!(Postgres, sql, args).fetch_all(&mut **c).await?.into_iter().map(Row::Postgres).collect(),
        })
    }

    /// The rows of `SELECT columns FROM rest`, in one value: for many that come back. They have the [names](dialect::named) of the columns.
    #[boxed]
    pub async fn packed(&mut self, columns: &str, rest: &str) -> Result<Vec<Row>, Fault> {
        let sql = dialect::pack(self.is_postgres(), columns, rest);
        let Some(row) = self.one(sql, vec![]).await? else { return Ok(vec![]) };
        row.packed(dialect::PACKED, columns)
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
        let Some(row) = self.one(with + &dialect::pack(self.is_postgres(), columns, rest), args).await? else { return Ok(vec![]) };
        row.packed(dialect::PACKED, columns)
    }

    pub fn one(&mut self, sql: impl Into<String>, args: Vec<Arg>) -> Boxed<'_, Result<Option<Row>, Fault>> {
        self.fetch_one(sql.into(), args)
    }

    #[boxed]
    async fn fetch_one(&mut self, sql: String, args: Vec<Arg>) -> Result<Option<Row>, Fault> {
        Ok(match self {
            Self::Sqlite(c) => bound!(Sqlite, sql, args).fetch_optional(&mut **c).await?.map(Row::Sqlite),
            Self::Postgres(c) => bound!(Postgres, sql, args).fetch_optional(&mut **c).await?.map(Row::Postgres),
        })
    }
}

/// The pools to read from. SQLite writes go through the [`writer`](crate::db::writer).
#[derive(Clone)]
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// What a trace shows of a question: its statement, without what was bound to it.
fn reading(sql: &str) -> tracing::Span {
    tracing::trace_span!(target: "trace", "read", "db.query.text" = sql)
}

impl Pool {
    pub fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }

    pub fn all(&self, sql: impl Into<String>, args: Vec<Arg>) -> Boxed<'_, Result<Vec<Row>, Fault>> {
        let sql = sql.into();
        let span = reading(&sql);
        Box::pin(self.fetch_all(sql, args).instrument(span))
    }

    #[boxed]
    async fn fetch_all(&self, sql: String, args: Vec<Arg>) -> Result<Vec<Row>, Fault> {
        match self {
            Self::Sqlite(pool) => Conn::Sqlite(&mut *pool.acquire().await?).fetch_all(sql, args).await,
            Self::Postgres(pool) => Conn::Postgres(&mut *pool.acquire().await?).fetch_all(sql, args).await,
        }
    }

    #[boxed]
    pub async fn packed_with(&self, e: Rows, columns: &str, rest: &str) -> Result<Vec<Row>, Fault> {
        match self {
            Self::Sqlite(pool) => Conn::Sqlite(&mut *pool.acquire().await?).packed_with(e, columns, rest).await,
            Self::Postgres(pool) => Conn::Postgres(&mut *pool.acquire().await?).packed_with(e, columns, rest).await,
        }
    }

    pub fn one(&self, sql: impl Into<String>, args: Vec<Arg>) -> Boxed<'_, Result<Option<Row>, Fault>> {
        let sql = sql.into();
        let span = reading(&sql);
        Box::pin(self.fetch_one(sql, args).instrument(span))
    }

    #[boxed]
    async fn fetch_one(&self, sql: String, args: Vec<Arg>) -> Result<Option<Row>, Fault> {
        match self {
            Self::Sqlite(pool) => Conn::Sqlite(&mut *pool.acquire().await?).fetch_one(sql, args).await,
            Self::Postgres(pool) => Conn::Postgres(&mut *pool.acquire().await?).fetch_one(sql, args).await,
        }
    }
}
