//! Bodies of the API that islands read and the server writes: one definition for both worlds.
//!
//! Instants are milliseconds of UTC. Never here: a type that can carry a key.

use serde::{Deserialize, Serialize};

/// Where an attempt stands: part of every reply about it, so that every page learns a new deadline at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub server_now: i64,
    /// Missing before the start.
    pub deadline: Option<i64>,
    /// `in_progress`, `paused`, `submitted`, `expired`, `terminated`, `voided` or `ready`.
    pub state: String,
    /// Who holds the pen.
    pub writer: Option<String>,
}

/// What became of one operation. `status` is `applied`, or the reason why it is not the current answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledgement {
    pub op_id: String,
    pub status: String,
    /// Given when applied: the revision, and the digest of the value that is stored.
    pub rev: Option<i64>,
    pub value_digest: Option<String>,
}

/// The reply to a batch of operations: one acknowledgement each, in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledged {
    #[serde(flatten)]
    pub standing: Standing,
    pub results: Vec<Acknowledgement>,
}
