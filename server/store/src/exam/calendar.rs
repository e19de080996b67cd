//! A calendar of one's own: the hash of the secret that its address has, and the sessions that stand in it.

use crate::{
    Fault, Seated, Stamp, Store, boxed,
    db::{args, events},
    exam::exam_sessions::{COLUMNS, ExamSession, accommodation, read},
    office::{self, accounts},
};
use zhixing_domain::{
    account::{Account, Invigilator},
    event::Event,
    id::AccountId,
    time::Timestamp,
};

/// The most sessions that a calendar holds.
const ENTRIES: i64 = 500;

impl Store {
    /// A person gets a calendar with an address of its own, kept as the hash of its secret. The address before it leads nowhere from then on.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn make_calendar(&self, account: AccountId, hash: String, stamp: Stamp) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let sql = "INSERT INTO calendar (account_id, hash, made_at) VALUES ($1, $2, $3) \
                               ON CONFLICT (account_id) DO UPDATE SET hash = excluded.hash, made_at = excluded.made_at";
                    c.execute(sql, args![account.to_string(), hash, stamp.now]).await?;
                    events::append(c, &stamp, &account.to_string(), Event::CalendarMade).await
                })
            })
            .await
    }

    /// A person takes the address of their calendar away; `false` if there was none.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn remove_calendar(&self, account: AccountId, stamp: Stamp) -> Result<bool, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let removed = c.execute("DELETE FROM calendar WHERE account_id = $1", args![account.to_string()]).await? > 0;
                    if removed {
                        events::append(c, &stamp, &account.to_string(), Event::CalendarRemoved).await?;
                    }
                    Ok(removed)
                })
            })
            .await
    }

    /// Tells since when a person's calendar has its address; `None` if it has none.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn calendar_made(&self, account: AccountId) -> Result<Option<Timestamp>, Fault> {
        let row = self.core.read.one("SELECT made_at FROM calendar WHERE account_id = $1", args![account.to_string()]).await?;
        row.map(|r| r.time("made_at")).transpose()
    }

    /// Finds whose calendar it is by the hash of its secret; `None` if there is none.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn account_of_calendar(&self, hash: &str) -> Result<Option<Account>, Fault> {
        let sql = format!("SELECT {} FROM calendar k JOIN account a ON a.id = k.account_id WHERE k.hash = $1", accounts::COLUMNS);
        self.core.read.one(sql, args![hash]).await?.map(|r| accounts::read(&r)).transpose()
    }

    /// Lists the sessions on whose lists a person is and that close after `since`, also cancelled ones, in the order in which they open.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn sessions_of(&self, account: AccountId, since: Timestamp) -> Result<Vec<Seated>, Fault> {
        let sql = format!(
            "SELECT {COLUMNS}, k.factor, k.extra_ms, k.room FROM exam_candidate k JOIN exam_session s ON s.id = k.session \
             WHERE k.account_id = $1 AND s.closes_at > $2 ORDER BY s.opens_at, s.id LIMIT {ENTRIES}"
        );
        let rows = self.core.read.all(sql, args![account.to_string(), since]).await?;
        rows.iter().map(|r| Ok(Seated { session: read(r)?, accommodation: accommodation(r)?, room: r.text("room")? })).collect()
    }

    /// Lists for staff all sessions that close after `since`, also cancelled ones, in the order in which they open.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn sessions_since(&self, who: &Invigilator, since: Timestamp) -> Result<Vec<ExamSession>, Fault> {
        let (within, courses) = office::scope::condition(who.scope(), "s.plan", 2);
        let sql =
            format!("SELECT {COLUMNS} FROM exam_session s WHERE s.closes_at > $1 AND {within} ORDER BY s.opens_at, s.id LIMIT {ENTRIES}");
        let mut values = args![since];
        values.extend(courses);
        self.core.read.all(sql, values).await?.iter().map(read).collect()
    }
}
