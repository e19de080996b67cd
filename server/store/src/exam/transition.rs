//! The one writer of where attempts stand: what the domain decided, each only if the attempt still stands where the decision found it.

use crate::{
    AttemptSummary, Fault, Seal, boxed,
    db::{
        Conn,
        dialect::{self, row},
    },
};
use zhixing_domain::{
    attempt::{Progress, State, Transition},
    id::AttemptId,
};

/// A change, and the seal of the receipt where it is an end.
pub(crate) struct Written<'c> {
    pub id: AttemptId,
    pub change: &'c Transition,
    pub seal: Option<Seal>,
}

impl AttemptSummary {
    /// The attempt as it stands after a change.
    pub(crate) fn changed(self, change: &Transition) -> Self {
        let after = change.timing();
        Self { state: after.state, terms: after.terms, progress: after.progress.cloned(), ..self }
    }
}

/// Writes changes down, all or none: an attempt that stands elsewhere by now is a conflict.
#[boxed]
pub(crate) async fn write(conn: &mut Conn<'_>, changes: &[Written<'_>]) -> Result<(), Fault> {
    let rows = changes.iter().map(|Written { id, change, seal }| {
        let after = change.timing();
        let (since, ended) = match after.state {
            State::Paused { since, .. } => (Some(since), None),
            State::Ended { at, .. } | State::Voided { at } => (None, Some(at)),
            State::Ready | State::InProgress { .. } => (None, None),
        };
        let seal = seal.as_ref();
        row![
            id.to_string(),
            change.was().code(),
            after.state.phase().code(),
            after.terms.granted.ms(),
            after.terms.paused.ms(),
            after.terms.window_granted.ms(),
            after.terms.closes,
            after.state.started_at(),
            since,
            ended,
            after.due().map(|d| d.0),
            after.progress.map(Progress::to_text),
            seal.map(|s| s.digest.as_str()),
            seal.map(|s| s.kid.as_str()),
            seal.map(|s| s.signature.as_str()),
        ]
    });
    let columns =
        "id, was, state, granted, paused, window_granted, closes, started, since, ended, deadline, progress, digest, kid, signature";
    let sql = "UPDATE attempt SET state = e.state, granted_ms = e.granted, paused_ms = e.paused, window_granted_ms = e.window_granted, \
               closes_at = e.closes, started_at = COALESCE(e.started, attempt.started_at), paused_since = e.since, ended_at = e.ended, deadline_at = e.deadline, \
               progress = e.progress, receipt_digest = COALESCE(attempt.receipt_digest, e.digest), \
               receipt_kid = COALESCE(attempt.receipt_kid, e.kid), receipt_signature = COALESCE(attempt.receipt_signature, e.signature) \
               FROM e WHERE attempt.id = e.id AND attempt.state = e.was";
    let written = conn.execute_with(dialect::rows(columns, rows), sql).await?;
    if written == changes.len() as u64 { Ok(()) } else { Err(Fault::Conflict) }
}
