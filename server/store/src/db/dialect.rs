//! Every difference between the two databases, and the shapes of SQL for many rows.
//!
//! Many inputs go into one statement, and from PostgreSQL many rows come back as one JSON text: a statement there costs a way and back whatever it
//! carries, so a group of a hundred saves is four statements and not four hundred.

use crate::{
    Fault, boxed,
    db::{Arg, Conn, args},
};
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

/// The rows of a table whose `key` is in `e`, as `t`, locked in one order. A sorted subquery would make SQLite read whole rows, papers included.
pub(crate) fn locked(conn: &Conn, table: &'static str, key: &'static str) -> String {
    match conn.is_postgres() {
        true => format!("(SELECT a.* FROM e JOIN {table} a ON a.{key} = e.{key} ORDER BY a.{key} FOR UPDATE OF a) t"),
        false => format!("e JOIN {table} t ON t.{key} = e.{key}"),
    }
}

/// Skips rows that another node holds; on SQLite there is no other.
pub(crate) fn skip_locked(conn: &Conn) -> &'static str {
    if conn.is_postgres() { " FOR UPDATE SKIP LOCKED" } else { "" }
}

/// Whoever names the same thing waits until this transaction ends. SQLite has one writer at a time.
pub(crate) async fn one_by_one(conn: &mut Conn<'_>, name: &str) -> Result<(), Fault> {
    if conn.is_postgres() {
        conn.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", args![name]).await?;
    }
    Ok(())
}

/// Keeps a table as it is until the transaction ends: whoever reads it may, whoever writes it waits. SQLite has one writer at a time.
#[boxed]
pub(crate) async fn hold(conn: &mut Conn<'_>, table: &'static str) -> Result<(), Fault> {
    if conn.is_postgres() {
        conn.execute(format!("LOCK TABLE {table} IN SHARE MODE"), vec![]).await?;
    }
    Ok(())
}

/// Keeps everybody else from a table until the transaction ends, but for those who only read it: whoever writes it or locks its rows waits.
pub(crate) async fn stop_writers(conn: &mut Conn<'_>, table: &'static str) -> Result<(), Fault> {
    if conn.is_postgres() {
        conn.execute(format!("LOCK TABLE {table} IN EXCLUSIVE MODE"), vec![]).await?;
    }
    Ok(())
}

/// Waits for whoever [stopped](stop_writers) the writers of a table, and lets nobody stop them before the transaction ends. What is read after it
/// is as they left it.
pub(crate) async fn join_writers(conn: &mut Conn<'_>, table: &'static str) -> Result<(), Fault> {
    if conn.is_postgres() {
        conn.execute(format!("LOCK TABLE {table} IN ROW EXCLUSIVE MODE"), vec![]).await?;
    }
    Ok(())
}

/// Rows for a statement to read as a table `e` with columns that have names. The first of a row is never NULL.
pub(crate) struct Rows {
    columns: &'static str,
    width: usize,
    cells: Vec<Arg>,
}

/// `row![a, b]`: a row of arguments for [`rows`].
macro_rules! row {
    ($($value:expr),* $(,)?) => { [$($crate::db::Arg::from($value)),*] };
}
pub(crate) use row;

pub(crate) fn rows<const N: usize>(columns: &'static str, rows: impl IntoIterator<Item = [Arg; N]>) -> Rows {
    Rows { columns, width: N, cells: rows.into_iter().flatten().collect() }
}

/// The most rows that are bound value by value.
const BOUND: usize = 256;

impl Rows {
    /// The clause that goes before the statement, and its arguments; nothing if there are no rows.
    ///
    /// SQLite takes bound values four times as fast as it reads them out of JSON. PostgreSQL would plan anew for every number of them.
    pub fn with(self, postgres: bool) -> Option<(String, Vec<Arg>)> {
        let count = self.cells.len() / self.width;
        match count {
            0 => None,
            1..=BOUND if !postgres => Some(self.values(count)),
            _ => Some(self.json(postgres)),
        }
    }

    /// Filled up with empty rows, so that few different statements are kept prepared.
    fn values(mut self, count: usize) -> (String, Vec<Arg>) {
        let shape = if count > 16 { count.next_multiple_of(32) } else { count.next_power_of_two() };
        let row = format!("({})", vec!["?"; self.width].join(","));
        let values = vec![row; shape].join(",");
        self.cells.resize(shape * self.width, Arg::Text(None));
        (format!("WITH e ({}) AS (SELECT * FROM (VALUES {values}) WHERE column1 IS NOT NULL) ", self.columns), self.cells)
    }

    fn json(self, postgres: bool) -> (String, Vec<Arg>) {
        let cell = |(i, arg): (usize, &Arg)| match arg {
            Arg::Int(_) => format!("CAST(value ->> {i} AS BIGINT)"),
            Arg::Text(_) | Arg::Bytes(_) => format!("value ->> {i}"),
        };
        let cells: Vec<String> = self.cells.iter().take(self.width).enumerate().map(cell).collect();
        let source = if postgres { "json_array_elements($1::json)" } else { "jsonb_each(?)" };
        let rows: Vec<&[Arg]> = self.cells.chunks(self.width).collect();
        // texts and numbers always are JSON
        let text = serde_json::to_string(&rows).unwrap_or_else(|_| "[]".into());
        (format!("WITH e ({}) AS (SELECT {} FROM {source}) ", self.columns, cells.join(", ")), vec![Arg::Text(Some(text))])
    }
}

