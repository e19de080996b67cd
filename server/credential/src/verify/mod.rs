//! Checks a certificate the way a stranger would: from its bytes, the issuer's DID document and the published status
//! lists. Never from the database. Five separate answers, each with a stable code; what the certificate says is shown
//! only when the first three are good.
//!
//! Start at [`verify`]; `form` is the gate for hostile input.

mod content;
mod form;
mod report;
mod signature;
mod standing;

pub use content::{Content, ShownScore};
pub use report::{CODES, Check, Name, Outcome, Report, Verdict};

use crate::{carrier, did::DidDocument};
use sha2::{Digest, Sha256};

/// What the verifier believes before it looks.
#[derive(Debug, Clone, Copy)]
pub struct Trust<'a> {
    /// Issuers that are believed: usually our own, and no other.
    pub issuers: &'a [DidDocument],
    /// Signed status lists as published; each is checked before it is believed.
    pub status_lists: &'a [&'a [u8]],
    /// ms UTC
    pub now: i64,
}

/// Checks JSON text, or a PDF, PNG or SVG with a credential in it.
pub fn verify(bytes: &[u8], trust: &Trust<'_>) -> Report {
    let (carrier, json) = match carrier::extract(bytes) {
        Ok(found) => found,
        Err(error) => return Report::unreadable(form::carrier_code(error), carrier::kind(bytes), None, false),
    };
    let digest: [u8; 32] = Sha256::digest(&json).into();
    let credential = match form::credential(&json) {
        Ok(credential) => credential,
        Err(code) => {
            let names_us = trust.issuers.iter().any(|issuer| form::names(&json, issuer.did()));
            return Report::unreadable(code, Some(carrier), Some(digest), names_us);
        }
    };
    let signed = signature::check(&credential, &credential.issuer.id, &credential.context, &credential.proof, trust);
    let (signature, issuer) = signed;
    let proven = signature.outcome == Outcome::Pass && issuer.outcome == Outcome::Pass;
    let (in_date, not_revoked) = if proven {
        (standing::in_date(&credential, trust.now), standing::not_revoked(&credential, trust))
    } else {
        (Check::unknown(Name::InDate, "dates.unproven"), Check::unknown(Name::NotRevoked, "status.unproven"))
    };
    Report {
        checks: [Check::pass(Name::Format, "format.ok"), signature, issuer, in_date, not_revoked],
        carrier: Some(carrier),
        sha256: Some(digest),
        names_us: trust.issuers.iter().any(|issuer| issuer.did() == credential.issuer.id),
        content: proven.then(|| Box::new(Content::of(&credential))),
    }
}
