//! What happened: every kind of line of the audit log, with its data. The store keeps `action` and `detail` (JSON) of each.
//!
//! Here: the kinds, and how a line is written and read. Never here: words (they are in the app's `words`), who did it and when. Lines that builds
//! before this one wrote as English text are read in [`earlier`].

mod earlier;

use crate::{
    grading::Voiding,
    id::{AccountId, AttemptId, WriterId},
    plan_ref::PlanRef,
    points::Points,
    question::ItemKey,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// `"action" Name { field: Type }`: the action is the stable word of the log, the fields are its detail.
macro_rules! events {
    ($($(#[$doc:meta])* $action:literal $name:ident $({ $($field:ident: $type:ty),+ })?;)*) => {
        /// Something that happened. A detail that is time is in milliseconds.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "action", content = "detail")]
        pub enum Event {$(
            $(#[$doc])*
            #[serde(rename = $action)]
            $name $({ $($field: $type),+ })?,
        )*}

        impl Event {
            pub const fn action(&self) -> &'static str {
                match self {
                    $(Self::$name { .. } => $action),*
                }
            }
        }
    };
}

events! {
    /// `roles` as the account keeps them.
    "account.opened" AccountOpened { roles: String };
    "account.roles" RolesGiven { roles: String };
    /// The names of the courses that the roles reach, parted by spaces; all of them where there are none.
    "account.scope" ScopeGiven { courses: String };
    "account.named" Named;
    "account.disabled" AccountDisabled { demonstration: bool };
    "account.enabled" AccountEnabled { demonstration: bool };
    "account.password_changed" PasswordChanged;
    "account.reset_code" ResetCodeMade;
    "account.password_reset" PasswordReset;
    /// By a mailed link.
    "account.recovered" Recovered;
    "account.factor_set" FactorSet;
    "account.factor_removed" FactorRemoved;
    "account.recovery_code_used" RecoveryCodeUsed;
    "account.passkey_added" PasskeyAdded { label: String };
    "account.passkey_removed" PasskeyRemoved { label: String };
    /// `issuer`: the provider at which somebody signs in.
    "account.identity_bound" IdentityBound { issuer: String };
    "account.identity_removed" IdentityRemoved { issuer: String };
    "account.name_stated" NameStated;
    "account.name_confirmed" NameConfirmed { note: String };
    /// `version`: the hash of privacy and terms.
    "account.terms_agreed" TermsAgreed { version: String };
    "account.calendar_made" CalendarMade;
    "account.calendar_removed" CalendarRemoved;
    "account.mail_confirmed" MailConfirmed;
    "account.mail_removed" MailRemoved;
    /// It is closed, and what it had is that of another account of the same person.
    "account.merged" AccountMerged { into: AccountId };
    "account.took_over" AccountTookOver { from: AccountId };
    "account.phone_confirmed" PhoneConfirmed;
    "account.phone_removed" PhoneRemoved;
    /// `group`: what it is called.
    "account.grouped" Grouped { group: String };
    "account.ungrouped" Ungrouped { group: String };
    "session.ended_everywhere" SignedOutEverywhere;
    /// One session out of the list, by its person or by staff; `device` as its person knows it.
    "account.session_ended" SessionEnded { device: String };
    /// Everything that is kept about the person, by the person.
    "account.data_taken" DataTaken;
    "account.sessions_ended" SessionsEnded { sessions: u64 };
    "token.minted" TokenMinted { label: String };
    "token.revoked" TokenRevoked { label: String };

    "group.opened" GroupOpened { name: String };
    "group.changed" GroupChanged { name: String };
    "group.removed" GroupRemoved { name: String };
    "group.joined" PeopleGrouped { people: u64 };
    "group.left" PeopleUngrouped { people: u64 };
    /// Of those, each has a line of its own.
    "group.disabled" GroupDisabled { people: u64 };

    "webhook.added" WebhookAdded { label: String };
    "webhook.removed" WebhookRemoved { label: String };
    "webhook.resumed" WebhookResumed { label: String };

    "content.published" Published;
    /// `state` as [`ReviewState`](crate::workshop::review::ReviewState) reads it.
    "workshop.reviewed" PublicationReviewed { state: String };
    /// `role` as [`CourseRole`](crate::workshop::course_role::CourseRole) reads it.
    "workshop.role_given" CourseRoleGiven { login: String, role: String };
    "workshop.role_taken" CourseRoleTaken { login: String };
    "workshop.scheduled" PublicationScheduled { at: i64 };
    "workshop.unscheduled" PublicationUnscheduled;
    /// `why` as [`StayedWhy`](crate::workshop::schedule::StayedWhy) reads it.
    "workshop.stayed" PublicationStayed { why: String };
    /// `why` as [`VersionWhy`](crate::workshop::VersionWhy) reads it.
    "workshop.saved" DraftSaved { rev: i64, why: String };
    /// A learner asks about a lesson; what was asked and answered is in no line.
    "inquiry.asked" InquiryAsked { course: String, lesson: String };
    "inquiry.taken_back" InquiryTakenBack;
    /// `shown`: to everybody who reads the lesson.
    "inquiry.answered" InquiryAnswered { shown: bool };
    "inquiry.shown" InquiryShown { shown: bool };
    "assessment.code_set" PlanCodeSet;
    "session.opened" SessionOpened { plan: PlanRef, name: String };
    "session.code_set" SessionCodeSet;
    "session.code_removed" SessionCodeRemoved;
    /// In milliseconds, as all instants here; `papers` were drawn already and are drawn anew.
    "session.moved" SessionMoved { opens: i64, closes: i64, was_opens: i64, was_closes: i64, papers: u64 };
    "session.described" SessionDescribed { name: String, place: String };
    "session.cancelled" SessionCancelled { reason: String };
    "session.removed" CandidateRemoved { login: String };
    "session.listed" CandidatesListed { candidates: u64 };
    /// `factor` in thousandths.
    "session.accommodated" Accommodated { login: String, factor: u32, extra_ms: i64 };

    "attempt.started" Started { plan: PlanRef, segment_of: Option<AttemptId> };
    /// `receipt` is the digest of what was sealed.
    "attempt.submitted" Submitted { receipt: String };
    "attempt.expired" Expired { receipt: String };
    /// Earlier builds logged no receipt here.
    "attempt.terminated" Terminated { reason: String, receipt: Option<String> };
    /// `window`: the closing of the window moved too.
    "attempt.extended" Extended { ms: i64, window: bool, reason: String };
    /// Nobody had seen the paper: its session was moved or cancelled, or its person taken off the list.
    "attempt.discarded" PaperDiscarded;
    /// The session that it is sat in closes later.
    "attempt.closes_later" ClosesLater { closes: i64 };
    "attempt.grant_revoked" GrantRevoked { ms: i64, reason: String };
    "attempt.outage_given_back" OutageGivenBack { ms: i64, reason: String };
    "attempt.paused" Paused { reason: String };
    "attempt.resumed" Resumed { reason: String };
    "attempt.voided" Voided { reason: String };
    /// `late` are the items whose values came too late and count in the segment.
    "attempt.reopened" Reopened { segment: AttemptId, ms: i64, late: Vec<ItemKey>, reason: String };
    "attempt.notified" Notified { text: String };
    "attempt.pen_taken" WriterTookOver { writer: WriterId };
    "attempt.pen_freed" WriterReleased { reason: String };
    "attempt.irregularity" Irregularity { report: IrregularityReport };
    /// How often the page was left so far, and for how long together.
    "attempt.left_page" PageLeft { times: u64, ms: u64 };
    /// `device` is the beginning of its name.
    "attempt.device_changed" DeviceChanged { device: String };
    /// What came `most` times is only counted from here on.
    "attempt.counted" OnlyCounted { what: String, most: i64 };
    "attempt.seb_missing" SebMissing { wrong_key: bool };
    "attempt.outside_room" OutsideRoom { address: String };
    "browser.proved" BrowserProved;
    "attempt.name_confirmed" AttemptNameConfirmed { note: String };
    "attempt.name_asked" NameAsked;
    "attempt.name_changed" NameChanged { note: String };
    "attempt.name_refused" NameRefused { note: String };

    /// `marks` is one digest over the machine's marks; the earliest builds logged none.
    "result.graded" Graded { marks: Option<String> };
    "mark.given" MarkGiven { item: ItemKey, points: Points };
    /// The earliest builds logged neither.
    "result.released" Released { score: Option<Points>, pass_mark: Option<Points> };
    /// `voiding`: what the item counts for now; none where it counts as it was marked.
    "result.revised" Revised { before: Points, after: Points, item: ItemKey, voiding: Option<Voiding>, reason: String };
    "item.decided" ItemDecided { item: ItemKey, version: String, voiding: Option<Voiding>, reason: String };

    /// `record` is the digest of what stands beside the credential: whose it is, its facts, its printed sheet. Earlier builds told none.
    "certificate.issued" CertificateIssued { version: i64, sha256: String, record: Option<String> };
    "certificate.revoked" CertificateRevoked { reason: String };
    /// `cause` and `detail` as [`Hold`](crate::certificate::Hold) reads them.
    "certificate.held" CertificateHeld { cause: String, detail: String };
    /// Its holder has another account: two were one person's.
    "certificate.moved" CertificateMoved { from: AccountId, to: AccountId };
    "certificate.corrected" CertificateCorrected { evidence: String };

    /// `value`: none where the configuration holds again.
    "site.setting" SiteSettingChanged { setting: String, value: Option<String> };
}

/// Who reported an irregularity, and what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum IrregularityReport {
    Staff {
        text: String,
    },
    /// The candidate looked for keys while the exam ran, at this door.
    KeysWait {
        door: String,
    },
    /// Staff read in an answer file.
    AnswerFile {
        operations: u64,
        sha256: String,
    },
}

/// A line of the log as it is read.
#[derive(Clone, Debug, PartialEq)]
pub enum LogEntry {
    Known(Event),
    /// What this build has no words for: a later build wrote it.
    Other {
        action: String,
        detail: String,
    },
}

impl Event {
    /// Its data as JSON; nothing where the action says all.
    pub fn detail(&self) -> String {
        match serde_json::to_value(self) {
            Ok(Value::Object(mut line)) => line.remove("detail").map(|d| d.to_string()).unwrap_or_default(),
            _ => String::new(),
        }
    }
}

impl LogEntry {
    /// Reads what [`Event::action`] and [`Event::detail`] gave, or what an earlier build wrote.
    pub fn read(action: String, detail: String) -> Self {
        match written(&action, &detail).or_else(|| earlier::read(&action, &detail)) {
            Some(event) => Self::Known(event),
            None => Self::Other { action, detail },
        }
    }

    pub fn action(&self) -> &str {
        match self {
            Self::Known(event) => event.action(),
            Self::Other { action, .. } => action,
        }
    }

    pub const fn event(&self) -> Option<&Event> {
        match self {
            Self::Known(event) => Some(event),
            Self::Other { .. } => None,
        }
    }
}

fn written(action: &str, detail: &str) -> Option<Event> {
    let mut line = Map::from_iter([("action".to_string(), Value::from(action))]);
    if !detail.is_empty() {
        line.insert("detail".into(), serde_json::from_str(detail).ok()?);
    }
    serde_json::from_value(Value::Object(line)).ok()
}

#[cfg(test)]
mod tests;
