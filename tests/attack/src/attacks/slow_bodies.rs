//! Thousands of requests whose body never comes, from one address and without an account: people at work notice nothing, and each is ended.

use crate::{
    finding::Finding,
    probe::Probe,
    raw::{ended, hold},
    stage::Stage,
};
use std::rc::Rc;
use zhixing_load::{clock, http::Address};

const BODIES: usize = 4_200;
const VIEWS: usize = 20;

pub async fn run(stage: Rc<Stage>) -> Finding {
    let mut finding = Finding::default();
    let probe = Probe::begin(&stage).await;
    let began = clock::now();
    let begun = b"POST /sign-in HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 100\r\n\r\nl";
    let held = hold(&Address::new(stage.host()), BODIES, begun).await;
    let (count, mut refused) = (held.len(), vec![]);
    let mut ada = stage.person();
    for _ in 0..VIEWS {
        for (path, body) in [("/exams", false), ("/healthz", false), ("/api/v1/me", true)] {
            let reply = ada.opens(path).await;
            if reply.status != 200 {
                refused.push(format!("{path} {}", reply.status));
            }
            // a small body of a person is read beside them
            if body {
                let reply = ada.posts("/preferences/theme", &[("theme", "dark"), ("back", "/exams")]).await;
                if reply.status >= 400 {
                    refused.push(format!("a form {}", reply.status));
                }
            }
        }
    }
    probe.saves(100).await;
    let left = ended(held).await;
    probe.end(&mut finding).await;
    finding.measure(format!("{count} slow bodies, all ended after {:.0} s", began.elapsed().as_secs_f64()));
    finding.must(count >= BODIES / 2, format!("only {count} were taken: the attack is not understood any more"));
    finding.must(refused.is_empty(), format!("people were refused: {}", refused.join(", ")));
    finding.must(left == 0, format!("{left} were never ended"));
    finding
}
