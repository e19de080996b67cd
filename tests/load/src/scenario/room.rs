//! A room full of examinees at work, and the report of what was checked.

use crate::{
    clock,
    dice::Dice,
    examinee::{Examinee, Patience},
    http::Address,
    ledger::Ledger,
    process::Recipe,
    words::{Words, lines},
};
use std::{
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};
use tokio::task::JoinSet;

/// What every scenario is told.
pub struct Room {
    pub recipe: Recipe,
    pub plan: String,
    pub ledger: Ledger,
    pub dice: Dice,
    pub people: Vec<Examinee>,
}

/// Examinees at work until they are told to stop.
pub struct Shift {
    tasks: JoinSet<Examinee>,
    stop: Arc<AtomicBool>,
}

impl Room {
    pub fn new(words: &Words) -> Self {
        let seed = words.or("seed", clock::wall().ms().unsigned_abs());
        println!("seed {seed}");
        let (host, plan): (String, String) = (words.need("host"), words.or("plan", "ai-trainer-5/mock".into()));
        let data: String = words.or("data", String::new());
        let log = words.or("log", format!("{data}.log"));
        let recipe = Recipe { binary: words.or("bin", String::new()), data, log, host, database: words.get("database"), settings: vec![] };
        let tokens = lines(&words.need::<String>("tokens"));
        let count = words.or("examinees", 200).min(tokens.len());
        let ledger = Ledger::default();
        let address = Address::new(&words.or("through", recipe.host.clone()));
        let pause = words.or("pause", 0.0);
        let person = |n: usize| {
            let own = tokens.iter().skip(n).step_by(count).cloned().collect();
            let mut person = Examinee::new(address.clone(), own, &plan, Dice::new(seed, n as u64), ledger.clone());
            person.pause = pause;
            person
        };
        let people = (0..count).map(person).collect();
        Self { recipe, plan, ledger, dice: Dice::new(seed, u64::MAX - 1), people }
    }

    pub fn begin(&mut self, patience: Patience) -> Shift {
        let stop = Arc::new(AtomicBool::new(false));
        let mut tasks = JoinSet::new();
        for mut person in self.people.drain(..) {
            let stop = stop.clone();
            tasks.spawn_local(async move {
                person.work(&stop, patience).await;
                person
            });
        }
        Shift { tasks, stop }
    }

    /// Everybody ends the request that is open, and stops.
    pub async fn end(&mut self, mut shift: Shift) {
        shift.stop.store(true, Ordering::Relaxed);
        while let Some(person) = shift.tasks.join_next().await {
            self.people.push(person.expect("an examinee"));
        }
    }

    pub async fn check(&mut self, all: bool) {
        self.each(async move |person| person.check(all).await).await;
    }

    pub async fn check_copy(&mut self, made: Instant) {
        self.each(async move |person| person.check_copy(made).await).await;
    }

    pub fn go_to(&mut self, host: &str) {
        self.people.iter_mut().for_each(|person| person.go_to(Address::new(host)));
    }

    async fn each(&mut self, work: impl AsyncFn(&mut Examinee) + Copy + 'static) {
        let mut tasks = JoinSet::new();
        for mut person in self.people.drain(..) {
            tasks.spawn_local(async move {
                work(&mut person).await;
                person
            });
        }
        while let Some(person) = tasks.join_next().await {
            self.people.push(person.expect("an examinee"));
        }
    }

    /// Writes every receipt, a line of JSON each, for somebody else's code to verify.
    pub fn keep_receipts(&self, path: &str) {
        let receipts = self.people.iter().flat_map(|p| &p.done).filter_map(|s| s.receipt.as_ref());
        let line = |r: &crate::sitting::Receipt| serde_json::json!({ "text": r.text, "kid": r.kid, "signature": r.signature }).to_string();
        let text: Vec<String> = receipts.map(line).collect();
        std::fs::write(path, text.join("\n") + "\n").unwrap_or_else(|e| panic!("{path}: {e}"));
    }
}

/// The checks of a scenario.
#[derive(Default)]
pub struct Report {
    passed: u32,
    failed: u32,
}

impl Report {
    pub fn check(&mut self, words: &str, right: bool) {
        if right {
            self.passed += 1;
        } else {
            self.failed += 1;
        }
        println!("{}  {words}", if right { "ok    " } else { "FAILED" });
    }

    /// The last check, that no promise was broken, and the closing line.
    pub fn end(mut self, ledger: &Ledger) -> ExitCode {
        println!("{ledger}");
        self.check("no acknowledged answer lost, gone back or doubled, none falsely acknowledged", ledger.lost() == 0);
        self.check("every receipt as first given, nothing right refused", ledger.wrongs() == ledger.lost());
        println!("{} passed, {} failed", self.passed, self.failed);
        if self.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
