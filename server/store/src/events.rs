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

/// Appends an event of a kind that a page can bring about, up to `most` of a subject; the next one says that the rest is only counted. Whether it
/// stands for itself.
pub(crate) async fn append_bounded(
    conn: &mut Conn<'_>,
    stamp: &Stamp,
    n: u64,
    most: i64,
    (action, subject, detail): (&str, &str, &str),
) -> Result<bool, Fault> {
    let sql = "INSERT INTO tally (subject, action, n) VALUES ($1, $2, 1) ON CONFLICT (subject, action) DO UPDATE SET n = tally.n + 1";
    conn.execute(sql, args![subject, action]).await?;
    match tally(conn, subject, action).await? {
        count if count <= most => append(conn, stamp, n, action, subject, detail).await.map(|()| true),
        count if count == most + 1 => append(conn, stamp, n, "attempt.counted", subject, &format!("{action} {most}")).await.map(|()| false),
        _ => Ok(false),
    }
}

/// How often something was noted of a subject.
pub(crate) async fn tally(conn: &mut Conn<'_>, subject: &str, action: &str) -> Result<i64, Fault> {
    let row = conn.one("SELECT n FROM tally WHERE subject = $1 AND action = $2", args![subject, action]).await?;
    row.map_or(Ok(0), |r| r.int(0))
}

/// What pages tell of themselves and of their devices: many at a time are nothing unusual, and anybody can make them. Everything else that
/// happened to an attempt was decided by people or is evidence of how it was sat.
const TELEMETRY: &str = "('attempt.device_changed', 'attempt.pen_taken', 'attempt.counted', 'browser.proved')";

/// One event of a history: when, who (a person's name, `system` or `operator`), what, and more of it.
pub type Happened = (Timestamp, String, String, String);

/// Which part of a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What people did, and evidence of how an attempt was sat.
    Evidence,
    /// What pages told of themselves.
    Telemetry,
}

impl Store {
    /// A page of the history of a subject, the newest first page, each oldest first, [`NEWEST`] a page; and how many events there are.
    pub async fn history(&self, subject: &str, part: Part, page: i64) -> Result<(Vec<Happened>, i64), Fault> {
        let not = if part == Part::Evidence { "NOT " } else { "" };
        let of = format!("FROM event v LEFT JOIN account a ON a.id = v.actor WHERE v.subject = $1 AND v.action {not}IN {TELEMETRY}");
        let count = self.core.read.one(format!("SELECT COUNT(*) {of}"), args![subject]).await?.map_or(Ok(0), |r| r.int(0))?;
        let columns = "v.at, COALESCE(NULLIF(a.display_name, ''), a.login, v.actor), v.action, v.detail";
        let sql = format!("SELECT {columns} {of} ORDER BY v.id DESC LIMIT $2 OFFSET $3");
        let rows = self.core.read.all(sql, args![subject, NEWEST, page.clamp(0, (count - 1).max(0) / NEWEST) * NEWEST]).await?;
        let events = rows.iter().rev().map(|r| Ok((r.time(0)?, r.text(1)?, r.text(2)?, r.text(3)?))).collect::<Result<_, Fault>>()?;
        Ok((events, count))
    }

    /// What was noted of a subject so often that it is only counted: `(action, how often)`.
    pub async fn tallies(&self, subject: &str) -> Result<Vec<(String, i64)>, Fault> {
        let rows = self.core.read.all("SELECT action, n FROM tally WHERE subject = $1 ORDER BY action", args![subject]).await?;
        rows.iter().map(|r| Ok((r.text(0)?, r.int(1)?))).collect()
    }

    /// The newest [`NEWEST`] events of a subject, oldest first: `(at, who, action, detail)`; who is a person's name, `system` or `operator`.
    pub async fn events_of(&self, subject: &str) -> Result<Vec<Happened>, Fault> {
        let sql = "SELECT v.at, COALESCE(NULLIF(a.display_name, ''), a.login, v.actor), v.action, v.detail FROM event v \
                   LEFT JOIN account a ON a.id = v.actor WHERE v.subject = $1 ORDER BY v.id DESC LIMIT $2";
        let rows = self.core.read.all(sql, args![subject, NEWEST]).await?;
        rows.iter().rev().map(|r| Ok((r.time(0)?, r.text(1)?, r.text(2)?, r.text(3)?))).collect()
    }
}
