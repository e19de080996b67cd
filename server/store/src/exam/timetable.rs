//! What staff change about sessions that are planned: name, place, window, cancelling, single lines of the list. Here is also their list.
//!
//! Each verb stops whoever writes attempts, so that nobody begins between the decision
//! ([`SessionStanding::decide`]) and what follows from it.

use crate::{
    ExamSession, Fault, Listed, SessionTerms, Stamp, Store, boxed,
    db::{
        Conn, Row, args,
        dialect::{self, row},
        events, like,
    },
    exam::{
        exam_sessions::{COLUMNS, find, read},
        listing,
        moving::{close_later, discard},
        told,
    },
    office::{
        own::{self, Reach},
        scope,
    },
};
use std::collections::HashMap;
use zhixing_domain::{
    account::{Invigilator, Scope},
    assessment::{Accommodation, Concerned, DrawnPapers, SessionAct, SessionRefusal, SessionStanding},
    attempt::Phase,
    event::Event,
    id::{AccountId, ExamSessionId},
    message::InboxMessage,
    time::Timestamp,
};

/// How many sessions one page of the list has.
pub const SESSIONS: i64 = 200;

/// Which sessions are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimetablePart {
    /// Those that are open or still to come, the next one first.
    Coming,
    /// Those that have closed, the latest first.
    Past,
    /// The latest first.
    #[default]
    All,
}

/// What is asked of the list of sessions.
#[derive(Clone, Debug, Default)]
pub struct Timetable {
    pub part: TimetablePart,
    /// A part of name, place or plan.
    pub search: String,
    /// From 0.
    pub page: i64,
}

/// A line of the list of sessions.
#[derive(Clone, Debug)]
pub struct SessionLine {
    pub session: ExamSession,
    /// How many people have begun in it.
    pub begun: i64,
    /// How many of them sit now, paused ones too.
    pub sitting: i64,
}

/// What a change came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionChanged {
    /// Who was told.
    pub concerned: Vec<AccountId>,
    /// How many papers were drawn already, and are drawn anew.
    pub papers: u64,
    /// For how many who sit it closes later.
    pub later: u64,
}

/// What becomes of one line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineChange {
    pub login: String,
    /// Nothing where it stays.
    pub room: Option<String>,
    pub accommodation: Option<Accommodation>,
    /// The person goes off the list; the rest does not matter then.
    pub remove: bool,
}

