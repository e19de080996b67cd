//! Issuing, correcting and checking certificates.

use crate::{problem::Problem, site::Site};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use zhixing_domain::{
    account::{Account, Administrator},
    certificate::{CheckCode, Number, may_issue},
    digest::sha256_hex,
    id::AttemptId,
    lang::Lang,
    standard::level_name,
    time::Timestamp,
};
use zhixing_store::{Actor, CertificateRecord, Draft, Fault, IssueOutcome, Proposed, Stamp};

/// What a certificate says, frozen at its issue. `[zh, en]` where a text is in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    pub holder: String,
    /// `urn:uuid:…` of the account.
    pub holder_id: String,
    pub occupation: [String; 2],
    /// The occupation's code.
    pub code: String,
    /// 工种／职业方向; `--` if there is none.
    pub direction: String,
    pub level: u8,
    pub level_name: [String; 2],
    pub standard: [String; 2],
    pub edition: String,
    pub assessment: [String; 2],
    /// On one hundred.
    pub score: String,
    pub pass_mark: String,
    /// `2026-11-22`, in the installation's time zone.
    pub awarded_on: String,
    pub awarded_at: Timestamp,
    pub issuer: [String; 2],
    /// SHA-256 of the attempt's receipt.
    pub evidence: String,
    pub demo: bool,
}

impl Facts {
    pub fn in_lang(pair: &[String; 2], lang: Lang) -> &str {
        &pair[lang as usize]
    }
}

/// How many candidates for a place in the status list are drawn at once; the list has 131,072 places.
const PLACES: usize = 64;
pub const STATUS_LIST: i64 = 1;
/// How often a number that somebody else took is proposed anew before the outbox tries again later.
const TRIES: usize = 8;
pub const STATUS_PLACES: u64 = 131_072;

/// Issues the certificate of a released result, if it earns one. `None` if not.
pub async fn issue(site: &Arc<Site>, attempt: AttemptId, now: Timestamp) -> Result<Option<Number>, Fault> {
    let Some(summary) = site.store.attempt_summary(attempt).await? else { return Ok(None) };
    let Some(holder) = site.store.account(summary.account).await? else { return Ok(None) };
    let Some(facts) = facts(site, attempt, &holder).await? else { return Ok(None) };
    let stamp = Stamp { now, actor: Actor::System, random: site.dice(), request: None };
    let draft = draft(site, attempt, &holder, &facts, now);
    for _ in 0..TRIES {
        let next = match site.store.proposal(&draft).await? {
            Proposed::Existing(number) => return Ok(Some(number)),
            Proposed::Next(next) => next,
        };
        // signing and printing come first, and hold up no other write
        let frozen = site.ports.freeze(facts.clone(), next.clone(), now).await.map_err(Fault::Unavailable)?;
        match site.store.issue_certificate(draft.clone(), next, frozen, stamp).await {
            Ok(IssueOutcome::Issued(number) | IssueOutcome::Existing(number)) => return Ok(Some(number)),
            // another node took the number meanwhile
            Err(Fault::Conflict) => {}
            Err(fault) => return Err(fault),
        }
    }
    Err(Fault::Conflict)
}

/// Issues where a failure is not the caller's: the outbox tries again.
pub async fn issue_quietly(site: &Arc<Site>, attempt: AttemptId, now: Timestamp) {
    if let Err(error) = issue(site, attempt, now).await {
        tracing::warn!(%attempt, %error, "issuing is left to the outbox");
    }
}

/// Everything released to a person that lacks a certificate only for want of the legal name: called when the name is given.
pub async fn issue_pending(site: &Arc<Site>, account: &Account, now: Timestamp) -> Result<(), Fault> {
    for attempt in site.store.attempts_of(account.id).await? {
        if attempt.state.phase().is_final() {
            issue(site, attempt.id, now).await?;
        }
    }
    Ok(())
}

/// Adds a corrected version with the holder's name of now.
pub async fn correct(site: &Arc<Site>, admin: &Administrator, number: &Number, reason: String, stamp: Stamp) -> Result<i64, Problem> {
    let newest = site.store.certificate(number).await?.into_iter().next().ok_or(Problem::NotFound)?;
    let holder = site.store.account(newest.account).await?.ok_or(Problem::NotFound)?;
    let mut facts: Facts = serde_json::from_str(&newest.facts).map_err(|e| Problem::Broken(e.to_string()))?;
    if !holder.legal_name.trim().is_empty() {
        facts.holder.clone_from(&holder.legal_name);
    }
    next_version(site, admin, newest, &holder, facts, reason, stamp).await
}

