//! The specification once more, as plainly as it can be said. It shares nothing with the code under test but ids and instants.

use std::collections::BTreeMap;
use zhixing_domain::id::{AttemptId, OperationId};

pub const GRACE_MS: i64 = 60_000;
pub const LIMIT_MS: i64 = 30 * 60_000;
/// The window closes so long after the beginning.
pub const CLOSES_MS: i64 = 80 * 60_000;
pub const ALLOWED: usize = 2;
pub const SEGMENT_MS: i64 = 10 * 60_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Running,
    Paused { since: i64 },
    Submitted { at: i64 },
    Expired { at: i64 },
    Terminated { at: i64 },
    Voided,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Applied(i64),
    Kept(&'static str),
    Refused(&'static str),
}

#[derive(Clone, Copy, Debug)]
pub struct Event {
    pub op: OperationId,
    pub item: u8,
    pub option: u8,
    pub writer: u8,
    pub seq: i64,
    pub at: i64,
    pub outcome: Outcome,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Current {
    pub rev: i64,
    pub option: u8,
    pub writer: u8,
    pub seq: i64,
}

#[derive(Clone, Debug)]
pub struct Attempt {
    pub id: AttemptId,
    pub phase: Phase,
    pub started: i64,
    pub limit: i64,
    pub granted: i64,
    pub paused: i64,
    /// With the grants and pauses that moved it.
    pub closes: Option<i64>,
    pub pen: Option<u8>,
    pub current: BTreeMap<u8, Current>,
    pub events: Vec<Event>,
    pub segment: bool,
    pub continued: bool,
}

impl Attempt {
    pub fn new(id: AttemptId, now: i64, limit: i64, closes: Option<i64>) -> Self {
        Self {
            id,
            phase: Phase::Running,
            started: now,
            limit,
            granted: 0,
            paused: 0,
            closes,
            pen: None,
            current: BTreeMap::new(),
            events: vec![],
            segment: false,
            continued: false,
        }
    }

    pub fn is_open(&self) -> bool {
        matches!(self.phase, Phase::Running | Phase::Paused { .. })
    }

    /// By the terms alone, without a pause that goes on.
    pub fn deadline(&self) -> i64 {
        let by_limit = self.started + self.limit + self.granted + self.paused;
        self.closes.map_or(by_limit, |c| c.min(by_limit))
    }

    fn over(&self, now: i64) -> bool {
        match self.phase {
            Phase::Running => now >= self.deadline() + GRACE_MS,
            Phase::Paused { .. } => false,
            _ => true,
        }
    }

    /// I2, I3, I4, I5, I8, I13, I18: what becomes of a value.
    pub fn save(&mut self, op: OperationId, item: u8, option: u8, writer: u8, seq: i64, now: i64) -> Outcome {
        if let Some(before) = self.events.iter().find(|e| e.op == op) {
            return if (before.item, before.option) == (item, option) { before.outcome } else { Outcome::Refused("id_reused") };
        }
        if item > 1 {
            return Outcome::Refused("unknown_item");
        }
        let outcome = match self.phase {
            Phase::Running if self.over(now) => Outcome::Kept("late"),
            Phase::Paused { since } if now >= since + GRACE_MS => Outcome::Kept("paused"),
            Phase::Running | Phase::Paused { .. } => match (self.pen, self.current.get(&item)) {
                (Some(pen), _) if pen != writer => Outcome::Kept("other_writer"),
                (_, Some(c)) if c.writer == writer && c.seq >= seq => Outcome::Kept("superseded"),
                (_, c) => Outcome::Applied(c.map_or(1, |c| c.rev + 1)),
            },
            _ => Outcome::Kept("not_running"),
        };
        if let Outcome::Applied(rev) = outcome {
            self.current.insert(item, Current { rev, option, writer, seq });
            self.pen.get_or_insert(writer);
        }
        self.events.push(Event { op, item, option, writer, seq, at: now, outcome });
        outcome
    }

    /// I6, I7, I13: the button, the page or the sweep, whichever comes first. Whether there is a receipt.
    pub fn end(&mut self, now: i64, by_candidate: bool) -> bool {
        match self.phase {
            Phase::Running if self.over(now) => self.phase = Phase::Expired { at: self.deadline() },
            Phase::Running if by_candidate => self.phase = Phase::Submitted { at: now.min(self.deadline()) },
            Phase::Submitted { .. } | Phase::Expired { .. } | Phase::Terminated { .. } => {}
            _ => return false,
        }
        true
    }

    pub fn pause(&mut self, now: i64) -> Result<(), &'static str> {
        self.must_go_on(now)?;
        if self.phase == Phase::Running {
            self.phase = Phase::Paused { since: now };
        }
        Ok(())
    }

    /// The pause is given back in full, beyond the closing of the window too.
    pub fn resume(&mut self, now: i64) -> Result<(), &'static str> {
        self.must_go_on(now)?;
        if let Phase::Paused { since } = self.phase {
            self.paused += now - since;
            self.closes = self.closes.map(|c| c + now - since);
            self.phase = Phase::Running;
        }
        Ok(())
    }

    /// I11: a grant never shortens.
    pub fn extend(&mut self, ms: i64, window: bool, now: i64) -> Result<(), &'static str> {
        self.must_go_on(now)?;
        self.granted += ms;
        if window {
            self.closes = self.closes.map(|c| c + ms);
        }
        Ok(())
    }

    pub fn revoke(&mut self, ms: i64, now: i64) -> Result<(), &'static str> {
        self.must_go_on(now)?;
        let shorter = Self { granted: self.granted - ms, ..self.clone() };
        let pause = if let Phase::Paused { since } = self.phase { now - since } else { 0 };
        if shorter.granted < 0 || shorter.deadline() + pause <= now {
            return Err("too much");
        }
        self.granted = shorter.granted;
        Ok(())
    }

    pub fn terminate(&mut self, now: i64) -> Result<(), &'static str> {
        self.must_go_on(now)?;
        let pause = if let Phase::Paused { since } = self.phase { now - since } else { 0 };
        self.phase = Phase::Terminated { at: now.min(self.deadline() + pause) };
        Ok(())
    }

    pub fn void(&mut self, now: i64) -> Result<(), &'static str> {
        self.must_go_on(now)?;
        self.phase = Phase::Voided;
        Ok(())
    }

    fn must_go_on(&self, now: i64) -> Result<(), &'static str> {
        if self.over(now) { Err("over") } else { Ok(()) }
    }

    /// The same paper and answers with time of its own; with `late`, each value that came too late or in a pause from the page with the pen becomes
    /// current in its turn, if it is newer; where nobody has the pen it leaves other pages' answers alone.
    pub fn segment(&mut self, id: AttemptId, now: i64, late: bool) -> Self {
        self.continued = true;
        let mut next = Self::new(id, now, SEGMENT_MS, None);
        next.segment = true;
        next.current = self.current.clone();
        let mut aside: Vec<Event> =
            self.events.iter().filter(|e| matches!(e.outcome, Outcome::Kept("late" | "not_running" | "paused"))).copied().collect();
        aside.sort_by_key(|e| (e.at, e.seq, e.op));
        for event in aside.iter().filter(|e| late && self.pen.is_none_or(|pen| pen == e.writer)) {
            let rev = match next.current.get(&event.item) {
                None => 1,
                Some(c) if c.writer == event.writer && c.seq >= event.seq => continue,
                Some(c) if c.writer != event.writer && self.pen.is_none() => continue,
                Some(c) => c.rev + 1,
            };
            next.current.insert(event.item, Current { rev, option: event.option, writer: event.writer, seq: event.seq });
        }
        next
    }
}
