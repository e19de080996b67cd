//! What learners ask about a lesson, and what teachers of the course answer.

use crate::{
    address::InPath,
    json::Input,
    shape::{AnswerText, InquiryKey, InquiryPlaceText, InquiryText},
};
use axum::{Json, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_domain::id::InquiryId;
use zhixing_learning::inquiry::actions::{self, TypedInquiry};
use zhixing_shell::{guard::Visit, problem::Problem};
use zhixing_store::LessonInquiry;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskWish {
    pub words: InquiryText,
    /// What of the lesson it is about; the lesson as a whole where it is absent.
    pub at: Option<InquiryPlaceText>,
    /// The caller's question whose answer it asks on about; it stands where that one does.
    #[schema(value_type = Option<InquiryKey>)]
    pub follows: Option<InquiryId>,
}

#[derive(Serialize, ToSchema)]
pub struct AskedView {
    pub inquiry: String,
}

/// A question, with its answer where there is one.
#[derive(Serialize, ToSchema)]
pub struct InquiryView {
    pub inquiry: String,
    pub course: String,
    pub lesson: String,
    /// `#` and the id of a heading, or the name of an item of practice; empty for the lesson as a whole.
    pub at: String,
    pub words: String,
    pub asked_at: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follows: Option<String>,
    /// In Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<i64>,
    /// Whether everybody who reads the lesson sees both, without the asker's name.
    pub shown: bool,
    /// The asker's name, for teachers of the course.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<String>,
}

fn view(of: LessonInquiry, names: bool) -> InquiryView {
    let (answer, answered_at) = of.answer.map(|a| (a.text, a.at.ms())).unzip();
    InquiryView {
        inquiry: of.id.to_string(),
        course: of.course,
        lesson: of.lesson,
        at: of.place.to_string(),
        words: of.words,
        asked_at: of.asked_at.ms(),
        follows: of.follows.map(|id| id.to_string()),
        answer,
        answered_at,
        shown: of.shown,
        asked_by: names.then_some(of.who),
    }
}

/// Ask the teachers of a course about a lesson, a part of it or an item of practice.
#[utoipa::path(post, path = "/api/v1/courses/{course}/lessons/{lesson}/questions", tag = "learning", request_body = AskWish,
    params(("course" = String, Path), ("lesson" = String, Path)),
    responses((status = 201, body = AskedView), (status = 401, description = "`sign_in`"), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`, `too_many`, `full`, `waits`, `followed`; `exam_running`: the caller sits an exam of this course")))]
pub async fn ask(
    visit: Visit,
    InPath((course, lesson)): InPath<(String, String)>,
    Input(wish): Input<AskWish>,
) -> Result<(StatusCode, Json<AskedView>), Problem> {
    let at = wish.at.map(|at| at.0).unwrap_or_default();
    let typed = TypedInquiry { at, words: wish.words.0, follows: wish.follows };
    let inquiry = actions::ask(&visit, &visit.person()?, &course, &lesson, typed).await?.to_string();
    Ok((StatusCode::CREATED, Json(AskedView { inquiry })))
}

/// What the caller has asked, the newest first.
#[utoipa::path(get, path = "/api/v1/me/questions", tag = "learning",
    responses((status = 200, body = [InquiryView]), (status = 401, description = "`sign_in`")))]
pub async fn own(visit: Visit) -> Result<Json<Vec<InquiryView>>, Problem> {
    let all = actions::own(&visit, &visit.person()?).await?;
    Ok(Json(all.into_iter().map(|i| view(i, false)).collect()))
}

/// Take back a question that nobody has answered.
#[utoipa::path(delete, path = "/api/v1/me/questions/{inquiry}", tag = "learning", params(("inquiry" = String, Path)),
    responses((status = 204, description = "it is taken back"), (status = 401, description = "`sign_in`"), (status = 404, description = "`not_found`"),
        (status = 409, description = "`answered`")))]
pub async fn take_back(visit: Visit, InPath(inquiry): InPath<String>) -> Result<StatusCode, Problem> {
    let person = visit.person()?;
    actions::take_back(&visit, &person, inquiry.parse().map_err(|_| Problem::NotFound)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What waits for an answer in a course, the oldest first.
#[utoipa::path(get, path = "/api/v1/workshop/{course}/questions", tag = "workshop", params(("course" = String, Path)),
    responses((status = 200, body = [InquiryView]), (status = 404, description = "`not_found`")))]
pub async fn open(visit: Visit, InPath(course): InPath<String>) -> Result<Json<Vec<InquiryView>>, Problem> {
    let open = visit.site.store.open_inquiries(&visit.author()?, Some(&course)).await?;
    Ok(Json(open.into_iter().map(|i| view(i, true)).collect()))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerWish {
    /// In Markdown; absent where it has been answered and only its readers change.
    pub answer: Option<AnswerText>,
    /// Whether everybody who reads the lesson sees question and answer, without the asker's name.
    pub shown: bool,
}

/// Answer a question, or decide who sees an answered one.
#[utoipa::path(put, path = "/api/v1/workshop/{course}/questions/{inquiry}", tag = "workshop", request_body = AnswerWish,
    params(("course" = String, Path), ("inquiry" = String, Path)),
    responses((status = 204, description = "done"), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`, `answered`, `own_case`")))]
pub async fn answer(
    visit: Visit,
    InPath((course, inquiry)): InPath<(String, String)>,
    Input(wish): Input<AnswerWish>,
) -> Result<StatusCode, Problem> {
    let author = visit.author()?;
    let id = inquiry.parse().map_err(|_| Problem::NotFound)?;
    match wish.answer {
        Some(text) => actions::answer(&visit, &author, &course, id, &text.0, wish.shown).await?,
        None => actions::show(&visit, &author, &course, id, wish.shown).await?,
    };
    Ok(StatusCode::NO_CONTENT)
}
