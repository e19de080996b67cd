//! Marks and results: by people from a queue, and by the outbox where no machine marked at the end of an attempt (`machine`). Their release is in
//! [`release`](crate::marking::release).

use crate::{
    Completion, Fault, MachineMarks, NewMark, Notes, Stamp, Store, TaskKind, boxed,
    db::{Conn, args, events, outbox},
    exam::attempts,
    marking::{
        GivenMark, Marked, claims, machine,
        rows::{MarkRecord, MarkingTask, ResultRecord, read_mark, read_result, read_score, read_task},
    },
    office::own::{self, Reach},
};
use std::collections::HashMap;
use zhixing_domain::{
    account::Marker,
    event::Event,
    grading::{Mark, Rating, Score, tally},
    id::{AccountId, AttemptId},
    plan_ref::PlanRef,
    points::Points,
    question::ItemKey,
    time::Timestamp,
};

/// What waits, for the overview: how many answers to mark and results to release of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkingBacklog {
    pub plan: PlanRef,
    pub to_mark: i64,
    pub to_release: i64,
}

impl Store {
    /// The server writes the machine's marks of an ended attempt, once. If none is missing the result is complete, and released at once if
    /// `completion` says so. `notes` go to the notebook. `false` if it was marked before: then nothing was changed.
    ///
    /// # Errors
    ///
    /// [`Fault::Conflict`] if `marks` names an item twice.
    #[boxed]
    pub async fn grade(
        &self,
        id: AttemptId,
        marks: Vec<NewMark>,
        notes: Option<Notes>,
        completion: Completion,
        stamp: Stamp,
    ) -> Result<bool, Fault> {
        let made = MachineMarks { marks, notes, completion };
        self.core.write(move |c| Box::pin(async move { grade(c, id, &made, &stamp).await })).await
    }

