//! One SQL text for both databases: arguments, rows and connections that know which driver they speak to.

use crate::{
    Fault,
    batch::Boxed,
    dialect::{self, Rows},
};
use serde::Serialize;
use serde_json::Value;
use sqlx::{
    AssertSqlSafe, Column as _, PgConnection, Row as _, SqliteConnection,
    postgres::{PgPool, PgRow},
    sqlite::{SqlitePool, SqliteRow},
};
use std::str::FromStr;
use zhixing_domain::time::Timestamp;

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

arg_from! {
    i64, v => Self::Int(Some(v));
    Option<i64>, v => Self::Int(v);
    Timestamp, v => Self::Int(Some(v.ms()));
    Option<Timestamp>, v => Self::Int(v.map(Timestamp::ms));
    &str, v => Self::Text(Some(v.into()));
    String, v => Self::Text(Some(v));
    &String, v => Self::Text(Some(v.clone()));
    Option<String>, v => Self::Text(v);
    Option<&str>, v => Self::Text(v.map(Into::into));
    Vec<u8>, v => Self::Bytes(v);
}

/// `args![a, b]`: a vector of arguments; ids print themselves.
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Arg::from($value)),*] };
}
pub(crate) use args;

/// A row of either driver, or of a [packed](crate::dialect::pack) query, read by place.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
    Packed(Vec<Value>),
}

macro_rules! get {
    ($self:ident, $i:ident, $type:ty, $cell:pat => $value:expr) => {
        match $self {
            Self::Sqlite(row) => row.try_get::<$type, usize>($i).map_err(|e| $self.corrupt($i, &e.to_string())),
            Self::Postgres(row) => row.try_get::<$type, usize>($i).map_err(|e| $self.corrupt($i, &e.to_string())),
            Self::Packed(row) => match row.get($i) {
                Some($cell) => Ok($value),
                other => Err($self.corrupt($i, &format!("{other:?}"))),
            },
        }
    };
}

impl Row {
    pub fn int(&self, i: usize) -> Result<i64, Fault> {
        get!(self, i, i64, Value::Number(n) => n.as_i64().unwrap_or_default())
    }

    pub fn opt_int(&self, i: usize) -> Result<Option<i64>, Fault> {
        match self {
            Self::Packed(row) if row.get(i) == Some(&Value::Null) => Ok(None),
            Self::Packed(_) => self.int(i).map(Some),
            _ => get!(self, i, Option<i64>, _ => None),
        }
    }

    pub fn text(&self, i: usize) -> Result<String, Fault> {
        get!(self, i, String, Value::String(text) => text.clone())
    }

    pub fn opt_text(&self, i: usize) -> Result<Option<String>, Fault> {
        match self {
            Self::Packed(row) if row.get(i) == Some(&Value::Null) => Ok(None),
            Self::Packed(_) => self.text(i).map(Some),
            _ => get!(self, i, Option<String>, _ => None),
        }
    }

    pub fn bytes(&self, i: usize) -> Result<Vec<u8>, Fault> {
        get!(self, i, Vec<u8>, Value::Null => vec![])
    }

    pub fn time(&self, i: usize) -> Result<Timestamp, Fault> {
        self.int(i).map(Timestamp::from_ms)
    }

    pub fn opt_time(&self, i: usize) -> Result<Option<Timestamp>, Fault> {
        Ok(self.opt_int(i)?.map(Timestamp::from_ms))
    }

    /// The rows of a [packed](crate::dialect::pack) query in this place.
    pub fn packed(&self, i: usize) -> Result<Vec<Row>, Fault> {
        let rows: Vec<Vec<Value>> = serde_json::from_str(&self.text(i)?).map_err(|e| Fault::corrupt("a packed query", e))?;
        Ok(rows.into_iter().map(Row::Packed).collect())
    }

    /// A value that prints and parses, such as an id.
    pub fn parse<T: FromStr>(&self, i: usize) -> Result<T, Fault> {
        let text = self.text(i)?;
        text.parse().map_err(|_| self.corrupt(i, &text))
    }

    pub fn opt_parse<T: FromStr>(&self, i: usize) -> Result<Option<T>, Fault> {
        self.opt_text(i)?.map(|text| text.parse().map_err(|_| self.corrupt(i, &text))).transpose()
    }

    /// A value read by `read`; a row it cannot read is corrupt.
    pub fn with<T>(&self, i: usize, read: impl FnOnce(&str) -> Option<T>) -> Result<T, Fault> {
        let text = self.text(i)?;
        read(&text).ok_or_else(|| self.corrupt(i, &text))
    }

