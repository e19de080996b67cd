//! The key that answer files are sealed to: `<data>/keys/answers.p256`, 64 hexadecimal digits, readable by the server alone.
//!
//! Whoever has it opens what a browser sealed when nothing else worked; lost, such files stay closed. Anybody may seal to the public half, so a file
//! is also bound to a secret of its attempt that the server gives to the candidate's own page alone: staff cannot make one.

use crate::{
    clock,
    keys::{self, KeyFault},
};
use aes_gcm::{
    Aes256Gcm, KeyInit,
    aead::{Aead, Payload},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hkdf::Hkdf;
use p256::{PublicKey, SecretKey, ecdh, elliptic_curve::sec1::ToSec1Point};
use serde::Deserialize;
use sha2_next::Sha256;
use std::{fs, io, path::Path};
use zhixing_domain::digest::{hex, unhex};

/// Its name in the folder of keys.
pub const FILE: &str = "answers.p256";

/// Reads the key; makes it when there is none.
pub fn open(data: &Path) -> Result<SecretKey, KeyFault> {
    let folder = data.join("keys");
    let path = folder.join(FILE);
    let fault = |e| KeyFault::Io(path.clone(), e);
    match fs::read_to_string(&path) {
        Ok(text) => unhex::<32>(text.trim()).and_then(|s| SecretKey::from_slice(&s).ok()).ok_or_else(|| KeyFault::Form(path.clone())),
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(&folder).map_err(fault)?;
            let (key, seed) = draw();
            keys::write(&path, &hex(&seed)).map_err(fault)?;
            Ok(key)
        }
        Err(e) => Err(fault(e)),
    }
}

/// Not every 32 bytes are a number below the order of the curve; nearly all are.
fn draw() -> (SecretKey, [u8; 32]) {
    loop {
        let mut seed = [0; 32];
        clock::fill(&mut seed);
        if let Ok(key) = SecretKey::from_slice(&seed) {
            return (key, seed);
        }
    }
}

/// The public half for pages: the raw uncompressed point in base64url.
pub fn public(key: &SecretKey) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(key.public_key().to_sec1_point(false).as_bytes())
}

/// An answer file as the browser writes it; every binary part in base64url.
#[derive(Deserialize)]
struct Envelope {
    format: String,
    attempt: String,
    /// The public half that the browser made for this file.
    key: String,
    iv: String,
    data: String,
}

const FORMAT: &str = "zhixing-answers/2";

/// The secret of an attempt, in base64url: the same on every node that has the key.
pub fn proof(own: &SecretKey, attempt: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(secret_of(own, attempt))
}

fn secret_of(own: &SecretKey, attempt: &str) -> [u8; 32] {
    derived(own, b"zhixing-answer-proof/1", attempt)
}

/// What a code for a new password is made of that follows from a text: the same on every node that has the key.
pub fn code_seed(own: &SecretKey, text: &str) -> [u8; 16] {
    derived(own, b"zhixing-handed-out-code/1", text)
}

fn derived<const N: usize>(own: &SecretKey, purpose: &[u8], of: &str) -> [u8; N] {
    let mut secret = [0; N];
    // as few bytes are never too many for HKDF-SHA-256
    let _ = Hkdf::<Sha256>::new(Some(purpose), &own.to_bytes()).expand(of.as_bytes(), &mut secret);
    secret
}

/// Opens an answer file: the attempt it names, and its operations as JSON. Nothing where one bit is another.
pub fn open_file(own: &SecretKey, file: &[u8]) -> Option<(String, String)> {
    let file: Envelope = serde_json::from_slice(file).ok().filter(|f: &Envelope| f.format == FORMAT)?;
    let bytes = |text: &str| BASE64_URL_SAFE_NO_PAD.decode(text).ok();
    let theirs = PublicKey::from_sec1_bytes(&bytes(&file.key)?).ok()?;
    let secret = ecdh::diffie_hellman(own.to_nonzero_scalar(), theirs.as_affine());
    let mut key = [0; 32];
    let purpose = format!("{FORMAT} {}", file.attempt);
    Hkdf::<Sha256>::new(Some(&secret_of(own, &file.attempt)), secret.raw_secret_bytes()).expand(purpose.as_bytes(), &mut key).ok()?;
    let nonce: [u8; 12] = bytes(&file.iv)?.try_into().ok()?;
    let payload = Payload { msg: &bytes(&file.data)?, aad: file.attempt.as_bytes() };
    let plain = Aes256Gcm::new(&key.into()).decrypt(&nonce.into(), payload).ok()?;
    Some((file.attempt, String::from_utf8(plain).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_answer_file_is_not_opened() {
        let (key, _) = draw();
        for file in ["", "{}", r#"{"format":"zhixing-answers/2","attempt":"a","key":"AAAA","iv":"AAAA","data":"AAAA"}"#] {
            assert_eq!(open_file(&key, file.as_bytes()), None);
        }
    }

    #[test]
    fn a_file_that_the_page_of_the_attempt_did_not_make_is_not_opened() {
        let (own, _) = draw();
        let made = |salt: &[u8], attempt: &str| {
            let (mine, _) = draw();
            let secret = ecdh::diffie_hellman(mine.to_nonzero_scalar(), own.public_key().as_affine());
            let mut key = [0; 32];
            let purpose = format!("{FORMAT} {attempt}");
            Hkdf::<Sha256>::new(Some(salt), secret.raw_secret_bytes()).expand(purpose.as_bytes(), &mut key).unwrap();
            let data = Aes256Gcm::new(&key.into()).encrypt(&[7; 12].into(), Payload { msg: b"[]", aad: attempt.as_bytes() }).unwrap();
            let part = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
            let (key, iv, data) = (part(mine.public_key().to_sec1_point(false).as_bytes()), part(&[7; 12]), part(&data));
            format!("{{\"format\":\"{FORMAT}\",\"attempt\":\"{attempt}\",\"key\":\"{key}\",\"iv\":\"{iv}\",\"data\":\"{data}\"}}")
        };
        let page = BASE64_URL_SAFE_NO_PAD.decode(proof(&own, "att_1")).unwrap();
        assert_eq!(open_file(&own, made(&page, "att_1").as_bytes()), Some(("att_1".into(), "[]".into())));
        // without the secret, as anybody could; and with the secret of one's own attempt
        assert_eq!(open_file(&own, made(b"", "att_1").as_bytes()), None);
        assert_eq!(open_file(&own, made(&page, "att_2").as_bytes()), None);
    }

    #[test]
    fn the_key_is_made_once_and_its_public_half_is_a_raw_point() {
        let data = std::env::temp_dir().join(format!("zhixing-answer-key-{}", std::process::id()));
        let _ = fs::remove_dir_all(&data);
        let first = public(&open(&data).unwrap());
        assert_eq!(public(&open(&data).unwrap()), first);
        let point = BASE64_URL_SAFE_NO_PAD.decode(first).unwrap();
        assert_eq!((point.len(), point[0]), (65, 4));
        fs::write(data.join("keys/answers.p256"), "0".repeat(64)).unwrap();
        assert!(matches!(open(&data), Err(KeyFault::Form(_))));
        fs::remove_dir_all(data).unwrap();
    }
}
