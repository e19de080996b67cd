//! Attempts: starting, ending and reading them. Saving is in [`answers`](crate::answers).

use crate::{
    CurrentAnswer, Fault, Stamp, Store, TaskKind,
    db::{Conn, Row, args},
    dialect::{self, row},
    events, names, outbox,
    receipts::{self, Seal, Signer},
    transition::{self, Written},
};
use std::collections::{BTreeSet, HashMap};
use zhixing_domain::{
    assessment::{Accommodation, Paper, StartRefusal, Window, is_used, may_start},
    attempt::{Change, Deadline, Ending, GRACE, Phase, Progress, Receipt, Sitting, Standing, State, Terms},
    event::Event,
    id::{AccountId, AttemptId, ExamSessionId, WriterId},
    question::ItemKey,
    time::{Span, Timestamp},
};

/// An attempt as kept, with its paper.
#[derive(Clone, Debug)]
pub struct AttemptRecord {
    pub summary: AttemptSummary,
    pub paper: Paper,
}

/// An attempt without its paper.
#[derive(Clone, Debug)]
pub struct AttemptSummary {
    pub id: AttemptId,
    pub account: AccountId,
    /// `course/assessment`.
    pub plan: String,
    pub plan_version: String,
    pub number: i64,
    pub state: State,
    pub terms: Terms,
    pub writer: Option<WriterId>,
    pub created_at: Timestamp,
    pub session: Option<ExamSessionId>,
    /// The ended attempt that this one goes on from.
    pub segment_of: Option<AttemptId>,
    /// The attempt that goes on from this one: that one counts.
    pub continued_by: Option<AttemptId>,
    /// How far the candidate is, where the paper has sections.
    pub progress: Option<Progress>,
}

impl AttemptSummary {
    /// By the terms alone, as it is for one that runs; nothing before the start. A pause that goes on is in `standing().deadline(now)`.
    pub(crate) fn deadline(&self) -> Option<Deadline> {
        self.standing().due()
    }

    /// Whether it is one of the attempts that are allowed.
    pub fn is_used(&self) -> bool {
        is_used(self.state.phase(), self.segment_of.is_some())
    }

    pub fn standing(&self) -> Standing<'_> {
        Standing { state: self.state, terms: self.terms, progress: self.progress.as_ref() }
    }

    /// What the decision over an operation needs.
    pub fn sitting(&self) -> Sitting<'_> {
        Sitting { standing: self.standing(), writer: self.writer }
    }
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
        plan: row.text("plan")?,
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
    let rest = dialect::locked(conn, "attempt");
    let rows = conn.packed_with(dialect::rows("id", ids.into_iter().map(|id| row![id])), COLUMNS, &rest).await?;
    rows.iter().map(|row| read(row).map(|attempt| (attempt.id, attempt))).collect()
}

/// What a start needs to know of the plan, and the paper in case it is a new attempt.
#[derive(Clone, Debug)]
pub struct Start {
    pub id: AttemptId,
    pub account: AccountId,
    pub plan: String,
    pub plan_version: String,
    pub limit: Span,
    /// The exam session's, where there is one, else the plan's.
    pub window: Window,
    pub session: Option<ExamSessionId>,
    pub accommodation: Accommodation,
    /// Whether it may lead to a certificate: then the person's legal name is frozen in the attempt.
    pub certifies: bool,
    /// 0: no limit.
    pub allowed: u32,
    pub paper: Paper,
}

/// A started or resumed attempt.
#[derive(Clone, Debug)]
pub struct Started {
    pub id: AttemptId,
    pub summary: AttemptSummary,
    /// Whether it is new, with the paper that came along.
    pub fresh: bool,
}

/// An ended attempt, its receipt and the answers that it is over.
#[derive(Clone, Debug)]
pub struct Submission {
    pub summary: AttemptSummary,
    pub receipt: Receipt,
    /// Missing where the attempt ended before receipts were sealed.
    pub seal: Option<Seal>,
    pub answers: Vec<CurrentAnswer>,
    /// Whether it ended now, and not before.
    pub fresh: bool,
}

