//! The attempt as a model, run against the real store: random interleavings of everything that candidates, staff, time and crashes do.
//!
//! The specification is written a second time in [`model`], in its simplest form; after every step the store must show the same. The test
//! fails, too, when a transition was never taken. `ZHIXING_MODEL_CASES` says how many interleavings; the numbers are printed.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on should say where")]

mod bench;
#[path = "../support/database.rs"]
mod database;
mod model;
mod paper;
mod play;
mod step;

use bench::Bench;
use proptest::{
    arbitrary::any,
    collection::vec,
    test_runner::{Config, TestRunner},
};
use std::{cell::RefCell, collections::BTreeMap};

/// How often each step ended in which way.
pub type Statistics = BTreeMap<String, u64>;

/// What must have happened at least once in a run that says anything.
const TAKEN: [&str; 39] = [
    "start: new",
    "start: resumed",
    "start: closed",
    "start: none left",
    "start: two at once",
    "save: applied",
    "save: late",
    "save: not_running",
    "save: paused",
    "save: superseded",
    "save: other_writer",
    "save: passed",
    "save: not_reached",
    "save: not_open",
    "save: applied behind",
    "onward: applied",
    "onward: not_reached",
    "save: unknown item",
    "save: another's attempt",
    "replay: same reply",
    "reuse: refused",
    "group of saves",
    "pen: taken",
    "pen: freed",
    "pause: done",
    "resume: done",
    "extend: done",
    "extend: over",
    "revoke: done",
    "revoke: too much",
    "submit: submitted",
    "submit: expired",
    "submit: same receipt",
    "sweep: expired",
    "terminate: done",
    "void: done",
    "reopen: segment",
    "reopen: refused",
    "crash",
];

fn run(name: &str, url: &str, cases: u32) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    let bench = RefCell::new(runtime.block_on(Bench::open(url)));
    let statistics = RefCell::new(Statistics::new());
    let missing = |statistics: &Statistics| TAKEN.into_iter().filter(|t| !statistics.contains_key(*t)).collect::<Vec<_>>();
    let (mut runs, mut result) = (0, Ok(()));
    // some transitions are rare: a few rounds more bring about what chance left out of the first
    while result.is_ok() && (runs == 0 || (runs < 8 * cases && !missing(&statistics.borrow()).is_empty())) {
        let mut runner = TestRunner::new(Config { cases, max_shrink_iters: 400, failure_persistence: None, ..Config::default() });
        result = runner.run(&(any::<bool>(), vec(step::any_step(), 10..70)), |(sections, steps)| {
            runtime
                .block_on(play::case(&mut bench.borrow_mut(), sections, &steps, &mut statistics.borrow_mut()))
                .map_err(proptest::test_runner::TestCaseError::fail)
        });
        runs += cases;
    }
    runtime.block_on(bench.into_inner().close());
    if let Err(error) = result {
        panic!("{name}: {error}");
    }
    let statistics = statistics.into_inner();
    println!("{name}: {runs} interleavings, {} steps", statistics.values().sum::<u64>());
    for (what, n) in &statistics {
        println!("  {n:>7}  {what}");
    }
    let never = missing(&statistics);
    assert!(never.is_empty(), "{name}: never happened: {never:?}");
}

fn cases(least: u32) -> u32 {
    std::env::var("ZHIXING_MODEL_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(least)
}

#[test]
fn the_store_does_what_the_model_says_on_sqlite() {
    let path = std::env::temp_dir().join(format!("zhixing-model-{}.db", std::process::id()));
    run("SQLite", &format!("sqlite:{}", path.display()), cases(300));
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
}

#[test]
fn the_store_does_what_the_model_says_on_postgresql() {
    let Ok(url) = std::env::var("ZHIXING_TEST_POSTGRES") else {
        eprintln!("skipped on PostgreSQL: ZHIXING_TEST_POSTGRES is not set");
        return;
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let url = runtime.block_on(database::create(&url, &format!("model_{}", std::process::id())));
    run("PostgreSQL", &url, cases(60));
}
