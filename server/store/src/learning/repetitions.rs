//! Items of practice that are asked again, each when it is due. When that is, the domain says.

use crate::{
    Fault, Store, boxed,
    db::{
        Conn, Row, args,
        dialect::{self, row},
    },
    learning::readers::PracticeTry,
};
use zhixing_domain::{id::AccountId, question::ItemVersion, repetition::Repetition, time::Timestamp};

/// An item that is asked again, as it was when it was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    pub course: String,
    pub item: String,
    pub version: ItemVersion,
    pub next: Repetition,
}

fn next(row: &Row) -> Result<Repetition, Fault> {
    Ok(Repetition { in_box: row.int("in_box")?, due_at: row.time("due_at")? })
}

fn read(row: &Row) -> Result<Repeated, Fault> {
    Ok(Repeated { course: row.text("course")?, item: row.text("item")?, version: ItemVersion(row.text("version")?), next: next(row)? })
}

/// Moves an item on, or back, by the answer that was given. Of an earlier text of it nothing counts.
#[boxed]
pub(crate) async fn repeat(c: &mut Conn<'_>, of: &PracticeTry, now: Timestamp) -> Result<Repetition, Fault> {
    let (account, lock) = (of.account.to_string(), dialect::for_update(c));
    let sql = format!("SELECT in_box, due_at FROM repetition WHERE account_id = $1 AND course = $2 AND item = $3 AND version = $4{lock}");
    let row = c.one(sql, args![&account, &of.course, &of.item, &of.version.0]).await?;
    let kept = row.as_ref().map(next).transpose()?;
    let after = Repetition::after(kept, of.right, now, of.days);
    if kept != Some(after) {
        let sql = "INSERT INTO repetition (account_id, course, item, version, in_box, due_at) VALUES ($1, $2, $3, $4, $5, $6) \
                   ON CONFLICT (account_id, course, item) DO UPDATE SET version = excluded.version, in_box = excluded.in_box, due_at = excluded.due_at";
        c.execute(sql, args![account, &of.course, &of.item, &of.version.0, after.in_box, after.due_at]).await?;
    }
    Ok(after)
}

impl Store {
    /// Lists what a person is asked again by a moment, by course and item alone: to be counted.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn due_items(&self, account: AccountId, by: Timestamp) -> Result<Vec<(String, String)>, Fault> {
        let of = dialect::rows("account", [row![account.to_string()]]);
        let rest = format!("e JOIN repetition r ON r.account_id = e.account WHERE r.due_at <= {}", by.ms());
        let rows = self.core.read.packed_with(of, "r.course, r.item", &rest).await?;
        rows.iter().map(|row| Ok((row.text("course")?, row.text("item")?))).collect()
    }

    /// Lists what a person is asked again: what is due by a moment, or all of it; what has waited longest first. It may be of an item that is not
    /// published now: its box waits until the item is back.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn repetitions_of(&self, account: AccountId, due_by: Option<Timestamp>) -> Result<Vec<Repeated>, Fault> {
        let sql = "SELECT course, item, version, in_box, due_at FROM repetition WHERE account_id = $1 AND due_at <= $2 ORDER BY due_at, course, item";
        let by = due_by.unwrap_or(Timestamp::from_ms(i64::MAX));
        let rows = self.core.read.all(sql, args![account.to_string(), by]).await?;
        rows.iter().map(read).collect()
    }
}
