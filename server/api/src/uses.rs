//! Where a file of a course is used: before it changes or goes. For teachers, within the courses that their role reaches.

use crate::{
    address::{InPath, InQuery},
    media::MediaUseView,
};
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_authoring::uses::{self, FileUses};
use zhixing_domain::workshop::item_uses::ItemUse;
use zhixing_shell::{guard::Visit, problem::Problem};
use zhixing_store::ExamSession;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct OfUses {
    path: String,
}

#[derive(Serialize, ToSchema)]
pub struct FileUsesView {
    /// Where texts show a file beside them or lead to it; of a lesson, where other texts of its course lead to it.
    pub places: Vec<MediaUseView>,
    /// The items of a bank or a lesson, in their order.
    pub items: Vec<ItemUseView>,
    /// The plans whose papers may hold any of them; of a plan, its own name.
    pub plans: Vec<String>,
    /// The exams with these plans that have not ended, the next one first.
    pub sessions: Vec<SessionUseView>,
    /// Of a standard: the published courses that follow it.
    pub courses: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ItemUseView {
    pub item: String,
    /// The lesson that it stands in; absent for an item of a bank.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lesson: Option<String>,
    /// The plans whose papers may hold it.
    pub plans: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct SessionUseView {
    pub session: String,
    pub plan: String,
    pub name: String,
    pub opens_at: i64,
    pub closes_at: i64,
}

fn view(uses: FileUses) -> FileUsesView {
    let item = |item: ItemUse| ItemUseView { item: item.item.0, lesson: item.lesson, plans: item.plans };
    let session = |session: ExamSession| SessionUseView {
        session: session.id.to_string(),
        plan: session.plan.plan().to_string(),
        name: session.name,
        opens_at: session.opens.ms(),
        closes_at: session.closes.ms(),
    };
    FileUsesView {
        places: uses.places.into_iter().map(|place| MediaUseView { path: place.path, line: place.line }).collect(),
        items: uses.items.into_iter().map(item).collect(),
        plans: uses.plans.into_iter().collect(),
        sessions: uses.sessions.into_iter().map(session).collect(),
        courses: uses.courses,
    }
}

/// Which lessons, papers and exams use a file of a course as it is with its drafts, or its items.
#[utoipa::path(get, path = "/api/v1/workshop/{course}/uses", tag = "workshop", params(("course" = String, Path), ("path" = String, Query)),
    responses((status = 200, body = FileUsesView), (status = 404, description = "`not_found`")))]
pub async fn show(visit: Visit, InPath(course): InPath<String>, InQuery(asked): InQuery<OfUses>) -> Result<Json<FileUsesView>, Problem> {
    Ok(Json(view(uses::of(&visit, &visit.author()?, &course, &asked.path).await?)))
}
