//! Thousands of failures from one address, wrong codes and unknown logins: the room behind that address still signs in.

use crate::{
    finding::Finding,
    person::Person,
    probe::Probe,
    stage::{CODE, PASSWORD, PROXY, Stage, run as command},
};
use std::{cell::Cell, collections::BTreeMap, rc::Rc};
use tokio::task::JoinSet;

const ROOM: &str = "203.0.113.50";
const PLAN: &str = "little/coded";
const PEOPLE: usize = 1_200;
const CODES: usize = 5;
const WORKERS: usize = 8;

pub async fn run(stage: Rc<Stage>) -> Finding {
    let mut finding = Finding::default();
    command(stage.recipe.command(&["assessment", "code", PLAN, CODE]));
    let in_room = |login: &str| {
        let mut person = Person::named(stage.host(), login);
        goes_there(&mut person, stage.host());
        person
    };
    let before = in_room(&stage.login()).signs_in(PASSWORD).await.status;
    finding.must(stage.soak || before == 200, format!("before it somebody in the room signs in: {before}"));
    let probe = Probe::begin(&stage).await;
    // beside an examination fewer, for the accounts have to last
    let people = if stage.soak { PEOPLE / 20 } else { PEOPLE };
    let (next, mut tasks) = (Rc::new(Cell::new(0)), JoinSet::new());
    for _ in 0..WORKERS {
        let (stage, next) = (stage.clone(), next.clone());
        tasks.spawn_local(async move {
            let mut counts = BTreeMap::<u16, usize>::new();
            while next.get() < people {
                next.set(next.get() + 1);
                let mut eve = stage.person();
                goes_there(&mut eve, stage.host());
                for code in 0..CODES {
                    let body = serde_json::json!({ "code": format!("WRONG{code}") });
                    let reply = eve.calls("POST", &format!("/api/v1/assessments/{PLAN}/attempts"), &body).await;
                    *counts.entry(reply.status).or_default() += 1;
                }
            }
            counts
        });
    }
    let mut counts = BTreeMap::<u16, usize>::new();
    for part in tasks.join_all().await {
        part.into_iter().for_each(|(status, n)| *counts.entry(status).or_default() += n);
    }
    probe.end(&mut finding).await;
    finding.measure(format!("{} wrong codes: {counts:?}", people * CODES));
    finding.must(!counts.contains_key(&201) && !counts.contains_key(&200), "a wrong code opened the exam");
    let after = in_room(&stage.login()).signs_in(PASSWORD).await.status;
    for n in 0..8 {
        in_room(&format!("nobody{n}")).signs_in("nothing of value").await;
    }
    let later = in_room(&stage.login()).signs_in(PASSWORD).await.status;
    finding.measure(format!("others in the room sign in: {after}, {later}"));
    finding.must(stage.soak || (after, later) == (200, 200), "the room is locked out");
    finding
}

/// Into the room: through the proxy, which says for whom.
fn goes_there(person: &mut Person, host: &str) {
    person.comes_from(host, PROXY);
    person.headers.insert("x-forwarded-for", ROOM.into());
}
