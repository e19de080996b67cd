//! Sitting an assessment: start, save, hand in.

use crate::{
    attempt::{grade, keys, section},
    lockdown::actions as lockdown,
};
use std::{ops::Range, sync::Arc};
use zhixing_app::i18n::{Message, exam as words, invigilation, timetable};
use zhixing_domain::{
    assessment::{self, Accommodation, Barrier, Plan, StartRefusal, Window, may_start},
    attempt::{Operation, OutcomeCode, Receipt},
    course::Course,
    id::{AccountId, AttemptId, ExamSessionId, WriterId},
    lang::Lang,
    library::Library,
    plan_ref::PlanRef,
    question::{ItemKey, Prompt},
    time::Timestamp,
};
use zhixing_shell::{
    boxed,
    guard::{OwnAttempt, Visit},
    keep,
    papers::LoadedPaper,
    parts::time,
    problem::Problem,
    site::Site,
};
use zhixing_store::{AttemptRecord, AttemptSummary, ExamSession, SaveReply, SaveRequest, Seal, Seat, Seated, Start, Submission};

/// When, where and with how much time a person sits a plan.
#[derive(Clone, Debug, Default)]
pub struct ExamAdmission {
    pub window: Window,
    pub session: Option<ExamSessionId>,
    pub accommodation: Accommodation,
    /// What the candidate is told of the session: its name, and the room or seat.
    pub seat: Option<(String, String)>,
    /// Where the session is; empty where nobody said.
    pub place: String,
    /// Why nobody sits the session, if it was cancelled.
    pub cancelled: Option<String>,
}

impl ExamAdmission {
    /// Admission to a session, with the plan's own time.
    pub fn of(session: &ExamSession) -> Self {
        let (place, cancelled) = (session.place.clone(), session.cancelled.clone());
        Self { window: session.window(), session: Some(session.id), place, cancelled, ..Self::default() }
    }

    /// Decides whether one more attempt may be started now.
    ///
    /// # Errors
    ///
    /// A [`StartRefusal`] says why not.
    pub fn may_start(&self, allowed: u32, used: u32, now: Timestamp) -> Result<(), StartRefusal> {
        if self.cancelled.is_some() { Err(StartRefusal::Cancelled) } else { may_start(self.window, allowed, used, now) }
    }
}

/// The person's admission: to an exam session where the plan has any, else within the plan's own window.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn admission(visit: &Visit, account: AccountId, plan: &Plan) -> Result<Result<ExamAdmission, StartRefusal>, Problem> {
    let free = ExamAdmission { window: plan.window, ..ExamAdmission::default() };
    if !visit.site.session_plans.has(&visit.site.store, &plan.name(), visit.now).await? {
        return Ok(Ok(free));
    }
    Ok(match visit.site.store.seat(account, &plan.name(), visit.now).await? {
        Seat::Free => Ok(free),
        Seat::Unlisted => Err(StartRefusal::NotListed),
        Seat::In(seated) => {
            let Seated { session, accommodation, room } = *seated;
            Ok(ExamAdmission { accommodation, seat: Some((session.name.clone(), room)), ..ExamAdmission::of(&session) })
        }
    })
}

/// Starts an attempt of the plan `course/slug`, or finds the running one, if nothing bars the way.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: [`Problem::SignIn`] for a stranger; [`Problem::NotFound`] if what it is about is not
/// there; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn start(visit: &Visit, plan: &PlanRef, code: &str) -> Result<Result<OwnAttempt, Barrier>, Problem> {
    let person = visit.person()?;
    let published = visit.site.published();
    let (course, plan) = published.library.plan(plan).ok_or(Problem::NotFound)?;
    if plan.gives_keys() {
        keys::must_not_sit(visit, &course.slug, "mock").await?;
        rested(visit, &published.library, person.0.id).await?;
    }
    let admission = admission(visit, person.0.id, plan).await?.map_err(|refusal| refused(visit, refusal))?;
    if admission.cancelled.is_some() {
        return Err(refused(visit, StartRefusal::Cancelled));
    }
    if let Some(barrier) = lockdown::at_start(visit, plan, admission.session, code).await? {
        return Ok(Err(barrier));
    }
    let draft = draft(&visit.site, person.0.id, course, plan, admission, visit.now)?;
    let paper = draft.paper.clone();
    let started = visit.site.store.start_attempt(draft, visit.stamp()).await?.map_err(|refusal| refused(visit, refusal))?;
    let sheet = match started.fresh {
        // what was just written is not read again
        true => visit.site.keep_paper(AttemptRecord { summary: started.summary.clone(), paper }).await?,
        false => visit.site.paper(started.id).await?.ok_or(Problem::NotFound)?,
    };
    Ok(Ok(OwnAttempt { sheet, summary: started.summary }))
}

