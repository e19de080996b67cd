//! The integrity of a sitting: what bars a start or a paper, and what is noted of a running attempt.
//!
//! A start and a paper are refused; a save never is. The address that a browser hashed is taken from the configured public URL, never from
//! `Host`, which anybody writes. Never here: hashes and networks themselves (`zhixing-lockdown`), markup.

use axum::http::HeaderValue;
use zhixing_app::{i18n::lockdown as words, urls};
use zhixing_domain::{
    account::Invigilator,
    assessment::{Barrier, Plan, Seb, code_hash, kept_code},
    attempt::Phase,
    digest::{hex, sha256_hex},
    event::Event,
    id::{AttemptId, ExamSessionId},
    plan_ref::PlanRef,
    time::Span,
};
use zhixing_lockdown::{RoomNetwork, request_hash, same};
use zhixing_shell::{boxed, client_signals, guard::Visit, ports::Pot, problem::Problem};
use zhixing_store::{AttemptSummary, Fault};

/// How long this node believes a proof that it has seen, and how often it writes down an irregularity that lasts.
const PROOF_FRESH: Span = Span::from_minutes(5);
const NOTED_APART: Span = Span::from_minutes(1);

/// What bars the way to a start in a session, if anything does.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn at_start(visit: &Visit, plan: &Plan, session: Option<ExamSessionId>, code: &str) -> Result<Option<Barrier>, Problem> {
    match at_paper(visit, plan).await? {
        None if asks_code(visit, plan, session).await? => at_code(visit, plan, session, code).await,
        barrier => Ok(barrier),
    }
}

/// Whether a code is asked for: always where the plan says so, and in a session that has one of its own.
///
/// # Errors
///
/// A [`Fault`] if the database cannot be read or written.
#[boxed]
pub async fn asks_code(visit: &Visit, plan: &Plan, session: Option<ExamSessionId>) -> Result<bool, Fault> {
    Ok(match session {
        _ if plan.lockdown.code => true,
        Some(session) => visit.site.session_plans.coded(&visit.site.store, &plan.name(), visit.now).await?.contains(&session),
        None => false,
    })
}

/// What bars the way to the paper: also while it runs.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn at_paper(visit: &Visit, plan: &Plan) -> Result<Option<Barrier>, Problem> {
    if is_outside(visit, plan) {
        return Ok(Some(Barrier::Room(visit.address.clone())));
    }
    Ok(if lacks_seb(visit, plan).await? { Some(Barrier::Seb) } else { None })
}

/// The barrier before the paper of an attempt. Of a plan that is published no more nothing is demanded.
///
/// # Errors
///
/// What is wrong, as a [`Problem`].
#[boxed]
pub async fn before(visit: &Visit, attempt: &AttemptSummary) -> Result<Option<Barrier>, Problem> {
    let published = visit.site.published();
    match published.library.plan(&attempt.plan) {
        Some((_, plan)) if plan.lockdown.watches() => at_paper(visit, plan).await,
        _ => Ok(None),
    }
}

/// The barrier before a start of a paper that lies sealed on the device. A code is never sent with it: where one is asked it starts by its form.
///
/// # Errors
///
/// [`Problem::NotFound`] if what it is about is not there; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn at_bell(visit: &Visit, id: AttemptId, plan: &PlanRef) -> Result<Option<Barrier>, Problem> {
    let published = visit.site.published();
    let Some((_, plan)) = published.library.plan(plan) else {
        // nobody begins what was withdrawn; who had begun before may ask for the key again
        let begun = visit.site.store.attempt_summary(id).await?.is_some_and(|a| a.state.phase() != Phase::Ready);
        return if begun { Ok(None) } else { Err(Problem::NotFound) };
    };
    // whose session it is matters only where some session has a code
    let session = match visit.site.session_plans.coded(&visit.site.store, &plan.name(), visit.now).await? {
        coded if coded.is_empty() => None,
        _ => visit.site.store.attempt_summary(id).await?.and_then(|a| a.session),
    };
    at_start(visit, plan, session, "").await
}

fn is_outside(visit: &Visit, plan: &Plan) -> bool {
    let rooms = &plan.lockdown.rooms;
    !rooms.is_empty() && !rooms.iter().filter_map(|r| r.parse::<RoomNetwork>().ok()).any(|r| r.holds(&visit.address))
}

#[boxed]
async fn lacks_seb(visit: &Visit, plan: &Plan) -> Result<bool, Fault> {
    let Some(seb) = &plan.lockdown.seb else { return Ok(false) };
    let evidence = &visit.evidence;
    let url = format!("{}{}", visit.site.about.public_url, evidence.asked);
    if proves(seb, &url, evidence.config_hash.as_deref(), evidence.request_hash.as_deref()) {
        return Ok(false);
    }
    let Some(session) = session(visit) else { return Ok(true) };
    // a proof lasts for hours: who has one is not looked up at every save
    let (name, site) = (format!("proof {session} {}", plan.name()), &visit.site);
    if site.recollection.was_recently(&name, PROOF_FRESH, visit.now) {
        return Ok(false);
    }
    let proved = site.store.has_proof(&session, &plan.name(), visit.now).await?;
    if proved {
        site.recollection.note_recently(name, visit.now);
    }
    Ok(!proved)
}

