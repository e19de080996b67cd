//! How often a sign-in may be tried.
//!
//! Failures count for a login from one address (for IPv6: from one /64), and waiting grows with them. A login is never locked for other
//! addresses, so nobody can lock somebody else out. An address by itself has a large allowance: a whole examination room sits behind one.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};
use zhixing_domain::time::{Span, Timestamp};

/// Failures without any waiting.
const FREE: u32 = 5;
/// The longest wait.
const LONGEST: Span = Span::from_minutes(15);
/// Failures are forgotten after so long without another.
const MEMORY: Span = Span::from_minutes(60);
/// Failures an hour from one address, whatever the logins: three hundred people who each mistype ten times stay below it.
const ALLOWANCE: u32 = 6_000;
/// How many logins and addresses are remembered.
const MOST: usize = 50_000;

#[derive(Clone, Copy, Debug)]
struct Failures {
    count: u32,
    last: Timestamp,
}

#[derive(Debug, Default)]
pub struct Limiter {
    failures: Mutex<HashMap<(String, String), Failures>>,
}

impl Limiter {
    /// Whether it may be tried now; else the seconds to wait.
    pub fn check(&self, login: &str, address: &str, now: Timestamp) -> Result<(), u64> {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let prefix = prefix(address);
        let by_login = failures.get(&(login.to_string(), prefix.clone())).map_or(0, |f| wait(f, FREE, now));
        let by_address = failures.get(&(String::new(), prefix)).map_or(0, |f| wait(f, ALLOWANCE, now));
        match by_login.max(by_address) {
            0 => Ok(()),
            ms => Err(u64::try_from(ms).unwrap_or(0).div_ceil(1000)),
        }
    }

    pub fn failed(&self, login: &str, address: &str, now: Timestamp) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() >= MOST {
            failures.retain(|_, f| now.since(f.last) < MEMORY);
            if failures.len() >= MOST {
                // under a flood the oldest half is forgotten: memory is bounded, and the flood's own addresses stay
                let mut times: Vec<Timestamp> = failures.values().map(|f| f.last).collect();
                times.sort_unstable();
                let middle = times.get(times.len() / 2).copied().unwrap_or(now);
                failures.retain(|(login, _), f| f.last > middle || login.is_empty());
            }
        }
        let prefix = prefix(address);
        for key in [(login.to_string(), prefix.clone()), (String::new(), prefix)] {
            let entry = failures.entry(key).or_insert(Failures { count: 0, last: now });
            if now.since(entry.last) >= MEMORY {
                entry.count = 0;
            }
            *entry = Failures { count: entry.count.saturating_add(1), last: now };
        }
    }

    #[cfg(test)]
    fn len(&self) -> usize {
        self.failures.lock().unwrap().len()
    }
}

/// Milliseconds still to wait: nothing for the free ones, then 2, 4, 8 … seconds after the last failure.
fn wait(f: &Failures, free: u32, now: Timestamp) -> i64 {
    if f.count < free || now.since(f.last) >= MEMORY {
        return 0;
    }
    let seconds = 2i64 << (f.count - free).min(10);
    let until = f.last + Span::from_seconds(seconds).min(LONGEST);
    until.since(now).ms()
}

/// An IPv6 customer has a whole /64.
pub fn prefix(address: &str) -> String {
    match address.parse::<IpAddr>() {
        Ok(IpAddr::V6(v6)) => format!("{:x?}", v6.segments().get(..4)),
        _ => address.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_ms(1_000_000);

    #[test]
    fn waiting_begins_after_five_failures_and_doubles() {
        let limiter = Limiter::default();
        for _ in 0..4 {
            limiter.failed("li", "10.0.0.1", NOW);
        }
        assert_eq!(limiter.check("li", "10.0.0.1", NOW), Ok(()));
        limiter.failed("li", "10.0.0.1", NOW);
        assert_eq!(limiter.check("li", "10.0.0.1", NOW), Err(2));
        limiter.failed("li", "10.0.0.1", NOW);
        assert_eq!(limiter.check("li", "10.0.0.1", NOW), Err(4));
        assert_eq!(limiter.check("li", "10.0.0.1", NOW + Span::from_seconds(4)), Ok(()));
        for _ in 0..100 {
            limiter.failed("li", "10.0.0.1", NOW);
        }
        assert_eq!(limiter.check("li", "10.0.0.1", NOW), Err(900));
    }

    #[test]
    fn the_owner_elsewhere_is_not_locked_out() {
        let limiter = Limiter::default();
        for _ in 0..50 {
            limiter.failed("li", "10.0.0.1", NOW);
        }
        assert_eq!(limiter.check("li", "10.0.0.2", NOW), Ok(()));
        assert_eq!(limiter.check("wang", "10.0.0.1", NOW), Ok(()));
    }

    #[test]
    fn a_room_behind_one_address_goes_on() {
        let limiter = Limiter::default();
        for person in 0..300 {
            for _ in 0..10 {
                limiter.failed(&format!("p{person}"), "10.0.0.1", NOW);
            }
        }
        assert_eq!(limiter.check("somebody", "10.0.0.1", NOW), Ok(()));
    }

    #[test]
    fn one_customer_of_ipv6_is_one_address() {
        let limiter = Limiter::default();
        for n in 0..6 {
            limiter.failed("li", &format!("2001:db8::{n}"), NOW);
        }
        assert!(limiter.check("li", "2001:db8::ffff", NOW).is_err());
        assert!(limiter.check("li", "2001:db8:0:1::1", NOW).is_ok());
    }

    #[test]
    fn memory_is_bounded_and_failures_are_forgotten() {
        let limiter = Limiter::default();
        for n in 0..(MOST as i64 + 10) {
            limiter.failed(&format!("l{n}"), "10.0.0.1", NOW + Span::from_ms(n / 100));
        }
        assert!(limiter.len() <= MOST + 2);
        for _ in 0..9 {
            limiter.failed("li", "10.0.0.9", NOW);
        }
        assert_eq!(limiter.check("li", "10.0.0.9", NOW + MEMORY), Ok(()));
    }
}
