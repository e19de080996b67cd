//! Names of people: their own, and the legal name that an attempt freezes at its start.

use crate::{
    Correction, Draft, Fault, Stamp, Store, TaskKind, boxed,
    credential::frozen_name,
    db::{Conn, Row, args, dialect, events, outbox},
    office::{
        message::inbox,
        own::{self, Reach},
    },
};
use zhixing_domain::{
    account::{Administrator, Invigilator},
    attempt::Phase,
    certificate::{AskRefusal, HolderName, NameSource, SettleRefusal, Settlement, may_ask, settle},
    event::Event,
    id::{AccountId, AttemptId, EventId},
    message::InboxMessage,
    plan_ref::PlanRef,
    time::Timestamp,
};

/// The name of an attempt, with whose it is and how far it is.
#[derive(Clone, Debug)]
pub struct AttemptName {
    pub attempt: AttemptId,
    pub account: AccountId,
    pub login: String,
    pub display_name: String,
    pub plan: PlanRef,
    pub phase: Phase,
    pub name: Option<HolderName>,
    /// The wish for another name that waits, else the newest that was decided.
    pub request: Option<NameRequest>,
}

/// A wish for another name.
#[derive(Clone, Debug)]
pub struct NameRequest {
    pub name: String,
    pub reason: String,
    pub evidence: String,
    pub asked_at: Timestamp,
    /// When it was decided, whether it was accepted, and staff's words.
    pub decision: Option<(Timestamp, bool, String)>,
}

pub(super) const COLUMNS: &str = "t.id, t.account_id, a.login, a.display_name, t.plan, t.state, t.legal_name, t.legal_name_source, \
    q.name, q.reason, q.evidence, q.asked_at, q.decided_at, q.accepted, q.answer";
pub(super) const FROM: &str = "attempt t JOIN account a ON a.id = t.account_id LEFT JOIN name_request q ON q.id = \
    (SELECT n.id FROM name_request n WHERE n.attempt_id = t.id ORDER BY CASE WHEN n.decided_at IS NULL THEN 0 ELSE 1 END, n.id DESC LIMIT 1)";

pub(super) fn read(row: &Row) -> Result<AttemptName, Fault> {
    let request = match row.opt_text("name")? {
        Some(name) => {
            let decision = match row.opt_time("decided_at")? {
                Some(at) => Some((at, row.opt_int("accepted")? == Some(1), row.opt_text("answer")?.unwrap_or_default())),
                None => None,
            };
            let (reason, evidence) = (row.text("reason")?, row.text("evidence")?);
            Some(NameRequest { name, reason, evidence, asked_at: row.time("asked_at")?, decision })
        }
        None => None,
    };
    Ok(AttemptName {
        attempt: row.parse("id")?,
        account: row.parse("account_id")?,
        login: row.text("login")?,
        display_name: row.text("display_name")?,
        plan: row.parse("plan")?,
        phase: row.with("state", Phase::from_code)?,
        name: frozen_name::name(row)?,
        request,
    })
}

impl AttemptName {
    /// The request that waits for an answer.
    pub fn waiting(&self) -> Option<&NameRequest> {
        self.request.as_ref().filter(|r| r.decision.is_none())
    }
}

