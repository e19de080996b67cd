//! What lies beside the texts of a course: pictures, recordings, files to download. For teachers, within the courses that their role reaches.

use crate::{
    address::{InPath, InQuery},
    shape::FileBytes,
};
use axum::{Json, body::Bytes, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_authoring::media::actions::{self, MediaLine, MediaUpload};
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Serialize, ToSchema)]
pub struct MediaShelfView {
    pub files: Vec<MediaFileView>,
    /// Bytes of all of them.
    pub used: u64,
    /// The most bytes that they may have together.
    pub quota: u64,
}

#[derive(Serialize, ToSchema)]
pub struct MediaFileView {
    pub name: String,
    /// `picture`, `sound`, `film`, `captions`, `transcript` or `data`.
    pub kind: &'static str,
    pub bytes: u64,
    pub sha256: String,
    /// Whether this is not what is published by its name.
    pub draft: bool,
    /// Where lessons and items use it; empty where nothing does.
    pub uses: Vec<MediaUseView>,
}

#[derive(Serialize, ToSchema)]
pub struct MediaUseView {
    pub path: String,
    /// From 1.
    pub line: usize,
}

fn view(file: MediaLine) -> MediaFileView {
    let uses = file.uses.into_iter().map(|place| MediaUseView { path: place.path, line: place.line }).collect();
    MediaFileView { kind: file.kind.code(), name: file.name, bytes: file.length, sha256: file.hash, draft: file.is_draft, uses }
}

/// The files beside the texts of a course as it is with its drafts, and where each is used.
#[utoipa::path(get, path = "/api/v1/workshop/{course}/media", tag = "workshop", params(("course" = String, Path)),
    responses((status = 200, body = MediaShelfView), (status = 404, description = "`not_found`")))]
pub async fn list(visit: Visit, InPath(course): InPath<String>) -> Result<Json<MediaShelfView>, Problem> {
    let shelf = actions::list(&visit, &visit.author()?, &course).await?;
    Ok(Json(MediaShelfView { files: shelf.files.into_iter().map(view).collect(), used: shelf.used, quota: shelf.quota }))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct OfMedia {
    name: String,
    replace: String,
}

#[derive(Serialize, ToSchema)]
pub struct TakenMediaView {
    /// As texts name it.
    pub name: String,
    /// What could act and was taken out of a drawing, as it stood there.
    pub removed: Vec<String>,
    /// Whether it is a photograph that was longer than a picture may be, and was made smaller.
    pub smaller: bool,
}

/// Take a file in as a draft. What a photograph tells of place and camera is taken out, and what could act of a drawing.
#[utoipa::path(post, path = "/api/v1/workshop/{course}/media", tag = "workshop",
    params(("course" = String, Path), ("name" = String, Query), ("replace" = Option<String>, Query)),
    request_body(content = FileBytes, content_type = "application/octet-stream"),
    responses((status = 201, body = TakenMediaView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`: its type, its length, what is in it, or its name is taken; `quota_full`, `changed`, `too_many`")))]
pub async fn put(
    visit: Visit,
    InPath(course): InPath<String>,
    InQuery(of): InQuery<OfMedia>,
    bytes: Bytes,
) -> Result<(StatusCode, Json<TakenMediaView>), Problem> {
    let upload = MediaUpload { name: of.name, bytes: bytes.to_vec(), replaces: of.replace == "true" };
    let taken = actions::put(&visit, &visit.author()?, &course, upload).await?;
    Ok((StatusCode::CREATED, Json(TakenMediaView { name: taken.name, removed: taken.removed, smaller: taken.smaller })))
}

/// Take a file away that no text uses, as a draft.
#[utoipa::path(delete, path = "/api/v1/workshop/{course}/media/{name}", tag = "workshop", params(("course" = String, Path), ("name" = String, Path)),
    responses((status = 204, description = "taken away"), (status = 404, description = "`not_found`"), (status = 409, description = "`in_use`, `changed`")))]
pub async fn remove(visit: Visit, InPath((course, name)): InPath<(String, String)>) -> Result<StatusCode, Problem> {
    actions::remove(&visit, &visit.author()?, &course, &name).await?;
    Ok(StatusCode::NO_CONTENT)
}
