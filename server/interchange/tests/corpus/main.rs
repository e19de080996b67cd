//! Banks that nobody here wrote, `make corpus` and a part of `make test`: `$ZHIXING_CORPUS`, else `shared/corpus` beside the checkout. Prints for each
//! format how many of its items are read as an independent program reads them, and fails below the bar. Where there is no corpus it is one skipped test.
//!
//! `ZHIXING_CORPUS_REPORT=1` tells of each item of QTI what became of it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on should say where")]

mod damage;
mod declared;
mod letters;
mod moodle;
mod plain;
#[path = "../published.rs"]
mod published;
mod qti;
mod tally;

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};
use tally::Tally;

/// The least share of items that are read as expected or differ by a rule, in percent.
const BAR: usize = 99;
/// The most time that a file may take, in times of the reference.
const LONGEST: f64 = 10.0;

/// The folder of the corpus, where there is one.
fn place() -> Option<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|a| a.join("shared/corpus"));
    std::env::var_os("ZHIXING_CORPUS").map(PathBuf::from).into_iter().chain(above).find(|p| p.join("expected").is_dir())
}

/// The files below a folder, without what says where they are from.
fn files(below: &Path) -> Vec<PathBuf> {
    let mut out = vec![];
    for entry in fs::read_dir(below).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            out.extend(files(&path));
        } else if path.file_name().is_some_and(|name| name != "SOURCES.md") {
            out.push(path);
        }
    }
    out.sort();
    out
}

fn main() -> ExitCode {
    // `cargo test NAME` asks every program for the tests of that name
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    if !words.iter().all(|word| "corpus".contains(word.as_str())) {
        return end(0, 0, 0);
    }
    let Some(root) = place() else {
        println!("test corpus ... ignored, there is no ../shared/corpus (set ZHIXING_CORPUS)");
        return end(0, 0, 1);
    };
    let reference = tally::reference();
    let tallies: Vec<Tally> = moodle::run(&root).into_iter().chain(qti::run(&root)).chain(plain::run(&root)).collect();
    print(&tallies, reference);
    let damage = damage::run(&root);
    println!("\n{} damaged files of others were read to an end, the slowest in {}", damage.files, time(damage.slowest.0, reference));
    let (mut passed, mut failed) = (0, 0);
    let mut check = |what: &str, right: bool| {
        *if right { &mut passed } else { &mut failed } += 1;
        println!("test {what} ... {}", if right { "ok" } else { "FAILED" });
    };
    for tally in &tallies {
        let share = tally.shown() * 100 >= tally.expected * BAR && tally.expected > 0;
        check(&format!("corpus::{}: {BAR} % are equal or explained", tally.name), share);
        if tally.malformed > 0 {
            check(&format!("corpus::{}: what is malformed is refused", tally.name), tally.malformed == tally.refused);
        }
    }
    let slowest = tallies.iter().chain([&damage]).map(|t| t.slowest.0).max().unwrap_or_default();
    check("corpus: no file takes longer than it may", ratio(slowest, reference) <= LONGEST);
    end(passed, failed, 0)
}

/// The closing line of a test program, for whoever adds them up.
fn end(passed: usize, failed: usize, ignored: usize) -> ExitCode {
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!("\ntest result: {word}. {passed} passed; {failed} failed; {ignored} ignored; 0 measured; 0 filtered out\n");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn ratio(took: Duration, reference: Duration) -> f64 {
    took.as_secs_f64() / reference.as_secs_f64()
}

fn time(took: Duration, reference: Duration) -> String {
    format!("{} ms, {:.2} of the reference", took.as_millis(), ratio(took, reference))
}

/// The table, as it stands in a document.
fn print(tallies: &[Tally], reference: Duration) {
    println!("The reference, {}, took {} ms.\n", tally::REFERENCE, reference.as_millis());
    println!("| format | files | items expected | equal | explained | unexplained | malformed, refused | told to be lost | slowest file |");
    println!("|---|---|---|---|---|---|---|---|---|");
    for t in tallies {
        let (explained, slowest) = (t.explained.values().sum::<usize>(), time(t.slowest.0, reference));
        println!(
            "| {} | {} | {} | {} | {explained} | {} | {}, {} | {} | {slowest}: `{}` |",
            t.name,
            t.files,
            t.expected,
            t.equal,
            t.unexplained.len(),
            t.malformed,
            t.refused,
            t.losses,
            t.slowest.1
        );
    }
    println!();
    for t in tallies.iter().filter(|t| t.keys > 0) {
        println!("- {}: of those that are equal, {} keys are also what the file declares in its one declaration", t.name, t.keys);
    }
    for t in tallies {
        for (rule, count) in &t.explained {
            println!("- {}: {count} × *{rule}*: {}", t.name, tally::reason(rule));
        }
    }
    for t in tallies {
        t.unexplained.iter().for_each(|line| println!("UNEXPLAINED {}: {}", t.name, line.replace('\n', " ")));
    }
}
