//! The only SQL of the system, behind verbs of the domain.
//!
//! One verb is one transaction: load, ask the domain, write, append the event, commit. Never here: decisions, HTTP, rows in public.
//! Start at [`attempts`]; [`db`] is how one SQL text runs on SQLite and PostgreSQL, [`writer`] how SQLite commits in groups.

mod accounts;
mod answers;
mod attempts;
mod audit;
mod batch;
mod board;
mod certificates;
mod db;
mod demo;
mod dialect;
mod events;
mod exam_sessions;
mod fault;
mod grading;
mod holds;
mod installation;
mod invigilation;
mod keys;
mod learning;
mod like;
mod lockdown;
mod names;
mod news;
mod outbox;
mod own;
mod passwords;
mod place;
mod publications;
mod receipts;
mod records;
mod second_factor;
mod sessions;
mod store;
mod transition;
mod voiding;
mod writer;

pub use accounts::{AccountPage, NewAccount};
pub use answers::{CurrentAnswer, SaveReply, SaveRequest};
pub use attempts::{AttemptRecord, AttemptSummary, Start, Started, Submission};
pub use audit::{AuditFault, AuditReport};
pub use board::{BoardCounts, BoardLine, LINES as BOARD_LINES, Presence, Scope};
pub use certificates::{CertificateRecord, CorrectRefusal, Correction, Draft, Frozen, IssueOutcome, Proposal, Proposed};
pub use demo::DemoAccount;
pub use events::{Actor, Happened, NEWEST, Part, RequestId, Stamp};
pub use exam_sessions::{Candidate, ExamSession, LISTED, Listed, Seat, Seated};
pub use fault::Fault;
pub use grading::{Completion, MarkRecord, MarkingTask, NewMark, ResultRecord, Waiting};
pub use holds::HeldCertificate;
pub use installation::{CopyReport, examine, newest_schema};
pub use invigilation::{AT_ONCE, Measured, ReopenRefusal};
pub use learning::{NotebookEntry, Notes, Progress};
pub use names::{AttemptName, NameRequest};
pub use news::News;
pub use outbox::{Task, TaskKind};
pub use receipts::{Seal, Signer};
pub use records::RecordFault;
pub use second_factor::SecondFactor;
pub use sessions::{NewToken, SessionRecord, TokenLine};
pub use store::Store;
pub use voiding::{Decision, Lost, MarkedItem, Revision};
