//! From answers to a result: marks by machine and by people, added up by function; items that were void after all.

mod manual;
mod stage;
mod tally;
mod voiding;

pub use manual::{MarkRefusal, Rating, rate};
pub use stage::ResultStage;
pub use tally::{FunctionScore, Mark, Score, tally};
pub use voiding::{Consequence, Voiding, consequence};
