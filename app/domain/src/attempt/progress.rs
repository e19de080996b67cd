//! How far a candidate is in a paper of sections: a position that only rises, by the candidate's own moves or because a section's time is up.
//!
//! What is written down is the last known position; what time has done since is derived ([`Progress::settled`]), so that the server knows without any
//! client. Never here: comparisons of instants with an end of time, which are [`Deadline`]'s.

mod missing;

pub use missing::Missing;

use super::{Deadline, Operation, Quarantine, State, Terms, Timing};
use crate::{
    assessment::Outline,
    id::WriterId,
    time::{Span, Timestamp},
};

/// A section as time and navigation see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SectionTime {
    pub steps: u32,
    pub limit: Option<Span>,
    /// Its time ran out while the candidate was in it.
    pub timed_out: bool,
}

/// A rise of the position: who made it with which operation, or time itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    pub from: u32,
    pub to: u32,
    pub at: Timestamp,
    pub by: Option<(WriterId, i64)>,
    /// What its writer had made before it and may still be on its way.
    pub missing: Vec<Missing>,
}

/// Where a candidate is. Kept with the attempt as one text; papers without sections have none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    sections: Vec<SectionTime>,
    /// The step reached: what is before it is closed, what is after it has not been seen.
    position: u32,
    /// When the section of that step was entered.
    entered_at: Timestamp,
    /// Grants and pauses given by then: what comes after them is the running section's.
    credited: Span,
    /// Minutes agreed on before the start, which all sections share.
    shared: Span,
    /// The moves of the last minute: what was made before one may still be on its way.
    moves: Vec<Move>,
}

impl Progress {
    /// Of a paper nobody has started; none where the paper is one whole that is walked freely.
    pub fn of(outline: &Outline) -> Option<Self> {
        let sections = outline.section_times();
        let progress =
            Self { sections, position: 0, entered_at: Timestamp::default(), credited: Span::ZERO, shared: Span::ZERO, moves: vec![] };
        (!outline.is_plain()).then_some(progress)
    }

    /// The start: the first section is entered.
    pub fn begun(self, terms: &Terms, at: Timestamp) -> Self {
        Self { entered_at: at, credited: terms.granted + terms.paused, shared: terms.granted, ..self }
    }

    /// A new segment goes on where the ended one was. Its one limit is the time that staff gave.
    pub fn reopened(mut self, at: Timestamp) -> Self {
        self.sections.iter_mut().for_each(|section| section.limit = None);
        Self { entered_at: at, credited: Span::ZERO, shared: Span::ZERO, moves: vec![], ..self }
    }

    pub fn position(&self) -> u32 {
        self.position
    }

    /// The section of a step and its first step; the last section for what is beyond.
    fn section_of(&self, step: u32) -> (usize, u32) {
        let mut first = 0;
        for (n, section) in self.sections.iter().enumerate() {
            if step < first + section.steps || n + 1 == self.sections.len() {
                return (n, first);
            }
            first += section.steps;
        }
        (0, 0)
    }

    /// Whether the section of a step has been shown: it is the one reached, or behind it.
    pub(super) fn shows(&self, step: u32) -> bool {
        self.section_of(step).0 <= self.section()
    }

    /// The number of the section reached, from 0.
    pub fn section(&self) -> usize {
        self.section_of(self.position).0
    }

    /// The first step of the next section, if there is one.
    fn next_section(&self) -> Option<u32> {
        let (n, first) = self.section_of(self.position);
        self.sections.get(n).filter(|_| n + 1 < self.sections.len()).map(|section| first + section.steps)
    }

    /// When the time of the section reached is up, if it has a limit of its own: its share of the person's time, and what was given since it was
    /// entered. It is never shorter than its share.
    fn own_end(&self, terms: &Terms) -> Option<Deadline> {
        let limit = self.sections.get(self.section())?.limit?;
        let given = (given(terms) - self.credited).max(Span::ZERO);
        Some(Deadline(self.entered_at + terms.share(limit, self.shared) + given))
    }

    /// One step of time: the next section, if the time of this one is up by `clock`.
    fn pass(&mut self, terms: &Terms, clock: Option<Timestamp>) -> bool {
        let (Some(end), Some(next)) = (self.own_end(terms), self.next_section()) else { return false };
        if clock.is_some_and(|now| !end.has_passed(now)) {
            return false;
        }
        let n = self.section();
        if let Some(section) = self.sections.get_mut(n) {
            section.timed_out = true;
        }
        self.moves.push(Move { from: self.position, to: next, at: end.0, by: None, missing: vec![] });
        (self.position, self.entered_at, self.credited) = (next, end.0, given(terms));
        true
    }

    /// As it stands at an instant: sections whose time is up are left, old moves forgotten.
    pub fn settled(&self, terms: &Terms, state: State, now: Timestamp) -> Self {
        let mut settled = self.clone();
        if state.started_at().is_some() {
            while settled.pass(terms, Some(clock(state, now))) {}
        }
        settled.moves.retain(|p| Deadline(p.at).accepts(now));
        settled
    }

    /// When the last section's own time is up, if nobody does anything any more: then the attempt is over, too.
    pub fn end(&self, terms: &Terms) -> Option<Deadline> {
        let mut last = self.clone();
        while last.pass(terms, None) {}
        last.own_end(terms).filter(|_| last.next_section().is_none())
    }

    /// When the section reached must be left, as the candidate sees it: never after the end of the attempt.
    pub fn section_deadline(&self, timing: &Timing, now: Timestamp) -> Option<Deadline> {
        let whole = timing.deadline(now)?;
        let settled = self.settled(&timing.terms, timing.state, now);
        let held = now.since(clock(timing.state, now));
        Some(Deadline(settled.own_end(&timing.terms)?.0 + held).min(whole))
    }

