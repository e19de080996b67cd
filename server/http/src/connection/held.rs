//! A question that waits for its answer outside of hyper: a connection that holds one costs what a parked one costs, and the head of the question.

use super::{lines::Open, slot::HeldRequest};
use axum::body::Bytes;
use futures_util::FutureExt;
use tokio::{net::TcpStream, sync::watch};

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
