//! A question that waits for its answer outside of hyper: a connection that holds one costs what a parked one costs, and the head of the question.

use super::lines::Open;
use axum::body::Bytes;
use futures_util::FutureExt;
use std::{
    fmt::{self, Debug, Formatter},
    future::Future,
    pin::Pin,
    sync::{Mutex, MutexGuard, PoisonError},
};
use tokio::{net::TcpStream, sync::watch};

/// It is asked anew when its time has come.
pub struct HeldRequest {
    head: Vec<u8>,
    over: Pin<Box<dyn Future<Output = ()> + Send>>,
}

impl Debug for HeldRequest {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        f.debug_struct("HeldRequest").field("bytes", &self.head.len()).finish_non_exhaustive()
    }
}

/// Where whoever answers puts a question, and its connection finds it.
#[derive(Debug, Default)]
pub struct Slot(Mutex<Option<Box<HeldRequest>>>);

impl Slot {
    fn held(&self) -> MutexGuard<'_, Option<Box<HeldRequest>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a question without a body back from whoever answers: nothing is sent, and it is asked anew when `over` says so.
    pub fn hold(&self, head: Vec<u8>, over: impl Future<Output = ()> + Send + 'static) {
        *self.held() = Some(Box::new(HeldRequest { head, over: Box::pin(over) }));
    }

    pub fn is_taken(&self) -> bool {
        self.held().is_some()
    }

    pub fn take(&self) -> Option<Box<HeldRequest>> {
        self.held().take()
    }
}

/// Waits with a question; then it is there to be asked anew, before what was sent `after` it. Nothing where the connection is over.
pub async fn wait(
    stream: &TcpStream,
    mut held: Box<HeldRequest>,
    after: Bytes,
    open: &Open,
    told: &mut watch::Receiver<()>,
) -> Option<Bytes> {
    let socket = open.socket();
    // told before, in a conversation, where it was not meant
    let _ = socket.told_to_leave().now_or_never();
    if after.is_empty() {
        let _parked = open.park();
        let mut byte = [0];
        tokio::select! {
            biased;
            _ = told.changed() => return None,
            () = &mut held.over => {}
            // more is said, or the peer has gone
            said = stream.peek(&mut byte) => if !matches!(said, Ok(1..)) { return None },
            () = socket.told_to_leave() => return None,
        }
    }
    let _ = socket.told_to_leave().now_or_never();
    held.head.extend_from_slice(&after);
    Some(held.head.into())
}
