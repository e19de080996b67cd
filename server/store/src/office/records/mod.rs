//! Whether the rows still say what the audit log says: receipts, results, roles and certificates, computed anew.
//!
//! The chain proves that the log is what was written. Rows are not in the chain; what an event told of them is. Whoever changes a row with a database tool
//! changes nothing in the log, and is found here. [`pairs`] goes through both at once: from each row to its events, and from each event to its row.

mod accounts;
mod attempts;
pub(crate) mod certificates;
mod pairs;

use crate::{Fault, Store};
use zhixing_domain::{digest::sha256_hex, event::Event, grading::Score, points::Points};

/// A row that does not say what the log says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecordFault {
    /// The answers of an ended attempt are not those that its receipt was given for.
    Receipt,
    /// The log has the attempt's end and its row does not, or the other way round.
    Reopened,
    /// A mark is not what the machine made or the marker gave.
    Mark,
    /// The score is not what the marks add up to, or not what was released, or its release is not what the log tells.
    Score,
    /// Roles that no event gave, or an account that nobody opened.
    Roles,
    /// Disabled or enabled without an event.
    Disabled,
    /// The bytes of a certificate are not those that were issued, or it was issued, revoked or put in force again without an event.
    Certificate,
    /// The log tells of it, and its row is gone.
    Gone,
}

/// A subject, and what is wrong with it.
type Found = (String, RecordFault);

/// What the event of a marking tells of the machine's marks: one digest over item, worth and points.
pub(crate) fn machine_marks<'m>(marks: impl Iterator<Item = (&'m str, Points, Option<Points>)>) -> String {
    let line = |(item, worth, points): (&str, Points, Option<Points>)| {
        let points = points.map_or_else(|| "-".to_string(), |p| p.hundredths().to_string());
        format!("{item} {} {points}\n", worth.hundredths())
    };
    sha256_hex(marks.map(line).collect::<String>().as_bytes())
}

/// The event of a release.
pub(crate) fn released(score: &Score) -> Event {
    Event::Released { score: Some(score.score), pass_mark: Some(score.pass_mark) }
}

impl Store {
    /// The operator checks whether the rows still say what the audit log says, and gets each that does not: `(subject, why)`. Events of
    /// earlier builds tell less and are taken as they are.
    ///
    /// # Errors
    ///
    /// [`Fault::Corrupt`] if a row cannot be read at all. A row that does not say what the log says is no error: it is in the list.
    pub async fn verify_records(&self) -> Result<Vec<(String, RecordFault)>, Fault> {
        let mut found = vec![];
        attempts::check(self, &mut found).await?;
        accounts::check(self, &mut found).await?;
        certificates::check(self, &mut found).await?;
        Ok(found)
    }
}
