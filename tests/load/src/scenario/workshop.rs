//! A teacher edits a bank of ten thousand items in the workshop and publishes it, by the calls that its pages make, while people sit: nothing is lost, and
//! the slowest saves are at most twice as slow as in the same run before.

use super::{
    Report, Room,
    publish::{p99, tell},
};
use crate::{
    clock,
    examinee::Patience,
    teacher::{STEPS, Teacher},
    words::Words,
};
use std::{process::ExitCode, time::Duration};

/// How many times as slow a save may become.
const SLOWER: f64 = 2.0;

pub async fn run(words: &Words) -> ExitCode {
    let mut room = Room::new(words);
    let (items, seconds, warm): (usize, f64, f64) = (words.or("items", 10_000), words.or("seconds", 20.0), words.or("warm", 15.0));
    let token = std::fs::read_to_string(words.need::<String>("teacher")).unwrap_or_else(|e| panic!("the token of a teacher: {e}"));
    let mut report = Report::default();
    let mut server = room.recipe.start().await;
    let shift = room.begin(Patience::Lasts);
    clock::seconds(warm).await;
    room.ledger.waits();
    clock::seconds(seconds).await;
    let before = room.ledger.waits();
    tell("before", &before);

    let mut teacher = Teacher::new(&room.recipe.host, &token, items);
    let meanwhile = works(&mut teacher, &room, &mut report).await;
    clock::seconds(seconds).await;
    tell("after", &room.ledger.waits());
    room.end(shift).await;
    let (quiet, busy) = (p99(&before), p99(&meanwhile));
    report.check(&format!("p99 of a save: {busy:.1} ms meanwhile, {quiet:.1} ms before, at most twice"), busy <= quiet * SLOWER);
    room.check(false).await;
    server.kill();
    let _server = room.recipe.start().await;
    room.check(true).await;
    report.end(&room.ledger)
}

/// The teacher writes all of it and publishes it; how long the saves of those who sit took meanwhile.
async fn works(teacher: &mut Teacher, room: &Room, report: &mut Report) -> Vec<Duration> {
    let mut meanwhile = vec![];
    for (step, what) in STEPS {
        let began = clock::now();
        report.check(what, teacher.does(step).await);
        let waits = room.ledger.waits();
        tell(&format!("until {what}, {:.1} s", began.elapsed().as_secs_f64()), &waits);
        meanwhile.extend(waits);
    }
    meanwhile
}
