//! Hashes for nobody: accounts opened by the hundred and an old password tried again and again are limited, and whoever signs in meanwhile gets in.

use crate::{
    finding::Finding,
    person::{Person, form},
    probe::Probe,
    raw::{count, statuses, volley},
    stage::{PASSWORD, Stage},
};
use std::rc::Rc;
use zhixing_load::{
    clock,
    http::{Address, request},
};

/// More than the 150 an hour that one address gets.
const ACCOUNTS: usize = 200;
const LIMIT: usize = 150;
const JUDGED: usize = 100;
const OLD_PASSWORDS: usize = 20;

pub async fn run(stage: Rc<Stage>) -> Finding {
    let mut finding = Finding::default();
    let mut teacher = Person::named(stage.host(), &stage.login());
    let began = clock::now();
    let first = teacher.signs_in(PASSWORD).await.status;
    let usual = began.elapsed();
    finding.must(stage.soak || first == 200, format!("a sign-in before the flood: {first}"));
    let probe = Probe::begin(&stage).await;
    judged(&stage, &mut finding).await;
    let tag = clock::wall().ms();
    let open = |n: usize| {
        let (login, field) = (format!("flood{tag}x{n}"), "flood of accounts 1");
        let body = form(&[("login", &login), ("name", &login), ("password", field), ("agree", "yes")]);
        request("POST", "/register", "content-type: application/x-www-form-urlencoded\r\n", body.as_bytes())
    };
    let address = Address::new(stage.host());
    let flood = volley(&address, (0..ACCOUNTS).map(open).collect());
    let signing = async {
        // the flood is on its way when the hashing of its first account has begun
        let began = clock::now();
        (teacher.signs_in(PASSWORD).await.status, began.elapsed())
    };
    let (replies, (status, took)) = tokio::join!(flood, signing);
    let opened = count(&replies, 303);
    let (said, [took_ms, usual_ms]) = (statuses(&replies), [took, usual].map(|time| time.as_secs_f64() * 1e3));
    finding.measure(format!("{ACCOUNTS} accounts at once: {said}; a sign-in meanwhile {took_ms:.0} ms (usual {usual_ms:.0})"));
    finding.must(opened <= LIMIT, format!("{opened} accounts were opened from one address"));
    finding.must(status == 200 || stage.soak && status == 429, format!("who signs in meanwhile: {status}"));
    // it waits in line, behind the accounts that one address may open and no more
    finding.must(stage.soak || took <= usual * LIMIT as u32, format!("who signs in meanwhile waited {:.1} s", took.as_secs_f64()));
    let mut tried = 0;
    for n in 0..OLD_PASSWORDS {
        let wrong = format!("wrong old one {n}");
        let reply = teacher.posts("/profile/password", &[("old_password", &wrong), ("new_password", "another unlike word 5")]).await;
        // told to wait by a line under the field, with the number of seconds
        let slowed = reply.status == 429 || reply.text().contains("尝试次数过多");
        tried += usize::from(!slowed);
    }
    probe.end(&mut finding).await;
    finding.measure(format!("{tried} of {OLD_PASSWORDS} old passwords tried"));
    finding.must(tried <= 6, format!("{tried} old passwords were tried in one session"));
    finding
}

/// Passwords that are long to judge, in forms that are refused for something else: whoever sends them has shown nothing yet.
async fn judged(stage: &Stage, finding: &mut Finding) {
    let register = |n: usize| {
        let password = ["qwertyuiopasdfg", "abcdefghij9x7w5", "lovesummertiger"][n % 3].repeat(8);
        let body = form(&[("login", &format!("judged{n}")), ("name", ""), ("password", &password)]);
        request("POST", "/register", "content-type: application/x-www-form-urlencoded\r\n", body.as_bytes())
    };
    let plain = |n: usize| request("GET", &format!("/register?again={n}"), "", b"");
    let address = Address::new(stage.host());
    let began = clock::now();
    volley(&address, (0..JUDGED).map(plain).collect()).await;
    let pages = began.elapsed();
    let began = clock::now();
    let replies = volley(&address, (0..JUDGED).map(register).collect()).await;
    let took = began.elapsed();
    finding.measure(format!("{JUDGED} long passwords judged in {:.0} ms (as many pages {:.0})", took.as_secs_f64() * 1e3, pages.as_secs_f64() * 1e3));
    // in a soak strangers share their places with another attack: some are told to come back
    let answered = count(&replies, 422) + if stage.soak { count(&replies, 503) } else { 0 };
    finding.must(answered == JUDGED, format!("forms without a name: {}", statuses(&replies)));
    finding.must(stage.soak || took <= pages * 20, "a password takes long to judge");
}
