//! Checks a certificate the way a stranger would: from its bytes, the issuer's DID document and the published status
//! lists. Never from the database. Five separate findings in the words of the domain; what the certificate says is shown
//! only when the first three are good.
//!
//! Start at [`verify`]; `form` is the gate for hostile input.

mod checked;
mod content;
mod form;
mod signature;
mod standing;

pub use checked::Checked;
pub use content::{Content, ShownScore};

use crate::{carrier, did::DidDocument};
use zhixing_domain::verification::{Check, Finding, Reason};

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
pub fn verify(bytes: &[u8], trust: &Trust<'_>) -> Checked {
    let (carrier, json) = match carrier::extract(bytes) {
        Ok(found) => found,
        Err(error) => return Checked::unreadable(form::carrier_reason(error), carrier::kind(bytes), false),
    };
    let credential = match form::credential(&json) {
        Ok(credential) => credential,
        Err(reason) => {
            let names_us = trust.issuers.iter().any(|issuer| form::names(&json, issuer.did()));
            return Checked::unreadable(reason, Some(carrier), names_us);
        }
    };
    let signed = signature::check(&credential, &credential.issuer.id, &credential.context, &credential.proof, trust);
    let (signature, issuer) = signed;
    let proven = signature.passed() && issuer.passed();
    let (validity, revocation) = if proven {
        (standing::validity(&credential, trust.now), standing::revocation(&credential, trust))
    } else {
        (Finding::unknown(Reason::DatesUnproven), Finding::unknown(Reason::StatusUnproven))
    };
    Checked {
        findings: [Finding::pass(Check::Format), signature, issuer, validity, revocation],
        carrier: Some(carrier),
        names_us: trust.issuers.iter().any(|issuer| issuer.did() == credential.issuer.id),
        content: proven.then(|| Box::new(Content::of(&credential))),
    }
}
