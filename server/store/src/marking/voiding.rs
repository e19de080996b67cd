//! Items that are void after all: the decision, the results computed anew, and what they were.
//!
//! A decision is one row and one task; the results follow from the outbox, some at a time, so that nobody's save waits for them. Each result is changed
//! once by a decision however often the task runs: what has it already is passed over.

use crate::{
    Completion, Fault, Stamp, Store, TaskKind, boxed,
    db::{Conn, Row, args, events, outbox},
    exam::attempts,
    marking::{decisions::NEWEST, grading, rows::read_score as score},
    office::{
        message::inbox,
        own::{self, Reach},
        scope,
    },
};
use zhixing_domain::{
    account::Marker,
    certificate::Number,
    event::Event,
    grading::{Consequence, Score, Voiding, consequence},
    id::{AttemptId, EventId},
    message::InboxMessage,
    plan_ref::PlanRef,
    points::Points,
    question::{ItemKey, ItemVersion},
    time::Timestamp,
};

/// What was decided of one item of a plan, as it was sat.
#[derive(Clone, Debug)]
pub struct ItemDecision {
    pub plan: PlanRef,
    pub item: ItemKey,
    pub version: ItemVersion,
    /// Nothing: it counts again.
    pub voiding: Option<Voiding>,
    pub reason: String,
    pub at: Timestamp,
    /// Login of who decided.
    pub by: String,
}

/// An item of a plan as it was marked, in attempts that count.
#[derive(Clone, Debug)]
pub struct MarkedItem {
    pub item: ItemKey,
    pub version: ItemVersion,
    /// In how many attempts it is.
    pub attempts: i64,
    /// What was given and what it is worth, over those that are marked.
    pub points: Points,
    pub worth: Points,
    pub voiding: Option<Voiding>,
    /// In how many attempts the newest decision does not count yet.
    pub behind: i64,
}

/// What a result was before a decision changed it.
#[derive(Clone, Debug)]
pub struct Revision {
    pub score: Score,
    /// The candidate had seen it.
    pub released: bool,
    pub at: Timestamp,
    pub decision: ItemDecision,
}

/// A result that was released as passed and passes no longer.
#[derive(Clone, Debug)]
pub struct Lost {
    pub attempt: AttemptId,
    pub plan: PlanRef,
    pub score: Score,
    /// The certificate that followed, while it is in force.
    pub certificate: Option<Number>,
}

const DECISION: &str = "d.plan, d.item, d.version, d.voiding, d.reason, d.decided_at, COALESCE(a.login, d.decided_by) AS decider";

/// Reads a decision from the columns of [`DECISION`].
fn decision(row: &Row) -> Result<ItemDecision, Fault> {
    Ok(ItemDecision {
        plan: row.parse("plan")?,
        item: ItemKey(row.text("item")?),
        version: ItemVersion(row.text("version")?),
        voiding: row.opt_text("voiding")?.as_deref().and_then(Voiding::from_code),
        reason: row.text("reason")?,
        at: row.time("decided_at")?,
        by: row.text("decider")?,
    })
}

