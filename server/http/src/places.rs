//! Places for requests that hold a whole course in memory: one is taken before anything is loaded, so whoever waits holds nothing.

use crate::pool::Place;
use std::sync::{Arc, atomic::AtomicUsize};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use zhixing_shell::ports::Busy;

pub struct Places {
    free: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    queue: usize,
}

impl Places {
    /// `at_once` of them, for which at most `queue` wait.
    pub fn new(at_once: usize, queue: usize) -> Arc<Self> {
        Arc::new(Self { free: Arc::new(Semaphore::new(at_once)), waiting: Arc::default(), queue })
    }

    /// Waits for a place, which is given back when it is dropped.
    ///
    /// # Errors
    /// Too many wait already.
    pub async fn take(&self) -> Result<OwnedSemaphorePermit, Busy> {
        let _waits = Place::take(&self.waiting, self.queue)?;
        self.free.clone().acquire_owned().await.map_err(|_| Busy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{future::poll_fn, pin::pin, task::Poll};

    #[tokio::test]
    async fn there_are_no_more_places_than_there_are_and_no_more_wait_than_may() {
        let places = Places::new(2, 1);
        let (first, _second) = (places.take().await.unwrap(), places.take().await.unwrap());
        let mut third = pin!(places.take());
        assert!(poll_fn(|cx| Poll::Ready(third.as_mut().poll(cx).is_pending())).await, "it waits");
        assert!(places.take().await.is_err(), "one waits already");
        drop(first);
        assert!(third.await.is_ok());
    }
}
