//! A network with faults between examinees and the server: delay, little bandwidth, connections cut midway, requests that arrive twice.

use crate::{clock, dice::Dice};
use std::{cell::RefCell, io, rc::Rc};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream, tcp::OwnedReadHalf, tcp::OwnedWriteHalf},
    task::JoinHandle,
};

/// What goes wrong, and how often for a piece of a stream.
#[derive(Clone, Copy, Debug, Default)]
pub struct Faults {
    /// Seconds that each piece waits, from and to.
    pub delay: (f64, f64),
    /// The chance that it waits for five seconds.
    pub long: f64,
    /// No limit when zero.
    pub bytes_per_second: f64,
    /// The chance that a piece is half sent and the connection ends.
    pub cut: f64,
    /// The chance that a request is sent a second time, by a connection of its own.
    pub twice: f64,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub cut: u64,
    pub twice: u64,
}

struct State {
    upstream: String,
    faults: Faults,
    dice: RefCell<Dice>,
    counts: RefCell<Counts>,
}

pub struct Wire {
    host: String,
    state: Rc<State>,
    task: JoinHandle<()>,
}

impl Wire {
    pub async fn open(upstream: &str, faults: Faults, dice: Dice) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let host = listener.local_addr().expect("its address").to_string();
        let state = Rc::new(State { upstream: upstream.into(), faults, dice: RefCell::new(dice), counts: RefCell::default() });
        let task = tokio::task::spawn_local(accept(listener, state.clone()));
        Self { host, state, task }
    }

    pub fn host(&self) -> &str {
        &self.host
    }

    pub fn counts(&self) -> Counts {
        *self.state.counts.borrow()
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, state: Rc<State>) {
    while let Ok((near, _)) = listener.accept().await {
        let state = state.clone();
        tokio::task::spawn_local(async move {
            let Ok(far) = TcpStream::connect(&state.upstream).await else { return };
            let ((near_in, near_out), (far_in, far_out)) = (near.into_split(), far.into_split());
            // whichever way ends first ends both
            tokio::select! {
                _ = carry(near_in, far_out, &state, true) => {}
                _ = carry(far_in, near_out, &state, false) => {}
            }
        });
    }
}

async fn carry(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, state: &Rc<State>, requests: bool) -> io::Result<()> {
    let mut piece = vec![0; 16_384];
    loop {
        let n = from.read(&mut piece).await?;
        if n == 0 {
            return Ok(());
        }
        let Faults { delay, long, bytes_per_second, cut, twice } = state.faults;
        let (wait, cut, twice) = {
            let mut dice = state.dice.borrow_mut();
            let wait = if dice.chance(long) { 5.0 } else { dice.between(delay.0, delay.1) };
            (wait, dice.chance(cut), requests && dice.chance(twice))
        };
        clock::seconds(wait + if bytes_per_second > 0.0 { n as f64 / bytes_per_second } else { 0.0 }).await;
        if cut {
            state.counts.borrow_mut().cut += 1;
            to.write_all(&piece[..n / 2]).await?;
            return Ok(());
        }
        // examinees send a request in one piece, so its copy is a whole request too
        if twice {
            state.counts.borrow_mut().twice += 1;
            tokio::task::spawn_local(repeat(state.clone(), piece[..n].to_vec()));
        }
        to.write_all(&piece[..n]).await?;
    }
}

/// The copy of a request, perhaps sooner than the request itself, perhaps long after; nobody reads its answer.
async fn repeat(state: Rc<State>, request: Vec<u8>) -> io::Result<()> {
    let wait = state.dice.borrow_mut().between(0.0, 1.0);
    clock::seconds(wait * wait).await;
    let mut stream = TcpStream::connect(&state.upstream).await?;
    stream.write_all(&request).await?;
    stream.read(&mut [0; 1_024]).await.map(|_| ())
}
