//! What markers do, by the page and by the API: take an answer, mark it, release results, decide about an item that turned out faulty.
//!
//! Start at [`script`] and [`case`]: only a marker whose own case it is not gets one, and nothing here is done without.

use std::{collections::HashMap, sync::Arc};
use zhixing_app::i18n::marking as words;
use zhixing_certification::certificate::actions as certificate;
use zhixing_domain::{
    account::Marker,
    assessment::Plan,
    grading::{MarkRefusal, Rating, Voiding, rate},
    id::AttemptId,
    lang::{Bilingual, Lang, Title},
    plan_ref::PlanRef,
    points::Points,
    question::{Answer, Item, ItemKey, ItemVersion, Prompt, Question},
    statistics::{ChoiceCounts, ItemSums, SHARES, shares},
    time::Timestamp,
};
use zhixing_exam::attempt::{grade, keys};
use zhixing_shell::{
    boxed,
    guard::Visit,
    parts::time::clock,
    problem::{FieldFaults, Problem},
};
use zhixing_store::{
    Fault, GivenMark, MARKED_ON_A_PAGE, Marked, MarkedAnswer, MarkedItem, MarkingBacklog, MarkingLine, MarkingTask, OfSession, ReleaseOf,
};

/// An answer with its item, as a marker sees it: nothing says whose it is, and it is not the marker's own.
pub struct MarkingScript {
    pub task: MarkingTask,
    pub item: Arc<Item>,
    pub shown: Prompt,
    pub answer: Option<Answer>,
    /// The most that each criterion gives.
    pub rubric: Vec<Points>,
    /// The mark that counts.
    pub given: Option<Rating>,
}

/// A mark as it was typed: points for each criterion, and words for the candidate.
#[derive(Clone, Default)]
pub struct Typed {
    pub points: Vec<String>,
    pub comment: String,
}

/// An item of a plan that was marked. Whoever sits an exam of its course does not get it: it shows the key.
pub struct ItemCase {
    pub plan: Arc<Plan>,
    pub marked: MarkedItem,
    pub item: Arc<Item>,
    /// Over the papers that are wholly marked.
    pub sums: ItemSums,
}

impl ItemCase {
    /// The share of the points that was given, of those marked, from 0 to 1.
    pub fn facility(&self) -> Option<f64> {
        let (points, worth) = (self.marked.points.hundredths(), self.marked.worth.hundredths());
        (worth > 0).then(|| points as f64 / worth as f64)
    }
}

/// What the answers to one item say.
pub struct ItemStatistics {
    /// Nothing for a type without options.
    pub chosen: Option<ChoiceCounts>,
    /// How many papers earned which tenth of its points.
    pub shares: [i64; SHARES],
}

/// What an item is to count for, and why.
pub struct Ruling {
    voiding: Option<Voiding>,
    reason: String,
}

/// Claims the answer that has waited longest, of a plan or of any: it is this marker's for 30 minutes. `None` if nothing waits that they did not put back.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn claim(visit: &Visit, marker: &Marker, plan: Option<PlanRef>) -> Result<Option<MarkingTask>, Problem> {
    Ok(visit.site.store.claim_marking(marker, plan, None, visit.stamp()).await?)
}

/// Puts an answer back for later and claims the next one of its plan; `None` where all that wait were put back.
///
/// # Errors
///
/// [`Problem::NotFound`] if no such answer is marked by people, or it is not for this marker; else a [`Problem`] if the
/// store cannot be read or written.
#[boxed]
pub async fn skip(visit: &Visit, marker: &Marker, attempt: &str, item: &str) -> Result<Option<MarkingTask>, Problem> {
    let (store, id) = (&visit.site.store, attempt.parse().map_err(|_| Problem::NotFound)?);
    let task = store.marking_task(marker, id, &ItemKey(item.into())).await?.ok_or(Problem::NotFound)?;
    Ok(store.claim_marking(marker, Some(task.plan.clone()), Some(task), visit.stamp()).await?)
}

/// Asks for what was put back again, of a plan or of all, and claims the first.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn look_again(visit: &Visit, marker: &Marker, plan: Option<PlanRef>) -> Result<Option<MarkingTask>, Problem> {
    visit.site.store.offer_again(marker, plan.clone()).await?;
    claim(visit, marker, plan).await
}

