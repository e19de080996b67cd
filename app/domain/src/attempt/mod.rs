//! An attempt: one sitting of one paper by one person. The heart of the system.
//!
//! [`state`] says where an attempt can be and go, [`deadline`] when its time is up (the only comparison with a deadline in the repository),
//! [`operation`] what becomes of a save, [`measure`] what staff may do, [`receipt`] what the candidate carries away.
//! Never here: clocks and SQL. The store loads facts, asks here, and writes down the decision.

pub mod deadline;
pub mod measure;
pub mod operation;
pub mod receipt;
pub mod state;

pub use deadline::{Deadline, GRACE, Terms};
pub use measure::{Measure, MeasureRefusal, Standing, is_grant};
pub use operation::{Current, Operation, Quarantine, Refusal, Seen, Sitting, Verdict, decide};
pub use receipt::Receipt;
pub use state::{Ending, Phase, State};
