//! What a machine marks of an attempt that has ended: in the transaction that ends it, or later where the outbox does it.

use crate::{
    Actor, AttemptSummary, CurrentAnswer, Fault, Notes, Stamp, boxed,
    db::{
        Conn, args,
        dialect::{self, row},
        events,
    },
    learning::progress,
    marking::{decisions, release},
    office::records,
};
use std::panic::{AssertUnwindSafe, catch_unwind};
use zhixing_domain::{
    event::Event,
    grading::{Mark, Score, tally},
    id::AttemptId,
    points::Points,
    question::{ItemKey, ItemVersion},
    time::Timestamp,
};

/// A mark as the machine makes it: `points` is missing where a person has to mark.
#[derive(Clone, Debug)]
pub struct NewMark {
    pub item: ItemKey,
    pub version: ItemVersion,
    pub function: Option<String>,
    pub worth: Points,
    pub points: Option<Points>,
}

/// What the plan says of a complete result.
#[derive(Clone, Copy, Debug)]
pub struct Completion {
    pub pass_mark: Points,
    /// Released at once, without an examiner.
    pub release: bool,
    /// Whoever passes may get a certificate.
    pub certify: bool,
}

/// The marks of a whole paper, and what its plan says of their sum.
#[derive(Clone, Debug)]
pub struct MachineMarks {
    pub marks: Vec<NewMark>,
    /// What goes to the notebook.
    pub notes: Option<Notes>,
    pub completion: Completion,
}

/// Makes the marks of an attempt from the answers that count.
pub type Marking = Box<dyn FnOnce(&AttemptSummary, &[CurrentAnswer]) -> MachineMarks + Send>;

/// The marks of an attempt. An item that cannot be marked takes no hand-in along, and none of those that are written with it.
pub(crate) fn marks(marking: Marking, of: &AttemptSummary, answers: &[CurrentAnswer]) -> Option<MachineMarks> {
    catch_unwind(AssertUnwindSafe(|| marking(of, answers)))
        .inspect_err(|_| tracing::error!("marking did not end: it is left to the outbox"))
        .ok()
}

/// Writes that an attempt ended, together with its marks; by what it was marked, if it was.
#[boxed]
pub(crate) async fn at_end(
    conn: &mut Conn<'_>,
    id: AttemptId,
    ended: Event,
    marks: Option<MachineMarks>,
    stamp: &Stamp,
) -> Result<Option<Completion>, Fault> {
    let subject = id.to_string();
    let Some(made) = marks else {
        events::append(conn, stamp, &subject, ended).await?;
        return Ok(None);
    };
    let score = write(conn, id, &made, stamp.now).await?;
    let graded = score.is_some().then(|| (Actor::System, subject.as_str(), graded(&made.marks)));
    let said: Vec<_> = std::iter::once((stamp.actor, subject.as_str(), ended)).chain(graded).collect();
    events::append_of(conn, stamp, &said).await?;
    let Some(score) = score else { return Ok(None) };
    let machine = Stamp { actor: Actor::System, request: None, ..stamp.clone() };
    publish(conn, id, score.as_ref(), made.completion, &machine).await?;
    Ok(Some(made.completion))
}

/// That a machine marked, and what.
pub(crate) fn graded(marks: &[NewMark]) -> Event {
    Event::Graded { marks: Some(records::machine_marks(marks.iter().map(|m| (m.item.0.as_str(), m.worth, m.points)))) }
}

/// Writes the marks of an attempt and its result, which is complete if no mark is missing: its score then. `None` if it was marked before: then nothing
/// was changed.
#[boxed]
pub(crate) async fn write(conn: &mut Conn<'_>, id: AttemptId, made: &MachineMarks, now: Timestamp) -> Result<Option<Option<Score>>, Fault> {
    // a decision upon an item comes before all of this, or finds its marks
    dialect::hold(conn, "item_decision").await?;
    let void = decisions::decisions_for(conn, id).await?;
    let mark =
        |m: &NewMark| Mark { function: m.function.clone(), worth: m.worth, points: m.points, voiding: void.get(&m.version).copied() };
    let score = tally(&made.marks.iter().map(mark).collect::<Vec<_>>(), made.completion.pass_mark);
    let text = score.as_ref().map(serde_json::to_string).transpose().map_err(|e| Fault::corrupt("result", e))?;
    let sql = "INSERT INTO result (attempt_id, graded_at, score, complete_at) VALUES ($1, $2, $3, $4) ON CONFLICT (attempt_id) DO NOTHING";
    if conn.execute(sql, args![id.to_string(), now, text, score.as_ref().map(|_| now)]).await? == 0 {
        return Ok(None);
    }
    let rows = made.marks.iter().enumerate().map(|(position, mark)| {
        let (points, waits) = (mark.points.map(Points::hundredths), mark.points.is_none().then_some(now));
        let voiding = void.get(&mark.version).map(|v| v.code());
        let (function, worth) = (mark.function.as_deref(), mark.worth.hundredths());
        row![id.to_string(), &mark.item.0, position as i64, function, worth, points, waits, &mark.version.0, voiding]
    });
    let rows = dialect::rows("attempt, item, position, function, worth, points, waits_since, version, voiding", rows);
    let sql = "INSERT INTO mark (attempt_id, item, position, function, worth, points, waits_since, version, voiding) SELECT * FROM e";
    conn.execute_with(rows, sql).await?;
    if let Some(notes) = &made.notes {
        progress::note(conn, notes, now).await?;
    }
    Ok(Some(score))
}

/// Releases a complete result at once where the plan says so.
pub(crate) async fn publish(
    conn: &mut Conn<'_>,
    id: AttemptId,
    score: Option<&Score>,
    completion: Completion,
    stamp: &Stamp,
) -> Result<(), Fault> {
    match score {
        Some(score) if completion.release => release::release_one(conn, id, score, completion.certify && score.passed, stamp).await,
        _ => Ok(()),
    }
}
