//! Several nodes on one database behind a reverse proxy; one at a time is killed under load, and nobody's answer with it.
//!
//! `--host` is the first node's, the others listen on the ports after it; `--through HOST:PORT` is the proxy that examinees know.

use super::{Report, Room};
use crate::{
    clock,
    examinee::Patience,
    process::{Recipe, Server},
    words::Words,
};
use std::process::ExitCode;

pub async fn run(words: &Words) -> ExitCode {
    let mut room = Room::new(words);
    let (kills, count): (u32, u16) = (words.or("kills", 50), words.or("nodes", 3));
    let (address, port) = room.recipe.host.rsplit_once(':').expect("address:port");
    let (address, port): (String, u16) = (address.into(), port.parse().expect("a port"));
    let recipes: Vec<Recipe> = (0..count).map(|n| Recipe { host: format!("{address}:{}", port + n), ..room.recipe.clone() }).collect();
    let mut nodes: Vec<Server> = vec![];
    for recipe in &recipes {
        nodes.push(recipe.start().await);
    }
    let (began, mut worst) = (clock::now(), 0.0_f64);
    for round in 0..kills {
        let shift = room.begin(Patience::Lasts);
        clock::seconds(room.dice.between(0.2, 1.0)).await;
        let n = room.dice.below(nodes.len());
        nodes[n].kill();
        let (before, down) = (room.ledger.counts(), clock::now());
        while room.ledger.counts().acknowledged <= before.acknowledged && down.elapsed().as_secs() < 30 {
            clock::seconds(0.005).await;
        }
        worst = worst.max(down.elapsed().as_secs_f64());
        // the others carry the load for a while
        clock::seconds(room.dice.between(0.1, 0.5)).await;
        room.end(shift).await;
        room.check(false).await;
        nodes[n] = recipes[n].start().await;
        if (round + 1) % 10 == 0 {
            println!(
                "{} kills after {:.0} s: {} acknowledged, {} wrong",
                round + 1,
                began.elapsed().as_secs_f64(),
                room.ledger.counts().acknowledged,
                room.ledger.wrongs()
            );
        }
    }
    room.check(true).await;
    println!(
        "{kills} of {count} nodes' kills in {:.0} s; after a kill the next acknowledgement came within {:.0} ms",
        began.elapsed().as_secs_f64(),
        worst * 1000.0
    );
    let mut report = Report::default();
    report.check("the other nodes acknowledged on within five seconds each time", worst < 5.0);
    let mut in_order = true;
    for node in &mut nodes {
        in_order &= node.terminate(std::time::Duration::from_secs(20)).await.is_some_and(|(status, _)| status.success());
    }
    report.check("every node ends with status 0", in_order);
    report.end(&room.ledger)
}
