//! A bad network: slow, narrow, cut midway, every request perhaps twice. Nothing is lost.

use super::{Report, Room};
use crate::{
    clock,
    dice::Dice,
    examinee::Patience,
    wire::{Faults, Wire},
    words::Words,
};
use std::process::ExitCode;

pub async fn run(words: &Words) -> ExitCode {
    let mut room = Room::new(words);
    let seconds: f64 = words.or("seconds", 10.0);
    let mut report = Report::default();
    let home = room.recipe.host.clone();
    let _server = room.recipe.start().await;
    let clean = Faults::default();
    let weathers = [
        ("a second there and back, now and then five", Faults { delay: (0.2, 0.5), long: 0.1, ..clean }),
        ("64 kbit/s for each connection", Faults { bytes_per_second: 8_000.0, ..clean }),
        ("one piece in twenty cuts the connection midway", Faults { cut: 0.05, ..clean }),
        ("every third request arrives twice", Faults { twice: 0.33, ..clean }),
        ("all of it", Faults { delay: (0.05, 0.2), long: 0.02, bytes_per_second: 16_000.0, cut: 0.02, twice: 0.2 }),
    ];
    for (n, (name, faults)) in weathers.into_iter().enumerate() {
        let wire = Wire::open(&home, faults, Dice::new(n as u64, 4_711)).await;
        let before = room.ledger.counts();
        room.go_to(wire.host());
        let shift = room.begin(Patience::Lasts);
        clock::seconds(seconds).await;
        room.end(shift).await;
        let after = room.ledger.counts();
        let counts = wire.counts();
        println!(
            "{name}: {} acknowledged, {} sent again; the network cut {} and doubled {}",
            after.acknowledged - before.acknowledged,
            after.again - before.again,
            counts.cut,
            counts.twice
        );
        report.check(name, after.acknowledged > before.acknowledged);
        room.go_to(&home);
        room.check(false).await;
    }
    room.check(true).await;
    report.end(&room.ledger)
}
