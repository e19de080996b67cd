//! Bodies of the API that islands read. The server writes more than this; what is not named here is passed over.
//!
//! Instants are milliseconds of UTC. Never here: a type that can carry a key.

use serde::Deserialize;

/// Where an attempt stands: part of every reply about it, so that every page learns a new deadline at once.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Standing {
    pub server_now: i64,
    /// Missing before the start.
    pub deadline: Option<i64>,
    /// `in_progress`, `paused`, `submitted`, `expired`, `terminated`, `voided` or `ready`.
    pub state: String,
}

/// What became of one operation: `applied`, or why it is not the current answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Acknowledgement {
    pub op_id: String,
    pub status: String,
    /// Of the value as the server read it.
    pub value_digest: String,
}

/// The reply to a batch of operations: one acknowledgement each, in their order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Acknowledged {
    #[serde(flatten)]
    pub standing: Standing,
    pub results: Vec<Acknowledgement>,
}
