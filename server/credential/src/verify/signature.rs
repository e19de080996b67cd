//! The two proofs, and whether the key behind them may speak for the issuer.

use super::Trust;
use crate::{
    did::DidDocument,
    key::PublicKey,
    proof::{self, JCS, Proof, RDFC},
};
use serde::Serialize;
use zhixing_domain::verification::{Check, Finding, Reason};

/// -> (signature, issuer)
pub(super) fn check<T: Serialize>(
    document: &T,
    issuer: &str,
    context: &[String],
    proofs: &[Proof],
    trust: &Trust<'_>,
) -> (Finding, Finding) {
    let Some(did) = trust.issuers.iter().find(|did| did.did() == issuer) else {
        return (Finding::unknown(Reason::NoKey), Finding::fail(Reason::IssuerNotTrusted));
    };
    if proofs.is_empty() {
        return (Finding::fail(Reason::NoProof), Finding::unknown(Reason::IssuerUnproven));
    }
    // a proof set that lost a member was altered: we never issue one
    let (Some((jcs, rdfc)), 2) = (pair(proofs), proofs.len()) else {
        return (Finding::fail(Reason::ProofMissing), Finding::unknown(Reason::IssuerUnproven));
    };
    if jcs.context.as_deref() != Some(context) || rdfc.context.is_some() {
        return (Finding::fail(Reason::ProofOptions), Finding::unknown(Reason::IssuerUnproven));
    }
    let issuer = proofs.iter().map(|p| authorised(did, p)).find(|finding| !finding.passed()).unwrap_or(Finding::pass(Check::Issuer));
    let (Some(jcs_key), Some(rdfc_key)) = (did.key(&jcs.verification_method), did.key(&rdfc.verification_method)) else {
        return (Finding::unknown(Reason::NoKey), issuer);
    };
    let signature = both(document, (jcs, jcs_key), (rdfc, rdfc_key));
    // who is claimed as issuer says nothing until the signature holds
    let issuer = if signature.passed() { issuer } else { Finding::unknown(Reason::IssuerUnproven) };
    (signature, issuer)
}

fn pair(proofs: &[Proof]) -> Option<(&Proof, &Proof)> {
    let one = |suite: &str| {
        proofs.iter().find(|p| p.cryptosuite == suite && p.type_ == "DataIntegrityProof" && p.proof_purpose == "assertionMethod")
    };
    Some((one(JCS)?, one(RDFC)?))
}

fn authorised(did: &DidDocument, proof: &Proof) -> Finding {
    let key = did.key(&proof.verification_method);
    match key {
        Some(key) if did.may_assert(key.kid()) => Finding::pass(Check::Issuer),
        Some(_) => Finding::fail(Reason::KeyWithdrawn),
        None => Finding::fail(Reason::KeyUnknown),
    }
}

/// jcs first: it is cheap, and only what our own key signed goes on to the RDF canonicalisation, which a stranger
/// could otherwise keep busy for hours.
fn both<T: Serialize>(document: &T, jcs: (&Proof, &PublicKey), rdfc: (&Proof, &PublicKey)) -> Finding {
    let Ok(mut document) = serde_json::to_value(document) else { return Finding::fail(Reason::JcsFails) };
    if let Some(members) = document.as_object_mut() {
        members.remove("proof");
    }
    if proof::holds(&document, jcs.0, jcs.1) != Ok(true) {
        return Finding::fail(Reason::JcsFails);
    }
    if proof::holds(&document, rdfc.0, rdfc.1) != Ok(true) {
        return Finding::fail(Reason::RdfcFails);
    }
    Finding::pass(Check::Signature)
}
