//! What signing in needs: hashing, counted tries, second factors, passkeys and providers.

use super::{Boxed, Busy};
use crate::tries::{Asker, Pot};
use zhixing_domain::{
    identity::{BroughtCode, ProviderFault, ProviderIdentity, Trip},
    lang::Lang,
    passkey::Used,
    time::Timestamp,
};

pub trait Doors: Send + Sync + 'static {
    /// Argon2id in a bounded pool, of which everybody has a share.
    fn hash_password(&self, password: String, asker: Asker) -> Boxed<Result<String, Busy>>;
    /// Compares, in the same pool; takes as long for an unknown login (`None`).
    fn check_password(&self, password: String, hash: Option<String>, asker: Asker) -> Boxed<Result<bool, Busy>>;
    /// Takes a ticket for a try before anything is computed: it counts as a failure until it is given back. Else the seconds to wait.
    fn take_ticket(&self, pot: &Pot, now: Timestamp) -> Result<(), u64>;
    /// The try was right, or was never made: it no longer counts; if it was right, earlier failures are forgiven.
    fn give_back(&self, pot: &Pot, right: bool);
    /// A fresh secret for an authenticator, in base32.
    fn new_secret(&self) -> String;
    /// A secret as it is kept: it opens for this account and this server alone.
    fn seal_secret(&self, account: &str, secret: &str) -> Option<Vec<u8>>;
    /// The step of thirty seconds of an authenticator's code, by the secret as it is kept; nothing where the code is not right at this time.
    fn check_code(&self, account: &str, sealed: &[u8], code: &str, now: Timestamp) -> Option<i64>;
    /// A text for a form to carry: nobody else can make or read one.
    fn ticket(&self, text: &str) -> Option<String>;
    fn read_ticket(&self, ticket: &str) -> Option<String>;
    /// Whether signatures with the key of a new passkey can be checked.
    fn takes_passkey(&self, key: &[u8]) -> bool;
    /// Whether an authenticator with this key signed what a browser brought.
    fn is_signed(&self, key: &[u8], used: &Used) -> bool;
    /// Where a browser is sent to sign in at a provider.
    fn way_to_provider(&self, trip: Trip, lang: Lang) -> Boxed<Result<String, ProviderFault>>;
    /// Who came back from there, once the provider took the code and its token was found right.
    fn back_from_provider(&self, trip: Trip, brought: BroughtCode) -> Boxed<Result<ProviderIdentity, ProviderFault>>;
}
