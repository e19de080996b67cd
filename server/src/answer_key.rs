//! The key that answer files are sealed to: `<data>/keys/answers.p256`, 64 hexadecimal digits, readable by the server alone.
//!
//! Whoever has it opens what a browser sealed when nothing else worked; lost, such files stay closed. Never here: opening them.

use crate::{
    clock,
    keys::{self, KeyFault},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use p256::{SecretKey, elliptic_curve::sec1::ToSec1Point};
use std::{fs, io, path::Path};

/// Reads the key; makes it when there is none.
pub fn open(data: &Path) -> Result<SecretKey, KeyFault> {
    let folder = data.join("keys");
    let path = folder.join("answers.p256");
    let fault = |e| KeyFault::Io(path.clone(), e);
    match fs::read_to_string(&path) {
        Ok(text) => keys::seed(text.trim()).and_then(|s| SecretKey::from_slice(&s).ok()).ok_or_else(|| KeyFault::Form(path.clone())),
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(&folder).map_err(fault)?;
            let (key, seed) = draw();
            let hex: String = seed.iter().map(|b| format!("{b:02x}")).collect();
            keys::write(&path, &hex).map_err(fault)?;
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

#[cfg(test)]
mod tests {
    use super::*;

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
