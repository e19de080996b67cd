//! Papers that are drawn before the bell: for whom, their keys, and their start when the bell rings.

use crate::{
    AttemptSummary, ExamSession, Fault, Stamp, Start, Store, boxed,
    db::{Conn, args, dialect},
    exam::{
        attempts,
        exam_sessions::{COLUMNS, accommodation, read, window},
        starting,
    },
};
use std::collections::HashMap;
use zhixing_domain::{
    assessment::{Accommodation, PAPERS_EARLY, StartRefusal, Window},
    attempt::State,
    id::{AccountId, AttemptId, ExamSessionId},
    time::Timestamp,
};

/// A ready paper whose session is over at `$2`.
const MISSED: &str = "(t.closes_at IS NOT NULL AND t.closes_at + t.window_granted_ms <= $2)";
/// How many attempts are used, by the rule of `zhixing_domain::assessment::is_used`.
const USED: &str = "COALESCE(SUM(CASE WHEN t.state NOT IN ('ready', 'voided') AND t.segment_of IS NULL THEN 1 ELSE 0 END), 0)";

impl Store {
    /// Lists at most `most` candidates of a session for whom the server must draw a paper before the bell, each with their accommodation.
    /// They have no attempt in this session, no open attempt of the plan, and at least one attempt left of those `allowed` (0: no limit). A
    /// paper that they never started in a session that is over does not keep them off the list: it moves to this session.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn unprepared(
        &self,
        session: ExamSessionId,
        allowed: u32,
        now: Timestamp,
        most: i64,
    ) -> Result<Vec<(AccountId, Accommodation)>, Fault> {
        let sql = format!(
            "SELECT k.account_id, k.factor, k.extra_ms FROM exam_candidate k JOIN exam_session s ON s.id = k.session \
             WHERE k.session = $1 AND NOT EXISTS (SELECT 1 FROM attempt t WHERE t.account_id = k.account_id AND t.plan = s.plan \
             AND (t.session = s.id OR t.state IN ('in_progress', 'paused') OR (t.state = 'ready' AND NOT {MISSED}))) \
             AND ($3 = 0 OR (SELECT {USED} FROM attempt t WHERE t.account_id = k.account_id AND t.plan = s.plan) < $3) \
             ORDER BY k.account_id LIMIT $4"
        );
        let rows = self.core.read.all(sql, args![session.to_string(), now, i64::from(allowed), most]).await?;
        rows.iter().map(|r| Ok((r.parse("account_id")?, accommodation(r)?))).collect()
    }

    /// Lists the sessions that open at `until` or before and are not over at `now`: their papers are drawn next.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn sessions_to_prepare(&self, now: Timestamp, until: Timestamp) -> Result<Vec<ExamSession>, Fault> {
        let sql = format!(
            "SELECT {COLUMNS} FROM exam_session s WHERE s.opens_at <= $2 AND s.closes_at > $1 AND s.cancelled_at IS NULL ORDER BY s.opens_at"
        );
        self.core.read.all(sql, args![now, until]).await?.iter().map(read).collect()
    }

    /// The server stores the papers that it drew before the bell, each with the key that seals it. Whoever has an open attempt keeps it; a
    /// paper that was never started in a session that is over moves to the new session.
    ///
    /// # Errors
    ///
    /// [`Fault::Conflict`] if one of these people got an attempt at the same moment: then no paper is stored, and the server draws again.
    #[boxed]
    pub async fn prepare_attempts(&self, starts: Vec<(Start, [u8; 32])>, stamp: Stamp) -> Result<(), Fault> {
        self.core.write(move |c| Box::pin(async move { prepare(c, starts, &stamp).await })).await
    }

    /// Finds the key of a sealed paper; `None` if there is no such attempt, or its paper is not sealed. The caller has decided that the
    /// person may have it.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn seal(&self, id: AttemptId) -> Result<Option<[u8; 32]>, Fault> {
        Ok(self.sealed(id).await?.map(|(key, _)| key))
    }

    /// Finds the key of a sealed paper, and the legal name that its start will freeze; `None` if there is no such attempt, or its paper is
    /// not sealed.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn sealed(&self, id: AttemptId) -> Result<Option<([u8; 32], Option<String>)>, Fault> {
        let Some(row) = self.core.near.one("SELECT seal, legal_name FROM attempt WHERE id = $1", args![id.to_string()]).await? else {
            return Ok(None);
        };
        let Some(text) = row.opt_text("seal")? else { return Ok(None) };
        let key = zhixing_domain::digest::unhex(&text).ok_or_else(|| Fault::corrupt("attempt", id))?;
        Ok(Some((key, row.opt_text("legal_name")?)))
    }

    /// A candidate starts the paper that was drawn before the bell: one small write. A call that is repeated gives the same attempt. `None`
    /// if this account has no such attempt, or it is over.
    ///
    /// # Errors
    ///
    /// The inner error says that the window is not open yet, or is closed. [`Fault::Conflict`] if something else changed the attempt at the
    /// same moment.
    #[boxed]
    pub async fn open_ready(
        &self,
        id: AttemptId,
        account: AccountId,
        stamp: Stamp,
    ) -> Result<Option<Result<AttemptSummary, StartRefusal>>, Fault> {
        self.core.write(move |c| Box::pin(async move { open_ready(c, id, account, &stamp).await })).await
    }
}

