//! Every difference between the two databases, and the shapes of SQL for many rows.

use crate::db::Conn;

/// Locks the rows a transaction read. SQLite has one writer at a time and needs nothing.
pub(crate) fn for_update(conn: &Conn) -> &'static str {
    if conn.is_postgres() { " FOR UPDATE" } else { "" }
}

/// Skips rows that another node holds; on SQLite there is no other.
pub(crate) fn skip_locked(conn: &Conn) -> &'static str {
    if conn.is_postgres() { " FOR UPDATE SKIP LOCKED" } else { "" }
}

/// How many rows one multi-row statement takes, so that few distinct texts stay prepared: the largest of these that fits.
const SIZES: [usize; 4] = [64, 16, 4, 1];

/// Cuts `items` into runs whose lengths are all in [`SIZES`].
pub(crate) fn runs<T>(mut items: &[T]) -> Vec<&[T]> {
    let mut runs = vec![];
    while !items.is_empty() {
        let size = SIZES.into_iter().find(|s| *s <= items.len()).unwrap_or(1);
        let (run, rest) = items.split_at(size);
        runs.push(run);
        items = rest;
    }
    runs
}

/// `($1, $2), ($3, $4)` for `rows` rows of `columns`. SQLite looks for a name at every bound place, which is slow for hundreds of named ones:
/// there the places are nameless, in the same order.
pub(crate) fn values(postgres: bool, rows: usize, columns: usize) -> String {
    let row = |r: usize| {
        let places: Vec<String> = (1..=columns).map(|c| place(postgres, r * columns + c)).collect();
        format!("({})", places.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

/// `$1, $2, $3`: the same for a list.
pub(crate) fn list(postgres: bool, length: usize) -> String {
    (1..=length).map(|n| place(postgres, n)).collect::<Vec<_>>().join(", ")
}

fn place(postgres: bool, n: usize) -> String {
    if postgres { format!("${n}") } else { "?".into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_take_everything_once_in_few_sizes() {
        let items: Vec<u32> = (0..87).collect();
        assert_eq!(runs(&items).concat(), items);
        assert_eq!(runs(&items).iter().map(|r| r.len()).collect::<Vec<_>>(), [64, 16, 4, 1, 1, 1]);
    }

    #[test]
    fn values_number_their_places() {
        assert_eq!(values(true, 2, 2), "($1, $2), ($3, $4)");
        assert_eq!(values(false, 2, 2), "(?, ?), (?, ?)");
    }
}
