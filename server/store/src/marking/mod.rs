//! Marks, results, items that turned out faulty.

pub(crate) mod grading;
pub(crate) mod rows;
pub(crate) mod voiding;