/// Refuses another mock to somebody who has begun a dozen within the hour.
#[boxed]
async fn rested(visit: &Visit, library: &Library, account: AccountId) -> Result<(), Problem> {
    let is_mock = |a: &AttemptSummary| library.plan(&a.plan).is_some_and(|(_, p)| p.gives_keys());
    let mine = visit.site.store.attempts_of(account).await?;
    // one that is open is found again, and not begun
    let begun: Vec<_> = mine.iter().filter(|a| is_mock(a)).map(|a| a.created_at).collect();
    let runs = mine.iter().any(|a| is_mock(a) && !a.state.phase().is_final());
    match assessment::rest(&begun, visit.now).filter(|_| !runs) {
        Some(wait) => Err(Problem::Slow((wait.ms() / 1000).max(1).unsigned_abs())),
        None => Ok(()),
    }
}

/// A new attempt with a freshly drawn paper.
///
/// # Errors
///
/// [`Problem::Refused`] with `bank_short`.
pub fn draft(
    site: &Site,
    account: AccountId,
    course: &Course,
    plan: &Plan,
    admission: ExamAdmission,
    now: Timestamp,
) -> Result<Start, Problem> {
    let mut seed = [0; 8];
    seed.copy_from_slice(&site.ports.random()[..8]);
    let paper = assessment::draw(plan, &course.bank(), u64::from_be_bytes(seed)).map_err(|shortage| {
        tracing::error!(?shortage, plan = %plan.name(), "the bank cannot fill the blueprint");
        Problem::refused("bank_short", |l| words::bank_short(l).into())
    })?;
    Ok(Start {
        id: AttemptId::new(now, site.id_bytes()),
        account,
        plan: plan.name(),
        plan_version: plan.version.clone(),
        limit: plan.limit,
        window: admission.window,
        session: admission.session,
        accommodation: admission.accommodation,
        certifies: plan.certifies(),
        allowed: plan.attempts,
        paper,
    })
}

/// How many of the allowed attempts are used.
pub fn used(mine: &[AttemptSummary]) -> u32 {
    mine.iter().filter(|a| a.is_used()).count() as u32
}

/// Whether a person may sit a plan once more after an attempt that is over.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn may_sit_again(visit: &Visit, account: AccountId, plan: &Plan) -> Result<bool, Problem> {
    let mine: Vec<_> = visit.site.store.attempts_of(account).await?.into_iter().filter(|a| a.plan == plan.name()).collect();
    let admission = admission(visit, account, plan).await?;
    Ok(admission.is_ok_and(|p| p.may_start(plan.attempts, used(&mine), visit.now).is_ok()))
}

/// A start that is not possible, in words.
pub fn refused(visit: &Visit, refusal: StartRefusal) -> Problem {
    let at = |t: Timestamp, lang: Lang| time::at(&visit.site, t, lang);
    let zone = |t: Timestamp, lang: Lang| time::zone(&visit.site, t, lang);
    match refusal {
        StartRefusal::NotYet(opens) => Problem::refused("not_open_yet", |l| words::not_open_yet(l, at(opens, l), zone(opens, l))),
        StartRefusal::Closed(closed) => Problem::refused("closed", |l| words::window_closed(l, at(closed, l), zone(closed, l))),
        StartRefusal::NotListed => Problem::refused("not_listed", |l| invigilation::unlisted(l).into()),
        StartRefusal::Cancelled => Problem::refused("session_cancelled", |l| timetable::session_cancelled(l).into()),
        StartRefusal::NoAttemptLeft(n) => Problem::refused("no_attempt_left", |l| words::no_attempt_left(l, n)),
    }
}

/// The items at some places of a paper as the candidate sees them.
pub fn prompts(sheet: &LoadedPaper, places: Range<usize>, lang: Lang) -> Vec<Prompt> {
    let entries = sheet.entries.get(places).unwrap_or_default();
    entries.iter().map(|entry| Prompt { points: entry.points, ..entry.item.prompt(&entry.arrangement, lang) }).collect()
}

