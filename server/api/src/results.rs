//! Results for those who may read them: examiners, and administrators. Until a result is released nothing says whose it is.

use crate::{
    address::{InPath, InQuery},
    shape::PageNumber,
};
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use zhixing_domain::plan_ref::PlanRef;
use zhixing_marking::results::actions::{self as results, ResultQuestion};
use zhixing_shell::{guard::Visit, problem::Problem};
use zhixing_store::{ResultGroup, ResultLine, ResultSummary};

/// The results of a plan in one exam session, or of those who sat it without one. The caller's own are left out until they are released.
#[derive(Serialize, ToSchema)]
pub struct ResultGroupView {
    /// `course/plan`.
    #[schema(value_type = String, example = "ai-trainer-5/theory")]
    pub plan: PlanRef,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<SatSessionView>,
    pub sat: i64,
    /// Complete, released or not.
    pub marked: i64,
    pub released: i64,
    /// Of those that are marked.
    pub passed: i64,
}

#[derive(Serialize, ToSchema)]
pub struct SatSessionView {
    pub id: String,
    pub name: String,
    pub opens: i64,
}

/// What is asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct ResultsAsked {
    /// The id of an exam session, `none` for what was sat without one, or nothing for all.
    pub session: String,
    /// `to_mark`, `marked` or `released`.
    pub stage: String,
    /// `passed` or `failed`.
    pub verdict: String,
    /// Part of a name, a login or a seat: it finds what is released.
    pub q: String,
    /// The id of a group: it finds what is released of its people. Nothing for all.
    pub group: String,
    /// `score`, `name`, `login` or `seat`; with a minus before it the highest first. The best scores first without it.
    pub sort: String,
    /// From 0; a page has 200 results.
    pub page: PageNumber,
}

#[derive(Serialize, ToSchema)]
pub struct PlanResultsView {
    pub summary: ResultSummaryView,
    /// How many results fit what was asked.
    pub total: i64,
    pub results: Vec<ResultLineView>,
}

/// Of the plan or the session, whatever else was asked. Scores are decimal text on one hundred, absent where nothing is marked.
#[derive(Serialize, ToSchema)]
pub struct ResultSummaryView {
    pub to_mark: i64,
    /// Complete and not released.
    pub marked: i64,
    pub released: i64,
    pub passed: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub median: Option<String>,
    /// Per cent of what is marked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pass_rate: Option<String>,
    /// More than one where the plan's was changed.
    pub pass_marks: Vec<String>,
    /// Results by score: from 0 below 10, from 10 below 20 … from 90 to 100.
    pub histogram: Vec<i64>,
}

#[derive(Serialize, ToSchema)]
pub struct ResultLineView {
    /// Absent until the result is released, like whose it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub candidate: Option<ResultCandidateView>,
    /// Which attempt of the candidate it is.
    pub number: i64,
    /// The name of the exam session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
    /// `to_mark`, `marked` or `released`.
    pub stage: &'static str,
    /// `submitted`, `expired` or `terminated`.
    pub ended: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pass_mark: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passed: Option<bool>,
}

#[derive(Serialize, ToSchema)]
pub struct ResultCandidateView {
    pub attempt: String,
    pub name: String,
    pub login: String,
    pub seat: String,
    pub released_at: i64,
}

impl From<ResultGroup> for ResultGroupView {
    fn from(ResultGroup { plan, session, sat, marked, released, passed }: ResultGroup) -> Self {
        let session = session.map(|(id, name, opens)| SatSessionView { id: id.to_string(), name, opens: opens.ms() });
        Self { plan, session, sat, marked, released, passed }
    }
}

impl From<ResultSummary> for ResultSummaryView {
    fn from(summary: ResultSummary) -> Self {
        let scores = summary.scores;
        Self {
            to_mark: summary.to_mark,
            marked: summary.marked,
            released: summary.released,
            passed: scores.passed,
            mean: scores.mean.map(|p| p.to_string()),
            median: scores.median.map(|p| p.to_string()),
            pass_rate: scores.pass_rate().map(|p| p.to_string()),
            pass_marks: summary.pass_marks.iter().map(ToString::to_string).collect(),
            histogram: scores.bins.to_vec(),
        }
    }
}

impl From<ResultLine> for ResultLineView {
    fn from(line: ResultLine) -> Self {
        let candidate = line.whose.map(|w| ResultCandidateView {
            attempt: w.attempt.to_string(),
            name: w.name,
            login: w.login,
            seat: w.seat,
            released_at: w.released_at.ms(),
        });
        Self {
            candidate,
            number: line.number,
            session: line.session,
            stage: line.stage.code(),
            ended: line.ended.code(),
            score: line.score.as_ref().map(|s| s.score.to_string()),
            pass_mark: line.score.as_ref().map(|s| s.pass_mark.to_string()),
            passed: line.score.as_ref().map(|s| s.passed),
        }
    }
}

/// The plans that were sat, session by session, with how many results there are.
#[utoipa::path(get, path = "/api/v1/results", tag = "results",
    responses((status = 200, body = [ResultGroupView]), (status = 404, description = "`not_found`")))]
pub async fn list(visit: Visit) -> Result<Json<Vec<ResultGroupView>>, Problem> {
    let groups = visit.site.store.result_groups(&visit.result_reader()?, None).await?;
    Ok(Json(groups.into_iter().map(ResultGroupView::from).collect()))
}

/// The results of a plan: how they lie, and a page of them.
#[utoipa::path(get, path = "/api/v1/results/{course}/{plan}", tag = "results",
    params(("course" = String, Path), ("plan" = String, Path), ResultsAsked),
    responses((status = 200, body = PlanResultsView), (status = 404, description = "`not_found`")))]
pub async fn show(
    visit: Visit,
    InPath((course, plan)): InPath<(String, String)>,
    InQuery(asked): InQuery<ResultsAsked>,
) -> Result<Json<PlanResultsView>, Problem> {
    let reader = visit.result_reader()?;
    let ResultsAsked { session, stage, verdict, q, group, sort, page } = asked;
    let asked = ResultQuestion { session, stage, verdict, q, group, sort, page: page.0 };
    let found = results::of_plan(&visit, &reader, PlanRef::new(&course, &plan), &asked).await?;
    let results = found.page.lines.into_iter().map(ResultLineView::from).collect();
    Ok(Json(PlanResultsView { summary: found.summary.into(), total: found.page.total, results }))
}