/// Whether the hashes can only come from a browser that has the keys, asked for this address.
fn proves(seb: &Seb, url: &str, config_hash: Option<&str>, browser_hash: Option<&str>) -> bool {
    let made = |keys: &[String], hash: Option<&str>| hash.is_some_and(|h| keys.iter().any(|key| same(&request_hash(url, key), h)));
    made(&seb.config_keys, config_hash) && (seb.browser_keys.is_empty() || made(&seb.browser_keys, browser_hash))
}

/// The session as proofs are kept: nobody who reads them can take it over.
fn session(visit: &Visit) -> Option<String> {
    let id = visit.session.as_ref()?.id()?;
    Some(sha256_hex(id.to_string().as_bytes()))
}

#[boxed]
async fn at_code(visit: &Visit, plan: &Plan, session: Option<ExamSessionId>, code: &str) -> Result<Option<Barrier>, Problem> {
    let (account, name) = (visit.person()?.0.id, plan.name());
    let mine = visit.site.store.attempts_of(account).await?;
    // a paper that waits to be delivered is not yet a start
    if mine.iter().any(|a| a.plan == name && matches!(a.state.phase(), Phase::InProgress | Phase::Paused)) {
        return Ok(None);
    }
    if code.trim().is_empty() {
        return Ok(Some(Barrier::Code(false)));
    }
    let (ports, pot) = (&visit.site.ports, Pot::Code(format!("{account} {name}")));
    if let Err(seconds) = ports.take_ticket(&pot, visit.now) {
        return Ok(Some(Barrier::Wait(seconds)));
    }
    let kept = visit.site.store.access_code(&name, session).await?;
    let right = kept.as_deref().and_then(|k| k.split_once(':')).is_some_and(|(salt, hash)| same(&code_hash(salt, code), hash));
    if right {
        ports.give_back(&pot, true);
        return Ok(None);
    }
    Ok(Some(Barrier::Code(true)))
}

/// A code for a room, easy to say in any language: six digits.
pub fn new_code(visit: &Visit) -> String {
    let random = visit.site.ports.random();
    let number = random.iter().fold(0u128, |n, b| (n << 8) | u128::from(*b));
    format!("{:06}", number % 1_000_000)
}

/// Sets the code of a session; `None` takes it away. It is kept salted and hashed: nobody can read it again.
///
/// # Errors
///
/// A [`Fault`] if the database cannot be read or written.
#[boxed]
pub async fn set_code(visit: &Visit, who: &Invigilator, session: ExamSessionId, code: Option<&str>) -> Result<(), Fault> {
    let kept = code.map(|code| kept_code(&hex(&visit.site.ports.random()), code));
    visit.site.store.set_session_code(who, session, kept, visit.stamp()).await?;
    visit.site.session_plans.forget();
    Ok(())
}

/// What a script of the page has from Safe Exam Browser, where that sends no headers.
pub struct Proof<'p> {
    /// Path and query of the page that was hashed.
    pub page: &'p str,
    pub config_hash: &'p str,
    pub browser_hash: Option<&'p str>,
}

/// Notes that the browser of this session has the keys of a plan. The page must be one of `pages`: a hash that was seen elsewhere proves nothing.
///
/// # Errors
///
/// [`Problem::NotFound`] if what it is about is not there; [`Problem::Refused`] with `seb_not_asked` or `no_session`; else a [`Problem`] if the
/// store cannot be read or written.
pub async fn prove(visit: &Visit, plan: &PlanRef, subject: String, pages: &[String], proof: Proof<'_>) -> Result<(), Problem> {
    let published = visit.site.published();
    let (_, plan) = published.library.plan(plan).ok_or(Problem::NotFound)?;
    let seb = plan.lockdown.seb.as_ref().ok_or_else(|| Problem::refused("seb_not_asked", |l| words::seb_not_asked(l).into()))?;
    let session = session(visit).ok_or_else(|| Problem::refused("no_session", |l| words::no_session(l).into()))?;
    let path = proof.page.split('?').next().unwrap_or_default();
    let url = format!("{}{}", visit.site.about.public_url, proof.page);
    let lower = |hash: &str| hash.to_ascii_lowercase();
    let (config, browser) = (lower(proof.config_hash), proof.browser_hash.map(lower));
    if !pages.iter().any(|p| p == path) || !proves(seb, &url, Some(&config), browser.as_deref()) {
        return Err(problem(&Barrier::Seb));
    }
    Ok(visit.site.store.note_proof(session, plan.name(), subject, visit.stamp()).await?)
}

