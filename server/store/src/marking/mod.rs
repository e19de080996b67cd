//! Marks, results, items that turned out faulty.

pub(crate) mod grading;
pub(crate) mod rows;
pub(crate) mod voiding;

/// What became of a mark that a marker gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marked {
    Stored,
    /// Somebody gave one that this marker has not seen; theirs counts still.
    Overtaken,
    /// It is no answer that people mark, the result is released, or the attempt goes on in a new segment.
    Closed,
}
