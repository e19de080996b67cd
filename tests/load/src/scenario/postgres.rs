//! PostgreSQL breaks down under load, in the middle of commits: whether one happened is found out by sending the same operation again.
//!
//! `--break COMMAND` does the harm (kills a backend, stops the cluster), `--mend COMMAND` undoes it; both are shell.

use super::{Report, Room};
use crate::{clock, examinee::Patience, words::Words};
use std::process::{Command, ExitCode};

async fn shell(command: String) -> bool {
    let run = move || Command::new("sh").args(["-c", &command]).status().is_ok_and(|status| status.success());
    tokio::task::spawn_blocking(run).await.unwrap_or(false)
}

pub async fn run(words: &Words) -> ExitCode {
    let mut room = Room::new(words);
    let (harm, mend): (String, String) = (words.need("break"), words.or("mend", "true".into()));
    let times: u32 = words.or("times", 20);
    let mut report = Report::default();
    let mut server = room.recipe.start().await;
    let (mut harmed, mut recovered) = (0, 0);
    for _ in 0..times {
        let shift = room.begin(Patience::Lasts);
        clock::seconds(room.dice.between(0.3, 1.5)).await;
        let before = room.ledger.counts();
        harmed += u32::from(shell(harm.clone()).await);
        clock::seconds(room.dice.between(0.0, 0.5)).await;
        harmed -= u32::from(!shell(mend.clone()).await);
        let mut waited = 0;
        while room.ledger.counts().acknowledged <= before.acknowledged + 200 && waited < 30 {
            clock::seconds(1.0).await;
            waited += 1;
        }
        recovered += u32::from(waited < 30);
        room.end(shift).await;
        room.check(false).await;
    }
    room.check(true).await;
    let counts = room.ledger.counts();
    println!("{times} times broken; {} operations told to come back, {} sent again", counts.busy, counts.again);
    report.check("it broke and was mended every time", harmed == times);
    report.check("the server acknowledged again every time, without being restarted", recovered == times);
    let ended = server.terminate(std::time::Duration::from_secs(20)).await;
    report.check("it ends with status 0", ended.is_some_and(|(status, _)| status.success()));
    report.end(&room.ledger)
}
