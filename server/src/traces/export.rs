//! Sends spans that ended to the collector, some at a time. Whatever the collector does, no request waits for it.

use super::{
    Listener,
    span::{Span, body},
};
use crate::config::TraceSettings;
use std::{io, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::mpsc,
    task::JoinHandle,
    time::timeout,
};

/// So many may wait; more are lost.
const QUEUE: usize = 8_192;
/// So many go at once.
const BATCH: usize = 512;
/// Those that have waited so long go, however few they are.
const PAUSE: Duration = Duration::from_secs(2);
/// What the collector has to take them.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sends until told to stop.
pub struct Traces {
    sending: JoinHandle<()>,
    stop: mpsc::Sender<()>,
}

/// Where spans go.
struct Collector {
    settings: TraceSettings,
    /// It did not take the last ones, and that was told.
    silent: bool,
}

impl Traces {
    /// Starts to send; the listener is to be made part of the subscriber.
    pub fn start(settings: TraceSettings) -> (Self, Listener) {
        let (ended, spans) = mpsc::channel(QUEUE);
        let (stop, stopped) = mpsc::channel(1);
        let listener = Listener::new(ended, settings.share);
        (Self { sending: tokio::spawn(send(Collector { settings, silent: false }, spans, stopped)), stop }, listener)
    }

    /// Sends what is left.
    pub async fn stop(self) {
        drop(self.stop);
        let _ = timeout(PATIENCE, self.sending).await;
    }
}

async fn send(mut collector: Collector, mut spans: mpsc::Receiver<Span>, mut stopped: mpsc::Receiver<()>) {
    let mut waiting = Vec::with_capacity(BATCH);
    loop {
        let told = tokio::select! {
            // the first one opens the round
            got = spans.recv_many(&mut waiting, BATCH) => got == 0,
            _ = stopped.recv() => true,
        };
        if !told && waiting.len() < BATCH {
            tokio::select! {
                () = tokio::time::sleep(PAUSE) => {}
                _ = stopped.recv() => {}
            }
        }
        while let Ok(span) = spans.try_recv() {
            waiting.push(span);
        }
        for some in waiting.chunks(BATCH) {
            collector.give(some).await;
        }
        waiting.clear();
        if told {
            return;
        }
    }
}

impl Collector {
    async fn give(&mut self, spans: &[Span]) {
        let taken = match timeout(PATIENCE, self.post(&body(spans, &self.settings.service))).await {
            Ok(Ok(status @ 200..=299)) => Ok(status),
            Ok(Ok(status)) => Err(format!("it answers {status}")),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("it does not answer".into()),
        };
        match taken {
            Ok(_) => self.silent = false,
            Err(error) if !self.silent => {
                self.silent = true;
                tracing::warn!(collector = self.settings.address(), error, "traces are lost until it takes them again");
            }
            Err(_) => {}
        }
    }

    /// One request over one connection (RFC 9112): spans go a few times a minute. Gives the status.
    async fn post(&self, body: &str) -> io::Result<u16> {
        let TraceSettings { host, port, path, headers, .. } = &self.settings;
        let mut socket = TcpStream::connect((host.as_str(), *port)).await?;
        let more: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{more}Connection: close\r\n\r\n",
            self.settings.place(),
            body.len()
        );
        socket.write_all(head.as_bytes()).await?;
        socket.write_all(body.as_bytes()).await?;
        let mut line = [0; 12];
        socket.read_exact(&mut line).await?;
        let status = std::str::from_utf8(&line).ok().and_then(|line| line.strip_prefix("HTTP/1.")?.get(2..)?.parse().ok());
        status.ok_or_else(|| io::Error::other("what it answers is not HTTP"))
    }
}
