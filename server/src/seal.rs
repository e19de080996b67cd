//! A sealed paper: compressed, then encrypted with a key of its own that is given out at the start.

use aes_gcm::{
    Aes256Gcm, KeyInit,
    aead::{Aead, Payload},
};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

/// AES-256-GCM with a fresh nonce in front (NIST SP 800-38D); `bound` is authenticated and not part of it.
pub fn seal(key: &[u8; 32], nonce: [u8; 12], bound: &str, text: &str) -> Option<Vec<u8>> {
    let mut gzip = GzEncoder::new(vec![], Compression::fast());
    gzip.write_all(text.as_bytes()).ok()?;
    let payload = Payload { msg: &gzip.finish().ok()?, aad: bound.as_bytes() };
    let sealed = Aes256Gcm::new(key.into()).encrypt(&nonce.into(), payload).ok()?;
    Some([&nonce[..], &sealed].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::io::Read;

    fn open(key: &[u8; 32], bound: &str, bytes: &[u8]) -> Option<String> {
        let (nonce, sealed) = bytes.split_at(12);
        let nonce: [u8; 12] = nonce.try_into().ok()?;
        let packed = Aes256Gcm::new(key.into()).decrypt(&nonce.into(), Payload { msg: sealed, aad: bound.as_bytes() }).ok()?;
        let mut text = String::new();
        GzDecoder::new(&packed[..]).read_to_string(&mut text).ok()?;
        Some(text)
    }

    #[test]
    fn only_the_key_and_the_attempt_it_is_bound_to_open_a_seal() {
        let sealed = seal(&[1; 32], [2; 12], "att_1", "知行合一").unwrap();
        assert_eq!(open(&[1; 32], "att_1", &sealed).as_deref(), Some("知行合一"));
        assert_eq!(open(&[3; 32], "att_1", &sealed), None);
        assert_eq!(open(&[1; 32], "att_2", &sealed), None);
        assert!(!sealed.windows(6).any(|w| w == "知行".as_bytes()));
    }
}
