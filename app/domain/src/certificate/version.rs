//! What a version of a certificate adds to what it says: its number and addresses, its place in the revocation list, and how long it holds.

use super::Number;
use crate::time::Timestamp;

/// One version of one certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// `https://HOST`, the place of every address in the credential.
    pub base_url: String,
    pub number: Number,
    /// 1 for the first; a correction is a new version with an address of its own.
    pub ordinal: u32,
    pub status: StatusPlace,
    pub valid_from: Timestamp,
    /// None: for life.
    pub valid_until: Option<Timestamp>,
}

/// Which bit of which revocation list is a version's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusPlace {
    pub list: u32,
    pub index: u32,
}

impl Version {
    /// The credential's own address: `…/c/NUMBER`, later versions `…/c/NUMBER.v2`.
    pub fn id(&self) -> String {
        format!("{}/c/{}", self.base_url, self.reference())
    }

    /// `NUMBER` or `NUMBER.v2`: what the addresses of a version are made of.
    pub fn reference(&self) -> String {
        if self.ordinal == 1 { self.number.to_string() } else { format!("{}.v{}", self.number, self.ordinal) }
    }

    /// The page a QR code leads to.
    pub fn verification_url(&self) -> String {
        format!("{}/v/{}", self.base_url, self.number)
    }
}
