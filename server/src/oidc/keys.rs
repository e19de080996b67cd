//! The public keys of a provider (RFC 7517, 7518, 8037), and whether one of them signed a token. The kind of the key decides which algorithm it is good
//! for, never the token alone: no key is taken for a secret.

use super::token::{Algorithm, Token};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use ring::signature::{ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey};
use serde::Deserialize;
use serde_json::Value;

/// More keys than any provider has.
const MOST: usize = 64;

#[derive(Deserialize)]
pub struct Published {
    keys: Vec<Value>,
}

/// As one is published; other kinds have other fields.
#[derive(Deserialize)]
struct Jwk {
    kty: String,
    kid: Option<String>,
    r#use: Option<String>,
    alg: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

enum Public {
    Rsa { n: Vec<u8>, e: Vec<u8> },
    P256(Vec<u8>),
    Edwards(Vec<u8>),
}

pub struct Key {
    kid: Option<String>,
    public: Public,
}

/// The keys that tokens may be signed with; others are not for this, or of a kind that is not taken.
pub fn read(published: Published) -> Vec<Key> {
    published.keys.into_iter().take(MOST).filter_map(|key| serde_json::from_value(key).ok()).filter_map(one).collect()
}

fn one(jwk: Jwk) -> Option<Key> {
    let bytes = |text: &Option<String>| BASE64_URL_SAFE_NO_PAD.decode(text.as_deref()?.trim_end_matches('=')).ok();
    if jwk.r#use.as_deref().is_some_and(|what| what != "sig") {
        return None;
    }
    let (public, algorithm) = match (jwk.kty.as_str(), jwk.crv.as_deref()) {
        ("RSA", None) => (Public::Rsa { n: bytes(&jwk.n)?, e: bytes(&jwk.e)? }, "RS256"),
        ("EC", Some("P-256")) => {
            let (x, y) = (bytes(&jwk.x).filter(|x| x.len() == 32)?, bytes(&jwk.y).filter(|y| y.len() == 32)?);
            (Public::P256([&[4], x.as_slice(), &y].concat()), "ES256")
        }
        ("OKP", Some("Ed25519")) => (Public::Edwards(bytes(&jwk.x).filter(|x| x.len() == 32)?), "EdDSA"),
        _ => return None,
    };
    // `Ed25519` is the newer name of the same (RFC 9864)
    let fits = jwk.alg.as_deref().is_none_or(|alg| alg == algorithm || algorithm == "EdDSA" && alg == "Ed25519");
    fits.then_some(Key { kid: jwk.kid, public })
}

impl Key {
    pub fn is_called(&self, kid: &str) -> bool {
        self.kid.as_deref() == Some(kid)
    }

    /// Whether this key made a token's signature, by its name where the token names one.
    pub fn has_signed(&self, token: &Token<'_>) -> bool {
        if token.kid.as_deref().is_some_and(|kid| !self.is_called(kid)) {
            return false;
        }
        let (signed, signature) = (token.signed.as_bytes(), token.signature.as_slice());
        match (&self.public, token.algorithm) {
            (Public::Rsa { n, e }, Algorithm::Rs256) => {
                RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, signed, signature).is_ok()
            }
            (Public::P256(point), Algorithm::Es256) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(signed, signature).is_ok()
            }
            (Public::Edwards(own), Algorithm::EdDsa) => UnparsedPublicKey::new(&ED25519, own).verify(signed, signature).is_ok(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests;
