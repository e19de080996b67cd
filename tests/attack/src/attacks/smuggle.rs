//! Requests with two lengths, odd framing and requests hidden in bodies: a body is never taken for a request, and nothing odd is taken for a success.

use crate::{finding::Finding, raw::talk, stage::Stage};
use std::rc::Rc;
use tokio::{io::AsyncWriteExt, net::TcpStream};
use zhixing_load::http::{Address, read};

/// What each case must come to.
enum Must {
    /// So many answers, the last of them to the request that ends the connection.
    Answer(usize),
    /// Refused, or cut off, before anything after it is read; so many answers at most.
    Refuse(usize),
    /// The first answer is a refusal; as nothing is unclear about its end, the connection may go on.
    Deny,
    /// Whatever it is told, but no request out of a body.
    Either,
}
use Must::{Answer, Deny, Either, Refuse};

/// A request whose answer would show that a body was taken for a request.
const HIDDEN: &str = "GET /sign-in?next=/smuggled HTTP/1.1\r\nhost: localhost\r\n\r\n";
const PLAIN: &str = "GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n";
/// Ends every case: the server closes after it.
const LAST: &str = "GET /sign-in?next=/the-last HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";

pub async fn run(stage: Rc<Stage>) -> Finding {
    let mut finding = Finding::default();
    let (address, cases) = (Address::new(stage.host()), cases());
    let mut answered = 0;
    for (name, must, bytes) in &cases {
        let Some(said) = talk(&address, &[bytes, LAST.as_bytes()].concat()).await else {
            finding.must(false, format!("{name}: neither answered nor ended"));
            continue;
        };
        let text = String::from_utf8_lossy(&said);
        let statuses: Vec<u16> = text.split("HTTP/1.1 ").skip(1).filter_map(|rest| rest.get(..3)?.parse().ok()).collect();
        let last = text.contains("value=\"/the-last\"");
        answered += statuses.len();
        finding.must(!text.contains("value=\"/smuggled\""), format!("{name}: the body was taken for a request {statuses:?}"));
        let right = match must {
            Answer(n) => statuses.len() == *n && last,
            Refuse(n) => statuses.len() <= *n && !last && statuses.last().is_none_or(|s| *s >= 400),
            Deny => statuses.first().is_some_and(|s| (400..500).contains(s)),
            Either => statuses.iter().all(|s| *s < 500 || *s == 503),
        };
        finding.must(right, format!("{name}: {statuses:?}{}", if last { " and the last" } else { "" }));
    }
    let half = half_closed(&address).await;
    finding.must(half, "a whole request with its end: no answer");
    finding.measure(format!("{} cases, {answered} answers", cases.len() + 1));
    finding
}

/// A whole request, then the end of what this side says.
async fn half_closed(address: &Address) -> bool {
    let answer = async {
        let mut stream: TcpStream = address.connect().await.ok()?;
        stream.write_all(PLAIN.as_bytes()).await.ok()?;
        stream.shutdown().await.ok()?;
        read(&mut stream).await.ok()
    };
    tokio::time::timeout(crate::raw::PATIENCE, answer).await.is_ok_and(|a| a.is_some_and(|(reply, _)| reply.status == 200))
}

fn get(lines: &str) -> Vec<u8> {
    format!("GET /healthz HTTP/1.1\r\nhost: localhost\r\n{lines}\r\n").into_bytes()
}

fn post(path: &str, lines: &str, body: &[u8]) -> Vec<u8> {
    [format!("POST {path} HTTP/1.1\r\nhost: localhost\r\n{lines}\r\n\r\n").as_bytes(), body].concat()
}

