//! The result of an attempt, once it is released.

use crate::{
    address::InPath,
    shape::{AttemptKey, PhaseWord},
};
use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;
use zhixing_exam::attempt::actions as sit;
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Serialize, ToSchema)]
pub struct ResultView {
    #[schema(value_type = AttemptKey)]
    pub attempt: String,
    #[schema(value_type = PhaseWord)]
    pub state: &'static str,
    /// Whether the result may be seen; the rest is there only then.
    pub released: bool,
    /// On one hundred, as decimal text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pass_mark: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passed: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub functions: Vec<FunctionView>,
    /// When it was last revised after its release, in milliseconds since 1970; a decision upon an item changed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revised_at: Option<i64>,
    /// Number of the certificate that followed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    /// What a certificate that is earned waits for: `name_missing`, `name_unconfirmed`, `glyph_missing`, `text_too_long`, `fonts_missing`,
    /// `issuer_not_set_up` or `issuer_refuses`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate_waits: Option<&'static str>,
}

/// The share of a function of the standard.
#[derive(Serialize, ToSchema)]
pub struct FunctionView {
    pub function: String,
    pub points: String,
    pub worth: String,
}

/// The result, when it is released.
#[utoipa::path(get, path = "/api/v1/attempts/{attempt}/result", tag = "attempt", params(("attempt" = String, Path)),
    responses((status = 200, body = ResultView), (status = 404, description = "`not_found`")))]
pub async fn show(visit: Visit, InPath(id): InPath<String>) -> Result<Json<ResultView>, Problem> {
    let attempt = sit::expire_if_due(&visit, visit.own_attempt(&id).await?).await?;
    let (id, store) = (attempt.summary.id, &visit.site.store);
    let score = store.result(id).await?.filter(|r| r.released_at.is_some()).and_then(|r| r.score);
    let certificate = match &score {
        Some(_) => store.certificate_of_attempt(id).await?,
        None => None,
    };
    let certificate_waits = match &certificate {
        None if score.is_some() => store.hold_of(id).await?.map(|hold| hold.code()),
        _ => None,
    };
    let revised_at = match &score {
        Some(_) => store.revisions(id).await?.into_iter().find(|r| r.released).map(|r| r.at.ms()),
        None => None,
    };
    let function = |f: &zhixing_domain::grading::FunctionScore| FunctionView {
        function: f.function.clone(),
        points: f.points.to_string(),
        worth: f.worth.to_string(),
    };
    Ok(Json(ResultView {
        attempt: id.to_string(),
        state: attempt.summary.state.phase().code(),
        released: score.is_some(),
        functions: score.iter().flat_map(|s| &s.functions).map(function).collect(),
        pass_mark: score.as_ref().map(|s| s.pass_mark.to_string()),
        passed: score.as_ref().map(|s| s.passed),
        score: score.map(|s| s.score.to_string()),
        revised_at,
        certificate_waits,
        certificate: certificate.map(|n| n.to_string()),
    }))
}
