//! The verdict: genuine, not genuine, or it cannot be told. Each has a reason, and each reason its advice (`i18n/verification.rs`).
//!
//! What cannot be told is never called false: a photograph of a genuine certificate, a certificate of another issuer, a torn file.

use super::{Check, Finding, Outcome, Reason};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    Genuine(Standing),
    NotGenuine(Flaw),
    CannotBeTold(Doubt),
}

/// Whether a genuine certificate is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    InForce,
    /// In force in a demonstration: no qualification.
    Demonstration,
    NotYet,
    Expired,
    /// A newer version was issued under the same number.
    Corrected,
    Revoked,
}

/// Why it is not genuine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flaw {
    /// The signature does not hold, or something stands in it that was never signed.
    Forged,
    /// Signed with a key that is not this issuer's.
    ForeignKey,
    /// Signed with a key that is no longer believed.
    WithdrawnKey,
    /// The signed data are genuine, and the file around them is not the one that was issued.
    FileDiffers,
    /// Rightly signed, and the records know nothing of it.
    NotRecorded,
    /// Rightly signed, and the records say something else.
    RecordDiffers,
    /// No certificate has the number.
    NoSuchNumber,
}

/// Why it cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// A picture or document without signed data.
    NoCredential,
    /// No kind of file that is read here, or a torn one.
    Unreadable,
    TooLarge,
    Several,
    /// A credential in a form that this issuer does not use, in the name of somebody else.
    OtherForm,
    OtherIssuer,
    /// A QR code that leads to another site.
    OtherSite,
    /// Rightly signed, but whether it is in force could not be found out.
    StandingUnknown,
}

/// What carried the signed data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Carried {
    /// Nothing: the record of a number was looked up.
    Record,
    /// The signed data alone.
    Data,
    /// The PDF exactly as it was issued.
    Issued,
    /// A PDF that is not the one that was issued.
    Altered,
    /// A picture: what is drawn in it proves nothing.
    Picture,
}

impl Verdict {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Genuine(_) => "genuine",
            Self::NotGenuine(_) => "not_genuine",
            Self::CannotBeTold(_) => "cannot_be_told",
        }
    }

    /// Why, in one stable word.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Genuine(standing) => standing.code(),
            Self::NotGenuine(flaw) => flaw.code(),
            Self::CannotBeTold(doubt) => doubt.code(),
        }
    }
}

impl Standing {
    pub const ALL: [Self; 6] = [Self::InForce, Self::Demonstration, Self::NotYet, Self::Expired, Self::Corrected, Self::Revoked];

    pub const fn code(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::Demonstration => "demonstration",
            Self::NotYet => "not_yet",
            Self::Expired => "expired",
            Self::Corrected => "corrected",
            Self::Revoked => "revoked",
        }
    }
}

impl Flaw {
    pub const ALL: [Self; 7] =
        [Self::Forged, Self::ForeignKey, Self::WithdrawnKey, Self::FileDiffers, Self::NotRecorded, Self::RecordDiffers, Self::NoSuchNumber];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Forged => "forged",
            Self::ForeignKey => "foreign_key",
            Self::WithdrawnKey => "withdrawn_key",
            Self::FileDiffers => "file_differs",
            Self::NotRecorded => "not_recorded",
            Self::RecordDiffers => "record_differs",
            Self::NoSuchNumber => "no_such_number",
        }
    }
}

impl Doubt {
    pub const ALL: [Self; 8] = [
        Self::NoCredential,
        Self::Unreadable,
        Self::TooLarge,
        Self::Several,
        Self::OtherForm,
        Self::OtherIssuer,
        Self::OtherSite,
        Self::StandingUnknown,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::NoCredential => "no_credential",
            Self::Unreadable => "unreadable",
            Self::TooLarge => "too_large",
            Self::Several => "several_credentials",
            Self::OtherForm => "other_form",
            Self::OtherIssuer => "other_issuer",
            Self::OtherSite => "other_site",
            Self::StandingUnknown => "standing_unknown",
        }
    }
}

