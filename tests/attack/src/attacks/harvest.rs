//! Blank mocks give out keys: nothing that a candidate reads before or beside a certifying exam holds the key of an item on its paper.

use crate::{
    desk::Desk,
    finding::Finding,
    page::plain,
    person::{Person, code, json},
    stage::Stage,
};
use std::rc::Rc;

const COURSE: &str = "spreadsheet-basics";
const BEFORE: usize = 8;
const BESIDE: usize = 8;
/// What stands above a key, in both languages.
const KEY: [&str; 2] = ["参考答案", "Right answer"];

pub async fn run(stage: Rc<Stage>) -> Finding {
    let mut finding = Finding::default();
    let mut eve = stage.person();
    let mut pages = vec![];
    for _ in 0..BEFORE {
        blank(&stage, &mut eve, &mut pages).await;
    }
    let exam = Desk::open(&mut eve, &format!("{COURSE}/exam"), stage.dice()).await;
    let mut refused = 0;
    let mut last = None;
    for _ in 0..BESIDE {
        let mock = blank(&stage, &mut eve, &mut pages).await;
        refused += usize::from(mock.is_none());
        last = mock.or(last);
    }
    // what was read before the exam is asked for again in it, with the notebook
    for path in last.into_iter().chain(["/notebook".into(), format!("/courses/{COURSE}")]) {
        pages.push(eve.opens(&path).await.text());
    }
    let shown: Vec<String> = pages.iter().filter(|p| KEY.iter().any(|k| p.contains(k))).map(|p| plain(p)).collect();
    let stems: Vec<String> = exam.prompts.iter().filter_map(|p| p["stem"].as_str()).map(plain).collect();
    finding.must(!shown.is_empty(), "no mock shows a key: the attack is not understood any more");
    let known = stems.iter().filter(|stem| shown.iter().any(|page| page.contains(stem.as_str()))).count();
    finding.measure(format!("{} mocks, {refused} refused beside the exam: keys of {known} of {} items on the paper", BEFORE + BESIDE, stems.len()));
    finding.must(!stems.is_empty(), "the exam has no items");
    finding.must(known == 0, format!("{known} keys of the paper were read in mocks"));
    finding
}

/// A mock handed in blank, and what its result shows; where it is, unless it may not be sat.
async fn blank(stage: &Stage, eve: &mut Person, pages: &mut Vec<String>) -> Option<String> {
    let reply = eve.calls("POST", &format!("/api/v1/assessments/{COURSE}/mock/attempts"), &serde_json::json!({})).await;
    if !matches!(reply.status, 200 | 201) {
        assert_eq!(reply.status, 409, "a mock: {}", code(&reply));
        return None;
    }
    let desk = Desk::of(json(&reply), stage.dice());
    desk.hands_in(eve).await;
    let path = format!("{}/result", desk.page());
    pages.push(eve.opens(&path).await.text());
    Some(path)
}
