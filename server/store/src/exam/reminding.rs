//! Reminders of sessions that open soon. The cause of the message names session, reminder and opening, so that nobody is told twice, whichever nodes
//! look and whatever restarted; a session that is moved is another opening.

use crate::{
    Fault, Stamp, Store, boxed,
    db::{Arg, Conn, Row, args, dialect},
    office::message::inbox::{self, NewMessage},
};
use zhixing_domain::{assessment::Reminder, id::AccountId, message::InboxMessage, plan_ref::PlanRef, time::Timestamp};

/// How many people are reminded in one transaction.
const MOST: i64 = 200;

impl Store {
    /// The server reminds people of their sessions, some at a time; those whose line or session changed after the reminder was due are left out. How
    /// many were reminded: none when all have been.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn remind(&self, which: Reminder, stamp: Stamp) -> Result<usize, Fault> {
        // nearly always there is nobody, and then nothing is written
        if self.core.read.one(whom(which, 1), of(which, stamp.now)).await?.is_none() {
            return Ok(0);
        }
        self.core.write(move |c| Box::pin(async move { remind(c, which, &stamp).await })).await
    }

    /// A worker asks before it carries a reminder that may have waited: whether this person still has a session of the plan that opens then, and
    /// later than `now`.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn is_ahead(&self, account: AccountId, plan: &PlanRef, opens: Timestamp, now: Timestamp) -> Result<bool, Fault> {
        let sql = "SELECT 1 FROM exam_candidate k JOIN exam_session s ON s.id = k.session \
                   WHERE k.account_id = $1 AND s.plan = $2 AND s.opens_at = $3 AND s.opens_at > $4 AND s.cancelled_at IS NULL LIMIT 1";
        Ok(self.core.read.one(sql, args![account.to_string(), plan, opens, now]).await?.is_some())
    }
}

/// Who is to be reminded, and of what.
fn whom(which: Reminder, most: i64) -> String {
    let code = which.code();
    format!(
        "SELECT k.account_id, k.room, s.id, s.plan, s.name, s.place, s.opens_at, s.closes_at \
         FROM exam_session s JOIN exam_candidate k ON k.session = s.id JOIN account a ON a.id = k.account_id \
         WHERE s.opens_at > $1 AND s.opens_at <= $2 AND s.cancelled_at IS NULL AND a.disabled_at IS NULL \
         AND COALESCE(k.listed_at, 0) <= s.opens_at - $3 AND COALESCE(s.revised_at, s.created_at) <= s.opens_at - $3 \
         AND NOT EXISTS (SELECT 1 FROM message m WHERE m.account_id = k.account_id \
         AND m.cause = 'session.soon ' || s.id || ' {code} ' || CAST(s.opens_at AS TEXT)) \
         ORDER BY s.opens_at, s.id, k.account_id LIMIT {most}"
    )
}

fn of(which: Reminder, now: Timestamp) -> Vec<Arg> {
    let (after, until) = which.due(now);
    args![after, until, which.before().ms()]
}

async fn remind(conn: &mut Conn<'_>, which: Reminder, stamp: &Stamp) -> Result<usize, Fault> {
    // whoever moves or cancels a session stops them first, so that nobody reads of the old time after the new one
    dialect::join_writers(conn, "attempt").await?;
    let rows = conn.all(whom(which, MOST), of(which, stamp.now)).await?;
    let new = rows.iter().map(|row| message(row, which)).collect::<Result<Vec<_>, Fault>>()?;
    inbox::put_all(conn, stamp, &new).await?;
    Ok(new.len())
}

fn message(row: &Row, which: Reminder) -> Result<NewMessage, Fault> {
    let opens = row.time("opens_at")?;
    let cause = format!("session.soon {} {} {}", row.text("id")?, which.code(), opens.ms());
    let message = InboxMessage::SessionSoon {
        plan: row.parse("plan")?,
        session: row.text("name")?,
        opens,
        closes: row.time("closes_at")?,
        place: row.text("place")?,
        seat: row.text("room")?,
    };
    Ok(NewMessage { to: row.parse("account_id")?, cause, message })
}
