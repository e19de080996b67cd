//! Where a candidate is on a paper with sections, and going on in it.

use crate::attempt::actions as sit;
use std::ops::Range;
use zhixing_domain::{
    assessment::Here,
    attempt::{Deadline, Operation, Phase, Target},
    id::{OperationId, WriterId},
    question::{Answer, ItemKey},
    time::Timestamp,
};
use zhixing_shell::{
    boxed,
    guard::{OwnAttempt, Visit},
    papers::LoadedPaper,
    problem::Problem,
};
use zhixing_store::AttemptSummary;

/// The section that a candidate is in, and the step within it.
pub struct Whereabouts<'a> {
    pub here: Here<'a>,
    pub position: u32,
    /// How many sections there are.
    pub count: usize,
    /// When the section must be left, if it has a limit of its own.
    pub deadline: Option<Deadline>,
}

impl Whereabouts<'_> {
    /// The first step of the next section.
    pub fn next(&self) -> Option<u32> {
        (!self.is_last()).then_some(self.here.first_step + self.here.steps)
    }

    pub fn is_last(&self) -> bool {
        self.here.number + 1 == self.count
    }

    /// The places that take answers now: one item of a linear section, else the whole section.
    pub fn open(&self) -> Range<usize> {
        let Range { start, end } = self.here.places.clone();
        if !self.here.section.linear {
            return start..end;
        }
        let at = start + usize::try_from(self.position - self.here.first_step).unwrap_or(0);
        at.min(end)..(at + 1).min(end)
    }
}

/// Where the candidate is; nothing where the paper is one whole.
pub fn whereabouts<'s>(sheet: &'s LoadedPaper, summary: &AttemptSummary, now: Timestamp) -> Option<Whereabouts<'s>> {
    let progress = summary.progress.as_ref()?;
    let position = progress.settled(&summary.terms, summary.state, now).position();
    let deadline = progress.section_deadline(&summary.timing(), now);
    Some(Whereabouts { here: sheet.outline.at_step(position)?, position, count: sheet.outline.0.len(), deadline })
}

/// The places of the section that is open: nobody is shown another one.
pub fn places(attempt: &OwnAttempt, now: Timestamp) -> Range<usize> {
    whereabouts(&attempt.sheet, &attempt.summary, now).map_or(0..attempt.sheet.entries.len(), |w| w.here.places)
}

/// Whether an item may be marked to come back to: nothing where it has not been shown, or is not on the paper, which is one answer.
pub fn may_flag(attempt: &OwnAttempt, item: &ItemKey, now: Timestamp) -> Option<bool> {
    let phase = attempt.summary.state.phase();
    let (place, shown) = (attempt.sheet.place(item)?, places(attempt, now));
    (phase != Phase::Ready && place < shown.end).then_some(!phase.is_final() && place >= shown.start)
}

/// The places that take answers at a step.
pub fn open_at(sheet: &LoadedPaper, step: u32) -> Range<usize> {
    let at = sheet.outline.at_step(step).map(|here| Whereabouts { here, position: step, count: 0, deadline: None });
    at.map_or(0..sheet.entries.len(), |at| at.open())
}

/// What an operation is about: an item of the paper, or a step of it.
pub fn place(sheet: &LoadedPaper, item: &ItemKey) -> Option<Target> {
    if let Some(step) = item.as_step() {
        return (0 < step && step < sheet.outline.steps()).then_some(Target::Step(step));
    }
    let place = sheet.place(item)?;
    let shape = sheet.entries.get(place)?.item.question.shape();
    Some(Target::Item { shape, step: sheet.outline.step_of(place) })
}

/// The operation that goes on to a step.
pub fn onward(visit: &Visit, to: u32, writer: WriterId, seq: i64) -> Operation {
    Operation { op_id: OperationId::new(visit.now, visit.site.id_bytes()), item: ItemKey::step(to), value: Answer::nothing(), writer, seq }
}

/// Goes on to a step for a page without scripts, which takes the pen with it.
#[boxed]
pub async fn go_on(visit: &Visit, attempt: &OwnAttempt, to: u32) -> Result<(), Problem> {
    let writer = WriterId::new(visit.now, visit.site.id_bytes());
    sit::take_pen(visit, attempt.summary.id, writer).await?;
    sit::save(visit, &attempt.sheet, vec![onward(visit, to, writer, 1)]).await.map(|_| ())
}
