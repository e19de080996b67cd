//! What is said of a certificate that somebody holds up: the checks, each told apart, and the verdict over them.
//!
//! Here: the words that everybody uses who checks one ([`Check`], [`Outcome`], [`Reason`], [`Finding`]), [`Verdict`] (three of them, each with its
//! reason), what the public may see of a name ([`mask`]), what a record must say alike ([`Statement`]). Never here: signatures
//! (`zhixing-credential`, which makes the first five findings), words for people (`app/src/i18n/verification.rs`).

mod mask;
mod reason;
mod statement;
mod verdict;

pub use mask::mask;
pub use reason::Reason;
pub use statement::Statement;
pub use verdict::{Carried, Case, Doubt, Flaw, Standing, Verdict};

use crate::{lang::Bilingual, level::Level, time::Timestamp};
use serde::Serialize;

/// What is checked, in the order shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// It is an Open Badges 3.0 credential of known terms.
    Format,
    /// Both signatures hold: not one character of the signed data was changed.
    Signature,
    /// The key belongs to this issuer and is authorised.
    Issuer,
    /// Today lies within its validity.
    Validity,
    /// It is not revoked.
    Revocation,
    /// The issuer's records say the same under this number.
    Record,
    /// The file is the one that was issued, byte by byte.
    File,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Pass,
    Fail,
    /// Could not be checked; not a pass.
    Unknown,
}

/// What came of one check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub check: Check,
    pub outcome: Outcome,
    /// Why it failed or is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

impl Finding {
    pub const fn pass(check: Check) -> Self {
        Self { check, outcome: Outcome::Pass, reason: None }
    }

    pub const fn fail(reason: Reason) -> Self {
        Self { check: reason.check(), outcome: Outcome::Fail, reason: Some(reason) }
    }

    pub const fn unknown(reason: Reason) -> Self {
        Self { check: reason.check(), outcome: Outcome::Unknown, reason: Some(reason) }
    }

    pub fn passed(self) -> bool {
        self.outcome == Outcome::Pass
    }
}

/// What was found in an upload, before anybody looked into the records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inspection {
    /// Format, signature, issuer, validity, revocation.
    pub findings: Vec<Finding>,
    /// What the signed data say, for people; empty when the signature does not hold.
    pub facts: Vec<SignedFact>,
    /// The same for the records.
    pub statement: Option<Statement>,
    pub kind: Option<UploadKind>,
    /// SHA-256 of the upload.
    pub sha256: String,
    /// The texts of QR codes, where a picture holds no signed data.
    pub codes: Vec<String>,
    /// It names this issuer, whether or not that is true.
    pub names_us: bool,
}

/// One thing that a certificate says, in the order in which pages show them. Signed texts are in Chinese, but for an issuer's English name; those of a
/// record are in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignedFact {
    Holder(String),
    Occupation {
        name: Bilingual<String>,
        code: String,
    },
    Direction(String),
    Level(Level),
    /// Decimal texts, out of a hundred.
    Score {
        assessment: Bilingual<String>,
        score: String,
        pass_mark: String,
    },
    Standard {
        name: Bilingual<String>,
        edition: String,
    },
    Number(String),
    Version(i64),
    Awarded(Timestamp),
    Issuer {
        name: Bilingual<String>,
        /// It comes from a demonstration and says so.
        demo: bool,
    },
}

/// What was uploaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UploadKind {
    Data,
    Pdf,
    Picture,
}

/// The report of one verification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub verdict: Verdict,
    /// Of the signed data, also where the file around them is not the one that was issued.
    pub standing: Option<Standing>,
    pub findings: Vec<Finding>,
    /// What the signed data say; empty when their signature does not hold.
    pub facts: Vec<SignedFact>,
    pub carried: Option<Carried>,
    /// As the signed data say.
    pub holder: Option<String>,
    /// A newer version has its number: its record is of the version that it says it is.
    pub replaced: bool,
    /// That the certificate was revoked, whichever version was looked at.
    pub revoked: Option<Revocation>,
}

/// When a certificate was revoked, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation {
    pub at: Timestamp,
    pub reason: String,
}

impl Report {
    /// A verdict without anything to look at, such as over a number that does not exist.
    pub fn bare(verdict: Verdict) -> Self {
        Self { verdict, standing: None, findings: vec![], facts: vec![], carried: None, holder: None, replaced: false, revoked: None }
    }

    /// Genuine and in force: every check passes.
    pub fn is_valid(&self) -> bool {
        matches!(self.verdict, Verdict::Genuine(Standing::InForce | Standing::Demonstration))
    }
}
