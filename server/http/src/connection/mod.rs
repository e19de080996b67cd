//! Connections. One that waits for its next request is parked: it holds its socket and nothing else, so that ten thousand people who think cost no
//! buffers. Never here: what a request means.
//!
//! hyper keeps two buffers of 8 KiB and its own state for as long as a connection lives. Here it lives for a conversation: once every answer is
//! written and nothing was said for a moment, the socket is taken back, and given to a new one when it has something to read. A question that may
//! wait for its answer is taken back with its socket, and asked anew when its time has come.

mod activity;
mod farewell;
mod held;
mod lines;
mod slot;

use crate::clock;
use activity::{Activity, RequestBody, ResponseBody, TrackedIo};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::{ConnectInfo, Request},
};
use futures_util::FutureExt;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{rt::TokioTimer, service::TowerToHyperService};
use lines::Open;
pub use lines::{Lines, Socket};
use std::{
    convert::Infallible,
    fmt::Write,
    future::{Future, pending, poll_fn},
    io::{Error, ErrorKind},
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::Poll,
    time::Duration,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    time::{MissedTickBehavior, interval, sleep, timeout},
};

/// A conversation in which nothing was said from one tick to the next but one is over.
const TICK: Duration = Duration::from_secs(1);
/// When more than these are talking, as at the bell, each is over with its answer.
const CROWD: usize = 1_024;
/// How long the head of a request may take to arrive, and in a crowd.
const HEAD: Duration = Duration::from_secs(30);
const HEAD_IN_A_CROWD: Duration = Duration::from_secs(8);
/// The largest head: of a stranger, and on a connection where somebody signed in has asked before.
const HEAD_BYTES: usize = 32 << 10;
const PERSONS_HEAD_BYTES: usize = 64 << 10;
/// How long a connection may say nothing; whoever comes back opens another.
const PARKED: Duration = Duration::from_secs(600);
/// The same before its first request.
const SILENT: Duration = Duration::from_secs(30);
/// A pause before the next connection when the system had no file for one.
const STARVED: Duration = Duration::from_millis(50);

/// How many connections there are, and how many of them are talking.
#[derive(Debug)]
pub struct Count {
    open: AtomicUsize,
    talking: AtomicUsize,
    crowd: usize,
    /// Everybody who is connected, and how many there may be.
    pub lines: Arc<Lines>,
}

impl Default for Count {
    fn default() -> Self {
        Self::with_crowd(CROWD)
    }
}

impl Count {
    /// With its own bound of how many may talk at leisure.
    pub fn with_crowd(crowd: usize) -> Self {
        Self { crowd, ..Self::within(Lines::new(usize::MAX, vec![])) }
    }

    /// With bounds of how many may be connected.
    pub fn within(lines: Lines) -> Self {
        Self { open: AtomicUsize::new(0), talking: AtomicUsize::new(0), crowd: CROWD, lines: Arc::new(lines) }
    }

    fn is_crowded(&self) -> bool {
        self.talking() > self.crowd
    }

    pub fn open(&self) -> usize {
        self.open.load(Ordering::Relaxed)
    }

    pub fn talking(&self) -> usize {
        self.talking.load(Ordering::Relaxed)
    }

    /// How many there are and were turned away, for the metrics.
    pub fn to_text(&self, text: &mut String) {
        let (open, talking) = (self.open(), self.talking());
        text.push_str("# TYPE zhixing_connections gauge\n");
        let _ = writeln!(text, "zhixing_connections{{state=\"talking\"}} {talking}");
        let _ = writeln!(text, "zhixing_connections{{state=\"parked\"}} {}", open.saturating_sub(talking));
        let lines = self.lines.counts();
        let _ = writeln!(text, "# TYPE zhixing_connections_most gauge\nzhixing_connections_most {}", lines.most);
        text.push_str("# TYPE zhixing_connections_ended_total counter\n");
        for (why, n) in [("refused", lines.refused), ("closed", lines.closed), ("no_file", lines.starved)] {
            let _ = writeln!(text, "zhixing_connections_ended_total{{why=\"{why}\"}} {n}");
        }
    }
}

/// One more, until it is dropped.
struct One<'a>(&'a AtomicUsize);

