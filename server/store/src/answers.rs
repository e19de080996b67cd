//! Saving answers: every operation that waits is decided and written in one group, durable before it is acknowledged.

use crate::{
    Fault, Store,
    attempts::{self, AttemptSummary},
    batch::Batcher,
    db::{Arg, Conn, args},
    dialect,
    store::Core,
};
use std::collections::HashMap;
use zhixing_domain::{
    attempt::{Current, Operation, Quarantine, Seen, Verdict, decide},
    id::{AccountId, AttemptId},
    question::{Answer, ItemKey, Shape},
    time::Timestamp,
};

/// One save operation on its way in.
#[derive(Clone, Debug)]
pub struct SaveRequest {
    pub attempt: AttemptId,
    /// Who asks; an attempt of somebody else is as if it did not exist.
    pub account: AccountId,
    pub operation: Operation,
    /// The item's shape, from the paper; `None` if the paper has no such item.
    pub shape: Option<Shape>,
    pub received_at: Timestamp,
    /// The value's text form and its digest, made once.
    text: String,
    digest: String,
}

impl SaveRequest {
    pub fn new(attempt: AttemptId, account: AccountId, operation: Operation, shape: Option<Shape>, received_at: Timestamp) -> Self {
        let text = operation.value.to_text();
        let digest = Answer::digest_of(&text);
        Self { attempt, account, operation, shape, received_at, text, digest }
    }

    /// What an acknowledgement carries for the client to compare.
    pub fn digest(&self) -> &str {
        &self.digest
    }
}

/// What became of it. `attempt` is missing when there is no such attempt for this account.
#[derive(Clone, Debug)]
pub struct SaveReply {
    pub verdict: Option<Verdict>,
    pub attempt: Option<AttemptSummary>,
}

/// The answer that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrentAnswer {
    pub item: ItemKey,
    pub rev: i64,
    pub value: Answer,
    pub received_at: Timestamp,
}

impl Core {
    pub fn start_saves(self) -> Batcher<SaveRequest, SaveReply> {
        Batcher::start(move |requests| {
            let core = self.clone();
            Box::pin(async move { core.write(move |c| Box::pin(async move { save_all(c, requests).await })).await })
        })
    }
}

impl Store {
    /// Saves one answer. The reply comes after the commit.
    pub async fn save(&self, request: SaveRequest) -> Result<SaveReply, Fault> {
        self.saves.run(request).await
    }

    /// Saves several, in their order.
    pub async fn save_many(&self, requests: Vec<SaveRequest>) -> Result<Vec<SaveReply>, Fault> {
        let waiting: Vec<_> = requests.into_iter().map(|r| self.saves.submit(r)).collect::<Result<_, _>>()?;
        let mut replies = Vec::with_capacity(waiting.len());
        for reply in waiting {
            replies.push(reply.await.map_err(|_| Fault::Unavailable("shutting down".into()))??);
        }
        Ok(replies)
    }

    /// The answers that count so far.
    pub async fn answers(&self, id: AttemptId) -> Result<Vec<CurrentAnswer>, Fault> {
        self.core.read.all(CURRENT, args![id.to_string()]).await?.iter().map(read_current).collect()
    }

    /// Values that reached the server and do not count: `(item, why, value, received_at)`.
    pub async fn quarantined(&self, id: AttemptId) -> Result<Vec<(ItemKey, Quarantine, Answer, Timestamp)>, Fault> {
        let sql =
            "SELECT item, verdict, value, received_at FROM answer_event WHERE attempt_id = $1 AND rev IS NULL ORDER BY received_at, op_id";
        let rows = self.core.read.all(sql, args![id.to_string()]).await?;
        rows.iter()
            .map(|r| Ok((ItemKey(r.text(0)?), r.with(1, Quarantine::from_code)?, r.with(2, Answer::from_text)?, r.time(3)?)))
            .collect()
    }
}

const CURRENT: &str = "SELECT item, rev, value, received_at FROM answer WHERE attempt_id = $1 ORDER BY item";

fn read_current(row: &crate::db::Row) -> Result<CurrentAnswer, Fault> {
    Ok(CurrentAnswer { item: ItemKey(row.text(0)?), rev: row.int(1)?, value: row.with(2, Answer::from_text)?, received_at: row.time(3)? })
}

