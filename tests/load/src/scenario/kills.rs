//! SIGKILL at random moments under load, again and again on the same data.

use super::{Report, Room};
use crate::{clock, examinee::Patience, words::Words};
use std::process::ExitCode;

/// Seconds of traffic between two kills.
const FROM: f64 = 0.03;
const TO: f64 = 0.7;

pub async fn run(words: &Words) -> ExitCode {
    let mut room = Room::new(words);
    let kills: u32 = words.or("kills", 1_000);
    let began = clock::now();
    let mut server = room.recipe.start().await;
    let mut in_flight = 0;
    for n in 1..=kills {
        let shift = room.begin(Patience::Ends);
        clock::seconds(room.dice.between(FROM, TO)).await;
        server.kill();
        room.end(shift).await;
        in_flight += room.people.iter().filter(|p| p.is_waiting()).count();
        server = room.recipe.start().await;
        room.check(false).await;
        if n % 50 == 0 {
            let c = room.ledger.counts();
            println!(
                "{n} kills after {:.0} s: {} acknowledged, {} wrong",
                began.elapsed().as_secs_f64(),
                c.acknowledged,
                room.ledger.wrongs()
            );
        }
    }
    // what is unacknowledged is sent again, and then everything is looked at once more
    let shift = room.begin(Patience::Lasts);
    clock::seconds(0.5).await;
    room.end(shift).await;
    room.check(true).await;
    if let Some(path) = words.get::<String>("receipts") {
        room.keep_receipts(&path);
    }
    println!("{kills} kills in {:.0} s, {in_flight} operations open at a kill", began.elapsed().as_secs_f64());
    let mut report = Report::default();
    let counts = room.ledger.counts();
    report.check(
        "answers were acknowledged, and operations were open when it was killed",
        counts.acknowledged > 0 && (kills == 0 || in_flight > 0),
    );
    let ended = server.terminate(std::time::Duration::from_secs(20)).await;
    report.check("after all of it, it ends with status 0", ended.is_some_and(|(status, _)| status.success()));
    report.end(&room.ledger)
}
