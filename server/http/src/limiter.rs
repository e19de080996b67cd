//! How often something may be tried: passwords, codes, new accounts, each in a pot of its own.
//!
//! A try takes a ticket before anything is hashed and counts as a failure until it is given back, so a burst gets no further than one try after the
//! other. A device on which somebody signed in before has a counter that nobody else touches. Elsewhere failures count by login and address, and by
//! login over all addresses; there they only delay, half a minute at most. An address by itself makes nobody wait on a device that is known: a whole
//! examination room sits behind one. Where a provider sends people back to, who they are is not known yet: on new devices they take turns there.
//!
//! What strangers can make up, names and addresses, is kept apart from what only accounts have: however much they invent, they push out no counter of an
//! account's own. Among themselves those that failed least go first, so that no flood of single tries forgives somebody who guesses.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
};
use zhixing_domain::{
    digest::sha256_hex,
    time::{Span, Timestamp},
};
use zhixing_shell::ports::Pot;

/// Failures are forgotten after so long without another.
const MEMORY: Span = Span::from_minutes(60);
/// How many counters of a kind are kept; then those that failed least go, and of these the ones that were silent longest.
const MOST: usize = 50_000;

/// Tries without any waiting, and the longest wait after more.
#[derive(Clone, Copy)]
struct Rule {
    free: u32,
    longest: Span,
}

const KNOWN_DEVICE: Rule = Rule { free: 10, longest: Span::from_seconds(30) };
const LOGIN_HERE: Rule = Rule { free: 5, longest: Span::from_seconds(30) };
/// From everywhere together.
const LOGIN_ANYWHERE: Rule = Rule { free: 50, longest: Span::from_seconds(30) };
/// Only the person can fail here.
const OWN: Rule = Rule { free: 5, longest: Span::from_minutes(15) };
/// Letters for a new password: to one person from everywhere, and from one address, behind which a whole room sits.
const LETTERS: Rule = Rule { free: 10, longest: Span::from_minutes(15) };
const LETTERS_HERE: Rule = Rule { free: 60, longest: Span::from_minutes(15) };
/// Made-up codes of a provider from new devices at one address, which take turns then: those that are right forgive the others.
const ELSEWHERE: Rule = Rule { free: 60, longest: Span::from_seconds(30) };
/// New accounts an hour from one address: two classrooms behind one.
const REGISTRATIONS: u32 = 150;

#[derive(Clone, Copy, Debug)]
struct Tries {
    count: u32,
    last: Timestamp,
}

type Counters = HashMap<String, Tries>;

#[derive(Debug, Default)]
pub struct Limiter {
    /// By account.
    own: Mutex<Counters>,
    /// By names and addresses, which anybody may make up.
    made_up: Mutex<Counters>,
}

impl Limiter {
    /// Takes a ticket, which counts as a failure.
    ///
    /// # Errors
    ///
    /// The seconds to wait; nothing counts then.
    pub fn take(&self, pot: &Pot, now: Timestamp) -> Result<(), u64> {
        let mut tries = self.of(pot);
        let counters = counters(pot);
        for (key, rule) in &counters {
            let Some(known) = tries.get_mut(key) else { continue };
            // a clock that was set back makes nobody wait for it to catch up
            known.last = known.last.min(now);
            if now.since(known.last) >= MEMORY {
                known.count = 0;
            }
            let ms = match pot {
                Pot::Registration(_) if known.count >= rule.free => (known.last + MEMORY).since(now).ms(),
                Pot::Registration(_) => 0,
                _ => wait(known, *rule, now),
            };
            if ms > 0 {
                return Err(u64::try_from(ms).unwrap_or(0).div_ceil(1000));
            }
        }
        if tries.len() >= MOST {
            forget(&mut tries, now);
        }
        for (key, _) in counters {
            let entry = tries.entry(key).or_insert(Tries { count: 0, last: now });
            // an hour of registrations begins with the first of them
            let begins = entry.count == 0 || !matches!(pot, Pot::Registration(_));
            *entry = Tries { count: entry.count.saturating_add(1), last: if begins { now } else { entry.last } };
        }
        Ok(())
    }

    /// Gives a ticket back. Where the try was right, earlier failures there are forgiven; those of the login elsewhere stay.
    pub fn give_back(&self, pot: &Pot, right: bool) {
        let mut tries = self.of(pot);
        for (n, (key, _)) in counters(pot).into_iter().enumerate() {
            if let Some(entry) = tries.get_mut(&key) {
                entry.count = if right && n == 0 { 0 } else { entry.count.saturating_sub(1) };
                if entry.count == 0 {
                    tries.remove(&key);
                }
            }
        }
    }

