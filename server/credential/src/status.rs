//! Revocation: a Bitstring Status List v1.0, one bit a certificate, published as a credential of its own.
//! Which bits are taken, and finding a free one under a lock, is the store's work.

use crate::{
    canon::ProofError,
    contexts, did,
    facts::{FactsError, LENGTH},
    instant,
    key::SigningKey,
    proof::{self, Proof},
};
use base64::Engine;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use serde::{Deserialize, Serialize};
use std::io::{Read, Write};

pub(crate) const PURPOSE: &str = "revocation";
/// Nothing larger is unpacked (1 Mi bits), however small it is packed.
const LARGEST: u64 = 131_072;

#[derive(Debug, thiserror::Error)]
pub enum StatusError {
    #[error(transparent)]
    Issuer(#[from] FactsError),
    #[error(transparent)]
    Proof(#[from] ProofError),
    #[error("the list cannot be packed")]
    Pack,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bits(Vec<u8>);

impl Default for Bits {
    fn default() -> Self {
        Bits(vec![0; LENGTH as usize / 8])
    }
}

impl Bits {
    pub fn with(set: impl IntoIterator<Item = u32>) -> Self {
        set.into_iter().fold(Self::default(), |mut bits, index| {
            bits.set(index);
            bits
        })
    }

    /// An index outside the list does nothing: no certificate has it.
    pub fn set(&mut self, index: u32) {
        if let Some(byte) = self.0.get_mut(index as usize / 8) {
            *byte |= 0x80 >> (index % 8); // the first bit is the highest
        }
    }

    pub fn get(&self, index: u32) -> Option<bool> {
        self.0.get(index as usize / 8).map(|byte| byte & (0x80 >> (index % 8)) != 0)
    }

    /// multibase `u` + base64url(gzip).
    ///
    /// # Errors
    ///
    /// The list cannot be compressed.
    pub fn encode(&self) -> std::io::Result<String> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(&self.0)?;
        Ok(format!("u{}", URL_SAFE_NO_PAD.encode(gzip.finish()?)))
    }

    pub fn decode(text: &str) -> Option<Self> {
        let text = text.strip_prefix('u')?;
        let packed = if text.ends_with('=') { URL_SAFE.decode(text) } else { URL_SAFE_NO_PAD.decode(text) }.ok()?;
        let mut bits = Vec::new();
        GzDecoder::new(packed.as_slice()).take(LARGEST + 1).read_to_end(&mut bits).ok()?;
        (bits.len() >= LENGTH as usize / 8 && bits.len() as u64 <= LARGEST).then_some(Bits(bits))
    }
}

/// Address of list `number`.
pub fn list_id(base_url: &str, number: u32) -> String {
    format!("{base_url}/status/revocation/{number}")
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct StatusList {
    #[serde(rename = "@context")]
    pub context: Vec<String>,
    pub id: String,
    #[serde(rename = "type")]
    pub type_: Vec<String>,
    pub issuer: String,
    pub valid_from: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<String>,
    pub credential_subject: ListSubject,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proof: Vec<Proof>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ListSubject {
    pub id: String,
    #[serde(rename = "type")]
    pub type_: String,
    pub status_purpose: String,
    pub encoded_list: String,
}

/// The signed list (`application/vc`). `now` (ms UTC) is its date; `valid_until` stops old lists from being shown again later.
///
/// # Errors
///
/// A [`StatusError`] if the address is none that a DID can name, or the list cannot be packed or signed.
pub fn issue(
    base_url: &str,
    number: u32,
    bits: &Bits,
    key: &SigningKey,
    now: i64,
    valid_until: Option<i64>,
) -> Result<Vec<u8>, StatusError> {
    let id = list_id(base_url, number);
    let mut list = StatusList {
        context: contexts::STATUS_LIST.map(String::from).to_vec(),
        type_: vec!["VerifiableCredential".into(), "BitstringStatusListCredential".into()],
        issuer: did::of(base_url).map_err(FactsError::from)?,
        valid_from: instant::rfc3339(now),
        valid_until: valid_until.map(instant::rfc3339),
        credential_subject: ListSubject {
            id: format!("{id}#list"),
            type_: "BitstringStatusList".into(),
            status_purpose: PURPOSE.into(),
            encoded_list: bits.encode().map_err(|_| StatusError::Pack)?,
        },
        proof: Vec::new(),
        id,
    };
    list.proof = proof::sign(&list, &list.context, &list.issuer, key, now)?;
    Ok(serde_json::to_vec(&list).map_err(|_| ProofError::Json)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_packed_and_unpacked() {
        let bits = Bits::with([0, 7, 8, 94_567, LENGTH - 1, LENGTH]);
        let read = Bits::decode(&bits.encode().unwrap()).unwrap();
        assert_eq!(read, bits);
        assert_eq!((read.get(94_567), read.get(94_568), read.get(LENGTH)), (Some(true), Some(false), None));
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(&vec![0; 64 << 20]).unwrap();
        assert_eq!(Bits::decode(&format!("u{}", URL_SAFE_NO_PAD.encode(gzip.finish().unwrap()))), None);
    }
}
