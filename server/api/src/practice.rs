//! Learning: practice that is judged at once and comes again, lessons that are read, the notebook of wrong answers.

use crate::{
    address::InPath,
    answer::AnswerSchema,
    json::Input,
    shape::{ItemName, Slug},
};
use axum::{Json, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_domain::question::Answer;
use zhixing_exam::attempt::keys;
use zhixing_learning::practice::{self, DueItem, Judgement};
use zhixing_shell::{guard::Visit, problem::Problem};
use zhixing_store::NotebookEntry;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PracticeWish {
    #[schema(value_type = AnswerSchema)]
    pub answer: Answer,
}

#[derive(Serialize, ToSchema)]
pub struct JudgementView {
    /// `right`, `partly` or `wrong`; `unread` where nothing was answered, or nothing that can be read as an answer.
    pub verdict: &'static str,
    /// Absent where the answer was right or unread.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<AnswerSchema>)]
    pub right_answer: Option<Answer>,
    /// As HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// When the item is due again. Absent for whoever is not signed in, and where the answer was unread.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub again_at: Option<i64>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadWish {
    pub done: bool,
}

/// An item that the caller got wrong.
#[derive(Serialize, ToSchema)]
pub struct NoteView {
    pub course: String,
    pub item: String,
    pub wrong_count: i64,
    pub wrong_at: i64,
    /// Answered rightly since then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mastered_at: Option<i64>,
}

impl From<NotebookEntry> for NoteView {
    fn from(e: NotebookEntry) -> Self {
        let (wrong_at, mastered_at) = (e.wrong_at.ms(), e.mastered_at.map(|t| t.ms()));
        Self { course: e.course, item: e.item, wrong_count: e.wrong_count, wrong_at, mastered_at }
    }
}

/// An item that the caller practised and is asked again.
#[derive(Serialize, ToSchema)]
pub struct RepetitionView {
    pub course: String,
    pub item: String,
    /// The box that it rested in, from 1: for 1, 3, 7, 16 or 35 days.
    pub in_box: i64,
    pub due_at: i64,
    /// Its text has changed since it was answered: it begins anew.
    pub changed: bool,
}

impl From<DueItem<'_>> for RepetitionView {
    fn from(due: DueItem<'_>) -> Self {
        let (changed, kept) = (due.has_changed(), due.kept);
        Self { course: kept.course.clone(), item: kept.item.clone(), in_box: kept.next.in_box, due_at: kept.next.due_at.ms(), changed }
    }
}

#[derive(Serialize, ToSchema)]
pub struct RepetitionsView {
    /// What has waited longest first. An item that its course has not at this moment is absent, and back in its box when the course has it again.
    pub due: Vec<RepetitionView>,
}

/// What the caller is asked again now: what was practised comes back after 1, 3, 7, 16 and 35 days, and the call for practice answers it. A right answer
/// when it is due moves it on, an earlier one leaves it, and a wrong one brings it back tomorrow.
#[utoipa::path(get, path = "/api/v1/me/repetitions", tag = "learning",
    responses((status = 200, body = RepetitionsView), (status = 401, description = "`sign_in`"),
        (status = 409, description = "`exam_running`: the caller sits an exam of a course that something is due of")))]
pub async fn repetitions(visit: Visit) -> Result<Json<RepetitionsView>, Problem> {
    let due = practice::due(&visit, &visit.person()?).await?.map_err(|_| keys::exam_running())?;
    Ok(Json(RepetitionsView { due: due.items().map(RepetitionView::from).collect() }))
}

/// Answer an item of practice: it counts for nothing, goes into the notebook of whoever is signed in and had it wrong, and comes again when it is due.
#[utoipa::path(post, path = "/api/v1/courses/{course}/practice/{item}", tag = "learning",
    security((), ("cookie" = []), ("token" = [])), request_body = PracticeWish, params(("course" = String, Path), ("item" = String, Path)),
    responses((status = 200, body = JudgementView), (status = 401, description = "`sign_in`: it is asked those who had it wrong"),
        (status = 404, description = "`not_found`"), (status = 409, description = "`exam_running`: the caller sits an exam of this course")))]
pub async fn answer(
    visit: Visit,
    InPath((course, key)): InPath<(String, String)>,
    Input(wish): Input<PracticeWish>,
) -> Result<Json<JudgementView>, Problem> {
    let item = practice::item(&visit, &course, &key).await?;
    let Judgement { credit, again_at } = practice::judge(&visit, &course, &item, &wish.answer).await?;
    let verdict = match credit {
        None => "unread",
        Some(c) if c.is_full() => "right",
        Some(c) if c.is_none() => "wrong",
        Some(_) => "partly",
    };
    let explanation = credit.and(item.wording.get(visit.lang).explanation.as_ref()).map(|html| html.as_str().to_string());
    let right_answer = practice::right_answer(&item, credit);
    Ok(Json(JudgementView { verdict, right_answer, explanation, again_at: again_at.map(|at| at.ms()) }))
}

/// Mark a lesson as read, or as unread.
#[utoipa::path(put, path = "/api/v1/courses/{course}/lessons/{lesson}/done", tag = "learning", request_body = ReadWish,
    params(("course" = String, Path), ("lesson" = String, Path)),
    responses((status = 204, description = "marked"), (status = 401, description = "`sign_in`"), (status = 404, description = "`not_found`")))]
pub async fn set_done(
    visit: Visit,
    InPath((course, lesson)): InPath<(String, String)>,
    Input(wish): Input<ReadWish>,
) -> Result<StatusCode, Problem> {
    practice::set_done(&visit, &visit.person()?, &course, &lesson, wish.done).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The caller's notebook: the open items, then the mastered ones, in both the last mistake first.
#[utoipa::path(get, path = "/api/v1/me/notebook", tag = "learning",
    responses((status = 200, body = [NoteView]), (status = 401, description = "`sign_in`"),
        (status = 409, description = "`exam_running`: the caller sits an exam of a course that it has items of")))]
pub async fn notebook(visit: Visit) -> Result<Json<Vec<NoteView>>, Problem> {
    let entries = practice::notebook(&visit, &visit.person()?).await?.map_err(|_| keys::exam_running())?;
    Ok(Json(entries.into_iter().map(NoteView::from).collect()))
}

/// Take an item out of the notebook.
#[utoipa::path(delete, path = "/api/v1/me/notebook/{course}/{item}", tag = "learning", params(("course" = String, Path), ("item" = String, Path)),
    responses((status = 204, description = "it is not there"), (status = 401, description = "`sign_in`")))]
pub async fn forget(visit: Visit, InPath((course, item)): InPath<(Slug, ItemName)>) -> Result<StatusCode, Problem> {
    practice::forget(&visit, &visit.person()?, &course.0, &item.0).await?;
    Ok(StatusCode::NO_CONTENT)
}
