//! `zhixing-load exam HOST:PORT COURSE/PLAN TOKENS EXAMINEES SECONDS barrier|gaussian:SIGMA [--speed X]`: an examination, and whether
//! an answer was lost in it. `zhixing-load herd HOST:PORT LOGINS PEOPLE SECONDS [--password P]`: sign-ins.
//!
//! SECONDS are those of the model; `--speed 10` makes ten of them one. `--pid N` watches the server's process, `--json FILE` keeps the numbers,
//! `--seed N` repeats a run, `--for SECONDS` begins another examination until so many are over. `--teacher FILE`, with a token, has somebody write and publish
//! a bank of `--items N` from `--at SECONDS` of the clock on, and tells of the saves that were due meanwhile; `--window FROM:TO` tells of those of the same seconds
//! where nobody does. Prints Markdown; fails when an answer was lost or refused.

use serde_json::{Value, json};
use std::{
    process::ExitCode,
    rc::Rc,
    time::{Duration, Instant},
};
use tokio::task::{JoinHandle, JoinSet, LocalSet, spawn_local};
use zhixing_load::{
    clock,
    dice::Dice,
    exam::{Candidate, Exam, Start},
    herd::{self, Herd},
    http::Address,
    ledger::Ledger,
    process::{Usage, usage},
    stats::{Phase, Stats},
    teacher::{STEPS, Teacher},
    words::{Words, die, lines, number},
};

/// How many arrive in a second before the start.
const ARRIVALS: f64 = 500.0;

struct Run {
    words: Words,
    seed: u64,
    stats: Stats,
    ledger: Ledger,
    tasks: JoinSet<()>,
    /// Some seconds, told of the saves that were due in them.
    window: Option<Window>,
}

/// From which instant on, and up to which; whether what was to be done meanwhile was done.
#[derive(Clone, Copy)]
struct Window {
    zero: Instant,
    from: f64,
    to: f64,
    done: bool,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let words = Words::new(std::env::args().skip(1));
    let seed = words.or("seed", clock::wall().ms().unsigned_abs());
    let run = Run { words, seed, stats: Stats::default(), ledger: Ledger::default(), tasks: JoinSet::new(), window: None };
    LocalSet::new().run_until(run.begin()).await
}

impl Run {
    async fn begin(mut self) -> ExitCode {
        let places = self.words.places.clone();
        let places: Vec<&str> = places.iter().map(String::as_str).collect();
        match &places[..] {
            ["exam", host, plan, tokens, count, seconds, start] => {
                self.exam(host, plan, &lines(tokens), number(count), number(seconds), start).await
            }
            ["herd", host, logins, count, seconds] => self.herd(host, &lines(logins), number(count), number(seconds)).await,
            _ => die(
                "usage: zhixing-load exam HOST:PORT COURSE/PLAN TOKENS EXAMINEES SECONDS barrier|gaussian:SIGMA, or herd HOST:PORT LOGINS PEOPLE SECONDS",
            ),
        }
    }

    async fn exam(&mut self, host: &str, plan: &str, tokens: &[String], count: usize, seconds: f64, start: &str) -> ExitCode {
        let start = Start::read(start).unwrap_or_else(|| die(&format!("{start}: barrier or gaussian:SIGMA")));
        if tokens.len() < count {
            die(&format!("{} tokens for {count} examinees", tokens.len()));
        }
        let (speed, long): (f64, f64) = (self.words.or("speed", 1.0), self.words.or("for", 0.0));
        println!("{count} examinees, {plan}, {seconds} s at speed {speed}, start {start:?}, seed {}\n", self.seed);
        let begun = self.begun();
        let mut teaching = None;
        for round in 0.. {
            let opening = clock::now();
            let zero = opening + Duration::from_secs_f64(count as f64 / ARRIVALS + 3.0);
            let exam = Rc::new(Exam { plan: plan.into(), seconds: seconds / speed, speed, start, zero });
            for (n, token) in tokens.iter().take(count).enumerate() {
                let dice = Dice::new(self.seed.wrapping_add(round), n as u64);
                let candidate = Candidate::new(Address::of(host, n), token, dice, self.stats.clone(), self.ledger.clone());
                let (exam, arrival) = (exam.clone(), opening + Duration::from_secs_f64(n as f64 / ARRIVALS));
                self.tasks.spawn_local(async move { candidate.sit(&exam, arrival).await.unwrap_or_default() });
            }
            if round == 0 {
                self.window = self.words.get::<String>("window").map(|w| Window::read(&w, zero));
                teaching = self.teaches(host, zero);
            }
            self.everybody().await;
            if begun.0.elapsed().as_secs_f64() >= long {
                break;
            }
        }
        if let Some(teaching) = teaching {
            self.window = Some(teaching.await.expect("a teacher"));
        }
        self.end(count, begun)
    }

