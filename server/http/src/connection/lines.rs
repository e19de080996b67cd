//! How many may be connected, in all and from one address, and who leaves when there are too many. Never here: what is said on a connection.
//!
//! A socket costs a file, and files run out: then nobody gets in. So the number is bounded below what the system gives, and when four fifths are
//! used, each one that comes makes the one leave that has waited longest: first those that never asked anything, then strangers, last those of
//! people who signed in. Whoever is waiting loses nothing by it: the next request opens another connection.

use super::slot::Slot;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    net::{IpAddr, Ipv6Addr, SocketAddr},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU8, AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{sync::Notify, time::Instant};

/// The most connections, whatever the system gives: each costs about a kilobyte while it waits.
const MOST: usize = 50_000;
/// Files that connections leave to the database, the log and the rest.
const OTHER_FILES: usize = 64;
/// From one address, which may be a whole school's.
const FROM_ONE: usize = 16_384;
/// From one address by those who have not signed in on their connection: a room of a thousand that opens eight each.
const STRANGERS_FROM_ONE: usize = 8_192;
/// Connections of strangers on which something is being said at a time.
const STRANGERS_TALKING: usize = 4_096;
/// How often a want of files is logged.
const SAID_APART: Duration = Duration::from_secs(30);

/// What is known of whoever is at the other end, and the order in which they leave.
const NEVER_ASKED: u8 = 0;
const STRANGER: u8 = 1;
const PERSON: u8 = 2;

/// The other end of a connection. A request carries it, so that a connection is known by who asks on it.
#[derive(Debug)]
pub struct Socket {
    pub peer: SocketAddr,
    class: AtomicU8,
    /// Told to leave.
    leave: Notify,
    /// A question that waits outside of hyper.
    pub held: Slot,
    lines: Arc<Lines>,
}

/// Where a waiting one stands: its class, and since when.
type Place = (u8, u64);

#[derive(Debug, Default)]
struct Peer {
    open: usize,
    strangers: usize,
    /// Its waiting strangers.
    parked: BTreeSet<Place>,
}

#[derive(Debug, Default)]
struct State {
    turn: u64,
    open: usize,
    parked: BTreeMap<Place, Arc<Socket>>,
    /// Conversations of strangers, by when they began.
    talking: BTreeMap<u64, Arc<Socket>>,
    peers: HashMap<IpAddr, Peer>,
    said: Option<Instant>,
}

/// The bounds, and everybody who is connected.
#[derive(Debug)]
pub struct Lines {
    most: usize,
    from_one: usize,
    strangers_from_one: usize,
    strangers_talking: usize,
    /// Reverse proxies: many people come from one of them.
    trusted: Vec<IpAddr>,
    state: Mutex<State>,
    refused: AtomicU64,
    closed: AtomicU64,
    starved: AtomicU64,
}

/// What happened so far, for the metrics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    pub most: usize,
    /// Not let in.
    pub refused: u64,
    /// Closed to make room for others.
    pub closed: u64,
    /// The system had no file for a connection.
    pub starved: u64,
}

impl Lines {
    /// `files` is how many the system gives this process.
    pub fn new(files: usize, trusted: Vec<IpAddr>) -> Self {
        let most = MOST.min(files.saturating_sub(OTHER_FILES)).max(16);
        let of_most = |bound: usize, share: usize| bound.min(most / share);
        Self {
            most,
            from_one: of_most(FROM_ONE, 1),
            strangers_from_one: of_most(STRANGERS_FROM_ONE, 2),
            strangers_talking: of_most(STRANGERS_TALKING, 2),
            trusted,
            state: Mutex::default(),
            refused: AtomicU64::new(0),
            closed: AtomicU64::new(0),
            starved: AtomicU64::new(0),
        }
    }

