//! An item of a text in the fields of a form, and written back into it: for teachers who write. Nothing is kept.

use crate::{
    address::InPath,
    json::Input,
    shape::{FilePath, ItemKindWord, ItemName, LineNumber, MarkdownText},
};
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_authoring::item_form;
use zhixing_domain::{
    question::Kind,
    workshop::item_form::{FormPlace, FormRow, ItemForm},
};
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemFormWish {
    pub path: FilePath,
    pub text: MarkdownText,
    /// The item with this id in the text.
    pub item: Option<ItemName>,
    /// The type of an item that is not there yet.
    pub kind: Option<ItemKindWord>,
    /// A line of the item, from 1; it is asked where neither `item` nor `kind` is said.
    pub line: Option<LineNumber>,
    /// What the form says now.
    pub form: Option<ItemFormFields>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemFormFields {
    /// The first line is the heading. A gap is its number, `[[1]]`.
    pub stem: String,
    /// Options, accepted answers, steps, pairs, lines of the rubric or gaps, by the item's type.
    pub rows: Vec<ItemFormRow>,
    /// The explanation, or a model answer.
    #[serde(default)]
    pub why: String,
    /// Empty where the heading says nothing; of an essay, the sum of its rubric.
    #[serde(default)]
    pub points: String,
    #[serde(default)]
    pub difficulty: String,
    /// Parted by commas.
    #[serde(default)]
    pub tags: String,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemFormRow {
    /// An option that is right; a gap that is chosen and not typed.
    #[serde(default)]
    pub marked: bool,
    /// One cell; two of a pair, three of a rubric. The words of a gap are parted by `|`.
    pub cells: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ItemFormView {
    /// The item's lines in the text, from 1, up to `to`, which stays; both are 0 for one that is not there yet.
    pub from: usize,
    pub to: usize,
    pub kind: &'static str,
    /// What stands in these lines, with what the form says.
    pub text: String,
    pub form: ItemFormFields,
}

/// See an item of a text as a form has it, or what the text of the item is with a form filled in; what the form does not show stays to the byte.
#[utoipa::path(post, path = "/api/v1/workshop/{course}/item-forms", tag = "workshop", params(("course" = String, Path)), request_body = ItemFormWish,
    responses((status = 200, body = ItemFormView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`: `place` where no form can have what stands there, `form` where something is missing in it")))]
pub async fn show(visit: Visit, InPath(course): InPath<String>, Input(wish): Input<ItemFormWish>) -> Result<Json<ItemFormView>, Problem> {
    let line = wish.line.and_then(|line| usize::try_from(line.0).ok()).unwrap_or(1);
    let new = wish.kind.and_then(|word| Kind::from_code(word.0)).map(FormPlace::New);
    let place = new.or_else(|| wish.item.map(|item| FormPlace::Id(item.0))).unwrap_or(FormPlace::Line(line));
    let (author, path) = (visit.author()?, wish.path.0);
    let found = item_form::of(&visit, &author, (&course, &path), &wish.text.0, place, wish.form.map(read)).await?;
    let kind = found.form.kind.code();
    Ok(Json(ItemFormView { from: found.from, to: found.to, kind, text: found.text, form: view(found.form) }))
}

/// Of the type that the item has.
fn read(fields: ItemFormFields) -> ItemForm {
    let rows = fields.rows.into_iter().map(|row| FormRow { marked: row.marked, cells: row.cells }).collect();
    let ItemFormFields { stem, why, points, difficulty, tags, .. } = fields;
    ItemForm { kind: Kind::Single, stem, rows, why, points, difficulty, tags }
}

fn view(form: ItemForm) -> ItemFormFields {
    let rows = form.rows.into_iter().map(|row| ItemFormRow { marked: row.marked, cells: row.cells }).collect();
    let ItemForm { stem, why, points, difficulty, tags, .. } = form;
    ItemFormFields { stem, rows, why, points, difficulty, tags }
}
