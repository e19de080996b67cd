//! Saving answers: every operation that waits is decided and written in one group, durable before it is acknowledged.

use crate::{
    Fault, Store, boxed,
    core::Core,
    db::{
        Conn, args,
        batch::Batcher,
        dialect::{self, row},
    },
    exam::{
        attempts,
        current::{COLUMNS, CURRENT, CurrentAnswer, read_current},
        save::{SaveReply, SaveRequest},
        summary::AttemptSummary,
    },
};
use std::collections::{HashMap, HashSet};
use tracing::Instrument as _;
use zhixing_domain::{
    attempt::{CurrentRevision, EarlierOperation, OperationOutcome, Progress, Quarantine, Target, decide},
    id::{AttemptId, OperationId},
    question::{Answer, ItemKey},
    time::Timestamp,
};

impl Core {
    pub fn start_saves(self) -> Batcher<SaveRequest, SaveReply> {
        Batcher::start(move |requests| {
            let core = self.clone();
            Box::pin(async move { core.write(move |c| Box::pin(async move { save_all(c, requests).await })).await })
        })
    }
}

impl Store {
    /// A candidate's page saves one answer. The reply comes after the commit, so what it says is durable; saves that wait at the same time
    /// share one transaction.
    ///
    /// # Errors
    ///
    /// [`Fault::Unavailable`] if too many saves wait, or the transaction that they share fails: the page sends the same operation again. An
    /// answer that does not count is no error: the outcome in the reply says why. The outcome is `None` if this account has no such
    /// attempt.
    #[boxed]
    pub async fn save(&self, request: SaveRequest) -> Result<SaveReply, Fault> {
        self.saves.run(request).instrument(tracing::trace_span!(target: "trace", "save")).await
    }

    /// A candidate's page saves several answers. They are decided in this order, and the replies come in the same order.
    ///
    /// # Errors
    ///
    /// [`Fault::Unavailable`] as for [`save`](Self::save). Some of the answers may be saved all the same: the page sends all of them again,
    /// and each operation counts once.
    #[boxed]
    pub async fn save_many(&self, requests: Vec<SaveRequest>) -> Result<Vec<SaveReply>, Fault> {
        let waiting: Vec<_> = requests.into_iter().map(|r| self.saves.submit(r)).collect::<Result<_, _>>()?;
        let mut replies = Vec::with_capacity(waiting.len());
        for reply in waiting {
            replies.push(reply.await.map_err(|_| Fault::Unavailable("shutting down".into()))??);
        }
        Ok(replies)
    }

    /// Lists the answers of an attempt that count so far, by item.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn answers(&self, id: AttemptId) -> Result<Vec<CurrentAnswer>, Fault> {
        self.core.near.all(CURRENT, args![id.to_string()]).await?.iter().map(read_current).collect()
    }

    /// Reads in one query what the page of the exam room shows at first: the answers that count so far, the items that the candidate
    /// flagged, and the legal name that the attempt froze. An attempt that does not exist has none of them.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn desk(&self, id: AttemptId) -> Result<(Vec<CurrentAnswer>, Vec<ItemKey>, Option<String>), Fault> {
        let postgres = self.core.read.is_postgres();
        let answers = dialect::pack(postgres, COLUMNS, &format!("({CURRENT}) a"));
        let flags = dialect::pack(postgres, "item", "flag WHERE attempt_id = $1");
        let name = "SELECT legal_name FROM attempt WHERE id = $1";
        let sql = format!("SELECT ({answers}) AS answers, ({flags}) AS flags, ({name}) AS legal_name");
        let Some(row) = self.core.near.one(sql, args![id.to_string()]).await? else { return Ok((vec![], vec![], None)) };
        let answers = row.packed("answers", COLUMNS)?.iter().map(read_current).collect::<Result<_, _>>()?;
        let flags = row.packed("flags", "item")?.iter().map(|r| r.text("item").map(ItemKey)).collect::<Result<_, _>>()?;
        Ok((answers, flags, row.opt_text("legal_name")?))
    }

    /// Lists for staff the newest [`NEWEST`](crate::NEWEST) values that reached the server and do not count, newest first: `(item, why,
    /// value, received_at)`. The value is `None` if only its digest was kept.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn quarantined(&self, id: AttemptId) -> Result<Vec<(ItemKey, Quarantine, Option<Answer>, Timestamp)>, Fault> {
        let sql = "SELECT item, verdict, value, received_at FROM answer_event WHERE attempt_id = $1 AND rev IS NULL ORDER BY received_at DESC, op_id DESC LIMIT $2";
        let rows = self.core.read.all(sql, args![id.to_string(), crate::NEWEST]).await?;
        let value = |r: &crate::db::Row| if r.text("value")?.is_empty() { Ok(None) } else { r.with("value", Answer::from_text).map(Some) };
        let read = |r: &crate::db::Row| {
            Ok((ItemKey(r.text("item")?), r.with("verdict", Quarantine::from_code)?, value(r)?, r.time("received_at")?))
        };
        rows.iter().map(read).collect()
    }

    /// A node adds `bytes` to the space that the values of an attempt or an account take, and gives the sum over all nodes, in bytes.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn note_storage(&self, subject: String, bytes: u64) -> Result<u64, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let sql = "INSERT INTO storage (subject, bytes) VALUES ($1, $2) \
                               ON CONFLICT (subject) DO UPDATE SET bytes = storage.bytes + excluded.bytes RETURNING bytes";
                    let row = c.one(sql, args![subject, i64::try_from(bytes).unwrap_or(i64::MAX)]).await?;
                    row.map_or(Ok(0), |r| r.int("bytes")).map(|n| u64::try_from(n).unwrap_or_default())
                })
            })
            .await
    }
}

