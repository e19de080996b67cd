//! The name that a certificate is issued for: where it comes from, and when it may still change.
//!
//! A person *states* a name; staff *confirm* one (a list that they brought, or the document of somebody who stood before them). It is frozen in the
//! attempt at the start. Before that the person may state another, unless it is confirmed; after that they can only ask for a change, and staff
//! decide. A certificate is issued for a frozen name that is confirmed, and for nothing else.

use std::fmt;

/// Who stands for a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NameSource {
    /// The person typed it.
    #[default]
    Stated,
    /// It came with a list of staff, or staff compared it with a document.
    Confirmed,
}

impl NameSource {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Confirmed => "confirmed",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Stated, Self::Confirmed].into_iter().find(|s| s.code() == code)
    }
}

/// A legal name with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolderName {
    pub text: String,
    pub source: NameSource,
}

impl HolderName {
    /// Nothing where the text is empty.
    pub fn of(text: &str, source: NameSource) -> Option<Self> {
        (!text.trim().is_empty()).then(|| Self { text: text.trim().into(), source })
    }

    pub fn is_confirmed(&self) -> bool {
        self.source == NameSource::Confirmed
    }
}

/// Why the wish for another name is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskRefusal {
    /// Before the start the name is stated, not asked for.
    NotStarted,
    /// It is the name that is frozen already.
    Same,
    /// Another request waits for an answer.
    Waits,
    /// A certificate was issued: what is wrong with it is corrected there.
    Issued,
}

impl AskRefusal {
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotStarted => "name_not_frozen",
            Self::Same => "name_same",
            Self::Waits => "name_request_waits",
            Self::Issued => "certificate_issued",
        }
    }
}

/// Whether a person may ask for the name `wished` in a started attempt.
///
/// # Errors
///
/// [`AskRefusal::NotStarted`], [`AskRefusal::Issued`], [`AskRefusal::Waits`] or [`AskRefusal::Same`]: the first that
/// holds.
pub fn may_ask(frozen: Option<&HolderName>, wished: &str, started: bool, waits: bool, issued: bool) -> Result<(), AskRefusal> {
    match () {
        () if !started => Err(AskRefusal::NotStarted),
        () if issued => Err(AskRefusal::Issued),
        () if waits => Err(AskRefusal::Waits),
        () if frozen.is_some_and(|f| f.text == wished) => Err(AskRefusal::Same),
        () => Ok(()),
    }
}

/// What staff do about the name of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// The frozen name, as it was seen, is right.
    Confirm(String),
    /// This one is right.
    Set(String),
    /// The change that was asked for, with the name that was seen.
    Accept(String),
    Refuse,
}

/// Why staff's decision is not carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettleRefusal {
    /// No such attempt.
    NotFound,
    NotStarted,
    /// The name, or the request, is no longer the one that was seen.
    Changed,
    /// It is confirmed as it is: nothing would change.
    Same,
    /// A certificate was issued: it is corrected, not this.
    Issued,
}

impl SettleRefusal {
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::NotStarted => "name_not_frozen",
            Self::Changed => "name_changed",
            Self::Same => "name_same",
            Self::Issued => "certificate_issued",
        }
    }
}

/// The name that an attempt has after a decision. `asked` is the name of the request that waits.
///
/// # Errors
///
/// [`SettleRefusal::NotStarted`] and [`SettleRefusal::Issued`] of any decision; [`SettleRefusal::Changed`] if the name
/// or the request is not the one that was seen; [`SettleRefusal::Same`] if nothing would change.
pub fn settle(
    frozen: Option<&HolderName>,
    asked: Option<&str>,
    started: bool,
    issued: bool,
    what: &Settlement,
) -> Result<Option<String>, SettleRefusal> {
    let same = |name: &str| frozen.is_some_and(|f| f.text == name && f.is_confirmed());
    match what {
        _ if !started => Err(SettleRefusal::NotStarted),
        _ if issued => Err(SettleRefusal::Issued),
        Settlement::Confirm(seen) if frozen.is_none_or(|f| f.text != *seen) => Err(SettleRefusal::Changed),
        Settlement::Accept(seen) if asked != Some(seen) => Err(SettleRefusal::Changed),
        Settlement::Refuse if asked.is_none() => Err(SettleRefusal::Changed),
        Settlement::Confirm(name) | Settlement::Set(name) if same(name) => Err(SettleRefusal::Same),
        Settlement::Confirm(name) | Settlement::Set(name) | Settlement::Accept(name) => Ok(Some(name.clone())),
        Settlement::Refuse => Ok(None),
    }
}

impl fmt::Display for HolderName {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str, source: NameSource) -> HolderName {
        HolderName { text: text.into(), source }
    }

    #[test]
    fn a_change_is_asked_for_after_the_start_and_once() {
        let frozen = name("莫生仁", NameSource::Stated);
        assert_eq!(may_ask(Some(&frozen), "莫生义", true, false, false), Ok(()));
        assert_eq!(may_ask(None, "莫生义", true, false, false), Ok(()));
        assert_eq!(may_ask(Some(&frozen), "莫生义", false, false, false), Err(AskRefusal::NotStarted));
        assert_eq!(may_ask(Some(&frozen), "莫生仁", true, false, false), Err(AskRefusal::Same));
        assert_eq!(may_ask(Some(&frozen), "莫生义", true, true, false), Err(AskRefusal::Waits));
        assert_eq!(may_ask(Some(&frozen), "莫生义", true, false, true), Err(AskRefusal::Issued));
    }

    #[test]
    fn staff_confirm_what_they_saw_and_nothing_else() {
        let stated = name("莫生仁", NameSource::Stated);
        let confirmed = name("莫生仁", NameSource::Confirmed);
        let confirm = Settlement::Confirm("莫生仁".into());
        assert_eq!(settle(Some(&stated), None, true, false, &confirm), Ok(Some("莫生仁".into())));
        assert_eq!(settle(Some(&confirmed), None, true, false, &confirm), Err(SettleRefusal::Same));
        assert_eq!(settle(Some(&name("王买家", NameSource::Stated)), None, true, false, &confirm), Err(SettleRefusal::Changed));
        assert_eq!(settle(None, None, true, false, &confirm), Err(SettleRefusal::Changed));
        assert_eq!(settle(Some(&stated), None, false, false, &confirm), Err(SettleRefusal::NotStarted));
        assert_eq!(settle(Some(&stated), None, true, true, &confirm), Err(SettleRefusal::Issued));
        let accept = Settlement::Accept("莫生义".into());
        assert_eq!(settle(Some(&stated), Some("莫生义"), true, false, &accept), Ok(Some("莫生义".into())));
        assert_eq!(settle(Some(&stated), Some("王买家"), true, false, &accept), Err(SettleRefusal::Changed));
        assert_eq!(settle(Some(&stated), None, true, false, &Settlement::Refuse), Err(SettleRefusal::Changed));
        assert_eq!(settle(Some(&stated), Some("莫生义"), true, false, &Settlement::Refuse), Ok(None));
        assert_eq!(settle(Some(&confirmed), None, true, false, &Settlement::Set("莫生义".into())), Ok(Some("莫生义".into())));
    }
}
