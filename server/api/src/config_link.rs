//! The settings of Safe Exam Browser for an assessment: a link that opens once.

use crate::address::InPath;
use axum::{Json, http::StatusCode};
use serde::Serialize;
use utoipa::ToSchema;
use zhixing_domain::plan_ref::PlanRef;
use zhixing_exam::lockdown::actions as lockdown;
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Serialize, ToSchema)]
pub struct ConfigLinkView {
    /// The file with the settings. Whoever has the address needs nothing else, and it opens once.
    pub file: String,
    /// The same as Safe Exam Browser opens it by itself.
    pub open: String,
}

/// Make a link to the settings.
#[utoipa::path(post, path = "/api/v1/assessments/{course}/{plan}/config-links", tag = "assessment",
    params(("course" = String, Path), ("plan" = String, Path)),
    responses((status = 201, body = ConfigLinkView), (status = 404, description = "`not_found`: also where this browser is not asked for")))]
pub async fn make(visit: Visit, InPath((course, plan)): InPath<(String, String)>) -> Result<(StatusCode, Json<ConfigLinkView>), Problem> {
    let file = lockdown::config_link(&visit, &PlanRef::new(&course, &plan)).await?;
    let open = lockdown::opened_by_seb(&file);
    Ok((StatusCode::CREATED, Json(ConfigLinkView { file, open })))
}