impl Store {
    /// An examiner decides what an item of a plan counts for, in the version that was sat; `None`: its own points
    /// again. The outbox then computes the results anew.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] if the role does not reach the course.
    /// [`Fault::Own`] if the item is on a paper of the examiner's own; [`Fault::Conflict`] if somebody decided about the same item at the
    /// same moment.
    #[boxed]
    pub async fn decide_item(
        &self,
        _: &Marker,
        plan: PlanRef,
        (item, version): (ItemKey, ItemVersion),
        voiding: Option<Voiding>,
        reason: String,
        stamp: Stamp,
    ) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    own::refuse(c, &stamp, Reach::Item(&plan, &version)).await?;
                    let id = stamp.mint(EventId::new).to_string();
                    let sql = "INSERT INTO item_decision (id, plan, item, version, voiding, reason, decided_at, decided_by, number) \
                               SELECT $1, $2, $3, $4, $5, $6, $7, $8, COALESCE(MAX(number), 0) + 1 FROM item_decision WHERE plan = $2 AND version = $4";
                    let code = voiding.map(|v| v.code().to_string());
                    let values = args![&id, &plan, &item.0, &version.0, code, &reason, stamp.now, stamp.actor.to_string()];
                    c.execute(sql, values).await?;
                    let decided = Event::ItemDecided { item, version: version.0, voiding, reason };
                    events::append(c, &stamp, plan.as_str(), decided).await?;
                    outbox::queue(c, &stamp, TaskKind::Regrade, &id).await
                })
            })
            .await
    }

    /// Finds the plan that a decision is about; `None` if there is no such decision.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn decision_plan(&self, id: &str) -> Result<Option<PlanRef>, Fault> {
        self.core.read.one("SELECT plan FROM item_decision WHERE id = $1", args![id]).await?.map(|r| r.parse("plan")).transpose()
    }

    /// Lists what was decided of an item version, newest first.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn decisions(&self, plan: &PlanRef, version: &ItemVersion) -> Result<Vec<ItemDecision>, Fault> {
        let sql = format!(
            "SELECT {DECISION} FROM item_decision d LEFT JOIN account a ON a.id = d.decided_by WHERE d.plan = $1 AND d.version = $2 \
             ORDER BY d.number DESC"
        );
        self.core.read.all(sql, args![plan, &version.0]).await?.iter().map(decision).collect()
    }

    /// Lists the items of a plan that were marked, with how they went, in the order of their keys.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn marked_items(&self, plan: &PlanRef) -> Result<Vec<MarkedItem>, Fault> {
        let sql = format!(
            "SELECT m.item, m.version, COUNT(*) AS attempts, CAST(COALESCE(SUM(m.points), 0) AS BIGINT) AS points, \
             CAST(COALESCE(SUM(CASE WHEN m.points IS NULL THEN 0 ELSE m.worth END), 0) AS BIGINT) AS worth, MAX(d.voiding) AS voiding, \
             CAST(SUM(CASE WHEN COALESCE(m.voiding, '') <> COALESCE(d.voiding, '') AND (d.voiding IS NOT NULL OR m.points IS NOT NULL) \
             THEN 1 ELSE 0 END) AS BIGINT) AS behind \
             FROM mark m JOIN attempt t ON t.id = m.attempt_id \
             LEFT JOIN item_decision d ON d.plan = t.plan AND d.version = m.version AND {NEWEST} \
             WHERE t.plan = $1 AND t.continued_by IS NULL AND m.version <> '' GROUP BY m.item, m.version ORDER BY m.item, m.version"
        );
        let read = |r: &Row| {
            Ok(MarkedItem {
                item: ItemKey(r.text("item")?),
                version: ItemVersion(r.text("version")?),
                attempts: r.int("attempts")?,
                points: Points::from_hundredths(r.int("points")?),
                worth: Points::from_hundredths(r.int("worth")?),
                voiding: r.opt_text("voiding")?.as_deref().and_then(Voiding::from_code),
                behind: r.int("behind")?,
            })
        };
        self.core.read.all(sql, args![plan]).await?.iter().map(read).collect()
    }

    /// The outbox computes at most `most` results anew that a decision, or the one that replaced it, has not reached. Gives the attempts
    /// whose released result passes only now, and whether there may be more to compute. A result keeps its own pass mark.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn regrade(
        &self,
        decision: String,
        completion: Completion,
        most: i64,
        stamp: Stamp,
    ) -> Result<(Vec<AttemptId>, bool), Fault> {
        self.core.write(move |c| Box::pin(async move { regrade(c, &decision, completion, most, &stamp).await })).await
    }

    /// Lists what a result was before each decision that changed it, newest first.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn revisions(&self, id: AttemptId) -> Result<Vec<Revision>, Fault> {
        let sql = format!(
            "SELECT r.score, r.released, r.revised_at, {DECISION} FROM result_revision r JOIN item_decision d ON d.id = r.decision \
             LEFT JOIN account a ON a.id = d.decided_by WHERE r.attempt_id = $1 ORDER BY r.number DESC"
        );
        let read = |r: &Row| {
            let (score, released) = (score(&r.text("score")?)?, r.int("released")? == 1);
            Ok(Revision { score, released, at: r.time("revised_at")?, decision: decision(r)? })
        };
        self.core.near.all(sql, args![id.to_string()]).await?.iter().map(read).collect()
    }

    /// Lists the results that were released as passed and no longer pass: people decide about each, a marker's own is left for a colleague.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn lost_results(&self, marker: &Marker) -> Result<Vec<Lost>, Fault> {
        let (within, courses) = scope::condition(marker.scope(), "t.plan", 2);
        let sql = format!(
            "SELECT t.id, t.plan, s.score, \
             (SELECT MIN(c.number) FROM certificate c WHERE c.attempt_id = t.id AND c.revoked_at IS NULL) AS certificate \
             {LOST} AND {within} ORDER BY t.plan, t.id"
        );
        let read = |r: &Row| {
            let (score, certificate) = (score(&r.text("score")?)?, r.opt_parse("certificate")?);
            Ok(Lost { attempt: r.parse("id")?, plan: r.parse("plan")?, score, certificate })
        };
        let values = args![marker.id().to_string()].into_iter().chain(courses).collect();
        self.core.read.all(sql, values).await?.iter().map(read).collect()
    }

    /// Counts those of the [lost results](Self::lost_results) whose certificate is in force.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn count_lost_certificates(&self, marker: &Marker) -> Result<i64, Fault> {
        let (within, courses) = scope::condition(marker.scope(), "t.plan", 2);
        let sql = format!(
            "SELECT COUNT(*) AS count {LOST} AND EXISTS (SELECT 1 FROM certificate c WHERE c.attempt_id = t.id AND c.revoked_at IS NULL) \
             AND {within}"
        );
        let values = args![marker.id().to_string()].into_iter().chain(courses).collect();
        self.core.read.one(sql, values).await?.map_or(Ok(0), |r| r.int("count"))
    }
}

