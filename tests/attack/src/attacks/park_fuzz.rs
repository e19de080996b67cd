//! Pipelines in random pieces, with pauses around the moment when a connection is parked: every answer comes once, in order.

use crate::{finding::Finding, raw::hold, stage::Stage};
use std::{collections::BTreeMap, rc::Rc};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    task::JoinSet,
};
use zhixing_load::{
    clock,
    dice::Dice,
    http::{Address, request},
};

const CONNECTIONS: usize = 60;
const REQUESTS: usize = 12;
/// Half heads of others, so that connections are parked at once.
const CROWD: usize = 1_100;
const PIECES: [usize; 6] = [1, 7, 50, 200, 700, 2_000];
/// Seconds; a quiet connection is parked after about one.
const PAUSES: [f64; 7] = [0.01, 0.3, 0.99, 1.0, 1.01, 1.9, 2.05];

pub async fn run(stage: Rc<Stage>) -> Finding {
    let mut finding = Finding::default();
    for crowd in [0, CROWD] {
        let address = Address::new(stage.host());
        let held = hold(&address, crowd, b"GET / HTTP/1.1\r\nho").await;
        let mut tasks = JoinSet::new();
        for n in 0..CONNECTIONS {
            tasks.spawn_local(pipeline(address.clone(), n, stage.dice()));
        }
        let (mut right, mut why) = (0, BTreeMap::<String, usize>::new());
        while let Some(end) = tasks.join_next().await {
            match end.unwrap_or_else(|e| Err(e.to_string())) {
                Ok(()) => right += 1,
                Err(what) => *why.entry(what).or_default() += 1,
            }
        }
        drop(held);
        finding.measure(format!("{right} of {CONNECTIONS} pipelines in order beside {crowd} half heads"));
        finding.must(right == CONNECTIONS, format!("{why:?}"));
    }
    finding
}

/// Twelve requests, each with a word that its answer repeats.
async fn pipeline(address: Address, number: usize, mut dice: Dice) -> Result<(), String> {
    let (mut bytes, mut words) = (vec![], vec![]);
    for n in 0..REQUESTS {
        let word = format!("{number}x{n}y{}", dice.below(1_000_000));
        bytes.extend(if dice.chance(0.3) {
            // refused before anything is hashed: made-up logins have a share of that work
            let body = format!("login=x&next=/{word}");
            request("POST", "/register", "content-type: application/x-www-form-urlencoded\r\n", body.as_bytes())
        } else {
            request("GET", &format!("/sign-in?next=/{word}"), "", b"")
        });
        words.push(word);
    }
    let stream = address.connect().await.map_err(|e| e.to_string())?;
    let (mut from, mut to) = stream.into_split();
    let writing = async {
        let mut rest = &bytes[..];
        while !rest.is_empty() {
            let n = PIECES[dice.below(PIECES.len())].min(rest.len());
            to.write_all(&rest[..n]).await.map_err(|e| format!("cut off: {e}"))?;
            rest = &rest[n..];
            if dice.chance(0.12) {
                clock::seconds(PAUSES[dice.below(PAUSES.len())]).await;
            }
        }
        Ok::<(), String>(())
    };
    let reading = async {
        let mut got = vec![];
        while got.windows(9).filter(|w| w == b"HTTP/1.1 ").count() < REQUESTS || !is_whole(&got) {
            match from.read_buf(&mut got).await {
                Ok(n) if n > 0 => {}
                end => return Err(format!("ended after {} bytes: {end:?}", got.len() / 1_000_000)),
            }
        }
        Ok(String::from_utf8_lossy(&got).into_owned())
    };
    let both = async { tokio::try_join!(writing, reading) };
    let got = tokio::time::timeout(crate::raw::PATIENCE, both).await.map_err(|_| "no answer".to_string())??.1;
    let mark = "name=\"next\" value=\"/";
    let seen: Vec<&str> = got.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).collect();
    if seen == words { Ok(()) } else { Err(format!("{} answers, not as asked", seen.len())) }
}

/// The last page has come to its end; the renderer's marks may follow.
fn is_whole(got: &[u8]) -> bool {
    let mut end = got.trim_ascii_end();
    while let Some(rest) = end.strip_suffix(b"<!>") {
        end = rest.trim_ascii_end();
    }
    end.ends_with(b"</html>")
}
