//! The integrity of a sitting: access codes, links to browser settings, proofs of a browser, devices, irregularities.
//!
//! Never here: what is demanded, and whether a request meets it.

use crate::{
    Fault, Stamp, Store, boxed,
    db::{args, events},
    office::own::{self, Reach},
};
use zhixing_domain::{
    account::{Administrator, Invigilator},
    assessment::{LINK, PROVED, QUIET},
    event::Event,
    id::{AttemptId, ExamSessionId},
    plan_ref::PlanRef,
    time::Timestamp,
};

/// Devices of an attempt that are events of their own.
pub const DEVICES: i64 = 10;
/// How often a page of an attempt was left, and each kind of irregularity, as events of their own.
const LEFT: i64 = 100;
const IRREGULARITIES: i64 = 200;

impl Store {
    /// An administrator sets the access code of a plan; `hash` is its salted hash. Whoever has started already is not
    /// asked for it.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn set_access_code(&self, _: &Administrator, plan: PlanRef, hash: String, stamp: Stamp) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let sql = "INSERT INTO access_code (plan, hash, set_at) VALUES ($1, $2, $3) \
                               ON CONFLICT (plan) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at";
                    c.execute(sql, args![&plan, hash, stamp.now]).await?;
                    events::append(c, &stamp, plan.as_str(), Event::PlanCodeSet).await
                })
            })
            .await
    }

    /// Staff set the access code of one session, by its salted hash, or take it away with `None`. Whoever has started already is not asked
    /// for it.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] if the role does not reach the course.
    /// [`Fault::Own`] if the person who acts is on the list of the session or has an attempt in it; [`Fault::Missing`] if there is no such
    /// session.
    #[boxed]
    pub async fn set_session_code(&self, _: &Invigilator, session: ExamSessionId, hash: Option<String>, stamp: Stamp) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    own::refuse(c, &stamp, Reach::Session(session)).await?;
                    let there = "SELECT 1 FROM exam_session WHERE id = $1";
                    c.one(there, args![session.to_string()]).await?.ok_or(Fault::Missing("session"))?;
                    let (id, set) = (session.to_string(), hash.is_some());
                    let changed = match hash {
                        Some(hash) => {
                            let sql = "INSERT INTO session_code (session, hash, set_at) VALUES ($1, $2, $3) \
                                       ON CONFLICT (session) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at";
                            c.execute(sql, args![&id, hash, stamp.now]).await?
                        }
                        None => c.execute("DELETE FROM session_code WHERE session = $1", args![&id]).await?,
                    };
                    match changed {
                        0 => Ok(()),
                        _ => events::append(c, &stamp, &id, if set { Event::SessionCodeSet } else { Event::SessionCodeRemoved }).await,
                    }
                })
            })
            .await
    }

    /// Finds the hash of the access code that counts: the session's own, else the plan's. `None` if neither has one.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn access_code(&self, plan: &PlanRef, session: Option<ExamSessionId>) -> Result<Option<String>, Fault> {
        let sql = "SELECT c.hash FROM (SELECT 0 AS place, hash FROM session_code WHERE session = $2 \
                   UNION ALL SELECT 1 AS place, hash FROM access_code WHERE plan = $1) c ORDER BY c.place LIMIT 1";
        let row = self.core.read.one(sql, args![plan, session.map(|s| s.to_string()).unwrap_or_default()]).await?;
        row.map(|r| r.text("hash")).transpose()
    }

    /// The server keeps a link to the browser settings of a plan, by the hash of its token, and deletes links that are too old.
    ///
    /// # Errors
    ///
    /// [`Fault::Conflict`] if there is a link with this hash.
    #[boxed]
    pub async fn put_config_link(&self, hash: String, plan: PlanRef, stamp: Stamp) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    c.execute("DELETE FROM config_link WHERE expires_at <= $1", args![stamp.now]).await?;
                    let sql = "INSERT INTO config_link (hash, plan, expires_at) VALUES ($1, $2, $3)";
                    c.execute(sql, args![hash, plan, stamp.now + LINK]).await.map(|_| ())
                })
            })
            .await
    }

    /// Finds the plan of a link without using the link up; `None` if the link is unknown, used or too old.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn config_link(&self, hash: &str, now: Timestamp) -> Result<Option<PlanRef>, Fault> {
        let sql = "SELECT plan FROM config_link WHERE hash = $1 AND used_at IS NULL AND expires_at > $2";
        self.core.read.one(sql, args![hash, now]).await?.map(|r| r.parse("plan")).transpose()
    }

    /// An exam browser opens a link and gets the plan. A link works once: of many calls at the same moment one gets the plan. `None` if the
    /// link is unknown, used or too old.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn open_config_link(&self, hash: String, stamp: Stamp) -> Result<Option<PlanRef>, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let sql = "UPDATE config_link SET used_at = $2 WHERE hash = $1 AND used_at IS NULL AND expires_at > $2";
                    if c.execute(sql, args![&hash, stamp.now]).await? == 0 {
                        return Ok(None);
                    }
                    let row = c.one("SELECT plan FROM config_link WHERE hash = $1", args![&hash]).await?;
                    row.map(|r| r.parse("plan")).transpose()
                })
            })
            .await
    }

    /// The server notes that the browser of a session proved to be the exam browser of a plan. The event goes to the history of `subject`,
    /// what the browser asked for; a proof right after another one is not noted.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn note_proof(&self, session: String, plan: PlanRef, subject: String, stamp: Stamp) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    c.execute("DELETE FROM browser_proof WHERE at <= $1", args![stamp.now - PROVED]).await?;
                    let last = "SELECT at FROM browser_proof WHERE session = $1 AND plan = $2";
                    let last = c.one(last, args![&session, &plan]).await?.map(|r| r.time("at")).transpose()?;
                    if last.is_some_and(|last| stamp.now.since(last) < QUIET) {
                        return Ok(());
                    }
                    let sql = "INSERT INTO browser_proof (session, plan, at) VALUES ($1, $2, $3) \
                               ON CONFLICT (session, plan) DO UPDATE SET at = excluded.at";
                    c.execute(sql, args![session, plan, stamp.now]).await?;
                    events::append(c, &stamp, &subject, Event::BrowserProved).await
                })
            })
            .await
    }

    /// Tells whether the browser of a session proved lately to be the exam browser of a plan.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn has_proof(&self, session: &str, plan: &PlanRef, now: Timestamp) -> Result<bool, Fault> {
        let sql = "SELECT 1 FROM browser_proof WHERE session = $1 AND plan = $2 AND at > $3";
        Ok(self.core.near.one(sql, args![session, plan, now - PROVED]).await?.is_some())
    }

    /// The server notes the device from which an attempt is used. A device that is not the first is an event, and never a reason to stop.
    /// `false` if there were [`DEVICES`] such events already: then the device is counted and not remembered.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn note_device(&self, id: AttemptId, device: String, stamp: Stamp) -> Result<bool, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let known = "SELECT device FROM attempt_device WHERE attempt_id = $1";
                    let known: Vec<String> =
                        c.all(known, args![id.to_string()]).await?.iter().map(|r| r.text("device")).collect::<Result<_, _>>()?;
                    if known.contains(&device) {
                        return Ok(true);
                    }
                    let (id, changed) = (id.to_string(), Event::DeviceChanged { device: device.chars().take(8).collect() });
                    if !known.is_empty() && !events::append_bounded(c, &stamp, DEVICES, &id, changed).await? {
                        return Ok(false);
                    }
                    let sql = "INSERT INTO attempt_device (attempt_id, device, seen_at) VALUES ($1, $2, $3) \
                               ON CONFLICT (attempt_id, device) DO NOTHING";
                    c.execute(sql, args![id, &device, stamp.now]).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// The server notes an irregularity of an attempt that it saw itself: an event, unless it saw the same one a moment ago.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn note_irregularity(&self, id: AttemptId, what: Event, stamp: Stamp) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let (attempt, action, detail) = (id.to_string(), what.action(), what.detail());
                    let sql = "SELECT last_at FROM irregularity WHERE attempt_id = $1 AND action = $2 AND detail = $3";
                    let last = c.one(sql, args![&attempt, action, &detail]).await?.map(|r| r.time("last_at")).transpose()?;
                    let sql = "INSERT INTO irregularity (attempt_id, action, detail, last_at) VALUES ($1, $2, $3, $4) \
                               ON CONFLICT (attempt_id, action, detail) DO UPDATE SET last_at = excluded.last_at";
                    c.execute(sql, args![&attempt, action, &detail, stamp.now]).await?;
                    if last.is_none_or(|last| stamp.now.since(last) >= QUIET) {
                        events::append_bounded(c, &stamp, IRREGULARITIES, &attempt, what).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// A page tells that the candidate looked at something else: how often so far (`count`), and for how many milliseconds (`ms`). The same
    /// count again is no new event, whichever node hears it.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn note_left_page(&self, id: AttemptId, count: u32, ms: u64, stamp: Stamp) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let (attempt, left) = (id.to_string(), Event::PageLeft { times: count.into(), ms });
                    let action = left.action();
                    // the sum of all times is in the presence of the attempt
                    if events::tally(c, &attempt, action).await? > LEFT {
                        return Ok(());
                    }
                    let sql = "INSERT INTO irregularity (attempt_id, action, detail, last_at) VALUES ($1, $2, $3, $4) \
                               ON CONFLICT (attempt_id, action, detail) DO NOTHING";
                    if c.execute(sql, args![&attempt, action, count.to_string(), stamp.now]).await? > 0 {
                        events::append_bounded(c, &stamp, LEFT, &attempt, left).await?;
                    }
                    Ok(())
                })
            })
            .await
    }
}