/// Issues the same again under the same number, with the key that signs now: after a key was withdrawn.
pub async fn reissue(
    site: &Arc<Site>,
    admin: &Administrator,
    newest: CertificateRecord,
    reason: &str,
    stamp: Stamp,
) -> Result<i64, Problem> {
    let holder = site.store.account(newest.account).await?.ok_or(Problem::NotFound)?;
    let facts: Facts = serde_json::from_str(&newest.facts).map_err(|e| Problem::Broken(e.to_string()))?;
    next_version(site, admin, newest, &holder, facts, reason.into(), stamp).await
}

async fn next_version(
    site: &Arc<Site>,
    admin: &Administrator,
    newest: CertificateRecord,
    holder: &Account,
    facts: Facts,
    reason: String,
    stamp: Stamp,
) -> Result<i64, Problem> {
    let draft = draft(site, newest.attempt, holder, &facts, stamp.now);
    let next = site.store.proposal_of_correction(&newest, &draft).await?;
    let frozen = site.ports.freeze(facts, next.clone(), stamp.now).await.map_err(Fault::Unavailable)?;
    Ok(site.store.correct_certificate(admin, draft, next, reason, frozen, stamp).await?)
}

/// A new check code.
pub fn check_code(site: &Site) -> CheckCode {
    let mut eight = [0; 8];
    eight.copy_from_slice(&site.ports.random()[..8]);
    CheckCode::from_random(eight)
}

/// Gives a check code to the certificates of a time that had none: called once at the start.
pub async fn give_check_codes(site: &Site) -> Result<(), Fault> {
    while site.store.give_check_codes((0..200).map(|_| check_code(site)).collect()).await? > 0 {}
    Ok(())
}

fn draft(site: &Site, attempt: AttemptId, holder: &Account, facts: &Facts, now: Timestamp) -> Draft {
    let places = (0..PLACES)
        .map(|_| {
            let mut eight = [0; 8];
            eight.copy_from_slice(&site.ports.random()[..8]);
            (u64::from_be_bytes(eight) % STATUS_PLACES) as i64
        })
        .collect();
    let year = i32::from(site.local(now).year());
    let code = check_code(site);
    Draft { account: holder.id, attempt, prefix: site.ports.prefix(), year, level: facts.level, places, status_list: STATUS_LIST, code }
}

async fn facts(site: &Site, attempt: AttemptId, holder: &Account) -> Result<Option<Facts>, Fault> {
    let Some(result) = site.store.result(attempt).await? else { return Ok(None) };
    let (Some(score), Some(released_at)) = (result.score, result.released_at) else { return Ok(None) };
    let Some(summary) = site.store.attempt_summary(attempt).await? else { return Ok(None) };
    let shelf = site.shelf();
    let Some((course, plan)) = shelf.library.plan(&summary.plan) else { return Ok(None) };
    let standard = course.standard.as_deref().and_then(|s| shelf.library.standard(s));
    let (Some(standard), Some(level), Ok(())) = (standard, course.level, may_issue(plan, &score, holder)) else { return Ok(None) };
    let receipt = site.store.receipt(&summary).await?;
    let both = |text: &zhixing_domain::lang::Bilingual<String>| [text.zh.clone(), text.get(Lang::En).clone()];
    let name = level_name(level);
    Ok(Some(Facts {
        holder: holder.legal_name.trim().into(),
        holder_id: format!("urn:uuid:{}", holder.id.0.hyphenated()),
        occupation: both(&standard.title),
        code: standard.code.clone(),
        direction: "--".into(),
        level,
        level_name: [name.zh.into(), name.get(Lang::En).to_string()],
        standard: both(&standard.title),
        edition: standard.edition.clone(),
        assessment: both(&plan.title),
        score: score.score.to_string(),
        pass_mark: score.pass_mark.to_string(),
        awarded_on: site.local(released_at).strftime("%Y-%m-%d").to_string(),
        awarded_at: released_at,
        issuer: site.about.issuer.clone(),
        evidence: receipt.map(|(r, seal)| seal.map_or_else(|| r.digest(), |s| s.digest)).unwrap_or_else(|| sha256_hex(b"")),
        demo: site.about.demo,
    }))
}
