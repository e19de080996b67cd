//! Attempts: reading them. Starting is in [`starting`](crate::exam::starting), saving in [`answers`](crate::exam::answers), ending in
//! [`ending`](crate::exam::ending).

use crate::{
    Fault, Stamp, Store, boxed,
    db::{
        Conn, Row, args,
        dialect::{self, row},
        events,
    },
    exam::summary::AttemptSummary,
};
use std::collections::{BTreeSet, HashMap};
use zhixing_domain::{
    assessment::Paper,
    attempt::{Ending, Phase, Progress, State, Terms},
    event::Event,
    id::{AccountId, AttemptId, WriterId},
    question::ItemKey,
    time::{Span, Timestamp},
};

/// An attempt as kept, with its paper.
#[derive(Clone, Debug)]
pub struct AttemptRecord {
    pub summary: AttemptSummary,
    pub paper: Paper,
}

pub(crate) const COLUMNS: &str = "t.id, t.account_id, t.plan, t.plan_version, t.number, t.state, t.limit_ms, t.factor, t.closes_at, \
    t.granted_ms, t.paused_ms, t.window_granted_ms, t.started_at, t.paused_since, t.ended_at, t.writer, t.created_at, t.session, t.segment_of, t.continued_by, \
    t.progress, t.agreed_ms";

/// Reads an attempt from the columns of [`COLUMNS`].
pub(crate) fn read(row: &Row) -> Result<AttemptSummary, Fault> {
    let span = |name: &str| row.int(name).map(Span::from_ms);
    let id: AttemptId = row.parse("id")?;
    Ok(AttemptSummary {
        id,
        account: row.parse("account_id")?,
        plan: row.parse("plan")?,
        plan_version: row.text("plan_version")?,
        number: row.int("number")?,
        state: state(row).map_err(|_| Fault::corrupt("attempt", id))?,
        terms: Terms {
            limit: span("limit_ms")?,
            factor: row.int("factor")?.try_into().unwrap_or(1000),
            closes: row.opt_time("closes_at")?,
            agreed: span("agreed_ms")?,
            granted: span("granted_ms")?,
            paused: span("paused_ms")?,
            window_granted: span("window_granted_ms")?,
        },
        writer: row.opt_parse("writer")?,
        created_at: row.time("created_at")?,
        session: row.opt_parse("session")?,
        segment_of: row.opt_parse("segment_of")?,
        continued_by: row.opt_parse("continued_by")?,
        progress: row.opt_text("progress")?.map(|t| Progress::from_text(&t).ok_or_else(|| Fault::corrupt("attempt", id))).transpose()?,
    })
}

fn state(row: &Row) -> Result<State, Fault> {
    let phase = row.with("state", Phase::from_code)?;
    let (started, since, ended) = (row.opt_time("started_at")?, row.opt_time("paused_since")?, row.opt_time("ended_at")?);
    let ending = |ending| Some(State::Ended { started_at: started?, at: ended?, ending });
    match phase {
        Phase::Ready => Some(State::Ready),
        Phase::InProgress => started.map(|started_at| State::InProgress { started_at }),
        Phase::Paused => started.zip(since).map(|(started_at, since)| State::Paused { started_at, since }),
        Phase::Submitted => ending(Ending::Submitted),
        Phase::Expired => ending(Ending::Expired),
        Phase::Terminated => ending(Ending::Terminated),
        Phase::Voided => ended.map(|at| State::Voided { at }),
    }
    .ok_or_else(|| Fault::corrupt("attempt", phase.code()))
}

/// Reads attempts for a change. They are locked in one order everywhere, so that two nodes never wait for each other.
pub(crate) async fn lock(conn: &mut Conn<'_>, ids: impl Iterator<Item = AttemptId>) -> Result<HashMap<AttemptId, AttemptSummary>, Fault> {
    let ids: BTreeSet<String> = ids.map(|id| id.to_string()).collect();
    let rest = dialect::locked(conn, "attempt", "id");
    let rows = conn.packed_with(dialect::rows("id", ids.into_iter().map(|id| row![id])), COLUMNS, &rest).await?;
    // one row that nobody can read must not keep all others from saving
    let readable = |row: &Row| read(row).inspect_err(|fault| tracing::error!(%fault, "an attempt is left out")).ok();
    Ok(rows.iter().filter_map(readable).map(|attempt| (attempt.id, attempt)).collect())
}

/// How often pages of an attempt took the pen, as events of their own.
const PENS: i64 = 50;

