//! Exam sessions: who sits which plan when, in which room, with how much time. Who comes on its list is in [`listing`](crate::exam::listing), what
//! is changed later in [`timetable`](crate::exam::timetable).

use crate::{
    Fault, Stamp, Store, boxed,
    db::{
        Conn, Row, args,
        dialect::{self, row},
        events, like,
    },
    office::scope,
};
use std::collections::{BTreeSet, HashMap, HashSet};
use zhixing_domain::{
    account::Invigilator,
    assessment::{Accommodation, SessionPhase, StartRefusal, Window, session_phase},
    attempt::Phase,
    event::Event,
    id::{AccountId, ExamSessionId},
    plan_ref::PlanRef,
    time::{Span, Timestamp},
};

/// An exam session as kept.
#[derive(Clone, Debug)]
pub struct ExamSession {
    pub id: ExamSessionId,
    pub plan: PlanRef,
    pub name: String,
    /// Where it is sat; empty where nobody said.
    pub place: String,
    pub opens: Timestamp,
    pub closes: Timestamp,
    pub candidates: i64,
    /// When its own access code was set, if it has one.
    pub code_set_at: Option<Timestamp>,
    /// How often it changed, and when it was planned or changed last.
    pub sequence: i64,
    pub revised_at: Timestamp,
    /// Why nobody sits it, if it was cancelled.
    pub cancelled: Option<String>,
}

/// What staff say of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionTerms {
    pub name: String,
    pub place: String,
    pub opens: Timestamp,
    pub closes: Timestamp,
}

impl ExamSession {
    pub fn terms(&self) -> SessionTerms {
        SessionTerms { name: self.name.clone(), place: self.place.clone(), opens: self.opens, closes: self.closes }
    }

    pub fn phase(&self, now: Timestamp) -> SessionPhase {
        session_phase(self.opens, self.closes, self.cancelled.is_some(), now)
    }

    pub fn window(&self) -> Window {
        Window { opens: Some(self.opens), closes: Some(self.closes) }
    }
}

/// Whom a list puts into a session; what it does not say stays as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub login: String,
    pub room: Option<String>,
    pub accommodation: Option<Accommodation>,
    /// The legal name that the list gives: staff stand for it.
    pub legal_name: Option<String>,
}

/// A line of the list of candidates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub login: String,
    pub name: String,
    pub room: String,
    pub accommodation: Accommodation,
    /// Nothing where the account has none.
    pub legal_name: Option<String>,
    /// Where their newest attempt in this session stands, if there is one.
    pub phase: Option<Phase>,
}

impl Candidate {
    /// Whether they have an attempt in this session that counts.
    pub fn has_begun(&self) -> bool {
        self.phase.is_some_and(|phase| !matches!(phase, Phase::Ready | Phase::Voided))
    }
}

/// A candidate's line of a session's list.
#[derive(Clone, Debug)]
pub struct Seated {
    pub session: ExamSession,
    pub accommodation: Accommodation,
    /// Room or seat as staff wrote it.
    pub room: String,
}

/// Where a person sits a plan.
#[derive(Clone, Debug)]
pub enum Seat {
    /// The plan has no exam sessions: its own window holds for everybody.
    Free,
    /// It has some, and this person is in none that is still to come.
    Unlisted,
    In(Box<Seated>),
}

/// The most candidates that one page lists.
pub const LISTED: i64 = 200;

pub(crate) const COLUMNS: &str = "s.id, s.plan, s.name, s.place, s.opens_at, s.closes_at, s.sequence, COALESCE(s.revised_at, s.created_at) AS revised_at, \
    s.cancel_reason, \
    (SELECT COUNT(*) FROM exam_candidate k WHERE k.session = s.id) AS candidates, \
    (SELECT c.set_at FROM session_code c WHERE c.session = s.id) AS code_set_at";

/// Reads an exam session from the columns of [`COLUMNS`].
pub(crate) fn read(row: &Row) -> Result<ExamSession, Fault> {
    Ok(ExamSession {
        id: row.parse("id")?,
        plan: row.parse("plan")?,
        name: row.text("name")?,
        place: row.text("place")?,
        opens: row.time("opens_at")?,
        closes: row.time("closes_at")?,
        candidates: row.int("candidates")?,
        code_set_at: row.opt_time("code_set_at")?,
        sequence: row.int("sequence")?,
        revised_at: row.time("revised_at")?,
        cancelled: row.opt_text("cancel_reason")?,
    })
}

