//! Connections. One that waits for its next request is parked: it holds its socket and nothing else, so that ten thousand people who think cost no
//! buffers. Never here: what a request means.
//!
//! hyper keeps two buffers of 8 KiB and its own state for as long as a connection lives. Here it lives for a conversation: once every answer is
//! written and nothing was said for a moment, the socket is taken back, and given to a new one when it has something to read.

mod quiet;

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{ConnectInfo, Request},
    serve::Listener,
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{rt::TokioTimer, service::TowerToHyperService};
use quiet::{Answer, Line, Question, Quiet};
use std::{
    future::{Future, poll_fn},
    net::SocketAddr,
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
    time::{MissedTickBehavior, interval, timeout},
};

/// A conversation in which nothing was said from one tick to the next but one is over.
const TICK: Duration = Duration::from_secs(1);
/// When more than these are talking, as at the bell, each is over with its answer.
const CROWD: usize = 1_024;
/// How long the head of a request may take to arrive.
const HEAD: Duration = Duration::from_secs(30);
/// How long a connection may say nothing; whoever comes back opens another.
const PARKED: Duration = Duration::from_secs(600);

/// How many connections there are, and how many of them are talking.
#[derive(Debug)]
pub struct Count {
    open: AtomicUsize,
    talking: AtomicUsize,
    crowd: usize,
}

impl Default for Count {
    fn default() -> Self {
        Self::with_crowd(CROWD)
    }
}

