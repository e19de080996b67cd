//! Slow uploads, heads that never end, and answers that nobody reads: an honest upload is read beside them, memory stays, and each is ended.

use crate::{
    desk::{Desk, essay},
    finding::Finding,
    person::Person,
    probe::Probe,
    raw::{PATIENCE, ended, hold},
    stage::Stage,
};
use std::{collections::HashSet, rc::Rc};
use tokio::net::{TcpSocket, TcpStream};
use zhixing_load::{clock, http::Address};

const UPLOADS: usize = 64;
const HEADS: usize = 300;
const READERS: usize = 100;
/// Requests that each of those sends: more answers than the machine itself takes in for them.
const ASKED: usize = 600;
/// How often an honest upload may be told to come back.
const TRIES: usize = 3;
/// Megabytes for all of them.
const MEMORY: f64 = 150.0;

pub async fn run(stage: Rc<Stage>) -> Finding {
    let mut finding = Finding::default();
    let mut ada = stage.person();
    let mut desk = Desk::open(&mut ada, "little/exam", stage.dice()).await;
    let item = desk.item("essay");
    let probe = Probe::begin(&stage).await;
    let before = stage.memory().0;
    let address = Address::new(stage.host());
    let began = clock::now();
    let slow = [b"POST /api/v1/verify HTTP/1.1\r\nhost: localhost\r\ncontent-length: 2000000\r\n\r\n".as_slice(), &[b'x'; 1_000]].concat();
    let uploads = hold(&address, UPLOADS, &slow).await;
    let (mut honest, mut told) = (0, 0);
    while told <= TRIES {
        let reply = Person::stranger(stage.host()).asks("POST", "/api/v1/verify", "application/json", &[b' '; 70_000]).await;
        honest = reply.status;
        match (reply.status, reply.retry_after) {
            (503, Some(seconds)) => clock::seconds(seconds).await,
            _ => break,
        }
        told += 1;
    }
    let journal = (0..3).map(|n| desk.operation(&item, essay(&format!("{n}").repeat(60_000)))).collect();
    let journal = desk.sends(&mut ada, journal).await.status;
    finding.measure(format!("beside {UPLOADS} slow uploads: an honest one {honest} (told to come back {told} times), a long journal {journal}"));
    finding.must(!matches!(honest, 408 | 500..), format!("an honest upload: {honest}"));
    finding.must(journal == 200, format!("a long journal: {journal}"));
    let half = format!("GET / HTTP/1.1\r\nhost: localhost\r\nx-long: {}", "a".repeat(390_000));
    let heads = hold(&address, HEADS, half.as_bytes()).await;
    let short = hold(&address, HEADS, b"GET / HTTP/1.1\r\nho").await;
    let readers = deaf(&stage).await;
    probe.saves(100).await;
    let mut left = vec![];
    for (name, held) in [("uploads", uploads), ("long heads", heads), ("short heads", short)] {
        left.push((name, ended(held).await));
    }
    // they read nothing, so only the server's end tells that it has let go
    let open = let_go(&stage, readers).await;
    left.push(("answers unread", open));
    probe.end(&mut finding).await;
    let grown = stage.memory().1 - before;
    finding.measure(format!("{HEADS} long and short heads, {READERS} who do not read: all ended after {:.0} s, +{grown:.0} MB", began.elapsed().as_secs_f64()));
    for (name, n) in left {
        finding.must(n == 0, format!("{n} {name} were never ended"));
    }
    finding.must(stage.soak || grown <= MEMORY, format!("{grown:.0} MB more"));
    finding
}

/// Sockets with small buffers that ask again and again and read nothing.
async fn deaf(stage: &Stage) -> Vec<TcpStream> {
    let mut held = vec![];
    let host = stage.host().parse().expect("an address");
    for _ in 0..READERS {
        let socket = TcpSocket::new_v4().expect("a socket");
        let _ = socket.set_recv_buffer_size(2_048);
        let Ok(stream) = socket.connect(host).await else { continue };
        let ask = "GET /courses/ai-trainer-5 HTTP/1.1\r\nhost: localhost\r\n\r\n".repeat(ASKED);
        let _ = stream.try_write(ask.as_bytes());
        held.push(stream);
    }
    held
}

/// Waits until the server has let go of each, which the machine's table of sockets tells: they read nothing, so they cannot. How many it still holds.
async fn let_go(stage: &Stage, held: Vec<TcpStream>) -> usize {
    let port = |address: &str| address.rsplit(':').next().and_then(|p| u16::from_str_radix(p, 16).ok());
    let server = stage.host().rsplit(':').next().and_then(|p| p.parse::<u16>().ok());
    let ours: HashSet<u16> = held.iter().filter_map(|s| s.local_addr().ok()).map(|a| a.port()).collect();
    let end = clock::now() + PATIENCE;
    loop {
        let table = std::fs::read_to_string("/proc/net/tcp").unwrap_or_default();
        let row = |line: &str| {
            let fields: Vec<&str> = line.split_whitespace().collect();
            // a socket that its process let go has no inode
            let held = fields.get(9).is_some_and(|inode| *inode != "0");
            held && fields.get(1).copied().and_then(port) == server && fields.get(2).copied().and_then(port).is_some_and(|p| ours.contains(&p))
        };
        let open = table.lines().skip(1).filter(|line| row(line)).count();
        if open == 0 || clock::now() >= end {
            return open;
        }
        clock::seconds(0.5).await;
    }
}