/// What waits of a plan, for one marker.
pub struct QueuedPlan {
    pub plan: PlanRef,
    /// Those that people mark; whoever sits an exam of the course is not told of them.
    pub items: Vec<MarkingLine>,
    pub to_mark: i64,
    /// Of these, what the marker put back, and what colleagues hold.
    pub skipped: i64,
    pub held: i64,
    /// What the marker marked, of results that are not released.
    pub mine: i64,
    pub to_release: i64,
}

impl QueuedPlan {
    /// What the marker may take now.
    pub fn free(&self) -> i64 {
        self.to_mark - self.skipped - self.held
    }
}

/// Reads what waits, plan by plan.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read.
#[boxed]
pub async fn queue(visit: &Visit, marker: &Marker) -> Result<Vec<QueuedPlan>, Problem> {
    let site = &visit.site;
    let mut lines = site.store.marking_lines(marker, visit.now).await?;
    let mut plans = vec![];
    for MarkingBacklog { plan, to_mark, to_release } in site.store.waiting(marker).await? {
        let (of, others): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.plan == plan);
        lines = others;
        let sum = |count: fn(&MarkingLine) -> i64| of.iter().map(count).sum();
        let (skipped, held, mine) = (sum(|l| l.skipped), sum(|l| l.held), sum(|l| l.mine));
        let sits = keys::waits_for(visit, plan.course()).await?.is_some();
        let items = if sits { vec![] } else { of };
        plans.push(QueuedPlan { plan, items, to_mark, skipped, held, mine, to_release });
    }
    Ok(plans)
}

/// What an item asks; its name where its text was not kept, or cannot be read any more: what waits is told all the same.
#[boxed]
pub(crate) async fn title(visit: &Visit, version: &ItemVersion, item: &ItemKey) -> Result<Title, Problem> {
    match visit.site.item(&visit.site.published(), version).await {
        Ok(found) => Ok(found.title(visit.lang)),
        Err(Fault::Corrupt { .. }) => Ok(Title::from(item.0.clone())),
        Err(other) => Err(other.into()),
    }
}

/// An answer that the marker has marked, with what its item asks.
pub struct MarkedScript {
    pub marked: MarkedAnswer,
    pub title: Title,
}

/// Lists what the marker has marked, the newest first, by pages from 0, and whether there are later pages. Of a course whose exam they sit they see
/// nothing now.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read.
#[boxed]
pub async fn marked(visit: &Visit, marker: &Marker, page: i64) -> Result<(Vec<MarkedScript>, bool), Problem> {
    let (mut scripts, mut sat) = (vec![], HashMap::new());
    let found = visit.site.store.marked_by(marker, page).await?;
    let more = found.len() > MARKED_ON_A_PAGE;
    for marked in found.into_iter().take(MARKED_ON_A_PAGE) {
        let course = marked.plan.course().to_string();
        if !sat.contains_key(&course) {
            let sits = keys::waits_for(visit, &course).await?.is_some();
            sat.insert(course.clone(), sits);
        }
        if sat.get(&course) == Some(&false) {
            let title = title(visit, &marked.version, &marked.item).await?;
            scripts.push(MarkedScript { marked, title });
        }
    }
    Ok((scripts, more))
}

/// Reads an answer that people mark. One of the marker's own attempt does not exist for them.
///
/// # Errors
///
/// [`Problem::NotFound`] as for [`skip`]; [`Problem::Refused`] with `exam_running` while they sit an exam of the
/// course; else a [`Problem`] if the store cannot be read.
#[boxed]
pub async fn script(visit: &Visit, marker: &Marker, attempt: &str, item: &str) -> Result<MarkingScript, Problem> {
    let store = &visit.site.store;
    let id: AttemptId = attempt.parse().map_err(|_| Problem::NotFound)?;
    let key = ItemKey(item.into());
    let task = store.marking_task(marker, id, &key).await?.ok_or(Problem::NotFound)?;
    // the model answer is a key
    keys::must_not_sit(visit, task.plan.course(), "marking").await?;
    let sheet = visit.site.paper(id).await?.ok_or(Problem::NotFound)?;
    let entry = sheet.place(&key).and_then(|place| sheet.entries.get(place)).ok_or(Problem::NotFound)?;
    let item = entry.item.clone();
    let Question::Essay(essay) = &item.question else { return Err(Problem::NotFound) };
    let answer = store.answers(id).await?.into_iter().find(|a| a.item == key).map(|a| a.value);
    let given = store.marks(id).await?.into_iter().find(|m| m.item == key).and_then(|m| m.rating);
    Ok(MarkingScript { task, rubric: essay.rubric.clone(), shown: item.prompt(&entry.arrangement, visit.lang), item, answer, given })
}

