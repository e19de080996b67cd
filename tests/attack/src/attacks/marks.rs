//! Characters that renderers once used as marks, typed by people: a page with them is no longer than one with other text, and says what was typed.

use crate::{
    desk::{Desk, essay},
    finding::Finding,
    page::{plain, text_areas},
    person::location,
    probe::Probe,
    raw::{count, volley},
    stage::Stage,
};
use std::rc::Rc;
use zhixing_load::http::{Address, request};

const PLAN: &str = "ai-trainer-5/theory";
/// Pairs of marks with a number between: as many as an essay may hold.
const PAIRS: usize = 9_362;
/// A page of the same text in letters may be so many times smaller.
const TIMES: usize = 2;
const AT_ONCE: usize = 10;
const MEMORY: f64 = 100.0;

pub async fn run(stage: Rc<Stage>) -> Finding {
    let mut finding = Finding::default();
    let waiting = format!("/exams/{PLAN}");
    let mut eve = stage.person();
    let before = eve.opens(&waiting).await.body.len();
    for name in ["\u{e000}0\u{e001}".repeat(26), "\u{e002}1111111111111".into()] {
        eve.posts("/profile", &[("name", &name), ("legal_name", "")]).await;
        let after = eve.opens(&waiting).await.body.len();
        finding.must(after <= before * TIMES, format!("a name makes the waiting page {after} bytes instead of {before}"));
    }
    let marks: String = (0..PAIRS).map(|n| format!("\u{e000}{}\u{e001}", n % 10)).collect();
    let letters = marks.replace('\u{e000}', "文").replace('\u{e001}', "字");
    let mut sizes = vec![];
    let mut desk = Desk::open(&mut eve, PLAN, stage.dice()).await;
    let item = desk.item("essay");
    for text in [&letters, &marks] {
        let saved = desk.saves(&mut eve, &item, essay(text)).await.status;
        finding.must(saved == 200 || text == &marks && saved == 409, format!("a save: {saved}"));
        let page = eve.opens(&desk.page()).await;
        let kept = desk.answer(&mut eve, &item).await;
        let shown = text_areas(&page.text()).iter().any(|t| kept["text"] == t.as_str());
        finding.must(page.status == 200 && shown, "the room does not show what was saved");
        sizes.push(page.body.len());
    }
    finding.measure(format!("room page {} bytes with marks, {} with letters", sizes[1], sizes[0]));
    finding.must(sizes[1] <= sizes[0] * TIMES, format!("marks make a page of {} bytes", sizes[1]));
    let probe = Probe::begin(&stage).await;
    let resting = stage.memory().0;
    let get = request("GET", &desk.page(), &format!("authorization: Bearer {}\r\n", eve.token()), b"");
    let replies = volley(&Address::new(stage.host()), vec![get; AT_ONCE]).await;
    probe.end(&mut finding).await;
    let grown = stage.memory().1 - resting;
    finding.measure(format!("{AT_ONCE} at once +{grown:.0} MB"));
    finding.must(count(&replies, 200) == AT_ONCE, "not every page came");
    finding.must(stage.soak || grown <= MEMORY, format!("{grown:.0} MB more"));
    if !stage.soak {
        desk.hands_in(&mut eve).await;
        let mut mia = stage.staff("examiner");
        let task = location(&mia.posts("/marking", &[("plan", PLAN)]).await);
        let sheet = mia.opens(&task).await;
        finding.measure(format!("marking page {} bytes", sheet.body.len()));
        finding.must(sheet.status == 200 && sheet.body.len() <= sizes[0] * TIMES, format!("the marking page: {} bytes", sheet.body.len()));
        let kept = desk.answer(&mut eve, &item).await;
        let text = kept["text"].as_str().unwrap_or_default().to_string();
        finding.must(!task.contains(&item) || plain(&sheet.text()).contains(&text), "the marker does not see what was written");
    }
    finding
}