    fn of(&self, pot: &Pot) -> MutexGuard<'_, Counters> {
        let kind = match pot {
            Pot::KnownDevice { .. } | Pot::KnownElsewhere(_) | Pot::Password(_) | Pot::SecondFactor(_) | Pot::Code(_) => &self.own,
            Pot::SignIn { .. } | Pot::Reset { .. } | Pot::Recovery { .. } | Pot::Elsewhere(_) | Pot::Registration(_) => &self.made_up,
        };
        kind.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The counters that a try looks at, the narrowest first; their names are of one size, whatever somebody typed.
fn counters(pot: &Pot) -> Vec<(String, Rule)> {
    named(pot).into_iter().map(|(name, rule)| (sha256_hex(name.as_bytes()), rule)).collect()
}

fn named(pot: &Pot) -> Vec<(String, Rule)> {
    match pot {
        Pot::KnownDevice { login, device } => vec![(format!("device {login} {device}"), KNOWN_DEVICE)],
        Pot::SignIn { login, address } => {
            vec![(format!("here {login} {}", prefix(address)), LOGIN_HERE), (format!("anywhere {login}"), LOGIN_ANYWHERE)]
        }
        Pot::Reset { login, address } => vec![(format!("reset {login} {}", prefix(address)), OWN)],
        Pot::Recovery { who, address } => {
            let here = prefix(address);
            vec![(format!("letter {who} {here}"), OWN), (format!("letters {who}"), LETTERS), (format!("letters from {here}"), LETTERS_HERE)]
        }
        Pot::Password(whose) => vec![(format!("password {whose}"), OWN)],
        Pot::SecondFactor(whose) => vec![(format!("factor {whose}"), OWN)],
        Pot::Code(whose) => vec![(format!("code {whose}"), OWN)],
        Pot::KnownElsewhere(device) => vec![(format!("elsewhere on {device}"), KNOWN_DEVICE)],
        Pot::Elsewhere(address) => vec![(format!("elsewhere {}", prefix(address)), ELSEWHERE)],
        Pot::Registration(address) => vec![(format!("new {}", prefix(address)), Rule { free: REGISTRATIONS, longest: MEMORY })],
    }
}

/// Milliseconds still to wait: nothing for the free ones, then 2, 4, 8 … seconds after the last.
fn wait(tries: &Tries, rule: Rule, now: Timestamp) -> i64 {
    if tries.count < rule.free {
        return 0;
    }
    let seconds = 2i64 << (tries.count - rule.free).min(10);
    (tries.last + Span::from_seconds(seconds).min(rule.longest)).since(now).ms()
}

/// Forgets what is over, and if that is not enough, the half that failed least.
fn forget(tries: &mut Counters, now: Timestamp) {
    tries.retain(|_, t| now.since(t.last) < MEMORY);
    if tries.len() >= MOST {
        let mut all: Vec<(u32, Timestamp)> = tries.values().map(|t| (t.count, t.last)).collect();
        all.sort_unstable();
        let middle = all.get(all.len() / 2).copied().unwrap_or((0, now));
        let mut most = MOST / 2;
        // those above the middle all stay; of its equals as many as there is room for
        most -= all.iter().filter(|t| **t > middle).count().min(most);
        tries.retain(|_, t| {
            let keep = (t.count, t.last) > middle || (t.count, t.last) == middle && most > 0;
            most -= usize::from((t.count, t.last) == middle && keep);
            keep
        });
    }
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

    fn here(login: &str, address: &str) -> Pot {
        Pot::SignIn { login: login.into(), address: address.into() }
    }

    #[test]
    fn a_burst_gets_no_further_than_the_free_tries() {
        let limiter = Limiter::default();
        // nothing is hashed yet, nothing is known of any of them
        let taken = (0..120).filter(|_| limiter.take(&here("li", "10.0.0.1"), NOW).is_ok()).count();
        assert_eq!(taken, 5);
        assert_eq!(limiter.take(&here("li", "10.0.0.1"), NOW), Err(2));
        assert_eq!(limiter.take(&here("li", "10.0.0.1"), NOW + Span::from_seconds(2)), Ok(()));
        assert_eq!(limiter.take(&here("li", "10.0.0.1"), NOW + Span::from_seconds(2)), Err(4));
    }

    #[test]
    fn a_login_waits_half_a_minute_at_most_and_never_on_its_own_device() {
        let limiter = Limiter::default();
        let mut now = NOW;
        for address in 0..300 {
            for _ in 0..20 {
                let _ = limiter.take(&here("li", &format!("10.0.1.{address}")), now);
                now = now + Span::from_seconds(1);
            }
        }
        let waits = limiter.take(&here("li", "10.0.9.9"), now).unwrap_err();
        assert!(waits <= 30, "{waits}");
        let own = Pot::KnownDevice { login: "li".into(), device: "d".into() };
        assert_eq!(limiter.take(&own, now), Ok(()));
        limiter.give_back(&own, true);
    }

    #[test]
    fn a_room_behind_one_address_goes_on_whatever_one_does_there() {
        let limiter = Limiter::default();
        for n in 0..6_000 {
            let _ = limiter.take(&here(&format!("p{n}"), "10.0.0.1"), NOW);
            let _ = limiter.take(&Pot::Code(format!("p{} exam", n % 7)), NOW);
        }
        for person in 0..300 {
            assert_eq!(limiter.take(&here(&format!("somebody{person}"), "10.0.0.1"), NOW), Ok(()));
        }
        assert!(limiter.take(&Pot::Code("p1 exam".into()), NOW).is_err());
    }

    #[test]
    fn who_comes_back_on_a_known_device_waits_for_nobody_at_the_address() {
        let limiter = Limiter::default();
        let (room, own) = (Pot::Elsewhere("10.0.0.1".into()), Pot::KnownElsewhere("d".into()));
        while limiter.take(&room, NOW).is_ok() {}
        assert_eq!(limiter.take(&own, NOW), Ok(()));
        // and what is made up there pushes none of these counters out
        while limiter.take(&own, NOW).is_ok() {}
        for n in 0..60_000 {
            let _ = limiter.take(&Pot::Elsewhere(format!("10.1.{}.{}", n / 250, n % 250)), NOW);
        }
        assert!(limiter.take(&own, NOW).is_err());
        assert!(limiter.take(&room, NOW + Span::from_seconds(30)).is_ok(), "half a minute at most");
    }

    #[test]
    fn what_was_right_or_never_tried_does_not_count() {
        let limiter = Limiter::default();
        for _ in 0..50 {
            limiter.take(&here("li", "10.0.0.1"), NOW).unwrap();
            limiter.give_back(&here("li", "10.0.0.1"), true);
        }
        for _ in 0..50 {
            limiter.take(&Pot::Password("acc".into()), NOW).unwrap();
            limiter.give_back(&Pot::Password("acc".into()), false);
        }
    }

    #[test]
    fn two_classrooms_register_and_the_next_hour_begins_anew() {
        let limiter = Limiter::default();
        let room = Pot::Registration("10.0.0.1".into());
        for _ in 0..REGISTRATIONS {
            assert_eq!(limiter.take(&room, NOW), Ok(()));
        }
        assert_eq!(limiter.take(&room, NOW + Span::from_minutes(20)), Err(40 * 60));
        assert_eq!(limiter.take(&Pot::Registration("10.0.0.2".into()), NOW), Ok(()));
        assert_eq!(limiter.take(&room, NOW + MEMORY), Ok(()));
    }

    #[test]
    fn one_customer_of_ipv6_is_one_address() {
        let limiter = Limiter::default();
        for n in 0..5 {
            limiter.take(&here("li", &format!("2001:db8::{n}")), NOW).unwrap();
        }
        assert!(limiter.take(&here("li", "2001:db8::ffff"), NOW).is_err());
        assert!(limiter.take(&here("li", "2001:db8:0:1::1"), NOW).is_ok());
    }

    #[test]
    fn a_clock_that_steps_back_a_day_lengthens_no_wait() {
        let limiter = Limiter::default();
        for _ in 0..5 {
            limiter.take(&Pot::Password("acc".into()), NOW + Span::from_minutes(24 * 60)).unwrap();
        }
        assert_eq!(limiter.take(&Pot::Password("acc".into()), NOW), Err(2));
        assert_eq!(limiter.take(&Pot::Password("acc".into()), NOW + Span::from_seconds(2)), Ok(()));
    }

    #[test]
    fn a_flood_of_what_nobody_has_forgives_nobody_who_guesses() {
        let limiter = Limiter::default();
        let guessed = [here("li", "10.0.0.1"), Pot::SecondFactor("acc".into()), Pot::Code("acc exam".into()), Pot::Password("acc".into())];
        for pot in &guessed {
            while limiter.take(pot, NOW).is_ok() {}
        }
        let flood = |round: i64| {
            for n in 0..60_000 {
                let (login, address) = (format!("nobody{round}-{n}"), format!("10.1.{}.{}", n / 250, n % 250));
                let _ = match n % 3 {
                    0 => limiter.take(&Pot::Reset { login, address }, NOW),
                    1 => limiter.take(&Pot::Registration(address), NOW),
                    _ => limiter.take(&Pot::SignIn { login, address }, NOW),
                };
            }
        };
        (0..3).for_each(flood);
        for pot in &guessed {
            assert!(limiter.take(pot, NOW).is_err(), "{pot:?}");
        }
        // what came to nothing leaves nothing behind
        let before = limiter.made_up.lock().unwrap().len();
        let busy = here("somebody else", "10.0.0.9");
        limiter.take(&busy, NOW).unwrap();
        limiter.give_back(&busy, false);
        assert_eq!(limiter.made_up.lock().unwrap().len(), before);
    }

    #[test]
    fn memory_is_bounded_and_failures_are_forgotten() {
        let limiter = Limiter::default();
        for n in 0..(MOST as i64 + 10) {
            let _ = limiter.take(&here(&format!("l{n}"), "10.0.0.1"), NOW + Span::from_ms(n / 100));
        }
        assert!(limiter.made_up.lock().unwrap().len() <= MOST + 2);
        for _ in 0..5 {
            limiter.take(&here("li", "10.0.0.9"), NOW).unwrap();
        }
        assert_eq!(limiter.take(&here("li", "10.0.0.9"), NOW + MEMORY), Ok(()));
    }
}