/// Saves operations in their order; the replies come after the commit.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn save(visit: &Visit, sheet: &LoadedPaper, operations: Vec<Operation>) -> Result<Vec<SaveReply>, Problem> {
    let replies = store(visit, sheet, operations, true).await?;
    // what is unusual about the request is looked at when its answers are safe
    lockdown::watch(visit, sheet.id, &sheet.plan).await;
    Ok(replies)
}

/// Takes the pen knowingly: from now on this writer's operations count, and no other's. `false` if the attempt does not run: then nothing was changed.
///
/// # Errors
///
/// [`Problem::Slow`] if one person asks too often; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn take_pen(visit: &Visit, id: AttemptId, writer: WriterId) -> Result<bool, Problem> {
    visit.site.keep.operate(id, keep::PEN, visit.now).map_err(Problem::Slow)?;
    Ok(visit.site.store.take_pen(id, writer, visit.stamp()).await?)
}

/// Marks an item to come back to, or takes the mark away. `false` if its place is not open: then nothing was changed.
///
/// # Errors
///
/// [`Problem::NotFound`] if what it is about is not there; [`Problem::Slow`] if one person asks too often; else a [`Problem`] if the store
/// cannot be read or written.
#[boxed]
pub async fn set_flag(visit: &Visit, attempt: &OwnAttempt, item: &ItemKey, flagged: bool) -> Result<bool, Problem> {
    if !section::may_flag(attempt, item, visit.now).ok_or(Problem::NotFound)? {
        return Ok(false);
    }
    let id = attempt.summary.id;
    visit.site.keep.operate(id, 1, visit.now).map_err(Problem::Slow)?;
    visit.site.store.set_flag(id, item, flagged).await?;
    Ok(true)
}

/// What asks for a running attempt hears of one that does not run.
pub fn not_running() -> Problem {
    Problem::refused("not_running", |l| words::not_running(l).into())
}

/// So many operations of a file are stored at a time: others' saves come between.
const PIECE: usize = 200;

/// Saves what staff bring in for a candidate. It counts to the room that the attempt has, not to its pace: it was made long before.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn bring(visit: &Visit, sheet: &LoadedPaper, mut operations: Vec<Operation>) -> Result<Vec<SaveReply>, Problem> {
    let mut replies = Vec::with_capacity(operations.len());
    while !operations.is_empty() {
        let rest = operations.split_off(operations.len().min(PIECE));
        replies.extend(store(visit, sheet, std::mem::replace(&mut operations, rest), false).await?);
    }
    Ok(replies)
}

/// `paced`: they count to how much an attempt may do at once.
#[boxed]
async fn store(visit: &Visit, sheet: &LoadedPaper, operations: Vec<Operation>, paced: bool) -> Result<Vec<SaveReply>, Problem> {
    let mut received = vec![];
    let mut requests = Vec::with_capacity(operations.len());
    for (i, operation) in operations.into_iter().enumerate() {
        if operation.value.storable().is_some() {
            received.push((i, operation.value.digest()));
        }
        requests.push(request(visit, sheet, operation));
    }
    let (cost, bytes) = requests.iter().fold((0, 0), |(cost, sum), r| (cost + keep::cost(r.bytes()), sum + r.bytes()));
    let site = &visit.site;
    let room = site.keep.save(sheet.id, sheet.account, if paced { cost } else { 0 }, bytes, visit.now).map_err(Problem::Slow)?;
    if room.lean {
        requests = requests.into_iter().map(SaveRequest::into_lean).collect();
    }
    let mut replies = site.store.save_many(requests).await?;
    // whoever sent it knows its digest by what was sent: an acknowledgement of another one would not be recognised
    for (i, digest) in received {
        if let Some(reply) = replies.get_mut(i) {
            reply.digest = digest;
        }
    }
    if !room.told.is_empty() {
        // boxed: it is rare
        Box::pin(tell(site, &room.told)).await;
    }
    Ok(replies)
}

/// Adds to what the store knows of the room that is used. If it fails, this node's own count goes on.
#[boxed]
async fn tell(site: &Site, told: &[keep::Sum]) {
    for of in told {
        let (subject, bytes) = match of {
            keep::Sum::Attempt(id, bytes) => (id.to_string(), *bytes),
            keep::Sum::Account(id, bytes) => (id.to_string(), *bytes),
        };
        match site.store.note_storage(subject, bytes).await {
            Ok(sum) => site.keep.heard(*of, sum),
            Err(fault) => tracing::warn!(%fault, "the bytes of an attempt could not be noted"),
        }
    }
}