impl Store {
    /// Reads an attempt with its paper; `None` if there is none with this id.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn attempt(&self, id: AttemptId) -> Result<Option<AttemptRecord>, Fault> {
        let sql = format!("SELECT {COLUMNS}, t.paper FROM attempt t WHERE t.id = $1");
        let row = self.core.near.one(sql, args![id.to_string()]).await?;
        row.map(|r| Ok(AttemptRecord { summary: read(&r)?, paper: r.with("paper", Paper::from_text)? })).transpose()
    }

    /// Reads attempts with their papers, in one statement and no order; those that do not exist are left out.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn attempts(&self, ids: &[AttemptId]) -> Result<Vec<AttemptRecord>, Fault> {
        let wanted = dialect::rows("id", ids.iter().map(|id| row![id.to_string()]));
        let columns = format!("{COLUMNS}, t.paper");
        let rows = self.core.read.packed_with(wanted, &columns, "e JOIN attempt t ON t.id = e.id").await?;
        rows.iter().map(|r| Ok(AttemptRecord { summary: read(r)?, paper: r.with("paper", Paper::from_text)? })).collect()
    }

    /// Reads an attempt without its paper; `None` if there is none with this id.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn attempt_summary(&self, id: AttemptId) -> Result<Option<AttemptSummary>, Fault> {
        let row = self.core.near.one(format!("SELECT {COLUMNS} FROM attempt t WHERE t.id = $1"), args![id.to_string()]).await?;
        row.map(|r| read(&r)).transpose()
    }

    /// Lists the attempts of a person without their papers, newest first. Papers that were discarded before anybody saw them are none.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn attempts_of(&self, account: AccountId) -> Result<Vec<AttemptSummary>, Fault> {
        let sql = format!("SELECT {COLUMNS} FROM attempt t WHERE t.account_id = $1 AND t.number > 0 ORDER BY t.created_at DESC, t.id DESC");
        self.core.near.all(sql, args![account.to_string()]).await?.iter().map(read).collect()
    }

    /// Lists those of them that run or are paused, and those in exam sessions that have not closed at `now`: what is before a person.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn attempts_ahead(&self, account: AccountId, now: Timestamp) -> Result<Vec<AttemptSummary>, Fault> {
        let sql = format!(
            "SELECT {COLUMNS} FROM attempt t WHERE t.account_id = $1 AND t.number > 0 AND (t.state IN ('in_progress', 'paused') \
             OR EXISTS (SELECT 1 FROM exam_session s WHERE s.id = t.session AND s.closes_at > $2)) ORDER BY t.created_at DESC, t.id DESC"
        );
        self.core.read.all(sql, args![account.to_string(), now]).await?.iter().map(read).collect()
    }

    /// Another page of the same candidate takes the pen: from now on only its answers count. `false` if the attempt does not run and is not
    /// paused: then nothing was changed. The caller has checked whose attempt it is. That one page followed another is evidence; the first page of all
    /// is none, nor is the next form of the same sign-in.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn take_pen(&self, id: AttemptId, writer: WriterId, stamp: Stamp) -> Result<bool, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let before = c.one("SELECT writer FROM attempt WHERE id = $1", args![id.to_string()]).await?;
                    let before: Option<WriterId> = before.map_or(Ok(None), |row| row.opt_parse("writer"))?;
                    let sql = "UPDATE attempt SET writer = $2 WHERE id = $1 AND state IN ('in_progress', 'paused') AND (writer IS NULL OR writer <> $2)";
                    let changed = c.execute(sql, args![id.to_string(), writer.to_string()]).await? > 0;
                    if changed && before.is_some_and(|before| !before.is_of_sign_in(writer)) {
                        events::append_bounded(c, &stamp, PENS, &id.to_string(), Event::WriterTookOver { writer }).await?;
                    }
                    let running = "SELECT 1 FROM attempt WHERE id = $1 AND state IN ('in_progress', 'paused')";
                    Ok(c.one(running, args![id.to_string()]).await?.is_some())
                })
            })
            .await
    }

    /// The candidate flags an item in order to look at it again, or takes the flag away.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn set_flag(&self, id: AttemptId, item: &ItemKey, flagged: bool) -> Result<(), Fault> {
        let sql = if flagged {
            "INSERT INTO flag (attempt_id, item) VALUES ($1, $2) ON CONFLICT (attempt_id, item) DO NOTHING"
        } else {
            "DELETE FROM flag WHERE attempt_id = $1 AND item = $2"
        };
        self.run(sql, args![id.to_string(), &item.0]).await
    }
}
