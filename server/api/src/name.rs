//! The name for a certificate: asking for another one in an own attempt, and what staff settle.

use crate::{
    address::InPath,
    json::Input,
    shape::{AttemptKey, PlanName, ReasonText, SettlementWord, TypedName},
};
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_domain::{id::AttemptId, plan_ref::PlanRef};
use zhixing_exam::{invigilation::settlement, name::own};
use zhixing_shell::{guard::Visit, name, problem::Problem};
use zhixing_store::AttemptName;

/// The name that was frozen in an attempt, and the newest wish for another one.
#[derive(Serialize, ToSchema)]
pub struct NameView {
    #[schema(value_type = AttemptKey)]
    pub attempt: String,
    pub login: String,
    #[schema(value_type = PlanName)]
    pub plan: PlanRef,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `stated` or `confirmed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<RequestView>,
}

#[derive(Serialize, ToSchema)]
pub struct RequestView {
    pub name: String,
    pub reason: String,
    pub evidence: String,
    pub asked_at: i64,
    /// Whether it was accepted; absent while it waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<bool>,
    /// What staff said to a refusal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

impl NameView {
    fn of(found: AttemptName) -> Self {
        let request = found.request.map(|r| RequestView {
            accepted: r.decision.as_ref().map(|(_, accepted, _)| *accepted),
            answer: r.decision.filter(|(_, accepted, _)| !accepted).map(|(_, _, answer)| answer),
            name: r.name,
            reason: r.reason,
            evidence: r.evidence,
            asked_at: r.asked_at.ms(),
        });
        let (name, source) = found.name.map(|n| (n.text, n.source.code())).unzip();
        Self { attempt: found.attempt.to_string(), login: found.login, plan: found.plan, name, source, request }
    }
}

/// What staff have to look at.
#[derive(Serialize, ToSchema)]
pub struct NamesView {
    /// Asked for, or of certificates that wait for them.
    pub waiting: Vec<NameView>,
    /// Stated by people who sit now or wait for their results.
    pub early: Vec<NameView>,
}

/// A wish for another name.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NameWish {
    pub name: TypedName,
    pub reason: ReasonText,
    /// What shows that it is right: which document, seen by whom. No document numbers.
    pub evidence: ReasonText,
}

/// What staff decide.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    #[serde(rename = "do")]
    pub verb: SettlementWord,
    /// The name that was seen (`confirm`, `accept`), or the right one (`set`).
    #[serde(default)]
    pub name: Option<TypedName>,
    /// Who compared what; on record, and told to the person where it is refused.
    pub note: ReasonText,
}

async fn view(visit: &Visit, id: AttemptId) -> Result<Json<NameView>, Problem> {
    Ok(Json(NameView::of(visit.site.store.attempt_name(id).await?.ok_or(Problem::NotFound)?)))
}

/// The name of an own attempt.
#[utoipa::path(get, path = "/api/v1/attempts/{attempt}/name", tag = "attempt", params(("attempt" = String, Path)),
    responses((status = 200, body = NameView), (status = 404, description = "`not_found`")))]
pub async fn show(visit: Visit, InPath(id): InPath<String>) -> Result<Json<NameView>, Problem> {
    Ok(Json(NameView::of(own(&visit, &id).await?)))
}

/// Ask for another name in an own attempt that has started; staff decide.
#[utoipa::path(post, path = "/api/v1/attempts/{attempt}/name", tag = "attempt", request_body = NameWish, params(("attempt" = String, Path)),
    responses((status = 200, body = NameView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`name_not_frozen`, `name_same`, `name_request_waits` or `certificate_issued`")))]
pub async fn ask(visit: Visit, InPath(id): InPath<String>, Input(wish): Input<NameWish>) -> Result<Json<NameView>, Problem> {
    let attempt = own(&visit, &id).await?.attempt;
    name::ask(&visit, attempt, &wish.name.0, &wish.reason.0, &wish.evidence.0).await?;
    view(&visit, attempt).await
}

/// The names that wait for staff. For invigilators and administrators.
#[utoipa::path(get, path = "/api/v1/names", tag = "invigilation",
    responses((status = 200, body = NamesView), (status = 404, description = "`not_found`")))]
pub async fn list(visit: Visit) -> Result<Json<NamesView>, Problem> {
    let who = visit.invigilator()?;
    let (waiting, early) = visit.site.store.names_to_settle(&who, 200).await?;
    let all = |names: Vec<AttemptName>| names.into_iter().map(NameView::of).collect();
    Ok(Json(NamesView { waiting: all(waiting), early: all(early) }))
}

/// Settle the name of somebody else's attempt; a certificate that waits for it is issued by itself. For invigilators and administrators.
#[utoipa::path(put, path = "/api/v1/attempts/{attempt}/name", tag = "invigilation", request_body = Decision, params(("attempt" = String, Path)),
    responses((status = 200, body = NameView), (status = 404, description = "`not_found`"),
        (status = 409, description = "`name_not_frozen`, `name_changed`, `name_same`, `certificate_issued` or `own_case`")))]
pub async fn settle(visit: Visit, InPath(id): InPath<String>, Input(decision): Input<Decision>) -> Result<Json<NameView>, Problem> {
    let who = visit.invigilator()?;
    let id: AttemptId = id.parse().map_err(|_| Problem::NotFound)?;
    let name = decision.name.map(|name| name.0).unwrap_or_default();
    let what = settlement::settlement(&visit.site, decision.verb.0, &name)?;
    settlement::settle(&visit, &who, id, what, &decision.note.0).await?;
    view(&visit, id).await
}
