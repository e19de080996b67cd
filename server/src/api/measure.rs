//! What staff do to an attempt: more time, a pause, an end, a word.

use super::{clock::Moment, json::Input};
use axum::{Json, extract::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use zhixing_app::{
    act::invigilate::{self, act, carry_out, refusal_code},
    guard::Visit,
    i18n::invigilation as words,
    problem::Problem,
};
use zhixing_domain::{attempt::MeasureRefusal, id::AttemptId};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// `extend`, `extend_window`, `revoke`, `pause`, `resume`, `message`, `terminate` or `void`.
    pub measure: String,
    /// For `extend`, `extend_window` and `revoke`: 1 to 1440.
    #[serde(default)]
    pub minutes: i64,
    /// Kept in the audit log; the text of a message.
    pub reason: String,
}

/// Take a measure upon an attempt. For invigilators.
#[utoipa::path(post, path = "/api/v1/attempts/{attempt}/measures", tag = "invigilation", request_body = Wish, params(("attempt" = String, Path)),
    responses((status = 200, body = Moment), (status = 404, description = "`not_found`"), (status = 422, description = "`invalid`"),
        (status = 409, description = "`over`, `not_started`, `amount` or `too_much`")))]
pub async fn take(visit: Visit, Path(id): Path<String>, Input(wish): Input<Wish>) -> Result<Json<Moment>, Problem> {
    let who = visit.invigilator()?;
    let id: AttemptId = id.parse().map_err(|_| Problem::NotFound)?;
    let reason = invigilate::reason(&wish.reason)?;
    let measured = carry_out(&visit, &who, vec![id], act(&wish.measure, wish.minutes)?, reason).await?;
    match measured.into_iter().next() {
        Some((_, Some(Ok(summary)))) => Ok(Json(Moment::of(&summary, visit.now))),
        Some((_, Some(Err(refusal)))) => Err(Problem::refused(refusal_code(refusal), |l| {
            match refusal {
                MeasureRefusal::Over => words::over(l),
                MeasureRefusal::NotStarted => words::not_started(l),
                MeasureRefusal::Amount => words::amount(l),
                MeasureRefusal::TooMuch => words::too_much(l),
            }
            .into()
        })),
        Some((_, None)) | None => Err(Problem::NotFound),
    }
}
