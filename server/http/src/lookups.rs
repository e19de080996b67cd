//! How often a number may be looked up without its check code: enough for a personnel office that works through a pile, too slow to count
//! through a series. Whoever gives the code, uploads the file or is the holder is not counted.
//!
//! A bucket for each address (for IPv6: each /64) that fills by itself: nobody is ever locked out, the next look-up comes seconds later.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};
use zhixing_domain::time::{Span, Timestamp};

/// Look-ups at once.
const BURST: i64 = 60;
/// Then one in so much time.
const EACH: Span = Span::from_seconds(2);
/// Addresses remembered.
const MOST: usize = 20_000;

/// For each address the time at which its bucket is full again.
#[derive(Debug, Default)]
pub struct Lookups(Mutex<HashMap<String, Timestamp>>);

impl Lookups {
    /// Counts one.
    ///
    /// # Errors
    ///
    /// The seconds to wait; it does not count then.
    pub fn take(&self, address: &str, now: Timestamp) -> Result<(), u64> {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST {
            buckets.retain(|_, full| *full > now);
            if buckets.len() >= MOST {
                // under a flood of addresses the emptier half stays
                let mut times: Vec<Timestamp> = buckets.values().copied().collect();
                times.sort_unstable();
                let middle = times.get(times.len() / 2).copied().unwrap_or(now);
                buckets.retain(|_, full| *full > middle);
            }
        }
        let whole = Span::from_ms(EACH.ms() * BURST);
        let full = buckets.entry(crate::limiter::prefix(address)).or_insert(now);
        // a clock that stepped back makes nobody wait for longer than a whole bucket
        let next = (*full).max(now).min(now + whole) + EACH;
        let over = next.since(now + whole).ms();
        if over > 0 {
            return Err(u64::try_from(over).unwrap_or(0).div_ceil(1000));
        }
        *full = next;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_ms(1_000_000);

    #[test]
    fn counting_through_numbers_becomes_slow_and_never_stops_anybody() {
        let lookups = Lookups::default();
        assert_eq!((0..1000).filter(|_| lookups.take("10.0.0.1", NOW).is_ok()).count(), 60);
        assert_eq!(lookups.take("10.0.0.1", NOW), Err(2));
        assert_eq!(lookups.take("10.0.0.2", NOW), Ok(()), "another address has its own");
        assert_eq!(lookups.take("10.0.0.1", NOW + Span::from_seconds(2)), Ok(()));
        assert_eq!(lookups.take("10.0.0.1", NOW + Span::from_seconds(2)), Err(2), "asking again does not make it longer");
        let later = NOW + Span::from_minutes(10);
        assert_eq!((0..1000).filter(|_| lookups.take("10.0.0.1", later).is_ok()).count(), 60);
        assert!(lookups.take("10.0.0.1", NOW).is_err_and(|wait| wait <= 2), "a clock that steps back");
    }

    #[test]
    fn memory_is_bounded() {
        let lookups = Lookups::default();
        for n in 0..MOST * 2 {
            let _ = lookups.take(&format!("10.{}.{}.{}", n >> 16, n >> 8 & 255, n & 255), NOW);
        }
        assert!(lookups.0.lock().unwrap().len() <= MOST + 1);
    }
}
