//! Who writes: a page takes the pen knowingly, and the one that had it is told at its next save.

use crate::{clock::Moment, json::Input};
use axum::{Json, extract::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use zhixing_app::i18n::exam as words;
use zhixing_domain::id::WriterId;
use zhixing_exam::attempt::actions as sit;
use zhixing_shell::{guard::Visit, keep, problem::Problem};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pen {
    #[schema(value_type = String)]
    pub writer: WriterId,
}

/// Take the pen: from now on this writer's operations count, and no other's.
#[utoipa::path(post, path = "/api/v1/attempts/{attempt}/pen", tag = "attempt", request_body = Pen, params(("attempt" = String, Path)),
    responses((status = 200, body = Moment), (status = 404, description = "`not_found`"), (status = 409, description = "`not_running`"),
        (status = 429, description = "`slow_down`")))]
pub async fn take(visit: Visit, Path(id): Path<String>, Input(pen): Input<Pen>) -> Result<Json<Moment>, Problem> {
    let attempt = sit::expire_if_due(&visit, visit.own_attempt(&id).await?).await?;
    visit.site.keep.operate(attempt.summary.id, keep::PEN, visit.now).map_err(Problem::Slow)?;
    if !visit.site.store.take_pen(attempt.summary.id, pen.writer, visit.stamp()).await? {
        return Err(Problem::refused("not_running", |l| words::not_running(l).into()));
    }
    let attempt = visit.own_attempt(&id).await?;
    Ok(Json(Moment::of(&attempt.summary, visit.now)))
}
