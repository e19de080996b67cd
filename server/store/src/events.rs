//! Events: what happened, by whom, when. Appended in the transaction of what they tell.

use crate::{
    Fault, Store,
    db::{Conn, args},
};
use zhixing_domain::{
    id::{AccountId, EventId},
    time::Timestamp,
};

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    Person(AccountId),
    /// The sweep, the outbox, the set-up.
    System,
    /// Somebody at the server's own command line.
    Operator,
}

impl std::fmt::Display for Actor {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Self::Person(id) => write!(f, "{id}"),
            Self::System => f.write_str("system"),
            Self::Operator => f.write_str("operator"),
        }
    }
}

/// When and by whom, with the randomness for the ids that a verb mints: given once by the edge.
#[derive(Clone, Copy, Debug)]
pub struct Stamp {
    pub now: Timestamp,
    pub actor: Actor,
    pub random: [u8; 10],
}

impl Stamp {
    /// Different random bytes for the `n`-th id of one verb.
    pub(crate) fn random(&self, n: u64) -> [u8; 10] {
        let mut bytes = self.random;
        let mix = n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
        bytes.iter_mut().rev().zip(mix.iter().rev()).for_each(|(b, m)| *b ^= m);
        bytes
    }
}

/// Appends an event.
pub(crate) async fn append(conn: &mut Conn<'_>, stamp: &Stamp, n: u64, action: &str, subject: &str, detail: &str) -> Result<(), Fault> {
    let id = EventId::new(stamp.now, stamp.random(n));
    let sql = "INSERT INTO event (id, at, actor, action, subject, detail) VALUES ($1, $2, $3, $4, $5, $6)";
    conn.execute(sql, args![id.to_string(), stamp.now, stamp.actor.to_string(), action, subject, detail]).await?;
    Ok(())
}

impl Store {
    /// The events of a subject, oldest first: `(at, actor, action, detail)`.
    pub async fn events_of(&self, subject: &str) -> Result<Vec<(Timestamp, String, String, String)>, Fault> {
        let sql = "SELECT at, actor, action, detail FROM event WHERE subject = $1 ORDER BY id";
        let rows = self.core.read.all(sql, args![subject]).await?;
        rows.iter().map(|r| Ok((r.time(0)?, r.text(1)?, r.text(2)?, r.text(3)?))).collect()
    }
}