/// The answers that count, within a transaction.
pub(crate) async fn current(conn: &mut Conn<'_>, id: AttemptId) -> Result<Vec<CurrentAnswer>, Fault> {
    conn.all(CURRENT, args![id.to_string()]).await?.iter().map(read_current).collect()
}

type Place = (AttemptId, ItemKey);
type Known<K, V> = HashMap<K, V>;

/// Decides over a group in the order of arrival, then writes what is new.
async fn save_all(conn: &mut Conn<'_>, requests: Vec<SaveRequest>) -> Result<Vec<SaveReply>, Fault> {
    let mut attempts = load_attempts(conn, &requests).await?;
    let mut currents = load_currents(conn, &requests).await?;
    let mut seen = load_seen(conn, &requests).await?;
    let mut replies = Vec::with_capacity(requests.len());
    let mut events: Vec<usize> = vec![];
    let mut verdicts: Vec<Option<Verdict>> = vec![];
    let mut newest: HashMap<Place, usize> = HashMap::new();
    let mut pens = vec![];
    for (n, request) in requests.iter().enumerate() {
        let op = &request.operation;
        let Some(attempt) = attempts.get_mut(&request.attempt).filter(|a| a.account == request.account) else {
            replies.push(SaveReply { verdict: None, attempt: None });
            verdicts.push(None);
            continue;
        };
        let (place, id) = ((request.attempt, op.item.clone()), (request.attempt, op.op_id.to_string()));
        let verdict = decide(&attempt.sitting(), request.shape.as_ref(), currents.get(&place), seen.get(&id), op, request.received_at);
        if !seen.contains_key(&id) && !matches!(verdict, Verdict::Refused(_)) {
            events.push(n);
            seen.insert(id, Seen { item: op.item.clone(), digest: request.digest.clone(), verdict });
            if let Verdict::Applied { rev } = verdict {
                currents.insert(place.clone(), Current { rev, writer: op.writer, seq: op.seq });
                newest.insert(place, n);
                if attempt.writer.is_none() {
                    attempt.writer = Some(op.writer);
                    pens.push((attempt.id, op.writer));
                }
            }
        }
        verdicts.push(Some(verdict));
        replies.push(SaveReply { verdict: Some(verdict), attempt: Some(attempt.clone()) });
    }
    let mut applied: Vec<usize> = newest.into_values().collect();
    applied.sort_unstable();
    insert_events(conn, &requests, &verdicts, &events).await?;
    upsert_currents(conn, &requests, &verdicts, &applied).await?;
    for (attempt, writer) in pens {
        conn.execute("UPDATE attempt SET writer = $2 WHERE id = $1 AND writer IS NULL", args![attempt.to_string(), writer.to_string()])
            .await?;
    }
    Ok(replies)
}

async fn load_attempts(conn: &mut Conn<'_>, requests: &[SaveRequest]) -> Result<Known<AttemptId, AttemptSummary>, Fault> {
    let mut ids: Vec<AttemptId> = requests.iter().map(|r| r.attempt).collect();
    // in one order everywhere, so that two nodes never wait for each other
    ids.sort_unstable();
    ids.dedup();
    let mut known = HashMap::with_capacity(ids.len());
    for run in dialect::runs(&ids) {
        let sql = format!(
            "SELECT {} FROM attempt t WHERE t.id IN ({}) ORDER BY t.id{}",
            attempts::COLUMNS,
            dialect::list(conn.is_postgres(), run.len()),
            dialect::for_update(conn)
        );
        for row in conn.all(sql, run.iter().map(|id| id.to_string().into()).collect()).await? {
            let attempt = attempts::read(&row)?;
            known.insert(attempt.id, attempt);
        }
    }
    Ok(known)
}

