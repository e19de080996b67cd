//! Who the caller is.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;
use zhixing_domain::account::{Account, Roles};
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Serialize, ToSchema)]
pub struct Me {
    pub account: String,
    pub login: String,
    pub name: String,
    /// The name for certificates; empty until given.
    pub legal_name: String,
    /// `stated` by the person or `confirmed` by staff.
    pub legal_name_source: &'static str,
    /// In which they may act, of `learner`, `teacher`, `examiner`, `invigilator`, `admin`.
    pub roles: Vec<&'static str>,
    /// Which rest until they sign in with two steps: what needs one of them answers 403 `second_factor_required`.
    pub resting_roles: Vec<&'static str>,
}

impl Me {
    pub fn of(account: &Account, resting: Roles) -> Self {
        Self {
            account: account.id.to_string(),
            login: account.login.clone(),
            name: account.display_name.clone(),
            legal_name: account.legal_name.clone(),
            legal_name_source: account.legal_name_source.code(),
            roles: account.roles.codes(),
            resting_roles: resting.codes(),
        }
    }
}

/// Who the caller is.
#[utoipa::path(get, path = "/api/v1/me", tag = "session", responses((status = 200, body = Me), (status = 401, description = "`sign_in`")))]
pub async fn show(visit: Visit) -> Result<Json<Me>, Problem> {
    Ok(Json(Me::of(&visit.person()?.0, visit.resting)))
}
