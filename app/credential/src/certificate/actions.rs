//! Issuing, correcting and checking certificates.

use serde::Deserialize;
use std::sync::Arc;
use zhixing_app::i18n::{certificate as public, name as words};
use zhixing_domain::{
    account::Administrator,
    assessment::Plan,
    certificate::{AssessmentResult, CheckCode, Facts, Hold, IssuerRefusal, Number, Withheld, may_issue},
    digest::sha256_hex,
    id::{AccountId, AttemptId},
    lang::{Bilingual, Lang},
    time::{Span, Timestamp},
};
use zhixing_shell::{boxed, guard::Visit, name, problem::Problem, site::Site};
use zhixing_store::{Actor, Basis, CertificateRecord, CorrectRefusal, Correction, Draft, Fault, Frozen, IssueOutcome, Proposed, Stamp};

/// How many candidates for a place in the status list are drawn at once; the list has 131,072 places.
const PLACES: usize = 64;
pub const STATUS_LIST: i64 = 1;
/// How often a certificate is made anew where something changed meanwhile, before the outbox tries again later.
const TRIES: usize = 8;
pub const STATUS_PLACES: u64 = 131_072;

/// What came of the wish to issue a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Issued {
    Number(Number),
    /// There is no released result that earns one.
    NotEarned,
    /// It is earned, and waits: noted, told to those who can act, and tried again when the cause is gone.
    Held(Hold),
}

/// Issues the certificate of a released result, if it earns one. What the issuer refuses is no fault: it waits.
///
/// # Errors
///
/// A [`Fault`] if the database cannot be read or written.
#[boxed]
pub async fn issue(site: &Arc<Site>, attempt: AttemptId, now: Timestamp) -> Result<Issued, Fault> {
    let store = &site.store;
    if let Some(number) = store.certificate_of_attempt(attempt).await? {
        return Ok(Issued::Number(number));
    }
    for _ in 0..TRIES {
        match try_to_issue(site, attempt, now).await {
            // the number was taken, or the name or the result changed while the certificate was made: from what holds now
            Err(Fault::Conflict) => {}
            done => return done,
        }
    }
    Err(Fault::Conflict)
}

#[boxed]
async fn try_to_issue(site: &Arc<Site>, attempt: AttemptId, now: Timestamp) -> Result<Issued, Fault> {
    let store = &site.store;
    let (facts, basis, account) = match facts(site, attempt).await? {
        Ok(known) => known,
        Err(Withheld::Held(hold)) => return hold_it(site, attempt, hold, now).await,
        Err(Withheld::NotOffered | Withheld::NotPassed) => {
            store.release_hold(attempt).await?;
            return Ok(Issued::NotEarned);
        }
    };
    let draft = draft(site, attempt, account, &facts, now);
    let next = match store.proposal(&draft).await? {
        Proposed::Existing(number) => return Ok(Issued::Number(number)),
        Proposed::Next(next) => next,
    };
    // signing and printing come first, and hold up no other write
    let frozen = match site.ports.freeze(facts, next.clone(), now).await {
        Ok(frozen) => frozen,
        Err(Fault::Refused(refusal)) => return hold_it(site, attempt, Hold::Refused(refusal), now).await,
        Err(fault) => return Err(fault),
    };
    match store.issue_certificate(draft, basis, next, frozen, stamp(site, now)).await? {
        IssueOutcome::Issued(number) | IssueOutcome::Existing(number) => Ok(Issued::Number(number)),
    }
}

#[boxed]
async fn hold_it(site: &Site, attempt: AttemptId, hold: Hold, now: Timestamp) -> Result<Issued, Fault> {
    if let Hold::Refused(refusal) = &hold {
        tracing::warn!(%attempt, %refusal, "a certificate waits: the issuer refuses");
    }
    site.store.hold_certificate(attempt, hold.clone(), stamp(site, now)).await?;
    Ok(Issued::Held(hold))
}

fn stamp(site: &Site, now: Timestamp) -> Stamp {
    Stamp::new(now, Actor::System, site.id_bytes())
}

/// Issues where a failure is not the caller's: the outbox tries again.
#[boxed]
pub async fn issue_quietly(site: &Arc<Site>, attempt: AttemptId, now: Timestamp) {
    if let Err(error) = issue(site, attempt, now).await {
        tracing::warn!(%attempt, %error, "issuing is left to the outbox");
    }
}

/// How long after a try a certificate that waits for fonts or settings is tried again, and how many at once.
const RETRY: Span = Span::from_minutes(5);
const RETRIES: i64 = 20;

/// Tries again what waits for something that nobody tells us of: fonts that were installed, settings that were completed.
///
/// # Errors
///
/// A [`Fault`] if the database cannot be read or written.
#[boxed]
pub async fn retry_held(site: &Arc<Site>, now: Timestamp) -> Result<(), Fault> {
    for attempt in site.store.holds_to_retry(now - RETRY, RETRIES).await? {
        issue_quietly(site, attempt, now).await;
    }
    Ok(())
}

