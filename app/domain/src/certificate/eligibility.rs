//! Whether a released result earns a certificate, and for which name.

use super::{Hold, HolderName};
use crate::{assessment::Plan, grading::Score};

/// Why there is no certificate (yet), in words a learner can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// The assessment does not lead to one.
    NotOffered,
    NotPassed,
    /// It is earned, and waits.
    Held(Hold),
}

/// The name that the certificate is issued for: the one frozen at the start, once it is confirmed.
///
/// # Errors
///
/// [`Withheld::NotOffered`] or [`Withheld::NotPassed`]; [`Withheld::Held`] until there is a name and staff have
/// confirmed it.
pub fn may_issue<'n>(plan: &Plan, score: &Score, frozen: Option<&'n HolderName>) -> Result<&'n str, Withheld> {
    if !plan.certifies() {
        return Err(Withheld::NotOffered);
    }
    if !score.passed {
        return Err(Withheld::NotPassed);
    }
    match frozen {
        None => Err(Withheld::Held(Hold::NameMissing)),
        Some(name) if !name.is_confirmed() => Err(Withheld::Held(Hold::NameUnconfirmed)),
        Some(name) => Ok(&name.text),
    }
}
