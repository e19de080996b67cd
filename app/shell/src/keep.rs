//! What one attempt and one account may leave behind: how fast, and how many bytes. In memory of this node; sums go to the store now and then.
//!
//! An honest candidate meets none of it: a room saves once in some seconds, and a journal that returns after an outage has one value of each item.
//! When the room for values is used up, an answer still counts and is stored; what it replaces keeps only its digest.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};
use zhixing_domain::{
    id::{AccountId, AttemptId},
    time::Timestamp,
};

/// Operations that an attempt may send at once, and how many more every second. An operation with a long text counts for more.
const BURST: i64 = 1_500;
const A_SECOND: i64 = 20;
const BYTES_OF_ONE: usize = 4_096;
/// After so many operations, far more than a day of typing has, it goes on at one a second.
const MANY: u64 = 50_000;
/// What taking the pen costs: it leaves an event.
pub const PEN: i64 = 10;
/// Things that a person changes of the own account, at once and each hour: each leaves an event.
const CHANGES: i64 = 60;
const HOUR_MS: i64 = 3_600_000;
/// Archives of everything that is kept about a person, at once and each hour.
const ARCHIVES: i64 = 3;

/// The room for values that are not current, in bytes: of an attempt, and of all attempts of an account.
pub const OF_ATTEMPT: u64 = 4 << 20;
pub const OF_ACCOUNT: u64 = 64 << 20;
/// The store hears of so much at a time.
const STEP: u64 = 256 << 10;

/// How many are remembered: the half that nobody asked for lately is forgotten.
const HALF: usize = 20_000;

/// Two halves, so that nothing is forgotten all at once.
struct Halves<K, V> {
    newer: HashMap<K, V>,
    older: HashMap<K, V>,
}

impl<K, V> Default for Halves<K, V> {
    fn default() -> Self {
        Self { newer: HashMap::new(), older: HashMap::new() }
    }
}

impl<K: Eq + Hash, V: Default> Halves<K, V> {
    fn entry(&mut self, key: K) -> &mut V {
        if self.newer.len() >= HALF && !self.newer.contains_key(&key) {
            self.older = std::mem::take(&mut self.newer);
        }
        let older = self.older.remove(&key);
        self.newer.entry(key).or_insert_with(|| older.unwrap_or_default())
    }
}

/// A bucket that fills again with time; in thousandths.
#[derive(Default)]
struct Bucket {
    used: i64,
    at: Option<Timestamp>,
}

impl Bucket {
    /// Takes out so much; else the seconds until that is there again. `refill` comes in `per` milliseconds.
    fn take(&mut self, cost: i64, burst: i64, refill: i64, per: i64, now: Timestamp) -> Result<(), u64> {
        let since = self.at.map_or(0, |at| now.since(at).ms());
        let back = since.max(0).saturating_mul(refill * 1_000) / per;
        // what is less than a thousandth is not lost to whoever asks all the time
        if back > 0 || since < 0 || self.at.is_none() {
            self.at = Some(now);
            self.used = (self.used - back).max(0);
        }
        // what is larger than the bucket needs a full one
        let over = self.used + cost.min(burst) * 1_000 - burst * 1_000;
        if over > 0 {
            let ms = over.saturating_mul(per) / (refill * 1_000);
            return Err(u64::try_from(ms).unwrap_or_default().div_ceil(1_000).max(1));
        }
        self.used += cost.min(burst) * 1_000;
        Ok(())
    }
}

#[derive(Default)]
struct Stored {
    /// As the store said.
    known: u64,
    pending: u64,
}

impl Stored {
    /// Counts so much, and gives what the store should hear.
    fn add(&mut self, bytes: u64) -> Option<u64> {
        self.pending += bytes;
        (self.pending >= STEP).then(|| std::mem::take(&mut self.pending))
    }

    fn sum(&self) -> u64 {
        self.known + self.pending
    }
}

#[derive(Default)]
struct OfAttempt {
    bucket: Bucket,
    operations: u64,
    stored: Stored,
}

impl OfAttempt {
    fn take(&mut self, cost: i64, now: Timestamp) -> Result<(), u64> {
        let rate = if self.operations > MANY { 1 } else { A_SECOND };
        self.bucket.take(cost, BURST, rate, 1_000, now)?;
        self.operations += u64::try_from(cost).unwrap_or_default();
        Ok(())
    }
}

#[derive(Default)]
struct OfAccount {
    changes: Bucket,
    archives: Bucket,
    stored: Stored,
}

#[derive(Default)]
pub struct Keep {
    attempts: Mutex<Halves<AttemptId, OfAttempt>>,
    accounts: Mutex<Halves<AccountId, OfAccount>>,
    slowed: AtomicU64,
    lean: AtomicU64,
}

