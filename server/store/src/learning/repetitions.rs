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
    /// Counts what is due for a person.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn count_due(&self, account: AccountId, now: Timestamp) -> Result<i64, Fault> {
        let sql = "SELECT COUNT(*) AS count FROM repetition WHERE account_id = $1 AND due_at <= $2";
        self.core.read.one(sql, args![account.to_string(), now]).await?.map_or(Ok(0), |r| r.int("count"))
    }

    /// Lists what a person is asked again: what is due by a moment, or all of it; what has waited longest first.
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

    /// Items that are in their courses no more are asked no more, by course and item.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be written.
    #[boxed]
    pub async fn drop_repetitions(&self, account: AccountId, gone: Vec<(String, String)>) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let account = account.to_string();
                    let gone = dialect::rows("account, course, item", gone.iter().map(|(course, item)| row![&account, course, item]));
                    let sql = "DELETE FROM repetition WHERE (account_id, course, item) IN (SELECT e.account, e.course, e.item FROM e)";
                    c.execute_with(gone, sql).await.map(|_| ())
                })
            })
            .await
    }
}