#[rustfmt::skip]
fn cases() -> Vec<(&'static str, Must, Vec<u8>)> {
    let form = |lines: &str, body: &str| post("/sign-in", lines, body.as_bytes());
    let length = HIDDEN.len();
    let chunk = format!("{length:x}\r\n{HIDDEN}\r\n0\r\n\r\n");
    vec![
        ("both lengths, the request in one", Refuse(1), form(&format!("content-length: {}\r\ntransfer-encoding: chunked", length + 5), &format!("0\r\n\r\n{HIDDEN}"))),
        ("both lengths, the other way", Refuse(1), form(&format!("transfer-encoding: chunked\r\ncontent-length: {}", length + 5), &format!("0\r\n\r\n{HIDDEN}"))),
        ("two lengths that differ", Refuse(1), form(&format!("content-length: 5\r\ncontent-length: {}", length + 5), &format!("hello{HIDDEN}"))),
        ("two lengths that agree", Either, form(&format!("content-length: {length}\r\ncontent-length: {length}"), HIDDEN)),
        ("a length with a sign", Refuse(1), form(&format!("content-length: +{length}"), HIDDEN)),
        ("a list of lengths", Refuse(1), form(&format!("content-length: {length}, {length}"), HIDDEN)),
        ("a length in hexadecimal", Refuse(1), form("content-length: 0x5", "hello")),
        ("a length that does not fit", Refuse(1), form("content-length: 99999999999999999999999", "")),
        ("a negative length", Refuse(1), form("content-length: -1", HIDDEN)),
        ("an unknown coding", Refuse(1), form("transfer-encoding: xchunked", &chunk)),
        ("chunked is not the last coding", Refuse(1), form("transfer-encoding: chunked, identity", &chunk)),
        ("a coding after a tab", Either, form("transfer-encoding:\tchunked ", &chunk)),
        ("a space before the colon", Refuse(1), form("transfer-encoding : chunked", &chunk)),
        ("a request in a chunk", Answer(2), form("transfer-encoding: chunked", &chunk)),
        ("a long extension of a chunk", Refuse(1), form("transfer-encoding: chunked", &format!("1;{}\r\nx\r\n0\r\n\r\n", "a".repeat(20_000)))),
        ("a chunk that overflows", Refuse(1), form("transfer-encoding: chunked", &format!("ffffffffffffffff1\r\n{HIDDEN}"))),
        ("chunks with bare line feeds", Either, form("transfer-encoding: chunked", "1\nx\n0\n\n")),
        ("a trailer with a length", Answer(2), form("transfer-encoding: chunked", &format!("0\r\ncontent-length: {length}\r\n\r\n"))),
        ("a trailer of a megabyte", Refuse(1), form("transfer-encoding: chunked", &format!("0\r\nx-a: {}\r\n\r\n", "b".repeat(1_000_000)))),
        ("a head with bare line feeds", Either, b"GET /healthz HTTP/1.1\nhost: localhost\n\n".to_vec()),
        ("a folded line", Refuse(1), get("x-a: b\r\n c\r\n")),
        ("nothing in a field", Refuse(1), get("x-a: b\0c\r\n")),
        ("a carriage return in a field", Refuse(1), get("x-a: b\rc\r\n")),
        ("no host", Deny, b"GET /healthz HTTP/1.1\r\n\r\n".to_vec()),
        ("two hosts", Deny, b"GET /healthz HTTP/1.1\r\nhost: localhost\r\nhost: evil.example\r\n\r\n".to_vec()),
        ("a foreign host", Deny, b"GET /sign-in HTTP/1.1\r\nhost: evil.example\r\n\r\n".to_vec()),
        ("a foreign address in the line", Either, b"GET http://evil.example/sign-in HTTP/1.1\r\nhost: localhost\r\n\r\n".to_vec()),
        ("a tunnel", Either, b"CONNECT evil.example:80 HTTP/1.1\r\nhost: evil.example\r\n\r\n".to_vec()),
        ("all of the server", Either, b"OPTIONS * HTTP/1.1\r\nhost: localhost\r\n\r\n".to_vec()),
        ("the preface of HTTP/2", Refuse(1), b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec()),
        ("HTTP/0.9", Refuse(1), b"GET /healthz\r\n".to_vec()),
        ("HTTP/3.7", Refuse(1), b"GET /healthz HTTP/3.7\r\nhost: localhost\r\n\r\n".to_vec()),
        ("fifty at once", Answer(51), PLAIN.repeat(50).into_bytes()),
        ("one too large among others", Refuse(2), [PLAIN.as_bytes(), &post("/sign-in", "content-length: 10000000", HIDDEN.as_bytes())].concat()),
        ("a request in a body that nobody reads", Either, post("/nowhere", &format!("content-length: {length}"), HIDDEN.as_bytes())),
        ("the same in chunks", Either, post("/healthz", "transfer-encoding: chunked", chunk.as_bytes())),
        ("a request in a body that is too large", Either, post("/sign-in", "content-length: 90000", HIDDEN.repeat(90_000 / length + 1).as_bytes())),
        ("a request in a body that waits for a go", Either, post("/sign-in", &format!("content-length: {length}\r\nexpect: 100-continue"), HIDDEN.as_bytes())),
        ("an upgrade", Answer(2), get("connection: upgrade\r\nupgrade: h2c\r\n")),
        ("a head of 300 kB", Refuse(1), get(&format!("x-a: {}\r\n", "a".repeat(300_000)))),
        ("two hundred fields", Refuse(1), get(&(0..200).map(|n| format!("x-{n}: 1\r\n")).collect::<String>())),
        ("a path of 70 kB", Refuse(1), format!("GET /{} HTTP/1.1\r\nhost: localhost\r\n\r\n", "a".repeat(70_000)).into_bytes()),
        ("a query of 20 kB", Answer(2), format!("GET /search?q={} HTTP/1.1\r\nhost: localhost\r\n\r\n", "%E6%95%B0".repeat(2_200)).into_bytes()),
        ("no text in a path", Answer(2), b"GET /courses/%ff%fe HTTP/1.1\r\nhost: localhost\r\n\r\n".to_vec()),
        ("out of the folder", Answer(4), [
            "GET /media/ai-trainer-5/..%2f..%2f..%2fetc%2fpasswd HTTP/1.1\r\nhost: localhost\r\n\r\n",
            "GET /assets/..%2fCargo.toml HTTP/1.1\r\nhost: localhost\r\n\r\n",
            "GET /../../etc/passwd HTTP/1.1\r\nhost: localhost\r\n\r\n",
        ].concat().into_bytes()),
    ]
}
