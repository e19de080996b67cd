//! Short messages. Who carries them is an adapter: [`HttpGateway`] hands each to a system that the operator named, as webhooks are called.

use crate::{
    signature,
    webhook::{Call, Caller},
};
use std::{future::Future, pin::Pin};
use zhixing_domain::message::{delivery::Delivered, endpoint::Endpoint};

/// A short message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortMessage {
    /// The same at every try: a gateway sends it once.
    pub id: String,
    /// As `+8613800138000`.
    pub to: String,
    pub text: String,
    /// Seconds since 1970 of this try.
    pub at: i64,
}

/// Whoever carries short messages.
pub trait SmsGateway: Send + Sync {
    /// One try, and what came of it.
    fn send(&self, message: ShortMessage) -> Pin<Box<dyn Future<Output = Delivered> + Send + '_>>;
}

/// A gateway that takes each message as `POST` of JSON, `{"to": …, "text": …}`, signed as webhooks are (Standard Webhooks).
pub struct HttpGateway {
    caller: Caller,
    url: String,
    secret: String,
}

impl HttpGateway {
    /// # Errors
    ///
    /// Why no TLS client can be made, in words for the operator.
    pub fn new(url: &str, secret: &str, local: bool) -> Result<Self, String> {
        Ok(Self { caller: Caller::for_the_operator(local)?, url: url.into(), secret: secret.into() })
    }

    /// Whether it can be connected to; nothing is sent.
    ///
    /// # Errors
    ///
    /// Why the gateway does not answer, in words for the operator.
    pub async fn answers(&self) -> Result<(), String> {
        self.caller.reaches(&self.url).await
    }
}

impl SmsGateway for HttpGateway {
    fn send(&self, message: ShortMessage) -> Pin<Box<dyn Future<Output = Delivered> + Send + '_>> {
        Box::pin(async move {
            let ShortMessage { id, to, text, at } = message;
            let body = serde_json::json!({"to": to, "text": text}).to_string();
            let Some(signature) = signature::sign(&self.secret, &id, at, &body) else {
                return Delivered::Failed("the secret of the gateway is not one to sign with".into());
            };
            self.caller.call(&self.url, Call { id, at, signature, body }).await
        })
    }
}

/// Whether an address is one that a gateway can have; `local` where this machine is one's own.
pub fn is_address(url: &str, local: bool) -> bool {
    Endpoint::read(url, local).is_some()
}

/// Whether a secret is one to sign with: `whsec_` and base64 of 24 bytes at least.
pub fn is_secret(secret: &str) -> bool {
    secret.len() >= "whsec_".len() + 32 && signature::sign(secret, "id", 0, "").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gateway_has_an_address_and_a_secret_to_sign_with() {
        assert!(is_address("https://sms.example.cn/send", false) && !is_address("http://sms.example.cn/send", false));
        assert!(is_address("http://127.0.0.1:9/send", true) && !is_address("http://127.0.0.1:9/send", false) && !is_address("sms", true));
        assert!(is_secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        for weak in ["", "whsec_", "whsec_MfKQ", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_???????????????????????????????"] {
            assert!(!is_secret(weak), "{weak}");
        }
    }
}
