//! Events: what happened, by whom, when. Appended in the transaction of what they tell.

use crate::{
    Fault, Store, boxed,
    db::{
        Conn, Row, args,
        dialect::{self, row},
    },
    office::message::telling,
};
use zhixing_domain::{
    account::{Administrator, Invigilator},
    event::{Event, LogEntry},
    id::{AccountId, AttemptId, EventId, IdSource},
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

/// When and by whom, and where the ids come from that a verb mints: given once by the edge.
#[derive(Clone, Debug)]
pub struct Stamp {
    pub now: Timestamp,
    pub actor: Actor,
    /// The request under which it is logged; none for what the server does by itself.
    pub request: Option<RequestId>,
    pub ids: IdSource,
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
    pub const fn new(now: Timestamp, actor: Actor, random: [u8; 10]) -> Self {
        Self { now, actor, request: None, ids: IdSource::new(now, random) }
    }

    /// A new id, which sorts after all that this stamp gave before: `stamp.mint(EventId::new)`.
    pub(crate) fn mint<T>(&self, id: impl FnOnce(Timestamp, [u8; 10]) -> T) -> T {
        self.ids.mint(id)
    }
}

/// Appends an event.
#[boxed]
pub(crate) async fn append(conn: &mut Conn<'_>, stamp: &Stamp, subject: &str, event: Event) -> Result<(), Fault> {
    append_all(conn, stamp, &[(subject, event)]).await
}

/// Appends several, each with its subject. Systems hear of those that they are told of.
pub(crate) async fn append_all(conn: &mut Conn<'_>, stamp: &Stamp, new: &[(&str, Event)]) -> Result<(), Fault> {
    append_rows(conn, stamp, new.iter().map(|(subject, event)| (stamp.actor, *subject, event)).collect()).await
}

/// Appends several at once that were not all done by who asked: what the server does by itself belongs to no request.
pub(crate) async fn append_of(conn: &mut Conn<'_>, stamp: &Stamp, new: &[(Actor, &str, Event)]) -> Result<(), Fault> {
    append_rows(conn, stamp, new.iter().map(|(actor, subject, event)| (*actor, *subject, event)).collect()).await
}

#[boxed]
async fn append_rows(conn: &mut Conn<'_>, stamp: &Stamp, new: Vec<(Actor, &str, &Event)>) -> Result<(), Fault> {
    let request = stamp.request.map(|r| r.to_string());
    let ids: Vec<String> = new.iter().map(|_| stamp.mint(EventId::new).to_string()).collect();
    let rows = new.iter().zip(&ids).map(|((actor, subject, event), id)| {
        let request = request.as_deref().filter(|_| *actor == stamp.actor);
        row![id, stamp.now, actor.to_string(), event.action(), *subject, event.detail(), request]
    });
    let sql = "INSERT INTO event (id, at, actor, action, subject, detail, request) SELECT * FROM e";
    conn.execute_with(dialect::rows("id, at, actor, action, subject, detail, request", rows), sql).await?;
    let pending = dialect::rows("id", ids.iter().map(|id| row![id]));
    conn.execute_with(pending, "INSERT INTO event_pending (event_id) SELECT id FROM e").await?;
    let happened: Vec<_> = new.iter().zip(&ids).map(|((_, subject, event), id)| (id.as_str(), event.action(), *subject)).collect();
    telling::queue(conn, stamp.now, &happened).await
}

/// Appends an event of a kind that a page can bring about, up to `most` of a subject; the next one says that the rest is only counted. Whether it
/// stands for itself.
#[boxed]
pub(crate) async fn append_bounded(conn: &mut Conn<'_>, stamp: &Stamp, most: i64, subject: &str, event: Event) -> Result<bool, Fault> {
    let sql =
        "INSERT INTO tally (subject, action, n) VALUES ($1, $2, 1) ON CONFLICT (subject, action) DO UPDATE SET n = tally.n + 1 RETURNING n";
    let action = event.action();
    match conn.one(sql, args![subject, action]).await?.map_or(Ok(0), |r| r.int("n"))? {
        count if count <= most => append(conn, stamp, subject, event).await.map(|()| true),
        count if count == most + 1 => append(conn, stamp, subject, Event::OnlyCounted { what: action.into(), most }).await.map(|()| false),
        _ => Ok(false),
    }
}

/// How often something was noted of a subject.
#[boxed]
pub(crate) async fn tally(conn: &mut Conn<'_>, subject: &str, action: &str) -> Result<i64, Fault> {
    let row = conn.one("SELECT n FROM tally WHERE subject = $1 AND action = $2", args![subject, action]).await?;
    row.map_or(Ok(0), |r| r.int("n"))
}

/// What pages tell of themselves and of their devices: many at a time are nothing unusual, and anybody can make them. Everything else that
/// happened to an attempt was decided by people or is evidence of how it was sat.
const TELEMETRY: &str = "('attempt.device_changed', 'attempt.pen_taken', 'attempt.counted', 'browser.proved')";

/// One line of a history.
#[derive(Clone, Debug, PartialEq)]
pub struct Happened {
    pub at: Timestamp,
    /// A person's name, `system` or `operator`.
    pub who: String,
    pub what: LogEntry,
}

const HAPPENED: &str = "v.at, COALESCE(NULLIF(a.display_name, ''), a.login, v.actor) AS who, v.action, v.detail";

fn happened(row: &Row) -> Result<Happened, Fault> {
    Ok(Happened { at: row.time("at")?, who: row.text("who")?, what: LogEntry::read(row.text("action")?, row.text("detail")?) })
}

/// Which part of a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What people did, and evidence of how an attempt was sat.
    Evidence,
    /// What pages told of themselves.
    Telemetry,
}

