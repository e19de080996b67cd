//! A longer text that a person marks by a rubric.

use crate::points::Points;

/// The points of each criterion; their words are in the [`Wording`](super::Wording).
#[derive(Clone, Debug, PartialEq)]
pub struct Essay {
    pub rubric: Vec<Points>,
}

/// A criterion in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Criterion {
    pub title: String,
    /// What earns the points.
    pub detail: String,
}
