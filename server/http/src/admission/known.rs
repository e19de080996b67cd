//! Who was seen to be signed in: by the hash of what a request brings, in memory, for some minutes. It decides over shares, never over rights.

use std::{
    collections::{HashMap, hash_map::RandomState},
    hash::BuildHasher,
    sync::{
        Arc, Mutex, PoisonError, Weak,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::time::Instant;
use zhixing_domain::{account, id::AccountId};

/// The older half is forgotten when the newer one is this large, or this old.
const HALF: usize = 30_000;
const FRESH: Duration = Duration::from_secs(600);

/// Somebody who signed in, over all their sessions.
pub struct KnownAccount {
    pub id: AccountId,
    /// The hash of the id.
    pub key: u64,
    /// Requests that are being worked on.
    pub open: AtomicUsize,
    /// Questions that wait for what staff do.
    pub waiting: AtomicUsize,
}

/// One of the few questions of an account that may wait, until it is dropped.
pub struct WaitPermit(Arc<KnownAccount>);

/// Some tabs and devices of one candidate.
const WAITS: usize = 4;

impl WaitPermit {
    pub fn of(account: Arc<KnownAccount>) -> Option<Self> {
        let taken = account.waiting.fetch_add(1, Ordering::Relaxed);
        let permit = Self(account);
        (taken < WAITS).then_some(permit)
    }
}

impl Drop for WaitPermit {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

#[derive(Default)]
struct Seen {
    newer: HashMap<u64, Arc<KnownAccount>>,
    older: HashMap<u64, Arc<KnownAccount>>,
    accounts: HashMap<AccountId, Weak<KnownAccount>>,
    turned: Option<Instant>,
}

#[derive(Default)]
pub struct KnownAccounts {
    /// Keyed anew by each process: nobody can make two secrets of one hash.
    hasher: RandomState,
    seen: Mutex<Seen>,
}

impl KnownAccounts {
    pub fn key(&self, text: &str) -> u64 {
        self.hasher.hash_one(text)
    }

    pub fn find(&self, key: u64) -> Option<Arc<KnownAccount>> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(account) = seen.newer.get(&key) {
            return Some(account.clone());
        }
        let account = seen.older.remove(&key)?;
        seen.newer.insert(key, account.clone());
        Some(account)
    }

    pub fn remember(&self, key: u64, account: &account::Account) -> Arc<KnownAccount> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let now = crate::clock::monotonic();
        let turned = *seen.turned.get_or_insert(now);
        if seen.newer.len() >= HALF || now.duration_since(turned) >= FRESH {
            seen.older = std::mem::take(&mut seen.newer);
            seen.turned = Some(now);
            seen.accounts.retain(|_, a| a.strong_count() > 0);
        }
        let known = seen.accounts.get(&account.id).and_then(Weak::upgrade).unwrap_or_else(|| {
            let key = self.hasher.hash_one(account.id);
            Arc::new(KnownAccount { id: account.id, key, open: AtomicUsize::new(0), waiting: AtomicUsize::new(0) })
        });
        seen.accounts.insert(account.id, Arc::downgrade(&known));
        seen.newer.insert(key, known.clone());
        known
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhixing_domain::{
        account::{Role, Roles},
        time::Timestamp,
    };

    fn account(n: u8) -> account::Account {
        account::Account {
            id: AccountId::new(Timestamp::from_ms(1), [n; 10]),
            login: String::new(),
            display_name: String::new(),
            legal_name: String::new(),
            legal_name_source: Default::default(),
            roles: Roles::of(&[Role::Learner]),
            scope: Default::default(),
            lang: None,
            met: None,
            created_at: Timestamp::from_ms(1),
            disabled_at: None,
        }
    }

    #[tokio::test(start_paused = true)]
    async fn two_sessions_are_one_account_and_who_is_silent_is_forgotten() {
        let known = KnownAccounts::default();
        let (one, two) = (known.key("one"), known.key("two"));
        assert!(known.find(one).is_none());
        let first = known.remember(one, &account(1));
        assert!(Arc::ptr_eq(&first, &known.remember(two, &account(1))));
        assert!(Arc::ptr_eq(&first, &known.find(one).expect("known")));
        for n in 2..4 {
            tokio::time::advance(FRESH).await;
            assert!(known.find(one).is_some(), "whoever comes back is known on");
            known.remember(known.key(&format!("other {n}")), &account(n));
        }
        assert!(known.find(two).is_none(), "silent for two turns");
    }

    #[tokio::test(start_paused = true)]
    async fn one_account_has_few_questions_that_wait() {
        let known = KnownAccounts::default();
        let one = known.remember(1, &account(1));
        let mut permits: Vec<_> = (0..WAITS).filter_map(|_| WaitPermit::of(one.clone())).collect();
        assert!(permits.len() == WAITS && WaitPermit::of(one.clone()).is_none());
        permits.pop();
        assert!(WaitPermit::of(one).is_some());
    }
}
