//! A client of HTTP/1.1 over one kept connection, nothing clever: what is measured is the server.

use std::{io, net::Ipv4Addr, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
};

/// How long an answer may take before it counts as lost on the way.
const PATIENCE: Duration = Duration::from_secs(90);
/// Connections from one source address, well below the ephemeral ports there are.
const FROM_ONE_ADDRESS: usize = 10_000;

/// Where the server is, and from which of this machine's addresses to come.
#[derive(Clone, Debug)]
pub struct Address {
    host: Arc<str>,
    source: Option<Ipv4Addr>,
}

impl Address {
    pub fn new(host: &str) -> Self {
        Self { host: host.into(), source: None }
    }

    /// From this address of the machine, as if from another machine.
    pub fn from(host: &str, source: Ipv4Addr) -> Self {
        Self { host: host.into(), source: Some(source) }
    }

    /// For the `n`-th client: on the loopback others than the first ten thousand come from 127.0.0.2 and so on.
    pub fn of(host: &str, n: usize) -> Self {
        let more = u8::try_from(n / FROM_ONE_ADDRESS).unwrap_or(u8::MAX - 1);
        let source = (more > 0 && host.starts_with("127.")).then(|| Ipv4Addr::new(127, 0, 0, 1 + more));
        Self { host: host.into(), source }
    }

    pub async fn connect(&self) -> io::Result<TcpStream> {
        let stream = match self.source {
            None => TcpStream::connect(&*self.host).await?,
            Some(source) => {
                let socket = TcpSocket::new_v4()?;
                socket.bind((source, 0).into())?;
                socket.connect(self.host.parse().map_err(io::Error::other)?).await?
            }
        };
        stream.set_nodelay(true)?;
        Ok(stream)
    }
}

#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    /// Seconds.
    pub retry_after: Option<f64>,
    /// All of it above the body, as it came.
    pub head: String,
    pub body: Vec<u8>,
}

impl Reply {
    /// Every value of a field of the head.
    pub fn fields(&self, name: &str) -> impl Iterator<Item = &str> {
        fields(&self.head, name)
    }

    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields(name).next()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

fn fields<'a>(head: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let lines = head.lines().filter_map(|l| l.split_once(':'));
    lines.filter(move |(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

pub struct Client {
    address: Address,
    pub token: String,
    stream: Option<TcpStream>,
}

impl Client {
    pub fn new(address: Address, token: &str) -> Self {
        Self { address, token: token.into(), stream: None }
    }

    /// Ends the connection; the next request makes another.
    pub fn hang_up(&mut self) {
        self.stream = None;
    }

    pub async fn ask(&mut self, method: &str, path: &str, body: &str) -> io::Result<Reply> {
        let authorization = if self.token.is_empty() { String::new() } else { format!("authorization: Bearer {}\r\n", self.token) };
        self.send(method, path, &format!("{authorization}content-type: application/json\r\n"), body.as_bytes()).await
    }

    /// With the given lines in the head, each with its end.
    pub async fn send(&mut self, method: &str, path: &str, lines: &str, body: &[u8]) -> io::Result<Reply> {
        match tokio::time::timeout(PATIENCE, self.exchange(request(method, path, lines, body))).await {
            Ok(reply) => reply,
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }

    /// The stream is put back only after a whole answer, so a request that was given up never leaves half of one behind.
    async fn exchange(&mut self, request: Vec<u8>) -> io::Result<Reply> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => self.address.connect().await?,
        };
        stream.write_all(&request).await?;
        let (reply, keep) = read(&mut stream).await?;
        if keep {
            self.stream = Some(stream);
        }
        Ok(reply)
    }
}

/// A request as it goes over the wire.
pub fn request(method: &str, path: &str, lines: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\n{lines}content-length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// One answer, and whether the connection may be used again.
pub async fn read(stream: &mut TcpStream) -> io::Result<(Reply, bool)> {
    let mut buffer = Vec::with_capacity(2_048);
    let end = loop {
        if let Some(end) = buffer.windows(4).position(|w| w == b"\r\n\r\n") {
            break end;
        }
        more(stream, &mut buffer).await?;
    };
    let head = String::from_utf8_lossy(&buffer[..end]).into_owned();
    let field = |name: &str| fields(&head, name).next();
    let strange = || io::Error::new(io::ErrorKind::InvalidData, "not an answer of HTTP/1.1");
    let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).ok_or_else(strange)?;
    let length: usize = match field("content-length") {
        None if status == 204 || status == 304 => 0,
        length => length.and_then(|l| l.parse().ok()).ok_or_else(strange)?,
    };
    let retry_after = field("retry-after").and_then(|s| s.parse().ok());
    let keep = field("connection") != Some("close");
    let mut body = buffer.split_off(end + 4);
    while body.len() < length {
        more(stream, &mut body).await?;
    }
    Ok((Reply { status, retry_after, head, body }, keep))
}

async fn more(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<()> {
    match stream.read_buf(buffer).await? {
        0 => Err(io::ErrorKind::UnexpectedEof.into()),
        _ => Ok(()),
    }
}
