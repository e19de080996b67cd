//! The clocks: the one place of this crate that reads them.

#![expect(clippy::disallowed_methods, reason = "load and faults happen in real time")]

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use zhixing_domain::time::Timestamp;

pub fn now() -> Instant {
    Instant::now()
}

/// Milliseconds of UTC, for ids.
pub fn wall() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_ms(i64::try_from(since.as_millis()).unwrap_or_default())
}

pub async fn until(instant: Instant) {
    tokio::time::sleep_until(instant.into()).await;
}

pub async fn seconds(seconds: f64) {
    tokio::time::sleep(Duration::from_secs_f64(seconds.max(0.0))).await;
}