/// How often pages of an attempt took the pen, as events of their own.
const PENS: i64 = 50;
impl Store {
    /// Starts an attempt, or finds the one that is running: the same for any number of calls at once.
    pub async fn start_attempt(&self, start: Start, stamp: Stamp) -> Result<Result<Started, StartRefusal>, Fault> {
        let (again, later, signer, same) = (start.clone(), stamp.clone(), self.signer(), self.signer());
        match self.core.write(move |c| Box::pin(async move { begin(c, start, signer.as_ref(), &stamp).await })).await {
            // another node started it between our look and our insert: now there is one to find
            Err(Fault::Conflict) => self.core.write(move |c| Box::pin(async move { begin(c, again, same.as_ref(), &later).await })).await,
            other => other,
        }
    }

    pub async fn attempt(&self, id: AttemptId) -> Result<Option<AttemptRecord>, Fault> {
        let sql = format!("SELECT {COLUMNS}, t.paper FROM attempt t WHERE t.id = $1");
        let row = self.core.read.one(sql, args![id.to_string()]).await?;
        row.map(|r| Ok(AttemptRecord { summary: read(&r)?, paper: r.with("paper", Paper::from_text)? })).transpose()
    }

    /// The attempt without its paper.
    pub async fn attempt_summary(&self, id: AttemptId) -> Result<Option<AttemptSummary>, Fault> {
        let row = self.core.read.one(format!("SELECT {COLUMNS} FROM attempt t WHERE t.id = $1"), args![id.to_string()]).await?;
        row.map(|r| read(&r)).transpose()
    }

    /// A person's attempts, newest first.
    pub async fn attempts_of(&self, account: AccountId) -> Result<Vec<AttemptSummary>, Fault> {
        let sql = format!("SELECT {COLUMNS} FROM attempt t WHERE t.account_id = $1 ORDER BY t.created_at DESC, t.id DESC");
        self.core.read.all(sql, args![account.to_string()]).await?.iter().map(read).collect()
    }

    /// Ends an attempt at the candidate's word; ended already, it gives the same receipt again.
    pub async fn submit_attempt(&self, id: AttemptId, stamp: Stamp) -> Result<Option<Submission>, Fault> {
        let signer = self.signer();
        self.core.write(move |c| Box::pin(async move { end(c, id, Some(Ending::Submitted), signer.as_ref(), &stamp).await })).await
    }

    /// Ends an attempt whose time is up, if it is.
    pub async fn expire_attempt(&self, id: AttemptId, stamp: Stamp) -> Result<Option<Submission>, Fault> {
        let signer = self.signer();
        self.core.write(move |c| Box::pin(async move { end(c, id, None, signer.as_ref(), &stamp).await })).await
    }

    /// Running attempts that may be overdue: candidates for [`expire_attempt`](Self::expire_attempt), which asks the domain.
    pub async fn overdue_attempts(&self, now: Timestamp, most: i64) -> Result<Vec<AttemptId>, Fault> {
        let sql = "SELECT id FROM attempt WHERE state = 'in_progress' AND deadline_at <= $1 ORDER BY deadline_at LIMIT $2";
        let rows = self.core.read.all(sql, args![now - GRACE, most]).await?;
        rows.iter().map(|r| r.parse("id")).collect()
    }

