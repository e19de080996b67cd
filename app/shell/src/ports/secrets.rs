//! What is sealed and signed for attempts and for other systems.

pub trait Secrets: Send + Sync + 'static {
    /// The key's name and its Ed25519 signature over the text, in hexadecimal.
    fn sign_receipt(&self, text: &str) -> (String, String);
    /// The public key that answer files are sealed to: a raw P-256 point in base64url.
    fn answer_key(&self) -> String;
    /// The secret of an attempt that only its own page is given: a file sealed with it was made by that page.
    fn answer_proof(&self, attempt: &str) -> String;
    /// Opens an answer file: the attempt it names, and its operations as JSON; nothing where it was changed or is not ours.
    fn open_answers(&self, file: &[u8]) -> Option<(String, String)>;
    /// What a code is made of: the same for the same text on every node, and known to nobody who has no key of this server.
    fn code_seed(&self, text: &str) -> [u8; 16];
    /// A fresh secret for a webhook, as its system keeps it (Standard Webhooks: `whsec_` and base64).
    fn new_webhook_secret(&self) -> String;
    /// The secret of a webhook as it is kept: it opens for this webhook and this server alone.
    fn seal_webhook(&self, webhook: &str, secret: &str) -> Option<Vec<u8>>;
    fn open_webhook(&self, webhook: &str, sealed: &[u8]) -> Option<String>;
    /// Compresses (gzip) and encrypts (AES-256-GCM) what nobody may read before the key is given out: twelve bytes of nonce, then the text
    /// with its tag. `bound` must be the same to decrypt it.
    fn seal(&self, key: &[u8; 32], bound: &str, text: &str) -> Option<Vec<u8>>;
}