/// A new check code.
pub fn check_code(site: &Site) -> CheckCode {
    let mut eight = [0; 8];
    eight.copy_from_slice(&site.ports.random()[..8]);
    CheckCode::from_random(eight)
}

/// Gives a check code to the certificates of a time that had none: called once at the start.
///
/// # Errors
///
/// A [`Fault`] if the database cannot be read or written.
#[boxed]
pub async fn give_check_codes(site: &Site) -> Result<(), Fault> {
    while site.store.give_check_codes((0..200).map(|_| check_code(site)).collect()).await? > 0 {}
    Ok(())
}

/// A correction as it would be: what the newest version says, and what the next one would.
pub struct Comparison {
    pub newest: CertificateRecord,
    pub before: Facts,
    pub after: Facts,
}

/// What a correction of the holder's name would change, if it may be made by whoever asks.
///
/// # Errors
///
/// [`Problem::NotFound`] if what it is about is not there; [`Problem::Refused`] with `own_case`; [`Problem::Invalid`] at `name`; else a
/// [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn propose(site: &Site, who: Option<AccountId>, number: &Number, name: &str) -> Result<Comparison, Problem> {
    let newest = site.store.certificate(number).await?.into_iter().next().ok_or(Problem::NotFound)?;
    if who == Some(newest.account) {
        return Err(Problem::own_case());
    }
    if newest.revoked_at.is_some() {
        return Err(uncorrected(CorrectRefusal::Revoked));
    }
    let before: Facts = serde_json::from_str(&newest.facts).map_err(|e| Problem::Broken(e.to_string()))?;
    let after = Facts { holder: name::checked(site, "name", name)?, ..before.clone() };
    if after == before {
        return Err(Problem::invalid("name", |l| words::nothing_differs(l).into()));
    }
    Ok(Comparison { newest, before, after })
}

/// Why a correction is made, in public, and what shows that it is right, on record alone.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Grounds {
    pub reason: String,
    pub evidence: String,
}

impl Grounds {
    /// # Errors
    ///
    /// [`Problem::Invalid`] at `reason` or `evidence`.
    pub fn checked(self) -> Result<Self, Problem> {
        let line = |text: &str| text.chars().filter(|c| !c.is_control()).take(500).collect::<String>().trim().to_string();
        let (reason, evidence) = (line(&self.reason), line(&self.evidence));
        match () {
            () if reason.is_empty() => Err(Problem::invalid("reason", |l| public::reason_needed(l).into())),
            () if evidence.is_empty() => Err(Problem::invalid("evidence", |l| words::evidence_needed(l).into())),
            () => Ok(Self { reason, evidence }),
        }
    }
}

/// Issues a corrected version of the version that was compared. Its number.
///
/// # Errors
///
/// What is wrong, as a [`Problem`].
#[boxed]
pub async fn correct(site: &Site, admin: &Administrator, compared: Comparison, grounds: Grounds, stamp: Stamp) -> Result<i64, Problem> {
    let Comparison { newest, before, after } = compared;
    let Grounds { reason, evidence } = grounds.checked()?;
    let correction = Correction { seen: newest.version, was: before.holder, name: after.holder.clone(), reason, evidence };
    next_version(site, admin, newest, after, correction, stamp).await
}

/// Issues the same again under the same number, with the key that signs now: after a key was withdrawn.
///
/// # Errors
///
/// What is wrong, as a [`Problem`].
#[boxed]
pub async fn reissue(site: &Site, admin: &Administrator, newest: CertificateRecord, reason: &str, stamp: Stamp) -> Result<i64, Problem> {
    let facts: Facts = serde_json::from_str(&newest.facts).map_err(|e| Problem::Broken(e.to_string()))?;
    let name = facts.holder.clone();
    let correction = Correction { seen: newest.version, was: name.clone(), name, reason: reason.into(), evidence: reason.into() };
    next_version(site, admin, newest, facts, correction, stamp).await
}

#[boxed]
async fn next_version(
    site: &Site,
    admin: &Administrator,
    newest: CertificateRecord,
    facts: Facts,
    correction: Correction,
    stamp: Stamp,
) -> Result<i64, Problem> {
    let draft = draft(site, newest.attempt, newest.account, &facts, stamp.now);
    let next = site.store.proposal_of_correction(&newest, &draft).await?;
    let frozen: Frozen = site.ports.freeze(facts, next.clone(), stamp.now).await?;
    let corrected = site.store.correct_certificate(admin, draft, next, correction, frozen, stamp).await?;
    corrected.map_err(uncorrected)
}

