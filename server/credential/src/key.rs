//! Signing keys (Ed25519) and their public halves in Multikey form. Keeping the seed safe at rest is the caller's work.

use ed25519_dalek::{Signature, Signer, SigningKey as Dalek, VerifyingKey};

/// Multicodec prefix of an Ed25519 public key.
const ED25519: [u8; 2] = [0xed, 0x01];

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    #[error("a key name is k, four digits of the year, -, a number: k2026-1")]
    Name,
    #[error("not an Ed25519 Multikey")]
    Multikey,
}

/// The name of a key inside its DID document, such as `k2026-1`.
///
/// Never the key's own multibase text: the 1EdTech validator then takes the key from the name and does not ask the
/// DID document, so that a forger's key would pass.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kid(String);

impl Kid {
    /// # Errors
    ///
    /// A [`KeyError`] if the name is not `k`, a year, a hyphen and a number.
    pub fn new(name: &str) -> Result<Self, KeyError> {
        let (year, serial) = name.strip_prefix('k').and_then(|rest| rest.split_once('-')).ok_or(KeyError::Name)?;
        let digits = |s: &str| s.bytes().all(|c| c.is_ascii_digit());
        let right = year.len() == 4 && digits(year) && (1..=6).contains(&serial.len()) && digits(serial);
        right.then(|| Kid(name.to_owned())).ok_or(KeyError::Name)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Signs. The seed is wiped from memory when the value is dropped.
pub struct SigningKey {
    kid: Kid,
    key: Dalek,
}

impl SigningKey {
    pub fn from_seed(kid: Kid, seed: &[u8; 32]) -> Self {
        Self { kid, key: Dalek::from_bytes(seed) }
    }

    pub fn kid(&self) -> &Kid {
        &self.kid
    }

    pub fn public(&self) -> PublicKey {
        PublicKey { kid: self.kid.clone(), key: self.key.verifying_key() }
    }

    /// Deterministic (RFC 8032): the same message gives the same signature.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.key.sign(message).to_bytes()
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKey({})", self.kid.0) // never the seed
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    kid: Kid,
    key: VerifyingKey,
}

impl PublicKey {
    pub fn kid(&self) -> &Kid {
        &self.kid
    }

    /// `publicKeyMultibase`: z + base58btc(0xed01 + 32 bytes).
    pub fn multibase(&self) -> String {
        let mut bytes = ED25519.to_vec();
        bytes.extend_from_slice(self.key.as_bytes());
        format!("z{}", bs58::encode(bytes).into_string())
    }

    /// # Errors
    ///
    /// A [`KeyError`] if the text is no Ed25519 key.
    pub fn from_multibase(kid: Kid, text: &str) -> Result<Self, KeyError> {
        let encoded = text.strip_prefix('z').filter(|t| t.len() <= 64).ok_or(KeyError::Multikey)?;
        let bytes = bs58::decode(encoded).into_vec().map_err(|_| KeyError::Multikey)?;
        let raw: [u8; 32] = bytes.strip_prefix(&ED25519).and_then(|raw| raw.try_into().ok()).ok_or(KeyError::Multikey)?;
        let key = VerifyingKey::from_bytes(&raw).map_err(|_| KeyError::Multikey)?;
        Ok(Self { kid, key })
    }

    /// The 32 bytes of RFC 8032, as a JSON Web Key says them.
    pub fn raw(&self) -> [u8; 32] {
        self.key.to_bytes()
    }

    /// # Errors
    /// They are no point of the curve.
    pub fn from_raw(kid: Kid, bytes: &[u8; 32]) -> Result<Self, KeyError> {
        let key = VerifyingKey::from_bytes(bytes).map_err(|_| KeyError::Multikey)?;
        Ok(Self { kid, key })
    }

    /// Strict: small-order keys and malleable signatures are refused, so that every verifier says the same.
    pub fn verify(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.key.verify_strict(message, &Signature::from_bytes(signature)).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_goes_through_multibase_and_verifies() {
        let key = SigningKey::from_seed(Kid::new("k2026-1").unwrap(), &[7; 32]);
        let public = PublicKey::from_multibase(key.kid().clone(), &key.public().multibase()).unwrap();
        assert!(public.verify(b"x", &key.sign(b"x")));
        assert!(!public.verify(b"y", &key.sign(b"x")));
        assert!(public.multibase().starts_with("z6Mk"));
    }

    #[test]
    fn a_key_is_never_named_by_its_value() {
        for name in ["z6MkqnuiMstvmuF5P2To9B4r4GB4NPfxvuqxWFzjWMdtt39U", "", "k", "k2026", "k26-1", "k2026-", "k2026-1#x"] {
            assert_eq!(Kid::new(name), Err(KeyError::Name), "{name}");
        }
    }
}