/// What the store should hear: of an attempt or of an account, so many bytes more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sum {
    Attempt(AttemptId, u64),
    Account(AccountId, u64),
}

/// What there is for values that are saved now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// None: those that are not current keep only a digest.
    pub lean: bool,
    /// What the store should hear; mostly nothing.
    pub told: Vec<Sum>,
}

/// What an operation with a text of so many bytes counts for.
pub fn cost(bytes: usize) -> i64 {
    1 + i64::try_from(bytes / BYTES_OF_ONE).unwrap_or(i64::MAX / 2_000)
}

impl Keep {
    fn of_attempt<T>(&self, id: AttemptId, ask: impl FnOnce(&mut OfAttempt) -> T) -> T {
        ask(self.attempts.lock().unwrap_or_else(PoisonError::into_inner).entry(id))
    }

    fn of_account<T>(&self, id: AccountId, ask: impl FnOnce(&mut OfAccount) -> T) -> T {
        ask(self.accounts.lock().unwrap_or_else(PoisonError::into_inner).entry(id))
    }

    /// Whether an attempt may do what counts for so much.
    ///
    /// # Errors
    ///
    /// The seconds to wait.
    pub fn operate(&self, id: AttemptId, cost: i64, now: Timestamp) -> Result<(), u64> {
        self.said(self.of_attempt(id, |attempt| attempt.take(cost, now)))
    }

    /// Whether an attempt may save values that count for so much and have so many bytes, and what room there is for them.
    ///
    /// # Errors
    ///
    /// The seconds to wait, if it may not; for want of room there is a smaller [`Allowance`] instead.
    pub fn save(&self, id: AttemptId, account: AccountId, cost: i64, bytes: usize, now: Timestamp) -> Result<Allowance, u64> {
        let bytes = bytes as u64;
        let attempt = self.said(self.of_attempt(id, |attempt| {
            attempt.take(cost, now)?;
            Ok(if attempt.stored.sum() >= OF_ATTEMPT { None } else { Some(attempt.stored.add(bytes)) })
        }))?;
        let account = self.of_account(account, |a| match a.stored.sum() >= OF_ACCOUNT {
            true => None,
            false => Some(a.stored.add(if attempt.is_some() { bytes } else { 0 }).map(|n| Sum::Account(account, n))),
        });
        let lean = attempt.is_none() || account.is_none();
        self.lean.fetch_add(u64::from(lean), Ordering::Relaxed);
        let told = attempt.flatten().map(|n| Sum::Attempt(id, n)).into_iter().chain(account.flatten()).collect();
        Ok(Allowance { lean, told })
    }

    fn said<T>(&self, taken: Result<T, u64>) -> Result<T, u64> {
        self.slowed.fetch_add(u64::from(taken.is_err()), Ordering::Relaxed);
        taken
    }

    /// Whether a person may change one more thing of the own account.
    ///
    /// # Errors
    ///
    /// The seconds to wait.
    pub fn change(&self, id: AccountId, now: Timestamp) -> Result<(), u64> {
        self.said(self.of_account(id, |account| account.changes.take(1, CHANGES, CHANGES, HOUR_MS, now)))
    }

    /// Whether a person may take everything that is kept about them.
    ///
    /// # Errors
    ///
    /// The seconds to wait.
    pub fn take_data(&self, id: AccountId, now: Timestamp) -> Result<(), u64> {
        self.said(self.of_account(id, |account| account.archives.take(1, ARCHIVES, ARCHIVES, HOUR_MS, now)))
    }

    /// What the store says, over all nodes and all the time.
    pub fn heard(&self, of: Sum, sum: u64) {
        match of {
            Sum::Attempt(id, _) => self.of_attempt(id, |a| a.stored.known = sum),
            Sum::Account(id, _) => self.of_account(id, |a| a.stored.known = sum),
        }
    }