/// The session as it stands in this transaction.
pub(crate) async fn find(conn: &mut Conn<'_>, id: ExamSessionId) -> Result<ExamSession, Fault> {
    let row = conn.one(format!("SELECT {COLUMNS} FROM exam_session s WHERE s.id = $1"), args![id.to_string()]).await?;
    read(&row.ok_or(Fault::Missing("session"))?)
}

/// The session's window as it stands now, for a start in it: whoever starts may have looked before it was moved or cancelled.
pub(crate) async fn window(conn: &mut Conn<'_>, id: ExamSessionId) -> Result<Result<Window, StartRefusal>, Fault> {
    let sql = "SELECT opens_at, closes_at, cancelled_at FROM exam_session WHERE id = $1";
    let Some(row) = conn.one(sql, args![id.to_string()]).await? else { return Ok(Err(StartRefusal::NotListed)) };
    let window = Window { opens: Some(row.time("opens_at")?), closes: Some(row.time("closes_at")?) };
    Ok(if row.opt_time("cancelled_at")?.is_some() { Err(StartRefusal::Cancelled) } else { Ok(window) })
}

/// What is read of a candidate, of an account `a`, a line `k` and its session `s`.
const CANDIDATE: &str = "a.login, a.display_name, k.room, k.factor, k.extra_ms, a.legal_name, \
    (SELECT t.state FROM attempt t WHERE t.account_id = k.account_id AND t.plan = s.plan AND t.session = s.id ORDER BY t.number DESC LIMIT 1) AS state";

fn candidate(row: &Row) -> Result<Candidate, Fault> {
    Ok(Candidate {
        login: row.text("login")?,
        name: row.text("display_name")?,
        room: row.text("room")?,
        accommodation: accommodation(row)?,
        legal_name: Some(row.text("legal_name")?).filter(|n| !n.is_empty()),
        phase: row.opt_text("state")?.as_deref().and_then(Phase::from_code),
    })
}

pub(crate) fn accommodation(row: &Row) -> Result<Accommodation, Fault> {
    Ok(Accommodation { factor: row.int("factor")?.try_into().unwrap_or(1000), extra: Span::from_ms(row.int("extra_ms")?) })
}

