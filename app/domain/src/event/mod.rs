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

/// Whether whoever a line is about may read it: `person` if so, `staff` if it is for those alone who look after others.
macro_rules! is_for_its_person {
    (person) => {
        true
    };
    (staff) => {
        false
    };
}

/// `person "action" Name { field: Type }`: who may read it, the stable word of the log, and its detail.
macro_rules! events {
    ($($(#[$doc:meta])* $who:ident $action:literal $name:ident $({ $($field:ident: $type:ty),+ })?;)*) => {
        /// Something that happened. A detail that is time is in milliseconds.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "action", content = "detail")]
        pub enum Event {$(
            $(#[$doc])*
            #[serde(rename = $action)]
            $name $({ $($field: $type),+ })?,
        )*}

        /// The kinds without their data.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum EventKind {$($name),*}

        impl EventKind {
            pub const ALL: &[Self] = &[$(Self::$name),*];

            pub const fn action(self) -> &'static str {
                match self {
                    $(Self::$name => $action),*
                }
            }

            /// Nothing for an action that a later build wrote.
            pub fn from_action(action: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.action() == action)
            }
        }

        impl Event {
            pub const fn kind(&self) -> EventKind {
                match self {
                    $(Self::$name { .. } => EventKind::$name),*
                }
            }

            pub const fn action(&self) -> &'static str {
                self.kind().action()
            }

            /// The actions that whoever they are about may read.
            pub fn for_their_person() -> impl Iterator<Item = &'static str> {
                [$(($action, is_for_its_person!($who))),*].into_iter().filter_map(|(action, theirs)| theirs.then_some(action))
            }
        }
    };
}

