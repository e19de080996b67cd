//! Bodies of the API that islands read. The server writes more than this; what is not named here is passed over.
//!
//! Instants are milliseconds of UTC. Never here: a type that can carry a key.

use serde::Deserialize;

/// What staff said to a candidate, and when.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct StaffWord {
    pub at: i64,
    pub text: String,
}

/// Where an attempt stands: part of every reply about it, so that every page learns a new deadline at once.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Standing {
    pub server_now: i64,
    /// Missing before the start.
    pub deadline: Option<i64>,
    /// `in_progress`, `paused`, `submitted`, `expired`, `terminated`, `voided` or `ready`.
    pub state: String,
    /// The newest word of staff; in the reply of the clock alone.
    #[serde(default)]
    pub notice: Option<StaffWord>,
    /// Who holds the pen; nobody before the first save.
    #[serde(default)]
    pub writer: Option<String>,
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
    // the members of `Standing`: written out, because flattening costs the module some kilobytes
    pub server_now: i64,
    pub deadline: Option<i64>,
    pub state: String,
    #[serde(default)]
    pub writer: Option<String>,
    pub results: Vec<Acknowledgement>,
}

impl Acknowledged {
    pub fn standing(self) -> Standing {
        Standing { server_now: self.server_now, deadline: self.deadline, state: self.state, notice: None, writer: self.writer }
    }
}
