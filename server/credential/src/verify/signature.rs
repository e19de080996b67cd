//! The two proofs, and whether the key behind them may speak for the issuer.

use super::{Check, Name, Outcome, Trust};
use crate::{
    did::DidDocument,
    key::PublicKey,
    proof::{self, JCS, Proof, RDFC},
};
use serde::Serialize;

/// -> (signature, issuer)
pub(super) fn check<T: Serialize>(document: &T, issuer: &str, context: &[String], proofs: &[Proof], trust: &Trust<'_>) -> (Check, Check) {
    let Some(did) = trust.issuers.iter().find(|did| did.did() == issuer) else {
        return (unknown_signature("signature.no_key"), Check::fail(Name::Issuer, "issuer.not_trusted"));
    };
    if proofs.is_empty() {
        return (Check::fail(Name::Signature, "signature.missing"), Check::unknown(Name::Issuer, "issuer.unproven"));
    }
    // a proof set that lost a member was altered: we never issue one
    let (Some((jcs, rdfc)), 2) = (pair(proofs), proofs.len()) else {
        return (Check::fail(Name::Signature, "signature.incomplete"), Check::unknown(Name::Issuer, "issuer.unproven"));
    };
    if jcs.context.as_deref() != Some(context) || rdfc.context.is_some() {
        return (Check::fail(Name::Signature, "signature.options"), Check::unknown(Name::Issuer, "issuer.unproven"));
    }
    let issuer = proofs
        .iter()
        .map(|p| authorised(did, p))
        .find(|check| check.outcome != Outcome::Pass)
        .unwrap_or(Check::pass(Name::Issuer, "issuer.ok"));
    let (Some(jcs_key), Some(rdfc_key)) = (did.key(&jcs.verification_method), did.key(&rdfc.verification_method)) else {
        return (unknown_signature("signature.no_key"), issuer);
    };
    let signature = both(document, (jcs, jcs_key), (rdfc, rdfc_key));
    // who is claimed as issuer says nothing until the signature holds
    let issuer = if signature.outcome == Outcome::Pass { issuer } else { Check::unknown(Name::Issuer, "issuer.unproven") };
    (signature, issuer)
}

fn pair(proofs: &[Proof]) -> Option<(&Proof, &Proof)> {
    let one = |suite: &str| {
        proofs.iter().find(|p| p.cryptosuite == suite && p.type_ == "DataIntegrityProof" && p.proof_purpose == "assertionMethod")
    };
    Some((one(JCS)?, one(RDFC)?))
}

fn authorised(did: &DidDocument, proof: &Proof) -> Check {
    let key = did.key(&proof.verification_method);
    match key {
        Some(key) if did.may_assert(key.kid()) => Check::pass(Name::Issuer, "issuer.ok"),
        Some(_) => Check::fail(Name::Issuer, "issuer.key_withdrawn"),
        None => Check::fail(Name::Issuer, "issuer.key_unknown"),
    }
}

/// jcs first: it is cheap, and only what our own key signed goes on to the RDF canonicalisation, which a stranger
/// could otherwise keep busy for hours.
fn both<T: Serialize>(document: &T, jcs: (&Proof, &PublicKey), rdfc: (&Proof, &PublicKey)) -> Check {
    let Ok(mut document) = serde_json::to_value(document) else { return Check::fail(Name::Signature, "signature.jcs") };
    if let Some(members) = document.as_object_mut() {
        members.remove("proof");
    }
    if proof::holds(&document, jcs.0, jcs.1) != Ok(true) {
        return Check::fail(Name::Signature, "signature.jcs");
    }
    if proof::holds(&document, rdfc.0, rdfc.1) != Ok(true) {
        return Check::fail(Name::Signature, "signature.rdfc");
    }
    Check::pass(Name::Signature, "signature.ok")
}

fn unknown_signature(code: &'static str) -> Check {
    Check::unknown(Name::Signature, code)
}
