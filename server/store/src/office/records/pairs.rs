//! Rows and what the log tells of them, side by side, in pages. A page has the subjects of both: those that have rows, and those that events tell of. So
//! a row that is gone is missed, and a row that no event brought is found.

use crate::{
    Fault, RecordFault, Store,
    db::{Row, args},
    office::records::Found,
};
use std::collections::HashMap;
use zhixing_domain::event::{Event, LogEntry};

/// Rows of one kind, and the events that tell of them.
pub(super) struct Kind {
    pub table: &'static str,
    /// The column that the events have as their subject.
    pub key: &'static str,
    pub columns: &'static [&'static str],
    /// The actions of the events, as SQL lists them.
    pub actions: &'static str,
    /// How many subjects are looked at together.
    pub page: usize,
}

/// One subject: its rows, and what the log tells of it, oldest first. What this build has no word for tells nothing of the rows.
pub(super) struct Subject {
    pub id: String,
    pub rows: Vec<Row>,
    pub told: Vec<Event>,
}

/// Looks at all subjects of a kind, page by page. What one look finds counts if a second one finds it, too: a server that runs meanwhile may write
/// between the reading of the rows and that of the events.
pub(super) async fn check(
    store: &Store,
    kind: &Kind,
    found: &mut Vec<Found>,
    look: impl AsyncFn(Vec<Subject>) -> Result<Vec<Found>, Fault>,
) -> Result<(), Fault> {
    let mut after = String::new();
    loop {
        let ids = subjects(store, kind, &after).await?;
        let Some(last) = ids.last() else { return Ok(()) };
        let mut faults = look(read(store, kind, &after, &ids).await?).await?;
        if !faults.is_empty() {
            let again = look(read(store, kind, &after, &ids).await?).await?;
            faults.retain(|fault| again.contains(fault));
        }
        found.append(&mut faults);
        if ids.len() < kind.page {
            return Ok(());
        }
        after.clone_from(last);
    }
}

/// The same, for what is looked at one by one.
pub(super) async fn check_each(
    store: &Store,
    kind: &Kind,
    found: &mut Vec<Found>,
    look: impl Fn(&Subject) -> Result<Vec<RecordFault>, Fault>,
) -> Result<(), Fault> {
    let all = async |page: Vec<Subject>| {
        let mut found = vec![];
        for subject in &page {
            found.extend(look(subject)?.into_iter().map(|fault| (subject.id.clone(), fault)));
        }
        Ok(found)
    };
    check(store, kind, found, all).await
}

/// The next subjects, of rows and of events, in the order of the database.
async fn subjects(store: &Store, kind: &Kind, after: &str) -> Result<Vec<String>, Fault> {
    let Kind { table, key, actions, page, .. } = kind;
    let sql = format!(
        "SELECT id FROM (SELECT DISTINCT {key} AS id FROM {table} WHERE {key} > $1 ORDER BY {key} LIMIT {page}) r UNION SELECT id FROM \
         (SELECT DISTINCT subject AS id FROM event WHERE subject > $1 AND action IN ({actions}) ORDER BY subject LIMIT {page}) v \
         ORDER BY id LIMIT {page}"
    );
    store.core.read.all(sql, args![after]).await?.iter().map(|row| row.text("id")).collect()
}

async fn read(store: &Store, kind: &Kind, after: &str, ids: &[String]) -> Result<Vec<Subject>, Fault> {
    let Kind { table, key, columns, actions, .. } = kind;
    let last = ids.last().map_or("", String::as_str);
    let columns = columns.join(", ");
    let sql = format!("SELECT {columns} FROM {table} WHERE {key} > $1 AND {key} <= $2");
    let mut rows = of_each(store.core.read.all(sql, args![after, last]).await?, key)?;
    let sql = format!("SELECT subject, id, action, detail FROM event WHERE subject > $1 AND subject <= $2 AND action IN ({actions})");
    let mut events = of_each(store.core.read.all(sql, args![after, last]).await?, "subject")?;
    let subject = |id: &String| {
        let told = told(events.remove(id).unwrap_or_default())?;
        Ok(Subject { id: id.clone(), rows: rows.remove(id).unwrap_or_default(), told })
    };
    ids.iter().map(subject).collect()
}

/// One subject alone.
pub(super) async fn one(store: &Store, kind: &Kind, id: &str) -> Result<Subject, Fault> {
    let Kind { table, key, columns, actions, .. } = kind;
    let rows = store.core.read.all(format!("SELECT {} FROM {table} WHERE {key} = $1", columns.join(", ")), args![id]).await?;
    let sql = format!("SELECT id, action, detail FROM event WHERE subject = $1 AND action IN ({actions})");
    Ok(Subject { id: id.into(), rows, told: told(store.core.read.all(sql, args![id]).await?)? })
}

fn told(events: Vec<Row>) -> Result<Vec<Event>, Fault> {
    let read = |r: &Row| Ok((r.text("id")?, LogEntry::read(r.text("action")?, r.text("detail")?)));
    let mut told: Vec<(String, LogEntry)> = events.iter().map(read).collect::<Result<_, Fault>>()?;
    told.sort_by(|a, b| a.0.cmp(&b.0));
    let known = |(_, entry)| match entry {
        LogEntry::Known(event) => Some(event),
        LogEntry::Other { .. } => None,
    };
    Ok(told.into_iter().filter_map(known).collect())
}

/// Rows by what they are of.
pub(super) fn of_each(rows: Vec<Row>, key: &str) -> Result<HashMap<String, Vec<Row>>, Fault> {
    let mut of: HashMap<String, Vec<Row>> = HashMap::new();
    for row in rows {
        of.entry(row.text(key)?).or_default().push(row);
    }
    Ok(of)
}

/// What the newest event tells of those that tell something.
pub(super) fn last<'t, T>(told: &'t [Event], tells: impl Fn(&'t Event) -> Option<T>) -> Option<T> {
    told.iter().rev().find_map(tells)
}
