//! Checking a certificate by program, without an account: an upload, or a number. Nothing of an upload is kept.

use axum::{
    Json,
    body::Bytes,
    extract::{FromRequest, Multipart, Path, Request},
    http::header,
};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use zhixing_app::{guard::Visit, i18n::certificate as words, pages, problem::Problem};
use zhixing_domain::{certificate::Number, verification::Finding};

#[derive(Serialize, ToSchema)]
pub struct ReportView {
    /// Genuine and valid: every check passes.
    pub valid: bool,
    /// `{check, outcome, reason?}` for format, signature, issuer, validity, revocation and record.
    #[schema(value_type = Vec<Object>)]
    pub findings: Vec<Finding>,
    /// What it says; empty when its signature does not hold.
    pub facts: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

async fn report(visit: &Visit, upload: Vec<u8>) -> Result<ReportView, Problem> {
    let (report, number) = pages::verify::report(visit, upload).await?;
    Ok(ReportView {
        valid: report.is_valid(),
        number: number.map(|n| n.to_string()),
        findings: report.findings,
        facts: report.facts.into_iter().collect(),
    })
}

/// Check a credential: JSON, PDF, PNG or SVG, as the body itself or as a file of a form.
#[utoipa::path(post, path = "/api/v1/verify", tag = "certificate", request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ReportView), (status = 413, description = "`too_large`"), (status = 422, description = "`invalid`: nothing was sent")))]
pub async fn check(visit: Visit, request: Request) -> Result<Json<ReportView>, Problem> {
    let unreadable = || Problem::invalid("file", |l| words::unreadable(l).into());
    let form = request.headers().get(header::CONTENT_TYPE).is_some_and(|v| v.as_bytes().starts_with(b"multipart/form-data"));
    let upload = if form {
        pages::verify::upload(Multipart::from_request(request, &()).await.map_err(|_| unreadable())?).await?
    } else {
        Bytes::from_request(request, &()).await.map_err(|_| unreadable())?.to_vec()
    };
    if upload.is_empty() {
        return Err(Problem::invalid("file", |l| words::nothing_sent(l).into()));
    }
    Ok(Json(report(&visit, upload).await?))
}

/// Check the certificate that bears a number.
#[utoipa::path(get, path = "/api/v1/verify/{number}", tag = "certificate", params(("number" = String, Path)),
    responses((status = 200, body = ReportView), (status = 404, description = "`not_found`: no such certificate")))]
pub async fn number(visit: Visit, Path(number): Path<String>) -> Result<Json<ReportView>, Problem> {
    let number: Number = number.parse().map_err(|_| Problem::NotFound)?;
    let newest = visit.site.store.certificate(&number).await?.into_iter().next().ok_or(Problem::NotFound)?;
    let (json, _) = visit.site.store.certificate_bytes(&number, newest.version).await?.ok_or(Problem::NotFound)?;
    Ok(Json(report(&visit, json).await?))
}
