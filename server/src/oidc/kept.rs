//! One thing that a provider says and that is kept: its description, its keys. Each has a lock of its own, so that nobody waits for what they do not need.

use crate::clock::Clock;
use std::sync::Arc;
use tokio::sync::Mutex;
use zhixing_domain::time::{Span, Timestamp};

/// A provider that did not answer is left alone for so long.
const REST: Span = Span::from_seconds(10);

pub struct KeptAnswer<T>(Mutex<Said<T>>);

struct Said<T> {
    last: Option<(Arc<T>, Timestamp)>,
    failed: Option<(String, Timestamp)>,
}

impl<T> Default for KeptAnswer<T> {
    fn default() -> Self {
        Self(Mutex::new(Said { last: None, failed: None }))
    }
}

impl<T> Said<T> {
    /// What was said last is good while there is no answer.
    fn without_answer(&self, why: &str) -> Result<Arc<T>, String> {
        self.last.as_ref().map(|(said, _)| said.clone()).ok_or_else(|| why.to_string())
    }
}

impl<T> KeptAnswer<T> {
    /// What was said within `fresh`, else what is said now. One request asks; others wait for what it hears.
    pub async fn get(&self, clock: &dyn Clock, fresh: Span, ask: impl Future<Output = Result<T, String>>) -> Result<Arc<T>, String> {
        let mut kept = self.0.lock().await;
        // whoever waited for the lock may have waited long
        let now = clock.now();
        if let Some((said, at)) = &kept.last
            && now.since(*at) < fresh
        {
            return Ok(said.clone());
        }
        if let Some((why, at)) = &kept.failed
            && now.since(*at) < REST
        {
            return kept.without_answer(why);
        }
        match ask.await {
            Ok(said) => {
                let said = Arc::new(said);
                *kept = Said { last: Some((said.clone(), now)), failed: None };
                Ok(said)
            }
            Err(why) => {
                // silence takes its time: the rest begins when it is over
                kept.failed = Some((why.clone(), clock.now()));
                kept.without_answer(&why)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::ManualClock;
    use std::cell::Cell;

    const FRESH: Span = Span::from_minutes(60);

    /// A provider that answers by this clock, or is silent for ten seconds.
    struct Asked {
        clock: ManualClock,
        kept: KeptAnswer<u32>,
        times: Cell<u32>,
        silent: Cell<bool>,
    }

    impl Asked {
        fn new(silent: bool) -> Self {
            Self { clock: ManualClock::at(1_000_000), kept: KeptAnswer::default(), times: Cell::new(0), silent: Cell::new(silent) }
        }

        async fn get(&self, fresh: Span) -> Result<u32, String> {
            let ask = async {
                self.times.set(self.times.get() + 1);
                if self.silent.get() {
                    tokio::task::yield_now().await;
                    self.clock.advance(Span::from_seconds(10));
                    return Err("silent".into());
                }
                Ok(self.times.get())
            };
            self.kept.get(&self.clock, fresh, ask).await.map(|said| *said)
        }
    }

    #[tokio::test]
    async fn what_was_said_is_good_for_everybody_while_there_is_no_answer() {
        let asked = Asked::new(false);
        assert_eq!(asked.get(FRESH).await, Ok(1));
        asked.clock.advance(FRESH);
        asked.silent.set(true);
        for _ in 0..3 {
            assert_eq!(asked.get(FRESH).await, Ok(1));
        }
        assert_eq!(asked.times.get(), 2, "it is left alone once the silence is over");
        asked.silent.set(false);
        asked.clock.advance(REST);
        assert_eq!(asked.get(FRESH).await, Ok(3));
    }

    #[tokio::test]
    async fn who_never_answered_is_asked_again_after_a_rest() {
        let asked = Asked::new(true);
        for _ in 0..3 {
            assert_eq!(asked.get(FRESH).await, Err("silent".into()));
        }
        assert_eq!(asked.times.get(), 1);
        asked.clock.advance(REST);
        asked.silent.set(false);
        assert_eq!(asked.get(FRESH).await, Ok(2));
    }

    #[tokio::test]
    async fn whoever_waits_for_an_answer_that_does_not_come_asks_no_second_time() {
        let asked = Asked::new(true);
        let (first, second) = tokio::join!(asked.get(FRESH), asked.get(FRESH));
        assert!(first.is_err() && second.is_err());
        assert_eq!(asked.times.get(), 1);
    }

    #[tokio::test]
    async fn whoever_needs_it_newer_asks_sooner() {
        let asked = Asked::new(false);
        assert_eq!(asked.get(FRESH).await, Ok(1));
        asked.clock.advance(Span::from_minutes(1));
        assert_eq!(asked.get(FRESH).await, Ok(1));
        assert_eq!(asked.get(Span::from_minutes(1)).await, Ok(2));
    }
}