fn uncorrected(refusal: CorrectRefusal) -> Problem {
    match refusal {
        CorrectRefusal::NotFound => Problem::NotFound,
        CorrectRefusal::Revoked => Problem::refused("certificate_revoked", |l| words::is_revoked(l).into()),
        CorrectRefusal::Changed => Problem::refused("certificate_changed", |l| words::settle_changed(l).into()),
    }
}

fn draft(site: &Site, attempt: AttemptId, account: AccountId, facts: &Facts, now: Timestamp) -> Draft {
    let places = (0..PLACES)
        .map(|_| {
            let mut eight = [0; 8];
            eight.copy_from_slice(&site.ports.random()[..8]);
            (u64::from_be_bytes(eight) % STATUS_PLACES) as i64
        })
        .collect();
    let year = i32::from(site.local(now).year());
    let code = check_code(site);
    Draft { account, attempt, prefix: site.ports.prefix(), year, level: facts.level, places, status_list: STATUS_LIST, code }
}

/// The name on a certificate that is earned.
fn printed_name<'n>(site: &Site, plan: &Plan, basis: &'n Basis) -> Result<&'n str, Withheld> {
    let name = may_issue(plan, &basis.score, basis.name.as_ref())?;
    // a name that was confirmed before names were looked at
    match site.ports.unprintable(name) {
        Some(c) => Err(Withheld::Held(Hold::Refused(IssuerRefusal::Glyph(c)))),
        None => Ok(name),
    }
}

/// What the certificate of an attempt says, what that was made from, and whose it is; or why there is none.
#[boxed]
async fn facts(site: &Site, attempt: AttemptId) -> Result<Result<(Facts, Basis, AccountId), Withheld>, Fault> {
    let store = &site.store;
    let Some(basis) = store.basis(attempt).await? else { return Ok(Err(Withheld::NotPassed)) };
    let Some(summary) = store.attempt_summary(attempt).await? else { return Ok(Err(Withheld::NotPassed)) };
    let published = site.published();
    let Some((course, plan)) = published.library.plan(&summary.plan) else { return Ok(Err(Withheld::NotOffered)) };
    let standard = course.standard.as_deref().and_then(|s| published.library.standard(s));
    let (Some(standard), Some(level)) = (standard, course.level) else { return Ok(Err(Withheld::NotOffered)) };
    let name = match printed_name(site, plan, &basis) {
        Ok(name) => name,
        Err(withheld) => return Ok(Err(withheld)),
    };
    let Basis { score, released_at, .. } = &basis;
    let receipt = store.receipt(&summary).await?;
    let both = |text: &Bilingual<String>| [text.zh.clone(), text.get(Lang::En).clone()];
    let facts = Facts {
        holder: name.into(),
        holder_id: format!("urn:uuid:{}", summary.account.0.hyphenated()),
        occupation: both(&standard.title),
        code: standard.code.clone(),
        direction: "--".into(),
        level,
        standard: both(&standard.title),
        edition: standard.edition.clone(),
        result: AssessmentResult {
            slug: AssessmentResult::only(),
            assessment: both(&plan.title),
            score: score.score.to_string(),
            pass_mark: score.pass_mark.to_string(),
        },
        further: vec![],
        awarded_on: site.local(*released_at).strftime("%Y-%m-%d").to_string(),
        awarded_at: *released_at,
        issuer: site.about.issuer.clone(),
        uscc: None,
        evidence: receipt.map(|(r, seal)| seal.map_or_else(|| r.digest(), |s| s.digest)).unwrap_or_else(|| sha256_hex(b"")),
        demo: site.about.demo,
    };
    Ok(Ok((facts, basis, summary.account)))
}

/// Why a certificate is revoked, for all to see.
///
/// # Errors
///
/// What is wrong, as a [`Problem`].
pub fn revocation_reason(text: &str) -> Result<String, Problem> {
    name::text("reason", text)
}

/// Revokes every version of a certificate, for ever. Revoked before, it stays as it is.
///
/// # Errors
///
/// [`Problem::NotFound`] if what it is about is not there; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn revoke(visit: &Visit, admin: &Administrator, number: Number, reason: &str) -> Result<(), Problem> {
    let (store, reason) = (&visit.site.store, revocation_reason(reason)?);
    if store.certificate(&number).await?.is_empty() {
        return Err(Problem::NotFound);
    }
    store.revoke_certificate(admin, number, reason, visit.stamp()).await?;
    Ok(())
}

/// An administrator gives the legal name of an account and stands for it; certificates that waited for the same name are issued.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn confirm_name(visit: &Visit, who: &Administrator, account: AccountId, text: &str, note: &str) -> Result<(), Problem> {
    let (site, name, note) = (&visit.site, name::checked(&visit.site, "legal_name", text)?, name::text("note", note)?);
    site.store.confirm_name(who, account, name, note, visit.stamp()).await?;
    for held in site.store.holds_of(account).await? {
        issue_quietly(site, held.attempt, visit.now).await;
    }
    Ok(())
}