    /// What was taken back from the running section is not taken from it a second time by the next grant.
    pub fn measured(mut self, terms: &Terms) -> Self {
        self.credited = self.credited.min(given(terms));
        self
    }

    /// Whether a candidate may go on to a step now: within the section, or into the next one. What is behind is no news and no harm.
    pub(super) fn admits(&self, to: u32) -> bool {
        to <= self.next_section().unwrap_or(self.sections.iter().map(|l| l.steps).sum::<u32>().saturating_sub(1))
    }

    /// Goes on. Call it on what is [settled](Self::settled), for what was admitted.
    pub fn go_on(&mut self, terms: &Terms, state: State, to: u32, op: &Operation, now: Timestamp) {
        let from = self.position;
        let (mut at, mut missing) = (Some(now), vec![]);
        if to > from {
            let before = self.section();
            self.position = to;
            if self.section() != before {
                (self.entered_at, self.credited) = (clock(state, now), given(terms));
            }
            missing = Missing::all(&op.value).unwrap_or_default();
        } else {
            // no news, but it tells what was made after it, for as long as the move that was quicker is remembered; it opens nothing again
            at = self.moves.iter().find(|p| p.from < to && to <= p.to).map(|p| p.at);
        }
        self.moves.extend(at.map(|at| Move { from, to, at, by: Some((op.writer, op.seq)), missing }));
    }

    /// Why a value for an item of `step` does not count, if it does not. Call it on what is [settled](Self::settled).
    ///
    /// What a writer made before it went on counts, if the move named it with number and digest and it is received within the grace after the
    /// move. So neither a number that a client kept back nor a value that it thought of later opens a way into a place that was left.
    pub(super) fn bars(&self, step: u32, op: &Operation) -> Option<Quarantine> {
        if step > self.position {
            return Some(Quarantine::NotReached);
        }
        if step == self.position {
            return None;
        }
        let over = || self.moves.iter().filter(|p| p.to > step);
        let made = |p: &Move| p.by.filter(|(w, _)| *w == op.writer).map(|(_, made)| made);
        if over().filter_map(made).any(|made| made < op.seq) {
            return Some(Quarantine::Passed);
        }
        // named by the move that closed this very step, or made before time closed it
        if over().any(|p| p.from <= step && (p.by.is_none() || (made(p).is_some() && p.missing.iter().any(|m| m.is(op))))) {
            return None;
        }
        let timed_out = self.sections.get(self.section_of(step).0).is_some_and(|section| section.timed_out);
        Some(if timed_out { Quarantine::Late } else { Quarantine::Passed })
    }

    /// `sections;position;entered;credited;shared;moves`, each list parted by commas.
    pub fn to_text(&self) -> String {
        let section = |l: &SectionTime| format!("{}:{}:{}", l.steps, l.limit.map_or(0, Span::ms), u8::from(l.timed_out));
        let onward = |p: &Move| {
            let by = p.by.map(|(writer, seq)| format!(":{writer}:{seq}:{}", Missing::to_text(&p.missing))).unwrap_or_default();
            format!("{}:{}:{}{by}", p.from, p.to, p.at.ms())
        };
        let sections: Vec<_> = self.sections.iter().map(section).collect();
        let moves: Vec<_> = self.moves.iter().map(onward).collect();
        let (entered, credited, shared) = (self.entered_at.ms(), self.credited.ms(), self.shared.ms());
        format!("{};{};{entered};{credited};{shared};{}", sections.join(","), self.position, moves.join(","))
    }

    /// Reads [`to_text`](Self::to_text).
    pub fn from_text(text: &str) -> Option<Self> {
        let section = |text: &str| {
            let mut parts = text.split(':');
            let (steps, limit) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            Some(SectionTime { steps, limit: Some(limit).filter(|ms| *ms > 0).map(Span::from_ms), timed_out: parts.next()? == "1" })
        };
        let onward = |text: &str| {
            let mut parts = text.split(':');
            let (from, to) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            let at = parts.next()?.parse().ok()?;
            let by = match parts.next() {
                Some(writer) => Some((writer.parse().ok()?, parts.next()?.parse().ok()?)),
                None => None,
            };
            // an earlier build wrote none
            let missing = Missing::from_text(parts.next().unwrap_or_default())?;
            Some(Move { from, to, at: Timestamp::from_ms(at), by, missing })
        };
        let mut parts = text.split(';');
        let sections = parts.next()?.split(',').map(section).collect::<Option<Vec<_>>>()?;
        let position = parts.next()?.parse().ok()?;
        let mut ms = || parts.next()?.parse::<i64>().ok();
        let (entered_at, credited, shared) = (Timestamp::from_ms(ms()?), Span::from_ms(ms()?), Span::from_ms(ms()?));
        let moves = parts.next()?.split(',').filter(|t| !t.is_empty()).map(onward).collect::<Option<_>>()?;
        Some(Self { sections, position, entered_at, credited, shared, moves })
    }
}

/// All that staff gave.
fn given(terms: &Terms) -> Span {
    terms.granted + terms.paused
}

/// The instant at which the sections' clock stands: it stands still in a pause and after the end.
fn clock(state: State, now: Timestamp) -> Timestamp {
    match state {
        State::Paused { since: at, .. } | State::Ended { at, .. } => at.min(now),
        _ => now,
    }
}

#[cfg(test)]
mod tests;