    /// Finds one answer that people mark, marked or not. `None` if there is none, or it is of the marker's own attempt or beyond their
    /// scope.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn marking_task(&self, marker: &Marker, attempt: AttemptId, item: &ItemKey) -> Result<Option<MarkingTask>, Fault> {
        let sql = "SELECT m.attempt_id, m.item, t.plan, m.worth, m.waits_since, m.marked_at FROM mark m JOIN attempt t ON t.id = m.attempt_id \
                   WHERE m.attempt_id = $1 AND m.item = $2 AND m.waits_since IS NOT NULL AND t.account_id <> $3";
        let row = self.core.read.one(sql, args![attempt.to_string(), &item.0, marker.id().to_string()]).await?;
        Ok(row.map(|r| read_task(&r)).transpose()?.filter(|task| marker.scope().covers(&task.plan)))
    }

    /// A marker gives an answer its points; the last missing mark completes the result. A claim only orders the queue: who comes later, with
    /// or without one, is told of the mark that was given since they looked.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] if the role does not reach the course.
    /// [`Fault::Own`] if it is the marker's own attempt.
    #[boxed]
    pub async fn put_mark(
        &self,
        _: &Marker,
        task: MarkingTask,
        points: Points,
        rating: Rating,
        completion: Completion,
        stamp: Stamp,
    ) -> Result<Marked, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    own::refuse(c, &stamp, Reach::Attempt(task.attempt)).await?;
                    attempts::lock(c, [task.attempt].into_iter()).await?;
                    let (id, criteria) = (task.attempt.to_string(), serde_json::to_string(&rating.criteria).unwrap_or_default());
                    let sql = "UPDATE mark SET points = $3, criteria = $4, comment = $5, marked_by = $6, marked_at = $7, claimed_by = NULL \
                               WHERE attempt_id = $1 AND item = $2 AND waits_since IS NOT NULL AND COALESCE(marked_at, -1) = $8 \
                               AND NOT EXISTS (SELECT 1 FROM result WHERE attempt_id = $1 AND released_at IS NOT NULL) \
                               AND NOT EXISTS (SELECT 1 FROM attempt WHERE id = $1 AND continued_by IS NOT NULL)";
                    let (key, actor) = (&task.item.0, stamp.actor.to_string());
                    let seen = task.marked_at.map_or(-1, Timestamp::ms);
                    let values = args![&id, key, points.hundredths(), &criteria, &rating.comment, &actor, stamp.now, seen];
                    if c.execute(sql, values).await? == 0 {
                        return met(c, (&id, key), &actor, points, &rating).await;
                    }
                    claims::settle(c, &id, key).await?;
                    events::append(c, &stamp, &id, Event::MarkGiven { item: task.item, points }).await?;
                    complete(c, task.attempt, completion, &stamp).await?;
                    Ok(Marked::Stored)
                })
            })
            .await
    }

    /// Reads the result of an attempt; `None` until the machine has marked it.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn result(&self, id: AttemptId) -> Result<Option<ResultRecord>, Fault> {
        let row =
            self.core.near.one("SELECT score, graded_at, released_at FROM result WHERE attempt_id = $1", args![id.to_string()]).await?;
        row.map(|r| read_result(&r)).transpose()
    }

    /// Finds the released results of a person, by attempt.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn released_results(&self, account: AccountId) -> Result<HashMap<AttemptId, Score>, Fault> {
        let sql = "SELECT r.attempt_id, r.score FROM result r JOIN attempt t ON t.id = r.attempt_id \
                   WHERE t.account_id = $1 AND r.released_at IS NOT NULL AND r.score IS NOT NULL";
        let rows = self.core.read.all(sql, args![account.to_string()]).await?;
        rows.iter().map(|r| Ok((r.parse("attempt_id")?, read_score(&r.text("score")?)?))).collect()
    }

    /// Lists the marks of an attempt in the order of its paper.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn marks(&self, id: AttemptId) -> Result<Vec<MarkRecord>, Fault> {
        let sql = "SELECT item, function, worth, points, criteria, comment, voiding FROM mark WHERE attempt_id = $1 ORDER BY position";
        self.core.near.all(sql, args![id.to_string()]).await?.iter().map(read_mark).collect()
    }

    /// Counts what waits for a marker, plan by plan: answers to mark, and results to release. What is their own waits for a colleague.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn waiting(&self, marker: &Marker) -> Result<Vec<MarkingBacklog>, Fault> {
        let me = marker.id().to_string();
        let sql = "SELECT t.plan, CAST(SUM(CASE WHEN m.points IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS to_mark \
                   FROM mark m JOIN attempt t ON t.id = m.attempt_id WHERE m.points IS NULL AND m.voiding IS NULL \
                   AND t.continued_by IS NULL AND t.account_id <> $1 GROUP BY t.plan ORDER BY t.plan";
        let mut plans: Vec<MarkingBacklog> = vec![];
        for row in self.core.read.all(sql, args![&me]).await? {
            plans.push(MarkingBacklog { plan: row.parse("plan")?, to_mark: row.int("to_mark")?, to_release: 0 });
        }
        let sql = "SELECT t.plan, COUNT(*) AS to_release FROM result r JOIN attempt t ON t.id = r.attempt_id \
                   WHERE r.complete_at IS NOT NULL AND r.released_at IS NULL AND t.continued_by IS NULL AND t.account_id <> $1 \
                   GROUP BY t.plan ORDER BY t.plan";
        for row in self.core.read.all(sql, args![&me]).await? {
            let (plan, n) = (row.parse("plan")?, row.int("to_release")?);
            match plans.iter_mut().find(|w| w.plan == plan) {
                Some(waiting) => waiting.to_release = n,
                None => plans.push(MarkingBacklog { plan, to_mark: 0, to_release: n }),
            }
        }
        plans.retain(|waiting| marker.scope().covers(&waiting.plan));
        Ok(plans)
    }
}

