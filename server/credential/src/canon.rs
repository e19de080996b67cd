//! Canonical forms that are hashed: RDFC-1.0 over JSON-LD, and JCS (RFC 8785) over plain JSON.

use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::Dataset;
use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use serde_json::Value;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    #[error("cannot be written as JSON")]
    Json,
    #[error("JSON-LD: {0}")]
    JsonLd(String),
    #[error("unknown cryptosuite")]
    Suite,
}

/// Where a context address leads. In production always [`crate::contexts::load`].
pub(crate) type Loader = fn(&str) -> Option<&'static [u8]>;

/// Canonical N-Quads. The caller has made sure that every member is a defined term: the parser drops others silently.
/// It must also be no stranger's document: canonicalisation takes exponential time on graphs made for that.
pub(crate) fn rdfc(document: &Value, loader: Loader) -> Result<String, ProofError> {
    let json = serde_json::to_vec(document).map_err(|_| ProofError::Json)?;
    let parser = JsonLdParser::new().for_slice(&json).with_load_document_callback(move |url, _| {
        let document = loader(url).ok_or_else(|| format!("context {url} is not pinned"))?;
        Ok(JsonLdRemoteDocument { document: document.to_vec(), document_url: url.to_owned() })
    });
    let mut dataset = parser.collect::<Result<Dataset, _>>().map_err(|error| ProofError::JsonLd(error.to_string()))?;
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm: CanonicalizationHashAlgorithm::Sha256 });
    let mut lines: Vec<String> = dataset.iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort_unstable(); // by code points, as the standard asks
    Ok(lines.concat())
}

pub(crate) fn jcs(document: &Value) -> Result<Vec<u8>, ProofError> {
    serde_json_canonicalizer::to_vec(document).map_err(|_| ProofError::Json)
}
