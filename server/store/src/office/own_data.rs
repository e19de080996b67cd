//! What the log tells about a person, for that person: their account and their attempts that are over. Each event says whether it is theirs to read: marks and results
//! are not, for a mark is nobody's to read before its release, nor what staff report for each other to look at. Nor is what a later build wrote, of which this one
//! does not know. Whoever acted is told as the person, the staff or the system, and by no name.

use crate::{
    Actor, Fault, Stamp, Store, boxed,
    db::{Row, args, events},
};
use zhixing_domain::{event::Event, id::AccountId, time::Timestamp};

/// Who did something to a person's account or attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoneBy {
    Oneself,
    Staff,
    System,
}

/// A line of the log about a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnEvent {
    pub at: Timestamp,
    pub by: DoneBy,
    /// The account or the attempt.
    pub about: String,
    pub action: String,
    /// Its data as JSON; empty where the action says all.
    pub detail: String,
}

/// The most lines that are given at once; the newest are.
pub const OWN_EVENTS: i64 = 20_000;

fn read(row: &Row, me: &str) -> Result<OwnEvent, Fault> {
    let actor = row.text("actor")?;
    let by = match actor.as_str() {
        actor if actor == me => DoneBy::Oneself,
        actor if actor == Actor::System.to_string() => DoneBy::System,
        _ => DoneBy::Staff,
    };
    Ok(OwnEvent { at: row.time("at")?, by, about: row.text("subject")?, action: row.text("action")?, detail: row.text("detail")? })
}

impl Store {
    /// A person reads what the log tells of their account and of their attempts, oldest first: the newest [`OWN_EVENTS`] lines.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn events_about(&self, account: AccountId) -> Result<Vec<OwnEvent>, Fault> {
        let me = account.to_string();
        let theirs = Event::for_their_person().map(|action| format!("'{action}'")).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "SELECT v.at, v.actor, v.subject, v.action, v.detail FROM event v WHERE (v.subject = $1 OR v.subject IN (SELECT t.id FROM attempt t \
             WHERE t.account_id = $1 AND t.state NOT IN ('ready', 'in_progress', 'paused'))) AND v.action IN ({theirs}) ORDER BY v.id DESC LIMIT $2"
        );
        let rows = self.core.read.all(sql, args![&me, OWN_EVENTS]).await?;
        rows.iter().rev().map(|row| read(row, &me)).collect()
    }

    /// A person took everything that is kept about them.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn note_data_taken(&self, account: AccountId, stamp: Stamp) -> Result<(), Fault> {
        self.core.write(move |c| Box::pin(async move { events::append(c, &stamp, &account.to_string(), Event::DataTaken).await })).await
    }
}
