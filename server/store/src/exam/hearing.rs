//! What candidates hear of what staff did to their attempts: of their time on the page of the exam, of the end and what comes after it in their inboxes.

use crate::{
    AttemptSummary, Fault, Stamp, Store, boxed,
    db::{Conn, args},
    exam::news,
    office::message::inbox::{self, NewMessage},
};
use zhixing_domain::{
    attempt::{Measure, Transition, Word},
    event::{Event, LogEntry},
    id::{AccountId, AttemptId, EventId},
    message::InboxMessage,
    plan_ref::PlanRef,
    time::Span,
};

/// An attempt that a measure changes, and how much more time it has.
pub(super) struct Changed {
    pub id: AttemptId,
    /// The same as text.
    pub subject: String,
    pub account: AccountId,
    pub plan: PlanRef,
    pub more: Span,
    pub change: Transition,
}

impl Store {
    /// Reads why staff ended or voided an attempt; nothing where they did neither.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn ended_because(&self, id: AttemptId) -> Result<Option<String>, Fault> {
        let sql = "SELECT v.action, v.detail FROM event v WHERE v.subject = $1 AND v.action IN ('attempt.terminated', 'attempt.voided') \
                   ORDER BY v.id DESC LIMIT 1";
        let Some(row) = self.core.near.one(sql, args![id.to_string()]).await? else { return Ok(None) };
        Ok(match LogEntry::read(row.text("action")?, row.text("detail")?).event() {
            Some(Event::Terminated { reason, .. } | Event::Voided { reason }) => Some(reason.clone()),
            _ => None,
        })
    }
}

/// What staff write to somebody whose exam is over.
pub(super) fn word_after(attempt: &AttemptSummary, text: &str, stamp: &Stamp) -> NewMessage {
    let message = InboxMessage::InvigilatorWrote { plan: attempt.plan.clone(), attempt: attempt.id, text: text.into() };
    NewMessage { to: attempt.account, cause: format!("{} {}", message.kind(), stamp.mint(EventId::new)), message }
}

/// What those who sit hear of it: of their time on the page of the exam, of the end in their inboxes, for that page is gone then.
pub(super) async fn tell(conn: &mut Conn<'_>, measure: Measure, changed: &[Changed], reason: &str, stamp: &Stamp) -> Result<(), Fault> {
    let ended = |of: &Changed| {
        let (plan, attempt, reason) = (of.plan.clone(), of.id, reason.to_string());
        let message = match measure {
            Measure::Void => InboxMessage::AttemptVoided { plan, attempt, reason },
            _ => InboxMessage::AttemptEnded { plan, attempt, reason },
        };
        NewMessage { to: of.account, cause: format!("{} {}", message.kind(), of.subject), message }
    };
    match measure {
        Measure::Terminate | Measure::Void => inbox::put_all(conn, stamp, &changed.iter().map(ended).collect::<Vec<_>>()).await,
        Measure::Extend { .. } | Measure::GiveBack { .. } | Measure::Revoke { .. } => {
            news::say(conn, stamp, &changed.iter().map(|of| (of.subject.as_str(), Word::Time(of.more))).collect::<Vec<_>>()).await
        }
        Measure::Pause | Measure::Resume => Ok(()),
    }
}
