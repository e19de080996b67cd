//! Ending attempts: state, receipt, its seal and the machine's marks, in one transaction.

use crate::{
    AttemptSummary, Completion, CurrentAnswer, Fault, Marking, Seal, Signer, Stamp, Store, TaskKind, boxed,
    db::{Conn, args, dialect, outbox},
    exam::{
        attempts::{COLUMNS, read},
        current, receipts,
        transition::{self, Written},
    },
    marking::machine,
};
use zhixing_domain::{
    attempt::{Ending, GRACE, Receipt, State},
    id::AttemptId,
    time::Timestamp,
};

/// An ended attempt, its receipt and the answers that it is over.
#[derive(Clone, Debug)]
pub struct Submission {
    pub summary: AttemptSummary,
    pub receipt: Receipt,
    /// Missing where the attempt ended before receipts were sealed.
    pub seal: Option<Seal>,
    pub answers: Vec<CurrentAnswer>,
    /// Whether it ended now, and not before.
    pub fresh: bool,
    /// By what it was marked in the transaction that ended it; nothing where the outbox marks it.
    pub marked: Option<Completion>,
}

impl Store {
    /// The candidate hands the attempt in. The same transaction makes the receipt, signs it if the store has a signer, and writes what `marking` makes of
    /// the answers; without one it queues the marking. If the time is up already, the attempt counts as expired. An attempt that has ended gives the same
    /// receipt again. `None` if the attempt does not exist, has not started, is paused or is voided.
    ///
    /// # Errors
    ///
    /// [`Fault::Conflict`] if something else changed the attempt at the same moment.
    #[boxed]
    pub async fn submit_attempt(&self, id: AttemptId, marking: Option<Marking>, stamp: Stamp) -> Result<Option<Submission>, Fault> {
        self.end_attempt(id, Some(Ending::Submitted), marking, stamp).await
    }

    /// The server ends an attempt whose time is up, as soon as its sweep or a page notices, and marks it as a hand-in does. An attempt that has ended
    /// gives its receipt again. `None` if there is time left, or the attempt does not exist, has not started, is paused or is voided.
    ///
    /// # Errors
    ///
    /// [`Fault::Conflict`] if something else changed the attempt at the same moment.
    #[boxed]
    pub async fn expire_attempt(&self, id: AttemptId, marking: Option<Marking>, stamp: Stamp) -> Result<Option<Submission>, Fault> {
        self.end_attempt(id, None, marking, stamp).await
    }

    /// What keeps its marks from being written keeps no attempt from ending: then the outbox marks it.
    async fn end_attempt(
        &self,
        id: AttemptId,
        wished: Option<Ending>,
        marking: Option<Marking>,
        stamp: Stamp,
    ) -> Result<Option<Submission>, Fault> {
        if marking.is_some() {
            match self.try_to_end(id, wished, marking, stamp.clone()).await {
                Err(fault) => tracing::error!(attempt = %id, %fault, "an attempt could not end with its marks"),
                ended => return ended,
            }
        }
        self.try_to_end(id, wished, None, stamp).await
    }

    #[boxed]
    async fn try_to_end(
        &self,
        id: AttemptId,
        wished: Option<Ending>,
        marking: Option<Marking>,
        stamp: Stamp,
    ) -> Result<Option<Submission>, Fault> {
        let signer = self.signer();
        self.core.write(move |c| Box::pin(async move { end(c, id, wished, (signer.as_ref(), marking), &stamp).await })).await
    }

    /// Lists at most `most` running attempts whose deadline and grace are over at `now`, the longest overdue first. The sweep hands them to
    /// [`expire_attempt`](Self::expire_attempt), which asks the domain.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn overdue_attempts(&self, now: Timestamp, most: i64) -> Result<Vec<AttemptId>, Fault> {
        let sql = "SELECT id FROM attempt WHERE state = 'in_progress' AND deadline_at <= $1 ORDER BY deadline_at LIMIT $2";
        let rows = self.core.read.all(sql, args![now - GRACE, most]).await?;
        rows.iter().map(|r| r.parse("id")).collect()
    }
}

/// An attempt ends as its candidate wishes, or, with `None`, only if its time is up. Staff end one by a measure (`invigilation`).
#[boxed]
pub(crate) async fn end(
    conn: &mut Conn<'_>,
    id: AttemptId,
    wished: Option<Ending>,
    (signer, marking): (Option<&Signer>, Option<Marking>),
    stamp: &Stamp,
) -> Result<Option<Submission>, Fault> {
    let sql = format!("SELECT {COLUMNS}, {} FROM attempt t WHERE t.id = $1{}", receipts::SEAL, dialect::for_update(conn));
    let Some(row) = conn.one(sql, args![id.to_string()]).await? else { return Ok(None) };
    let summary = read(&row)?;
    let answers = current::current(conn, id).await?;
    if let State::Ended { at, .. } = summary.state {
        let (receipt, seal) = (receipts::receipt(id, at, &answers), receipts::read_seal(&row)?);
        return Ok(Some(Submission { receipt, seal, summary, answers, fresh: false, marked: None }));
    }
    let Some(change) = summary.timing().end(wished, stamp.now) else { return Ok(None) };
    let State::Ended { at, ending, .. } = change.timing().state else { return Ok(None) };
    let receipt = receipts::receipt(id, at, &answers);
    let seal = signer.map(|signer| receipts::seal(&receipt, signer));
    transition::write(conn, &[Written { id, change: &change, seal: seal.clone() }]).await?;
    let summary = summary.changed(&change);
    let marks = marking.and_then(|marking| machine::marks(marking, &summary, &answers));
    let marked = machine::at_end(conn, id, ending.event(receipt.digest()), marks, stamp).await?;
    if marked.is_none() {
        outbox::queue(conn, stamp, TaskKind::Grade, &id.to_string()).await?;
    }
    Ok(Some(Submission { summary, receipt, seal, answers, fresh: true, marked }))
}
