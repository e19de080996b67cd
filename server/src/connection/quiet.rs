//! Whether anything is being said: what the socket, the requests and the bodies of the answers know together.

use axum::body::{Body, Bytes};
use hyper::{
    body::{Frame, SizeHint},
    rt::{Read, ReadBufCursor, Write},
};
use hyper_util::rt::TokioIo;
use std::{
    io::{IoSlice, Result},
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    task::{Context, Poll},
};
use tokio::net::TcpStream;

/// A request is being read or answered.
const BUSY: u8 = 0;
/// The last part of the answer was handed over.
const ANSWERED: u8 = 1;
/// It is written to the socket, and nothing was read since.
const STILL: u8 = 2;
/// It was so at the last tick as well.
const OVER: u8 = 3;

#[derive(Debug, Default)]
pub struct Quiet(AtomicU8);

impl Quiet {
    fn set(&self, to: u8) {
        self.0.store(to, Ordering::Relaxed);
    }

    fn goes(&self, from: u8, to: u8) {
        let _ = self.0.compare_exchange(from, to, Ordering::Relaxed, Ordering::Relaxed);
    }

    pub fn asked(&self) {
        self.set(BUSY);
    }

    pub fn is_still(&self) -> bool {
        self.0.load(Ordering::Relaxed) >= STILL
    }

    /// Asked at each tick: whether it was still at the last one too.
    pub fn is_over(&self) -> bool {
        let over = self.0.load(Ordering::Relaxed) == OVER;
        self.goes(STILL, OVER);
        over
    }
}

/// The socket, and what passes through it.
pub struct Line {
    io: TokioIo<TcpStream>,
    quiet: Arc<Quiet>,
}

impl Line {
    pub fn new(io: TokioIo<TcpStream>, quiet: Arc<Quiet>) -> Self {
        Self { io, quiet }
    }

    pub fn into_stream(self) -> TcpStream {
        self.io.into_inner()
    }
}

impl Read for Line {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context, buffer: ReadBufCursor) -> Poll<Result<()>> {
        let result = Pin::new(&mut self.io).poll_read(cx, buffer);
        // part of a request is a request: hyper holds what was read of it
        if result.is_ready() {
            self.quiet.set(BUSY);
        }
        result
    }
}

impl Write for Line {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context, bytes: &[u8]) -> Poll<Result<usize>> {
        Pin::new(&mut self.io).poll_write(cx, bytes)
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, cx: &mut Context, bytes: &[IoSlice]) -> Poll<Result<usize>> {
        Pin::new(&mut self.io).poll_write_vectored(cx, bytes)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    /// hyper flushes the socket when its own buffer is empty.
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context) -> Poll<Result<()>> {
        let result = Pin::new(&mut self.io).poll_flush(cx);
        if matches!(result, Poll::Ready(Ok(()))) {
            self.quiet.goes(ANSWERED, STILL);
        }
        result
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context) -> Poll<Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }
}

/// The body of an answer: tells when hyper is done with it.
pub struct Guarded {
    body: Body,
    quiet: Arc<Quiet>,
}

impl Guarded {
    pub fn new(body: Body, quiet: Arc<Quiet>) -> Self {
        Self { body, quiet }
    }
}

impl hyper::body::Body for Guarded {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context) -> Poll<Option<std::result::Result<Frame<Bytes>, axum::Error>>> {
        hyper::body::Body::poll_frame(Pin::new(&mut self.body), cx)
    }

    fn is_end_stream(&self) -> bool {
        hyper::body::Body::is_end_stream(&self.body)
    }

    fn size_hint(&self) -> SizeHint {
        hyper::body::Body::size_hint(&self.body)
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        self.quiet.goes(BUSY, ANSWERED);
    }
}
