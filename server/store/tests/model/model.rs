//! The specification once more, as plainly as it can be said. It shares nothing with the code under test but ids and instants.

use crate::step::{ONWARD, Save};
use std::collections::BTreeMap;
use zhixing_domain::id::{AttemptId, OperationId};

pub const GRACE_MS: i64 = 60_000;
pub const LIMIT_MS: i64 = 30 * 60_000;
/// The window closes so long after the beginning.
pub const CLOSES_MS: i64 = 80 * 60_000;
pub const ALLOWED: usize = 2;
pub const SEGMENT_MS: i64 = 10 * 60_000;
/// A paper with sections has item 0 in the first, and items 1 and 3 one after the other in the second.
pub const SECTIONS_MS: [i64; 2] = [12 * 60_000, 18 * 60_000];

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
    pub named: Named,
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
    pub course: Option<Course>,
}

/// The steps from the first to before the second, when, by which writer's which number, and the one value of item 0 that it named.
type Closing = (u32, u32, i64, Option<(u8, i64)>, Named);

/// The number and option of what was said to item 0 before a move.
pub type Named = Option<(i64, u8)>;

/// Where the candidate is on a paper with sections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    pub at: u32,
    pub entered: i64,
    /// What staff had given by then.
    had: i64,
    limits: [Option<i64>; 2],
    timed_out: bool,
    closed: Vec<Closing>,
}

