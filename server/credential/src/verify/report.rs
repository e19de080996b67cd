//! The answer: five checks, and what may be shown.

use super::Content;
use crate::carrier::Carrier;
use serde::Serialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Pass,
    Fail,
    /// Could not be found out: the page says why, and never shows it as good.
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Name {
    Format,
    Signature,
    Issuer,
    InDate,
    NotRevoked,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    pub name: Name,
    pub outcome: Outcome,
    /// Stable, for messages in two languages: `dates.expired`. All of them are in [`CODES`].
    pub code: &'static str,
    /// The time that matters to this check (ms UTC): an expiry, the date of the status list.
    pub at: Option<i64>,
}

impl Check {
    pub(super) fn pass(name: Name, code: &'static str) -> Self {
        Self { name, outcome: Outcome::Pass, code, at: None }
    }
    pub(super) fn fail(name: Name, code: &'static str) -> Self {
        Self { name, outcome: Outcome::Fail, code, at: None }
    }
    pub(super) fn unknown(name: Name, code: &'static str) -> Self {
        Self { name, outcome: Outcome::Unknown, code, at: None }
    }
    pub(super) fn at(self, at: i64) -> Self {
        Self { at: Some(at), ..self }
    }
}

/// Every code a check can carry, so that a test can ask whether each has its words.
pub const CODES: [&str; 38] = [
    "format.ok",
    "format.too_large",
    "format.unknown",
    "format.no_credential",
    "format.several_credentials",
    "format.too_deep",
    "format.not_json",
    "format.undefined_or_missing",
    "format.contexts",
    "format.type",
    "signature.ok",
    "signature.unread",
    "signature.no_key",
    "signature.missing",
    "signature.incomplete",
    "signature.options",
    "signature.jcs",
    "signature.rdfc",
    "issuer.ok",
    "issuer.unproven",
    "issuer.not_trusted",
    "issuer.key_unknown",
    "issuer.key_withdrawn",
    "dates.ok",
    "dates.for_life",
    "dates.not_yet",
    "dates.expired",
    "dates.unreadable",
    "dates.unproven",
    "status.ok",
    "status.revoked",
    "status.absent",
    "status.no_list",
    "status.list_not_genuine",
    "status.entry_unreadable",
    "status.list_unreadable",
    "status.list_out_of_date",
    "status.unproven",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Every check passed.
    Accepted,
    /// At least one check failed.
    Rejected,
    /// None failed, but not all could be made.
    Undecided,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Always all five, in this order.
    pub checks: [Check; 5],
    pub carrier: Option<Carrier>,
    /// Of the credential's bytes, to look it up by.
    #[serde(skip)]
    pub sha256: Option<[u8; 32]>,
    /// It says that one of the trusted issuers made it; true or not.
    pub names_us: bool,
    /// None unless format, signature and issuer are good: an unproven text is not repeated.
    pub content: Option<Box<Content>>,
}

impl Report {
    pub fn verdict(&self) -> Verdict {
        let any = |outcome| self.checks.iter().any(|check| check.outcome == outcome);
        match (any(Outcome::Fail), any(Outcome::Unknown)) {
            (true, _) => Verdict::Rejected,
            (false, true) => Verdict::Undecided,
            (false, false) => Verdict::Accepted,
        }
    }

    pub(super) fn unreadable(code: &'static str, carrier: Option<Carrier>, sha256: Option<[u8; 32]>, names_us: bool) -> Self {
        Self {
            checks: [
                Check::fail(Name::Format, code),
                Check::unknown(Name::Signature, "signature.unread"),
                Check::unknown(Name::Issuer, "issuer.unproven"),
                Check::unknown(Name::InDate, "dates.unproven"),
                Check::unknown(Name::NotRevoked, "status.unproven"),
            ],
            carrier,
            sha256,
            names_us,
            content: None,
        }
    }
}
