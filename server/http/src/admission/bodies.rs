//! Bodies on their way: bounded in number, in bytes in sum and for each owner, and each has to come at a least rate.
//!
//! When a pool is full the next one is not refused: the slowest of whoever has the most leaves. So a body that comes at the usual pace is there
//! before its turn to leave would come, whatever a crowd of slow senders does; they only push out each other.

use crate::clock::monotonic;
use std::{
    cmp::Reverse,
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{sync::Notify, time::Instant};

/// Nobody leaves sooner.
const YOUNG: Duration = Duration::from_millis(250);
/// A small body has to be there by then; a larger one goes on for as long as it brings [`RATE`], up to [`LONGEST`].
const SOON: Duration = Duration::from_secs(10);
const RATE: u64 = 1_024;
const LONGEST: Duration = Duration::from_secs(120);

/// The bounds of a pool.
pub struct Want {
    pub bodies: usize,
    /// Of all that are on their way, and of those that are there until their request is answered.
    pub bytes: usize,
    /// Bodies on their way of one address or account.
    pub each: usize,
}

struct Entry {
    owner: u64,
    since: Instant,
    got: usize,
    held: usize,
    leave: Arc<Notify>,
}

#[derive(Default)]
struct State {
    turn: u64,
    bytes: usize,
    entries: HashMap<u64, Entry>,
    owners: HashMap<u64, usize>,
}

pub struct BodyPool {
    want: Want,
    state: Mutex<State>,
    refused: AtomicU64,
}

/// A body's place in its pool, until its request is answered.
pub struct Ticket<'a> {
    pool: &'a BodyPool,
    turn: u64,
    since: Instant,
    got: usize,
    /// What it counts for when it has arrived.
    held: Option<usize>,
    leave: Arc<Notify>,
}

impl State {
    fn remove(&mut self, turn: u64) -> Option<Entry> {
        let entry = self.entries.remove(&turn)?;
        if let Some(count) = self.owners.get_mut(&entry.owner) {
            *count -= 1;
            if *count == 0 {
                self.owners.remove(&entry.owner);
            }
        }
        Some(entry)
    }

    /// Has the slowest of whoever has the most leave, some at a time; `keep` stays, and of one owner alone if it is said.
    fn make_room(&mut self, count: usize, bytes: usize, keep: u64, of: Option<u64>, now: Instant) -> u64 {
        let old = |e: &Entry| now.duration_since(e.since) >= YOUNG && of.is_none_or(|owner| owner == e.owner);
        let mut order: Vec<(Reverse<usize>, u128, u64)> = self
            .entries
            .iter()
            .filter(|(turn, e)| **turn != keep && old(e))
            .map(|(turn, e)| {
                let speed = (e.got as u128 + 1) * 1_000_000 / now.duration_since(e.since).as_micros().max(1);
                (Reverse(self.owners.get(&e.owner).copied().unwrap_or_default()), speed, *turn)
            })
            .collect();
        order.sort_unstable();
        let (mut gone, mut freed) = (0, 0);
        for (_, _, turn) in order {
            if gone >= count && freed >= bytes {
                break;
            }
            if let Some(entry) = self.remove(turn) {
                self.bytes -= entry.held;
                freed += entry.held;
                gone += 1;
                entry.leave.notify_one();
            }
        }
        gone as u64
    }
}

impl BodyPool {
    pub fn new(want: Want) -> Self {
        Self { want, state: Mutex::default(), refused: AtomicU64::new(0) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn refuse(&self, count: u64) {
        self.refused.fetch_add(count, Ordering::Relaxed);
    }

    /// Bodies on their way, bytes held, and bodies that were refused or had to leave.
    pub fn counts(&self) -> (usize, usize, u64) {
        let state = self.state();
        (state.entries.len(), state.bytes, self.refused.load(Ordering::Relaxed))
    }

    /// A body begins to come; `announced` is how much a large one says it will be.
    pub fn enter(&self, owner: u64, announced: usize) -> Option<Ticket<'_>> {
        let now = monotonic();
        let mut state = self.state();
        if state.owners.get(&owner).is_some_and(|n| *n >= self.want.each) {
            self.refuse(state.make_room(1, 0, 0, Some(owner), now));
        }
        let over = (state.bytes + announced).saturating_sub(self.want.bytes);
        let all = state.entries.len() >= self.want.bodies;
        if all || over > 0 {
            let some = if all { self.want.bodies.div_ceil(32) } else { 0 };
            self.refuse(state.make_room(some, over, 0, None, now));
        }
        let full = state.entries.len() >= self.want.bodies || state.bytes + announced > self.want.bytes;
        if full || state.owners.get(&owner).is_some_and(|n| *n >= self.want.each) {
            self.refuse(1);
            return None;
        }
        state.turn += 1;
        state.bytes += announced;
        *state.owners.entry(owner).or_default() += 1;
        let (turn, leave) = (state.turn, Arc::new(Notify::new()));
        state.entries.insert(turn, Entry { owner, since: now, got: 0, held: announced, leave: leave.clone() });
        Some(Ticket { pool: self, turn, since: now, got: 0, held: None, leave })
    }
}

impl Ticket<'_> {
    /// More of it came. Whether there is room for that.
    pub fn grew(&mut self, by: usize) -> bool {
        self.got += by;
        let mut state = self.pool.state();
        let state = &mut *state;
        // one that was told to leave is not there any more
        let Some(entry) = state.entries.get_mut(&self.turn) else { return false };
        entry.got = self.got;
        let more = self.got.saturating_sub(entry.held);
        entry.held += more;
        state.bytes += more;
        let over = state.bytes.saturating_sub(self.pool.want.bytes);
        if over > 0 {
            self.pool.refuse(state.make_room(1, over, self.turn, None, monotonic()));
        }
        state.bytes <= self.pool.want.bytes
    }