/// How a statement of many rows inserts where it may update. SQLite copies every page that such a statement touches, to undo it alone if it breaks
/// off in the middle; a verb is undone as a whole.
pub(crate) fn insert(conn: &Conn) -> &'static str {
    if conn.is_postgres() { "INSERT" } else { "INSERT OR FAIL" }
}

/// A number of an object that a column keeps as JSON; NULL where the column is.
pub(crate) fn json_number(postgres: bool, column: &str, name: &str) -> String {
    match postgres {
        true => format!("CAST(CAST({column} AS json) ->> '{name}' AS BIGINT)"),
        false => format!("CAST({column} ->> '{name}' AS BIGINT)"),
    }
}

/// Whether a column is the path of a file of a course, an argument. By each database's own way to look up what begins so: a range on PostgreSQL would be
/// one of the words of a language, where the database has one.
pub(crate) fn in_course(postgres: bool, column: &str, course: &str) -> String {
    match postgres {
        true => format!("{column} LIKE {course} || '/%'"),
        // all that stands between the slash and the sign behind a slash
        false => format!("({column} >= {course} || '/' AND {column} < {course} || '0')"),
    }
}

/// What stands in a text behind the first `mark`, an argument, to the end of that line.
pub(crate) fn line_after(postgres: bool, text: &str, mark: &str) -> String {
    if postgres {
        return format!("SPLIT_PART(SPLIT_PART({text}, {mark}, 2), CHR(10), 1)");
    }
    let rest = format!("SUBSTR({text}, INSTR({text}, {mark}) + LENGTH({mark}), 400)");
    format!("SUBSTR({rest}, 1, INSTR({rest} || CHAR(10), CHAR(10)) - 1)")
}

/// The name of the one value of a [packed](pack) query.
pub(crate) const PACKED: &str = "packed";

/// A query whose one value is a JSON array of rows. An array has no names, so those of the columns stay here, for whoever reads the rows.
pub(crate) fn pack(postgres: bool, columns: &str, rest: &str) -> String {
    let expressions: Vec<&str> = named(columns).into_iter().map(|(expression, _)| expression).collect();
    let expressions = expressions.join(", ");
    if postgres {
        format!("SELECT coalesce(json_agg(json_build_array({expressions})), '[]')::text AS {PACKED} FROM {rest}")
    } else {
        format!("SELECT json_group_array(json_array({expressions})) AS {PACKED} FROM {rest}")
    }
}

/// Each column of a list as its expression and the name it is read by: what follows its `AS`, else what it is called in its table.
pub(crate) fn named(columns: &str) -> Vec<(&str, &str)> {
    let (mut depth, mut quoted) = (0, false);
    let between = |c: char| {
        match c {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        c == ',' && depth == 0 && !quoted
    };
    columns.split(between).map(name).collect()
}

fn name(column: &str) -> (&str, &str) {
    let column = column.trim();
    match column.rsplit_once(" AS ") {
        // behind the AS of a CAST or of a subquery there is a parenthesis that closes
        Some((expression, name)) if !name.contains(')') => (expression, name),
        _ => (column, column.rsplit_once('.').map_or(column, |(_, name)| name)),
    }
}

#[cfg(test)]
mod tests {
    use super::{named, pack};

    #[test]
    fn columns_have_the_names_they_are_read_by() {
        assert_eq!(named("t.id, item"), [("t.id", "id"), ("item", "item")]);
        let list = "t.id AS attempt, COALESCE(g.given_ms, 0) AS given_ms, v.action";
        assert_eq!(named(list), [("t.id", "attempt"), ("COALESCE(g.given_ms, 0)", "given_ms"), ("v.action", "action")]);
        let list = "(SELECT COUNT(*) AS n FROM (SELECT x.a, x.b FROM x) y) AS count, b.c";
        assert_eq!(named(list), [("(SELECT COUNT(*) AS n FROM (SELECT x.a, x.b FROM x) y)", "count"), ("b.c", "c")]);
        assert_eq!(named("CAST(SUM(t.n) AS BIGINT) AS sum, a.item"), [("CAST(SUM(t.n) AS BIGINT)", "sum"), ("a.item", "item")]);
        assert_eq!(named("COALESCE(t.a, '(,'), t.b"), [("COALESCE(t.a, '(,')", "a, '(,')"), ("t.b", "b")]);
    }

    #[test]
    fn only_expressions_are_packed() {
        let columns = "v.item AS seen_item, CAST(v.rev AS BIGINT)";
        let sqlite = pack(false, columns, "answer_event v");
        assert_eq!(sqlite, "SELECT json_group_array(json_array(v.item, CAST(v.rev AS BIGINT))) AS packed FROM answer_event v");
        let postgres = pack(true, columns, "answer_event v");
        assert!(postgres.contains("json_build_array(v.item, CAST(v.rev AS BIGINT))), '[]')::text AS packed FROM"), "{postgres}");
    }
}
