//! Doing the same thing for many callers at once: what queued up while the last round ran becomes the next round.
//!
//! An idle system answers at once; a busy one shares the cost of a query or a commit between all who wait. A round begins when everything that is
//! ready to run has run and brought nothing more: else a busy system commits for twenty what it could commit for two hundred.

use crate::{Fault, boxed, db::caught::caught};
use std::{future::Future, pin::Pin};
use tokio::{
    sync::{mpsc, oneshot},
    task::yield_now,
};

/// A boxed future, as verbs hand them to the writer.
pub(crate) type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The most that one round takes.
const ROUND: usize = 256;
/// How often it steps back for more.
const TIMES: usize = 4;
/// The most that may wait; beyond that callers are told to come back.
const QUEUE: usize = 16_384;

type Ticket<I, O> = (I, oneshot::Sender<Result<O, Fault>>);

pub(crate) struct Batcher<I, O> {
    queue: mpsc::Sender<Ticket<I, O>>,
}

/// Steps back while that brings many more, a few times at most: each time lets a busy worker go once through what it has to do.
async fn gather<T>(tickets: &mut mpsc::Receiver<T>, waiting: &mut Vec<T>) {
    for _ in 0..TIMES {
        yield_now().await;
        let (before, room) = (waiting.len(), ROUND.saturating_sub(waiting.len()));
        if room == 0 || tickets.is_empty() || tickets.recv_many(waiting, room).await <= before / 8 {
            return;
        }
    }
}

impl<I: Send + 'static, O: Send + 'static> Batcher<I, O> {
    /// Starts the task; `round` answers its inputs in order.
    pub fn start<F>(round: F) -> Self
    where
        F: Fn(Vec<I>) -> Boxed<'static, Result<Vec<O>, Fault>> + Send + 'static,
    {
        let (queue, mut tickets) = mpsc::channel::<Ticket<I, O>>(QUEUE);
        tokio::spawn(async move {
            let mut waiting = Vec::with_capacity(ROUND);
            while tickets.recv_many(&mut waiting, ROUND).await > 0 {
                gather(&mut tickets, &mut waiting).await;
                let (inputs, replies): (Vec<I>, Vec<_>) = waiting.drain(..).unzip();
                // a panic takes its round along, not the task: else everybody after it would be refused until the node starts again
                match caught(round(inputs)).await.unwrap_or_else(|| Err(Fault::Unavailable("a round did not end".into()))) {
                    // a caller who has gone away does not matter: the work is done
                    Ok(outputs) => replies.into_iter().zip(outputs).for_each(|(reply, output)| drop(reply.send(Ok(output)))),
                    Err(fault) => {
                        let words = fault.to_string();
                        replies.into_iter().for_each(|reply| drop(reply.send(Err(Fault::Unavailable(words.clone())))));
                    }
                }
            }
        });
        Self { queue }
    }

    /// Takes part in the next round.
    #[boxed]
    pub async fn run(&self, input: I) -> Result<O, Fault> {
        self.submit(input)?.await.map_err(|_| Fault::Unavailable("shutting down".into()))?
    }

    /// Queues without waiting, so that several inputs of one caller keep their order.
    pub fn submit(&self, input: I) -> Result<oneshot::Receiver<Result<O, Fault>>, Fault> {
        let (reply, answer) = oneshot::channel();
        self.queue.try_send((input, reply)).map_err(|_| Fault::Unavailable("too many requests are waiting".into()))?;
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_takes_its_round_along_and_no_other() {
        let batcher = Batcher::start(|inputs: Vec<u8>| {
            Box::pin(async move {
                assert!(!inputs.contains(&13), "told to");
                Ok(inputs)
            })
        });
        assert!(matches!(batcher.run(13).await, Err(Fault::Unavailable(_))));
        assert!(matches!(batcher.run(7).await, Ok(7)));
    }
}
