//! Passkeys: what a browser brings from an authenticator (Web Authentication, Level 3, sections 7.1 and 7.2), and whether it is meant for this site.
//! Bytes are hexadecimal on their way. Attestation is not asked for: which make an authenticator is of is nobody's matter.
//!
//! Never here: signatures, whose passkey it is, whether its challenge was used before.

use crate::digest::{hex, sha256_hex};
use serde::Deserialize;

/// The site that passkeys are made for: the origin of its pages, and the host that an authenticator knows it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelyingParty {
    pub origin: String,
    pub host: String,
}

impl RelyingParty {
    /// From the public address; nothing where its host is a number or its pages come unprotected: no browser makes passkeys there.
    pub fn of(public_url: &str) -> Option<Self> {
        let (scheme, rest) = public_url.split_once("://")?;
        let authority = rest.split('/').next()?;
        let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
        let named = host.split('.').next_back()?.starts_with(|c: char| c.is_ascii_alphabetic()) && !host.contains([':', '[']);
        let safe = scheme == "https" || host == "localhost";
        (named && safe).then(|| Self { origin: format!("{scheme}://{authority}"), host: host.into() })
    }
}

/// Why what a browser brought is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyFault {
    /// It has not the form.
    Form,
    /// It was made for something else than what was asked.
    Purpose,
    /// A page of another site asked for it.
    Origin,
    /// The authenticator made it for another site.
    Site,
    /// Nobody touched the authenticator.
    Absent,
}

/// What an authenticator says, whoever it was asked by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// The name of the key pair, in hexadecimal.
    pub credential: String,
    /// What the server asked with, in base64url.
    pub challenge: String,
    /// Whether the person was verified: by a PIN, a finger, a face.
    pub verified: bool,
    /// How often the key pair was used; 0 where it does not count.
    pub counter: u32,
}

/// A new key pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    pub said: Assertion,
    /// The public half as a SubjectPublicKeyInfo.
    pub key: Vec<u8>,
}

/// A key pair was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Used {
    pub said: Assertion,
    /// What was signed is this and the SHA-256 of `client`.
    pub authenticator: Vec<u8>,
    pub client: Vec<u8>,
    pub signature: Vec<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    credential: String,
    client: String,
    authenticator: String,
    #[serde(default)]
    key: String,
    #[serde(default)]
    signature: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Client {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

const PRESENT: u8 = 1;
const VERIFIED: u8 = 1 << 2;
const MAY_BE_COPIED: u8 = 1 << 3;
const IS_COPIED: u8 = 1 << 4;
const WITH_KEY: u8 = 1 << 6;
/// The longest name of a key pair, in bytes.
const LONGEST: usize = 1_023;

/// Reads a new key pair.
///
/// # Errors
///
/// Why it is not taken.
pub fn made(sent: &str, site: &RelyingParty) -> Result<Made, PasskeyFault> {
    let sent: Sent = serde_json::from_str(sent).map_err(|_| PasskeyFault::Form)?;
    let (said, authenticator, _) = read(&sent, "webauthn.create", site)?;
    // sixteen bytes of the make, then the name with its length
    let named = || {
        let (length, rest) = authenticator.get(53..)?.split_at_checked(2)?;
        rest.get(..usize::from(u16::from_be_bytes(length.try_into().ok()?)))
    };
    let own = bytes(&sent.credential)?;
    if authenticator[32] & WITH_KEY == 0 || named() != Some(own.as_slice()) {
        return Err(PasskeyFault::Form);
    }
    Ok(Made { said, key: bytes(&sent.key)? })
}

/// Reads that a key pair was used.
///
/// # Errors
///
/// Why it is not taken.
pub fn used(sent: &str, site: &RelyingParty) -> Result<Used, PasskeyFault> {
    let sent: Sent = serde_json::from_str(sent).map_err(|_| PasskeyFault::Form)?;
    let (said, authenticator, client) = read(&sent, "webauthn.get", site)?;
    Ok(Used { said, authenticator, client, signature: bytes(&sent.signature)? })
}

fn read(sent: &Sent, purpose: &str, site: &RelyingParty) -> Result<(Assertion, Vec<u8>, Vec<u8>), PasskeyFault> {
    let (client_bytes, authenticator) = (bytes(&sent.client)?, bytes(&sent.authenticator)?);
    let client: Client = serde_json::from_slice(&client_bytes).map_err(|_| PasskeyFault::Form)?;
    let name = bytes(&sent.credential)?;
    if authenticator.len() < 37 || name.is_empty() || name.len() > LONGEST {
        return Err(PasskeyFault::Form);
    }
    if client.r#type != purpose {
        return Err(PasskeyFault::Purpose);
    }
    if client.origin != site.origin || client.cross_origin {
        return Err(PasskeyFault::Origin);
    }
    if hex(&authenticator[..32]) != sha256_hex(site.host.as_bytes()) {
        return Err(PasskeyFault::Site);
    }
    let flags = authenticator[32];
    if flags & PRESENT == 0 {
        return Err(PasskeyFault::Absent);
    }
    if flags & IS_COPIED != 0 && flags & MAY_BE_COPIED == 0 {
        return Err(PasskeyFault::Form);
    }
    let counter = authenticator[33..37].iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte));
    let said = Assertion { credential: hex(&name), challenge: client.challenge, verified: flags & VERIFIED != 0, counter };
    Ok((said, authenticator, client_bytes))
}

fn bytes(hex: &str) -> Result<Vec<u8>, PasskeyFault> {
    let nibble = |digit: &u8| char::from(*digit).to_digit(16).and_then(|n| u8::try_from(n).ok());
    let pairs = hex.as_bytes().chunks(2).map(|pair| match pair {
        [high, low] => Some(nibble(high)? << 4 | nibble(low)?),
        _ => None,
    });
    pairs.collect::<Option<_>>().ok_or(PasskeyFault::Form)
}

/// How many characters the name of a passkey has at most.
const LABEL: usize = 60;

/// What a person calls a passkey; nothing where it is no name.
pub fn label(text: &str) -> Option<String> {
    let text = text.trim();
    let fits = (1..=LABEL).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    fits.then(|| text.to_string())
}

#[cfg(test)]
mod tests;
