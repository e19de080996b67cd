//! Banks of other systems: what a file holds, its items as drafts, and banks of ours in other formats. For teachers.

use crate::{
    address::{InPath, InQuery},
    pattern::numbers,
    shape::FileBytes,
};
use axum::{Json, body::Bytes, http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;
use zhixing_authoring::{
    export::{self, ExportWish},
    import::actions::{self, BankTarget, SeenFile},
};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    banks::{BankUpload, BankWords, READ},
    guard::Visit,
    problem::Problem,
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct OfUpload {
    name: String,
    format: String,
    bank: String,
    title: String,
    items: String,
}

impl OfUpload {
    fn of(&self, bytes: Bytes) -> BankUpload {
        let format = Some(self.format.clone()).filter(|format| READ.contains(&format.as_str()));
        let name = if self.name.is_empty() { "bank.txt".into() } else { self.name.clone() };
        BankUpload { name, bytes: bytes.to_vec(), format }
    }

    /// `1,3,7`; nothing for all of them.
    fn chosen(&self) -> Option<BTreeSet<usize>> {
        let chosen: BTreeSet<usize> = numbers(&self.items).collect();
        (!self.items.is_empty()).then_some(chosen)
    }

    /// A bank of the course by its path; else a new one of this name.
    fn target(&self) -> BankTarget {
        match self.bank.contains('/') {
            true => BankTarget::Into(self.bank.clone()),
            false => BankTarget::New { name: self.bank.clone(), title: self.title.clone() },
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct BroughtBankView {
    /// The file within a ZIP.
    pub source: String,
    /// The word of the format that it was read as.
    pub format: &'static str,
    pub encoding: String,
    pub items: Vec<BroughtItemView>,
    /// What the bank as a whole carried and ours does not.
    pub losses: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct BroughtItemView {
    /// From 1, through all banks of the file.
    pub n: usize,
    /// Absent where it stays out, as is its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// In our Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Why it stays out, or what of it ours does not carry.
    pub said: Vec<String>,
    /// What of it keeps the course from being published.
    pub errors: Vec<String>,
}

fn view(seen: &SeenFile, lang: Lang) -> Vec<BroughtBankView> {
    let say = |said: &[BankWords]| said.iter().map(|words| words.get(lang).clone()).collect::<Vec<_>>();
    let mut n = 0;
    let banks = seen.file.banks.iter().map(|bank| {
        let items = bank.items.iter().map(|item| {
            n += 1;
            let (id, text) = item.written.clone().unzip();
            let errors = id.as_ref().and_then(|id| seen.flaws.get(id)).map(|flaws| say(flaws)).unwrap_or_default();
            BroughtItemView { n, id, text, said: say(&item.said), errors }
        });
        let items = items.collect();
        BroughtBankView {
            source: bank.source.clone(),
            format: bank.format,
            encoding: bank.encoding.clone(),
            items,
            losses: say(&bank.losses),
        }
    });
    banks.collect()
}

/// See what a bank of another system holds, item by item. Nothing is kept.
#[utoipa::path(post, path = "/api/v1/workshop/{course}/imports", tag = "workshop",
    params(("course" = String, Path), ("name" = Option<String>, Query), ("format" = Option<String>, Query)),
    request_body(content = FileBytes, content_type = "application/octet-stream"),
    responses((status = 200, body = [BroughtBankView]), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`: no bank was recognised, or it is damaged or too large")))]
pub async fn look(
    visit: Visit,
    InPath(course): InPath<String>,
    InQuery(of): InQuery<OfUpload>,
    bytes: Bytes,
) -> Result<Json<Vec<BroughtBankView>>, Problem> {
    let seen = actions::look(&visit, &visit.author()?, &course, of.of(bytes)).await?;
    Ok(Json(view(&seen, visit.lang)))
}

#[derive(Serialize, ToSchema)]
pub struct TakenItemsView {
    /// Of the bank.
    pub path: String,
    /// How many came.
    pub items: usize,
}

/// Take items of a bank of another system as drafts: all of them, or those with these numbers.
#[utoipa::path(post, path = "/api/v1/workshop/{course}/imports/drafts", tag = "workshop",
    params(("course" = String, Path), ("name" = Option<String>, Query), ("format" = Option<String>, Query), ("bank" = String, Query),
        ("title" = Option<String>, Query), ("items" = Option<String>, Query)),
    request_body(content = FileBytes, content_type = "application/octet-stream"),
    responses((status = 201, body = TakenItemsView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`, `taken`, `changed`, `too_long`, `too_many`, `quota_full`")))]
pub async fn take(
    visit: Visit,
    InPath(course): InPath<String>,
    InQuery(of): InQuery<OfUpload>,
    bytes: Bytes,
) -> Result<(StatusCode, Json<TakenItemsView>), Problem> {
    let (path, items) = actions::take(&visit, &visit.author()?, &course, of.of(bytes), of.chosen(), of.target()).await?;
    Ok((StatusCode::CREATED, Json(TakenItemsView { path, items })))
}

/// A bank as one file, with its draft: `<bank>.md`, `.gift`, `.xml`, `.zip` (QTI), `.csv`, `.xlsx` or `.docx` (a paper to print, with its keys `behind`,
/// `without` them, or the keys `alone`). `<bank>.en` is the English twin.
#[utoipa::path(get, path = "/api/v1/workshop/{course}/exports/{file}", tag = "workshop",
    params(("course" = String, Path), ("file" = String, Path), ("keys" = Option<String>, Query)),
    responses((status = 200, content_type = "application/octet-stream", body = FileBytes), (status = 404, description = "`not_found`"),
        (status = 409, description = "`unreadable`")))]
pub async fn file(
    visit: Visit,
    InPath((course, file)): InPath<(String, String)>,
    InQuery(wish): InQuery<ExportWish>,
) -> Result<Response, Problem> {
    export::download(&visit, &visit.author()?, &course, &file, wish).await
}

#[derive(Serialize, ToSchema)]
pub struct ExportedView {
    pub items: usize,
    /// What the format does not carry.
    pub losses: Vec<String>,
}

/// What a file of a bank would not carry.
#[utoipa::path(get, path = "/api/v1/workshop/{course}/exports/{file}/losses", tag = "workshop",
    params(("course" = String, Path), ("file" = String, Path), ("keys" = Option<String>, Query)),
    responses((status = 200, body = ExportedView), (status = 404, description = "`not_found`"), (status = 409, description = "`unreadable`")))]
pub async fn losses(
    visit: Visit,
    InPath((course, file)): InPath<(String, String)>,
    InQuery(wish): InQuery<ExportWish>,
) -> Result<Json<ExportedView>, Problem> {
    let (given, _) = export::given(&visit, &visit.author()?, &course, &file, wish).await?;
    let losses = given.losses.iter().map(|words| words.get(visit.lang).clone()).collect();
    Ok(Json(ExportedView { items: given.items, losses }))
}
