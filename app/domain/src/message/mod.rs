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

/// What something was, and what it is now; either may be empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FromTo {
    pub from: String,
    pub to: String,
}

impl FromTo {
    /// Nothing where it is what it was.
    pub fn of(from: &str, to: &str) -> Option<Self> {
        (from != to).then(|| Self { from: from.into(), to: to.into() })
    }
}

/// When and where a session is for one person, as it is now. Where it is empty nobody has said it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionFacts {
    pub opens: Timestamp,
    pub closes: Timestamp,
    pub place: String,
    pub seat: String,
}

kinds! {
    /// Somebody comes on the list of a session. Of a time of their own it says that there is one (`own_time`), and no message says more.
    "session.listed" SessionListed Session {
        plan: PlanRef, session: String, opens: Timestamp, closes: Timestamp, place: String, seat: String, own_time: bool
    };
    /// When it is, and where, if that changed as well. Earlier builds did not say from when (`was`), and of no session all there is to know (`facts`).
    "session.moved" SessionMoved Session {
        plan: PlanRef, session: String, opens: Timestamp, closes: Timestamp, was: Option<(Timestamp, Timestamp)>, place: Option<FromTo>,
        facts: Option<SessionFacts>
    };
    /// Where it is, or something of one person's own: the time of the session stays.
    "session.changed" SessionChanged Session {
        plan: PlanRef, session: String, place: Option<FromTo>, seat: Option<FromTo>, own_time: bool, facts: Option<SessionFacts>
    };
    "session.removed" SessionRemoved Session { plan: PlanRef, session: String, facts: Option<SessionFacts> };
    "session.cancelled" SessionCancelled Session { plan: PlanRef, session: String, reason: String, facts: Option<SessionFacts> };
    /// It opens soon ([`Reminder`](crate::assessment::Reminder)).
    "session.soon" SessionSoon Reminder {
        plan: PlanRef, session: String, opens: Timestamp, closes: Timestamp, place: String, seat: String
    };
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
    /// Staff ended it (`invigilator.wrote` is a word, this is an act).
    "attempt.ended" AttemptEnded Invigilation { plan: PlanRef, attempt: AttemptId, reason: String };
    /// Staff voided it: it does not count.
    "attempt.voided" AttemptVoided Invigilation { plan: PlanRef, attempt: AttemptId, reason: String };
    /// What its person asked about a lesson; the question and the answer are read beneath it.
    "question.answered" QuestionAnswered Question { course: String, lesson: String, inquiry: InquiryId };
    /// What somebody may do with a course in the workshop; nothing any more where `role` is empty.
    "workshop.role" CourseRoleChanged Workshop { course: String, role: String };
    /// A colleague asks them to look over what is to be published.
    "review.asked" ReviewAsked Workshop { course: String };
    /// What they asked about was approved or sent back, with a word.
    "review.decided" ReviewDecided Workshop { course: String, approved: bool, text: String };
    /// What was to be published at a time was not; `why` as [`StayedWhy`](crate::workshop::schedule::StayedWhy) reads it.
    "publication.stayed" PublicationStayed Workshop { course: String, why: String };
    /// A colleague ended what they had set to be published at a time; `how` as [`ScheduleEnd`](crate::workshop::schedule::ScheduleEnd) reads it.
    "publication.unscheduled" ScheduleEnded Workshop { course: String, how: String };
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
        let place = || FromTo::of("", typed);
        let facts = || Some(SessionFacts { opens, closes, place: text(), seat: text() });
        vec![
            Self::SessionListed { plan: plan(), session: text(), opens, closes, place: text(), seat: text(), own_time: true },
            Self::SessionMoved { plan: plan(), session: text(), opens, closes, was: None, place: None, facts: None },
            Self::SessionMoved { plan: plan(), session: text(), opens, closes, was: Some((closes, opens)), place: place(), facts: facts() },
            Self::SessionChanged { plan: plan(), session: text(), place: place(), seat: place(), own_time: true, facts: facts() },
            Self::SessionRemoved { plan: plan(), session: text(), facts: facts() },
            Self::SessionCancelled { plan: plan(), session: text(), reason: text(), facts: facts() },
            Self::SessionSoon { plan: plan(), session: text(), opens, closes, place: text(), seat: text() },
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
            Self::AttemptEnded { plan: plan(), attempt, reason: text() },
            Self::AttemptVoided { plan: plan(), attempt, reason: text() },
            Self::QuestionAnswered { course: "course".into(), lesson: "first".into(), inquiry: InquiryId::new(opens, [7; 10]) },
            Self::CourseRoleChanged { course: "course".into(), role: "editor".into() },
            Self::CourseRoleChanged { course: "course".into(), role: String::new() },
            Self::ReviewAsked { course: "course".into() },
            Self::ReviewDecided { course: "course".into(), approved: true, text: text() },
            Self::ReviewDecided { course: "course".into(), approved: false, text: text() },
            Self::PublicationStayed { course: "course".into(), why: "errors".into() },
            Self::ScheduleEnded { course: "course".into(), how: "published".into() },
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
        // as an earlier build wrote it
        let earlier = r#"{"plan":"course/exam","session":"上午场","opens":1800000000000,"closes":1800003600000}"#;
        assert!(matches!(
            InboxMessage::read("session.moved", earlier),
            Some(InboxMessage::SessionMoved { was: None, place: None, facts: None, .. })
        ));
        assert_eq!(InboxMessage::read("of.later", "{}"), None);
        assert_eq!(InboxMessage::read("result.released", "{}"), None);
    }

    #[test]
    fn no_kind_has_room_for_a_key_a_score_or_a_number() {
        for message in samples() {
            let Ok(detail) = serde_json::from_str::<Map<String, Value>>(&message.detail()) else { continue };
            for field in detail.keys() {
                let known = [
                    "plan", "attempt", "session", "opens", "closes", "was", "place", "seat", "own_time", "reason", "name", "note",
                    "missing", "text", "roles", "course", "lesson", "inquiry", "role", "approved", "why", "how", "facts",
                ];
                assert!(known.contains(&field.as_str()), "{}: is {field} for everybody's eyes?", message.kind());
            }
        }
    }

    #[test]
    fn what_touches_a_sitting_or_an_account_cannot_be_switched_off() {
        for message in samples() {
            let about = message.kind().split('.').next();
            // that it comes soon is no news to whoever was told when it is
            let must = matches!(about, Some("session" | "account")) && message.kind() != "session.soon";
            assert_eq!(message.topic().is_important(), must, "{}", message.kind());
        }
    }
}
