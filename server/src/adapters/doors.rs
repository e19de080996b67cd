//! [`Doors`], bound to the real things.

use super::Adapters;
use crate::{passkey, second_factor};
use zhixing_domain::{
    identity::{BroughtCode, ProviderFault, ProviderIdentity, Trip},
    lang::Lang,
    passkey::Used,
    time::Timestamp,
};
use zhixing_shell::ports::{Asker, Boxed, Busy, Doors, Pot};

impl Doors for Adapters {
    fn hash_password(&self, password: String, asker: Asker) -> Boxed<Result<String, Busy>> {
        let hashing = self.hashing.clone();
        Box::pin(async move { hashing.hash(password, &asker).await })
    }

    fn check_password(&self, password: String, hash: Option<String>, asker: Asker) -> Boxed<Result<bool, Busy>> {
        let hashing = self.hashing.clone();
        Box::pin(async move { hashing.check(password, hash, &asker).await })
    }

    fn take_ticket(&self, pot: &Pot, now: Timestamp) -> Result<(), u64> {
        self.limiter.take(pot, now)
    }

    fn give_back(&self, pot: &Pot, right: bool) {
        self.limiter.give_back(pot, right);
    }

    fn new_secret(&self) -> String {
        second_factor::new_secret()
    }

    fn seal_secret(&self, account: &str, secret: &str) -> Option<Vec<u8>> {
        second_factor::keep(&self.answer_key, account, secret)
    }

    fn check_code(&self, account: &str, sealed: &[u8], code: &str, now: Timestamp) -> Option<i64> {
        second_factor::check(&self.answer_key, account, sealed, code, now)
    }

    fn ticket(&self, text: &str) -> Option<String> {
        second_factor::ticket(&self.answer_key, text)
    }

    fn read_ticket(&self, ticket: &str) -> Option<String> {
        second_factor::read_ticket(&self.answer_key, ticket)
    }

    fn takes_passkey(&self, key: &[u8]) -> bool {
        passkey::takes(key)
    }

    fn is_signed(&self, key: &[u8], used: &Used) -> bool {
        passkey::is_signed(key, used)
    }

    fn way_to_provider(&self, trip: Trip, lang: Lang) -> Boxed<Result<String, ProviderFault>> {
        let oidc = self.oidc.clone();
        Box::pin(async move { oidc.way(&trip, lang).await })
    }

    fn back_from_provider(&self, trip: Trip, brought: BroughtCode) -> Boxed<Result<ProviderIdentity, ProviderFault>> {
        let oidc = self.oidc.clone();
        Box::pin(async move { oidc.hear(&trip, brought).await })
    }
}
