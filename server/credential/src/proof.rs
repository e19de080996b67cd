//! Data Integrity proofs. Every document carries a SET of two over the same content: `eddsa-rdfc-2022`, which every
//! verifier knows, and `eddsa-jcs-2022`, which needs no JSON-LD and is immune to contexts that change at their publisher.

use crate::{
    canon::{self, Loader, ProofError},
    contexts, did, instant,
    key::{PublicKey, SigningKey},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

pub(crate) const RDFC: &str = "eddsa-rdfc-2022";
pub(crate) const JCS: &str = "eddsa-jcs-2022";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Proof {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "type")]
    pub type_: String,
    pub created: String,
    pub verification_method: String,
    pub cryptosuite: String,
    pub proof_purpose: String,
    /// The jcs suite repeats the document's contexts here; the rdfc suite takes them from the document.
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    pub context: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof_value: Option<String>,
}

/// Signs a document without `proof`. Same arguments, same proofs.
pub(crate) fn sign<T: Serialize>(
    document: &T,
    context: &[String],
    did: &str,
    key: &SigningKey,
    created: i64,
) -> Result<Vec<Proof>, ProofError> {
    let document = serde_json::to_value(document).map_err(|_| ProofError::Json)?;
    [RDFC, JCS]
        .into_iter()
        .map(|suite| {
            let mut proof = Proof {
                id: None,
                type_: "DataIntegrityProof".into(),
                created: instant::rfc3339(created),
                verification_method: did::method_id(did, key.kid()),
                cryptosuite: suite.into(),
                proof_purpose: "assertionMethod".into(),
                context: (suite == JCS).then(|| context.to_vec()),
                proof_value: None,
            };
            let signature = key.sign(&message(&document, &proof, contexts::load)?);
            proof.proof_value = Some(format!("z{}", bs58::encode(signature).into_string()));
            Ok(proof)
        })
        .collect()
}

/// Whether `key` made this proof over this document (given without its `proof` member).
pub(crate) fn holds(document: &Value, proof: &Proof, key: &PublicKey) -> Result<bool, ProofError> {
    let Some(signature) = signature(proof) else { return Ok(false) };
    let options = Proof { proof_value: None, ..proof.clone() };
    Ok(key.verify(&message(document, &options, contexts::load)?, &signature))
}

fn signature(proof: &Proof) -> Option<[u8; 64]> {
    let text = proof.proof_value.as_deref()?.strip_prefix('z').filter(|t| t.len() <= 90)?;
    bs58::decode(text).into_vec().ok()?.try_into().ok()
}

/// What is signed: SHA-256 of the canonical proof options, then SHA-256 of the canonical document.
fn message(document: &Value, options: &Proof, loader: Loader) -> Result<Vec<u8>, ProofError> {
    let mut config = serde_json::to_value(options).map_err(|_| ProofError::Json)?;
    let (config, document) = match options.cryptosuite.as_str() {
        RDFC => {
            if let (Some(members), Some(context)) = (config.as_object_mut(), document.get("@context")) {
                members.insert("@context".into(), context.clone());
            }
            (canon::rdfc(&config, loader)?.into_bytes(), canon::rdfc(document, loader)?.into_bytes())
        }
        JCS => (canon::jcs(&config)?, canon::jcs(document)?),
        _ => return Err(ProofError::Suite),
    };
    Ok([Sha256::digest(config), Sha256::digest(document)].concat())
}

#[cfg(test)]
mod vectors {
    //! The published test vectors of w3c/vc-di-eddsa, byte for byte.
    use super::*;
    use crate::key::Kid;
    use std::path::PathBuf;
    use zhixing_domain::digest::hex;

    /// The folder of foreign verifiers; not part of the repository, so its absence is no failure.
    fn folder() -> Option<PathBuf> {
        let path = std::env::var_os("ZHIXING_VERIFIERS")
            .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/verifiers")), PathBuf::from);
        let found = path.join("vectors/w3c-vc-di-eddsa").is_dir();
        if !found {
            eprintln!("skipped: no W3C vectors in {} (set ZHIXING_VERIFIERS)", path.display());
        }
        found.then(|| path.join("vectors"))
    }

    fn load(url: &str) -> Option<&'static [u8]> {
        if url == "https://www.w3.org/ns/credentials/examples/v2" {
            return Some(std::fs::read(folder()?.join("contexts/credentials-examples-v2.json")).ok()?.leak());
        }
        contexts::load(url)
    }

    fn text(name: &str) -> String {
        std::fs::read_to_string(folder().unwrap().join("w3c-vc-di-eddsa").join(name)).unwrap()
    }

    fn json(name: &str) -> Value {
        serde_json::from_str(&text(name)).unwrap()
    }

    fn key(pair: &Value) -> SigningKey {
        let secret = bs58::decode(&pair["privateKeyMultibase"].as_str().unwrap()[1..]).into_vec().unwrap();
        let key = SigningKey::from_seed(Kid::new("k2026-1").unwrap(), secret[2..].try_into().unwrap());
        assert_eq!(key.public().multibase(), pair["publicKeyMultibase"]);
        key
    }

    fn signed(document: &Value, options: &Value, key: &SigningKey) -> ([u8; 64], String) {
        let mut options = options.clone();
        if options["cryptosuite"] == RDFC {
            options.as_object_mut().unwrap().remove("@context"); // put back from the document
        }
        let options: Proof = serde_json::from_value(options).unwrap();
        let message = message(document, &options, load).unwrap();
        (key.sign(&message), hex(&message))
    }

    #[test]
    fn the_published_signatures_are_reproduced() {
        if folder().is_none() {
            return;
        }
        let (document, key) = (json("unsigned.json"), key(&json("keyPair.json")));
        for (suite, short) in [("eddsa-rdfc-2022", "DataInt"), ("eddsa-jcs-2022", "JCS")] {
            let (signature, message) = signed(&document, &json(&format!("{suite}/proofConfig{short}.json")), &key);
            assert_eq!(message, text(&format!("{suite}/combinedHash{short}.txt")).trim(), "{suite}");
            assert_eq!(hex(&signature), text(&format!("{suite}/sigHex{short}.txt")).trim(), "{suite}");
            assert_eq!(
                bs58::encode(signature).into_string(),
                text(&format!("{suite}/sigBTC58{short}.txt")).trim().trim_start_matches('z'),
                "{suite}"
            );
        }
        let canonical = canon::rdfc(&document, load).unwrap();
        assert_eq!(canonical, text("eddsa-rdfc-2022/canonDocDataInt.txt"));
        assert_eq!(canon::jcs(&document).unwrap(), text("eddsa-jcs-2022/canonDocJCS.txt").into_bytes());
    }

    #[test]
    fn the_published_proof_set_is_reproduced() {
        if folder().is_none() {
            return;
        }
        let pairs = json("proof-set-chain/multiKeyPairs.json");
        for n in 1..=2 {
            let signed_options = json(&format!("proof-set-chain/proofSetConfigSigned{n}.json"));
            let (signature, _) = signed(
                &json("proof-set-chain/unsigned.json"),
                &json(&format!("proof-set-chain/proofSetConfig{n}.json")),
                &key(&pairs[format!("keyPair{n}")]),
            );
            assert_eq!(signed_options["proofValue"], format!("z{}", bs58::encode(signature).into_string()));
        }
    }
}
