//! How a system knows that an event is from here: an HMAC-SHA-256 over its id, its time and its body (Standard Webhooks, `v1`).

use base64::{Engine, prelude::BASE64_STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha2_next::Sha256;

/// The signature for `webhook-signature`; nothing where the secret is not `whsec_` and base64. `at` is in seconds since 1970.
pub fn sign(secret: &str, id: &str, at: i64, body: &str) -> Option<String> {
    let key = BASE64_STANDARD.decode(secret.strip_prefix("whsec_")?).ok()?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).ok()?;
    mac.update(format!("{id}.{at}.{body}").as_bytes());
    Some(format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes())))
}

#[cfg(test)]
mod tests {
    use super::sign;

    /// The vector of the reference libraries of Standard Webhooks.
    #[test]
    fn a_signature_is_that_of_the_standard() {
        let (secret, id) = ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek");
        let signed = sign(secret, id, 1_614_265_330, r#"{"test": 2432232314}"#);
        assert_eq!(signed.as_deref(), Some("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
        assert_eq!(sign("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", id, 1, ""), None);
        assert_eq!(sign("whsec_???", id, 1, ""), None);
    }
}