    pub fn counts(&self) -> Counts {
        let of = |n: &AtomicU64| n.load(Ordering::Relaxed);
        Counts { most: self.most, refused: of(&self.refused), closed: of(&self.closed), starved: of(&self.starved) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets a connection in, if there is room or can be made.
    pub fn admit(self: &Arc<Self>, peer: SocketAddr) -> Option<Open> {
        let mut state = self.state();
        let one = customer(peer);
        if !self.trusted.contains(&peer.ip().to_canonical()) {
            let from = state.peers.get(&one);
            let (open, strangers) = from.map_or((0, 0), |p| (p.open, p.strangers));
            let longest = from.and_then(|p| p.parked.first().copied());
            if open >= self.from_one || strangers >= self.strangers_from_one {
                match longest {
                    Some(place) => self.send_away(&mut state, place),
                    None => return self.refuse(),
                }
            }
        }
        if state.open >= self.most / 5 * 4 {
            match state.parked.keys().next().copied() {
                Some(place) => self.send_away(&mut state, place),
                None if state.open >= self.most => return self.refuse(),
                None => {}
            }
        }
        state.open += 1;
        let from = state.peers.entry(one).or_default();
        (from.open, from.strangers) = (from.open + 1, from.strangers + 1);
        let class = AtomicU8::new(NEVER_ASKED);
        Some(Open(Arc::new(Socket { peer, class, leave: Notify::new(), held: Slot::default(), lines: self.clone() })))
    }

    fn refuse(&self) -> Option<Open> {
        self.refused.fetch_add(1, Ordering::Relaxed);
        None
    }

    fn send_away(&self, state: &mut State, place: Place) {
        if let Some(socket) = state.parked.remove(&place) {
            state.leaves(&socket, place);
            socket.leave.notify_one();
            self.closed.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// The system has no file for one more: said in the log now and then, counted, and room is made. Whoever accepts waits a moment before the next.
    pub fn starve(&self, error: &std::io::Error, now: Instant) {
        self.starved.fetch_add(1, Ordering::Relaxed);
        let mut state = self.state();
        if let Some(place) = state.parked.keys().next().copied() {
            self.send_away(&mut state, place);
        }
        if state.said.is_none_or(|at| now.duration_since(at) >= SAID_APART) {
            state.said = Some(now);
            tracing::error!(%error, open = state.open, "no file for a new connection: raise the limit of open files");
        }
    }
}

/// Whose bounds a connection counts in: an IPv6 customer has a whole /64.
fn customer(peer: SocketAddr) -> IpAddr {
    match peer.ip().to_canonical() {
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64).into(),
        v4 => v4,
    }
}

impl State {
    fn leaves(&mut self, socket: &Socket, place: Place) {
        if let Some(peer) = self.peers.get_mut(&socket.one()) {
            peer.parked.remove(&place);
        }
    }
}

impl Socket {
    fn one(&self) -> IpAddr {
        customer(self.peer)
    }

    pub fn has_asked(&self) -> bool {
        self.class.load(Ordering::Relaxed) > NEVER_ASKED
    }

    pub fn is_persons(&self) -> bool {
        self.class.load(Ordering::Relaxed) == PERSON
    }

    /// Something was asked on this connection.
    pub fn asks(&self) {
        let _ = self.class.compare_exchange(NEVER_ASKED, STRANGER, Ordering::Relaxed, Ordering::Relaxed);
    }

    /// Somebody who is signed in asked on this connection.
    pub fn is_of_a_person(&self) {
        if !self.is_persons() && self.class.swap(PERSON, Ordering::Relaxed) != PERSON {
            let mut state = self.lines.state();
            if let Some(peer) = state.peers.get_mut(&self.one()) {
                peer.strangers = peer.strangers.saturating_sub(1);
            }
        }
    }

    /// Waits until it has to leave.
    pub async fn told_to_leave(&self) {
        self.leave.notified().await;
    }
}

/// A connection that is open, until it is dropped.
#[derive(Debug)]
pub struct Open(Arc<Socket>);

impl Open {
    pub fn socket(&self) -> &Arc<Socket> {
        &self.0
    }

    /// It waits for its next request: from now on it may be told to leave.
    pub fn park(&self) -> Parked<'_> {
        let socket = &self.0;
        let class = socket.class.load(Ordering::Relaxed);
        let mut state = socket.lines.state();
        state.turn += 1;
        let place = (class, state.turn);
        state.parked.insert(place, socket.clone());
        if class < PERSON
            && let Some(peer) = state.peers.get_mut(&socket.one())
        {
            peer.parked.insert(place);
        }
        Parked(socket, place)
    }

    /// A conversation begins. Too many of strangers at a time, and the oldest in which a request never ends is told to leave.
    pub fn talk(&self) -> Option<Talking<'_>> {
        let socket = &self.0;
        if socket.is_persons() {
            return None;
        }
        let mut state = socket.lines.state();
        state.turn += 1;
        let turn = state.turn;
        state.talking.insert(turn, socket.clone());
        if state.talking.len() > socket.lines.strangers_talking
            && let Some((_, oldest)) = state.talking.pop_first()
        {
            oldest.leave.notify_one();
            socket.lines.closed.fetch_add(1, Ordering::Relaxed);
        }
        Some(Talking(socket, turn))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let mut state = self.0.lines.state();
        state.open = state.open.saturating_sub(1);
        let one = self.0.one();
        let Some(peer) = state.peers.get_mut(&one) else { return };
        peer.open = peer.open.saturating_sub(1);
        if !self.0.is_persons() {
            peer.strangers = peer.strangers.saturating_sub(1);
        }
        if peer.open == 0 {
            state.peers.remove(&one);
        }
    }
}

/// A connection that waits, until it is dropped.
pub struct Parked<'a>(&'a Arc<Socket>, Place);

