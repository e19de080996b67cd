//! The issuer's identity: a `did:web` and its document, served at `https://HOST/.well-known/did.json`.

use crate::key::{Kid, PublicKey};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DidError {
    #[error("the base address must be http(s)://HOST or http(s)://HOST:PORT, without a path")]
    BaseUrl,
    #[error("not a DID document this system can use")]
    Document,
    #[error("a key is named twice")]
    DuplicateKey,
}

/// `did:web:HOST` of a base address. A port is percent-encoded; leave it out in production (some resolvers do not decode it).
///
/// # Errors
///
/// A [`DidError`] if the address is none that a DID can name.
pub fn of(base_url: &str) -> Result<String, DidError> {
    let host = base_url.strip_prefix("https://").or_else(|| base_url.strip_prefix("http://")).ok_or(DidError::BaseUrl)?;
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let good_name = !name.is_empty()
        && name.len() <= 253
        && name.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, b'.' | b'-'));
    let good_port = port.is_none_or(|p| p.parse::<u16>().is_ok_and(|n| n.to_string() == p));
    if !good_name || !good_port {
        return Err(DidError::BaseUrl);
    }
    Ok(port.map_or_else(|| format!("did:web:{name}"), |p| format!("did:web:{name}%3A{p}")))
}

/// The public keys of an issuer, and which of them may still sign certificates.
///
/// A retired key stays, for ever: what it signed stays good. A compromised key is withdrawn, and everything it signed
/// is refused from then on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DidDocument {
    did: String,
    methods: Vec<PublicKey>,
    withdrawn: Vec<Kid>,
}

impl DidDocument {
    /// `keys`: current and retired. `withdrawn`: compromised keys, still listed but no longer believed.
    ///
    /// # Errors
    ///
    /// A [`DidError`] if the address is none that a DID can name.
    pub fn new(did: &str, keys: &[PublicKey], withdrawn: &[PublicKey]) -> Result<Self, DidError> {
        let methods: Vec<PublicKey> = keys.iter().chain(withdrawn).cloned().collect();
        let document = Self { did: did.to_owned(), methods, withdrawn: withdrawn.iter().map(|k| k.kid().clone()).collect() };
        document.distinct().then_some(document).ok_or(DidError::DuplicateKey)
    }

    pub fn did(&self) -> &str {
        &self.did
    }

    /// Absolute id of a key: `did:web:HOST#k2026-1`.
    pub fn method_id(&self, kid: &Kid) -> String {
        method_id(&self.did, kid)
    }

    /// The key an absolute id names, whether or not it may still sign.
    pub fn key(&self, method_id: &str) -> Option<&PublicKey> {
        let kid = method_id.strip_prefix(self.did.as_str())?.strip_prefix('#')?;
        self.methods.iter().find(|k| k.kid().as_str() == kid)
    }

    /// Every key, believed or withdrawn.
    pub fn keys(&self) -> impl Iterator<Item = &PublicKey> {
        self.methods.iter()
    }

    /// Whether certificates signed with this key are to be believed.
    pub fn may_assert(&self, kid: &Kid) -> bool {
        self.methods.iter().any(|k| k.kid() == kid) && !self.withdrawn.contains(kid)
    }

    /// The document as it is served (`application/did+json`).
    pub fn to_json(&self) -> String {
        let wire = Wire {
            context: vec!["https://www.w3.org/ns/did/v1".into(), "https://w3id.org/security/multikey/v1".into()],
            id: self.did.clone(),
            verification_method: self
                .methods
                .iter()
                .map(|key| Method {
                    id: self.method_id(key.kid()),
                    type_: "Multikey".into(),
                    controller: self.did.clone(),
                    public_key_multibase: key.multibase(),
                })
                .collect(),
            assertion_method: self
                .methods
                .iter()
                .map(PublicKey::kid)
                .filter(|kid| self.may_assert(kid))
                .map(|kid| self.method_id(kid))
                .collect(),
        };
        serde_json::to_string(&wire).unwrap_or_default() // strings and vectors only: cannot fail
    }

    /// Reads a document of the form [`Self::to_json`] writes; keys of other kinds are passed over.
    ///
    /// # Errors
    ///
    /// A [`DidError`] if the bytes are no DID document, or one of another form.
    pub fn parse(bytes: &[u8]) -> Result<Self, DidError> {
        let wire: Wire = serde_json::from_slice(bytes).map_err(|_| DidError::Document)?;
        let mut methods = Vec::new();
        let mut withdrawn = Vec::new();
        for method in wire.verification_method {
            let name = method.id.strip_prefix(wire.id.as_str()).and_then(|rest| rest.strip_prefix('#'));
            let Some(Ok(kid)) = name.map(Kid::new) else { continue };
            if method.type_ != "Multikey" || method.controller != wire.id {
                continue;
            }
            let Ok(key) = PublicKey::from_multibase(kid, &method.public_key_multibase) else { continue };
            if !wire.assertion_method.contains(&method.id) {
                withdrawn.push(key.kid().clone());
            }
            methods.push(key);
        }
        let document = Self { did: wire.id, methods, withdrawn };
        document.distinct().then_some(document).ok_or(DidError::DuplicateKey)
    }

    fn distinct(&self) -> bool {
        self.methods.iter().enumerate().all(|(i, key)| self.methods.iter().skip(i + 1).all(|other| other.kid() != key.kid()))
    }
}

pub(crate) fn method_id(did: &str, kid: &Kid) -> String {
    format!("{did}#{}", kid.as_str())
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    #[serde(rename = "@context")]
    context: Vec<String>,
    id: String,
    verification_method: Vec<Method>,
    /// Strings only: verifiers exist that read nothing else.
    assertion_method: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Method {
    id: String,
    #[serde(rename = "type")]
    type_: String,
    controller: String,
    public_key_multibase: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::SigningKey;

    fn key(name: &str, seed: u8) -> PublicKey {
        SigningKey::from_seed(Kid::new(name).unwrap(), &[seed; 32]).public()
    }

    #[test]
    fn the_did_follows_the_base_address() {
        assert_eq!(of("https://cert.example.cn").as_deref(), Ok("did:web:cert.example.cn"));
        assert_eq!(of("http://localhost:3000").as_deref(), Ok("did:web:localhost%3A3000"));
        for bad in ["cert.example.cn", "https://", "https://a/b", "https://A", "https://a:b", "https://a:", "https://a:080", "https://u@a"]
        {
            assert_eq!(of(bad), Err(DidError::BaseUrl), "{bad}");
        }
    }

    #[test]
    fn a_document_is_written_and_read_back() {
        let document = DidDocument::new("did:web:a", &[key("k2025-1", 1), key("k2026-1", 2)], &[key("k2024-1", 3)]).unwrap();
        let read = DidDocument::parse(document.to_json().as_bytes()).unwrap();
        assert_eq!(read, document);
        assert!(read.may_assert(&Kid::new("k2025-1").unwrap()));
        assert!(!read.may_assert(&Kid::new("k2024-1").unwrap()));
        assert!(read.key("did:web:a#k2024-1").is_some());
        assert!(read.key("did:web:b#k2024-1").is_none());
    }

    #[test]
    fn one_name_is_one_key() {
        assert_eq!(DidDocument::new("did:web:a", &[key("k2026-1", 1), key("k2026-1", 2)], &[]), Err(DidError::DuplicateKey));
    }
}
