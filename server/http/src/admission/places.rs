//! Places and desks: how many requests are in at once, and how many of them are worked on; the others wait in their order, a few seconds at most.
//!
//! Strangers and people have shares of their own, so a crowd before the door takes nothing from those inside.

use super::known::KnownAccount;
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::timeout,
};

/// How long one may wait for its turn before it is told to come back.
const TURN: Duration = Duration::from_secs(5);
/// How many requests of strangers stand in the line of what is ready to be worked on, on whatever threads there are.
const TURNS: usize = 2;
/// Requests of one account at once: some tabs of a browser ask for far fewer.
const OF_ONE_ACCOUNT: usize = 64;

pub struct Share {
    most: usize,
    taken: AtomicUsize,
    refused: AtomicU64,
    desks: Semaphore,
    turns: Semaphore,
    /// Requests of strangers by the hash of their address; one address, which may be a whole room's, gets half of the share.
    addresses: Mutex<HashMap<u64, usize>>,
}

/// A place among the requests that are let in, until it is dropped.
pub struct Permit<'a> {
    share: &'a Share,
    owner: Result<Arc<KnownAccount>, u64>,
}

impl Share {
    pub fn new(most: usize, desks: usize) -> Self {
        Self {
            most,
            taken: AtomicUsize::new(0),
            refused: AtomicU64::new(0),
            desks: Semaphore::new(desks),
            turns: Semaphore::new(TURNS),
            addresses: Mutex::default(),
        }
    }

    /// A place for an account, or for a stranger of an address; nothing if there are too many already.
    pub fn take(&self, owner: Result<&Arc<KnownAccount>, u64>) -> Option<Permit<'_>> {
        let place = Permit { share: self, owner: owner.cloned() };
        let all = self.taken.fetch_add(1, Ordering::Relaxed);
        let (of_one, bound) = match owner {
            Ok(account) => (account.open.fetch_add(1, Ordering::Relaxed), OF_ONE_ACCOUNT),
            Err(address) => {
                let mut addresses = self.addresses.lock().unwrap_or_else(PoisonError::into_inner);
                let count = addresses.entry(address).or_default();
                *count += 1;
                (*count - 1, self.most / 2)
            }
        };
        if all >= self.most || of_one >= bound {
            self.refused.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        Some(place)
    }

    /// A desk when it is this request's turn; nothing if that takes too long.
    pub async fn desk(&self) -> Option<SemaphorePermit<'_>> {
        if let Ok(desk) = self.desks.try_acquire() {
            return Some(desk);
        }
        let desk = timeout(TURN, self.desks.acquire()).await.ok().and_then(Result::ok);
        if desk.is_none() {
            self.refused.fetch_add(1, Ordering::Relaxed);
        }
        desk
    }

    /// Goes to the end of the line of everything that is ready. A few do so at a time: a hundred connections that ask for page after page without a
    /// pause would otherwise make each step of everybody else wait for a page of each of them.
    pub async fn turn(&self) {
        let _turn = self.turns.acquire().await;
        tokio::task::yield_now().await;
    }

    pub fn taken(&self) -> usize {
        self.taken.load(Ordering::Relaxed)
    }

    pub fn refused(&self) -> u64 {
        self.refused.load(Ordering::Relaxed)
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.share.taken.fetch_sub(1, Ordering::Relaxed);
        match &self.owner {
            Ok(account) => {
                account.open.fetch_sub(1, Ordering::Relaxed);
            }
            Err(address) => {
                let mut addresses = self.share.addresses.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some(count) = addresses.get_mut(address) {
                    *count -= 1;
                    if *count == 0 {
                        addresses.remove(address);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn between_two_steps_of_others_stand_a_few_strangers_and_not_all() {
        let share = Arc::new(Share::new(1_000, 1_000));
        let served = Arc::new(AtomicUsize::new(0));
        for _ in 0..100 {
            let (share, served) = (share.clone(), served.clone());
            tokio::spawn(async move {
                loop {
                    share.turn().await;
                    served.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        for _ in 0..200 {
            tokio::task::yield_now().await;
        }
        let mut most = 0;
        for _ in 0..50 {
            let before = served.load(Ordering::Relaxed);
            tokio::task::yield_now().await;
            most = most.max(served.load(Ordering::Relaxed) - before);
        }
        assert!((1..=2 * TURNS).contains(&most), "{most}");
    }

    #[test]
    fn one_address_gets_half_of_the_share_and_the_rest_is_for_others() {
        let share = Share::new(8, 1);
        let mut first: Vec<_> = (0..4).filter_map(|_| share.take(Err(1))).collect();
        assert!(first.len() == 4 && share.take(Err(1)).is_none());
        let others: Vec<_> = (2..9).filter_map(|n| share.take(Err(n))).collect();
        assert_eq!(others.len(), 4);
        first.pop();
        assert!(share.take(Err(9)).is_some());
        drop((first, others));
        assert_eq!((share.taken(), share.addresses.lock().unwrap().len()), (0, 0));
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_waits_too_long_for_a_desk_is_told_to_come_back() {
        let share = Share::new(8, 1);
        let desk = share.desk().await;
        assert!(desk.is_some() && share.desk().await.is_none());
        drop(desk);
        assert!(share.desk().await.is_some());
    }
}
