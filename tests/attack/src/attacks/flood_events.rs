//! Values that are kept for ever fill the disk: what one attempt stores is bounded, others save as before, and the newest answer is whole.

use crate::{
    desk::{Desk, essay},
    finding::Finding,
    person::json,
    probe::Probe,
    stage::Stage,
};
use std::rc::Rc;

const REQUESTS: usize = 40;
const VALUES: usize = 15;
/// Megabytes that 38 of them may add to the database and its journal: 4 of old values, the newest, and the journal's own size.
const STORED: u64 = 20;

pub async fn run(stage: Rc<Stage>) -> Finding {
    let mut finding = Finding::default();
    let (mut ada, before) = (stage.person(), size(&stage));
    let mut desk = Desk::open(&mut ada, "little/exam", stage.dice()).await;
    let (item, probe) = (desk.item("essay"), Probe::begin(&stage).await);
    let (mut applied, mut slowed, mut newest) = (0, 0, String::new());
    for request in 0..REQUESTS {
        let text = |n: usize| format!("{:08x}", request * VALUES + n).repeat(8_000);
        let operations = (0..VALUES).map(|n| desk.operation(&item, essay(&text(n)))).collect();
        let reply = desk.sends(&mut ada, operations).await;
        match reply.status {
            200 => {
                let results = json(&reply)["results"].as_array().cloned().unwrap_or_default();
                applied += results.iter().filter(|r| r["status"] == "applied").count();
                newest = text(VALUES - 1);
            }
            429 if reply.retry_after.is_some() => slowed += 1,
            other => finding.must(false, format!("a journal: {other}")),
        }
    }
    probe.end(&mut finding).await;
    let grown = size(&stage).saturating_sub(before) >> 20;
    finding.measure(format!("{} MB sent: {applied} values applied, {slowed} of {REQUESTS} requests slowed, {grown} MB stored", REQUESTS * VALUES * 64 / 1000));
    finding.must(slowed > 0, "nobody was told to slow down");
    finding.must(stage.soak || grown <= STORED, format!("{grown} MB were stored"));
    let counts = desk.answer(&mut ada, &item).await;
    finding.must(!newest.is_empty() && counts["text"] == newest.as_str(), "the newest answer is not whole");
    finding
}

/// Bytes of the database and its journal.
fn size(stage: &Stage) -> u64 {
    let of = |end: &str| std::fs::metadata(format!("{}/zhixing.db{end}", stage.recipe.data)).map_or(0, |m| m.len());
    of("") + of("-wal")
}