async fn open_ready(
    conn: &mut Conn<'_>,
    id: AttemptId,
    account: AccountId,
    stamp: &Stamp,
) -> Result<Option<Result<AttemptSummary, StartRefusal>>, Fault> {
    let found = attempts::lock(conn, [id].into_iter()).await?.remove(&id).filter(|a| a.account == account);
    let Some(attempt) = found else { return Ok(None) };
    match attempt.state {
        State::Ready => {
            let window = match attempt.session {
                None => Window { opens: None, closes: attempt.terms.closes },
                Some(session) => match window(conn, session).await? {
                    Ok(window) => window,
                    Err(refusal) => return Ok(Some(Err(refusal))),
                },
            };
            starting::deliver(conn, attempt, window, stamp).await.map(|started| Some(started.map(|s| s.summary)))
        }
        State::InProgress { .. } | State::Paused { .. } => Ok(Some(Ok(attempt))),
        State::Ended { .. } | State::Voided { .. } => Ok(None),
    }
}

async fn prepare(conn: &mut Conn<'_>, starts: Vec<(Start, [u8; 32])>, stamp: &Stamp) -> Result<(), Fault> {
    // nobody moves the session until these papers are there
    dialect::join_writers(conn, "attempt").await?;
    let mut windows = HashMap::new();
    for (mut start, key) in starts {
        if let Some(session) = start.session {
            let known = match windows.get(&session) {
                Some(known) => *known,
                None => *windows.entry(session).or_insert(window(conn, session).await?),
            };
            // it was cancelled since it was looked up, or moved so that it is too early for papers
            match known {
                Ok(window) if window.opens.is_none_or(|opens| opens <= stamp.now + PAPERS_EARLY) => start.window = window,
                _ => continue,
            }
        }
        let start = &start;
        let ready = format!(
            "SELECT {} FROM attempt t WHERE t.account_id = $1 AND t.plan = $3 AND t.state = 'ready' AND {MISSED}",
            attempts::COLUMNS
        );
        if let Some(row) = conn.one(ready, args![start.account.to_string(), stamp.now, &start.plan]).await? {
            starting::seat(conn, attempts::read(&row)?, start).await?;
            continue;
        }
        let sql = format!(
            "SELECT COALESCE(MAX(CASE WHEN t.number > 0 THEN t.number END), 0) AS newest, \
             COALESCE(SUM(CASE WHEN t.state IN ('ready', 'in_progress', 'paused') THEN 1 ELSE 0 END), 0) AS still_open, {USED} AS used \
             FROM attempt t WHERE t.account_id = $1 AND t.plan = $2"
        );
        let Some(row) = conn.one(sql, args![start.account.to_string(), &start.plan]).await? else { continue };
        let left = start.allowed == 0 || row.int("used")? < i64::from(start.allowed);
        if row.int("still_open")? == 0 && left {
            starting::insert(conn, start, row.int("newest")? + 1, None, stamp).await?;
            let sql = "UPDATE attempt SET seal = $2 WHERE id = $1";
            conn.execute(sql, args![start.id.to_string(), zhixing_domain::digest::hex(&key)]).await?;
        }
    }
    Ok(())
}
