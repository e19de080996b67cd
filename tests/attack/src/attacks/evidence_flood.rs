//! Made-up devices push what people reported out of sight: evidence stays in sight, and devices beyond some are counted together.

use crate::{
    desk::{Desk, single},
    finding::Finding,
    probe::Probe,
    stage::Stage,
};
use std::{fmt::Write, rc::Rc};

const DEVICES: usize = 230;
/// Lines that devices may have on the page of staff.
const LINES: usize = 20;

pub async fn run(stage: Rc<Stage>) -> Finding {
    let mut finding = Finding::default();
    let (mut ada, mut ivy, mut dice) = (stage.person(), stage.staff("invigilator"), stage.dice());
    let mut desk = Desk::open(&mut ada, "little/exam", stage.dice()).await;
    let item = desk.item("single");
    ada.headers.insert("x-left", "3,90000".into());
    desk.saves(&mut ada, &item, single(0)).await;
    ada.headers.remove("x-left");
    let page = format!("/invigilation/attempts/{}", desk.attempt);
    let reported = ivy.posts(&page, &[("measure", "irregularity"), ("reason", "用手机拍照"), ("confirmed", "yes")]).await.status;
    finding.must(reported == 303, format!("the report of an invigilator: {reported}"));
    let probe = Probe::begin(&stage).await;
    let mut refused = 0;
    for n in 0..DEVICES {
        let device = dice.bytes().iter().chain(&dice.bytes()[..6]).fold(String::new(), |mut text, b| {
            let _ = write!(text, "{b:02x}");
            text
        });
        ada.headers.insert("cookie", format!("device={device}"));
        refused += usize::from(desk.saves(&mut ada, &item, single((n % 2) as u8)).await.status != 200);
    }
    probe.end(&mut finding).await;
    let seen = ivy.opens(&page).await.text();
    let times = |action: &str| seen.matches(&format!("title=\"attempt.{action}\"")).count();
    let (devices, people, left) = (times("device_changed"), times("irregularity"), times("left_page"));
    finding.measure(format!("{DEVICES} devices ({refused} saves refused): {devices} lines of devices, {people} of an invigilator, {left} of leaving"));
    finding.must(people == 1 && seen.contains("用手机拍照"), "what the invigilator reported is out of sight");
    finding.must(left == 1, "that the page was left is out of sight");
    finding.must((1..=LINES).contains(&devices), format!("{devices} lines of devices"));
    finding
}
