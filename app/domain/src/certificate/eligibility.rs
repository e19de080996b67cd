//! Whether a released result earns a certificate.

use crate::{account::Account, assessment::Plan, grading::Score};

/// Why there is no certificate (yet), in words a learner can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// The assessment does not lead to one.
    NotOffered,
    NotPassed,
    /// The holder has not given the legal name that is printed on it.
    LegalNameMissing,
}

pub fn may_issue(plan: &Plan, score: &Score, holder: &Account) -> Result<(), Withheld> {
    if !plan.certifies() {
        return Err(Withheld::NotOffered);
    }
    if !score.passed {
        return Err(Withheld::NotPassed);
    }
    if holder.legal_name.trim().is_empty() {
        return Err(Withheld::LegalNameMissing);
    }
    Ok(())
}
