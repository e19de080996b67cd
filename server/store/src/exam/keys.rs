//! Who sits an exam now, and until when it may be sat: what decides whether keys may be seen.

use crate::{
    Fault, Store, boxed,
    db::args,
    exam::{
        attempts::{COLUMNS, read},
        summary::AttemptSummary,
    },
};
use zhixing_domain::{assessment::Season, id::AccountId, plan_ref::PlanRef, time::Timestamp};

impl Store {
    /// Tells until when a plan may be sat, and whether anybody sits it now. The end of its last exam session that is not cancelled counts,
    /// and `closes`, the end of the plan's own window, only if it has no sessions.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn season(&self, plan: &PlanRef, closes: Option<Timestamp>) -> Result<Season, Fault> {
        let sql = "SELECT (SELECT MAX(closes_at) FROM exam_session WHERE plan = $1 AND cancelled_at IS NULL) AS closes, \
                   (SELECT COUNT(*) FROM attempt WHERE plan = $1 AND state IN ('in_progress', 'paused')) AS sitting";
        let Some(row) = self.core.read.one(sql, args![plan]).await? else { return Ok(Season::default()) };
        Ok(Season { closes: row.opt_time("closes")?.or(closes), sat: row.int("sitting")? > 0 })
    }

    /// Lists the plans that somebody sits now, published or not.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn plans_sat(&self) -> Result<Vec<PlanRef>, Fault> {
        let sql = "SELECT DISTINCT plan FROM attempt WHERE state IN ('in_progress', 'paused')";
        self.core.read.all(sql, args![]).await?.iter().map(|row| row.parse("plan")).collect()
    }

    /// Lists the attempts of a person that run or are paused.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn sits(&self, account: AccountId) -> Result<Vec<AttemptSummary>, Fault> {
        let sql = format!("SELECT {COLUMNS} FROM attempt t WHERE t.account_id = $1 AND t.state IN ('in_progress', 'paused')");
        self.core.near.all(sql, args![account.to_string()]).await?.iter().map(read).collect()
    }
}
