//! Many items of a bank at once: what they are, what a change would make of them, and changing them in one step. For teachers.

use crate::{
    address::{InPath, InQuery},
    json::Input,
    replacement::{FileFlawView, flaws},
    shape::{DifficultyWord, FilePath, ItemName, PointsText, PublicationDigest, TagText},
};
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_authoring::{
    items::actions::{self, ChangedItem, ItemsWish, SeenChange, TypedChange},
    many::SeenFiles,
};
use zhixing_domain::{
    lang::Lang,
    workshop::{bank_text::ItemText, difference::WordFate},
};
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct OfBankItems {
    bank: String,
}

#[derive(Serialize, ToSchema)]
pub struct BankItemView {
    pub id: String,
    /// Absent where its heading names none that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// The words of its heading.
    pub stem: String,
    pub points: String,
    /// Its own, else its bank's.
    pub difficulty: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub function: Option<String>,
    pub tags: Vec<String>,
}

/// The items of a bank as it is with its draft.
#[utoipa::path(get, path = "/api/v1/workshop/{course}/items", tag = "workshop", params(("course" = String, Path), ("bank" = String, Query)),
    responses((status = 200, body = [BankItemView]), (status = 404, description = "`not_found`")))]
pub async fn list(
    visit: Visit,
    InPath(course): InPath<String>,
    InQuery(asked): InQuery<OfBankItems>,
) -> Result<Json<Vec<BankItemView>>, Problem> {
    let bank = actions::list(&visit, &visit.author()?, &course, &asked.bank).await?;
    let view = |item: &ItemText| BankItemView {
        id: item.id.clone(),
        kind: item.kind.map(zhixing_domain::question::Kind::code),
        stem: item.stem.clone(),
        points: item.points().into(),
        difficulty: bank.difficulty(item).code(),
        function: bank.says(item, "function").map(String::from),
        tags: item.tags().map(String::from).collect(),
    };
    Ok(Json(bank.items.iter().map(view).collect()))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemChangeWish {
    /// The path of the bank.
    pub bank: FilePath,
    pub items: Vec<ItemName>,
    #[serde(default)]
    pub add_tags: Vec<TagText>,
    #[serde(default)]
    pub remove_tags: Vec<TagText>,
    pub points: Option<PointsText>,
    pub difficulty: Option<DifficultyWord>,
    /// The path of the bank that the items go to.
    pub to: Option<FilePath>,
}

impl ItemChangeWish {
    fn read(self) -> Result<ItemsWish, Problem> {
        let joined = |tags: Vec<TagText>| tags.into_iter().map(|tag| tag.0).collect::<Vec<_>>().join(",");
        let typed = TypedChange {
            add: joined(self.add_tags),
            remove: joined(self.remove_tags),
            points: self.points.map(|points| points.0).unwrap_or_default(),
            difficulty: self.difficulty.map(|word| word.0.to_string()).unwrap_or_default(),
        };
        let ids = self.items.into_iter().map(|item| item.0).collect();
        Ok(ItemsWish { bank: self.bank.0, ids, change: typed.read()?, to: self.to.map(|to| to.0) })
    }
}

#[derive(Serialize, ToSchema)]
pub struct ChangedItemView {
    pub id: String,
    /// Its heading now, and as it would be.
    pub now: String,
    pub then: String,
    /// What it has of the other bank from now on, as `key=value`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub takes_over: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct SeenFileView {
    pub path: String,
    pub seen: String,
}

#[derive(Serialize, ToSchema)]
pub struct SeenItemsView {
    pub items: Vec<ChangedItemView>,
    /// How many of them would stay as they are.
    pub unchanged: usize,
    /// The files that would change, by the hashes of what was looked at.
    pub files: Vec<SeenFileView>,
    /// What would keep the course from being published then.
    pub errors: Vec<FileFlawView>,
}

fn view(seen: SeenChange, lang: Lang) -> SeenItemsView {
    let without = |item: &ChangedItem, other: WordFate| -> String {
        item.heading.iter().filter(|(fate, _)| *fate != other).map(|(_, text)| text.as_str()).collect()
    };
    let item = |item: ChangedItem| ChangedItemView {
        now: without(&item, WordFate::Come),
        then: without(&item, WordFate::Gone),
        takes_over: item.takes_over.iter().map(|(key, value)| format!("{key}={value}")).collect(),
        id: item.id,
    };
    let SeenFiles(files) = seen.seen;
    SeenItemsView {
        items: seen.items.into_iter().map(item).collect(),
        unchanged: seen.unchanged,
        files: files.into_iter().map(|(path, seen)| SeenFileView { path, seen }).collect(),
        errors: flaws(seen.flaws, lang),
    }
}

/// See what a change would make of items. Nothing is kept.
#[utoipa::path(post, path = "/api/v1/workshop/{course}/items", tag = "workshop", params(("course" = String, Path)), request_body = ItemChangeWish,
    responses((status = 200, body = SeenItemsView), (status = 404, description = "`not_found`"), (status = 409, description = "`invalid`")))]
pub async fn look(
    visit: Visit,
    InPath(course): InPath<String>,
    Input(wish): Input<ItemChangeWish>,
) -> Result<Json<SeenItemsView>, Problem> {
    let seen = actions::look(&visit, &visit.author()?, &course, &wish.read()?).await?;
    Ok(Json(view(seen, visit.lang)))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeenFileWish {
    pub path: FilePath,
    pub seen: PublicationDigest,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemsChangeWish {
    pub change: ItemChangeWish,
    /// The files that change, as they were seen.
    pub files: Vec<SeenFileWish>,
}

#[derive(Serialize, ToSchema)]
pub struct ItemsChangedView {
    /// How many items changed.
    pub items: usize,
}

/// Change items, as drafts and in one step.
#[utoipa::path(post, path = "/api/v1/workshop/{course}/items/drafts", tag = "workshop", params(("course" = String, Path)), request_body = ItemsChangeWish,
    responses((status = 200, body = ItemsChangedView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`invalid`; `changed`: somebody changed one of the files since it was seen, and nothing was written; `too_long`, `too_many`")))]
pub async fn change(
    visit: Visit,
    InPath(course): InPath<String>,
    Input(wish): Input<ItemsChangeWish>,
) -> Result<Json<ItemsChangedView>, Problem> {
    let seen = SeenFiles(wish.files.into_iter().map(|file| (file.path.0, file.seen.0)).collect());
    let items = actions::change(&visit, &visit.author()?, &course, &wish.change.read()?, &seen).await?;
    Ok(Json(ItemsChangedView { items }))
}