impl Attempt {
    pub fn new(id: AttemptId, now: i64, limit: i64, closes: Option<i64>, sections: bool) -> Self {
        let limits = SECTIONS_MS.map(Some);
        let course = Course { at: 0, entered: now, had: 0, limits, timed_out: false, closed: vec![] };
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
            course: sections.then_some(course),
        }
    }

    pub fn is_open(&self) -> bool {
        matches!(self.phase, Phase::Running | Phase::Paused { .. })
    }

    /// By the terms alone, without a pause that goes on.
    pub fn deadline(&self) -> i64 {
        let by_limit = self.started + self.limit + self.granted + self.paused;
        let whole = self.closes.map_or(by_limit, |c| c.min(by_limit));
        self.sections_end().map_or(whole, |end| end.min(whole))
    }

    /// The end of the section the candidate is in.
    fn section_end(&self) -> Option<i64> {
        let course = self.course.as_ref()?;
        let limit = course.limits[usize::from(course.at > 0)]?;
        Some(course.entered + limit + (self.granted + self.paused - course.had).max(0))
    }

    /// The end of the last section, if nothing more is done.
    fn sections_end(&self) -> Option<i64> {
        let (course, end) = (self.course.as_ref()?, self.section_end()?);
        Some(if course.at > 0 { end } else { end + course.limits[1]? })
    }

    /// The first section is left when its time is up; the clock stands still in a pause.
    pub fn settle(&mut self, now: i64) {
        let clock = match self.phase {
            Phase::Paused { since: at } | Phase::Submitted { at } | Phase::Expired { at } | Phase::Terminated { at } => at.min(now),
            _ => now,
        };
        let (end, given) = (self.section_end(), self.granted + self.paused);
        // nothing more is shown of a voided attempt
        if let (Some(course), Some(end)) = (&mut self.course, end)
            && self.phase != Phase::Voided
            && course.at == 0
            && clock >= end
        {
            (course.at, course.entered, course.had, course.timed_out) = (1, end, given, true);
            course.closed.push((0, 1, end, None, None));
        }
        if let Some(course) = &mut self.course {
            course.closed.retain(|(_, _, at, ..)| now < at + GRACE_MS);
        }
    }

    /// What is behind is closed but for what was named when it was closed; what is ahead is not open.
    fn place(&self, step: u32, writer: u8, seq: i64, option: u8) -> Option<&'static str> {
        let course = self.course.as_ref()?;
        if step >= course.at {
            return (step > course.at).then_some("not_reached");
        }
        let mut in_time = false;
        for (from, to, _, by, named) in &course.closed {
            match by {
                Some((w, n)) if *to > step && *w == writer && *n < seq => return Some("passed"),
                Some((w, _)) if *w != writer => {}
                Some(_) if step > 0 || *named != Some((seq, option)) => {}
                _ if *from <= step && *to > step => in_time = true,
                _ => {}
            }
        }
        let why = if step == 0 && course.timed_out { "late" } else { "passed" };
        (!in_time).then_some(why)
    }

    fn onward(&mut self, to: u32, writer: u8, seq: i64, named: Named, now: i64) -> Outcome {
        let clock = if let Phase::Paused { since } = self.phase { since.min(now) } else { now };
        let given = self.granted + self.paused;
        let Some(course) = &mut self.course else { return Outcome::Refused("unknown_item") };
        if to > if course.at == 0 { 1 } else { 2 } {
            return Outcome::Kept("not_reached");
        }
        let from = course.at;
        if to > from {
            if from == 0 {
                (course.entered, course.had) = (clock, given);
            }
            course.at = to;
            course.closed.push((from, to, now, Some((writer, seq)), named));
        } else if let Some((_, _, at, ..)) = course.closed.iter().find(|(a, b, ..)| *a < to && to <= *b).copied() {
            course.closed.push((from, to, at, Some((writer, seq)), None));
        }
        Outcome::Applied(i64::from(to))
    }

    fn over(&self, now: i64) -> bool {
        match self.phase {
            Phase::Running => now >= self.deadline() + GRACE_MS,
            Phase::Paused { .. } => false,
            _ => true,
        }
    }

    /// I2, I3, I4, I5, I8, I13, I18: what becomes of a value.
    pub fn save(&mut self, op: OperationId, save: Save, now: i64) -> Outcome {
        let Save { item, option, writer, seq, named } = save;
        if let Some(before) = self.events.iter().find(|e| e.op == op) {
            let same = before.item == item && before.named == named && (before.option == option || item >= ONWARD);
            return if same { before.outcome } else { Outcome::Refused("id_reused") };
        }
        let onward = item.checked_sub(ONWARD).map(u32::from);
        let known = if self.course.is_some() { matches!(item, 0 | 1 | 3) || matches!(onward, Some(1 | 2)) } else { item < 2 };
        // what time has done is derived, and only written down with something else
        let mut settled = self.clone();
        settled.settle(now);
        // what was not shown is not told of
        if settled.course.as_ref().is_some_and(|c| !known || (matches!(item, 1 | 3) && c.at == 0)) {
            return Outcome::Refused("not_open");
        }
        if !known {
            return Outcome::Refused("unknown_item");
        }
        let closed = if onward.is_none() { settled.place([0, 1, 0, 2][usize::from(item)], writer, seq, option) } else { None };
        let outcome = match self.phase {
            Phase::Running if self.over(now) => Outcome::Kept("late"),
            Phase::Paused { since } if now >= since + GRACE_MS => Outcome::Kept("paused"),
            Phase::Running | Phase::Paused { .. } => match (self.pen, self.current.get(&item)) {
                (Some(pen), _) if pen != writer => Outcome::Kept("other_writer"),
                _ if onward.is_some() => settled.onward(onward.unwrap_or(0), writer, seq, named, now),
                _ if closed.is_some() => Outcome::Kept(closed.unwrap_or("")),
                (_, Some(c)) if c.writer == writer && c.seq >= seq => Outcome::Kept("superseded"),
                (_, c) => Outcome::Applied(c.map_or(1, |c| c.rev + 1)),
            },
            _ => Outcome::Kept("not_running"),
        };
        if let Outcome::Applied(rev) = outcome {
            if onward.is_some() {
                self.course = settled.course;
            } else {
                self.current.insert(item, Current { rev, option, writer, seq });
            }
            self.pen.get_or_insert(writer);
        }
        self.events.push(Event { op, item, option, writer, seq, at: now, outcome, named });
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
            self.settle(now);
            self.phase = Phase::Paused { since: now };
        }
        Ok(())
    }

    /// The pause is given back in full, beyond the closing of the window too.
    pub fn resume(&mut self, now: i64) -> Result<(), &'static str> {
        self.must_go_on(now)?;
        if let Phase::Paused { since } = self.phase {
            self.settle(now);
            self.paused += now - since;
            self.closes = self.closes.map(|c| c + now - since);
            self.phase = Phase::Running;
        }
        Ok(())
    }

    /// I11: a grant never shortens.
    pub fn extend(&mut self, ms: i64, window: bool, now: i64) -> Result<(), &'static str> {
        self.must_go_on(now)?;
        self.settle(now);
        self.granted += ms;
        if window {
            self.closes = self.closes.map(|c| c + ms);
        }
        Ok(())
    }

    pub fn revoke(&mut self, ms: i64, now: i64) -> Result<(), &'static str> {
        self.must_go_on(now)?;
        let mut shorter = Self { granted: self.granted - ms, ..self.clone() };
        // time passed with the old grants
        let mut settled = self.clone();
        settled.settle(now);
        shorter.course = settled.course;
        let pause = if let Phase::Paused { since } = self.phase { now - since } else { 0 };
        if shorter.granted < 0 || shorter.deadline() + pause <= now {
            return Err("too much");
        }
        (self.granted, self.course) = (shorter.granted, shorter.course);
        let given = self.granted + self.paused;
        if let Some(course) = &mut self.course {
            course.had = course.had.min(given);
        }
        Ok(())
    }

    pub fn terminate(&mut self, now: i64) -> Result<(), &'static str> {
        self.must_go_on(now)?;
        self.settle(now);
        let pause = if let Phase::Paused { since } = self.phase { now - since } else { 0 };
        self.phase = Phase::Terminated { at: now.min(self.deadline() + pause) };
        Ok(())
    }

    pub fn void(&mut self, now: i64) -> Result<(), &'static str> {
        self.must_go_on(now)?;
        self.settle(now);
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
        let mut next = Self::new(id, now, SEGMENT_MS, None, false);
        self.settle(now);
        // the time that staff gave is its only limit
        next.course = self.course.clone().map(|c| Course { entered: now, had: 0, limits: [None; 2], closed: vec![], ..c });
        next.segment = true;
        next.current = self.current.clone();
        let mut aside: Vec<Event> = self
            .events
            .iter()
            .filter(|e| matches!(e.outcome, Outcome::Kept("late" | "not_running" | "paused")) && e.item < ONWARD)
            .copied()
            .collect();
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
