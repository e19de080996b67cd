//! Work that needs a core for milliseconds, in pools of a fixed size: a rush of one kind takes neither all threads nor all memory, and another
//! kind's pool is its own. Sign-ins, strangers' checks and printing each have one; a full pool tells the next to come back.
//!
//! A job that has begun keeps its place until it ends, also when whoever asked has gone: so leaving does not make room for more.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use tokio::sync::Semaphore;
use zhixing_shell::ports::Busy;

pub struct Pool {
    name: &'static str,
    cores: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    queue: usize,
}

impl Pool {
    /// `cores` jobs at once; with those that wait there are at most `queue`.
    pub fn new(name: &'static str, cores: usize, queue: usize) -> Arc<Self> {
        Arc::new(Self { name, cores: Arc::new(Semaphore::new(cores)), waiting: Arc::default(), queue })
    }

    /// How many cores the machine has.
    pub fn machine() -> usize {
        std::thread::available_parallelism().map_or(2, usize::from)
    }

    /// How many wait or are at work.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    pub async fn run<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Result<T, Busy> {
        let place = Place::take(&self.waiting, self.queue)?;
        let core = self.cores.clone().acquire_owned().await.map_err(|_| Busy)?;
        let work = tokio::task::spawn_blocking(move || {
            let _held = (place, core);
            job()
        });
        work.await.map_err(|error| {
            tracing::error!(pool = self.name, %error, "a job did not end");
            Busy
        })
    }
}

/// A place in the queue, given back when dropped.
struct Place(Arc<AtomicUsize>);

impl Place {
    fn take(waiting: &Arc<AtomicUsize>, queue: usize) -> Result<Self, Busy> {
        let place = Self(waiting.clone());
        if waiting.fetch_add(1, Ordering::Relaxed) >= queue { Err(Busy) } else { Ok(place) }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[tokio::test]
    async fn a_full_pool_tells_the_next_to_come_back_and_no_other_pool_notices() {
        let (pool, other) = (Pool::new("checks", 1, 2), Pool::new("sign-ins", 1, 2));
        let (go, gate) = mpsc::channel::<()>();
        let (begun, has_begun) = tokio::sync::oneshot::channel();
        let working = pool.clone();
        let first = tokio::spawn(async move {
            let job = move || {
                let _ = begun.send(());
                gate.recv().is_ok()
            };
            working.run(job).await
        });
        has_begun.await.unwrap();
        let waits = pool.clone();
        let second = tokio::spawn(async move { waits.run(|| 2).await });
        while pool.waiting() < 2 {
            tokio::task::yield_now().await;
        }
        assert!(pool.run(|| 3).await.is_err());
        assert_eq!(other.run(|| 4).await.ok(), Some(4));
        go.send(()).unwrap();
        assert!(first.await.unwrap().unwrap());
        assert_eq!(second.await.unwrap().ok(), Some(2));
        assert_eq!(pool.waiting(), 0);
    }

    #[tokio::test]
    async fn who_leaves_makes_no_room_while_the_job_still_runs() {
        let pool = Pool::new("checks", 1, 1);
        let (go, gate) = mpsc::channel::<()>();
        let (begun, has_begun) = tokio::sync::oneshot::channel();
        let working = pool.clone();
        let first = tokio::spawn(async move {
            let job = move || {
                let _ = begun.send(());
                gate.recv().is_ok()
            };
            working.run(job).await
        });
        has_begun.await.unwrap();
        first.abort();
        let _ = first.await;
        assert!(pool.run(|| ()).await.is_err());
        go.send(()).unwrap();
        while pool.waiting() > 0 {
            tokio::task::yield_now().await;
        }
        assert!(pool.run(|| ()).await.is_ok());
    }

    #[tokio::test]
    async fn a_job_that_panics_gives_its_place_back() {
        let pool = Pool::new("checks", 1, 1);
        assert!(pool.run(|| panic!("a bug")).await.is_err());
        assert_eq!(pool.run(|| 1).await.ok(), Some(1));
    }
}
