//! The checks of a certificate, each told apart in plain words.

use serde::Serialize;

/// What is checked, in the order shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// It is an Open Badges 3.0 credential of known terms.
    Format,
    /// Both signatures hold: not one character was changed.
    Signature,
    /// The key belongs to this issuer and is authorised.
    Issuer,
    /// Today lies within its validity.
    Validity,
    /// It is not revoked.
    Revocation,
    /// It is the same that the issuer's records hold under this number.
    Record,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Pass,
    Fail,
    /// Could not be checked; not a pass.
    Unknown,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub check: Check,
    pub outcome: Outcome,
    /// A stable word for why it failed or is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The report of one verification.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    pub findings: Vec<Finding>,
    /// What the credential says; empty when its signature does not hold.
    pub facts: Vec<(String, String)>,
}

impl Report {
    /// Genuine and valid: every check passes.
    pub fn is_valid(&self) -> bool {
        !self.findings.is_empty() && self.findings.iter().all(|f| f.outcome == Outcome::Pass)
    }
}
