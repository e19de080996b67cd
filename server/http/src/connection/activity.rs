//! Whether anything is being said: what the socket, the requests and the bodies of the answers know together.

use super::farewell;
use axum::body::{Body, Bytes};
use hyper::{
    body::{Body as HttpBody, Frame, Incoming, SizeHint},
    rt::{Read, ReadBufCursor, Write},
};
use hyper_util::rt::TokioIo;
use std::{
    future::Future,
    io::{ErrorKind, IoSlice, Result},
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::{
    net::TcpStream,
    time::{Sleep, sleep},
};

/// Whoever reads less than this much of an answer in so long, about a kilobyte a second, has gone away.
const UNREAD_TIME: Duration = Duration::from_secs(30);
const UNREAD_BYTES: usize = 30 << 10;

/// Nothing was read since the last answer was written to the socket.
const STILL: u8 = 0;
/// It was so at the last tick as well.
const OVER: u8 = 1;
/// A request is being read or answered.
const BUSY: u8 = 2;
/// The last part of the answer was handed over.
const ANSWERED: u8 = 3;
/// A body was not read to its end: what comes next on this line may be the rest of it, and only hyper knows. It stays so until the next request.
const UNREAD: u8 = 4;

#[derive(Debug, Default)]
pub struct Activity {
    state: AtomicU8,
    /// Requests that are not answered to the end.
    open: AtomicUsize,
    /// The peer does not take what is written.
    stalled: AtomicBool,
}

impl Activity {
    fn goes(&self, from: u8, to: u8) {
        let _ = self.state.compare_exchange(from, to, Ordering::Relaxed, Ordering::Relaxed);
    }

    fn begins(&self) {
        if self.state.load(Ordering::Relaxed) != UNREAD {
            self.state.store(BUSY, Ordering::Relaxed);
        }
    }

    /// hyper reads a head only when the body before it is at its end.
    fn asked(&self) {
        self.open.fetch_add(1, Ordering::Relaxed);
        self.state.store(BUSY, Ordering::Relaxed);
    }

    fn answered(&self) {
        if self.open.fetch_sub(1, Ordering::Relaxed) == 1 {
            self.goes(BUSY, ANSWERED);
        }
    }

    /// Part of a request was read, and nothing is being answered.
    pub fn is_reading(&self) -> bool {
        self.state.load(Ordering::Relaxed) == BUSY && self.open.load(Ordering::Relaxed) == 0
    }

    /// Whether some of an answer still waits for its reader.
    pub fn is_stalled(&self) -> bool {
        self.stalled.load(Ordering::Relaxed)
    }

    pub fn is_still(&self) -> bool {
        self.state.load(Ordering::Relaxed) <= OVER
    }

    /// Asked at each tick: whether it was still at the last one too.
    pub fn is_over(&self) -> bool {
        let over = self.state.load(Ordering::Relaxed) == OVER;
        self.goes(STILL, OVER);
        over
    }
}

/// The socket, and what passes through it; first what was read from it before.
pub struct TrackedIo {
    io: TokioIo<TcpStream>,
    early: Bytes,
    activity: Arc<Activity>,
    /// Set while the peer does not take what is written.
    stall: Option<Stall>,
    /// What is written in the place of hyper's last word.
    farewell: Option<Bytes>,
}

/// Until when some of an answer has to be taken, and how much has been.
struct Stall {
    until: Pin<Box<Sleep>>,
    taken: usize,
}

impl TrackedIo {
    pub fn new(stream: TcpStream, early: Bytes, activity: Arc<Activity>) -> Self {
        Self { io: TokioIo::new(stream), early, activity, stall: None, farewell: None }
    }

    /// What became of a write: one that waits too long for its reader is a fault.
    fn wrote(&mut self, cx: &mut Context, result: Poll<Result<usize>>) -> Poll<Result<usize>> {
        match &result {
            Poll::Ready(Ok(n)) => {
                if let Some(stall) = &mut self.stall {
                    stall.taken += n;
                    if stall.taken >= UNREAD_BYTES {
                        self.stall = None;
                    }
                }
                result
            }
            Poll::Ready(Err(_)) => result,
            Poll::Pending => {
                self.activity.stalled.store(true, Ordering::Relaxed);
                let stall = self.stall.get_or_insert_with(|| Stall { until: Box::pin(sleep(UNREAD_TIME)), taken: 0 });
                ready!(stall.until.as_mut().poll(cx));
                Poll::Ready(Err(ErrorKind::TimedOut.into()))
            }
        }
    }

    /// Writes our own last word in the place of hyper's; nothing where these bytes are none. hyper comes back with the same bytes until all is written.
    fn poll_farewell(&mut self, cx: &mut Context, bytes: &[u8]) -> Option<Poll<Result<usize>>> {
        if self.farewell.is_none() {
            // an answer to a request is never hyper's own
            self.farewell = Some(farewell::in_place_of(bytes).filter(|_| self.activity.is_reading())?);
        }
        while let Some(rest) = self.farewell.as_mut().filter(|rest| !rest.is_empty()) {
            let result = Pin::new(&mut self.io).poll_write(cx, rest);
            match result {
                Poll::Ready(Ok(n)) if n > 0 => drop(rest.split_to(n)),
                Poll::Ready(Ok(_)) => return Some(Poll::Ready(Err(ErrorKind::WriteZero.into()))),
                other => return Some(self.wrote(cx, other)),
            }
        }
        Some(Poll::Ready(Ok(bytes.len())))
    }

    /// The socket, and what was not asked for of what was read before.
    pub fn into_parts(self) -> (TcpStream, Bytes) {
        (self.io.into_inner(), self.early)
    }
}

impl Read for TrackedIo {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context, mut buffer: ReadBufCursor) -> Poll<Result<()>> {
        if !self.early.is_empty() {
            let fits = self.early.len().min(buffer.remaining());
            buffer.put_slice(&self.early.split_to(fits));
            self.activity.begins();
            return Poll::Ready(Ok(()));
        }
        let result = Pin::new(&mut self.io).poll_read(cx, buffer);
        // part of a request is a request: hyper holds what was read of it
        if result.is_ready() {
            self.activity.begins();
        }
        result
    }
}