/// What a mark met that was given since its marker looked: the same one sent twice, another one, or an answer that takes none any more.
async fn met(conn: &mut Conn<'_>, (id, key): (&str, &str), actor: &str, points: Points, rating: &Rating) -> Result<Marked, Fault> {
    let open = "SELECT m.item, m.function, m.worth, m.points, m.criteria, m.comment, m.voiding, m.marked_by, m.marked_at, \
                COALESCE(a.display_name, m.marked_by) AS marker FROM mark m JOIN attempt t ON t.id = m.attempt_id \
                LEFT JOIN result r ON r.attempt_id = m.attempt_id LEFT JOIN account a ON a.id = m.marked_by \
                WHERE m.attempt_id = $1 AND m.item = $2 AND m.waits_since IS NOT NULL AND m.marked_at IS NOT NULL \
                AND r.released_at IS NULL AND t.continued_by IS NULL";
    let Some(row) = conn.one(open, args![id, key]).await? else { return Ok(Marked::Closed) };
    let theirs = read_mark(&row)?.rating.unwrap_or_default();
    // the same form sent twice
    let same = (row.text("marked_by")?, row.opt_int("points")?) == (actor.to_string(), Some(points.hundredths())) && theirs == *rating;
    if same {
        return Ok(Marked::Stored);
    }
    Ok(Marked::Overtaken(GivenMark { rating: theirs, by: row.text("marker")?, at: row.time("marked_at")? }))
}

#[boxed]
async fn grade(conn: &mut Conn<'_>, id: AttemptId, made: &MachineMarks, stamp: &Stamp) -> Result<bool, Fault> {
    if made.completion.release {
        // a segment that goes on from it comes before the release, or finds it
        attempts::lock(conn, [id].into_iter()).await?;
    }
    let Some(score) = machine::write(conn, id, made, stamp.now).await? else { return Ok(false) };
    let subject = id.to_string();
    outbox::done(conn, TaskKind::Grade, &subject, stamp.now).await?;
    events::append(conn, stamp, &subject, machine::graded(&made.marks)).await?;
    machine::publish(conn, id, score.as_ref(), made.completion, stamp).await?;
    Ok(true)
}

/// Writes the score once every mark is there, and releases it where the plan says so.
#[boxed]
pub(crate) async fn complete(conn: &mut Conn<'_>, id: AttemptId, completion: Completion, stamp: &Stamp) -> Result<(), Fault> {
    match add_up(conn, id, completion.pass_mark).await? {
        Some(score) => settle(conn, id, &score, completion, stamp).await,
        None => Ok(()),
    }
}

async fn settle(conn: &mut Conn<'_>, id: AttemptId, score: &Score, completion: Completion, stamp: &Stamp) -> Result<(), Fault> {
    let text = serde_json::to_string(score).map_err(|e| Fault::corrupt("result", e))?;
    conn.execute("UPDATE result SET score = $2, complete_at = $3 WHERE attempt_id = $1", args![id.to_string(), text, stamp.now]).await?;
    machine::publish(conn, id, Some(score), completion, stamp).await
}

/// The score of an attempt's marks as they are now, if none is missing. Whoever changes a mark holds the attempt.
#[boxed]
pub(crate) async fn add_up(conn: &mut Conn<'_>, id: AttemptId, pass_mark: Points) -> Result<Option<Score>, Fault> {
    let sql = "SELECT item, function, worth, points, criteria, comment, voiding FROM mark WHERE attempt_id = $1 ORDER BY position";
    let rows = conn.all(sql, args![id.to_string()]).await?;
    let marks: Vec<MarkRecord> = rows.iter().map(read_mark).collect::<Result<_, _>>()?;
    let mark = |m: MarkRecord| Mark { function: m.function, worth: m.worth, points: m.points, voiding: m.voiding };
    Ok(tally(&marks.into_iter().map(mark).collect::<Vec<_>>(), pass_mark))
}
