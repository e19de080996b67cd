//! An attempt: one sitting of one paper by one person. The heart of the system.
//!
//! [`state`] says where an attempt can be and go, [`deadline`] when its time is up (the only comparison with a deadline in the repository),
//! [`transition`] what changes it (the only maker of a change), [`progress`] how far the candidate is in a paper of sections, [`operation`] what
//! becomes of a save and [`outcome`] its word on the wire, [`measure`] what staff may do, [`outage`] what they may give back, [`receipt`] what the
//! candidate carries away, [`journal`] what a page holds until it is acknowledged, [`promise`] what it may say of answers, and [`word`] what staff say to who sits.
//! Never here: clocks and SQL. The store loads facts, asks here, and writes down the decision.

pub mod deadline;
pub mod journal;
pub mod measure;
pub mod operation;
pub mod outage;
pub mod outcome;
pub mod progress;
pub mod promise;
pub mod receipt;
pub mod state;
pub mod transition;
pub mod word;

pub use deadline::{Deadline, GRACE, Terms};
pub use journal::Journal;
pub use measure::{Measure, MeasureRefusal, Timing, is_grant};
pub use operation::{CurrentRevision, EarlierOperation, Operation, OperationOutcome, Quarantine, Refusal, SaveContext, Target, decide};
pub use outage::Outage;
pub use outcome::OutcomeCode;
pub use progress::Progress;
pub use receipt::Receipt;
pub use state::{Ending, Phase, State};
pub use transition::Transition;
pub use word::Word;
