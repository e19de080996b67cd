//! The disk is full: nothing is acknowledged, reading goes on, and saving goes on by itself when there is space again.
//!
//! The data lie on a small file system of their own, which the script makes; here it is filled with ballast.

use super::{Report, Room};
use crate::{clock, examinee::Patience, words::Words};
use std::{fs, io::Write, process::ExitCode};

/// Fills what is left, down to the last byte.
fn fill(path: &str) -> u64 {
    let mut file = fs::File::create(path).expect("the ballast");
    for size in [1 << 16, 1 << 12, 1] {
        while file.write_all(&vec![7; size]).is_ok() {}
    }
    file.metadata().map_or(0, |m| m.len())
}

pub async fn run(words: &Words) -> ExitCode {
    let mut room = Room::new(words);
    let ballast = format!("{}/ballast", room.recipe.data);
    let mut report = Report::default();
    let mut server = room.recipe.start().await;
    for round in 0..2 {
        let shift = room.begin(Patience::Lasts);
        clock::seconds(1.0).await;
        println!("{} bytes of ballast", fill(&ballast));
        // the log of the database may have room within itself; when that is used up, nothing more is acknowledged
        let (mut quiet, mut waited) = (room.ledger.counts(), 0);
        let full = loop {
            clock::seconds(2.0).await;
            fill(&format!("{ballast}-more"));
            let now = room.ledger.counts();
            if now.acknowledged == quiet.acknowledged && now.busy > quiet.busy {
                break true;
            }
            (quiet, waited) = (now, waited + 2);
            if waited > 120 {
                break false;
            }
        };
        let counts = room.ledger.counts();
        println!(
            "full after {waited} s with {} acknowledged; then {} told to come back within two seconds",
            counts.acknowledged,
            counts.busy - quiet.busy
        );
        report.check("while it is full nothing is acknowledged and everybody is told to come back", full);
        if round == 1 {
            // a kill while it is full: what was acknowledged must be there when there is space
            server.kill();
        }
        let serves = round == 1 || server.is_ready(std::time::Duration::from_secs(5)).await;
        report.check("it lives on", serves);
        let before = room.ledger.counts();
        for file in [ballast.clone(), format!("{ballast}-more")] {
            fs::remove_file(&file).expect("the ballast goes");
        }
        if round == 1 {
            server = room.recipe.start().await;
        }
        clock::seconds(5.0).await;
        room.end(shift).await;
        let after = room.ledger.counts();
        println!("{} acknowledged in the five seconds after there was space", after.acknowledged - before.acknowledged);
        report.check("with space again it acknowledges, without anybody's doing", after.acknowledged > before.acknowledged);
        room.check(false).await;
    }
    server.kill();
    let _server = room.recipe.start().await;
    room.check(true).await;
    report.end(&room.ledger)
}