    /// Somebody who writes and publishes a bank meanwhile, if anybody is to.
    fn teaches(&self, host: &str, zero: Instant) -> Option<JoinHandle<Window>> {
        let token = lines(&self.words.get::<String>("teacher")?).join("");
        let mut teacher = Teacher::new(host, &token, self.words.or("items", 10_000));
        let from: f64 = self.words.or("at", 10.0);
        Some(spawn_local(async move {
            clock::until(zero + Duration::from_secs_f64(from)).await;
            let mut done = true;
            for (step, what) in STEPS {
                let began = clock::now();
                let well = teacher.does(step).await;
                println!("{what}: {}{:.1} s", if well { "" } else { "FAILED after " }, began.elapsed().as_secs_f64());
                done &= well;
            }
            Window { zero, from, to: zero.elapsed().as_secs_f64(), done }
        }))
    }

    async fn herd(&mut self, host: &str, logins: &[String], count: usize, seconds: f64) -> ExitCode {
        let herd = Rc::new(Herd { password: self.words.or("password", "load-password".into()), seconds, zero: clock::now() });
        for (n, login) in logins.iter().take(count).enumerate() {
            let (herd, address, login, dice) = (herd.clone(), Address::of(host, n), login.clone(), Dice::new(self.seed, n as u64));
            let (stats, ledger) = (self.stats.clone(), self.ledger.clone());
            self.tasks.spawn_local(async move { herd::sign_in(&herd, address, login, dice, stats, ledger).await });
        }
        println!("{count} people sign in within {seconds} s, seed {}\n", self.seed);
        let begun = self.begun();
        self.everybody().await;
        self.end(count, begun)
    }

    /// The instant, and what the server has used so far.
    fn begun(&self) -> (Instant, Usage) {
        (clock::now(), self.words.get("pid").map(usage).unwrap_or_default())
    }

    async fn everybody(&mut self) {
        while let Some(done) = self.tasks.join_next().await {
            done.expect("a person");
        }
    }

    /// Says what was seen and what the server used meanwhile.
    fn end(&self, count: usize, (began, before): (Instant, Usage)) -> ExitCode {
        let (seconds, after) = (began.elapsed().as_secs_f64(), self.begun().1);
        println!("{}", self.stats.table());
        if self.ledger.counts().starts > 0 {
            println!("{}", self.ledger);
        }
        let cpu = after.cpu - before.cpu;
        println!(
            "{seconds:.0} s; the server used {cpu:.1} s of CPU, {:.1} ms an examinee, and at most {:.0} MB of memory",
            cpu * 1000.0 / count as f64,
            after.peak
        );
        let window = self.window.map(|window| window.tell(&self.stats));
        if let Some(path) = self.words.get::<String>("json") {
            let counts = self.ledger.counts();
            let all = json!({ "phases": self.stats.json(), "seconds": seconds, "cpu_seconds": cpu, "peak_mb": after.peak, "people": count,
                "acknowledged": counts.acknowledged, "lost": self.ledger.lost(), "wrong": self.ledger.wrongs(), "seed": self.seed, "window": window });
            std::fs::write(&path, all.to_string()).unwrap_or_else(|e| die(&format!("{path}: {e}")));
        }
        if self.ledger.wrongs() + self.stats.errors() == 0 && self.window.is_none_or(|window| window.done) {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

impl Window {
    fn read(word: &str, zero: Instant) -> Self {
        let Some((from, to)) = word.split_once(':') else { die(&format!("{word}: FROM:TO")) };
        Self { zero, from: number(from), to: number(to), done: true }
    }

    /// Says how long the saves took that were due in it.
    fn tell(self, stats: &Stats) -> Value {
        let at = |second| self.zero + Duration::from_secs_f64(second);
        let (count, [p50, p99, max]) = stats.between(Phase::Save, at(self.from), at(self.to));
        println!("saves due from {:.1} to {:.1} s: {count}, p50 {p50:.1} ms, p99 {p99:.1} ms, longest {max:.1} ms", self.from, self.to);
        json!({ "from": self.from, "to": self.to, "count": count, "p50_ms": p50, "p99_ms": p99, "max_ms": max })
    }
}
