//! Events: what happened, by whom, when. Appended in the transaction of what they tell.

use crate::{
    Fault, Store,
    db::{Conn, args},
    dialect::{self, row},
};
use zhixing_domain::{
    id::{AccountId, EventId},
    time::Timestamp,
};

/// The most lines of a history that are read at once.
pub const NEWEST: i64 = 200;

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
    /// The request under which it is logged; none for what the server does by itself.
    pub request: Option<RequestId>,
}

/// The name of a request in the log, in `x-request-id` and in the audit log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestId(pub i64, pub u64);

impl std::fmt::Display for RequestId {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{:x}-{:x}", self.0, self.1)
    }
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
    append_all(conn, stamp, n, &[(action, subject, detail)]).await
}

/// Appends several, `(action, subject, detail)`, whose ids are the verb's `first`, `first + 1`, …
pub(crate) async fn append_all(conn: &mut Conn<'_>, stamp: &Stamp, first: u64, new: &[(&str, &str, &str)]) -> Result<(), Fault> {
    if new.is_empty() {
        return Ok(());
    }
    let (actor, request) = (stamp.actor.to_string(), stamp.request.map(|r| r.to_string()));
    let id = |n: usize| EventId::new(stamp.now, stamp.random(first + n as u64)).to_string();
    let rows = new
        .iter()
        .enumerate()
        .map(|(n, (action, subject, detail))| row![id(n), stamp.now, &actor, *action, *subject, *detail, request.as_deref()]);
    let sql = "INSERT INTO event (id, at, actor, action, subject, detail, request) SELECT * FROM e";
    conn.execute_with(dialect::rows("id, at, actor, action, subject, detail, request", rows), sql).await?;
    let ids = dialect::rows("id", (0..new.len()).map(|n| row![id(n)]));
    conn.execute_with(ids, "INSERT INTO event_pending (event_id) SELECT id FROM e").await?;
    Ok(())
}

impl Store {
    /// The newest [`NEWEST`] events of a subject, oldest first: `(at, who, action, detail)`; who is a person's name, `system` or `operator`.
    pub async fn events_of(&self, subject: &str) -> Result<Vec<(Timestamp, String, String, String)>, Fault> {
        let sql = "SELECT v.at, COALESCE(NULLIF(a.display_name, ''), a.login, v.actor), v.action, v.detail FROM event v \
                   LEFT JOIN account a ON a.id = v.actor WHERE v.subject = $1 ORDER BY v.id DESC LIMIT $2";
        let rows = self.core.read.all(sql, args![subject, NEWEST]).await?;
        rows.iter().rev().map(|r| Ok((r.time(0)?, r.text(1)?, r.text(2)?, r.text(3)?))).collect()
    }
}