/// Makes a link to the settings of a plan for Safe Exam Browser: it opens once, and only its hash is kept. Gives its address.
///
/// # Errors
///
/// [`Problem::SignIn`] for a stranger; [`Problem::NotFound`] if what it is about is not there; else a [`Problem`] if the store cannot be read or
/// written.
#[boxed]
pub async fn config_link(visit: &Visit, plan: &PlanRef) -> Result<String, Problem> {
    visit.person()?;
    let published = visit.site.published();
    let (_, plan) = published.library.plan(plan).filter(|(_, p)| p.lockdown.seb.is_some()).ok_or(Problem::NotFound)?;
    let token = hex(&visit.site.ports.random());
    visit.site.store.put_config_link(sha256_hex(token.as_bytes()), plan.name(), visit.stamp()).await?;
    Ok(format!("{}{}", visit.site.about.public_url, urls::config_file(format!("{token}.seb"))))
}

/// The same address as Safe Exam Browser opens it: `seb:` stands for http and `sebs:` for https.
pub fn opened_by_seb(file: &str) -> String {
    file.strip_prefix("http").map(|rest| format!("seb{rest}")).unwrap_or_default()
}

/// Notes what is unusual about a request of a running attempt. It never fails: the request itself counts for more.
#[boxed]
pub async fn watch(visit: &Visit, id: AttemptId, plan: &PlanRef) {
    if let Err(fault) = note(visit, id, plan).await {
        tracing::error!(attempt = %id, %fault, "an irregularity could not be noted");
    }
}

#[boxed]
async fn note(visit: &Visit, id: AttemptId, plan: &PlanRef) -> Result<(), Fault> {
    let store = &visit.site.store;
    let (outage, left) = (visit.evidence.outage, visit.evidence.left);
    // what a page tells is summed up over its sitting, so a request that comes twice tells nothing new
    if visit.site.presences.record_signals(id, outage, left, visit.now)
        && let Some((count, away)) = left
    {
        // boxed, as all here that is rare: a save's future carries the room for it along
        Box::pin(store.note_left_page(id, count, away, visit.stamp())).await?;
    }
    if let Some(device) = &visit.evidence.device {
        Box::pin(note_device(visit, id, device.clone())).await?;
    }
    let published = visit.site.published();
    let Some((_, plan)) = published.library.plan(plan).filter(|(_, p)| p.lockdown.watches()) else { return Ok(()) };
    if is_outside(visit, plan) {
        Box::pin(note_irregularity(visit, id, Event::OutsideRoom { address: visit.address.clone() })).await?;
    }
    if Box::pin(lacks_seb(visit, plan)).await? {
        let wrong_key = visit.evidence.config_hash.is_some();
        Box::pin(note_irregularity(visit, id, Event::SebMissing { wrong_key })).await?;
    }
    Ok(())
}

/// One that lasts is written down once a minute and not at every save: long before the store would take it for a new one.
#[boxed]
async fn note_irregularity(visit: &Visit, id: AttemptId, what: Event) -> Result<(), Fault> {
    let (name, site) = (format!("{id} {} {}", what.action(), what.detail()), &visit.site);
    if !site.recollection.was_recently(&name, NOTED_APART, visit.now) {
        site.store.note_irregularity(id, what, visit.stamp()).await?;
        site.recollection.note_recently(name, visit.now);
    }
    Ok(())
}

#[boxed]
async fn note_device(visit: &Visit, id: AttemptId, device: String) -> Result<(), Fault> {
    if visit.site.recollection.knows_device(id, &device) {
        return Ok(());
    }
    // beyond some devices of an attempt they are counted together, and that not at every request
    let many = format!("devices {id}");
    if visit.site.recollection.was_recently(&many, NOTED_APART, visit.now) {
        return Ok(());
    }
    match visit.site.store.note_device(id, device.clone(), visit.stamp()).await? {
        true => visit.site.recollection.remember_device(id, device),
        false => visit.site.recollection.note_recently(many, visit.now),
    }
    Ok(())
}

/// Notes the device that a page of an attempt is opened on; a device without a name gets one, as a cookie to set.
#[boxed]
pub async fn meet_device(visit: &Visit, id: AttemptId) -> Option<HeaderValue> {
    // a device is noted when it brings its name back: a start waits for no second write, and what keeps no cookies has no name
    let Some(device) = visit.evidence.device.clone() else {
        return client_signals::new_device(visit.site.ports.random(), visit.site.about.public_url.starts_with("https://"));
    };
    if let Err(fault) = note_device(visit, id, device).await {
        tracing::error!(attempt = %id, %fault, "a device could not be noted");
    }
    None
}

/// A barrier for programs.
pub fn problem(barrier: &Barrier) -> Problem {
    let rejected = |status, code, say: &dyn Fn(zhixing_domain::lang::Lang) -> String| Problem::Rejected {
        status,
        code,
        words: zhixing_domain::lang::Bilingual::of(say),
    };
    match barrier {
        Barrier::Seb => rejected(403, "seb_needed", &|l| words::seb_needed(l).into()),
        Barrier::Room(address) => rejected(403, "outside_room", &|l| words::outside_room(l, address)),
        Barrier::Code(false) => rejected(403, "code_needed", &|l| words::code_needed(l).into()),
        Barrier::Code(true) => rejected(403, "code_wrong", &|l| words::code_wrong(l).into()),
        Barrier::Wait(seconds) => rejected(429, "code_wait", &|l| words::code_wait(l, seconds)),
    }
}