impl Store {
    /// Staff read one page of the history of an attempt, and how many events there are in this part of it. Page 0 has the newest
    /// [`NEWEST`] events; within a page the oldest comes first.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn history(&self, _: &Invigilator, id: AttemptId, part: Part, page: i64) -> Result<(Vec<Happened>, i64), Fault> {
        let subject = id.to_string();
        let not = if part == Part::Evidence { "NOT " } else { "" };
        let of = format!("FROM event v LEFT JOIN account a ON a.id = v.actor WHERE v.subject = $1 AND v.action {not}IN {TELEMETRY}");
        let count = self.core.read.one(format!("SELECT COUNT(*) AS count {of}"), args![&subject]).await?;
        let count = count.map_or(Ok(0), |r| r.int("count"))?;
        let sql = format!("SELECT {HAPPENED} {of} ORDER BY v.id DESC LIMIT $2 OFFSET $3");
        let rows = self.core.read.all(sql, args![subject, NEWEST, page.clamp(0, (count - 1).max(0) / NEWEST) * NEWEST]).await?;
        let events = rows.iter().rev().map(happened).collect::<Result<_, Fault>>()?;
        Ok((events, count))
    }

    /// Counts for staff how often each thing that a page can bring about was noted of an attempt: `(action, how often)`. After a bound there are no
    /// more events of it, and only this count goes on.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn tallies(&self, _: &Invigilator, id: AttemptId) -> Result<Vec<(String, i64)>, Fault> {
        let rows = self.core.read.all("SELECT action, n FROM tally WHERE subject = $1 ORDER BY action", args![id.to_string()]).await?;
        rows.iter().map(|r| Ok((r.text("action")?, r.int("n")?))).collect()
    }

    /// An administrator lists the newest [`NEWEST`] events of a subject, oldest first.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn events_of(&self, _: &Administrator, subject: &str) -> Result<Vec<Happened>, Fault> {
        let sql = format!(
            "SELECT {HAPPENED} FROM event v LEFT JOIN account a ON a.id = v.actor WHERE v.subject = $1 ORDER BY v.id DESC LIMIT $2"
        );
        let rows = self.core.read.all(sql, args![subject, NEWEST]).await?;
        rows.iter().rev().map(happened).collect()
    }
}
