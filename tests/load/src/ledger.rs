//! What all examinees together found: how much was acknowledged, and what was wrong.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// A promise that was broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It was acknowledged and is not there.
    Lost(String),
    /// It was acknowledged as something it was not, or counts though nobody sent it.
    False(String),
    /// An older answer counts again.
    Regressed(String),
    /// One operation became two events, or got two replies.
    Doubled(String),
    /// A receipt that changed or does not hold.
    Receipt(String),
    /// An answer of the server that has no place here: a 5xx without Retry-After, a refusal of what is right.
    Refused(String),
}

impl Wrong {
    const KINDS: [&'static str; 6] = ["lost", "falsely acknowledged", "gone back", "doubled", "receipts that changed", "wrongly refused"];

    fn kind(&self) -> usize {
        match self {
            Self::Lost(_) => 0,
            Self::False(_) => 1,
            Self::Regressed(_) => 2,
            Self::Doubled(_) => 3,
            Self::Receipt(_) => 4,
            Self::Refused(_) => 5,
        }
    }
}

#[derive(Clone, Debug, Default)]
pub struct Counts {
    pub starts: u64,
    pub acknowledged: u64,
    /// Sent again with the same id after no answer came.
    pub again: u64,
    /// Of these, how many had been written all the same.
    pub written: u64,
    /// Sent again though acknowledged, to hear the same.
    pub repeated: u64,
    pub submissions: u64,
    /// Attempts held against their journal.
    pub compared: u64,
    pub receipts: u64,
    /// Told to come back: 429, 502, 503, 504.
    pub busy: u64,
    pub cut: u64,
    wrong: [u64; 6],
}

/// Shared by all examinees. Cheap to clone.
#[derive(Clone, Default)]
pub struct Ledger(Arc<Mutex<(Counts, Vec<String>)>>, Arc<Mutex<Option<Vec<Duration>>>>);

/// How many faults are told in full.
const TOLD: usize = 12;

impl Ledger {
    pub fn count(&self, change: impl FnOnce(&mut Counts)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner).0);
    }

    pub fn counts(&self) -> Counts {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    /// A save was acknowledged after so long; kept while somebody measures.
    pub fn took(&self, wait: Duration) {
        if let Some(waits) = self.1.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            waits.push(wait);
        }
    }

    /// Measures from here on; how long the saves took since the last call.
    pub fn waits(&self) -> Vec<Duration> {
        self.1.lock().unwrap_or_else(PoisonError::into_inner).replace(vec![]).unwrap_or_default()
    }

    pub fn wrong(&self, attempt: &str, wrong: Wrong) {
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        inner.0.wrong[wrong.kind()] += 1;
        if inner.1.len() < TOLD {
            let told = format!("{attempt}: {wrong:?}");
            eprintln!("WRONG {told}");
            inner.1.push(told);
        }
    }

    pub fn wrongs(&self) -> u64 {
        self.counts().wrong.iter().sum()
    }

    /// How many acknowledged answers were lost, went back or were never there.
    pub fn lost(&self) -> u64 {
        self.counts().wrong[..4].iter().sum()
    }
}

impl fmt::Display for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let c = self.counts();
        writeln!(
            f,
            "{} attempts started, {} operations acknowledged, {} submissions; told to come back {} times, cut off {} times",
            c.starts, c.acknowledged, c.submissions, c.busy, c.cut
        )?;
        writeln!(
            f,
            "{} operations sent again after no answer, {} of them had been written; {} repeated for the same reply",
            c.again, c.written, c.repeated
        )?;
        write!(f, "{} comparisons of an attempt, {} of a receipt:", c.compared, c.receipts)?;
        for (n, kind) in c.wrong.iter().zip(Wrong::KINDS) {
            write!(f, " {n} {kind},")?;
        }
        write!(f, " {} in all", c.wrong.iter().sum::<u64>())
    }
}
