//! The workshop: drafts of courseware, and what is not right in them. For teachers, within the courses that their role reaches.

use crate::{
    address::{InPath, InQuery},
    json::Input,
    shape::{DraftNumber, FileActWord, FilePath, FileTitle, LangWord, MarkdownText, NewFileWord, PublicationDigest, ReasonText, Slug},
};
use axum::{Json, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_authoring::{
    actions::{self, SaveOutcome, TypedDraft},
    copying, earlier,
    file_act::{self, FileAct},
    gone, preview,
};
use zhixing_domain::{
    lang::{Bilingual, Lang},
    workshop::template::NewKind,
};
use zhixing_shell::{content::ContentFlaw, guard::Visit, problem::Problem};

/// A file: the hashes of what is published and of its draft.
#[derive(Serialize, ToSchema)]
pub struct WorkshopFileView {
    pub path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// The number of the draft; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rev: Option<i64>,
    /// Absent where there is no draft, or it says that the file goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edited_at: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edited_by: Option<String>,
}

/// Every file of the courses that the caller reaches.
#[utoipa::path(get, path = "/api/v1/workshop", tag = "workshop",
    responses((status = 200, body = [WorkshopFileView]), (status = 404, description = "`not_found`")))]
pub async fn list(visit: Visit) -> Result<Json<Vec<WorkshopFileView>>, Problem> {
    let lines = visit.site.store.workshop(&visit.author()?).await?;
    let view = |line: zhixing_store::WorkshopLine| {
        let (edited_at, edited_by) = line.edited.map(|(at, who)| (at.ms(), who)).unzip();
        WorkshopFileView { path: line.path, published: line.published, rev: line.rev, draft: line.draft, edited_at, edited_by }
    };
    Ok(Json(lines.into_iter().map(view).collect()))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCourseWish {
    /// Its name in addresses.
    pub name: Slug,
    pub title: FileTitle,
    /// The language that it is written in; by default Chinese, to which English can be written beside it. A copy has that of its original.
    pub language: Option<LangWord>,
    /// A course that the caller reads: the new one has all its files, as they are with their drafts.
    pub copy_of: Option<Slug>,
}

#[derive(Serialize, ToSchema)]
pub struct PathView {
    pub path: String,
}

/// Begin a course, with what it is and a first lesson, or as a copy of another one.
#[utoipa::path(post, path = "/api/v1/workshop", tag = "workshop", request_body = NewCourseWish,
    responses((status = 201, body = PathView), (status = 404, description = "`not_found`"), (status = 409, description = "`invalid`, `taken`, `too_many`")))]
pub async fn begin(visit: Visit, Input(wish): Input<NewCourseWish>) -> Result<(StatusCode, Json<PathView>), Problem> {
    let own = wish.language.and_then(|word| Lang::from_code(word.0)).unwrap_or_default();
    let author = visit.author()?;
    let path = match wish.copy_of {
        None => actions::begin_course(&visit, &author, &wish.name.0, &wish.title.0, own).await?,
        Some(from) => copying::begin_copy(&visit, &author, &from.0, &wish.name.0, &wish.title.0).await?,
    };
    Ok((StatusCode::CREATED, Json(PathView { path })))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFileWish {
    pub kind: NewFileWord,
    pub name: Slug,
    pub title: FileTitle,
}

/// Begin a lesson, a bank or a plan from its template; or, with `standards` for the course, an occupational standard.
#[utoipa::path(post, path = "/api/v1/workshop/{course}/files", tag = "workshop", params(("course" = String, Path)), request_body = NewFileWish,
    responses((status = 201, body = PathView), (status = 404, description = "`not_found`"), (status = 409, description = "`invalid`, `taken`, `too_many`")))]