events! {
    /// `roles` as the account keeps them.
    person "account.opened" AccountOpened { roles: String };
    person "account.roles" RolesGiven { roles: String };
    /// The names of the courses that the roles reach, parted by spaces; all of them where there are none.
    person "account.scope" ScopeGiven { courses: String };
    person "account.named" Named;
    person "account.disabled" AccountDisabled { demonstration: bool };
    person "account.enabled" AccountEnabled { demonstration: bool };
    person "account.password_changed" PasswordChanged;
    person "account.reset_code" ResetCodeMade;
    person "account.password_reset" PasswordReset;
    /// By a mailed link.
    person "account.recovered" Recovered;
    person "account.factor_set" FactorSet;
    person "account.factor_removed" FactorRemoved;
    person "account.recovery_code_used" RecoveryCodeUsed;
    person "account.passkey_added" PasskeyAdded { label: String };
    person "account.passkey_removed" PasskeyRemoved { label: String };
    /// `issuer`: the provider at which somebody signs in.
    person "account.identity_bound" IdentityBound { issuer: String };
    person "account.identity_removed" IdentityRemoved { issuer: String };
    person "account.name_stated" NameStated;
    person "account.name_confirmed" NameConfirmed { note: String };
    /// `version`: the hash of privacy and terms.
    person "account.terms_agreed" TermsAgreed { version: String };
    person "account.calendar_made" CalendarMade;
    person "account.calendar_removed" CalendarRemoved;
    person "account.mail_confirmed" MailConfirmed;
    person "account.mail_removed" MailRemoved;
    /// It is closed, and what it had is that of another account of the same person.
    person "account.merged" AccountMerged { into: AccountId };
    person "account.took_over" AccountTookOver { from: AccountId };
    person "account.phone_confirmed" PhoneConfirmed;
    person "account.phone_removed" PhoneRemoved;
    /// `group`: what it is called.
    person "account.grouped" Grouped { group: String };
    person "account.ungrouped" Ungrouped { group: String };
    person "session.ended_everywhere" SignedOutEverywhere;
    /// One session out of the list, by its person or by staff; `device` as its person knows it.
    person "account.session_ended" SessionEnded { device: String };
    /// Everything that is kept about the person, by the person.
    person "account.data_taken" DataTaken;
    person "account.sessions_ended" SessionsEnded { sessions: u64 };
    person "token.minted" TokenMinted { label: String };
    person "token.revoked" TokenRevoked { label: String };

    staff "group.opened" GroupOpened { name: String };
    staff "group.changed" GroupChanged { name: String };
    staff "group.removed" GroupRemoved { name: String };
    staff "group.joined" PeopleGrouped { people: u64 };
    staff "group.left" PeopleUngrouped { people: u64 };
    /// Of those, each has a line of its own.
    staff "group.disabled" GroupDisabled { people: u64 };

    staff "webhook.added" WebhookAdded { label: String };
    staff "webhook.removed" WebhookRemoved { label: String };
    staff "webhook.resumed" WebhookResumed { label: String };

    staff "content.published" Published;
    /// `state` as [`ReviewState`](crate::workshop::review::ReviewState) reads it.
    staff "workshop.reviewed" PublicationReviewed { state: String };
    /// `role` as [`CourseRole`](crate::workshop::course_role::CourseRole) reads it.
    staff "workshop.role_given" CourseRoleGiven { login: String, role: String };
    staff "workshop.role_taken" CourseRoleTaken { login: String };
    staff "workshop.scheduled" PublicationScheduled { at: i64 };
    staff "workshop.unscheduled" PublicationUnscheduled;
    /// `why` as [`StayedWhy`](crate::workshop::schedule::StayedWhy) reads it.
    staff "workshop.stayed" PublicationStayed { why: String };
    /// `why` as [`VersionWhy`](crate::workshop::VersionWhy) reads it.
    staff "workshop.saved" DraftSaved { rev: i64, why: String };
    /// A learner asks about a lesson; what was asked and answered is in no line.
    person "inquiry.asked" InquiryAsked { course: String, lesson: String };
    person "inquiry.taken_back" InquiryTakenBack;
    /// `shown`: to everybody who reads the lesson.
    person "inquiry.answered" InquiryAnswered { shown: bool };
    person "inquiry.shown" InquiryShown { shown: bool };
    staff "assessment.code_set" PlanCodeSet;
    staff "session.opened" SessionOpened { plan: PlanRef, name: String };
    staff "session.code_set" SessionCodeSet;
    staff "session.code_removed" SessionCodeRemoved;
    /// In milliseconds, as all instants here; `papers` were drawn already and are drawn anew.
    staff "session.moved" SessionMoved { opens: i64, closes: i64, was_opens: i64, was_closes: i64, papers: u64 };
    staff "session.described" SessionDescribed { name: String, place: String };
    staff "session.cancelled" SessionCancelled { reason: String };
    staff "session.removed" CandidateRemoved { login: String };
    staff "session.listed" CandidatesListed { candidates: u64 };
    /// `factor` in thousandths.
    staff "session.accommodated" Accommodated { login: String, factor: u32, extra_ms: i64 };

    person "attempt.started" Started { plan: PlanRef, segment_of: Option<AttemptId> };
    /// `receipt` is the digest of what was sealed.
    person "attempt.submitted" Submitted { receipt: String };
    person "attempt.expired" Expired { receipt: String };
    /// Earlier builds logged no receipt here.
    person "attempt.terminated" Terminated { reason: String, receipt: Option<String> };
    /// `window`: the closing of the window moved too.
    person "attempt.extended" Extended { ms: i64, window: bool, reason: String };
    /// Nobody had seen the paper: its session was moved or cancelled, or its person taken off the list.
    person "attempt.discarded" PaperDiscarded;
    /// The session that it is sat in closes later.
    person "attempt.closes_later" ClosesLater { closes: i64 };
    person "attempt.grant_revoked" GrantRevoked { ms: i64, reason: String };
    person "attempt.outage_given_back" OutageGivenBack { ms: i64, reason: String };
    person "attempt.paused" Paused { reason: String };
    person "attempt.resumed" Resumed { reason: String };
    person "attempt.voided" Voided { reason: String };
    /// `late` are the items whose values came too late and count in the segment.
    person "attempt.reopened" Reopened { segment: AttemptId, ms: i64, late: Vec<ItemKey>, reason: String };
    person "attempt.notified" Notified { text: String };
    person "attempt.pen_taken" WriterTookOver { writer: WriterId };
    person "attempt.pen_freed" WriterReleased { reason: String };
    staff "attempt.irregularity" Irregularity { report: IrregularityReport };
    /// How often the page was left so far, and for how long together.
    person "attempt.left_page" PageLeft { times: u64, ms: u64 };
    /// `device` is the beginning of its name.
    person "attempt.device_changed" DeviceChanged { device: String };
    /// What came `most` times is only counted from here on.
    person "attempt.counted" OnlyCounted { what: String, most: i64 };
    person "attempt.seb_missing" SebMissing { wrong_key: bool };
    person "attempt.outside_room" OutsideRoom { address: String };
    person "browser.proved" BrowserProved;
    person "attempt.name_confirmed" AttemptNameConfirmed { note: String };
    person "attempt.name_asked" NameAsked;
    person "attempt.name_changed" NameChanged { note: String };
    person "attempt.name_refused" NameRefused { note: String };

    /// `marks` is one digest over the machine's marks; the earliest builds logged none.
    staff "result.graded" Graded { marks: Option<String> };
    staff "mark.given" MarkGiven { item: ItemKey, points: Points };
    /// The earliest builds logged neither.
    staff "result.released" Released { score: Option<Points>, pass_mark: Option<Points> };
    /// `voiding`: what the item counts for now; none where it counts as it was marked.
    staff "result.revised" Revised { before: Points, after: Points, item: ItemKey, voiding: Option<Voiding>, reason: String };
    staff "item.decided" ItemDecided { item: ItemKey, version: String, voiding: Option<Voiding>, reason: String };

    /// `record` is the digest of what stands beside the credential: whose it is, its facts, its printed sheet. Earlier builds told none.
    person "certificate.issued" CertificateIssued { version: i64, sha256: String, record: Option<String> };
    person "certificate.revoked" CertificateRevoked { reason: String };
    /// `cause` and `detail` as [`Hold`](crate::certificate::Hold) reads them.
    person "certificate.held" CertificateHeld { cause: String, detail: String };
    /// Its holder has another account: two were one person's.
    person "certificate.moved" CertificateMoved { from: AccountId, to: AccountId };
    person "certificate.corrected" CertificateCorrected { evidence: String };

    /// `value`: none where the configuration holds again.
    staff "site.setting" SiteSettingChanged { setting: String, value: Option<String> };
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