async fn load_currents(conn: &mut Conn<'_>, requests: &[SaveRequest]) -> Result<Known<Place, Current>, Fault> {
    let mut known = HashMap::with_capacity(requests.len());
    for run in dialect::runs(requests) {
        let sql = format!(
            "WITH wanted (attempt_id, item) AS (VALUES {}) SELECT a.attempt_id, a.item, a.rev, a.writer, a.seq \
             FROM wanted w JOIN answer a ON a.attempt_id = w.attempt_id AND a.item = w.item",
            dialect::values(conn.is_postgres(), run.len(), 2)
        );
        let values = run.iter().flat_map(|r| args![r.attempt.to_string(), &r.operation.item.0]).collect();
        for row in conn.all(sql, values).await? {
            known.insert((row.parse(0)?, ItemKey(row.text(1)?)), Current { rev: row.int(2)?, writer: row.parse(3)?, seq: row.int(4)? });
        }
    }
    Ok(known)
}

async fn load_seen(conn: &mut Conn<'_>, requests: &[SaveRequest]) -> Result<Known<(AttemptId, String), Seen>, Fault> {
    let mut known = HashMap::new();
    for run in dialect::runs(requests) {
        let sql = format!(
            "WITH wanted (attempt_id, op_id) AS (VALUES {}) SELECT e.attempt_id, e.op_id, e.item, e.digest, e.verdict, e.rev \
             FROM wanted w JOIN answer_event e ON e.attempt_id = w.attempt_id AND e.op_id = w.op_id",
            dialect::values(conn.is_postgres(), run.len(), 2)
        );
        let values = run.iter().flat_map(|r| args![r.attempt.to_string(), r.operation.op_id.to_string()]).collect();
        for row in conn.all(sql, values).await? {
            let verdict = match row.opt_int(5)? {
                Some(rev) => Verdict::Applied { rev },
                None => Verdict::Kept(row.with(4, Quarantine::from_code)?),
            };
            known.insert((row.parse(0)?, row.text(1)?), Seen { item: ItemKey(row.text(2)?), digest: row.text(3)?, verdict });
        }
    }
    Ok(known)
}

/// The columns that an event and a current answer share, from `rev` on.
fn common(request: &SaveRequest, rev: Option<i64>) -> Vec<Arg> {
    let op = &request.operation;
    args![rev, &request.text, &request.digest, op.writer.to_string(), op.seq, request.received_at]
}

async fn insert_events(conn: &mut Conn<'_>, requests: &[SaveRequest], verdicts: &[Option<Verdict>], events: &[usize]) -> Result<(), Fault> {
    for run in dialect::runs(events) {
        let sql = format!(
            "INSERT INTO answer_event (attempt_id, op_id, item, verdict, rev, value, digest, writer, seq, received_at) VALUES {}",
            dialect::values(conn.is_postgres(), run.len(), 10)
        );
        let mut values = Vec::with_capacity(run.len() * 10);
        for n in run {
            let (request, (verdict, rev)) = (&requests[*n], words(verdicts[*n]));
            values.extend(args![request.attempt.to_string(), request.operation.op_id.to_string(), &request.operation.item.0, verdict]);
            values.extend(common(request, rev));
        }
        conn.execute(sql, values).await?;
    }
    Ok(())
}

async fn upsert_currents(
    conn: &mut Conn<'_>,
    requests: &[SaveRequest],
    verdicts: &[Option<Verdict>],
    applied: &[usize],
) -> Result<(), Fault> {
    for run in dialect::runs(applied) {
        let sql = format!(
            "INSERT INTO answer (attempt_id, item, rev, value, digest, writer, seq, received_at) VALUES {} \
             ON CONFLICT (attempt_id, item) DO UPDATE SET rev = excluded.rev, value = excluded.value, digest = excluded.digest, \
             writer = excluded.writer, seq = excluded.seq, received_at = excluded.received_at",
            dialect::values(conn.is_postgres(), run.len(), 8)
        );
        let mut values = Vec::with_capacity(run.len() * 8);
        for n in run {
            values.extend(args![requests[*n].attempt.to_string(), &requests[*n].operation.item.0]);
            values.extend(common(&requests[*n], words(verdicts[*n]).1));
        }
        conn.execute(sql, values).await?;
    }
    Ok(())
}

fn words(verdict: Option<Verdict>) -> (&'static str, Option<i64>) {
    match verdict {
        Some(Verdict::Applied { rev }) => ("applied", Some(rev)),
        Some(Verdict::Kept(why)) => (why.code(), None),
        Some(Verdict::Refused(_)) | None => ("refused", None),
    }
}
