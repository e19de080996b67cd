//! The only place that reads the wall clock, the stopwatch and the system's randomness.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::{Instant, SystemTime, UNIX_EPOCH},
};
use zhixing_domain::time::{Span, Timestamp};

/// What time it is, and dice. A request asks once.
pub trait Clock: Send + Sync + 'static {
    fn now(&self) -> Timestamp;

    fn random(&self) -> [u8; 16] {
        let mut bytes = [0; 16];
        fill(&mut bytes);
        bytes
    }
}

/// The real one.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        #[expect(clippy::disallowed_methods, reason = "the one place that reads the wall clock")]
        let now = SystemTime::now();
        let ms = now.duration_since(UNIX_EPOCH).map(|d| d.as_millis()).unwrap_or_default();
        Timestamp::from_ms(i64::try_from(ms).unwrap_or(i64::MAX))
    }
}

/// A clock that stands still until it is moved: for tests.
#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl ManualClock {
    pub fn at(ms: i64) -> Self {
        Self(AtomicI64::new(ms))
    }

    pub fn set(&self, now: Timestamp) {
        self.0.store(now.ms(), Ordering::SeqCst);
    }

    pub fn advance(&self, by: Span) {
        self.0.fetch_add(by.ms(), Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_ms(self.0.load(Ordering::SeqCst))
    }
}

/// Random bytes of the operating system. Without them no id, salt or key is safe, so the process ends.
pub fn fill(bytes: &mut [u8]) {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks for randomness")]
    let filled = getrandom::fill(bytes);
    if let Err(error) = filled {
        tracing::error!(%error, "the operating system gives no random bytes");
        std::process::abort();
    }
}

/// A monotonic instant, only for measuring how long something took.
pub fn stopwatch() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "measuring a duration, never a decision")]
    Instant::now()
}

/// A monotonic instant of the runtime's clock, which a test may stop: for waits and rates, never a decision about an attempt.
pub fn monotonic() -> tokio::time::Instant {
    tokio::time::Instant::now()
}
