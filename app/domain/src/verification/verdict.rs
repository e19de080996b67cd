//! The verdict: genuine, not genuine, or it cannot be told. Each has a reason, and each reason its advice (`i18n/verification.rs`).
//!
//! What cannot be told is never called false: a photograph of a genuine certificate, a certificate of another issuer, a torn file.

use super::{Check, Finding, Outcome};

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
}

impl Case<'_> {
    fn finding(&self, check: Check) -> (Option<Outcome>, &str) {
        let finding = self.findings.iter().find(|f| f.check == check);
        (finding.map(|f| f.outcome), finding.and_then(|f| f.reason.as_deref()).unwrap_or_default())
    }

    pub fn verdict(&self) -> Verdict {
        match self.finding(Check::Format) {
            (Some(Outcome::Pass), _) => {}
            (_, reason) => return self.no_form(reason),
        }
        match self.finding(Check::Issuer) {
            (_, "issuer.not_trusted") => return Verdict::CannotBeTold(Doubt::OtherIssuer),
            (_, "issuer.key_unknown") => return Verdict::NotGenuine(Flaw::ForeignKey),
            (_, "issuer.key_withdrawn") => return Verdict::NotGenuine(Flaw::WithdrawnKey),
            _ => {}
        }
        match self.finding(Check::Signature) {
            (Some(Outcome::Pass), _) => {}
            _ => return Verdict::NotGenuine(Flaw::Forged),
        }
        match self.finding(Check::Record) {
            (Some(Outcome::Fail), "record.absent") => return Verdict::NotGenuine(Flaw::NotRecorded),
            (Some(Outcome::Fail), _) => return Verdict::NotGenuine(Flaw::RecordDiffers),
            _ => {}
        }
        if self.finding(Check::File).0 == Some(Outcome::Fail) {
            return Verdict::NotGenuine(Flaw::FileDiffers);
        }
        self.standing().map_or(Verdict::CannotBeTold(Doubt::StandingUnknown), Verdict::Genuine)
    }

    /// Of signed data that hold; nothing where it could not be found out.
    pub fn standing(&self) -> Option<Standing> {
        let (validity, in_date) = self.finding(Check::Validity);
        let (revocation, _) = self.finding(Check::Revocation);
        match (revocation?, validity?, in_date) {
            (Outcome::Fail, _, _) if self.replaced => Some(Standing::Corrected),
            (Outcome::Fail, _, _) => Some(Standing::Revoked),
            (_, Outcome::Fail, "dates.not_yet") => Some(Standing::NotYet),
            (_, Outcome::Fail, "dates.expired") => Some(Standing::Expired),
            (Outcome::Pass, Outcome::Pass, _) if self.replaced => Some(Standing::Corrected),
            (Outcome::Pass, Outcome::Pass, _) if self.demonstration => Some(Standing::Demonstration),
            (Outcome::Pass, Outcome::Pass, _) => Some(Standing::InForce),
            _ => None,
        }
    }

    /// What is no credential in our form: false only if it says that it is ours, for we issue none like it.
    fn no_form(&self, reason: &str) -> Verdict {
        let doubt = match reason {
            "format.no_credential" => Doubt::NoCredential,
            "format.several_credentials" => Doubt::Several,
            "format.too_large" => Doubt::TooLarge,
            "format.unknown" | "format.not_json" => Doubt::Unreadable,
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
        all.into_iter().map(|check| changes.iter().find(|f| f.check == check).cloned().unwrap_or(Finding::pass(check))).collect()
    }

    fn verdict(changes: &[Finding]) -> Verdict {
        Case { findings: &findings(changes), names_us: true, demonstration: false, replaced: false }.verdict()
    }

    fn unknown(check: Check, reason: &str) -> Finding {
        Finding { check, outcome: Outcome::Unknown, reason: Some(reason.into()) }
    }

    #[test]
    fn every_finding_has_its_verdict() {
        use Check::*;
        let fail = Finding::fail;
        let genuine = Verdict::Genuine;
        let not = Verdict::NotGenuine;
        let doubt = Verdict::CannotBeTold;
        assert_eq!(verdict(&[]), genuine(Standing::InForce));
        for (changes, wanted) in [
            (vec![fail(Revocation, "status.revoked")], genuine(Standing::Revoked)),
            (vec![fail(Validity, "dates.expired")], genuine(Standing::Expired)),
            (vec![fail(Validity, "dates.not_yet")], genuine(Standing::NotYet)),
            (vec![fail(Validity, "dates.unreadable")], doubt(Doubt::StandingUnknown)),
            (vec![unknown(Revocation, "status.no_list")], doubt(Doubt::StandingUnknown)),
            (vec![fail(File, "file.other")], not(Flaw::FileDiffers)),
            (vec![fail(File, "file.other"), fail(Revocation, "status.revoked")], not(Flaw::FileDiffers)),
            (vec![fail(Record, "record.absent"), fail(File, "file.other")], not(Flaw::NotRecorded)),
            (vec![fail(Record, "record.holder")], not(Flaw::RecordDiffers)),
            (vec![fail(Signature, "signature.jcs"), unknown(Issuer, "issuer.unproven")], not(Flaw::Forged)),
            (vec![unknown(Signature, "signature.no_key"), fail(Issuer, "issuer.key_unknown")], not(Flaw::ForeignKey)),
            (vec![fail(Issuer, "issuer.key_withdrawn")], not(Flaw::WithdrawnKey)),
            (vec![unknown(Signature, "signature.no_key"), fail(Issuer, "issuer.not_trusted")], doubt(Doubt::OtherIssuer)),
            (vec![fail(Format, "format.no_credential"), unknown(Signature, "signature.unread")], doubt(Doubt::NoCredential)),
            (vec![fail(Format, "format.several_credentials")], doubt(Doubt::Several)),
            (vec![fail(Format, "format.too_large")], doubt(Doubt::TooLarge)),
            (vec![fail(Format, "format.unknown")], doubt(Doubt::Unreadable)),
            (vec![fail(Format, "format.undefined_or_missing")], not(Flaw::Forged)),
        ] {
            assert_eq!(verdict(&changes), wanted, "{changes:?}");
        }
    }

    #[test]
    fn a_credential_in_somebody_elses_name_is_never_called_false() {
        let findings = findings(&[Finding::fail(Check::Format, "format.type")]);
        let case = Case { findings: &findings, names_us: false, demonstration: false, replaced: false };
        assert_eq!(case.verdict(), Verdict::CannotBeTold(Doubt::OtherForm));
    }

    #[test]
    fn a_demonstration_and_an_older_version_say_so() {
        let all = findings(&[]);
        let case = Case { findings: &all, names_us: true, demonstration: true, replaced: false };
        assert_eq!(case.verdict(), Verdict::Genuine(Standing::Demonstration));
        assert_eq!(Case { replaced: true, ..case }.verdict(), Verdict::Genuine(Standing::Corrected));
        let revoked = findings(&[Finding::fail(Check::Revocation, "status.revoked")]);
        assert_eq!(Case { findings: &revoked, replaced: true, ..case }.verdict(), Verdict::Genuine(Standing::Corrected));
        assert_eq!(Case { findings: &revoked, ..case }.verdict(), Verdict::Genuine(Standing::Revoked));
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
