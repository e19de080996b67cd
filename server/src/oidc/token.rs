//! A token as it comes (RFC 7515, compact): its parts, and by which algorithm it says it is signed. Only the three that are taken have a name here.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use zhixing_domain::identity::{Claims, TokenFault};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    Rs256,
    Es256,
    EdDsa,
}

#[derive(Deserialize)]
struct Head {
    alg: String,
    kid: Option<String>,
    /// What has to be understood, and is not.
    crit: Option<Value>,
}

/// Nothing in it is believed before a key has signed it.
pub struct Token<'a> {
    pub algorithm: Algorithm,
    pub kid: Option<String>,
    pub signed: &'a str,
    pub signature: Vec<u8>,
    pub claims: Claims,
}

/// Reads one.
pub fn read(text: &str) -> Result<Token<'_>, TokenFault> {
    let (signed, signature) = text.rsplit_once('.').ok_or(TokenFault::Form)?;
    let (head, claims) = signed.split_once('.').ok_or(TokenFault::Form)?;
    let head: Head = part(head)?;
    if head.crit.is_some() {
        return Err(TokenFault::Form);
    }
    let algorithm = match head.alg.as_str() {
        "RS256" => Algorithm::Rs256,
        "ES256" => Algorithm::Es256,
        "EdDSA" | "Ed25519" => Algorithm::EdDsa,
        _ => return Err(TokenFault::Algorithm),
    };
    let signature = BASE64_URL_SAFE_NO_PAD.decode(signature).map_err(|_| TokenFault::Form)?;
    Ok(Token { algorithm, kid: head.kid, signed, signature, claims: part(claims)? })
}

fn part<T: DeserializeOwned>(text: &str) -> Result<T, TokenFault> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).map_err(|_| TokenFault::Form)?;
    serde_json::from_slice(&bytes).map_err(|_| TokenFault::Form)
}
