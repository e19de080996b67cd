//! What a person is told: each kind of message with its data, what it is about, and whether it may be switched off.
//!
//! Here: the kinds, how a row of one is written and read, [`topic`]s and choices, when a [`delivery`] is tried again, what an [`address`] of mail
//! and an [`endpoint`] of another system look like, and what fits on a [`phone`].
//! Never here: words (they are in `i18n/message.rs`), and never a key, a score or a document's number: no kind has a field for one.

pub mod address;
pub mod delivery;
pub mod endpoint;
pub mod phone;
pub mod topic;

pub use delivery::Channel;
pub use topic::{MailChoice, Topic};

use crate::{
    id::{AttemptId, InquiryId},
    plan_ref::PlanRef,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// `"kind" Name topic { field: Type }`: the kind is the stable word of the row, the fields are its detail.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:literal $name:ident $topic:ident $({ $($field:ident: $type:ty),+ })?;)*) => {
        /// Something that concerns one person. What people wrote (`reason`, `note`, `text`) is read in the product alone.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "kind", content = "detail")]
        pub enum InboxMessage {$(
            $(#[$doc])*
            #[serde(rename = $kind)]
            $name $({ $($field: $type),+ })?,
        )*}

        impl InboxMessage {
            pub const fn kind(&self) -> &'static str {
                match self {
                    $(Self::$name { .. } => $kind),*
                }
            }

            /// What it is about.
            pub const fn topic(&self) -> Topic {
                match self {
                    $(Self::$name { .. } => Topic::$topic),*
                }
            }
        }
    };
}

kinds! {
    "session.moved" SessionMoved Session { plan: PlanRef, session: String, opens: Timestamp, closes: Timestamp };
    "session.cancelled" SessionCancelled Session { plan: PlanRef, session: String, reason: String };
    "result.released" ResultReleased Result { plan: PlanRef, attempt: AttemptId };
    /// An item was voided after the release, and the score is another one.
    "result.revised" ResultRevised Result { plan: PlanRef, attempt: AttemptId };
    "certificate.issued" CertificateIssued Certificate { plan: PlanRef, attempt: AttemptId };
    "certificate.corrected" CertificateCorrected Certificate { plan: PlanRef, attempt: AttemptId, reason: String };
    "certificate.revoked" CertificateRevoked Certificate { plan: PlanRef, attempt: AttemptId, reason: String };
    "name.confirmed" NameConfirmed Name { name: String };
    "name.refused" NameRefused Name { plan: PlanRef, attempt: AttemptId, note: String };
    /// A certificate waits for a name: `missing` where its person has to give one, else staff have to confirm it.
    "name.waits" NameWaits Name { plan: PlanRef, attempt: AttemptId, missing: bool };
    /// After the exam: while it runs its page shows what staff say.
    "invigilator.wrote" InvigilatorWrote Invigilation { plan: PlanRef, attempt: AttemptId, text: String };
    /// What its person asked about a lesson; the question and the answer are read beneath it.
    "question.answered" QuestionAnswered Question { course: String, lesson: String, inquiry: InquiryId };
    "account.password_changed" PasswordChanged Account;
    "account.factor_set" FactorSet Account;
    "account.factor_removed" FactorRemoved Account;
    "account.passkey_added" PasskeyAdded Account;
    "account.passkey_removed" PasskeyRemoved Account;
    "account.identity_bound" IdentityBound Account;
    "account.identity_removed" IdentityRemoved Account;
    /// `roles` as the account keeps them.
    "account.roles" RolesChanged Account { roles: String };
    "account.mail_changed" MailChanged Account;
    /// Another account of the same person, of this login, became this one.
    "account.merged" AccountMerged Account { name: String };
}

impl InboxMessage {
    /// Its data as JSON; nothing where the kind says all.
    pub fn detail(&self) -> String {
        match serde_json::to_value(self) {
            Ok(Value::Object(mut row)) => row.remove("detail").map(|d| d.to_string()).unwrap_or_default(),
            _ => String::new(),
        }
    }

    /// Reads what [`kind`](Self::kind) and [`detail`](Self::detail) gave; nothing of what a later build wrote.
    pub fn read(kind: &str, detail: &str) -> Option<Self> {
        let mut row = Map::from_iter([("kind".to_string(), Value::from(kind))]);
        if !detail.is_empty() {
            row.insert("detail".into(), serde_json::from_str(detail).ok()?);
        }
        serde_json::from_value(Value::Object(row)).ok()
    }

    /// One of each kind, with `typed` wherever people may have written something: for tests that look at all of them.
    pub fn samples(plan: &PlanRef, attempt: AttemptId, typed: &str) -> Vec<Self> {
        let (plan, text) = (|| plan.clone(), || typed.to_string());
        let (opens, closes) = (Timestamp::from_ms(1_800_000_000_000), Timestamp::from_ms(1_800_003_600_000));
        vec![
            Self::SessionMoved { plan: plan(), session: text(), opens, closes },
            Self::SessionCancelled { plan: plan(), session: text(), reason: text() },
            Self::ResultReleased { plan: plan(), attempt },
            Self::ResultRevised { plan: plan(), attempt },
            Self::CertificateIssued { plan: plan(), attempt },
            Self::CertificateCorrected { plan: plan(), attempt, reason: text() },
            Self::CertificateRevoked { plan: plan(), attempt, reason: text() },
            Self::NameConfirmed { name: text() },
            Self::NameRefused { plan: plan(), attempt, note: text() },
            Self::NameWaits { plan: plan(), attempt, missing: true },
            Self::NameWaits { plan: plan(), attempt, missing: false },
            Self::InvigilatorWrote { plan: plan(), attempt, text: text() },
            Self::QuestionAnswered { course: "course".into(), lesson: "first".into(), inquiry: InquiryId::new(opens, [7; 10]) },
            Self::PasswordChanged,
            Self::FactorSet,
            Self::FactorRemoved,
            Self::PasskeyAdded,
            Self::PasskeyRemoved,
            Self::IdentityBound,
            Self::IdentityRemoved,
            Self::RolesChanged { roles: "learner".into() },
            Self::MailChanged,
            Self::AccountMerged { name: text() },
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples() -> Vec<InboxMessage> {
        InboxMessage::samples(&PlanRef::new("course", "exam"), AttemptId::new(Timestamp::from_ms(1), [7; 10]), "写的话")
    }

    #[test]
    fn every_kind_reads_back_as_it_was_written() {
        for message in samples() {
            assert_eq!(InboxMessage::read(message.kind(), &message.detail()), Some(message));
        }
        assert_eq!(InboxMessage::read("of.later", "{}"), None);
        assert_eq!(InboxMessage::read("result.released", "{}"), None);
    }

    #[test]
    fn no_kind_has_room_for_a_key_a_score_or_a_number() {
        for message in samples() {
            let Ok(detail) = serde_json::from_str::<Map<String, Value>>(&message.detail()) else { continue };
            for field in detail.keys() {
                let known = [
                    "plan", "attempt", "session", "opens", "closes", "reason", "name", "note", "missing", "text", "roles", "course",
                    "lesson", "inquiry",
                ];
                assert!(known.contains(&field.as_str()), "{}: is {field} for everybody's eyes?", message.kind());
            }
        }
    }

    #[test]
    fn what_touches_a_sitting_or_an_account_cannot_be_switched_off() {
        for message in samples() {
            let must = message.kind().starts_with("session.") || message.kind().starts_with("account.");
            assert_eq!(message.topic().is_important(), must, "{}", message.kind());
        }
    }
}