    /// Gives the pen to another page of the same candidate. Whether the attempt was running or paused.
    pub async fn take_pen(&self, id: AttemptId, writer: WriterId, stamp: Stamp) -> Result<bool, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let sql = "UPDATE attempt SET writer = $2 WHERE id = $1 AND state IN ('in_progress', 'paused') AND (writer IS NULL OR writer <> $2)";
                    let changed = c.execute(sql, args![id.to_string(), writer.to_string()]).await? > 0;
                    if changed {
                        events::append_bounded(c, &stamp, PENS, &id.to_string(), Event::WriterTookOver { writer }).await?;
                    }
                    let running = "SELECT 1 FROM attempt WHERE id = $1 AND state IN ('in_progress', 'paused')";
                    Ok(c.one(running, args![id.to_string()]).await?.is_some())
                })
            })
            .await
    }

    /// Sets or lifts the candidate's own flag on an item.
    pub async fn set_flag(&self, id: AttemptId, item: &ItemKey, flagged: bool) -> Result<(), Fault> {
        let sql = if flagged {
            "INSERT INTO flag (attempt_id, item) VALUES ($1, $2) ON CONFLICT (attempt_id, item) DO NOTHING"
        } else {
            "DELETE FROM flag WHERE attempt_id = $1 AND item = $2"
        };
        self.run(sql, args![id.to_string(), &item.0]).await
    }
}

async fn begin(conn: &mut Conn<'_>, start: Start, signer: Option<&Signer>, stamp: &Stamp) -> Result<Result<Started, StartRefusal>, Fault> {
    let (mut used, mut number) = (0, 0);
    let lock = dialect::for_update(conn);
    let sql = format!("SELECT {COLUMNS} FROM attempt t WHERE t.account_id = $1 AND t.plan = $2 ORDER BY t.number{lock}");
    for row in conn.all(sql, args![start.account.to_string(), &start.plan]).await? {
        let attempt = read(&row)?;
        used += u32::from(attempt.is_used());
        number = number.max(attempt.number);
        let over = attempt.deadline().is_some_and(|d| !d.accepts(stamp.now));
        match attempt.state {
            State::InProgress { .. } if over => {
                end(conn, attempt.id, None, signer, stamp).await?;
            }
            State::InProgress { .. } | State::Paused { .. } => return Ok(Ok(Started { id: attempt.id, summary: attempt, fresh: false })),
            State::Ready => {
                let attempt = seat(conn, attempt, &start).await?;
                return deliver(conn, attempt, start.window, stamp).await;
            }
            State::Ended { .. } | State::Voided { .. } => {}
        }
    }
    if let Err(refusal) = may_start(start.window, start.allowed, used, stamp.now) {
        return Ok(Err(refusal));
    }
    let summary = insert(conn, &start, number + 1, Some(stamp.now), stamp).await?;
    events::append(conn, stamp, &start.id.to_string(), Event::Started { plan: start.plan, segment_of: None }).await?;
    Ok(Ok(Started { id: start.id, summary, fresh: true }))
}

/// A paper that was drawn for one session and is started in another has that one's terms: its closing, and the time agreed there.
pub(crate) async fn seat(conn: &mut Conn<'_>, attempt: AttemptSummary, start: &Start) -> Result<AttemptSummary, Fault> {
    if attempt.session == start.session {
        return Ok(attempt);
    }
    let Accommodation { factor, extra } = start.accommodation;
    let sql = "UPDATE attempt SET session = $2, closes_at = $3, factor = $4, agreed_ms = $5, window_granted_ms = 0 WHERE id = $1 AND state = 'ready'";
    let session = start.session.map(|id| id.to_string());
    conn.execute(sql, args![attempt.id.to_string(), session, start.window.closes, i64::from(factor), extra.ms()]).await?;
    let terms = Terms { closes: start.window.closes, factor, agreed: extra, window_granted: Span::ZERO, ..attempt.terms };
    Ok(AttemptSummary { session: start.session, terms, ..attempt })
}

