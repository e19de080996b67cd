//! Codes of an authenticator (RFC 6238: HMAC-SHA-1, six digits, thirty seconds, one step either way), how its secret and those of webhooks are kept, and
//! tickets: short texts that a page carries from one form to the next, or a letter to its reader, and nobody can change.
//!
//! All are sealed with AES-256-GCM under keys derived from `<data>/keys/answers.p256`, so that a copy of the database lets nobody in.

use crate::clock;
use aes_gcm::{
    Aes256Gcm, KeyInit,
    aead::{Aead, Payload},
};
use base64::{
    Engine,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD},
};
use hkdf::Hkdf;
use p256::SecretKey;
use sha2_next::Sha256;
use totp_rs::{Builder, Secret, Totp};
use zhixing_domain::time::Timestamp;

const SECRET: &str = "zhixing-second-factor/1";
const WEBHOOK: &str = "zhixing-webhook/1";
const TICKET: &str = "zhixing-ticket/1";

/// A fresh secret in base32, as an authenticator takes it: 160 bits (RFC 4226, section 4).
pub fn new_secret() -> String {
    let mut bytes = vec![0; 20];
    clock::fill(&mut bytes);
    Secret::from(bytes).to_base32()
}

/// The step of the code, counted in thirty seconds since 1970, where the code is right at this time.
fn step_of(secret: &str, code: &str, now: Timestamp) -> Option<i64> {
    let totp: Totp = Builder::new().with_secret(Secret::try_from_base32(secret).ok()?).build().ok()?;
    let step = totp.check(code, u64::try_from(now.ms() / 1_000).ok()?)?;
    i64::try_from(step).ok()
}

/// A secret as it is kept: it opens for this account alone.
pub fn keep(own: &SecretKey, account: &str, secret: &str) -> Option<Vec<u8>> {
    seal(own, SECRET, account, secret.as_bytes())
}

/// The step of a code by a secret as it is kept.
pub fn check(own: &SecretKey, account: &str, kept: &[u8], code: &str, now: Timestamp) -> Option<i64> {
    let secret = String::from_utf8(open(own, SECRET, account, kept)?).ok()?;
    step_of(&secret, code, now)
}

/// A fresh secret to sign what a webhook is told: 256 bits, in the form of Standard Webhooks.
pub fn new_webhook_secret() -> String {
    let mut bytes = vec![0; 32];
    clock::fill(&mut bytes);
    format!("whsec_{}", BASE64_STANDARD.encode(bytes))
}

/// The secret of a webhook as it is kept: it opens for this webhook alone.
pub fn keep_webhook(own: &SecretKey, webhook: &str, secret: &str) -> Option<Vec<u8>> {
    seal(own, WEBHOOK, webhook, secret.as_bytes())
}

/// The secret of a webhook from what is kept.
pub fn open_webhook(own: &SecretKey, webhook: &str, kept: &[u8]) -> Option<String> {
    String::from_utf8(open(own, WEBHOOK, webhook, kept)?).ok()
}

/// A text for a form to carry.
pub fn ticket(own: &SecretKey, text: &str) -> Option<String> {
    Some(BASE64_URL_SAFE_NO_PAD.encode(seal(own, TICKET, "", text.as_bytes())?))
}

/// The text of a ticket that was made here.
pub fn read_ticket(own: &SecretKey, ticket: &str) -> Option<String> {
    String::from_utf8(open(own, TICKET, "", &BASE64_URL_SAFE_NO_PAD.decode(ticket).ok()?)?).ok()
}

fn cipher(own: &SecretKey, purpose: &str) -> Aes256Gcm {
    let mut key = [0; 32];
    // 32 bytes are never too many for HKDF-SHA-256
    let _ = Hkdf::<Sha256>::new(Some(purpose.as_bytes()), &own.to_bytes()).expand(&[], &mut key);
    Aes256Gcm::new(&key.into())
}

fn seal(own: &SecretKey, purpose: &str, bound: &str, text: &[u8]) -> Option<Vec<u8>> {
    let mut nonce = [0; 12];
    clock::fill(&mut nonce);
    let sealed = cipher(own, purpose).encrypt(&nonce.into(), Payload { msg: text, aad: bound.as_bytes() }).ok()?;
    Some([&nonce[..], &sealed].concat())
}

fn open(own: &SecretKey, purpose: &str, bound: &str, sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, text) = sealed.split_at_checked(12)?;
    let nonce: [u8; 12] = nonce.try_into().ok()?;
    cipher(own, purpose).decrypt(&nonce.into(), Payload { msg: text, aad: bound.as_bytes() }).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: the secret `12345678901234567890`, the last six digits of the eight.
    const VECTORS: &[(i64, &str)] =
        &[(59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"), (2_000_000_000, "279037")];
    const RFC: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    fn own(byte: u8) -> SecretKey {
        SecretKey::from_slice(&[byte; 32]).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_standard_one_step_either_way() {
        for (at, code) in VECTORS {
            let at = Timestamp::from_ms(at * 1_000);
            let step = at.ms() / 30_000;
            for (ms, right) in [(0, true), (30_000, true), (-30_000, true), (61_000, false), (-61_000, false)] {
                let now = Timestamp::from_ms(at.ms() + ms);
                if now.ms() >= 0 {
                    assert_eq!(step_of(RFC, code, now), right.then_some(step), "{code} after {ms}");
                }
            }
            for wrong in ["", "28708", "2870820", "２８７０８２", "abcdef", "-87082"] {
                assert_eq!(step_of(RFC, wrong, at), None, "{wrong}");
            }
        }
    }

    #[test]
    fn a_kept_secret_opens_for_its_account_and_its_server_alone() {
        let kept = keep(&own(1), "acc_1", RFC).unwrap();
        let now = Timestamp::from_ms(59_000);
        assert_eq!(check(&own(1), "acc_1", &kept, "287082", now), Some(1));
        assert_eq!(check(&own(1), "acc_2", &kept, "287082", now), None);
        assert_eq!(check(&own(2), "acc_1", &kept, "287082", now), None);
        assert_eq!(check(&own(1), "acc_1", &kept[..11], "287082", now), None);
    }

    #[test]
    fn a_ticket_is_read_as_it_was_made_or_not_at_all() {
        let made = ticket(&own(1), "acc_1 5").unwrap();
        assert_eq!(read_ticket(&own(1), &made).as_deref(), Some("acc_1 5"));
        assert_eq!(read_ticket(&own(2), &made), None);
        assert_eq!(read_ticket(&own(1), &format!("A{}", &made[1..])).filter(|_| !made.starts_with('A')), None);
        // what is kept in the database is no ticket
        let kept = BASE64_URL_SAFE_NO_PAD.encode(keep(&own(1), "", "acc_1 5").unwrap());
        assert_eq!(read_ticket(&own(1), &kept), None);
        assert_eq!(read_ticket(&own(1), ""), None);
    }

    #[test]
    fn secrets_are_fresh_and_long_enough() {
        let (one, other) = (new_secret(), new_secret());
        assert_eq!(one.len(), 32);
        assert_ne!(one, other);
    }
}