/// Gives an answer its points. `seen` is when the mark was given that the marker wrote upon: a newer one is not overwritten, and comes back instead.
///
/// # Errors
///
/// [`Problem::Invalid`] at `points` or `comment`; [`Problem::Refused`] with `own_case`, or [`Problem::NotFound`], where
/// accounts or roles changed since the answer was read; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn mark(
    visit: &Visit,
    marker: &Marker,
    script: &MarkingScript,
    seen: Option<Timestamp>,
    typed: &Typed,
) -> Result<Marked, Problem> {
    let (site, rubric) = (&visit.site, &script.rubric);
    let criteria: Result<Vec<Points>, _> = typed.points.iter().map(|t| t.parse()).collect();
    let criteria = criteria.map_err(|_| Problem::invalid("points", |l| words::points_form(l).into()))?;
    let rating = Rating { criteria, comment: typed.comment.clone() };
    let points = rate(rubric, script.task.worth, &rating).map_err(|refusal| match refusal {
        MarkRefusal::TooMany(i) => Problem::invalid("points", |l| words::too_many(l, i + 1, rubric.get(i).copied().unwrap_or_default())),
        MarkRefusal::Incomplete => Problem::invalid("points", |l| words::points_form(l).into()),
        MarkRefusal::CommentLong => Problem::invalid("comment", |l| words::comment_long(l).into()),
    })?;
    let (completion, _) = grade::plan_terms(site, &script.task.plan);
    let task = MarkingTask { marked_at: seen, ..script.task.clone() };
    let marked = site.store.put_mark(marker, task, points, rating, completion, visit.stamp()).await?;
    if completion.release && marked == Marked::Stored {
        certificate::issue_quietly(site, script.task.attempt, visit.now).await;
    }
    Ok(marked)
}

/// Who gave what, and when, while this marker wrote.
pub fn meanwhile(visit: &Visit, theirs: &GivenMark, lang: Lang) -> String {
    let points: Points = theirs.rating.criteria.iter().copied().sum();
    words::marked_meanwhile(lang, &theirs.by, clock(&visit.site, theirs.at), points)
}

/// How many certificates are made while the marker waits. The outbox makes the others: a request has thirty seconds.
const AT_ONCE: usize = 20;

/// Releases every complete result of a plan, or of one of its sessions, but the marker's own; certificates follow. Gives the attempts that were
/// released.
///
/// # Errors
///
/// [`Problem::NotFound`] for a plan beyond the marker's roles; [`Problem::Rejected`] with `stopped_half_way` if the
/// store fails among many; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn release(visit: &Visit, marker: &Marker, plan: PlanRef, session: OfSession) -> Result<Vec<AttemptId>, Problem> {
    let released = visit.site.store.release_results(marker, plan, ReleaseOf::Session(session), visit.stamp()).await?;
    for attempt in released.iter().take(AT_ONCE) {
        certificate::issue_quietly(&visit.site, *attempt, visit.now).await;
    }
    Ok(released)
}

/// Finds a plan, for a marker who may look at its items as they were marked: they show their keys.
///
/// # Errors
///
/// [`Problem::NotFound`] for a plan that is not published, or beyond the marker's roles; [`Problem::Refused`] with
/// `exam_running` while they sit an exam of the course; else a [`Problem`] if the store cannot be read.
#[boxed]
pub async fn plan(visit: &Visit, marker: &Marker, course: &str, plan: &str) -> Result<Arc<Plan>, Problem> {
    if !marker.scope().covers_course(course) {
        return Err(Problem::NotFound);
    }
    keys::must_not_sit(visit, course, "marking").await?;
    visit.site.published().library.plan(&PlanRef::new(course, plan)).map(|(_, p)| p.clone()).ok_or(Problem::NotFound)
}

