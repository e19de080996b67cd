//! Marks, results, items that turned out faulty.

pub(crate) mod claims;
pub(crate) mod decisions;
pub(crate) mod grading;
pub(crate) mod lines;
pub(crate) mod machine;
pub(crate) mod queue;
pub(crate) mod release;
pub(crate) mod results;
pub(crate) mod rows;
pub(crate) mod statistics;
pub(crate) mod voiding;

use zhixing_domain::{grading::Rating, time::Timestamp};

/// What became of a mark that a marker gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Marked {
    Stored,
    /// Somebody gave one that this marker has not seen; it counts still.
    Overtaken(GivenMark),
    /// It is no answer that people mark, the result is released, or the attempt goes on in a new segment.
    Closed,
}

/// A mark that counts, with who gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenMark {
    pub rating: Rating,
    /// A person's name, `system` or `operator`.
    pub by: String,
    pub at: Timestamp,
}
