//! What was of a course in the workshop: the texts of versions and what differs between them, earlier publications, and what a colleague said of the files.

use crate::{
    address::{InPath, InQuery},
    shape::DraftNumber,
};
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_authoring::history;
use zhixing_domain::workshop::difference::WordFate;
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct OfVersion {
    path: String,
    rev: Option<DraftNumber>,
}

/// Words that stayed, went or came.
#[derive(Serialize, ToSchema)]
pub struct ComparedWordsView {
    /// `kept`, `gone` or `come`.
    pub fate: &'static str,
    pub text: String,
}

#[derive(Serialize, ToSchema)]
pub struct VersionTextView {
    /// 0 for what is published of a file that nobody saved here.
    pub rev: i64,
    /// Empty where the version says that the file went.
    pub text: String,
    /// The text beside the version before, in its order.
    pub differences: Vec<ComparedWordsView>,
}

/// Read a version of a file, the newest where none is named, and what differs from the one before.
#[utoipa::path(get, path = "/api/v1/workshop/{course}/versions", tag = "workshop",
    params(("course" = String, Path), ("path" = String, Query), ("rev" = Option<DraftNumber>, Query)),
    responses((status = 200, body = VersionTextView), (status = 404, description = "`not_found`"), (status = 409, description = "`not_utf8`")))]
pub async fn version(
    visit: Visit,
    InPath(course): InPath<String>,
    InQuery(asked): InQuery<OfVersion>,
) -> Result<Json<VersionTextView>, Problem> {
    let (rev, text, stretches) = history::version(&visit, &visit.author()?, &course, &asked.path, asked.rev.map(|rev| rev.0)).await?;
    let fate = |fate| match fate {
        WordFate::Kept => "kept",
        WordFate::Gone => "gone",
        WordFate::Come => "come",
    };
    let words = stretches.into_iter().flat_map(|stretch| stretch.parts);
    let differences = words.map(|(known, text)| ComparedWordsView { fate: fate(known), text }).collect();
    Ok(Json(VersionTextView { rev, text, differences }))
}

#[derive(Serialize, ToSchema)]
pub struct EarlierPublicationView {
    /// By which one goes back to it.
    pub digest: String,
    pub at: i64,
    pub by: String,
}

/// The publications that changed a course, the newest first.
#[utoipa::path(get, path = "/api/v1/workshop/{course}/publications", tag = "workshop", params(("course" = String, Path)),
    responses((status = 200, body = [EarlierPublicationView]), (status = 404, description = "`not_found`")))]
pub async fn publications(visit: Visit, InPath(course): InPath<String>) -> Result<Json<Vec<EarlierPublicationView>>, Problem> {
    let author = visit.author()?;
    let lines = visit.site.store.publications(&author, &course).await?;
    let view = |line: zhixing_store::PublicationLine| EarlierPublicationView { digest: line.digest, at: line.at.ms(), by: line.who };
    Ok(Json(lines.into_iter().map(view).collect()))
}

#[derive(Serialize, ToSchema)]
pub struct RemarkView {
    pub path: String,
    /// From 1.
    pub line: i64,
    pub text: String,
    pub by: String,
}

#[derive(Serialize, ToSchema)]
pub struct ReviewView {
    /// Of the files that it is about: another `course_digest` of what is proposed says that something changed since.
    pub digest: String,
    /// `asked`, `approved` or `sent_back`.
    pub state: &'static str,
    pub asked_by: String,
    pub asked_at: i64,
    /// The colleague who was asked; absent where any was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<String>,
    /// What was said to whoever asked.
    pub word: String,
    pub remarks: Vec<RemarkView>,
}

#[derive(Serialize, ToSchema)]
pub struct LastReviewView {
    /// Absent where nobody was asked yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewView>,
}

/// The last review of what is to be published of a course, with its remarks.
#[utoipa::path(get, path = "/api/v1/workshop/{course}/review", tag = "workshop", params(("course" = String, Path)),
    responses((status = 200, body = LastReviewView), (status = 404, description = "`not_found`")))]
pub async fn review(visit: Visit, InPath(course): InPath<String>) -> Result<Json<LastReviewView>, Problem> {
    let author = visit.author()?;
    let review = visit.site.store.review(&author, &course).await?;
    Ok(Json(LastReviewView { review: review.map(view_of) }))
}

fn view_of(review: zhixing_store::Review) -> ReviewView {
    let remark = |r: zhixing_store::ReviewRemark| RemarkView { path: r.path, line: r.line, text: r.text, by: r.who };
    ReviewView {
        digest: review.digest,
        state: review.state.code(),
        asked_by: review.who,
        asked_at: review.asked_at.ms(),
        asked_of: review.whom,
        decided_by: review.decided_by,
        word: review.word,
        remarks: review.remarks.into_iter().map(remark).collect(),
    }
}