impl Carried {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Data => "data",
            Self::Issued => "issued_file",
            Self::Altered => "other_file",
            Self::Picture => "picture",
        }
    }
}

/// All that a verdict is made of.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    pub findings: &'a [Finding],
    /// What is checked names this issuer, whether or not that is true.
    pub names_us: bool,
    /// The certificate says that it is a demonstration.
    pub demonstration: bool,
    /// A newer version has its number.
    pub replaced: bool,
    /// The newest version of its number was revoked: nothing of it is in force, whatever an older file says.
    pub withdrawn: bool,
}

impl Case<'_> {
    fn outcome(&self, check: Check) -> Option<Outcome> {
        self.findings.iter().find(|f| f.check == check).map(|f| f.outcome)
    }

    fn reason(&self, check: Check) -> Option<Reason> {
        self.findings.iter().find(|f| f.check == check).and_then(|f| f.reason)
    }

    pub fn verdict(&self) -> Verdict {
        if self.outcome(Check::Format) != Some(Outcome::Pass) {
            return self.no_form(self.reason(Check::Format));
        }
        match self.reason(Check::Issuer) {
            Some(Reason::IssuerNotTrusted) => return Verdict::CannotBeTold(Doubt::OtherIssuer),
            Some(Reason::KeyUnknown) => return Verdict::NotGenuine(Flaw::ForeignKey),
            Some(Reason::KeyWithdrawn) => return Verdict::NotGenuine(Flaw::WithdrawnKey),
            _ => {}
        }
        if self.outcome(Check::Signature) != Some(Outcome::Pass) {
            return Verdict::NotGenuine(Flaw::Forged);
        }
        if self.outcome(Check::Record) == Some(Outcome::Fail) {
            let absent = self.reason(Check::Record) == Some(Reason::RecordAbsent);
            return Verdict::NotGenuine(if absent { Flaw::NotRecorded } else { Flaw::RecordDiffers });
        }
        if self.outcome(Check::File) == Some(Outcome::Fail) {
            return Verdict::NotGenuine(Flaw::FileDiffers);
        }
        self.standing().map_or(Verdict::CannotBeTold(Doubt::StandingUnknown), Verdict::Genuine)
    }

    /// Of signed data that hold; nothing where it could not be found out.
    pub fn standing(&self) -> Option<Standing> {
        let (validity, revocation) = (self.outcome(Check::Validity)?, self.outcome(Check::Revocation)?);
        match (revocation, validity, self.reason(Check::Validity)) {
            (Outcome::Fail | Outcome::Pass, _, _) if self.withdrawn => Some(Standing::Revoked),
            (Outcome::Fail, _, _) if self.replaced => Some(Standing::Corrected),
            (Outcome::Fail, _, _) => Some(Standing::Revoked),
            (_, Outcome::Fail, Some(Reason::NotYetValid)) => Some(Standing::NotYet),
            (_, Outcome::Fail, Some(Reason::Expired)) => Some(Standing::Expired),
            (Outcome::Pass, Outcome::Pass, _) if self.replaced => Some(Standing::Corrected),
            (Outcome::Pass, Outcome::Pass, _) if self.demonstration => Some(Standing::Demonstration),
            (Outcome::Pass, Outcome::Pass, _) => Some(Standing::InForce),
            _ => None,
        }
    }

    /// What is no credential in our form: false only if it says that it is ours, for we issue none like it.
    fn no_form(&self, reason: Option<Reason>) -> Verdict {
        let doubt = match reason {
            Some(Reason::NoCredential) => Doubt::NoCredential,
            Some(Reason::SeveralCredentials) => Doubt::Several,
            Some(Reason::TooLarge) => Doubt::TooLarge,
            Some(Reason::UnknownFile | Reason::NotJson) => Doubt::Unreadable,
            _ if self.names_us => return Verdict::NotGenuine(Flaw::Forged),
            _ => Doubt::OtherForm,
        };
        Verdict::CannotBeTold(doubt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(changes: &[Finding]) -> Vec<Finding> {
        use Check::*;
        let all = [Format, Signature, Issuer, Validity, Revocation, Record, File];
        all.into_iter().map(|check| changes.iter().find(|f| f.check == check).copied().unwrap_or(Finding::pass(check))).collect()
    }

    fn verdict(changes: &[Finding]) -> Verdict {
        Case { findings: &findings(changes), names_us: true, demonstration: false, replaced: false, withdrawn: false }.verdict()
    }

    #[test]
    fn every_finding_has_its_verdict() {
        use Reason::*;
        let (fail, unknown) = (Finding::fail, Finding::unknown);
        let genuine = Verdict::Genuine;
        let not = Verdict::NotGenuine;
        let doubt = Verdict::CannotBeTold;
        assert_eq!(verdict(&[]), genuine(Standing::InForce));
        for (changes, wanted) in [
            (vec![fail(Revoked)], genuine(Standing::Revoked)),
            (vec![fail(Expired)], genuine(Standing::Expired)),
            (vec![fail(NotYetValid)], genuine(Standing::NotYet)),
            (vec![fail(DatesUnreadable)], doubt(Doubt::StandingUnknown)),
            (vec![unknown(NoStatusList)], doubt(Doubt::StandingUnknown)),
            (vec![fail(OtherFile)], not(Flaw::FileDiffers)),
            (vec![fail(OtherFile), fail(Revoked)], not(Flaw::FileDiffers)),
            (vec![fail(RecordAbsent), fail(OtherFile)], not(Flaw::NotRecorded)),
            (vec![fail(OtherHolder)], not(Flaw::RecordDiffers)),
            (vec![fail(JcsFails), unknown(IssuerUnproven)], not(Flaw::Forged)),
            (vec![unknown(NoKey), fail(KeyUnknown)], not(Flaw::ForeignKey)),
            (vec![fail(KeyWithdrawn)], not(Flaw::WithdrawnKey)),
            (vec![unknown(NoKey), fail(IssuerNotTrusted)], doubt(Doubt::OtherIssuer)),
            (vec![fail(NoCredential), unknown(NotRead)], doubt(Doubt::NoCredential)),
            (vec![fail(SeveralCredentials)], doubt(Doubt::Several)),
            (vec![fail(TooLarge)], doubt(Doubt::TooLarge)),
            (vec![fail(UnknownFile)], doubt(Doubt::Unreadable)),
            (vec![fail(UndefinedOrMissing)], not(Flaw::Forged)),
        ] {
            assert_eq!(verdict(&changes), wanted, "{changes:?}");
        }
    }

    #[test]
    fn a_credential_in_somebody_elses_name_is_never_called_false() {
        let findings = findings(&[Finding::fail(Reason::OtherType)]);
        let case = Case { findings: &findings, names_us: false, demonstration: false, replaced: false, withdrawn: false };
        assert_eq!(case.verdict(), Verdict::CannotBeTold(Doubt::OtherForm));
    }

    #[test]
    fn a_demonstration_and_an_older_version_say_so() {
        let all = findings(&[]);
        let case = Case { findings: &all, names_us: true, demonstration: true, replaced: false, withdrawn: false };
        assert_eq!(case.verdict(), Verdict::Genuine(Standing::Demonstration));
        assert_eq!(Case { replaced: true, ..case }.verdict(), Verdict::Genuine(Standing::Corrected));
        let revoked = findings(&[Finding::fail(Reason::Revoked)]);
        assert_eq!(Case { findings: &revoked, replaced: true, ..case }.verdict(), Verdict::Genuine(Standing::Corrected));
        assert_eq!(Case { findings: &revoked, ..case }.verdict(), Verdict::Genuine(Standing::Revoked));
        // corrected first, and revoked as a whole later
        let gone = Case { findings: &revoked, replaced: true, withdrawn: true, ..case };
        assert_eq!(gone.verdict(), Verdict::Genuine(Standing::Revoked));
    }

    #[test]
    fn every_verdict_has_a_word_of_its_own() {
        let mut words: Vec<_> = Standing::ALL.map(Standing::code).into();
        words.extend(Flaw::ALL.map(Flaw::code));
        words.extend(Doubt::ALL.map(Doubt::code));
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count);
    }
}
