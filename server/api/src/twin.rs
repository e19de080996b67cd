//! How old the English of a file is, part by part. For teachers.

use crate::{
    address::{InPath, InQuery},
    workshop::OfPath,
};
use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;
use zhixing_authoring::twin::actions;
use zhixing_domain::workshop::twin_age::{PartText, TwinPart};
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Serialize, ToSchema)]
pub struct PartTextView {
    /// Where it begins, from 1.
    pub line: usize,
    pub text: String,
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
    let text = |part: PartText| PartTextView { line: part.line, text: part.text };
    let view = |part: TwinPart| TwinPartView {
        zh: part.zh.map(text),
        en: part.en.map(text),
        older_since: part.since.map(|at| at.ms()),
        was: part.was,
    };
    Ok(Json(ComparedTwinView { path: twin.path, has_twin: twin.has_twin, parts: twin.parts.into_iter().map(view).collect() }))
}