impl Drop for Parked<'_> {
    fn drop(&mut self) {
        let mut state = self.0.lines.state();
        if state.parked.remove(&self.1).is_some() {
            state.leaves(self.0, self.1);
        }
    }
}

/// A conversation of a stranger, until it is dropped.
pub struct Talking<'a>(&'a Arc<Socket>, u64);

impl Drop for Talking<'_> {
    fn drop(&mut self) {
        self.0.lines.state().talking.remove(&self.1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    fn from(n: u8) -> SocketAddr {
        ([10, 0, 0, n], 1).into()
    }

    fn lines(most: usize) -> Arc<Lines> {
        Arc::new(Lines::new(most + OTHER_FILES, vec![]))
    }

    fn left(open: &Open) -> bool {
        open.socket().told_to_leave().now_or_never().is_some()
    }

    #[test]
    fn when_four_fifths_are_used_the_longest_parked_leave_and_people_last() {
        let lines = lines(100);
        let one = |n: u8| lines.admit(from(n)).expect("room");
        let person = one(0);
        person.socket().asks();
        person.socket().is_of_a_person();
        let asked = one(1);
        asked.socket().asks();
        let (first, second) = (one(2), one(3));
        let waiting = [person.park(), asked.park(), first.park(), second.park()];
        let _busy: Vec<Open> = (4..80).map(one).collect();
        assert!(![&person, &asked, &first, &second].into_iter().any(left), "there is room");
        let mut more = vec![];
        for (n, gone) in [&first, &second, &asked, &person].into_iter().enumerate() {
            more.push(one(80 + n as u8));
            assert!(left(gone), "{n}");
        }
        drop(waiting);
        assert_eq!(lines.counts().closed, 4);
    }

    #[test]
    fn when_nobody_waits_the_next_is_refused_and_room_comes_back() {
        let lines = lines(50);
        let mut open: Vec<Open> = (0..50).map(|n| lines.admit(from(n)).expect("room")).collect();
        assert!(lines.admit(from(99)).is_none());
        open.pop();
        assert!(lines.admit(from(99)).is_some());
        assert_eq!(lines.counts().refused, 1);
    }

    #[test]
    fn one_address_does_not_take_all_and_those_who_signed_in_are_not_counted_with_strangers() {
        let lines = lines(1_000);
        let mut open: Vec<Open> = (0..500).map(|_| lines.admit(from(1)).expect("room")).collect();
        assert!(lines.admit(from(1)).is_none(), "half of all places are used by strangers of this address");
        assert!(lines.admit(from(2)).is_some());
        for line in &open {
            line.socket().is_of_a_person();
        }
        open.push(lines.admit(from(1)).expect("room for the next room of people"));
        let proxied = Arc::new(Lines::new(1_000 + OTHER_FILES, vec![from(1).ip()]));
        let through: Vec<_> = (0..700).filter_map(|_| proxied.admit(from(1))).collect();
        assert_eq!(through.len(), 700, "a proxy is nobody's address");
    }

    #[test]
    fn an_address_over_its_bound_loses_its_own_longest_waiting_connection() {
        let lines = lines(1_000);
        let other = lines.admit(from(2)).expect("room");
        let _waits = other.park();
        let open: Vec<Open> = (0..500).map(|_| lines.admit(from(1)).expect("room")).collect();
        let _parked: Vec<_> = open.iter().map(Open::park).collect();
        assert!(lines.admit(from(1)).is_some());
        assert!(left(&open[0]) && !left(&open[1]) && !left(&other));
    }

    #[test]
    fn too_many_conversations_of_strangers_make_the_oldest_leave() {
        let lines = lines(100);
        let open: Vec<Open> = (0..51).map(|n| lines.admit(from(n)).expect("room")).collect();
        open[0].socket().is_of_a_person();
        let talking: Vec<_> = open.iter().map(Open::talk).collect();
        assert!(!open.iter().any(left), "a person's is not counted");
        let one = lines.admit(from(60)).expect("room");
        let _last = one.talk();
        assert!(left(&open[1]) && !left(&open[2]));
        drop(talking);
    }
}
