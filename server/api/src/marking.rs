//! Marking: what waits, the claim of an answer, its mark, the release of results. For examiners, and never in their own case.

use crate::{
    address::{InPath, InQuery},
    answer::AnswerSchema,
    json::Input,
    shape::{AttemptKey, Comment, Instant, ItemName, PageNumber, PlanName, PointsText},
};
use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_app::i18n::marking as words;
use zhixing_domain::{
    id::AttemptId,
    plan_ref::PlanRef,
    question::{Answer, Prompt},
    time::Timestamp,
};
use zhixing_marking::actions::{self as marking, MarkedScript, MarkingScript, QueuedPlan, Typed};
use zhixing_shell::{guard::Visit, problem::Problem};
use zhixing_store::{Marked, MarkingTask, OfSession};

/// What waits for the caller. Answers and results of their own wait for a colleague.
#[derive(Serialize, ToSchema)]
pub struct MarkingView {
    pub plans: Vec<WaitingView>,
    /// The answer that the caller has claimed and not marked yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<TaskView>,
}

#[derive(Serialize, ToSchema)]
pub struct WaitingView {
    #[schema(value_type = PlanName)]
    pub plan: PlanRef,
    /// Answers.
    pub to_mark: i64,
    /// Of these, what the caller put back: they are claimed again with `again`.
    pub skipped: i64,
    /// Complete results.
    pub to_release: i64,
}

/// An answer to mark. Nothing says whose it is.
#[derive(Serialize, ToSchema)]
pub struct TaskView {
    #[schema(value_type = AttemptKey)]
    pub attempt: String,
    pub item: String,
    #[schema(value_type = PlanName)]
    pub plan: PlanRef,
    /// What the paper gives for the item, as decimal text.
    pub worth: String,
    pub waits_since: i64,
}

/// An answer with its item and its rubric, in the caller's language.
#[derive(Serialize, ToSchema)]
pub struct ScriptView {
    #[serde(flatten)]
    pub task: TaskView,
    #[schema(value_type = Object)]
    pub prompt: Prompt,
    /// Absent where nothing was answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<AnswerSchema>)]
    pub answer: Option<Answer>,
    pub rubric: Vec<CriterionView>,
    /// The model answer, as HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model_answer: Option<String>,
    /// The mark that counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<MarkView>,
}

#[derive(Serialize, ToSchema)]
pub struct CriterionView {
    pub title: String,
    pub detail: String,
    /// The most that it gives, as decimal text.
    pub most: String,
}

#[derive(Serialize, ToSchema)]
pub struct MarkView {
    /// For each criterion, as decimal text.
    pub points: Vec<String>,
    pub comment: String,
    pub marked_at: i64,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimWish {
    /// Of any plan without it.
    pub plan: Option<PlanName>,
    /// An answer that the caller puts back: what comes after it in the queue of its plan is claimed instead, and it is not given to the caller again by itself.
    pub past: Option<PastWish>,
    /// With `true` what the caller put back is given out again.
    #[serde(default)]
    pub again: bool,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PastWish {
    #[schema(value_type = AttemptKey)]
    pub attempt: AttemptId,
    pub item: ItemName,
}

/// An answer that the caller marked. Nothing says whose it is.
#[derive(Serialize, ToSchema)]
pub struct MarkedView {
    #[schema(value_type = AttemptKey)]
    pub attempt: String,
    pub item: String,
    #[schema(value_type = PlanName)]
    pub plan: PlanRef,
    /// The beginning of what the item asks, in the caller's language.
    pub title: String,
    /// As decimal text.
    pub points: String,
    pub worth: String,
    pub marked_at: i64,
    /// Whether it may be marked anew: its result is not released.
    pub open: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct MarkedPage {
    page: PageNumber,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkWish {
    /// For each criterion.
    pub points: Vec<PointsText>,
    #[serde(default)]
    pub comment: Option<Comment>,
    /// `marked_at` of the mark that the caller has seen; absent where there was none. A newer one is not overwritten.
    #[serde(default)]
    pub seen: Option<Instant>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ReleaseQuery {
    session: String,
}

#[derive(Serialize, ToSchema)]
pub struct ReleaseView {
    /// The attempts whose results were released now.
    pub released: Vec<String>,
}

impl From<QueuedPlan> for WaitingView {
    fn from(QueuedPlan { plan, to_mark, skipped, to_release, .. }: QueuedPlan) -> Self {
        Self { plan, to_mark, skipped, to_release }
    }
}

impl From<MarkingTask> for TaskView {
    fn from(task: MarkingTask) -> Self {
        let (worth, waits_since) = (task.worth.to_string(), task.waits_since.ms());
        Self { attempt: task.attempt.to_string(), item: task.item.0, plan: task.plan, worth, waits_since }
    }
}

fn view(visit: &Visit, script: MarkingScript) -> ScriptView {
    let wording = script.item.wording.get(visit.lang);
    let criterion = |(i, most): (usize, &zhixing_domain::points::Points)| {
        let (title, detail) = wording.rubric.get(i).map_or_else(Default::default, |c| (c.title.clone(), c.detail.clone()));
        CriterionView { title, detail, most: most.to_string() }
    };
    let mark = script.given.zip(script.task.marked_at).map(|(rating, at)| MarkView {
        points: rating.criteria.iter().map(ToString::to_string).collect(),
        comment: rating.comment,
        marked_at: at.ms(),
    });
    ScriptView {
        rubric: script.rubric.iter().enumerate().map(criterion).collect(),
        model_answer: wording.explanation.as_ref().map(|e| e.as_str().to_string()),
        prompt: script.shown,
        answer: script.answer,
        task: script.task.into(),
        mark,
    }
}

/// What waits to be marked and released.
#[utoipa::path(get, path = "/api/v1/marking", tag = "marking",
    responses((status = 200, body = MarkingView), (status = 404, description = "`not_found`")))]
pub async fn queue(visit: Visit) -> Result<Json<MarkingView>, Problem> {
    let marker = visit.marker()?;
    let held = visit.site.store.held_marking(&marker, None, visit.now).await?.map(TaskView::from);
    Ok(Json(MarkingView { plans: marking::queue(&visit, &marker).await?.into_iter().map(WaitingView::from).collect(), held }))
}

/// Claim the answer that has waited longest, or the one that the caller holds already: it is theirs for 30 minutes. With `past`, put that one back for
/// later and claim the next one; with `again`, claim from what was put back, too.
#[utoipa::path(post, path = "/api/v1/marking/claims", tag = "marking", request_body = ClaimWish,
    responses((status = 200, body = TaskView), (status = 204, description = "nothing waits that the caller did not put back"), (status = 404, description = "`not_found`")))]
pub async fn claim(visit: Visit, Input(wish): Input<ClaimWish>) -> Result<Response, Problem> {
    let marker = visit.marker()?;
    let plan = wish.plan.map(|plan| plan.0);
    let claimed = match wish.past {
        Some(past) => marking::skip(&visit, &marker, &past.attempt.to_string(), &past.item.0).await?,
        None if wish.again => marking::look_again(&visit, &marker, plan).await?,
        None => marking::claim(&visit, &marker, plan).await?,
    };
    Ok(match claimed {
        Some(task) => Json(TaskView::from(task)).into_response(),
        None => StatusCode::NO_CONTENT.into_response(),
    })
}

/// What the caller marked, the newest first, fifty on a page, by pages from 0. Of a course whose exam they sit nothing is listed.
#[utoipa::path(get, path = "/api/v1/marking/marked", tag = "marking", params(("page" = Option<PageNumber>, Query)),
    responses((status = 200, body = [MarkedView]), (status = 404, description = "`not_found`")))]
