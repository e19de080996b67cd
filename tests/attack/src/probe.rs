//! Honest examinees beside an attack: they save on a thread of their own, and what a save took before is held against what it took meanwhile.
//!
//! Machines differ by a factor of three, so nothing is compared with a number of milliseconds alone. In a soak the load generator measures instead.

use crate::{finding::Finding, stage::Stage};
use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::Duration,
};
use tokio::{sync::watch, task::LocalSet};
use zhixing_load::{
    clock,
    dice::Dice,
    http::{Address, Client},
    ledger::{Ledger, Wrong},
    sitting::{Said, Sitting},
};

const PLAN: &str = "little/mock";
pub const PEOPLE: usize = 3;
/// Seconds between two saves of one person: fewer than the twenty a second that an attempt may have.
const PACE: f64 = 0.06;
/// Saves before the attack begins.
const REFERENCE: usize = 150;
/// The slowest save in a hundred may take so many times as long as without the attack: attackers share the server's cores here, which they do not
/// elsewhere.
const FACTOR: u32 = 25;
/// What no machine is asked to beat: a save within this is a save at once.
const AT_ONCE: Duration = Duration::from_millis(250);

#[derive(Default)]
struct Seen {
    quiet: Vec<Duration>,
    attacked: Vec<Duration>,
    busy: u64,
}

struct Shared {
    seen: Mutex<Seen>,
    attacked: AtomicBool,
    stop: AtomicBool,
    ledger: Ledger,
    saves: watch::Sender<usize>,
}

impl Shared {
    fn took(&self, wait: Duration) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = if self.attacked.load(Ordering::Relaxed) { &mut seen.attacked } else { &mut seen.quiet };
        waits.push(wait);
    }

    /// Something went wrong for good: nobody waits for further saves.
    fn gives_up(&self, attempt: &str, wrong: Wrong) {
        self.ledger.wrong(attempt, wrong);
        self.saves.send_modify(|n| *n += usize::MAX / 8);
    }
}

/// At most one for a server: its people sit one mock each.
pub struct Probe(Option<(Arc<Shared>, JoinHandle<()>)>);

impl Probe {
    /// Begins, and waits until it is known what a save takes here without an attack.
    pub async fn begin(stage: &Stage) -> Self {
        if stage.soak {
            return Self(None);
        }
        let shared = Arc::new(Shared {
            seen: Mutex::default(),
            attacked: AtomicBool::new(false),
            stop: AtomicBool::new(false),
            ledger: Ledger::default(),
            saves: watch::channel(0).0,
        });
        let (inner, host, tokens) = (shared.clone(), stage.host().to_string(), stage.ground.tokens(PEOPLE));
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            LocalSet::new().block_on(&runtime, async {
                let mut people = tokio::task::JoinSet::new();
                for (n, token) in tokens.into_iter().enumerate() {
                    people.spawn_local(sit(inner.clone(), Client::new(Address::new(&host), &token), n as u64));
                }
                people.join_all().await;
            });
        });
        let probe = Self(Some((shared, thread)));
        probe.saves(REFERENCE).await;
        if let Some((shared, _)) = &probe.0 {
            shared.attacked.store(true, Ordering::Relaxed);
        }
        probe
    }

    /// Waits until so many more saves were acknowledged.
    pub async fn saves(&self, count: usize) {
        if let Some((shared, _)) = &self.0 {
            let mut told = shared.saves.subscribe();
            let goal = *told.borrow() + count;
            // it ends only with the probe
            let _ = told.wait_for(|n| *n >= goal).await;
        }
    }

    /// Stops, and says whether the attack was felt.
    pub async fn end(mut self, finding: &mut Finding) {
        self.saves(PEOPLE * 2).await;
        let Some((shared, thread)) = self.0.take() else { return };
        shared.stop.store(true, Ordering::Relaxed);
        let ended = tokio::task::spawn_blocking(move || thread.join().is_ok()).await.unwrap_or_default();
        let mut seen = shared.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let (median, quiet) = (at(&mut seen.quiet, 0.5), at(&mut seen.quiet, 0.99));
        let (attacked, count) = (at(&mut seen.attacked, 0.99), seen.attacked.len());
        let ms = |d: Duration| d.as_secs_f64() * 1000.0;
        finding.measure(format!("{count} saves p99 {:.1} ms (quiet {:.1}, median {:.1})", ms(attacked), ms(quiet), ms(median)));
        finding.must(
            attacked <= AT_ONCE.max(quiet * FACTOR),
            format!("a save took {:.0} ms, without the attack {:.1}", ms(attacked), ms(quiet)),
        );
        finding.must(seen.busy == 0, format!("examinees were told to come back {} times", seen.busy));
        finding.must(ended && shared.ledger.wrongs() == 0, format!("{} answers of examinees went wrong", shared.ledger.wrongs()));
    }
}

impl Drop for Probe {
    fn drop(&mut self) {
        if let Some((shared, _)) = &self.0 {
            shared.stop.store(true, Ordering::Relaxed);
        }
    }
}

fn at(waits: &mut [Duration], share: f64) -> Duration {
    waits.sort_unstable();
    let place = (waits.len() as f64 * share) as usize;
    waits.get(place.min(waits.len().saturating_sub(1))).copied().unwrap_or_default()
}

async fn sit(shared: Arc<Shared>, mut client: Client, number: u64) {
    let mut dice = Dice::new(clock::wall().ms().unsigned_abs(), number);
    let mut sitting = loop {
        match Sitting::start(&mut client, PLAN, &mut dice).await {
            Said::Yes(sitting) => break sitting,
            Said::Busy(seconds) => clock::seconds(seconds).await,
            Said::Cut => client.hang_up(),
            Said::No(wrong) => return shared.gives_up("an examinee", wrong),
        }
    };
    while !shared.stop.load(Ordering::Relaxed) {
        let (n, began) = (sitting.write(0.25, &mut dice), clock::now());
        loop {
            match sitting.send(&mut client, n).await {
                Said::Yes(()) => break,
                Said::Busy(seconds) => {
                    shared.seen.lock().unwrap_or_else(PoisonError::into_inner).busy += 1;
                    clock::seconds(seconds).await;
                }
                Said::Cut => client.hang_up(),
                Said::No(wrong) => return shared.gives_up(&sitting.id, wrong),
            }
        }
        shared.took(began.elapsed());
        shared.saves.send_modify(|n| *n += 1);
        clock::seconds(PACE).await;
    }
    // what counts now is held against what was acknowledged
    if let Said::Yes(seen) = sitting.look(&mut client).await {
        sitting.journal.compare(&seen.answers, None).into_iter().for_each(|wrong| shared.ledger.wrong(&sitting.id, wrong));
    }
}
