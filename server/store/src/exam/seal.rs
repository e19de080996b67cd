//! What is signed of a receipt, and by what.

use std::sync::Arc;

/// Signs a text: the name of the key and the signature in hexadecimal.
pub type Signer = Arc<dyn Fn(&str) -> (String, String) + Send + Sync>;

/// What was signed of a receipt when its attempt ended: once, so that no later change of a row gets a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// SHA-256 of the receipt's text, in hexadecimal.
    pub digest: String,
    pub kid: String,
    /// In hexadecimal.
    pub signature: String,
}
