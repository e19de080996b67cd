//! Documents of other programs: as the draft of a lesson, or as Markdown for an editor. For teachers.

use crate::{
    address::{InPath, InQuery},
    shape::FileBytes,
};
use axum::{Json, body::Bytes, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_authoring::document::actions::{self, TakenText};
use zhixing_domain::lang::Lang;
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct OfDocument {
    name: String,
}

#[derive(Serialize, ToSchema)]
pub struct BroughtDocumentView {
    /// Of the lesson.
    pub path: String,
    /// What was changed or left out.
    pub said: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct PastedView {
    /// In our Markdown.
    pub text: String,
    /// What was changed or left out.
    pub said: Vec<String>,
}

fn said(taken: &TakenText, lang: Lang) -> Vec<String> {
    taken.said.iter().map(|words| words.get(lang).clone()).collect()
}

/// Take a document (`.docx`, `.html`) as the draft of a lesson.
#[utoipa::path(post, path = "/api/v1/workshop/{course}/documents", tag = "workshop",
    params(("course" = String, Path), ("name" = Option<String>, Query)),
    request_body(content = FileBytes, content_type = "application/octet-stream"),
    responses((status = 201, body = BroughtDocumentView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`: it cannot be read; `too_long`, `too_many`, `quota_full`")))]
pub async fn take(
    visit: Visit,
    InPath(course): InPath<String>,
    InQuery(of): InQuery<OfDocument>,
    bytes: Bytes,
) -> Result<(StatusCode, Json<BroughtDocumentView>), Problem> {
    let taken = actions::take(&visit, &visit.author()?, &course, of.name, bytes.to_vec()).await?;
    Ok((StatusCode::CREATED, Json(BroughtDocumentView { said: said(&taken, visit.lang), path: taken.text })))
}

/// Give a page of HTML as Markdown; pictures that are in it become drafts of the course.
#[utoipa::path(post, path = "/api/v1/workshop/{course}/pastes", tag = "workshop", params(("course" = String, Path)),
    request_body(content = FileBytes, content_type = "application/octet-stream"),
    responses((status = 200, body = PastedView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`: there are no words in it; `too_long`, `too_many`, `quota_full`")))]
pub async fn paste(visit: Visit, InPath(course): InPath<String>, bytes: Bytes) -> Result<Json<PastedView>, Problem> {
    let taken = actions::paste(&visit, &visit.author()?, &course, bytes.to_vec()).await?;
    Ok(Json(PastedView { said: said(&taken, visit.lang), text: taken.text }))
}
