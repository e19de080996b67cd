//! Signatures of passkeys. Keys are kept as browsers export them (SubjectPublicKeyInfo): P-256, Ed25519, and RSA for authenticators of Windows that have
//! nothing else. Never here: what was signed for whom (`zhixing_domain::passkey`).

use ring::signature::{ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey, VerificationAlgorithm};
use sha2_next::{Digest, Sha256};
use zhixing_domain::passkey::Used;

/// What stands before a point of P-256 and a key of Ed25519.
const P256: &[u8] = b"\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00";
const EDWARDS: &[u8] = b"\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00";
/// `rsaEncryption` without parameters, which stands between two lengths.
const RSA: &[u8] = b"\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00";
/// No key of RSA that is in use is longer.
const LONGEST: usize = 1_100;

/// The algorithm of a key, and the key as that algorithm takes it.
fn read(key: &[u8]) -> Option<(&'static dyn VerificationAlgorithm, &[u8])> {
    if let Some(point) = key.strip_prefix(P256).filter(|point| point.len() == 65) {
        return Some((&ECDSA_P256_SHA256_ASN1, point));
    }
    if let Some(own) = key.strip_prefix(EDWARDS).filter(|own| own.len() == 32) {
        return Some((&ED25519, own));
    }
    let [0x30, 0x82, _, _, rest @ ..] = key else { return None };
    let [0x03, 0x82, high, low, 0, own @ ..] = rest.strip_prefix(RSA)? else { return None };
    let whole = usize::from(u16::from_be_bytes([*high, *low])) == own.len() + 1;
    (whole && own.len() <= LONGEST).then_some((&RSA_PKCS1_2048_8192_SHA256, own))
}

/// Whether signatures with this key can be checked.
pub fn takes(key: &[u8]) -> bool {
    read(key).is_some()
}

/// Whether an authenticator with this key signed what a browser brought.
pub fn is_signed(key: &[u8], used: &Used) -> bool {
    let Some((algorithm, own)) = read(key) else { return false };
    let signed = [used.authenticator.as_slice(), &Sha256::digest(&used.client)].concat();
    UnparsedPublicKey::new(algorithm, own).verify(&signed, &used.signature).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ring::{
        rand::SystemRandom,
        signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair},
    };
    use zhixing_domain::passkey::Assertion;

    fn used(signature: &[u8]) -> Used {
        let said = Assertion { credential: String::new(), challenge: String::new(), verified: true, counter: 0 };
        Used { said, authenticator: b"data".to_vec(), client: b"{}".to_vec(), signature: signature.to_vec() }
    }

    fn signed() -> Vec<u8> {
        [b"data".as_slice(), &Sha256::digest(b"{}")].concat()
    }

    #[test]
    fn a_signature_is_right_for_its_key_and_its_text_alone() {
        let random = SystemRandom::new();
        let curve = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let curve = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, curve.as_ref(), &random).unwrap();
        let edwards = Ed25519KeyPair::from_pkcs8(Ed25519KeyPair::generate_pkcs8(&random).unwrap().as_ref()).unwrap();
        let keys = [[P256, curve.public_key().as_ref()].concat(), [EDWARDS, edwards.public_key().as_ref()].concat()];
        let signatures = [curve.sign(&random, &signed()).unwrap().as_ref().to_vec(), edwards.sign(&signed()).as_ref().to_vec()];
        for (n, key) in keys.iter().enumerate() {
            assert!(takes(key));
            for (m, signature) in signatures.iter().enumerate() {
                assert_eq!(is_signed(key, &used(signature)), n == m, "{n} {m}");
            }
            let other = Used { client: b"{ }".to_vec(), ..used(&signatures[n]) };
            assert!(!is_signed(key, &other));
        }
    }

    #[test]
    fn a_key_of_another_kind_or_length_is_not_taken() {
        let rsa = |length: u16| [&[0x30, 0x82, 1, 0x22], RSA, &[0x03, 0x82], &length.to_be_bytes(), &[0], &[1; 270]].concat();
        assert!(takes(&rsa(271)));
        for key in [vec![], P256.to_vec(), [P256, &[4; 66]].concat(), [EDWARDS, &[1; 31]].concat(), rsa(270), rsa(272), vec![0x30, 0x82]] {
            assert!(!takes(&key) && !is_signed(&key, &used(b"")), "{key:?}");
        }
    }
}
