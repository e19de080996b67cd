//! Certificates: numbers allocated in the transaction that stores the frozen bytes, versions, revocation. Reading them is in
//! [`issued`](crate::credential::issued).
//!
//! Signing and printing take a tenth of a second, so they happen before that transaction and for the number that is next:
//! [`Store::proposal`] tells it, and the transaction is undone ([`Fault::Conflict`]) where another one took it meanwhile, or where what was
//! signed [holds no longer](crate::credential::basis). So numbers stay without gaps.

use crate::{
    Fault, Stamp, Store, TaskKind, boxed,
    credential::{
        basis::{self, Basis},
        draft::{Correction, Draft},
        holds,
        issued::{COLUMNS, CertificateRecord, read, record},
    },
    db::{Conn, args, dialect, events, outbox},
    office::{
        message::inbox,
        names,
        own::{self, Reach},
        records::certificates::agree,
    },
};
use zhixing_domain::{
    account::Administrator,
    certificate::{CheckCode, Number},
    digest::sha256_hex,
    event::Event,
    id::{AttemptId, CertificateId},
    message::InboxMessage,
};

/// What the next version of a certificate is to bear: nothing is taken until it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub number: Number,
    pub version: i64,
    /// In the status list.
    pub place: i64,
    pub code: CheckCode,
}

/// What a release has come to.
#[derive(Clone, Debug)]
pub enum Proposed {
    Existing(Number),
    Next(Proposal),
}

/// What an issuer makes of a number and a place: bytes that never change again.
#[derive(Clone, Debug)]
pub struct Frozen {
    /// What the certificate says, as JSON: the verification page shows it.
    pub facts: String,
    pub credential: Vec<u8>,
    pub pdf: Vec<u8>,
    pub sha256: String,
    pub kid: String,
}

/// Whether a certificate was issued now or had been.
#[derive(Clone, Debug)]
pub enum IssueOutcome {
    Issued(Number),
    Existing(Number),
}

/// Why a certificate is not corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorrectRefusal {
    NotFound,
    /// It is revoked: a correction would bring it back.
    Revoked,
    /// Another correction came first: it is not the version that was looked at.
    Changed,
}

impl Store {
    /// Proposes the number, and the place in the status list, that the certificate of an attempt would get now. Nothing is taken yet: the
    /// issuer signs and prints first.
    ///
    /// # Errors
    ///
    /// [`Fault::Conflict`] if all places in the draft are taken; [`Fault::Corrupt`] if the series cannot make the next number.
    #[boxed]
    pub async fn proposal(&self, draft: &Draft) -> Result<Proposed, Fault> {
        let sql = "SELECT number FROM certificate WHERE attempt_id = $1 ORDER BY version LIMIT 1";
        if let Some(row) = self.core.read.one(sql, args![draft.attempt.to_string()]).await? {
            return Ok(Proposed::Existing(row.parse("number")?));
        }
        let sql = "SELECT last FROM serial WHERE prefix = $1 AND year = $2 AND level = $3";
        let series = args![draft.prefix.to_string(), i64::from(draft.year), i64::from(draft.level.number())];
        let last = self.core.read.one(sql, series).await?.map_or(Ok(0), |r| r.int("last"))?;
        let number = number(draft, last + 1)?;
        Ok(Proposed::Next(Proposal { number, version: 1, place: self.free_place(draft).await?, code: draft.code.clone() }))
    }

    /// Proposes what a corrected version would bear now: the same number and check code, the next version, and a new place in the status
    /// list.
    ///
    /// # Errors
    ///
    /// [`Fault::Conflict`] if all places in the draft are taken; [`Fault::Corrupt`] if the rows of the certificate are not what was issued:
    /// nothing of that is signed once more.
    #[boxed]
    pub async fn proposal_of_correction(&self, newest: &CertificateRecord, draft: &Draft) -> Result<Proposal, Fault> {
        if !agree(self, &newest.number.to_string()).await? {
            return Err(Fault::corrupt("certificate", &newest.number));
        }
        let code = newest.code.clone().unwrap_or_else(|| draft.code.clone());
        Ok(Proposal { number: newest.number.clone(), version: newest.version + 1, place: self.free_place(draft).await?, code })
    }

    async fn free_place(&self, draft: &Draft) -> Result<i64, Fault> {
        for place in &draft.places {
            let sql = "SELECT 1 FROM certificate WHERE status_list = $1 AND status_index = $2";
            if self.core.read.one(sql, args![draft.status_list, *place]).await?.is_none() {
                return Ok(*place);
            }
        }
        Err(Fault::Conflict)
    }

