//! Inputs, one after the other: what panics, takes too long or breaks a promise is made smaller and kept; what is answered in a new way is changed again.

use crate::{
    change::{Changer, MOST},
    input::Input,
    seed,
    target::{Seen, Target},
};
use std::{
    collections::HashSet,
    fmt, fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use zhixing_load::{clock, dice::Dice};

/// The most time that a reader may take for an input of at most [`MOST`] bytes.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });
/// After so many seconds it never comes back.
const NEVER: u64 = 60;
/// How many tries making a finding smaller may take, and how long.
const SMALLER: usize = 3_000;
const SMALLER_FOR: Duration = Duration::from_secs(60);

/// The words of the last panic.
static SAID: Mutex<String> = Mutex::new(String::new());
/// When the input that is read was begun, in seconds of UTC; 0 between inputs.
static BEGAN: AtomicU64 = AtomicU64::new(0);

#[derive(Debug, Default)]
pub struct Tried {
    pub name: &'static str,
    pub executions: u64,
    pub seeds: usize,
    /// How many different answers were seen.
    pub answers: usize,
    pub slowest: Duration,
    pub took: Duration,
    pub findings: Vec<String>,
}

impl fmt::Display for Tried {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (rate, slowest) = (self.executions as f64 / self.took.as_secs_f64().max(0.001), self.slowest.as_millis());
        let (seconds, found) = (self.took.as_secs(), self.findings.len());
        write!(
            f,
            "| {} | {} | {seconds} | {} | {rate:.0} | {} | {slowest} | {found} |",
            self.name, self.seeds, self.executions, self.answers
        )
    }
}

/// Panics are told by [`look`], not on the terminal; and who never comes back ends the program.
pub fn watch() {
    std::panic::set_hook(Box::new(|info| *SAID.lock().unwrap_or_else(PoisonError::into_inner) = info.to_string().replace('\n', " ")));
    std::thread::spawn(|| {
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let began = BEGAN.load(Ordering::Relaxed);
            if began > 0 && seconds().saturating_sub(began) > NEVER {
                eprintln!("an input is read for more than {NEVER} s: it is kept as `last`");
                std::process::exit(3);
            }
        }
    });
}

fn seconds() -> u64 {
    u64::try_from(clock::wall().ms() / 1000).unwrap_or(0)
}

/// Reads one input: what was said, or what is wrong; and how long it took.
fn look(target: &Target, input: &Input, deep: bool) -> (Result<Seen, String>, Duration) {
    let bytes = input.bytes();
    BEGAN.store(seconds(), Ordering::Relaxed);
    let began = clock::now();
    let read = catch_unwind(AssertUnwindSafe(|| target.read(bytes, deep)));
    let took = began.elapsed();
    BEGAN.store(0, Ordering::Relaxed);
    let read = read.unwrap_or_else(|_| Err(SAID.lock().unwrap_or_else(PoisonError::into_inner).clone()));
    (if took > LONGEST { Err("it takes too long".into()) } else { read }, took)
}

/// Tries inputs while `goes_on` says so of how many there were; keeps what it finds in `folder`.
pub fn run(target: &Target, seed: u64, folder: Option<&Path>, mut goes_on: impl FnMut(u64, Instant) -> bool) -> Tried {
    let (began, mut dice) = (clock::now(), Dice::new(seed, 0));
    let mut seeds = seed::of(target);
    seeds.extend(folder.into_iter().flat_map(|f| crate::input::all(&f.join("kept"), target.is_zip(), MOST)));
    let (mut changer, mut pool) = (Changer::new(Dice::new(seed, 1), &seeds), seeds.clone());
    let mut tried = Tried { name: target.name, seeds: seeds.len(), ..Tried::default() };
    let (mut known, mut waiting) = (HashSet::<Seen>::new(), seeds.iter().cloned().rev().collect::<Vec<_>>());
    while goes_on(tried.executions, began) {
        let input = waiting.pop().unwrap_or_else(|| {
            // what was seen last is what least is known of
            let from = if dice.chance(0.5) { pool.len().saturating_sub(100) } else { 0 };
            let changed = changer.change(&pool[from + dice.below(pool.len() - from)]);
            if target.name == "package" && dice.chance(0.7) { seed::mended(changed) } else { changed }
        });
        if let Some(folder) = folder {
            // what ends the process itself is found by this
            let _ = fs::create_dir_all(folder).and_then(|()| fs::write(folder.join("last"), input.bytes()));
        }
        let (read, took) = look(target, &input, tried.executions.is_multiple_of(8));
        tried.executions += 1;
        tried.slowest = tried.slowest.max(took);
        match read {
            Ok(seen) if known.contains(&seen) => {}
            Ok(seen) => {
                known.insert(seen);
                if let Some(folder) = folder.filter(|_| tried.executions > tried.seeds as u64) {
                    input.keep(&folder.join("kept"));
                }
                pool.push(input);
            }
            Err(why) => found(target, &input, why, folder, &mut tried),
        }
    }
    (tried.answers, tried.took) = (known.len(), began.elapsed());
    tried
}

/// Tells of a finding, once, and keeps it as small as it could be made.
fn found(target: &Target, input: &Input, why: String, folder: Option<&Path>, tried: &mut Tried) {
    if tried.findings.contains(&why) {
        return;
    }
    let small = smaller(target, input, &why);
    let name = folder.map(|folder| small.keep(&folder.join("found")));
    eprintln!("FOUND {}: {why} ({} bytes, {})", target.name, small.len(), name.unwrap_or_default());
    if small.len() < 400 {
        eprintln!("      {:?}", small.files.iter().map(|(path, bytes)| (path, String::from_utf8_lossy(bytes))).collect::<Vec<_>>());
    }
    tried.findings.push(why);
}

/// The same finding in fewer bytes: parts are taken away while it stays.
fn smaller(target: &Target, input: &Input, why: &str) -> Input {
    let (mut best, mut left, began) = (input.clone(), SMALLER, clock::now());
    let stays = |input: &Input, left: &mut usize| {
        *left = if began.elapsed() > SMALLER_FOR { 0 } else { left.saturating_sub(1) };
        *left > 0 && look(target, input, true).0.is_err_and(|other| other == why)
    };
    for place in (0..best.files.len()).rev() {
        let mut without = best.clone();
        without.files.remove(place);
        if !without.files.is_empty() && stays(&without, &mut left) {
            best = without;
        }
    }
    for place in 0..best.files.len() {
        let mut step = best.files[place].1.len().div_ceil(2);
        while step > 0 && left > 0 {
            let mut at = 0;
            while at < best.files[place].1.len() {
                let mut without = best.clone();
                let end = (at + step).min(without.files[place].1.len());
                without.files[place].1.drain(at..end);
                if stays(&without, &mut left) { best = without } else { at += step }
            }
            step /= 2;
        }
    }
    best
}
