//! A backup under load, restored into a new folder: what was acknowledged before it began is in it.

use super::{Report, Room};
use crate::{clock, examinee::Patience, process::Recipe, words::Words};
use std::{fs, process::ExitCode};

pub async fn run(words: &Words) -> ExitCode {
    let mut room = Room::new(words);
    let rounds: u32 = words.or("rounds", 3);
    let mut report = Report::default();
    let mut server = room.recipe.start().await;
    for round in 0..rounds {
        let shift = room.begin(Patience::Lasts);
        clock::seconds(2.0).await;
        let file = format!("{}-{round}.tar", room.recipe.data);
        let restored = format!("{}-restored-{round}", room.recipe.data);
        for old in [&file, &restored] {
            let _ = fs::remove_file(old).or_else(|_| fs::remove_dir_all(old));
        }
        let (before, began) = (room.ledger.counts(), clock::now());
        let mut backup = room.recipe.command(&["backup", &file]);
        let done = tokio::task::spawn_blocking(move || backup.output()).await.expect("a thread").expect("the backup");
        let (took, during) = (began.elapsed(), room.ledger.counts());
        println!(
            "backup of {} acknowledged in {took:.2?}, {} more while it ran",
            before.acknowledged,
            during.acknowledged - before.acknowledged
        );
        report.check(
            "the backup succeeds, and saving goes on while it runs",
            done.status.success() && during.acknowledged > before.acknowledged,
        );
        room.end(shift).await;
        let copy = Recipe { data: restored, host: words.need("second-host"), ..room.recipe.clone() };
        let done = copy.command(&["restore", &file]).output().expect("the restore");
        report.check("the restore succeeds", done.status.success());
        if done.status.success() {
            let _second = copy.start().await;
            let home = room.recipe.host.clone();
            room.go_to(&copy.host);
            room.check_copy(began).await;
            room.go_to(&home);
        }
        // what was tried on the copy leaves no trace in the journals; go on with new attempts
        room.check(true).await;
    }
    let ended = server.terminate(std::time::Duration::from_secs(20)).await;
    report.check("it ends with status 0", ended.is_some_and(|(status, _)| status.success()));
    report.end(&room.ledger)
}
