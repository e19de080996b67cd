//! What a certificate is to say before it is signed.

use zhixing_domain::{
    certificate::{CheckCode, Prefix},
    id::{AccountId, AttemptId},
    level::Level,
};

/// What is known before the number is: for whom, by which result, in which series.
#[derive(Clone, Debug)]
pub struct Draft {
    pub account: AccountId,
    pub attempt: AttemptId,
    pub prefix: Prefix,
    pub year: i32,
    pub level: Level,
    /// Candidates for a free place in the status list, drawn at random by the edge.
    pub places: Vec<i64>,
    /// The status list that the places are in.
    pub status_list: i64,
    /// For a number that has none.
    pub code: CheckCode,
}

/// What a correction says.
#[derive(Clone, Debug)]
pub struct Correction {
    /// The version that staff looked at.
    pub seen: i64,
    pub was: String,
    /// The holder's name from now on.
    pub name: String,
    /// Public.
    pub reason: String,
    /// How staff know; not public.
    pub evidence: String,
}
