//! Staff who are candidates too decide upon their own case by another door: no mark, no certificate and no minute may come of it.

use crate::{
    desk::Desk,
    finding::Finding,
    page,
    person::{Person, code, json, location},
    stage::Stage,
};
use std::rc::Rc;
use zhixing_load::clock;

const EXAM: &str = "little/exam";
const MOCK: &str = "little/mock";

pub async fn run(stage: Rc<Stage>) -> Finding {
    let mut finding = Finding::default();
    blank_paper(&stage, &mut finding).await;
    own_list(&stage, &mut finding).await;
    finding
}

/// An examiner hands in a blank paper, gives full credit for every item of it, and releases.
async fn blank_paper(stage: &Stage, finding: &mut Finding) {
    let mut mia = stage.staff("examiner");
    mia.posts("/profile", &[("name", "周考评"), ("legal_name", "周考评")]).await;
    let started = mia.calls("POST", &format!("/api/v1/assessments/{EXAM}/attempts"), &serde_json::json!({})).await;
    if !matches!(started.status, 200 | 201) {
        finding.measure(format!("an examiner may not sit the exam ({})", code(&started)));
        return;
    }
    let desk = Desk::of(json(&started), stage.dice());
    desk.hands_in(&mut mia).await;
    let list = mia.opens(&format!("/marking/items/{EXAM}")).await.text();
    let mark = format!("/marking/items/{EXAM}/");
    let mut versions: Vec<&str> = list.split(&mark).skip(1).filter_map(|rest| rest.split('"').next()).collect();
    versions.sort_unstable();
    versions.dedup();
    let mut refused = 0;
    for version in &versions {
        let form = [("voiding", "full_credit"), ("reason", "x"), ("confirmed", "yes")];
        refused += u32::from(mia.posts(&format!("{mark}{version}"), &form).await.status == 409);
    }
    mia.posts(&format!("/marking/release/{EXAM}"), &[("confirmed", "yes")]).await;
    let result = json(&mia.opens(&desk.path("/result")).await);
    finding.measure(format!("own items voided: {refused} of {} refused", versions.len()));
    finding.must(!versions.is_empty() && refused as usize == versions.len(), "items on the own paper were voided");
    let passed = result["passed"] == true || result["certificate"].is_string();
    finding.must(!passed, format!("a blank paper passed with {}", result["score"]));
}

/// An invigilator puts himself on the list of a session, with four times the time.
async fn own_list(stage: &Stage, finding: &mut Finding) {
    let (mut ivy, mut ada) = (stage.staff("invigilator"), stage.person());
    // before there is a session anybody may sit the mock
    let usual = starts(stage, &mut stage.person()).await;
    let form = [("plan", MOCK), ("name", "own"), ("opens", &page::local(-5)), ("closes", &page::local(120))];
    let made = ivy.posts("/invigilation", &form).await;
    let session = location(&made);
    assert!(session.starts_with("/invigilation/sessions/"), "no session: {} {session}", made.status);
    let listed = ivy.posts(&session, &[("list", "invigilator,1,4+240")]).await.status;
    let own = starts(stage, &mut ivy).await;
    let login = ada.login.clone();
    ivy.posts(&session, &[("list", &format!("{login},1,2"))]).await;
    let given = starts(stage, &mut ada).await;
    finding.measure(format!("own name listed: {listed}, {own} minutes (usual {usual}, a candidate with twice the time {given})"));
    finding.must(listed == 409 && own <= usual, format!("an invigilator has {own} minutes instead of {usual}"));
    finding.must(given > usual, "the list gives nobody the time agreed upon");
}

/// The minutes that a mock begins with; none where it may not be sat.
async fn starts(stage: &Stage, person: &mut Person) -> i64 {
    let reply = person.calls("POST", &format!("/api/v1/assessments/{MOCK}/attempts"), &serde_json::json!({})).await;
    let desk = Desk::of(json(&reply), stage.dice());
    desk.began["deadline"].as_i64().map_or(0, |deadline| (deadline - clock::wall().ms() + 30_000) / 60_000)
}
