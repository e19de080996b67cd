//! `zhixing-crash SCENARIO --bin ZHIXING --data FOLDER --host 127.0.0.1:PORT --tokens FILE [--plan PLAN] [--examinees N] [--pause SECONDS] [--seed N] …`:
//! faults under load, and whether an answer was lost. Ends with `N passed, M failed`.
//!
//! The accounts are in the data already and their tokens in the file. Scenarios with their own words:
//! `kills [--kills N] [--receipts FILE]`, `term [--rounds N]`, `full` (the data on a small file system), `locked [--seconds N]`,
//! `publish --content FOLDER [--items N] [--seconds N]` (also with `--database URL`), `workshop --teacher FILE [--items N] [--seconds N]`, `proxy [--seconds N]`, `backup --second-host 127.0.0.1:PORT [--rounds N]`, `postgres --database URL --break COMMAND [--mend COMMAND]
//! [--times N]`, `nodes --database URL --through HOST:PORT [--nodes N] [--kills N]`.

use std::process::ExitCode;
use tokio::{
    signal::{
        ctrl_c,
        unix::{SignalKind, signal},
    },
    task::LocalSet,
};
use zhixing_load::{
    scenario::{backup, full, kills, locked, nodes, postgres, proxy, publish, term, workshop},
    words::{Words, die},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let words = Words::new(std::env::args().skip(1));
    let scenario = async {
        match words.places.first().map(String::as_str) {
            Some("kills") => kills::run(&words).await,
            Some("publish") => publish::run(&words).await,
            Some("workshop") => workshop::run(&words).await,
            Some("term") => term::run(&words).await,
            Some("full") => full::run(&words).await,
            Some("locked") => locked::run(&words).await,
            Some("proxy") => proxy::run(&words).await,
            Some("backup") => backup::run(&words).await,
            Some("postgres") => postgres::run(&words).await,
            Some("nodes") => nodes::run(&words).await,
            _ => die(
                "usage: zhixing-crash kills|term|full|locked|proxy|backup|publish|workshop|postgres|nodes --host 127.0.0.1:PORT --tokens FILE …",
            ),
        }
    };
    // told to stop, it takes the servers it started with it
    LocalSet::new()
        .run_until(async {
            tokio::select! {
                code = scenario => code,
                () = told_to_stop() => ExitCode::from(130),
            }
        })
        .await
}

async fn told_to_stop() {
    let mut terminate = signal(SignalKind::terminate()).expect("a signal handler");
    tokio::select! {
        _ = terminate.recv() => {}
        _ = ctrl_c() => {}
    }
}
