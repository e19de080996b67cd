//! Every difference between the two databases, and the shapes of SQL for many rows.
//!
//! Many inputs travel as one JSON text and many rows come back as one: a statement costs a few context switches whatever it carries, so a group of
//! a hundred saves is four statements and not four hundred values to bind.

use crate::{
    Fault,
    db::{Arg, Conn},
};
use serde::Serialize;
use sqlx::{
    AssertSqlSafe, SqlSafeStr,
    migrate::{Migration, Migrator},
};

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// The migrations for a database: one text, where only PostgreSQL does not know tables that are their own primary index.
pub(crate) fn migrations(postgres: bool) -> Migrator {
    let own = |m: &Migration| {
        let sql = if postgres { m.sql.as_str().replace(" WITHOUT ROWID", "") } else { m.sql.as_str().to_string() };
        Migration::new(m.version, m.description.clone(), m.migration_type, AssertSqlSafe(sql).into_sql_str(), m.no_tx)
    };
    Migrator { migrations: MIGRATIONS.migrations.iter().map(own).collect(), ..Migrator::DEFAULT }
}

/// Locks the rows a transaction read. SQLite has one writer at a time and needs nothing.
pub(crate) fn for_update(conn: &Conn) -> &'static str {
    if conn.is_postgres() { " FOR UPDATE" } else { "" }
}

/// Skips rows that another node holds; on SQLite there is no other.
pub(crate) fn skip_locked(conn: &Conn) -> &'static str {
    if conn.is_postgres() { " FOR UPDATE SKIP LOCKED" } else { "" }
}

/// Keeps a table as it is until the transaction ends: whoever reads it may, whoever writes it waits. SQLite has one writer at a time.
pub(crate) async fn hold(conn: &mut Conn<'_>, table: &'static str) -> Result<(), Fault> {
    if conn.is_postgres() {
        conn.execute(format!("LOCK TABLE {table} IN SHARE MODE"), vec![]).await?;
    }
    Ok(())
}

/// `e`, a table of the rows in `$1`, a JSON array of arrays made by [`rows`]: `e.value ->> 0` is a row's first text, and
/// `CAST(e.value ->> 1 AS BIGINT)` its second number.
pub(crate) fn each(postgres: bool) -> &'static str {
    // jsonb: the row is not printed and read again for its columns
    if postgres { "json_array_elements($1::json) e" } else { "jsonb_each($1) e" }
}

/// The argument for [`each`].
pub(crate) fn rows<T: Serialize>(rows: impl IntoIterator<Item = T>) -> Vec<Arg> {
    let rows: Vec<T> = rows.into_iter().collect();
    // tuples of texts and numbers always are JSON
    vec![Arg::Text(Some(serde_json::to_string(&rows).unwrap_or_else(|_| "[]".into())))]
}

/// A query whose one value is a JSON array of rows.
pub(crate) fn pack(postgres: bool, columns: &str, rest: &str) -> String {
    if postgres {
        format!("SELECT coalesce(json_agg(json_build_array({columns})), '[]')::text FROM {rest}")
    } else {
        format!("SELECT json_group_array(json_array({columns})) FROM {rest}")
    }
}
