//! `zhixing-crash SCENARIO --bin ZHIXING --data FOLDER --host 127.0.0.1:PORT --tokens FILE [--examinees N] [--seed N] …`:
//! faults under load, and whether an answer was lost. Ends with `N passed, M failed`.
//!
//! The accounts are there and their tokens in the file. Scenarios and their own words:
//! `kills --kills N [--receipts FILE]`.

use std::process::ExitCode;
use tokio::task::LocalSet;
use zhixing_load::{
    scenario::kills,
    words::{Words, die},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let words = Words::new(std::env::args().skip(1));
    let scenario = async {
        match words.places.first().map(String::as_str) {
            Some("kills") => kills::run(&words).await,
            _ => die("usage: zhixing-crash kills --bin ZHIXING --data FOLDER --host 127.0.0.1:PORT --tokens FILE"),
        }
    };
    LocalSet::new().run_until(scenario).await
}