/// Lists the items of a [`plan`] that were marked and can be read, with how they went.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read.
#[boxed]
pub async fn cases(visit: &Visit, plan: &Arc<Plan>) -> Result<Vec<ItemCase>, Problem> {
    let (site, published) = (&visit.site, visit.site.published());
    let (mut cases, mut sums) = (vec![], site.store.item_sums(&plan.name()).await?);
    for marked in site.store.marked_items(&plan.name()).await? {
        let item = match site.item(&published, &marked.version).await {
            Ok(item) => item,
            // its text is lost: the others are shown all the same
            Err(Fault::Corrupt { .. }) => continue,
            Err(other) => return Err(other.into()),
        };
        let sums = sums.remove(&marked.version).unwrap_or_default();
        cases.push(ItemCase { plan: plan.clone(), marked, item, sums });
    }
    Ok(cases)
}

/// Finds one item of a plan, in the version that was sat.
///
/// # Errors
///
/// As for [`plan`]; [`Problem::NotFound`] also for an item that nobody had in this version.
#[boxed]
pub async fn case(visit: &Visit, marker: &Marker, course: &str, slug: &str, version: &str) -> Result<ItemCase, Problem> {
    let (plan, version) = (plan(visit, marker, course, slug).await?, ItemVersion(version.into()));
    let store = &visit.site.store;
    let found = store.marked_items(&plan.name()).await?.into_iter().find(|m| m.version == version);
    let marked = found.ok_or(Problem::NotFound)?;
    let item = visit.site.item(&visit.site.published(), &version).await?;
    let sums = store.item_sums(&plan.name()).await?.remove(&version).unwrap_or_default();
    Ok(ItemCase { plan, marked, item, sums })
}

/// Counts which options of an item were chosen, and what it earned.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read, or a paper in it.
#[boxed]
pub async fn statistics(visit: &Visit, case: &ItemCase) -> Result<ItemStatistics, Problem> {
    let (store, plan, version) = (&visit.site.store, case.plan.name(), &case.marked.version);
    let question = &case.item.question;
    let chosen = match question {
        Question::Single(_) | Question::Multiple(_) | Question::TrueFalse(_) => {
            ChoiceCounts::of(question, &store.answers_given(&plan, version).await?)
        }
        _ => None,
    };
    Ok(ItemStatistics { chosen, shares: shares(&store.points_given(&plan, version).await?) })
}

/// The words of [`ruling`].
pub const VOIDINGS: [&str; 3] = [Voiding::FullCredit.code(), Voiding::Excluded.code(), "none"];

/// Reads what is decided: `full_credit`, `excluded`, or `none` where the item is void and is to count again; with a
/// reason.
///
/// # Errors
///
/// All that is wrong with it, field by field: at `voiding`, at `reason`.
pub fn ruling(case: &ItemCase, word: &str, reason: &str) -> Result<Ruling, FieldFaults> {
    let (mut wrong, reason): (FieldFaults, _) = (vec![], reason.trim());
    let voiding = Voiding::from_code(word);
    if voiding.is_none() && !(word == "none" && case.marked.voiding.is_some()) {
        wrong.push(("voiding", Bilingual::of(|l| words::voiding_form(l).to_string())));
    }
    if !(1..=500).contains(&reason.chars().count()) {
        wrong.push(("reason", Bilingual::of(|l| words::void_reason_form(l).to_string())));
    }
    if wrong.is_empty() { Ok(Ruling { voiding, reason: reason.into() }) } else { Err(wrong) }
}

/// Decides. The results follow in the background.
///
/// # Errors
///
/// [`Problem::Refused`] with `own_case` if it is on a paper of their own; [`Problem::NotFound`] if their roles do not
/// reach the course any more; [`Problem::Busy`] if somebody else decides about it at the same moment; else a
/// [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn decide(visit: &Visit, marker: &Marker, case: ItemCase, ruling: Ruling) -> Result<(), Problem> {
    let item = (case.marked.item, case.marked.version);
    Ok(visit.site.store.decide_item(marker, case.plan.name(), item, ruling.voiding, ruling.reason, visit.stamp()).await?)
}