    /// The server stores the certificate of a released result, as the issuer made it for the proposal `next`. An attempt has one
    /// certificate: if there is one already, its number comes back.
    ///
    /// # Errors
    ///
    /// [`Fault::Conflict`] if the number or the place was taken since it was proposed, or the certificate was made from a name or a result
    /// that have changed since: nothing was used, and the caller begins again. [`Fault::Corrupt`] if the series cannot make the next
    /// number.
    #[boxed]
    pub async fn issue_certificate(
        &self,
        draft: Draft,
        basis: Basis,
        next: Proposal,
        frozen: Frozen,
        stamp: Stamp,
    ) -> Result<IssueOutcome, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let sql = "SELECT number FROM certificate WHERE attempt_id = $1 ORDER BY version LIMIT 1";
                    if let Some(row) = c.one(sql, args![draft.attempt.to_string()]).await? {
                        return Ok(IssueOutcome::Existing(row.parse("number")?));
                    }
                    basis::still_holds(c, draft.attempt, &basis).await?;
                    // what is undone gives the number back
                    if allocate(c, &draft).await? != next.number {
                        return Err(Fault::Conflict);
                    }
                    insert(c, &draft, &next, frozen, &stamp).await?;
                    let attempt = draft.attempt;
                    inbox::put_of(c, &stamp, attempt, "", |plan| InboxMessage::CertificateIssued { plan, attempt }).await?;
                    holds::lift(c, draft.attempt).await?;
                    outbox::done(c, TaskKind::Issue, &draft.attempt.to_string(), stamp.now).await?;
                    Ok(IssueOutcome::Issued(next.number))
                })
            })
            .await
    }

    /// An administrator adds a corrected version to a certificate and gets its version number. The version that they looked at
    /// (`correction.seen`) is revoked and points to the new one, which has the same number; attempt and account take over the corrected
    /// name. The evidence is kept and is not public.
    ///
    /// # Errors
    ///
    /// The inner error says that there is no such certificate, that it is revoked, or that another correction came first. [`Fault::Own`] if
    /// it is the administrator's own certificate; [`Fault::Conflict`] if the place in the status list was taken since it was proposed.
    #[boxed]
    pub async fn correct_certificate(
        &self,
        _: &Administrator,
        draft: Draft,
        next: Proposal,
        correction: Correction,
        frozen: Frozen,
        stamp: Stamp,
    ) -> Result<Result<i64, CorrectRefusal>, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    own::refuse(c, &stamp, Reach::Certificate(&next.number)).await?;
                    let number = &next.number;
                    lock(c, number).await?;
                    let sql = format!("SELECT {COLUMNS} FROM certificate WHERE number = $1 ORDER BY version DESC LIMIT 1");
                    let newest = c.one(sql, args![number.to_string()]).await?.map(|r| read(&r)).transpose()?;
                    let Some(newest) = newest else { return Ok(Err(CorrectRefusal::NotFound)) };
                    match () {
                        () if newest.version != correction.seen || newest.version + 1 != next.version => {
                            return Ok(Err(CorrectRefusal::Changed));
                        }
                        () if newest.revoked_at.is_some() => return Ok(Err(CorrectRefusal::Revoked)),
                        () => {}
                    }
                    revoke(c, number, Some(newest.version), &correction.reason, &stamp).await?;
                    insert(c, &draft, &next, frozen, &stamp).await?;
                    events::append(c, &stamp, &number.to_string(), Event::CertificateCorrected { evidence: correction.evidence.clone() })
                        .await?;
                    names::follow_correction(c, &draft, &correction, &stamp).await?;
                    let (attempt, reason, version) = (draft.attempt, correction.reason, next.version.to_string());
                    let told = |plan| InboxMessage::CertificateCorrected { plan, attempt, reason };
                    inbox::put_of(c, &stamp, attempt, &version, told).await?;
                    Ok(Ok(next.version))
                })
            })
            .await
    }

    /// An administrator revokes every version of a certificate. `false` if none was in force: then nothing was changed.
    ///
    /// # Errors
    ///
    /// [`Fault::Own`] if it is the administrator's own certificate.
    #[boxed]
    pub async fn revoke_certificate(&self, _: &Administrator, number: Number, reason: String, stamp: Stamp) -> Result<bool, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    own::refuse(c, &stamp, Reach::Certificate(&number)).await?;
                    lock(c, &number).await?;
                    let revoked = revoke(c, &number, None, &reason, &stamp).await?;
                    if revoked {
                        tell_revoked(c, &number, &reason, &stamp).await?;
                    }
                    Ok(revoked)
                })
            })
            .await
    }

    /// At its start the server gives a check code to numbers that have none, at most as many as there are codes, and gives how many it
    /// found.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn give_check_codes(&self, codes: Vec<CheckCode>) -> Result<usize, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let sql = "SELECT DISTINCT number FROM certificate WHERE check_code IS NULL ORDER BY number LIMIT $1";
                    let bare = c.all(sql, args![codes.len() as i64]).await?;
                    for (row, code) in bare.iter().zip(&codes) {
                        let sql = "UPDATE certificate SET check_code = $2 WHERE number = $1";
                        c.execute(sql, args![row.text("number")?, code.to_string()]).await?;
                    }
                    Ok(bare.len())
                })
            })
            .await
    }
}