/// Writes a new attempt: running, or ready for its first delivery.
pub(crate) async fn insert(
    conn: &mut Conn<'_>,
    start: &Start,
    number: i64,
    started_at: Option<Timestamp>,
    stamp: &Stamp,
) -> Result<AttemptSummary, Fault> {
    let terms = Terms {
        limit: start.limit,
        factor: start.accommodation.factor,
        closes: start.window.closes,
        agreed: start.accommodation.extra,
        granted: Span::ZERO,
        paused: Span::ZERO,
        window_granted: Span::ZERO,
    };
    let progress = Progress::of(&start.paper.outline);
    let ready = Standing { state: State::Ready, terms, progress: progress.as_ref() };
    let started = started_at.and_then(|at| ready.start(at));
    let Standing { state, terms, progress } = started.as_ref().map_or(ready, Change::standing);
    let sql = names::insert_attempt(start.certifies);
    let values = args![
        start.id.to_string(),
        start.account.to_string(),
        &start.plan,
        &start.plan_version,
        number,
        start.paper.to_text(),
        state.phase().code(),
        start.limit.ms(),
        i64::from(terms.factor),
        start.window.closes,
        terms.agreed.ms(),
        stamp.now,
        started_at,
        Standing { state, terms, progress }.due().map(|d| d.0),
        start.session.map(|id| id.to_string()),
        progress.map(Progress::to_text),
    ];
    conn.execute(sql, values).await?;
    Ok(AttemptSummary {
        id: start.id,
        account: start.account,
        plan: start.plan.clone(),
        plan_version: start.plan_version.clone(),
        number,
        state,
        terms,
        writer: None,
        created_at: stamp.now,
        session: start.session,
        segment_of: None,
        continued_by: None,
        progress: progress.cloned(),
    })
}

/// The first delivery of a paper that was drawn before.
pub(crate) async fn deliver(
    conn: &mut Conn<'_>,
    attempt: AttemptSummary,
    window: Window,
    stamp: &Stamp,
) -> Result<Result<Started, StartRefusal>, Fault> {
    if let Err(refusal) = may_start(window, 0, 0, stamp.now) {
        return Ok(Err(refusal));
    }
    let Some(change) = attempt.standing().start(stamp.now) else { return Err(Fault::Conflict) };
    transition::write(conn, &[Written { id: attempt.id, change: &change, seal: None }]).await?;
    let summary = attempt.changed(&change);
    events::append(conn, stamp, &summary.id.to_string(), Event::Started { plan: summary.plan.clone(), segment_of: None }).await?;
    Ok(Ok(Started { id: summary.id, summary, fresh: false }))
}

/// An attempt ends as its candidate wishes, or, with `None`, only if its time is up. Staff end one by a measure (`invigilation`).
pub(crate) async fn end(
    conn: &mut Conn<'_>,
    id: AttemptId,
    wished: Option<Ending>,
    signer: Option<&Signer>,
    stamp: &Stamp,
) -> Result<Option<Submission>, Fault> {
    let sql = format!("SELECT {COLUMNS}, {} FROM attempt t WHERE t.id = $1{}", receipts::SEAL, dialect::for_update(conn));
    let Some(row) = conn.one(sql, args![id.to_string()]).await? else { return Ok(None) };
    let summary = read(&row)?;
    let answers = crate::answers::current(conn, id).await?;
    if let State::Ended { at, .. } = summary.state {
        let seal = receipts::read_seal(&row)?;
        return Ok(Some(Submission { receipt: receipts::receipt(id, at, &answers), seal, summary, answers, fresh: false }));
    }
    let Some(change) = summary.standing().end(wished, stamp.now) else { return Ok(None) };
    let State::Ended { at, ending, .. } = change.standing().state else { return Ok(None) };
    let receipt = receipts::receipt(id, at, &answers);
    let seal = signer.map(|signer| receipts::seal(&receipt, signer));
    transition::write(conn, &[Written { id, change: &change, seal: seal.clone() }]).await?;
    let summary = summary.changed(&change);
    events::append(conn, stamp, &id.to_string(), ending.event(receipt.digest())).await?;
    outbox::queue(conn, stamp, TaskKind::Grade, &id.to_string()).await?;
    Ok(Some(Submission { summary, receipt, seal, answers, fresh: true }))
}