/// The newest revisions `r` of results `s` of attempts `t` that do not pass, where one that was released did. Not those of `$1`.
const LOST: &str = "FROM result_revision r JOIN attempt t ON t.id = r.attempt_id JOIN result s ON s.attempt_id = r.attempt_id \
    WHERE r.passes = 0 AND t.continued_by IS NULL AND s.score IS NOT NULL AND t.account_id <> $1 \
    AND NOT EXISTS (SELECT 1 FROM result_revision n WHERE n.attempt_id = r.attempt_id AND n.number > r.number) \
    AND EXISTS (SELECT 1 FROM result_revision e WHERE e.attempt_id = r.attempt_id AND e.released = 1 AND e.passed = 1)";

async fn regrade(conn: &mut Conn<'_>, id: &str, completion: Completion, most: i64, stamp: &Stamp) -> Result<(Vec<AttemptId>, bool), Fault> {
    let sql = format!(
        "SELECT d.id, d.plan, d.item, d.version, d.voiding, d.reason, d.decided_by FROM item_decision d JOIN item_decision o ON o.plan = d.plan \
         AND o.version = d.version WHERE o.id = $1 AND {NEWEST}"
    );
    let Some(row) = conn.one(sql, args![id]).await? else { return Ok((vec![], false)) };
    let (voiding, reason) = (row.opt_text("voiding")?, row.text("reason")?);
    let newest = Newest { id: row.text("id")?, item: row.text("item")?, voiding, reason };
    // an essay that nobody marked does not begin to wait under a result that is released
    let sql = "SELECT m.attempt_id FROM mark m JOIN attempt t ON t.id = m.attempt_id JOIN result r ON r.attempt_id = t.id \
               WHERE t.plan = $1 AND m.item = $2 AND m.version = $3 AND COALESCE(m.voiding, '') <> $4 \
               AND NOT ($4 = '' AND m.points IS NULL AND r.released_at IS NOT NULL) AND t.account_id <> $6 ORDER BY m.attempt_id LIMIT $5";
    let wanted = newest.voiding.clone().unwrap_or_default();
    let (plan, version, decider) = (row.text("plan")?, row.text("version")?, row.text("decided_by")?);
    let behind = async |conn: &mut Conn<'_>| -> Result<Vec<AttemptId>, Fault> {
        let rows = conn.all(sql, args![&plan, &newest.item, &version, &wanted, most, &decider]).await?;
        rows.iter().map(|r| r.parse("attempt_id")).collect()
    };
    let found = behind(conn).await?;
    attempts::lock(conn, found.iter().copied()).await?;
    // what was released meanwhile may be none of them any more
    let still = behind(conn).await?;
    let mut pass_now = vec![];
    for attempt in found.iter().copied().filter(|id| still.contains(id)) {
        if revise(conn, attempt, &newest, completion, stamp).await? == Consequence::Issue {
            outbox::queue(conn, stamp, TaskKind::Issue, &attempt.to_string()).await?;
            pass_now.push(attempt);
        }
    }
    Ok((pass_now, found.len() as i64 == most))
}

