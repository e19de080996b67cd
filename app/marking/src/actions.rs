//! What markers do, by the page and by the API: take an answer, mark it, release results, decide about an item that turned out faulty.
//!
//! Start at [`script`] and [`case`]: only a marker whose own case it is not gets one, and nothing here is done without.

use std::sync::Arc;
use zhixing_app::i18n::marking as words;
use zhixing_certification::certificate::actions as certificate;
use zhixing_domain::{
    account::Marker,
    assessment::Plan,
    grading::{MarkRefusal, Rating, Voiding, rate},
    id::AttemptId,
    lang::{Bilingual, Lang},
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
use zhixing_store::{GivenMark, Marked, MarkedItem, MarkingTask};

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

/// Claims the answer that has waited longest, of a plan or of any: it is this marker's for 30 minutes. `None` if nothing waits.
#[boxed]
pub async fn claim(visit: &Visit, marker: &Marker, plan: Option<PlanRef>) -> Result<Option<MarkingTask>, Problem> {
    Ok(visit.site.store.claim_marking(marker, plan, visit.stamp()).await?)
}

/// Reads an answer that people mark. One of the marker's own attempt does not exist for them.
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

/// Releases every complete result of a plan but the marker's own; certificates follow. Gives the attempts that were released.
#[boxed]
pub async fn release(visit: &Visit, marker: &Marker, plan: PlanRef) -> Result<Vec<AttemptId>, Problem> {
    let released = visit.site.store.release_results(marker, plan, None, visit.stamp()).await?;
    for attempt in released.iter().take(AT_ONCE) {
        certificate::issue_quietly(&visit.site, *attempt, visit.now).await;
    }
    Ok(released)
}

/// Finds a plan, for a marker who may look at its items as they were marked: they show their keys.
#[boxed]
pub async fn plan(visit: &Visit, marker: &Marker, course: &str, plan: &str) -> Result<Arc<Plan>, Problem> {
    if !marker.scope().covers_course(course) {
        return Err(Problem::NotFound);
    }
    keys::must_not_sit(visit, course, "marking").await?;
    visit.site.published().library.plan(&PlanRef::new(course, plan)).map(|(_, p)| p.clone()).ok_or(Problem::NotFound)
}

/// Lists the items of a [`plan`] that were marked, with how they went.
#[boxed]
pub async fn cases(visit: &Visit, plan: &Arc<Plan>) -> Result<Vec<ItemCase>, Problem> {
    let (site, published) = (&visit.site, visit.site.published());
    let (mut cases, mut sums) = (vec![], site.store.item_sums(&plan.name()).await?);
    for marked in site.store.marked_items(&plan.name()).await? {
        let item = site.item(&published, &marked.version).await?;
        let sums = sums.remove(&marked.version).unwrap_or_default();
        cases.push(ItemCase { plan: plan.clone(), marked, item, sums });
    }
    Ok(cases)
}

/// Finds one item of a plan, in the version that was sat.
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

/// Reads what is decided: `full_credit`, `excluded`, or `none` where the item is void and is to count again; with a reason. Else all that is wrong
/// with it, field by field.
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
#[boxed]
pub async fn decide(visit: &Visit, marker: &Marker, case: ItemCase, ruling: Ruling) -> Result<(), Problem> {
    let item = (case.marked.item, case.marked.version);
    Ok(visit.site.store.decide_item(marker, case.plan.name(), item, ruling.voiding, ruling.reason, visit.stamp()).await?)
}
