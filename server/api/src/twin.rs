//! How old the English of a file is, part by part. For teachers.

use crate::{
    address::{InPath, InQuery},
    json::Input,
    shape::{FilePath, PublicationDigest},
    workshop::OfPath,
};
use axum::{Json, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_authoring::twin::actions;
use zhixing_domain::workshop::twin_age::{PartText, TwinPart};
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Serialize, ToSchema)]
pub struct PartTextView {
    /// Where it begins, from 1.
    pub line: usize,
    pub text: String,
    /// What it is known by until it changes.
    pub mark: String,
}

/// An item, or what stands under a heading.
#[derive(Serialize, ToSchema)]
pub struct TwinPartView {
    /// Absent where the Chinese does not have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zh: Option<PartTextView>,
    /// Absent where it is not in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<PartTextView>,
    /// When the Chinese changed, if its English was written before that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub older_since: Option<i64>,
    /// The Chinese as it was then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ComparedTwinView {
    /// Of the Chinese file.
    pub path: String,
    /// Whether there is an English twin; without one there are no parts.
    pub has_twin: bool,
    /// The hash of the English that was looked at; empty without a twin.
    pub seen: String,
    pub parts: Vec<TwinPartView>,
}

/// A file beside its English twin, whichever of the two is named: what of the Chinese changed since its English was written.
#[utoipa::path(get, path = "/api/v1/workshop/{course}/twin", tag = "workshop", params(("course" = String, Path), ("path" = String, Query)),
    responses((status = 200, body = ComparedTwinView), (status = 404, description = "`not_found`")))]
pub async fn show(
    visit: Visit,
    InPath(course): InPath<String>,
    InQuery(asked): InQuery<OfPath>,
) -> Result<Json<ComparedTwinView>, Problem> {
    let twin = actions::compare(&visit, &visit.author()?, &course, &asked.path).await?;
    let text = |part: PartText| PartTextView { line: part.line, mark: part.mark(), text: part.text };
    let view = |part: TwinPart| TwinPartView {
        zh: part.zh.map(text),
        en: part.en.map(text),
        older_since: part.since.map(|at| at.ms()),
        was: part.was,
    };
    Ok(Json(ComparedTwinView {
        path: twin.path,
        has_twin: twin.has_twin,
        seen: twin.seen,
        parts: twin.parts.into_iter().map(view).collect(),
    }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StillRightWish {
    pub path: FilePath,
    /// The hash of the English that was looked at.
    pub seen: PublicationDigest,
    /// The marks of English parts; all that are older where nothing is said.
    pub parts: Option<Vec<PublicationDigest>>,
}

/// Say of English parts that are older than their Chinese that they are still right: the history keeps it, and no text changes.
#[utoipa::path(post, path = "/api/v1/workshop/{course}/twin", tag = "workshop", params(("course" = String, Path)), request_body = StillRightWish,
    responses((status = 204, description = "kept"), (status = 403, description = "`course_role`"), (status = 404, description = "`not_found`"),
        (status = 409, description = "`changed`: the English is another one by now; `nothing_older`")))]
pub async fn still_right(visit: Visit, InPath(course): InPath<String>, Input(wish): Input<StillRightWish>) -> Result<StatusCode, Problem> {
    let parts = wish.parts.map(|parts| parts.into_iter().map(|part| part.0).collect());
    actions::still_right(&visit, &visit.author()?, &course, &wish.path.0, (&wish.seen.0, parts)).await?;
    Ok(StatusCode::NO_CONTENT)
}
