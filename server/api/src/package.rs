//! Courses between installations: ours as one signed file, others looked at and taken as drafts. For teachers.

use crate::{
    address::{InPath, InQuery},
    shape::FileBytes,
};
use axum::{Json, body::Bytes, http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_authoring::package::{
    actions::{self, CourseWish, SeenCourse},
    share,
};
use zhixing_domain::lang::Lang;
use zhixing_shell::{guard::Visit, problem::Problem};

/// A course as it is published, as one file: `<course>.zip`, signed, for another installation, or `<course>.<bank>.zip` of one bank; `<course>.imscc`
/// (Chinese) or `<course>.en.imscc` (English), a Common Cartridge for other platforms.
#[utoipa::path(get, path = "/api/v1/workshop/{course}/packages/{file}", tag = "workshop", params(("course" = String, Path), ("file" = String, Path)),
    responses((status = 200, content_type = "application/octet-stream", body = FileBytes), (status = 404, description = "`not_found`"),
        (status = 409, description = "`package-license`: the course does not say how others may use it")))]
pub async fn file(visit: Visit, InPath((course, file)): InPath<(String, String)>) -> Result<Response, Problem> {
    share::give(&visit, &visit.author()?, &course, &file).await
}

#[derive(Serialize, ToSchema)]
pub struct CourseLossesView {
    /// What the file does not carry.
    pub losses: Vec<String>,
}

/// What a file of a course would not carry.
#[utoipa::path(get, path = "/api/v1/workshop/{course}/packages/{file}/losses", tag = "workshop",
    params(("course" = String, Path), ("file" = String, Path)),
    responses((status = 200, body = CourseLossesView), (status = 404, description = "`not_found`"), (status = 409, description = "`package-license`")))]
pub async fn losses(visit: Visit, InPath((course, file)): InPath<(String, String)>) -> Result<Json<CourseLossesView>, Problem> {
    let given = share::given(&visit, &visit.author()?, &course, &file).await?;
    Ok(Json(CourseLossesView { losses: given.said.iter().map(|words| words.get(visit.lang).clone()).collect() }))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct OfPackage {
    course: String,
    new_key: String,
    theirs: String,
}

impl OfPackage {
    fn wish(&self) -> CourseWish {
        let theirs = self.theirs.split(',').map(|path| path.trim().to_string()).filter(|path| !path.is_empty()).collect();
        CourseWish { name: self.course.clone(), any_key: self.new_key == "true", theirs }
    }
}

#[derive(Serialize, ToSchema)]
pub struct CoursePackageView {
    /// The folder that it comes into.
    pub course: String,
    pub title: String,
    pub author: String,
    pub license: String,
    /// When it was packed: of two editions the later one is newer.
    pub edition: String,
    /// The decentralised identifier that it says it is of.
    pub issuer: String,
    /// The key that signed it, and its public half as the DID document of its issuer says it.
    pub key: String,
    pub public_key: String,
    /// Files that are the same already are not named.
    pub files: Vec<PackageFileView>,
    /// Why it is not taken into this folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct PackageFileView {
    pub path: String,
    /// `new`, `updated`, `removed`, `merged`, `both`, `kept` or `left`.
    pub step: &'static str,
}

fn view(seen: SeenCourse, lang: Lang) -> CoursePackageView {
    let (about, key) = (seen.manifest, seen.key);
    let (files, refused) = match seen.update {
        Ok(update) => (update.steps.into_iter().map(|(path, step)| PackageFileView { path, step: step.code() }).collect(), None),
        Err(fault) => (vec![], Some(fault.words.get(lang).clone())),
    };
    CoursePackageView {
        course: seen.course,
        title: about.title.get(lang).clone(),
        author: about.rights.author,
        license: about.rights.license,
        edition: about.made_at,
        issuer: about.issuer,
        key: key.id,
        public_key: key.text,
        files,
        refused,
    }
}

/// See what a course of another installation is and what taking it would do. Nothing is kept.
#[utoipa::path(post, path = "/api/v1/packages", tag = "workshop",
    params(("course" = Option<String>, Query), ("new_key" = Option<String>, Query)),
    request_body(content = FileBytes, content_type = "application/octet-stream"),
    responses((status = 200, body = CoursePackageView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`: it is no package, or was changed after it was signed")))]
pub async fn look(visit: Visit, InQuery(of): InQuery<OfPackage>, bytes: Bytes) -> Result<Json<CoursePackageView>, Problem> {
    let seen = actions::look(&visit, &visit.author()?, bytes.into(), &of.wish()).await?;
    Ok(Json(view(seen, visit.lang)))
}

#[derive(Serialize, ToSchema)]
pub struct TakenCourseView {
    /// The folder.
    pub course: String,
    /// How many files are written or go.
    pub files: usize,
}

/// Take a course of another installation as drafts, or bring it up to date: what was changed here stays. Of files that both changed in the same place,
/// those that `theirs` names, parted by commas, become theirs.
#[utoipa::path(post, path = "/api/v1/packages/drafts", tag = "workshop",
    params(("course" = Option<String>, Query), ("new_key" = Option<String>, Query), ("theirs" = Option<String>, Query)),
    request_body(content = FileBytes, content_type = "application/octet-stream"),
    responses((status = 201, body = TakenCourseView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`, `changed`, `too_long`, `too_many`, `quota_full`"), (status = 429, description = "`slow_down`")))]
pub async fn take(visit: Visit, InQuery(of): InQuery<OfPackage>, bytes: Bytes) -> Result<(StatusCode, Json<TakenCourseView>), Problem> {
    let (course, files) = actions::take(&visit, &visit.author()?, bytes.into(), of.wish()).await?;
    Ok((StatusCode::CREATED, Json(TakenCourseView { course, files })))
}
