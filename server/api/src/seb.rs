//! Safe Exam Browser that sends no headers: its script interface tells the page a hash, and the page tells us.

use crate::{address::InPath, json::Input};
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_app::urls;
use zhixing_domain::plan_ref::PlanRef;
use zhixing_exam::lockdown::actions::{Proof, prove as note};
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BrowserKeys {
    /// Path and query of the page that read the keys: a page of this assessment or attempt.
    pub page: String,
    /// `SafeExamBrowser.security.configKey`: the hash of the page's address and the Config Key.
    pub config_key: String,
    /// `SafeExamBrowser.security.browserExamKey`, where the assessment asks for it.
    #[serde(default)]
    pub browser_key: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct Proved {
    /// For this session, for twelve hours.
    pub verified: bool,
}

impl BrowserKeys {
    fn proof(&self) -> Proof<'_> {
        Proof { page: &self.page, config_hash: &self.config_key, browser_hash: self.browser_key.as_deref() }
    }
}

/// Prove before a start that this session is in Safe Exam Browser with the right settings.
#[utoipa::path(post, path = "/api/v1/assessments/{course}/{plan}/seb", tag = "assessment", request_body = BrowserKeys,
    params(("course" = String, Path), ("plan" = String, Path)),
    responses((status = 200, body = Proved), (status = 403, description = "`seb_needed`: these are not the keys"),
        (status = 404, description = "`not_found`"), (status = 409, description = "`seb_not_asked` or `no_session`")))]
pub async fn prove(
    visit: Visit,
    InPath((course, plan)): InPath<(String, String)>,
    Input(keys): Input<BrowserKeys>,
) -> Result<Json<Proved>, Problem> {
    visit.person()?;
    let name = PlanRef::new(&course, &plan);
    let pages = [urls::waiting(&course, &plan), urls::start(&course, &plan)];
    note(&visit, &name, name.to_string(), &pages, keys.proof()).await?;
    Ok(Json(Proved { verified: true }))
}

/// Prove the same for a running attempt, after signing in again.
#[utoipa::path(post, path = "/api/v1/attempts/{attempt}/seb", tag = "attempt", request_body = BrowserKeys, params(("attempt" = String, Path)),
    responses((status = 200, body = Proved), (status = 403, description = "`seb_needed`: these are not the keys"),
        (status = 404, description = "`not_found`"), (status = 409, description = "`seb_not_asked` or `no_session`")))]
pub async fn prove_attempt(visit: Visit, InPath(id): InPath<String>, Input(keys): Input<BrowserKeys>) -> Result<Json<Proved>, Problem> {
    let sheet = visit.own_sheet(&id).await?;
    let pages = [urls::attempt(sheet.id), urls::review(sheet.id)];
    note(&visit, &sheet.plan, sheet.id.to_string(), &pages, keys.proof()).await?;
    Ok(Json(Proved { verified: true }))
}
