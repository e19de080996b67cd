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
pub struct PublishedKeys {
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
pub fn read(published: PublishedKeys) -> Vec<Key> {
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
mod tests {
    // `rsa.p8` was made for these tests: ring makes no RSA keys
    use super::*;
    use crate::oidc::token;
    use ring::{
        hmac,
        rand::SystemRandom,
        signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair},
    };
    use serde_json::json;
    use zhixing_domain::identity::TokenFault;

    fn text(bytes: &[u8]) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }

    type Sign = Box<dyn Fn(&[u8]) -> Vec<u8>>;

    /// What signs, and its public half as it is published.
    struct Signer {
        alg: &'static str,
        sign: Sign,
        jwk: Value,
    }

    fn signers() -> Vec<Signer> {
        let random = SystemRandom::new();
        let rsa = RsaKeyPair::from_pkcs8(include_bytes!("keys/rsa.p8")).unwrap();
        let public = RsaPublicKeyComponents::<Vec<u8>>::from(rsa.public());
        let of_rsa = json!({"kty": "RSA", "kid": "RS256", "n": text(&public.n), "e": text(&public.e), "use": "sig", "alg": "RS256"});
        let curve = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        let curve = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, curve.as_ref(), &random).unwrap();
        let point = curve.public_key().as_ref().to_vec();
        let of_curve = json!({"kty": "EC", "kid": "ES256", "crv": "P-256", "x": text(&point[1..33]), "y": text(&point[33..])});
        let edwards = Ed25519KeyPair::from_pkcs8(Ed25519KeyPair::generate_pkcs8(&random).unwrap().as_ref()).unwrap();
        let of_edwards =
            json!({"kty": "OKP", "kid": "EdDSA", "crv": "Ed25519", "x": text(edwards.public_key().as_ref()), "alg": "Ed25519"});
        let by_rsa = move |signed: &[u8]| {
            let mut signature = vec![0; rsa.public().modulus_len()];
            rsa.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), signed, &mut signature).unwrap();
            signature
        };
        vec![
            Signer { alg: "RS256", sign: Box::new(by_rsa), jwk: of_rsa },
            Signer { alg: "ES256", sign: Box::new(move |s| curve.sign(&SystemRandom::new(), s).unwrap().as_ref().to_vec()), jwk: of_curve },
            Signer { alg: "EdDSA", sign: Box::new(move |s| edwards.sign(s).as_ref().to_vec()), jwk: of_edwards },
        ]
    }

    fn made(head: Value, sign: &dyn Fn(&[u8]) -> Vec<u8>) -> String {
        let claims = json!({"iss": "i", "sub": "s", "aud": "a", "exp": 1, "iat": 1});
        let signed = format!("{}.{}", text(head.to_string().as_bytes()), text(claims.to_string().as_bytes()));
        format!("{signed}.{}", text(&sign(signed.as_bytes())))
    }

    fn published(keys: &[Value]) -> Vec<Key> {
        read(serde_json::from_value(json!({ "keys": keys })).unwrap())
    }

    fn is_right(keys: &[Key], text: &str) -> bool {
        let token = token::read(text).unwrap_or_else(|fault| panic!("{fault:?}"));
        keys.iter().any(|key| key.has_signed(&token))
    }

    #[test]
    fn a_signature_is_right_for_its_key_and_its_algorithm_alone() {
        let signers = signers();
        let all: Vec<Value> = signers.iter().map(|s| s.jwk.clone()).collect();
        let all = published(&all);
        assert_eq!(all.len(), 3);
        for signer in &signers {
            let own = published(std::slice::from_ref(&signer.jwk));
            for head in [json!({"alg": signer.alg, "kid": signer.alg}), json!({"alg": signer.alg, "typ": "JWT"})] {
                let token = made(head, &*signer.sign);
                assert!(is_right(&own, &token) && is_right(&all, &token), "{}", signer.alg);
                let (rest, _) = token.rsplit_once('.').unwrap();
                assert!(!is_right(&all, &format!("{rest}.{}", text(&[0; 64]))), "another signature");
                let claims = json!({"iss": "i", "sub": "t", "aud": "a", "exp": 1, "iat": 1}).to_string();
                let (head, signature) = (token.split('.').next().unwrap(), token.rsplit('.').next().unwrap());
                assert!(!is_right(&all, &format!("{head}.{}.{signature}", text(claims.as_bytes()))), "other claims");
            }
            for other in signers.iter().filter(|other| other.alg != signer.alg) {
                let token = made(json!({"alg": signer.alg}), &*signer.sign);
                assert!(!is_right(&published(std::slice::from_ref(&other.jwk)), &token), "{} by {}", signer.alg, other.alg);
                let lie = made(json!({"alg": other.alg}), &*signer.sign);
                assert!(!is_right(&own, &lie), "{} called {}", signer.alg, other.alg);
            }
            assert!(!is_right(&all, &made(json!({"alg": signer.alg, "kid": "another"}), &*signer.sign)), "of a name that no key has");
        }
    }

    #[test]
    fn no_signature_and_one_by_a_secret_are_not_taken() {
        let signers = signers();
        let secret = signers[0].jwk["n"].as_str().unwrap().to_string();
        let shared = |signed: &[u8]| hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()), signed).as_ref().to_vec();
        for alg in ["none", "None", "HS256", "HS512", "RS512", "PS256", "ES384", ""] {
            let came = token::read(&made(json!({ "alg": alg }), &shared)).map(|t| t.algorithm);
            assert_eq!(came, Err(TokenFault::Algorithm), "{alg}");
        }
        let open = made(json!({"alg": "none"}), &|_| vec![]);
        assert_eq!(token::read(&open).map(|t| t.algorithm), Err(TokenFault::Algorithm));
        let critical = made(json!({"alg": "EdDSA", "crit": ["exp"]}), &*signers[2].sign);
        assert_eq!(token::read(&critical).map(|t| t.algorithm), Err(TokenFault::Form));
        for text in ["", ".", "..", "a.b.c", "e30.e30.", "e30.e30.e30.e30"] {
            assert_eq!(token::read(text).map(|t| t.algorithm), Err(TokenFault::Form), "{text}");
        }
    }

    #[test]
    fn a_key_for_something_else_or_of_another_kind_is_left_out() {
        let signers = signers();
        let changed = |n: usize, field: &str, value: Value| {
            let mut jwk = signers[n].jwk.clone();
            jwk[field] = value;
            published(&[jwk]).len()
        };
        for n in 0..3 {
            assert_eq!(changed(n, "use", json!("enc")), 0, "{n}");
            assert_eq!(changed(n, "alg", json!("HS256")), 0, "{n}");
            assert_eq!(changed(n, "kty", json!("oct")), 0, "{n}");
        }
        assert_eq!(changed(1, "crv", json!("P-384")), 0);
        assert_eq!(changed(1, "x", json!(text(&[0; 31]))), 0);
        assert_eq!(changed(2, "x", json!("not base64 !")), 0);
        assert_eq!(published(&[json!("key"), json!({"kty": 7}), signers[2].jwk.clone()]).len(), 1, "what cannot be read hides no other");
    }
}