    fn corrupt(&self, i: usize, value: &str) -> Fault {
        let column = match self {
            Self::Sqlite(row) => row.columns().get(i).map(|c| c.name().to_string()),
            Self::Postgres(row) => row.columns().get(i).map(|c| c.name().to_string()),
            Self::Packed(_) => Some(i.to_string()),
        };
        Fault::corrupt("a query", format!("column {}: {value}", column.unwrap_or_default()))
    }
}

/// A connection of either driver, inside a transaction or not.
pub(crate) enum Conn<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

macro_rules! bound {
    ($driver:ident, $sql:ident, $args:ident) => {{
        let mut query = sqlx::query::<sqlx::$driver>(AssertSqlSafe($sql.into()));
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
    pub async fn execute(&mut self, sql: impl Into<String>, args: Vec<Arg>) -> Result<u64, Fault> {
        Ok(match self {
            Self::Sqlite(c) => bound!(Sqlite, sql, args).execute(&mut **c).await?.rows_affected(),
            Self::Postgres(c) => bound!(Postgres, sql, args).execute(&mut **c).await?.rows_affected(),
        })
    }

    pub async fn all(&mut self, sql: impl Into<String>, args: Vec<Arg>) -> Result<Vec<Row>, Fault> {
        Ok(match self {
            Self::Sqlite(c) => bound!(Sqlite, sql, args).fetch_all(&mut **c).await?.into_iter().map(Row::Sqlite).collect(),
            Self::Postgres(c) => bound!(Postgres, sql, args).fetch_all(&mut **c).await?.into_iter().map(Row::Postgres).collect(),
        })
    }

    /// The rows of `SELECT columns FROM rest`, in one value: for many that come back.
    pub async fn packed(&mut self, columns: &str, rest: &str) -> Result<Vec<Row>, Fault> {
        let sql = dialect::pack(self.is_postgres(), columns, rest);
        let Some(row) = self.one(sql, vec![]).await? else { return Ok(vec![]) };
        row.packed(0)
    }

    /// Runs a statement that reads `e`; without rows there is nothing to do.
    pub async fn execute_with(&mut self, e: Rows, sql: &str) -> Result<(), Fault> {
        let Some((with, args)) = e.with(self.is_postgres()) else { return Ok(()) };
        self.execute(with + sql, args).await.map(|_| ())
    }

    /// The rows of `SELECT columns FROM rest`, which reads `e`.
    pub async fn packed_with(&mut self, e: Rows, columns: &str, rest: &str) -> Result<Vec<Row>, Fault> {
        let Some((with, args)) = e.with(self.is_postgres()) else { return Ok(vec![]) };
        let Some(row) = self.one(with + &dialect::pack(self.is_postgres(), columns, rest), args).await? else { return Ok(vec![]) };
        row.packed(0)
    }

    pub async fn one(&mut self, sql: impl Into<String>, args: Vec<Arg>) -> Result<Option<Row>, Fault> {
        Ok(match self {
            Self::Sqlite(c) => bound!(Sqlite, sql, args).fetch_optional(&mut **c).await?.map(Row::Sqlite),
            Self::Postgres(c) => bound!(Postgres, sql, args).fetch_optional(&mut **c).await?.map(Row::Postgres),
        })
    }
}

/// The pools to read from. SQLite writes go through the [`writer`](crate::writer).
#[derive(Clone)]
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Pool {
    pub fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }

    /// Boxed, like the two below: a future with a driver's query in it takes five kilobytes, which every caller's future would carry along.
    pub fn all(&self, sql: impl Into<String>, args: Vec<Arg>) -> Boxed<'_, Result<Vec<Row>, Fault>> {
        let sql = sql.into();
        Box::pin(async move {
            match self {
                Self::Sqlite(pool) => Conn::Sqlite(&mut *pool.acquire().await?).all(sql, args).await,
                Self::Postgres(pool) => Conn::Postgres(&mut *pool.acquire().await?).all(sql, args).await,
            }
        })
    }

    pub fn packed_with<'a>(&'a self, e: Rows, columns: &'a str, rest: &'a str) -> Boxed<'a, Result<Vec<Row>, Fault>> {
        Box::pin(async move {
            match self {
                Self::Sqlite(pool) => Conn::Sqlite(&mut *pool.acquire().await?).packed_with(e, columns, rest).await,
                Self::Postgres(pool) => Conn::Postgres(&mut *pool.acquire().await?).packed_with(e, columns, rest).await,
            }
        })
    }

    pub fn one(&self, sql: impl Into<String>, args: Vec<Arg>) -> Boxed<'_, Result<Option<Row>, Fault>> {
        let sql = sql.into();
        Box::pin(async move {
            match self {
                Self::Sqlite(pool) => Conn::Sqlite(&mut *pool.acquire().await?).one(sql, args).await,
                Self::Postgres(pool) => Conn::Postgres(&mut *pool.acquire().await?).one(sql, args).await,
            }
        })
    }
}
