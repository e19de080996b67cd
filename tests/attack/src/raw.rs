//! Requests as bytes: many at one instant, halves that never end, and sockets that say nothing.

use std::{io, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
};
use zhixing_load::http::{Address, Reply, read};

/// How long a server may take to end what it must end; no measure, only the end of an attack that did not go as it must.
pub const PATIENCE: Duration = Duration::from_secs(150);

/// Sends all but the last byte of each request, then every last byte at once; the answers in that order, nothing where there was none.
pub async fn volley(address: &Address, requests: Vec<Vec<u8>>) -> Vec<Option<Reply>> {
    let mut lines = vec![];
    for request in &requests {
        let begun = async {
            let mut stream = address.connect().await?;
            stream.write_all(&request[..request.len() - 1]).await?;
            io::Result::Ok(stream)
        };
        lines.push(begun.await.ok());
    }
    let mut tasks = JoinSet::new();
    for (n, (line, request)) in lines.into_iter().zip(requests).enumerate() {
        tasks.spawn_local(async move {
            let answer = async {
                let mut stream = line?;
                stream.write_all(&request[request.len() - 1..]).await.ok()?;
                tokio::time::timeout(PATIENCE, read(&mut stream)).await.ok()?.ok()
            };
            (n, answer.await.map(|(reply, _)| reply))
        });
    }
    let mut replies: Vec<(usize, Option<Reply>)> = vec![];
    while let Some(reply) = tasks.join_next().await {
        replies.extend(reply.ok());
    }
    replies.sort_by_key(|(n, _)| *n);
    replies.into_iter().map(|(_, reply)| reply).collect()
}

/// How many answers had each status; 0 for none.
pub fn statuses(replies: &[Option<Reply>]) -> String {
    let mut counts = std::collections::BTreeMap::<u16, usize>::new();
    for reply in replies {
        *counts.entry(reply.as_ref().map_or(0, |r| r.status)).or_default() += 1;
    }
    counts.iter().map(|(status, n)| format!("{n} × {status}")).collect::<Vec<_>>().join(" ")
}

pub fn count(replies: &[Option<Reply>], status: u16) -> usize {
    replies.iter().flatten().filter(|r| r.status == status).count()
}

/// Opens so many sockets, says this on each, and leaves them open.
pub async fn hold(address: &Address, count: usize, words: &[u8]) -> Vec<TcpStream> {
    let mut held = vec![];
    for _ in 0..count {
        let Ok(mut stream) = address.connect().await else { continue };
        if words.is_empty() || stream.write_all(words).await.is_ok() {
            held.push(stream);
        }
    }
    held
}

/// Reads until the server ends each; how many it did not end.
pub async fn ended(held: Vec<TcpStream>) -> usize {
    let all = held.len();
    let mut tasks = JoinSet::new();
    for mut stream in held {
        tasks.spawn_local(async move {
            let mut piece = [0; 512];
            let end = async { while stream.read(&mut piece).await.is_ok_and(|n| n > 0) {} };
            tokio::time::timeout(PATIENCE, end).await.is_ok()
        });
    }
    let mut closed = 0;
    while let Some(end) = tasks.join_next().await {
        closed += usize::from(end.unwrap_or_default());
    }
    all - closed
}

/// Says this, and reads until the server ends the connection; nothing if it does not.
pub async fn talk(address: &Address, words: &[u8]) -> Option<Vec<u8>> {
    let mut stream = address.connect().await.ok()?;
    let mut said = vec![];
    let talk = async {
        let (mut from, mut to) = stream.split();
        // the server may end it before all is said, which is an answer too
        let (_, _) = tokio::join!(to.write_all(words), from.read_to_end(&mut said));
    };
    tokio::time::timeout(PATIENCE, talk).await.ok()?;
    Some(said)
}