impl Store {
    /// Lists sessions for staff, [`SESSIONS`] on a page, and tells how many there are on all pages.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn timetable(&self, who: &Invigilator, asked: &Timetable, now: Timestamp) -> Result<(Vec<SessionLine>, i64), Fault> {
        let like = like::Patterns::of(&asked.search);
        let (part, order) = match asked.part {
            TimetablePart::Coming => ("s.closes_at > $1", "s.opens_at, s.id"),
            TimetablePart::Past => ("s.closes_at <= $1", "s.opens_at DESC, s.id DESC"),
            TimetablePart::All => ("$1 >= 0", "s.opens_at DESC, s.id DESC"),
        };
        let (within, courses) = scope::condition(who.scope(), "s.plan", like.len() + 2);
        let from = format!("FROM exam_session s WHERE {part} AND {} AND {within}", like.any_of(&["s.name", "s.place", "s.plan"], 2));
        let mut values = args![now];
        values.extend(like.args());
        values.extend(courses);
        let count = self.core.read.one(format!("SELECT COUNT(*) AS count {from}"), values.clone()).await?;
        let count = count.map_or(Ok(0), |r| r.int("count"))?;
        let sql = format!("SELECT {COLUMNS}, {PEOPLE} {from} ORDER BY {order} LIMIT {SESSIONS} OFFSET ${}", values.len() + 1);
        values.extend(args![asked.page.clamp(0, (count - 1).max(0) / SESSIONS) * SESSIONS]);
        let rows = self.core.read.all(sql, values).await?;
        Ok((rows.iter().map(line).collect::<Result<_, Fault>>()?, count))
    }

    /// Lists the sessions that have not closed at `now` and open before `until`, the next one first, at most [`SESSIONS`]; those that were
    /// cancelled are none.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn sessions_before(&self, who: &Invigilator, now: Timestamp, until: Timestamp) -> Result<Vec<SessionLine>, Fault> {
        let (within, courses) = scope::condition(who.scope(), "s.plan", 3);
        let sql = format!(
            "SELECT {COLUMNS}, {PEOPLE} FROM exam_session s WHERE s.closes_at > $1 AND s.opens_at < $2 AND s.cancelled_at IS NULL AND {within} \
             ORDER BY s.opens_at, s.id LIMIT {SESSIONS}"
        );
        let values = args![now, until].into_iter().chain(courses).collect();
        self.core.read.all(sql, values).await?.iter().map(line).collect()
    }

    /// Reads how a session stands, so that staff see what may change. A verb that changes it looks again.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn session_standing(&self, _: &Invigilator, session: &ExamSession) -> Result<SessionStanding, Fault> {
        let row = self.core.read.one(BEGUN, args![&session.plan, session.id.to_string()]).await?;
        standing(session, row.as_ref())
    }

    /// Staff say anew what a session is called, where it is and when. Papers that nobody has started follow, or are drawn anew; for whoever
    /// sits it closes later.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] if the role does not reach the course.
    /// The inner error says why nothing was changed. [`Fault::Own`] if the person who acts is on the list or has an attempt in it;
    /// [`Fault::Missing`] if there is no such session.
    #[boxed]
    pub async fn change_session(
        &self,
        _: &Invigilator,
        id: ExamSessionId,
        is: SessionTerms,
        stamp: Stamp,
    ) -> Result<Result<SessionChanged, SessionRefusal>, Fault> {
        self.core.write(move |c| Box::pin(async move { change(c, id, is, &stamp).await })).await
    }

    /// Staff cancel a session for good, with a reason that everybody on its list reads. Papers that nobody has started are gone.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] if the role does not reach the course.
    /// The inner error says why it was not cancelled. [`Fault::Own`] if the person who acts is on the list or has an attempt in it;
    /// [`Fault::Missing`] if there is no such session.
    #[boxed]
    pub async fn cancel_session(
        &self,
        _: &Invigilator,
        id: ExamSessionId,
        reason: String,
        stamp: Stamp,
    ) -> Result<Result<SessionChanged, SessionRefusal>, Fault> {
        self.core.write(move |c| Box::pin(async move { cancel(c, id, reason, &stamp).await })).await
    }

    /// Staff change single lines of the list of a session, or take people off it: all of that, or nothing, and then each login is named with
    /// its reason. A person who is not on the list any more is passed over.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] if the role does not reach the course.
    /// [`Fault::Own`] if one of them is the person who acts; [`Fault::Missing`] if there is no such session.
    #[boxed]
    pub async fn change_lines(
        &self,
        who: &Invigilator,
        id: ExamSessionId,
        changes: Vec<LineChange>,
        stamp: Stamp,
    ) -> Result<Result<SessionChanged, Vec<(String, SessionRefusal)>>, Fault> {
        let scope = who.scope().clone();
        self.core.write(move |c| Box::pin(async move { change_lines(c, id, &scope, changes, &stamp).await })).await
    }
}

/// How many began in a session `s`, and how many of them sit.
const PEOPLE: &str = "(SELECT COUNT(*) FROM attempt t WHERE t.plan = s.plan AND t.session = s.id AND t.segment_of IS NULL \
    AND t.state NOT IN ('ready', 'voided')) AS begun, \
    (SELECT COUNT(*) FROM attempt t WHERE t.plan = s.plan AND t.session = s.id AND t.state IN ('in_progress', 'paused')) AS sitting";

fn line(row: &Row) -> Result<SessionLine, Fault> {
    Ok(SessionLine { session: read(row)?, begun: row.int("begun")?, sitting: row.int("sitting")? })
}

/// A session and how it stands, while nobody else writes attempts.
async fn held(conn: &mut Conn<'_>, id: ExamSessionId) -> Result<(ExamSession, SessionStanding), Fault> {
    dialect::stop_writers(conn, "attempt").await?;
    let session = find(conn, id).await?;
    let row = conn.one(BEGUN, args![&session.plan, id.to_string()]).await?;
    let standing = standing(&session, row.as_ref())?;
    Ok((session, standing))
}

/// Attempts of a plan in a session that were begun and count, and those of them that run or are paused.
const BEGUN: &str = "SELECT COALESCE(SUM(CASE WHEN state IN ('in_progress', 'paused') THEN 1 ELSE 0 END), 0) AS running, COUNT(*) AS begun \
    FROM attempt WHERE plan = $1 AND session = $2 AND state NOT IN ('ready', 'voided')";

fn standing(session: &ExamSession, begun: Option<&Row>) -> Result<SessionStanding, Fault> {
    let count = |name| begun.map_or(Ok(0), |r| r.int(name)).map(i64::unsigned_abs);
    let (opens, closes, cancelled) = (session.opens, session.closes, session.cancelled.is_some());
    Ok(SessionStanding { opens, closes, cancelled, begun: count("begun")?, running: count("running")? })
}

