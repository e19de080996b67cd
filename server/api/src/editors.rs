//! Who has which file of the workshop open. For teachers, within the courses that their role reaches.

use crate::{address::InPath, json::Input, shape::FilePath};
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_authoring::others;
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Serialize, ToSchema)]
pub struct OpenFileView {
    pub path: String,
    /// The names of others who have it open.
    pub others: Vec<String>,
}

/// The files of a course that others have open.
#[utoipa::path(get, path = "/api/v1/workshop/{course}/editors", tag = "workshop", params(("course" = String, Path)),
    responses((status = 200, body = [OpenFileView]), (status = 404, description = "`not_found`")))]
pub async fn list(visit: Visit, InPath(course): InPath<String>) -> Result<Json<Vec<OpenFileView>>, Problem> {
    let files = others::of_course(&visit, &visit.author()?, &course).await?;
    Ok(Json(files.into_iter().map(|(path, others)| OpenFileView { path, others }).collect()))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenFileWish {
    pub path: FilePath,
}

/// Say that the caller, who writes the course, has a file open, for the next fifty seconds; and hear who else has.
#[utoipa::path(put, path = "/api/v1/workshop/{course}/editors", tag = "workshop", params(("course" = String, Path)), request_body = OpenFileWish,
    responses((status = 200, body = OpenFileView), (status = 403, description = "`course_role`"), (status = 404, description = "`not_found`")))]
pub async fn tell(visit: Visit, InPath(course): InPath<String>, Input(wish): Input<OpenFileWish>) -> Result<Json<OpenFileView>, Problem> {
    let others = others::told(&visit, &visit.author()?, &course, &wish.path.0).await?;
    Ok(Json(OpenFileView { path: wish.path.0, others }))
}