impl Store {
    /// Staff open an exam session of a plan, which candidates sit within its window.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] if the role does not reach the course.
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn open_session(&self, who: &Invigilator, plan: PlanRef, terms: SessionTerms, stamp: Stamp) -> Result<ExamSessionId, Fault> {
        scope::within(who.scope(), &plan)?;
        let id = stamp.mint(ExamSessionId::new);
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let SessionTerms { name, place, opens, closes } = terms;
                    let sql = "INSERT INTO exam_session (id, plan, name, place, opens_at, closes_at, created_at, created_by) \
                               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
                    c.execute(sql, args![id.to_string(), &plan, &name, place, opens, closes, stamp.now, stamp.actor.to_string()]).await?;
                    events::append(c, &stamp, &id.to_string(), Event::SessionOpened { plan, name }).await
                })
            })
            .await?;
        Ok(id)
    }

    /// Lists the plans that are sat in exam sessions, each with those of its sessions that have an access code of their own.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn plans_with_sessions(&self) -> Result<HashMap<PlanRef, HashSet<ExamSessionId>>, Fault> {
        let sql = "SELECT DISTINCT s.plan, c.session FROM exam_session s LEFT JOIN session_code c ON c.session = s.id";
        let mut plans: HashMap<PlanRef, HashSet<ExamSessionId>> = HashMap::new();
        for row in self.core.read.all(sql, vec![]).await? {
            let coded = plans.entry(row.parse("plan")?).or_default();
            if row.opt_text("session")?.is_some() {
                coded.insert(row.parse("session")?);
            }
        }
        Ok(plans)
    }

    /// Reads an exam session; `None` if there is none with this id.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn exam_session(&self, id: ExamSessionId) -> Result<Option<ExamSession>, Fault> {
        let row = self.core.read.one(format!("SELECT {COLUMNS} FROM exam_session s WHERE s.id = $1"), args![id.to_string()]).await?;
        row.map(|r| read(&r)).transpose()
    }

    /// Finds out which of these logins no account has, letter by letter, before staff save a list.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn unknown_logins(&self, _: &Invigilator, logins: Vec<String>) -> Result<Vec<String>, Fault> {
        let wanted = dialect::rows("login", logins.iter().map(|login| row![login]));
        let known = self.core.read.packed_with(wanted, "a.login", "e JOIN account a ON a.login = e.login").await?;
        let known: HashSet<String> = known.iter().map(|r| r.text("login")).collect::<Result<_, _>>()?;
        Ok(logins.into_iter().filter(|l| !known.contains(l)).collect())
    }

    /// Finds who goes by these names, on the site or on certificates, where staff gave names in the place of logins: pairs of a name and a login.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn logins_named(&self, _: &Invigilator, names: &[String]) -> Result<BTreeSet<(String, String)>, Fault> {
        let mut found = BTreeSet::new();
        for column in ["display_name", "legal_name"] {
            let wanted = dialect::rows("called", names.iter().map(|name| row![name]));
            let rest = format!("e JOIN account a ON a.{column} = e.called AND a.disabled_at IS NULL");
            for row in &self.core.read.packed_with(wanted, "e.called, a.login", &rest).await? {
                found.insert((row.text("called")?, row.text("login")?));
            }
        }
        Ok(found)
    }

    /// Reads what is stored of these people on the list of a session, so that staff see what a new list would change. It leaves out whoever
    /// is not on the list.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn listed(&self, _: &Invigilator, session: ExamSessionId, logins: Vec<String>) -> Result<Vec<Candidate>, Fault> {
        let wanted = dialect::rows("login, session", logins.iter().map(|login| row![login, session.to_string()]));
        let rest = "e JOIN account a ON a.login = e.login JOIN exam_candidate k ON k.account_id = a.id AND k.session = e.session \
                    JOIN exam_session s ON s.id = k.session";
        self.core.read.packed_with(wanted, CANDIDATE, rest).await?.iter().map(candidate).collect()
    }

    /// Lists the candidates of a session whose login, name or room contains `search`, by room and login, [`LISTED`] on a page; `page` counts
    /// from 0. Gives also how many there are on all pages.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn candidates(
        &self,
        _: &Invigilator,
        session: ExamSessionId,
        search: &str,
        page: i64,
    ) -> Result<(Vec<Candidate>, i64), Fault> {
        let like = like::Patterns::of(search);
        let fits = like.any_of(&["a.login", "a.display_name", "a.legal_name", "k.room"], 2);
        let from = format!(
            "FROM exam_candidate k JOIN account a ON a.id = k.account_id JOIN exam_session s ON s.id = k.session WHERE k.session = $1 AND {fits}"
        );
        let mut values = args![session.to_string()];
        values.extend(like.args());
        let count = self.core.read.one(format!("SELECT COUNT(*) AS count {from}"), values.clone()).await?;
        let count = count.map_or(Ok(0), |r| r.int("count"))?;
        let sql = format!("SELECT {CANDIDATE} {from} ORDER BY k.room, a.login LIMIT {LISTED} OFFSET ${}", like.len() + 2);
        values.extend(args![page.clamp(0, (count - 1).max(0) / LISTED) * LISTED]);
        let rows = self.core.read.all(sql, values).await?;
        Ok((rows.iter().map(candidate).collect::<Result<_, _>>()?, count))
    }

    /// Finds where a person sits a plan: in the session of theirs that is open or comes next; if there is none, in one that was cancelled,
    /// so that they are told; and in one that is over only if they have no other.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn seat(&self, account: AccountId, plan: &PlanRef, now: Timestamp) -> Result<Seat, Fault> {
        let sql = format!(
            "SELECT {COLUMNS}, k.factor, k.extra_ms, k.room FROM exam_session s LEFT JOIN exam_candidate k ON k.session = s.id AND k.account_id = $1 \
             WHERE s.plan = $2 ORDER BY CASE WHEN k.account_id IS NULL THEN 4 WHEN s.closes_at <= $3 THEN 2 ELSE 0 END \
             + CASE WHEN s.cancelled_at IS NULL THEN 0 ELSE 1 END, s.opens_at LIMIT 1"
        );
        let Some(row) = self.core.near.one(sql, args![account.to_string(), plan, now]).await? else { return Ok(Seat::Free) };
        match row.opt_int("factor")? {
            None => Ok(Seat::Unlisted),
            Some(_) => {
                let seated = Seated { session: read(&row)?, accommodation: accommodation(&row)?, room: row.text("room")? };
                Ok(Seat::In(Box::new(seated)))
            }
        }
    }
}
