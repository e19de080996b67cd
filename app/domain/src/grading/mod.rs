//! From answers to a result: marks by machine and by people, added up by function.

mod manual;
mod tally;

pub use manual::{MarkRefusal, Rating, rate};
pub use tally::{FunctionScore, Mark, Score, tally};