type Spot = (AttemptId, ItemKey);
type Known<K, V> = HashMap<K, V>;

const TAKE_PENS: &str = "UPDATE attempt SET writer = e.writer FROM e WHERE attempt.id = e.attempt AND attempt.writer IS NULL";

/// Decides over a group in the order of arrival, then writes what is new.
async fn save_all(conn: &mut Conn<'_>, requests: Vec<SaveRequest>) -> Result<Vec<SaveReply>, Fault> {
    let mut attempts = attempts::lock(conn, requests.iter().map(|r| r.attempt)).await?;
    let (mut currents, mut seen) = load_known(conn, &requests).await?;
    let mut replies = Vec::with_capacity(requests.len());
    let mut new: Vec<Decided> = Vec::with_capacity(requests.len());
    // the newest of each place, in the order in which the places came
    let mut newest: HashMap<Spot, usize> = HashMap::with_capacity(requests.len());
    let (mut pens, mut moved) = (vec![], HashSet::new());
    for request in &requests {
        let op = &request.operation;
        let Some(attempt) = attempts.get_mut(&request.attempt).filter(|a| a.account == request.account) else {
            replies.push(SaveReply { outcome: None, attempt: None, digest: request.digest.clone() });
            continue;
        };
        let (place, id) = ((request.attempt, op.item.clone()), (request.attempt, op.op_id));
        let outcome = decide(&attempt.sitting(), request.place.as_ref(), currents.get(&place), seen.get(&id), op, request.received_at);
        if !seen.contains_key(&id) && !matches!(outcome, OperationOutcome::Refused(_)) {
            seen.insert(id, EarlierOperation { item: op.item.clone(), digest: request.digest.clone(), outcome });
            if let OperationOutcome::Applied { rev } = outcome {
                if let (Some(Target::Step(to)), Some(progress)) = (&request.place, &attempt.progress) {
                    attempt.progress = Some(progress.moved(&attempt.timing(), *to, op, request.received_at));
                    moved.insert(attempt.id);
                } else {
                    currents.insert(place.clone(), CurrentRevision { rev, writer: op.writer, seq: op.seq });
                    newest.insert(place, new.len());
                }
                if attempt.writer.is_none() {
                    attempt.writer = Some(op.writer);
                    pens.push(row![attempt.id.to_string(), op.writer.to_string()]);
                }
            }
            new.push((request, outcome));
        }
        replies.push(SaveReply { outcome: Some(outcome), attempt: Some(attempt.clone()), digest: request.digest.clone() });
    }
    keep(conn, &new, newest.into_values().collect()).await?;
    conn.execute_with(dialect::rows("attempt, writer", pens), TAKE_PENS).await?;
    write_moves(conn, moved.iter().filter_map(|id| attempts.get(id))).await?;
    Ok(replies)
}

/// Writes what was decided; `applied`: which of it is the newest of its place.
async fn keep(conn: &mut Conn<'_>, new: &[Decided<'_>], mut applied: Vec<usize>) -> Result<(), Fault> {
    applied.sort_unstable();
    let applied: Vec<Decided> = applied.into_iter().filter_map(|n| new.get(n).copied()).collect();
    insert_events(conn, new).await?;
    spare(conn, new.iter().filter(|(r, v)| r.lean && matches!(v, OperationOutcome::Kept(_))).map(|(r, _)| *r)).await?;
    upsert_currents(conn, &applied).await
}

/// Writes down how far candidates are who went on, and until when that leaves them.
async fn write_moves(conn: &mut Conn<'_>, moved: impl Iterator<Item = &AttemptSummary>) -> Result<(), Fault> {
    let rows = moved.map(|a| row![a.id.to_string(), a.progress.as_ref().map(Progress::to_text), a.deadline().map(|d| d.0)]);
    let sql = "UPDATE attempt SET progress = e.progress, deadline_at = e.deadline FROM e WHERE attempt.id = e.attempt";
    conn.execute_with(dialect::rows("attempt, progress, deadline", rows), sql).await.map(|_| ())
}

type Seens = Known<(AttemptId, OperationId), EarlierOperation>;