impl Store {
    /// A person writes their own names; `None` leaves a name as it is. `false` if nothing was written: staff have confirmed the legal name,
    /// so only they change it, or there is no such account.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn set_names(&self, id: AccountId, display: Option<String>, legal: Option<String>, stamp: Stamp) -> Result<bool, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let lock = dialect::for_update(c);
                    let sql = format!("SELECT legal_name, legal_name_source FROM account WHERE id = $1{lock}");
                    let Some(row) = c.one(sql, args![id.to_string()]).await? else { return Ok(false) };
                    let (now, source) = (row.text("legal_name")?, row.with("legal_name_source", NameSource::from_code)?);
                    let legal = legal.filter(|l| *l != now);
                    if legal.is_some() && source == NameSource::Confirmed {
                        return Ok(false);
                    }
                    if let Some(display) = display {
                        c.execute("UPDATE account SET display_name = $2 WHERE id = $1", args![id.to_string(), display]).await?;
                        events::append(c, &stamp, &id.to_string(), Event::Named).await?;
                    }
                    if let Some(legal) = legal {
                        write_account(c, id, &legal, NameSource::Stated).await?;
                        events::append(c, &stamp, &id.to_string(), Event::NameStated).await?;
                    }
                    Ok(true)
                })
            })
            .await
    }

    /// An administrator gives the legal name of an account, with a note on how they know it. Attempts that froze the same name are confirmed with it.
    ///
    /// # Errors
    ///
    /// [`Fault::Own`] if it is their own account.
    #[boxed]
    pub async fn confirm_name(&self, _: &Administrator, id: AccountId, name: String, note: String, stamp: Stamp) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    own::refuse(c, &stamp, Reach::Account(id)).await?;
                    confirm_account(c, id, &name, &note, &stamp).await
                })
            })
            .await
    }

    /// Reads the name of an attempt, with the wish for another name; `None` if there is no such attempt.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn attempt_name(&self, id: AttemptId) -> Result<Option<AttemptName>, Fault> {
        let row = self.core.read.one(format!("SELECT {COLUMNS} FROM {FROM} WHERE t.id = $1"), args![id.to_string()]).await?;
        row.map(|r| read(&r)).transpose()
    }

    /// A person asks for another name in an attempt of theirs that has started. `None` if this account has no such attempt.
    ///
    /// # Errors
    ///
    /// The inner error says why they may not ask now. The outer one is a [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn ask_name(
        &self,
        id: AttemptId,
        account: AccountId,
        name: String,
        reason: String,
        evidence: String,
        stamp: Stamp,
    ) -> Result<Option<Result<(), AskRefusal>>, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let Some(state) = load(c, id).await?.filter(|s| s.name.account == account) else { return Ok(None) };
                    let frozen = state.name.name.as_ref();
                    if let Err(refusal) = may_ask(frozen, &name, state.started(), state.name.waiting().is_some(), state.issued) {
                        return Ok(Some(Err(refusal)));
                    }
                    ask(c, id, frozen, &name, &reason, &evidence, &stamp).await?;
                    events::append(c, &stamp, &id.to_string(), Event::NameAsked).await?;
                    Ok(Some(Ok(())))
                })
            })
            .await
    }

    /// Staff settle the name of an attempt: they confirm it, set it, or answer what was asked. The account takes the name over, unless it
    /// has another one than the attempt had.
    ///
    /// # Errors
    ///
    /// The inner error says why nothing was decided, such as a name that changed since staff saw it. [`Fault::Own`] if it is their own
    /// attempt.
    #[boxed]
    pub async fn settle_name(
        &self,
        _: &Invigilator,
        id: AttemptId,
        what: Settlement,
        note: String,
        stamp: Stamp,
    ) -> Result<Result<(), SettleRefusal>, Fault> {
        self.core.write(move |c| Box::pin(async move { decide(c, id, &what, &note, &stamp).await })).await
    }
}

/// What the decision over a name needs, locked.
struct Loaded {
    name: AttemptName,
    issued: bool,
}

impl Loaded {
    fn started(&self) -> bool {
        !matches!(self.name.phase, Phase::Ready | Phase::Voided)
    }
}

async fn load(conn: &mut Conn<'_>, id: AttemptId) -> Result<Option<Loaded>, Fault> {
    let lock = format!("SELECT id FROM attempt WHERE id = $1{}", dialect::for_update(conn));
    if conn.one(lock, args![id.to_string()]).await?.is_none() {
        return Ok(None);
    }
    let row = conn.one(format!("SELECT {COLUMNS} FROM {FROM} WHERE t.id = $1"), args![id.to_string()]).await?;
    let Some(name) = row.map(|r| read(&r)).transpose()? else { return Ok(None) };
    let issued = conn.one("SELECT 1 FROM certificate WHERE attempt_id = $1 LIMIT 1", args![id.to_string()]).await?.is_some();
    Ok(Some(Loaded { name, issued }))
}

async fn ask(
    conn: &mut Conn<'_>,
    id: AttemptId,
    was: Option<&HolderName>,
    name: &str,
    reason: &str,
    evidence: &str,
    stamp: &Stamp,
) -> Result<(), Fault> {
    let sql = "INSERT INTO name_request (id, attempt_id, was, name, reason, evidence, asked_at, asked_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let request = stamp.mint(EventId::new).to_string();
    let was = was.map(|w| w.text.as_str());
    conn.execute(sql, args![request, id.to_string(), was, name, reason, evidence, stamp.now, stamp.actor.to_string()]).await.map(|_| ())
}