impl Count {
    /// With its own bound of how many may talk at leisure.
    pub fn with_crowd(crowd: usize) -> Self {
        Self { open: AtomicUsize::new(0), talking: AtomicUsize::new(0), crowd }
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
pub async fn serve(mut listener: TcpListener, app: Router, count: Arc<Count>, stopped: impl Future<Output = ()>) {
    let (stop, told) = watch::channel(());
    let mut stopped = pin!(stopped);
    loop {
        let (stream, peer) = tokio::select! {
            () = &mut stopped => break,
            accepted = Listener::accept(&mut listener) => accepted,
        };
        // small answers must not wait for more to come
        let _ = stream.set_nodelay(true);
        let (app, count, told) = (app.clone(), count.clone(), told.clone());
        tokio::spawn(async move { attend(stream, peer, app, &count, told).await });
    }
    drop((listener, told));
    let _ = stop.send(());
    stop.closed().await;
}

/// From the first byte to the last.
async fn attend(mut stream: TcpStream, peer: SocketAddr, app: Router, count: &Count, mut told: watch::Receiver<()>) {
    let _open = One::of(&count.open);
    let mut early = Bytes::new();
    loop {
        if early.is_empty() {
            tokio::select! {
                _ = told.changed() => return,
                ready = timeout(PARKED, stream.readable()) => if !matches!(ready, Ok(Ok(()))) { return },
            }
        }
        let _talking = One::of(&count.talking);
        // in a box of its own, which a parked connection does not keep
        match Box::pin(converse(stream, early, peer, app.clone(), count, told.clone())).await {
            Some(back) => (stream, early) = back,
            None => return,
        }
    }
}

/// Answers requests until the connection ends, or until nothing is said any more: then the socket comes back, with what a peer that does not wait for
/// its answers has sent of the next request. `early` is what such a peer sent before.
async fn converse(
    stream: TcpStream,
    early: Bytes,
    peer: SocketAddr,
    app: Router,
    count: &Count,
    mut told: watch::Receiver<()>,
) -> Option<(TcpStream, Bytes)> {
    let quiet = Arc::new(Quiet::default());
    let service = service_fn(|mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        let request = Request::map(request, |body| Body::new(Question::new(body, quiet.clone())));
        let answer = hyper::service::Service::call(&TowerToHyperService::new(app.clone()), request);
        let quiet = quiet.clone();
        async move { answer.await.map(|response| response.map(|body| Answer::new(body, quiet))) }
    });
    let line = Line::new(stream, early, quiet.clone());
    let mut talk = http1::Builder::new().timer(TokioTimer::new()).header_read_timeout(HEAD).serve_connection(line, service);
    let mut tick = interval(TICK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut stopping = false;
    while !quiet.is_over() {
        let answers = poll_fn(|cx| match Pin::new(&mut talk).poll(cx) {
            // an error here is a peer that went away
            Poll::Ready(_) => Poll::Ready(false),
            Poll::Pending if quiet.is_still() && count.is_crowded() => Poll::Ready(true),
            Poll::Pending => Poll::Pending,
        });
        tokio::select! {
            is_over = answers => if is_over { break } else { return None },
            _ = tick.tick() => continue,
            _ = told.changed(), if !stopping => stopping = true,
        }
        Pin::new(&mut talk).graceful_shutdown();
    }
    let parts = talk.into_parts();
    let (stream, early) = parts.io.into_parts();
    Some((stream, [parts.read_buf, early].concat().into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use futures_util::stream;
    use std::io::Result;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        sync::oneshot,
        task::JoinHandle,
        time::sleep,
    };

    struct Served {
        at: SocketAddr,
        count: Arc<Count>,
        stop: oneshot::Sender<()>,
        serving: JoinHandle<()>,
    }

    /// Answers `/` at once, `/slow` after three ticks, `/stream` in two pieces three ticks apart.
    async fn served(count: Count) -> Result<Served> {
        let slow = || async {
            sleep(TICK * 3).await;
            "slow"
        };
        let pieces = || async {
            let later = stream::unfold(0, |n| async move {
                match n {
                    0 => Some((Result::Ok(Bytes::from_static(b"first")), 1)),
                    1 => {
                        sleep(TICK * 3).await;
                        Some((Ok(Bytes::from_static(b"second")), 2))
                    }
                    _ => None,
                }
            });
            Body::from_stream(later)
        };
        let app = Router::new().route("/", get(|| async { "hello" })).route("/slow", get(slow)).route("/stream", get(pieces));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let (at, count) = (listener.local_addr()?, Arc::new(count));
        let (stop, stopped) = oneshot::channel();
        let serving = tokio::spawn(serve(listener, app, count.clone(), async { drop(stopped.await) }));
        Ok(Served { at, count, stop, serving })
    }

    async fn hears(peer: &mut TcpStream, end: &str) -> Result<String> {
        let (mut heard, mut buffer) = (String::new(), [0; 512]);
        while !heard.ends_with(end) {
            match peer.read(&mut buffer).await? {
                0 => break,
                n => heard.push_str(&String::from_utf8_lossy(&buffer[..n])),
            }
        }
        Ok(heard)
    }

    async fn asks(peer: &mut TcpStream, path: &str, end: &str) -> Result<String> {
        peer.write_all(format!("GET {path} HTTP/1.1\r\nhost: here\r\n\r\n").as_bytes()).await?;
        hears(peer, end).await
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_that_waits_is_parked_and_answers_again() -> Result<()> {
        let it = served(Count::default()).await?;
        let mut peer = TcpStream::connect(it.at).await?;
        for _ in 0..2 {
            assert!(asks(&mut peer, "/", "hello").await?.starts_with("HTTP/1.1 200"));
            assert_eq!((it.count.open(), it.count.talking()), (1, 1));
            sleep(TICK * 5 / 2).await;
            assert_eq!((it.count.open(), it.count.talking()), (1, 0), "parked");
        }
        drop(peer);
        sleep(TICK / 4).await;
        assert_eq!(it.count.open(), 0, "who leaves is not waited for");
        Ok(())
    }

    #[tokio::test(start_paused = true)]
    async fn in_a_crowd_a_connection_is_parked_with_its_answer() -> Result<()> {
        let it = served(Count::with_crowd(0)).await?;
        let mut peer = TcpStream::connect(it.at).await?;
        for (path, end) in [("/", "hello"), ("/slow", "slow"), ("/stream", "0\r\n\r\n"), ("/", "hello")] {
            assert!(asks(&mut peer, path, end).await?.starts_with("HTTP/1.1 200"), "{path}");
            sleep(TICK / 20).await;
            assert_eq!((it.count.open(), it.count.talking()), (1, 0), "{path}");
        }
        Ok(())
    }

    #[tokio::test(start_paused = true)]
    async fn a_peer_that_does_not_wait_gets_every_answer() -> Result<()> {
        let it = served(Count::with_crowd(0)).await?;
        let mut peer = TcpStream::connect(it.at).await?;
        let request = "GET / HTTP/1.1\r\nhost: here\r\n\r\n";
        peer.write_all(format!("{request}{request}GET / HTTP/1.1\r\n").as_bytes()).await?;
        let mut heard = String::new();
        while heard.matches("hello").count() < 2 {
            heard += &hears(&mut peer, "hello").await?;
        }
        peer.write_all(b"host: here\r\n\r\n").await?;
        assert!(hears(&mut peer, "hello").await?.ends_with("hello"));
        Ok(())
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_left_of_a_body_is_never_taken_for_a_request() -> Result<()> {
        for (count, pause) in [(Count::with_crowd(0), TICK / 20), (Count::default(), TICK * 5)] {
            let it = served(count).await?;
            for head in ["content-length: 100", "transfer-encoding: chunked", "content-length: 100\r\nexpect: 100-continue"] {
                let mut peer = TcpStream::connect(it.at).await?;
                peer.write_all(format!("POST / HTTP/1.1\r\nhost: here\r\n{head}\r\n\r\n").as_bytes()).await?;
                let refused = hears(&mut peer, "\r\n\r\n").await?;
                assert!(refused.starts_with("HTTP/1.1 405"), "{head}: {refused}");
                sleep(pause).await;
                // the connection may be at its end
                let _ = peer.write_all(b"GET /slow HTTP/1.1\r\nhost: here\r\n\r\n").await;
                let more = hears(&mut peer, "slow").await.unwrap_or_default();
                assert!(!more.contains("200 OK"), "{head}: {more}");
            }
        }
        Ok(())
    }

    #[tokio::test(start_paused = true)]
    async fn after_a_body_that_nobody_wanted_the_connection_is_parked_again() -> Result<()> {
        let it = served(Count::default()).await?;
        let mut peer = TcpStream::connect(it.at).await?;
        peer.write_all(b"POST / HTTP/1.1\r\nhost: here\r\ncontent-length: 5\r\n\r\n12345").await?;
        assert!(hears(&mut peer, "\r\n\r\n").await?.starts_with("HTTP/1.1 405"));
        assert!(asks(&mut peer, "/", "hello").await?.starts_with("HTTP/1.1 200"));
        sleep(TICK * 5 / 2).await;
        assert_eq!((it.count.open(), it.count.talking()), (1, 0));
        Ok(())
    }

    /// By the real clock: a paused one runs ahead of the bytes on their way, to the end of what a head may take.
    #[tokio::test]
    async fn what_is_being_said_is_never_cut_off() -> Result<()> {
        let it = served(Count::default()).await?;
        let (mut one, mut two, mut three) =
            (TcpStream::connect(it.at).await?, TcpStream::connect(it.at).await?, TcpStream::connect(it.at).await?);
        // half a request, an answer that takes long, and one that comes in pieces
        let half = async {
            asks(&mut one, "/", "hello").await?;
            one.write_all(b"GET / HTTP/1.1\r\nho").await?;
            sleep(TICK * 3).await;
            one.write_all(b"st: here\r\n\r\n").await?;
            hears(&mut one, "hello").await
        };
        let (half, slow, pieces) = tokio::join!(half, asks(&mut two, "/slow", "slow"), asks(&mut three, "/stream", "0\r\n\r\n"));
        let half = half?;
        assert!(half.ends_with("hello"), "{half}");
        assert!(slow?.ends_with("slow"));
        assert!(pieces?.contains("second"));
        Ok(())
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_stops_closes_parked_connections_and_ends_the_others() -> Result<()> {
        let it = served(Count::default()).await?;
        let (mut parked, mut asking) = (TcpStream::connect(it.at).await?, TcpStream::connect(it.at).await?);
        asks(&mut parked, "/", "hello").await?;
        sleep(TICK * 5 / 2).await;
        asking.write_all(b"GET /slow HTTP/1.1\r\nhost: here\r\n\r\n").await?;
        sleep(TICK / 4).await;
        assert_eq!((it.count.open(), it.count.talking()), (2, 1));
        drop(it.stop);
        assert_eq!(hears(&mut parked, "nothing").await?, "");
        assert!(hears(&mut asking, "slow").await?.ends_with("slow"), "the answer still comes");
        it.serving.await?;
        assert_eq!(it.count.open(), 0);
        assert!(TcpStream::connect(it.at).await.is_err());
        Ok(())
    }
}