/// The answers that count so far at the places asked for, and the operations that came before.
async fn load_known(conn: &mut Conn<'_>, requests: &[SaveRequest]) -> Result<(Known<Spot, CurrentRevision>, Seens), Fault> {
    // an item that is not on the paper is refused without a look; its name may be anything, and PostgreSQL refuses a whole group for a NUL in it
    let wanted = requests.iter().filter(|r| r.place.is_some());
    let wanted =
        dialect::rows("attempt, item, op", wanted.map(|r| row![r.attempt.to_string(), &r.operation.item.0, r.operation.op_id.to_string()]));
    let rest = "e LEFT JOIN answer a ON a.attempt_id = e.attempt AND a.item = e.item \
                LEFT JOIN answer_event v ON v.op_id = e.op AND v.attempt_id = e.attempt";
    let columns = "e.attempt, a.item, a.rev, a.writer, a.seq, v.op_id, v.item AS seen_item, v.digest, v.verdict, v.rev AS seen_rev";
    let (mut currents, mut seens) = (HashMap::with_capacity(requests.len()), HashMap::new());
    for row in conn.packed_with(wanted, columns, rest).await? {
        let attempt: AttemptId = row.parse("attempt")?;
        if let Some(item) = row.opt_text("item")? {
            let current = CurrentRevision { rev: row.int("rev")?, writer: row.parse("writer")?, seq: row.int("seq")? };
            currents.insert((attempt, ItemKey(item)), current);
        }
        if let Some(operation) = row.opt_parse("op_id")? {
            let outcome = match row.opt_int("seen_rev")? {
                Some(rev) => OperationOutcome::Applied { rev },
                None => OperationOutcome::Kept(row.with("verdict", Quarantine::from_code)?),
            };
            let seen = EarlierOperation { item: ItemKey(row.text("seen_item")?), digest: row.text("digest")?, outcome };
            seens.insert((attempt, operation), seen);
        }
    }
    Ok((currents, seens))
}

/// A request and what was decided over it.
type Decided<'r> = (&'r SaveRequest, OperationOutcome);

async fn insert_events(conn: &mut Conn<'_>, new: &[Decided<'_>]) -> Result<(), Fault> {
    let rows = new.iter().map(|(request, decided)| {
        let (op, (outcome, rev)) = (&request.operation, words(*decided));
        let (attempt, id, writer) = (request.attempt.to_string(), op.op_id.to_string(), op.writer.to_string());
        row![attempt, id, &op.item.0, outcome, rev, request.kept(*decided), &request.digest, writer, op.seq, request.received_at]
    });
    let sql = "INSERT INTO answer_event (attempt_id, op_id, item, verdict, rev, value, digest, writer, seq, received_at) SELECT * FROM e";
    conn.execute_with(dialect::rows("attempt, op, item, verdict, rev, value, digest, writer, seq, at", rows), sql).await.map(|_| ())
}

/// Where the room is used up, of the values that do not count only the newest of each item is kept whole.
async fn spare(conn: &mut Conn<'_>, kept: impl Iterator<Item = &SaveRequest>) -> Result<(), Fault> {
    for request in kept {
        let (attempt, op) = (request.attempt.to_string(), &request.operation);
        let before = "UPDATE answer_event SET value = '' WHERE attempt_id = $1 \
                      AND op_id = (SELECT s.op_id FROM answer_spare s WHERE s.attempt_id = $1 AND s.item = $2)";
        conn.execute(before, args![&attempt, &op.item.0]).await?;
        let sql = "INSERT INTO answer_spare (attempt_id, item, op_id) VALUES ($1, $2, $3) \
                   ON CONFLICT (attempt_id, item) DO UPDATE SET op_id = excluded.op_id";
        conn.execute(sql, args![attempt, &op.item.0, op.op_id.to_string()]).await?;
    }
    Ok(())
}

async fn upsert_currents(conn: &mut Conn<'_>, applied: &[Decided<'_>]) -> Result<(), Fault> {
    let rows = applied.iter().map(|(request, outcome)| {
        let op = &request.operation;
        let (attempt, writer, rev) = (request.attempt.to_string(), op.writer.to_string(), words(*outcome).1);
        row![attempt, &op.item.0, rev, &request.text, &request.digest, writer, op.seq, request.received_at]
    });
    let sql = format!(
        "{} INTO answer (attempt_id, item, rev, value, digest, writer, seq, received_at) SELECT * FROM e WHERE true \
         ON CONFLICT (attempt_id, item) DO UPDATE SET rev = excluded.rev, value = excluded.value, digest = excluded.digest, \
         writer = excluded.writer, seq = excluded.seq, received_at = excluded.received_at",
        dialect::insert(conn)
    );
    conn.execute_with(dialect::rows("attempt, item, rev, value, digest, writer, seq, at", rows), &sql).await.map(|_| ())
}

fn words(outcome: OperationOutcome) -> (&'static str, Option<i64>) {
    match outcome {
        OperationOutcome::Applied { rev } => ("applied", Some(rev)),
        OperationOutcome::Kept(why) => (why.code(), None),
        OperationOutcome::Refused(_) => ("refused", None),
    }
}