impl Write for TrackedIo {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context, bytes: &[u8]) -> Poll<Result<usize>> {
        if let Some(last) = self.poll_farewell(cx, bytes) {
            return last;
        }
        let result = Pin::new(&mut self.io).poll_write(cx, bytes);
        self.wrote(cx, result)
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, cx: &mut Context, bytes: &[IoSlice]) -> Poll<Result<usize>> {
        if let Some(last) = bytes.first().filter(|_| bytes.len() == 1).and_then(|bytes| self.poll_farewell(cx, bytes)) {
            return last;
        }
        let result = Pin::new(&mut self.io).poll_write_vectored(cx, bytes);
        self.wrote(cx, result)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    /// hyper flushes the socket when its own buffer is empty.
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context) -> Poll<Result<()>> {
        let result = Pin::new(&mut self.io).poll_flush(cx);
        if matches!(result, Poll::Ready(Ok(()))) {
            self.stall = None;
            self.activity.stalled.store(false, Ordering::Relaxed);
            self.activity.goes(ANSWERED, STILL);
        }
        result
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context) -> Poll<Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }
}

/// The body of a request: tells if it was not read to its end.
pub struct RequestBody {
    body: Incoming,
    activity: Arc<Activity>,
    is_read: bool,
}

impl RequestBody {
    pub fn new(body: Incoming, activity: Arc<Activity>) -> Self {
        activity.asked();
        Self { body, activity, is_read: false }
    }
}

impl HttpBody for RequestBody {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context) -> Poll<Option<std::result::Result<Frame<Bytes>, hyper::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        self.is_read |= matches!(frame, Poll::Ready(None));
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for RequestBody {
    fn drop(&mut self) {
        if !self.is_read && !self.body.is_end_stream() {
            self.activity.state.store(UNREAD, Ordering::Relaxed);
        }
    }
}

/// The body of an answer: tells when hyper is done with it.
pub struct ResponseBody {
    body: Body,
    activity: Arc<Activity>,
}

impl ResponseBody {
    pub fn new(body: Body, activity: Arc<Activity>) -> Self {
        Self { body, activity }
    }
}

impl HttpBody for ResponseBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context) -> Poll<Option<std::result::Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for ResponseBody {
    fn drop(&mut self) {
        self.activity.answered();
    }
}
