//! Forms of two million empty fields, by strangers and by a candidate: refused before they cost memory, and nobody waits for it.

use crate::{
    desk::Desk,
    finding::Finding,
    probe::Probe,
    raw::{count, statuses, volley},
    stage::Stage,
};
use std::rc::Rc;
use zhixing_load::http::{Address, request};

const FIELDS: usize = 2_000_000;
const AT_ONCE: usize = 12;
/// Megabytes for what is on its way; a form taken apart would be ten times as much.
const MEMORY: f64 = 100.0;

pub async fn run(stage: Rc<Stage>) -> Finding {
    let mut finding = Finding::default();
    let mut ada = stage.person();
    let desk = Desk::open(&mut ada, "little/exam", stage.dice()).await;
    let (body, path) = ("a&".repeat(FIELDS), format!("{}/answers", desk.page()));
    let kind = "content-type: application/x-www-form-urlencoded\r\n";
    let probe = Probe::begin(&stage).await;
    let before = stage.memory().0;
    for (who, lines) in [("strangers", kind.to_string()), ("a candidate", format!("{kind}authorization: Bearer {}\r\n", ada.token()))] {
        let bombs = vec![request("POST", &path, &lines, body.as_bytes()); AT_ONCE];
        let replies = volley(&Address::new(stage.host()), bombs).await;
        finding.measure(format!("{AT_ONCE} of {who}: {}", statuses(&replies)));
        finding.must(count(&replies, 200) + count(&replies, 500) == 0, format!("a form of {FIELDS} fields was taken"));
    }
    probe.end(&mut finding).await;
    let grown = stage.memory().1 - before;
    finding.measure(format!("+{grown:.0} MB"));
    finding.must(stage.soak || grown <= MEMORY, format!("{grown:.0} MB more"));
    finding
}
