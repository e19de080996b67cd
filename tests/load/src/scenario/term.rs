//! SIGTERM with hundreds of saves in flight: each is acknowledged and durable, or not acknowledged; and the process ends in order.

use super::{Report, Room};
use crate::{clock, examinee::Patience, words::Words};
use std::{process::ExitCode, time::Duration};

pub async fn run(words: &Words) -> ExitCode {
    let mut room = Room::new(words);
    let rounds: u32 = words.or("rounds", 5);
    let (mut in_order, mut open, mut slowest) = (0, 0, Duration::ZERO);
    let mut server = room.recipe.start().await;
    for _ in 0..rounds {
        let shift = room.begin(Patience::Ends);
        clock::seconds(room.dice.between(0.5, 1.5)).await;
        if let Some((status, took)) = server.terminate(Duration::from_secs(30)).await {
            in_order += u32::from(status.success());
            slowest = slowest.max(took);
        }
        room.end(shift).await;
        open += room.people.iter().filter(|p| p.is_waiting()).count();
        server = room.recipe.start().await;
        room.check(false).await;
    }
    let shift = room.begin(Patience::Lasts);
    clock::seconds(0.5).await;
    room.end(shift).await;
    room.check(true).await;
    println!("{rounds} times told to stop, the slowest end after {slowest:.1?}; {open} operations open then");
    let mut report = Report::default();
    report.check("every time it ended with status 0", in_order == rounds);
    report.check("answers were acknowledged", room.ledger.counts().acknowledged > 0);
    report.end(&room.ledger)
}
