//! Folders of somebody else's Markdown: what each page of one becomes, and its pages as drafts of lessons. For teachers.

use crate::{
    address::{InPath, InQuery},
    pattern::numbers,
    shape::FileBytes,
};
use axum::{Json, body::Bytes, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_authoring::folder::actions::{self, FolderChoice, SeenFolder};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    banks::{BankUpload, BankWords},
    guard::Visit,
    problem::Problem,
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct OfFolder {
    name: String,
    pages: String,
}

impl OfFolder {
    fn of(&self, bytes: Bytes) -> BankUpload {
        let called = if bytes.starts_with(b"PK") { "folder.zip" } else { "page.md" };
        let name = if self.name.is_empty() { called.into() } else { self.name.clone() };
        BankUpload { name, bytes: bytes.to_vec(), format: None }
    }

    /// `1,3,7`; nothing for those that the contents of the folder name.
    fn wish(&self) -> FolderChoice {
        let chosen = || numbers(&self.pages).collect();
        FolderChoice { chosen: (!self.pages.is_empty()).then(chosen), ..FolderChoice::default() }
    }
}

#[derive(Serialize, ToSchema)]
pub struct BroughtFolderView {
    /// `mdbook`, `mkdocs`, `myst`, `carpentries`, `notebooks` or `markdown`.
    pub kind: &'static str,
    pub pages: Vec<BroughtPageView>,
    /// How many come along.
    pub pictures: usize,
    /// What is told of the folder as a whole.
    pub said: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct BroughtPageView {
    /// From 1.
    pub n: usize,
    /// The file within the folder.
    pub source: String,
    pub encoding: String,
    pub title: String,
    /// Whether it comes where nothing is chosen.
    pub comes: bool,
    /// The lesson's file; absent where it stays out, as is its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// In our Markdown, with its front matter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What was changed or left out, or why it stays out.
    pub said: Vec<String>,
    /// What of it keeps the course from being published.
    pub errors: Vec<String>,
}

fn view(seen: SeenFolder, lang: Lang) -> BroughtFolderView {
    let say = |said: &[BankWords]| said.iter().map(|words| words.get(lang).clone()).collect::<Vec<_>>();
    let SeenFolder { folder, flaws, .. } = seen;
    let pages = (1..).zip(folder.pages).map(|(n, page)| {
        let (file, text) = page.written.unzip();
        let errors = file.as_ref().and_then(|file| flaws.get(file)).map(|flaws| say(flaws)).unwrap_or_default();
        BroughtPageView {
            n,
            source: page.source,
            encoding: page.encoding,
            title: page.title,
            comes: page.comes,
            file,
            text,
            said: say(&page.said),
            errors,
        }
    });
    BroughtFolderView { kind: folder.kind, pages: pages.collect(), pictures: folder.pictures.len(), said: say(&folder.said) }
}

/// See what a folder of Markdown (a ZIP, or one file) becomes, page by page. Nothing is kept.
#[utoipa::path(post, path = "/api/v1/workshop/{course}/folders", tag = "workshop",
    params(("course" = String, Path), ("name" = Option<String>, Query), ("pages" = Option<String>, Query)),
    request_body(content = FileBytes, content_type = "application/octet-stream"),
    responses((status = 200, body = BroughtFolderView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`: there is no page in it, or it is damaged or too large")))]
pub async fn look(
    visit: Visit,
    InPath(course): InPath<String>,
    InQuery(of): InQuery<OfFolder>,
    bytes: Bytes,
) -> Result<Json<BroughtFolderView>, Problem> {
    let seen = actions::look(&visit, &visit.author()?, &course, of.of(bytes), &of.wish()).await?;
    Ok(Json(view(seen, visit.lang)))
}

#[derive(Serialize, ToSchema)]
pub struct TakenPagesView {
    /// Of the lessons, in their order.
    pub paths: Vec<String>,
}

/// Take pages of a folder as drafts of lessons: those that its contents name, or those with these numbers.
#[utoipa::path(post, path = "/api/v1/workshop/{course}/folders/drafts", tag = "workshop",
    params(("course" = String, Path), ("name" = Option<String>, Query), ("pages" = Option<String>, Query)),
    request_body(content = FileBytes, content_type = "application/octet-stream"),
    responses((status = 201, body = TakenPagesView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`, `taken`, `too_long`, `too_many`, `quota_full`")))]
pub async fn take(
    visit: Visit,
    InPath(course): InPath<String>,
    InQuery(of): InQuery<OfFolder>,
    bytes: Bytes,
) -> Result<(StatusCode, Json<TakenPagesView>), Problem> {
    let taken = actions::take(&visit, &visit.author()?, &course, of.of(bytes), &of.wish()).await?;
    Ok((StatusCode::CREATED, Json(TakenPagesView { paths: taken.into_iter().map(|(_, path)| path).collect() })))
}
