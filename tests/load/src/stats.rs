//! How long everything took, from the instant it was due, and how often it failed or had to come back.

use crate::clock;
use serde_json::{Value, json};
use std::{
    cell::RefCell,
    collections::HashMap,
    fmt::Write,
    rc::Rc,
    time::{Duration, Instant},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    SignIn,
    Lobby,
    Start,
    Save,
    Resume,
    Review,
    Submit,
    Result,
}

impl Phase {
    const ALL: [Self; 8] = [Self::SignIn, Self::Lobby, Self::Start, Self::Save, Self::Resume, Self::Review, Self::Submit, Self::Result];

    fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Lobby => "lobby",
            Self::Start => "start",
            Self::Save => "save",
            Self::Resume => "resume after a reconnect",
            Self::Review => "look before handing in",
            Self::Submit => "submit",
            Self::Result => "result",
        }
    }
}

#[derive(Clone, Debug, Default)]
struct Row {
    /// When each was due, and how long it took from then on.
    waits: Vec<(Instant, Duration)>,
    /// How many were answered in each second of the run.
    seconds: HashMap<u64, u32>,
    errors: u64,
    busy: u64,
    cut: u64,
}

/// Shared by everybody on the one thread.
#[derive(Clone)]
pub struct Stats {
    began: Instant,
    rows: Rc<RefCell<[Row; 8]>>,
}

impl Default for Stats {
    fn default() -> Self {
        Self { began: clock::now(), rows: Rc::default() }
    }
}

impl Stats {
    fn row(&self, phase: Phase, change: impl FnOnce(&mut Row)) {
        change(&mut self.rows.borrow_mut()[phase as usize]);
    }

    /// It was answered now, which was due then.
    pub fn done(&self, phase: Phase, due: Instant) {
        let (wait, second) = (due.elapsed(), self.began.elapsed().as_secs());
        self.row(phase, |r| {
            r.waits.push((due, wait));
            *r.seconds.entry(second).or_default() += 1;
        });
    }

    /// It was refused for good.
    pub fn error(&self, phase: Phase) {
        self.row(phase, |r| r.errors += 1);
    }

    /// It was told to come back.
    pub fn busy(&self, phase: Phase) {
        self.row(phase, |r| r.busy += 1);
    }

    /// There was no answer.
    pub fn cut(&self, phase: Phase) {
        self.row(phase, |r| r.cut += 1);
    }

    pub fn errors(&self) -> u64 {
        self.rows.borrow().iter().map(|r| r.errors).sum()
    }

    fn rows(&self) -> Vec<(&'static str, Row, [f64; 3], u32)> {
        let rows = self.rows.borrow();
        let used = Phase::ALL.iter().zip(rows.iter()).filter(|(_, r)| !r.waits.is_empty() || r.errors > 0);
        let of = |(phase, row): (&Phase, &Row)| {
            let (times, most) = (times(row.waits.iter().map(|(_, wait)| *wait)), row.seconds.values().copied().max().unwrap_or(0));
            (phase.name(), row.clone(), times, most)
        };
        used.map(of).collect()
    }

    /// Of what was due between two instants: how many, and the milliseconds of p50, p99 and the longest.
    pub fn between(&self, phase: Phase, from: Instant, to: Instant) -> (usize, [f64; 3]) {
        let rows = self.rows.borrow();
        let of = |(due, wait): &(Instant, Duration)| (from <= *due && *due < to).then_some(*wait);
        let waits: Vec<Duration> = rows[phase as usize].waits.iter().filter_map(of).collect();
        (waits.len(), times(waits))
    }

    pub fn table(&self) -> String {
        let mut text = String::from(
            "| phase | count | busiest second | p50 ms | p99 ms | max ms | errors | told to come back | no answer |\n|---|---|---|---|---|---|---|---|---|\n",
        );
        for (name, row, [p50, p99, max], most) in self.rows() {
            let (count, Row { errors, busy, cut, .. }) = (row.waits.len(), row);
            // writing to a text cannot fail
            let _ = writeln!(text, "| {name} | {count} | {most} | {p50:.1} | {p99:.1} | {max:.1} | {errors} | {busy} | {cut} |");
        }
        text
    }

    pub fn json(&self) -> Value {
        let rows = self.rows().into_iter().map(|(name, row, [p50, p99, max], most)| {
            json!({ "phase": name, "count": row.waits.len(), "busiest_second": most, "p50_ms": p50, "p99_ms": p99, "max_ms": max,
                "errors": row.errors, "retries": row.busy, "no_answer": row.cut })
        });
        rows.collect()
    }
}

/// The milliseconds of p50, p99 and the longest.
fn times(waits: impl IntoIterator<Item = Duration>) -> [f64; 3] {
    let mut waits: Vec<Duration> = waits.into_iter().collect();
    waits.sort_unstable();
    [0.5, 0.99, 1.0].map(|share| {
        let place = ((waits.len() as f64 * share) as usize).min(waits.len().saturating_sub(1));
        waits.get(place).map_or(0.0, |w| w.as_secs_f64() * 1000.0)
    })
}