    /// It is all there: its bytes count on, and nothing makes it leave.
    pub fn arrived(&mut self) {
        let mut state = self.pool.state();
        if let Some(entry) = state.remove(self.turn) {
            // what was announced and did not come is given back
            state.bytes -= entry.held - entry.got;
            self.held = Some(entry.got);
        }
    }

    /// Waits until it has to make room for others.
    pub async fn told_to_leave(&self) {
        self.leave.notified().await;
    }

    /// When it has to be there, as far as it has come.
    pub fn due(&self, large: bool) -> Instant {
        let more = if large { Duration::from_millis(self.got as u64 * 1_000 / RATE) } else { Duration::ZERO };
        self.since + (SOON + more).min(LONGEST)
    }
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        let mut state = self.pool.state();
        match self.held {
            Some(held) => state.bytes -= held,
            None => {
                if let Some(entry) = state.remove(self.turn) {
                    state.bytes -= entry.held;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;
    use tokio::time::advance;

    fn pool(bodies: usize, bytes: usize, each: usize) -> BodyPool {
        BodyPool::new(Want { bodies, bytes, each })
    }

    fn left(ticket: &Ticket) -> bool {
        ticket.told_to_leave().now_or_never().is_some()
    }

    #[tokio::test(start_paused = true)]
    async fn slow_bodies_of_one_address_push_out_each_other_and_nobody_else() {
        let pool = pool(64, 1 << 20, 64);
        let mut slow: Vec<Ticket> = (0..62).map(|_| pool.enter(1, 0).expect("room")).collect();
        let mut honest = pool.enter(2, 0).expect("room");
        advance(YOUNG).await;
        slow.iter_mut().for_each(|t| assert!(t.grew(1)));
        assert!(honest.grew(900));
        for _ in 0..200 {
            slow.push(pool.enter(1, 0).expect("room is made"));
            advance(YOUNG).await;
        }
        assert!(!left(&honest) && honest.grew(100));
        honest.arrived();
        drop(honest);
        assert!(slow.iter().filter(|t| left(t)).count() >= 190);
        drop(slow);
        assert_eq!((pool.counts().0, pool.counts().1), (0, 0));
    }

    #[tokio::test(start_paused = true)]
    async fn the_slowest_of_many_addresses_leaves_first() {
        let pool = pool(32, 1 << 20, 4);
        let mut all: Vec<Ticket> = (0..32).map(|n| pool.enter(n, 0).expect("room")).collect();
        for (n, ticket) in all.iter_mut().enumerate() {
            assert!(ticket.grew(if n == 20 { 1 } else { 1_000 }));
        }
        advance(YOUNG).await;
        assert!(pool.enter(40, 0).is_some());
        assert_eq!(all.iter().enumerate().filter(|(_, t)| left(t)).map(|(n, _)| n).collect::<Vec<_>>(), [20]);
        assert!(!all[20].grew(1), "its room is gone");
    }

    #[tokio::test(start_paused = true)]
    async fn a_pool_of_young_ones_refuses_the_next() {
        let pool = pool(2, 1 << 20, 2);
        let _two = (pool.enter(1, 0), pool.enter(2, 0));
        assert!(pool.enter(3, 0).is_none());
        advance(YOUNG).await;
        assert!(pool.enter(3, 0).is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn bytes_are_bounded_in_sum_until_the_request_is_answered() {
        let pool = pool(100, 1_000, 10);
        let mut first = pool.enter(1, 600).expect("room");
        assert!(first.grew(600));
        first.arrived();
        advance(YOUNG).await;
        assert!(pool.enter(2, 600).is_none(), "what has arrived stays");
        let mut second = pool.enter(2, 0).expect("room");
        assert!(second.grew(400) && !second.grew(1));
        drop(second);
        drop(first);
        assert_eq!(pool.counts().1, 0);
        let mut third = pool.enter(3, 1_000).expect("room");
        assert!(third.grew(10));
        third.arrived();
        assert_eq!(pool.counts().1, 10, "what was announced and did not come is given back");
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_has_to_keep_its_pace() {
        let pool = pool(1, 1 << 30, 1);
        let mut ticket = pool.enter(1, 0).expect("room");
        assert_eq!(ticket.due(true), ticket.since + SOON);
        assert!(ticket.grew(20 << 10));
        assert_eq!(ticket.due(true), ticket.since + SOON + Duration::from_secs(20));
        assert_eq!(ticket.due(false), ticket.since + SOON, "a small one has ten seconds");
        assert!(ticket.grew(10 << 20));
        assert_eq!(ticket.due(true), ticket.since + LONGEST);
    }
}