/// Brings the papers of a session to other terms: how many were discarded, and how many who sit have until later.
async fn move_papers(
    conn: &mut Conn<'_>,
    was: &ExamSession,
    is: &SessionTerms,
    papers: DrawnPapers,
    stamp: &Stamp,
) -> Result<(u64, u64), Fault> {
    let subject = was.id.to_string();
    let discarded = match papers {
        // a paper to which staff gave time stays with it
        DrawnPapers::Discard => discard(conn, was, "t.granted_ms = 0 AND t.window_granted_ms = 0", &[], stamp).await?,
        DrawnPapers::Stay => 0,
    };
    let sql = "UPDATE attempt SET closes_at = $3 WHERE plan = $1 AND session = $2 AND state = 'ready'";
    conn.execute(sql, args![&was.plan, &subject, is.closes]).await?;
    let later = close_later(conn, was, is.closes, stamp).await?;
    let (was_opens, was_closes) = (was.opens.ms(), was.closes.ms());
    let event = Event::SessionMoved { opens: is.opens.ms(), closes: is.closes.ms(), was_opens, was_closes, papers: discarded };
    events::append(conn, stamp, &subject, event).await?;
    Ok((discarded, later))
}

async fn change(
    conn: &mut Conn<'_>,
    id: ExamSessionId,
    is: SessionTerms,
    stamp: &Stamp,
) -> Result<Result<SessionChanged, SessionRefusal>, Fault> {
    own::refuse(conn, stamp, Reach::Session(id)).await?;
    let (was, standing) = held(conn, id).await?;
    let (opens, closes) = (is.opens, is.closes);
    let moved = (opens, closes) != (was.opens, was.closes);
    let elsewhere = is.place != was.place;
    let described = elsewhere || is.name != was.name;
    let acts = [moved.then_some(SessionAct::Move { opens, closes }), described.then_some(SessionAct::Describe)];
    let mut papers = DrawnPapers::Stay;
    for act in acts.into_iter().flatten() {
        match standing.decide(act, stamp.now) {
            Ok(DrawnPapers::Stay) => {}
            Ok(DrawnPapers::Discard) => papers = DrawnPapers::Discard,
            Err(refusal) => return Ok(Err(refusal)),
        }
    }
    if !moved && !described {
        return Ok(Ok(SessionChanged::default()));
    }
    let subject = id.to_string();
    let sql = "UPDATE exam_session SET name = $2, place = $3, opens_at = $4, closes_at = $5, sequence = sequence + 1, revised_at = $6 WHERE id = $1";
    conn.execute(sql, args![&subject, &is.name, &is.place, opens, closes, stamp.now]).await?;
    let concerned = told::people(conn, id, standing.concerned(moved, elsewhere, stamp.now)).await?;
    told::tell(conn, stamp, &was, &concerned, |seat| told::of_terms(&was, &is, seat)).await?;
    let mut changed = SessionChanged { concerned: accounts(concerned), ..SessionChanged::default() };
    if moved {
        (changed.papers, changed.later) = move_papers(conn, &was, &is, papers, stamp).await?;
    }
    if described {
        events::append(conn, stamp, &subject, Event::SessionDescribed { name: is.name, place: is.place }).await?;
    }
    Ok(Ok(changed))
}

async fn cancel(
    conn: &mut Conn<'_>,
    id: ExamSessionId,
    reason: String,
    stamp: &Stamp,
) -> Result<Result<SessionChanged, SessionRefusal>, Fault> {
    own::refuse(conn, stamp, Reach::Session(id)).await?;
    let (was, standing) = held(conn, id).await?;
    if let Err(refusal) = standing.decide(SessionAct::Cancel, stamp.now) {
        return Ok(Err(refusal));
    }
    let sql = "UPDATE exam_session SET cancelled_at = $2, cancel_reason = $3, sequence = sequence + 1, revised_at = $2 WHERE id = $1";
    conn.execute(sql, args![id.to_string(), stamp.now, &reason]).await?;
    let papers = discard(conn, &was, "true", &[], stamp).await?;
    events::append(conn, stamp, &id.to_string(), Event::SessionCancelled { reason: reason.clone() }).await?;
    let concerned = told::people(conn, id, Concerned::List).await?;
    let message = |seat: &str| {
        let (plan, session, facts) = (was.plan.clone(), was.name.clone(), told::facts(&was, seat));
        InboxMessage::SessionCancelled { plan, session, reason: reason.clone(), facts }
    };
    told::tell(conn, stamp, &was, &concerned, message).await?;
    Ok(Ok(SessionChanged { concerned: accounts(concerned), papers, later: 0 }))
}