pub async fn begin_file(
    visit: Visit,
    InPath(course): InPath<String>,
    Input(wish): Input<NewFileWish>,
) -> Result<(StatusCode, Json<PathView>), Problem> {
    let kind = NewKind::from_code(wish.kind.0).ok_or(Problem::NotFound)?;
    let path = actions::begin_file(&visit, &visit.author()?, &course, kind, &wish.name.0, &wish.title.0).await?;
    Ok((StatusCode::CREATED, Json(PathView { path })))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TwinWish {
    /// The Chinese file.
    pub path: FilePath,
}

/// Begin the English twin of a file.
#[utoipa::path(post, path = "/api/v1/workshop/{course}/twins", tag = "workshop", params(("course" = String, Path)), request_body = TwinWish,
    responses((status = 201, body = PathView), (status = 404, description = "`not_found`"), (status = 409, description = "`taken`, `not_utf8`")))]
pub async fn begin_twin(
    visit: Visit,
    InPath(course): InPath<String>,
    Input(wish): Input<TwinWish>,
) -> Result<(StatusCode, Json<PathView>), Problem> {
    let path = actions::begin_twin(&visit, &visit.author()?, &course, &wish.path.0).await?;
    Ok((StatusCode::CREATED, Json(PathView { path })))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct OfPath {
    pub path: String,
}

#[derive(Serialize, ToSchema)]
pub struct DraftView {
    pub path: String,
    /// Absent where the file goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The number of the draft; 0 where there is none.
    pub rev: i64,
    /// The hash of the published file that it began from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// The hash of what is published now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edited_by: Option<String>,
}

/// Read a file: its draft where there is one, else what is published.
#[utoipa::path(get, path = "/api/v1/workshop/{course}/drafts", tag = "workshop", params(("course" = String, Path), ("path" = String, Query)),
    responses((status = 200, body = DraftView), (status = 404, description = "`not_found`"), (status = 409, description = "`not_utf8`")))]