/// A request with what its operation is about, and without characters that cannot be stored: pages of before, and other clients, send them.
fn request(visit: &Visit, sheet: &LoadedPaper, mut operation: Operation) -> SaveRequest {
    if let Some(clean) = operation.value.storable() {
        operation.value = clean;
    }
    let place = section::place(sheet, &operation.item);
    SaveRequest::new(sheet.id, sheet.account, operation, place, visit.now)
}

/// The words for people of an outcome that is not a save.
pub const fn explain(outcome: OutcomeCode) -> Option<Message> {
    Some(match outcome {
        OutcomeCode::Applied => return None,
        OutcomeCode::Late => words::late,
        OutcomeCode::NotRunning => words::not_running,
        OutcomeCode::Superseded => words::superseded,
        OutcomeCode::Paused => words::paused,
        OutcomeCode::OtherWriter => words::other_writer,
        OutcomeCode::Passed => words::passed_place,
        OutcomeCode::NotReached => words::not_reached,
        OutcomeCode::UnknownItem => words::unknown_item,
        OutcomeCode::IdReused => words::id_reused,
        OutcomeCode::TooLong => words::too_long,
        OutcomeCode::BadText => words::bad_text,
        OutcomeCode::WrongType | OutcomeCode::OutOfRange => words::wrong_type,
    })
}

/// Hands in, and with that marks what a machine can mark. Handed in before, it gives the same receipt.
///
/// # Errors
///
/// [`Problem::Refused`] if the attempt does not run.
#[boxed]
pub async fn submit(visit: &Visit, sheet: &Arc<LoadedPaper>) -> Result<Submission, Problem> {
    let marking = grade::marking(&visit.site, sheet.clone());
    let submission = visit.site.store.submit_attempt(sheet.id, Some(marking), visit.stamp()).await?;
    let submission = submission.ok_or_else(not_running)?;
    lockdown::watch(visit, sheet.id, &sheet.plan).await;
    follow_up(&visit.site, &submission, visit.now).await;
    Ok(submission)
}

/// Ends the attempt if its time is up: what the sweep would do, at once for the page that asks.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn expire_if_due(visit: &Visit, attempt: OwnAttempt) -> Result<OwnAttempt, Problem> {
    let due = attempt.summary.timing().deadline(visit.now).is_some_and(|d| !d.accepts(visit.now));
    if !due || attempt.summary.state.phase().is_final() {
        return Ok(attempt);
    }
    let (id, marking) = (attempt.summary.id, grade::marking(&visit.site, attempt.sheet.clone()));
    if let Some(submission) = visit.site.store.expire_attempt(id, Some(marking), visit.stamp()).await? {
        follow_up(&visit.site, &submission, visit.now).await;
    }
    visit.own_attempt(&id.to_string()).await
}

/// What follows from an end that was marked with it, is done now: a certificate, where one is earned. Where it was not, it is marked now; if that fails, the
/// outbox will.
#[boxed]
pub async fn follow_up(site: &Arc<Site>, ended: &Submission, now: Timestamp) {
    let id = ended.summary.id;
    if let Some(completion) = ended.marked {
        grade::certify(site, id, completion, now).await;
    } else if let Err(error) = grade::grade(site, id, now).await {
        tracing::warn!(%id, ?error, "marking is left to the outbox");
    }
}

/// A receipt with what was signed of it when its attempt ended. One of before receipts were sealed is sealed now, once.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn sealed(visit: &Visit, receipt: Receipt, seal: Option<Seal>) -> Result<(Receipt, Seal), Problem> {
    if let Some(seal) = seal {
        if seal.digest != receipt.digest() {
            tracing::error!(attempt = %receipt.attempt, "the answers are not those that the receipt was signed for: see zhixing audit verify");
        }
        return Ok((receipt, seal));
    }
    let (kid, signature) = visit.site.ports.sign_receipt(&receipt.to_text());
    let seal = Seal { digest: receipt.digest(), kid, signature };
    visit.site.store.put_seal(receipt.attempt, seal.clone()).await?;
    Ok((receipt, seal))
}
