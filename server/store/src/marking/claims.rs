//! The queue of answers that people mark: one is claimed, or put back for later. What a marker puts back waits for everybody else, and for that marker
//! once they ask for it again.

use crate::{
    Fault, Stamp, Store, boxed,
    db::{Conn, args, dialect},
    marking::rows::{MarkingTask, read_task},
    office::scope,
};
use zhixing_domain::{
    account::Marker,
    id::AccountId,
    plan_ref::PlanRef,
    time::{Span, Timestamp},
};

/// A claimed answer comes back to the queue when its marker has been silent for so long.
const CLAIM: Span = Span::from_minutes(30);

impl Store {
    /// A marker asks for work and holds one answer for 30 minutes: the one that they hold already, else the one that has waited longest and that nobody
    /// holds. It is never of their own attempt, and none that they put back. `past` is put back now. `None` if nothing waits for them in `plan`, or
    /// anywhere without it.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn claim_marking(
        &self,
        marker: &Marker,
        plan: Option<PlanRef>,
        past: Option<MarkingTask>,
        stamp: Stamp,
    ) -> Result<Option<MarkingTask>, Fault> {
        let (marker, (within, courses)) = (marker.id(), scope::condition(marker.scope(), "t.plan", 4));
        self.core
            .write(move |c| {
                Box::pin(async move {
                    if let Some(past) = past {
                        put_back(c, marker, &past).await?;
                    }
                    let sql = format!(
                        "SELECT m.attempt_id, m.item, t.plan, m.worth, m.waits_since, m.marked_at FROM mark m JOIN attempt t ON t.id = m.attempt_id \
                         WHERE m.points IS NULL AND m.voiding IS NULL AND t.continued_by IS NULL AND t.account_id <> $1 AND ($2 = '' OR t.plan = $2) AND {within} \
                         AND (m.claimed_by IS NULL OR m.claimed_by = $1 OR m.claimed_until <= $3) \
                         AND NOT EXISTS (SELECT 1 FROM marking_skip s WHERE s.account_id = $1 AND s.attempt_id = m.attempt_id AND s.item = m.item) \
                         ORDER BY CASE WHEN m.claimed_by = $1 THEN 0 ELSE 1 END, m.waits_since, m.attempt_id, m.item LIMIT 1{}",
                        dialect::skip_locked(c).replace("UPDATE", "UPDATE OF m")
                    );
                    let mut values = args![marker.to_string(), plan.map_or_else(String::new, Into::into), stamp.now];
                    values.extend(courses);
                    let row = c.one(sql, values).await?;
                    let Some(task) = row.map(|r| read_task(&r)).transpose()? else { return Ok(None) };
                    let claim = "UPDATE mark SET claimed_by = $3, claimed_until = $4 WHERE attempt_id = $1 AND item = $2";
                    c.execute(claim, args![task.attempt.to_string(), &task.item.0, marker.to_string(), stamp.now + CLAIM]).await?;
                    Ok(Some(task))
                })
            })
            .await
    }

    /// A marker asks for what they put back again, of `plan`, or of all without it.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn offer_again(&self, marker: &Marker, plan: Option<PlanRef>) -> Result<(), Fault> {
        let marker = marker.id();
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let sql = "DELETE FROM marking_skip WHERE account_id = $1 \
                               AND ($2 = '' OR EXISTS (SELECT 1 FROM attempt t WHERE t.id = marking_skip.attempt_id AND t.plan = $2))";
                    c.execute(sql, args![marker.to_string(), plan.map_or_else(String::new, Into::into)]).await.map(|_| ())
                })
            })
            .await
    }

    /// Finds the answer that this marker holds already, in `plan`, or in any without it; looking claims nothing. `None` if they hold
    /// none.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn held_marking(&self, marker: &Marker, plan: Option<&PlanRef>, now: Timestamp) -> Result<Option<MarkingTask>, Fault> {
        let sql = "SELECT m.attempt_id, m.item, t.plan, m.worth, m.waits_since, m.marked_at FROM mark m JOIN attempt t ON t.id = m.attempt_id \
                   WHERE m.points IS NULL AND m.voiding IS NULL AND t.continued_by IS NULL AND ($2 = '' OR t.plan = $2) \
                   AND m.claimed_by = $1 AND m.claimed_until > $3 ORDER BY m.waits_since, m.attempt_id, m.item LIMIT 1";
        let row = self.core.read.one(sql, args![marker.id().to_string(), plan.map_or("", PlanRef::as_str), now]).await?;
        row.map(|r| read_task(&r)).transpose()
    }
}

/// The claim ends, and the answer is not offered to this marker again until they ask. Nothing where it was marked meanwhile.
async fn put_back(c: &mut Conn<'_>, marker: AccountId, past: &MarkingTask) -> Result<(), Fault> {
    let (id, item, marker) = (past.attempt.to_string(), &past.item.0, marker.to_string());
    let back = "UPDATE mark SET claimed_by = NULL, claimed_until = NULL WHERE attempt_id = $1 AND item = $2 AND claimed_by = $3";
    c.execute(back, args![&id, item, &marker]).await?;
    let sql = "INSERT INTO marking_skip (account_id, attempt_id, item) SELECT CAST($3 AS TEXT), attempt_id, item FROM mark \
               WHERE attempt_id = $1 AND item = $2 AND points IS NULL ON CONFLICT DO NOTHING";
    c.execute(sql, args![id, item, marker]).await.map(|_| ())
}

/// An answer that has its mark waits for nobody.
pub(crate) async fn settle(c: &mut Conn<'_>, attempt: &str, item: &str) -> Result<(), Fault> {
    c.execute("DELETE FROM marking_skip WHERE attempt_id = $1 AND item = $2", args![attempt, item]).await.map(|_| ())
}