fn accounts(seated: Vec<(AccountId, String)>) -> Vec<AccountId> {
    seated.into_iter().map(|(account, _)| account).collect()
}

/// The lines of those whose logins change, by login: whose each is, and whether they have begun.
async fn listed(conn: &mut Conn<'_>, session: &str, changes: &[LineChange]) -> Result<HashMap<String, (AccountId, bool)>, Fault> {
    let wanted = dialect::rows("login, session", changes.iter().map(|k| row![&k.login, session]));
    let rest = "e JOIN account a ON a.login = e.login JOIN exam_candidate k ON k.account_id = a.id AND k.session = e.session \
                LEFT JOIN attempt t ON t.account_id = a.id AND t.session = e.session AND t.state NOT IN ('ready', 'voided')";
    let mut known: HashMap<String, (AccountId, bool)> = HashMap::new();
    for row in conn.packed_with(wanted, "a.login, a.id, t.state", rest).await? {
        let begun = row.opt_text("state")?.as_deref().and_then(Phase::from_code).is_some();
        let line = known.entry(row.text("login")?).or_insert((row.parse("id")?, begun));
        line.1 |= begun;
    }
    Ok(known)
}

fn act_of(change: &LineChange, begun: bool) -> SessionAct {
    match (change.remove, change.accommodation) {
        (true, _) => SessionAct::Remove { begun },
        (false, Some(_)) => SessionAct::Agree { begun },
        (false, None) => SessionAct::Seat,
    }
}

const TAKE_OFF: &str =
    "DELETE FROM exam_candidate WHERE session = (SELECT MIN(e.session) FROM e) AND account_id IN (SELECT e.account FROM e)";

/// Who is taken off the list, and whose time is taken back: what the list tells of time that is given does not tell of that.
fn told_of<'s>(session: &'s str, gone: &[LineChange], stay: &[LineChange]) -> Vec<(&'s str, Event)> {
    let removed = gone.iter().map(|k| Event::CandidateRemoved { login: k.login.clone() });
    let back = stay.iter().filter(|k| k.accommodation.is_some_and(|given| given.is_none()));
    let back = back.map(|k| Event::Accommodated { login: k.login.clone(), factor: 1000, extra_ms: 0 });
    removed.chain(back).map(|event| (session, event)).collect()
}

async fn change_lines(
    conn: &mut Conn<'_>,
    id: ExamSessionId,
    scope: &Scope,
    changes: Vec<LineChange>,
    stamp: &Stamp,
) -> Result<Result<SessionChanged, Vec<(String, SessionRefusal)>>, Fault> {
    let (session, standing) = held(conn, id).await?;
    scope::within(scope, &session.plan)?;
    let subject = id.to_string();
    let known = listed(conn, &subject, &changes).await?;
    let own = own::person(stamp);
    if known.values().any(|(account, _)| own.as_ref() == Some(account)) {
        return Err(Fault::Own);
    }
    let refusal = |change: &LineChange| {
        let (_, begun) = known.get(&change.login).copied()?;
        Some((change.login.clone(), standing.decide(act_of(change, begun), stamp.now).err()?))
    };
    let refused: Vec<_> = changes.iter().filter_map(refusal).collect();
    if !refused.is_empty() {
        return Ok(Err(refused));
    }
    let (gone, stay): (Vec<LineChange>, Vec<LineChange>) =
        changes.into_iter().filter(|k| known.contains_key(&k.login)).partition(|k| k.remove);
    let mut gone_of: Vec<AccountId> = gone.iter().filter_map(|k| known.get(&k.login)).map(|(account, _)| *account).collect();
    let papers = if gone.is_empty() { 0 } else { discard(conn, &session, "true", &gone_of, stamp).await? };
    let rows = dialect::rows("account, session", gone_of.iter().map(|account| row![account.to_string(), &subject]));
    conn.execute_with(rows, TAKE_OFF).await?;
    events::append_all(conn, stamp, &told_of(&subject, &gone, &stay)).await?;
    let listed: Vec<Listed> =
        stay.into_iter().map(|k| Listed { login: k.login, room: k.room, accommodation: k.accommodation, legal_name: None }).collect();
    let mut concerned = listing::list(conn, &session, &listed, stamp).await?;
    told::of_removal(conn, stamp, &session, &gone_of).await?;
    concerned.append(&mut gone_of);
    Ok(Ok(SessionChanged { concerned, papers, later: 0 }))
}
