//! The only SQL of the system, behind verbs of the domain.
//!
//! One verb is one transaction: load, ask the domain, write, append the event, commit. Never here: decisions, HTTP, rows in public.
//! Start at [`exam::attempts`]; [`db`] is how one SQL text runs on SQLite and PostgreSQL, [`db::writer`] how SQLite commits in groups.

mod authoring;
mod core;
mod credential;
mod db;
mod exam;
mod fault;
mod learning;
mod marking;
mod office;
mod store;

/// Every verb hands out a boxed future. The compiler writes the body of an async function anew in each part of each crate that awaits it; behind a box it
/// stays here.
pub(crate) use async_recursion::async_recursion as boxed;

pub use authoring::change::{DraftChange, DraftRefusal};
pub use authoring::drafts::SaidOfStep;
pub use authoring::files::{FileDraft, PublicationLine, WorkshopFile, WorkshopLine};
pub use authoring::gone::GoneFile;
pub use authoring::history::FileVersion;
pub use authoring::open::OpenFiles;
pub use authoring::outline::WorkshopHead;
pub use authoring::publishing::DraftPublication;
pub use authoring::reviews::{Review, ReviewRemark};
pub use authoring::schedule::{NewSchedule, Schedule};
pub use authoring::steps::{DraftStep, StepFate, StepFile, TakenBack};
pub use authoring::team::{CourseMember, RoleGift};
pub use authoring::waiting::{AskedReview, OwnDrafts, SentBackDrafts, WorkshopWaiting};
pub use credential::basis::Basis;
pub use credential::certificates::{CorrectRefusal, Frozen, IssueOutcome, Proposal, Proposed};
pub use credential::draft::{Correction, Draft};
pub use credential::holds::HeldCertificate;
pub use credential::issued::CertificateRecord;
pub use db::events::{Actor, Happened, NEWEST, Part, RequestId, Stamp};
pub use db::outbox::{Task, TaskKind};
pub use exam::attempts::AttemptRecord;
pub use exam::board::{BoardCounts, BoardLine, BoardOrder, BoardScope, LINES as BOARD_LINES, Presence};
pub use exam::current::CurrentAnswer;
pub use exam::ending::Submission;
pub use exam::exam_sessions::{Candidate, ExamSession, LISTED, Listed, Seat, Seated, SessionTerms};
pub use exam::invigilation::{AT_ONCE, Measured, ReopenRefusal};
pub use exam::news::News;
pub use exam::save::{SaveReply, SaveRequest};
pub use exam::seal::{Seal, Signer};
pub use exam::starting::{Start, Started};
pub use exam::summary::AttemptSummary;
pub use exam::timetable::{LineChange, SESSIONS, SessionChanged, SessionLine, Timetable, TimetablePart};
pub use fault::Fault;
pub use learning::inquiries::{InquiryAnswer, LessonInquiry, NewInquiry, ShownInquiry};
pub use learning::lesson_progress::LessonProgress;
pub use learning::progress::{NotebookEntry, Notes};
pub use learning::publications::NewPublication;
pub use learning::readers::PracticeTry;
pub use learning::repetitions::Repeated;
pub use marking::grading::MarkingBacklog;
pub use marking::lines::MarkingLine;
pub use marking::machine::{Completion, MachineMarks, Marking, NewMark};
pub use marking::queue::{MARKED_ON_A_PAGE, MarkedAnswer, MarkingPlace};
pub use marking::release::ReleaseOf;
pub use marking::results::{
    OfSession, RESULTS, RESULTS_AT_ONCE, ResultGroup, ResultLine, ResultOrder, ResultPage, ResultScope, ResultSummary, Whose,
};
pub use marking::rows::{MarkRecord, MarkingTask, ResultRecord};
pub use marking::voiding::{ItemDecision, Lost, MarkedItem, Revision};
pub use marking::{GivenMark, Marked};
pub use office::accounts::{AccountPage, NewAccount};
pub use office::audit::{AuditFault, AuditReport, ChainWalk, ROUND as LINKS_AT_ONCE};
pub use office::consent::Consent;
pub use office::demo::DemoAccount;
pub use office::groups::PeopleGroup;
pub use office::identities::{BoundIdentity, IdentityRefusal};
pub use office::import::CodedAccount;
pub use office::inspection::{DatabaseState, database_file, inspect};
pub use office::installation::{CopyReport, examine, newest_schema};
pub use office::log::{LOG_AT_ONCE, LogLine, LogScope};
pub use office::merge::{MergeSide, MergedName};
pub use office::message::delivery::Delivery;
pub use office::message::inbox::{MessagePage, MessageRecord};
pub use office::message::mail::ASKED as MAIL_ASKED;
pub use office::message::place::{AskPlaceRefusal, MessagePlace};
pub use office::message::telling::TOLD as WEBHOOK_EVENTS;
pub use office::message::webhook::{NewWebhook, WEBHOOKS, WebhookRecord};

pub use office::names::{AttemptName, NameRequest};
pub use office::own_data::{DoneBy, OWN_EVENTS, OwnEvent};
pub use office::passkeys::{NewPasskey, Passkey, UsedChallenge};
pub use office::proof::{SignInProof, Whence};
pub use office::records::RecordFault;
pub use office::second_factor::SecondFactor;
pub use office::session_record::SessionRecord;
pub use office::sessions::{NewToken, TokenLine};
pub use office::signed_in::{SignedIn, session_name};
pub use store::Store;