/// The decision that counts.
struct Newest {
    id: String,
    item: String,
    voiding: Option<String>,
    reason: String,
}

/// Lets the decision count in one attempt, and keeps what its result was if that changes.
async fn revise(
    conn: &mut Conn<'_>,
    attempt: AttemptId,
    newest: &Newest,
    completion: Completion,
    stamp: &Stamp,
) -> Result<Consequence, Fault> {
    let id = attempt.to_string();
    let sql = "UPDATE mark SET voiding = $3, claimed_by = NULL WHERE attempt_id = $1 AND item = $2";
    conn.execute(sql, args![&id, &newest.item, newest.voiding.clone()]).await?;
    let row = conn.one("SELECT score, released_at FROM result WHERE attempt_id = $1", args![&id]).await?;
    let Some(row) = row else { return Ok(Consequence::Nothing) };
    let released = row.opt_time("released_at")?.is_some();
    let Some(text) = row.opt_text("score")? else {
        // it waited for a marker, perhaps for this item alone
        grading::complete(conn, attempt, completion, stamp).await?;
        return Ok(Consequence::Nothing);
    };
    let before = score(&text)?;
    let Some(after) = grading::add_up(conn, attempt, before.pass_mark).await? else {
        conn.execute("UPDATE result SET score = NULL, complete_at = NULL WHERE attempt_id = $1", args![&id]).await?;
        return Ok(Consequence::Nothing);
    };
    if after == before {
        return Ok(Consequence::Nothing);
    }
    keep_revision(conn, &id, newest, (&before, text, released), &after, stamp).await?;
    if released {
        let told = |plan| InboxMessage::ResultRevised { plan, attempt };
        inbox::put_of(conn, stamp, attempt, &newest.id, told).await?;
    }
    Ok(consequence(&before, &after, released))
}

/// Keeps what a result was, with the decision that changed it, and writes what it is.
async fn keep_revision(
    conn: &mut Conn<'_>,
    id: &str,
    newest: &Newest,
    (before, text, released): (&Score, String, bool),
    after: &Score,
    stamp: &Stamp,
) -> Result<(), Fault> {
    let sql = "INSERT INTO result_revision (attempt_id, number, decision, score, released, passed, passes, revised_at) \
               SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6, $7 FROM result_revision WHERE attempt_id = $1";
    let flag = i64::from;
    let values = args![id, &newest.id, text, flag(released), flag(before.passed), flag(after.passed), stamp.now];
    conn.execute(sql, values).await?;
    let new = serde_json::to_string(after).map_err(|e| Fault::corrupt("result", e))?;
    conn.execute("UPDATE result SET score = $2 WHERE attempt_id = $1", args![id, new]).await?;
    let revised = Event::Revised {
        before: before.score,
        after: after.score,
        item: ItemKey(newest.item.clone()),
        voiding: newest.voiding.as_deref().and_then(Voiding::from_code),
        reason: newest.reason.clone(),
    };
    events::append(conn, stamp, id, revised).await
}
