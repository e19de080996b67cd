//! What staff do to an attempt: more time, a pause, an end, a word.

use crate::{clock::Moment, json::Input};
use axum::{Json, extract::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use zhixing_domain::id::AttemptId;
use zhixing_exam::invigilation::{
    actions as invigilate,
    actions::{act, carry_out, explain, outage_grant},
};
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureWish {
    /// `extend`, `extend_window`, `revoke`, `give_back`, `pause`, `resume`, `message`, `terminate` or `void`.
    pub measure: String,
    /// For `extend`, `extend_window` and `revoke`: 1 to 1440.
    #[serde(default)]
    pub minutes: i64,
    /// Kept in the audit log; the text of a message.
    pub reason: String,
}

/// Take a measure upon an attempt. For invigilators.
#[utoipa::path(post, path = "/api/v1/attempts/{attempt}/measures", tag = "invigilation", request_body = MeasureWish, params(("attempt" = String, Path)),
    responses((status = 200, body = Moment), (status = 404, description = "`not_found`"), (status = 422, description = "`invalid`"),
        (status = 409, description = "`over`, `not_started`, `amount`, `too_much`, `no_policy`, `nothing_lost`, `policy_spent` or `own_case`")))]
pub async fn take(visit: Visit, Path(id): Path<String>, Input(wish): Input<MeasureWish>) -> Result<Json<Moment>, Problem> {
    let who = visit.invigilator()?;
    let id: AttemptId = id.parse().map_err(|_| Problem::NotFound)?;
    let reason = invigilate::reason(&wish.reason)?;
    let sheet = visit.site.sheet(id).await?.ok_or(Problem::NotFound)?;
    if sheet.account == who.id() {
        return Err(Problem::own_case());
    }
    let act = act(&wish.measure, wish.minutes, outage_grant(&visit.site, &sheet.plan))?;
    let measured = carry_out(&visit, &who, vec![id], act, reason).await?;
    match measured.into_iter().next() {
        Some((_, Some(Ok(summary)))) => Ok(Json(Moment::of(&summary, visit.now))),
        Some((_, Some(Err(refusal)))) => Err(Problem::refused(refusal.code(), |l| explain(refusal)(l).into())),
        Some((_, None)) | None => Err(Problem::NotFound),
    }
}