impl<'a> One<'a> {
    fn of(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for One<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Serves until told to stop; then parked connections are closed, and the others when their answer is written.
pub async fn serve(listener: TcpListener, app: Router, count: Arc<Count>, stopped: impl Future<Output = ()>) {
    let (stop, told) = watch::channel(());
    let mut stopped = pin!(stopped);
    loop {
        let accepted = tokio::select! {
            () = &mut stopped => break,
            accepted = listener.accept() => accepted,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            // a peer that went away before it was let in
            Err(error) if is_of_one(&error) => continue,
            Err(error) => {
                count.lines.starve(&error, clock::monotonic());
                sleep(STARVED).await;
                continue;
            }
        };
        // one that is not let in is closed here
        let Some(open) = count.lines.admit(peer) else { continue };
        // small answers must not wait for more to come
        let _ = stream.set_nodelay(true);
        let (app, count, told) = (app.clone(), count.clone(), told.clone());
        tokio::spawn(async move { attend(stream, open, app, &count, told).await });
    }
    drop((listener, told));
    let _ = stop.send(());
    stop.closed().await;
}

/// Whether the fault is that of one connection, and not of the listener or the system.
fn is_of_one(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset)
}

/// From the first byte to the last.
async fn attend(mut stream: TcpStream, open: Open, app: Router, count: &Count, mut told: watch::Receiver<()>) {
    let _open = One::of(&count.open);
    let socket = open.socket();
    let mut early = Bytes::new();
    loop {
        if early.is_empty() {
            // told before, in a conversation, where it was not meant
            let _ = socket.told_to_leave().now_or_never();
            let parked = open.park();
            let patience = if socket.has_asked() { PARKED } else { SILENT };
            tokio::select! {
                biased;
                _ = told.changed() => return,
                // one that begins to speak as it is told to leave stays
                ready = timeout(patience, stream.readable()) => if !matches!(ready, Ok(Ok(()))) { return },
                () = socket.told_to_leave() => return,
            }
            drop(parked);
            let _ = socket.told_to_leave().now_or_never();
        }
        let talking = (One::of(&count.talking), open.talk());
        // in a box of its own, which a parked connection does not keep
        match Box::pin(converse(stream, early, socket, app.clone(), count, told.clone())).await {
            Some(back) => (stream, early) = back,
            None => return,
        }
        drop(talking);
        if let Some(question) = socket.held.take() {
            // boxed: few connections hold a question
            match Box::pin(held::wait(&stream, question, early, &open, &mut told)).await {
                Some(asked) => early = asked,
                None => return,
            }
        }
    }
}

/// One request, counted while it is asked and answered.
fn answer(
    mut request: hyper::Request<Incoming>,
    app: &Router,
    socket: Arc<Socket>,
    activity: Arc<Activity>,
) -> impl Future<Output = Result<hyper::Response<ResponseBody>, Infallible>> + use<> {
    socket.asks();
    request.extensions_mut().insert(ConnectInfo(socket.peer));
    request.extensions_mut().insert(socket.clone());
    let request = Request::map(request, |body| Body::new(RequestBody::new(body, activity.clone())));
    let answer = hyper::service::Service::call(&TowerToHyperService::new(app.clone()), request);
    async move {
        let response = answer.await?;
        if socket.held.is_taken() {
            // not answered here: the connection is about to take the question back
            pending::<()>().await;
        }
        Ok(response.map(|body| ResponseBody::new(body, activity)))
    }
}

/// How a conversation is held: a peer may end what it says with its request, and hears the answer also when that takes a while.
fn manner(count: &Count, socket: &Socket) -> http1::Builder {
    let patience = if count.is_crowded() { HEAD_IN_A_CROWD } else { HEAD };
    let most = if socket.is_persons() { PERSONS_HEAD_BYTES } else { HEAD_BYTES };
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).half_close(true).header_read_timeout(patience).max_buf_size(most);
    builder
}

/// Answers requests until the connection ends, or until nothing is said any more: then the socket comes back, with what a peer that does not wait for
/// its answers has sent of the next request. `early` is what such a peer sent before.
async fn converse(
    stream: TcpStream,
    early: Bytes,
    socket: &Arc<Socket>,
    app: Router,
    count: &Count,
    mut told: watch::Receiver<()>,
) -> Option<(TcpStream, Bytes)> {
    let activity = Arc::new(Activity::default());
    let service = service_fn(|request| answer(request, &app, socket.clone(), activity.clone()));
    let line = TrackedIo::new(stream, early, activity.clone());
    let mut talk = manner(count, socket).serve_connection(line, service);
    let mut tick = interval(TICK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut stopping = false;
    while !activity.is_over() {
        let answers = poll_fn(|cx| match Pin::new(&mut talk).poll(cx) {
            // an error here is a peer that went away
            Poll::Ready(_) => Poll::Ready(false),
            Poll::Pending if activity.is_still() && count.is_crowded() => Poll::Ready(true),
            Poll::Pending if socket.held.is_taken() && !activity.is_stalled() => Poll::Ready(true),
            Poll::Pending => Poll::Pending,
        });
        tokio::select! {
            is_over = answers => if is_over { break } else { return None },
            _ = tick.tick() => continue,
            _ = told.changed(), if !stopping => stopping = true,
            // one that is being answered, or was, is not meant
            () = socket.told_to_leave() => if activity.is_reading() { return None } else { continue },
        }
        Pin::new(&mut talk).graceful_shutdown();
    }
    let parts = talk.into_parts();
    let (stream, early) = parts.io.into_parts();
    Some((stream, [parts.read_buf, early].concat().into()))
}

#[cfg(test)]
mod tests;