/// The next number of the series. A transaction that fails gives it back; a number that was committed never comes again.
async fn allocate(conn: &mut Conn<'_>, draft: &Draft) -> Result<Number, Fault> {
    let sql = "INSERT INTO serial (prefix, year, level, last) VALUES ($1, $2, $3, 1) \
               ON CONFLICT (prefix, year, level) DO UPDATE SET last = serial.last + 1 RETURNING last";
    let row = conn.one(sql, args![draft.prefix.to_string(), i64::from(draft.year), i64::from(draft.level.number())]).await?;
    number(draft, row.map_or(Ok(0), |r| r.int("last"))?)
}

fn number(draft: &Draft, serial: i64) -> Result<Number, Fault> {
    draft.prefix.number(draft.year, draft.level, serial).ok_or_else(|| Fault::corrupt("serial", format!("{} {serial}", draft.prefix)))
}

/// A place or a version that is taken is a conflict: both are unique keys.
async fn insert(conn: &mut Conn<'_>, draft: &Draft, next: &Proposal, frozen: Frozen, stamp: &Stamp) -> Result<(), Fault> {
    let id = stamp.mint(CertificateId::new);
    let sql = "INSERT INTO certificate (number, version, id, account_id, attempt_id, facts, credential, pdf, sha256, kid, status_list, status_index, \
               issued_at, issued_by, check_code, pdf_sha256) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    let (number, version) = (next.number.to_string(), next.version);
    let pdf_sha256 = sha256_hex(&frozen.pdf);
    let record = record([&draft.account.to_string(), &draft.attempt.to_string(), &next.code.to_string(), &pdf_sha256, &frozen.facts]);
    let values = args![
        &number,
        version,
        id.to_string(),
        draft.account.to_string(),
        draft.attempt.to_string(),
        frozen.facts,
        frozen.credential,
        frozen.pdf,
        &frozen.sha256,
        frozen.kid,
        draft.status_list,
        next.place,
        stamp.now,
        stamp.actor.to_string(),
        next.code.to_string(),
        pdf_sha256,
    ];
    conn.execute(sql, values).await?;
    events::append(conn, stamp, &number, Event::CertificateIssued { version, sha256: frozen.sha256.clone(), record: Some(record) }).await
}

/// Whoever adds a version to a certificate or revokes it waits here for whoever does so now, and then sees what came of it.
async fn lock(conn: &mut Conn<'_>, number: &Number) -> Result<(), Fault> {
    let sql = format!("SELECT version FROM certificate WHERE number = $1 ORDER BY version{}", dialect::for_update(conn));
    conn.all(sql, args![number.to_string()]).await.map(|_| ())
}

/// Tells the holder of a certificate that it was revoked.
async fn tell_revoked(conn: &mut Conn<'_>, number: &Number, reason: &str, stamp: &Stamp) -> Result<(), Fault> {
    let sql = "SELECT attempt_id, version FROM certificate WHERE number = $1 ORDER BY version DESC LIMIT 1";
    let Some(row) = conn.one(sql, args![number.to_string()]).await? else { return Ok(()) };
    let (attempt, version): (AttemptId, _) = (row.parse("attempt_id")?, row.int("version")?.to_string());
    let told = |plan| InboxMessage::CertificateRevoked { plan, attempt, reason: reason.into() };
    inbox::put_of(conn, stamp, attempt, &version, told).await
}

async fn revoke(conn: &mut Conn<'_>, number: &Number, version: Option<i64>, reason: &str, stamp: &Stamp) -> Result<bool, Fault> {
    let sql = "UPDATE certificate SET revoked_at = $2, revoked_by = $3, revoke_reason = $4 \
               WHERE number = $1 AND revoked_at IS NULL AND ($5 = 0 OR version = $5)";
    let values = args![number.to_string(), stamp.now, stamp.actor.to_string(), reason, version.unwrap_or(0)];
    let changed = conn.execute(sql, values).await? > 0;
    if changed {
        events::append(conn, stamp, &number.to_string(), Event::CertificateRevoked { reason: reason.into() }).await?;
    }
    Ok(changed)
}
