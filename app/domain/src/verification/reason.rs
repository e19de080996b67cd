//! Why a check failed or could not be made, each in one stable word that programs read.

use super::Check;
use serde::{Serialize, Serializer};

/// One line a reason: its name, the check that it belongs to, and its word. A word is for ever; new ones may come.
macro_rules! reasons {
    ($($name:ident = $check:ident $code:literal $about:literal)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Reason {
            $(#[doc = $about] $name,)*
        }

        impl Reason {
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            pub const fn check(self) -> Check {
                match self {
                    $(Self::$name => Check::$check,)*
                }
            }

            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }
        }
    };
}

reasons! {
    TooLarge = Format "format.too_large" "Larger than anything that is issued."
    UnknownFile = Format "format.unknown" "No kind of file that is read."
    NoCredential = Format "format.no_credential" "A file that could carry signed data, and carries none."
    SeveralCredentials = Format "format.several_credentials" "Which of them is meant cannot be known."
    TooDeep = Format "format.too_deep" "Nested deeper than any credential."
    NotJson = Format "format.not_json" "The signed data are no JSON."
    UndefinedOrMissing = Format "format.undefined_or_missing" "It has a member that no context defines, or lacks one."
    OtherContexts = Format "format.contexts" "Its contexts are not the pinned ones."
    OtherType = Format "format.type" "It is a credential of another type."
    NotRead = Signature "signature.unread" "The form was wrong, so nobody looked at the signature."
    NoKey = Signature "signature.no_key" "The key that is named is not known."
    NoProof = Signature "signature.missing" "It is not signed."
    ProofMissing = Signature "signature.incomplete" "One of the two proofs is gone."
    ProofOptions = Signature "signature.options" "The proofs were made for other contexts."
    JcsFails = Signature "signature.jcs" "The signature over the canonical JSON does not hold."
    RdfcFails = Signature "signature.rdfc" "The signature over the canonical RDF does not hold."
    IssuerUnproven = Issuer "issuer.unproven" "The signature does not hold, so who is named as issuer says nothing."
    IssuerNotTrusted = Issuer "issuer.not_trusted" "It names an issuer that is not believed here."
    KeyUnknown = Issuer "issuer.key_unknown" "The key was never this issuer's."
    KeyWithdrawn = Issuer "issuer.key_withdrawn" "The key may no longer speak for the issuer."
    DatesUnproven = Validity "dates.unproven" "The signature does not hold, so its dates say nothing."
    NotYetValid = Validity "dates.not_yet" "It begins later."
    Expired = Validity "dates.expired" "It is over."
    DatesUnreadable = Validity "dates.unreadable" "A date is no instant."
    StatusUnproven = Revocation "status.unproven" "The signature does not hold, so its place in a list says nothing."
    Revoked = Revocation "status.revoked" "Its bit in the revocation list is set."
    NoStatus = Revocation "status.absent" "It names no revocation list."
    NoStatusList = Revocation "status.no_list" "The list that it names is not at hand."
    StatusListNotGenuine = Revocation "status.list_not_genuine" "The list is not signed by the issuer."
    StatusEntryUnreadable = Revocation "status.entry_unreadable" "Its place in the list cannot be read."
    StatusListUnreadable = Revocation "status.list_unreadable" "The list cannot be read."
    StatusListOutOfDate = Revocation "status.list_out_of_date" "The list is not of today."
    RecordAbsent = Record "record.absent" "The records know nothing of it."
    OtherNumber = Record "record.number" "The records have another number or version."
    OtherHolder = Record "record.holder" "The records have another name."
    OtherOccupation = Record "record.occupation" "The records have another occupation."
    OtherLevel = Record "record.level" "The records have another level."
    OtherStandard = Record "record.standard" "The records have another standard."
    OtherScore = Record "record.score" "The records have another score or pass mark."
    OtherDate = Record "record.date" "The records have another date."
    OtherIssuerName = Record "record.issuer" "The records have another name of the issuer."
    OtherFile = File "file.other" "The file is not the one that was issued."
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_a_word_of_its_own_under_its_check() {
        let mut codes: Vec<_> = Reason::ALL.iter().map(|r| r.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Reason::ALL.len());
        for reason in Reason::ALL {
            let wanted = match reason.check() {
                Check::Format => "format",
                Check::Signature => "signature",
                Check::Issuer => "issuer",
                Check::Validity => "dates",
                Check::Revocation => "status",
                Check::Record => "record",
                Check::File => "file",
            };
            assert_eq!(reason.code().split_once('.').map(|(check, _)| check), Some(wanted));
        }
    }
}
