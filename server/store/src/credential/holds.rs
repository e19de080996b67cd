//! Certificates that were earned and wait, with their causes.

use crate::{
    Fault, Stamp, Store, boxed,
    credential::{basis, frozen_name},
    db::{Conn, Row, args, events},
    office::message::inbox,
};
use zhixing_domain::{
    certificate::{Hold, HolderName},
    event::Event,
    id::{AccountId, AttemptId},
    message::InboxMessage,
    plan_ref::PlanRef,
    time::Timestamp,
};

/// A certificate that waits, with whose it is.
#[derive(Clone, Debug)]
pub struct HeldCertificate {
    pub attempt: AttemptId,
    pub account: AccountId,
    pub login: String,
    /// What others see.
    pub display_name: String,
    pub plan: PlanRef,
    /// The name that was frozen at the start.
    pub name: Option<HolderName>,
    pub hold: Hold,
    pub since: Timestamp,
}

const COLUMNS: &str =
    "h.attempt_id, t.account_id, a.login, a.display_name, t.plan, t.legal_name, t.legal_name_source, h.cause, h.detail, h.since";
const FROM: &str = "certificate_hold h JOIN attempt t ON t.id = h.attempt_id JOIN account a ON a.id = t.account_id";

fn read(row: &Row) -> Result<HeldCertificate, Fault> {
    Ok(HeldCertificate {
        attempt: row.parse("attempt_id")?,
        account: row.parse("account_id")?,
        login: row.text("login")?,
        display_name: row.text("display_name")?,
        plan: row.parse("plan")?,
        name: frozen_name::name(row)?,
        hold: Hold::read(&row.text("cause")?, &row.text("detail")?),
        since: row.time("since")?,
    })
}

impl Store {
    /// The server notes why an earned certificate cannot be issued yet. The same cause again is no new event, and an attempt that has a
    /// certificate holds none back.
    ///
    /// # Errors
    ///
    /// [`Fault::Conflict`] if it would wait for a name that staff have settled meanwhile: the caller looks again.
    #[boxed]
    pub async fn hold_certificate(&self, attempt: AttemptId, hold: Hold, stamp: Stamp) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let (id, cause, detail) = (attempt.to_string(), hold.code(), hold.detail());
                    // what was issued meanwhile waits for nothing
                    if c.one("SELECT 1 FROM certificate WHERE attempt_id = $1 LIMIT 1", args![&id]).await?.is_some() {
                        return Ok(());
                    }
                    basis::still_waits(c, attempt, &hold).await?;
                    let same = "UPDATE certificate_hold SET tried_at = $2 WHERE attempt_id = $1 AND cause = $3 AND detail = $4";
                    if c.execute(same, args![&id, stamp.now, cause, &detail]).await? > 0 {
                        return Ok(());
                    }
                    let sql = "INSERT INTO certificate_hold (attempt_id, cause, detail, since, tried_at) VALUES ($1, $2, $3, $4, $4) \
                               ON CONFLICT (attempt_id) DO UPDATE SET cause = excluded.cause, detail = excluded.detail, tried_at = excluded.tried_at";
                    c.execute(sql, args![&id, cause, &detail, stamp.now]).await?;
                    // what waits for an operator is nothing that its person could mend
                    if matches!(hold, Hold::NameMissing | Hold::NameUnconfirmed) {
                        let missing = hold == Hold::NameMissing;
                        inbox::put_of(c, &stamp, attempt, cause, |plan| InboxMessage::NameWaits { plan, attempt, missing }).await?;
                    }
                    events::append(c, &stamp, &id, Event::CertificateHeld { cause: cause.into(), detail }).await
                })
            })
            .await
    }

    /// The server notes that no certificate of this attempt waits any more.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn release_hold(&self, attempt: AttemptId) -> Result<(), Fault> {
        if self.hold_of(attempt).await?.is_none() {
            return Ok(());
        }
        self.core.write(move |c| Box::pin(async move { lift(c, attempt).await })).await
    }

    /// Tells what the certificate of an attempt waits for; `None` if none waits.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn hold_of(&self, attempt: AttemptId) -> Result<Option<Hold>, Fault> {
        let row =
            self.core.near.one("SELECT cause, detail FROM certificate_hold WHERE attempt_id = $1", args![attempt.to_string()]).await?;
        row.map(|r| Ok(Hold::read(&r.text("cause")?, &r.text("detail")?))).transpose()
    }

    /// Lists the certificates of a person that wait, the longest wait first.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn holds_of(&self, account: AccountId) -> Result<Vec<HeldCertificate>, Fault> {
        let sql = format!("SELECT {COLUMNS} FROM {FROM} WHERE t.account_id = $1 ORDER BY h.since, h.attempt_id");
        self.core.read.all(sql, args![account.to_string()]).await?.iter().map(read).collect()
    }

    /// Lists at most `most` certificates that wait, the longest wait first.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn holds(&self, most: i64) -> Result<Vec<HeldCertificate>, Fault> {
        let sql = format!("SELECT {COLUMNS} FROM {FROM} ORDER BY h.since, h.attempt_id LIMIT $1");
        self.core.read.all(sql, args![most]).await?.iter().map(read).collect()
    }

    /// Counts the certificates that wait, for the overview: `(for a name, for something else)`.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn count_holds(&self) -> Result<(i64, i64), Fault> {
        let sql = "SELECT COUNT(*) AS held, \
                   COALESCE(SUM(CASE WHEN cause IN ('name_missing', 'name_unconfirmed') THEN 1 ELSE 0 END), 0) AS for_names \
                   FROM certificate_hold";
        let Some(row) = self.core.read.one(sql, vec![]).await? else { return Ok((0, 0)) };
        let (all, names) = (row.int("held")?, row.int("for_names")?);
        Ok((names, all - names))
    }

    /// Lists at most `most` certificates that wait for something that nobody tells the server of (fonts, settings), and that it last tried
    /// at `before` or earlier.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn holds_to_retry(&self, before: Timestamp, most: i64) -> Result<Vec<AttemptId>, Fault> {
        let sql = "SELECT attempt_id FROM certificate_hold WHERE cause NOT IN ('name_missing', 'name_unconfirmed') AND tried_at <= $1 \
                   ORDER BY tried_at LIMIT $2";
        self.core.read.all(sql, args![before, most]).await?.iter().map(|r| r.parse("attempt_id")).collect()
    }
}

#[boxed]
pub(crate) async fn lift(conn: &mut Conn<'_>, attempt: AttemptId) -> Result<(), Fault> {
    conn.execute("DELETE FROM certificate_hold WHERE attempt_id = $1", args![attempt.to_string()]).await.map(|_| ())
}
