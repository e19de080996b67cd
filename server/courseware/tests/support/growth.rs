//! How the time of reading grows: measured against itself in the same run, so that no machine is too slow for it.
#![expect(clippy::disallowed_methods, reason = "a growth is measured in real time")]

use std::time::Instant;

/// Good enough to stop trying.
const GOOD: f64 = 6.0;
/// Four is linear, sixteen would be the square.
pub const MOST: f64 = 8.0;

/// How many times as long four times as much takes: the least times of some tries, since other work on the machine only lengthens.
pub fn growth<T>(make: impl Fn(usize) -> T, read: impl Fn(&T), n: usize) -> f64 {
    let time = |made: &T| {
        let start = Instant::now();
        read(made);
        start.elapsed().as_secs_f64()
    };
    let (one, four) = (make(n), make(4 * n));
    let (mut least, mut found) = ((f64::MAX, f64::MAX), f64::MAX);
    for _ in 0..60 {
        least = (least.0.min(time(&one)), least.1.min(time(&four)));
        found = least.1 / least.0;
        if found < GOOD {
            break;
        }
    }
    found
}
