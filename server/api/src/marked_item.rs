//! The items of a plan as they were marked, and the decision that one is void after all. For examiners.

use crate::{
    address::InPath,
    json::Input,
    shape::{ReasonText, VoidingWord},
};
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_marking::actions::{self as marking, ItemCase};
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Serialize, ToSchema)]
pub struct MarkedItemView {
    pub item: String,
    /// Digest of the item's text, as it was sat.
    pub version: String,
    pub title: String,
    /// In how many attempts it is.
    pub attempts: i64,
    /// What was given and what it is worth, over those that are marked, as decimal text.
    pub points: String,
    pub worth: String,
    /// `full_credit` or `excluded`; absent where it counts as it was marked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voiding: Option<&'static str>,
    /// In how many attempts the newest decision does not count yet.
    pub behind: i64,
    /// Papers that are wholly marked: facility and discrimination are over these.
    pub papers: i64,
    /// The share of its points that was given, from 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facility: Option<f64>,
    /// The correlation of its points with those of the rest of the paper, from -1 to 1; absent where it cannot be computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discrimination: Option<f64>,
}

/// What the answers to one item say.
#[derive(Serialize, ToSchema)]
pub struct ItemStatisticsView {
    #[serde(flatten)]
    pub item: MarkedItemView,
    /// How often each option was chosen, in the author's order (of a true-or-false: true, then false); absent for other types.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<Vec<i64>>,
    /// Papers that say nothing; absent for types without options.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nothing: Option<i64>,
    /// Papers by the share of its points that they earned: below a tenth, below two tenths …, below all, and all.
    pub shares: Vec<i64>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VoidingWish {
    pub voiding: VoidingWord,
    /// Candidates whose result is released will see it.
    pub reason: ReasonText,
}

fn view(visit: &Visit, case: &ItemCase) -> MarkedItemView {
    let ItemCase { marked, item, sums, .. } = case;
    MarkedItemView {
        item: marked.item.0.clone(),
        version: marked.version.0.clone(),
        title: item.wording.get(visit.lang).title.clone(),
        attempts: marked.attempts,
        points: marked.points.to_string(),
        worth: marked.worth.to_string(),
        voiding: marked.voiding.map(|v| v.code()),
        behind: marked.behind,
        papers: sums.papers,
        facility: sums.facility(),
        discrimination: sums.discrimination(),
    }
}

/// The items of a plan that were marked.
#[utoipa::path(get, path = "/api/v1/marking/items/{course}/{plan}", tag = "marking", params(("course" = String, Path), ("plan" = String, Path)),
    responses((status = 200, body = [MarkedItemView]), (status = 404, description = "`not_found`"), (status = 409, description = "`exam_running`")))]
pub async fn list(visit: Visit, InPath((course, plan)): InPath<(String, String)>) -> Result<Json<Vec<MarkedItemView>>, Problem> {
    let plan = marking::plan(&visit, &visit.marker()?, &course, &plan).await?;
    Ok(Json(marking::cases(&visit, &plan).await?.iter().map(|case| view(&visit, case)).collect()))
}

/// One item of a plan, in the version that was sat, with what was chosen and earned.
#[utoipa::path(get, path = "/api/v1/marking/items/{course}/{plan}/{version}", tag = "marking",
    params(("course" = String, Path), ("plan" = String, Path), ("version" = String, Path)),
    responses((status = 200, body = ItemStatisticsView), (status = 404, description = "`not_found`"), (status = 409, description = "`exam_running`")))]
pub async fn show(
    visit: Visit,
    InPath((course, plan, version)): InPath<(String, String, String)>,
) -> Result<Json<ItemStatisticsView>, Problem> {
    let case = marking::case(&visit, &visit.marker()?, &course, &plan, &version).await?;
    let counted = marking::statistics(&visit, &case).await?;
    let nothing = counted.chosen.as_ref().map(|c| c.nothing);
    let options = counted.chosen.map(|c| c.options);
    Ok(Json(ItemStatisticsView { item: view(&visit, &case), options, nothing, shares: counted.shares.to_vec() }))
}

/// Decide what an item counts for, in the version that was sat. The results follow in the background.
#[utoipa::path(put, path = "/api/v1/marking/items/{course}/{plan}/{version}", tag = "marking", request_body = VoidingWish,
    params(("course" = String, Path), ("plan" = String, Path), ("version" = String, Path)),
    responses((status = 200, body = MarkedItemView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`own_case` or `exam_running`")))]
pub async fn decide(
    visit: Visit,
    InPath((course, plan, version)): InPath<(String, String, String)>,
    Input(wish): Input<VoidingWish>,
) -> Result<Json<MarkedItemView>, Problem> {
    let marker = visit.marker()?;
    let case = marking::case(&visit, &marker, &course, &plan, &version).await?;
    let ruling = marking::ruling(&case, wish.voiding.0, &wish.reason.0).map_err(Problem::first_of)?;
    marking::decide(&visit, &marker, case, ruling).await?;
    Ok(Json(view(&visit, &marking::case(&visit, &marker, &course, &plan, &version).await?)))
}
