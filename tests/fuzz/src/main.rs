//! `zhixing-fuzz TARGET [--seconds N] [--seed N] [--folder FOLDER]`: a reader of another system's files is given inputs that are nearly right, until the
//! time is over (`make fuzz-formats`). What it finds lies in FOLDER/found, as small as it could be made; what was answered in a new way in FOLDER/kept,
//! from where the next run begins. `zhixing-fuzz list` names the targets.
//!
//! It does not see which code an input reaches: an input is changed again when its answer (the codes of all that was told, the types that came out) is one
//! that no other had. Ends with 1 when there is a finding; 3 when an input is read for ever.

#![allow(clippy::expect_used, clippy::panic, reason = "a tool that cannot go on should say where")]

mod change;
mod input;
mod run;
mod seed;
mod target;

use std::{
    path::PathBuf,
    process::ExitCode,
    time::{Duration, Instant},
};
use target::TARGETS;
use zhixing_load::{
    clock, process,
    words::{Words, die},
};

fn main() -> ExitCode {
    let words = Words::new(std::env::args().skip(1));
    let name = words.places.first().map_or("list", String::as_str);
    if name == "list" {
        TARGETS.iter().for_each(|target| println!("{}", target.name));
        return ExitCode::SUCCESS;
    }
    let target = TARGETS.iter().find(|target| target.name == name).unwrap_or_else(|| die(&format!("{name}: zhixing-fuzz list names them")));
    let (seconds, seed) = (words.or("seconds", 60), words.or("seed", clock::wall().ms().unsigned_abs()));
    run::watch();
    let folder: Option<PathBuf> = words.get("folder");
    let tried = run::run(target, seed, folder.as_deref(), |_, began: Instant| began.elapsed() < Duration::from_secs(seconds));
    let peak = process::usage(std::process::id()).peak;
    println!("{tried} {peak:.0} MB | seed {seed} |");
    if tried.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Few of each, always the same ones: that readers and their seeds fit together. The hours are in `make fuzz-formats`.
    #[test]
    fn every_reader_takes_what_is_nearly_right() {
        for target in &TARGETS {
            let tried = run::run(target, 1, None, |count, _| count < 120);
            assert!(tried.findings.is_empty(), "{}: {:?}", target.name, tried.findings);
            assert!(tried.answers > 1, "{}: whatever it is given, it answers the same", target.name);
        }
    }
}