    /// Requests that were told to wait, and those whose values kept only a digest.
    pub fn counts(&self) -> (u64, u64) {
        (self.slowed.load(Ordering::Relaxed), self.lean.load(Ordering::Relaxed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhixing_domain::time::Span;

    const NOW: Timestamp = Timestamp::from_ms(1_000_000);

    fn attempt(n: u8) -> AttemptId {
        AttemptId::new(NOW, [n; 10])
    }

    fn account(n: u8) -> AccountId {
        AccountId::new(NOW, [n; 10])
    }

    #[test]
    fn a_burst_passes_and_then_twenty_a_second() {
        let keep = Keep::default();
        for _ in 0..BURST {
            assert_eq!(keep.operate(attempt(1), 1, NOW), Ok(()));
        }
        assert_eq!(keep.operate(attempt(1), 1, NOW), Err(1));
        assert_eq!(keep.operate(attempt(1), 200, NOW), Err(10), "a batch is told when all of it fits");
        assert_eq!(keep.operate(attempt(2), 1, NOW), Ok(()), "another attempt has its own");
        let later = NOW + Span::from_seconds(10);
        assert_eq!(keep.operate(attempt(1), 200, later), Ok(()));
        assert_eq!(keep.operate(attempt(1), 1, later), Err(1));
        assert_eq!(keep.operate(attempt(1), 1, NOW), Err(1), "a clock that steps back gives nothing");
        assert_eq!(keep.counts().0, 4);
    }

    #[test]
    fn a_long_text_counts_for_more_and_one_that_is_larger_than_the_bucket_passes_alone() {
        assert_eq!([cost(0), cost(4_095), cost(4_096), cost(65_536)], [1, 1, 2, 17]);
        let keep = Keep::default();
        assert_eq!(keep.operate(attempt(1), 10 * BURST, NOW), Ok(()));
        assert_eq!(keep.operate(attempt(1), 10 * BURST, NOW), Err(75));
        assert_eq!(keep.operate(attempt(1), 10 * BURST, NOW + Span::from_seconds(75)), Ok(()));
    }

    #[test]
    fn a_journal_of_thousands_comes_through_by_waiting_as_it_is_told() {
        let (keep, mut now, mut sent) = (Keep::default(), NOW, 0);
        while sent < 5_000 {
            match keep.operate(attempt(1), 200, now) {
                Ok(()) => sent += 200,
                Err(seconds) => now = now + Span::from_seconds(i64::try_from(seconds).unwrap()),
            }
        }
        assert!(now.since(NOW) <= Span::from_seconds(220), "{:?}", now.since(NOW));
    }

    #[test]
    fn whoever_never_stops_goes_on_slowly() {
        let (keep, mut now) = (Keep::default(), NOW);
        for _ in 0..=MANY {
            now = now + Span::from_ms(50);
            assert_eq!(keep.operate(attempt(1), 1, now), Ok(()));
        }
        let (mut taken, end) = (0, now + Span::from_seconds(2_000));
        while now < end {
            now = now + Span::from_ms(100);
            taken += i64::from(keep.operate(attempt(1), 1, now).is_ok());
        }
        assert!((2_000..=BURST + 2_000).contains(&taken), "{taken}");
    }

    #[test]
    fn room_is_counted_by_attempt_and_by_account_and_the_store_hears_of_it_now_and_then() {
        let keep = Keep::default();
        let save = |a: u8, who: u8, bytes| keep.save(attempt(a), account(who), 1, bytes, NOW).unwrap();
        assert_eq!(save(1, 1, 200 << 10), Allowance { lean: false, told: vec![] });
        let told = vec![Sum::Attempt(attempt(1), 300 << 10), Sum::Account(account(1), 300 << 10)];
        assert_eq!(save(1, 1, 100 << 10), Allowance { lean: false, told: told.clone() });
        assert!(!save(1, 1, 0).lean);
        keep.heard(told[0], OF_ATTEMPT);
        assert!(save(1, 1, 300 << 10) == Allowance { lean: true, told: vec![] } && !save(2, 1, 0).lean);
        keep.heard(told[1], OF_ACCOUNT);
        assert!(save(2, 1, 0).lean && !save(3, 2, 0).lean);
        assert_eq!(keep.counts().1, 2);
    }

    #[test]
    fn changes_of_an_account_are_some_an_hour() {
        let keep = Keep::default();
        assert!((0..CHANGES).all(|_| keep.change(account(1), NOW).is_ok()));
        assert_eq!(keep.change(account(1), NOW), Err(60));
        assert_eq!(keep.change(account(1), NOW + Span::from_minutes(1)), Ok(()));
    }

    #[test]
    fn archives_of_an_account_are_few_an_hour() {
        let keep = Keep::default();
        assert!((0..ARCHIVES).all(|_| keep.take_data(account(1), NOW).is_ok()));
        assert_eq!(keep.take_data(account(1), NOW), Err(1_200));
        assert_eq!(keep.take_data(account(2), NOW), Ok(()));
    }

    #[test]
    fn of_many_the_older_half_is_forgotten() {
        let mut halves = Halves::<usize, usize>::default();
        for n in 0..HALF {
            *halves.entry(n) = n;
        }
        assert_eq!(*halves.entry(HALF), 0);
        assert_eq!(*halves.entry(5), 5, "the older half is still known");
        assert!(halves.newer.len() <= HALF && halves.older.len() <= HALF);
    }
}
