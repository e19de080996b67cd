//! Work that needs a core for milliseconds, in pools of a fixed size: a rush of one kind takes neither all threads nor all memory, and another
//! kind's pool is its own. Sign-ins, strangers' checks and printing each have one; a full pool tells the next to come back.
//!
//! Their threads give way to those that answer requests: on a machine of one core two hundred passwords would otherwise take half of it from an
//! examination for as long as they last. What nobody else needs they have whole.
//!
//! A job keeps its place until its turn is over, also when whoever asked has gone: so leaving does not make room for more. If they went before
//! it began, it is passed over.

use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use tokio::sync::oneshot;
use zhixing_shell::ports::Busy;

/// Of nineteen steps down: about a tenth of what a thread that answers requests gets when both have work.
const NICE: i32 = 10;

pub struct Pool {
    threads: ThreadPool,
    waiting: Arc<AtomicUsize>,
    queue: usize,
}

impl Pool {
    /// `cores` jobs at once; with those that wait there are at most `queue`.
    ///
    /// # Errors
    /// The operating system gives no more threads.
    pub fn new(name: &'static str, cores: usize, queue: usize) -> Result<Arc<Self>, String> {
        let threads = ThreadPoolBuilder::new()
            .num_threads(cores)
            .thread_name(move |i| format!("{name} {i}"))
            .start_handler(|_| {
                // on Linux of this thread alone; where it is refused the pool is as it was
                let _ = rustix::process::nice(NICE);
            })
            .panic_handler(move |_| tracing::error!(pool = name, "a job did not end"));
        let threads = threads.build().map_err(|e| format!("{name}: {e}"))?;
        Ok(Arc::new(Self { threads, waiting: Arc::default(), queue }))
    }

    /// How many cores the machine has.
    pub fn machine() -> usize {
        std::thread::available_parallelism().map_or(2, usize::from)
    }

    /// How many wait or are at work.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Waits for a job's turn and for what it gives.
    ///
    /// # Errors
    ///
    /// [`Busy`] if as many wait as may, or the job did not end.
    pub async fn run<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Result<T, Busy> {
        let place = Place::take(&self.waiting, self.queue)?;
        let (tell, told) = oneshot::channel();
        self.threads.spawn_fifo(move || {
            let done = {
                let _held = place;
                if tell.is_closed() {
                    return;
                }
                job()
            };
            let _ = tell.send(done);
        });
        told.await.map_err(|_| Busy)
    }
}

/// A place in the queue, given back when dropped.
pub(crate) struct Place(Arc<AtomicUsize>);

impl Place {
    /// A place, if one is left.
    ///
    /// # Errors
    ///
    /// [`Busy`] if as many wait as may.
    pub fn take(waiting: &Arc<AtomicUsize>, queue: usize) -> Result<Self, Busy> {
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
        let (pool, other) = (Pool::new("checks", 1, 2).unwrap(), Pool::new("sign-ins", 1, 2).unwrap());
        let (go, gate) = mpsc::channel::<()>();
        let (begun, has_begun) = oneshot::channel();
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
        let pool = Pool::new("checks", 1, 1).unwrap();
        let (go, gate) = mpsc::channel::<()>();
        let (begun, has_begun) = oneshot::channel();
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
        let pool = Pool::new("checks", 1, 1).unwrap();
        assert!(pool.run(|| panic!("a bug")).await.is_err());
        assert_eq!(pool.run(|| 1).await.ok(), Some(1));
    }

    #[tokio::test]
    async fn what_nobody_waits_for_any_more_is_not_begun() {
        let pool = Pool::new("checks", 1, 2).unwrap();
        let (go, gate) = mpsc::channel::<()>();
        let (begun, has_begun) = mpsc::channel::<()>();
        let working = pool.clone();
        let first = tokio::spawn(async move { working.run(move || gate.recv().is_ok()).await });
        while pool.waiting() < 1 {
            tokio::task::yield_now().await;
        }
        let waits = pool.clone();
        let second = tokio::spawn(async move { waits.run(move || begun.send(())).await });
        while pool.waiting() < 2 {
            tokio::task::yield_now().await;
        }
        second.abort();
        let _ = second.await;
        go.send(()).unwrap();
        assert!(first.await.unwrap().unwrap());
        assert!(has_begun.recv().is_err(), "it was dropped without a run");
    }

    /// The kernel's own word, where it has one.
    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn its_threads_give_way_to_those_that_answer_requests() {
        let pool = Pool::new("checks", 1, 2).unwrap();
        let mine = || {
            std::fs::read_to_string("/proc/thread-self/stat").unwrap().rsplit(") ").next().unwrap().split(' ').nth(16).map(str::to_owned)
        };
        let before: i32 = mine().unwrap().parse().unwrap();
        let theirs: i32 = pool.run(mine).await.ok().unwrap().unwrap().parse().unwrap();
        assert_eq!(theirs, (before + NICE).min(19));
        assert_eq!(mine().unwrap().parse(), Ok(before), "nobody else's");
    }
}
