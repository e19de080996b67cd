//! What many results say together: how scores lie, how an item went, which options were chosen. Pure sums: nothing here knows whose they are.

mod choices;
mod distribution;
mod item;
mod practice;
mod readers;

pub use choices::{ChoiceCounts, Chosen};
pub use distribution::{BINS, Distribution, ScoreCount};
pub use item::{ItemSums, LOW_DISCRIMINATION, SHARES, shares};
pub use practice::{FirstTries, PracticeSums, counted};
pub use readers::{FEWEST, LessonReach, LessonReaders};
