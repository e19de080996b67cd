//! Signing in elsewhere (OpenID Connect Core 1.0): the providers that an operator trusts, and who somebody is at one of them.
//!
//! Never here: signatures, addresses that are called, whose account it is.

mod metadata;
mod token;

pub use metadata::Metadata;
pub use token::{AskedToken, Claims, TokenFault};

use crate::{lang::Bilingual, time::Timestamp};
use serde::{Deserialize, Serialize};

/// Where people sign in who have an account there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// In addresses, for ever the same: letters, digits and hyphens.
    pub name: String,
    /// The address by which it calls itself.
    pub issuer: String,
    /// What this site is called there.
    pub client_id: String,
    /// What people call it, in Chinese and in English.
    pub label: Bilingual<String>,
}

/// The most characters of a provider's name in addresses.
const NAME: usize = 32;

/// Whether a provider can be called so in addresses.
pub fn is_name(text: &str) -> bool {
    let begins = text.starts_with(|c: char| c.is_ascii_lowercase());
    begins && text.len() <= NAME && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Who somebody is at a provider. Issuer and subject alone say so: addresses of mail change hands, and names are anybody's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderIdentity {
    pub issuer: String,
    pub subject: String,
    /// What they are called there, to begin with here; may be empty.
    pub called: String,
}

/// A way to a provider and back. What it was begun with is known to this server and that browser alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trip {
    /// By its name in addresses.
    pub provider: String,
    pub state: String,
    pub nonce: String,
    /// Whose digest goes with the question, and itself with the code (RFC 7636).
    pub verifier: String,
    /// When it began, where the person is to sign in there after that, also where they are signed in there: an account here is at stake.
    pub anew: Option<Timestamp>,
}

/// What a browser brings back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BroughtCode {
    pub code: String,
    /// Who says so, where it says who (RFC 9207).
    pub issuer: Option<String>,
}

/// Why somebody who comes from a provider is not believed, for the log. People read that it did not work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProviderFault {
    /// It cannot be reached, or does not answer as providers do.
    Unreachable(String),
    /// Another provider than the one that was asked says so (RFC 9207).
    Mixed,
    /// It does not take the code.
    Code(String),
    Token(TokenFault),
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn a_provider_is_called_by_letters_that_stay_in_addresses() {
        for (name, fits) in
            [("campus", true), ("id-2", true), ("", false), ("2id", false), ("Campus", false), ("校园", false), ("a/b", false)]
        {
            assert_eq!(is_name(name), fits, "{name}");
        }
        assert!(!is_name(&"a".repeat(33)));
    }
}
