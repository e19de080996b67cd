//! `zhixing-attack soak [NAME…]`: the attacks that cost something, round and round, beside an examination of the load generator.
//!
//! `$DURATION` seconds (an hour), `$PEOPLE` examinees (2,000), `$LANES` attacks at a time (2). First one examination without attacks, then one after the
//! other with them. No answer may be lost, the slowest save in a hundred may take twice as long, and the server may not use 400 MB. The server has core 0,
//! examinees and attackers core 1, as in `make load`; `$ZHIXING_LOAD` is the load generator, else the one built beside this program.

use crate::{
    attacks::{ALL, Attack, Turn},
    carry_out,
    stage::{Ground, Stage},
    watch::Watch,
};
use serde_json::Value;
use std::{
    cell::RefCell,
    collections::BTreeMap,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::ExitCode,
    rc::Rc,
};
use tokio::{process::Command, sync::RwLock, task::JoinSet};
use zhixing_load::{clock, process::usage, words::die};

const PLAN: &str = "ai-trainer-5/mock";
/// Whose accounts attackers use up: enough for an hour on a quiet machine, for one that is used again has an attempt already.
const ATTACKERS: usize = 12_000;
/// How much faster than people the examinees are, and how their starts are spread; as in `tests/load/run.sh`.
const SPEED: f64 = 10.0;
const START: &str = "gaussian:10";
/// Real seconds of one examination.
const EXAM: f64 = 300.0;
/// Of a shorter one most would have begun when it ends.
const SHORTEST: f64 = 90.0;
const RATIO: f64 = 2.0;
/// Megabytes.
const MEMORY: f64 = 400.0;

/// What one attack came to so far.
#[derive(Default)]
struct Score {
    rounds: u32,
    broken: u32,
    last: String,
    /// The slowest answer to somebody else in each round, milliseconds.
    felt: Vec<f64>,
}

type Scores = Rc<RefCell<BTreeMap<&'static str, Score>>>;

pub async fn run(names: &[String], ground: impl AsyncFnOnce(usize, usize) -> Rc<Ground>) -> ExitCode {
    let (duration, people, lanes) = (setting("DURATION", 3_600.0), setting("PEOPLE", 2_000.0) as usize, setting("LANES", 2.0) as usize);
    let storming: Vec<&'static Attack> =
        ALL.iter().filter(|a| a.turn != Turn::Once && (names.is_empty() || names.iter().any(|n| n == a.name))).collect();
    if storming.is_empty() {
        die("none of these attacks can be repeated beside an examination");
    }
    let ground = ground(ATTACKERS + people, people).await;
    let mut recipe = ground.fresh("soak");
    if std::thread::available_parallelism().is_ok_and(|cores| cores.get() > 1) {
        // this program and the load generator, which it starts; the server has the other one
        let _ = std::process::Command::new("taskset").args(["-cp", "1", &std::process::id().to_string()]).output();
        recipe.binary = alone(&ground, &recipe.binary);
    }
    let stage = Stage::with(&ground, recipe, true).await;
    let tokens = ground.folder.join("tokens");
    fs::write(&tokens, ground.tokens(people).join("\n")).expect("the tokens");
    let exam = (duration / 2.0).clamp(SHORTEST, EXAM);
    let hall = |long: f64, json: &str| hall(&stage, &tokens, people, exam, long, ground.folder.join(json));

    println!("### Without attacks\n");
    let quiet = hall(0.0, "quiet.json").await;
    println!("\n### With attacks, {duration} s\n");
    let scores = Scores::default();
    let watch = Rc::new(Watch::begin(stage.host(), &ground.tokens(people)[0]));
    let storm = async {
        // attackers are elsewhere; here they share a core with the examinees, who began before them and go first
        let _ = std::process::Command::new("renice").args(["-n", "10", "-p", &std::process::id().to_string()]).output();
        let (mut tasks, ground) = (JoinSet::new(), Rc::new(RwLock::new(())));
        for lane in 0..lanes {
            tasks.spawn_local(attack(
                stage.clone(),
                storming.clone(),
                lane * storming.len() / lanes,
                ground.clone(),
                scores.clone(),
                watch.clone(),
            ));
        }
        while tasks.join_next().await.is_some() {}
        std::future::pending().await
    };
    let attacked = tokio::select! {
        biased;
        attacked = hall(duration, "attacked.json") => attacked,
        // it goes on as long as anybody sits
        never = storm => never,
    };
    let peak = usage(stage.pid()).peak;
    let ended = stage.close().await;
    report(storming.len(), &scores.borrow(), &quiet, &attacked, peak, ended)
}

fn setting(name: &str, otherwise: f64) -> f64 {
    let value = std::env::var(name).ok().filter(|v| !v.is_empty());
    value.map_or(otherwise, |v| v.parse().unwrap_or_else(|_| die(&format!("{name}={v}: not a number"))))
}

