//! An authenticator of code: it makes key pairs of P-256 and signs with them, as far as a site can tell (Web Authentication, Level 3, sections 6.1 and 7).

use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::json;
use sha2::{Digest, Sha256};

/// What stands before a point of P-256 in a SubjectPublicKeyInfo.
const BEFORE: &[u8] = b"\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00";

pub struct Authenticator {
    key: EcdsaKeyPair,
    name: [u8; 4],
    pub counter: u32,
    /// Whether it verifies its person.
    pub verifies: bool,
    /// Of the page that asks.
    pub origin: &'static str,
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

impl Authenticator {
    pub fn new(name: [u8; 4]) -> Self {
        let random = SystemRandom::new();
        let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).expect("a key");
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, made.as_ref(), &random).expect("a key");
        Self { key, name, counter: 0, verifies: true, origin: "http://localhost:8080" }
    }

    fn says(&self, more: u8) -> Vec<u8> {
        let flags = 1 | u8::from(self.verifies) << 2 | more;
        [Sha256::digest(b"localhost").as_slice(), &[flags], &self.counter.to_be_bytes()].concat()
    }

    fn client(&self, purpose: &str, challenge: &str) -> String {
        json!({"type": purpose, "challenge": challenge, "origin": self.origin, "crossOrigin": false}).to_string()
    }

    /// What the page sends of a new key pair.
    pub fn makes(&self, challenge: &str) -> String {
        let length = u16::try_from(self.name.len()).expect("short");
        let data = [&self.says(1 << 6), [0; 16].as_slice(), &length.to_be_bytes(), &self.name].concat();
        let key = [BEFORE, self.key.public_key().as_ref()].concat();
        let client = self.client("webauthn.create", challenge);
        json!({"credential": hex(&self.name), "client": hex(client.as_bytes()), "authenticator": hex(&data), "key": hex(&key)}).to_string()
    }

    /// What the page sends of its use.
    pub fn signs(&self, challenge: &str) -> String {
        let (data, client) = (self.says(0), self.client("webauthn.get", challenge));
        let signed = [data.as_slice(), &Sha256::digest(client.as_bytes())].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).expect("signed");
        let (client, authenticator) = (hex(client.as_bytes()), hex(&data));
        json!({"credential": hex(&self.name), "client": client, "authenticator": authenticator, "signature": hex(signature.as_ref())})
            .to_string()
    }
}
