//! What makes certificates.

use super::{Boxed, Busy, Signed};
use zhixing_domain::{
    certificate::{Facts, Prefix},
    course::Html,
    time::Timestamp,
};
use zhixing_store::{Fault, Frozen, Proposal};

pub trait Issuing: Send + Sync + 'static {
    fn prefix(&self) -> Prefix;
    /// The first character of a name that certificates cannot be printed with. Nothing where the fonts themselves are missing: that is the operator's
    /// matter, who is told at the start and at each certificate that waits for them.
    fn unprintable(&self, name: &str) -> Option<char>;
    /// Signs and prints what a certificate is to bear, in a bounded pool: the caller stores it. [`Fault::Refused`] where it cannot be printed or signed.
    fn freeze(&self, facts: Facts, next: Proposal, now: Timestamp) -> Boxed<Result<Frozen, Fault>>;
    /// The issuer's DID document as JSON.
    fn did(&self) -> String;
    /// The signed list of revoked certificates, made in a bounded pool where the one of before is not good any more; else why it cannot be signed.
    fn status_list(&self, revoked: Vec<i64>, now: Timestamp) -> Boxed<Result<Signed, Busy>>;
    /// A text as it stands in signed data: one spelling, nothing invisible.
    fn as_signed(&self, text: &str) -> String;
    /// An address as a QR code in SVG, which a screen reader calls by `label`.
    fn qr(&self, text: &str, label: &str) -> Option<Html>;
}
