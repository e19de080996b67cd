//! The release of results: many some at a time, each after or before whatever else happens to its attempt.

use crate::{
    Fault, Stamp, Store, TaskKind, boxed,
    db::{
        Conn, args,
        dialect::{self, row},
        events, outbox,
    },
    exam::attempts,
    marking::{results::OfSession, rows::read_score},
    office::{
        message::inbox,
        own::{self, Reach},
        records, scope,
    },
};
use zhixing_domain::{account::Marker, grading::Score, id::AttemptId, message::InboxMessage, plan_ref::PlanRef};

/// What can be released. What goes on in a segment does not count.
const RELEASABLE: &str = "result r JOIN attempt t ON t.id = r.attempt_id \
    WHERE t.continued_by IS NULL AND r.complete_at IS NOT NULL AND r.released_at IS NULL";

const IN_SESSION: &str = "($2 = '' OR COALESCE(t.session, 'none') = $2)";

/// Which results of a plan are released.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReleaseOf {
    Session(OfSession),
    One(AttemptId),
}

impl ReleaseOf {
    pub const ALL: Self = Self::Session(OfSession::Any);

    /// Of which session, and of which attempt alone, as a statement takes them.
    fn args(self) -> (String, String) {
        match self {
            Self::Session(session) => (session.text(), String::new()),
            Self::One(id) => (String::new(), id.to_string()),
        }
    }
}

impl Store {
    /// An examiner releases complete results of a plan, and gets the attempts that were released. Their own result is passed over unless it is
    /// the one that they name: a colleague must do it. Many results are released some at a time.
    ///
    /// # Errors
    ///
    /// [`Fault::Own`] if the one is their own attempt; [`Fault::Partly`] if it stops among many;
    /// [`Fault::Beyond`] if their roles do not reach the plan.
    #[boxed]
    pub async fn release_results(&self, marker: &Marker, plan: PlanRef, which: ReleaseOf, stamp: Stamp) -> Result<Vec<AttemptId>, Fault> {
        scope::within(marker.scope(), &plan)?;
        let sql =
            format!("SELECT r.attempt_id FROM {RELEASABLE} AND t.plan = $1 AND {IN_SESSION} AND ($3 = '' OR t.id = $3) ORDER BY t.id");
        let (session, one) = which.args();
        let only = if let ReleaseOf::One(id) = which { Some(id) } else { None };
        let found: Vec<AttemptId> =
            self.core.read.all(sql, args![&plan, session, one]).await?.iter().map(|r| r.parse("attempt_id")).collect::<Result<_, _>>()?;
        let released = self
            .core
            .write_in_portions(found, stamp, move |c, ids, stamp| Box::pin(async move { release_some(c, &ids, only, &stamp).await }))
            .await?;
        Ok(released.concat())
    }

    /// Counts what a release of a plan, or of one of its sessions, would reach now: `(results, those of them that pass, results of the marker's own)`.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] if the marker's roles do not reach the plan.
    #[boxed]
    pub async fn releasable(&self, marker: &Marker, plan: &PlanRef, session: OfSession) -> Result<(usize, usize, usize), Fault> {
        scope::within(marker.scope(), plan)?;
        let sql = format!("SELECT r.score, t.account_id FROM {RELEASABLE} AND t.plan = $1 AND {IN_SESSION}");
        let (mut results, mut pass, mut own) = (0, 0, 0);
        for row in self.core.read.all(sql, args![plan, session.text()]).await? {
            if row.text("account_id")? == marker.id().to_string() {
                own += 1;
                continue;
            }
            results += 1;
            pass += usize::from(read_score(&row.text("score")?)?.passed);
        }
        Ok((results, pass, own))
    }
}

/// Releases those of some results that are still to be released, and not the own ones. Whoever marks one of them, or lets its attempt go on, does so
/// before or after.
async fn release_some(conn: &mut Conn<'_>, ids: &[AttemptId], only: Option<AttemptId>, stamp: &Stamp) -> Result<Vec<AttemptId>, Fault> {
    if let Some(only) = only {
        own::refuse(conn, stamp, Reach::Attempt(only)).await?;
    }
    attempts::lock(conn, ids.iter().copied()).await?;
    let e = dialect::rows("id", ids.iter().map(|id| row![id.to_string()]));
    let rest = format!("{RELEASABLE} AND t.id IN (SELECT id FROM e)");
    let me = own::person(stamp).map(|id| id.to_string());
    let mut released = vec![];
    for row in conn.packed_with(e, "r.attempt_id, r.score, t.account_id", &rest).await? {
        let (id, score) = (row.parse("attempt_id")?, read_score(&row.text("score")?)?);
        if Some(row.text("account_id")?) != me {
            release_one(conn, id, &score, true, stamp).await?;
            released.push(id);
        }
    }
    Ok(released)
}

/// Releases a result; with `issue`, a certificate may follow from it.
#[boxed]
pub(crate) async fn release_one(conn: &mut Conn<'_>, id: AttemptId, score: &Score, issue: bool, stamp: &Stamp) -> Result<(), Fault> {
    // what goes on in a segment does not count
    let sql = "UPDATE result SET released_at = $2, released_by = $3 WHERE attempt_id = $1 AND released_at IS NULL \
               AND NOT EXISTS (SELECT 1 FROM attempt WHERE id = $1 AND continued_by IS NOT NULL)";
    if conn.execute(sql, args![id.to_string(), stamp.now, stamp.actor.to_string()]).await? == 1 {
        events::append(conn, stamp, &id.to_string(), records::released(score)).await?;
        inbox::put_of(conn, stamp, id, "", |plan| InboxMessage::ResultReleased { plan, attempt: id }).await?;
        if issue {
            outbox::queue(conn, stamp, TaskKind::Issue, &id.to_string()).await?;
        }
    }
    Ok(())
}
