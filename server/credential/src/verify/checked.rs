//! What bytes prove by themselves: five findings, and what may be shown.

use super::Content;
use crate::carrier::Carrier;
use zhixing_domain::verification::{Check, Finding, Reason};

#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// Always all five: format, signature, issuer, validity, revocation.
    pub findings: [Finding; 5],
    pub carrier: Option<Carrier>,
    /// It says that one of the trusted issuers made it; true or not.
    pub names_us: bool,
    /// None unless format, signature and issuer are good: an unproven text is not repeated.
    pub content: Option<Box<Content>>,
}

impl Checked {
    pub(super) fn unreadable(reason: Reason, carrier: Option<Carrier>, names_us: bool) -> Self {
        let findings = [
            Finding::fail(reason),
            Finding::unknown(Reason::NotRead),
            Finding::unknown(Reason::IssuerUnproven),
            Finding::unknown(Reason::DatesUnproven),
            Finding::unknown(Reason::StatusUnproven),
        ];
        Self { findings, carrier, names_us, content: None }
    }

    /// What came of one of the five checks; nothing for those of the records.
    pub fn finding(&self, check: Check) -> Option<Finding> {
        self.findings.into_iter().find(|finding| finding.check == check)
    }
}
