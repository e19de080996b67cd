//! Items that a candidate wants to come back to.

use crate::{address::InPath, json::Input};
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_domain::question::ItemKey;
use zhixing_exam::attempt::actions as sit;
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Flag {
    pub flagged: bool,
}

/// Mark an item to come back to, or take the mark away.
#[utoipa::path(put, path = "/api/v1/attempts/{attempt}/flags/{item}", tag = "attempt", request_body = Flag,
    params(("attempt" = String, Path), ("item" = String, Path)),
    responses((status = 200, body = Flag), (status = 404, description = "`not_found`"), (status = 409, description = "`not_running`"),
        (status = 429, description = "`slow_down`")))]
pub async fn set(visit: Visit, InPath((id, item)): InPath<(String, String)>, Input(flag): Input<Flag>) -> Result<Json<Flag>, Problem> {
    let attempt = visit.own_attempt(&id).await?;
    let item = ItemKey(item);
    if !sit::set_flag(&visit, &attempt, &item, flag.flagged).await? {
        return Err(sit::not_running());
    }
    Ok(Json(flag))
}