async fn tell_refusal(conn: &mut Conn<'_>, id: AttemptId, note: &str, stamp: &Stamp) -> Result<(), Fault> {
    events::append(conn, stamp, &id.to_string(), Event::NameRefused { note: note.into() }).await?;
    let (of, note) = (stamp.mint(EventId::new).to_string(), note.to_string());
    inbox::put_of(conn, stamp, id, &of, |plan| InboxMessage::NameRefused { plan, attempt: id, note }).await
}

async fn decide(
    conn: &mut Conn<'_>,
    id: AttemptId,
    what: &Settlement,
    note: &str,
    stamp: &Stamp,
) -> Result<Result<(), SettleRefusal>, Fault> {
    own::refuse(conn, stamp, Reach::Attempt(id)).await?;
    let Some(state) = load(conn, id).await? else { return Ok(Err(SettleRefusal::NotFound)) };
    let frozen = state.name.name.as_ref();
    let asked = state.name.waiting().map(|r| r.name.as_str());
    let name = match settle(frozen, asked, state.started(), state.issued, what) {
        Ok(name) => name,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let changes = name.as_deref().is_some_and(|n| frozen.is_none_or(|f| f.text != n));
    // a name that staff set by themselves is on record like one that was asked for
    if matches!(what, Settlement::Set(_)) && changes && asked.is_none() {
        ask(conn, id, frozen, name.as_deref().unwrap_or_default(), "", note, stamp).await?;
    }
    // whatever is decided answers the request: another name than was asked for is a refusal of that one
    let sql = "UPDATE name_request SET decided_at = $2, decided_by = $3, answer = $4, accepted = CASE WHEN name = $5 THEN 1 ELSE 0 END \
               WHERE attempt_id = $1 AND decided_at IS NULL";
    let decided = name.as_deref().unwrap_or_default();
    conn.execute(sql, args![id.to_string(), stamp.now, stamp.actor.to_string(), note, decided]).await?;
    let Some(name) = name else { return Ok(Ok(tell_refusal(conn, id, note, stamp).await?)) };
    let sql = "UPDATE attempt SET legal_name = $2, legal_name_source = 'confirmed' WHERE id = $1";
    conn.execute(sql, args![id.to_string(), &name]).await?;
    let settled = match changes {
        true => Event::NameChanged { note: note.into() },
        false => Event::AttemptNameConfirmed { note: note.into() },
    };
    events::append(conn, stamp, &id.to_string(), settled).await?;
    inbox::put_now(conn, stamp, state.name.account, InboxMessage::NameConfirmed { name: name.clone() }).await?;
    bring_profile(conn, state.name.account, &name, (frozen, note), stamp).await?;
    retry(conn, id, stamp).await?;
    Ok(Ok(()))
}

/// The profile learns of a name where it says nothing, says the same, or still says what was wrong: the name that was `frozen`.
async fn bring_profile(
    conn: &mut Conn<'_>,
    account: AccountId,
    name: &str,
    (frozen, note): (Option<&HolderName>, &str),
    stamp: &Stamp,
) -> Result<(), Fault> {
    let sql = "SELECT legal_name, legal_name_source FROM account WHERE id = $1";
    let Some(row) = conn.one(sql, args![account.to_string()]).await? else { return Ok(()) };
    let (own, source) = (row.text("legal_name")?, row.with("legal_name_source", NameSource::from_code)?);
    let follows = own.is_empty() || own == name || frozen.is_some_and(|f| f.text == own);
    if follows && !(own == name && source == NameSource::Confirmed) {
        write_account(conn, account, name, NameSource::Confirmed).await?;
        events::append(conn, stamp, &account.to_string(), Event::NameConfirmed { note: note.into() }).await?;
    }
    Ok(())
}

/// The statement that writes an attempt (`starting::insert`), with the name that its account has at this moment: what is said later changes
/// no attempt.
pub(crate) fn insert_attempt(certifies: bool) -> String {
    let name = if certifies { "NULLIF(a.legal_name, ''), a.legal_name_source" } else { "NULL, NULL" };
    format!(
        "INSERT INTO attempt (id, account_id, plan, plan_version, number, paper, state, limit_ms, factor, closes_at, agreed_ms, granted_ms, paused_ms, \
         window_granted_ms, created_at, started_at, deadline_at, session, progress, legal_name, legal_name_source) \
         SELECT $1, a.id, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 0, 0, $12, $13, $14, $15, $16, {name} FROM account a WHERE a.id = $2 AND a.merged_into IS NULL"
    )
}

/// What waits for a name is tried again.
async fn retry(conn: &mut Conn<'_>, id: AttemptId, stamp: &Stamp) -> Result<(), Fault> {
    if conn.one("SELECT 1 FROM certificate_hold WHERE attempt_id = $1", args![id.to_string()]).await?.is_some() {
        outbox::queue(conn, stamp, TaskKind::Issue, &id.to_string()).await?;
    }
    Ok(())
}

/// Writes the legal name of an account, also into papers that were drawn and that nobody has started: a start freezes what the profile says.
async fn write_account(conn: &mut Conn<'_>, id: AccountId, name: &str, source: NameSource) -> Result<(), Fault> {
    let values = || args![id.to_string(), name, source.code()];
    conn.execute("UPDATE account SET legal_name = $2, legal_name_source = $3 WHERE id = $1", values()).await?;
    let sql = "UPDATE attempt SET legal_name = NULLIF($2, ''), legal_name_source = $3 WHERE account_id = $1 AND state = 'ready'";
    conn.execute(sql, values()).await.map(|_| ())
}

/// Staff stand for the legal name of an account. Attempts that froze the very same name are confirmed with it, and no others.
#[boxed]
pub(crate) async fn confirm_account(conn: &mut Conn<'_>, id: AccountId, name: &str, note: &str, stamp: &Stamp) -> Result<(), Fault> {
    write_account(conn, id, name, NameSource::Confirmed).await?;
    events::append(conn, stamp, &id.to_string(), Event::NameConfirmed { note: note.into() }).await?;
    inbox::put_now(conn, stamp, id, InboxMessage::NameConfirmed { name: name.into() }).await?;
    let sql = "SELECT id FROM attempt WHERE account_id = $1 AND legal_name = $2 AND legal_name_source = 'stated' AND state <> 'ready' ORDER BY id";
    for row in conn.all(sql, args![id.to_string(), name]).await? {
        let attempt: AttemptId = row.parse("id")?;
        conn.execute("UPDATE attempt SET legal_name_source = 'confirmed' WHERE id = $1", args![attempt.to_string()]).await?;
        events::append(conn, stamp, &attempt.to_string(), Event::AttemptNameConfirmed { note: note.into() }).await?;
        retry(conn, attempt, stamp).await?;
    }
    Ok(())
}

/// A list of staff names somebody: what it says is confirmed. Nobody confirms their own, and an account is of every course: whoever reaches some alone
/// names nobody by a list, and no list names staff.
#[boxed]
pub(crate) async fn confirm_listed(conn: &mut Conn<'_>, login: &str, name: &str, note: &str, stamp: &Stamp) -> Result<(), Fault> {
    if own::is_limited(conn, stamp).await? {
        return Ok(());
    }
    let sql = "SELECT id, legal_name, legal_name_source FROM account WHERE login = $1 AND roles = 'learner'";
    let Some(row) = conn.one(sql, args![login]).await? else { return Ok(()) };
    let id: AccountId = row.parse("id")?;
    let known = row.text("legal_name")? == name && row.with("legal_name_source", NameSource::from_code)? == NameSource::Confirmed;
    if known {
        return Ok(());
    }
    own::refuse(conn, stamp, Reach::Account(id)).await?;
    confirm_account(conn, id, name, note, stamp).await
}

/// After a correction the attempt says what its certificate says, and so does the profile where it said the same.
#[boxed]
pub(crate) async fn follow_correction(conn: &mut Conn<'_>, draft: &Draft, correction: &Correction, stamp: &Stamp) -> Result<(), Fault> {
    if correction.was == correction.name {
        return Ok(()); // issued anew, with another key
    }
    let (attempt, account) = (draft.attempt.to_string(), draft.account.to_string());
    let sql = "UPDATE attempt SET legal_name = $2, legal_name_source = 'confirmed' WHERE id = $1";
    conn.execute(sql, args![&attempt, &correction.name]).await?;
    let sql = "SELECT 1 FROM account WHERE id = $1 AND legal_name IN ($2, $3, '')";
    if conn.one(sql, args![&account, &correction.was, &correction.name]).await?.is_some() {
        write_account(conn, draft.account, &correction.name, NameSource::Confirmed).await?;
        events::append(conn, stamp, &account, Event::NameConfirmed { note: correction.evidence.clone() }).await?;
    }
    Ok(())
}
