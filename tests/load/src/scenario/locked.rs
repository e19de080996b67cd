//! Somebody else holds the SQLite file's write lock: acknowledgements come late or the client is told to come back, and nothing is lost.

use super::{Report, Room};
use crate::{clock, examinee::Patience, words::Words};
use std::{
    io::{BufRead, BufReader},
    process::{Command, ExitCode, Stdio},
};

const HOLD: &str = "import sqlite3, sys, time
c = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
c.execute('BEGIN ' + sys.argv[2])
print('held', flush=True)
time.sleep(float(sys.argv[3]))
c.execute('ROLLBACK')";

pub async fn run(words: &Words) -> ExitCode {
    let mut room = Room::new(words);
    let seconds: f64 = words.or("seconds", 30.0);
    let mut report = Report::default();
    let mut server = room.recipe.start().await;
    for mode in ["IMMEDIATE", "EXCLUSIVE"] {
        let shift = room.begin(Patience::Lasts);
        clock::seconds(1.0).await;
        let file = format!("{}/zhixing.db", room.recipe.data);
        let mut holder = Command::new("python3");
        holder.args(["-c", HOLD, &file, mode, &seconds.to_string()]).stdout(Stdio::piped());
        let mut holder = holder.spawn().expect("python3");
        let mut held = String::new();
        // it takes the lock in a thread of its own, while examinees go on here
        let mut out = BufReader::new(holder.stdout.take().expect("its words"));
        let held = tokio::task::spawn_blocking(move || out.read_line(&mut held).map(|_| held)).await;
        report.check(&format!("the lock is held ({mode})"), held.is_ok_and(|h| h.is_ok_and(|h| h == "held\n")));
        clock::seconds(0.5).await;
        let before = room.ledger.counts();
        clock::seconds(seconds - 1.5).await;
        let during = room.ledger.counts();
        // it has the lock until it ends by itself
        let ended = tokio::task::spawn_blocking(move || holder.wait()).await;
        clock::seconds(5.0).await;
        room.end(shift).await;
        let after = room.ledger.counts();
        println!(
            "{mode}, {seconds} s: {} acknowledged and {} told to come back while locked; {} acknowledged in the five seconds after",
            during.acknowledged - before.acknowledged,
            after.busy - before.busy,
            after.acknowledged - during.acknowledged
        );
        report.check("the holder ended in order", ended.is_ok_and(|e| e.is_ok_and(|s| s.success())));
        report.check("nothing was acknowledged while it was locked", during.acknowledged == before.acknowledged);
        report.check("acknowledgements came again", after.acknowledged > during.acknowledged);
        room.check(false).await;
    }
    server.kill();
    let _server = room.recipe.start().await;
    room.check(true).await;
    report.end(&room.ledger)
}
