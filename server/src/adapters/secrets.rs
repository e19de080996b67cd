//! [`Secrets`], bound to the real things.

use super::Adapters;
use crate::{answer_key, seal, second_factor};
use zhixing_shell::ports::Secrets;

impl Secrets for Adapters {
    fn sign_receipt(&self, text: &str) -> (String, String) {
        self.issuer.sign_text(text)
    }

    fn seal(&self, key: &[u8; 32], bound: &str, text: &str) -> Option<Vec<u8>> {
        let mut nonce = [0; 12];
        nonce.copy_from_slice(&self.clock.random()[..12]);
        seal::seal(key, nonce, bound, text)
    }

    fn answer_key(&self) -> String {
        self.answer_point.clone()
    }

    fn answer_proof(&self, attempt: &str) -> String {
        answer_key::proof(&self.answer_key, attempt)
    }

    fn open_answers(&self, file: &[u8]) -> Option<(String, String)> {
        answer_key::open_file(&self.answer_key, file)
    }

    fn code_seed(&self, text: &str) -> [u8; 16] {
        answer_key::code_seed(&self.answer_key, text)
    }

    fn new_webhook_secret(&self) -> String {
        second_factor::new_webhook_secret()
    }

    fn seal_webhook(&self, webhook: &str, secret: &str) -> Option<Vec<u8>> {
        second_factor::keep_webhook(&self.answer_key, webhook, secret)
    }

    fn open_webhook(&self, webhook: &str, sealed: &[u8]) -> Option<String> {
        second_factor::open_webhook(&self.answer_key, webhook, sealed)
    }
}