/// A script that serves on a core of its own.
fn alone(ground: &Ground, binary: &str) -> String {
    let script = ground.folder.join("alone");
    fs::write(&script, format!("#!/bin/sh\nexec taskset -c 0 '{binary}' \"$@\"\n")).expect("a script");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o700)).expect("its mode");
    script.display().to_string()
}

/// Examinations of the load generator until so many seconds are over; what it wrote of them.
async fn hall(stage: &Stage, tokens: &Path, people: usize, exam: f64, long: f64, json: PathBuf) -> Value {
    let beside = || std::env::current_exe().ok().and_then(|p| Some(p.parent()?.join("zhixing-load"))).unwrap_or_default();
    let load = std::env::var_os("ZHIXING_LOAD").map_or_else(beside, PathBuf::from);
    let mut command = Command::new(&load);
    let (people, seconds) = (people.to_string(), (exam * SPEED).to_string());
    command.arg("exam").args([stage.host(), PLAN]).arg(tokens).args([&people, &seconds, START]);
    command.args(["--speed", &SPEED.to_string(), "--for", &long.to_string(), "--pid", &stage.pid().to_string(), "--json"]).arg(&json);
    let ran = command.kill_on_drop(true).status().await;
    ran.unwrap_or_else(|e| die(&format!("{}: {e}: cargo build --release -p zhixing-load, or set ZHIXING_LOAD", load.display())));
    let text = fs::read_to_string(&json).unwrap_or_else(|e| die(&format!("the load generator did not end as it should: {e}")));
    serde_json::from_str(&text).unwrap_or_default()
}

/// One lane: every attack that costs something, again and again, each lane from another one on.
async fn attack(stage: Rc<Stage>, attacks: Vec<&'static Attack>, first: usize, ground: Rc<RwLock<()>>, scores: Scores, watch: Rc<Watch>) {
    for attack in attacks.iter().cycle().skip(first) {
        let (finding, began) = match attack.turn {
            Turn::Alone => {
                let _held = ground.write().await;
                let began = clock::now();
                (carry_out(attack, stage.clone()).await, began)
            }
            _ => {
                let _held = ground.read().await;
                let began = clock::now();
                (carry_out(attack, stage.clone()).await, began)
            }
        };
        let felt = watch.slowest(began, clock::now()).as_secs_f64() * 1e3;
        let mut scores = scores.borrow_mut();
        let score = scores.entry(attack.name).or_default();
        score.rounds += 1;
        score.felt.push(felt);
        if !finding.holds() {
            score.broken += 1;
            println!("{}", finding.line(attack.name));
        }
        score.last = finding.line(attack.name);
    }
}

fn report(attacks: usize, scores: &BTreeMap<&'static str, Score>, quiet: &Value, attacked: &Value, peak: f64, ended: bool) -> ExitCode {
    println!("\n### Attacks, how often, and what the last of each measured\n");
    for score in scores.values() {
        let mut felt = score.felt.clone();
        felt.sort_unstable_by(f64::total_cmp);
        let at = |i: usize| felt.get(i).copied().unwrap_or_default();
        let (usual, most) = (at(felt.len() / 2), at(felt.len().saturating_sub(1)));
        println!("{:>4} ×, {} broken, felt {usual:.0} to {most:.0} ms: {}", score.rounds, score.broken, score.last);
    }
    let p99 = |run: &Value| {
        let phases = run["phases"].as_array().cloned().unwrap_or_default();
        phases.iter().find(|p| p["phase"] == "save").and_then(|p| p["p99_ms"].as_f64()).unwrap_or(f64::INFINITY)
    };
    let sum = |name: &str| [quiet, attacked].iter().map(|run| run[name].as_u64().unwrap_or(1)).sum::<u64>();
    let ratio = p99(attacked) / p99(quiet);
    let broken: u32 = scores.values().map(|s| s.broken).sum();
    let missing = attacks - scores.len();
    let lines = [
        (
            sum("lost") == 0 && sum("wrong") == 0,
            format!("{} answers lost, {} wrong, of {} acknowledged", sum("lost"), sum("wrong"), sum("acknowledged")),
        ),
        (ratio <= RATIO, format!("save p99 {:.1} ms without attacks, {:.1} ms with: {ratio:.2} times", p99(quiet), p99(attacked))),
        (peak < MEMORY, format!("at most {peak:.0} MB of memory")),
        (broken == 0, format!("{broken} attacks broke something")),
        (missing == 0, format!("{missing} attacks had no turn: a longer duration gives them one")),
        (ended, format!("the server {} when it was told to", if ended { "ended" } else { "did not end" })),
    ];
    println!();
    for (right, words) in &lines {
        println!("{}  {words}", if *right { "holds " } else { "BROKEN" });
    }
    ExitCode::from(u8::from(!lines.iter().all(|(right, _)| *right)))
}