pub async fn read(visit: Visit, InPath(course): InPath<String>, InQuery(asked): InQuery<OfPath>) -> Result<Json<DraftView>, Problem> {
    let file = actions::file(&visit, &visit.author()?, &course, &asked.path).await?;
    if file.bytes.is_none() && file.rev == 0 {
        return Err(Problem::NotFound);
    }
    let text = file.bytes.is_some().then(|| actions::text_of(&file)).transpose()?;
    let edited_by = file.edited.map(|(_, who)| who);
    Ok(Json(DraftView { path: file.path, text, rev: file.rev, base: file.base, published: file.published, edited_by }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftWish {
    pub path: FilePath,
    pub text: MarkdownText,
    /// The number of the draft that the text began from.
    pub seen: DraftNumber,
    /// The hash of the published file that it began from.
    pub base: Option<PublicationDigest>,
    /// Whether what was published meanwhile, `base`, is in it.
    #[serde(default)]
    pub takes_in: bool,
    /// Why, for its history.
    pub reason: Option<ReasonText>,
}

#[derive(Serialize, ToSchema)]
pub struct SavedDraftView {
    /// `saved`, `merged` (with what somebody else had saved), or `torn`: nothing was saved, both changed the same paragraphs.
    pub outcome: &'static str,
    /// The number of the draft that is there now.
    pub rev: i64,
    /// The text as it is kept; of what is torn, with the caller's paragraphs.
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edited_by: Option<String>,
    /// The paragraphs that people have to decide.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub torn: Vec<TornView>,
}

#[derive(Serialize, ToSchema)]
pub struct TornView {
    pub mine: String,
    pub theirs: String,
}

/// Save a draft. What somebody else saved meanwhile is brought together with it by paragraph, and never overwritten.
#[utoipa::path(put, path = "/api/v1/workshop/{course}/drafts", tag = "workshop", params(("course" = String, Path)), request_body = DraftWish,
    responses((status = 200, body = SavedDraftView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`not_utf8`, `too_long`, `too_many`")))]
pub async fn save(visit: Visit, InPath(course): InPath<String>, Input(wish): Input<DraftWish>) -> Result<Json<SavedDraftView>, Problem> {
    let reason = wish.reason.map(|reason| reason.0).unwrap_or_default();
    let typed = TypedDraft { text: wish.text.0, seen: wish.seen.0, base: wish.base.map(|b| b.0), takes_in: wish.takes_in, reason };
    Ok(Json(match actions::save(&visit, &visit.author()?, &course, &wish.path.0, typed).await? {
        SaveOutcome::Saved { rev, text, with } => {
            let outcome = if with.is_some() { "merged" } else { "saved" };
            SavedDraftView { outcome, rev, text, edited_by: with.map(|(_, who)| who), torn: vec![] }
        }
        SaveOutcome::Torn { now, merged } => {
            let torn = merged.torn().map(|(mine, theirs)| TornView { mine: mine.into(), theirs: theirs.into() }).collect();
            SavedDraftView { outcome: "torn", rev: now.rev, text: merged.mine(), edited_by: now.edited.map(|(_, who)| who), torn }
        }
    }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewWish {
    pub path: FilePath,
    pub text: MarkdownText,
    /// Whether other files of the course are looked through as well, for `elsewhere`; they are where nothing is said.
    pub whole: Option<bool>,
}

/// Lines of the text, from 1, up to `to`, which stays, and what stands in their place.
#[derive(Serialize, ToSchema)]
pub struct FlawFixView {
    pub from: usize,
    pub to: usize,
    pub text: String,
}

#[derive(Serialize, ToSchema)]
pub struct FlawView {
    /// From 1.
    pub line: usize,
    /// Whether it keeps the content from being published; else it is advice.
    pub error: bool,
    pub words: String,
    /// What to write instead.
    pub advice: String,
    /// What is surely meant; absent where none is sure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<FlawFixView>,
}

#[derive(Serialize, ToSchema)]
pub struct PreviewView {
    /// What learners will see, as HTML; empty where nothing can be shown.
    pub preview: String,
    pub problems: Vec<FlawView>,
    /// How many problems other files of the course have; absent where they were not looked through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<usize>,
    /// The number of the draft that is kept now: another one than the caller began from says that somebody saved.
    pub rev: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edited_by: Option<String>,
}

/// See what learners will see of a text, and what is not right in it. Nothing is kept.
#[utoipa::path(post, path = "/api/v1/workshop/{course}/previews", tag = "workshop", params(("course" = String, Path)), request_body = PreviewWish,
    responses((status = 200, body = PreviewView), (status = 404, description = "`not_found`")))]
pub async fn show(visit: Visit, InPath(course): InPath<String>, Input(wish): Input<PreviewWish>) -> Result<Json<PreviewView>, Problem> {
    let author = visit.author()?;
    let seen = preview::of(&visit, &author, &course, &wish.path.0, Some(&wish.text.0), wish.whole.unwrap_or(true)).await?;
    let now = actions::file(&visit, &author, &course, &wish.path.0).await?;
    let said = |words: &Bilingual<String>| words.get(visit.lang).clone();
    let fix = |f: &ContentFlaw| f.fix.clone().map(|fix| FlawFixView { from: fix.from, to: fix.to, text: fix.text });
    let flaw = |f: &ContentFlaw| FlawView { line: f.line, error: f.is_error, words: said(&f.words), advice: said(&f.advice), fix: fix(f) };
    let problems = seen.flaws.iter().map(flaw).collect();
    let edited_by = now.edited.map(|(_, who)| who);
    Ok(Json(PreviewView { preview: seen.html, problems, elsewhere: seen.elsewhere, rev: now.rev, edited_by }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FileActWish {
    pub act: FileActWord,
    pub path: FilePath,
    /// The number of the draft that the caller saw.
    pub seen: DraftNumber,
    /// The new path; for `rename` and `copy`.
    pub to: Option<FilePath>,
    /// The number of the version; for `restore`.
    pub rev: Option<DraftNumber>,
    /// The publication whose version it is, in place of a number; for `restore`.
    pub publication: Option<PublicationDigest>,
}

/// An item that has another id than its original.
#[derive(Serialize, ToSchema)]
pub struct NewItemIdView {
    pub was: String,
    pub now: String,
}

#[derive(Serialize, ToSchema)]
pub struct ChangedFileView {
    pub path: String,
    /// The items of a copy whose ids were taken where it went.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub new_ids: Vec<NewItemIdView>,
    /// The names of the files that went along into another course.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<String>,
}

/// Do something to a file as a whole; its English twin is renamed, copied and deleted with it. It may go into another course that the caller writes.
/// `bring_back` restores the newest version in which it was there, also of a file beside the texts.
#[utoipa::path(post, path = "/api/v1/workshop/{course}/changes", tag = "workshop", params(("course" = String, Path)), request_body = FileActWish,
    responses((status = 200, body = ChangedFileView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`, `changed`, `taken`, `too_many`")))]
pub async fn change(
    visit: Visit,
    InPath(course): InPath<String>,
    Input(wish): Input<FileActWish>,
) -> Result<Json<ChangedFileView>, Problem> {
    let (to, rev) = (wish.to.map(|to| to.0).unwrap_or_default(), wish.rev.map_or(0, |rev| rev.0));
    let publication = wish.publication.map(|digest| digest.0).unwrap_or_default();
    let act = FileAct::read(wish.act.0, &to, (rev, &publication)).ok_or(Problem::NotFound)?;
    let done = file_act::act(&visit, &visit.author()?, &course, &wish.path.0, wish.seen.0, act).await?;
    let new_ids = done.new_ids.into_iter().map(|(was, now)| NewItemIdView { was, now }).collect();
    Ok(Json(ChangedFileView { path: done.path, new_ids, media: done.media }))
}

/// A file that is not there any more.
#[derive(Serialize, ToSchema)]
pub struct GoneFileView {
    pub path: String,
    /// The number of the draft that says so; 0 where that is published.
    pub rev: i64,
    /// When what it was last was saved or published.
    pub last_at: i64,
}

/// The files of a course that were deleted or renamed, also those beside its texts, what went last first.
#[utoipa::path(get, path = "/api/v1/workshop/{course}/deleted", tag = "workshop", params(("course" = String, Path)),
    responses((status = 200, body = [GoneFileView]), (status = 404, description = "`not_found`")))]
pub async fn deleted(visit: Visit, InPath(course): InPath<String>) -> Result<Json<Vec<GoneFileView>>, Problem> {
    let gone = gone::list(&visit, &visit.author()?, &course).await?;
    Ok(Json(gone.into_iter().map(|file| GoneFileView { path: file.path, rev: file.rev, last_at: file.last.ms() }).collect()))
}

#[derive(Serialize, ToSchema)]
pub struct FileVersionView {
    /// 0 for what was published without a draft: from a folder, or by going back.
    pub rev: i64,
    pub at: i64,
    /// A person's name, `system` or `operator`.
    pub by: String,
    /// `created`, `brought_in`, `saved`, `merged`, `renamed`, `copied`, `deleted`, `restored`, `discarded`, `published`, `replaced`, `items_changed`,
    /// `went_back` or `still_right`.
    pub why: &'static str,
    /// Why, as whoever saved or published it wrote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The publication that took it in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publication: Option<String>,
    /// Of its bytes; absent where the file was not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// The versions of a file that were saved or published, the newest first; also of one beside the texts.
#[utoipa::path(get, path = "/api/v1/workshop/{course}/history", tag = "workshop", params(("course" = String, Path), ("path" = String, Query)),
    responses((status = 200, body = [FileVersionView]), (status = 404, description = "`not_found`")))]
pub async fn history(
    visit: Visit,
    InPath(course): InPath<String>,
    InQuery(asked): InQuery<OfPath>,
) -> Result<Json<Vec<FileVersionView>>, Problem> {
    let author = visit.author()?;
    earlier::file(&visit, &author, &course, &asked.path).await?;
    let versions = visit.site.store.file_history(&author, &asked.path).await?;
    let view = |v: zhixing_store::FileVersion| FileVersionView {
        rev: v.rev,
        at: v.at.ms(),
        by: v.who,
        why: v.why.code(),
        reason: v.reason,
        publication: v.publication,
        sha256: v.hash,
    };
    Ok(Json(versions.into_iter().map(view).collect()))
}
