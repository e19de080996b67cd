//! Words in all files of a course: where they stand, and others in their place. For teachers.

use crate::{
    address::InPath,
    json::Input,
    shape::{FilePath, InsteadText, LangWord, LineNumber, PublicationDigest, SoughtText, TextKindWord},
};
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_authoring::{
    many::SeenFiles,
    replacing::actions::{self, ChosenLines, FoundWords, HitFile, ReplaceWish},
};
use zhixing_domain::lang::{Bilingual, Lang};
use zhixing_shell::{content::ContentFlaw, guard::Visit, problem::Problem};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchWish {
    pub words: SoughtText,
    pub instead: InsteadText,
    /// Whether letters of the same case alone are meant.
    #[serde(default)]
    pub exactly: bool,
    /// In files of one language alone.
    pub lang: Option<LangWord>,
    /// In files of one kind alone.
    pub kind: Option<TextKindWord>,
}

impl SearchWish {
    fn read(&self) -> Result<ReplaceWish, Problem> {
        let word = |word: Option<&'static str>| word.unwrap_or_default();
        let (lang, kind) = (word(self.lang.as_ref().map(|l| l.0)), word(self.kind.as_ref().map(|k| k.0)));
        ReplaceWish::read(&self.words.0, &self.instead.0, self.exactly, lang, kind)
    }
}

#[derive(Serialize, ToSchema)]
pub struct HitLineView {
    /// From 1.
    pub line: usize,
    /// What stands there; of a long line the part around the words.
    pub now: String,
    /// What would stand there.
    pub then: String,
}

#[derive(Serialize, ToSchema)]
pub struct HitFileView {
    pub path: String,
    /// The hash of what was looked at.
    pub seen: String,
    pub lines: Vec<HitLineView>,
}

#[derive(Serialize, ToSchema)]
pub struct SoughtView {
    pub files: Vec<HitFileView>,
    /// How many places there are, 10,000 at most.
    pub hits: usize,
    /// Whether there are more.
    pub cut: bool,
    /// Files that were not looked through: too long, or not UTF-8.
    pub left_out: Vec<String>,
    /// What would keep the course from being published if all were replaced.
    pub errors: Vec<FileFlawView>,
}

/// What is wrong in a file.
#[derive(Serialize, ToSchema)]
pub struct FileFlawView {
    pub path: String,
    /// From 1.
    pub line: usize,
    pub words: String,
    /// What to write instead.
    pub advice: String,
}

pub(crate) fn flaws(flaws: Vec<ContentFlaw>, lang: Lang) -> Vec<FileFlawView> {
    let said = |words: &Bilingual<String>| words.get(lang).clone();
    let view = |flaw: ContentFlaw| FileFlawView { line: flaw.line, words: said(&flaw.words), advice: said(&flaw.advice), path: flaw.path };
    flaws.into_iter().map(view).collect()
}

fn view(found: FoundWords, lang: Lang) -> SoughtView {
    let file = |file: HitFile| HitFileView {
        path: file.path,
        seen: file.seen,
        lines: file.lines.iter().map(|line| HitLineView { line: line.line, now: line.now(), then: line.then() }).collect(),
    };
    SoughtView {
        hits: found.hits,
        cut: found.is_cut,
        left_out: found.left_out,
        errors: flaws(found.flaws, lang),
        files: found.files.into_iter().map(file).collect(),
    }
}

/// See what replacing words in all files of a course would change. Nothing is kept.
#[utoipa::path(post, path = "/api/v1/workshop/{course}/replacements", tag = "workshop", params(("course" = String, Path)), request_body = SearchWish,
    responses((status = 200, body = SoughtView), (status = 404, description = "`not_found`"), (status = 409, description = "`invalid`")))]
pub async fn look(visit: Visit, InPath(course): InPath<String>, Input(wish): Input<SearchWish>) -> Result<Json<SoughtView>, Problem> {
    let found = actions::look(&visit, &visit.author()?, &course, &wish.read()?).await?;
    Ok(Json(view(found, visit.lang)))
}

/// A file as it was seen, and its lines in which words are replaced.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChosenFileWish {
    pub path: FilePath,
    pub seen: PublicationDigest,
    /// All of them where nothing is said.
    pub lines: Option<Vec<LineNumber>>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplacingWish {
    pub search: SearchWish,
    pub files: Vec<ChosenFileWish>,
}

#[derive(Serialize, ToSchema)]
pub struct ReplacedView {
    /// How many files changed.
    pub files: usize,
}

/// Replace words in the chosen lines, as drafts and in one step.
#[utoipa::path(post, path = "/api/v1/workshop/{course}/replacements/drafts", tag = "workshop", params(("course" = String, Path)), request_body = ReplacingWish,
    responses((status = 200, body = ReplacedView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`; `changed`: somebody changed one of the files since it was seen, and nothing was written; `too_long`, `too_many`")))]
pub async fn replace(
    visit: Visit,
    InPath(course): InPath<String>,
    Input(wish): Input<ReplacingWish>,
) -> Result<Json<ReplacedView>, Problem> {
    let mut chosen = ChosenLines::default();
    let ReplacingWish { search, files } = wish;
    for ChosenFileWish { path: FilePath(path), seen, lines } in files {
        match lines {
            Some(lines) => chosen.lines.extend(lines.into_iter().map(|n| (path.clone(), usize::try_from(n.0).unwrap_or_default()))),
            None => chosen.whole.extend([path.clone()]),
        }
        let SeenFiles(files) = &mut chosen.seen;
        files.insert(path, seen.0);
    }
    let files = actions::replace(&visit, &visit.author()?, &course, &search.read()?, &chosen).await?;
    Ok(Json(ReplacedView { files }))
}