pub async fn marked(visit: Visit, InQuery(asked): InQuery<MarkedPage>) -> Result<Json<Vec<MarkedView>>, Problem> {
    let view = |MarkedScript { marked: m, title }: MarkedScript| MarkedView {
        attempt: m.attempt.to_string(),
        item: m.item.0,
        plan: m.plan,
        title: title.text,
        points: m.points.to_string(),
        worth: m.worth.to_string(),
        marked_at: m.marked_at.ms(),
        open: m.open,
    };
    Ok(Json(marking::marked(&visit, &visit.marker()?, asked.page.0).await?.0.into_iter().map(view).collect()))
}

/// An answer that people mark, marked or not; the caller's own does not exist.
#[utoipa::path(get, path = "/api/v1/marking/{attempt}/{item}", tag = "marking", params(("attempt" = String, Path), ("item" = String, Path)),
    responses((status = 200, body = ScriptView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`exam_running`: the caller sits an exam of this course")))]
pub async fn show(visit: Visit, InPath((attempt, item)): InPath<(String, String)>) -> Result<Json<ScriptView>, Problem> {
    let script = marking::script(&visit, &visit.marker()?, &attempt, &item).await?;
    Ok(Json(view(&visit, script)))
}

/// Mark an answer, criterion by criterion. The same mark twice is one.
#[utoipa::path(put, path = "/api/v1/marking/{attempt}/{item}", tag = "marking", request_body = MarkWish,
    params(("attempt" = String, Path), ("item" = String, Path)),
    responses((status = 200, body = ScriptView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`marked_meanwhile`: read it again and send its `marked_at` as `seen`; `released` or `exam_running`")))]
pub async fn mark(
    visit: Visit,
    InPath((attempt, item)): InPath<(String, String)>,
    Input(wish): Input<MarkWish>,
) -> Result<Json<ScriptView>, Problem> {
    let marker = visit.marker()?;
    let script = marking::script(&visit, &marker, &attempt, &item).await?;
    let (points, comment) = (wish.points.into_iter().map(|p| p.0).collect(), wish.comment.map(|c| c.0).unwrap_or_default());
    let seen = wish.seen.map(|at| Timestamp::from_ms(at.0));
    match marking::mark(&visit, &marker, &script, seen, &Typed { points, comment }).await? {
        Marked::Stored => Ok(Json(view(&visit, marking::script(&visit, &marker, &attempt, &item).await?))),
        Marked::Overtaken(theirs) => Err(Problem::refused("marked_meanwhile", |l| marking::meanwhile(&visit, &theirs, l))),
        Marked::Closed => Err(Problem::refused("released", |l| words::released_already(l).into())),
    }
}

/// Release every complete result of a plan, or of one of its sessions, but the caller's own; certificates follow. It cannot be taken back.
#[utoipa::path(post, path = "/api/v1/marking/releases/{course}/{plan}", tag = "marking", params(("course" = String, Path), ("plan" = String, Path),
        ("session" = Option<String>, Query, description = "an id, or `none` for those who sat without one; all without it")),
    responses((status = 200, body = ReleaseView), (status = 404, description = "`not_found`")))]
pub async fn release(
    visit: Visit,
    InPath((course, plan)): InPath<(String, String)>,
    InQuery(asked): InQuery<ReleaseQuery>,
) -> Result<Json<ReleaseView>, Problem> {
    let marker = visit.marker()?;
    let session = OfSession::asked(&asked.session).ok_or(Problem::NotFound)?;
    let released = marking::release(&visit, &marker, PlanRef::new(&course, &plan), session).await?;
    Ok(Json(ReleaseView { released: released.iter().map(ToString::to_string).collect() }))
}
