//! Ten thousand items are published while people sit: nothing is lost, and what it costs a save is printed beside what a save takes without it.

use super::{Report, Room};
use crate::{
    clock,
    examinee::Patience,
    http::{Address, Client},
    teacher::{A_FILE, is_shown, items_text},
    words::Words,
};
use std::{
    fs, io,
    path::Path,
    process::{ExitCode, Stdio},
    time::Duration,
};

pub async fn run(words: &Words) -> ExitCode {
    let mut room = Room::new(words);
    let (items, seconds): (usize, f64) = (words.or("items", 10_000), words.or("seconds", 10.0));
    let (from, to): (String, String) = (words.need("content"), format!("{}-content", room.recipe.data));
    copy(Path::new(&from), Path::new(&to)).unwrap_or_else(|e| panic!("{from}: {e}"));
    bank(&Path::new(&to).join("ten-thousand"), items).unwrap_or_else(|e| panic!("{to}: {e}"));
    let mut report = Report::default();
    let mut server = room.recipe.start().await;
    let shift = room.begin(Patience::Lasts);
    clock::seconds(2.0).await;
    room.ledger.waits();
    clock::seconds(seconds).await;
    tell("before", &room.ledger.waits());

    let mut publish = room.recipe.command(&["content", "publish", &to]);
    publish.stdout(Stdio::null());
    let began = clock::now();
    // in a thread of its own, while examinees go on here
    let published = tokio::task::spawn_blocking(move || publish.status()).await;
    let written = began.elapsed();
    let while_written = room.ledger.waits();
    tell("while it is read and stored", &while_written);
    let shown = is_shown(&mut Client::new(Address::new(&room.recipe.host), ""), began).await;
    tell("until the server shows it", &room.ledger.waits());
    clock::seconds(seconds).await;
    tell("after", &room.ledger.waits());
    println!(
        "{items} items: stored after {:.1} s, shown after {:.1} s",
        written.as_secs_f64(),
        shown.map_or(f64::NAN, |s| s.as_secs_f64())
    );
    room.end(shift).await;

    report.check("they are published", published.is_ok_and(|p| p.is_ok_and(|status| status.success())));
    report.check("the server shows them", shown.is_some());
    report.check("saves were acknowledged meanwhile", !while_written.is_empty());
    room.check(false).await;
    server.kill();
    let _server = room.recipe.start().await;
    room.check(true).await;
    report.end(&room.ledger)
}

/// A line of numbers; nothing is asserted of a time.
pub(super) fn tell(when: &str, waits: &[Duration]) {
    let at = |share| quantile(waits, share);
    println!("saves {when}: {}, p50 {:.1} ms, p99 {:.1} ms, longest {:.1} ms", waits.len(), at(0.5), at(0.99), at(1.0));
}

/// How many milliseconds one of a hundred took longer than.
pub(super) fn p99(waits: &[Duration]) -> f64 {
    quantile(waits, 0.99)
}

fn quantile(waits: &[Duration], share: f64) -> f64 {
    let mut ms: Vec<f64> = waits.iter().map(|w| w.as_secs_f64() * 1_000.0).collect();
    ms.sort_by(f64::total_cmp);
    ms.get(((ms.len() as f64 * share) as usize).min(ms.len().saturating_sub(1))).copied().unwrap_or(f64::NAN)
}

/// Copies courseware, leaving out what is never published.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if name.to_string_lossy().starts_with(['.', '_']) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to.join(name))?;
        } else {
            fs::copy(entry.path(), to.join(name))?;
        }
    }
    Ok(())
}

/// A course whose bank has so many items.
fn bank(folder: &Path, items: usize) -> io::Result<()> {
    fs::create_dir_all(folder.join("items"))?;
    fs::write(folder.join("course.md"), "+++\ntitle = \"一万道题\"\nsummary = \"演示\"\n+++\n\n一个大题库。\n")?;
    for (n, first) in (0..items).step_by(A_FILE).enumerate() {
        fs::write(folder.join(format!("items/{n:04}.md")), items_text(first, items))?;
    }
    Ok(())
}
