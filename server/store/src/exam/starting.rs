//! Starting an attempt: a new one, one whose paper was drawn before the bell, or the one that runs already.

use crate::{
    Fault, Signer, Stamp, Store, boxed,
    db::{Arg, Conn, args, dialect, events},
    exam::{
        attempts::{COLUMNS, read},
        ending::end,
        exam_sessions,
        summary::AttemptSummary,
        transition::{self, Written},
    },
    office::names,
};
use zhixing_domain::{
    assessment::{Accommodation, Paper, StartRefusal, Window, may_start},
    attempt::{Progress, State, Terms, Timing, Transition},
    event::Event,
    id::{AccountId, AttemptId, ExamSessionId},
    plan_ref::PlanRef,
    time::{Span, Timestamp},
};

/// What a start needs to know of the plan, and the paper in case it is a new attempt.
#[derive(Clone, Debug)]
pub struct Start {
    pub id: AttemptId,
    pub account: AccountId,
    pub plan: PlanRef,
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

impl Store {
    /// A candidate starts an attempt, or comes back to the one that runs or is paused; any number of calls at the same moment find the same
    /// attempt. A paper that was drawn before the bell is delivered now. An attempt whose time is up is ended first.
    ///
    /// # Errors
    ///
    /// The inner error says why no attempt may start: the window is not open yet or is closed, or none is left of those allowed.
    /// [`Fault::Conflict`] if other nodes wrote attempts of this person at the same moment, twice in a row.
    #[boxed]
    pub async fn start_attempt(&self, start: Start, stamp: Stamp) -> Result<Result<Started, StartRefusal>, Fault> {
        let (again, later, signer, same) = (start.clone(), stamp.clone(), self.signer(), self.signer());
        match self.core.write(move |c| Box::pin(async move { begin(c, start, signer.as_ref(), &stamp).await })).await {
            // another node started it between our look and our insert: now there is one to find
            Err(Fault::Conflict) => self.core.write(move |c| Box::pin(async move { begin(c, again, same.as_ref(), &later).await })).await,
            other => other,
        }
    }
}

async fn begin(
    conn: &mut Conn<'_>,
    mut start: Start,
    signer: Option<&Signer>,
    stamp: &Stamp,
) -> Result<Result<Started, StartRefusal>, Fault> {
    let (mut used, mut number) = (0, 0);
    let lock = dialect::for_update(conn);
    let sql = format!("SELECT {COLUMNS} FROM attempt t WHERE t.account_id = $1 AND t.plan = $2 ORDER BY t.number{lock}");
    let mine = conn.all(sql, args![start.account.to_string(), &start.plan]).await?;
    // asked after the attempts are held, for whoever moves a session holds all of them
    let window = match start.session {
        Some(session) => exam_sessions::window(conn, session).await?,
        None => Ok(start.window),
    };
    for row in mine {
        let attempt = read(&row)?;
        used += u32::from(attempt.is_used());
        number = number.max(attempt.number);
        let over = attempt.deadline().is_some_and(|d| !d.accepts(stamp.now));
        match attempt.state {
            State::InProgress { .. } if over => {
                end(conn, attempt.id, None, (signer, None), stamp).await?;
            }
            State::InProgress { .. } | State::Paused { .. } => return Ok(Ok(Started { id: attempt.id, summary: attempt, fresh: false })),
            State::Ready => return sit_down(conn, attempt, start, window, stamp).await,
            State::Ended { .. } | State::Voided { .. } => {}
        }
    }
    let window = window.and_then(|window| may_start(window, start.allowed, used, stamp.now).map(|()| window));
    start.window = match window {
        Ok(window) => window,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let summary = insert(conn, &start, number + 1, Some(stamp.now), stamp).await?;
    events::append(conn, stamp, &start.id.to_string(), Event::Started { plan: start.plan, segment_of: None }).await?;
    Ok(Ok(Started { id: start.id, summary, fresh: true }))
}

/// Somebody whose paper is drawn begins.
async fn sit_down(
    conn: &mut Conn<'_>,
    attempt: AttemptSummary,
    mut start: Start,
    window: Result<Window, StartRefusal>,
    stamp: &Stamp,
) -> Result<Result<Started, StartRefusal>, Fault> {
    start.window = match window {
        Ok(window) => window,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let attempt = seat(conn, attempt, &start).await?;
    deliver(conn, attempt, start.window, stamp).await
}

/// A paper that was drawn for one session and is started in another has that one's terms: its closing, and the time agreed there.
#[boxed]
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

fn terms_of(start: &Start) -> Terms {
    Terms {
        limit: start.limit,
        factor: start.accommodation.factor,
        closes: start.window.closes,
        agreed: start.accommodation.extra,
        granted: Span::ZERO,
        paused: Span::ZERO,
        window_granted: Span::ZERO,
    }
}

/// A new attempt as its row, in the order of [`names::insert_attempt`].
fn values(start: &Start, number: i64, timing: Timing, started_at: Option<Timestamp>, stamp: &Stamp) -> Vec<Arg> {
    args![
        start.id.to_string(),
        start.account.to_string(),
        &start.plan,
        &start.plan_version,
        number,
        start.paper.to_text(),
        timing.state.phase().code(),
        start.limit.ms(),
        i64::from(timing.terms.factor),
        start.window.closes,
        timing.terms.agreed.ms(),
        stamp.now,
        started_at,
        timing.due().map(|d| d.0),
        start.session.map(|id| id.to_string()),
        timing.progress.map(Progress::to_text),
    ]
}

/// Writes a new attempt: running, or ready for its first delivery.
#[boxed]
pub(crate) async fn insert(
    conn: &mut Conn<'_>,
    start: &Start,
    number: i64,
    started_at: Option<Timestamp>,
    stamp: &Stamp,
) -> Result<AttemptSummary, Fault> {
    let terms = terms_of(start);
    let progress = Progress::of(&start.paper.outline);
    let ready = Timing { state: State::Ready, terms, progress: progress.as_ref() };
    let started = started_at.and_then(|at| ready.start(at));
    let timing = started.as_ref().map_or(ready, Transition::timing);
    let sql = names::insert_attempt(start.certifies);
    let values = values(start, number, timing, started_at, stamp);
    if conn.execute(sql, values).await? == 0 {
        // the account was merged into another while this waited
        return Err(Fault::Conflict);
    }
    Ok(AttemptSummary {
        id: start.id,
        account: start.account,
        plan: start.plan.clone(),
        plan_version: start.plan_version.clone(),
        number,
        state: timing.state,
        terms: timing.terms,
        writer: None,
        created_at: stamp.now,
        session: start.session,
        segment_of: None,
        continued_by: None,
        progress: timing.progress.cloned(),
    })
}

/// The first delivery of a paper that was drawn before.
#[boxed]
pub(crate) async fn deliver(
    conn: &mut Conn<'_>,
    attempt: AttemptSummary,
    window: Window,
    stamp: &Stamp,
) -> Result<Result<Started, StartRefusal>, Fault> {
    // staff may have given time beyond the closing to a paper that nobody has started
    if let Err(refusal) = may_start(window.extended(attempt.terms.window_granted), 0, 0, stamp.now) {
        return Ok(Err(refusal));
    }
    let Some(change) = attempt.timing().start(stamp.now) else { return Err(Fault::Conflict) };
    transition::write(conn, &[Written { id: attempt.id, change: &change, seal: None }]).await?;
    let summary = attempt.changed(&change);
    events::append(conn, stamp, &summary.id.to_string(), Event::Started { plan: summary.plan.clone(), segment_of: None }).await?;
    Ok(Ok(Started { id: summary.id, summary, fresh: false }))
}
