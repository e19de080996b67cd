//! What was done to many files of a course in one step, and taking it back. For teachers.

use crate::{address::InPath, json::Input, shape::StepKey};
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_app::i18n::many as words;
use zhixing_authoring::steps::actions;
use zhixing_shell::{guard::Visit, problem::Problem};
use zhixing_store::{DraftStep, StepFate, StepFile};

#[derive(Serialize, ToSchema)]
pub struct StepFileView {
    pub path: String,
    /// The number of the version that the step made.
    pub rev: i64,
    /// Whether nobody changed, published or gave it up since: then it is taken back with its step.
    pub newest: bool,
    /// Whether the step was taken back.
    pub taken_back: bool,
}

#[derive(Serialize, ToSchema)]
pub struct DraftStepView {
    /// What it is taken back by.
    pub step: String,
    pub at: i64,
    pub by: String,
    /// `replaced` or `items_changed`.
    pub why: &'static str,
    /// What was done, in words; absent of a step of an earlier build.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    pub files: Vec<StepFileView>,
}

/// What was done to many files of a course at once, the newest first.
#[utoipa::path(get, path = "/api/v1/workshop/{course}/steps", tag = "workshop", params(("course" = String, Path)),
    responses((status = 200, body = [DraftStepView]), (status = 404, description = "`not_found`")))]
pub async fn list(visit: Visit, InPath(course): InPath<String>) -> Result<Json<Vec<DraftStepView>>, Problem> {
    let file = |file: StepFile| StepFileView {
        newest: file.fate == StepFate::Stands,
        taken_back: file.fate == StepFate::TakenBack,
        path: file.path,
        rev: file.rev,
    };
    let view = |step: DraftStep| DraftStepView {
        said: step.said().and_then(|said| words::said_word(&said, visit.lang)),
        step: step.key,
        at: step.at.ms(),
        by: step.who,
        why: step.why.code(),
        files: step.files.into_iter().map(file).collect(),
    };
    let steps = actions::list(&visit, &visit.author()?, &course).await?;
    Ok(Json(steps.into_iter().map(view).collect()))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeBackWish {
    pub step: StepKey,
}

#[derive(Serialize, ToSchema)]
pub struct TakenBackView {
    /// The files that are what they were before.
    pub back: Vec<String>,
    /// Those that somebody changed since: they stay.
    pub stay: Vec<String>,
}

/// Take a step back: files that nobody changed since become what they were before; of `items_changed` all of them, or none.
#[utoipa::path(post, path = "/api/v1/workshop/{course}/steps", tag = "workshop", params(("course" = String, Path)), request_body = TakeBackWish,
    responses((status = 200, body = TakenBackView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`nothing_back`: its files were changed, published or taken back since")))]
pub async fn take_back(
    visit: Visit,
    InPath(course): InPath<String>,
    Input(wish): Input<TakeBackWish>,
) -> Result<Json<TakenBackView>, Problem> {
    let done = actions::take_back(&visit, &visit.author()?, &course, &wish.step.0).await?;
    Ok(Json(TakenBackView { back: done.back, stay: done.stay }))
}
